//! What follows a verb of speech: where its subject ends and its content opens (ARABIC §3–5).

use super::lexicon as lex;
use super::lexicon::{Classes, Form, Frame, Number, VerbClass};
use super::model::Stance;
use super::passage::{At, Passage, TokenKind};
use super::phrases;
use super::words::Word;
use crate::span::Offset;

mod objects;
mod openers;

pub(super) use objects::{is_act, skip_adverbs};
pub(super) use openers::clause_at;

use objects::{is_possessed, object};
use openers::{colon_at, governed, quote_at};

/// How a content is joined to its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// أنّ and its sisters.
    Clause,
    /// A colon.
    Colon,
    /// A quotation without anything.
    Quote,
    /// A noun phrase, after the preposition that the verb governs or bare.
    Noun,
}

/// Where a content opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    /// How.
    pub by: Opener,
    /// The first token that is no longer the subject's.
    pub at: At,
    /// The first token of the content.
    pub content: At,
    /// The first byte of the content, after any clitic that is not part of it.
    pub start: Offset,
}

/// The most tokens that the words about a medium take.
const LONGEST_MEDIUM: usize = 18;

/// How far after a verb its content may open.
const FARTHEST: usize = 70;

/// Finds where the content of the verb at `verb` opens, looking no further than `limit`.
pub(super) fn opening(p: &Passage<'_>, verb: At, form: Form, limit: At) -> Option<Opening> {
    let limit = limit.min(verb + FARTHEST);
    let frame = form.verb().frame;
    if let Some(found) = at_once(p, verb, form, limit) {
        return found;
    }
    let mut at = verb + 1;
    let mut relative = false;
    let mut noun: Option<Opening> = None;
    while at < limit {
        let foreign = p.key(at) == "علي" && !frame.has(Frame::ALA) && frame.has(Frame::NP);
        if foreign && clause_at(p, at, limit).is_some() {
            at += 2;
            continue;
        }
        if let Some(found) =
            clause_at(p, at, limit).or_else(|| colon_at(p, at, limit)).or_else(|| quote_at(p, verb, at, limit))
        {
            let named = object(p, verb, form, found.at)
                .filter(|o| o.at < found.at && is_announced(p, o.at) && passes_saying(p, verb, found.at));
            // «وأدانت المنظمة الهجوم "بأشد العبارات"»
            let described = || {
                let slot = found.by == Opener::Quote && form.verb().stance == Stance::Criticise && noun.is_none();
                let parted = matches!(p.mark(found.at - 1), Some(',' | ':')) || passes_saying(p, verb, found.at);
                object(p, verb, form, found.at).filter(|o| slot && !parted && o.at < found.at)
            };
            return Some(named.or_else(described).unwrap_or_else(|| better(p, found, noun, verb)));
        }
        match p.tokens[at].kind {
            TokenKind::Open(quote) => {
                at = p.quotes[quote].close + 1;
                continue;
            }
            TokenKind::Word(word) => {
                let anonymous = p.length_of(at, lex::ANONYMITY);
                if anonymous > 1 {
                    at += anonymous;
                    continue;
                }
                // «في بيان ورد لـ»: a verb right after an indefinite medium describes it.
                relative |= at > verb + 1 && p.word(at - 1).is_some_and(|b| b.classes.has(lex::MEDIUM) && !b.article);
                relative |= describes(p, at, &word) || is_published(p, verb, at, &word);
                relative |= word.classes.has(lex::RELATIVE) || word.suffix && !word.conj && word.finite().is_some();
                if at > verb + 1 && !relative && is_other_verb(&word) || is_other_cue(p, at, &word) {
                    break;
                }
                if noun.is_none() {
                    noun = governed(p, at, form, limit);
                }
            }
            TokenKind::Mark(',') => {
                if noun.is_some() {
                    break;
                }
                relative = false;
            }
            _ => {}
        }
        at += 1;
    }
    noun.or_else(|| object(p, verb, form, limit))
}

/// What a verb governs that comes before any clause: its two objects (وصف الاتفاق بأنه), or what it announces at once
/// (أكد استعداد حكومته). The inner `None` says that it announces and has no content.
fn at_once(p: &Passage<'_>, verb: At, form: Form, limit: At) -> Option<Option<Opening>> {
    let frame = form.verb().frame;
    let described = frame.has(Frame(Frame::NP_BI.0 | Frame::NP_MORE.0)) && !frame.has(Frame::NP_ANNA);
    if described && !p.word(verb).is_some_and(|w| w.suffix) {
        let found = object(p, verb, form, limit);
        let plain = |o: &Opening| p.opens(o.at).is_none() && !matches!(p.mark(o.at - 1), Some(',' | ':'));
        let found = found.filter(plain).filter(|o| !p.classes(o.at).has(lex::COMPLEMENTIZER));
        if found.is_some() {
            return Some(found);
        }
    }
    let next = verb + 1;
    let announced = frame.has(Frame::NP)
        && next < limit
        && (p.classes(next).has(lex::OBJECT_NOUN) || is_act(p, next) || is_possessed(p, next));
    (announced && !p.classes(next).has(lex::COMPLEMENTIZER)).then(|| object(p, verb, form, limit))
}

/// «مسؤول تحدث شريطة عدم كشف هويته»: a verb that says of an indefinite source on what terms it spoke.
fn describes(p: &Passage<'_>, at: At, word: &Word<'_>) -> bool {
    let lemma = word.finite().filter(|_| !word.conj).map_or("", |f| f.verb().lemma);
    let terms = matches!(lemma, "تَحَدَّثَ" | "طَلَبَ" | "رَفَضَ" | "اِشْتَرَطَ" | "تَكَلَّمَ");
    let until = p.sentence(at).end.min(at + LONGEST_MEDIUM);
    terms
        && p.word(at.wrapping_sub(1)).is_some()
        && (at + 1..until).any(|t| p.length_of(t, lex::ANONYMITY) > 0 || matches!(p.key(t), "شريطة" | "بشرط"))
}

/// «في حوار مع صحيفة نشر أمس»: what became of the medium.
fn is_published(p: &Passage<'_>, verb: At, at: At, word: &Word<'_>) -> bool {
    let carried = word.finite().is_some_and(|f| f.verb().class == VerbClass::Relay) && !word.conj && !word.article;
    carried && (verb + 1..at).any(|t| p.length_of(t, lex::MEDIUM) > 0)
}

/// Another verb of speech, which has a content of its own.
fn is_other_verb(word: &Word<'_>) -> bool {
    let speaks = word.finite().is_some_and(|f| !matches!(f.verb().class, VerbClass::Trap | VerbClass::Topic));
    let dual = !word.conj && word.forms.iter().filter(|f| f.is_finite()).all(|f| f.number == Number::Dual);
    let called = dual || matches!(word.body, "اطلعت" | "اطلع") || matches!(word.body, "يدعي" | "تدعي");
    let preposition = called || !word.conj && matches!(word.body, "عبر" | "عقب" | "دون" | "مثل" | "بين" | "وسط");
    speaks
        && !preposition
        && !word.tanwin
        && !word.classes.has(Classes(phrases::NOUNS.0 | lex::QUANTIFIER.0))
        && !word.article
        && !is_relay_verb(word)
}

/// A participle after a comma, or a noun after a preposition (مع تأكيده أن), that is a cue of its own.
fn is_other_cue(p: &Passage<'_>, at: At, word: &Word<'_>) -> bool {
    let spoken = |f: Form| matches!(f.verb().class, VerbClass::Speech | VerbClass::Opinion);
    let noun = word.masdar().is_some_and(spoken) && word.suffix && !word.classes.has(lex::MEDIUM);
    let speaking = word.classes.has(lex::LIGHT_NOUN);
    noun && p.word(at - 1).is_some_and(phrases::is_bare_preposition)
        || word.participle().is_some() && !speaking && p.mark(at - 1) == Some(',')
}

/// Whether قائلاً or the like stands between a verb and what was found.
fn passes_saying(p: &Passage<'_>, verb: At, at: At) -> bool {
    (verb..at).any(|t| p.classes(t).has(lex::LIGHT_NOUN))
}

/// Whether the word begins what can be announced: وجود، ضرورة, or a masdar.
pub(super) fn is_announced(p: &Passage<'_>, at: At) -> bool {
    let demonstrative = p.classes(at).has(lex::DEMONSTRATIVE);
    p.word(at).is_some_and(|w| (w.classes.has(lex::OBJECT_NOUN) || phrases::is_masdar_shape(w.stem)) && !demonstrative)
}

pub(super) fn is_relay_verb(word: &Word<'_>) -> bool {
    word.suffix && word.finite().is_some_and(|f| f.verb().class == VerbClass::Relay)
}

/// Chooses between a clause that was found and a noun that the verb governs before it.
fn better(p: &Passage<'_>, found: Opening, noun: Option<Opening>, verb: At) -> Opening {
    let Some(noun) = noun else { return found };
    let same_slot = found.by == Opener::Clause && found.at <= noun.content + 1;
    let near = found.by == Opener::Clause && p.key(found.at) == p.key(noun.at) && found.at - noun.at <= 6;
    let spoken = matches!(found.by, Opener::Colon | Opener::Quote)
        && (verb..found.at).any(|at| p.classes(at).has(lex::LIGHT_NOUN) || p.mark(at) == Some(','))
        || found.by == Opener::Colon;
    let light = (verb..found.at).any(|at| p.classes(at).has(lex::LIGHT_NOUN));
    if same_slot || near || spoken || light { found } else { noun }
}
