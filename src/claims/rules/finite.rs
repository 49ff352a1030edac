//! Finite verbs of speech and opinion.
//!
//! # What it finds
//! A verb of the lexicon in the third person with a content: a clause after أنّ or إنّ, words after a colon, a
//! quotation, or the noun that it governs. The subject stands after it (VSO), before it (SVO, also after كان), or is
//! only in its ending.
//!
//! # Why it is a claim
//! The verb says that somebody put the content into words, or holds it.
//!
//! # Examples
//! قال الوزير إن الجسر جاهز · وكان الناطق قد حذر من أن المياه تنفد · وأضاف: "سنعود"
//!
//! # What it leaves alone
//! Negated, planned and conditional verbs, formulas of the article (يذكر أن), verbs whose subject is a thing, homographs
//! without a content (بين المدينتين).

use super::super::find::{Content, Find, Place, Speaker};
use super::super::frames::{self, Opener, Opening};
use super::super::guards::{self, Guard};
use super::super::lexicon as lex;
use super::super::lexicon::{Classes, Form, FormKind, Frame, Number, VerbClass};
use super::super::model::Stance;
use super::super::outlets::outlets;
use super::super::passage::{At, Passage};
use super::super::phrases::{NOUNS, Reach, noun_phrase};
use super::super::subject::{self, Subject};
use super::super::words::Word;

/// The rule's name.
pub(super) const NAME: &str = "finite";

/// How far after حَمَّلَ the responsibility may stand.
const FARTHEST_BLAME: usize = 12;

/// Finds reports by a finite verb.
pub(super) fn find(p: &Passage<'_>) -> Vec<Find> {
    (0..p.len()).filter_map(|at| at_verb(p, at)).collect()
}

fn at_verb(p: &Passage<'_>, at: At) -> Option<Find> {
    let word = *p.word(at)?;
    let first = reading(p, at, &word)?;
    if guards::is_formula(p, at) {
        return None;
    }
    // «حمل»: حَمَلَ على is tried before حَمَّلَ فلاناً مسؤولية.
    let others =
        word.forms.iter().filter(|f| f.verb().lemma != first.verb().lemma && reports(f) && f.kind == first.kind);
    std::iter::once(first).chain(others.copied()).find_map(|form| as_verb(p, at, &word, form))
}

/// The report of the word at `at`, read as `form`.
fn as_verb(p: &Passage<'_>, at: At, word: &Word<'_>, form: Form) -> Option<Find> {
    let class = form.verb().class;
    let guard = guards::guard(p, at, form);
    if guard == Guard::Unreal {
        return None;
    }
    let limit = p.sentence(at).end;
    let opening = through_noun(p, form, frames::opening(p, at, form, limit)?, limit)?;
    if class == VerbClass::Trap && opening.by != Opener::Clause {
        return None;
    }
    let two = form.verb().frame.has(Frame(Frame::NP_BI.0 | Frame::NP_MORE.0 | Frame::ADDRESSEE.0));
    // «أعرب فلان عن»: all before the preposition is the subject where the verb takes no object.
    let marked = opening.by != Opener::Noun || opening.at < opening.content && !form.verb().frame.has(Frame::NP);
    let reach = if two || !marked { Reach::Free } else { Reach::Marked };
    let subject = match form.verb().class {
        VerbClass::Document if p.key(at + 1) == "في" => document(p, at, opening.at),
        _ => subject::of_verb(p, at, form, opening.at, reach),
    };
    if !plausible(p, at, word, form, opening, &subject) {
        return None;
    }
    let outlets = outlets(p, at + 1, opening.at);
    let independent = is_independent(p, at, word, &subject);
    Some(Find {
        rule: NAME,
        cue: at..at + 1,
        lemma: form.verb().lemma,
        stance: form.verb().stance,
        negated: guard == Guard::Negated,
        left: subject.left,
        speaker: subject.speaker,
        content: Content { first: opening.content, start: opening.start, end: None, by: opening.by },
        carriers: outlets.carriers,
        recipient: outlets.recipient,
        independent,
        turn: subject.turn,
        place: Place::After,
    })
}

/// «واختتم تصريحه بالتأكيد على كذا»: what is said stands after the noun of saying; without one nothing is said.
fn through_noun(p: &Passage<'_>, form: Form, opening: Opening, limit: At) -> Option<Opening> {
    let adds = form.verb().stance == Stance::Add || form.verb().lemma == "رَدَّ";
    let by = p.word(opening.content).filter(|w| opening.by == Opener::Noun && adds && w.body.starts_with('ب'));
    let Some(word) = by else { return Some(opening) };
    let nouns = lex::word(word.stem).map_or(word.forms, |entry| entry.forms());
    match nouns.iter().find(|f| f.kind == FormKind::Masdar && f.verb().class == VerbClass::Speech) {
        Some(noun) => {
            frames::opening(p, opening.content, noun.verbal(), limit).map(|o| Opening { at: opening.at, ..o })
        }
        None if form.verb().stance == Stance::Add => None,
        None => Some(opening),
    }
}

/// The reading of a word as a verb that reports; nothing where it must be a noun here.
fn reading(p: &Passage<'_>, at: At, word: &Word<'_>) -> Option<Form> {
    if word.article || word.prep.is_some() || word.classes.has(lex::PREP_PRONOUN) {
        return None;
    }
    // «في بيان اطلعت عليه الجريدة»: who read it, not who says it.
    if matches!(word.body, "اطلعت" | "اطلع") && matches!(p.key(at + 1), "عليه" | "عليها" | "علي") {
        return None;
    }
    // «أتمنى» is no أتمّ with a pronoun, which would end in ي.
    if word.suffix && p.tokens[at].span.of(p.text).ends_with('ى') {
        return None;
    }
    // «رئيس نادي»: the verb would end in ى.
    let ending = p.tokens[at].span.of(p.text).ends_with('ي');
    let defective = |f: &Form| f.kind == FormKind::Perfect && f.verb().lemma.ends_with('ى');
    if ending && !word.conj && at > p.sentence(at).start && word.forms.iter().any(defective) {
        return None;
    }
    let document = matches!(p.key(at + 1), "في" | "عن" | "فيه" | "فيها");
    let mut forms = word
        .forms
        .iter()
        .filter(|f| reports(f))
        .filter(|f| f.verb().class != VerbClass::Document || document || f.verb().frame.has(Frame::NP));
    if word.tanwin && word.body.ends_with('ا') || is_marked_passive(p, at, word) {
        return None;
    }
    let whole = |f: &&Form| f.kind != FormKind::Short && f.number != Number::Dual;
    let first = forms
        .clone()
        .find(whole)
        .or_else(|| forms.clone().find(|f| f.kind != FormKind::Short))
        .or_else(|| forms.next())?;
    let noun_context = at > 0
        && (super::super::phrases::is_bare_preposition(p.word(at - 1).unwrap_or(word)) && p.word(at - 1).is_some()
            || p.classes(at - 1).has(Classes(lex::QUANTIFIER.0 | lex::DEMONSTRATIVE.0)) && p.key(at - 1) != "ذلك");
    (!noun_context || word.conj).then_some(*first)
}

/// Whether a form can make a report by itself.
fn reports(form: &Form) -> bool {
    form.is_finite() && !matches!(form.verb().class, VerbClass::Light | VerbClass::Special | VerbClass::Topic)
}

/// A perfect spelled with ُ on its first letter: أُبلغت، ذُكر.
fn is_marked_passive(p: &Passage<'_>, at: At, word: &Word<'_>) -> bool {
    let perfect = word.forms.iter().any(|f| f.kind == FormKind::Perfect);
    let written = p.text.get(word.body_at.0..p.tokens[at].span.end.0).unwrap_or("");
    perfect && written.chars().nth(1) == Some('\u{64f}') && !written.starts_with(['ي', 'ت', 'ن'])
}

/// جاء في بيان للوزارة أن: who issued what the words stand in.
fn document(p: &Passage<'_>, at: At, until: At) -> Subject {
    let (left, turn) = guards::openers(p, at, p.sentence(at).start);
    let mention = noun_phrase(p, at + 2, until, Reach::Marked);
    let speaker =
        if mention.is_empty() { Speaker::Zero { feminine: false, many: false } } else { Speaker::Said(mention) };
    Subject { speaker, left, turn, before: false }
}

/// Whether verb, subject and content fit together as a report.
fn plausible(p: &Passage<'_>, at: At, word: &Word<'_>, form: Form, opening: Opening, subject: &Subject) -> bool {
    let noun = word.classes.0 & !(lex::PREPOSITION.0 | lex::OPENER_WORD.0 | lex::HOMOGRAPH.0) != 0;
    let zero = matches!(subject.speaker, Speaker::Zero { .. });
    let bare = matches!(opening.by, Opener::Noun);
    match form.verb().class {
        VerbClass::Institution if bare => return false,
        VerbClass::Relay if bare => return false,
        VerbClass::Document
            if form.verb().frame.has(Frame::FI) && zero && p.key(at + 1) != "في" && p.key(at + 1) != "عن" =>
        {
            return false;
        }
        _ => {}
    }
    // «ويدعى أبو فلان:» names somebody.
    // «حمل المتظاهرون صوراً»: حَمَّلَ brings what somebody is to answer for.
    if form.verb().frame.has(Frame::NP_NP) && !is_blame(p, opening.content) {
        return false;
    }
    if opening.by == Opener::Colon && matches!(word.body, "يدعي" | "تدعي") {
        return false;
    }
    let far = opening.by == Opener::Colon && opening.at > at + 8;
    if zero && (far || guards::is_impersonal(p, at, form)) {
        return false;
    }
    let opens = word.conj || subject.left != at || at == p.sentence(at).start || follows_while(p, at);
    if zero && bare && (noun || !opens) {
        return false;
    }
    if word.classes.has(lex::HOMOGRAPH) && !stands_as_verb(p, at, word, opening, subject) {
        return false;
    }
    if p.length_of(at, Classes(lex::IRREALIS.0 | lex::OPENER_WORD.0)) > 1 || bare && is_silence(p, opening.content) {
        return false;
    }
    let shown = form.kind == FormKind::Imperfect && !form.verb().frame.has(Frame::NP_BI);
    if zero && bare && p.classes(opening.content).has(lex::DEMONSTRATIVE) && (!word.conj || shown) {
        return false;
    }
    // A verb before its subject is singular: «ناديا الروابدة» is a name.
    if form.number == Number::Dual && (zero && !word.conj || !zero && !subject.before) {
        return false;
    }
    let announced = frames::is_announced(p, opening.content);
    let said_before = word.conj || subject.left < at;
    // «واتهم الحكومة بالتقصير»: both of its objects stand there.
    let both = form.verb().frame.has(Frame(Frame::NP_BI.0 | Frame::NP_NP.0)) && word.conj;
    let supported = governs(form) || !zero || word.suffix || announced && said_before || both;
    if bare && (form.number == Number::Dual || !supported) {
        return false;
    }
    if bare && is_state(p, at, form, zero) {
        return false;
    }
    if bare && subject.before && !announced && in_relative(p, at, subject) {
        return false;
    }
    if let Speaker::Said(range) = &subject.speaker
        && is_thing(p, range.start)
    {
        return false;
    }
    true
}

/// «وفيما أشار إلى كذا، دعا إلى كذا»: the main verb after a clause that فيما opens.
fn follows_while(p: &Passage<'_>, at: At) -> bool {
    let first = p.word(p.sentence(at).start).map_or("", |w| w.body);
    p.mark(at.wrapping_sub(1)) == Some(',') && matches!(first, "فيما" | "بينما" | "اذ" | "بعدما" | "حين")
}

/// Whether the verb governs a noun by a preposition.
fn governs(form: Form) -> bool {
    form.verb().frame.has(Frame(127))
}

/// A verb in the imperfect with a bare noun that tells a state or a measure: كانوا يؤيدون، يبلغ طولها, or a passive.
fn is_state(p: &Passage<'_>, at: At, form: Form, zero: bool) -> bool {
    let suffix = p.word(at).is_some_and(|w| w.suffix);
    let was = at > 0 && p.word(at - 1).is_some_and(|w| matches!(w.body, "كان" | "كانت" | "كانوا"));
    let measure = form.verb().lemma == "أَبْلَغَ" && !suffix;
    let passive = zero && !form.feminine && !governs(form) && form.number == Number::Singular;
    let imperfect = form.kind == FormKind::Imperfect;
    was && form.kind != FormKind::Perfect || imperfect && (measure || passive)
}

/// Whether a responsibility is laid on somebody in the words at `at`.
fn is_blame(p: &Passage<'_>, at: At) -> bool {
    let until = p.sentence(at).end.min(at + FARTHEST_BLAME);
    (at..until).any(|t| p.classes(t).has(lex::BLAME_NOUN))
}

/// رفض التعليق: nothing was said.
fn is_silence(p: &Passage<'_>, at: At) -> bool {
    matches!(p.key(at), "التعليق" | "الرد" | "التعقيب" | "الادلاء" | "الافصاح")
}

/// Whether a word that is far more often something else (بين، ذكر، حكم) stands where only a verb can.
fn stands_as_verb(p: &Passage<'_>, at: At, word: &Word<'_>, opening: Opening, subject: &Subject) -> bool {
    let starts = word.conj
        || subject.left < at && !subject.before
        || at == p.sentence(at).start
        || matches!(p.mark(at - 1), Some(',' | ';' | '.' | '-'));
    let pointing = p.word(at + 1).is_some_and(|w| matches!(w.body, "فيه" | "فيها"));
    let after = at + 1 + usize::from(pointing);
    match subject.speaker {
        Speaker::Said(_) if subject.before => opening.by != Opener::Noun && opening.at == at + 1,
        Speaker::Said(_) => starts,
        _ => starts && (opening.at == after || opening.at == at + 1 || word.conj && opening.by != Opener::Noun),
    }
}

/// A verb in a relative clause that only describes its noun: شعارات تطالب بالعدالة.
fn in_relative(p: &Passage<'_>, at: At, subject: &Subject) -> bool {
    let relative = at > 0 && p.classes(at - 1).has(lex::RELATIVE);
    let Speaker::Said(range) = &subject.speaker else { return relative };
    relative
        || !p.all(range.start).has(NOUNS)
            && p.word(range.start).is_some_and(|w| !w.article && w.tanwin || w.classes.has(lex::OBJECT_NOUN))
}

/// A demonstrative with a thing, or a definite word that cannot speak: تؤكد هذه الخطوة …
fn is_thing(p: &Passage<'_>, at: At) -> bool {
    let Some(word) = p.word(at) else { return false };
    if word.classes.has(lex::DEMONSTRATIVE) && !subject::is_those(word) {
        return !p.classes(at + 1).has(NOUNS);
    }
    let speaks = Classes(NOUNS.0 | lex::QUANTIFIER.0);
    word.article
        && !word.classes.has(speaks)
        && !word.is_nisba()
        && word.classes.has(Classes(lex::TIME.0 | lex::CRITERION.0 | lex::LABEL.0))
}

/// Whether the report stands beside what is before it, not inside it.
fn is_independent(p: &Passage<'_>, at: At, word: &Word<'_>, subject: &Subject) -> bool {
    let sentence = p.sentence(at);
    if word.conj || subject.turn || subject.left == sentence.start {
        return true;
    }
    let left = subject.left;
    let opened = p.classes(left).has(Classes(lex::OPENER_WORD.0 | lex::TURN_OPENER.0))
        || p.tokens[left].phrase.is_some_and(|(c, _)| c.has(lex::OPENER_WORD));
    let after_mark = left > 0 && matches!(p.mark(left - 1), Some(',' | ';' | '.' | ':' | '"' | '-'));
    let conj = p.word(left).is_some_and(|w| w.conj);
    opened || after_mark && !subject.before || conj && subject.before || after_mark && p.mark(left - 1) != Some(',')
}
