//! The words that open a content: أنّ, a colon, a quotation, the preposition that the verb governs.

use super::super::lexicon as lex;
use super::super::lexicon::{Classes, Form, Frame, VerbClass};
use super::super::passage::{At, Passage};
use super::super::phrases;
use super::{Opener, Opening};
use crate::span::Offset;

/// أن، إن، بأنه …, with the preposition before it.
pub(in crate::claims) fn clause_at(p: &Passage<'_>, at: At, limit: At) -> Option<Opening> {
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

pub(super) fn colon_at(p: &Passage<'_>, at: At, limit: At) -> Option<Opening> {
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
pub(super) fn quote_at(p: &Passage<'_>, verb: At, at: At, limit: At) -> Option<Opening> {
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
pub(super) fn governed(p: &Passage<'_>, at: At, form: Form, limit: At) -> Option<Opening> {
    let frame = form.verb().frame;
    // «هيئة الأمر بالمعروف»: the name's own preposition.
    if p.in_name(at) {
        return None;
    }
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
    // «أمر بايدن»: a name, where باعتقال and باستعادة are ب with a noun.
    let noun = |rest: &str| !rest.starts_with('ا') || phrases::is_masdar_shape(rest) || rest.ends_with('ة');
    let guess = |letter: char, slot: Frame| {
        let rest = word.body.strip_prefix(letter).filter(|rest| rest.chars().count() >= 3);
        frame.has(slot) && rest.is_some_and(|rest| letter != 'ب' || noun(rest))
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
