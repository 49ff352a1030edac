//! Dates as Arabic articles write them, to days.
//!
//! «22 يوليو 2021», «الخميس 22 تموز/يوليو 2021», «22/7/2021», «2021-07-22», with any digits and with the month names of
//! each Arab country (`assets/article/months.txt`) or of English. The day stands before the month where only numbers do,
//! unless that cannot be. A hijri date is not reckoned over: which day it was depends on where the moon was seen.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::model::{Article, BlockKind};
use crate::fold::{Level, folded};

/// Gregorian years that an article may be of; hijri ones are far below.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2199;

/// Words of a line that says when an article was changed, and not when it was published.
const CHANGES: [&str; 3] = ["تحديث", "تعديل", "update"];

/// The day that an article's own lines give: its date, else its dateline, else the line that names who wrote it.
///
/// ```
/// use isnad::article::{from_text, stated_day, Origin};
/// let text = "عنوان قصير\n\nالخميس 22 تموز/يوليو 2021\n\nقال الوزير إن العمل بدأ.\n".to_owned();
/// let day = stated_day(&from_text(text, Origin::StandardInput));
/// assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2021-07-22"));
/// ```
pub fn stated_day(article: &Article) -> Option<Date> {
    let of_kind = |kind: BlockKind| {
        let blocks = article.blocks.iter().filter(move |block| block.kind == kind);
        blocks.map(|block| block.span.of(&article.text)).filter_map(|words| Some((words, first_day(words)?)))
    };
    let is_change = |words: &str| {
        let words = folded(words, Level::Loose);
        CHANGES.iter().any(|change| words.contains(change))
    };
    let dates: Vec<(&str, Date)> = of_kind(BlockKind::Date).collect();
    let published = dates.iter().find(|(words, _)| !is_change(words)).or(dates.first()).map(|(_, day)| *day);
    let others = || [BlockKind::Dateline, BlockKind::Byline].into_iter().flat_map(of_kind).map(|(_, day)| day).next();
    published.or_else(others)
}

/// The first Gregorian date in a stretch of text; none where there is none, or a part of it is missing.
///
/// ```
/// let day = |text| isnad::article::first_day(text).map(|day| day.to_string());
/// assert_eq!(day("نشر في ٢٢ يوليو ٢٠٢١").as_deref(), Some("2021-07-22"));
/// assert_eq!(day("12 ذو الحجة 1442 هـ"), None);
/// ```
pub fn first_day(text: &str) -> Option<Date> {
    let parts = parts(text);
    (0..parts.len()).find_map(|at| {
        let rest = &parts[at..];
        in_numbers(rest).or_else(|| day_month_year(rest)).or_else(|| month_day_year(rest))
    })
}

/// A part of a text that may hold a date.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// A number of at most four digits.
    Number(u16),
    /// A word, folded.
    Word(String),
    /// What parts the parts of a date that is all numbers.
    Mark,
}

fn parts(text: &str) -> Vec<Part> {
    let text = folded(text, Level::Loose);
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let end = match kind(first) {
            (false, false) => first.len_utf8(),
            of => rest.find(|c| kind(c) != of).unwrap_or(rest.len()),
        };
        let (word, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = behind;
        match kind(first) {
            // A longer number is no part of a date, and parts what stands beside it.
            (true, _) if word.len() <= 4 => parts.extend(word.parse().map(Part::Number)),
            (true, _) => parts.push(Part::Word(word.to_owned())),
            (_, true) => parts.push(Part::Word(word.to_owned())),
            _ if matches!(first, '/' | '-' | '.' | '\u{2013}') => parts.push(Part::Mark),
            _ => {}
        }
    }
    parts
}

/// `22/7/2021`, `2021-07-22`.
fn in_numbers(parts: &[Part]) -> Option<Date> {
    let [Part::Number(first), Part::Mark, Part::Number(second), Part::Mark, Part::Number(third), ..] = *parts else {
        return None;
    };
    if YEARS.contains(&first) {
        return date(first, second, third);
    }
    date(third, second, first).or_else(|| date(third, first, second))
}

/// `22 يوليو 2021`, `22 تموز/يوليو 2021`, `22 من تموز (يوليو) عام 2021`.
fn day_month_year(parts: &[Part]) -> Option<Date> {
    let [Part::Number(day), rest @ ..] = parts else { return None };
    let (month, rest) = months(without(rest, &["من", "شهر"]))?;
    let [Part::Number(year), ..] = without(rest, &["من", "عام", "سنه", "العام"]) else { return None };
    date(*year, month, *day)
}

/// `يوليو 22, 2021`.
fn month_day_year(parts: &[Part]) -> Option<Date> {
    let (month, rest) = months(parts)?;
    let [Part::Number(day), Part::Number(year), ..] = rest else { return None };
    date(*year, month, *day)
}

/// The parts behind such words and marks.
fn without<'a>(mut parts: &'a [Part], words: &[&str]) -> &'a [Part] {
    while let [Part::Word(word), rest @ ..] = parts {
        if !words.contains(&word.as_str()) {
            break;
        }
        parts = rest;
    }
    parts
}

/// A month, which may be said by two of its names, and what stands behind it. Names that do not agree are no month.
fn months(parts: &[Part]) -> Option<(u16, &[Part])> {
    let parts = if let [Part::Mark, rest @ ..] = parts { rest } else { parts };
    let (first, rest) = month(parts)?;
    let behind = if let [Part::Mark, behind @ ..] = rest { behind } else { rest };
    match month(behind) {
        Some((second, _)) if second != first => None,
        Some((_, rest)) => Some((first, rest)),
        None => Some((first, behind)),
    }
}

fn month(parts: &[Part]) -> Option<(u16, &[Part])> {
    let fits = |name: &Vec<String>| {
        name.iter().zip(parts).all(|(word, part)| matches!(part, Part::Word(said) if said == word))
            && name.len() <= parts.len()
    };
    let (number, name) = MONTHS.iter().find(|(_, name)| fits(name))?;
    Some((*number, &parts[name.len()..]))
}

/// The names, each as its folded words.
static MONTHS: LazyLock<Vec<(u16, Vec<String>)>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/article/months.txt").lines().filter(|line| !line.starts_with('#'));
    let named = |line: &'static str| {
        let (number, names) = line.split_once('\t')?;
        let number: u16 = number.parse().ok()?;
        let words = |name: &str| folded(name, Level::Loose).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        Some(names.split(',').map(move |name| (number, words(name))).collect::<Vec<_>>())
    };
    lines.filter_map(named).flatten().collect()
});

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, from_text};

    fn check(text: &str, expected: &str) {
        let day = first_day(text).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(day, expected, "{text}");
    }

    #[test]
    fn every_month_has_its_names() {
        let mut names = 0;
        for line in include_str!("../../assets/article/months.txt").lines().filter(|line| !line.starts_with('#')) {
            let (number, all) = line.split_once('\t').expect("a number and names");
            let number: u16 = number.parse().expect("a number");
            for name in all.split(',') {
                check(&format!("22 {} 2021", name.trim()), &format!("2021-{number:02}-22"));
                names += 1;
            }
        }
        assert_eq!(MONTHS.len(), names);
    }

    #[test]
    fn dates_with_a_named_month() {
        check("22 يوليو 2021", "2021-07-22");
        check("الخميس 22 تموز/يوليو 2021", "2021-07-22");
        check("الخميس، 22 يوليو/ تموز 2021 - 14:05", "2021-07-22");
        check("22 تموز (يوليو) 2021", "2021-07-22");
        check("٢٢ يُولْيُو ٢٠٢١", "2021-07-22");
        check("۲۲ يوليو ۲۰۲۱م", "2021-07-22");
        check("1 كانون الثاني/يناير 2020", "2020-01-01");
        check("1 كانون الاول 2020", "2020-12-01");
        check("في 3 من شهر غشت سنة 2019", "2019-08-03");
        check("22-يوليو-2021", "2021-07-22");
        check("22يوليو2021", "2021-07-22");
        check("يوليو 22, 2021", "2021-07-22");
        check("Jul 22, 2021 10:30 GMT", "2021-07-22");
        check("22 July 2021", "2021-07-22");
    }

    #[test]
    fn dates_in_numbers() {
        check("22/7/2021", "2021-07-22");
        check("7/22/2021", "2021-07-22");
        check("5/6/2021", "2021-06-05");
        check("2021-07-22", "2021-07-22");
        check("2021-07-22T14:05:00+03:00", "2021-07-22");
        check("2021/7/22", "2021-07-22");
        check("٢٢-٠٧-٢٠٢١", "2021-07-22");
        check("22.07.2021", "2021-07-22");
    }

    #[test]
    fn a_hijri_date_is_left_alone() {
        check("12 ذو الحجة 1442 هـ", "");
        check("12/12/1442", "");
        check("1442-12-12", "");
        check("الخميس 12 ذو الحجة 1442 هـ الموافق 22 يوليو 2021 م", "2021-07-22");
        check("12 ذي الحجة 1442 - 22/7/2021", "2021-07-22");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "22 يوليو",
            "يوليو 2021",
            "منذ 3 ساعات",
            "31 فبراير 2021",
            "22 تموز/يونيو 2021",
            "99/99/2021",
            "22 يوليو 20215",
            "قال 22 نائبا إن 2021 عام صعب",
            "من 5200 إلى 2500",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn an_article_is_of_the_day_that_its_lines_give() {
        let day = |lines: &str| {
            let text =
                format!("عنوان الخبر القصير\n\n{lines}\n\nقال الوزير إن العمل بدأ في 1 يناير 1999 في المدينة.\n");
            stated_day(&from_text(text, Origin::StandardInput)).map(|day| day.to_string()).unwrap_or_default()
        };
        assert_eq!(day("22 يوليو 2021"), "2021-07-22");
        assert_eq!(day("آخر تحديث: 23 يوليو 2021\n\nنشر في 22 يوليو 2021"), "2021-07-22");
        assert_eq!(day("آخر تحديث: 23 يوليو 2021"), "2021-07-23");
        assert_eq!(day(""), "", "a day that is told of is not the article's");
    }
}
