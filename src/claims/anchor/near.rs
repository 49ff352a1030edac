//! Where a note whose words are not in a text any more, or are there more than once, may belong: places to ask about.
//!
//! Step 4 of re-anchoring. A place is near where at least nine in ten words of it and of the note are the same in the same
//! order ([`LEAST`], as twice the shared words to all words of both). Numbers, negations and names in which the two differ
//! are told: such a place is shown, and nothing asks for it.
//!
//! Found by the rarest words of the note: where nine in ten words are shared, so is at least one of any fifth and one more
//! ([`most_missing`]). Each occurrence of such a word says where the note would begin; the beginnings that most words agree
//! on are aligned. The work is linear in the text for the index, and bounded for each note ([`MOST_HITS`]).

use std::cmp::Reverse;
use std::collections::HashMap;

use super::turned::{differ, is_denied_otherwise};
use super::{Anchor, Found};
use crate::claims::{ClaimId, NameWords};
use crate::diff::{Flags, Tokens};
use crate::span::{Offset, Span};

/// How alike a place is at least, in hundredths.
pub const LEAST: u32 = 90;
/// At most so many places are proposed: digits choose.
const MOST: usize = 9;
/// At most so many occurrences of words are looked at for one note, those of its rarest words first.
const MOST_HITS: usize = 4096;
/// At most so many beginnings are aligned for one note.
const MOST_ALIGNED: usize = 24;

/// A place in a text where the words of a note may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The claim there.
    pub claim: ClaimId,
    /// The words there that are like those of the note.
    pub at: Span,
    /// How alike they are, in hundredths: at least [`LEAST`]; 100 are the same words.
    pub alike: u32,
    /// In what they differ that may turn the meaning.
    pub flags: Flags,
}

impl Near {
    /// Whether it may be asked if the note belongs here: no number, negation or name differs.
    pub fn may_be_asked(&self) -> bool {
        !self.flags.any()
    }

    /// Whether the words are the very same, spelling aside.
    pub fn is_exact(&self) -> bool {
        self.alike == 100
    }
}

/// A text in which places are looked for.
#[derive(Debug)]
pub struct Nearby<'a> {
    found: Found<'a>,
    tokens: Tokens,
    /// The words of the text, by their numbers.
    words: Vec<u32>,
    numbers: HashMap<String, u32>,
    /// Where each word occurs.
    places: Vec<Vec<u32>>,
    names: NameWords,
}

/// Words of the text from the first to the one after the last, and how many of them are the note's.
struct Stretch {
    from: usize,
    to: usize,
    shared: usize,
}

impl<'a> Nearby<'a> {
    /// Reads the text of `found`.
    pub fn of(found: Found<'a>) -> Nearby<'a> {
        let tokens = Tokens::of(&found.article.text);
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut words = Vec::with_capacity(tokens.len());
        let mut places: Vec<Vec<u32>> = Vec::new();
        for (at, key) in tokens.keys().enumerate() {
            let number = numbers.get(key).copied().unwrap_or_else(|| {
                numbers.insert(key.to_owned(), places.len() as u32);
                places.push(Vec::new());
                places.len() as u32 - 1
            });
            places[number as usize].push(at as u32);
            words.push(number);
        }
        let names = NameWords::of_sources([found.extraction]);
        Nearby { found, tokens, words, numbers, places, names }
    }

    /// The places where the words of `anchor` may be: those that may be asked about first, then the most alike, then the
    /// nearest to its paragraph. Where its very words occur, those places alone.
    pub fn places(&self, anchor: &Anchor) -> Vec<Near> {
        let wanted = Tokens::of(&anchor.exact);
        let note: Vec<Option<u32>> = wanted.keys().map(|key| self.numbers.get(key).copied()).collect();
        let mut near: Vec<Near> = Vec::new();
        for Stretch { from, to, shared } in self.alike(&note) {
            let at = Span { start: self.tokens.span(from).start, end: self.tokens.span(to - 1).end };
            let alike = (200 * shared / (note.len() + to - from)) as u32;
            let Some(claim) = self.claim_at(at).filter(|_| alike >= LEAST) else { continue };
            if near.iter().any(|near| near.claim == claim && near.alike >= alike) {
                continue;
            }
            near.retain(|near| near.claim != claim);
            near.push(Near { claim, at, alike, flags: self.flags(anchor, at, claim) });
        }
        if near.iter().any(Near::is_exact) {
            near.retain(Near::is_exact);
        }
        near.sort_by_key(|near| {
            (near.flags.any(), Reverse(near.alike), self.block(near.at).abs_diff(anchor.block), near.at.start)
        });
        near.truncate(MOST);
        near
    }

    /// Which of the places of the very same words is the note's: the only one in its paragraph, or the only one whose
    /// neighbours are the note's as far as no other's. None where neither tells, or the two tell otherwise.
    pub fn decided(&self, anchor: &Anchor, near: &[Near]) -> Option<ClaimId> {
        let exact: Vec<&Near> = near.iter().filter(|near| near.is_exact()).collect();
        let mut same_block = exact.iter().filter(|near| self.block(near.at) == anchor.block);
        let by_block = same_block.next().filter(|_| same_block.next().is_none()).map(|near| near.claim);
        let known: Vec<usize> = exact.iter().map(|near| self.neighbours(anchor, near.at)).collect();
        let most = known.iter().copied().max().unwrap_or(0);
        let mut best = exact.iter().zip(&known).filter(|(_, known)| **known == most && most > 0);
        let by_neighbours = best.next().filter(|_| best.next().is_none()).map(|(near, _)| near.claim);
        match (by_block, by_neighbours) {
            (Some(block), Some(neighbours)) => (block == neighbours).then_some(block),
            (block, neighbours) => neighbours.or(block),
        }
    }

    /// How many words next to a place, on both sides, are those next to the note's words.
    fn neighbours(&self, anchor: &Anchor, at: Span) -> usize {
        let (before, after) = (Tokens::of(&anchor.prefix), Tokens::of(&anchor.suffix));
        let number = |key: &str| self.numbers.get(key).copied();
        let before: Vec<Option<u32>> = before.keys().map(number).collect();
        let after: Vec<Option<u32>> = after.keys().map(number).collect();
        let first = self.word_from(at.start);
        let next = self.word_from(at.end);
        let same = |(here, there): &(&u32, &Option<u32>)| Some(**here) == **there;
        let left = self.words[..first].iter().rev().zip(before.iter().rev()).take_while(same).count();
        left + self.words[next..].iter().zip(&after).take_while(same).count()
    }

    /// The first word that does not begin before `offset`.
    fn word_from(&self, offset: Offset) -> usize {
        let (mut low, mut high) = (0, self.words.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.tokens.span(middle).start < offset { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn block(&self, at: Span) -> usize {
        self.found.article.block_at(at.start).unwrap_or(0)
    }

    /// The claim that shares most with a place, of those that hold at least half of it.
    fn claim_at(&self, at: Span) -> Option<ClaimId> {
        let claims = self.found.extraction.claims.iter().enumerate();
        let shared = claims.filter_map(|(id, claim)| {
            let shared = claim.content.shared(at)?.len();
            let both = claim.content.len() + at.len() - shared;
            // In thousandths, so that the order is total.
            (shared * 2 >= at.len()).then(|| (shared * 1000 / both, Reverse(id)))
        });
        shared.max().map(|(_, Reverse(id))| ClaimId(id))
    }

    /// In what the claim there differs from the note's words; where it is much longer, in what the words at `at` do.
    fn flags(&self, anchor: &Anchor, at: Span, claim: ClaimId) -> Flags {
        let text = self.found.article.text.as_str();
        let differ = |there: Span| differ(anchor, there.of(text), |key| self.names.holds(key));
        let content = self.found.extraction.claims.get(claim.0).map_or(at, |claim| claim.content);
        let flags = differ(if content.len() < 2 * at.len() { content } else { at });
        Flags { negation: flags.negation || is_denied_otherwise(anchor, text, at), ..flags }
    }

    /// Stretches of the text that are like the note, in no order.
    fn alike(&self, note: &[Option<u32>]) -> Vec<Stretch> {
        let slack = most_between(note.len());
        let seeds = self.seeds(note);
        let mut starts: Vec<i64> =
            seeds.iter().flat_map(|(at, hits)| hits.iter().map(|hit| i64::from(*hit) - *at as i64)).collect();
        starts.sort_unstable();
        // Of the seeds, so many at least are where the note's words are.
        let least = seeds.len().saturating_sub(most_missing(note.len())).max(1);
        let mut groups: Vec<(usize, i64, i64)> = Vec::new();
        for start in starts {
            match groups.last_mut().filter(|(_, first, _)| start - *first <= 2 * slack as i64) {
                Some((votes, _, last)) => (*votes, *last) = (*votes + 1, start),
                None => groups.push((1, start, start)),
            }
        }
        groups.retain(|(votes, ..)| 2 * votes >= least);
        groups.sort_by_key(|(votes, first, _)| (Reverse(*votes), *first));
        groups.truncate(MOST_ALIGNED);
        let word = |at: i64| usize::try_from(at).unwrap_or(0).min(self.words.len());
        let window = |first: i64, last: i64| (word(first - slack as i64), word(last + (note.len() + slack) as i64));
        let found = groups.into_iter().filter_map(|(_, first, last)| {
            let (from, to) = window(first, last);
            align(note, self.words.get(from..to)?, from)
        });
        found.collect()
    }

    /// The note's words, the rarest first, with their places in the text, as far as those are not too many.
    fn seeds(&self, note: &[Option<u32>]) -> Vec<(usize, &[u32])> {
        let places = |word: &Option<u32>| word.map_or(&[][..], |word| self.places[word as usize].as_slice());
        let mut seeds: Vec<(usize, &[u32])> = note.iter().map(places).enumerate().collect();
        seeds.sort_by_key(|(at, hits)| (hits.len(), *at));
        let mut room = MOST_HITS;
        for (_, hits) in &mut seeds {
            *hits = hits.get(..room).unwrap_or(hits);
            room -= hits.len();
        }
        let enough = seeds.iter().rposition(|(_, hits)| !hits.is_empty()).map_or(0, |last| last + 1);
        seeds.truncate(enough);
        seeds
    }
}

/// How many words of a note of so many may be missing where nine in ten of both are shared: shared ≥ 9/11 of the note.
const fn most_missing(words: usize) -> usize {
    words * 2 / 11
}

/// How many words of the text may stand between those of a note.
const fn most_between(words: usize) -> usize {
    words * 2 / 9
}

/// The stretch of `text`, whose first word is number `base`, that is most like the note. A shared word counts 2, one that only
/// one side has -9: the sum is not below nothing where nine in ten words are shared.
fn align(note: &[Option<u32>], text: &[u32], base: usize) -> Option<Stretch> {
    const SHARED: i64 = 2;
    const ALONE: i64 = -9;
    let mut above: Vec<(i64, usize)> = (0..=text.len()).map(|from| (0, from)).collect();
    for word in note {
        let mut row = Vec::with_capacity(above.len());
        row.push((above[0].0 + ALONE, 0));
        for (at, there) in text.iter().enumerate() {
            let missing = (above[at + 1].0 + ALONE, above[at + 1].1);
            let between = (row[at].0 + ALONE, row[at].1);
            let same = (above[at].0 + SHARED, above[at].1);
            let best = if missing.0 >= between.0 { missing } else { between };
            row.push(if *word == Some(*there) && same.0 >= best.0 { same } else { best });
        }
        above = row;
    }
    let (to, (score, from)) = above.into_iter().enumerate().max_by_key(|(to, (score, _))| (*score, Reverse(*to)))?;
    let both = (note.len() + to).checked_sub(from)?;
    let shared = usize::try_from(score - ALONE * both as i64).ok()? / 20;
    (score >= 0 && from < to).then_some(Stretch { from: base + from, to: base + to, shared })
}
