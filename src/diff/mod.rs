//! Two wordings of the same text compared word by word, as one reads them: folded (`Level::Normal`), so that vowel marks
//! and spellings never hide what was said, and told apart so that they are seen all the same.
//!
//! [`words`]: texts → words (`tokens`) → edit script (Myers, by the crate `similar`) → a script that reads well (`tidy`)
//! → changes that cover both texts (`cover`). [`flags`] says what of a change may turn the meaning: `flags`.

mod cover;
mod flags;
mod tidy;
mod tokens;

use std::collections::HashMap;

use similar::{Algorithm, capture_diff_slices};

use crate::span::Span;

pub use flags::{Flags, flags, is_negation, is_number, peeled};
pub use tidy::Op as Run;
pub use tokens::Tokens;

/// A stretch of two texts. Those of [`words`] cover both texts from end to end, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What happened to it.
    pub kind: Kind,
    /// The stretch of the old text in bytes; empty where words were added.
    pub old: Span,
    /// The stretch of the new text in bytes; empty where words were removed.
    pub new: Span,
}

/// How a stretch differs between two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Not at all, or in blanks and invisible characters only.
    Same,
    /// In vowel marks or tatweel only.
    Vowels,
    /// In letters that folding makes equal: أ ا, ى ي, ٥ 5.
    Spelling,
    /// In marks between words.
    Punctuation,
    /// In words: removed, added, or others in their place.
    Words,
}

impl Kind {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Same => "same",
            Kind::Vowels => "vowels",
            Kind::Spelling => "spelling",
            Kind::Punctuation => "punctuation",
            Kind::Words => "words",
        }
    }
}

/// Compares two texts word by word.
///
/// Total, on any two texts. Two words are the same where they are, folded at `Level::Normal`; numbers with their signs
/// and separators are one word (`5.3`, `10:30`, `70%`).
///
/// ```
/// use isnad::diff::{words, Kind};
/// let (old, new) = ("قال إنّ الوفد وصل اليوم", "قال إن الوفد لم يصل اليوم");
/// let changes = words(old, new);
/// let kinds: Vec<_> = changes.iter().map(|c| (c.kind, c.old.of(old), c.new.of(new))).collect();
/// assert_eq!(kinds, [
///     (Kind::Same, "قال ", "قال "),
///     (Kind::Vowels, "إنّ", "إن"),
///     (Kind::Same, " الوفد ", " الوفد "),
///     (Kind::Words, "وصل", "لم يصل"),
///     (Kind::Same, " اليوم", " اليوم"),
/// ]);
/// ```
pub fn words(old: &str, new: &str) -> Vec<Change> {
    let (old_words, new_words) = (Tokens::of(old), Tokens::of(new));
    let ops = tidy::tidy(script(&old_words, &new_words));
    let sides = cover::Sides { old: (old, &old_words), new: (new, &new_words) };
    cover::cover(sides, &ops)
}

/// Which runs of two rows are the same and which are not, by the shortest way from the one to the other.
pub fn same<T: std::hash::Hash + Eq>(old: &[T], new: &[T]) -> Vec<Run> {
    let mut numbers: HashMap<&T, u32> = HashMap::new();
    let mut numbered = Vec::with_capacity(old.len() + new.len());
    for item in old.iter().chain(new) {
        let next = numbers.len() as u32;
        numbered.push(*numbers.entry(item).or_insert(next));
    }
    let (old, new) = numbered.split_at(old.len());
    tidy::plain(capture_diff_slices(Algorithm::Myers, old, new))
}

/// The shortest way from one row of words to another, as runs of both.
fn script(old: &Tokens, new: &Tokens) -> Vec<Run> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.keys().collect(), new.keys().collect());
    same(&old, &new)
}

#[cfg(test)]
mod tests;
