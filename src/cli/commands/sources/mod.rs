//! `isnad sources`: who the sources of the library are, and what the user says of them.

mod change;
mod list;
mod show;
mod who;

use jiff::Timestamp;

use crate::cli::args::Sources;
use crate::cli::fail::Failure;
use crate::cli::named::library;
use crate::cli::output::tell;
use crate::config::Settings;
use crate::store::SourceRow;

/// How many sources are offered where several are meant.
const OFFERED: usize = 12;

/// Does one thing with sources.
pub fn run(sources: &Sources, settings: &Settings) -> Result<(), Failure> {
    let mut store = library(settings)?;
    let now = Timestamp::now();
    match sources {
        Sources::List(list) => list::run(list, &store),
        Sources::Show(show) => show::run(show, &store, settings.words()),
        Sources::Alias(_)
        | Sources::Rename { .. }
        | Sources::Merge { .. }
        | Sources::Split(_)
        | Sources::Apart { .. }
        | Sources::Undo
        | Sources::Redo => who::run(sources, &mut store, now),
        facts => change::run(facts, &mut store, now),
    }
}

/// The source that was named.
///
/// # Errors
/// Where there is none, or several are meant: these are listed, and none is guessed.
fn one(store: &crate::store::Store, typed: &str) -> Result<SourceRow, Failure> {
    let mut meant = store.sources_meant(typed, OFFERED + 1)?;
    match meant.len() {
        0 => Err(Failure::NotFound("no source is called so; isnad sources list shows all".to_owned())),
        1 => Ok(meant.remove(0)),
        found => {
            for row in meant.iter().take(OFFERED) {
                tell(&format!("{}  {} {}  ({})", row.uid, plain(&row.name), plain(&row.role), row.claims));
            }
            let more = if found > OFFERED { ", and there are more" } else { "" };
            Err(Failure::Usage(format!("several sources are meant{more}; give the uid of one, or a fuller name")))
        }
    }
}

/// A name or a text with something in it, on one line.
fn full(typed: &str) -> Result<String, Failure> {
    let words = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { Err(Failure::Usage("a name is needed".to_owned())) } else { Ok(words) }
}

/// Words on one line, without anything that a terminal would obey.
fn plain(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().filter(|c| !c.is_control()).collect()
}
