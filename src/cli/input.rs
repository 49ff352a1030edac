//! The articles that a command was given.

use std::io;
use std::path::Path;

use crate::article::{self, Article, OpenError};

/// The word for standard input.
pub const STANDARD_INPUT: &str = "-";

/// Opens a file, or standard input for `-`.
pub fn open(path: &Path) -> Result<Article, OpenError> {
    if path.as_os_str() == STANDARD_INPUT { article::read(io::stdin().lock()) } else { article::open(path) }
}
