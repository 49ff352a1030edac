//! `isnad label` as it is called: cards, tables, lists, JSON after its schema, articles of a library.

mod json_schema;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use isnad::claims::{Found, Stance, Uids, extract};
use isnad::figures::FigureKind;
use isnad::label::{Counts, Tone};
use isnad::store::Store;
use jiff::Timestamp;
use json_schema::misfit;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../assets/schema/label-1.json");
const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

fn isnad(arguments: &[&str], home: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    let command = command.args(["--lang", "en"]).args(arguments).current_dir(FIXTURES).env_clear();
    command.env("HOME", home).output().expect("it runs")
}

#[track_caller]
fn label(arguments: &[&str], code: i32) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let output = isnad(&[&["label"], arguments].concat(), home.path());
    let says = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {says}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn all_fixtures() -> Vec<String> {
    let mut files: Vec<String> = fs::read_dir(format!("{FIXTURES}/claims"))
        .expect("fixtures")
        .map(|entry| format!("claims/{}", entry.expect("an entry").file_name().to_string_lossy()))
        .collect();
    files.sort();
    files
}

#[track_caller]
fn fits(value: &Value) {
    let schema: Value = serde_json::from_str(SCHEMA).expect("a schema");
    assert_eq!(misfit(&schema, &schema, value, ""), None);
}

#[test]
fn a_card_tells_one_article_and_a_table_many() {
    let card = label(&["check/port.txt"], 0);
    for part in [
        "Sourcing label: الميناء يعود إلى العمل",
        "check (the folder's name)",
        "Sources: 2 sources: named 2 (100%)",
        "Carriers: وكالة رويترز (1)",
    ] {
        assert!(card.contains(part), "{part} in {card}");
    }
    let table = label(&["check/port.txt", "claims/agency.txt", "claims/gulf.txt"], 0);
    for part in ["Outlet: claims · 2 articles", "Outlet: check · 1 article", "Total: 3 articles"] {
        assert!(table.contains(part), "{part} in {table}");
    }
}

#[test]
fn json_of_every_fixture_fits_its_schema_and_its_places_the_texts() {
    let files = all_fixtures();
    let arguments: Vec<&str> = files.iter().map(String::as_str).chain(["--json"]).collect();
    let value: Value = serde_json::from_str(&label(&arguments, 0)).expect("JSON");
    fits(&value);
    assert_eq!(value["total"]["articles"], json!(files.len()));
    let mut numbers = 0;
    for article in value["articles"].as_array().expect("a list") {
        let path = article["path"].as_str().expect("a path");
        let text = fs::read_to_string(format!("{FIXTURES}/{path}")).expect("a fixture");
        for number in article["numbers"].as_array().expect("a list") {
            let at = |key: &str| usize::try_from(number[key].as_u64().expect("a number")).expect("small");
            let words: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
            assert_eq!(number["text"], json!(words), "{path}");
            numbers += 1;
        }
        let counts = |key: &str| article["counts"][key].as_u64().expect("a number");
        assert_eq!(counts("claims"), counts("heard") + counts("relayed") + counts("relayed_inferred"));
    }
    assert!(numbers > 20, "{numbers} numbers");
    let again = label(&[&arguments[..], &["--jobs", "1"]].concat(), 0);
    assert_eq!(serde_json::from_str::<Value>(&again).expect("JSON"), value);
}

#[test]
fn closed_lists_are_those_of_the_library() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("a schema");
    let defined = |path: &str| schema.pointer(path).cloned().unwrap_or_default();
    assert_eq!(defined("/$defs/verb/properties/stance/enum"), json!(Stance::ALL.map(Stance::name)));
    assert_eq!(defined("/$defs/verb/properties/tone/enum"), json!(Tone::ALL.map(Tone::name)));
    assert_eq!(defined("/$defs/number/properties/kind/enum"), json!(FigureKind::ALL.map(FigureKind::name)));
    assert_eq!(defined("/$defs/counts/required"), json!(Counts::NAMES));
    assert_eq!(defined("/properties/schema/const"), json!(isnad::label::SCHEMA));
}

#[test]
fn tables_and_task_lists_hold_the_same() {
    let files = ["check/port.txt", "claims/economy.txt"];
    let rows = |more: &[&str]| {
        let text = label(&[&files[..], more, &["--format", "csv"]].concat(), 0);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.records().map(|row| row.expect("a row")).collect::<Vec<_>>()
    };
    let labels = rows(&[]);
    assert_eq!(labels.iter().filter(|row| &row[0] == "article").count(), 2);
    assert_eq!((labels.len(), &labels[4][0]), (5, "total"));
    assert!(rows(&["--verbs"]).iter().any(|row| &row[0] == "check" && &row[2] == "neutral"));
    let numbers = rows(&["--numbers"]);
    let tasks = label(&[&files[..], &["--numbers", "--format", "md"]].concat(), 0);
    assert_eq!(tasks.lines().filter(|line| line.starts_with("- [ ] **")).count(), numbers.len());
    assert!(label(&[&files[..], &["--format", "csv", "--bom"]].concat(), 0).starts_with('\u{feff}'));
    let lens = label(&[&files[..], &["--verbs"]].concat(), 0);
    assert!(lens.contains("= neutral: "), "{lens}");
}

#[test]
fn what_cannot_be_read_is_told_and_costs_no_other() {
    label(&["check/port.txt", "missing.txt"], 4);
    label(&["missing.txt"], 3);
    label(&["missing.txt", "missing2.txt"], 3);
    label(&["7"], 1);
    label(&["check/port.txt", "--format", "md"], 2);
}

#[test]
fn articles_of_a_library_are_named_by_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let mut article = isnad::article::open(&Path::new(FIXTURES).join("check/port.txt")).expect("an article");
    article.about.outlet = Some("جريدة الساحل".to_owned());
    let found = extract(&article);
    let uids = Uids::of(&article, &found);
    store
        .add_article(Found { article: &article, extraction: &found, uids: &uids }, Timestamp::UNIX_EPOCH)
        .expect("added");
    drop(store);
    let value: Value =
        serde_json::from_str(&label(&["--library", folder.path().to_str().expect("UTF-8"), "1", "--json"], 0))
            .expect("JSON");
    fits(&value);
    assert_eq!(value["articles"][0]["outlet"], json!("جريدة الساحل"));
    assert_eq!(value["articles"][0]["outlet_by"], json!("article"));
}
