//! `isnad library path|remove|stats|verify|backup|gc`.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use serde_json::json;

use crate::cli::fail::Failure;
use crate::cli::named::{library, named};
use crate::cli::output::{tell, to_stdout};
use crate::config::Settings;
use crate::store::{DocumentKey, FILE_NAME, Store};

/// Writes where the library is, or would be.
pub fn path(settings: &Settings) -> Result<(), Failure> {
    let Some(folder) = settings.library.as_deref() else {
        return Err(Failure::Usage("there is no home folder; name a library with --library".to_owned()));
    };
    to_stdout(|out| writeln!(out, "{}", folder.join(FILE_NAME).display()))
}

/// Removes articles, once the user has said that this is meant.
pub fn remove(ids: &[String], yes: bool, settings: &Settings) -> Result<(), Failure> {
    let mut store = library(settings)?;
    let mut keys: Vec<DocumentKey> = Vec::new();
    for id in ids {
        let key = named(&store, id)?.document.key;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if !yes && !agreed(&keys)? {
        return Err(Failure::Found("nothing was removed".to_owned()));
    }
    let removed = store.remove_documents(&keys)?;
    tell(&format!("removed for good: {removed}"));
    Ok(())
}

fn agreed(keys: &[DocumentKey]) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Failure::Usage("nobody can be asked here: say --yes".to_owned()));
    }
    let numbers: Vec<String> = keys.iter().map(|key| key.number().to_string()).collect();
    let question = format!("isnad: remove {} with all notes and corrections, for good? [y/ن] ", numbers.join(", "));
    let _ = write!(io::stderr(), "{question}").and_then(|()| io::stderr().flush());
    let mut answer = String::new();
    let heard = io::stdin().lock().read_line(&mut answer);
    Ok(heard.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes" | "ن" | "نعم"))
}

/// Counts.
pub fn stats(as_json: bool, settings: &Settings) -> Result<(), Failure> {
    let store = library(settings)?;
    let (totals, size, outlets) = (store.totals()?, store.size()?, store.outlets()?.len());
    let (originals, feeds) = (store.originals()?, store.feeds()?.len());
    if as_json {
        let object = json!({
            "articles": totals.documents, "unread": totals.unread, "claims": totals.claims,
            "unchecked": totals.unchecked, "sources": totals.sources, "outlets": outlets, "feeds": feeds,
            "originals": originals.count, "original_bytes": originals.bytes, "bytes": size,
        });
        return to_stdout(|out| writeln!(out, "{object:#}"));
    }
    let words = settings.words();
    let lines = [
        ("articles", totals.documents),
        ("unread", totals.unread),
        ("claims", totals.claims),
        ("unchecked", totals.unchecked),
        ("sources", totals.sources),
        ("outlets", outlets),
        ("feeds", feeds),
        ("originals", originals.count),
        ("original-bytes", originals.bytes),
        ("bytes", usize::try_from(size).unwrap_or(usize::MAX)),
    ];
    to_stdout(|out| lines.iter().try_for_each(|(key, n)| writeln!(out, "{}\t{n}", words.say(&format!("stats.{key}")))))
}

/// Checks everything, and says what is wrong and what to do.
pub fn verify(settings: &Settings) -> Result<(), Failure> {
    let store = library(settings)?;
    let flaws = store.verify()?;
    if flaws.is_empty() {
        tell("the library is whole");
        return Ok(());
    }
    to_stdout(|out| flaws.iter().try_for_each(|flaw| writeln!(out, "{flaw}")))?;
    Err(Failure::Flawed(flaws.len()))
}

/// Writes a copy.
pub fn backup(file: &Path, settings: &Settings) -> Result<(), Failure> {
    let store = library(settings)?;
    store.backup(file)?;
    tell(&format!("written: {}", file.display()));
    Ok(())
}

/// Puts the library in order.
pub fn gc(settings: &Settings) -> Result<(), Failure> {
    let mut store: Store = library(settings)?;
    let order = store.put_in_order()?;
    tell(&format!("{} unused sources dropped; {} bytes, {} before", order.sources, order.after, order.before));
    Ok(())
}
