//! What can go wrong with a library, said in one line: what, where, and what to do next.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

/// Why the library could not be opened, read or written. Nothing in it was changed.
#[derive(Debug, thiserror::Error)]
#[error("{}: {trouble}", .path.display())]
pub struct StoreError {
    path: PathBuf,
    trouble: Trouble,
}

/// The kinds of trouble.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Trouble {
    /// Another program holds it.
    #[error("the library is locked by another program; close it there, or wait and try again")]
    Locked,
    /// It is not a library, or part of it was lost.
    #[error("the library is damaged ({0}); it was left as it is: restore a backup, or move it away to begin a new one")]
    Damaged(String),
    /// A newer isnad has written it.
    #[error(
        "the library has schema {found} and this isnad knows schemas up to {known}; it was left as it is: use a newer isnad"
    )]
    Newer {
        /// The schema of the library.
        found: u32,
        /// The newest schema that this program knows.
        known: u32,
    },
    /// It may not be written here.
    #[error(
        "the library cannot be written here ({0}); give the folder write permission, or choose another with --library DIR"
    )]
    Forbidden(String),
    /// It may not be read.
    #[error(
        "the library cannot be read here ({0}); give yourself permission to read it, or choose another with --library DIR"
    )]
    Unreadable(String),
    /// It may not be written here, and another program left a log beside it that only who may write can read.
    #[error(
        "the library was not closed and cannot be written here ({0}); give the folder write permission once, so that nothing is missed"
    )]
    Unclosed(String),
    /// There is no room.
    #[error("no space is left for the library; what was saved before is safe: free some space and try again")]
    DiskFull,
    /// Anything else that the system or SQLite reports.
    #[error("the library cannot be used ({0}); choose another folder with --library DIR")]
    Other(String),
}

impl StoreError {
    pub(super) fn new(path: &Path, trouble: Trouble) -> StoreError {
        StoreError { path: path.to_owned(), trouble }
    }

    /// What kind of trouble it is.
    pub fn trouble(&self) -> &Trouble {
        &self.trouble
    }

    /// The file or folder it is about.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the library itself is at fault (locked, damaged or newer), which has an exit code of its own.
    pub fn is_of_library(&self) -> bool {
        matches!(self.trouble, Trouble::Locked | Trouble::Damaged(_) | Trouble::Newer { .. })
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        use rusqlite::Error::{
            FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, SqlInputError, SqliteFailure,
        };
        let says = match &error {
            // SQLite's own words; rusqlite's may repeat the path.
            SqliteFailure(code, _) => ffi::code_to_str(code.extended_code).to_owned(),
            // Not the query, which takes many lines.
            SqlInputError { msg, .. } => msg.clone(),
            other => other.to_string(),
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Locked,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Trouble::Damaged(says),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Trouble::Forbidden(says),
            Some(ErrorCode::DiskFull) => Trouble::DiskFull,
            // A value that this program never writes.
            None if matches!(
                error,
                InvalidColumnType(..) | FromSqlConversionFailure(..) | IntegralValueOutOfRange(..)
            ) =>
            {
                Trouble::Damaged(says)
            }
            _ => Trouble::Other(says),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Trouble {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Trouble::Forbidden(error.to_string())
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Trouble::DiskFull,
            _ => Trouble::Other(error.to_string()),
        }
    }
}
