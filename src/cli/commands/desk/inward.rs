//! A folder into the library. What is in it was written by anybody: links are not followed, no name in a file becomes a
//! path, a text is taken only under its own hash, and a line only where it is JSON about one of the article's texts.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{ABOUT, ANNOTATIONS, ARTICLES, MARK, SOURCES, is_real_folder, text_name};
use crate::claims::{self, Corrected, Found};
use crate::cli::fail::Failure;
use crate::cli::output::to_stdout;
use crate::config::Settings;
use crate::shelf::corrected;
use crate::store::{DeskDocument, DeskMode, DeskReport, Store};

/// The most bytes of one file.
const MOST: u64 = 64 << 20;

/// Takes the folder in, finds the claims of new texts, and tells what both had in two ways.
pub fn run(dir: &Path, mode: DeskMode, settings: &Settings) -> Result<(), Failure> {
    let Some(folder) = settings.library.as_deref() else {
        return Err(Failure::Usage("there is no home folder; name a library with --library".to_owned()));
    };
    let form = read(&dir.join(MARK.0)).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
    if form.is_none_or(|form| form["isnad-desk"] != 1) {
        let says = format!("{}: is no folder that this isnad desk out wrote", dir.display());
        return Err(Failure::Usage(says));
    }
    let mut refused = Vec::new();
    let sources = lines(&dir.join(SOURCES), &mut refused, |line| line["kind"] == "source" && line["uid"].is_string());
    let places = places(&dir.join(ARTICLES), &mut refused);
    let mut store = Store::open(folder)?;
    let documents = places.iter().filter_map(|place| match document(place, &mut refused) {
        Ok(document) => Some(document),
        Err(says) => {
            refused.push(format!("{}: {says}", place.display()));
            None
        }
    });
    let documents: Vec<DeskDocument> = documents.collect();
    let mut report = store.take_in_desk(&sources, documents, mode)?;
    if mode == DeskMode::Real {
        find_claims(&mut store, &report, settings)?;
    }
    refused.append(&mut report.refused);
    tell(&report, &refused)
}

/// What is said of an article: read to see that everything is of its kind.
#[derive(Deserialize)]
#[allow(dead_code, reason = "the fields are there to be checked")]
struct About {
    title: String,
    outlet: String,
    byline: String,
    url: String,
    language: String,
    published: String,
    day: String,
    added: i64,
    latest: String,
    versions: Vec<Version>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "the fields are there to be checked")]
struct Version {
    hash: String,
    title: String,
    added: i64,
    window: Option<[i64; 3]>,
    blocks: String,
}

/// The folders of articles, by name.
fn places(articles: &Path, refused: &mut Vec<String>) -> Vec<PathBuf> {
    let entries = fs::read_dir(articles).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    let mut places: Vec<PathBuf> = if is_real_folder(articles) { entries.unwrap_or_default() } else { Vec::new() };
    places.sort();
    places.retain(|place| {
        let is_folder = is_real_folder(place);
        if !is_folder {
            refused.push(format!("{}: is no folder", place.display()));
        }
        is_folder
    });
    places
}

fn document(place: &Path, refused: &mut Vec<String>) -> Result<DeskDocument, String> {
    let about = read(&place.join(ABOUT)).map_err(|cause| format!("{ABOUT}: {cause}"))?;
    let known: About = serde_json::from_str(&about).map_err(|cause| format!("{ABOUT}: {cause}"))?;
    if known.day.parse::<jiff::civil::Date>().is_err() {
        return Err(format!("{ABOUT}: its day is none"));
    }
    let is_hash = |hash: &str| hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let hashes: Vec<&str> = known.versions.iter().map(|version| version.hash.as_str()).collect();
    if !hashes.iter().all(|hash| is_hash(hash)) || !hashes.contains(&known.latest.as_str()) {
        return Err(format!("{ABOUT}: names no hashes of its texts"));
    }
    let mut texts = Vec::new();
    for version in known.versions.iter().filter(|version| version.window.is_none()) {
        let name = text_name(&version.hash);
        let text = read(&place.join(&name)).map_err(|cause| format!("{name}: {cause}"))?;
        let hash: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        if hash != version.hash {
            return Err(format!(
                "{name}: is not the text that {ABOUT} names; a changed text is added with isnad library add"
            ));
        }
        texts.push((hash, text));
    }
    let fits = |line: &Value| match line["kind"].as_str() {
        Some("contradiction") => true,
        Some(_) => line["article"].as_str().is_some_and(|hash| hashes.contains(&hash)),
        None => false,
    };
    let said = lines(&place.join(ANNOTATIONS), refused, fits);
    Ok(DeskDocument { about, texts, lines: said })
}

/// The lines of a file that are what they should be; the others are told.
fn lines(path: &Path, refused: &mut Vec<String>, fits: impl Fn(&Value) -> bool) -> Vec<String> {
    let text = match read(path) {
        Ok(text) => text,
        Err(cause) => {
            refused.push(format!("{}: {cause}", path.display()));
            return Vec::new();
        }
    };
    let mut kept = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Value>(line) {
            Ok(value) if value.is_object() && fits(&value) => kept.push(line.to_owned()),
            _ => refused.push(format!("{}:{}: is no annotation of this article", path.display(), at + 1)),
        }
    }
    kept
}

/// A regular file of a sensible size, as text.
fn read(path: &Path) -> io::Result<String> {
    let about = fs::symlink_metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::other("is no regular file"));
    }
    if about.len() > MOST {
        return Err(io::Error::other("is too large"));
    }
    fs::read_to_string(path)
}

/// Keeps what is found in the texts that came in, as it was put right.
fn find_claims(store: &mut Store, report: &DeskReport, settings: &Settings) -> Result<(), Failure> {
    for &key in &report.texts {
        let Some(article) = store.article(key)? else { continue };
        let extraction = claims::extract_with(&article, settings.overlay);
        let Corrected { extraction, uids, .. } = corrected(&article, extraction, store)?;
        store.save_found(key, Found { article: &article, extraction: &extraction, uids: &uids }, Timestamp::now())?;
    }
    Ok(())
}

fn tell(report: &DeskReport, refused: &[String]) -> Result<(), Failure> {
    to_stdout(|out| report.conflicts.iter().try_for_each(|conflict| writeln!(out, "{conflict}")))?;
    let mut errors = io::stderr();
    for line in refused {
        let _ = writeln!(errors, "isnad: refused: {line}");
    }
    let DeskReport { texts, new, known, conflicts, .. } = report;
    let _ = writeln!(
        errors,
        "isnad: {} new texts, {new} new annotations, {known} known, {} in two ways",
        texts.len(),
        conflicts.len()
    );
    match refused.len() {
        0 => Ok(()),
        failed => Err(Failure::Some { failed, all: failed + new + known + conflicts.len() }),
    }
}
