//! The articles that a command was given.

use std::io;
use std::path::Path;

use super::fail::Failure;
use crate::article::{self, Article, Manuscript, OpenError, WINDOW_FROM, Warning};

/// The word for standard input.
pub const STANDARD_INPUT: &str = "-";

/// Opens a file, or standard input for `-`.
pub fn open(path: &Path) -> Result<Article, OpenError> {
    if path.as_os_str() == STANDARD_INPUT { article::read(io::stdin().lock()) } else { article::open(path) }
}

/// Opens the text in a file, or of standard input for `-`.
pub fn open_text(path: &Path) -> Result<Manuscript, OpenError> {
    if path.as_os_str() == STANDARD_INPUT { article::read_text(io::stdin().lock()) } else { article::open_text(path) }
}

/// Opens the source in a file, or of standard input for `-`, with whatever marks it has.
pub fn open_source(path: &Path) -> Result<Manuscript, OpenError> {
    if path.as_os_str() == STANDARD_INPUT {
        article::read_source_text(io::stdin().lock())
    } else {
        article::open_source(path)
    }
}

/// Opens a file, or standard input for `-`, all of which can be held as one article.
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
