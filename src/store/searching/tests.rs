//! The index is in step with what it is of, whatever is done; and what is deleted is gone from it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::article::{Article, Origin, from_text};
use crate::claims::{Anchor, Claim, ClaimKind, Extraction, Found, Source, SourceId, SourceKind, SourceRef, Uids};
use crate::search::index_words;
use crate::span::Span;
use crate::store::{ArticleKey, ClaimMarks, ClaimNote, SourceMarks, SourceNote, Store};

/// What the index must hold: rows, with the texts that they are of.
const TEXTS: &str = "SELECT (1 << 40) | article, text FROM article_text
    UNION ALL SELECT (2 << 40) | id, text FROM claim WHERE latest = 1
    UNION ALL SELECT (3 << 40) | id, note FROM claim_note
    UNION ALL SELECT (4 << 40) | id, note FROM source
    UNION ALL SELECT (5 << 40) | id, name FROM source
    UNION ALL SELECT (6 << 40) | alias, name FROM source_alias
    UNION ALL SELECT (7 << 40) | id, role || ' ' || affiliation FROM source_role";

type Entries = BTreeSet<(String, i64)>;

fn expected(connection: &Connection) -> Entries {
    let mut query = connection.prepare(TEXTS).expect("prepared");
    let rows = query.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))).expect("run");
    let mut entries = Entries::new();
    for row in rows {
        let (number, text) = row.expect("a row");
        entries.extend(index_words(&text).split_whitespace().map(|word| (word.to_lowercase(), number)));
    }
    entries
}

fn indexed(connection: &Connection) -> Entries {
    let _ = connection
        .execute_batch("CREATE VIRTUAL TABLE IF NOT EXISTS temp.held USING fts5vocab(main, word_index, instance)");
    let mut query = connection.prepare("SELECT term, doc FROM temp.held").expect("prepared");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("run");
    rows.map(|row| row.expect("a row")).collect()
}

#[track_caller]
fn check(store: &Store) -> usize {
    let held = indexed(&store.connection);
    assert_eq!(held, expected(&store.connection));
    store
        .connection
        .execute("INSERT INTO word_index (word_index) VALUES ('integrity-check')", [])
        .expect("the index is whole");
    held.len()
}

fn extraction(article: &Article, words: &[&str], name: &str, role: &str) -> Extraction {
    let claim = |words: &&str| {
        let start = article.text.find(words).expect("there");
        Claim {
            kind: ClaimKind::Indirect,
            content: Span::new(start, start + words.len()),
            quotes: Vec::new(),
            cue: None,
            speaker: None,
            source: Some(SourceId(0)),
            recipient: None,
            via: Vec::new(),
            via_inferred: Vec::new(),
            nested_in: None,
            runner_up: None,
            unmarked: false,
            confidence: 1.0,
            blocks: (0, 0),
            why: Vec::new(),
        }
    };
    let source =
        Source { name: name.to_owned(), role: role.to_owned(), kind: SourceKind::Person, mentions: Vec::new() };
    Extraction { sources: vec![source], claims: words.iter().map(claim).collect(), no_comment: Vec::new() }
}

fn add(store: &mut Store, text: &str, words: &[&str], who: (&str, &str)) -> (Article, ArticleKey) {
    let article = from_text(text.to_owned(), Origin::File("/articles/a.txt".into()));
    let found = extraction(&article, words, who.0, who.1);
    let uids = Uids::of(&article, &found);
    let found = Found { article: &article, extraction: &found, uids: &uids };
    let key = store.add_article(found, Timestamp::UNIX_EPOCH).expect("added").article;
    (article, key)
}

const FIRST: &str = "عنوان الخبر\n\nقال سامر الحلو إن السوق سيفتح أبوابه. وأضاف أن الترميم تم.\n";
const SECOND: &str = "عنوان الخبر\n\nقال سامر الحلو إن السوق لن يفتح أبوابه.\n";

#[test]
fn the_index_is_in_step_with_all_that_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let now = Timestamp::UNIX_EPOCH;
    assert_eq!(check(&store), 0);
    let (article, key) = add(&mut store, FIRST, &["السوق سيفتح أبوابه", "الترميم تم"], ("سامر الحلو", "رئيس البلدية"));
    assert!(check(&store) > 30);
    // Found anew, otherwise.
    let found = extraction(&article, &["السوق سيفتح"], "سامر أحمد الحلو", "رئيس البلدية");
    let uids = Uids::of(&article, &found);
    store.save_found(key, Found { article: &article, extraction: &found, uids: &uids }, now).expect("saved");
    check(&store);
    // A new version, and the old one again.
    add(&mut store, SECOND, &["السوق لن يفتح أبوابه"], ("سامر الحلو", "عمدة"));
    check(&store);
    add(&mut store, FIRST, &["السوق سيفتح أبوابه"], ("سامر الحلو", ""));
    check(&store);
    let marks = |note: &str| ClaimMarks { note: note.to_owned(), ..ClaimMarks::default() };
    let mut note =
        ClaimNote {
            key: None, anchor: Anchor::of(&article, Span::new(0, 10), "c-1"), marks: marks("ملاحظة أولى")
        };
    for words in ["ملاحظة أولى", "ثانية", ""] {
        note.marks = marks(words);
        note.key = store.save_claim(key, &note, now).expect("saved");
        check(&store);
    }
    for words in ["ثقة", "شك", ""] {
        let marks = SourceMarks { note: words.to_owned(), ..SourceMarks::default() };
        let source = SourceRef { uid: "s-9".to_owned(), name: "ناطق باسم البلدية".to_owned() };
        store.save_source(key, &SourceNote { key: None, source, marks, ratings: Vec::new() }, now).expect("saved");
        check(&store);
    }
    // What others may do to the rows.
    for change in [
        "UPDATE source SET name = name || ' الابن'",
        "UPDATE source_alias SET name = name || ' الابن'",
        "UPDATE source_role SET affiliation = 'بلدية الميناء', until = '2020'",
        "UPDATE article_text SET text = text || ' ختام'",
        "UPDATE claim SET text = text || ' ختام' WHERE latest = 1",
        "DELETE FROM source_role",
        "DELETE FROM source_alias",
        "DELETE FROM article",
        "DELETE FROM document",
        "DELETE FROM source",
    ] {
        store.write(|transaction| Ok(transaction.execute(change, [])?)).expect(change);
        check(&store);
    }
    assert_eq!(check(&store), 0);
}

#[test]
fn a_library_of_an_older_schema_is_indexed_when_it_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    add(&mut store, FIRST, &["السوق سيفتح أبوابه"], ("سامر الحلو", "رئيس البلدية"));
    let whole = check(&store);
    let mut query =
        store.connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").expect("prepared");
    let triggers: Vec<String> =
        query.query_map([], |row| row.get(0)).expect("run").map(|name| name.expect("a name")).collect();
    drop(query);
    // What came after the index goes first.
    let later = "DROP TRIGGER feed_item_forgotten; DROP TABLE feed_item; DROP TABLE feed; DROP TABLE article_original;
                 DROP TABLE original; DROP INDEX document_by_url;";
    store.connection.execute_batch(later).expect("dropped");
    let of_index = include_str!("../schema/v5.sql");
    for trigger in triggers.iter().filter(|name| of_index.contains(&format!("TRIGGER {name} "))) {
        store.connection.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("dropped");
    }
    store
        .connection
        .execute_batch("DROP TABLE word_known; DROP TABLE word_index; DROP TABLE word_dropped; PRAGMA user_version = 4")
        .expect("dropped");
    drop(store);
    let store = Store::open(folder.path()).expect("a library");
    assert_eq!(check(&store), whole);
}

/// Whether a file of the library holds these bytes.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    files.into_iter().any(|file| {
        let content = fs::read(file).expect("readable");
        content.windows(bytes.len()).any(|stretch| stretch == bytes)
    })
}

/// Words that begin like no other: in a page of the index, a word is kept without what it shares with the one before.
const SECRETS: [&str; 3] = ["ظغضثقصذ", "ژچپگڤ", "qzxwvjk"];

fn held(folder: &Path) -> Vec<&'static str> {
    let tail = |secret: &str| secret.chars().skip(2).collect::<String>();
    SECRETS.into_iter().filter(|secret| holds(folder, tail(secret).as_bytes())).collect()
}

#[test]
fn what_is_deleted_is_gone_from_the_index_s_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let now = Timestamp::UNIX_EPOCH;
    let (article, key) = add(&mut store, FIRST, &["السوق سيفتح أبوابه"], ("سامر الحلو", ""));
    for many in [1, 3000] {
        let mut words = SECRETS.join(" ");
        for number in 0..many {
            words += &format!(" كلمة{number} ظغضثقصذ{number}");
        }
        let marks = ClaimMarks { note: words, ..ClaimMarks::default() };
        let mut note = ClaimNote { key: None, anchor: Anchor::of(&article, Span::new(0, 10), "c-1"), marks };
        note.key = store.save_claim(key, &note, now).expect("saved");
        store.wipe_if(true);
        assert_eq!(held(folder.path()), SECRETS, "the index holds them until then");
        // What was written meanwhile lies in other parts of the index.
        for number in 0..40 {
            let text = format!("{FIRST}\nملحق رقم {number} ظغاب qzero.\n");
            add(&mut store, &text, &[], ("سامر الحلو", ""));
        }
        note.marks = ClaimMarks::default();
        store.save_claim(key, &note, now).expect("deleted");
        assert_eq!(held(folder.path()), [""; 0], "{many}");
        check(&store);
    }
}
