//! A subject that stands before its verb: فلان قال، فلان، وهو كذا، قال، التقى بفلان الذي قال.

use std::ops::Range;

use super::super::frames::skip_adverbs;
use super::super::lexicon as lex;
use super::super::lexicon::{Classes, Form, Number};
use super::super::passage::{At, Passage, TokenKind};
use super::super::phrases::{NOUNS, Reach, noun_phrase};
use super::{LONGEST_ASIDE, is_speaker_phrase};

/// A subject that stands before its verb, and where its clause starts.
pub(super) fn subject_before(p: &Passage<'_>, verb: At, form: Form, floor: At) -> Option<(Range<At>, At)> {
    if p.word(verb).is_some_and(|w| w.conj) {
        return None;
    }
    let target = before_verb(p, verb, floor)?;
    let mut best = None;
    for start in clause_starts(p, target, floor) {
        let mention = noun_phrase(p, start, target, Reach::Marked);
        let reaches = skip_adverbs(p, mention.end, target) >= target;
        let verbal = p.word(start).is_some_and(|w| {
            let and = start > floor && w.key.starts_with('و') || w.key.starts_with("وت");
            !w.conj && p.all(start).is_empty() && and
        });
        // «التقى بنائب المدير الذي أكد»: a relative may follow a noun with its preposition.
        let relative = target < verb && p.classes(verb - 1).has(lex::RELATIVE);
        let governed = relative && p.word(start).is_some_and(|w| w.prep.is_some()) && p.all(start).has(NOUNS);
        // «أشار إلى أن "الطريق مغلق"، دعا»: what is said, not who says.
        let content = p.opens(start).is_some() && start > floor && p.classes(start - 1).has(lex::COMPLEMENTIZER);
        // «وعن تقييمه للأداء قال»: what is spoken of.
        let topic = start
            .checked_sub(1)
            .and_then(|b| p.word(b))
            .is_some_and(|w| matches!(w.body, "عن" | "حول" | "بشان" | "بخصوص"));
        if reaches
            && !verbal
            && !content
            && !topic
            && (governed || is_speaker_phrase(p, &mention))
            && agrees(p, &mention, form)
        {
            best = Some((mention, start));
            break;
        }
    }
    best
}

/// The end of the words before the verb, without a relative, قد and the like.
fn before_verb(p: &Passage<'_>, verb: At, floor: At) -> Option<At> {
    let mut end = before_aside(p, verb, floor).unwrap_or(verb);
    while end > floor {
        let word = p.word(end - 1);
        let small = word.is_some_and(|w| {
            w.classes.has(lex::RELATIVE)
                || matches!(w.body, "قد" | "كان" | "كانت" | "كانوا" | "ايضا" | "هو" | "هي") && !w.conj
        });
        let comma = p.mark(end - 1) == Some(',') && end < verb;
        if !(small || comma) {
            break;
        }
        end -= 1;
    }
    if end == verb && p.mark(end.wrapping_sub(1)) == Some(',') && end > floor {
        end -= 1;
    }
    (end > floor).then_some(end)
}

/// The comma before an aside that ends right before the verb: فلان، وهو بائع سمك، قال · المركز، ومقره المدينة، أعلن.
fn before_aside(p: &Passage<'_>, verb: At, floor: At) -> Option<At> {
    let last = verb.checked_sub(1).filter(|&at| p.mark(at) == Some(','))?;
    let first = (floor.max(last.saturating_sub(LONGEST_ASIDE))..last).rev().find(|&at| p.mark(at) == Some(','))?;
    let word = p.word(first + 1).filter(|w| w.conj)?;
    (word.classes.has(lex::PRONOUN) || word.stem.starts_with("مقر") && word.classes.has(lex::OBJECT_NOUN))
        .then_some(first)
}

/// Places where the clause that ends at `target` may start, the farthest first.
fn clause_starts(p: &Passage<'_>, target: At, floor: At) -> Vec<At> {
    let mut starts = vec![];
    let nearest = target.saturating_sub(28).max(floor);
    for at in (nearest..target).rev() {
        let boundary = match p.tokens[at].kind {
            TokenKind::Mark(',') => true,
            TokenKind::Mark(')') | TokenKind::Mark('(') | TokenKind::Close(_) | TokenKind::Open(_) => false,
            TokenKind::Mark(_) => {
                starts.push(at + 1);
                break;
            }
            TokenKind::Word(word) => {
                if word.finite().is_some() && !word.article && !word.classes.has(NOUNS) {
                    if matches!(word.body, "كان" | "كانت") {
                        starts.push(at + 1);
                    }
                    break;
                }
                if word.conj && at > floor || word.prep.is_some() {
                    starts.push(at);
                }
                word.classes.has(Classes(lex::OPENER_WORD.0 | lex::COMPLEMENTIZER.0))
            }
        };
        if boundary {
            starts.push(at + 1);
        }
        for any in [lex::OPENER_WORD, lex::TURN_OPENER, lex::TIME] {
            let length = p.length_of(at, any);
            if length > 0 && at + length < target {
                starts.push(at + length);
            }
        }
    }
    if nearest == floor {
        starts.push(floor);
    }
    starts.sort_unstable();
    starts.dedup();
    starts.retain(|&s| s < target && p.mark(s) != Some(','));
    starts
}

/// Gender and number of a subject before its verb.
fn agrees(p: &Passage<'_>, mention: &Range<At>, form: Form) -> bool {
    let Some(word) = p.word(mention.start) else { return true };
    let group = word.classes.has(lex::GROUP_HEAD) || word.classes.has(lex::QUANTIFIER);
    let plural_shape = word.stem.ends_with("ون") || word.stem.ends_with("ين");
    match form.number {
        Number::Plural => group || plural_shape || mention.len() > 2,
        Number::Dual => word.stem.ends_with("ان") || word.stem.ends_with("ين") || mention.len() > 2,
        Number::Singular if word.article || !word.classes.is_empty() => {
            let counted = word.classes.has(lex::QUANTIFIER);
            let headed = word.classes.has(Classes(lex::ORG_HEAD.0 | lex::PERSON_HEAD.0));
            form.feminine || !word.is_feminine() || !headed || counted
        }
        Number::Singular => true,
    }
}
