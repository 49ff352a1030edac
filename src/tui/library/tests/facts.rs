//! What is written of a source in its dossier: each field, deleting, and the ways back.

use crossterm::event::KeyCode;

use super::super::model::Panel;
use super::Desk;

/// Opens the first source's facts, presses `keys`, and gives what was kept.
#[track_caller]
fn said(keys: &str) -> Vec<String> {
    let mut desk = Desk::arabic(12);
    desk.types("لس\nح");
    assert!(matches!(desk.model.panel, Some(Panel::Facts(0))));
    desk.types(keys);
    desk.world.done.into_iter().filter_map(|done| done.strip_prefix("1: ").map(str::to_owned)).collect()
}

#[track_caller]
fn check(keys: &str, expected: &[&str]) {
    assert_eq!(said(keys), expected, "{keys}");
}

/// The one office that the source has, and another.
const OFFICE: &str = "Role { role: \"وزير\", affiliation: \"النقل\", since: \"2024\", until: \"\" }";
const LINK: &str = "Link { kind: \"wikidata\", url: \"Q42\" }";

#[test]
fn a_grade_is_kept_with_its_reason_or_without() {
    check("12أخطأ مرتين\n", &["Reliability(Some(B), \"أخطأ مرتين\")"]);
    check("1٣\n", &["Reliability(Some(C), \"\")"]);
    check("10", &["Reliability(None, \"\")"]);
}

#[test]
fn who_hides_a_name_is_asked_why() {
    check("22خوفا\n", &["Naming(Some(Anonymous))", "Reason(\"خوفا\")"]);
    check("21", &["Naming(Some(Named))"]);
    check("20", &["Naming(None)"]);
    check("٣خوفا\n", &["Reason(\"خوفا\")"]);
}

#[test]
fn a_country_and_a_way_to_reach_it_are_written() {
    check("4الأردن\n5هاتفه ٥\n", &["Country(\"الأردن\")", "Contact(\"هاتفه ٥\")"]);
}

#[test]
fn an_office_is_added_changed_and_removed() {
    let added =
        format!("Roles([{OFFICE}, Role {{ role: \"نائب\", affiliation: \"\", since: \"2021-07\", until: \"\" }}])");
    check("6نائب؛ ؛ ٢٠٢١/٧\n", &[&added]);
    check("6\n", &[&format!("Roles([{OFFICE}])")]);
    let changed = OFFICE.replace("until: \"\"", "until: \"2025-05-01\"");
    check("8؛ 2025-05-01\n", &[&format!("Roles([{changed}])")]);
    check("jjjjjjjي", &["Roles([])"]);
}

#[test]
fn a_link_is_added_changed_and_removed() {
    check("7cv example.org/cv\n", &[&format!("Links([{LINK}, Link {{ kind: \"cv\", url: \"example.org/cv\" }}])")]);
    check("7Q77\n", &[&format!("Links([{LINK}, Link {{ kind: \"wikidata\", url: \"Q77\" }}])")]);
    check("9\u{8}", &[]);
    check("Gd", &["Links([])"]);
}

#[test]
fn a_day_that_is_none_stays_to_be_written_on() {
    let mut desk = Desk::arabic(12);
    desk.types("لس\nح6نائب؛ ؛ أمس\n");
    assert!(matches!(desk.model.panel, Some(Panel::Say(..))) && desk.shows("واليوم مثل"));
    assert!(!desk.world.done.iter().any(|done| done.contains("Roles")));
    desk.press(KeyCode::Esc);
    assert!(matches!(desk.model.panel, Some(Panel::Facts(5))), "back to the row");
    desk.types("ي");
    assert!(!desk.world.done.iter().any(|done| done.contains("Roles")), "nothing is there to delete");
    desk.press(KeyCode::Esc);
    assert!(desk.model.panel.is_none() && desk.model.dossier.is_some());
}

#[test]
fn the_facts_are_shown_in_both_languages() {
    let mut desk = Desk::arabic(12);
    desk.types("لس\nح");
    for words in ["بيانات المصدر", "التسمية: مجهول", "وزير؛ النقل؛ 2024", "wikidata Q42"]
    {
        assert!(desk.shows(words), "{words}:\n{}", desk.screen().join("\n"));
    }
    let mut desk = Desk::english(12);
    desk.types("gs\np");
    for words in ["Facts of the source", "Naming: anonymous", "Another office"] {
        assert!(desk.shows(words), "{words}:\n{}", desk.screen().join("\n"));
    }
    desk.types("q?");
    assert!(desk.shows("p ح"), "{}", desk.screen().join("\n"));
}

#[test]
fn lists_have_no_facts() {
    let mut desk = Desk::english(12);
    desk.types("p");
    assert!(desk.model.panel.is_none() && desk.shows("That means nothing in this list"));
}

#[test]
fn a_claim_is_compared_with_its_other_wordings() {
    for keys in ["o", "خ"] {
        let mut desk = Desk::arabic(12);
        desk.types("gs\n");
        desk.types(keys);
        assert!(desk.model.panel.is_none() && desk.shows("لا صيغ اخرى"), "the first is quoted once");
        desk.types("j");
        desk.types(keys);
        assert!(matches!(desk.model.panel, Some(Panel::Wordings(0))));
        assert!(desk.shows("لم يقل+") && desk.shows("الأفق"), "{}", desk.screen().join("\n"));
        desk.types("q");
        assert!(desk.model.panel.is_none() && desk.model.dossier.is_some());
    }
}
