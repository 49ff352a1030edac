//! Why a claim is one and its source who it is, as values that the interface words, and how sure that is.

use super::find::{Place, Speaker};
use super::frames::Opener;
use super::model::{Evidence, Reason};
use super::passage::Passage;
use super::settle::Settled;
use super::sources::{Book, Choice, Step};

/// Which rule fired and which step named the source.
pub(super) fn why(p: &Passage<'_>, one: &Settled, choice: Option<Choice>, book: &Book) -> Vec<Evidence> {
    let find = &one.find;
    let cue = p.span(find.cue.clone()).of(p.text).to_owned();
    let lemma = find.lemma.to_owned();
    let (reason, words) = match (find.rule, find.content.by) {
        ("finite", Opener::Clause) => (Reason::VerbClause, vec![cue, lemma]),
        ("finite", Opener::Colon) => (Reason::VerbColon, vec![cue, lemma]),
        ("finite", Opener::Quote) => (Reason::VerbQuotation, vec![cue, lemma]),
        ("finite", Opener::Noun) => (Reason::VerbNoun, vec![cue, lemma]),
        ("participle", _) => (Reason::Participle, vec![cue, lemma]),
        ("noun_cue", _) => (Reason::NounCue, vec![cue, lemma]),
        ("preposition", _) => (Reason::Preposition, vec![cue]),
        ("relay", _) => (Reason::Relay, vec![cue]),
        ("postposed", _) => (Reason::Postposed, vec![cue]),
        ("headline", _) => (Reason::Headline, Vec::new()),
        ("interview", _) => (Reason::Interview, Vec::new()),
        _ => (Reason::Floating, Vec::new()),
    };
    let rule = Evidence { rule: find.rule, reason, words };
    std::iter::once(rule).chain(choice.map(|choice| step(p, one, choice, book))).collect()
}

fn step(p: &Passage<'_>, one: &Settled, choice: Choice, book: &Book) -> Evidence {
    let entity = &book.entities[choice.id.0];
    let known = entity.name_span.unwrap_or(entity.longest).of(p.text).to_owned();
    let reason = match choice.step {
        Step::New => Reason::NewSource,
        Step::SameWords => Reason::SameWords,
        Step::FullName => Reason::FullName,
        Step::Institution => Reason::Institution,
        Step::FamilyName => Reason::FamilyName,
        Step::GivenName => Reason::GivenName,
        Step::Role => Reason::Role,
        Step::BareRole => Reason::BareRole,
        Step::Same => Reason::SameAgain,
        Step::Wider => Reason::Wider,
        Step::Zero => Reason::NoSubject,
        Step::ZeroFar => Reason::NoSubjectFar,
        Step::Participle => Reason::SameSubject,
        Step::Headline => Reason::SummedUp,
    };
    let mention = match &one.find.speaker {
        Speaker::Said(range) => Some(p.span(range.clone()).of(p.text).to_owned()),
        _ => None,
    };
    Evidence { rule: "sources", reason, words: mention.into_iter().chain([known]).collect() }
}

/// How sure the attribution is, from the rule, the opening and the step; 0 to 1.
pub(super) fn confidence(one: &Settled, choice: Option<Choice>) -> f32 {
    let find = &one.find;
    let cue: f32 = match (find.rule, find.content.by) {
        ("finite" | "participle", Opener::Clause | Opener::Colon) => 0.97,
        ("finite" | "participle", Opener::Quote) => 0.85,
        ("finite" | "participle", Opener::Noun) => 0.72,
        ("relay" | "postposed", _) => 0.82,
        ("preposition", _) if find.place == Place::Around => 0.75,
        ("preposition", _) => 0.82,
        ("noun_cue", _) => 0.8,
        ("headline", _) => 0.75,
        ("interview", _) => 0.7,
        _ => 0.5,
    };
    let nested: f32 = if one.nested_in.is_some() { 0.6 } else { 1.0 };
    let close = choice.is_some_and(|c| c.runner_up.is_some());
    let who: f32 = match choice.map(|c| c.step) {
        None => 0.3,
        Some(Step::SameWords | Step::FullName) => 0.96,
        Some(Step::New) => 0.93,
        Some(Step::Institution | Step::FamilyName | Step::Participle | Step::Role | Step::Same) => 0.94,
        Some(Step::Zero) => 0.93,
        Some(Step::BareRole) => 0.82,
        Some(Step::GivenName | Step::ZeroFar) => 0.8,
        Some(Step::Wider | Step::Headline) => 0.7,
    };
    (cue * who * nested * if close { 0.8 } else { 1.0 }).clamp(0.0, 1.0)
}
