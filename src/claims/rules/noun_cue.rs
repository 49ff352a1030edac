//! Nouns that report: قوله إن، بالقول إن، تأكيدها أن.
//!
//! # What it finds
//! A masdar of a verb of speech with a possessive pronoun, or with the article after بـ, followed by a clause, a colon
//! or a quotation.
//!
//! # Why it is a claim
//! The noun stands for the act of saying, its possessive for the one who said it.
//!
//! # Examples
//! وذلك في تأكيده أن الطريق مفتوح · وختم حديثه بالقول: "نلتقي غداً"
//!
//! # What it leaves alone
//! The noun that the finite verb before it already takes as its own opening (رد بالقول إن); masdars without a pronoun,
//! which name an act and no speaker.

use std::ops::Range;

use super::super::find::{Content, Find, Place, Speaker};
use super::super::frames::{self, Opener};
use super::super::lexicon as lex;
use super::super::lexicon::VerbClass;
use super::super::passage::{At, Passage};
use super::super::phrases::{Reach, noun_phrase};
use super::super::subject::is_speaker_phrase;

/// The rule's name.
pub(super) const NAME: &str = "noun_cue";

/// Finds reports by a noun.
pub(super) fn find(p: &Passage<'_>) -> Vec<Find> {
    (0..p.len()).filter_map(|at| at_noun(p, at)).collect()
}

fn at_noun(p: &Passage<'_>, at: At) -> Option<Find> {
    let word = *p.word(at)?;
    let form = word.masdar()?;
    if !matches!(form.verb().class, VerbClass::Speech | VerbClass::Opinion) || !word.suffix {
        return None;
    }
    let limit = p.sentence(at).end;
    let opening = frames::clause_at(p, at + 1, limit)?;
    let feminine = word.body.ends_with("ها");
    let many = word.body.ends_with("هم") || word.body.ends_with("هما");
    let after =
        at.checked_sub(1).is_some_and(|b| p.classes(b).has(lex::PREPOSITION) || p.word(at).is_some_and(|w| w.conj));
    after.then_some(Find {
        rule: NAME,
        cue: at..at + 1,
        lemma: form.verb().lemma,
        stance: form.verb().stance,
        negated: false,
        left: at.saturating_sub(1),
        speaker: subject(p, at).map_or(Speaker::Zero { feminine, many }, Speaker::Said),
        content: Content { first: opening.content, start: opening.start, end: None, by: Opener::Clause },
        carriers: Vec::new(),
        recipient: None,
        independent: true,
        turn: false,
        place: Place::After,
    })
}

/// The subject of the verb before the noun in its sentence, whom the possessive means.
fn subject(p: &Passage<'_>, noun: At) -> Option<Range<At>> {
    let verb = (p.sentence(noun).start..noun)
        .rev()
        .find(|&at| p.word(at).is_some_and(|w| w.finite().is_some() && !w.article))?;
    let mention = noun_phrase(p, verb + 1, noun, Reach::Free);
    is_speaker_phrase(p, &mention).then_some(mention)
}
