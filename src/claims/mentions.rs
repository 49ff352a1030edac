//! Mentions as the resolver takes them: who is introduced, who issued a document, where a mention starts.

use std::ops::Range;

use super::lexicon as lex;
use super::lexicon::Classes;
use super::passage::{At, Passage};
use super::phrases::{BODIES, MEDIA, Reach, noun_phrase};
use super::sources::{Choice, Step};
use super::subject::is_speaker_phrase;
use crate::article::BlockKind;
use crate::span::Span;

/// Noun phrases of the narration that bring a role with a name, رئيس الحكومة فلان الفلاني, or a body, هيئة المياه.
pub(super) fn introductions(p: &Passage<'_>) -> Vec<Range<At>> {
    let mut found: Vec<Range<At>> = Vec::new();
    let mut past = 0;
    for at in 0..p.len() {
        let heads = Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0 | lex::ORG_HEAD.0);
        let spoken = p.word(at).is_some_and(|w| w.finite().is_some() && !w.article);
        if at < past || !p.classes(at).has(heads) || spoken {
            continue;
        }
        let range = noun_phrase(p, at, p.sentence(at).end, Reach::Free);
        let body = p.classes(at).has(lex::ORG_HEAD);
        if p.count_words(range.clone()) >= if body { 2 } else { 3 } {
            past = range.end;
            found.push(range);
        }
    }
    found
}

/// A headline repeats a source of the body, which is less sure than a mention in the text.
pub(super) fn in_headline(p: &Passage<'_>, choice: Choice) -> Choice {
    let repeats = p.kind == BlockKind::Headline && choice.step != Step::New;
    if repeats { Choice { step: Step::Headline, ..choice } } else { choice }
}

/// Verbs that say who issued what stands before them.
const ISSUED: [&str; 10] = ["اصدره", "اصدرته", "اصدرها", "اصدرتها", "نشره", "نشرته", "نشرها", "نشرتها", "وزعته", "تلاه"];

/// The body that issued a document: بيان للوزارة، بيان صادر عن المركز.
pub(super) fn issuer(p: &Passage<'_>, range: &Range<At>) -> Option<Range<At>> {
    // «بيان نشره المجلس على صفحته»
    let issued = p.word(range.end).is_some_and(|w| ISSUED.contains(&w.body));
    if issued && !p.all(range.end + 1).has(MEDIA) {
        let mention = noun_phrase(p, range.end + 1, p.sentence(range.end).end, Reach::Free);
        return is_speaker_phrase(p, &mention).then_some(mention);
    }
    let any = Classes(BODIES.0 | lex::PERSON_HEAD.0 | lex::GROUP_HEAD.0 | lex::ORG_NAME.0);
    for at in range.start + 1..range.end {
        let Some(word) = p.word(at) else { continue };
        let phrase = p.phrase(at);
        let after_an = p.key(at - 1) == "عن";
        let direct = at == range.start + 1;
        let owner = word.prep == Some('ل') && word.article && word.classes.is_empty();
        if ((word.classes | phrase).has(any) || owner)
            && (!word.is_nisba() || word.prep == Some('ل'))
            && (word.prep == Some('ل') || direct || after_an)
            && !word.classes.has(lex::ADJECTIVE)
        {
            return Some(noun_phrase(p, at, range.end, Reach::Marked));
        }
    }
    None
}

/// Whether a name stands alone in parentheses.
pub(super) fn within_marks(p: &Passage<'_>, range: &Range<At>) -> bool {
    p.mark(range.start.wrapping_sub(1)) == Some('(') && p.mark(range.end) == Some(')')
}

/// A name without the quotation marks around all of it.
pub(super) fn unquoted(p: &Passage<'_>, range: Range<At>) -> Range<At> {
    let whole = p.opens(range.start).is_some_and(|quote| quote.close + 1 == range.end);
    if whole { range.start + 1..range.end - 1 } else { range }
}

/// A cue without the conjunction before it.
pub(super) fn cue_span(p: &Passage<'_>, range: &Range<At>) -> Span {
    let mut span = p.span(range.clone());
    if let Some(word) = p.word(range.start).filter(|w| w.conj) {
        span.start = word.body_at;
    }
    span
}

/// A mention without conjunction and preposition before it.
pub(super) fn speaker_span(p: &Passage<'_>, range: &Range<At>) -> Span {
    let mut span = p.span(range.clone());
    if let Some(word) = p.word(range.start) {
        if word.conj {
            span.start = word.body_at;
        }
        if word.prep.is_some()
            && word.stem.chars().count() > 1
            && !(word.prep == Some('ل') && word.article && word.body.starts_with("لل"))
        {
            span.start = span.start.max(word.noun_at);
        }
    }
    span
}
