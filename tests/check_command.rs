//! `isnad check` as it is called: verdicts, exit codes, JSON after its schema, a library, and a draft against many texts.

mod json_schema;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use isnad::check::{DifferenceKind, Flag, SpeakerIs, Verdict};
use isnad::claims::{Found, Uids, extract};
use isnad::store::Store;
use jiff::Timestamp;
use json_schema::misfit;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../assets/schema/check-1.json");
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/check");

fn isnad(arguments: &[&str], home: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    let command = command.args(["--lang", "en"]).args(arguments).current_dir(FOLDER).env_clear();
    command.env("HOME", home).output().expect("it runs")
}

#[track_caller]
fn check(arguments: &[&str], code: i32) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let output = isnad(arguments, home.path());
    let says = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {says}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn schema_of(value: &Value) -> Option<String> {
    let schema: Value = serde_json::from_str(SCHEMA).expect("a schema");
    misfit(&schema, &schema, value, "")
}

#[test]
fn a_draft_is_told_line_by_line() {
    let told = check(&["check", "draft.md", "--against", "port.txt"], 1);
    for part in [
        "draft.md:6:16: altered\n",
        "[21] رافعة، [وتفرض] رسوم",
        "Mind (number): the draft has «21», the original «12»",
        "Mind (negation): the draft has «وتفرض», the original «ولن تفرض»",
        "draft.md:8:2: wrong speaker\n",
        "carried the words",
        "draft.md:10:3: exact\n",
        "draft.md:13:18: not found\n",
        "too short to judge\n",
        "5 quotations, 3 to look at\n",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

#[test]
fn json_fits_its_schema_and_names_every_verdict() {
    for strict in [&[][..], &["--strict"]] {
        let arguments = [&["check", "draft.md", "--json", "--against", "port.txt"], strict].concat();
        let value: Value = serde_json::from_str(&check(&arguments, 1)).expect("JSON");
        assert_eq!(schema_of(&value), None);
        assert_eq!(value["totals"], json!({"exact": 1, "altered": 1, "wrong_speaker": 1, "not_found": 1, "short": 1}));
        let (draft, start) = (fs::read_to_string(format!("{FOLDER}/draft.md")).expect("a draft"), 0);
        for quotation in value["quotations"].as_array().expect("a list") {
            let at = |key: &str| usize::try_from(quotation[key].as_u64().expect("a number")).expect("small");
            let words: String = draft.chars().skip(at("start")).take(at("end") - at("start")).collect();
            assert_eq!(quotation["text"], json!(words));
            assert!(at("start") >= start);
        }
    }
    let wrong = json!({"schema": "isnad/check/1"});
    assert!(schema_of(&wrong).is_some_and(|says| says.contains("required")));
}

#[test]
fn closed_lists_are_those_of_the_library() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("a schema");
    let defined = |path: &str| schema.pointer(path).cloned().unwrap_or_default();
    assert_eq!(defined("/$defs/quotation/properties/verdict/enum"), json!(Verdict::ALL.map(Verdict::name)));
    assert_eq!(defined("/$defs/difference/properties/kind/enum"), json!(DifferenceKind::ALL.map(DifferenceKind::name)));
    assert_eq!(defined("/$defs/flags/items/enum"), json!(Flag::ALL.map(Flag::name)));
    let mut speakers: Vec<Value> = SpeakerIs::ALL.map(|one| json!(one.name())).to_vec();
    speakers.push(Value::Null);
    assert_eq!(defined("/$defs/quotation/properties/speaker/enum"), json!(speakers));
    assert_eq!(defined("/properties/schema/const"), json!(isnad::check::SCHEMA));
}

#[test]
fn exit_codes_say_how_it_went() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("right.md");
    fs::write(&draft, "قال النخلي إن «العمل سيبدأ يوم الأحد المقبل بعد إصلاح 12 رافعة».\n").expect("written");
    let draft = draft.to_str().expect("UTF-8");
    check(&["check", draft, "--against", "port.txt"], 0);
    check(&["check", draft, "--against", "port.txt", "missing.txt"], 4);
    check(&["check", draft, "--against", "missing.txt"], 3);
    check(&["check", "missing.md", "--against", "port.txt"], 3);
    check(&["check", draft], 2);
    check(&["check", draft, "--against", folder.path().to_str().expect("UTF-8")], 2);
    let library = folder.path().join("library.db");
    fs::write(&library, "no library\n".repeat(100)).expect("written");
    check(&["check", draft, "--against", folder.path().to_str().expect("UTF-8")], 5);
}

#[test]
fn a_library_is_searched_and_its_articles_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let mut article = isnad::article::open(&Path::new(FOLDER).join("port.txt")).expect("an article");
    article.about.outlet = Some("جريدة الساحل".to_owned());
    article.about.published = Some("2024-03-05".to_owned());
    let found = extract(&article);
    let uids = Uids::of(&article, &found);
    store
        .add_article(Found { article: &article, extraction: &found, uids: &uids }, Timestamp::UNIX_EPOCH)
        .expect("added");
    drop(store);
    let library = folder.path().to_str().expect("UTF-8");
    for arguments in [
        &["check", "draft.md", "--json", "--against", library][..],
        &["--library", library, "check", "draft.md", "--json"],
    ] {
        let value: Value = serde_json::from_str(&check(arguments, 1)).expect("JSON");
        let place = &value["quotations"][0]["parts"][0]["found"];
        assert_eq!(
            (&place["id"], &place["outlet"], &place["day"]),
            (&json!("1"), &json!("جريدة الساحل"), &json!("2024-03-05"))
        );
        assert_eq!(value["totals"]["altered"], 1);
    }
}
