//! Standard output: a closed pipe is the reader's way of saying that it has enough, and ends quietly.

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
