//! Articles and claims as one names them on the command line: an article of the library by number, by the beginning of a
//! hash, or by how the title begins; a claim of an article by its id, or by the beginning of its uid.

use std::fs;
use std::path::Path;

use super::fail::Failure;
use super::input::{self, STANDARD_INPUT};
use crate::article::Article;
use crate::claims::{ClaimId, Uids};
use crate::config::Settings;
use crate::fold::{Level, folded};
use crate::store::{ArticleKey, DocumentKey, DocumentRow, FILE_NAME, Store};

/// The fewest digits of a hash that are taken for one.
const LEAST_OF_HASH: usize = 4;
/// How many candidates are told where several fit.
const TOLD: usize = 5;
/// The most digits of an id; with more it is the beginning of a uid.
const MOST_OF_ID: usize = 7;

/// An article that was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is a version of.
    pub document: DocumentRow,
    /// The text that was meant: the latest one, unless a hash or a version said another.
    pub article: ArticleKey,
}

/// The reader's library, which must be there. Where it may not be written, it is open to read, and saving fails.
///
/// # Errors
/// Where there is none, or it is locked, damaged or newer.
pub fn library(settings: &Settings) -> Result<Store, Failure> {
    let Some(folder) = settings.library.as_deref() else {
        return Err(Failure::Usage("there is no home folder; name a library with --library".to_owned()));
    };
    if !folder.join(FILE_NAME).exists() {
        let says = format!("there is no library in {} yet; isnad library add FILE begins one", folder.display());
        return Err(Failure::NotFound(says));
    }
    Ok(Store::open_or_read(folder)?)
}

/// The file or page that `typed` names; where there is none, the article of the library that it names.
///
/// # Errors
/// Where there is neither, or it cannot be read.
pub fn article_or_file(typed: &Path, settings: &Settings) -> Result<Article, Failure> {
    let Some(found) = article_named(typed, settings)? else { return input::open(typed) };
    let article = library(settings)?.article(found.article)?;
    article.ok_or_else(|| {
        let number = found.document.key.number();
        Failure::NotFound(format!("article {number} is a part of a large file, which is not kept: open the file"))
    })
}

/// The article of the library that `typed` names, where it names no file or page; none where it was meant as one of those.
///
/// # Errors
/// Where it can only be an article of the library and is none, or several.
pub fn article_named(typed: &Path, settings: &Settings) -> Result<Option<Named>, Failure> {
    let is_named = || {
        let has_library = settings.library.as_ref().is_some_and(|folder| folder.join(FILE_NAME).exists());
        let is_input = typed.as_os_str() == STANDARD_INPUT || input::address(typed).is_some();
        !is_input && has_library && fs::symlink_metadata(typed).is_err()
    };
    let Some(name) = typed.to_str().filter(|_| is_named()) else { return Ok(None) };
    match named(&library(settings)?, name) {
        // What looks like a path was meant as one.
        Err(Failure::NotFound(_)) if name.contains(['/', '.']) => Ok(None),
        other => other.map(Some),
    }
}

/// The article that `typed` names: `12`, its second version `12@2`, the beginning of a hash, or of a title.
///
/// # Errors
/// Where there is no such article, or there are several.
pub fn named(store: &Store, typed: &str) -> Result<Named, Failure> {
    let key = folded(typed, Level::Loose);
    let key = key.trim().trim_start_matches('#');
    if let Some(found) = by_number(store, key)? {
        return Ok(found);
    }
    if let Some(found) = by_hash(store, key)? {
        return Ok(found);
    }
    let alike = if key.is_empty() { Vec::new() } else { store.documents_by_title(typed, TOLD + 1)? };
    match <[DocumentRow; 1]>::try_from(alike) {
        Ok([document]) => Ok(Named { article: document.latest, document }),
        Err(alike) if alike.is_empty() => {
            Err(Failure::NotFound("no article in the library is called so; isnad library list shows all".to_owned()))
        }
        Err(alike) => Err(several("titles begin", alike.iter().map(|row| row.key))),
    }
}

/// `12`, or `12@2`.
fn by_number(store: &Store, key: &str) -> Result<Option<Named>, Failure> {
    let (number, version) = key.split_once('@').map_or((key, None), |(number, version)| (number, Some(version)));
    let Ok(number) = number.parse() else { return Ok(None) };
    let Some(document) = store.document(DocumentKey::new(number))? else { return Ok(None) };
    let Some(version) = version else { return Ok(Some(Named { article: document.latest, document })) };
    let versions = store.versions_of(document.key)?;
    let wanted = versions.iter().find(|row| row.number.to_string() == version);
    let article = wanted.map(|row| row.article).ok_or_else(|| {
        Failure::NotFound(format!("article {number} has {} versions, and none is number {version}", versions.len()))
    })?;
    Ok(Some(Named { document, article }))
}

fn by_hash(store: &Store, key: &str) -> Result<Option<Named>, Failure> {
    if key.len() < LEAST_OF_HASH || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let found = store.articles_by_hash(key, TOLD + 1)?;
    match found[..] {
        [] => Ok(None),
        [(article, document)] => Ok(store.document(document)?.map(|document| Named { document, article })),
        _ => Err(several("hashes begin", found.iter().map(|(_, document)| *document))),
    }
}

/// The claim of an article that `typed` names: `c3` by its id, else by the beginning of its uid; none where there is none.
///
/// # Errors
/// Where several uids begin so.
pub fn claim(uids: &Uids, typed: &str) -> Result<Option<ClaimId>, Failure> {
    Ok(place(uids.claims(), 'c', typed)?.map(ClaimId))
}

/// Which of these `typed` names: `c3` the third, anything else one with a uid that begins so. `c9` is an id, whether there
/// are so many or not, and never the beginning of some uid.
///
/// # Errors
/// Where several uids begin so.
pub fn place(uids: &[String], letter: char, typed: &str) -> Result<Option<usize>, Failure> {
    if is_id(typed, letter) {
        return Ok(numbered(typed, letter).filter(|at| *at < uids.len()));
    }
    if typed.is_empty() || !typed.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let start = typed.to_ascii_lowercase();
    let mut alike = uids.iter().enumerate().filter(|(_, uid)| uid.starts_with(&start)).map(|(at, _)| at);
    match (alike.next(), alike.next()) {
        (Some(_), Some(_)) => Err(Failure::Usage(format!("several uids begin with {typed}; give more of it"))),
        (first, _) => Ok(first),
    }
}

/// Whether this is an id: the letter and a number.
pub fn is_id(typed: &str, letter: char) -> bool {
    let digits = typed.strip_prefix(letter).unwrap_or("");
    (1..=MOST_OF_ID).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `c3` is the third.
fn numbered(typed: &str, letter: char) -> Option<usize> {
    typed.strip_prefix(letter)?.parse::<usize>().ok()?.checked_sub(1)
}

/// Numbers and no titles: what is in the library is in no message.
fn several(what: &str, found: impl Iterator<Item = DocumentKey>) -> Failure {
    let numbers: Vec<String> = found.map(|key| key.number().to_string()).collect();
    let (told, more) = numbers.split_at_checked(TOLD).unwrap_or((&numbers, &[]));
    let more = if more.is_empty() { "" } else { ", …" };
    Failure::Usage(format!("several {what} so (articles {}{more}); give a number or more letters", told.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UIDS: [&str; 4] = ["c1aaaaaaaaaaaaaa", "c123456789012345", "0123456789abcdef", "c9bbbbbbbbbbbbbb"];

    #[track_caller]
    fn check(typed: &str, expected: Option<usize>) {
        let uids = UIDS.map(str::to_owned);
        assert_eq!(place(&uids, 'c', typed).expect("one or none"), expected, "{typed}");
    }

    #[test]
    fn an_id_is_never_the_beginning_of_a_uid() {
        check("c1", Some(0));
        check("c2", Some(1));
        check("c4", Some(3));
        check("c9", None);
        check("c0", None);
        check("c12345", None);
    }

    #[test]
    fn a_uid_is_told_by_its_beginning_or_whole() {
        check("c1a", Some(0));
        check("C9B", Some(3));
        check("0", Some(2));
        check("c12345678", Some(1));
        check("c123456789012345", Some(1));
        check("f", None);
        check("", None);
        check("خبر", None);
        let uids = UIDS.map(str::to_owned);
        assert!(matches!(place(&uids, 'c', "c"), Err(Failure::Usage(_))));
    }
}
