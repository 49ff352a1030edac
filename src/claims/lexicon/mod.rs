//! The words that the engine knows: verbs of speech in all their forms, and lists of people, bodies and small words.
//!
//! The tables are made by `build.rs` from `assets/lexicon/`: sorted entries under an open-addressed FNV-1a table, so
//! that a lookup is one hash and one comparison and the program builds nothing at start. Keys are folded at
//! [`Level::Normal`](crate::fold::Level), words of a phrase parted by one space.

use std::ops::BitOr;

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
    /// The verb.
    pub fn verb(self) -> &'static Verb {
        &VERBS[usize::from(self.verb)]
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

/// What is known of one word or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// Where its key is in `KEYS`, and how many bytes.
    key: (u32, u8),
    /// Its lists.
    pub classes: Classes,
    /// How many words the longest phrase that starts with this word has.
    pub longest: u8,
    /// The same number for the names of one institution, 0 for none.
    pub alias: u8,
    /// Where its forms are in `FORMS`, and how many.
    forms: (u16, u8),
}

impl Entry {
    /// The word or phrase, folded.
    fn key(&self) -> &'static str {
        let (at, len) = self.key;
        Span::new(at as usize, at as usize + usize::from(len)).of(KEYS)
    }

    /// Its readings as a form of a verb.
    pub fn forms(&self) -> &'static [Form] {
        let (at, len) = self.forms;
        FORMS.get(usize::from(at)..usize::from(at) + usize::from(len)).unwrap_or_default()
    }
}

/// The entry of one folded word.
pub(super) fn word(key: &str) -> Option<&'static Entry> {
    find(std::iter::once(key))
}

/// The entry of a phrase, given by its folded words.
pub(super) fn phrase<'a>(words: impl Iterator<Item = &'a str> + Clone) -> Option<&'static Entry> {
    find(words)
}

fn find<'a>(words: impl Iterator<Item = &'a str> + Clone) -> Option<&'static Entry> {
    let mut slot = hash(words.clone()) as usize % SLOTS.len();
    loop {
        let entry = ENTRIES.get(usize::from(SLOTS[slot]))?;
        if entry.key().split(' ').eq(words.clone()) {
            return Some(entry);
        }
        slot = (slot + 1) % SLOTS.len();
    }
}

/// FNV-1a, 32 bits, over the words parted by one space.
fn hash<'a>(words: impl Iterator<Item = &'a str>) -> u32 {
    let step = |h: u32, b: u8| (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    let mut h = 0x811c_9dc5;
    for (at, word) in words.enumerate() {
        if at > 0 {
            h = step(h, b' ');
        }
        h = word.bytes().fold(h, step);
    }
    h
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::{Level, folded};

    #[test]
    fn every_entry_is_found_under_its_key() {
        for entry in &ENTRIES {
            assert_eq!(phrase(entry.key().split(' ')), Some(entry), "{}", entry.key());
        }
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
