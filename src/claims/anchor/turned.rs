//! Whether the same words are denied at one place and not at the other: by a word before them, or by one that the claim there
//! takes in and the note did not have.

use super::Anchor;
use crate::diff::{self, Flags, Tokens, is_negation};
use crate::span::Span;

/// So many words before others may deny them (لم يكن من المقرر أن …).
const REACH: usize = 3;

/// Whether the words at `at` are denied by words before them and those of the note were not, or the other way round.
pub(super) fn is_denied_otherwise(anchor: &Anchor, text: &str, at: Span) -> bool {
    let before = Span::new(at.start.0.saturating_sub(256), at.start.0);
    let before = text.get(text.ceil_char_boundary(before.start.0)..before.end.0).unwrap_or("");
    let (here, there) = (Tokens::of(of_sentence(before)), Tokens::of(of_sentence(&anchor.prefix)));
    !denials(&here).eq(denials(&there))
}

/// In what a claim's words differ from the note's that may turn the meaning.
pub(super) fn differ(anchor: &Anchor, content: &str, is_name: impl Fn(&str) -> bool) -> Flags {
    let changes = diff::words(&anchor.exact, content);
    changes
        .iter()
        .map(|change| diff::flags(change, &anchor.exact, content, &is_name))
        .fold(Flags::default(), Flags::and)
}

fn denials(words: &Tokens) -> impl Iterator<Item = &str> {
    words.keys().skip(words.len().saturating_sub(REACH)).filter(|key| is_negation(key))
}

/// What of the words before others belongs to their sentence.
fn of_sentence(before: &str) -> &str {
    before.rsplit(['.', '!', '?', '؟', '؛', '\n']).next().unwrap_or(before)
}
