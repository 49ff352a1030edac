//! What the reader put right, for what reads the library and never writes it.

use std::sync::{Mutex, PoisonError};

use crate::article::Article;
use crate::claims::{self, Corrected, Extraction};
use crate::config::Settings;
use crate::store::{FILE_NAME, Store, StoreError};

/// The library as far as corrections go; it may be asked from any thread.
#[derive(Debug)]
pub struct Corrections(Option<Mutex<Store>>);

impl Corrections {
    /// No library: what is found stays as it is.
    pub const fn none() -> Corrections {
        Corrections(None)
    }

    /// The reader's library. Where there is none, none is made.
    ///
    /// # Errors
    /// Where it is locked, damaged or newer.
    pub fn of_reader(settings: &Settings) -> Result<Corrections, StoreError> {
        let folder = settings.library.as_deref().filter(|folder| folder.join(FILE_NAME).exists());
        Ok(Corrections(folder.map(Store::open_to_read).transpose()?.map(Mutex::new)))
    }

    /// What was found in an article, as the reader put it right.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn corrected(&self, article: &Article, found: Extraction) -> Result<Corrected, StoreError> {
        match &self.0 {
            Some(store) => corrected(article, found, &store.lock().unwrap_or_else(PoisonError::into_inner)),
            None => Ok(Corrected::as_found(article, found)),
        }
    }
}

/// What was found in an article, with the corrections of `store` laid over it.
///
/// # Errors
/// Where the library cannot be read.
pub fn corrected(article: &Article, found: Extraction, store: &Store) -> Result<Corrected, StoreError> {
    let stored = store.annotations(article)?.corrections;
    if stored.is_empty() {
        return Ok(Corrected::as_found(article, found));
    }
    let corrections: Vec<_> = stored.into_iter().map(|stored| stored.correction).collect();
    Ok(claims::correct(article, found, &corrections))
}
