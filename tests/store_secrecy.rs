//! Deleted words are gone from the library's files, and no error repeats them.

mod store_common;

use std::fs;
use std::path::Path;

use isnad::store::{ClaimMarks, Store};
use store_common::{TEXT, at, claim_note, from_file, span};

/// Words that stand in no article.
const SECRET: &str = "المخبر هو حارس المستودع القديم";

fn holds(folder: &Path, words: &str) -> bool {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    files.into_iter().any(|file| {
        let bytes = fs::read(file).expect("readable");
        bytes.windows(words.len()).any(|stretch| stretch == words.as_bytes())
    })
}

#[test]
fn a_deleted_note_is_overwritten_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = from_file("a.txt", TEXT);
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&article, at(1)).expect("registered");
    for long in [1, 500] {
        let note = claim_note(&article, span(&article, "السوق سيفتح"), "claim-1", &SECRET.repeat(long));
        let mut note = note;
        note.key = store.save_claim(key, &note, at(2)).expect("saved");
        assert!(holds(folder.path(), SECRET));
        note.marks = ClaimMarks::default();
        store.save_claim(key, &note, at(3)).expect("deleted");
        assert!(!holds(folder.path(), SECRET), "{long} times");
    }
    drop(store);
    assert!(!holds(folder.path(), SECRET));
}
