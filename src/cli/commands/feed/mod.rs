//! `isnad feed`: what outlets tell of new articles, into the library.

mod list;
mod opml;
mod update;

use crate::article::markup_text;
use crate::cli::args::FeedTask;
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::named::library;
use crate::cli::output::{tell, to_stdout};
use crate::config::Settings;
use crate::feed;
use crate::fetch::Address;
use crate::fold::{Level, folded};
use crate::store::{Feed, NewFeed, Store};
use crate::tui;

use jiff::Timestamp;

/// Does a task.
pub fn run(task: &FeedTask, settings: Settings) -> Result<(), Failure> {
    match task {
        FeedTask::Add { addresses, name } => add(addresses, name.as_deref(), &settings),
        FeedTask::List { format } => list::run(*format, &settings),
        FeedTask::Update { feeds } => update::run(feeds, &settings),
        FeedTask::Open { feed } => open(feed, settings),
        FeedTask::Remove { feeds } => remove(feeds, &settings),
        FeedTask::Import { file } => opml::import(file, &settings),
        FeedTask::Export { output } => opml::export(output.as_deref(), &settings),
    }
}

fn no_feeds() -> Failure {
    Failure::NotFound("there are no feeds in the library; isnad feed add URL adds one".to_owned())
}

/// The library, made where there is none.
fn own_library(settings: &Settings) -> Result<Store, Failure> {
    let Some(folder) = settings.library.as_deref() else {
        return Err(Failure::Usage("there is no home folder; name a library with --library".to_owned()));
    };
    Ok(Store::open(folder)?)
}

/// Adds feeds that are there and can be read, with their items.
fn add(addresses: &[String], name: Option<&str>, settings: &Settings) -> Result<(), Failure> {
    if name.is_some() && addresses.len() > 1 {
        return Err(Failure::Usage("--name is of one feed: name one address".to_owned()));
    }
    let mut failures = Vec::new();
    for typed in addresses {
        match add_one(typed, name.unwrap_or_default(), settings) {
            Ok(line) => to_stdout(|out| writeln!(out, "{line}"))?,
            Err(failure @ Failure::Store(_)) => return Err(failure),
            Err(failure) if addresses.len() == 1 => return Err(failure),
            Err(failure) => {
                tell(&failure.to_string());
                failures.push(failure);
            }
        }
    }
    match failures.len() {
        0 => Ok(()),
        failed if failed == addresses.len() => Err(Failure::NoInput),
        failed => Err(Failure::Some { failed, all: addresses.len() }),
    }
}

fn add_one(typed: &str, name: &str, settings: &Settings) -> Result<String, Failure> {
    let address = Address::parse(typed)?;
    let fetched = input::fetched(address.as_str())?;
    let text = markup_text(fetched.bytes, Some(&fetched.content.charset));
    let told =
        feed::read(&text, &fetched.address).map_err(|cause| match feed::named_feeds(&text, &fetched.address) {
            found if !found.is_empty() => Failure::Foreign {
                name: address.to_string(),
                says: format!("is a page, which names the feed {}; add that one", found[0]),
            },
            _ => Failure::Foreign { name: address.to_string(), says: cause.to_string() },
        })?;
    let mut store = own_library(settings)?;
    let new = NewFeed {
        address: address.to_string(),
        is_typed: true,
        title: told.title.clone(),
        name: name.trim().to_owned(),
        site: told.site.clone(),
        ..NewFeed::default()
    };
    let (key, is_new) = store.add_feed(&new, Timestamp::now())?;
    let Some(row) = store.feeds()?.into_iter().find(|feed| feed.key == key) else {
        return Err(Failure::NotFound("the feed was removed meanwhile".to_owned()));
    };
    let asked = feed::Asked::told(told, fetched.etag, fetched.modified);
    let count = feed::keep(&mut store, &row, &asked, settings.overlay, Timestamp::now())?;
    let fate = if is_new { "new" } else { "known" };
    Ok(format!("{fate}\t{}\t{count}\t{}", key.number(), list::flat(&row.name)))
}

/// Shows the articles of a feed.
fn open(typed: &str, settings: Settings) -> Result<(), Failure> {
    let store = library(&settings)?;
    let feed = one(&store.feeds()?, typed)?;
    if feed.items == 0 {
        return Err(Failure::NotFound(
            "this feed has no articles in the library; isnad feed update asks for them".to_owned(),
        ));
    }
    drop(store);
    tui::run_outlet(feed.name, settings).map_err(super::read::failure)
}

fn remove(typed: &[String], settings: &Settings) -> Result<(), Failure> {
    let mut store = library(settings)?;
    let feeds = chosen(&store, typed)?;
    let mut removed = 0;
    for feed in &feeds {
        removed += usize::from(store.remove_feed(feed.key)?);
    }
    tell(&format!("feeds removed: {removed}; their articles stay"));
    Ok(())
}

/// The feeds that were named, each once; all where none was.
fn chosen(store: &Store, typed: &[String]) -> Result<Vec<Feed>, Failure> {
    let all = store.feeds()?;
    if typed.is_empty() {
        return Ok(all);
    }
    let mut chosen: Vec<Feed> = Vec::new();
    for typed in typed {
        let feed = one(&all, typed)?;
        if chosen.iter().all(|known| known.key != feed.key) {
            chosen.push(feed);
        }
    }
    Ok(chosen)
}

/// The feed that `typed` names: by its number, its address, or how its name begins.
fn one(feeds: &[Feed], typed: &str) -> Result<Feed, Failure> {
    let address = Address::parse(typed).map(|address| address.to_string()).ok();
    let key = folded(typed.trim(), Level::Loose);
    let is_called = |feed: &&Feed| {
        typed.trim() == feed.key.number().to_string()
            || address.as_ref().is_some_and(|address| *address == feed.address)
    };
    let begins = |feed: &&Feed| !key.is_empty() && folded(&feed.name, Level::Loose).starts_with(&key);
    if let Some(feed) = feeds.iter().find(is_called) {
        return Ok(feed.clone());
    }
    let alike: Vec<&Feed> = feeds.iter().filter(begins).collect();
    match alike[..] {
        [feed] => Ok(feed.clone()),
        [] => Err(Failure::NotFound("there is no such feed; isnad feed list shows all".to_owned())),
        _ => {
            let numbers: Vec<String> = alike.iter().take(5).map(|feed| feed.key.number().to_string()).collect();
            Err(Failure::Usage(format!("the names of several feeds begin so ({}); give a number", numbers.join(", "))))
        }
    }
}
