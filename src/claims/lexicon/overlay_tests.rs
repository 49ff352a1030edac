use super::super::{FormKind, PERSON_HEAD, phrase, word};
use super::*;
use crate::article::{Origin, from_text};
use crate::claims::{Extraction, extract, extract_with};

fn overlay(text: &str) -> Overlay {
    let (overlay, complaints) = Overlay::read(&[text]);
    assert_eq!(complaints, []);
    overlay
}

fn found(text: &str, lexicon: &str) -> (Extraction, Extraction) {
    let article = from_text(text.to_owned(), Origin::Sample);
    (extract(&article), extract_with(&article, Some(overlay(lexicon))))
}

#[test]
fn a_verb_of_the_user_reports_and_only_while_it_is_in_force() {
    let text = "وزقزقت الوزيرة سلمى الدقاق أن العمل بدأ في الميناء.\n";
    let (without, with) = found(text, "verb\tزَقْزَقَ\taccuse\tأن|:\tزقزق زقزقت يزقزق تزقزق\n");
    assert_eq!(without.claims, []);
    let cue = with.claims[0].cue.as_ref().expect("a cue");
    assert_eq!((cue.lemma.as_str(), cue.stance.name()), ("زَقْزَقَ", "accuse"));
    assert_eq!(with.sources[0].name, "سلمى الدقاق");
    assert_eq!(in_force().map(|_| ()), None);
    assert!(word("زقزقت").is_none());
}

#[test]
fn a_verb_that_is_removed_reports_no_more() {
    let text = "قال المدير سامر النخلي إن العمل بدأ.\n";
    for lemma in ["قَالَ", "قال"] {
        let (without, with) = found(text, &format!("-verb\t{lemma}\n"));
        assert_eq!((without.claims.len(), with.claims.len()), (1, 0), "{lemma}");
    }
    // And again under another stance.
    let (_, with) = found(text, "-verb\tقال\nverb\tقَالَ\tclaim\tأن|إن|:\tقال قالت يقول تقول\n");
    assert_eq!(with.claims[0].cue.as_ref().map(|cue| cue.stance.name()), Some("claim"));
}

#[test]
fn words_and_phrases_join_lists_and_leave_them() {
    let over = overlay("person_head\tدبّاج\norg_name\tمرصد النجمة البعيدة=المنبع الأخضر\n-person_head\tوزير\n");
    laid_over(over, || {
        assert!(word("دباج").is_some_and(|known| known.classes.has(PERSON_HEAD)));
        assert!(word("وزير").is_none_or(|known| !known.classes.has(PERSON_HEAD)));
        let names = [phrase(["مرصد", "النجمة", "البعيدة"]), phrase(["المنبع", "الاخضر"])];
        let aliases = names.map(|known| known.expect("known").alias);
        assert!(aliases[0] > 0 && aliases[0] == aliases[1]);
        assert!(ENTRIES.iter().all(|entry| entry.alias != aliases[0]));
        assert!(word("مرصد").is_some_and(|known| known.longest >= 3));
        // What is not changed is the shipped lexicon's.
        assert!(word("قالت").is_some_and(|known| known.forms()[0].kind == FormKind::Perfect));
    });
}

#[test]
fn every_problem_is_told_with_its_line() {
    let long = "كلمة ".repeat(20);
    let cases = [
        ("person_head", Problem::Fields),
        ("verb\tزقزق\tadd\tأن", Problem::VerbFields),
        ("person_heads\tدباج", Problem::Category),
        ("person_head\tـَ", Problem::Item),
        (&format!("org_name\t{long}"), Problem::TooLong),
        ("verb\tزقزق\tsing\tأن\tزقزق", Problem::Stance),
        ("verb\tزقزق\tadd\tأن|حول\tزقزق", Problem::Frame),
        ("verb\tزقزق\tadd\tأن\tزقزق ـ", Problem::Form),
        ("verb\tزقزق\tadd\tأن\tزقزق/past", Problem::Features),
        ("verb\tزقزق\tadd\tأن\t", Problem::NoForms),
        ("person_head\tوَزِير", Problem::Shipped),
        ("-person_head\tدباج", Problem::NotThere),
        ("-verb\tزقزق", Problem::NotThere),
    ];
    for (line, expected) in cases {
        let (_, complaints) = Overlay::read(&["", &format!("# شرح\n\n{line}\nperson_head\tدباج\n")]);
        let told: Vec<_> = complaints.iter().map(|one| (one.file, one.line, one.problem)).collect();
        assert_eq!(told, [(1, 3, expected)], "{line}");
    }
    let (_, complaints) = Overlay::read(&["\u{feff}person_head\tدباج\nperson_head\tدباج\nperson_head\tدبّاج\n"]);
    let told: Vec<_> = complaints.iter().map(|one| (one.line, one.problem)).collect();
    assert_eq!(told, [(2, Problem::Twice), (3, Problem::Shipped)]);
}
