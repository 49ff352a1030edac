//! The articles that a command was given: files, standard input, addresses of the web.

use std::io;
use std::path::Path;
use std::sync::OnceLock;

use super::fail::Failure;
use crate::article::{self, Article, Manuscript, Media, Origin, Served, WINDOW_FROM, Warning};
use crate::feed::is_feed;
use crate::fetch::{Address, Fetched, Limits, Reply, Request, fetch, is_address};

/// The word for standard input.
pub const STANDARD_INPUT: &str = "-";

/// How much of what was fetched is looked at to tell whether it is a feed.
const HEAD: usize = 16 * 1024;

/// How much is fetched and for how long, once it was said.
static LIMITS: OnceLock<Limits> = OnceLock::new();

/// Says how much is fetched at most and for how long; the first word counts.
pub fn use_limits(limits: Limits) {
    let _ = LIMITS.set(limits);
}

/// How much is fetched at most and for how long.
pub fn limits() -> Limits {
    LIMITS.get().copied().unwrap_or_default()
}

/// The address of the web that was typed in the place of a file, as it was typed.
pub fn address(path: &Path) -> Option<&str> {
    path.to_str().filter(|typed| is_address(typed))
}

/// Opens a file, an address of the web, or standard input for `-`.
pub fn open(path: &Path) -> Result<Article, Failure> {
    open_text(path).map(Manuscript::into_article)
}

/// Opens the text in a file, at an address of the web, or of standard input for `-`.
pub fn open_text(path: &Path) -> Result<Manuscript, Failure> {
    if let Some(typed) = address(path) {
        return read(&fetched(typed)?);
    }
    let is_piped = path.as_os_str() == STANDARD_INPUT;
    Ok(if is_piped { article::read_text(io::stdin().lock())? } else { article::open_text(path)? })
}

/// What is at an address that the user typed.
pub fn fetched(typed: &str) -> Result<Fetched, Failure> {
    let address = Address::parse(typed)?;
    match fetch(&Request::typed(&address, limits()))? {
        Reply::Whole(fetched) => Ok(*fetched),
        Reply::Unchanged => Err(Failure::NotFound(format!("{address}: nothing new"))),
    }
}

/// The text in what was fetched.
pub fn read(fetched: &Fetched) -> Result<Manuscript, Failure> {
    let Fetched { address, bytes, content, .. } = fetched;
    if is_feed(&String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)])) {
        let says =
            format!("is a feed, not an article; isnad feed add {address} puts what it tells of into the library");
        return Err(Failure::Foreign { name: address.to_string(), says });
    }
    let served = Served { media: Media::of_type(&content.media), charset: Some(&content.charset) };
    Ok(article::from_bytes(bytes.clone(), served, Origin::Url(address.to_string()))?)
}

/// Opens a file, an address of the web, or standard input for `-`, all of which can be held as one article.
pub fn open_whole(path: &Path) -> Result<Article, Failure> {
    let article = open(path)?;
    if article.window.is_some() || is_cut(&article.warnings) {
        return Err(Failure::TooLarge { name: name_of(path), limit: limit() });
    }
    Ok(article)
}

/// Whether, by its warnings, more stood in the input than was taken in.
pub fn is_cut(warnings: &[Warning]) -> bool {
    warnings.iter().any(|warning| matches!(warning, Warning::Cut { .. }))
}

/// What an input is called in messages.
pub fn name_of(path: &Path) -> String {
    if path.as_os_str() == STANDARD_INPUT { "standard input".to_owned() } else { article::name_of(path) }
}

/// The size up to which an article is held whole, in MiB.
pub const fn limit() -> u64 {
    WINDOW_FROM >> 20
}
