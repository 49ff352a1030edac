//! Articles with all that the library has of them, for commands.

use super::fail::Failure;
use crate::article::Article;
use crate::claims::{self, Corrected, Correction, Found};
use crate::config::{Settings, verdicts};
use crate::export::{Annotated, Scale, Verdict};
use crate::store::{FILE_NAME, Settled, Store, StoreError, settle};

/// The library, where there is one.
#[derive(Debug)]
pub struct Shelf(pub Option<Store>);

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
    pub fn of_reader(settings: &Settings) -> Result<Shelf, Failure> {
        let folder = settings.library.as_deref().filter(|folder| folder.join(FILE_NAME).exists());
        Ok(Shelf(folder.map(Store::open).transpose()?))
    }

    /// What is found in an article, put right with what the library has and with `more` after that, and what is said of it.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn kept(&self, article: &Article, more: &[Correction], settings: &Settings) -> Result<Kept, StoreError> {
        let extraction = claims::extract_with(article, settings.overlay);
        let mut annotations = self.0.as_ref().map(|store| store.annotations(article)).transpose()?.unwrap_or_default();
        let stored = std::mem::take(&mut annotations.corrections);
        let mut corrections: Vec<Correction> = stored.into_iter().map(|stored| stored.correction).collect();
        corrections.extend(more.iter().filter(|one| !corrections.contains(one)).cloned().collect::<Vec<_>>());
        let corrected = match corrections.is_empty() {
            true => Corrected::as_found(article, extraction),
            false => claims::correct(article, extraction, &corrections),
        };
        let found = Found { article, extraction: &corrected.extraction, uids: &corrected.uids };
        if let Some(store) = &self.0 {
            annotations.sources.extend(store.known_sources(found)?);
        }
        let settled = settle(annotations, found);
        Ok(Kept { corrected, settled, corrections })
    }

    /// An article with what is found in it and said of it.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn annotated<'a>(&self, article: &'a Article, settings: &Settings) -> Result<Annotated<'a>, StoreError> {
        let Kept { corrected, settled, corrections } = self.kept(article, &[], settings)?;
        Ok(Annotated::of(article, corrected, &settled, corrections))
    }
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
