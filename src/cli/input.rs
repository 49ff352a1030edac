//! The articles that a command was given: files, standard input, addresses of the web.

use std::fs::File;
use std::io::{self, Read};
use std::path::{self, Path};

use jiff::Timestamp;

use super::fail::Failure;
use crate::article::{self, Article, Manuscript, Origin, Served, WINDOW_FROM, Warning};
use crate::feed::{is_feed, original_of, text_of};
use crate::fetch::{Address, Fetched, Reply, Request, fetch, is_address, limits};
use crate::store::Original;

/// The word for standard input.
pub const STANDARD_INPUT: &str = "-";

/// How much of what was fetched is looked at to tell whether it is a feed.
const HEAD: usize = 16 * 1024;

/// The address of the web that was typed in the place of a file, as it was typed.
pub fn address(path: &Path) -> Option<&str> {
    path.to_str().filter(|typed| is_address(typed))
}

/// Opens a file, an address of the web, or standard input for `-`.
pub fn open(path: &Path) -> Result<Article, Failure> {
    open_text(path).map(Manuscript::into_article)
}

/// Opens the source in a file, at an address of the web, or of standard input for `-`, with whatever marks it has.
pub fn open_source(path: &Path) -> Result<Manuscript, Failure> {
    if address(path).is_some() {
        return open_text(path);
    }
    let is_piped = path.as_os_str() == STANDARD_INPUT;
    Ok(if is_piped { article::read_source_text(io::stdin().lock())? } else { article::open_source(path)? })
}

/// Opens the text in a file, at an address of the web, or of standard input for `-`.
pub fn open_text(path: &Path) -> Result<Manuscript, Failure> {
    if let Some(typed) = address(path) {
        return read(fetched(typed)?);
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
fn read(fetched: Fetched) -> Result<Manuscript, Failure> {
    let Fetched { address, bytes, .. } = &fetched;
    if is_feed(&String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)])) {
        let says =
            format!("is a feed, not an article; isnad feed add {address} puts what it tells of into the library");
        return Err(Failure::Foreign { name: address.to_string(), says });
    }
    Ok(text_of(fetched)?)
}

/// Opens a file, an address of the web, or standard input for `-`, all of which can be held as one article.
pub fn open_whole(path: &Path) -> Result<Article, Failure> {
    let article = open(path)?;
    if article.window.is_some() || is_cut(&article.warnings) {
        return Err(Failure::TooLarge { name: name_of(path), limit: limit() });
    }
    Ok(article)
}

/// Opens as [`open_whole`], with what the article is made from where that is worth keeping: what a server sent, or a page.
pub fn open_to_keep(path: &Path, now: Timestamp) -> Result<(Article, Option<Original>), Failure> {
    if let Some(typed) = address(path) {
        let fetched = fetched(typed)?;
        let original = original_of(&fetched, now);
        return Ok((read(fetched)?.into_article(), Some(original)));
    }
    let Some(bytes) = markup_of(path) else { return Ok((open_whole(path)?, None)) };
    let article =
        article::from_bytes(bytes.clone(), Served::default(), Origin::File(path.to_path_buf()))?.into_article();
    let origin = path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).to_string_lossy().into_owned();
    let original = Original { origin, media: String::new(), charset: String::new(), fetched: now, bytes };
    Ok((article, Some(original)))
}

/// The bytes of a file that is no plain text and can be held as one article.
fn markup_of(path: &Path) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok().filter(|_| path.is_file())?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut bytes).ok()?;
    if !article::is_markup(&bytes) {
        return None;
    }
    file.take(WINDOW_FROM).read_to_end(&mut bytes).ok()?;
    Some(bytes).filter(|bytes| bytes.len() as u64 <= WINDOW_FROM)
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
