//! The figures of an Arabic text: numbers, percentages, sums of money, dates and times, in digits of every script and in
//! words.
//!
//! [`figures`] names the stages: folded tokens (`tokens`) → dates and times (`dates`) → amounts (`cardinal`, after the
//! grammar of the Arabic numerals) → what they count. The words are data (`lexicon`, `assets/figures.tsv`). Total, and
//! linear in the text.

mod cardinal;
mod dates;
mod lexicon;
mod tokens;

use crate::span::{Offset, Span};
use lexicon::{LONGEST, Role};
use tokens::{Kind, Tokens};

/// A figure in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is.
    pub kind: FigureKind,
    /// All of it, with what it counts and without what says how sure it is.
    pub span: Span,
    /// The number alone.
    pub number: Span,
    /// How much; nothing of a date or a time, and of what is told vaguely (عشرات الآلاف).
    pub value: Option<f64>,
    /// The day, month or year as ISO 8601, as far as the text says it; nothing of the Hijra.
    pub date: Option<String>,
    /// What it counts, or its currency.
    pub unit: Option<Span>,
    /// The words that say how sure it is: about, at least.
    pub hedge: Option<Span>,
}

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKind {
    /// A number, with or without what it counts.
    Number,
    /// A share of a hundred.
    Percent,
    /// A sum of money.
    Money,
    /// A day, a month, a year.
    Date,
    /// A time of day.
    Time,
}

impl FigureKind {
    /// All of them, in the schema's order.
    pub const ALL: [FigureKind; 5] =
        [FigureKind::Number, FigureKind::Percent, FigureKind::Money, FigureKind::Date, FigureKind::Time];

    /// The name in the JSON schema.
    pub const fn name(self) -> &'static str {
        match self {
            FigureKind::Number => "number",
            FigureKind::Percent => "percent",
            FigureKind::Money => "money",
            FigureKind::Date => "date",
            FigureKind::Time => "time",
        }
    }
}

/// The figures of `text`, in order; they do not overlap. Spans are bytes of `text`.
///
/// ```
/// use isnad::figures::{FigureKind, figures};
/// let text = "صرف نحو مليوني دينار";
/// let found = figures(text);
/// assert_eq!((found[0].kind, found[0].value), (FigureKind::Money, Some(2_000_000.0)));
/// assert_eq!(found[0].span.of(text), "مليوني دينار");
/// assert_eq!(found[0].hedge.unwrap().of(text), "نحو");
/// ```
pub fn figures(text: &str) -> Vec<Figure> {
    let all = tokens::tokens(text);
    let tokens = Tokens(&all);
    let mut found = Vec::new();
    let (mut at, mut past) = (0, 0);
    while at < all.len() {
        let next = date(tokens, at, past).or_else(|| number(tokens, at, past));
        match next {
            Some((figure, end)) => {
                found.push(figure);
                at = end.max(at + 1);
                past = at;
            }
            None => at += 1,
        }
    }
    found
}

/// A date or a time at `at`.
fn date(tokens: Tokens<'_>, at: usize, past: usize) -> Option<(Figure, usize)> {
    if is_part_of_name(tokens, at) {
        return None;
    }
    let when = dates::when(tokens, at)?;
    let span = span(tokens, at, when.end)?;
    let kind = if when.is_time { FigureKind::Time } else { FigureKind::Date };
    let (hedge, end) = hedge(tokens, at, when.end, past);
    let figure = Figure { kind, span, number: span, value: None, date: when.iso, unit: None, hedge };
    Some((figure, end))
}

/// An amount at `at`, with what it counts.
fn number(tokens: Tokens<'_>, at: usize, past: usize) -> Option<(Figure, usize)> {
    if is_part_of_name(tokens, at) {
        return None;
    }
    let amount = cardinal::amount(tokens, at)?;
    let is = |at, wanted: Role| tokens.role(at, |role| (role == wanted).then_some(()));
    if amount.is_bare || tokens.role_as_written(amount.end, |role| (role == Role::Name).then_some(())).is_some() {
        return None;
    }
    let number = Span { start: without_and(tokens, at)?, ..span(tokens, at, amount.end)? };
    let mut figure = Figure {
        kind: FigureKind::Number,
        span: number,
        number,
        value: amount.value,
        date: None,
        unit: None,
        hedge: None,
    };
    let mut end = amount.end;
    // A mark may stand before the number as well: %12, $5.
    let before =
        at.checked_sub(1).filter(|before| *before >= past && tokens.touch(at..at + 1)).map(|before| (before, 1));
    let beside = |wanted| is(amount.end, wanted).map(|(_, length)| (amount.end, length));
    if let Some((from, length)) = beside(Role::Percent).or(before.filter(|(at, _)| is(*at, Role::Percent).is_some())) {
        figure.kind = FigureKind::Percent;
        figure.span = joined(number, span(tokens, from, from + length)?);
        end = end.max(from + length);
    } else if let Some((from, length)) = beside(Role::Sign).or(before.filter(|(at, _)| is(*at, Role::Sign).is_some())) {
        figure.kind = FigureKind::Money;
        figure.unit = span(tokens, from, from + length);
        figure.span = joined(number, figure.unit?);
        end = end.max(from + length);
    } else if let Some((_, length)) = is(amount.end, Role::Currency) {
        figure.kind = FigureKind::Money;
        end += length;
        end += usize::from(is_of_country(tokens, end));
        figure.unit = span(tokens, amount.end, end);
        figure.span = joined(number, figure.unit?);
    } else if let Some((unit, after)) = counted(tokens, amount.end) {
        figure.unit = Some(unit);
        figure.span = joined(number, unit);
        end = after;
    }
    let from = if figure.span.start < number.start { at - 1 } else { at };
    (figure.hedge, end) = hedge(tokens, from, end, past);
    Some((figure, end))
}

/// What is counted: the word behind the number, or behind "of" where it has the article.
fn counted(tokens: Tokens<'_>, at: usize) -> Option<(Span, usize)> {
    let at =
        at + usize::from(tokens.is(at, "من") && tokens.get(at + 1).is_some_and(|next| next.text.starts_with("ال")));
    let token = tokens.get(at).filter(|token| token.kind == Kind::Word && token.text.chars().count() > 1)?;
    let is_stop = tokens.role_as_written(at, |role| (role == Role::Stop).then_some(())).is_some()
        || tokens.role(at, |role| matches!(role, Role::Hedge | Role::After).then_some(())).is_some();
    // "And" begins another part, unless the word is one with it: وزراء.
    let goes_on = tokens.goes_on(at) && (cardinal::amount(tokens, at).is_some() || token.text.starts_with("وال"));
    (!is_stop && !goes_on).then_some((token.span, at + 1))
}

/// Whether the word at `at` tells whose currency it is.
fn is_of_country(tokens: Tokens<'_>, at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|token| token.kind == Kind::Word && !tokens.goes_on(at)) else {
        return false;
    };
    let stops = tokens.role_as_written(at, |role| (role == Role::Stop).then_some(())).is_some();
    !stops && token.text.chars().count() > 3 && ["ي", "يا", "يه"].iter().any(|end| token.text.ends_with(end))
}

/// The words that say how sure a figure is, before its first token or behind its last; and the token after all of it.
fn hedge(tokens: Tokens<'_>, at: usize, end: usize, past: usize) -> (Option<Span>, usize) {
    let before = (1..=LONGEST).rev().find_map(|length| {
        let from = at.checked_sub(length).filter(|from| *from >= past)?;
        let (_, found) = tokens.role(from, |role| (role == Role::Hedge).then_some(()))?;
        (found == length).then(|| span(tokens, from, at)).flatten()
    });
    let after = tokens.role_as_written(end, |role| (role == Role::After).then_some(()));
    match (before, after) {
        (Some(before), _) => (Some(before), end),
        (None, Some((_, length))) => (span(tokens, end, end + length), end + length),
        (None, None) => (None, end),
    }
}

/// Whether the number at `at` belongs to a name: كوفيد-19, F-16, ج20.
fn is_part_of_name(tokens: Tokens<'_>, at: usize) -> bool {
    if tokens.digits(at).is_none() || !tokens.touch(at..at + 1) {
        return false;
    }
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return false };
    match before.kind {
        Kind::Word => !is_clitics(&before.text),
        Kind::Mark if matches!(before.text.as_str(), "-" | "–" | "_") => {
            let name = at.checked_sub(2).and_then(|name| tokens.get(name)).filter(|_| before.touches);
            name.is_some_and(|name| name.kind == Kind::Word)
        }
        _ => false,
    }
}

/// Whether letters are nothing but clitics: بال, لل, و.
fn is_clitics(letters: &str) -> bool {
    lexicon::peeled(&format!("{letters}\u{1}")).any(|rest| rest == "\u{1}")
}

/// Where the word at `at` begins, without the "and" before it.
fn without_and(tokens: Tokens<'_>, at: usize) -> Option<Offset> {
    let token = tokens.get(at)?;
    let is_joined = tokens.goes_on(at) && lexicon::roles(&token.text).is_empty();
    Some(Offset(token.span.start.0 + if is_joined { 'و'.len_utf8() } else { 0 }))
}

fn span(tokens: Tokens<'_>, from: usize, end: usize) -> Option<Span> {
    let (first, last) = (tokens.get(from)?, tokens.get(end.checked_sub(1)?)?);
    Some(joined(first.span, last.span))
}

fn joined(one: Span, other: Span) -> Span {
    Span { start: one.start.min(other.start), end: one.end.max(other.end) }
}

#[cfg(test)]
mod tests;
