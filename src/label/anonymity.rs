//! Why somebody is not named, where the article says so beside a mention.

use std::sync::LazyLock;

use crate::article::Article;
use crate::claims::{Source, anonymity};
use crate::fold::{Level, fold, folded};
use crate::span::{Offset, Span};

/// How many bytes behind a mention are looked at.
const REACH: usize = 400;
/// How many bytes before it.
const BACK: usize = 160;
/// The most words of a reason.
const MOST_WORDS: usize = 12;

static REASONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines =
        include_str!("../../assets/label.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| format!(" {} ", folded(line, Level::Normal))).collect()
});

/// What an article says of why a source is not named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unnamed {
    /// The words that say that it would not be.
    pub asked: Option<Span>,
    /// The words that say why.
    pub reason: Option<Span>,
}

/// What is said of it beside the mentions of `source`.
pub(super) fn unnamed(article: &Article, source: &Source) -> Unnamed {
    let mut found = Unnamed::default();
    for mention in &source.mentions {
        let around = sentence(article, mention.span);
        let words = around.of(&article.text);
        found.asked = found.asked.or_else(|| anonymity(words).map(|span| span.shifted(around.start.0)));
        found.reason = found.reason.or_else(|| reason(words).map(|span| span.shifted(around.start.0)));
    }
    found
}

/// The sentence of a mention, as far as it is near.
fn sentence(article: &Article, mention: Span) -> Span {
    let text = article.text.as_str();
    let block =
        article.block_at(mention.start).and_then(|at| article.blocks.get(at)).map_or(mention, |block| block.span);
    let from = text.floor_char_boundary(mention.start.0.saturating_sub(BACK)).max(block.start.0);
    let to = text.ceil_char_boundary((mention.end.0 + REACH).min(text.len())).min(block.end.0);
    let before = Span { start: Offset(from), end: mention.start }.of(text);
    let after = Span { start: mention.end, end: Offset(to.max(mention.end.0)) }.of(text);
    let start = before.rfind(". ").map_or(from, |at| from + at + 2);
    let end = after.find(". ").map_or(to.max(mention.end.0), |at| mention.end.0 + at);
    Span::new(start, end)
}

/// The words of `text` that say why somebody is not named: from a phrase of the list to the end of its clause.
fn reason(text: &str) -> Option<Span> {
    let folded = fold(text, Level::Normal);
    // Marks as blanks, byte for byte, so that phrases are found between them.
    let blank = |c: char| if c.is_alphanumeric() { c.to_string() } else { " ".repeat(c.len_utf8()) };
    let letters: String =
        std::iter::once(" ".to_owned()).chain(folded.text().chars().map(blank)).chain([" ".to_owned()]).collect();
    let at = REASONS.iter().filter_map(|phrase| letters.find(phrase.as_str())).min()?;
    let rest = folded.text().get(at..)?;
    let clause = rest.find([',', ';', '.', '"', ':', ')']).unwrap_or(rest.len());
    let mut ends = rest.get(..clause)?.match_indices(' ').map(|(end, _)| end);
    let end = ends.nth(MOST_WORDS - 1).unwrap_or(clause);
    let length = rest.get(..end)?.trim_end().len();
    Some(folded.original(Span::new(at, at + length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(reason(text).map(|span| span.of(text)), expected, "{text}");
    }

    #[test]
    fn a_reason_goes_to_the_end_of_its_clause() {
        check("مسؤول طلب عدم ذكر اسمه لأنه غير مخول بالحديث إلى الصحافة، إن", Some("لأنه غير مخول بالحديث إلى الصحافة"));
        check("مصدر فضل عدم كشف هويته نظراً لحساسية الموضوع.", Some("نظراً لحساسية الموضوع"));
        check("مصدر طلب عدم ذكر اسمه، إن العمل بدأ", None);
        check("", None);
    }
}
