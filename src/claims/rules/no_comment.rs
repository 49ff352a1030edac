//! Refusals to comment: not claims, and worth knowing.
//!
//! # What it finds
//! امتنع عن التعليق، رفضت التعليق، لم يصدر تعليق … with the subject between the words.
//!
//! # Why it is no claim
//! Nothing was said.
//!
//! # Examples
//! وامتنع المتحدث عن التعليق على الأنباء
//!
//! # What it leaves alone
//! رفض with any other object, which is a claim of the rule `finite`.

use std::ops::Range;

use super::super::lexicon as lex;
use super::super::passage::{At, Passage};
use super::super::phrases::{Reach, noun_phrase};
use super::super::subject::is_speaker_phrase;

/// The most tokens of an aside between a subject and what it refuses.
const LONGEST_ASIDE: usize = 14;

/// A refusal: its words, and who refused.
pub(in crate::claims) struct Refusal {
    /// The words.
    pub words: Range<At>,
    /// The subject, where it stands there.
    pub speaker: Option<Range<At>>,
}

/// Finds refusals to comment.
pub(in crate::claims) fn refusals(p: &Passage<'_>) -> Vec<Refusal> {
    (0..p.len()).filter_map(|at| fixed(p, at).or_else(|| parted(p, at)).or_else(|| unanswered(p, at))).collect()
}

fn fixed(p: &Passage<'_>, at: At) -> Option<Refusal> {
    let length = p.length_of(at, lex::NO_COMMENT);
    if length < 2 {
        return None;
    }
    // «لم يصدر تعليق من الوزارة»
    let limit = p.sentence(at).end;
    let from = (at + length..limit.min(at + length + 3)).find(|&t| p.key(t) == "من");
    // «ولم تعلق الشركة على النتائج»
    let verbal = p.word(at + length - 1).is_some_and(|w| w.finite().is_some() && !w.article);
    let from = from.map(|from| from + 1).or(verbal.then_some(at + length));
    let mention = from
        .map(|from| noun_phrase(p, from, limit, Reach::Free))
        .filter(|m| is_speaker_phrase(p, m) && p.word(m.start).is_none_or(|w| !w.stem.ends_with('ه')));
    let end = mention.as_ref().map_or(at + length, |m| m.end);
    Some(Refusal { words: at..end, speaker: mention })
}

/// The verb, its subject, and (عن) التعليق.
fn parted(p: &Passage<'_>, at: At) -> Option<Refusal> {
    if !p.classes(at).has(lex::REFUSAL) {
        return None;
    }
    let limit = p.sentence(at).end;
    let subject = noun_phrase(p, at + 1, limit, Reach::Free);
    let mut next = after_aside(p, subject.end, limit);
    next += usize::from(matches!(p.key(next), "عن" | "علي"));
    next += usize::from(p.key(next) == "عدم");
    let silent = matches!(p.key(next), "التعليق" | "الرد" | "التعقيب" | "الادلاء" | "الافصاح");
    (silent && is_speaker_phrase(p, &subject)).then(|| Refusal { words: at..next + 1, speaker: Some(subject) })
}

/// لم ترد الحكومة على طلب للتعليق, لم يعلق الوزير: the subject between verb and request.
fn unanswered(p: &Passage<'_>, at: At) -> Option<Refusal> {
    let denied = p.word(at).is_some_and(|w| w.body == "لم");
    let silent = matches!(p.key(at + 1), "يرد" | "ترد" | "يردوا" | "يستجب" | "تستجب" | "يجب" | "تجب");
    if !denied || !silent {
        return None;
    }
    let limit = p.sentence(at).end;
    let subject = noun_phrase(p, at + 2, limit, Reach::Free);
    let next = after_aside(p, subject.end, limit);
    let asked = |t: At| {
        p.key(t).contains("طلب")
            || p.key(t).contains("تعليق")
            || p.key(t).contains("اتصال")
            || p.key(t).contains("اسئلة")
    };
    let request = (next..limit.min(next + 4)).find(|&t| asked(t))?;
    is_speaker_phrase(p, &subject).then(|| Refusal { words: at..request + 1, speaker: Some(subject) })
}

/// Over what is said of the subject between two commas.
fn after_aside(p: &Passage<'_>, at: At, limit: At) -> At {
    if p.mark(at) != Some(',') {
        return at;
    }
    (at + 1..limit.min(at + LONGEST_ASIDE)).find(|&e| p.mark(e) == Some(',')).map_or(at, |e| e + 1)
}
