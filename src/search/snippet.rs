//! A few words of a text, with those that were found.

use super::matching::Match;
use crate::span::Span;

/// Part of a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Its words, as they are written.
    pub text: String,
    /// The words in it that were found, in bytes of `text`.
    pub words: Vec<Span>,
    /// Whether the paragraph begins before it.
    pub cut_before: bool,
    /// Whether the paragraph goes on behind it.
    pub cut_after: bool,
}

/// The words round the place of a match in its text: up to `context` letters on either side of it, whole words, none of
/// another paragraph.
pub fn snippet(text: &str, found: &Match, context: usize) -> Snippet {
    // Parts that are far from each other are not shown in one piece: the first of them is.
    let near = first_near(text, found, context);
    let before = Span::new(0, near.start.0).of(text);
    let after = Span::new(near.end.0, text.len()).of(text);
    let paragraph = before.rfind('\n').map_or(0, |at| at + 1);
    let start = begin(before, context).max(paragraph);
    let end = near.end.0 + after.find('\n').unwrap_or(after.len()).min(end(after, context));
    let (start, end) = trimmed(text, Span::new(start, end));
    let inside = Span::new(start, end);
    let rest = Span::new(end, text.len()).of(text);
    Snippet {
        text: inside.of(text).to_owned(),
        words: found
            .words
            .iter()
            .filter(|word| inside.covers(**word))
            .map(|word| word.relative_to(inside.start))
            .collect(),
        cut_before: !Span::new(paragraph, start).of(text).trim().is_empty(),
        cut_after: !rest.split('\n').next().unwrap_or("").trim().is_empty(),
    }
}

/// As much of the place as lies in one paragraph and is not longer than the context round it.
fn first_near(text: &str, found: &Match, context: usize) -> Span {
    let mut near: Option<Span> = None;
    for word in found.words.iter().filter(|word| found.at.covers(**word)) {
        let grown = near.map_or(*word, |near| Span { start: near.start, end: word.end });
        let words = grown.of(text);
        if near.is_some() && (words.contains('\n') || words.chars().count() > context.max(1)) {
            break;
        }
        near = Some(grown);
    }
    near.unwrap_or(found.at)
}

/// Where the last `context` letters of `before` begin, at the beginning of a word.
fn begin(before: &str, context: usize) -> usize {
    let Some((cut, _)) = before.char_indices().rev().nth(context) else { return 0 };
    let kept = Span::new(cut, before.len()).of(before);
    kept.find(char::is_whitespace).map_or(before.len(), |blank| cut + blank)
}

/// Where the first `context` letters of `after` end, at the end of a word.
fn end(after: &str, context: usize) -> usize {
    let Some((cut, _)) = after.char_indices().nth(context + 1) else { return after.len() };
    Span::new(0, cut).of(after).rfind(char::is_whitespace).unwrap_or(0)
}

fn trimmed(text: &str, span: Span) -> (usize, usize) {
    let inside = span.of(text);
    let start = span.start.0 + (inside.len() - inside.trim_start().len());
    (start, span.end.0 - (inside.len() - inside.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use super::super::{Closeness, Query, Synonyms};
    use super::*;

    #[track_caller]
    fn check(text: &str, typed: &str, context: usize, expected: &str) {
        let query = Query::parse(typed, Closeness::Wide, &Synonyms::default()).expect("words");
        let snippet = snippet(text, &query.find(text).expect("found"), context);
        let mut shown = String::new();
        let mut at = 0;
        for word in &snippet.words {
            shown += &format!("{}[{}]", Span::new(at, word.start.0).of(&snippet.text), word.of(&snippet.text));
            at = word.end.0;
        }
        shown += Span::new(at, snippet.text.len()).of(&snippet.text);
        let dots = |cut: bool| if cut { "…" } else { "" };
        assert_eq!(format!("{}{shown}{}", dots(snippet.cut_before), dots(snippet.cut_after)), expected);
    }

    const TEXT: &str = "عنوان\nقال رئيس البلدية إن السوق سيفتح أبوابه صباح الأحد.\nوأضاف غير ذلك.";

    #[test]
    fn whole_words_round_the_place() {
        check(TEXT, "السوق", 12, "…البلدية إن [السوق] سيفتح…");
        check(TEXT, "السوق", 100, "قال رئيس البلدية إن [السوق] سيفتح أبوابه صباح الأحد.");
        check(TEXT, "السوق", 0, "…[السوق]…");
        check(TEXT, "عنوان", 20, "[عنوان]");
        check(TEXT, "ذلك", 3, "…[ذلك].");
    }

    #[test]
    fn words_that_are_near_are_shown_together_and_those_far_away_are_not() {
        check(TEXT, "البلدية السوق", 16, "قال رئيس [البلدية] إن [السوق] سيفتح أبوابه…");
        check(TEXT, "عنوان ذلك", 30, "[عنوان]");
    }
}
