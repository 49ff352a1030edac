//! What the reader put right is kept in order, across versions of a text and of the library, and can be taken back.

mod store_common;

use isnad::claims::{Anchor, Correction, SourceRef};
use isnad::store::{FILE_NAME, SCHEMA, Store};
use rusqlite::Connection;
use store_common::{TEXT, at, from_file, span};

fn reject(words: &str) -> Correction {
    let article = from_file("a.txt", TEXT);
    Correction::Reject { claim: Anchor::of(&article, span(&article, words), words) }
}

fn reassign(words: &str, name: &str) -> Correction {
    let article = from_file("a.txt", TEXT);
    let to = SourceRef { uid: String::new(), name: name.to_owned() };
    Correction::Reassign { claim: Anchor::of(&article, span(&article, words), words), to }
}

fn kept(store: &Store, text: &str) -> Vec<Correction> {
    let found = store.annotations(&from_file("a.txt", text)).expect("readable");
    found.corrections.into_iter().map(|stored| stored.correction).collect()
}

#[test]
fn corrections_are_kept_in_order_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let article = store.open_article(&from_file("a.txt", TEXT), at(1)).expect("registered");
    let (first, second) = (reassign("السوق سيفتح", "هدى"), reject("السوق"));
    store.add_correction(article, &first, at(2)).expect("kept");
    let key = store.add_correction(article, &second, at(3)).expect("kept");
    assert_eq!(kept(&store, TEXT), [first.clone(), second]);
    store.remove_correction(key).expect("taken back");
    drop(store);
    let mut store = Store::open(folder.path()).expect("a library");
    assert_eq!(kept(&store, TEXT), std::slice::from_ref(&first));
    // A changed text of the same file: what was put right before comes first.
    let changed = format!("{TEXT}\nسطر آخر.\n");
    let other = store.open_article(&from_file("a.txt", &changed), at(4)).expect("registered");
    let third = reassign("السوق سيفتح", "سلمى");
    store.add_correction(other, &third, at(5)).expect("kept");
    assert_eq!(kept(&store, &changed), [first, third]);
}

#[test]
fn a_correction_that_was_taken_back_is_not_in_the_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let article = store.open_article(&from_file("a.txt", TEXT), at(1)).expect("registered");
    let key = store.add_correction(article, &reassign("السوق", "اسم-سري-جدا"), at(2)).expect("kept");
    store.remove_correction(key).expect("taken back");
    drop(store);
    for entry in std::fs::read_dir(folder.path()).expect("a folder") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("readable");
        let secret = "اسم-سري-جدا".as_bytes();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    }
}

#[test]
fn a_library_of_the_first_schema_is_brought_to_this_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = Connection::open(folder.path().join(FILE_NAME)).expect("a file");
    connection.execute_batch(include_str!("../src/store/schema/v1.sql")).expect("version 1");
    connection.pragma_update(None, "application_id", i32::from_be_bytes(*b"ISND")).expect("set");
    connection.pragma_update(None, "user_version", 1).expect("set");
    let article = from_file("a.txt", TEXT);
    let insert = "INSERT INTO article (id, hash, title, first_opened, last_opened) VALUES (7, ?1, 'عنوان', 1, 1)";
    connection.execute(insert, [&article.hash]).expect("an article");
    let note =
        "INSERT INTO claim_note (article, claim, exact, prefix, suffix, byte_start, byte_end, point_start, point_end,
                    block, note, created, changed) VALUES (7, 'c', 'ق', '', '', 0, 2, 0, 1, 0, 'ملاحظة', 1, 1)";
    connection.execute(note, []).expect("a note");
    drop(connection);
    let mut store = Store::open(folder.path()).expect("opened");
    assert_eq!(store.annotations(&article).expect("readable").claims[0].marks.note, "ملاحظة");
    let key = store.open_article(&article, at(1)).expect("registered");
    store.add_correction(key, &reject("السوق"), at(2)).expect("kept");
    assert_eq!(kept(&store, TEXT), [reject("السوق")]);
    drop(store);
    let connection = Connection::open(folder.path().join(FILE_NAME)).expect("a file");
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    assert_eq!(version, SCHEMA);
}

#[test]
fn what_was_taken_back_comes_again_until_another_one_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let article = store.open_article(&from_file("a.txt", TEXT), at(1)).expect("registered");
    let (first, second, third) = (reassign("السوق سيفتح", "هدى"), reject("السوق"), reject("السوق سيفتح"));
    store.add_correction(article, &first, at(2)).expect("kept");
    store.add_correction(article, &second, at(3)).expect("kept");
    let undo = |store: &mut Store| store.undo_correction(article, at(4)).expect("undone").map(|kept| kept.correction);
    let redo = |store: &mut Store| store.redo_correction(article).expect("redone").map(|kept| kept.correction);
    assert_eq!(
        (undo(&mut store), undo(&mut store), undo(&mut store)),
        (Some(second.clone()), Some(first.clone()), None)
    );
    assert!(kept(&store, TEXT).is_empty());
    assert_eq!(
        (redo(&mut store), redo(&mut store), redo(&mut store)),
        (Some(first.clone()), Some(second.clone()), None)
    );
    assert_eq!(kept(&store, TEXT), [first.clone(), second.clone()]);
    assert_eq!(undo(&mut store), Some(second));
    store.add_correction(article, &third, at(5)).expect("kept");
    assert_eq!((redo(&mut store), kept(&store, TEXT)), (None, vec![first, third]));
}
