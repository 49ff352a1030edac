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

/// Words that a journal keeps, so that they can be brought back, are gone with the claim's marks.
#[test]
fn what_was_taken_back_is_gone_once_all_is_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = from_file("a.txt", TEXT);
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&article, at(1)).expect("registered");
    for (round, is_undone) in [(0, false), (1, true)] {
        let words = format!("{SECRET} {round}");
        let note = claim_note(&article, span(&article, "السوق سيفتح"), "claim-1", "");
        store.change_claim(key, &note, |marks| marks.note.clone_from(&words), at(2)).expect("said");
        assert!(holds(folder.path(), &words));
        if is_undone {
            store.undo_claim(Some((key, "claim-1")), at(3)).expect("taken back");
        } else {
            store.change_claim(key, &note, |marks| marks.note.clear(), at(3)).expect("emptied");
        }
        store.change_claim(key, &note, |marks| marks.pinned = true, at(4)).expect("said");
        assert!(store.delete_claim(key, &note, at(5)).expect("deleted"));
        assert!(!holds(folder.path(), &words), "in round {round} the journal has them");
        assert!(
            store.undo_claim(Some((key, "claim-1")), at(6)).expect("asked").is_none(),
            "nothing is left to take back"
        );
    }
    drop(store);
    assert!(!holds(folder.path(), SECRET));
}
