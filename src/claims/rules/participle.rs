//! Participles that go on: مشيراً إلى أن، مؤكدة، قائلين.
//!
//! # What it finds
//! A participle of a verb of speech in the indefinite accusative, after a comma, a full stop or a closing mark, with its
//! frame after it; قائلاً anywhere with a content.
//!
//! # Why it is a claim
//! It is a second report by the subject of the sentence.
//!
//! # Examples
//! قال المدير إن العمل انتهى، لافتاً إلى أن الفريق سيغادر
//!
//! # What it leaves alone
//! A participle that describes the noun before it (وفداً مؤيداً للقرار); قائلاً that only repeats the verb before it
//! (علّق قائلاً), which is the finite verb's own opening.

use super::super::find::{Content, Find, Place, Speaker};
use super::super::frames::{self, Opener};
use super::super::lexicon as lex;
use super::super::lexicon::{Frame, Number, VerbClass};
use super::super::outlets::outlets;
use super::super::passage::{At, Passage, TokenKind};
use super::super::phrases;

/// The rule's name.
pub(super) const NAME: &str = "participle";

/// Finds reports by a participle.
pub(super) fn find(p: &Passage<'_>) -> Vec<Find> {
    (0..p.len()).filter_map(|at| at_participle(p, at)).collect()
}

fn at_participle(p: &Passage<'_>, at: At) -> Option<Find> {
    let word = *p.word(at)?;
    let form = word.participle().filter(|_| !word.article && word.prep.is_none())?;
    if matches!(
        form.verb().class,
        VerbClass::Trap
            | VerbClass::Light
            | VerbClass::Institution
            | VerbClass::Special
            | VerbClass::Topic
            | VerbClass::Relay
    ) {
        return None;
    }
    let said = word.classes.has(lex::LIGHT_NOUN);
    let opening = frames::opening(p, at, form, p.sentence(at).end)?;
    let parted = at == 0
        || matches!(p.tokens[at - 1].kind, TokenKind::Mark(',' | '.' | '(' | '-' | ';' | ')') | TokenKind::Close(_));
    let close = opening.at == at + 1;
    let clause = opening.by != Opener::Noun;
    let tanwin = word.tanwin || word.body.ends_with('ا');
    let fits = parted && (close || clause || form.verb().frame.has(Frame(Frame::NP.0 | Frame::ILA.0)))
        || close && clause && (tanwin || said)
        || word.conj && close && clause;
    if !fits || is_adjective(p, at) && opening.by == Opener::Noun {
        return None;
    }
    if said && opening.by == Opener::Noun {
        return None;
    }
    let outlets = outlets(p, at + 1, opening.at);
    Some(Find {
        rule: NAME,
        cue: at..at + 1,
        lemma: form.verb().lemma,
        stance: form.verb().stance,
        negated: false,
        left: at,
        speaker: Speaker::Participle { feminine: form.feminine, many: form.number != Number::Singular },
        content: Content { first: opening.content, start: opening.start, end: None, by: opening.by },
        carriers: outlets.carriers,
        recipient: outlets.recipient,
        independent: true,
        turn: false,
        place: Place::After,
    })
}

/// Whether the word before is a noun that the participle describes: indefinite, with nothing between.
fn is_adjective(p: &Passage<'_>, at: At) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|b| p.word(b)) else { return false };
    !before.article && !phrases::is_bare_preposition(before)
}
