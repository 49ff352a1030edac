//! Prepositions that attribute: بحسب، وفقاً لـ، على حد قول، and with a verb حسبما، وفق ما، كما.
//!
//! # What it finds
//! The preposition with a noun that can speak after it, at the end of a sentence, at its start, or between commas.
//!
//! # Why it is a claim
//! What the sentence states is stated on the word of that noun.
//!
//! # Examples
//! وفقاً للخبراء، الزلزال كان الأعنف · الحريق، وفق الدفاع المدني، أتى على ثلاثة مبان · بدأ العمل، بحسب ما أعلنت البلدية
//!
//! # What it leaves alone
//! Criteria (وفق القوائم المعتمدة)، the speaker's own words repeated (على حد تعبيره), which end a claim and make none.

use std::ops::Range;

use super::super::find::{Content, Find, Place, Speaker};
use super::super::frames::{self, Opener};
use super::super::lexicon as lex;
use super::super::lexicon::{Classes, VerbClass};
use super::super::model::Stance;
use super::super::outlets::told;
use super::super::passage::{At, Passage, TokenKind};
use super::super::phrases::{NOUNS, Reach, noun_phrase};
use super::super::subject::is_speaker_phrase;
use super::super::words::Word;
use crate::span::Offset;

/// The rule's name.
pub(super) const NAME: &str = "preposition";

/// The most tokens of what is said of a source before its content.
const LONGEST_ASIDE: usize = 16;

/// How far before an aside the verb may stand whose content comes after it.
const FARTHEST_VERB: usize = 12;

/// Finds reports by a preposition.
pub(super) fn find(p: &Passage<'_>) -> Vec<Find> {
    (0..p.len()).filter_map(|at| at_preposition(p, at)).collect()
}

fn at_preposition(p: &Passage<'_>, at: At) -> Option<Find> {
    if p.tokens[at].quote.is_some() || p.length_of(at, lex::OWN_WORDS) > 0 {
        return None;
    }
    let (cue, speaker) = with_verb(p, at).or_else(|| with_noun(p, at))?;
    if is_aside(p, at) {
        return None;
    }
    let sentence = p.sentence(at);
    let recipient = told(p, speaker.end, sentence.end);
    let end = recipient.as_ref().map_or(speaker.end, |r| r.end);
    let (place, content) = content(p, &sentence, &cue, end)?;
    Some(Find {
        rule: NAME,
        cue,
        lemma: "بِحَسَبِ",
        stance: Stance::Neutral,
        negated: false,
        left: at,
        speaker: Speaker::Said(speaker),
        content,
        carriers: Vec::new(),
        recipient,
        independent: true,
        turn: false,
        place,
    })
}

/// «أشار الوزير، بحسب البيان، إلى أن»: the verb before has not said its content yet.
fn is_aside(p: &Passage<'_>, at: At) -> bool {
    if p.mark(at.wrapping_sub(1)) != Some(',') {
        return false;
    }
    let limit = p.sentence(at).end;
    let from = p.sentence(at).start.max(at.saturating_sub(FARTHEST_VERB));
    (from..at).any(|t| {
        let form = p.word(t).filter(|w| !w.article).and_then(Word::finite);
        let reports = form.filter(|f| !matches!(f.verb().class, VerbClass::Trap | VerbClass::Light | VerbClass::Topic));
        reports.and_then(|f| frames::opening(p, t, f, limit)).is_some_and(|o| o.content > at)
    })
}

/// بحسب ما أعلن فلان: cue through the verb, and the subject.
fn with_verb(p: &Passage<'_>, at: At) -> Option<(Range<At>, Range<At>)> {
    let length = p.length_of(at, lex::PREP_CLAUSE);
    if length == 0 {
        return None;
    }
    // «ردا على ما ذكرته»: what is answered, not who says it.
    if p.key(at) == "علي" && at > 0 && p.word(at - 1).is_some() {
        return None;
    }
    let verb = at + length;
    let word = p.word(verb)?;
    let form = word.forms.iter().find(|f| f.is_finite())?;
    if matches!(form.verb().class, VerbClass::Trap | VerbClass::Light) {
        return None;
    }
    let limit = p.sentence(at).end;
    let bare = p.key(at).ends_with("كما") || p.key(at).ends_with("مثلما");
    if bare {
        let opens = frames::opening(p, verb, *form, limit).is_some_and(|o| o.by != Opener::Noun);
        let after_stop = at == p.sentence(at).start;
        if opens || after_stop || word.suffix && p.mark(at.wrapping_sub(1)) != Some(',') {
            return None;
        }
    }
    let mut from = verb + 1;
    while p.word(from).is_some_and(|w| matches!(w.body, "عنه" | "عنها" | "به" | "بذلك" | "ذلك" | "له" | "لها"))
    {
        from += 1;
    }
    let subject = noun_phrase(p, from, limit, Reach::Free);
    is_speaker_phrase(p, &subject).then_some((at..verb + 1, subject))
}

/// بحسب فلان.
fn with_noun(p: &Passage<'_>, at: At) -> Option<(Range<At>, Range<At>)> {
    let length = p.length_of(at, lex::PREP_CUE);
    if length == 0 || p.length_of(at, lex::PREP_CLAUSE) > length {
        return None;
    }
    let mut from = at + length;
    if p.word(from).is_some_and(|w| matches!(w.key, "ما" | "لما")) {
        return None;
    }
    // «وفقا ل "…"»: the clitic stands alone before a quotation mark.
    if p.key(from) == "ل" {
        from += 1;
    }
    // «بحسب آخر إحصاء للوزارة»
    let newest = p.word(from).is_some_and(|w| matches!(w.body, "اخر" | "احدث" | "اول"));
    from += usize::from(newest && p.classes(from + 1).has(lex::DOC_HEAD));
    let limit = p.sentence(at).end;
    let source = noun_phrase(p, from, limit, Reach::Free);
    let first = p.word(source.start);
    let criterion = first.is_some_and(|w| w.classes.has(lex::CRITERION));
    let needs_lam = matches!(p.key(at), "وفقا" | "طبقا" | "ووفقا" | "وطبقا");
    let lam = first.is_some_and(|w| w.prep == Some('ل') || w.key.starts_with('ل'))
        || p.key(source.start.wrapping_sub(1)) == "ل";
    let speaks = speaks(p, &source);
    (!source.is_empty() && !criterion && speaks && (!needs_lam || lam)).then_some((at..at + length, source))
}

/// Whether the noun can answer for words: it is known to, it is quoted, or it looks like a name.
fn speaks(p: &Passage<'_>, source: &Range<At>) -> bool {
    let Some(word) = p.word(source.start) else { return p.opens(source.start).is_some() };
    let phrase = p.phrase(source.start);
    let known = (word.classes | phrase).has(Classes(NOUNS.0 | lex::QUANTIFIER.0));
    let bad = word.classes.has(Classes(lex::CRITERION.0 | lex::TIME.0 | lex::DEMONSTRATIVE.0 | lex::OBJECT_NOUN.0));
    let name = word.classes.is_empty() && word.forms.is_empty() && (!word.article || word.is_nisba());
    known || name && !bad
}

/// Where the content is, by what stands around the cue and its noun.
fn content(p: &Passage<'_>, sentence: &Range<At>, cue: &Range<At>, end: At) -> Option<(Place, Content)> {
    let end = after_adverbs(p, end, sentence.end);
    let introduced = (sentence.start..cue.start).all(|at| {
        p.word(at).is_none_or(|w| w.classes.has(Classes(lex::OPENER_WORD.0 | lex::TURN_OPENER.0 | lex::PREP_CUE.0)))
    });
    if introduced {
        let mut first = end;
        // «وبحسب شهادة أحدهم، التي نشرتها المنظمة، فإن»
        if p.mark(end) == Some(',') && p.classes(end + 1).has(lex::RELATIVE) {
            first = (end + 1..sentence.end).find(|&at| p.mark(at) == Some(',')).unwrap_or(end);
        }
        // «ووفق معطيات اطلعت عليها الصحيفة، فقد»
        let so = |at: At| p.mark(at) == Some(',') && matches!(p.key(at + 1), "فقد" | "فان" | "فانه" | "فانها");
        if p.mark(first).is_none() {
            first = (first..sentence.end.min(first + LONGEST_ASIDE)).find(|&at| so(at)).unwrap_or(first);
        }
        while matches!(p.mark(first), Some(',' | ':')) {
            first += 1;
        }
        let conj = p.word(first).is_some_and(|w| {
            w.body.starts_with("ان") && w.classes.has(lex::COMPLEMENTIZER)
                || matches!(w.key, "فان" | "فانه" | "فانها" | "فقد")
        });
        if conj {
            first += 1;
        }
        let start = p.tokens.get(first)?.span.start;
        return (first < sentence.end)
            .then_some((Place::After, Content { first, start, end: None, by: Opener::Clause }));
    }
    let start_word = p.word(sentence.start);
    let start = start_word.map_or(p.tokens[sentence.start].span.start, without_and);
    let rest = (end..sentence.end).filter(|&at| p.word(at).is_some()).take(3).count();
    let opens_more = matches!(p.tokens.get(end).map(|t| t.kind), Some(TokenKind::Mark(',')));
    let medial = opens_more && rest >= 3 && matches!(p.mark(cue.start - 1), Some(',' | '-'));
    let by = Opener::Clause;
    if medial && !continues(p, end + 1) {
        return Some((Place::Around, Content { first: sentence.start, start, end: Some(sentence.end), by }));
    }
    Some((Place::Before, Content { first: sentence.start, start, end: Some(cue.start), by }))
}

/// The start of a sentence's first word without its و.
fn without_and(word: &Word<'_>) -> Offset {
    let unknown =
        word.classes.is_empty() && word.forms.is_empty() && word.key.starts_with('و') && word.key.chars().count() >= 4;
    if unknown && !word.conj { Offset(word.body_at.0 + 'و'.len_utf8()) } else { word.body_at }
}

/// Over the medium and time that may follow the noun: في تصريح خاص لـ"…", أمس.
fn after_adverbs(p: &Passage<'_>, mut at: At, limit: At) -> At {
    loop {
        let next = frames::skip_adverbs(p, at, limit);
        let medium = p.key(next) == "في" && p.length_of(next + 1, lex::MEDIUM) > 0;
        if medium {
            at = next + 1 + p.length_of(next + 1, lex::MEDIUM);
            while at < limit && !matches!(p.mark(at), Some(',' | '.')) {
                at += 1;
            }
            return at;
        }
        if next == at || p.mark(at) == Some(',') {
            return at;
        }
        at = next;
    }
}

/// Whether the words at `at` start something new: a participle, a conjunction, another report.
fn continues(p: &Passage<'_>, at: At) -> bool {
    p.word(at).is_some_and(|w| {
        w.conj || w.participle().is_some() && w.tanwin || w.classes.has(Classes(lex::OPENER_WORD.0 | lex::PREP_CUE.0))
    })
}
