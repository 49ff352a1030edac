//! Quotations without a cue, that go on what somebody said before.
//!
//! # What it finds
//! A block that starts with a quotation of six words or more and has no cue for it.
//!
//! # Why it is a claim
//! A paragraph of quotation marks right after a speaker is more of the same speaker's words.
//!
//! # Examples
//! قال المدير إن العمل بدأ. · "وسوف نسلم المبنى قبل نهاية العام إن شاء الله".
//!
//! # What it leaves alone
//! Short quotations, names and scare quotes inside a sentence.

use super::super::find::{Content, Find, Place, Speaker};
use super::super::frames::Opener;
use super::super::model::Stance;
use super::super::passage::Passage;
use crate::article::BlockKind;

/// The rule's name.
pub(super) const NAME: &str = "floating";

/// Words that a quotation without a cue has at least.
const SHORTEST: usize = 6;

/// Finds a quotation that no find of `found` takes.
pub(super) fn find(p: &Passage<'_>, found: &[Find]) -> Option<Find> {
    let quote = p.opens(0).filter(|_| p.kind != BlockKind::Headline)?;
    let end = (quote.close + 1).min(p.len());
    let taken = found.iter().any(|f| f.content.first <= quote.close || f.left <= quote.close);
    if taken || p.count_words(quote.open + 1..quote.close) < SHORTEST {
        return None;
    }
    Some(Find {
        rule: NAME,
        cue: 0..0,
        lemma: "",
        stance: Stance::Neutral,
        negated: false,
        left: 0,
        speaker: Speaker::Last,
        content: Content { first: 0, start: p.tokens[0].span.start, end: Some(end), by: Opener::Quote },
        carriers: Vec::new(),
        recipient: None,
        independent: true,
        turn: false,
        place: Place::Around,
    })
}
