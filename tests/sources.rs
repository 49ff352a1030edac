//! `isnad sources` through the real program.

use std::fs;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

struct Desk(TempDir);

const TEXTS: [(&str, &str); 4] = [
    ("a.txt", "السد\n\nقال وزير الري نادر صبري: \"السد آمن ولا خطر على القرى المجاورة هذا العام\".\n"),
    (
        "b.txt",
        "القرى\n\nقال نادر صبري: \"السد آمن ولا خطر على القرى القريبة هذا العام\".\n\nقال حسام صبري إن الماء قليل.\n",
    ),
    ("c.txt", "المباراة\n\nقال لاعب المنتخب نادر صبري إن الفريق جاهز للمباراة.\n"),
    ("d.txt", "الأرقام\n\nقال صبري إن الأرقام قديمة جدا.\n"),
];

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        for (name, text) in TEXTS {
            fs::write(desk.0.path().join(name), text).unwrap();
            desk.run(&["library", "add", name], 0);
        }
        desk
    }

    #[track_caller]
    fn output(&self, arguments: &[&str], code: i32) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.env_clear().env("HOME", self.0.path()).env("LANG", "C.UTF-8").current_dir(self.0.path());
        let ran = command.args(["--library", "kept"]).args(arguments).stdin(Stdio::null()).output().unwrap();
        assert_eq!(ran.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
        ran
    }

    /// What it writes.
    #[track_caller]
    fn run(&self, arguments: &[&str], code: i32) -> String {
        String::from_utf8(self.output(arguments, code).stdout).unwrap()
    }

    #[track_caller]
    fn sources(&self, arguments: &[&str], code: i32) -> String {
        self.run(&[&["sources"], arguments].concat(), code)
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.sources(arguments, 0)).unwrap()
    }

    /// The uid of the one source of this name with this office.
    fn uid(&self, name: &str, role: &str) -> String {
        let list = self.json(&["list", "--format", "json"]);
        let fits = |source: &&Value| source["name"] == name && source["role"] == role;
        list.as_array().unwrap().iter().find(fits).unwrap()["uid"].as_str().unwrap().to_owned()
    }
}

#[test]
fn sources_are_listed_across_articles() {
    let desk = Desk::new();
    let list = desk.json(&["list", "--format", "json", "--sort", "name"]);
    let names: Vec<&str> = list.as_array().unwrap().iter().map(|source| source["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["حسام صبري", "صبري", "نادر صبري", "نادر صبري"]);
    let lines = desk.sources(&["list", "نادر", "--format", "tsv"], 0);
    assert!(lines.starts_with("uid\treliability\tclaims\t") && lines.lines().count() == 3, "{lines}");
    assert!(lines.lines().nth(1).unwrap().contains("\t2\t2\t"), "{lines}");
    assert_eq!(desk.sources(&["list", "--limit", "1"], 0).lines().count(), 1);
    desk.sources(&["list", "لا أحد كهذا"], 1);
    let pairs = desk.sources(&["list", "--look-alikes", "--format", "tsv"], 0);
    let kinds: Vec<&str> = pairs.lines().skip(1).map(|line| line.split('\t').next().unwrap()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "same-name").count(), 1, "{pairs}");
    assert_eq!(kinds.iter().filter(|kind| **kind == "part-of-name").count(), 3, "{pairs}");
}

#[test]
fn an_ambiguous_name_is_never_guessed() {
    let desk = Desk::new();
    let ran = desk.output(&["sources", "rate", "نادر صبري", "B"], 2);
    let says = String::from_utf8(ran.stderr).unwrap();
    for (name, role) in [("نادر صبري", "وزير الري"), ("نادر صبري", "لاعب المنتخب")] {
        assert!(says.contains(&desk.uid(name, role)), "{says}");
    }
    desk.sources(&["rate", "سالم", "B"], 1);
    assert!(
        desk.json(&["list", "--format", "json"]).as_array().unwrap().iter().all(|row| row["reliability"].is_null())
    );
}

#[test]
fn what_is_said_of_a_source_is_shown() {
    let desk = Desk::new();
    let uid = desk.uid("نادر صبري", "وزير الري");
    desk.sources(&["rate", &uid, "b", "--why", "صدق مرتين", "--by", "سلمى"], 0);
    desk.sources(&["rate", &uid, "C"], 0);
    desk.sources(&["note", &uid, "يحب الأرقام"], 0);
    desk.sources(&["tag", &uid, "#ماء", "سدود"], 0);
    desk.sources(&["tag", &uid, "سدود", "--remove"], 0);
    desk.sources(&["naming", &uid, "pseudonymous", "--reason", "خوفا"], 0);
    desk.sources(&["country", &uid, "السودان"], 0);
    desk.sources(&["contact", &uid, "+000 11"], 0);
    desk.sources(&["role", "add", &uid, "وزير", "--of", "الري", "--since", "2019"], 0);
    desk.sources(&["role", "add", &uid, "وزير", "--since", "أمس"], 2);
    desk.sources(&["link", "add", &uid, "Q42", "--kind", "wikidata"], 0);
    desk.sources(&["link", "remove", &uid, "Q43"], 1);
    let object = desk.json(&["show", &uid, "--json"]);
    assert_eq!(object["reliability"], "C");
    assert_eq!(object["ratings"][0]["who"], "سلمى");
    assert_eq!((&object["note"], &object["tags"][0]), (&"يحب الأرقام".into(), &"ماء".into()));
    assert_eq!((&object["naming"], &object["reason"]), (&"pseudonymous".into(), &"خوفا".into()));
    assert_eq!((&object["roles"][0]["since"], &object["links"][0]["url"]), (&"2019".into(), &"Q42".into()));
    assert!(object["contact"].is_null());
    assert_eq!(desk.json(&["show", &uid, "--json", "--contact"])["contact"], "+000 11");
    assert_eq!(object["totals"]["claims"], 2);
    // The two quotations differ in a word.
    assert_eq!(object["claims"][0]["repeated"], 1);
    let text = desk.sources(&["show", &uid], 0);
    for part in ["About the source: نادر صبري", "2 claims", "#ماء", "السد آمن", "≈", "{+", "صدق مرتين", "✎ يحب الأرقام"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("+000 11"));
    let arabic = desk.run(&["--lang", "ar", "sources", "show", &uid], 0);
    assert!(arabic.contains("ملف المصدر: نادر صبري") && arabic.contains("الحصيلة: قولان في مقالين"), "{arabic}");
    assert_eq!(desk.sources(&["list", "--rated", "C", "--format", "tsv"], 0).lines().count(), 2);
    assert_eq!(desk.sources(&["list", "--tag", "ماء", "--format", "tsv"], 0).lines().count(), 2);
    desk.sources(&["list", "--rated", "A"], 1);
}

#[test]
fn who_is_who_is_said_and_taken_back() {
    let desk = Desk::new();
    let (minister, player) = (desk.uid("نادر صبري", "وزير الري"), desk.uid("نادر صبري", "لاعب المنتخب"));
    let claims = |uid: &str| desk.json(&["show", uid, "--json"])["totals"]["claims"].as_u64().unwrap();
    desk.sources(&["apart", &minister, &player], 0);
    desk.sources(&["apart", &player, &minister], 1);
    assert!(!desk.sources(&["list", "--look-alikes"], 0).contains("same-name"));
    desk.sources(&["undo"], 0);
    desk.sources(&["merge", &player, &minister], 0);
    assert_eq!(claims(&player), 3);
    desk.sources(&["undo"], 0);
    assert_eq!((claims(&player), claims(&minister)), (1, 2));
    desk.sources(&["redo"], 0);
    desk.sources(&["undo"], 0);
    desk.sources(&["undo"], 1);
    desk.sources(&["split", &minister, "--articles", "2", "--to", "نادر صبري"], 0);
    assert_eq!(claims(&minister), 1);
    desk.sources(&["undo"], 0);
    let claim = desk.json(&["show", &minister, "--json"])["claims"][0]["uid"].as_str().unwrap().to_owned();
    desk.sources(&["split", &minister, "--claims", &claim, "--to", &player], 0);
    assert_eq!((claims(&player), claims(&minister)), (2, 1));
    desk.sources(&["undo"], 0);
    desk.sources(&["alias", "add", &minister, "أبو ندى"], 0);
    desk.sources(&["rename", "أبو ندى", "نادر أحمد صبري"], 0);
    assert_eq!(desk.json(&["show", "أبو ندى", "--json"])["name"], "نادر أحمد صبري");
    desk.sources(&["alias", "remove", &minister, "أبو ندى"], 0);
    desk.sources(&["show", "أبو ندى"], 1);
    assert_eq!(desk.json(&["show", "نادر أحمد صبري", "--json"])["uid"].as_str(), Some(minister.as_str()));
}
