//! The library as commands and screens read it: articles with all that is known and said of them, and their way out as files.

mod corrected;
mod files;
mod outward;

use std::borrow::Borrow;
use std::collections::BTreeMap;

use crate::article::Article;
use crate::claims::{self, Corrected, Correction, Found, SourceId};
use crate::config::{Settings, verdicts};
use crate::export::{Annotated, Scale, SourceSaid, Verdict};
use crate::store::{FILE_NAME, Settled, Store, StoreError, settle};
pub use corrected::{Corrections, corrected};
pub use files::{Refused, There, may_write, write_whole};
pub use outward::{NotWritten, Outward, Wanted, Written, stem, stem_of};

/// The library, where there is one: its store, or one that somebody else holds.
#[derive(Debug)]
pub struct Shelf<S = Store>(pub Option<S>);

/// What the library has of an article.
#[derive(Debug)]
pub struct Kept {
    /// What was found in it, as it was put right.
    pub corrected: Corrected,
    /// What is said of that.
    pub settled: Settled,
    /// What was put right.
    pub corrections: Vec<Correction>,
}

impl Shelf {
    /// The reader's library. Where there is none, none is made.
    ///
    /// # Errors
    /// Where it is locked, damaged or newer.
    pub fn of_reader(settings: &Settings) -> Result<Shelf, StoreError> {
        let folder = settings.library.as_deref().filter(|folder| folder.join(FILE_NAME).exists());
        Ok(Shelf(folder.map(Store::open_or_read).transpose()?))
    }
}

impl<S: Borrow<Store>> Shelf<S> {
    fn store(&self) -> Option<&Store> {
        self.0.as_ref().map(Borrow::borrow)
    }

    /// What is found in an article, put right with what the library has and with `more` after that, and what is said of it.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn kept(&self, article: &Article, more: &[Correction], settings: &Settings) -> Result<Kept, StoreError> {
        let extraction = claims::extract_with(article, settings.overlay);
        let mut annotations = self.store().map(|store| store.annotations(article)).transpose()?.unwrap_or_default();
        let stored = std::mem::take(&mut annotations.corrections);
        let mut corrections: Vec<Correction> = stored.into_iter().map(|stored| stored.correction).collect();
        corrections.extend(more.iter().filter(|one| !corrections.contains(one)).cloned().collect::<Vec<_>>());
        let corrected = match corrections.is_empty() {
            true => Corrected::as_found(article, extraction),
            false => claims::correct(article, extraction, &corrections),
        };
        let found = Found { article, extraction: &corrected.extraction, uids: &corrected.uids };
        if let Some(store) = self.store() {
            annotations.sources.extend(store.known_sources(found)?);
        }
        let settled = settle(annotations, found);
        Ok(Kept { corrected, settled, corrections })
    }

    /// An article with what is found in it and said of it.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn annotated<'a>(
        &self,
        article: &'a Article,
        contacts: Contacts,
        settings: &Settings,
    ) -> Result<Annotated<'a>, StoreError> {
        self.said(article, self.kept(article, &[], settings)?, contacts)
    }

    /// An article with what the library has of it.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn said<'a>(&self, article: &'a Article, kept: Kept, contacts: Contacts) -> Result<Annotated<'a>, StoreError> {
        let Kept { corrected, settled, corrections } = kept;
        let mut sources = self.known(article, &corrected, &settled)?;
        if contacts == Contacts::Withheld {
            sources.values_mut().for_each(|said| said.contact.clear());
            sources.retain(|_, said| !said.is_empty());
        }
        Ok(Annotated { sources, ..Annotated::of(article, corrected, &settled, corrections) })
    }

    /// What is said of an article's sources, in it and across articles.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn known(
        &self,
        article: &Article,
        corrected: &Corrected,
        settled: &Settled,
    ) -> Result<BTreeMap<SourceId, SourceSaid>, StoreError> {
        let mut all: BTreeMap<SourceId, SourceSaid> =
            settled.sources.iter().map(|(id, note)| (*id, note.into())).collect();
        let Some(store) = self.store() else { return Ok(all) };
        let Some(key) = store.article_by_hash(&article.hash)? else { return Ok(all) };
        for id in (0..corrected.extraction.sources.len()).map(SourceId) {
            let source = store.source_in(key, corrected.uids.source(id))?;
            let Some(known) = source.map(|source| store.source(source)).transpose()?.flatten() else { continue };
            let mut said = all.remove(&id).unwrap_or_default();
            said.know(&known);
            if !said.is_empty() {
                all.insert(id, said);
            }
        }
        Ok(all)
    }
}

/// Whether it is told how sources can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contacts {
    /// It is not.
    Withheld,
    /// It was asked for.
    Told,
}

/// The verdicts that may be given.
pub fn scale() -> Scale {
    let verdict = |verdict: &crate::config::Verdict| Verdict {
        id: verdict.id.clone(),
        ar: verdict.ar.clone(),
        en: verdict.en.clone(),
        rating: verdict.rating,
    };
    Scale(verdicts().verdicts.iter().map(verdict).collect())
}
