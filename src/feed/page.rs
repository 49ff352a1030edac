//! The page of an article of which the library has only what a feed told.

use dom_query::Document;
use jiff::Timestamp;
use thiserror::Error;

use crate::article::{Manuscript, Media, OpenError, Origin, Served, from_bytes};
use crate::claims::{self, Corrected, Found, Overlay};
use crate::fetch::{Address, FetchError, Fetched, Limits, Reply, Request, fetch};
use crate::store::{DocumentKey, Original, PendingPage, Store, StoreError};

/// So many links of a page are looked at for the feeds that it names, and each so many bytes long at most.
const MOST: usize = 200;
const LONGEST: usize = 2048;

/// Why the page of an article is not to be had; the words of its feed are.
#[derive(Debug, Error)]
pub enum NoPage {
    /// It cannot be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It holds no article.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The library cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Fetches the page of an article and keeps it, with what it was made from, as a version of the article. Where the user
/// typed the feed's address, its host may be anywhere; else it may lead out only.
///
/// # Errors
/// Where it cannot be had; what the feed told stays.
pub fn fetch_page(
    store: &mut Store,
    document: DocumentKey,
    pending: &PendingPage,
    limits: Limits,
    overlay: Option<Overlay>,
) -> Result<(), NoPage> {
    let address = Address::parse(&pending.link)?;
    let feed = pending.typed.as_deref().map(Address::parse).transpose()?;
    let Reply::Whole(fetched) = fetch(&Request::found(&address, feed.as_ref(), limits))? else { return Ok(()) };
    let original = original_of(&fetched, Timestamp::now());
    let mut article = text_of(*fetched)?.into_article();
    // The outlet is called as its feed is.
    article.about.outlet = None;
    let extraction = claims::extract_with(&article, overlay);
    let Corrected { extraction, uids, .. } = Corrected::as_found(&article, extraction);
    let found = Found { article: &article, extraction: &extraction, uids: &uids };
    store.keep_page(document, found, &original, Timestamp::now())?;
    Ok(())
}

/// The feeds that a page names, as far as they are of the web.
pub fn named_feeds(text: &str, at: &Address) -> Vec<Address> {
    // Of the page only these elements are read, side by side: it may be of any depth.
    let found = Document::from(links(text).concat());
    let found = found.select("link[rel~=alternate][href][type]");
    let is_feed =
        |media: &str| ["application/rss+xml", "application/atom+xml", "application/feed+json"].contains(&media.trim());
    let found = found.iter().filter(|link| link.attr("type").is_some_and(|media| is_feed(&media.to_ascii_lowercase())));
    found.filter_map(|link| at.join(&link.attr("href")?).ok()).collect()
}

/// The elements of a page that link it to others, as they are written.
fn links(text: &str) -> Vec<&str> {
    let starts = text.match_indices('<').map(|(at, _)| at);
    let link = |at: usize| {
        let rest = text.get(at..)?;
        let is_link = rest.get(..5).is_some_and(|name| name.eq_ignore_ascii_case("<link"));
        is_link.then(|| rest.split_inclusive('>').next()).flatten()
    };
    starts.filter_map(link).filter(|link| link.len() < LONGEST).take(MOST).collect()
}

/// The text in what was fetched.
///
/// # Errors
/// Where there is none.
pub fn text_of(fetched: Fetched) -> Result<Manuscript, OpenError> {
    let Fetched { address, bytes, content, .. } = fetched;
    let served = Served { media: Media::of_type(&content.media), charset: Some(&content.charset) };
    from_bytes(bytes, served, Origin::Url(address.to_string()))
}

/// What was fetched, as the library keeps it.
pub fn original_of(fetched: &Fetched, at: Timestamp) -> Original {
    Original {
        origin: fetched.address.to_string(),
        media: fetched.content.media.clone(),
        charset: fetched.content.charset.clone(),
        fetched: at,
        bytes: fetched.bytes.clone(),
    }
}
