//! Two programs on one library: neither wins over the other in silence, and nothing is lost.

mod store_common;

use std::env;
use std::path::Path;
use std::process::Command;

use isnad::article::Article;
use isnad::claims::Anchor;
use isnad::claims::Correction;
use isnad::store::{ClaimMarks, ClaimNote, EvidenceLink, Field, Reliability, SourceMarks, Store, parse_tags};
use store_common::{TEXT, at, claim_note, from_file, full_marks, source_note, span};

/// Set for this program's own children: the library's folder.
const WORK: &str = "ISNAD_TEST_OTHER";
const WORDS: &str = "السوق سيفتح أبوابه صباح الأحد";

fn desk() -> (tempfile::TempDir, Store, Article) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("a library");
    (folder, store, from_file("a.txt", TEXT))
}

fn theirs() -> ClaimMarks {
    ClaimMarks {
        verdict: Some("false".to_owned()),
        note: "منهم".to_owned(),
        tags: parse_tags("هم معا"),
        evidence: vec![EvidenceLink { url: "https://theirs.example/".to_owned(), ..EvidenceLink::default() }],
        ..ClaimMarks::default()
    }
}

/// What the other process does: it marks the same claim and the same source, and puts something right.
#[test]
fn other() {
    let Ok(folder) = env::var(WORK) else { return };
    let article = from_file("a.txt", TEXT);
    let mut store = Store::open(Path::new(&folder)).expect("the library");
    let key = store.open_article(&article, at(5)).expect("registered");
    let note = ClaimNote { marks: theirs(), ..claim_note(&article, span(&article, WORDS), "claim-1", "") };
    store.merge_claim(key, &note, &ClaimMarks::default(), at(6)).expect("saved");
    let mut source = source_note("سامر الحلو", "source-1", Some(Reliability::C));
    source.marks.note = "منهم".to_owned();
    store.merge_source(key, &source, &SourceMarks::default(), at(6)).expect("saved");
    store.add_correction(key, &rejection(&article, "other"), at(7)).expect("kept");
}

fn rejection(article: &Article, uid: &str) -> Correction {
    Correction::Reject { claim: Anchor::of(article, span(article, WORDS), uid) }
}

fn run_other(folder: &Path) {
    let child = Command::new(env::current_exe().expect("this program"))
        .args(["--exact", "other"])
        .env(WORK, folder)
        .output()
        .expect("a child");
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
}

#[test]
fn what_both_said_of_a_claim_is_there() {
    let (folder, mut store, article) = desk();
    let key = store.open_article(&article, at(1)).expect("registered");
    assert!(!store.changed_elsewhere().expect("asked"));
    run_other(folder.path());
    assert!(store.changed_elsewhere().expect("asked") && !store.changed_elsewhere().expect("asked again"));
    let mut note = claim_note(&article, span(&article, WORDS), "claim-1", "مني");
    note.marks.verdict = Some("true".to_owned());
    note.marks.tags = parse_tags("أنا معا");
    let saved = store.merge_claim(key, &note, &ClaimMarks::default(), at(8)).expect("saved");
    assert_eq!((saved.clashes.as_slice(), saved.theirs.as_ref()), (&[Field::Verdict][..], Some(&theirs())));
    let found = store.annotations(&article).expect("readable").claims;
    assert_eq!(found.len(), 1);
    let marks = &found[0].marks;
    assert_eq!((marks.verdict.as_deref(), marks.note.as_str()), (Some("true"), "منهم\n⸻\nمني"));
    assert_eq!(marks.tags, ["هم", "معا", "أنا"]);
    assert_eq!(marks.evidence, theirs().evidence);
    // Their verdict gave way, and is not lost.
    let back = store.undo_claim(None, at(9)).expect("done").expect("kept");
    assert_eq!(back.after.verdict.as_deref(), Some("false"));
    assert_eq!((back.after.note.as_str(), back.after.tags.len()), ("منهم", 2));
    assert_eq!(store.redo_claim(None, at(10)).expect("done").expect("kept").after.verdict.as_deref(), Some("true"));
}

#[test]
fn what_both_said_of_a_source_is_there_with_both_grades_in_its_history() {
    let (folder, mut store, article) = desk();
    let key = store.open_article(&article, at(1)).expect("registered");
    let first = source_note("سامر الحلو", "source-1", None);
    let mut first = first;
    first.marks.tags = parse_tags("بلدية");
    store.save_source(key, &first, at(2)).expect("saved");
    run_other(folder.path());
    let mut mine = first.clone();
    mine.marks.reliability = Some(Reliability::A);
    mine.marks.note = "مني".to_owned();
    let saved = store.merge_source(key, &mine, &first.marks, at(8)).expect("saved");
    assert_eq!(saved.clashes, [Field::Reliability]);
    let found = store.annotations(&article).expect("readable").sources.remove(0);
    assert_eq!((found.marks.reliability, found.marks.note.as_str()), (Some(Reliability::A), "منهم\n⸻\nمني"));
    assert_eq!(found.marks.tags, ["بلدية"]);
    let history: Vec<_> = found.ratings.iter().map(|rating| rating.reliability).collect();
    assert_eq!(history, [Some(Reliability::C), Some(Reliability::A)]);
}

#[test]
fn what_both_put_right_holds_and_each_takes_back_its_own() {
    let (folder, mut store, article) = desk();
    let key = store.open_article(&article, at(1)).expect("registered");
    let mine = store.add_correction(key, &rejection(&article, "mine"), at(2)).expect("kept");
    run_other(folder.path());
    assert_eq!(store.annotations(&article).expect("readable").corrections.len(), 2);
    store.remove_correction(mine).expect("removed");
    let left = store.annotations(&article).expect("readable").corrections;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].correction, rejection(&article, "other"));
}

#[test]
fn a_contradiction_is_on_both_and_goes_from_both() {
    let (_folder, mut store, article) = desk();
    let key = store.open_article(&article, at(1)).expect("registered");
    let mut one = claim_note(&article, span(&article, WORDS), "claim-1", "");
    one.marks.pinned = true;
    let mut two = claim_note(&article, span(&article, "أعمال الترميم كلفت مليوني دينار"), "claim-2", "");
    two.marks = full_marks();
    one.key = store.save_claim(key, &one, at(2)).expect("saved");
    two.key = store.save_claim(key, &two, at(3)).expect("saved");
    let before = store.last_pinned((&article.hash, "claim-2")).expect("readable").expect("pinned");
    assert_eq!((before.claim.as_str(), before.words.as_str()), ("claim-1", WORDS));
    two.marks.contradicts.push(before);
    store.save_claim(key, &two, at(4)).expect("saved");
    // Unpinned, the first still stands, for the second contradicts it.
    let unpinned = ClaimMarks::default();
    one.marks.pinned = true;
    let note = ClaimNote { marks: unpinned, ..one.clone() };
    let saved = store.merge_claim(key, &note, &one.marks, at(5)).expect("saved");
    assert_eq!(saved.marks.contradicts[0].claim, "claim-2");
    two.marks.contradicts.clear();
    store.save_claim(key, &two, at(6)).expect("saved");
    assert_eq!(store.annotations(&article).expect("readable").claims, [two]);
}

#[test]
fn an_orphan_keeps_its_evidence_and_moves_with_it() {
    let (_folder, mut store, article) = desk();
    let key = store.open_article(&article, at(1)).expect("registered");
    let mut note = claim_note(&article, span(&article, WORDS), "claim-1", "");
    note.marks = full_marks();
    note.key = store.save_claim(key, &note, at(2)).expect("saved");
    let after = from_file("a.txt", &TEXT.replace("سامر الحلو", "سامر محمد الحلو"));
    let found = store.annotations(&after).expect("readable").claims.remove(0);
    assert_eq!(found.marks, full_marks());
    let moved = ClaimNote { anchor: Anchor::of(&after, span(&after, WORDS), "new"), ..found };
    let key = store.open_article(&after, at(3)).expect("registered");
    store.merge_claim(key, &moved, &full_marks(), at(4)).expect("saved");
    assert_eq!(store.annotations(&after).expect("readable").claims, [moved]);
}
