//! `isnad feed list`.

use serde_json::{Value, json};

use super::no_feeds;
use crate::cli::args::FeedFormat;
use crate::cli::fail::Failure;
use crate::cli::named::library;
use crate::cli::output::to_stdout;
use crate::config::Settings;
use crate::export::escaped;
use crate::store::Feed;

/// Writes the feeds; where there are none, that is said by the exit code.
pub fn run(format: FeedFormat, settings: &Settings) -> Result<(), Failure> {
    let feeds = library(settings)?.feeds()?;
    let words = settings.words();
    to_stdout(|out| match format {
        FeedFormat::Json => {
            let objects: Vec<Value> = feeds.iter().map(object).collect();
            let mut bytes = serde_json::to_vec_pretty(&objects)?;
            bytes.push(b'\n');
            out.write_all(&escaped(&bytes))
        }
        FeedFormat::Tsv => {
            writeln!(out, "id\tunread\titems\tchecked\tfolder\tname\taddress\ttrouble")?;
            feeds.iter().try_for_each(|feed| {
                let Feed { unread, items, folder, name, address, trouble, .. } = feed;
                let checked = feed.checked.map(|at| at.to_string()).unwrap_or_default();
                let id = feed.key.number();
                let [folder, name, trouble] = [folder, name, trouble].map(|said| flat(said));
                writeln!(out, "{id}\t{unread}\t{items}\t{checked}\t{folder}\t{name}\t{address}\t{trouble}")
            })
        }
        FeedFormat::Table => feeds.iter().try_for_each(|feed| {
            let id = feed.key.number();
            writeln!(out, "{id:>4}  {:>5} {}  {}", feed.unread, words.say("list.unread"), flat(feed.called()))?;
            if feed.trouble.is_empty() { Ok(()) } else { writeln!(out, "      ! {}", flat(&feed.trouble)) }
        }),
    })?;
    if feeds.is_empty() {
        return Err(no_feeds());
    }
    Ok(())
}

fn object(feed: &Feed) -> Value {
    let text = |said: &String| Some(said.clone()).filter(|said| !said.is_empty());
    json!({
        "id": feed.key.number(), "address": feed.address, "name": text(&feed.name), "folder": text(&feed.folder),
        "site": text(&feed.site), "items": feed.items, "unread": feed.unread,
        "checked": feed.checked.map(|at| at.to_string()), "trouble": text(&feed.trouble),
    })
}

/// In one line, without what drives a terminal.
pub fn flat(said: &str) -> String {
    said.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
