//! The library into a folder. A file that is there already, just so, is left alone, so that a second run changes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde_json::Value;

use super::{ABOUT, ANNOTATIONS, ARTICLES, MARK, SOURCES, is_real_folder, text_name};
use crate::cli::fail::Failure;
use crate::cli::named::library;
use crate::cli::output::tell;
use crate::config::Settings;
use crate::export::escaped;
use crate::store::{Contacts, DeskDocument, DocumentQuery, Start, Store};

/// The most letters of a title in a folder's name.
const LETTERS: usize = 32;
/// How many articles are asked for at once.
const PAGE: usize = 500;

/// Writes everything, and takes away the folders of articles that are not in the library any more.
pub fn run(dir: &Path, contacts: Contacts, settings: &Settings) -> Result<(), Failure> {
    let store = library(settings)?;
    let failed = |cause: io::Error| Failure::Output { what: dir.display().to_string(), cause };
    may_be_written(dir)?;
    let articles = dir.join(ARTICLES);
    folder(&articles).map_err(failed)?;
    put(&dir.join(MARK.0), MARK.1.as_bytes()).map_err(failed)?;
    put(&dir.join(SOURCES), &joined(&store.desk_sources(contacts)?)).map_err(failed)?;
    let mut written = BTreeSet::new();
    for_each(&store, |document, day, title| {
        let name = name_of(&document, day, title);
        let place = articles.join(&name);
        write(&place, &document).map_err(failed)?;
        written.insert(name);
        Ok(())
    })?;
    clear(&articles, |name| !written.contains(name)).map_err(failed)?;
    tell(&format!("{} articles written to {}", written.len(), dir.display()));
    Ok(())
}

/// Refuses a folder in which other things are, which would be mixed with the library's.
fn may_be_written(dir: &Path) -> Result<(), Failure> {
    let usage = |says: &str| Err(Failure::Usage(format!("{}: {says}", dir.display())));
    let Ok(about) = fs::symlink_metadata(dir) else { return Ok(()) };
    if !about.is_dir() {
        return usage("is no folder; name a folder");
    }
    if dir.join(MARK.0).is_file() {
        return Ok(());
    }
    let entries = fs::read_dir(dir).map_err(|cause| Failure::Output { what: dir.display().to_string(), cause })?;
    let is_visible = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
    };
    if entries.into_iter().any(is_visible) {
        return usage("holds other things; name an empty folder, or one that isnad desk out wrote");
    }
    Ok(())
}

/// Hands every document on, in the order in which they came.
fn for_each(
    store: &Store,
    mut take: impl FnMut(DeskDocument, &str, &str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut query = DocumentQuery { limit: PAGE, ..DocumentQuery::default() };
    loop {
        let rows = store.documents(&query)?;
        let Some(last) = rows.last() else { return Ok(()) };
        query.start = Start::After(last.mark(query.sort));
        for row in &rows {
            take(store.desk_document(row.key)?, &row.day, &row.title)?;
        }
    }
}

/// Day, title and hash: letters and digits of any script, which every file system takes, and no more.
fn name_of(document: &DeskDocument, day: &str, title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars() {
        match c {
            // Vowel marks and what only stretches or joins letters.
            '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{200b}'..='\u{200f}' => {}
            c if c.is_alphanumeric() => slug.push(c),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
        if slug.chars().count() >= LETTERS {
            break;
        }
    }
    let about: Value = serde_json::from_str(&document.about).unwrap_or_default();
    let hash = about["versions"][0]["hash"].as_str().and_then(|hash| hash.get(..8)).unwrap_or_default();
    let day: String = day.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    [day.as_str(), slug.trim_matches('-'), hash]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

fn write(place: &Path, document: &DeskDocument) -> io::Result<()> {
    folder(place)?;
    let about: Value = serde_json::from_str(&document.about)?;
    let mut about = serde_json::to_vec_pretty(&about)?;
    about.push(b'\n');
    put(&place.join(ABOUT), &plain(&about))?;
    let mut kept: BTreeSet<String> = [ABOUT, ANNOTATIONS].map(str::to_owned).into();
    for (hash, text) in &document.texts {
        let name = text_name(hash);
        put(&place.join(&name), text.as_bytes())?;
        kept.insert(name);
    }
    put(&place.join(ANNOTATIONS), &joined(&document.lines))?;
    clear(place, |name| name.ends_with(".txt") && !kept.contains(name))
}

/// Lines with nothing in them that a terminal or an editor would act on.
fn joined(lines: &[String]) -> Vec<u8> {
    let all: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    plain(all.as_bytes())
}

/// JSON in which what turns the direction of a line is written as its number: a reviewer sees what is there.
fn plain(json: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(json);
    let turns =
        |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if turns(c) { out.push_str(&format!("\\u{:04x}", u32::from(c))) } else { out.push(c) }
    }
    escaped(out.as_bytes()).to_vec()
}

/// Takes away what an earlier run wrote and this one did not: files, and folders of articles.
fn clear(folder: &Path, is_old: impl Fn(&str) -> bool) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_old(&name) {
            continue;
        }
        if is_real_folder(&entry.path()) {
            if entry.path().join(ABOUT).is_file() {
                fs::remove_dir_all(entry.path())?;
            }
        } else if name.ends_with(".txt") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Makes a folder that only its owner reads; a link in its place is not followed.
fn folder(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_dir() => Ok(()),
        Ok(_) => Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is no folder", path.display()))),
        Err(_) => {
            let mut builder = fs::DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(path)
        }
    }
}

/// Writes a file that only its owner reads, whole or not at all.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let is_file = fs::symlink_metadata(path).is_ok_and(|about| about.is_file());
    if is_file && fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&part).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written
}
