//! `isnad desk`: the library as a folder of text, out and in again.
//!
//! `isnad-desk.json` marks the folder; `sources.jsonl` has a line for each source; `articles/DAY-TITLE-HASH/` has what is
//! said of an article beside its texts (`about.json`), each text by the beginning of its hash, and a line for each
//! annotation (`annotations.jsonl`). Nothing in a file names another file.

mod inward;
mod outward;

use std::path::Path;

use crate::cli::args::DeskWay;
use crate::cli::fail::Failure;
use crate::config::Settings;
use crate::store::{Contacts, DeskMode};

/// Marks the folder, and says in which form it is.
const MARK: (&str, &str) = ("isnad-desk.json", "{\"isnad-desk\": 1}\n");
/// Folders and files in it.
const ARTICLES: &str = "articles";
const SOURCES: &str = "sources.jsonl";
const ABOUT: &str = "about.json";
const ANNOTATIONS: &str = "annotations.jsonl";
/// How much of a hash names a text.
const DIGITS: usize = 16;

/// Goes one way.
pub fn run(way: &DeskWay, settings: &Settings) -> Result<(), Failure> {
    match way {
        DeskWay::Out { dir, contacts } => {
            outward::run(dir, if *contacts { Contacts::Kept } else { Contacts::LeftOut }, settings)
        }
        DeskWay::In { dir, dry_run } => {
            inward::run(dir, if *dry_run { DeskMode::Dry } else { DeskMode::Real }, settings)
        }
    }
}

/// The name of a text's file.
fn text_name(hash: &str) -> String {
    format!("{}.txt", hash.get(..DIGITS).unwrap_or(hash))
}

/// Whether something is there, and no link.
fn is_real_folder(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|about| about.is_dir())
}
