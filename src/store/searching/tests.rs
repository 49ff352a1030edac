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
    UNION ALL SELECT (3 << 40) | id, said FROM claim_note_said
    UNION ALL SELECT (4 << 40) | id, said FROM source_said
    UNION ALL SELECT (5 << 40) | id, called FROM source_called
    UNION ALL SELECT (6 << 40) | id, title FROM document";

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
    let _ = connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.held USING fts5vocab(main, word_index, instance);
         CREATE VIRTUAL TABLE IF NOT EXISTS temp.held_said USING fts5vocab(main, said_index, instance);",
    );
    let mut query = connection
        .prepare("SELECT term, doc FROM temp.held UNION ALL SELECT term, doc FROM temp.held_said")
        .expect("prepared");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("run");
    rows.map(|row| row.expect("a row")).collect()
}

#[track_caller]
fn check(store: &Store) -> usize {
    let held = indexed(&store.connection);
    assert_eq!(held, expected(&store.connection));
    for ask in [
        "INSERT INTO word_index (word_index) VALUES ('integrity-check')",
        "INSERT INTO said_index (said_index) VALUES ('integrity-check')",
    ] {
        store.connection.execute(ask, []).expect("the index is whole");
    }
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
        "INSERT INTO claim_note (article, claim, exact, prefix, suffix, byte_start, byte_end, point_start, point_end, block, note, created, changed)
             SELECT id, 'c-' || n, '', '', '', 0, 0, 0, 0, 0, 'هنا', 0, 0 FROM article, (SELECT 7 AS n UNION SELECT 8)",
        "INSERT INTO claim_tag (note, rank, tag) SELECT id, 0, 'أسواق قديمة' FROM claim_note",
        "INSERT INTO claim_evidence (note, rank, kind, url, note_on) SELECT id, 0, 'context', 'https://example.org/a', 'محضر' FROM claim_note",
        "INSERT INTO contradiction (one, other, note, made) SELECT min(id), max(id), 'نقيضان', 0 FROM claim_note",
        "INSERT INTO source_tag (source, rank, tag) SELECT id, 0, 'بلديات' FROM source",
        "UPDATE claim_tag SET tag = 'أسواق'",
        "UPDATE claim_evidence SET note_on = 'شهادة'",
        "UPDATE contradiction SET note = 'لا يجتمعان'",
        "UPDATE source_tag SET tag = 'مدن'",
        "DELETE FROM contradiction",
        "DELETE FROM claim_evidence WHERE note = (SELECT min(id) FROM claim_note)",
        "DELETE FROM claim_tag WHERE note = (SELECT min(id) FROM claim_note)",
        "DELETE FROM claim_note WHERE id = (SELECT max(id) FROM claim_note)",
        "DELETE FROM source_tag",
        "UPDATE document SET title = title || ' الجديد'",
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

/// What a library of version 5 held: a text, a claim, and what the reader said of it and of its source.
const OF_VERSION_5: &str = "
    INSERT INTO document (id, latest, title, day, added) VALUES (1, 1, 'عنوان', '2031-01-01', 0);
    INSERT INTO article (id, hash, title, first_opened, last_opened, document) VALUES (1, 'a', 'عنوان', 0, 0, 1);
    INSERT INTO article_text (article, text) VALUES (1, 'قال سامر إن السوق فتح');
    INSERT INTO source (id, uid, name, name_key, note, created, changed) VALUES (1, 's', 'سامر الحلو', 'سامر الحلو', 'ثقة', 0, 0);
    INSERT INTO source_alias (source, name, name_key, by) VALUES (1, 'أبو سمير', 'ابو سمير', 'reader');
    INSERT INTO source_role (source, role, affiliation, by) VALUES (1, 'رئيس', 'البلدية', 'reader');
    INSERT INTO source_tag (source, rank, tag) VALUES (1, 0, 'بلديات');
    INSERT INTO claim (id, article, uid, rank, kind, byte_start, byte_end, point_start, point_end, block, text, confidence,
                       latest, day, source)
        VALUES (1, 1, 'c', 0, 'indirect', 0, 0, 0, 0, 0, 'السوق فتح', 1.0, 1, '2031-01-01', 1);
    INSERT INTO claim_note (id, article, claim, exact, prefix, suffix, byte_start, byte_end, point_start, point_end, block,
                            note, created, changed) VALUES (1, 1, 'c', '', '', '', 0, 0, 0, 0, 0, 'للتدقيق', 0, 0);
    INSERT INTO claim_tag (note, rank, tag) VALUES (1, 0, 'أسواق');
    INSERT INTO claim_evidence (note, rank, kind, url, note_on) VALUES (1, 0, 'context', 'https://example.org', 'محضر');";

#[test]
fn a_library_of_version_5_has_its_index_parted() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Store::open(folder.path()).expect("a library"));
    let path = folder.path().join(crate::store::open::FILE_NAME);
    fs::remove_file(&path).expect("removed");
    let old = Connection::open(&path).expect("a file");
    crate::store::open::teach_words(&old).expect("taught");
    for migration in [
        include_str!("../schema/v1.sql"),
        include_str!("../schema/v2.sql"),
        include_str!("../schema/v3.sql"),
        include_str!("../schema/v4.sql"),
        include_str!("../schema/v5.sql"),
        OF_VERSION_5,
        "PRAGMA user_version = 5; PRAGMA application_id = 0x49534e44;",
    ] {
        old.execute_batch(migration).expect("made");
    }
    drop(old);
    let store = Store::open(folder.path()).expect("a library");
    assert!(check(&store) > 15);
    let held: BTreeSet<i64> = indexed(&store.connection).into_iter().map(|(_, number)| number >> 40).collect();
    assert_eq!(held, (1..=6).collect());
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
