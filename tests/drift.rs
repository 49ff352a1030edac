//! What was changed between versions, and notes found again, through the real program and its library.

mod json_schema;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use isnad::article;
use isnad::claims::{ClaimId, Found, Uids, extract};
use isnad::store::{ClaimMarks, ClaimNote, Store};
use jiff::Timestamp;
use json_schema::misfit;
use serde_json::Value;
use tempfile::TempDir;

const OLD: &str = "مدارس جديدة\n\n\
    قال وزير التعليم سامي الخوري إن الحكومة ستبدأ في بناء 12 مدرسة جديدة في ضواحي المدينة قبل نهاية العام المقبل.\n\n\
    وأضاف الخوري أن \"الأولوية للأحياء التي لا توجد فيها مدارس ثانوية منذ سنوات طويلة جدا\".\n\n\
    من جهتها، أكدت نقابة المعلمين أن عدد المعلمين لا يكفي لهذه المدارس في السنوات الأولى.\n";

struct Desk(TempDir);

impl Desk {
    /// A library with the old text, a note on each of its claims, and the new text in the same file.
    fn with(new: &str) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        fs::write(desk.path("a.txt"), OLD).unwrap();
        let article = article::open(&desk.path("a.txt")).unwrap();
        let extraction = extract(&article);
        let uids = Uids::of(&article, &extraction);
        let found = Found { article: &article, extraction: &extraction, uids: &uids };
        let mut store = Store::open(&desk.path("library")).unwrap();
        let key = store.add_article(found, Timestamp::UNIX_EPOCH).unwrap().article;
        for claim in 0..extraction.claims.len() {
            let marks = ClaimMarks { note: format!("note {claim}"), ..ClaimMarks::default() };
            let note = ClaimNote { key: None, anchor: found.anchor(ClaimId(claim)).unwrap(), marks };
            store.save_claim(key, &note, Timestamp::UNIX_EPOCH).unwrap();
        }
        assert_eq!(extraction.claims.len(), 3);
        fs::write(desk.path("a.txt"), new).unwrap();
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

    /// What the program writes, with its exit code checked.
    #[track_caller]
    fn writes(&self, arguments: &[&str], code: i32) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8_lossy(&ran.stdout).into_owned()
    }

    /// The first line of each note in a list.
    #[track_caller]
    fn notes(&self, arguments: &[&str], code: i32) -> Vec<String> {
        let lines = self.writes(&[&["reanchor", "a.txt"], arguments].concat(), code);
        lines.lines().filter(|line| !line.starts_with(' ')).map(str::to_owned).collect()
    }
}

#[test]
fn what_was_changed_is_told_with_the_claims_and_notes_it_touched() {
    let desk = Desk::with(&OLD.replace("12", "20").replace("أكدت", "زعمت").replace("الخوري أن", "الخوريّ أن"));
    let says = desk.writes(&["diff", "a.txt"], 0);
    for line in [
        "~ block 2: words changed",
        "[-12-]{+20+}",
        "! mind, these differ: a number or date",
        "~ block 3: vowel marks only",
    ] {
        assert!(says.contains(line), "{line} in\n{says}");
    }
    assert!(says.contains("reported by: was أكدت, is زعمت"), "{says}");
    assert!(says.contains("~ c1 / c1: claim changed") && says.contains("orphan: الحكومة ستبدأ"), "{says}");
    assert!(!says.contains('\u{1b}'), "no colour in a pipe");
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../assets/schema/diff-1.json")).unwrap()
}

#[track_caller]
fn fits(json: &Value) {
    assert_eq!(misfit(&schema(), &schema(), json, ""), None);
}

#[test]
fn versions_are_told_as_json_by_code_points() {
    let desk = Desk::with(&OLD.replace("12", "20"));
    let json: Value = serde_json::from_str(&desk.writes(&["diff", "a.txt", "--json"], 0)).unwrap();
    assert_eq!(json["schema"], "isnad/diff/1");
    fits(&json);
    assert_eq!((&json["old"]["version"], &json["new"]["version"]), (&1.into(), &2.into()));
    let changed: Vec<&Value> =
        json["blocks"][0]["changes"].as_array().unwrap().iter().filter(|c| c["kind"] == "words").collect();
    let [change] = changed[..] else { panic!("one change: {json}") };
    let points = |text: &str, from: &str, to: &str| -> String {
        let [from, to] = [from, to].map(|key| change[key].as_u64().unwrap() as usize);
        text.chars().skip(from).take(to - from).collect()
    };
    assert_eq!(points(OLD, "old_start", "old_end"), "12");
    assert_eq!(points(&OLD.replace("12", "20"), "new_start", "new_end"), "20");
    assert_eq!((&json["blocks"][0]["flags"][0], &json["claims"][0]["flags"][0]), (&"number".into(), &"number".into()));
    assert_eq!(json["notes"][0]["fate"], "orphan");
}

#[test]
fn two_files_need_no_library() {
    let desk = Desk::with(OLD);
    fs::remove_dir_all(desk.path("library")).unwrap();
    fs::write(desk.path("b.txt"), OLD.replace("سنوات طويلة", "أعوام طويلة")).unwrap();
    assert!(desk.writes(&["diff", "a.txt", "b.txt"], 0).contains("[-سنوات-]{+أعوام+}"));
    let json: Value = serde_json::from_str(&desk.writes(&["diff", "a.txt", "b.txt", "--json"], 0)).unwrap();
    fits(&json);
    let mut odd = json;
    odd["blocks"][0]["kind"] = "turned".into();
    assert!(misfit(&schema(), &schema(), &odd, "").is_some_and(|said| said.starts_with("/blocks/0/kind")));
    assert_eq!(desk.writes(&["diff", "a.txt", "a.txt"], 1).lines().nth(1), Some("The two texts do not differ"));
    desk.writes(&["diff", "a.txt", "missing.txt"], 3);
    desk.writes(&["diff", "a.txt"], 1);
    assert!(!desk.path("library").exists(), "no library is made");
    assert!(desk.writes(&["--color", "always", "diff", "a.txt", "b.txt"], 0).contains("\u{1b}[1m"));
}

#[test]
fn a_range_names_versions() {
    let desk = Desk::with(&OLD.replace("12", "20"));
    desk.writes(&["diff", "a.txt", "1..2"], 0);
    desk.writes(&["diff", "a.txt", "2..2"], 1);
    desk.writes(&["diff", "a.txt", "1..5"], 1);
    // The library itself has the first one only.
    desk.writes(&["diff", "1"], 1);
    desk.writes(&["reanchor", "a.txt"], 0);
}

#[test]
fn what_is_certain_is_done_and_the_rest_is_listed() {
    let changed = OLD.replace("سنوات طويلة جدا", "أعوام طويلة جدا").replace("12", "20");
    let desk = Desk::with(&changed);
    let listed = ["1. orphan", "2. asks", "3. kept c3"];
    assert_eq!(desk.notes(&["--list"], 1), listed);
    assert_eq!(desk.notes(&[], 1), listed);
    let all = desk.writes(&["reanchor", "a.txt", "--list"], 1);
    assert!(all.contains("c2 · 91% · block 3") && all.contains("[-سنوات-]{+أعوام+}"), "{all}");
    assert!(all.contains("c1 · 92% · block 2") && all.contains("! mind, these differ: a number or date"), "{all}");
    // Exact words alone are accepted unasked.
    assert_eq!(desk.notes(&["--yes-exact"], 1), listed);
    assert_eq!(desk.notes(&["--attach", "2=c2"], 0), ["1. orphan", "2. attached c2", "3. kept c3"]);
    assert_eq!(desk.notes(&["--list"], 0), ["1. orphan", "2. kept c2", "3. kept c3"]);
    assert_eq!(desk.notes(&["--attach", "1=c3"], 2), [""; 0], "it has a note of its own");
    assert_eq!(desk.notes(&["--attach", "1=c1"], 0), ["1. attached c1", "2. kept c2", "3. kept c3"]);
    for wrong in ["7=c1", "1=c9"] {
        desk.notes(&["--attach", wrong], 1);
    }
    desk.notes(&["--attach", "c1"], 2);
}

#[test]
fn the_same_words_twice_are_accepted_where_their_neighbours_decide() {
    let quote = "أن عدد المعلمين لا يكفي لهذه المدارس في السنوات الأولى";
    let twice = format!(
        "{}\nوفي بيان منفصل، ذكرت جمعية الأهالي {quote} حسب تقديرها.\n",
        OLD.replace("من جهتها، أكدت", "ثم من بعدها أكدت")
    );
    let desk = Desk::with(&twice);
    let notes = desk.notes(&["--list"], 1);
    assert_eq!(notes[2], "3. asks");
    assert_eq!(desk.notes(&["--yes-exact"], 0)[2], "3. attached c3");
    let store = Store::open(&desk.path("library")).unwrap();
    let article = article::open(&desk.path("a.txt")).unwrap();
    let kept = store.annotations(&article).unwrap().claims;
    let note = kept.iter().find(|note| note.marks.note == "note 2").unwrap();
    assert_eq!(note.anchor.article, article.hash, "fastened to the new text");
}

#[test]
fn a_library_without_notes_says_so() {
    let desk = Desk::with(OLD);
    fs::write(desk.path("b.txt"), "خبر آخر\n\nنص قصير.\n").unwrap();
    desk.writes(&["reanchor", "b.txt"], 1);
    fs::remove_dir_all(desk.path("library")).unwrap();
    desk.writes(&["reanchor", "a.txt"], 1);
}
