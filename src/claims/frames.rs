//! What follows a verb of speech: where its subject ends and its content opens (ARABIC §3–5).

use super::lexicon as lex;
use super::lexicon::{Classes, Form, FormKind, Frame, Number, VerbClass};
use super::model::Stance;
use super::passage::{At, Passage, TokenKind};
use super::phrases::{self, Reach, noun_phrase};
use super::words::Word;
use crate::article::BlockKind;
use crate::span::Offset;

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

/// أن، إن، بأنه …, with the preposition before it.
pub(super) fn clause_at(p: &Passage<'_>, at: At, limit: At) -> Option<Opening> {
    let word = p.word(at)?;
    let governed = matches!(word.key, "الي" | "علي" | "عن" | "من");
    let comp = if governed { at + 1 } else { at };
    let after =
        p.word(comp).filter(|w| comp < limit && w.classes.has(lex::COMPLEMENTIZER) && (!w.conj || comp == at))?;
    if governed && after.conj || after.key == "كون" && !governed || matches!(after.key, "لان") || p.in_name(comp)
    {
        return None;
    }
    // بعد أن، رغم أن، دون أن are conjunctions, not what was said.
    let joined = at.checked_sub(1).map_or("", |b| p.key(b));
    if !governed
        && matches!(
            joined,
            "بعد"
                | "قبل"
                | "دون"
                | "رغم"
                | "الرغم"
                | "برغم"
                | "غير"
                | "الا"
                | "منذ"
                | "مع"
                | "حتي"
                | "شرط"
                | "بشرط"
                | "سوي"
                | "بيد"
                | "لحين"
                | "كما"
                | "لا"
                | "علما"
        )
    {
        return None;
    }
    let content = if after.key == "الا" || after.key == "بالا" { comp } else { comp + 1 };
    let start = p.tokens.get(content)?.span.start;
    (content < limit).then_some(Opening { by: Opener::Clause, at, content, start })
}

fn colon_at(p: &Passage<'_>, at: At, limit: At) -> Option<Opening> {
    if p.mark(at) != Some(':') || at + 1 >= limit {
        return None;
    }
    let mut content = at + 1;
    while matches!(p.mark(content), Some(':' | '-' | '.' | ',')) && content + 1 < limit {
        content += 1;
    }
    if p.word(content).is_some_and(|w| w.is_number()) && p.word(at - 1).is_some_and(|w| w.is_number()) {
        return None;
    }
    // «وزاد: إن كان الأمر كذلك»: before a perfect إن is "if" and belongs to the content.
    let comp = p.word(content).filter(|w| w.classes.has(lex::COMPLEMENTIZER) && !w.conj && w.key != "الا");
    let conditional =
        p.word(content + 1).is_some_and(|w| matches!(w.key, "كان" | "كانت" | "لم" | "كانوا" | "كنت" | "كنا"));
    if comp.is_some() && !(conditional && p.key(content) == "ان") && content + 1 < limit {
        content += 1;
    }
    Some(Opening { by: Opener::Colon, at, content, start: p.tokens[content].span.start })
}

/// A quotation that speaks: two words or more, and no name before it.
fn quote_at(p: &Passage<'_>, verb: At, at: At, limit: At) -> Option<Opening> {
    let quote = p.opens(at).filter(|_| at + 1 < limit)?;
    let words = p.count_words(quote.open + 1..quote.close);
    let before = p.word(at - 1);
    let title = before.is_some_and(|w| {
        w.classes.has(Classes(lex::CLASS_NOUN.0 | lex::MEDIA_HEAD.0 | lex::ORG_HEAD.0 | lex::AGENCY.0))
            && w.finite().is_none()
    });
    // «تلقت "المرسى" نسخة منه»
    let received = matches!(p.key(at - 1), "تلقت" | "تلقي" | "تلقته" | "حصلت" | "وصلت" | "وصل" | "اطلعت" | "تسلمت");
    let clitic = before.is_some_and(|w| w.body.chars().count() == 1) || received;
    let name = words <= 4 && before.is_some_and(|w| phrases::is_bare_preposition(w) && w.key != "عن");
    let followed = p.word(quote.close + 1).is_some() && words <= 2;
    let within_mention = words <= 4 && p.classes(quote.close + 1).has(lex::COMPLEMENTIZER);
    let finite = p.word(verb).is_some_and(|w| w.finite().is_some());
    let subject = finite && at == verb + 1 && words <= 2 && !matches!(p.mark(quote.close + 1), Some('.'));
    let named = (title || clitic) && words <= 6 || name;
    let lone = words < 2 && p.mark(at - 1) != Some(':') && followed;
    if named || lone || subject || within_mention {
        return None;
    }
    Some(Opening { by: Opener::Quote, at, content: at, start: p.tokens[at].span.start })
}

/// «النائب علي الغانمي»: the name, where a name that the lexicon lacks follows it.
fn is_called(p: &Passage<'_>, at: At) -> bool {
    let titled = p.word(at.wrapping_sub(1)).is_some_and(|w| w.article || w.classes.has(lex::PERSON_HEAD));
    let family = p.word(at + 1).is_some_and(|w| w.classes.is_empty() && w.forms.is_empty() && w.prep.is_none());
    phrases::is_given_name(p, at) && titled && family
}

/// A noun after the preposition that the verb governs.
fn governed(p: &Passage<'_>, at: At, form: Form, limit: At) -> Option<Opening> {
    let frame = form.verb().frame;
    let located = form.verb().class == VerbClass::Document;
    let word = p.word(at)?;
    let bare = match word.body {
        "في" => {
            frame.has(Frame::FI)
                && !located
                && !p.all(at + 1).has(Classes(lex::MEDIUM.0 | lex::TIME.0 | phrases::BODIES.0))
        }
        "الي" => frame.has(Frame::ILA),
        "علي" => frame.has(Frame::ALA) && !is_called(p, at),
        "عن" => frame.has(Frame::AN),
        "من" => frame.has(Frame::MIN),
        _ => false,
    };
    if bare && at + 1 < limit && !word.conj {
        return Some(Opening { by: Opener::Noun, at, content: at + 1, start: p.tokens[at + 1].span.start });
    }
    // «ندد بـ"العمل الجبان"»: the letter stands alone before the mark.
    if word.body == "ب" && frame.has(Frame::BI) && p.opens(at + 1).is_some() && at + 1 < limit {
        return Some(Opening { by: Opener::Noun, at, content: at + 1, start: p.tokens[at + 1].span.start });
    }
    let clitic = match word.prep {
        Some('ب') => {
            let body = word.classes.has(phrases::BODIES) && !phrases::is_masdar_shape(word.stem);
            frame.has(Frame::BI) && !body && !matches!(word.stem, "اسم" | "لسان")
        }
        Some('ل') => {
            frame.has(Frame::LI) && (!word.classes.has(phrases::NOUNS) || phrases::is_masdar_shape(word.stem))
        }
        _ => false,
    };
    let unknown = word.prep.is_none() && word.classes.is_empty() && word.forms.is_empty() && !word.article;
    let guess = |letter: char, slot: Frame| {
        frame.has(slot) && word.body.strip_prefix(letter).is_some_and(|s| s.chars().count() >= 3)
    };
    let guessed = unknown
        && (guess('ب', Frame::BI)
            || guess('ل', Frame::LI) && word.body.chars().count() >= 5 && !word.tanwin && !word.body.ends_with('ا'));
    if (clitic || guessed) && !p.classes(at).has(Classes(lex::TIME.0 | lex::TURN_OPENER.0)) {
        let skipped = p.tokens[at].span.start.0 + (word.noun_at.0 - p.tokens[at].span.start.0);
        let start = if clitic { skipped } else { word.body_at.0 + 'ب'.len_utf8() };
        return Some(Opening { by: Opener::Noun, at, content: at, start: Offset(start) });
    }
    None
}

/// A bare noun phrase after the subject: نفت السفارة صحة …, اتهم الوزير الحكومة بـ….
fn object(p: &Passage<'_>, verb: At, form: Form, limit: At) -> Option<Opening> {
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
            || super::subject::is_oblique(p, at)
            || super::subject::disagrees(p, at, form)
            || is_possessed(p, at)
            || p.classes(at).has(Classes(lex::OBJECT_NOUN.0 | lex::DEMONSTRATIVE.0))
            || is_act(p, at)
            || super::subject::goes_before(p, verb);
        let subject = if object_first { at..at } else { noun_phrase(p, at, limit, Reach::Free) };
        let told = super::outlets::told(p, subject.end, limit).map_or(subject.end, |r| r.end);
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
fn is_headline_object(p: &Passage<'_>, verb: At) -> bool {
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
pub(super) fn is_act(p: &Passage<'_>, at: At) -> bool {
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
fn is_possessed(p: &Passage<'_>, at: At) -> bool {
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
pub(super) fn skip_adverbs(p: &Passage<'_>, mut at: At, limit: At) -> At {
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
