//! Bytes to an article: decoded text and its blocks.
//!
//! [`open`] names the stages: `foreign` (is it text at all?) → `decode` (bytes → text) → `blocks` (text → typed blocks).
//! The text of an article is its file, decoded and otherwise unchanged: every offset in the program fits it. A file above
//! [`WINDOW_FROM`] bytes is read a window at a time (`window`).

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::string::FromUtf8Error;

use encoding_rs::UTF_8;

mod blocks;
mod date;
mod decode;
mod error;
mod foreign;
mod html;
mod manuscript;
mod model;
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
    let file = File::open(path).map_err(|cause| read_error(path, cause))?;
    let about = file.metadata().map_err(|cause| read_error(path, cause))?;
    if about.is_dir() {
        return Err(OpenError::Directory { name: name_of(path) });
    }
    if let Some(what) = odd_kind(&about) {
        return Err(OpenError::NotRegular { name: name_of(path), what });
    }
    if about.len() > WINDOW_FROM {
        return window::read_window(file, path, WindowAt::First);
    }
    read_whole(file, Origin::File(path.to_path_buf()))
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
    read_whole(reader, Origin::StandardInput)
}

/// The article that ships inside the program: invented, to try the reader on.
pub fn sample() -> Article {
    from_text(include_str!("../../assets/sample/article.txt").to_owned(), Origin::Sample)
}

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

fn read_whole(reader: impl Read, origin: Origin) -> Result<Manuscript, OpenError> {
    let mut bytes = Vec::new();
    let read = reader.take(WINDOW_FROM + 4).read_to_end(&mut bytes);
    read.map_err(|cause| OpenError::Unreadable { name: name_of_origin(&origin), cause })?;
    if html::is_page(&bytes) {
        return read_page(bytes, origin, None);
    }
    read_plain(bytes, origin, None)
}

/// The text in bytes that are no page. `served` is the label of the encoding that the server gave, where there was one.
fn read_plain(bytes: Vec<u8>, origin: Origin, served: Option<&str>) -> Result<Manuscript, OpenError> {
    let name = || name_of_origin(&origin);
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
    Ok(Manuscript::whole(decoded, origin))
}

/// The article of a web page. `served` is as for a plain text.
fn read_page(bytes: Vec<u8>, origin: Origin, served: Option<&str>) -> Result<Manuscript, OpenError> {
    let Decoded { text, mut warnings } = html::decode(bytes, served);
    match html::read(&text) {
        Some(page) => {
            warnings.extend(page.is_cut.then_some(Warning::PageCut));
            let decoded = Decoded { text: page.text, warnings };
            Ok(Manuscript { page: Some((page.blocks, page.about)), ..Manuscript::whole(decoded, origin) })
        }
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
