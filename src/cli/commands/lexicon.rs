//! `isnad lexicon check`: what is wrong in a user's own lexicon, line by line.

use std::path::PathBuf;

use crate::cli::fail::Failure;
use crate::cli::lexicon::{line, read, text};
use crate::cli::output::to_stdout;
use crate::config::Settings;

/// Writes what is wrong in `files`, or how many words they change; fails where something is wrong.
pub fn check(files: &[PathBuf], settings: &Settings) -> Result<(), Failure> {
    let words = settings.words();
    let texts = files.iter().map(|path| text(path)).collect::<Result<Vec<String>, Failure>>()?;
    let (overlay, complaints) = read(&texts);
    if complaints.is_empty() {
        return to_stdout(|out| writeln!(out, "{}", words.count("lexicon-words", overlay.len())));
    }
    to_stdout(|out| complaints.iter().try_for_each(|one| writeln!(out, "{}", line(files, one, words))))?;
    Err(Failure::Found(words.count("lexicon-problems", complaints.len())))
}
