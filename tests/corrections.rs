//! Corrections through the real program, without a screen: made, listed, taken back, extracted, exported.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use isnad::article::{self, Article};
use isnad::claims::{ClaimId, Correction, Fit, Found, SourceId, SourceRef, Uids, correct, extract};
use isnad::store::{ClaimMarks, ClaimNote, SourceMarks, SourceNote, Store, settle};
use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "قال وزير الري نادر صبري إن السد آمن.\n\nوأضاف أن الماء يكفي المدينة.\n\n\
                    وقالت الباحثة لمى جابر: \"الأرقام قديمة\".\n\nالأسعار ترتفع كل شهر منذ عام.\n";

struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        fs::write(desk.path("a.txt"), TEXT).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.env_clear().env("HOME", self.0.path()).env("LANG", "C.UTF-8").current_dir(self.0.path());
        command.args(["--library", "library"]).args(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs `isnad correct a.txt` and checks its exit code; what it says.
    #[track_caller]
    fn correct(&self, arguments: &[&str], code: i32) -> String {
        let ran = self.run(&[&["correct", "a.txt"], arguments].concat());
        let says = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(code), "{arguments:?}: {says}");
        says + &String::from_utf8_lossy(&ran.stdout)
    }

    #[track_caller]
    fn extract(&self, arguments: &[&str]) -> Value {
        let ran = self.run(&[&["extract", "a.txt"], arguments].concat());
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        serde_json::from_slice(&ran.stdout).unwrap()
    }

    /// Each claim as `source: words`, as it is corrected.
    fn claims(&self) -> Vec<String> {
        let object = self.extract(&["--with-corrections"]);
        let sources = object["sources"].as_array().unwrap();
        let name = |id: &Value| sources.iter().find(|source| source["id"] == *id).map(|source| source["name"].clone());
        let line = |claim: &Value| {
            let name = name(&claim["source"]).unwrap_or_default();
            format!("{}: {}", name.as_str().unwrap_or(""), claim["text"].as_str().unwrap())
        };
        object["claims"].as_array().unwrap().iter().map(line).collect()
    }

    fn article(&self) -> Article {
        article::open(&self.path("a.txt")).unwrap()
    }
}

const FOUND: [&str; 3] = ["نادر صبري: السد آمن", "نادر صبري: الماء يكفي المدينة", "لمى جابر: الأرقام قديمة"];

/// One correction, and what the claims then are; taken back and made again.
#[track_caller]
fn check(arguments: &[&str], expected: &[&str]) {
    let desk = Desk::new();
    desk.correct(arguments, 0);
    assert_eq!(desk.claims(), expected, "{arguments:?}");
    assert!(desk.correct(&["list"], 0).contains(&format!("1\theld\t{}\t", arguments[0])));
    desk.correct(&["undo"], 0);
    assert_eq!(desk.claims(), FOUND);
    desk.correct(&["list"], 1);
    desk.correct(&["undo"], 1);
    desk.correct(&["redo"], 0);
    assert_eq!(desk.claims(), expected);
    desk.correct(&["redo"], 1);
}

#[test]
fn every_correction_is_made_taken_back_and_made_again() {
    let lama = "لمى جابر: الماء يكفي المدينة";
    check(&["reassign", "c2", "--to", "s2"], &[FOUND[0], lama, FOUND[2]]);
    check(&["reassign", "c2", "--to", "لمي جابر"], &[FOUND[0], lama, FOUND[2]]);
    check(&["reassign", "c2", "--to", "هدى"], &[FOUND[0], "هدى: الماء يكفي المدينة", FOUND[2]]);
    check(&["merge", "s1", "s2"], &["لمى جابر: السد آمن", lama, FOUND[2]]);
    check(&["split", "c1", "c3", "--name", "هدى"], &["هدى: السد آمن", FOUND[1], "هدى: الأرقام قديمة"]);
    check(
        &["rename", "s2", "--name", "لمى", "--role", "", "--kind", "anonymous"],
        &[FOUND[0], FOUND[1], "لمى: الأرقام قديمة"],
    );
    check(&["reject", "c1"], &FOUND[1..]);
    let at = |words: &str| {
        let start = TEXT.split(words).next().unwrap().chars().count();
        [start.to_string(), (start + words.chars().count()).to_string()]
    };
    let [start, end] = at("الماء يكفي");
    check(&["span", "c2", &start, &end], &[FOUND[0], "نادر صبري: الماء يكفي", FOUND[2]]);
    let [start, end] = at("الأسعار ترتفع كل شهر");
    let added = "هدى: الأسعار ترتفع كل شهر";
    check(&["add", &start, &end, "--source", "هدى"], &[FOUND[0], FOUND[1], FOUND[2], added]);
}

#[test]
fn a_claim_keeps_its_uid_and_is_sure() {
    let desk = Desk::new();
    let before = desk.extract(&[]);
    let uid = before["claims"][1]["uid"].as_str().unwrap();
    desk.correct(&["reassign", uid.get(..7).unwrap(), "--to", "هدى"], 0);
    assert_eq!(desk.extract(&[]), before, "without the flag the library is not asked");
    let after = desk.extract(&["--with-corrections"]);
    assert_eq!(after["claims"][1]["uid"], uid);
    assert_eq!(after["claims"][1]["confidence"], 1.0);
    let sure = desk.extract(&["--with-corrections", "--min-confidence", "1"]);
    let uids: Vec<&Value> = sure["claims"].as_array().unwrap().iter().map(|claim| &claim["uid"]).collect();
    assert_eq!(uids, [uid]);
    // Ids are those of what is corrected: the source that the correction made is one.
    let source = after["claims"][1]["source"].as_str().unwrap();
    desk.correct(&["rename", source, "--name", "هدى سالم"], 0);
    assert_eq!(desk.claims()[1], "هدى سالم: الماء يكفي المدينة");
}

#[test]
fn what_is_not_there_is_said() {
    let desk = Desk::new();
    assert!(desk.correct(&["list"], 1).contains("there is no library yet"));
    assert!(desk.run(&["extract", "--with-corrections", "a.txt"]).status.success());
    assert!(!desk.path("library").exists(), "nobody made one");
    assert!(desk.correct(&["reject", "c9"], 1).contains("no claim c9"));
    assert!(desk.correct(&["merge", "s1", "غائب"], 1).contains("no source غائب"));
    assert!(desk.correct(&["reassign", "c1", "--to", "s9"], 1).contains("no source s9"));
    assert!(desk.correct(&["merge", "s1", "s1"], 2).contains("one source already"));
    assert!(desk.correct(&["span", "c1", "9", "9"], 2).contains("code points"));
    assert!(desk.correct(&["add", "0", "99999", "--source", "s1"], 2).contains("code points"));
    assert!(desk.correct(&["rename", "s1", "--name", " "], 2).contains("a name is needed"));
    let missing = desk.run(&["correct", "b.txt", "list"]);
    assert_eq!(missing.status.code(), Some(3));
    fs::write(desk.path("library/library.db"), "not a library").unwrap();
    desk.correct(&["reject", "c1"], 5);
    assert_eq!(desk.run(&["extract", "--with-corrections", "a.txt"]).status.code(), Some(5));
    assert!(desk.run(&["extract", "a.txt"]).status.success());
}

#[test]
fn an_id_is_not_the_beginning_of_a_uid() {
    let desk = Desk::new();
    // One claim, with a uid that begins as the id of a further one does.
    let uid = (0..2000).find_map(|days| {
        fs::write(desk.path("a.txt"), format!("قال وزير الري نادر صبري إن السد امتلأ بعد {days} يوما.\n")).unwrap();
        let article = desk.article();
        let uids = Uids::of(&article, &extract(&article));
        let [uid] = uids.claims() else { panic!("one claim: {uids:?}") };
        let is_like_an_id =
            uid.starts_with('c') && uid.as_bytes().get(1).is_some_and(|digit| (b'2'..=b'9').contains(digit));
        is_like_an_id.then(|| uid.clone())
    });
    let uid = uid.expect("a uid that begins so");
    desk.correct(&["reject", uid.get(..2).unwrap()], 1);
    desk.correct(&["reject", &uid], 0);
}

#[test]
fn gold_files_hold_what_is_corrected() {
    let desk = Desk::new();
    desk.correct(&["reassign", "c2", "--to", "هدى"], 0);
    fs::create_dir(desk.path("other")).unwrap();
    fs::write(desk.path("other/a.txt"), "قالت هدى سالم إن القمح وصل.\n").unwrap();
    let ran = desk.run(&["export", "--format", "gold", "-o", "gold", "a.txt", "other/a.txt"]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(fs::read_to_string(desk.path("gold/a.txt")).unwrap(), TEXT);
    assert!(desk.path("gold/a-2.json").exists() && desk.path("gold/a-2.txt").exists());
    let gold: Value = serde_json::from_slice(&fs::read(desk.path("gold/a.json")).unwrap()).unwrap();
    let extracted = desk.extract(&["--with-corrections"]);
    assert_eq!(gold["article"], "a");
    let claims = gold["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 3);
    let words: Vec<char> = TEXT.chars().collect();
    for (claim, found) in claims.iter().zip(extracted["claims"].as_array().unwrap()) {
        for key in ["id", "kind", "start", "end", "text", "source", "via"] {
            assert_eq!(claim[key], found[key], "{key}");
        }
        let place = |key: &str| claim[key].as_u64().unwrap() as usize;
        let slice: String = words[place("start")..place("end")].iter().collect();
        assert_eq!(claim["text"], slice);
        assert_eq!(claim["cue"]["text"], found["cue"]["text"]);
        assert_eq!(claim["sure"], true);
    }
    assert_eq!(gold["sources"][1]["name"], "هدى");
    // One article goes to standard output, several one a line.
    let one = desk.run(&["export", "--format", "gold", "a.txt"]);
    assert_eq!(serde_json::from_slice::<Value>(&one.stdout).unwrap(), gold);
    let two = desk.run(&["export", "--format", "gold", "a.txt", "none.txt", "other/a.txt"]);
    assert_eq!((two.status.code(), String::from_utf8_lossy(&two.stdout).lines().count()), (Some(4), 2));
}

#[test]
fn notes_hold_on_what_was_moved_and_renamed() {
    let desk = Desk::new();
    let article = desk.article();
    let found = extract(&article);
    let uids = Uids::of(&article, &found);
    let before = Found { article: &article, extraction: &found, uids: &uids };
    let mut store = Store::open(&desk.path("library")).unwrap();
    let key = store.open_article(&article, Timestamp::UNIX_EPOCH).unwrap();
    let claim = before.anchor(ClaimId(1)).unwrap();
    let marks = ClaimMarks { note: "راجع".to_owned(), ..ClaimMarks::default() };
    store.save_claim(key, &ClaimNote { key: None, anchor: claim, marks }, Timestamp::UNIX_EPOCH).unwrap();
    let source: SourceRef = before.source(SourceId(1)).unwrap();
    let marks = SourceMarks { note: "اتصل".to_owned(), ..SourceMarks::default() };
    let note = SourceNote { key: None, source, marks, ratings: Vec::new() };
    store.save_source(key, &note, Timestamp::UNIX_EPOCH).unwrap();
    drop(store);
    desk.correct(&["span", "c2", "44", "54"], 0);
    desk.correct(&["reject", "c1"], 0);
    desk.correct(&["rename", "لمى جابر", "--name", "سلمى جابر"], 0);
    let store = Store::open(&desk.path("library")).unwrap();
    let mut annotations = store.annotations(&article).unwrap();
    let corrections: Vec<Correction> =
        std::mem::take(&mut annotations.corrections).into_iter().map(|stored| stored.correction).collect();
    let corrected = correct(&article, found, &corrections);
    let after = Found { article: &article, extraction: &corrected.extraction, uids: &corrected.uids };
    let settled = settle(annotations, after);
    assert!(settled.orphans.is_empty() && settled.lost_sources.is_empty());
    let (claim, kept) = settled.claims.first_key_value().unwrap();
    assert_eq!((claim.0, kept.fit, kept.note.marks.note.as_str()), (0, Fit::Kept, "راجع"));
    let (source, kept) = settled.sources.first_key_value().unwrap();
    assert_eq!((corrected.extraction.sources[source.0].name.as_str(), kept.marks.note.as_str()), ("سلمى جابر", "اتصل"));
}
