//! Reports that nobody made: negated, wished, asked, planned, and the article's own formulas (ARABIC §10, §14).

use super::lexicon as lex;
use super::lexicon::{Classes, Form, FormKind};
use super::passage::{At, Passage, TokenKind};

/// What stands before a verb and changes whether it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// Nothing: it reports.
    Reports,
    /// It is denied, and that still says something (لم يستبعد أن).
    Negated,
    /// Nobody reported it.
    Unreal,
}

/// Words that deny the verb after them.
const DENIALS: [&str; 7] = ["لم", "لا", "لن", "ليس", "ما", "ولم", "الم"];

/// How far before its قد a كان may stand.
const SUPPOSED: usize = 12;

/// Reads the words before the verb at `verb`.
pub(super) fn guard(p: &Passage<'_>, verb: At, form: Form) -> Guard {
    if p.word(verb).is_some_and(|w| w.future) {
        return Guard::Unreal;
    }
    if form.kind == FormKind::Short && p.word(verb).is_some_and(|w| w.forms.iter().all(|f| f.kind == FormKind::Short)) {
        let denied = verb.checked_sub(1).is_some_and(|b| p.word(b).is_some_and(|w| DENIALS.contains(&w.body)));
        if !denied {
            return Guard::Unreal;
        }
    }
    let Some(before) = verb.checked_sub(1) else { return Guard::Reports };
    if p.word(verb).is_some_and(|w| w.conj) {
        return Guard::Reports;
    }
    let denied = p.word(before).is_some_and(|w| DENIALS.contains(&w.body));
    if denied {
        let weak = matches!(form.verb().lemma, "اِسْتَبْعَدَ" | "نَفَى" | "أَنْكَرَ" | "أَخْفَى");
        let relative_ma = p.word(before).is_some_and(|w| w.body == "ما") && form.kind != FormKind::Perfect;
        return if weak && !relative_ma { Guard::Negated } else { Guard::Unreal };
    }
    if p.word(before).is_some_and(|w| matches!(w.body, "قد" | "وقد" | "فقد")) {
        let told = form.kind == FormKind::Perfect && !is_supposed(p, before);
        return if told { Guard::Reports } else { Guard::Unreal };
    }
    if (before.saturating_sub(1)..=before).any(|at| unreal_phrase(p, at, verb)) {
        return Guard::Unreal;
    }
    if p.classes(before).has(lex::IRREALIS) {
        return Guard::Unreal;
    }
    // A subjunctive after أن: planned, wished or demanded.
    let to = p.word(before).is_some_and(|w| matches!(w.body, "ان" | "بان" | "لان" | "كي" | "لكي" | "حتي"));
    let imperfect = matches!(form.kind, FormKind::Imperfect | FormKind::Short);
    if to && imperfect {
        return Guard::Unreal;
    }
    Guard::Reports
}

/// Whether the قد at `at` goes with a كان in the imperfect before it, as in أن تكون النقابة قد وافقت.
fn is_supposed(p: &Passage<'_>, at: At) -> bool {
    let from = p.sentence(at).start.max(at.saturating_sub(SUPPOSED));
    let nearest = (from..at).rev().take_while(|&t| p.mark(t) != Some(',')).find(|&t| p.classes(t).has(lex::AUXILIARY));
    nearest.is_some_and(|t| p.word(t).is_some_and(|w| matches!(w.body.chars().next(), Some('ي' | 'ت' | 'ا' | 'ن'))))
}

/// An irreal phrase that ends right before the verb (من المقرر أن).
fn unreal_phrase(p: &Passage<'_>, at: At, verb: At) -> bool {
    (at.saturating_sub(2)..=at).any(|from| {
        let length = p.length_of(from, lex::IRREALIS);
        length > 0 && from + length == verb
    })
}

/// Whether the clause at `verb` is the article's own formula (يذكر أن، تجدر الإشارة).
pub(super) fn is_formula(p: &Passage<'_>, verb: At) -> bool {
    (verb.saturating_sub(3)..=verb).any(|from| {
        let length = p.length_of(from, lex::BOILERPLATE);
        length > 0 && from + length > verb
    })
}

/// Whether the verb can be read as a passive without an agent: يعتقد أن، ذكر أن at the head of a sentence.
pub(super) fn is_impersonal(p: &Passage<'_>, verb: At, form: Form) -> bool {
    let conj = p.word(verb).is_some_and(|w| w.conj);
    let passive = matches!(form.kind, FormKind::Imperfect) && !form.feminine && form.number == lex::Number::Singular;
    let listed = p.tokens[verb].phrase.is_some_and(|(classes, _)| classes.has(lex::IMPERSONAL));
    let opens = verb == p.sentence(verb).start || p.mark(verb.wrapping_sub(1)).is_some_and(|c| matches!(c, ',' | '.'));
    passive && !conj && (opens || listed) || listed && opens && form.kind == FormKind::Perfect && false_subject(p, verb)
}

fn false_subject(p: &Passage<'_>, verb: At) -> bool {
    p.classes(verb + 1).has(lex::COMPLEMENTIZER)
}

/// The words that open a clause before `verb`: (first token of them, whether they announce a new speaker).
pub(super) fn openers(p: &Passage<'_>, verb: At, floor: At) -> (At, bool) {
    let mut left = verb;
    let mut turn = false;
    while left > floor {
        let before = left - 1;
        match p.tokens[before].kind {
            TokenKind::Mark(',' | '-' | ';')
                if left != verb || p.classes(before.saturating_sub(1)).has(lex::OPENER_WORD) =>
            {
                let phrase = (before.saturating_sub(4)..before).find(|&at| {
                    let length = p.length_of(at, Classes(lex::TURN_OPENER.0 | lex::OPENER_WORD.0));
                    length > 0 && at + length == before
                });
                if phrase.is_none() {
                    break;
                }
                left = before;
                continue;
            }
            _ => {}
        }
        let phrase = (left.saturating_sub(4).max(floor)..left).find(|&at| {
            let any = Classes(lex::TURN_OPENER.0 | lex::OPENER_WORD.0);
            let length = p.length_of(at, any);
            length > 0 && at + length == left
        });
        let Some(at) = phrase else { break };
        turn |= p.length_of(at, lex::TURN_OPENER) > 0;
        left = at;
    }
    // «من جهته، أكد»: a turn opener and a comma right before the verb.
    if left == verb && verb > floor && p.mark(verb - 1) == Some(',') {
        let phrase = (verb.saturating_sub(5).max(floor)..verb - 1).find(|&at| {
            let length = p.length_of(at, lex::TURN_OPENER);
            length > 0 && at + length == verb - 1
        });
        if let Some(at) = phrase {
            return (at, true);
        }
    }
    (left, turn)
}
