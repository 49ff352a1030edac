//! What was changed between two versions of an article: its text, block by block, and the claims that this touched.
//!
//! [`compare`]: blocks that belong together (`blocks`) → word by word what differs in them → claims that belong together
//! (`pairs`) → in what those differ.

mod blocks;
mod pairs;

use super::anchor::Found;
use super::model::{Claim, ClaimId};
use super::name_words::NameWords;
use super::uid::name_key;
use crate::diff::{self, Change, Flags, Kind};
use crate::span::Span;

/// What was changed between two versions of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The blocks that are not the same, in the order of the new text; those that are gone stand where they stood.
    pub blocks: Vec<BlockChange>,
    /// The claims that are not the same, in the same order.
    pub claims: Vec<ClaimChange>,
}

/// A block that was changed, removed or added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockChange {
    /// Its number in the old version; none where it was added.
    pub old: Option<usize>,
    /// Its number in the new version; none where it was removed.
    pub new: Option<usize>,
    /// Both texts from end to end; spans are bytes of the versions' texts.
    pub changes: Vec<Change>,
    /// What of it may turn the meaning.
    pub flags: Flags,
}

/// A claim that was changed, or is gone, or is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimChange {
    /// The claim in the old version; none where it is new.
    pub old: Option<ClaimId>,
    /// The claim in the new version; none where it is gone.
    pub new: Option<ClaimId>,
    /// Its words from end to end, where it is in both; spans are bytes of the versions' texts.
    pub words: Vec<Change>,
    /// What of its words may turn the meaning.
    pub flags: Flags,
    /// Whether it has another source.
    pub source: bool,
    /// Whether it is reported by other words.
    pub cue: bool,
}

impl Comparison {
    /// Whether nothing that one sees was changed.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.claims.is_empty()
    }
}

impl BlockChange {
    /// The most that was changed in it: words, else punctuation, else spelling, else vowels.
    pub fn kind(&self) -> Kind {
        let all = || self.changes.iter().map(|change| change.kind);
        let order = [Kind::Words, Kind::Punctuation, Kind::Spelling, Kind::Vowels];
        order.into_iter().find(|kind| all().any(|other| other == *kind)).unwrap_or(Kind::Same)
    }
}

/// Compares two versions.
pub fn compare(old: Found<'_>, new: Found<'_>) -> Comparison {
    let names = NameWords::of_sources([old.extraction, new.extraction]);
    let joined = blocks::join(old.article, new.article);
    let changed = joined.iter().filter_map(|&(before, after)| block_change(before, after, old, new, &names));
    let claims = pairs::join(old, new, &joined);
    let touched = claims.into_iter().filter_map(|(before, after)| claim_change(before, after, old, new, &names));
    Comparison { blocks: changed.collect(), claims: touched.collect() }
}

fn block_change(
    before: Option<usize>,
    after: Option<usize>,
    old: Found<'_>,
    new: Found<'_>,
    names: &NameWords,
) -> Option<BlockChange> {
    let span = |block: Option<usize>, found: Found<'_>| {
        block.and_then(|block| found.article.blocks.get(block)).map_or(Span::default(), |block| block.span)
    };
    let sides = (span(before, old), span(after, new));
    let (changes, flags) = changes(sides, old, new, names);
    let is_same = before.is_some() && after.is_some() && changes.iter().all(|change| change.kind == Kind::Same);
    (!is_same).then_some(BlockChange { old: before, new: after, changes, flags })
}

fn claim_change(
    before: Option<ClaimId>,
    after: Option<ClaimId>,
    old: Found<'_>,
    new: Found<'_>,
    names: &NameWords,
) -> Option<ClaimChange> {
    let claim = |id: Option<ClaimId>, found: Found<'_>| -> Option<Claim> {
        id.and_then(|id| found.extraction.claims.get(id.0)).cloned()
    };
    let change =
        ClaimChange { old: before, new: after, words: Vec::new(), flags: Flags::default(), source: false, cue: false };
    let (Some(one), Some(other)) = (claim(before, old), claim(after, new)) else { return Some(change) };
    let (words, flags) = changes((one.content, other.content), old, new, names);
    let source = source_of(&one, old) != source_of(&other, new);
    let cue = cue_of(&one) != cue_of(&other);
    let is_same = words.iter().all(|change| change.kind == Kind::Same) && !source && !cue;
    (!is_same).then_some(ClaimChange { words, flags, source, cue, ..change })
}

fn source_of(claim: &Claim, found: Found<'_>) -> Option<String> {
    let source = claim.source.and_then(|source| found.extraction.sources.get(source.0));
    source.map(|source| name_key(&source.name))
}

fn cue_of(claim: &Claim) -> Option<(String, bool)> {
    claim.cue.as_ref().map(|cue| (cue.lemma.clone(), cue.negated))
}

/// The changes between two stretches, as spans of the whole texts, and what of them may turn the meaning.
fn changes(sides: (Span, Span), old: Found<'_>, new: Found<'_>, names: &NameWords) -> (Vec<Change>, Flags) {
    let (before, after) = (sides.0.of(&old.article.text), sides.1.of(&new.article.text));
    let mut changes = diff::words(before, after);
    let flags = changes.iter().map(|change| diff::flags(change, before, after, |key| names.holds(key)));
    let flags = flags.fold(Flags::default(), Flags::and);
    for change in &mut changes {
        change.old = change.old.shifted(sides.0.start.0);
        change.new = change.new.shifted(sides.1.start.0);
    }
    (changes, flags)
}
