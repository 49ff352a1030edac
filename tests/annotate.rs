//! `isnad annotate` and `isnad quotes`: said, kept, found, taken back.

#![allow(clippy::print_stderr, reason = "a test says what it skips")]

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const TEXT: &str = "بلدية المرفأ تعيد فتح السوق\n\
مدينة المرفأ - 3 مايو 2031\n\
قال رئيس البلدية سامر الحلو إن \"السوق سيفتح أبوابه صباح الأحد\".\n\
وأضاف الحلو أن أعمال الترميم كلفت مليوني دينار.\n\
من جهتها، قالت الناطقة باسم التجار ليلى ناصر: \"السوق لن يفتح قبل شهرين\".\n";

/// A library of its own, and an article beside it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.txt"), TEXT).expect("written");
        Desk(folder)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.args(arguments).arg("--library").arg(self.0.path().join("library"));
        command.current_dir(self.0.path()).env("HOME", self.0.path()).env_remove("ISNAD_CONFIG");
        command.env("XDG_CONFIG_HOME", self.0.path().join("config"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("run")
    }

    /// What it wrote; it must have gone well.
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn fails(&self, arguments: &[&str], code: i32, says: &str) {
        let output = self.run(arguments);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {complaint}");
        assert!(complaint.contains(says) && output.stdout.is_empty(), "{arguments:?}: {complaint}");
    }

    /// The uid of a claim of the article.
    fn uid(&self, claim: &str) -> String {
        let said = self.says(&["annotate", "a.txt", claim, "--tag", "اختبار"]);
        said.split('\t').next().expect("a uid").to_owned()
    }

    fn quotes(&self, arguments: &[&str]) -> Vec<serde_json::Value> {
        let said = self.says(&[&["quotes", "--json"], arguments].concat());
        said.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

#[test]
fn all_marks_are_kept_and_told() {
    let desk = Desk::new();
    let all = [
        "annotate",
        "a.txt",
        "c1",
        "--verdict",
        "مضلل",
        "--credibility",
        "3",
        "--status",
        "checked",
        "--note",
        "راجع المحضر",
        "--tag",
        "#سوق، بلدية",
        "--evidence",
        "https://a.example/?x=1=refutes",
        "--archive",
        "https://archive.example/1",
        "--accessed",
        "2031-05-04",
        "--evidence-note",
        "ص 3",
        "--said",
        "٢٠٣١/٤",
        "--pin",
    ];
    let said = desk.says(&all);
    let uid = said.split('\t').next().expect("a uid").to_owned();
    assert!(said.contains(&format!("{uid}\tverdict\tmisleading\n")), "{said}");
    let marks = &desk.quotes(&["--verdict", "misleading"])[0]["marks"];
    let expected = serde_json::json!({
        "verdict": "misleading", "credibility": 3, "status": "checked", "note": "راجع المحضر", "tags": ["سوق", "بلدية"],
        "evidence": [{"kind": "refutes", "url": "https://a.example/?x=1", "archive": "https://archive.example/1",
                      "accessed": "2031-05-04", "note": "ص 3"}],
        "said": "2031-04", "pinned": true, "contradicts": [],
    });
    assert_eq!(*marks, expected);
    // By the beginning of its uid, without the file; what is not named stays.
    desk.says(&["annotate", uid.get(..7).expect("digits"), "--untag", "سوق", "--verdict", "none", "--unpin"]);
    let marks = &desk.quotes(&["--tag", "بلدية"])[0]["marks"];
    assert_eq!((&marks["verdict"], &marks["pinned"]), (&serde_json::Value::Null, &false.into()));
    assert_eq!(marks["evidence"], expected["evidence"]);
    assert!(desk.says(&["annotate", &uid]).contains("\tnote\tراجع المحضر\n"));
}

#[test]
fn annotations_are_taken_back_and_made_again_over_what_was_said_since() {
    let desk = Desk::new();
    let uid = desk.uid("c2");
    desk.says(&["annotate", &uid, "--verdict", "true"]);
    desk.says(&["annotate", &uid, "--note", "بعدها"]);
    assert_eq!(desk.says(&["annotate", "--undo"]), format!("{uid}\tnote\t\n"));
    assert_eq!(desk.says(&["annotate", "--undo", &uid]), format!("{uid}\tverdict\t\n"));
    assert_eq!(desk.says(&["annotate", "--redo"]), format!("{uid}\tverdict\ttrue\n"));
    assert_eq!(desk.says(&["annotate", "--redo"]), format!("{uid}\tnote\tبعدها\n"));
    desk.fails(&["annotate", "--redo"], 1, "nothing that could be made again");
    desk.says(&["annotate", &uid, "--delete"]);
    desk.fails(&["annotate", "--undo"], 1, "nothing that could be taken back");
    desk.fails(&["annotate", &uid], 1, "nothing is said");
}

#[test]
fn a_contradiction_stands_on_both_claims() {
    let desk = Desk::new();
    let (one, other) = (desk.uid("c1"), desk.uid("c3"));
    desk.says(&["annotate", &one, "--contradicts", &other, "--because", "الموعد"]);
    let found = desk.quotes(&["--contradicted"]);
    assert_eq!(found.len(), 2);
    for quote in &found {
        let against = &quote["marks"]["contradicts"][0];
        let wanted = if quote["uid"] == one.as_str() { &other } else { &one };
        assert_eq!((&against["claim"], &against["note"]), (&wanted.as_str().into(), &"الموعد".into()));
    }
    desk.says(&["annotate", &other, "--agrees", &one]);
    desk.fails(&["quotes", "--contradicted"], 1, "no claims");
}

#[test]
fn what_is_wrong_is_said_and_changes_nothing() {
    let desk = Desk::new();
    desk.fails(&["annotate", "abcdef"], 1, "there is no library yet");
    let uid = desk.uid("c1");
    desk.fails(&["annotate", &uid, "--verdict", "غريب"], 2, "is not one of: true,");
    desk.fails(&["annotate", &uid, "--credibility", "7"], 2, "from 1 to 6");
    desk.fails(&["annotate", &uid, "--said", "2031-13"], 2, "is no day");
    desk.fails(&["annotate", &uid, "--evidence", "رابط فيه فراغ"], 2, "is no address");
    desk.fails(&["annotate", "a.txt", "c9", "--pin"], 1, "no claim c9");
    desk.fails(&["annotate", "ليس uid", "--pin"], 2, "not the beginning of a uid");
    assert_eq!(desk.says(&["annotate", &uid]), format!("{uid}\ttags\tاختبار\n"));
}

#[test]
fn a_note_is_read_from_standard_input() {
    let desk = Desk::new();
    let mut child = desk.command(&["annotate", "a.txt", "c1", "--note", "-"]);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("run");
    child.stdin.take().expect("its input").write_all("سطر\nوسطر\n".as_bytes()).expect("heard");
    assert!(child.wait().expect("ended").success());
    assert_eq!(desk.quotes(&[])[2]["marks"]["note"], "سطر\nوسطر");
}

#[test]
fn quotes_are_filtered() {
    let desk = Desk::new();
    desk.says(&["annotate", "a.txt", "c1", "--status", "published", "--pin"]);
    let count = |arguments: &[&str]| desk.quotes(arguments).len();
    assert_eq!((count(&[]), count(&["--pinned"]), count(&["--unchecked"])), (3, 1, 2));
    assert_eq!((count(&["--type", "direct"]), count(&["--type", "indirect"])), (2, 1));
    assert_eq!((count(&["--source", "سامر"]), count(&["--source", "ليلى ناصر"])), (2, 1));
    assert_eq!((count(&["--status", "published"]), count(&["--limit", "2"])), (1, 2));
    desk.fails(&["quotes", "--until", "1999"], 1, "no claims");
    let table = desk.says(&["quotes", "--format", "tsv"]);
    assert!(table.starts_with("uid\tday\t") && table.lines().count() == 4, "{table}");
}

#[test]
fn a_vocabulary_of_ones_own_is_heeded_and_what_it_does_not_have_is_kept() {
    let desk = Desk::new();
    let uid = desk.uid("c1");
    desk.says(&["annotate", &uid, "--verdict", "misleading"]);
    let config = desk.0.path().join("config").join("isnad");
    fs::create_dir_all(&config).expect("made");
    fs::write(config.join("config.toml"), "verdicts = 'meta-ar'\n").expect("written");
    desk.says(&["annotate", &uid, "--tag", "آخر"]);
    assert_eq!(desk.quotes(&["--verdict", "misleading"]).len(), 1);
    desk.fails(&["annotate", &uid, "--verdict", "misleading"], 2, "is not one of: false, altered");
    desk.says(&["annotate", &uid, "--verdict", "محرَّف"]);
    assert_eq!(desk.quotes(&["--verdict", "altered"]).len(), 1);
    fs::write(config.join("config.toml"), "verdicts = 'none.toml'\n").expect("written");
    desk.fails(&["quotes"], 2, "cannot be read");
}
