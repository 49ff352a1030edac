//! Carriers that quote: نقلت الوكالة عن مصدر قوله إن; ذكرت الصحيفة نقلاً عن مسؤول أن.
//!
//! # What it finds
//! A verb or نقلاً of carrying, the carrier, عن, the one who spoke, and the content.
//!
//! # Why it is a claim
//! The carrier answers for the quotation, the one after عن for the words.
//!
//! # Examples
//! ونقلت الوكالة عن الناطق تأكيده أن المعبر مغلق
//!
//! # What it leaves alone
//! نقل in its first sense, to move something somewhere; a carrier without عن, whose own report it is.

use std::ops::Range;

use super::super::find::{Content, Find, Place, Speaker};
use super::super::frames::{self, Opener, Opening};
use super::super::guards;
use super::super::lexicon as lex;
use super::super::lexicon::{Classes, Form, FormKind, VerbClass};
use super::super::passage::{At, Passage};
use super::super::phrases::{self, MEDIA, Reach, noun_phrase};

/// The rule's name.
pub(super) const NAME: &str = "relay";

/// Finds quotations that somebody carries.
pub(super) fn find(p: &Passage<'_>) -> Vec<Find> {
    (0..p.len()).filter_map(|at| at_carrier(p, at)).collect()
}

fn at_carrier(p: &Passage<'_>, at: At) -> Option<Find> {
    let word = *p.word(at)?;
    let limit = p.sentence(at).end;
    let naqlan = word.body == "نقلا" && p.key(at + 1) == "عن";
    let (form, carrier, an) = if naqlan {
        let verb = (p.sentence(at).start..at)
            .rev()
            .find(|&v| p.word(v).is_some_and(|w| w.finite().is_some() && !w.article))?;
        let form = p.word(verb)?.finite()?;
        let carrier = noun_phrase(p, verb + 1, at, Reach::Marked);
        (form, (verb, carrier), at + 1)
    } else {
        let form = word.forms.iter().copied().find(|f| f.is_finite() && is_carrying(*f)).filter(|_| !word.article)?;
        let an = (at + 1..limit.min(at + 26)).find(|&e| {
            p.word(e).is_some_and(|w| {
                matches!(w.body, "عن" | "علي" | "عنه" | "عنها") || w.body == "الي" && form.verb().lemma == "نَسَبَ"
            })
        })?;
        let carrier = noun_phrase(p, at + 1, an, Reach::Marked);
        if p.key(an) == "علي" && p.key(an + 1) != "لسان" || is_transport(p, at, an, &carrier) {
            return None;
        }
        (form, (at, carrier), an)
    };
    let (verb, carrier) = carrier;
    let from = if p.key(an + 1) == "لسان" { an + 2 } else { an + 1 };
    let (cue, opening, stance) = opening(p, from, limit, verb)?;
    let source = noun_phrase(p, from, cue.start.min(opening.at).max(from), Reach::Marked);
    let (left, turn) = guards::openers(p, verb, p.sentence(at).start);
    let speaker = if source.is_empty() {
        Speaker::Zero { feminine: p.key(an) == "عنها", many: false }
    } else {
        Speaker::Said(source)
    };
    let cue = if cue.is_empty() { if naqlan { at..at + 2 } else { verb..verb + 1 } } else { cue };
    Some(Find {
        rule: NAME,
        cue,
        lemma: form.verb().lemma,
        stance,
        negated: false,
        left,
        speaker,
        content: Content { first: opening.content, start: opening.start, end: None, by: opening.by },
        carriers: if carrier.is_empty() { Vec::new() } else { vec![carrier] },
        recipient: None,
        independent: true,
        turn,
        place: Place::After,
    })
}

/// نقلت قناة عن صحيفة أن مسؤولاً أكد أن …: the outlet that is quoted carries too, and the one inside speaks.
pub(super) fn chain(p: &Passage<'_>, found: &mut Vec<Find>) {
    let mut at = 0;
    while at < found.len() {
        let outer = found[at].clone();
        let carries =
            matches!(&outer.speaker, Speaker::Said(range) if outer.rule == NAME && p.all(range.start).has(MEDIA));
        let near = found.iter().enumerate().skip(at).take(12);
        let inner = near
            .filter(|(_, f)| f.rule == "finite" && f.left == outer.content.first && f.cue.start > f.left)
            .map(|(i, _)| i)
            .next();
        match (carries, inner, &outer.speaker) {
            (true, Some(inner), Speaker::Said(range)) => {
                found[inner].carriers = std::iter::once(range.clone()).chain(outer.carriers.iter().cloned()).collect();
                found[inner].left = outer.left;
                found[inner].independent = true;
                found.remove(at);
            }
            _ => at += 1,
        }
    }
}

fn is_carrying(form: Form) -> bool {
    form.verb().class == VerbClass::Relay && form.verb().lemma != "عَلِمَ" && form.kind != FormKind::Short
}

/// نقلت فلانة للمستشفى: no carrier that is an outlet and something between.
fn is_transport(p: &Passage<'_>, verb: At, an: At, carrier: &Range<At>) -> bool {
    let outlet =
        carrier.clone().any(|at| p.classes(at).has(MEDIA) || p.tokens[at].phrase.is_some_and(|(c, _)| c.has(MEDIA)));
    let between = an - (verb + 1) > carrier.len() + 6;
    !outlet && carrier.is_empty() && an > verb + 1 || between
}

/// The content after the speaker: through a noun of saying, or directly.
fn opening(
    p: &Passage<'_>,
    from: At,
    limit: At,
    verb: At,
) -> Option<(Range<At>, Opening, super::super::model::Stance)> {
    let stance = p.word(verb)?.finite().map(|f| f.verb().stance).unwrap_or(super::super::model::Stance::Relay);
    for at in from..limit.min(from + 45) {
        if let Some(found) = frames::clause_at(p, at, limit) {
            return Some((at..at, found, stance));
        }
        if p.mark(at) == Some(':') && at + 1 < limit {
            return Some((
                at..at,
                Opening { by: Opener::Colon, at, content: at + 1, start: p.tokens[at + 1].span.start },
                stance,
            ));
        }
        if let Some(quote) = p.opens(at)
            && p.count_words(quote.open + 1..quote.close) > 3
        {
            return Some((
                at..at,
                Opening { by: Opener::Quote, at, content: at, start: p.tokens[at].span.start },
                stance,
            ));
        }
        let Some(word) = p.word(at) else { continue };
        if let Some(form) = word.masdar().filter(|f| word.suffix && f.verb().class != VerbClass::Trap) {
            let found = frames::opening(p, at, form.verbal(), limit)?;
            return Some((at..at + 1, found, form.verb().stance));
        }
        let stop = Classes(lex::OPENER_WORD.0);
        if word.classes.has(stop) && !phrases::is_bare_preposition(word) {
            return None;
        }
    }
    None
}
