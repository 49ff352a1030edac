//! Why an article could not be opened: one line each, saying what, where, and what to do next.

use std::io;
use std::path::Path;

use thiserror::Error;

/// Why an article could not be opened. `name` is the path as it may be shown: control characters are escaped.
#[derive(Debug, Error)]
pub enum OpenError {
    /// No file of that name.
    #[error("{name}: no such file; check the path, or give - to read standard input")]
    Missing {
        /// The path.
        name: String,
    },
    /// It is there and may not, or cannot, be read.
    #[error("{name}: cannot be read ({cause}); check its permissions, or copy it to a place of your own")]
    Unreadable {
        /// The path, or "standard input".
        name: String,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// A folder was named.
    #[error("{name}: is a directory; name an article inside it")]
    Directory {
        /// The path.
        name: String,
    },
    /// A device or a socket was named.
    #[error("{name}: is a {what}, not a file; to read from a program, pipe it in and give - as the path")]
    NotRegular {
        /// The path.
        name: String,
        /// What it is.
        what: &'static str,
    },
    /// Not one visible character.
    #[error("{name}: holds no text; check that it was saved or downloaded whole")]
    Empty {
        /// The path, or "standard input".
        name: String,
    },
    /// A web page in which no article can be told from the rest.
    #[error(
        "{name}: no article is in this page; it may be empty, behind a paywall, or filled by scripts: open it in a browser \
         and save it from there, or copy its text into a file"
    )]
    NoArticle {
        /// The path, the address, or "standard input".
        name: String,
    },
    /// A book that is locked to a shop's or a library's own reader.
    #[error(
        "{name}: this book is locked (DRM): only the reader of the shop that sold it opens it; a copy without a lock is needed"
    )]
    Locked {
        /// The path, or "standard input".
        name: String,
    },
    /// A book whose archive or package cannot be read.
    #[error("{name}: this book is damaged, or no EPUB; fetch it anew, or check it with epubcheck")]
    DamagedBook {
        /// The path, or "standard input".
        name: String,
    },
    /// A book that holds no text.
    #[error("{name}: this book holds pictures only and no text; its text has to be recognised first (OCR, tesseract)")]
    Pictures {
        /// The path, or "standard input".
        name: String,
    },
    /// A book that is too large to be read from a pipe.
    #[error("{name}: this book is too large for a pipe; save it to a file and open that")]
    LargeBook {
        /// The path, or "standard input".
        name: String,
    },
    /// It holds something else than text.
    #[error("{name}: is {what}, not plain text; save the article as text (UTF-8) and open that")]
    Binary {
        /// The path, or "standard input".
        name: String,
        /// What it is, with its article: "a PDF document".
        what: &'static str,
    },
}

/// What standard input is called in messages.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// A path as it may be shown on a terminal: control characters of a file name are escaped.
pub fn name_of(path: &Path) -> String {
    let mut out = String::new();
    for c in path.to_string_lossy().chars() {
        match c {
            c if c.is_control() || is_bidi_control(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

/// The characters that open or close an embedding, override or isolate (UAX #9, 2.1 to 2.5).
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_drive_the_terminal() {
        assert_eq!(name_of(Path::new("a\u{1b}[2Jb")), "a\\u{1b}[2Jb");
        assert_eq!(name_of(Path::new("مقال.txt")), "مقال.txt");
    }
}
