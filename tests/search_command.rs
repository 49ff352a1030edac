//! `isnad search`: for people, as JSON, and its exit codes.

mod json_schema;
mod store_common;

use std::path::Path;
use std::process::{Command, Output};

use isnad::claims::{Found, SourceId, Uids};
use isnad::store::Store;
use json_schema::misfit;
use serde_json::{Value, json};
use store_common::{TEXT, at, claim_note, extraction, from_file, span};

const SCHEMA: &str = include_str!("../assets/schema/search-1.json");

/// A library with an article, a claim of a source, and a note.
fn library() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let article = from_file("a.txt", TEXT);
    let mut found = extraction(&[span(&article, "السوق سيفتح أبوابه صباح الأحد")], &["سامر الحلو"]);
    found.claims[0].source = Some(SourceId(0));
    let uids = Uids::of(&article, &found);
    let found = Found { article: &article, extraction: &found, uids: &uids };
    let key = store.add_article(found, at(1)).expect("added").article;
    let note = claim_note(&article, span(&article, "السوق سيفتح"), "0123456789abcdef", "اسأل عن السوق\nثم البلدية");
    store.save_claim(key, &note, at(2)).expect("saved");
    folder
}

fn isnad(library: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.env_clear().env("HOME", library).env("LANG", "ar_IQ.UTF-8");
    command.arg("--library").arg(library).arg("search").args(arguments).output().expect("run")
}

/// What is written, and the exit code.
fn said(library: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let output = isnad(library, arguments);
    (String::from_utf8(output.stdout).expect("UTF-8"), output.status.code())
}

fn object(library: &Path, arguments: &[&str]) -> Value {
    let (written, _) = said(library, &[arguments, &["--json"]].concat());
    let value: Value = serde_json::from_str(&written).expect("JSON");
    let schema: Value = serde_json::from_str(SCHEMA).expect("a schema");
    assert_eq!(misfit(&schema, &schema, &value, ""), None);
    value
}

#[test]
fn hits_are_told_to_people_with_their_place_and_level() {
    let folder = library();
    let (written, code) = said(folder.path(), &["--in", "quotes,text", "السوق"]);
    assert_eq!(code, Some(0));
    let expected = "قول: سامر الحلو\n\
        بلدية الميناء تعيد فتح السوق · 1970-01-01 · المقال 1، الفقرة 2\n\
        [السوق] سيفتح أبوابه صباح الأحد\n\
        (طابق كما كُتب)\n\n\
        مقال: بلدية الميناء تعيد فتح السوق\n\
        بلدية الميناء تعيد فتح السوق · 1970-01-01 · المقال 1، الفقرة 1\n\
        بلدية الميناء تعيد فتح [السوق]\n\
        (طابق كما كُتب)\n\n";
    assert_eq!(written, expected);
}

#[test]
fn json_fits_its_schema_and_its_places_the_text() {
    let folder = library();
    let value = object(folder.path(), &["السوق"]);
    let hits = value["hits"].as_array().expect("hits");
    let kinds: Vec<&str> = hits.iter().filter_map(|hit| hit["in"].as_str()).collect();
    assert_eq!(kinds, ["notes", "quotes", "text"]);
    let text: Vec<char> = TEXT.chars().collect();
    for hit in hits {
        let number = |value: &Value| value.as_u64().expect("a number") as usize;
        let article = &hit["article"];
        let words: String = text[number(&article["start"])..number(&article["end"])].iter().collect();
        let bytes = TEXT.get(number(&article["bytes"][0])..number(&article["bytes"][1]));
        assert_eq!(bytes, Some(words.as_str()));
        let expected = if hit["in"] == "notes" { "السوق سيفتح" } else { "السوق" };
        assert_eq!(words, expected);
        let snippet: Vec<char> = hit["snippet"]["text"].as_str().expect("words").chars().collect();
        for stretch in hit["snippet"]["hits"].as_array().expect("stretches") {
            let found: String = snippet[number(&stretch["start"])..number(&stretch["end"])].iter().collect();
            assert_eq!(found, "السوق");
        }
    }
    assert_eq!(hits[1]["source"]["name"], "سامر الحلو");
    assert_eq!((&value["fold"], &value["more"]), (&json!("wide"), &json!(false)));
    let value = object(folder.path(), &["--in", "sources", "الحلو"]);
    assert_eq!((&value["hits"][0]["article"], &value["hits"][0]["in"]), (&Value::Null, &json!("sources")));
}

#[test]
fn options_bound_what_is_found() {
    let folder = library();
    let count = |arguments: &[&str]| object(folder.path(), arguments)["hits"].as_array().expect("hits").len();
    assert_eq!(count(&["البلديه"]), 2);
    assert_eq!(count(&["البلديه", "--fold", "normal"]), 0);
    assert_eq!(count(&["البلديه", "--fold", "loose", "--in", "text"]), 1);
    assert_eq!(count(&["سوق", "--fold", "loose"]), 0);
    assert_eq!(count(&["سوق", "--fold", "loose+"]), 3);
    assert_eq!(count(&["\"فتح السوق\""]), 1);
    let value = object(folder.path(), &["الترميم", "--context", "0"]);
    assert_eq!(value["hits"][0]["snippet"]["text"], "الترميم");
    let value = object(folder.path(), &["الترميم", "--context", "500"]);
    assert_eq!(value["hits"][0]["snippet"]["text"], "وأضاف أن أعمال الترميم كلفت مليوني دينار.");
}

#[test]
fn nothing_found_is_said_by_the_exit_code() {
    let folder = library();
    let (written, code) = said(folder.path(), &["غائب"]);
    assert_eq!((written.as_str(), code), ("", Some(1)));
    let value = object(folder.path(), &["غائب"]);
    assert_eq!(value["hits"], json!([]));
    assert_eq!(said(folder.path(), &["؟!"]).1, Some(2));
    assert_eq!(said(folder.path(), &["السوق", "--fold", "near"]).1, Some(2));
    // Where there is no library, none is made.
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(said(empty.path(), &["السوق"]).1, Some(1));
    assert_eq!(std::fs::read_dir(empty.path()).expect("a folder").count(), 0);
}

#[test]
fn what_a_terminal_would_obey_is_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let article = from_file("a.txt", "عنوان\nكلمة\u{1b}[31m مريبة\n");
    let found = extraction(&[], &[]);
    let uids = Uids::of(&article, &found);
    store.add_article(Found { article: &article, extraction: &found, uids: &uids }, at(1)).expect("added");
    drop(store);
    let (written, code) = said(folder.path(), &["مريبة"]);
    assert!(code == Some(0) && !written.contains('\u{1b}') && written.contains("[مريبة]"), "{written}");
    assert!(!said(folder.path(), &["مريبة", "--json"]).0.contains('\u{1b}'));
}
