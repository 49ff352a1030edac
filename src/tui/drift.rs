//! What became of notes and of the text since they were made: notes that lost their claim or were moved, and what was changed
//! since an earlier version.

use crate::claims::{Anchor, ClaimId, Comparison, Fit, Uids};
use crate::export::changes::Line;
use crate::store::{ArticleKey, Orphan, Settled};

/// Notes that are not where they were, and the version before.
#[derive(Debug, Clone, Default)]
pub struct Drift {
    /// Notes without a claim, those that ask before the others.
    pub lost: Vec<Lost>,
    /// Notes that were moved.
    pub moved: Vec<Moved>,
    /// The version before this one, where the library has one.
    pub earlier: Option<Earlier>,
    /// What was changed since then, once it was asked for.
    pub compared: Option<Compared>,
}

/// A note without a claim. Claims are named by their uids: corrections give them other numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Lost {
    /// The note, and where it may belong.
    pub orphan: Orphan,
    /// The uid of the claim at each of the places.
    pub uids: Vec<String>,
}

/// A note that was moved with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// The uid of its claim.
    pub uid: String,
    /// How it was found.
    pub fit: Fit,
    /// Where it was.
    pub before: Anchor,
}

/// The version before this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its text.
    pub article: ArticleKey,
    /// When this version was first seen: `YYYY-MM-DD`.
    pub day: String,
}

/// What was changed since an earlier version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// To be read.
    pub lines: Vec<Line>,
    /// As it is.
    pub comparison: Comparison,
}

/// The panel of notes that are not where they were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Drifting {
    /// The note that is shown: the lost ones, then the moved ones.
    pub at: usize,
    /// Whether it is asked if it is to be deleted.
    pub deleting: bool,
}

/// Something that was done with a note without a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// It became the note of the claim with this uid.
    Attach(String),
    /// It was taken from that claim again.
    Detach(String),
    /// It was deleted.
    Delete,
    /// It was brought back.
    Restore,
    /// It was said to belong to no claim of this text.
    Leave,
    /// It is asked for again.
    Ask,
}

impl Drift {
    /// What settling the notes gave.
    pub fn of(settled: &Settled, uids: &Uids) -> Drift {
        let lost = settled.orphans.iter().map(|orphan| Lost {
            orphan: orphan.clone(),
            uids: orphan.near.iter().map(|near| uids.claim(near.claim).to_owned()).collect(),
        });
        let moved = settled.claims.iter().filter_map(|(claim, found)| {
            let before = found.before.as_deref()?.clone();
            Some(Moved { uid: uids.claim(*claim).to_owned(), fit: found.fit, before })
        });
        let mut drift = Drift { lost: lost.collect(), moved: moved.collect(), ..Drift::default() };
        drift.sort();
        drift
    }

    /// How many notes ask where they belong.
    pub fn asking(&self) -> usize {
        self.lost.iter().filter(|lost| lost.orphan.asks()).count()
    }

    /// How many notes the panel shows.
    pub fn len(&self) -> usize {
        self.lost.len() + self.moved.len()
    }

    /// Puts a note among the lost ones.
    pub fn add(&mut self, lost: Lost) {
        self.lost.push(lost);
        self.sort();
    }

    /// Takes a note out of the lost ones.
    pub fn take(&mut self, orphan: &Orphan) -> Option<Lost> {
        let at = self.lost.iter().position(|lost| lost.orphan.note.anchor == orphan.note.anchor)?;
        Some(self.lost.remove(at))
    }

    fn sort(&mut self) {
        self.lost.sort_by_key(|lost| (!lost.orphan.asks(), lost.orphan.note.anchor.bytes.start));
    }
}

/// The claim with this uid.
pub fn claim_of(uids: &Uids, uid: &str) -> Option<ClaimId> {
    uids.claims().iter().position(|known| known == uid).map(ClaimId)
}
