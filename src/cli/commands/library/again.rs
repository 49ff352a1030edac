//! `isnad library add --again`: articles made anew from what they were made from, which the library has kept.
//!
//! What the extractor makes of an original now becomes a version beside the old, as a changed article does; where it makes
//! the same of it, nothing changes. Nothing is fetched.

use std::path::Path;

use jiff::Timestamp;

use super::add::line;
use crate::article::{Article, Media, Origin, Served, from_bytes};
use crate::claims::{self, Found};
use crate::cli::args::Add;
use crate::cli::fail::Failure;
use crate::cli::named::{library, named};
use crate::cli::progress::{DataOnScreen, Progress};
use crate::config::Settings;
use crate::fetch::is_address;
use crate::shelf::corrected;
use crate::store::{DocumentKey, DocumentRow, Original, Store};

/// Makes the articles that were named anew; all where none was.
pub fn run(add: &Add, settings: &Settings) -> Result<(), Failure> {
    if add.url.is_some() || add.outlet.is_some() || add.date.is_some() || add.title.is_some() {
        return Err(Failure::Usage("--again takes articles as the library has them: name nothing else".to_owned()));
    }
    let mut store = library(settings)?;
    let documents = documents(&store, add)?;
    let (mut made, mut failed) = (0, 0);
    let mut progress = Progress::new(documents.len(), DataOnScreen::No);
    for document in &documents {
        progress.step();
        let Some(row) = store.document(*document)? else { continue };
        let Some(original) = store.original_of(row.latest)? else {
            if !add.files.is_empty() {
                progress.tell(&format!("article {}: what it was made from is not kept", document.number()));
                failed += 1;
            }
            continue;
        };
        match article(&original, &row) {
            Ok(article) => {
                keep(&mut store, &article, *document, &original, settings)?;
                made += 1;
            }
            Err(failure) => {
                progress.tell(&format!("article {}: {failure}", document.number()));
                failed += 1;
            }
        }
    }
    drop(progress);
    match (made, failed) {
        (0, 0) => Err(Failure::NotFound("nothing that articles were made from is in the library".to_owned())),
        (0, _) => Err(Failure::NoInput),
        (_, 0) => Ok(()),
        (_, failed) => Err(Failure::Some { failed, all: made + failed }),
    }
}

fn documents(store: &Store, add: &Add) -> Result<Vec<DocumentKey>, Failure> {
    if add.files.is_empty() {
        return Ok(store.documents_with_originals()?);
    }
    let mut found = Vec::new();
    for typed in &add.files {
        let key = named(store, &typed.to_string_lossy())?.document.key;
        if !found.contains(&key) {
            found.push(key);
        }
    }
    Ok(found)
}

/// The article that is made of an original now. What the library has of outlet, address and day stays: the user may have
/// said it.
fn article(original: &Original, row: &DocumentRow) -> Result<Article, Failure> {
    let Original { origin, media, charset, bytes, .. } = original;
    let from = if is_address(origin) { Origin::Url(origin.clone()) } else { Origin::File(origin.into()) };
    let served =
        Served { media: Media::of_type(media), charset: Some(charset.as_str()).filter(|label| !label.is_empty()) };
    let mut article = from_bytes(bytes.clone(), served, from)?.into_article();
    for (said, known) in [
        (&mut article.about.outlet, &row.outlet),
        (&mut article.about.url, &row.url),
        (&mut article.about.published, &row.published),
    ] {
        said.take_if(|_| !known.is_empty());
    }
    Ok(article)
}

fn keep(
    store: &mut Store,
    article: &Article,
    document: DocumentKey,
    original: &Original,
    settings: &Settings,
) -> Result<(), Failure> {
    let extraction = claims::extract_with(article, settings.overlay);
    let found = corrected(article, extraction, store)?;
    let found = Found { article, extraction: &found.extraction, uids: &found.uids };
    let kept = store.keep_page(document, found, original, Timestamp::now())?;
    line(kept, Path::new(&original.origin))
}
