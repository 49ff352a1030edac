//! Files that are written whole or not at all, and not over what is there already.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What becomes of a file that stands where one is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// It stays: it may be somebody's work.
    Stays,
    /// It is written over.
    Goes,
}

/// Why a file may not be written, in words that follow its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Something is there that is no file: that is never written over.
    NoFile,
    /// A file is there.
    IsThere,
}

/// Whether a file may be written at `path`.
///
/// # Errors
/// Why not.
pub fn may_write(path: &Path, there: There) -> Result<(), Refused> {
    let Ok(about) = fs::symlink_metadata(path) else { return Ok(()) };
    match there {
        _ if !(about.is_file() || about.is_symlink()) => Err(Refused::NoFile),
        There::Stays => Err(Refused::IsThere),
        There::Goes => Ok(()),
    }
}

/// Runs `write` on a file beside `path`, which then takes its place: the file is written whole or not at all.
///
/// # Errors
/// Where it cannot be written, or `write` fails.
pub fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let beside = beside(path);
    let written = File::create(&beside).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&beside, path)
    });
    written.inspect_err(|_| drop(fs::remove_file(&beside)))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}
