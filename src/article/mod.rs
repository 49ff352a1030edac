//! Bytes to an article: decoded text and its blocks.
//!
//! [`open`] names the stages: `loader` (what reads it: `html`, `epub`, `markdown`, or a plain text) → of a plain text `foreign`
//! (is it text at all?) → `decode` (bytes → text) → `blocks` (text → typed blocks). The text of an article in a plain file is
//! that file, decoded and otherwise unchanged: every offset in the program fits it. Of a page, a book and a file in Markdown
//! the text is written anew. A plain file above [`WINDOW_FROM`] bytes is read a window at a time (`window`).

use std::fs::{File, Metadata};
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::string::FromUtf8Error;

use encoding_rs::UTF_8;

mod blocks;
mod date;
mod decode;
mod epub;
mod error;
mod foreign;
mod html;
mod language;
mod loader;
mod manuscript;
mod markdown;
mod model;
mod page;
mod served;
mod window;

pub use date::{first_day, stated_day};
pub use error::{OpenError, name_of};
pub use manuscript::Manuscript;
pub use model::{About, Article, Block, BlockKind, Direction, Origin, Warning, Window};
pub use served::{Media, Served, from_bytes, from_fragment, is_markup, markup_text};
pub use window::{WindowAt, open_window, open_window_text};

use decode::{Coding, Decoded, sniff, sniff_text};
use error::STANDARD_INPUT;
use foreign::foreign;
use loader::{HEAD, Loader};
use page::Page;

/// Files above this many bytes are read in windows, with claims off until asked.
pub const WINDOW_FROM: u64 = 16 * 1024 * 1024;

/// Opens the article in a file; of a file above [`WINDOW_FROM`] bytes its first window.
///
/// # Errors
/// Where there is no such file, it may not be read, it is no file, or it holds no text.
pub fn open(path: &Path) -> Result<Article, OpenError> {
    open_text(path).map(Manuscript::into_article)
}

/// Opens the text in a file; of a file above [`WINDOW_FROM`] bytes its first window.
///
/// # Errors
/// As [`open`].
pub fn open_text(path: &Path) -> Result<Manuscript, OpenError> {
    let (mut file, size) = open_file(path)?;
    let origin = Origin::File(path.to_path_buf());
    if size <= WINDOW_FROM {
        return read_whole(file, origin, Some(path));
    }
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(HEAD as u64).read_to_end(&mut head).map_err(|cause| read_error(path, cause))?;
    match Loader::of(&head, Some(path)) {
        // Of a book what is not text is passed over, whatever its size.
        Loader::Book => book(epub::read(|| File::open(path)), origin),
        Loader::Page => read_whole(Cursor::new(head).chain(file), origin, Some(path)),
        Loader::Markdown | Loader::Text => window::read_window(file, path, WindowAt::First),
    }
}

/// Opens the source in a file as it stands there, decoded: a draft in Markdown, with its marks.
///
/// # Errors
/// As [`open`]; also where the file is a book.
pub fn open_source(path: &Path) -> Result<Manuscript, OpenError> {
    let (file, size) = open_file(path)?;
    if size > WINDOW_FROM {
        return window::read_window(file, path, WindowAt::First);
    }
    read_source(file, Origin::File(path.to_path_buf()))
}

fn open_file(path: &Path) -> Result<(File, u64), OpenError> {
    let file = File::open(path).map_err(|cause| read_error(path, cause))?;
    let about = file.metadata().map_err(|cause| read_error(path, cause))?;
    if about.is_dir() {
        return Err(OpenError::Directory { name: name_of(path) });
    }
    match odd_kind(&about) {
        Some(what) => Err(OpenError::NotRegular { name: name_of(path), what }),
        None => Ok((file, about.len())),
    }
}

/// Reads an article from standard input, or from whatever stands for it, to its end; at most [`WINDOW_FROM`] bytes are
/// kept.
///
/// # Errors
/// Where it cannot be read or holds no text.
pub fn read(reader: impl Read) -> Result<Article, OpenError> {
    read_text(reader).map(Manuscript::into_article)
}

/// Reads a text as [`read`] does.
///
/// # Errors
/// As [`read`].
pub fn read_text(reader: impl Read) -> Result<Manuscript, OpenError> {
    read_whole(reader, Origin::StandardInput, None)
}

/// Reads a source from standard input as [`open_source`] does from a file.
///
/// # Errors
/// As [`read`].
pub fn read_source_text(reader: impl Read) -> Result<Manuscript, OpenError> {
    read_source(reader, Origin::StandardInput)
}

/// The article that ships inside the program: invented, to try the reader on.
pub fn sample() -> Article {
    from_text(include_str!("../../assets/sample/article.txt").to_owned(), Origin::Sample)
}

/// The stack, in bytes, of a thread that reads articles: as much as the main thread has, for pages may lie deep.
pub const STACK: usize = 8 << 20;

/// An article from its text.
///
/// ```
/// use isnad::article::{from_text, BlockKind, Origin};
/// let article = from_text("عنوان قصير\n\nقال الوزير إن العمل بدأ.\n".to_owned(), Origin::StandardInput);
/// assert_eq!(article.blocks[0].kind, BlockKind::Headline);
/// assert_eq!(article.blocks[1].span.of(&article.text), "قال الوزير إن العمل بدأ.");
/// ```
pub fn from_text(text: String, origin: Origin) -> Article {
    Manuscript::whole(Decoded { text, warnings: Vec::new() }, origin).into_article()
}

fn read_whole(reader: impl Read, origin: Origin, name: Option<&Path>) -> Result<Manuscript, OpenError> {
    let bytes = bytes_of(reader, &origin)?;
    let loader = Loader::of(&bytes[..bytes.len().min(HEAD)], name);
    read_as(loader, bytes, origin, None)
}

/// The text in bytes of a kind. `served` is the label of the encoding that the server gave, where there was one.
fn read_as(loader: Loader, bytes: Vec<u8>, origin: Origin, served: Option<&str>) -> Result<Manuscript, OpenError> {
    match loader {
        Loader::Book if bytes.len() as u64 > WINDOW_FROM => Err(OpenError::LargeBook { name: name_of_origin(&origin) }),
        Loader::Book => book(epub::read_bytes(bytes), origin),
        Loader::Page => read_page(bytes, origin, served),
        Loader::Markdown => read_markdown(bytes, origin, served),
        Loader::Text => read_plain(bytes, origin, served),
    }
}

fn read_source(reader: impl Read, origin: Origin) -> Result<Manuscript, OpenError> {
    let bytes = bytes_of(reader, &origin)?;
    let loader = if html::is_page(&bytes) { Loader::Page } else { Loader::Text };
    read_as(loader, bytes, origin, None)
}

/// At most as many bytes as an article has, and a few more where there are more.
fn bytes_of(reader: impl Read, origin: &Origin) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    let read = reader.take(WINDOW_FROM + 4).read_to_end(&mut bytes);
    read.map_err(|cause| OpenError::Unreadable { name: name_of_origin(origin), cause })?;
    Ok(bytes)
}

fn read_plain(bytes: Vec<u8>, origin: Origin, served: Option<&str>) -> Result<Manuscript, OpenError> {
    Ok(Manuscript::whole(text_of(bytes, &origin, served)?, origin))
}

/// Bytes as text, where they are any.
fn text_of(bytes: Vec<u8>, origin: &Origin, served: Option<&str>) -> Result<Decoded, OpenError> {
    let name = || name_of_origin(origin);
    // Nearly all texts are UTF-8. To find that out takes a while, so it is done once.
    let utf8 = String::from_utf8(bytes);
    let coding = utf8.as_ref().map_or_else(|broken| sniff(broken.as_bytes()), |text| sniff_text(text));
    let bytes = utf8.as_ref().map_or_else(FromUtf8Error::as_bytes, String::as_bytes);
    let coding = coding.or_served(served);
    if let Some(what) = foreign(bytes, coding) {
        return Err(OpenError::Binary { name: name(), what });
    }
    let decoded = decoded(utf8, coding);
    if decoded.text.trim().is_empty() {
        return Err(OpenError::Empty { name: name() });
    }
    Ok(decoded)
}

/// The text of a book.
fn book(read: Result<epub::Book, epub::Flaw>, origin: Origin) -> Result<Manuscript, OpenError> {
    let epub::Book { page, missing } = read.map_err(|flaw| flaw.of(name_of_origin(&origin)))?;
    let warnings = if missing > 0 { vec![Warning::Missing(missing)] } else { Vec::new() };
    Ok(Manuscript::of_page(page, warnings, origin))
}

/// The article of a text in Markdown.
fn read_markdown(bytes: Vec<u8>, origin: Origin, served: Option<&str>) -> Result<Manuscript, OpenError> {
    let Decoded { text, warnings } = text_of(bytes, &origin, served)?;
    match markdown::read(&text) {
        Some(page) => Ok(Manuscript::of_page(page, warnings, origin)),
        None => Err(OpenError::Empty { name: name_of_origin(&origin) }),
    }
}

/// The article of a web page.
fn read_page(mut bytes: Vec<u8>, origin: Origin, served: Option<&str>) -> Result<Manuscript, OpenError> {
    let is_cut = bytes.len() as u64 > WINDOW_FROM;
    bytes.truncate(WINDOW_FROM as usize);
    let Decoded { text, warnings } = html::decode(bytes, served);
    match html::read(&text) {
        Some(page) => Ok(Manuscript::of_page(Page { is_cut: page.is_cut || is_cut, ..page }, warnings, origin)),
        None => Err(OpenError::NoArticle { name: name_of_origin(&origin) }),
    }
}

fn name_of_origin(origin: &Origin) -> String {
    match origin {
        Origin::File(path) => name_of(path),
        Origin::Url(address) => address.clone(),
        _ => STANDARD_INPUT.to_owned(),
    }
}

/// What was read as text: cut where it is too long, without its byte order mark.
fn decoded(read: Result<String, FromUtf8Error>, coding: Coding) -> Decoded {
    let mut bytes = match read {
        Ok(mut text) if coding.encoding == UTF_8 && text.len() as u64 <= WINDOW_FROM => {
            text.drain(..coding.mark);
            return Decoded { text, warnings: Vec::new() };
        }
        Ok(text) => text.into_bytes(),
        Err(broken) => broken.into_bytes(),
    };
    let mut cut = None;
    if bytes.len() as u64 > WINDOW_FROM {
        bytes.truncate(window::character_boundary(&bytes, WINDOW_FROM as usize, coding));
        cut = Some(Warning::Cut { at: bytes.len() as u64 });
    }
    bytes.drain(..coding.mark);
    let mut decoded = coding.decode(bytes);
    decoded.warnings.extend(cut);
    decoded
}

fn read_error(path: &Path, cause: io::Error) -> OpenError {
    let name = name_of(path);
    match cause.kind() {
        io::ErrorKind::NotFound => OpenError::Missing { name },
        _ if path.is_dir() => OpenError::Directory { name },
        _ => OpenError::Unreadable { name, cause },
    }
}

/// What it is, where it is neither a file nor a pipe.
#[cfg(unix)]
fn odd_kind(about: &Metadata) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    match () {
        () if kind.is_char_device() || kind.is_block_device() => Some("device"),
        () if kind.is_socket() => Some("socket"),
        () => None,
    }
}

#[cfg(not(unix))]
fn odd_kind(_about: &Metadata) -> Option<&'static str> {
    None
}
