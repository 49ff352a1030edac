//! Libraries as older versions of the program left them.

use std::path::Path;

use isnad::store::FILE_NAME;
use rusqlite::{Connection, params};

use super::{TEXT, from_file};

/// The text that stood in the place of [`TEXT`] first.
pub const FIRST_TEXT: &str = "بلدية الميناء ستعيد فتح السوق\nقال رئيس البلدية سامر الحلو إن السوق سيفتح قريبا.\n";

/// What brought a library to each schema.
const SCHEMAS: [&str; 3] = [
    include_str!("../../src/store/schema/v1.sql"),
    include_str!("../../src/store/schema/v2.sql"),
    include_str!("../../src/store/schema/v3.sql"),
];

/// A correction as version 2 wrote it.
const RENAME: &str = r#"{"correction":"rename","source":{"uid":"s-1","name":"سامر الحلو"},"name":"سامر أحمد الحلو","role":"","kind":"person"}"#;

/// A library of an older schema, 1 to 3, in `folder`, with something in each of its tables: two versions of one file, the
/// sample, which was opened by two names, and a large file of which no text is kept.
pub fn old_library(folder: &Path, schema: usize) {
    let connection = Connection::open(folder.join(FILE_NAME)).expect("a file");
    connection.pragma_update(None, "journal_mode", "WAL").expect("set");
    connection.pragma_update(None, "foreign_keys", true).expect("set");
    for sql in &SCHEMAS[..schema] {
        connection.execute_batch(sql).expect("an old schema");
    }
    connection.pragma_update(None, "application_id", i32::from_be_bytes(*b"ISND")).expect("set");
    connection.pragma_update(None, "user_version", schema as u32).expect("set");
    let (first, now) = (from_file("a.txt", FIRST_TEXT), from_file("a.txt", TEXT));
    let articles = [(1, &first.hash, Some(FIRST_TEXT)), (2, &now.hash, Some(TEXT))];
    let others = [
        ("b".repeat(64), Some("خبر آخر قصير\n\nالخميس 22 تموز/يوليو 2021\n\nقال الوزير إن العمل بدأ.\n")),
        ("c".repeat(64), None),
    ];
    let others = others.iter().zip(3..).map(|((hash, text), id)| (id, hash, *text));
    for (id, hash, text) in articles.into_iter().chain(others) {
        let insert =
            "INSERT INTO article (id, hash, title, first_opened, last_opened, window_start, window_end, file_size)
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6)";
        let window = text.is_none().then_some(99);
        let title = format!("الخبَر {id}");
        connection.execute(insert, params![id, hash, title, id * 1000, id * 2000, window]).expect("an article");
        if let Some(text) = text {
            let insert = "INSERT INTO article_text (article, text) VALUES (?1, ?2)";
            connection.execute(insert, params![id, text]).expect("a text");
        }
    }
    for (origin, article) in [("/articles/a.txt", 1), ("/articles/a.txt", 2), ("isnad:sample", 3), ("/copy.txt", 3)] {
        let insert = "INSERT INTO article_origin VALUES (?1, ?2, 1)";
        connection.execute(insert, params![origin, article]).expect("an origin");
    }
    connection.execute_batch(MARKS).expect("marks");
    if schema > 1 {
        let insert = "INSERT INTO correction (article, body, made) VALUES (2, ?1, 5)";
        connection.execute(insert, [RENAME]).expect("a correction");
    }
    if schema > 2 {
        let insert = "INSERT INTO correction (article, body, made, undone) VALUES (2, ?1, 6, 7)";
        connection.execute(insert, [RENAME]).expect("a correction that was taken back");
    }
}

const MARKS: &str = "
INSERT INTO claim_note VALUES (1, 1, 'c-1', 'السوق سيفتح', '', '', 0, 20, 0, 11, 1, 'misleading', 3, 'checked', 'ملاحظة قديمة', 1, 2);
INSERT INTO claim_note VALUES (2, 2, 'c-2', 'السوق', '', '', 0, 10, 0, 5, 1, NULL, NULL, NULL, 'ملاحظة', 1, 2);
INSERT INTO claim_tag VALUES (2, 0, 'سوق'), (2, 1, 'مدينة');
INSERT INTO source_note VALUES (1, 2, 's-1', 'سامر الحلو', 'سامر الحلو', 'رئيس البلدية', 1, 2);
INSERT INTO source_note VALUES (2, 3, 's-2', 'هدى', 'هدي', '', 1, 2);
INSERT INTO source_tag VALUES (1, 0, 'بلدية');
INSERT INTO source_rating VALUES (1, 1, 'C', 3, '', ''), (2, 1, 'B', 4, 'منى', 'أصاب مرتين'), (3, 2, 'A', 5, '', '');
INSERT INTO reading VALUES (2, 12, 'c-2', 9);
INSERT INTO reading_group VALUES (2, 's-1');
";
