//! The rules, one fixture each: `tests/fixtures/claims/NAME.txt` holds a passage, a line `---`, and a line for each
//! claim expected: `rule | cue | speaker | source | carriers | kind | content`, `no_comment | source | words` for a
//! refusal, or nothing where nothing must fire.
//!
//! `BLESS=1 cargo test --test claims_rules` rewrites what is expected; read the difference before you keep it.

use std::fs;
use std::path::{Path, PathBuf};

use isnad::article::{Article, Origin, from_text};
use isnad::claims::{Claim, Extraction, Reason, extract};
use isnad::export::why;
use isnad::span::Span;
use isnad::words::{Language, Words};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/claims")
}

fn fixtures() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder()).expect("the fixtures").filter_map(|e| e.ok().map(|e| e.path())).collect();
    found.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    found.sort();
    found
}

fn line(article: &Article, found: &Extraction, claim: &Claim) -> String {
    let part = |span: Option<Span>| span.map_or("", |s| s.of(&article.text)).to_owned();
    let name = |id: &isnad::claims::SourceId| found.sources[id.0].name.clone();
    let carriers: Vec<String> = claim.via.iter().map(name).collect();
    let rule = claim.why.first().map_or("", |e| e.rule);
    let nested = claim.nested_in.map_or(String::new(), |id| format!("{} in {}: ", rule, id.0 + 1));
    [
        if nested.is_empty() { rule.to_owned() } else { nested.trim_end_matches(": ").to_owned() },
        part(claim.cue.as_ref().map(|c| c.span)),
        part(claim.speaker),
        claim.source.as_ref().map(name).unwrap_or_default(),
        carriers.join("، "),
        claim.kind.name().to_owned(),
        claim.content.of(&article.text).to_owned(),
    ]
    .join(" | ")
}

fn described(passage: &str) -> String {
    let article = from_text(passage.to_owned(), Origin::Sample);
    let found = extract(&article);
    let mut lines: Vec<String> = found.claims.iter().map(|c| line(&article, &found, c)).collect();
    lines.extend(found.no_comment.iter().map(|refusal| {
        let source = refusal.source.map_or("", |id| found.sources[id.0].name.as_str());
        format!("no_comment | {source} | {}", refusal.span.of(&article.text))
    }));
    lines.iter().map(|l| format!("{l}\n")).collect()
}

#[test]
fn every_fixture_gives_what_it_says() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = String::new();
    for path in fixtures() {
        let text = fs::read_to_string(&path).expect("a fixture");
        let (passage, expected) = text.split_once("\n---\n").expect("a line --- after the passage");
        let got = described(passage);
        if bless {
            fs::write(&path, format!("{passage}\n---\n{got}")).expect("the fixture can be written");
        } else if got != expected {
            wrong += &format!("{}\nexpected:\n{expected}got:\n{got}\n", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_has_a_fixture_and_every_fixture_a_passage() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/claims/rules");
    for entry in fs::read_dir(rules).expect("the rules").filter_map(Result::ok) {
        let name = entry.path().file_stem().expect("a name").to_string_lossy().into_owned();
        if name != "mod" {
            let fixture = folder().join(format!("{name}.txt"));
            assert!(fixture.is_file(), "the rule {name} has no fixture {}", fixture.display());
        }
    }
}

#[test]
fn nothing_fires_where_nobody_speaks() {
    let text = fs::read_to_string(folder().join("nothing.txt")).expect("the fixture");
    let (passage, _) = text.split_once("\n---\n").expect("a line ---");
    assert_eq!(described(passage), "");
}

#[test]
fn every_step_of_the_evidence_has_a_line_in_both_languages_that_takes_its_words() {
    let mut seen = std::collections::BTreeSet::new();
    for path in fixtures() {
        let text = fs::read_to_string(&path).expect("a fixture");
        let (passage, _) = text.split_once("\n---\n").expect("a line ---");
        let article = from_text(passage.to_owned(), Origin::Sample);
        for step in extract(&article).claims.iter().flat_map(|claim| claim.why.clone()) {
            for language in [Language::Arabic, Language::English] {
                let key = format!("why.{}", step.reason.name());
                let blanks = Words::of(language).say(&key).matches("{}").count();
                // A new source is named once, and known by no other name.
                let given = if step.reason == Reason::NewSource { 1 } else { step.words.len() };
                assert_eq!(blanks, given, "{key} in {}", path.display());
                assert!(!why(&step, Words::of(language)).contains("{}"));
            }
            seen.insert(step.reason.name());
        }
    }
    // What a reader says is shown in claims_corrections.rs.
    seen.extend([Reason::GivenByReader, Reason::CutByReader].map(Reason::name));
    let unseen: Vec<&str> = Reason::ALL.iter().map(|r| r.name()).filter(|name| !seen.contains(name)).collect();
    assert!(unseen.is_empty(), "no fixture shows {unseen:?}");
}
