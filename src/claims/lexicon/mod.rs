//! The words that the engine knows: verbs of speech in all their forms, and lists of people, bodies and small words.
//!
//! The tables are made by `build.rs` from `assets/lexicon/`: sorted entries under an open-addressed hash table, so
//! that a look-up is one hash and one comparison and the program builds nothing at start. Keys are folded at
//! [`Level::Normal`](crate::fold::Level), words of a phrase parted by one space. A user's own lexicon ([`Overlay`]) is
//! asked first, where there is one.

mod frame;
mod hash;
mod overlay;
mod spelling;
mod verb_line;

use std::ops::BitOr;

pub(super) use overlay::laid_over;
pub use overlay::{Complaint, Overlay, Problem, categories};

use super::model::Stance;
use crate::span::Span;

include!(concat!(env!("OUT_DIR"), "/lexicon_tables.rs"));

/// The lists that a word or phrase is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(pub u64);

impl Classes {
    /// Whether the two share a list.
    pub const fn has(self, any: Classes) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether it is in no list.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Classes {
    type Output = Classes;

    fn bitor(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// A verb that reports, or that looks like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    /// The dictionary form, vowelled.
    pub lemma: &'static str,
    /// What it says about its content.
    pub stance: Stance,
    /// How it reports.
    pub class: VerbClass,
    /// What it governs besides a clause.
    pub frame: Frame,
}

/// How a verb reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the column `class`")]
pub(super) enum VerbClass {
    Speech,
    Opinion,
    Relay,
    Document,
    Light,
    Trap,
    Institution,
    Special,
    Topic,
}

/// What a verb governs besides a clause: bits in the order of `build.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame(pub u16);

impl Frame {
    /// بـ
    pub const BI: Frame = Frame(1);
    /// إلى
    pub const ILA: Frame = Frame(2);
    /// على
    pub const ALA: Frame = Frame(4);
    /// من
    pub const MIN: Frame = Frame(8);
    /// عن
    pub const AN: Frame = Frame(16);
    /// في
    pub const FI: Frame = Frame(32);
    /// لـ
    pub const LI: Frame = Frame(64);
    /// a noun phrase in the accusative
    pub const NP: Frame = Frame(128);
    /// a noun phrase and بـ
    pub const NP_BI: Frame = Frame(256);
    /// two noun phrases
    pub const NP_NP: Frame = Frame(1024);
    /// a noun phrase and something else
    pub const NP_MORE: Frame = Frame(512 | 1024 | 2048 | 4096);
    /// somebody in the accusative before the content, who is no part of it: دعا الأطراف إلى
    pub const ADDRESSEE: Frame = Frame(8192);
    /// a noun phrase and أنّ
    pub const NP_ANNA: Frame = Frame(2048);

    /// Whether the two share a slot.
    pub const fn has(self, any: Frame) -> bool {
        self.0 & any.0 != 0
    }
}

/// One reading of a surface as a form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    verb: u16,
    /// Which form.
    pub kind: FormKind,
    /// Whether it agrees with a feminine.
    pub feminine: bool,
    /// With how many it agrees.
    pub number: Number,
}

impl Form {
    /// The verb: a shipped one, or one of the user's, which are numbered on.
    pub fn verb(self) -> &'static Verb {
        let number = usize::from(self.verb);
        let own = || overlay::in_force().and_then(|overlay| overlay.verb(number - VERBS.len()));
        VERBS.get(number).or_else(own).unwrap_or(&VERBS[0])
    }

    /// The same verb in the perfect: a masdar governs as its verb does.
    pub const fn verbal(self) -> Form {
        Form { kind: FormKind::Perfect, number: Number::Singular, ..self }
    }

    /// Whether it is an active finite verb.
    pub const fn is_finite(self) -> bool {
        matches!(self.kind, FormKind::Perfect | FormKind::Imperfect | FormKind::Short)
    }
}

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the grammar's")]
pub(super) enum FormKind {
    Perfect,
    Imperfect,
    /// Subjunctive or jussive.
    Short,
    PassivePerfect,
    PassiveImperfect,
    Participle,
    Masdar,
}

/// Grammatical number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the grammar's")]
pub(super) enum Number {
    Singular,
    Dual,
    Plural,
}

/// One word or phrase of the shipped tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    /// Where its key is in `KEYS`, and how many bytes.
    key: (u32, u8),
    classes: Classes,
    longest: u8,
    alias: u8,
    /// Where its forms are in `FORMS`, and how many.
    forms: (u16, u8),
}

impl Entry {
    /// The word or phrase, folded.
    fn key(&self) -> &'static str {
        let (at, len) = self.key;
        Span::new(at as usize, at as usize + usize::from(len)).of(KEYS)
    }

    fn known(&self) -> Known {
        let (at, len) = self.forms;
        let forms = FORMS.get(usize::from(at)..usize::from(at) + usize::from(len)).unwrap_or_default();
        Known { classes: self.classes, longest: self.longest, alias: self.alias, forms }
    }
}

/// What is known of one word or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Known {
    /// Its lists.
    pub classes: Classes,
    /// How many words the longest phrase that starts with this word has.
    pub longest: u8,
    /// The same number for the names of one institution, 0 for none.
    pub alias: u8,
    forms: &'static [Form],
}

impl Known {
    /// Its readings as a form of a verb.
    pub fn forms(&self) -> &'static [Form] {
        self.forms
    }
}

/// What is known of one folded word.
#[inline]
pub(super) fn word(key: &str) -> Option<Known> {
    known(key.as_bytes())
}

/// The same of a word in two pieces.
pub(super) fn joined(start: &str, end: &str) -> Option<Known> {
    let mut key = Key::default();
    key.push(start)?.push(end)?;
    known(key.bytes())
}

/// What is known of a phrase, given by its folded words.
pub(super) fn phrase<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<Known> {
    let mut key = Key::default();
    for word in words {
        if key.len > 0 {
            key.push(" ")?;
        }
        key.push(word)?;
    }
    known(key.bytes())
}

/// The same of a phrase whose first word is in two pieces.
pub(super) fn phrase_of<'a>(start: &str, end: &str, rest: impl IntoIterator<Item = &'a str>) -> Option<Known> {
    let mut key = Key::default();
    key.push(start)?.push(end)?;
    for word in rest {
        key.push(" ")?.push(word)?;
    }
    known(key.bytes())
}

/// The names of the institution that these folded words name, where the lexicon knows several; with this one.
pub(super) fn names_of_institution(name: &str) -> impl Iterator<Item = &'static str> {
    let alias = phrase(name.split_whitespace()).map_or(0, |known| known.alias);
    ENTRIES.iter().filter(move |entry| alias > 0 && entry.alias == alias).map(Entry::key)
}

/// A key put together without an allocation.
struct Key {
    bytes: [u8; LONGEST_KEY],
    len: usize,
}

impl Default for Key {
    fn default() -> Key {
        Key { bytes: [0; LONGEST_KEY], len: 0 }
    }
}

impl Key {
    /// Adds a piece; none where no key is as long.
    fn push(&mut self, piece: &str) -> Option<&mut Key> {
        let end = self.len + piece.len();
        self.bytes.get_mut(self.len..end)?.copy_from_slice(piece.as_bytes());
        self.len = end;
        Some(self)
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

#[inline]
fn known(key: &[u8]) -> Option<Known> {
    match overlay::in_force() {
        None => shipped(key).map(Entry::known),
        Some(overlay) => overlay.known(key).unwrap_or_else(|| shipped(key).map(Entry::known)),
    }
}

fn shipped(key: &[u8]) -> Option<&'static Entry> {
    let hash = hash::hash(key);
    let mut slot = hash as usize % SLOTS.len();
    loop {
        let found = SLOTS[slot];
        if found == u32::MAX {
            return None;
        }
        if (found ^ hash) >> 16 == 0 {
            let entry = &ENTRIES[(found & 0xffff) as usize];
            if entry.key().as_bytes() == key {
                return Some(entry);
            }
        }
        slot = (slot + 1) % SLOTS.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::{Level, folded};

    #[test]
    fn every_entry_is_found_under_its_key() {
        for entry in &ENTRIES {
            assert_eq!(phrase(entry.key().split(' ')), Some(entry.known()), "{}", entry.key());
            let (start, end) = entry.key().split_at(entry.key().floor_char_boundary(5));
            assert_eq!(joined(start, end), word(entry.key()));
        }
        assert_eq!(word(&"كلمة".repeat(40)), None);
        assert_eq!(phrase(["كلمة"].repeat(40)), None);
    }

    #[test]
    fn keys_are_folded_as_the_text_is() {
        for entry in &ENTRIES {
            assert_eq!(folded(entry.key(), Level::Normal), entry.key());
        }
    }

    #[test]
    fn a_form_leads_to_its_verb() {
        let said = word("قالت").and_then(|e| e.forms().first()).map(|f| (f.verb().lemma, f.kind, f.feminine));
        assert_eq!(said, Some(("قَالَ", FormKind::Perfect, true)));
        assert!(word("لا شيء كهذا").is_none());
    }
}
