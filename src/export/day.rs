//! When an article was published, as a day: from ISO 8601, or from a date in words (`الخميس 22 يوليو 2021`).
//!
//! Only what is certain is told: `7/8/2021` is two days in two countries, and none here. Years of the Hijra are left alone.

use std::fmt;

use jiff::civil::Date;

/// A day, or a month or a year where no more is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31, of a known month.
    pub day: Option<i8>,
}

impl fmt::Display for Day {
    /// ISO 8601: `2021-07-22`, `2021-07` or `2021`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// The names of the months as Arabic countries and English have them; كانون and تشرين come twice and need the next word.
const MONTHS: [&[&str]; 12] = [
    &["يناير", "جانفي", "january", "jan", "كانون الثاني"],
    &["فبراير", "فيفري", "شباط", "february", "feb"],
    &["مارس", "آذار", "march", "mar"],
    &["أبريل", "إبريل", "ابريل", "أفريل", "نيسان", "april", "apr"],
    &["مايو", "ماي", "أيار", "ايار", "may"],
    &["يونيو", "يونيه", "جوان", "حزيران", "june", "jun"],
    &["يوليو", "يوليه", "جويلية", "تموز", "july", "jul"],
    &["أغسطس", "اغسطس", "أوت", "غشت", "آب", "august", "aug"],
    &["سبتمبر", "شتنبر", "أيلول", "ايلول", "september", "sep"],
    &["أكتوبر", "اكتوبر", "october", "oct", "تشرين الأول", "تشرين الاول"],
    &["نوفمبر", "نونبر", "november", "nov", "تشرين الثاني"],
    &["ديسمبر", "دجنبر", "december", "dec", "كانون الأول", "كانون الاول"],
];

/// The day in what an article says of when it was published.
///
/// ```
/// use isnad::export::day_of;
/// assert_eq!(day_of("2021-07-22T09:30:00Z").unwrap().to_string(), "2021-07-22");
/// assert_eq!(day_of("الخميس ٢٢ تموز/يوليو ٢٠٢١").unwrap().to_string(), "2021-07-22");
/// assert_eq!(day_of("7/8/2021"), None);
/// ```
pub fn day_of(stated: &str) -> Option<Day> {
    let plain: String = stated.chars().map(latin).collect::<String>().to_lowercase();
    iso(plain.trim()).or_else(|| in_words(&plain))
}

fn latin(c: char) -> char {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return c,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// `2021`, `2021-07`, `2021-07-22`, and that with a time behind it.
fn iso(text: &str) -> Option<Day> {
    let date = text.split(['t', ' ']).next()?;
    let mut parts = date.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let two = |part: Option<&str>| match part {
        None => Some(None),
        Some(digits) if digits.len() == 2 => digits.parse::<i8>().ok().map(Some),
        Some(_) => None,
    };
    let (month, day) = (two(parts.next())?, two(parts.next())?);
    let year = year.parse().ok().filter(|_| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    valid(Day { year, month, day }).filter(|_| parts.next().is_none())
}

/// A day, the name of its month and its year, in that order or with the month first.
fn in_words(text: &str) -> Option<Day> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut found: Option<(usize, usize, i8)> = None;
    for at in 0..words.len() {
        for length in [2, 1] {
            let Some(name) = words.get(at..at + length).map(|words| words.join(" ")) else { continue };
            if let Some(month) = month(&name) {
                match found {
                    // `تموز/يوليو` says it twice.
                    Some((from, _, same)) if same == month => found = Some((from, at + length, month)),
                    Some((_, to, _)) if at < to => {}
                    Some(_) => return None,
                    None => found = Some((at, at + length, month)),
                }
                break;
            }
        }
    }
    let (from, to, month) = found?;
    let number = |at: Option<usize>, longest: usize| {
        let word = at.and_then(|at| words.get(at))?;
        (word.len() <= longest).then(|| word.parse::<i16>().ok()).flatten()
    };
    let year = |at| number(Some(at), 4).filter(|year| (1800..2200).contains(year));
    let before = number(from.checked_sub(1), 2);
    let (day, year) = match (before, year(to)) {
        (Some(day), Some(year)) => (Some(day), year),
        (None, Some(year)) => (None, year),
        (None, None) => (number(Some(to), 2), year(to + 1)?),
        (Some(_), None) => return None,
    };
    let day = day.map(i8::try_from).transpose().ok()?;
    valid(Day { year, month: Some(month), day })
}

fn month(name: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.contains(&name))?;
    i8::try_from(at + 1).ok()
}

fn valid(day: Day) -> Option<Day> {
    Date::new(day.year, day.month.unwrap_or(1), day.day.unwrap_or(1)).is_ok().then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stated: &str, expected: &str) {
        assert_eq!(day_of(stated).map(|day| day.to_string()).unwrap_or_default(), expected, "{stated}");
    }

    #[test]
    fn days() {
        check("2021-07-22", "2021-07-22");
        check("2021-07-22 09:30", "2021-07-22");
        check("2021-07", "2021-07");
        check("2021", "2021");
        check("الخميس 22 يوليو 2021 - 10:15", "2021-07-22");
        check("نشر في: ٢٢/تموز/٢٠٢١", "2021-07-22");
        check("22 تموز/يوليو 2021", "2021-07-22");
        check("3 كانون الأول 2020", "2020-12-03");
        check("3 كانون الثاني/يناير 2020", "2020-01-03");
        check("July 22, 2021", "2021-07-22");
        check("يوليو 2021", "2021-07");
    }

    #[test]
    fn what_is_not_certain_is_not_told() {
        check("", "");
        check("22/07/2021", "");
        check("31 فبراير 2021", "");
        check("2021-13-01", "");
        check("12 ذو الحجة 1442", "");
        check("22 يوليو", "");
        check("من 22 يوليو إلى 3 أغسطس 2021", "");
        check("9999999-07", "");
    }
}
