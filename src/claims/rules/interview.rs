//! Interviews: an answer after a question.
//!
//! # What it finds
//! A block that starts with a dash or ج: after a block that asked (س: or a question).
//!
//! # Why it is a claim
//! Every answer is the words of the one who is interviewed.
//!
//! # Examples
//! س: كيف ترون المشهد؟ · - نحن في فترة مخاض.
//!
//! # What it leaves alone
//! Dashes of lists that no question precedes.

use super::super::find::{Content, Find, Place, Speaker};
use super::super::frames::Opener;
use super::super::model::Stance;
use super::super::passage::Passage;

/// The rule's name.
pub(super) const NAME: &str = "interview";

/// Finds an answer.
pub(super) fn find(p: &Passage<'_>) -> Vec<Find> {
    answer(p).into_iter().collect()
}

fn answer(p: &Passage<'_>) -> Option<Find> {
    let dash = matches!(p.mark(0), Some('-' | '–' | '—' | '•'));
    let letter = p.key(0) == "ج" && matches!(p.mark(1), Some(':' | '-'));
    let first = if letter { 2 } else { 1 };
    if !p.answers || !(dash || letter) || first >= p.len() {
        return None;
    }
    Some(Find {
        rule: NAME,
        cue: first - 1..first,
        lemma: "-",
        stance: Stance::Answer,
        negated: false,
        left: 0,
        speaker: Speaker::Last,
        content: Content { first, start: p.tokens[first].span.start, end: Some(p.len()), by: Opener::Colon },
        carriers: Vec::new(),
        recipient: None,
        independent: true,
        turn: false,
        place: Place::After,
    })
}

/// Whether the passage asks somebody: س: or a question that ends the block.
pub(in crate::claims) fn asks(p: &Passage<'_>) -> bool {
    let letter = p.key(0) == "س" && matches!(p.mark(1), Some(':' | '-'));
    letter || p.len() > 0 && p.mark(p.len() - 1) == Some('?')
}
