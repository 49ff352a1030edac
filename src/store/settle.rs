//! Which claim of a fresh extraction a stored note is about, as `claims::anchor` finds it. A note that fits no claim is an
//! orphan: kept, listed with the places of which the reader may be asked, never moved to another sentence.

use std::collections::BTreeMap;

use crate::claims::{Anchor, ClaimId, Fit, Found, Near, Nearby, Placed, SourceId, SourceRef, Text, place, source_of};
use crate::span::Span;

use super::marks::{Annotations, ClaimNote, NoteKey, Reading, SourceNote};

/// Notes laid over an extraction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settled {
    /// The note of each claim that has one.
    pub claims: BTreeMap<ClaimId, SettledClaim>,
    /// The note of each source that has one, with the source's name and uid in this article.
    pub sources: BTreeMap<SourceId, SourceNote>,
    /// Notes whose claim is not here.
    pub orphans: Vec<Orphan>,
    /// Notes whose source is not here.
    pub lost_sources: Vec<SourceNote>,
    /// Where reading stopped.
    pub reading: Option<Reading>,
}

/// A note and how it found its claim.
#[derive(Debug, Clone, PartialEq)]
pub struct SettledClaim {
    /// The note, anchored to this text.
    pub note: ClaimNote,
    /// What the reader should be told.
    pub fit: Fit,
    /// Where it was, where that was elsewhere or its claim was of another length.
    pub before: Option<Box<Anchor>>,
}

/// A note whose claim is not among those found.
#[derive(Debug, Clone, PartialEq)]
pub struct Orphan {
    /// The note as it was stored.
    pub note: ClaimNote,
    /// Where its words stand in this text, where they can be told from all others.
    pub at: Option<Span>,
    /// Claims without a note that it may be of: those that may be asked about first.
    pub near: Vec<Near>,
    /// Whether the reader said that it is of none of them.
    pub left: bool,
}

impl Orphan {
    /// Whether it is to be asked which claim it is of: there is one that differs in no number, negation or name, and it was not
    /// asked before.
    pub fn asks(&self) -> bool {
        !self.left && self.near.iter().any(Near::may_be_asked)
    }
}

/// Lays stored notes over the claims and sources of an extraction.
pub fn settle(annotations: Annotations, found: Found<'_>) -> Settled {
    let mut settled = Settled { reading: annotations.reading, ..Settled::default() };
    settle_claims(&mut settled, annotations.claims, &annotations.adrift, found);
    for note in annotations.sources {
        match source_of(&note.source, found).filter(|source| !settled.sources.contains_key(source)) {
            Some(source) => {
                settled.sources.insert(source, renamed(note, source, found));
            }
            None => settled.lost_sources.push(note),
        }
    }
    settled
}

/// Each claim gets the note that fits it best; of equals, the one of this text, then that of the latest version.
fn settle_claims(settled: &mut Settled, notes: Vec<ClaimNote>, adrift: &[NoteKey], found: Found<'_>) {
    let mut text = Text::of(found.article);
    let mut placed: Vec<(usize, ClaimNote, Placed)> = Vec::with_capacity(notes.len());
    for (at, note) in notes.into_iter().enumerate() {
        let place = place(&note.anchor, &mut text, found);
        placed.push((at, note, place));
    }
    placed.sort_by_key(|(at, _, place)| (place.claim.map(|(_, fit)| fit), *at));
    let mut orphans = Vec::new();
    for (at, note, place) in placed {
        match place.claim.filter(|(claim, _)| !settled.claims.contains_key(claim)) {
            Some((claim, fit)) => {
                let before = (fit != Fit::Kept).then(|| Box::new(note.anchor.clone()));
                settled.claims.insert(claim, SettledClaim { note: fastened(note, claim, found), fit, before });
            }
            None => orphans.push((at, Orphan { note, at: place.at, near: Vec::new(), left: false })),
        }
    }
    orphans.sort_by_key(|(at, _)| *at);
    settled.orphans.extend(orphans.into_iter().map(|(_, orphan)| orphan));
    look_around(settled, adrift, found);
}

/// Looks for places of which the reader may be asked; the text is read only where there is a note to ask for.
fn look_around(settled: &mut Settled, adrift: &[NoteKey], found: Found<'_>) {
    if settled.orphans.is_empty() {
        return;
    }
    let nearby = Nearby::of(found);
    for orphan in &mut settled.orphans {
        orphan.near = nearby.places(&orphan.note.anchor);
        orphan.near.retain(|near| !settled.claims.contains_key(&near.claim));
        orphan.left = orphan.note.key.is_some_and(|key| adrift.contains(&key));
    }
}

/// The note, anchored anew where its text or its claim is another than it was.
fn fastened(mut note: ClaimNote, claim: ClaimId, found: Found<'_>) -> ClaimNote {
    let uid = found.uids.claim(claim);
    if let Some(claim) = found.extraction.claims.get(claim.0).filter(|_| note.anchor.uid != uid) {
        note.anchor = Anchor::of(found.article, claim.content, uid);
    }
    note
}

fn renamed(mut note: SourceNote, source: SourceId, found: Found<'_>) -> SourceNote {
    if let Some(here) = found.extraction.sources.get(source.0) {
        note.source = SourceRef { uid: found.uids.source(source).to_owned(), name: here.name.clone() };
    }
    note
}
