//! Standard output: a closed pipe is the reader's way of saying that it has enough, and ends quietly.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::fail::Failure;

/// Runs `write` on standard output.
pub fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    match written {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => Err(failed("standard output", cause)),
        _ => Ok(()),
    }
}

/// Runs `write` on a file beside `path`, which then takes its place: the file is written whole or not at all.
pub fn to_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let beside = beside(path);
    let written = File::create(&beside).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&beside, path)
    });
    written.map_err(|cause| {
        let _ = fs::remove_file(&beside);
        failed(&path.display().to_string(), cause)
    })
}

/// A folder that files are written into.
pub struct Folder {
    path: PathBuf,
    /// Names that were given, without their extensions.
    given: BTreeSet<String>,
}

impl Folder {
    /// Makes the folder, where it is not there.
    pub fn make(path: &Path) -> Result<Folder, Failure> {
        fs::create_dir_all(path).map_err(|cause| failed(&path.display().to_string(), cause))?;
        Ok(Folder { path: path.to_owned(), given: BTreeSet::new() })
    }

    /// The stem of `file`'s name, with a number where an earlier one had the same.
    pub fn free_stem(&mut self, file: &Path) -> String {
        let stem = file.file_stem().map_or_else(|| "article".to_owned(), |stem| stem.to_string_lossy().into_owned());
        let stem = if stem == "-" { "stdin".to_owned() } else { stem };
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let mut stems = std::iter::once(stem.clone()).chain(numbered);
        let free = stems.find(|stem| !self.given.contains(stem)).unwrap_or(stem);
        self.given.insert(free.clone());
        free
    }

    /// Writes a file in it, whole or not at all.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        to_file(&self.path.join(name), |out| out.write_all(bytes))
    }

    /// That something failed on the way.
    pub fn failed(&self, cause: io::Error) -> Failure {
        failed(&self.path.display().to_string(), cause)
    }
}

/// Fails if `path` is one of the files that are read: writing would destroy what was given.
pub fn not_an_input(path: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    let Ok(place) = path.canonicalize() else { return Ok(()) };
    match inputs.iter().find(|input| input.canonicalize().is_ok_and(|input| input == place)) {
        None => Ok(()),
        Some(_) => Err(Failure::Usage(format!(
            "{}: is one of the inputs, and would be written over; name another place with --output",
            path.display()
        ))),
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

fn failed(what: &str, cause: io::Error) -> Failure {
    Failure::Output { what: what.to_owned(), cause }
}
