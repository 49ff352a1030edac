//! The noun that a verb takes as its content, and what may stand between it and the subject.

use super::super::lexicon as lex;
use super::super::lexicon::{Classes, Form, FormKind, Frame};
use super::super::outlets::told;
use super::super::passage::{At, Passage};
use super::super::phrases::{self, Reach, noun_phrase};
use super::super::subject;
use super::{LONGEST_MEDIUM, Opener, Opening};
use crate::article::BlockKind;

/// A bare noun phrase after the subject: نفت السفارة صحة …, اتهم الوزير الحكومة بـ….
pub(super) fn object(p: &Passage<'_>, verb: At, form: Form, limit: At) -> Option<Opening> {
    let frame = form.verb().frame;
    if !frame.has(Frame(Frame::NP.0 | Frame::NP_BI.0 | Frame::NP_MORE.0)) || verb + 1 >= limit {
        return None;
    }
    let own = p.word(verb).is_some_and(|w| w.suffix);
    // «أصدر بياناً أكد فيه رفضه»
    let pointing = p.word(verb + 1).is_some_and(|w| matches!(w.body, "فيه" | "فيها" | "خلاله" | "خلالها"));
    let mut at = verb + 1 + usize::from(pointing);
    if !own && !pointing {
        let object_first = form.kind == FormKind::Participle
            || is_headline_object(p, verb)
            || subject::is_oblique(p, at)
            || subject::disagrees(p, at, form)
            || is_possessed(p, at)
            || p.classes(at).has(Classes(lex::OBJECT_NOUN.0 | lex::DEMONSTRATIVE.0))
            || is_act(p, at)
            || subject::goes_before(p, verb);
        let subject = if object_first { at..at } else { noun_phrase(p, at, limit, Reach::Free) };
        let told = told(p, subject.end, limit).map_or(subject.end, |r| r.end);
        let after = skip_medium(p, skip_adverbs(p, told, limit), limit);
        at = if is_only_object(p, frame, after) { at } else { after };
    }
    // «اتهمها البعض بالإساءة»: the pronoun is the object, and what follows بـ the content.
    if own && frame.has(Frame::NP_BI) {
        let bare = p.word(at).is_some_and(|w| w.body == "ب" || w.prep == Some('ب'));
        let subject = if bare { at..at } else { noun_phrase(p, at, limit, Reach::Free) };
        let by = skip_adverbs(p, subject.end, limit);
        let word = p.word(by).filter(|_| by + 1 < limit)?;
        if word.body == "ب" && p.opens(by + 1).is_some() {
            return Some(Opening { by: Opener::Quote, at: by, content: by + 1, start: p.tokens[by + 1].span.start });
        }
        let word = Some(word).filter(|w| w.prep == Some('ب') && !w.classes.has(lex::COMPLEMENTIZER));
        return word.map(|w| Opening { by: Opener::Noun, at: by, content: by, start: w.noun_at });
    }
    let word = p.word(at).filter(|_| at < limit)?;
    let nominal = Classes(phrases::NOUNS.0 | lex::OBJECT_NOUN.0);
    let begins = !phrases::is_bare_preposition(word)
        && word.prep.is_none()
        && !word.conj
        && word.finite().is_none_or(|_| word.classes.has(nominal) || word.article)
        && !word.classes.has(Classes(lex::OPENER_WORD.0 | lex::TIME.0 | lex::IRREALIS.0))
        && (!word.classes.has(lex::RELATIVE) || frame.has(Frame::NP_BI) && word.body == "الذين")
        && word.participle().is_none_or(|_| !word.tanwin);
    begins.then(|| Opening { by: Opener::Noun, at, content: at, start: p.tokens[at].span.start })
}

/// «الوزارة تنفي شائعات»: in a headline the subject comes first, and what follows the verb is its object.
pub(super) fn is_headline_object(p: &Passage<'_>, verb: At) -> bool {
    let first = p.sentence(verb).start;
    let named = p.word(first).is_some_and(|w| w.finite().is_none() || w.article) || p.opens(first).is_some();
    p.kind == BlockKind::Headline && verb > first && named && p.word(verb).is_some_and(|w| !w.conj)
}

/// Whether a verb that needs an object and بـ has had no subject yet where بـ comes: واتهم الحكومة بالتقصير.
fn is_only_object(p: &Passage<'_>, frame: Frame, at: At) -> bool {
    let needs = frame.has(Frame::NP_BI) && !frame.has(Frame(Frame::NP.0 | Frame::BI.0 | Frame::NP_ANNA.0));
    let by = p.word(at).is_some_and(|w| {
        let clause = w.classes.has(lex::COMPLEMENTIZER) && w.body.starts_with("بان");
        clause || w.body == "ب" || w.prep == Some('ب') && !w.classes.has(lex::MEDIUM)
    });
    needs && by
}

/// An unknown indefinite masdar of a derived form, which no speaker is called by.
pub(in crate::claims) fn is_act(p: &Passage<'_>, at: At) -> bool {
    p.word(at).is_some_and(|w| {
        !w.article
            && w.prep.is_none()
            && !w.conj
            && w.classes.is_empty()
            && w.finite().is_none()
            && w.stem.chars().count() >= 5
            && phrases::is_masdar_shape(w.stem)
    })
}

/// A noun with a possessive pronoun right after a verb: وصف موقفهم, what somebody has and not somebody.
pub(super) fn is_possessed(p: &Passage<'_>, at: At) -> bool {
    p.word(at).is_some_and(|w| {
        let own =
            ["هم", "ها", "ته"].iter().any(|e| w.stem.ends_with(e)) || w.stem.starts_with('ت') && w.stem.ends_with("يه");
        own && !w.article
            && !w.conj
            && w.prep.is_none()
            && w.classes.0 & !lex::OBJECT_NOUN.0 == 0
            && w.stem.chars().count() >= 5
    })
}

/// Over «في تصريح لوكالة كذا،» between a subject and its object: to after the comma.
fn skip_medium(p: &Passage<'_>, at: At, limit: At) -> At {
    // «عبر» may have been taken for an adverb already.
    let at = if at > 0 && p.key(at - 1) == "عبر" { at - 1 } else { at };
    let leads = p.word(at).is_some_and(|w| matches!(w.body, "في" | "خلال" | "عبر"));
    let mouthpiece = p.word(at).is_some_and(|w| w.body == "عبر") && p.classes(at + 1).has(lex::PERSON_HEAD);
    let leads = leads || p.key(at) == "علي" && p.key(at + 1) == "لسان";
    let mouthpiece = mouthpiece || p.key(at + 1) == "لسان";
    if !leads || p.length_of(at + 1, lex::MEDIUM) == 0 && !mouthpiece {
        return at;
    }
    let comma = (at..limit.min(at + LONGEST_MEDIUM)).find(|&e| p.mark(e) == Some(','));
    // «عبر موقعه الرسمي تجديد العقد»
    let own = || {
        let medium = noun_phrase(p, at + 1, limit, Reach::Free);
        if p.word(at + 1).is_some_and(|w| w.stem.ends_with(['ه', 'ا'])) { medium.end } else { at }
    };
    comma.map_or_else(own, |comma| comma + 1)
}

/// Over times, media and what else may stand between a subject and its object.
pub(in crate::claims) fn skip_adverbs(p: &Passage<'_>, mut at: At, limit: At) -> At {
    while at < limit {
        let time = p.length_of(at, Classes(lex::TIME.0 | lex::TURN_OPENER.0));
        if time > 0 {
            at += time;
        } else if p.mark(at) == Some('-') {
            // an aside between dashes
            match (at + 1..limit).find(|&e| p.mark(e) == Some('-')) {
                Some(end) => at = end + 1,
                None => break,
            }
        } else if matches!(p.mark(at), Some(',')) || p.mark(at) == Some('(') {
            at += 1;
            if p.mark(at - 1) == Some('(') {
                at = (at..limit).find(|&e| p.mark(e) == Some(')')).map_or(at, |e| e + 1);
            }
        } else {
            break;
        }
    }
    at
}
