//! Outlets between a verb and its content: who carried the words, and to whom they were said (ARABIC §13).

use std::ops::Range;

use super::frames::is_relay_verb;
use super::passage::{At, Passage};
use super::phrases::{self, Reach, noun_phrase};

/// Words that an outlet's name in quotation marks has at most.
const LONGEST_NAME: usize = 5;

/// Outlets named between the verb and its content: carriers (نقلته وكالة …) and recipients (لقناة …).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outlets {
    /// Who carried it, from the text inward out.
    pub carriers: Vec<Range<At>>,
    /// To whom it was said.
    pub recipient: Option<Range<At>>,
}

/// The outlet to which it was said, right after the speaker: قال الوزير لقناة كذا، لـ"النهار".
pub(super) fn told(p: &Passage<'_>, at: At, limit: At) -> Option<Range<At>> {
    let word = p.word(at).filter(|_| at < limit)?;
    let quoted = p.opens(at + 1).filter(|q| word.body == "ل" && q.close < limit).map(|q| q.open..q.close + 1);
    let outlet = || {
        let named = word.prep == Some('ل') && p.all(at).has(phrases::MEDIA);
        named.then(|| noun_phrase(p, at, limit, Reach::Free))
    };
    quoted.or_else(|| in_parentheses(p, at, limit)).or_else(outlet).filter(|range| !range.is_empty())
}

/// «لـ(النهار)»: a name in parentheses right after the letter.
fn in_parentheses(p: &Passage<'_>, at: At, limit: At) -> Option<Range<At>> {
    let opens = p.word(at).is_some_and(|w| w.body == "ل") && p.mark(at + 1) == Some('(');
    let close = (at + 2..limit.min(at + 3 + LONGEST_NAME)).find(|&e| p.mark(e) == Some(')'))?;
    (opens && close > at + 2).then_some(at + 2..close)
}

/// Finds outlets between `from` and `to`.
pub(super) fn outlets(p: &Passage<'_>, from: At, to: At) -> Outlets {
    let mut found = Outlets::default();
    let mut at = from;
    while at < to {
        let Some(word) = p.word(at) else {
            at += 1;
            continue;
        };
        // «ردا على ما أوردته صحيفة»: what is answered.
        let answered = at >= from + 2 && p.key(at - 1) == "ما" && p.key(at - 2) == "علي";
        if !answered && is_relay_verb(word) || word.suffix && matches!(word.body, "تلقته" | "تابعته" | "حصلت")
        {
            let media = noun_phrase(p, at + 1, to, Reach::Free);
            let named = p.word(at + 1).is_none_or(|w| !phrases::is_bare_preposition(w));
            if !media.is_empty() && named {
                at = media.end;
                found.carriers.push(media);
                continue;
            }
        }
        // «لـ"النهار"»: a name in quotation marks right after the letter is whom it was told, known or not.
        if let Some(quote) = p.opens(at + 1).filter(|q| word.body == "ل" && q.close < to) {
            at = quote.close + 1;
            if p.count_words(quote.open..quote.close) <= LONGEST_NAME {
                found.recipient = Some(quote.open..quote.close + 1);
            }
            continue;
        }
        if let Some(name) = in_parentheses(p, at, to) {
            at = name.end + 1;
            found.recipient = Some(name);
            continue;
        }
        let phrase = p.phrase(at);
        let addressed = word.prep == Some('ل') || at > from && matches!(p.key(at - 1), "مع" | "ل");
        if addressed && (word.classes | phrase).has(phrases::MEDIA) {
            let media = noun_phrase(p, at, to, Reach::Free);
            at = media.end.max(at + 1);
            found.recipient = Some(media);
            continue;
        }
        at += 1;
    }
    found
}
