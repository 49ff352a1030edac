//! The library as a folder of text: out and in again without loss, merged, and never led astray by what is in the folder.
#![cfg(unix)]

mod store_common;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use isnad::claims::{Anchor, ClaimId, Correction, Found, SourceId, Uids};
use isnad::store::{ClaimMarks, ClaimNote, DocumentKey, DocumentQuery, EvidenceKind, EvidenceLink, Reliability, Store};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store_common::{at, source_note};

fn isnad(library: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(arguments)
        .arg("--library")
        .arg(library)
        .env("HOME", library)
        .output()
        .expect("ran")
}

fn ok(library: &Path, arguments: &[&str]) -> String {
    let run = isnad(library, arguments);
    assert!(run.status.success(), "{arguments:?} {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

/// Every file under a folder, by its path in it.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("under it").to_owned();
                found.insert(name, fs::read(&path).expect("readable"));
            }
        }
    }
    found
}

/// What is marked on one article.
#[derive(Debug, Clone)]
struct Marked {
    title: String,
    note: String,
    tags: Vec<String>,
    reliability: Option<Reliability>,
    corrected: bool,
    changed: bool,
}

fn marked() -> impl Strategy<Value = Marked> {
    let words = "[ابتثجحخ \"\\\\/<>\u{202e}\n\t0-9#.:؟«»]{0,12}";
    let reliability = proptest::option::of(proptest::sample::select(Reliability::ALL.to_vec()));
    let tags = proptest::collection::btree_set("[a-zء-ي]{1,6}", 0..3).prop_map(|tags| tags.into_iter().collect());
    (words, words, tags, reliability, any::<bool>(), any::<bool>()).prop_map(
        |(title, note, tags, reliability, corrected, changed)| Marked {
            title,
            note: note.trim().to_owned(),
            tags,
            reliability,
            corrected,
            changed,
        },
    )
}

/// Puts articles into a library as the program does, each with its marks.
fn fill(folder: &Path, all: &[Marked]) {
    let mut store = Store::open(folder).expect("a library");
    for (number, marked) in all.iter().enumerate() {
        let second = number as i64 * 10;
        for version in 0..=usize::from(marked.changed) {
            let text = format!(
                "خبر {} رقم {number}\n\nقال الوزير سامر الحلو إن الجسر رقم {number} سيفتح غدا {version}.\n\nوأضاف أن الكلفة مليونا دينار.\n",
                marked.title
            );
            let origin = isnad::article::Origin::File(format!("/articles/{number}.txt").into());
            let article = isnad::article::from_text(text, origin);
            let extraction = isnad::claims::extract(&article);
            let uids = Uids::of(&article, &extraction);
            let found = Found { article: &article, extraction: &extraction, uids: &uids };
            let key = store.add_article(found, at(second)).expect("added").article;
            let claim = &extraction.claims[0];
            let anchor = Anchor::of(&article, claim.content, uids.claim(ClaimId(0)));
            if marked.corrected {
                store.add_correction(key, &Correction::Reject { claim: anchor.clone() }, at(second + 1)).expect("kept");
            }
            let change = |marks: &mut ClaimMarks| {
                marks.note.clone_from(&marked.note);
                marks.tags.clone_from(&marked.tags);
                if !marked.note.is_empty() {
                    marks.verdict = Some("misleading".to_owned());
                    marks.evidence = vec![EvidenceLink {
                        kind: EvidenceKind::Refutes,
                        url: format!("https://a.example/{}", marked.note),
                        archive: String::new(),
                        accessed: "2021-07-22".to_owned(),
                        note: marked.title.trim().to_owned(),
                    }];
                }
            };
            store
                .change_claim(
                    key,
                    &ClaimNote { key: None, anchor, marks: ClaimMarks::default() },
                    change,
                    at(second + 2),
                )
                .expect("changed");
            let name = &extraction.sources[0].name;
            let note = source_note(name, uids.source(SourceId(0)), marked.reliability);
            store.save_source(key, &note, at(second + 3)).expect("saved");
            // As the reader does: what was found is kept as it was put right.
            let kept = store.annotations(&article).expect("readable").corrections;
            let kept: Vec<Correction> = kept.into_iter().map(|kept| kept.correction).collect();
            let corrected = isnad::claims::correct(&article, extraction, &kept);
            let found = Found { article: &article, extraction: &corrected.extraction, uids: &corrected.uids };
            store.save_found(key, found, at(second + 4)).expect("kept");
        }
    }
}

#[test]
fn out_in_and_out_again_are_the_same_bytes() {
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let all = proptest::collection::vec(marked(), 1..5);
    let result = runner.run(&all, |all| {
        let root = tempfile::tempdir().expect("a folder");
        let path = |name: &str| root.path().join(name);
        fill(&path("one"), &all);
        ok(&path("one"), &["desk", "out", path("desk").to_str().expect("UTF-8")]);
        ok(&path("two"), &["desk", "in", path("desk").to_str().expect("UTF-8")]);
        ok(&path("two"), &["desk", "out", path("again").to_str().expect("UTF-8")]);
        let (before, after) = (files(&path("desk")), files(&path("again")));
        prop_assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        for (name, bytes) in &before {
            prop_assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&after[name]), "{:?}", name);
        }
        ok(&path("two"), &["library", "verify"]);
        // A second time nothing is new, and nothing is told.
        prop_assert_eq!(ok(&path("two"), &["desk", "in", path("desk").to_str().expect("UTF-8")]), "");
        Ok(())
    });
    result.expect("without loss");
}

fn one() -> Marked {
    Marked {
        title: "الجسر: <ال/جديد> \u{202e}".to_owned(),
        note: "أولى".to_owned(),
        tags: vec!["جسر".to_owned()],
        reliability: Some(Reliability::B),
        corrected: false,
        changed: false,
    }
}

/// A library with one article, and it as a folder.
fn desk() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let root = tempfile::tempdir().expect("a folder");
    let (library, desk) = (root.path().join("library"), root.path().join("desk"));
    fill(&library, &[one()]);
    ok(&library, &["desk", "out", desk.to_str().expect("UTF-8")]);
    (root, library, desk)
}

fn folder_of(desk: &Path) -> PathBuf {
    fs::read_dir(desk.join("articles")).expect("a folder").next().expect("one").expect("an entry").path()
}

#[test]
fn names_are_safe_and_files_are_private() {
    let (_root, _, desk) = desk();
    let folder = folder_of(&desk);
    let name = folder.file_name().and_then(|name| name.to_str()).expect("UTF-8");
    assert!(name.contains("خبر-الجسر-ال-جديد-رقم-0-"), "{name}");
    for (name, mode) in [(".", 0o700), ("articles", 0o700), ("sources.jsonl", 0o600), ("isnad-desk.json", 0o600)] {
        assert_eq!(fs::metadata(desk.join(name)).expect("there").permissions().mode() & 0o777, mode, "{name}");
    }
    for entry in fs::read_dir(&folder).expect("a folder") {
        let mode = entry.expect("an entry").metadata().expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let lines = fs::read_to_string(folder.join("annotations.jsonl")).expect("readable");
    assert!(lines.lines().all(|line| line.starts_with("{\"kind\":")), "{lines}");
    assert!(!lines.contains('\u{202e}'));
}

#[test]
fn contacts_are_left_out_unless_asked_for() {
    let (root, library, desk) = desk();
    let connection = rusqlite::Connection::open(library.join("library.db")).expect("opened");
    connection.execute_batch("UPDATE source SET contact = '+00 123 456'").expect("set");
    drop(connection);
    let said = |dir: &Path| fs::read_to_string(dir.join("sources.jsonl")).expect("readable").contains("123 456");
    ok(&library, &["desk", "out", desk.to_str().expect("UTF-8")]);
    assert!(!said(&desk));
    let other = root.path().join("other");
    ok(&library, &["desk", "out", "--contacts", other.to_str().expect("UTF-8")]);
    assert!(said(&other));
    // A desk that says nothing of it does not take it away.
    assert_eq!(ok(&library, &["desk", "in", desk.to_str().expect("UTF-8")]), "");
    ok(&library, &["desk", "out", "--contacts", other.to_str().expect("UTF-8")]);
    assert!(said(&other));
}

#[test]
fn the_newer_of_two_holds_and_the_other_is_told() {
    let (_root, library, desk) = desk();
    let path = folder_of(&desk).join("annotations.jsonl");
    let lines = fs::read_to_string(&path).expect("readable");
    let change = |note: &str, changed: i64| {
        let line = |line: &str| {
            let mut value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            if value["kind"] == "claim" {
                value["note"] = note.into();
                value["changed"] = changed.into();
            }
            value.to_string() + "\n"
        };
        fs::write(&path, lines.lines().map(line).collect::<String>()).expect("written");
    };
    let note = || {
        let store = Store::open(&library).expect("opened");
        let row = store.document(DocumentKey::new(1)).expect("read").expect("there");
        let article = store.article(row.latest).expect("read").expect("kept");
        store.annotations(&article).expect("readable").claims[0].marks.note.clone()
    };
    change("قديمة", 1);
    let told = ok(&library, &["desk", "in", desk.to_str().expect("UTF-8")]);
    assert!(told.contains("the library's holds") && told.contains("قديمة"), "{told}");
    assert_eq!(note(), "أولى");
    change("جديدة", 9_999_999_999);
    let told = ok(&library, &["desk", "in", "--dry-run", desk.to_str().expect("UTF-8")]);
    assert!(told.contains("the desk's holds") && told.contains("أولى"), "{told}");
    assert_eq!(note(), "أولى");
    ok(&library, &["desk", "in", desk.to_str().expect("UTF-8")]);
    assert_eq!(note(), "جديدة");
    ok(&library, &["library", "verify"]);
}

#[test]
fn a_hostile_folder_leads_nowhere() {
    let (root, library, desk) = desk();
    let secret = root.path().join("secret.txt");
    fs::write(&secret, "سر").expect("written");
    let folder = folder_of(&desk);
    let arrived = |code: i32| {
        let fresh = root.path().join("fresh");
        let _ = fs::remove_dir_all(&fresh);
        let run = isnad(&fresh, &["desk", "in", desk.to_str().expect("UTF-8")]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(code), "{said}");
        let store = Store::open(&fresh).expect("opened");
        assert_eq!(store.verify().expect("checked"), []);
        store.documents(&DocumentQuery::default()).expect("listed").len()
    };
    assert_eq!(arrived(0), 1);
    // A text that is a link, or another text.
    let text = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let text = text.into_iter().find(|path| path.extension().is_some_and(|end| end == "txt")).expect("a text");
    let own = fs::read(&text).expect("readable");
    fs::remove_file(&text).expect("removed");
    symlink(&secret, &text).expect("linked");
    assert_eq!(arrived(4), 0);
    fs::remove_file(&text).expect("removed");
    fs::write(&text, "نص آخر").expect("written");
    assert_eq!(arrived(4), 0);
    fs::write(&text, own).expect("written");
    // A hash that is a path.
    let about = folder.join("about.json");
    let said = fs::read_to_string(&about).expect("readable");
    let value: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let hash = value["latest"].as_str().expect("a hash");
    fs::write(&about, said.replace(hash, "../../../secret")).expect("written");
    assert_eq!(arrived(4), 0);
    fs::write(&about, said).expect("written");
    // Lines that are none, or of an article elsewhere.
    let lines = folder.join("annotations.jsonl");
    let said = fs::read_to_string(&lines).expect("readable");
    let other = said.replace(hash, &"0".repeat(64));
    fs::write(&lines, format!("{said}{{\n[1]\n{{\"kind\":\"drop table\",\"article\":\"{hash}\"}}\n{other}"))
        .expect("written");
    assert_eq!(arrived(4), 1);
    fs::write(&lines, said).expect("written");
    // A folder that is a link; and a folder that is none of ours is not written to.
    symlink(root.path(), desk.join("articles").join("9999-link")).expect("linked");
    assert_eq!(arrived(4), 1);
    let run = isnad(&library, &["desk", "out", root.path().to_str().expect("UTF-8")]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(isnad(&library, &["desk", "in", root.path().to_str().expect("UTF-8")]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&secret).expect("readable"), "سر");
}
