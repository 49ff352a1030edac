//! What the reader put right in the open article, and what the panels hold in which that is done.

use std::collections::{BTreeMap, BTreeSet};

use crate::claims::{Claim, ClaimId, Correction, Reason, SourceId};
use crate::span::Span;
use crate::store::{ClaimMarks, SourceMarks};

/// From this confidence on the machine's choice between two sources is not questioned.
const SURE: f32 = 0.8;

/// A correction, by a number that it keeps as long as the article is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The number.
    pub number: usize,
    /// What was put right.
    pub correction: Correction,
}

/// What was put right, in order.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    /// Those that hold.
    pub made: Vec<Made>,
    /// How many of them found nothing to correct.
    pub idle: usize,
    next: usize,
}

/// What the reader did to a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told<'a> {
    /// Named it, and said what it is.
    Renamed(&'a str),
    /// Said that one of this name is the same.
    Merged(&'a str),
}

impl Corrections {
    /// Those that were kept, all of which hold.
    pub fn kept(made: Vec<Made>) -> Corrections {
        let next = made.iter().map(|made| made.number + 1).max().unwrap_or(0);
        Corrections { made, idle: 0, next }
    }

    /// The number that no correction has had yet.
    pub const fn next(&self) -> usize {
        self.next
    }

    /// Takes what holds now from the library, where another program put something right as well.
    pub fn renew(&mut self, made: Vec<Made>) {
        let next = made.iter().map(|made| made.number + 1).max().unwrap_or(0);
        self.next = self.next.max(next);
        self.made = made;
    }

    /// Numbers corrections that are about to be made.
    pub fn number(&mut self, corrections: Vec<Correction>) -> Vec<Made> {
        let first = self.next;
        self.next += corrections.len();
        let numbered = corrections.into_iter().zip(first..);
        numbered.map(|(correction, number)| Made { number, correction }).collect()
    }

    /// Those that hold, in order.
    pub fn list(&self) -> Vec<Correction> {
        self.made.iter().map(|made| made.correction.clone()).collect()
    }

    /// What was done to the source whose uid `uid` gives, in order. Where nothing was put right it is not asked for.
    pub fn of_source<'a>(&'a self, uid: impl FnOnce() -> &'a str) -> impl Iterator<Item = Told<'a>> {
        let uid = if self.made.is_empty() { "" } else { uid() };
        self.made.iter().filter_map(move |made| match &made.correction {
            Correction::Rename { source, name, .. } if source.uid == uid => Some(Told::Renamed(name)),
            Correction::Merge { source, into } if into.uid == uid => Some(Told::Merged(&source.name)),
            _ => None,
        })
    }
}

/// Whether the reader said whose a claim is, or where it begins and ends.
pub fn is_corrected(claim: &Claim) -> bool {
    claim.why.iter().any(|step| matches!(step.reason, Reason::GivenByReader | Reason::CutByReader))
}

/// The two sources between which it is open whose a claim is, the likelier first.
pub fn rivals(claim: &Claim) -> Option<[SourceId; 2]> {
    let (source, other) = claim.source.zip(claim.runner_up)?;
    (claim.confidence < SURE && source != other).then_some([source, other])
}

/// Marks of claims and sources that corrections took away, by uid: they come back with them.
#[derive(Debug, Clone, Default)]
pub struct Aside {
    /// Of claims.
    pub claims: BTreeMap<String, ClaimMarks>,
    /// Of sources.
    pub sources: BTreeMap<String, SourceMarks>,
    /// The uids of those whose marks are not on the disk.
    pub unsaved: BTreeSet<String>,
}

/// What a source is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The claim is its.
    Give(ClaimId),
    /// This other source is the same.
    Merge(SourceId),
    /// These words, which the machine missed, are its.
    Add(Span),
}

/// What a name is written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// The claim is that of a source of this name.
    Give(ClaimId),
    /// So are these words, which the machine missed.
    Add(Span),
    /// These claims are another source's, of this name.
    Split(Vec<ClaimId>),
    /// The source has this name.
    Rename(SourceId),
    /// The source of that name has this office.
    Role(SourceId, String),
}

/// A source that is being renamed: all but what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    /// The source.
    pub source: SourceId,
    /// Its name.
    pub name: String,
    /// Its office, or nothing.
    pub role: String,
}

/// Claims of one source, of which some are chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splitting {
    /// Whose they are.
    pub source: SourceId,
    /// Which are chosen.
    pub chosen: BTreeSet<ClaimId>,
    /// The one that keys speak of, by its place among them.
    pub at: usize,
}
