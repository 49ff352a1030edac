//! Dates and times: a day with its month, a year after a word that announces one, numbers parted by strokes.

use super::lexicon::Role;
use super::tokens::{Kind, Token, Tokens};

/// A date or a time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct When {
    /// As ISO 8601 as far as it is said: a year, a month, a day, `--MM-DD` without a year; nothing of the Hijra.
    pub iso: Option<String>,
    /// The token after its last one.
    pub end: usize,
    /// Whether it is a time of day.
    pub is_time: bool,
}

/// The date or the time that begins at `at`.
pub(super) fn when(tokens: Tokens<'_>, at: usize) -> Option<When> {
    let found = with_strokes(tokens, at).or_else(|| clock(tokens, at)).or_else(|| with_month(tokens, at));
    found.or_else(|| year_at(tokens, at))
}

/// 22/7/2021 and 2021-07-22.
fn with_strokes(tokens: Tokens<'_>, at: usize) -> Option<When> {
    let (first, second, third) = (tokens.digits(at)?, tokens.digits(at + 2)?, tokens.digits(at + 4)?);
    let mark = tokens.get(at + 1).filter(|token| matches!(token.text.as_str(), "/" | "-" | "–"))?;
    if !tokens.is(at + 3, &mark.text) || !tokens.touch(at + 1..at + 5) {
        return None;
    }
    let (year, month, day) = if is_year(first) { (first, second, third) } else { (third, second, first) };
    let fits = is_year(year) && (1.0..=12.0).contains(&month) && (1.0..=31.0).contains(&day);
    let iso = (year >= 1600.0).then(|| format!("{year:04}-{month:02}-{day:02}"));
    fits.then_some(When { iso, end: at + 5, is_time: false })
}

/// 10:30.
fn clock(tokens: Tokens<'_>, at: usize) -> Option<When> {
    let (hour, minute) = (tokens.digits(at)?, tokens.digits(at + 2)?);
    let fits = tokens.is(at + 1, ":") && tokens.touch(at + 1..at + 3) && hour <= 24.0 && minute < 60.0;
    let two = tokens.get(at + 2)?.text.len() == 2;
    fits.then(|| When { iso: None, end: at + 3, is_time: true }).filter(|_| two)
}

/// 22 July 2021, July 2021, 22 July; a month may be named twice (كانون الثاني/يناير).
fn with_month(tokens: Tokens<'_>, at: usize) -> Option<When> {
    let day = tokens.digits(at).filter(|day| (1.0..=31.0).contains(day) && day.fract() == 0.0);
    let from = at + usize::from(day.is_some());
    let (month, mut end) = month(tokens, from)?;
    if tokens.is(end, "/") {
        end = self::month(tokens, end + 1).map_or(end, |(_, end)| end);
    }
    let year = year_with_era(tokens, end).or_else(|| {
        let (_, length) = tokens.role(end, |role| (role == Role::Year).then_some(()))?;
        year_with_era(tokens, end + length)
    });
    let of_hijra = month > 12 || year.is_some_and(|(year, _)| year < 1600.0);
    let iso = match (year, day) {
        _ if of_hijra => None,
        (Some((year, _)), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
        (Some((year, _)), None) => Some(format!("{year:04}-{month:02}")),
        (None, Some(day)) => Some(format!("--{month:02}-{day:02}")),
        (None, None) => return None,
    };
    if day.is_none() && year.is_none() {
        return None;
    }
    Some(When { iso, end: year.map_or(end, |(_, end)| end), is_time: false })
}

fn month(tokens: Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    let (month, length) =
        tokens.role_as_written(at, |role| if let Role::Month(month) = role { Some(month) } else { None })?;
    Some((month, at + length))
}

/// A year by itself, after a word that announces one, and with no counted thing behind it.
fn year_at(tokens: Tokens<'_>, at: usize) -> Option<When> {
    let (year, end) = year_with_era(tokens, at)?;
    let before = at.checked_sub(1)?;
    let has_era = end > at + 1;
    let after_year_word = tokens.role(before, |role| (role == Role::Year).then_some(())).is_some();
    let after_preposition = tokens.role(before, |role| (role == Role::Around).then_some(())).is_some();
    let counts = |role| matches!(role, Role::Percent | Role::Currency | Role::Scale(_) | Role::Year).then_some(());
    // Behind a number of a hundred and more the counted noun is a genitive, which no ending tells, or an accusative.
    let accusative =
        |next: &Token| next.kind == Kind::Word && next.text.chars().count() > 3 && next.text.ends_with('ا');
    let counts = tokens.role(end, counts).is_some() || tokens.get(end).is_some_and(accusative);
    let is_date = has_era
        || after_year_word
        || after_preposition && !counts && year >= 1900.0
        || follows_year(tokens, at) && !counts;
    is_date.then(|| When { iso: (year >= 1600.0).then(|| format!("{year:04}")), end, is_time: false })
}

/// The second year of two: عامي 2019 و2020, 2003-2011.
fn follows_year(tokens: Tokens<'_>, at: usize) -> bool {
    let joined = at >= 2
        && tokens.get(at - 1).is_some_and(|token| matches!(token.text.as_str(), "و" | "-" | "–" | "الي" | "حتي" | "/"));
    joined && tokens.digits(at - 2).is_some_and(is_year)
}

/// A year in digits, with the word for its era.
fn year_with_era(tokens: Tokens<'_>, at: usize) -> Option<(f64, usize)> {
    let year = tokens.digits(at).filter(|year| is_year(*year))?;
    if tokens.get(at)?.text.len() != 4 {
        return None;
    }
    let era = tokens.role_as_written(at + 1, |role| (role == Role::Era).then_some(()));
    Some((year, at + 1 + era.map_or(0, |(_, length)| length)))
}

fn is_year(number: f64) -> bool {
    number.fract() == 0.0 && (1300.0..=1500.0).contains(&number)
        || (1600.0..=2200.0).contains(&number) && number.fract() == 0.0
}
