//! Speech first, speaker after: "…"، قال المدير; and the report in the middle: …، يضيف البلاغ، ….
//!
//! # What it finds
//! A quotation followed, after a comma or nothing, by a verb of speech with its subject and no content of its own; a
//! verb in the present with its subject between two commas.
//!
//! # Why it is a claim
//! The verb has no other content than the words before it.
//!
//! # Examples
//! "لن نغادر"، يقول أحد السكان · الورشة، تضيف الهيئة، ستنتهي غداً
//!
//! # What it leaves alone
//! A verb that opens its own content.

use super::super::find::{Content, Find, Place, Speaker};
use super::super::frames::{self, Opener};
use super::super::guards::{self, Guard};
use super::super::lexicon as lex;
use super::super::lexicon::{FormKind, Number, VerbClass};
use super::super::passage::{At, Passage, TokenKind};
use super::super::phrases::{Reach, noun_phrase};
use super::super::subject::{is_oblique, is_speaker_phrase};

/// The rule's name.
pub(super) const NAME: &str = "postposed";

/// Finds reports whose verb comes after or amid the content.
pub(super) fn find(p: &Passage<'_>) -> Vec<Find> {
    (1..p.len()).filter_map(|at| after_quotation(p, at).or_else(|| amid(p, at))).collect()
}

fn after_quotation(p: &Passage<'_>, at: At) -> Option<Find> {
    let word = *p.word(at)?;
    let form = word.finite().filter(|f| f.verb().class == VerbClass::Speech && !word.article && !word.conj)?;
    let mut end = at;
    while end > 0
        && (matches!(p.mark(end - 1), Some(',' | '-' | '.')) || p.key(end - 1) == "كما" || p.key(end - 1) == "هكذا")
    {
        end -= 1;
    }
    let TokenKind::Close(quote) = p.tokens.get(end.checked_sub(1)?)?.kind else { return None };
    let quote = p.quotes[quote];
    if p.count_words(quote.open + 1..quote.close) < 3 || guards::guard(p, at, form) != Guard::Reports {
        return None;
    }
    let limit = p.sentence(at).end;
    // After a full stop a verb with anything to say of its own starts a new sentence.
    let stopped = (end..at).any(|t| p.mark(t) == Some('.'));
    if frames::opening(p, at, form, limit).is_some_and(|o| o.by != Opener::Noun || stopped) {
        return None;
    }
    let subject = noun_phrase(p, at + 1, limit, Reach::Free);
    let named = is_speaker_phrase(p, &subject) && !is_oblique(p, subject.start) && !is_manner(p, at + 1);
    let alone = at + 1 >= limit || p.mark(at + 1).is_some() || is_manner(p, at + 1);
    let speaker = match named {
        true => Speaker::Said(subject),
        false => Speaker::Zero { feminine: form.feminine, many: form.number != Number::Singular },
    };
    (named || alone && !stopped).then(|| Find {
        rule: NAME,
        cue: at..at + 1,
        lemma: form.verb().lemma,
        stance: form.verb().stance,
        negated: false,
        left: quote.open,
        speaker,
        content: Content {
            first: quote.open,
            start: p.tokens[quote.open].span.start,
            end: Some(quote.close + 1),
            by: Opener::Quote,
        },
        carriers: Vec::new(),
        recipient: None,
        independent: true,
        turn: false,
        place: Place::Around,
    })
}

/// «"لن نغادر"، يضيف بحسرة»: how it was said, and not who said it.
fn is_manner(p: &Passage<'_>, at: At) -> bool {
    let attached = p.word(at).is_some_and(|w| w.classes.is_empty() && w.body.starts_with('ب') && w.body.ends_with('ة'));
    attached || p.length_of(at, lex::MANNER) > 0
}

fn amid(p: &Passage<'_>, at: At) -> Option<Find> {
    let word = *p.word(at)?;
    let form =
        word.forms.iter().copied().find(|f| f.kind == FormKind::Imperfect && f.verb().class == VerbClass::Speech)?;
    if p.mark(at - 1) != Some(',') || word.conj || p.tokens[at].quote.is_some() {
        return None;
    }
    let sentence = p.sentence(at);
    let subject = noun_phrase(p, at + 1, sentence.end, Reach::Free);
    let closed = p.mark(subject.end) == Some(',');
    // «وفي هذا الصدد، يقول فلان، إن»: its content comes after it.
    let before = p.classes(subject.end + 1).has(lex::COMPLEMENTIZER);
    if before || !is_speaker_phrase(p, &subject) || !closed || at - 1 <= sentence.start {
        return None;
    }
    Some(Find {
        rule: NAME,
        cue: at..at + 1,
        lemma: form.verb().lemma,
        stance: form.verb().stance,
        negated: false,
        left: sentence.start,
        speaker: Speaker::Said(subject),
        content: Content {
            first: sentence.start,
            start: p.word(sentence.start).map_or(p.tokens[sentence.start].span.start, |w| w.body_at),
            end: Some(sentence.end),
            by: Opener::Clause,
        },
        carriers: Vec::new(),
        recipient: None,
        independent: true,
        turn: false,
        place: Place::Around,
    })
}
