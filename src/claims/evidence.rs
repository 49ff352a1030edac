//! Why a claim is one and its source who it is, in readable lines, and how sure that is.

use super::find::{Place, Speaker};
use super::frames::Opener;
use super::model::Evidence;
use super::passage::Passage;
use super::settle::Settled;
use super::sources::{Book, Choice, Step};

/// The lines that say which rule fired and which step named the source.
pub(super) fn why(p: &Passage<'_>, one: &Settled, choice: Option<Choice>, book: &Book) -> Vec<Evidence> {
    let find = &one.find;
    let cue = p.span(find.cue.clone()).of(p.text);
    let says = match find.rule {
        "finite" => format!("فعل القول «{cue}» ({})", find.lemma),
        "participle" => format!("الحال «{cue}» ({}) تتابع كلام الفاعل نفسه", find.lemma),
        "noun_cue" => format!("مصدر القول «{cue}» ({})", find.lemma),
        "preposition" => format!("إسناد بحرف «{cue}»"),
        "relay" => format!("نقل عن قائل: «{cue}»"),
        "postposed" => format!("القول قبل فعله «{cue}»"),
        "headline" => "قائل ثم نقطتان ثم قوله".to_owned(),
        "interview" => "جواب بعد سؤال".to_owned(),
        _ => "اقتباس بلا فعل قول بعد كلام قائله".to_owned(),
    };
    let mut lines = vec![Evidence { rule: find.rule, says }];
    if let Some(choice) = choice {
        lines.push(Evidence { rule: "sources", says: step(p, one, choice, book) });
    }
    lines
}

fn step(p: &Passage<'_>, one: &Settled, choice: Choice, book: &Book) -> String {
    let mention = match &one.find.speaker {
        Speaker::Said(range) => p.span(range.clone()).of(p.text),
        _ => "",
    };
    let entity = &book.entities[choice.id.0];
    let known = entity.name_span.unwrap_or(entity.longest).of(p.text);
    match choice.step {
        Step::New => format!("«{mention}» يُذكر هنا أول مرة"),
        Step::SameWords => format!("«{mention}» بلفظه السابق: {known}"),
        Step::FullName => format!("«{mention}» هو الاسم نفسه: {known}"),
        Step::Institution => format!("«{mention}» اسم آخر لـ{known}"),
        Step::FamilyName => format!("«{mention}» لقب {known}"),
        Step::GivenName => format!("«{mention}» من اسم {known}"),
        Step::Role => format!("«{mention}» صفة {known}"),
        Step::BareRole => format!("«{mention}» أقرب من له هذه الصفة: {known}"),
        Step::Same => format!("«{mention}» إحالة إلى {known}"),
        Step::Wider => format!("«{mention}» وصف أعم لأقرب من يناسبه: {known}"),
        Step::Zero => format!("الفعل بلا فاعل ظاهر، والمتكلم قبله {known}"),
        Step::ZeroFar => format!("بلا فاعل ظاهر، وآخر متكلم في الفقرات قبله {known}"),
        Step::Participle => format!("صاحب الحال هو فاعل الجملة: {known}"),
        Step::Headline => format!("العنوان يوجز كلام {known}"),
    }
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
