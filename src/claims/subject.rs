//! Whose verb it is: the noun phrase after it, before it, or only its ending (ARABIC §4).

use std::ops::Range;

use super::find::Speaker;
use super::frames::skip_adverbs;
use super::guards;
use super::lexicon as lex;
use super::lexicon::{Classes, Form, Frame, Number};
use super::passage::{At, Passage, TokenKind};
use super::phrases::{self, NOUNS, PLACES, Reach, noun_phrase};
use super::words::Word;
use crate::article::BlockKind;

/// The subject of a verb, and where the report starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// Who.
    pub speaker: Speaker,
    /// The first token of the report.
    pub left: At,
    /// Whether a turn opener stands before it.
    pub turn: bool,
    /// Whether the subject stands before the verb.
    pub before: bool,
}

/// The most tokens of an aside between a subject and its verb.
const LONGEST_ASIDE: usize = 14;

/// What may stand between a verb and its subject: «وقال عنه المدرب», «أكد فيه القادة».
const TO_WHOM: [&str; 13] =
    ["له", "لها", "لهم", "عنه", "عنها", "لي", "لنا", "ان", "فيه", "فيها", "خلاله", "خلالها", "معه"];

/// How far before its ف an أما may stand.
const FARTHEST_AS_FOR: usize = 24;

/// The subject of the finite verb at `verb`, whose own words after it end at `field_end`.
pub(super) fn of_verb(p: &Passage<'_>, verb: At, form: Form, field_end: At, reach: Reach) -> Subject {
    let sentence = p.sentence(verb);
    let (left, turn) = guards::openers(p, verb, sentence.start);
    // «وكان فلان قد حث الفلسطينيين»: with قد the subject has gone before.
    if p.word(verb.wrapping_sub(1)).is_some_and(|w| w.body == "قد" && !w.conj)
        && let Some((mention, left)) = subject_before(p, verb, form, sentence.start)
    {
        let (first, turned) = guards::openers(p, left, sentence.start);
        return Subject { speaker: Speaker::Said(mention), left: first, turn: turn || turned, before: true };
    }
    // «وكان فلان اقترح عقد قمة»: what كان names comes before what follows the verb.
    if let Some((mention, left)) = after_was(p, verb, form, sentence.start) {
        let (first, turned) = guards::openers(p, left, sentence.start);
        return Subject { speaker: Speaker::Said(mention), left: first, turn: turn || turned, before: true };
    }
    // «فلان يكشف جديد الملف»: a headline puts its subject first.
    if p.kind == BlockKind::Headline
        && let Some((mention, left)) =
            subject_before(p, verb, form, sentence.start).filter(|(m, _)| m.start == sentence.start)
    {
        return Subject { speaker: Speaker::Said(mention), left, turn, before: true };
    }
    if let Some((mention, left)) = after_as_for(p, verb, sentence.start) {
        return Subject { speaker: Speaker::Said(mention), left, turn: true, before: true };
    }
    let own = noun_phrase(p, skip_self(p, verb + 1, field_end), field_end, reach);
    let speaks = is_speaker_phrase(p, &own) && !is_oblique(p, own.start) && !disagrees(p, own.start, form);
    if speaks && !is_called_upon(p, verb, form, &own) {
        return Subject { speaker: Speaker::Said(own), left, turn, before: false };
    }
    // «في مقال، كتب فيه أن»: the medium is no subject.
    let pointing = p.word(verb + 1).is_some_and(|w| matches!(w.body, "فيه" | "فيها" | "خلاله" | "خلالها"));
    let before = subject_before(p, verb, form, sentence.start).filter(|_| !pointing);
    if let Some((mention, left)) = before {
        let (first, turned) = guards::openers(p, left, sentence.start);
        return Subject { speaker: Speaker::Said(mention), left: first, turn: turn || turned, before: true };
    }
    if let Some(mention) = of_light_verb(p, verb, sentence.start) {
        return Subject { speaker: Speaker::Said(mention), left, turn, before: false };
    }
    let many = form.number != Number::Singular;
    Subject { speaker: Speaker::Zero { feminine: form.feminine, many }, left, turn, before: false }
}

/// «وحث الجمهور على الهدوء»: the one phrase of a verb that needs somebody to call upon, where it is no person.
fn is_called_upon(p: &Passage<'_>, verb: At, form: Form, own: &Range<At>) -> bool {
    let needs = form.verb().frame.has(Frame::ADDRESSEE)
        && form.verb().frame.has(Frame::NP)
        && form.verb().frame.has(Frame::ALA);
    let person = Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0 | lex::ORG_NAME.0 | PLACES.0);
    let thing = p.word(own.start).is_some_and(|w| w.article) && !p.all(own.start).has(person);
    needs && p.word(verb).is_some_and(|w| w.conj) && thing && own.len() <= 2
}

/// A feminine after a masculine verb that takes an object is its object: وحث السلطات على الشفافية.
pub(super) fn disagrees(p: &Passage<'_>, at: At, form: Form) -> bool {
    let transitive = form.verb().frame.has(Frame(Frame::NP.0 | Frame::NP_BI.0 | Frame::NP_MORE.0));
    let feminine = p.word(at).is_some_and(|w| {
        let group = w.classes.has(lex::GROUP_HEAD);
        w.article && (w.stem.ends_with("ات") || w.stem.ends_with('ة') && !group && w.classes.has(phrases::BODIES))
    });
    transitive && feminine && !form.feminine && form.number == Number::Singular
}

/// A sound plural in ين after a verb is its object, not its subject: وطالبت مقاتلين.
pub(super) fn is_oblique(p: &Passage<'_>, at: At) -> bool {
    p.word(at).is_some_and(|w| {
        let plural = w.stem.ends_with("ين") && w.stem.chars().count() >= 5;
        // الزائرين، المسافرين: participles, of which four letters or more are left.
        let base = w.stem.strip_suffix("ين").unwrap_or("");
        let participle = w.article
            && w.classes.is_empty()
            && w.forms.is_empty()
            && base.chars().count() >= 4
            && (base.starts_with('م') || base.chars().nth(1) == Some('ا'));
        plural
            && (w.classes.has(lex::GROUP_HEAD) || w.is_nisba() && w.article || participle)
            && !w.classes.has(Classes(lex::QUANTIFIER.0 | lex::NAME_PARTICLE.0))
    })
}

/// أدلى القائد بتصريحات قال فيها: the subject of the light verb that brings the report.
fn of_light_verb(p: &Passage<'_>, verb: At, floor: At) -> Option<Range<At>> {
    let pointing = p.word(verb + 1).is_some_and(|w| matches!(w.body, "فيها" | "فيه" | "خلالها" | "خلاله"));
    let same = p.word(verb).is_some_and(|w| !w.conj);
    if !pointing || !same {
        return None;
    }
    let light = (floor.max(verb.saturating_sub(25))..verb).rev().find(|&at| {
        p.word(at).is_some_and(|w| !w.article && w.finite().is_some_and(|f| f.verb().class == lex::VerbClass::Light))
    })?;
    let mention = noun_phrase(p, light + 1, verb, Reach::Free);
    is_speaker_phrase(p, &mention).then_some(mention)
}

/// Over what may stand between a verb and its subject: «قال أمس الوزير», «وقال، في بيان، الوزير» is rarer and left.
fn skip_self(p: &Passage<'_>, at: At, limit: At) -> At {
    let mut at = at;
    while at < limit
        && (p.length_of(at, lex::TIME) > 0 && !p.classes(at).has(Classes(NOUNS.0 | lex::PREPOSITION.0))
            || p.classes(at).has(lex::TURN_OPENER))
    {
        at += p.length_of(at, lex::TIME).max(1);
    }
    // «وقال في بيان الوزير» is not Arabic news style; «وقال عنه المدرب» is.
    if at < limit && p.word(at).is_some_and(|w| TO_WHOM.contains(&w.body)) {
        at += 1;
    }
    at
}

/// «أما رئيس اللجنة فقال»: the subject between أما and ف.
fn after_as_for(p: &Passage<'_>, verb: At, floor: At) -> Option<(Range<At>, At)> {
    p.word(verb).filter(|w| w.conj && w.key.starts_with('ف'))?;
    let from = floor.max(verb.saturating_sub(FARTHEST_AS_FOR));
    let first = (from..verb).rev().find(|&at| matches!(p.key(at), "اما" | "واما"))?;
    let mention = noun_phrase(p, first + 1, verb, Reach::Marked);
    let reaches = skip_adverbs(p, mention.end, verb) >= verb || p.mark(mention.end) == Some(',');
    (reaches && is_speaker_phrase(p, &mention)).then_some((mention, first))
}

/// Whether the subject of the verb must stand before it: وكان فلان (قد) اقترح.
pub(super) fn goes_before(p: &Passage<'_>, verb: At) -> bool {
    was_before(p, verb, p.sentence(verb).start).is_some_and(|was| was + 1 < verb)
        && p.word(verb).is_some_and(|w| !w.conj)
        && p.word(verb.wrapping_sub(1)).is_none_or(|w| !w.conj)
}

/// The كان of the clause in which the verb stands, with no mark between.
fn was_before(p: &Passage<'_>, verb: At, floor: At) -> Option<At> {
    let from = floor.max(verb.saturating_sub(LONGEST_ASIDE));
    let mut words = (from..verb.checked_sub(1)?).rev().take_while(|&at| p.mark(at).is_none_or(|c| c == '"'));
    words.find(|&at| p.word(at).is_some_and(|w| matches!(w.body, "كان" | "كانت")))
}

/// The subject between كان and the verb.
fn after_was(p: &Passage<'_>, verb: At, form: Form, floor: At) -> Option<(Range<At>, At)> {
    let was = was_before(p, verb, floor)?;
    subject_before(p, verb, form, floor).filter(|(mention, _)| mention.start == was + 1)
}

/// The subject of the verb that opens the sentence of `at`, whether or not that verb reports: وشكك النائب فلان في
/// الأرقام، معتبراً. Nothing where it cannot speak.
pub(super) fn main_subject(p: &Passage<'_>, at: At) -> Option<Range<At>> {
    let mut verb = p.sentence(at).start;
    loop {
        let opener = p.length_of(verb, Classes(lex::TURN_OPENER.0 | lex::OPENER_WORD.0));
        let comma = usize::from(p.mark(verb) == Some(','));
        if verb >= at || opener + comma == 0 {
            break;
        }
        verb += opener + comma;
    }
    let word = p.word(verb).filter(|_| verb < at)?;
    if let Some(mention) = before_main_verb(p, verb, at) {
        return Some(mention);
    }
    let verbal = word.finite().is_some() || word.classes.is_empty() && word.prep.is_none();
    if !verbal || word.article {
        return None;
    }
    // «وتتفق معه الباحثة»
    let with =
        p.classes(verb + 1).has(lex::PREP_PRONOUN) || p.key(verb + 1) != "ان" && TO_WHOM.contains(&p.key(verb + 1));
    let mention = noun_phrase(p, verb + 1 + usize::from(with), at, Reach::Free);
    let speaks = Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0 | lex::GROUP_HEAD.0 | phrases::BODIES.0);
    let bare = p.word(mention.start).is_some_and(|w| w.classes.is_empty() && w.forms.is_empty() && !w.article);
    // «ودق مهنيو السياحة ناقوس الخطر»: a plural in construct.
    let plural = p.word(mention.start).is_some_and(|w| w.stem.ends_with('و') && w.stem.chars().count() >= 5);
    let person = p.all(mention.start).has(speaks) || bare && (plural || word.finite().is_some());
    (person && is_speaker_phrase(p, &mention)).then_some(mention)
}

/// «لكن فلاناً يختلف معها قائلاً»: the subject that opens its clause before a verb that reports nothing.
fn before_main_verb(p: &Passage<'_>, first: At, limit: At) -> Option<Range<At>> {
    let verb = p.word(first).is_some_and(|w| w.finite().is_some() && !w.article || w.prep.is_some());
    if verb || phrases::is_unknown_verb(p, first) {
        return None;
    }
    let mention = noun_phrase(p, first, limit, Reach::Free);
    let verb = p.word(mention.end).filter(|_| mention.end < limit)?;
    let verbal = verb.finite().is_some() && !verb.article && !verb.conj || phrases::is_unknown_verb(p, mention.end);
    let name = p.all(first).has(Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0 | lex::GROUP_HEAD.0))
        || p.classes(first).is_empty();
    (verbal && name && is_speaker_phrase(p, &mention)).then_some(mention)
}

/// هؤلاء، أولئك: those told of.
pub(super) fn is_those(word: &Word<'_>) -> bool {
    matches!(word.body, "هؤلاء" | "اولئك" | "كلاهما" | "كلتاهما")
}

/// Whether a phrase can be one that speaks: it starts with a noun, a name or a quotation.
pub(super) fn is_speaker_phrase(p: &Passage<'_>, range: &Range<At>) -> bool {
    if range.is_empty() {
        return false;
    }
    match p.tokens[range.start].kind {
        TokenKind::Open(_) => true,
        TokenKind::Word(word) => {
            let phrase = p.phrase(range.start);
            let bad = Classes(
                lex::TIME.0
                    | lex::OPENER_WORD.0
                    | lex::COMPLEMENTIZER.0
                    | lex::RELATIVE.0
                    | lex::IRREALIS.0
                    | lex::LIGHT_NOUN.0
                    | lex::TURN_OPENER.0
                    | lex::AUXILIARY.0
                    | lex::PRONOUN.0
                    | lex::MANNER.0
                    | lex::TITLE_PRONOUN.0
                    | lex::PREP_PRONOUN.0,
            );
            let noun = (word.classes | phrase).has(NOUNS) && !word.classes.has(lex::TITLE_PRONOUN);
            let preposition = word.body.chars().count() == 1 && p.opens(range.start + 1).is_some()
                || phrases::is_bare_preposition(&word) && !phrases::is_given_name(p, range.start)
                || word.prep.is_some();
            let adverb = word.participle().is_some() && word.tanwin || !noun && (word.classes | phrase).has(bad);
            let verb = word.finite().is_some() && !noun && !word.article && !word.classes.has(lex::QUANTIFIER);
            let lone_number = word.is_number() && range.len() == 1;
            let nominal = !(preposition || adverb || verb || lone_number);
            nominal && !is_deed(p, range, &word, noun)
        }
        _ => false,
    }
}

/// A deed or a measure, which does not speak: قيمة الجائزة، زيادة، استعداد حكومته.
fn is_deed(p: &Passage<'_>, range: &Range<At>, word: &Word<'_>, noun: bool) -> bool {
    if noun || word.classes.has(Classes(lex::QUANTIFIER.0 | lex::NAME_PARTICLE.0)) {
        return false;
    }
    let construct = p.word(range.start + 1).filter(|_| range.len() > 1).is_some_and(|w| w.article && !w.is_nisba());
    let measure = !word.article && word.stem.ends_with('ة') && construct;
    let possessed = !word.article
        && word.classes.is_empty()
        && ["ها", "هم"].iter().any(|e| word.stem.ends_with(e))
        && word.stem.chars().count() > 4;
    measure
        || possessed
        || word.classes.has(lex::OBJECT_NOUN)
        || !word.article && word.stem.chars().count() >= 5 && phrases::is_masdar_shape(word.stem) && construct
}

/// A subject that stands before its verb, and where its clause starts.
fn subject_before(p: &Passage<'_>, verb: At, form: Form, floor: At) -> Option<(Range<At>, At)> {
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
