//! `isnad export` and `isnad import` through the real program: out of one library and into another, into files that may and
//! may not be written, into a text that was changed meanwhile.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use isnad::article::{self, Article, Origin, from_text};
use isnad::claims::{ClaimId, Corrected, Found, SourceId, extract};
use isnad::store::{
    Assessment, ClaimMarks, ClaimNote, Credibility, EvidenceKind, EvidenceLink, Link, Reliability, Role, Settled,
    SourceFacts, Status, Store, settle,
};
use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "بلدية الميناء تعيد فتح السوق\n\n😀 قال رئيس البلدية سامر الحلو إن السوق سيفتح صباح الأحد.\n\n\
                    وقالت الباحثة لمى جابر: \"الأرقام قديمة\". وأضافت جابر أن الأسعار سترتفع بعد الصيف.\n";

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

    fn run(&self, library: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.env_clear().env("HOME", self.0.path()).env("LANG", "C.UTF-8").current_dir(self.0.path());
        command.args(["--library", library]).args(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs and checks the exit code: standard output, then standard error.
    #[track_caller]
    fn ran(&self, library: &str, arguments: &[&str], code: i32) -> (String, String) {
        let ran = self.run(library, arguments);
        let says = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(code), "{arguments:?}: {says}");
        (String::from_utf8(ran.stdout).expect("UTF-8"), says)
    }

    fn store(&self, library: &str) -> Store {
        Store::open(&self.path(library)).unwrap()
    }

    /// What a library says of an article's claims and sources.
    fn settled(&self, library: &str, article: &Article) -> Settled {
        let found = extract(article);
        let corrected = Corrected::as_found(article, found);
        let found = Found { article, extraction: &corrected.extraction, uids: &corrected.uids };
        settle(self.store(library).annotations(article).unwrap(), found)
    }

    /// A library in which something is said of every claim and of the first source.
    fn annotate(&self, library: &str) -> Article {
        let article = article::open(&self.path("a.txt")).unwrap();
        let corrected = Corrected::as_found(&article, extract(&article));
        let found = Found { article: &article, extraction: &corrected.extraction, uids: &corrected.uids };
        assert_eq!(corrected.extraction.claims.len(), 3);
        let mut store = self.store(library);
        let now: Timestamp = "2031-05-01T00:00:00Z".parse().unwrap();
        let key = store.add_article(found, now).unwrap().article;
        for at in 0..3 {
            let anchor = found.anchor(ClaimId(at)).unwrap();
            store.save_claim(key, &ClaimNote { key: None, anchor, marks: marks(at) }, now).unwrap();
        }
        let source = store.source_in(key, corrected.uids.source(SourceId(0))).unwrap().expect("it is kept");
        let why = Assessment { who: "أنا", why: "صدق من قبل" };
        assert!(store.save_source_facts(source, &facts(Reliability::D), Assessment::default(), now).unwrap());
        let later: Timestamp = "2031-06-01T00:00:00Z".parse().unwrap();
        assert!(store.save_source_facts(source, &facts(Reliability::B), why, later).unwrap());
        store.add_source_alias(source, "أبو الميناء").unwrap();
        article
    }
}

fn marks(at: usize) -> ClaimMarks {
    ClaimMarks {
        verdict: Some(["true", "satire", "misleading"][at].to_owned()),
        credibility: Credibility::new(3),
        status: Some(Status::Checked),
        note: format!("ملاحظة {at}\n</script> \"=1\" {{x}}"),
        tags: vec!["مياه".to_owned(), "verdict:x".to_owned()],
        evidence: vec![EvidenceLink {
            kind: EvidenceKind::Refutes,
            url: "https://example.org/a?b=1&c=2".to_owned(),
            archive: "https://archive.example/1".to_owned(),
            accessed: "2031-01-02".to_owned(),
            note: "سطر\nوآخر".to_owned(),
        }],
        said: "2031-04".to_owned(),
        pinned: at == 0,
        contradicts: Vec::new(),
    }
}

fn facts(reliability: Reliability) -> SourceFacts {
    SourceFacts {
        reliability: Some(reliability),
        reason: "خوف".to_owned(),
        country: "IQ".to_owned(),
        contact: "+964-SECRET".to_owned(),
        note: "عمدة".to_owned(),
        tags: vec!["بلدية".to_owned()],
        roles: vec![Role {
            role: "رئيس".to_owned(),
            affiliation: "البلدية".to_owned(),
            since: "2029".to_owned(),
            until: String::new(),
        }],
        links: vec![Link { kind: "wikidata".to_owned(), url: "Q1".to_owned() }],
        ..SourceFacts::default()
    }
}

#[test]
fn out_of_one_library_and_into_another() {
    let desk = Desk::new();
    let article = desk.annotate("one");
    let expected = desk.settled("one", &article);
    let said = |settled: &Settled| -> Vec<_> {
        settled.claims.iter().map(|(id, claim)| (*id, claim.note.anchor.clone(), claim.note.marks.clone())).collect()
    };
    assert_eq!(said(&expected).len(), 3);
    for format in ["json", "ndjson", "jsonld", "hypothesis"] {
        let (out, _) = desk.ran("one", &["export", "--format", format, "1"], 0);
        assert!(!out.contains("SECRET"), "{format}: how to reach a source is withheld");
        fs::write(desk.path(format), out).unwrap();
        let holds_text = matches!(format, "json" | "ndjson");
        if !holds_text {
            let (out, says) = desk.ran(format!("to-{format}").as_str(), &["import", format], 1);
            assert!(
                out.lines()
                    .all(|line| line.starts_with("left\t") && line.contains("its article is not in the library")),
                "{out}"
            );
            assert!(says.contains("nothing was taken in"));
        }
        let library = format!("to-{format}");
        let named: &[&str] = if holds_text { &["import", format] } else { &["import", format, "--article", "a.txt"] };
        let (_, says) = desk.ran(&library, &[named, &["--dry-run"]].concat(), 0);
        assert!(says.contains("would be: 4 kept"), "{says}");
        assert_eq!(desk.path(&library).join("library.db").exists(), !holds_text, "a dry run makes no library");
        desk.ran(&library, named, 0);
        let now = desk.settled(&library, &article);
        assert_eq!(said(&now), said(&expected), "{format}");
        let (mine, theirs) = (&now.sources[&SourceId(0)], &expected.sources[&SourceId(0)]);
        assert_eq!(mine.marks, theirs.marks, "{format}");
        if format != "hypothesis" {
            assert_eq!(mine.ratings, theirs.ratings, "{format}: the history comes along");
            let store = desk.store(&library);
            let key = store.article_by_hash(&article.hash).unwrap().unwrap();
            let known = store.source(store.source_in(key, &mine.source.uid).unwrap().unwrap()).unwrap().unwrap();
            let withheld = SourceFacts { contact: String::new(), ..facts(Reliability::B) };
            assert_eq!(known.facts, withheld, "{format}");
            assert!(known.aliases.iter().any(|alias| alias.by_reader && alias.name == "أبو الميناء"));
        }
        // Again: the library has it all.
        let (out, says) = desk.ran(&library, named, 0);
        assert!(out.lines().all(|line| line.starts_with("same\t")), "{format}: {out}{says}");
    }
    let (out, _) = desk.ran("one", &["export", "--format", "json", "--with-contacts", "a.txt"], 0);
    assert!(out.contains("+964-SECRET"), "asked for, it is told");
    let (json, again) =
        (fs::read(desk.path("json")).unwrap(), desk.ran("to-json", &["export", "--format", "json", "1"], 0).0);
    let strip = |bytes: &[u8]| {
        let mut value: Value = serde_json::from_slice(bytes).unwrap();
        value["exported"] = Value::Null;
        value["article"]["path"] = Value::Null;
        value
    };
    assert_eq!(strip(&json), strip(again.as_bytes()), "what went through another library is the same");
}

#[test]
fn what_is_selected_is_written() {
    let desk = Desk::new();
    desk.annotate("one");
    let rows = |arguments: &[&str]| -> Vec<csv::StringRecord> {
        let all = [&["export", "--format", "csv"], arguments].concat();
        let (out, _) = desk.ran("one", &all, 0);
        csv::Reader::from_reader(out.as_bytes()).records().map(Result::unwrap).collect()
    };
    fs::write(desk.path("b.txt"), "قالت الباحثة لمى جابر إن المطر قليل.\n").unwrap();
    assert_eq!(rows(&[]).len(), 3, "the whole library");
    assert_eq!(rows(&["a.txt", "b.txt"]).len(), 4);
    assert_eq!(rows(&["a.txt", "b.txt", "--what", "annotations"]).len(), 3);
    assert_eq!(rows(&["a.txt", "b.txt", "--pinned"]).len(), 1);
    assert_eq!(rows(&["a.txt", "b.txt", "--source", "لمي جابر"]).len(), 3);
    let dossier = rows(&["a.txt", "b.txt", "--what", "dossier"]);
    let names: Vec<&str> = dossier.iter().map(|row| &row[16]).collect();
    assert_eq!(names, ["سامر الحلو", "لمى جابر", "لمى جابر", "لمى جابر"]);
    let (out, _) = desk.ran("one", &["export", "--format", "md", "--what", "dossier", "a.txt", "b.txt"], 0);
    assert_eq!(out.matches("# لمى جابر").count(), 1, "{out}");
    desk.ran("none", &["export", "--format", "csv"], 1);
}

#[test]
fn nothing_is_written_over_unasked() {
    let desk = Desk::new();
    let (a, out) = (["export", "--format", "html", "a.txt"], desk.path("out.html"));
    fs::write(&out, "mine").unwrap();
    let to = |path: &'static str| [&a[..], &["-o", path]].concat();
    let (_, says) = desk.ran("one", &to("out.html"), 2);
    assert!(says.contains("out.html: is there already") && says.contains("--force"), "{says}");
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    desk.ran("one", &[&to("out.html")[..], &["--force"]].concat(), 0);
    assert!(fs::read_to_string(&out).unwrap().starts_with("<!DOCTYPE html>"));
    // Never over an input, and never over what is no file.
    desk.ran("one", &[&to("a.txt")[..], &["--force"]].concat(), 2);
    assert_eq!(fs::read_to_string(desk.path("a.txt")).unwrap(), TEXT);
    fs::create_dir(desk.path("folder")).unwrap();
    fs::write(desk.path("folder/b.md"), "mine").unwrap();
    fs::write(desk.path("b.txt"), TEXT).unwrap();
    let both = ["export", "--format", "md", "a.txt", "b.txt", "-o", "folder"];
    desk.ran("one", &both, 2);
    assert!(!desk.path("folder/a.md").exists(), "all or none");
    desk.ran("one", &[&both[..], &["--force"]].concat(), 0);
    assert!(fs::read_to_string(desk.path("folder/a.md")).unwrap().starts_with("---\ntitle: "));
    for format in ["gold", "brat"] {
        let arguments = ["export", "--format", format, "b.txt", "-o", format];
        desk.ran("one", &arguments, 0);
        let (_, says) = desk.ran("one", &arguments, 2);
        assert!(says.contains("is there already"), "{says}");
    }
    // What cannot be read leaves no file behind.
    desk.ran("one", &["export", "--format", "csv", "none.txt", "-o", "none.csv"], 3);
    assert!(!desk.path("none.csv").exists());
    let (_, says) = desk.ran("one", &["export", "--format", "csv", "none.txt", "a.txt", "-o", "some.csv"], 4);
    assert!(says.contains("none.txt") && desk.path("some.csv").exists());
}

#[test]
fn a_template_of_ones_own() {
    let desk = Desk::new();
    desk.annotate("one");
    fs::write(desk.path("t"), "{{! mine }}\n{{#claims}}\n{{name|raw}}: {{verdict_name}} {{#evidence}}{{evidence_url|raw}}{{/evidence}}\n{{/claims}}\n").unwrap();
    let (out, _) = desk.ran("one", &["--lang", "ar", "export", "--format", "md", "--template", "t", "a.txt"], 0);
    assert_eq!(out.lines().next(), Some("سامر الحلو: صحيح https://example.org/a?b=1&c=2"));
    fs::write(desk.path("t"), "\n{{#claims}}\n{{nmae}}\n{{/claims}}\n").unwrap();
    let (out, says) = desk.ran("one", &["export", "--format", "md", "--template", "t", "a.txt"], 2);
    assert!(out.is_empty() && says.contains("t:3: {{nmae}} is not known; known here: id, uid, "), "{says}");
    desk.ran("one", &["export", "--format", "csv", "--template", "t", "a.txt"], 2);
}

#[test]
fn in_a_changed_text_marks_find_their_words_or_nothing() {
    let desk = Desk::new();
    desk.annotate("one");
    // The first sentence is another now, the second moved to the front, the third is gone.
    let changed = "بلدية الميناء تعيد فتح السوق\n\nوقالت الباحثة لمى جابر: \"الأرقام قديمة\".\n\n\
                   قال رئيس البلدية سامر الحلو إن السوق لن يفتح صباح الأحد.\n";
    fs::write(desk.path("new.txt"), changed).unwrap();
    for format in ["json", "jsonld", "hypothesis"] {
        let (out, _) = desk.ran("one", &["export", "--format", format, "a.txt", "-o", format], 0);
        assert!(out.is_empty());
        let library = format!("to-{format}");
        let (out, _) = desk.ran(&library, &["import", format, "--article", "new.txt"], 0);
        let fates: Vec<(&str, &str)> = out
            .lines()
            .map(|line| line.split_once('\t').unwrap())
            .map(|(fate, rest)| (fate, rest.split('\t').nth(1).unwrap()))
            .collect();
        assert_eq!(
            fates,
            [
                ("orphan", "السوق سيفتح صباح الأحد"),
                ("moved", "الأرقام قديمة"),
                ("orphan", "الأسعار سترتفع بعد الصيف"),
                ("kept", "سامر الحلو")
            ],
            "{format}: {out}"
        );
        assert_eq!(out.matches("its words are not in the article").count(), 2, "{out}");
        let settled = desk.settled(&library, &article::open(&desk.path("new.txt")).unwrap());
        assert_eq!((settled.claims.len(), settled.orphans.len()), (1, 2));
        assert!(
            settled.orphans.iter().all(|orphan| orphan.note.marks.note.starts_with("ملاحظة")),
            "orphans keep their marks"
        );
        let (out, _) = desk.ran(&library, &["import", format, "--article", "new.txt"], 0);
        assert!(out.lines().all(|line| line.starts_with("same\t")), "{out}");
    }
}

#[test]
fn what_the_library_says_already_stays_and_is_told() {
    let desk = Desk::new();
    desk.annotate("one");
    desk.ran("one", &["export", "--format", "json", "a.txt", "-o", "x.json"], 0);
    let text = fs::read_to_string(desk.path("x.json"))
        .unwrap()
        .replace("ملاحظة 1", "رأي آخر")
        .replace("\"satire\"", "\"false\"");
    fs::write(desk.path("y.json"), text).unwrap();
    let (out, _) = desk.ran("one", &["import", "y.json"], 0);
    assert!(out.contains("another verdict, note is in the library: the library's stays"), "{out}");
    let article = article::open(&desk.path("a.txt")).unwrap();
    let note = |desk: &Desk| desk.settled("one", &article).claims[&ClaimId(1)].note.marks.clone();
    assert_eq!(note(&desk), marks(1));
    desk.ran("one", &["import", "--replace", "y.json"], 0);
    assert_eq!((note(&desk).verdict.as_deref(), note(&desk).note.starts_with("رأي آخر")), (Some("false"), true));
}

#[test]
fn files_of_others_are_taken_in() {
    let desk = Desk::new();
    // As the client of Hypothesis writes it: places of the page, which are not those of the text.
    let hypothesis = r#"{"export_date": "2031-01-01T00:00:00.000Z", "export_userid": "acct:x@hypothes.is", "client_version": "1.1",
        "annotations": [
        {"id": "q", "uri": "https://example.org/1", "text": "راجع", "tags": ["سوق"], "user": "acct:x@hypothes.is", "document": {"title": ["x"]},
         "target": [{"source": "https://example.org/1", "selector": [
            {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 1, "endContainer": "/p[1]", "endOffset": 2},
            {"type": "TextPositionSelector", "start": 900, "end": 913},
            {"type": "TextQuoteSelector", "exact": "الأرقام قديمة", "prefix": "جابر: \"", "suffix": "\". وأضافت"}]}]},
        {"id": "p", "uri": "https://example.org/1", "text": "عن الصفحة", "tags": [], "target": [{"source": "https://example.org/1"}]}]}"#;
    fs::write(desk.path("h.json"), hypothesis).unwrap();
    let (out, _) = desk.ran("one", &["import", "h.json", "--article", "a.txt"], 0);
    assert!(
        out.starts_with("kept\t") && out.contains("\nleft\t") && out.contains("no words tell where it belongs"),
        "{out}"
    );
    let web = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:1", "type": "Annotation", "motivation": "commenting",
        "bodyValue": "من برنامج آخر", "target": {"source": "https://example.org/1", "selector":
            {"type": "TextQuoteSelector", "exact": "السوق سيفتح صباح الأحد", "prefix": "إن "}}}"#;
    fs::write(desk.path("w.json"), web).unwrap();
    let (out, _) = desk.ran("one", &["import", "w.json", "--article", "a.txt"], 0);
    assert!(out.starts_with("kept\t"), "{out}");
    let settled = desk.settled("one", &from_text(TEXT.to_owned(), Origin::StandardInput));
    let notes: Vec<&str> = settled.claims.values().map(|claim| claim.note.marks.note.as_str()).collect();
    assert_eq!(notes, ["من برنامج آخر", "راجع"]);
    fs::write(desk.path("bad.json"), "{\n  \"annotations\": [}").unwrap();
    let (_, says) = desk.ran("one", &["import", "bad.json"], 3);
    assert!(says.contains("bad.json: is not JSON") && says.contains("line 2"), "{says}");
    desk.ran("one", &["import", "missing.json"], 3);
}
