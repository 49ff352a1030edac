//! Configuration that is not understood: where, and what would be.

use std::fmt;
use std::path::{Path, PathBuf};

/// Something in the configuration that is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {says}")]
pub struct ConfigError {
    place: Place,
    says: String,
}

/// Where a configuration error is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file.
    File {
        /// Which.
        path: PathBuf,
        /// The line, from 1, where it is about one.
        line: Option<usize>,
    },
    /// In an environment variable.
    Variable(String),
}

impl ConfigError {
    pub(super) fn in_file(path: &Path, line: Option<usize>, says: impl Into<String>) -> ConfigError {
        ConfigError { place: Place::File { path: path.to_owned(), line }, says: says.into().replace('\n', "; ") }
    }

    pub(super) fn in_variable(name: &str, says: impl fmt::Display) -> ConfigError {
        ConfigError { place: Place::Variable(name.to_owned()), says: says.to_string() }
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::File { path, line: Some(line) } => write!(f, "{}:{line}", path.display()),
            Place::File { path, line: None } => write!(f, "{}", path.display()),
            Place::Variable(name) => write!(f, "the environment variable {name}"),
        }
    }
}

/// The line, from 1, that holds the byte `at`.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}
