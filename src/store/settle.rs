//! Which claim of a fresh extraction a stored note is about.
//!
//! In the very text that a note was made in, its claim is the one with its uid, or the one at its place. In a changed
//! text the words are looked for, folded (`Level::Normal`): with what stood around them, then by themselves, and only
//! where they occur once, as whole words. A note that fits no claim so is an orphan: kept, listed, never moved to
//! another sentence.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::claims::{ClaimId, Extraction, SourceId, Uids};
use crate::fold::{Folded, Level, fold, fold_char, folded};
use crate::span::{Offset, Span};

use super::anchor::Anchor;
use super::marks::{Annotations, ClaimNote, Reading, SourceNote, SourceRef};
use super::source_notes::name_key;

/// What was found in an article, with the names by which notes know it.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its claims and sources.
    pub extraction: &'a Extraction,
    /// Their uids.
    pub uids: &'a Uids,
}

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
}

/// How a note found its claim, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The same words in the same surroundings.
    Kept,
    /// The same words in other surroundings, where they occur once.
    Moved,
    /// The same place; the claim there begins or ends elsewhere than it did.
    Resized,
}

/// A note whose claim is not among those found.
#[derive(Debug, Clone, PartialEq)]
pub struct Orphan {
    /// The note as it was stored.
    pub note: ClaimNote,
    /// Where its words stand in this text, where they can be told from all others.
    pub at: Option<Span>,
}

/// Lays stored notes over the claims and sources of an extraction.
pub fn settle(annotations: Annotations, found: Found<'_>) -> Settled {
    let mut settled = Settled { reading: annotations.reading, ..Settled::default() };
    settle_claims(&mut settled, annotations.claims, found);
    for note in annotations.sources {
        match source_of(&note, found).filter(|source| !settled.sources.contains_key(source)) {
            Some(source) => {
                settled.sources.insert(source, renamed(note, source, found));
            }
            None => settled.lost_sources.push(note),
        }
    }
    settled
}

/// Each claim gets the note that fits it best; of equals, the one of this text, then that of the latest version.
fn settle_claims(settled: &mut Settled, notes: Vec<ClaimNote>, found: Found<'_>) {
    let mut text = Text { text: &found.article.text, folded: None };
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
                settled.claims.insert(claim, SettledClaim { note: fastened(note, claim, found), fit });
            }
            None => orphans.push((at, Orphan { note, at: place.at })),
        }
    }
    orphans.sort_by_key(|(at, _)| *at);
    settled.orphans.extend(orphans.into_iter().map(|(_, orphan)| orphan));
}

/// Where an anchor lies in the text, and which claim is there.
struct Placed {
    claim: Option<(ClaimId, Fit)>,
    at: Option<Span>,
}

fn place(anchor: &Anchor, text: &mut Text<'_>, found: Found<'_>) -> Placed {
    let (at, fit) = if anchor.article == found.article.hash {
        let mut claims = (0..found.extraction.claims.len()).map(ClaimId);
        if let Some(claim) = claims.find(|&claim| found.uids.claim(claim) == anchor.uid) {
            return Placed { claim: Some((claim, Fit::Kept)), at: Some(anchor.bytes) };
        }
        (Some(anchor.bytes), Fit::Kept)
    } else {
        text.find(anchor)
    };
    Placed { claim: at.and_then(|at| claim_at(at, fit, found)), at }
}

/// The claim at `at`: the one of just these words, or the only one that shares most of them.
fn claim_at(at: Span, fit: Fit, found: Found<'_>) -> Option<(ClaimId, Fit)> {
    let claims = || found.extraction.claims.iter().enumerate();
    let bare = |span| without_edges(&found.article.text, span);
    if let Some((claim, _)) = claims().find(|(_, claim)| bare(claim.content) == bare(at)) {
        return Some((ClaimId(claim), fit));
    }
    let mut alike = claims().filter(|(_, claim)| shares_most(claim.content, at));
    match (alike.next(), alike.next()) {
        (Some((claim, _)), None) => Some((ClaimId(claim), Fit::Resized)),
        _ => None,
    }
}

/// The span without the marks and controls at its ends, which folding drops.
fn without_edges(text: &str, span: Span) -> Span {
    let dropped = |c: char| fold_char(c, Level::Normal).is_none();
    let words = span.of(text);
    let start = span.start.0 + words.len() - words.trim_start_matches(dropped).len();
    Span::new(start, start + words.trim_matches(dropped).len())
}

/// Whether two spans share at least half of what they cover together.
fn shares_most(left: Span, right: Span) -> bool {
    let shared = left.shared(right).map_or(0, Span::len);
    shared > 0 && shared * 2 >= left.len() + right.len() - shared
}

/// The note, anchored anew where its text or its claim is another than it was.
fn fastened(mut note: ClaimNote, claim: ClaimId, found: Found<'_>) -> ClaimNote {
    let uid = found.uids.claim(claim);
    if let Some(claim) = found.extraction.claims.get(claim.0).filter(|_| note.anchor.uid != uid) {
        note.anchor = Anchor::of(found.article, claim.content, uid);
    }
    note
}

/// The source with the note's uid, or the only one of its name.
fn source_of(note: &SourceNote, found: Found<'_>) -> Option<SourceId> {
    let mut sources = (0..found.extraction.sources.len()).map(SourceId);
    if let Some(source) = sources.find(|&source| found.uids.source(source) == note.source.uid) {
        return Some(source);
    }
    let key = name_key(&note.source.name);
    let mut alike = found.extraction.sources.iter().enumerate().filter(|(_, source)| name_key(&source.name) == key);
    match (alike.next(), alike.next()) {
        (Some((source, _)), None) => Some(SourceId(source)),
        _ => None,
    }
}

fn renamed(mut note: SourceNote, source: SourceId, found: Found<'_>) -> SourceNote {
    if let Some(here) = found.extraction.sources.get(source.0) {
        note.source = SourceRef { uid: found.uids.source(source).to_owned(), name: here.name.clone() };
    }
    note
}

/// A text in which words are looked for, folded when they first are.
struct Text<'a> {
    text: &'a str,
    folded: Option<Folded>,
}

impl Text<'_> {
    /// Where the anchored words stand: with their surroundings, else anywhere; and only where that is one place.
    fn find(&mut self, anchor: &Anchor) -> (Option<Span>, Fit) {
        let exact = folded(&anchor.exact, Level::Normal);
        if exact.is_empty() {
            return (None, Fit::Kept);
        }
        let folded_text = self.folded.get_or_insert_with(|| fold(self.text, Level::Normal));
        let prefix = folded(&anchor.prefix, Level::Normal);
        let around = format!("{prefix}{exact}{}", folded(&anchor.suffix, Level::Normal));
        if let Some(at) = only(folded_text.text(), &around) {
            let start = at.start.0 + prefix.len();
            return (Some(folded_text.original(Span::new(start, start + exact.len()))), Fit::Kept);
        }
        let at = only(folded_text.text(), &exact).filter(|&at| is_whole(folded_text.text(), at));
        (at.map(|at| folded_text.original(at)), Fit::Moved)
    }
}

/// The place of `words` in `text`, where there is just one; occurrences may overlap.
fn only(text: &str, words: &str) -> Option<Span> {
    let at = text.find(words)?;
    let next = at + words.chars().next()?.len_utf8();
    let rest = Span::new(next, text.len()).of(text);
    (!rest.contains(words)).then(|| Span::new(at, at + words.len()))
}

/// Whether a stretch neither begins nor ends inside a word.
fn is_whole(text: &str, at: Span) -> bool {
    let before = Span { start: Offset(0), end: at.start }.of(text).chars().next_back();
    let after = Span { start: at.end, end: Offset(text.len()) }.of(text).chars().next();
    let words = at.of(text);
    let cut = |left: Option<char>, right: Option<char>| {
        left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
    };
    !cut(before, words.chars().next()) && !cut(words.chars().next_back(), after)
}
