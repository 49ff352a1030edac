//! How a command can fail: one line on standard error, and an exit code.

use crate::article::OpenError;
use crate::store::StoreError;
use crate::tui::NoTerminal;

/// A failure, by its exit code.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Wrong arguments or configuration.
    #[error("{0}")]
    Usage(String),
    /// No input could be read.
    #[error(transparent)]
    Input(#[from] OpenError),
    /// No input could be read: each was told already.
    #[error("none of the inputs could be read")]
    NoInput,
    /// Some inputs failed: each was told already.
    #[error("{failed} of {all} inputs could not be read; the others were written")]
    Some {
        /// How many failed.
        failed: usize,
        /// How many there were.
        all: usize,
    },
    /// There is no terminal to read in.
    #[error(transparent)]
    Terminal(#[from] NoTerminal),
    /// The library cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Writing failed.
    #[error("cannot write {what}: {cause}; check the disk and the rights of its folder")]
    Output {
        /// What was written.
        what: String,
        /// Why it failed.
        cause: std::io::Error,
    },
}

impl Failure {
    /// The exit code.
    pub const fn code(&self) -> u8 {
        match self {
            Failure::Usage(_) | Failure::Terminal(_) => 2,
            Failure::Input(_) | Failure::NoInput => 3,
            Failure::Some { .. } | Failure::Output { .. } => 4,
            Failure::Store(_) => 5,
        }
    }
}
