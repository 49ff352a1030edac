//! Libraries of every schema ever shipped: brought to the newest one with all that was in them, or read as they are.

mod store_common;

use std::fs;
use std::path::Path;

use isnad::store::{Annotations, DocumentKey, DocumentQuery, FILE_NAME, Reliability, SCHEMA, Store};
use rusqlite::Connection;
use store_common::old::{FIRST_TEXT, old_library};
use store_common::{TEXT, at, from_file};

fn old(schema: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    old_library(folder.path(), schema);
    folder
}

fn schema_of(folder: &Path) -> u32 {
    let connection = Connection::open(folder.join(FILE_NAME)).expect("opened");
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version")
}

fn annotations(store: &Store) -> Annotations {
    store.annotations(&from_file("a.txt", TEXT)).expect("readable")
}

/// All that the old library held is there.
fn is_whole(store: &Store, schema: usize) {
    let rows = store.documents(&DocumentQuery::default()).expect("listed");
    let seen: Vec<_> = rows.iter().map(|row| (row.title.as_str(), row.versions, row.day.as_str())).collect();
    let expected = [("الخبَر 3", 1, "2021-07-22"), ("الخبَر 4", 1, "1970-01-01"), ("الخبَر 2", 2, "1970-01-01")];
    assert_eq!(seen, expected);
    assert!(rows.iter().all(|row| row.opened.is_some()));
    let document = rows[2].key;
    let found = store.documents_by_title("الخبر 2", 5).expect("looked up");
    assert_eq!(found.iter().map(|row| row.key).collect::<Vec<DocumentKey>>(), [document]);
    let versions = store.versions_of(document).expect("versions");
    let texts = versions.iter().map(|row| store.article(row.article).expect("read").expect("kept").text);
    assert_eq!(texts.collect::<Vec<_>>(), [FIRST_TEXT, TEXT]);
    assert_eq!(store.article(rows[1].latest).expect("read"), None, "the window of a large file");
    let totals = store.totals().expect("counted");
    assert_eq!((totals.documents, totals.unread, totals.claims, totals.sources), (3, 0, 0, 2));

    let kept = annotations(store);
    let notes: Vec<&str> = kept.claims.iter().map(|note| note.marks.note.as_str()).collect();
    assert_eq!(notes, ["ملاحظة", "ملاحظة قديمة"]);
    assert_eq!(kept.claims[0].marks.tags, ["سوق", "مدينة"]);
    assert_eq!(kept.claims[1].marks.verdict.as_deref(), Some("misleading"));
    let [source] = &kept.sources[..] else { panic!("{:?}", kept.sources) };
    assert_eq!((source.source.uid.as_str(), source.marks.note.as_str()), ("s-1", "رئيس البلدية"));
    assert_eq!((source.marks.reliability, source.ratings.len()), (Some(Reliability::B), 2));
    assert_eq!((source.ratings[1].who.as_str(), source.ratings[1].why.as_str()), ("منى", "أصاب مرتين"));
    assert_eq!(source.marks.tags, ["بلدية"]);
    assert_eq!(kept.corrections.len(), usize::from(schema > 1));
    let reading = kept.reading.expect("reading");
    assert_eq!((reading.position.0, reading.open_groups), (12, vec!["s-1".to_owned()]));
}

#[test]
fn an_old_library_is_brought_to_this_schema_whole() {
    for schema in 1..=3 {
        let folder = old(schema);
        let mut store = Store::open(folder.path()).expect("opened");
        is_whole(&store, schema);
        let key = store.open_article(&from_file("a.txt", TEXT), at(1)).expect("registered");
        let again = store.redo_correction(key).expect("asked");
        assert_eq!(again.is_some(), schema > 2, "what was taken back may come again");
        drop(store);
        assert_eq!(schema_of(folder.path()), SCHEMA);
        let connection = Connection::open(folder.path().join(FILE_NAME)).expect("opened");
        let broken = connection.prepare("PRAGMA foreign_key_check").expect("asked").exists([]).expect("checked");
        assert!(!broken);
        let said: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
        assert_eq!(said, "ok");
    }
}

#[test]
fn an_old_library_is_read_as_it_is() {
    for schema in 1..=3 {
        let folder = old(schema);
        let path = folder.path().join(FILE_NAME);
        let before = fs::read(&path).expect("readable");
        let mut store = Store::open_to_read(folder.path()).expect("opened");
        is_whole(&store, schema);
        assert!(store.open_article(&from_file("a.txt", TEXT), at(1)).is_err(), "nothing is written");
        drop(store);
        assert!(fs::read(&path).expect("readable") == before, "not a byte was changed");
        let names = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!((schema_of(folder.path()), names), (schema as u32, 1));
    }
}

#[test]
fn a_library_that_was_not_closed_is_read_with_its_log() {
    for schema in [3, SCHEMA as usize] {
        let folder = old(3);
        if schema == SCHEMA as usize {
            drop(Store::open(folder.path()).expect("brought to this schema"));
        }
        let path = folder.path().join(FILE_NAME);
        let holder = Connection::open(&path).expect("opened");
        holder.execute_batch("UPDATE reading SET position = 13").expect("written to the log");
        // As a killed program leaves it.
        let killed = tempfile::tempdir().expect("a folder");
        for end in ["", "-wal"] {
            let name = format!("{FILE_NAME}{end}");
            fs::copy(folder.path().join(&name), killed.path().join(&name)).expect("copied");
        }
        let log = fs::read(killed.path().join(format!("{FILE_NAME}-wal"))).expect("readable");
        let store = Store::open_to_read(killed.path()).expect("opened");
        assert_eq!(annotations(&store).reading.expect("reading").position.0, 13);
        drop(store);
        assert!(fs::read(killed.path().join(format!("{FILE_NAME}-wal"))).expect("still there") == log);
        let store = Store::open(killed.path()).expect("opened");
        assert_eq!(annotations(&store).reading.expect("reading").position.0, 13);
    }
}
