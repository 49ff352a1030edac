//! How a command can fail: one line on standard error, and an exit code.

use crate::article::OpenError;
use crate::fetch::FetchError;
use crate::store::StoreError;
use crate::tui::NoTerminal;

/// A failure, by its exit code.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was asked for is not there.
    #[error("{0}")]
    NotFound(String),
    /// Wrong arguments or configuration.
    #[error("{0}")]
    Usage(String),
    /// No input could be read.
    #[error(transparent)]
    Input(#[from] OpenError),
    /// Nothing was fetched from the web.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// What another program wrote cannot be read.
    #[error("{name}: {says}")]
    Foreign {
        /// The path, or "standard input".
        name: String,
        /// What is wrong.
        says: String,
    },
    /// An input holds more than one article's worth of text.
    #[error("{name}: is larger than {limit} MiB, too large for one article; split it into its articles")]
    TooLarge {
        /// The path, or "standard input".
        name: String,
        /// The most that an article may hold.
        limit: u64,
    },
    /// An input was written up to the limit.
    #[error("{name}: only its first {limit} MiB were written; give it as a file to have all of it")]
    Cut {
        /// The path, or "standard input".
        name: String,
        /// How much was written.
        limit: u64,
    },
    /// What was looked for was not found, or what was checked is not right: each was told already.
    #[error("{0}")]
    Found(String),
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
    /// The program itself failed over an input.
    #[error("{name}: the program failed over this text; please report it, with the text if you may")]
    Broken {
        /// The path, or "standard input".
        name: String,
    },
    /// The user stopped the program.
    #[error("interrupted")]
    Interrupted,
    /// There is no terminal to read in.
    #[error(transparent)]
    Terminal(#[from] NoTerminal),
    /// The library cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The library is not as it should be: each flaw was told already.
    #[error("the library has {0} flaws")]
    Flawed(usize),
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
            Failure::NotFound(_) | Failure::Found(_) => 1,
            Failure::Usage(_) | Failure::Terminal(_) => 2,
            Failure::Input(_)
            | Failure::Fetch(_)
            | Failure::Foreign { .. }
            | Failure::TooLarge { .. }
            | Failure::Broken { .. }
            | Failure::NoInput => 3,
            Failure::Some { .. } | Failure::Cut { .. } | Failure::Output { .. } => 4,
            Failure::Store(_) | Failure::Flawed(_) => 5,
            Failure::Interrupted => 130,
        }
    }
}
