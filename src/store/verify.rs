//! Whether the library is as it should be: SQLite's own checks, then every text against its hash, every stretch of a claim
//! against its text, and all that is counted counted again. No words of the library are in what is said.

use std::fmt;

use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

use crate::claims::Correction;

use super::Store;
use super::documents::title_key;
use super::error::{StoreError, Trouble};
use super::originals;

/// How many flaws of one kind are told one by one.
const MOST: usize = 20;

/// Something in the library that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// SQLite found the file damaged.
    File(String),
    /// Rows of a table name others that are not there.
    Reference {
        /// The table.
        table: String,
        /// How many rows.
        rows: usize,
    },
    /// The text of a document is not the one that was put in.
    Text {
        /// The document's number.
        document: i64,
    },
    /// A claim of a document is not where it is said to be in the text.
    Claim {
        /// The document's number.
        document: i64,
    },
    /// What a document was made from is not what was put in.
    Original {
        /// The document's number.
        document: i64,
    },
    /// A correction in a document cannot be read.
    Correction {
        /// The document's number.
        document: i64,
    },
    /// A number that is kept is not what is counted.
    Count(&'static str),
    /// An index for searching is damaged.
    Index(String),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::File(says) => write!(f, "the file is damaged ({says}): restore a backup"),
            Flaw::Reference { table, rows } => write!(f, "{rows} rows of {table} belong to nothing: restore a backup"),
            Flaw::Text { document } => {
                write!(
                    f,
                    "article {document}: a text of it was changed: restore a backup, or remove it and add it again"
                )
            }
            Flaw::Claim { document } => {
                write!(f, "article {document}: a claim is not where its text has it: open it or add it again")
            }
            Flaw::Original { document } => {
                write!(f, "article {document}: what it was made from was changed: restore a backup, or add it again")
            }
            Flaw::Correction { document } => {
                write!(f, "article {document}: a correction cannot be read: restore a backup")
            }
            Flaw::Count(what) => write!(f, "{what} are not what is counted: isnad library gc counts them anew"),
            Flaw::Index(table) => write!(f, "{table} is damaged: restore a backup"),
        }
    }
}

impl Store {
    /// All flaws of the library; none where it is whole.
    pub fn verify(&self) -> Result<Vec<Flaw>, StoreError> {
        let mut flaws = self.read(of_file)?;
        if flaws.is_empty() {
            flaws.extend(self.read(of_content)?);
            flaws.extend(self.of_indexes()?);
        }
        Ok(flaws)
    }

    /// Asks each full-text index whether it is what it was made from. The question is put as an insertion, which is taken
    /// back; where nothing may be written it is not asked.
    fn of_indexes(&self) -> Result<Vec<Flaw>, StoreError> {
        let ask = || {
            let mut flaws = Vec::new();
            let mut query = self.connection.prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%USING fts5 (%' ORDER BY name",
            )?;
            let names = query.query_map([], |row| row.get::<_, String>(0))?;
            for name in names.collect::<Result<Vec<_>, _>>()? {
                let transaction = self.connection.unchecked_transaction()?;
                let asked =
                    transaction.execute(&format!("INSERT INTO \"{name}\" (\"{name}\") VALUES ('integrity-check')"), []);
                transaction.rollback()?;
                match asked.map_err(Trouble::from) {
                    Err(Trouble::Damaged(_)) => flaws.push(Flaw::Index(name)),
                    Err(Trouble::Forbidden(_)) | Ok(_) => {}
                    Err(other) => return Err(other),
                }
            }
            Ok(flaws)
        };
        ask().map_err(|trouble| StoreError::new(&self.path, trouble))
    }
}

fn of_file(connection: &Connection) -> Result<Vec<Flaw>, Trouble> {
    let mut flaws = Vec::new();
    let mut query = connection.prepare(&format!("PRAGMA integrity_check({MOST})"))?;
    let lines = query.query_map([], |row| row.get::<_, String>(0))?;
    flaws.extend(lines.collect::<Result<Vec<_>, _>>()?.into_iter().filter(|line| line != "ok").map(Flaw::File));
    let mut query =
        connection.prepare("SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1 ORDER BY 1")?;
    let rows = query.query_map([], |row| {
        Ok(Flaw::Reference { table: row.get(0)?, rows: usize::try_from(row.get::<_, i64>(1)?).unwrap_or(usize::MAX) })
    })?;
    flaws.extend(rows.collect::<Result<Vec<_>, _>>()?);
    Ok(flaws)
}

fn of_content(connection: &Connection) -> Result<Vec<Flaw>, Trouble> {
    let mut flaws = Vec::new();
    let mut each = |query: &str, flaw: &dyn Fn(&Row<'_>) -> rusqlite::Result<Option<Flaw>>| -> Result<(), Trouble> {
        let mut query = connection.prepare(query)?;
        let mut rows = query.query([])?;
        let before = flaws.len();
        while let Some(row) = rows.next()? {
            if let Some(flaw) = flaw(row)?.filter(|flaw| !flaws.contains(flaw)) {
                flaws.push(flaw);
            }
            if flaws.len() - before >= MOST {
                break;
            }
        }
        Ok(())
    };
    each("SELECT document, hash, text FROM article JOIN article_text ON article = id ORDER BY id", &|row| {
        let hash: String = row.get(1)?;
        let text = row.get_ref(2)?;
        let found: String = Sha256::digest(text.as_bytes()?).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((found != hash).then_some(Flaw::Text { document: row.get(0)? }))
    })?;
    each("SELECT document, hash, bytes, size FROM original ORDER BY id", &|row| {
        let (hash, size): (String, i64) = (row.get(1)?, row.get(3)?);
        let bytes = row.get_ref(2)?.as_blob()?;
        let is_same = originals::hash(bytes) == hash && i64::try_from(bytes.len()) == Ok(size);
        Ok((!is_same).then_some(Flaw::Original { document: row.get(0)? }))
    })?;
    each(
        "SELECT document FROM claim JOIN article_text USING (article) JOIN article ON article.id = claim.article
         WHERE substr(CAST(article_text.text AS BLOB), byte_start + 1, byte_end - byte_start) <> CAST(claim.text AS BLOB)",
        &|row| Ok(Some(Flaw::Claim { document: row.get(0)? })),
    )?;
    each(
        "SELECT document, body FROM correction JOIN article ON article.id = article ORDER BY correction.id",
        &|row| {
            let is_read = serde_json::from_str::<Correction>(row.get_ref(1)?.as_str()?).is_ok();
            Ok(if is_read { None } else { Some(Flaw::Correction { document: row.get(0)? }) })
        },
    )?;
    each("SELECT title, title_key FROM document", &|row| {
        let (title, key): (String, String) = (row.get(0)?, row.get(1)?);
        Ok((title_key(&title) != key).then_some(Flaw::Count("keys of titles")))
    })?;
    for (what, query) in COUNTS {
        if connection.query_row(&format!("SELECT EXISTS ({query})"), [], |row| row.get(0))? {
            flaws.push(Flaw::Count(what));
        }
    }
    Ok(flaws)
}

/// What is counted, and which rows are there where it is counted wrongly.
const COUNTS: [(&str, &str); 6] = [
    (
        "latest versions",
        "SELECT 1 FROM document WHERE latest NOT IN (SELECT id FROM article WHERE document = document.id)",
    ),
    (
        "places of claims in lists",
        "SELECT 1 FROM claim JOIN article ON article.id = article JOIN document ON document.id = document
         WHERE claim.latest <> (document.latest = article.id) OR claim.day <> document.day",
    ),
    (
        "claims of articles",
        "SELECT 1 FROM document WHERE (claims, unchecked) <> (
             SELECT count(*), coalesce(sum(verdict IS NULL AND coalesce(status, '') NOT IN ('checked', 'published')), 0)
             FROM claim LEFT JOIN claim_note ON claim_note.article = claim.article AND claim_note.claim = claim.uid
             WHERE claim.article = document.latest)",
    ),
    (
        "claims of sources",
        "SELECT 1 FROM source WHERE claims <> (SELECT count(*) FROM claim WHERE source = source.id AND latest = 1)",
    ),
    (
        "articles of sources",
        "SELECT 1 FROM source WHERE articles <> (SELECT count(*) FROM document WHERE latest IN (
             SELECT article FROM article_source WHERE source = source.id AND rank IS NOT NULL
             UNION SELECT article FROM claim WHERE source = source.id))",
    ),
    (
        "totals",
        "SELECT 1 FROM tally WHERE n <> CASE name
             WHEN 'documents' THEN (SELECT count(*) FROM document)
             WHEN 'unread' THEN (SELECT count(*) FROM document WHERE opened IS NULL)
             WHEN 'claims' THEN (SELECT coalesce(sum(claims), 0) FROM document)
             WHEN 'unchecked' THEN (SELECT coalesce(sum(unchecked), 0) FROM document)
             WHEN 'sources' THEN (SELECT count(*) FROM source WHERE merged IS NULL)
             ELSE n END",
    ),
];
