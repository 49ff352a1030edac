//! Notes that were said to belong to no claim of a text, and texts by hash and origin.

mod store_common;

use isnad::claims::{Found, Uids};
use isnad::store::{Store, settle};
use store_common::{TEXT, at, claim_note, extraction, from_file, span};

#[test]
fn a_note_that_was_left_is_not_asked_for_in_that_text_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    let words = "أعمال الترميم كلفت مليوني دينار";
    let before = from_file("a.txt", TEXT);
    let key = store.open_article(&before, at(1)).unwrap();
    let note = claim_note(&before, span(&before, words), "uid", "ملاحظة");
    let saved = store.save_claim(key, &note, at(1)).unwrap().unwrap();
    let twice = from_file("a.txt", &format!("عنوان\nقيل إن {words} فعلا.\nوقيل أيضا إن {words} تقريبا.\n"));
    let first = span(&twice, words);
    let second = twice.text.rfind(words).map(|at| isnad::span::Span::new(at, at + words.len())).unwrap();
    let extraction = extraction(&[first, second], &[]);
    let uids = Uids::of(&twice, &extraction);
    let found = Found { article: &twice, extraction: &extraction, uids: &uids };
    let asks = |store: &Store| settle(store.annotations(&twice).unwrap(), found).orphans[0].asks();
    assert!(asks(&store));
    store.leave_adrift(saved, &twice.hash).unwrap();
    assert!(!asks(&store));
    assert_eq!(settle(store.annotations(&twice).unwrap(), found).orphans[0].near.len(), 2, "it may still be attached");
    // In another text it asks again.
    store.leave_adrift(saved, &before.hash).unwrap();
    assert!(asks(&store));
}

#[test]
fn a_text_is_known_by_its_hash_and_by_where_it_came_from() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path()).unwrap();
    let (old, new) = (from_file("a.txt", TEXT), from_file("a.txt", "نص آخر"));
    let key = store.open_article(&old, at(1)).unwrap();
    assert_eq!((store.article_of(&old.hash).unwrap(), store.article_of(&new.hash).unwrap()), (Some(key), None));
    let document = store.document_like(&old).unwrap();
    assert!(document.is_some());
    assert_eq!(store.document_like(&new).unwrap(), document, "another text of the same file");
    assert_eq!(store.document_like(&from_file("b.txt", "نص")).unwrap(), None);
}
