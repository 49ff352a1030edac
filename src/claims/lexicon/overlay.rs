//! A user's own lexicon, laid over the shipped one: lines in the formats of `assets/lexicon/`, described in
//! `assets/README.md`. An overlay holds, ready to use, only the keys that it changes.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use super::spelling;
use super::verb_line::{self, Wrong};
use super::{CATEGORIES, Classes, ENTRIES, Entry, Form, Known, LONGEST_KEY, VERBS, Verb, shipped};
use crate::fold::{Level, folded, is_of_word};

/// Words laid over the shipped lexicon. It stays in memory for as long as the program runs: make one at start.
#[derive(Debug, Clone, Copy)]
pub struct Overlay(&'static Layer);

impl PartialEq for Overlay {
    /// Whether it is the very same one.
    fn eq(&self, other: &Overlay) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Overlay {}

#[derive(Debug)]
pub(super) struct Layer {
    keys: HashMap<Box<[u8]>, Option<Known>>,
    verbs: Vec<Verb>,
}

impl Layer {
    /// What it has for a key: none where it leaves it to the shipped lexicon.
    pub fn known(&self, key: &[u8]) -> Option<Option<Known>> {
        self.keys.get(key).copied()
    }

    /// The user's verb of this number.
    pub fn verb(&'static self, number: usize) -> Option<&'static Verb> {
        self.verbs.get(number)
    }
}

thread_local! {
    /// Set while an article is read with an overlay, and only then: rules ask for words in many places.
    static IN_FORCE: Cell<Option<&'static Layer>> = const { Cell::new(None) };
}

/// The overlay that this thread reads an article with.
#[inline]
pub(super) fn in_force() -> Option<&'static Layer> {
    IN_FORCE.get()
}

/// Runs `work` with `overlay` in force.
pub(in crate::claims) fn laid_over<R>(overlay: Overlay, work: impl FnOnce() -> R) -> R {
    /// Puts back what was in force, also where `work` panics.
    struct Before(Option<&'static Layer>);
    impl Drop for Before {
        fn drop(&mut self) {
            IN_FORCE.set(self.0);
        }
    }
    let _before = Before(IN_FORCE.replace(Some(overlay.0)));
    work()
}

/// Something that is wrong with a line of a user's lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Which of the files, from 0.
    pub file: usize,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
    /// The words that it is about.
    pub about: String,
}

/// What can be wrong with a line: a closed list, worded in `assets/words.tsv` under `lexicon.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the meaning, and the words say each in a line")]
pub enum Problem {
    Fields,
    VerbFields,
    Category,
    Item,
    TooLong,
    Stance,
    Frame,
    Form,
    Features,
    NoForms,
    TooMany,
    Twice,
    Shipped,
    NotThere,
}

impl Problem {
    /// All of them.
    pub const ALL: [Problem; 14] = [
        Problem::Fields,
        Problem::VerbFields,
        Problem::Category,
        Problem::Item,
        Problem::TooLong,
        Problem::Stance,
        Problem::Frame,
        Problem::Form,
        Problem::Features,
        Problem::NoForms,
        Problem::TooMany,
        Problem::Twice,
        Problem::Shipped,
        Problem::NotThere,
    ];

    /// The name, as the keys of its words have it.
    pub const fn name(self) -> &'static str {
        match self {
            Problem::Fields => "fields",
            Problem::VerbFields => "verb-fields",
            Problem::Category => "category",
            Problem::Item => "item",
            Problem::TooLong => "too-long",
            Problem::Stance => "stance",
            Problem::Frame => "frame",
            Problem::Form => "form",
            Problem::Features => "features",
            Problem::NoForms => "no-forms",
            Problem::TooMany => "too-many",
            Problem::Twice => "twice",
            Problem::Shipped => "shipped",
            Problem::NotThere => "not-there",
        }
    }

    /// Whether the line has no meaning; else it only has no effect.
    pub const fn is_error(self) -> bool {
        !matches!(self, Problem::Twice | Problem::Shipped | Problem::NotThere)
    }
}

impl Overlay {
    /// Reads the texts of lexicon files, later ones over earlier ones. Lines with errors are left out, and complained of.
    ///
    /// ```
    /// use isnad::claims::Overlay;
    /// let (overlay, complaints) = Overlay::read(&["person_head\tدباج\nverb\tزَقْزَقَ\tadd\tأن|:\tزقزق زقزقت يزقزق\n"]);
    /// assert!(complaints.is_empty());
    /// assert_eq!(overlay.len(), 4);
    /// ```
    pub fn read(files: &[&str]) -> (Overlay, Vec<Complaint>) {
        let mut draft = Draft::default();
        let mut complaints = Vec::new();
        for (file, text) in files.iter().enumerate() {
            for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
                let line = line.trim_end_matches([' ', '\r']);
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                if let Err((problem, about)) = draft.line(line) {
                    complaints.push(Complaint { file, line: at + 1, problem, about });
                }
            }
        }
        (draft.finish(), complaints)
    }

    /// How many words and phrases it changes.
    pub fn len(&self) -> usize {
        self.0.keys.len()
    }

    /// Whether it changes none.
    pub fn is_empty(&self) -> bool {
        self.0.keys.is_empty()
    }
}

/// The names of the lists that a line may begin with, in the order of the shipped files.
pub fn categories() -> &'static [&'static str] {
    &CATEGORIES
}

/// An item as the folded, tokenised text has it.
pub(super) fn key(item: &str) -> String {
    let folded = folded(item, Level::Normal);
    let words: Vec<&str> = folded.split(|c| !is_of_word(c)).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// An overlay as it is read.
#[derive(Default)]
struct Draft {
    keys: BTreeMap<String, Changed>,
    verbs: Vec<Verb>,
    /// Lines that were understood.
    seen: BTreeMap<String, ()>,
    /// How many numbers of institutions were given beyond the shipped ones.
    institutions: u8,
}

/// A key with what is now known of it.
#[derive(Clone)]
struct Changed {
    known: Known,
    forms: Vec<Form>,
}

impl Draft {
    fn line(&mut self, line: &str) -> Result<(), Wrong> {
        if self.seen.insert(line.to_owned(), ()).is_some() {
            return Err((Problem::Twice, line.replace('\t', " ")));
        }
        let (removed, fields) = match line.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let fields: Vec<&str> = fields.split('\t').map(str::trim).collect();
        match (fields.as_slice(), removed) {
            (["verb", lemma], true) => self.remove_verb(lemma),
            (["verb", rest @ ..], false) => self.add_verb(rest),
            ([category, items], removed) => self.list(category, items, removed),
            _ => Err((Problem::Fields, fields.len().to_string())),
        }
    }

    fn list(&mut self, category: &str, items: &str, removed: bool) -> Result<(), Wrong> {
        let bit = CATEGORIES.iter().position(|known| *known == category);
        let class = Classes(1 << bit.ok_or_else(|| (Problem::Category, category.to_owned()))?);
        let items: Vec<&str> = items.split('=').collect();
        let keys: Vec<String> = items.iter().map(|item| key(item)).collect();
        for (item, key) in items.iter().zip(&keys) {
            match key.len() {
                0 => return Err((Problem::Item, (*item).to_owned())),
                1..=LONGEST_KEY => {}
                _ => return Err((Problem::TooLong, (*item).to_owned())),
            }
        }
        let keys: Vec<String> =
            keys.into_iter().flat_map(|key| [spelling::variant(&key), Some(key)]).flatten().collect();
        let one = if items.len() > 1 { self.institution(&keys)? } else { 0 };
        let mut changes = false;
        for key in &keys {
            let changed = self.changed(key);
            let before = changed.known;
            if removed {
                changed.known.classes.0 &= !class.0;
            } else {
                changed.known.classes = changed.known.classes | class;
                changed.known.alias = if one > 0 { one } else { before.alias };
            }
            changes |= changed.known != before;
            if !removed {
                self.lengthen(key);
            }
        }
        match (changes, removed) {
            (true, _) => Ok(()),
            (false, true) => Err((Problem::NotThere, items.join("="))),
            (false, false) => Err((Problem::Shipped, items.join("="))),
        }
    }

    /// The number of the institution that one of `keys` names, or a new one.
    fn institution(&mut self, keys: &[String]) -> Result<u8, Wrong> {
        let known = keys.iter().map(|key| self.changed(key).known.alias).find(|alias| *alias > 0);
        if let Some(alias) = known {
            return Ok(alias);
        }
        self.institutions = self.institutions.saturating_add(1);
        let last = ENTRIES.iter().map(|entry| entry.alias).max().unwrap_or(0);
        last.checked_add(self.institutions).ok_or_else(|| (Problem::TooMany, keys.join("=")))
    }

    /// Lets the first word of a phrase know how long the phrase is.
    fn lengthen(&mut self, key: &str) {
        let mut words = key.split(' ');
        let first = words.next().unwrap_or("").to_owned();
        let count = u8::try_from(words.count() + 1).unwrap_or(u8::MAX);
        let known = &mut self.changed(&first).known;
        known.longest = known.longest.max(count);
    }

    fn add_verb(&mut self, fields: &[&str]) -> Result<(), Wrong> {
        let line = verb_line::read(fields, self.verbs.len())?;
        self.verbs.push(line.verb);
        for (at, (key, form)) in line.forms.iter().enumerate() {
            let earlier = line.forms.iter().take(at).filter(|(other, _)| other == key).count();
            // The user's reading comes first.
            self.changed(key).forms.insert(earlier, *form);
            self.lengthen(key);
        }
        Ok(())
    }

    fn remove_verb(&mut self, lemma: &str) -> Result<(), Wrong> {
        let bare = key(lemma);
        let same = |verb: &Verb| verb.lemma == lemma || key(verb.lemma) == bare;
        let vowelled = VERBS.iter().any(|verb| verb.lemma == lemma);
        let gone = |form: &Form| if vowelled { form.verb().lemma == lemma } else { same(form.verb()) };
        let keys = ENTRIES.iter().filter(|entry| entry.known().forms().iter().any(gone)).map(Entry::key);
        let keys: Vec<String> = keys.map(str::to_owned).collect();
        for key in &keys {
            self.changed(key).forms.retain(|form| usize::from(form.verb) >= VERBS.len() || !gone(form));
        }
        if keys.is_empty() { Err((Problem::NotThere, lemma.to_owned())) } else { Ok(()) }
    }

    fn changed(&mut self, key: &str) -> &mut Changed {
        self.keys.entry(key.to_owned()).or_insert_with(|| {
            let known = shipped(key.as_bytes()).map(Entry::known).unwrap_or_default();
            Changed { known, forms: known.forms().to_vec() }
        })
    }

    fn finish(self) -> Overlay {
        let keys = self.keys.into_iter().filter_map(|(key, changed)| {
            let before = shipped(key.as_bytes()).map(Entry::known);
            let same = before.unwrap_or_default().forms() == changed.forms;
            let forms = if same { changed.known.forms } else { Vec::leak(changed.forms) };
            let known = Known { forms, ..changed.known };
            let nothing = known.classes.is_empty() && known.forms.is_empty() && known.longest < 2;
            let now = (!nothing).then_some(known);
            (now != before).then(|| (key.into_bytes().into_boxed_slice(), now))
        });
        Overlay(Box::leak(Box::new(Layer { keys: keys.collect(), verbs: self.verbs })))
    }
}

#[cfg(test)]
#[path = "overlay_tests.rs"]
mod tests;
