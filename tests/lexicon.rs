//! A user's own lexicon through the real program: checked line by line, and laid over the shipped one.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use isnad::claims::{Overlay, categories, extract_with};
use isnad::{article, claims};
use serde_json::Value;
use tempfile::TempDir;

const ARTICLE: &str = "عنوان قصير\n\nوزقزقت الوزيرة سلمى الدقاق أن العمل بدأ في الميناء.\n";
const VERB: &str = "verb\tزَقْزَقَ\tannounce\tأن|:\tزقزق زقزقت يزقزق تزقزق\n";

struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.file("article.txt", ARTICLE);
        desk
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.env_clear().env("HOME", self.0.path()).env("LANG", "C.UTF-8").current_dir(self.0.path());
        command.args(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// The dictionary forms of the cues in the article.
    fn cues(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.run(&[&["extract", "article.txt"], arguments].concat());
        assert_eq!(text(&output.stderr), "");
        let object: Value = serde_json::from_slice(&output.stdout).unwrap();
        let claims = object["claims"].as_array().unwrap().iter();
        claims.map(|claim| claim["cue"]["lemma"].as_str().unwrap().to_owned()).collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn it_is_used_where_it_lies_or_where_it_is_named() {
    let desk = Desk::new();
    assert!(desk.cues(&[]).is_empty());
    desk.file("mine.tsv", VERB);
    assert_eq!(desk.cues(&["--lexicon", "mine.tsv"]), ["زَقْزَقَ"]);
    desk.file("other.tsv", "-verb\tزقزق\n");
    desk.file("settings/c.toml", "lexicon = ['../mine.tsv']\n");
    assert_eq!(desk.cues(&["--config", "settings/c.toml"]), ["زَقْزَقَ"]);
    assert!(desk.cues(&["--config", "settings/c.toml", "--lexicon", "other.tsv"]).is_empty());
    desk.file(".config/isnad/lexicon.tsv", VERB);
    assert_eq!(desk.cues(&[]), ["زَقْزَقَ"]);
}

#[test]
fn a_line_without_meaning_is_a_mistake_in_the_configuration() {
    let desk = Desk::new();
    desk.file("mine.tsv", "# شرح\nperson_heads\tدباج\n");
    let output = desk.run(&["extract", "--lexicon", "mine.tsv", "article.txt"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(text(&output.stderr).starts_with("isnad: mine.tsv:2: There is no category «person_heads»"));
    let missing = desk.run(&["extract", "--lexicon", "none.tsv", "article.txt"]);
    assert_eq!(missing.status.code(), Some(2));
    // What does not look for claims does not mind.
    assert_eq!(desk.run(&["print", "--lexicon", "mine.tsv", "article.txt"]).status.code(), Some(0));
}

#[test]
fn a_linguist_is_told_each_line_and_what_to_do() {
    let desk = Desk::new();
    desk.file("good.tsv", VERB);
    let good = desk.run(&["--lang", "en", "lexicon", "check", "good.tsv"]);
    assert_eq!((good.status.code(), text(&good.stdout).as_str()), (Some(0), "Nothing is wrong; it changes 4 words\n"));
    desk.file("bad.tsv", "person_heds\tدباج\n\nverb\tزقزق\tsing\tأن\tزقزق\nperson_head\tوَزِير\n");
    for (language, says) in [
        ("en", ["no category «person_heds»", "no stance «sing»", "«وَزِير» is in this category already"]),
        ("ar", ["لا صنف باسم «person_heds»", "لا موقف باسم «sing»", "«وَزِير» في هذا الصنف من قبل"]),
    ] {
        let bad = desk.run(&["--lang", language, "lexicon", "check", "good.tsv", "bad.tsv"]);
        assert_eq!(bad.status.code(), Some(1));
        let lines = text(&bad.stdout);
        assert_eq!(lines.lines().count(), 3, "{lines}");
        for ((line, says), number) in lines.lines().zip(says).zip([1, 3, 4]) {
            assert!(line.starts_with(&format!("bad.tsv:{number}: ")) && line.contains(says), "{line}");
        }
        assert!(lines.lines().next().unwrap().contains("person_head,") || lines.contains(": person_head"), "{lines}");
    }
}

/// Each of the shipped list files as a user's file only says what is shipped.
#[test]
fn the_shipped_lists_are_in_the_format_of_a_user_s() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/lexicon");
    for name in ["people.tsv", "institutions.tsv", "function_words.tsv", "places.tsv"] {
        let lists = fs::read_to_string(folder.join(name)).unwrap();
        let (overlay, complaints) = Overlay::read(&[&lists]);
        assert!(overlay.is_empty(), "{name} changes {} words", overlay.len());
        let odd: Vec<_> = complaints.iter().filter(|one| one.problem.is_error()).collect();
        assert!(odd.is_empty(), "{name}: {odd:?}");
        assert!(complaints.len() > 100);
    }
    assert!(categories().contains(&"person_head"));
}

/// What the claims of `report` are said by and when, for spellings of one country and another.
#[test]
fn spellings_of_egypt_the_gulf_the_levant_and_the_maghreb_are_all_known() {
    let check = |spellings: &[&str], report: &dyn Fn(&str) -> String| {
        let found = spellings.iter().map(|word| {
            let article = article::from_text(report(word), article::Origin::Sample);
            let found = claims::extract(&article);
            let kinds: Vec<_> = found.sources.iter().map(|source| source.kind.name()).collect();
            let said: Vec<&str> = found.claims.iter().map(|claim| claim.content.of(&article.text)).collect();
            assert_eq!(extract_with(&article, None), found);
            (said.join("|"), kinds)
        });
        let found: Vec<_> = found.collect();
        assert!(!found[0].0.is_empty(), "{spellings:?}");
        for (word, one) in spellings.iter().zip(&found) {
            assert_eq!(one, &found[0], "{word}");
        }
    };
    let says = |who: &str| format!("عنوان قصير\n\nقال {who} إن العمل بدأ في الميناء.\n");
    check(&["مسؤول حكومي", "مسئول حكومي"], &says);
    check(&["وزير الشؤون الدينية", "وزير الشئون الدينية"], &says);
    check(&["رئيس الوزراء المصري", "رئيس الوزراء المصرى"], &says);
    check(&["الرئيس الأمريكي", "الرئيس الأميركي", "الرئيس الامريكي"], &says);
    let on = |when: &str| format!("عنوان قصير\n\nوقال الوزير سامر النخلي {when} إن العمل بدأ في الميناء.\n");
    check(&["في يناير", "في كانون الثاني", "في جانفي"], &on);
    check(&["في فبراير", "في شباط", "في فيفري"], &on);
    check(&["في أبريل", "في إبريل", "في نيسان", "في أفريل"], &on);
    check(&["في يوليو", "في تموز", "في جويلية", "في يوليوز"], &on);
    check(&["في أغسطس", "في آب", "في أوت", "في غشت"], &on);
    check(&["الثلاثاء", "الثلاثا", "يوم الثلاثاء", "الأربعاء", "الاربعاء"], &on);
}
