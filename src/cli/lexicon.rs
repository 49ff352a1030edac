//! The user's own lexicon files: read, and their complaints worded.

use std::fs;
use std::path::{Path, PathBuf};

use super::fail::Failure;
use crate::claims::{Complaint, Overlay, categories};
use crate::config::Settings;
use crate::words::Words;

/// The words of the lexicon files that the settings name; none without files. A line that has no meaning is a mistake in
/// the configuration, one that only has no effect is none.
pub fn overlay(settings: &Settings) -> Result<Option<Overlay>, Failure> {
    if settings.lexicon.is_empty() {
        return Ok(None);
    }
    let texts = settings.lexicon.iter().map(|path| text(path)).collect::<Result<Vec<String>, Failure>>()?;
    let (overlay, complaints) = read(&texts);
    match complaints.iter().find(|one| one.problem.is_error()) {
        Some(one) => Err(Failure::Usage(line(&settings.lexicon, one, settings.words()))),
        None => Ok(Some(overlay)),
    }
}

/// Reads texts of lexicon files.
pub fn read(texts: &[String]) -> (Overlay, Vec<Complaint>) {
    Overlay::read(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The text of a lexicon file.
pub fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|cause| {
        Failure::Usage(format!("{}: cannot be read as a lexicon: {cause}; it is UTF-8 text", path.display()))
    })
}

/// A complaint in a line: where, what, and what to do.
pub fn line(files: &[PathBuf], one: &Complaint, words: Words) -> String {
    let file = files.get(one.file).map(|file| file.display().to_string()).unwrap_or_default();
    let says = words.fill(&format!("lexicon.{}", one.problem.name()), &[&one.about]);
    let known = match one.problem.name() {
        "category" => format!(" {}", nearest(&one.about)),
        _ => String::new(),
    };
    format!("{file}:{}: {says}{known}", one.line)
}

/// The categories, those that share most of their letters with what was written first.
fn nearest(written: &str) -> String {
    let pairs = |name: &str| name.as_bytes().windows(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let wanted = pairs(written);
    let mut names: Vec<&str> = categories().to_vec();
    names.sort_by_key(|name| std::cmp::Reverse(pairs(name).iter().filter(|pair| wanted.contains(pair)).count()));
    names.into_iter().take(6).collect::<Vec<_>>().join(", ")
}
