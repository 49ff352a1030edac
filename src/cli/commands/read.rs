//! `isnad FILE`, `isnad read`, `isnad sample`: the reader; `isnad` alone: the library.

use std::path::Path;

use crate::article::{self, Warning};
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::named::{article_named, article_or_file, library as library_of};
use crate::config::Settings;
use crate::feed::{NoPage, fetch_page};
use crate::fetch::limits;
use crate::store::{FILE_NAME, Store};
use crate::tui::{self, RunError};

/// Opens the reader on `file`, or on the sample article.
pub fn run(file: Option<&Path>, settings: Settings) -> Result<(), Failure> {
    let article = match file {
        Some(file) => input::open(file)?,
        None => article::sample(),
    };
    tui::run(article, settings).map_err(failure)
}

/// Opens the reader on a file, or on an article of the library.
pub fn run_named(name: &Path, settings: Settings) -> Result<(), Failure> {
    let lacking = complete(name, &settings)?;
    let mut article = article_or_file(name, &settings)?;
    article.warnings.extend(lacking);
    tui::run(article, settings).map_err(failure)
}

/// Fetches the page of an article of the library of which only a feed told. Where it is not to be had, there are the feed's
/// words, and a warning.
fn complete(name: &Path, settings: &Settings) -> Result<Option<Warning>, Failure> {
    let Some(found) = article_named(name, settings)? else { return Ok(None) };
    let mut store = library_of(settings)?;
    let document = found.document.key;
    let Some(pending) = store.pending_page(document)? else { return Ok(None) };
    match fetch_page(&mut store, document, &pending, limits(), settings.overlay) {
        Ok(()) => Ok(None),
        Err(NoPage::Store(error)) => Err(error.into()),
        Err(why) => Ok(Some(Warning::OnlyFeed(why.to_string()))),
    }
}

/// Opens the library, and the sample article while that is empty or holds nothing else.
pub fn library(settings: Settings) -> Result<(), Failure> {
    if holds_articles(&settings)? {
        return tui::run_library(settings).map_err(failure);
    }
    run(None, settings)
}

/// Whether there is anything but the sample article in the library. None is made where there is none.
fn holds_articles(settings: &Settings) -> Result<bool, Failure> {
    let Some(folder) = settings.library.as_deref().filter(|folder| folder.join(FILE_NAME).exists()) else {
        return Ok(false);
    };
    Ok(Store::open_or_read(folder)?.holds_documents()?)
}

pub fn failure(error: RunError) -> Failure {
    match error {
        RunError::Terminal(cause) => cause.into(),
        RunError::Store(cause) => cause.into(),
    }
}
