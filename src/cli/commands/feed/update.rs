//! `isnad feed update`: several feeds are asked at once; what they tell of is kept here, feed by feed.

use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

use jiff::Timestamp;

use super::list::flat;
use super::{chosen, no_feeds};
use crate::cli::fail::Failure;
use crate::cli::named::library;
use crate::cli::output::to_stdout;
use crate::cli::progress::{DataOnScreen, Progress};
use crate::cli::stop::on_interrupt;
use crate::config::Settings;
use crate::feed::{Asked, Work, ask_for_all, keep};
use crate::fetch::limits;

/// Asks feeds for what is new. A line for each, in the order of the list: its number, how many articles are new, its name.
pub fn run(typed: &[String], settings: &Settings) -> Result<(), Failure> {
    let mut store = library(settings)?;
    let feeds = chosen(&store, typed)?;
    if feeds.is_empty() {
        return Err(no_feeds());
    }
    let stop = on_interrupt().map_err(|cause| Failure::Output { what: "signals".to_owned(), cause })?;
    let mut progress = Progress::new(feeds.len(), DataOnScreen::No);
    let mut new: Vec<Option<usize>> = vec![None; feeds.len()];
    let (mut failed, mut trouble) = (0, None);
    let work = ask_for_all(&feeds, limits(), &stop, |at, asked| {
        let feed = &feeds[at];
        match keep(&mut store, feed, &asked, settings.overlay, Timestamp::now()) {
            Err(error) => {
                trouble = Some(error);
                return ControlFlow::Break(());
            }
            Ok(count) => match asked {
                Asked::Failed(why) => {
                    failed += 1;
                    progress.tell(&flat(&why));
                }
                Asked::Unchanged | Asked::Told(_) => new[at] = Some(count),
            },
        }
        progress.step();
        ControlFlow::Continue(())
    });
    drop(progress);
    to_stdout(|out| {
        let done = feeds.iter().zip(&new).filter_map(|(feed, new)| Some((feed, (*new)?)));
        let named = |feed: &crate::store::Feed| flat(feed.called());
        done.map(|(feed, new)| (feed.key.number(), new, named(feed)))
            .try_for_each(|(id, new, name)| writeln!(out, "{id}\t{new}\t{name}"))
    })?;
    match trouble {
        Some(error) => Err(error.into()),
        None if work == Work::Stopped || stop.load(Ordering::Relaxed) => Err(Failure::Interrupted),
        None if failed == 0 => Ok(()),
        None if failed == feeds.len() => Err(Failure::NoInput),
        None => Err(Failure::Some { failed, all: feeds.len() }),
    }
}
