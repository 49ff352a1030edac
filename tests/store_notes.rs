//! What is saved in the library is found again, and only that.

mod store_common;

use isnad::article::Origin;
use isnad::span::Offset;
use isnad::store::{ClaimMarks, Reading, Reliability, SourceMarks, Store};
use store_common::{TEXT, article, at, claim_note, from_file, full_marks, source_note, span};

const CLAIM: &str = "السوق سيفتح أبوابه صباح الأحد";

#[test]
fn a_claims_marks_come_back_after_reopening() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = from_file("a.txt", TEXT);
    let mut note = claim_note(&article, span(&article, CLAIM), "claim-1", "");
    note.marks = full_marks();
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&article, at(1)).expect("registered");
    note.key = store.save_claim(key, &note, at(2)).expect("saved");
    drop(store);

    let store = Store::open(folder.path()).expect("the library again");
    let found = store.annotations(&article).expect("readable");
    assert_eq!(found.claims, [note]);
    let anchor = &found.claims[0].anchor;
    assert_eq!(anchor.exact, CLAIM);
    assert_eq!(anchor.bytes.of(TEXT), CLAIM);
    assert_eq!(anchor.points.end - anchor.points.start, CLAIM.chars().count());
    assert_eq!(TEXT.chars().skip(anchor.points.start).take(5).collect::<String>(), "السوق");
    assert_eq!((anchor.prefix.chars().count(), anchor.suffix.chars().count()), (32, 32));
    assert_eq!(anchor.block, 1);
}

#[test]
fn saving_again_changes_the_note_and_adds_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = from_file("a.txt", TEXT);
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&article, at(1)).expect("registered");
    let mut note = claim_note(&article, span(&article, CLAIM), "claim-1", "الأولى");
    note.key = store.save_claim(key, &note, at(2)).expect("saved");
    note.marks.note = "الثانية".to_owned();
    note.marks.tags = vec!["سوق".to_owned()];
    assert_eq!(store.save_claim(key, &note, at(3)).expect("saved"), note.key);
    // A second reader that has not seen the first note.
    let late = claim_note(&article, span(&article, CLAIM), "claim-1", "الثالثة");
    assert_eq!(store.save_claim(key, &late, at(4)).expect("saved"), note.key);
    let found = store.annotations(&article).expect("readable");
    assert_eq!(found.claims.len(), 1);
    assert_eq!(found.claims[0].marks, late.marks);
}

#[test]
fn empty_marks_delete_the_note() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = from_file("a.txt", TEXT);
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&article, at(1)).expect("registered");
    let mut note = claim_note(&article, span(&article, CLAIM), "claim-1", "");
    note.marks = full_marks();
    store.save_claim(key, &note, at(2)).expect("saved");
    note.marks = ClaimMarks::default();
    assert_eq!(store.save_claim(key, &note, at(3)).expect("deleted"), None);
    let mut source = source_note("سامر الحلو", "source-1", Some(Reliability::B));
    store.save_source(key, &source, at(4)).expect("saved");
    source.marks = SourceMarks::default();
    assert_eq!(store.save_source(key, &source, at(5)).expect("deleted"), None);
    let found = store.annotations(&article).expect("readable");
    assert!(found.claims.is_empty() && found.sources.is_empty());
    assert!(store.tags().expect("readable").is_empty());
}

#[test]
fn a_sources_reliability_keeps_its_history() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = from_file("a.txt", TEXT);
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&article, at(1)).expect("registered");
    let mut source = source_note("سامر الحلو", "source-1", Some(Reliability::F));
    source.key = store.save_source(key, &source, at(2)).expect("saved");
    for (second, grade) in [(3, Some(Reliability::C)), (4, Some(Reliability::C)), (5, None), (6, Some(Reliability::B))]
    {
        source.marks.reliability = grade;
        source.marks.note = format!("ملاحظة {second}");
        store.save_source(key, &source, at(second)).expect("saved");
    }
    let found = store.annotations(&article).expect("readable").sources;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].marks.reliability, Some(Reliability::B));
    assert_eq!(found[0].marks.note, "ملاحظة 6");
    let history: Vec<_> = found[0].ratings.iter().map(|rating| (rating.at, rating.reliability)).collect();
    let expected = [(2, Some(Reliability::F)), (3, Some(Reliability::C)), (5, None), (6, Some(Reliability::B))];
    assert_eq!(history, expected.map(|(second, grade)| (at(second), grade)));
}

#[test]
fn reading_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = from_file("a.txt", TEXT);
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&article, at(1)).expect("registered");
    assert_eq!(store.annotations(&article).expect("readable").reading, None);
    for (position, groups) in [(7, vec!["s1", "s2"]), (90, vec!["s3"])] {
        let reading = Reading {
            position: Offset(position),
            claim: Some("claim-1".to_owned()),
            open_groups: groups.into_iter().map(str::to_owned).collect(),
        };
        store.save_reading(key, &reading, at(2)).expect("saved");
        assert_eq!(store.annotations(&article).expect("readable").reading, Some(reading));
    }
}

#[test]
fn an_article_is_recognised_by_its_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&from_file("a.txt", TEXT), at(1)).expect("registered");
    let copy = article(Origin::StandardInput, TEXT);
    assert_eq!(store.open_article(&copy, at(2)).expect("recognised"), key);
    let other = from_file("b.txt", "نص آخر");
    assert_ne!(store.open_article(&other, at(3)).expect("registered"), key);

    store.save_claim(key, &claim_note(&copy, span(&copy, CLAIM), "claim-1", "ملاحظة"), at(4)).expect("saved");
    assert_eq!(store.annotations(&copy).expect("readable").claims.len(), 1);
    assert!(store.annotations(&other).expect("readable").claims.is_empty());
}

#[test]
fn notes_of_an_earlier_version_are_found_and_move_when_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let before = from_file("a.txt", TEXT);
    let key = store.open_article(&before, at(1)).expect("registered");
    store.save_claim(key, &claim_note(&before, span(&before, CLAIM), "old", "ملاحظة"), at(2)).expect("saved");

    let after = from_file("a.txt", &TEXT.replace("سامر الحلو", "سامر محمد الحلو"));
    let mut found = store.annotations(&after).expect("readable").claims;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].anchor.article, before.hash);
    let mut note = found.remove(0);
    note.anchor = isnad::claims::Anchor::of(&after, span(&after, CLAIM), "new");
    let key = store.open_article(&after, at(3)).expect("registered");
    assert_eq!(store.save_claim(key, &note, at(4)).expect("saved"), note.key);
    assert_eq!(store.annotations(&after).expect("readable").claims, [note.clone()]);
    assert_eq!(store.annotations(&before).expect("readable").claims, [note]);
    // Another file with other words sees nothing of it.
    assert!(store.annotations(&from_file("b.txt", "نص آخر")).expect("readable").claims.is_empty());
}

#[test]
fn tags_come_most_used_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = from_file("a.txt", TEXT);
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&article, at(1)).expect("registered");
    let mut note = claim_note(&article, span(&article, CLAIM), "claim-1", "");
    note.marks.tags = vec!["سوق".to_owned(), "ميناء".to_owned()];
    store.save_claim(key, &note, at(2)).expect("saved");
    let mut source = source_note("سامر الحلو", "source-1", None);
    source.marks.tags = vec!["ميناء".to_owned()];
    store.save_source(key, &source, at(3)).expect("saved");
    assert_eq!(store.tags().expect("readable"), ["ميناء", "سوق"]);
}
