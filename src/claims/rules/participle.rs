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
use super::super::lexicon::{Classes, Frame, Number, VerbClass};
use super::super::outlets::outlets;
use super::super::passage::{At, Passage, TokenKind};
use super::super::phrases::{self, Reach, noun_phrase};
use super::super::subject::is_speaker_phrase;

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
    let main = main_subject(p, at);
    Some(Find {
        rule: NAME,
        cue: at..at + 1,
        lemma: form.verb().lemma,
        stance: form.verb().stance,
        negated: false,
        left: at,
        speaker: Speaker::Participle { feminine: form.feminine, many: form.number != Number::Singular, main },
        content: Content { first: opening.content, start: opening.start, end: None, by: opening.by },
        carriers: outlets.carriers,
        recipient: outlets.recipient,
        independent: true,
        turn: false,
        place: Place::After,
    })
}

/// The subject of the verb that opens the sentence, whether or not that verb reports: وشكك النائب فلان في الأرقام، معتبراً.
fn main_subject(p: &Passage<'_>, participle: At) -> Option<(At, At)> {
    let floor = p.sentence(participle).start;
    let mut verb = floor;
    loop {
        let opener = p.length_of(verb, Classes(lex::TURN_OPENER.0 | lex::OPENER_WORD.0));
        verb += match p.mark(verb) {
            Some(',') => 1,
            _ => opener,
        };
        if verb >= participle {
            return None;
        }
        if opener == 0 && p.mark(verb) != Some(',') {
            break;
        }
    }
    let word = p.word(verb)?;
    let verbal = word.finite().is_some() || word.classes.is_empty() && !word.article && word.prep.is_none();
    if !verbal || word.article {
        return None;
    }
    let mention = noun_phrase(p, verb + 1, participle, Reach::Free);
    let speaks = Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0 | lex::GROUP_HEAD.0 | phrases::BODIES.0);
    let named = p.word(mention.start).is_some_and(|w| w.classes.is_empty() && w.forms.is_empty() && !w.article);
    let person = p.all(mention.start).has(speaks) || named && word.finite().is_some();
    (person && is_speaker_phrase(p, &mention)).then_some((mention.start, mention.end))
}

/// Whether the word before is a noun that the participle describes: indefinite, with nothing between.
fn is_adjective(p: &Passage<'_>, at: At) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|b| p.word(b)) else { return false };
    !before.article && !phrases::is_bare_preposition(before)
}
