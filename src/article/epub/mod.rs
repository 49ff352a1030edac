//! A book to an article: EPUB 2 and 3, as the specification's 3.3 has it.
//!
//! `guard` (what a hostile archive holds is measured, and a locked book refused, before anything is unpacked whole) → rbook
//! (package and reading order) → `contents` (what the chapters are called) → each part of the reading order walked as a page
//! (`html::Writer`).
//!
//! Parts follow each other in the order of reading, those that stand beside it (notes) included; the contents give a heading
//! to a part that has none. Pictures, styles and scripts are not read. Nothing is fetched.

mod contents;
mod guard;

use std::collections::HashSet;
use std::io::{self, Cursor, Read, Seek, Write};
use std::sync::Arc;

use dom_query::Document;
use rbook::Epub;
use rbook::ebook::spine::PageDirection;
use rbook::epub::manifest::EpubManifestEntry;

use super::OpenError;
use super::html::{Writer, Written, bounded, decode, direction, folded, unfolded};
use super::model::{About, Direction};
use super::page::Page;
use contents::Contents;

/// One part of a book has at most so many bytes.
const LARGEST_PART: usize = 8 * 1024 * 1024;

/// The text of a book, and the parts it is read from, have together at most so many bytes.
const LARGEST: (usize, usize) = (16 * 1024 * 1024, 48 * 1024 * 1024);

/// What is wrong with a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// It is locked, or some of it is.
    Locked,
    /// It is no archive, or its package is missing, cannot be read or is no package.
    Damaged,
    /// No part of it holds text.
    NoText,
}

impl Flaw {
    /// As an error about the input of this name.
    pub(super) fn of(self, name: String) -> OpenError {
        match self {
            Flaw::Locked => OpenError::Locked { name },
            Flaw::Damaged => OpenError::DamagedBook { name },
            Flaw::NoText => OpenError::Pictures { name },
        }
    }
}

/// Whether an archive is a book, by the entries that what is there of it names.
pub(super) fn is_book(bytes: &[u8]) -> bool {
    let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    bytes.starts_with(b"PK\x03\x04") && (holds(b"mimetypeapplication/epub+zip") || holds(b"META-INF/container.xml"))
}

/// A book, and how many of its parts are missing or cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Book {
    pub page: Page,
    pub missing: usize,
}

/// Reads a book that is held in memory.
pub(super) fn read_bytes(bytes: Vec<u8>) -> Result<Book, Flaw> {
    let bytes: Arc<[u8]> = bytes.into();
    read(|| Ok(Cursor::new(Arc::clone(&bytes))))
}

/// Reads a book; `open` opens it anew each time.
pub(super) fn read<R: Read + Seek + 'static>(open: impl Fn() -> io::Result<R>) -> Result<Book, Flaw> {
    let archive = || open().map_err(|_| Flaw::Damaged);
    guard::check(archive()?)?;
    let book = Epub::options().skip_toc(true).read(archive()?).map_err(|_| Flaw::Damaged)?;
    let mut about = about(&book);
    let contents = Contents::of(&book);
    let mut reading = Reading { contents, left: LARGEST.1, ..Reading::default() };
    let mut parts = Vec::new();
    let mut seen = HashSet::new();
    for entry in book.spine().iter() {
        match entry.manifest_entry() {
            Some(part) if !seen.insert(part.id()) || !is_text(&part) || part.properties().has_property("nav") => {}
            Some(part) => parts.push(part),
            None => reading.missing += 1,
        }
    }
    if about.direction.is_none() {
        about.direction = parts.iter().find_map(|part| direction(&tree(&copied(part, LARGEST_PART)?)));
    }
    let mut writer = Writer::new(&about);
    let headed = writer.count();
    for part in &parts {
        reading.add(part, &mut writer);
        if reading.is_cut {
            break;
        }
    }
    if writer.count() == headed {
        let is_damaged = reading.missing > 0 || parts.is_empty();
        return Err(if is_damaged { Flaw::Damaged } else { Flaw::NoText });
    }
    let Written { text, blocks } = writer.finish();
    Ok(Book { page: Page { text, blocks, about, is_cut: reading.is_cut }, missing: reading.missing })
}

/// How far a book was read.
#[derive(Debug, Default)]
struct Reading {
    contents: Contents,
    /// How many bytes may still be read.
    left: usize,
    missing: usize,
    is_cut: bool,
}

impl Reading {
    fn add(&mut self, part: &EpubManifestEntry<'_>, writer: &mut Writer) {
        let Some(bytes) = copied(part, self.left.min(LARGEST_PART)) else {
            self.missing += 1;
            // What cannot be read has cost as much as what can.
            self.left = self.left.saturating_sub(LARGEST_PART / 16);
            self.is_cut |= self.left == 0;
            return;
        };
        self.left = self.left.saturating_sub(bytes.len().max(512));
        let tree = tree(&bytes);
        if let Some(name) = self.contents.of_part(&part.href().decode())
            && !tree.select("h1, h2, h3, h4, h5, h6").exists()
            && !tree.select("body").text().trim().is_empty()
        {
            writer.head(&name);
        }
        writer.add(&tree);
        self.is_cut |= self.left == 0 || writer.len() > LARGEST.0;
    }
}

/// A part as a page.
fn tree(bytes: &[u8]) -> Document {
    let source = unfolded(&decode(bytes.to_vec(), None).text);
    Document::from(bounded(&source).0.as_ref())
}

fn is_text(part: &EpubManifestEntry<'_>) -> bool {
    matches!(part.media_type(), "application/xhtml+xml" | "text/html" | "application/xml" | "application/x-dtbook+xml")
}

/// The bytes of a part; none where it is missing, damaged or has more than `most`.
fn copied(part: &EpubManifestEntry<'_>, most: usize) -> Option<Vec<u8>> {
    let mut bounded = Bounded { bytes: Vec::new(), most };
    part.copy_bytes(&mut bounded).ok()?;
    Some(bounded.bytes)
}

/// What is written, up to a limit: behind that, writing fails.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::Error::other("too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What the package says of the book.
fn about(book: &Epub) -> About {
    let said = book.metadata();
    let line = |words: &str| Some(folded(words)).filter(|words| !words.is_empty());
    let authors: Vec<String> = said.creators().filter_map(|creator| line(creator.value())).collect();
    About {
        title: said.title().and_then(|title| line(title.value())),
        byline: Some(authors.join("، ")).filter(|names| !names.is_empty()),
        outlet: said.publishers().next().and_then(|publisher| line(publisher.value())),
        url: said
            .identifiers()
            .map(|identifier| identifier.value().trim().to_owned())
            .find(|id| id.starts_with("http")),
        published: said.published_entry().and_then(|date| line(date.value())),
        language: said.language().and_then(|language| line(language.value())),
        // Pages of right-to-left text may be bound on the left: only the other way round the order of pages tells.
        direction: (book.spine().page_direction() == PageDirection::RightToLeft).then_some(Direction::RightToLeft),
    }
}
