//! Asking for many feeds, several at a time, and taking what they tell of into the library.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use super::read::{Item, Told, read};
use crate::article::{STACK, markup_text};
use crate::claims::{self, Corrected, Found, Overlay};
use crate::fetch::{Address, Limits, Reply, Request, fetch};
use crate::store::{Feed, FeedItem, FeedState, ItemFate, Store, StoreError};

/// How many feeds are asked for at once.
const AT_ONCE: usize = 8;
/// How long the taker sleeps before it looks whether it is to stop.
const NAP: Duration = Duration::from_millis(50);

/// What came of asking for a feed.
#[derive(Debug)]
pub enum Asked {
    /// It is as it was.
    Unchanged,
    /// It tells this.
    Told(Box<(Told, FeedState)>),
    /// Nothing, for this reason.
    Failed(String),
}

impl Asked {
    /// That a feed tells this; `etag` and `modified` are what it is asked for with again.
    pub fn told(told: Told, etag: Option<String>, modified: Option<String>) -> Asked {
        let state = FeedState {
            title: told.title.clone(),
            site: told.site.clone(),
            etag: etag.unwrap_or_default(),
            modified: modified.unwrap_or_default(),
        };
        Asked::Told(Box::new((told, state)))
    }
}

/// How an update ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// All feeds were asked for.
    Whole,
    /// It was stopped.
    Stopped,
}

/// Asks for a feed. Blocks, for `limits.time` at most.
pub fn ask_for(feed: &Feed, limits: Limits) -> Asked {
    let failed = |why: &dyn std::fmt::Display| Asked::Failed(why.to_string());
    let address = match Address::parse(&feed.address) {
        Ok(address) => address,
        Err(cause) => return failed(&cause),
    };
    let said = |value| Some(value).filter(|value: &&str| !value.is_empty());
    let chosen = if feed.is_typed { Request::typed(&address, limits) } else { Request::found(&address, None, limits) };
    let request = Request { etag: said(&feed.etag), modified: said(&feed.modified), ..chosen };
    let fetched = match fetch(&request) {
        Ok(Reply::Whole(fetched)) => *fetched,
        Ok(Reply::Unchanged) => return Asked::Unchanged,
        Err(cause) => return failed(&cause),
    };
    let text = markup_text(fetched.bytes, Some(&fetched.content.charset));
    match read(&text, &fetched.address) {
        Ok(told) => Asked::told(told, fetched.etag, fetched.modified),
        Err(cause) => Asked::Failed(format!("{}: {cause}", feed.address)),
    }
}

/// Asks for feeds, several at once, and hands what came of each to `take`, as it comes, until that breaks off or `stop` is
/// raised. Threads that still wait for a server then are left to themselves.
pub fn ask_for_all(
    feeds: &[Feed],
    limits: Limits,
    stop: &AtomicBool,
    mut take: impl FnMut(usize, Asked) -> ControlFlow<()>,
) -> Work {
    let (feeds, next) = (Arc::new(feeds.to_vec()), Arc::new(AtomicUsize::new(0)));
    let (sender, receiver) = mpsc::sync_channel(AT_ONCE);
    for _ in 0..feeds.len().min(AT_ONCE) {
        let (feeds, next, sender) = (Arc::clone(&feeds), Arc::clone(&next), sender.clone());
        let work = move || {
            while let Some((at, feed)) =
                Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, feeds.get(at)?)))
            {
                // One feed that breaks the program must not stop it over the others.
                let asked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ask_for(feed, limits)));
                let asked = asked.unwrap_or_else(|_| {
                    Asked::Failed(format!("{}: the program failed over this feed; please report it", feed.address))
                });
                if sender.send((at, asked)).is_err() {
                    return;
                }
            }
        };
        // Where no thread is to be had, the others do the work.
        let _ = thread::Builder::new().stack_size(STACK).spawn(work);
    }
    drop(sender);
    let mut left = feeds.len();
    while left > 0 {
        if stop.load(Ordering::Relaxed) {
            return Work::Stopped;
        }
        match receiver.recv_timeout(NAP) {
            Ok((at, asked)) => {
                left -= 1;
                if take(at, asked).is_break() {
                    return Work::Stopped;
                }
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => return Work::Stopped,
        }
    }
    Work::Whole
}

/// Takes what came of asking for a feed into the library, and says how many articles are new.
///
/// # Errors
/// Where the library cannot be written.
pub fn keep(
    store: &mut Store,
    feed: &Feed,
    asked: &Asked,
    overlay: Option<Overlay>,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let (told, state) = match asked {
        Asked::Unchanged => return store.note_feed(feed.key, "", now).map(|()| 0),
        Asked::Failed(why) => return store.note_feed(feed.key, why, now).map(|()| 0),
        Asked::Told(told) => (&told.0, &told.1),
    };
    let items: Vec<FeedItem> = told.items.iter().map(known_as).collect();
    let fates = store.fates_of_items(feed.key, &items)?;
    let mut articles = Vec::new();
    for ((item, known), fate) in told.items.iter().zip(items).zip(fates) {
        let mut article = item.article.clone();
        if !feed.name.is_empty() {
            // As the user calls it.
            article.about.outlet = Some(feed.name.clone());
        }
        let extraction = match fate {
            ItemFate::Known => claims::Extraction::default(),
            ItemFate::New | ItemFate::Changed => claims::extract_with(&article, overlay),
        };
        let corrected = Corrected::as_found(&article, extraction);
        articles.push((known, article, corrected));
    }
    let found: Vec<(FeedItem, Found<'_>)> = articles
        .iter()
        .map(|(known, article, Corrected { extraction, uids, .. })| {
            (known.clone(), Found { article, extraction, uids })
        })
        .collect();
    store.keep_feed(feed.key, state, &found, now)
}

fn known_as(item: &Item) -> FeedItem {
    FeedItem { id: item.id.clone(), link: item.link.clone(), text: item.article.hash.clone() }
}
