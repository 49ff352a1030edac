//! Standard output: a closed pipe is the reader's way of saying that it has enough, and ends quietly.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::fail::Failure;
use super::input::STANDARD_INPUT;
use crate::shelf::{self, Refused};

pub use crate::shelf::There;

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
    shelf::write_whole(path, write).map_err(|cause| failed(&path.display().to_string(), cause))
}

/// What articles are called in one run.
pub struct Stems {
    /// What standard input is called.
    standard_input: &'static str,
    /// Names that were given.
    given: BTreeSet<String>,
}

impl Stems {
    /// None given yet.
    pub const fn new(standard_input: &'static str) -> Stems {
        Stems { standard_input, given: BTreeSet::new() }
    }

    /// The stem of `file`'s name, with a number where an earlier one had the same.
    pub fn free(&mut self, file: &Path) -> String {
        let stem = file.file_stem().map_or_else(|| "article".to_owned(), |stem| stem.to_string_lossy().into_owned());
        let stem = if stem == STANDARD_INPUT { self.standard_input.to_owned() } else { stem };
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let mut stems = std::iter::once(stem.clone()).chain(numbered);
        let free = stems.find(|stem| !self.given.contains(stem)).unwrap_or(stem);
        self.given.insert(free.clone());
        free
    }
}

/// A folder that files are written into, but none of the files that are read.
pub struct Folder<'a> {
    path: &'a Path,
    inputs: &'a [PathBuf],
}

impl<'a> Folder<'a> {
    /// Makes the folder, where it is not there.
    pub fn make(path: &'a Path, inputs: &'a [PathBuf]) -> Result<Folder<'a>, Failure> {
        if path.is_file() {
            return Err(Failure::Usage(format!("{}: is a file; name a folder with --output", path.display())));
        }
        fs::create_dir_all(path).map_err(|cause| failed(&path.display().to_string(), cause))?;
        Ok(Folder { path, inputs })
    }

    /// Fails if one of the files is there already and may not be written over.
    pub fn may_write(&self, names: impl Iterator<Item = String>, there: There) -> Result<(), Failure> {
        names.map(|name| self.path.join(name)).try_for_each(|path| {
            not_an_input(&path, self.inputs)?;
            new_file(&path, there)
        })
    }

    /// The same for one file that says these very bytes.
    pub fn may_write_same(&self, name: &str, bytes: &[u8], there: There) -> Result<(), Failure> {
        let path = self.path.join(name);
        if fs::read(&path).is_ok_and(|read| read == bytes) { Ok(()) } else { new_file(&path, there) }
    }

    /// Writes files in it, each whole or not at all; none of them where one is an input.
    pub fn write(&self, files: &[(String, &[u8])]) -> Result<(), Failure> {
        let mut paths = Vec::with_capacity(files.len());
        for (name, _) in files {
            let path = self.path.join(name);
            not_an_input(&path, self.inputs)?;
            paths.push(path);
        }
        paths.iter().zip(files).try_for_each(|(path, (_, bytes))| to_file(path, |out| out.write_all(bytes)))
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

/// Writes a line for people, to standard error; where nobody reads that, it is lost.
pub fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "isnad: {line}");
}

/// Fails if there is something at `path` that may not be written over.
pub fn new_file(path: &Path, there: There) -> Result<(), Failure> {
    let says = match shelf::may_write(path, there) {
        Err(Refused::NoFile) => "is no file, and is not written over",
        Err(Refused::IsThere) => "is there already; name another place, or write over it with --force",
        Ok(()) => return Ok(()),
    };
    Err(Failure::Usage(format!("{}: {says}", path.display())))
}

fn failed(what: &str, cause: io::Error) -> Failure {
    Failure::Output { what: what.to_owned(), cause }
}
