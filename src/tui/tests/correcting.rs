//! What the reader puts right: each action by its keys, taken back, made again, kept.

use super::*;
use crate::claims::{Anchor, Correction, Extraction, SourceId, SourceKind};
use crate::span::Span;

const TEXT: &str = "قال وزير الري نادر صبري إن السد آمن.\n\nوأضاف أن الماء يكفي المدينة.\n\n\
                    وقالت الباحثة لمى جابر: \"الأرقام قديمة\".\n\nالأسعار ترتفع كل شهر منذ عام.\n";

/// Each claim as `source: words`.
fn lines(desk: &Desk) -> Vec<String> {
    let Model { extraction, article, .. } = &desk.model;
    let name = |source: Option<SourceId>| source.map_or("", |source| &extraction.sources[source.0].name);
    extraction.claims.iter().map(|c| format!("{}: {}", name(c.source), c.content.of(&article.text))).collect()
}

const FOUND: [&str; 3] = ["نادر صبري: السد آمن", "نادر صبري: الماء يكفي المدينة", "لمى جابر: الأرقام قديمة"];

/// Types `keys` with the second claim selected, and what the claims then are; then takes it back and makes it again.
#[track_caller]
fn check(keys: &str, expected: &[&str]) -> Desk {
    let mut desk = Desk::of(article_of(TEXT));
    assert_eq!(lines(&desk), FOUND);
    desk.press(KeyCode::Tab);
    desk.types(keys);
    assert_eq!(lines(&desk), expected, "{keys}");
    assert!(desk.model.unsaved.is_empty());
    desk.press(KeyCode::Esc);
    desk.types("u");
    assert_eq!(lines(&desk), FOUND, "{keys}, taken back");
    let saved = desk.world.asked.iter().rfind(|effect| **effect != Effect::Refresh);
    assert_eq!(saved, Some(&Effect::SaveCorrections(Vec::new())));
    desk.types(";");
    assert_eq!(lines(&desk), expected, "{keys}, made again");
    desk
}

#[test]
fn a_claim_is_given_to_another_source() {
    let expected = [FOUND[0], "لمى جابر: الماء يكفي المدينة", FOUND[2]];
    for keys in ["rg2", "قل٢", "rgj\n"] {
        let desk = check(keys, &expected);
        assert!(desk.shows("corrected"));
        assert_eq!(desk.model.selected, Some(ClaimId(1)));
        assert!(desk.model.extraction.claims[1].confidence > 0.99);
    }
    let mut desk = check("rg0هدى\n", &[FOUND[0], "هدى: الماء يكفي المدينة", FOUND[2]]);
    desk.types("r");
    assert!(desk.shows("The reader gave it to this source"), "{:#?}", desk.screen());
}

#[test]
fn sources_are_merged_split_and_renamed() {
    check("rl1", &["لمى جابر: السد آمن", "لمى جابر: الماء يكفي المدينة", FOUND[2]]);
    check("rs\nمتحدث\n", &[FOUND[0], "متحدث: الماء يكفي المدينة", FOUND[2]]);
    // The other claim is chosen too, and the first one given back.
    check("rs12\nمتحدث\n", &["متحدث: السد آمن", FOUND[1], FOUND[2]]);
    let mut desk = check("rh باشا\n\n3", &["نادر صبري باشا: السد آمن", "نادر صبري باشا: الماء يكفي المدينة", FOUND[2]]);
    assert_eq!(desk.model.extraction.sources[0].kind, SourceKind::Anonymous);
    assert!(desk.shows("corrected · ?"), "the group says so: {:#?}", desk.screen());
    desk.types("r");
    assert!(desk.shows("The reader named it"));
}

#[test]
fn a_claim_is_rejected_and_its_note_comes_back_with_it() {
    check("rp", &[FOUND[0], FOUND[2]]);
    let mut desk = Desk::of(article_of(TEXT));
    desk.press(KeyCode::Tab);
    desk.types("aas said\n");
    desk.types("rp");
    assert!(desk.model.panel.is_none() && !desk.shows("✎"));
    assert_eq!(desk.model.selected, Some(ClaimId(1)), "the next one");
    desk.types("aother\n");
    desk.types("uu");
    assert_eq!(lines(&desk), FOUND);
    assert_eq!(desk.model.marks_of_claim(ClaimId(1)).note, "as said");
    assert_eq!(desk.model.marks_of_claim(ClaimId(2)).note, "");
    desk.types(";;");
    assert_eq!(lines(&desk), [FOUND[0], FOUND[2]]);
    assert_eq!(desk.model.marks_of_claim(ClaimId(1)).note, "other", "marks and corrections in one order");
    desk.types(";");
    assert!(desk.shows("Nothing to redo"));
}

#[test]
fn what_a_claim_says_is_cut() {
    // From the right end on: one word less at the left.
    let mut desk = Desk::of(article_of(TEXT));
    desk.press(KeyCode::Tab);
    desk.types("rf");
    assert!(desk.shows("Selecting"));
    desk.press(KeyCode::Right);
    desk.press(KeyCode::Enter);
    assert_eq!(lines(&desk), [FOUND[0], "نادر صبري: الماء يكفي", FOUND[2]]);
    desk.press(KeyCode::Esc);
    desk.types("u");
    assert_eq!(lines(&desk), FOUND);
}

#[test]
fn a_missed_claim_is_added_from_a_selection() {
    let mut desk = Desk::of(article_of(TEXT));
    desk.types("v");
    for _ in 0..6 {
        desk.press(KeyCode::Down);
    }
    desk.types("o");
    for _ in 0..6 {
        desk.press(KeyCode::Down);
    }
    // Both ends are in the last line now, at its beginning.
    for _ in 0..5 {
        desk.press(KeyCode::Left);
    }
    desk.press(KeyCode::Enter);
    assert!(desk.shows("A missed claim"));
    desk.types("0السوق\n");
    assert_eq!(lines(&desk)[3], "السوق: الأسعار ترتفع كل شهر منذ عام");
    assert_eq!(desk.model.selected, Some(ClaimId(3)));
    desk.types("u");
    assert_eq!(lines(&desk), FOUND);
}

/// An extraction in which it is open whose the second and the third claim are, both times by the same words.
fn open_question(desk: &Desk) -> Extraction {
    let mut found = claims::extract(&desk.model.article);
    let speaker = found.claims[0].speaker;
    for claim in &mut found.claims[1..] {
        let rival = SourceId(1 - claim.source.map_or(0, |source| source.0));
        (claim.runner_up, claim.confidence, claim.speaker) = (Some(rival), 0.62, speaker);
    }
    found
}

#[test]
fn an_ambiguous_claim_is_asked_about_once() {
    let mut desk = Desk::of(article_of(TEXT));
    let found = open_question(&desk);
    desk.tell(Message::Extracted(found));
    assert!(desk.shows("? "), "the list says so: {:#?}", desk.screen());
    desk.press(KeyCode::Tab);
    desk.types("r");
    assert!(desk.shows("Ambiguous: which of the two?"));
    desk.types("٢");
    let expected = [FOUND[0], "لمى جابر: الماء يكفي المدينة", FOUND[2]];
    assert_eq!(lines(&desk), expected);
    assert!(desk.model.extraction.claims.iter().all(|claim| claim.runner_up.is_none()), "the other one too");
    assert!(!desk.shows("Ambiguous"));
    desk.types("u");
    assert_eq!(desk.model.extraction.claims.iter().filter(|claim| claim.runner_up.is_some()).count(), 2);
}

#[test]
fn a_digit_says_nothing_where_nothing_is_asked() {
    let mut desk = Desk::of(article_of(TEXT));
    desk.types("r2");
    assert_eq!(lines(&desk), FOUND);
    assert!(matches!(desk.model.panel, Some(Panel::Why(..))));
}

#[test]
fn kept_corrections_are_laid_and_the_idle_ones_counted() {
    let article = article_of(TEXT);
    let claim = claims::extract(&article).claims[0].content;
    let elsewhere = article_of("قال وزير المالية سالم نور إن الخزينة فارغة.\n");
    let kept = [
        Correction::Reject { claim: Anchor::of(&article, claim, "") },
        Correction::Reassign {
            claim: Anchor::of(&elsewhere, Span::new(0, 6), ""),
            to: crate::claims::SourceRef { uid: String::new(), name: "هدى".to_owned() },
        },
    ];
    let kept: Vec<Made> =
        kept.into_iter().enumerate().map(|(number, correction)| Made { number, correction }).collect();
    let environment: Environment = [("LANG", "en")].into_iter().collect();
    let model = Model::new(article, Settings::resolve(Wishes::default(), &environment, None), WIDE);
    let mut desk = Desk { model, world: Script { kept, ..Script::default() } };
    let effects = update::start(&mut desk.model);
    desk.run(effects);
    assert_eq!(lines(&desk), FOUND[1..]);
    assert!(desk.shows("1 idle correction") && !desk.shows("saved"), "{:#?}", desk.screen());
    // The last ones can be taken back, as if they had just been made.
    desk.types("uu");
    assert_eq!(lines(&desk), FOUND);
    assert!(!desk.shows("idle"));
}

#[test]
fn what_could_not_be_saved_is_saved_with_the_next_change() {
    let mut desk = Desk::of(article_of(TEXT));
    desk.world.refuses = true;
    desk.types("rp");
    assert!(desk.shows("Not saved: the disk is full"));
    desk.types("q");
    assert!(!desk.world.left && desk.shows("Not everything is saved"));
    desk.world.refuses = false;
    desk.types("asaid\n");
    assert!(desk.model.unsaved.is_empty());
    let corrections = |effect: &&Effect| matches!(effect, Effect::SaveCorrections(made) if made.len() == 1);
    assert_eq!(desk.world.asked.iter().filter(corrections).count(), 3);
}

#[test]
fn the_actions_stay_in_sight_on_a_small_screen() {
    for (width, height) in [(100, 30), (80, 24), (50, 24)] {
        for locale in ["en", "ar"] {
            let mut desk = Desk::in_language(locale, article_of(TEXT));
            desk.tell(Message::Resize(Size { width, height }));
            desk.types(if locale == "en" { "r" } else { "ق" });
            let shown = desk.screen().join("\n");
            let english = ["g give to", "l merge", "p reject", "v add"];
            let keys = if locale == "en" { english } else { ["ﻦﻤﻟ ﻝ", "ﻡ", "ﺡ", "ﺭ"] };
            assert!(keys.iter().all(|key| shown.contains(key)), "{shown}");
        }
    }
}

#[test]
fn words_of_the_evidence_stay_in_their_quotation_marks() {
    let mut desk = Desk::in_language("en", article::sample());
    desk.press(KeyCode::Tab);
    desk.types("r");
    let screen = desk.screen().join("\n");
    assert!(screen.contains("» is named here for the first time"), "{screen}");
    assert!(screen.contains("saying «") && screen.contains("), then a clause"), "{screen}");
    assert!(!screen.contains("«("), "{screen}");
}
