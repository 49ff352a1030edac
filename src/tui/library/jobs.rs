//! What takes long, beside the screens: asking feeds, and fetching the page of an article. The screens go on meanwhile and
//! hear of it by messages.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use jiff::Timestamp;

use super::message::Message;
use super::outside::Told;
use crate::article::STACK;
use crate::claims::Overlay;
use crate::feed::{Asked, ask_for_all, fetch_page, keep};
use crate::fetch::limits;
use crate::store::{DocumentKey, PendingPage, Store};

/// What is being done beside the screens.
pub struct Jobs {
    folder: PathBuf,
    overlay: Option<Overlay>,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    /// Whether feeds are being asked.
    asking: bool,
    /// The number of the fetch that is waited for, and the article and claim that it is for.
    fetching: Option<(usize, i64, Option<String>)>,
    /// How many fetches were begun.
    fetches: usize,
    /// The articles whose pages are not to be had, and why.
    failed: BTreeMap<i64, String>,
}

/// What came of a job.
enum Done {
    /// So many of so many feeds were asked; one of them had so many new articles.
    Asked { done: usize, all: usize, new: usize },
    /// All were: so many articles are new, so many feeds failed.
    AllAsked { new: usize, failed: usize },
    /// Feeds could not be asked, for this reason.
    Trouble(String),
    /// A fetch ended; why, where it came to nothing.
    Fetched(usize, Option<String>),
}

impl Jobs {
    pub fn new(folder: PathBuf, overlay: Option<Overlay>) -> Jobs {
        let (sender, receiver) = channel();
        let failed = BTreeMap::new();
        Jobs { folder, overlay, sender, receiver, asking: false, fetching: None, fetches: 0, failed }
    }

    /// Whether something is being done that will be heard of.
    pub fn are_busy(&self) -> bool {
        self.asking || self.fetching.is_some()
    }

    /// Begins to ask all feeds; says of how many there are.
    pub fn ask_feeds(&mut self) -> Told<Message> {
        if self.asking {
            return Ok(Message::FeedsBusy);
        }
        let (folder, overlay, sender) = (self.folder.clone(), self.overlay, self.sender.clone());
        self.begin(move || ask_feeds(&folder, overlay, &sender))?;
        self.asking = true;
        Ok(Message::FeedsAsked { done: 0, all: 0, new: 0 })
    }

    /// Begins to fetch the page of an article, so that it is gone to, to a claim of it, when it is there. Says whether
    /// there is anything to wait for: what failed already is not.
    pub fn fetch(&mut self, document: i64, claim: Option<String>, pending: PendingPage) -> Told<bool> {
        if self.failed.contains_key(&document) {
            return Ok(false);
        }
        self.fetches += 1;
        let (number, folder, overlay, sender) = (self.fetches, self.folder.clone(), self.overlay, self.sender.clone());
        self.begin(move || {
            let fetched = Store::open(&folder).map_err(|cause| cause.to_string()).and_then(|mut store| {
                let key = DocumentKey::new(document);
                fetch_page(&mut store, key, &pending, limits(), overlay).map_err(|cause| cause.to_string())
            });
            let _ = sender.send(Done::Fetched(number, fetched.err()));
        })?;
        self.fetching = Some((number, document, claim));
        Ok(true)
    }

    /// Waits no more for a page. Says whether one was waited for.
    pub fn give_up(&mut self) -> bool {
        self.fetching.take().is_some()
    }

    /// Why the page of an article is not to be had, once that is known.
    pub fn why_not(&self, document: i64) -> Option<&String> {
        self.failed.get(&document)
    }

    /// What is new of the jobs.
    pub fn news(&mut self) -> Option<Message> {
        while let Ok(done) = self.receiver.try_recv() {
            match done {
                Done::Asked { done, all, new } => return Some(Message::FeedsAsked { done, all, new }),
                Done::AllAsked { new, failed } => {
                    self.asking = false;
                    return Some(Message::FeedsDone { new, failed });
                }
                Done::Trouble(why) => {
                    self.asking = false;
                    return Some(Message::Failed(why));
                }
                Done::Fetched(number, why) => {
                    let Some((_, document, claim)) = self.fetching.take_if(|(waited, ..)| *waited == number) else {
                        continue;
                    };
                    self.failed.extend(why.map(|why| (document, why)));
                    return Some(Message::PageCame { document, claim });
                }
            }
        }
        None
    }

    fn begin(&self, work: impl FnOnce() + Send + 'static) -> Told<()> {
        thread::Builder::new().stack_size(STACK).spawn(work).map(drop).map_err(|cause| cause.to_string())
    }
}

fn ask_feeds(folder: &std::path::Path, overlay: Option<Overlay>, sender: &Sender<Done>) {
    let work = || {
        let mut store = Store::open(folder).map_err(|cause| cause.to_string())?;
        let feeds = store.feeds().map_err(|cause| cause.to_string())?;
        let (all, mut done, mut new, mut failed, mut trouble) = (feeds.len(), 0, 0, 0, None);
        ask_for_all(&feeds, limits(), &AtomicBool::new(false), |at, asked| {
            done += 1;
            failed += usize::from(matches!(asked, Asked::Failed(_)));
            match keep(&mut store, &feeds[at], &asked, overlay, Timestamp::now()) {
                Ok(count) => {
                    new += count;
                    let _ = sender.send(Done::Asked { done, all, new: count });
                    ControlFlow::Continue(())
                }
                Err(cause) => {
                    trouble = Some(cause.to_string());
                    ControlFlow::Break(())
                }
            }
        });
        trouble.map_or(Ok((new, failed)), Err)
    };
    let _ = sender.send(match work() {
        Ok((new, failed)) => Done::AllAsked { new, failed },
        Err(why) => Done::Trouble(why),
    });
}
