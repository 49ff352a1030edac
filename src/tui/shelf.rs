//! The library as far as the open article goes: what is read of it, and what is saved over what other programs saved.

mod drift;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::corrections::Made;
use super::model::{Extracted, Model, Target, Work};
use crate::article::Article;
use crate::claims::{self, ClaimId, Corrected, Found, SourceId};
use crate::store::{
    ArticleKey, ClaimMarks, ClaimNote, Contradiction, CorrectionKey, Field, NoteKey, Reading, SavedMarks, Settled,
    SourceMarks, SourceNote, Store, StoreError, settle,
};

/// A note as it is in the library.
#[derive(Debug, Clone)]
struct Stored<T> {
    key: NoteKey,
    /// The marks that were read or saved last: what is changed next begins from them.
    base: T,
}

/// The library as far as this article goes. What hangs on claims and sources is known by their uids, since their numbers
/// change with what is put right.
pub struct Shelf {
    store: Store,
    /// The article's place in the library, once it is registered.
    article: Option<ArticleKey>,
    claims: BTreeMap<String, Stored<ClaimMarks>>,
    sources: BTreeMap<String, Stored<SourceMarks>>,
    /// The corrections that are in the library, by their numbers.
    corrections: BTreeMap<usize, CorrectionKey>,
    /// Notes that were deleted and brought back: the row that they were in, and the one that they are in now.
    renewed: Vec<(NoteKey, NoteKey)>,
}

/// What was read of the article.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// Its notes, laid over its claims.
    pub settled: Settled,
    /// What was put right in it.
    pub made: Vec<Made>,
}

/// How something was saved.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    /// As it was to be.
    AsItIs,
    /// Together with what another program had saved meanwhile.
    Merged(Marks),
}

/// What became of marks that another program had changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Marks {
    /// Of a claim.
    Claim(ClaimId, Box<SavedMarks<ClaimMarks>>),
    /// Of a source.
    Source(SourceId, Box<SavedMarks<SourceMarks>>),
}

impl Marks {
    /// The single values that both programs had changed.
    pub fn clashes(&self) -> &[Field] {
        match self {
            Marks::Claim(_, saved) => &saved.clashes,
            Marks::Source(_, saved) => &saved.clashes,
        }
    }
}

impl Shelf {
    /// A library of which nothing was read yet.
    pub const fn new(store: Store) -> Shelf {
        Shelf {
            store,
            article: None,
            claims: BTreeMap::new(),
            sources: BTreeMap::new(),
            corrections: BTreeMap::new(),
            renewed: Vec::new(),
        }
    }

    /// The library.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Another screen comes between: the article may be gone from the library, or at another place of it, afterwards.
    pub const fn leave_place(&mut self) {
        self.article = None;
    }

    /// The library alone.
    pub fn into_store(self) -> Store {
        self.store
    }

    /// Reads the marks and corrections of the article. Of what the model has and could not save yet, what it began from
    /// stays, so that it is not taken for newer than what was read.
    pub fn read(&mut self, model: &Model) -> Result<Fresh, StoreError> {
        self.store.changed_elsewhere()?;
        let mut annotations = self.store.annotations(&model.article)?;
        let mut stored = std::mem::take(&mut annotations.corrections);
        if model.extracted != Extracted::Done {
            // What is to be put right was not looked for yet.
            stored.clear();
        }
        let mut free = model.corrections.next();
        let known: BTreeMap<CorrectionKey, usize> =
            self.corrections.iter().map(|(number, key)| (*key, *number)).collect();
        let mut made = Vec::with_capacity(stored.len());
        self.corrections.clear();
        for stored in stored {
            let number = known.get(&stored.key).copied().unwrap_or(free);
            free = free.max(number + 1);
            self.corrections.insert(number, stored.key);
            made.push(Made { number, correction: stored.correction });
        }
        let corrected = corrected(model, &made);
        let found = match &corrected {
            Some(corrected) => {
                Found { article: &model.article, extraction: &corrected.extraction, uids: &corrected.uids }
            }
            None => model.known(),
        };
        annotations.sources.extend(self.store.known_sources(found)?);
        let settled = settle(annotations, found);
        self.keep(&settled, found, &unsaved(model));
        Ok(Fresh { settled, made })
    }

    /// The same, where another program has written the library since; nothing is read where none has.
    pub fn refresh(&mut self, model: &Model) -> Result<Option<Fresh>, StoreError> {
        // What was put right and is not on the disk would be lost in what is.
        if model.unsaved.contains(&Work::Corrections) || !self.store.changed_elsewhere()? {
            return Ok(None);
        }
        self.read(model).map(Some)
    }

    fn keep(&mut self, settled: &Settled, found: Found<'_>, unsaved: &BTreeSet<String>) {
        self.claims.retain(|uid, _| unsaved.contains(uid));
        for (claim, settled) in &settled.claims {
            let uid = found.uids.claim(*claim).to_owned();
            if let Some(key) = settled.note.key.filter(|_| !unsaved.contains(&uid)) {
                self.claims.insert(uid, Stored { key, base: settled.note.marks.clone() });
            }
        }
        self.sources.retain(|uid, _| unsaved.contains(uid));
        for (source, note) in &settled.sources {
            let uid = found.uids.source(*source).to_owned();
            if let Some(key) = note.key.filter(|_| !unsaved.contains(&uid)) {
                self.sources.insert(uid, Stored { key, base: note.marks.clone() });
            }
        }
    }

    /// The article's place in the library. It is registered at the first need: writing takes longer than reading.
    fn register(&mut self, article: &Article) -> Result<ArticleKey, StoreError> {
        let key = match self.article {
            Some(key) => key,
            None => self.store.open_article(article, Timestamp::now())?,
        };
        self.article = Some(key);
        Ok(key)
    }

    /// Registers the article, and keeps what was found in it, so that the library can list it.
    pub fn keep_found(&mut self, model: &Model) -> Result<(), StoreError> {
        let article = self.register(&model.article)?;
        if model.extracted == Extracted::Done && model.article.window.is_none() {
            self.store.save_found(article, model.known(), Timestamp::now())?;
        }
        Ok(())
    }

    /// Saves what is said of a claim, together with what another program has said of it meanwhile.
    pub fn save_claim(&mut self, model: &Model, claim: ClaimId, marks: ClaimMarks) -> Result<Kept, StoreError> {
        let Some(anchor) = model.known().anchor(claim) else { return Ok(Kept::AsItIs) };
        let uid = anchor.uid.clone();
        let (key, base) = begun_from(&self.claims, &uid);
        let note = ClaimNote { key, anchor, marks };
        let article = self.register(&model.article)?;
        let saved = self.store.merge_claim(article, &note, &base, Timestamp::now())?;
        put(&mut self.claims, uid, &saved);
        Ok(kept(saved, |saved| Marks::Claim(claim, saved)))
    }

    /// Saves what is said of a source, together with what another program has said of it meanwhile.
    pub fn save_source(&mut self, model: &Model, source: SourceId, marks: SourceMarks) -> Result<Kept, StoreError> {
        let Some(found) = model.known().source(source) else { return Ok(Kept::AsItIs) };
        let uid = found.uid.clone();
        let (key, base) = begun_from(&self.sources, &uid);
        let note = SourceNote { key, source: found, marks, ratings: Vec::new() };
        let article = self.register(&model.article)?;
        let saved = self.store.merge_source(article, &note, &base, Timestamp::now())?;
        put(&mut self.sources, uid, &saved);
        Ok(kept(saved, |saved| Marks::Source(source, saved)))
    }

    /// Takes back what does not hold any more, then adds what is new: each on the disk by itself, so that what failed can be
    /// done again. What another program put right is not touched.
    pub fn save_corrections(&mut self, model: &Model, made: &[Made]) -> Result<Kept, StoreError> {
        let gone: Vec<usize> =
            self.corrections.keys().copied().filter(|number| made.iter().all(|made| made.number != *number)).collect();
        for number in gone {
            if let Some(key) = self.corrections.get(&number) {
                self.store.remove_correction(*key)?;
            }
            self.corrections.remove(&number);
        }
        for made in made.iter().filter(|made| !self.corrections.contains_key(&made.number)).collect::<Vec<_>>() {
            let article = self.register(&model.article)?;
            let key = self.store.add_correction(article, &made.correction, Timestamp::now())?;
            self.corrections.insert(made.number, key);
        }
        self.keep_found(model)?;
        Ok(Kept::AsItIs)
    }

    /// Saves where reading stopped.
    pub fn save_reading(&mut self, model: &Model, reading: &Reading) -> Result<(), StoreError> {
        let article = self.register(&model.article)?;
        self.store.save_reading(article, reading, Timestamp::now())
    }

    /// The claim that was pinned last, but for `not`: the hash of its article, and its uid.
    pub fn last_pinned(&self, not: (&str, &str)) -> Result<Option<Contradiction>, StoreError> {
        self.store.last_pinned(not)
    }

    /// The number that a source of the article has in the library; none where that does not know it.
    pub fn number_of_source(&self, uid: &str) -> Option<i64> {
        self.store.number_of_source(self.article?, uid).ok().flatten()
    }
}

/// The row of a note, and the marks that it was changed from.
fn begun_from<T: Clone + Default>(notes: &BTreeMap<String, Stored<T>>, uid: &str) -> (Option<NoteKey>, T) {
    notes.get(uid).map_or_else(|| (None, T::default()), |note| (Some(note.key), note.base.clone()))
}

fn put<T: Clone>(notes: &mut BTreeMap<String, Stored<T>>, uid: String, saved: &SavedMarks<T>) {
    match saved.key {
        Some(key) => notes.insert(uid, Stored { key, base: saved.marks.clone() }),
        None => notes.remove(&uid),
    };
}

fn kept<T>(saved: SavedMarks<T>, marks: impl FnOnce(Box<SavedMarks<T>>) -> Marks) -> Kept {
    if saved.theirs.is_none() { Kept::AsItIs } else { Kept::Merged(marks(Box::new(saved))) }
}

/// The uids of claims and sources whose marks are not on the disk.
fn unsaved(model: &Model) -> BTreeSet<String> {
    let works = model.unsaved.iter().filter_map(|work| match work {
        Work::Marks(Target::Claim(claim)) => Some(model.uids().claim(*claim).to_owned()),
        Work::Marks(Target::Source(source)) => Some(model.uids().source(*source).to_owned()),
        Work::Corrections => None,
    });
    works.chain(model.aside.unsaved.iter().cloned()).collect()
}

/// What the machine found, as the corrections make it; none where there are none, nor were before.
fn corrected(model: &Model, made: &[Made]) -> Option<Corrected> {
    let list: Vec<_> = made.iter().map(|made| made.correction.clone()).collect();
    let is_known = list.is_empty() && model.corrections.made.is_empty();
    (!is_known).then(|| claims::correct(&model.article, model.machine().clone(), &list))
}
