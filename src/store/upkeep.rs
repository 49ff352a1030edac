//! The library's upkeep: documents removed for good, a backup, and things put in order.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, params};

use super::documents::title_key;
use super::error::{StoreError, Trouble};
use super::found::{self, Sign};
use super::marks::{ArticleKey, DocumentKey};
use super::open::{beside, private_file};
use super::{Store, people};

/// What [`Store::put_in_order`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tidied {
    /// Sources that no article has and of which nothing is said: dropped.
    pub sources: usize,
    /// Bytes of the library before.
    pub before: u64,
    /// Bytes of the library now.
    pub after: u64,
}

impl Store {
    /// Removes documents with all that was said of them, and overwrites their words. What could be taken back of sources
    /// cannot be any more, as it may hold words of these. Says how many were there.
    pub fn remove_documents(&mut self, documents: &[DocumentKey]) -> Result<usize, StoreError> {
        let removed = self.write(|transaction| {
            let mut removed = 0;
            for document in documents {
                removed += usize::from(remove(transaction, *document)?);
            }
            if removed > 0 {
                transaction.execute("DELETE FROM edit", [])?;
            }
            Ok(removed)
        })?;
        self.wipe_if(removed > 0);
        Ok(removed)
    }

    /// Writes a copy of the library into a new file that only its owner reads, whole or not at all. What was deleted is not
    /// in it. Others may read and write the library meanwhile.
    ///
    /// # Errors
    /// Where the file is there already, or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        backup(&self.connection, to).map_err(|trouble| StoreError::new(to, trouble))
    }

    /// Drops what nobody needs, counts anew what is counted, and gives space that is free back.
    pub fn put_in_order(&mut self) -> Result<Tidied, StoreError> {
        let before = self.size()?;
        let sources = self.write(|transaction| {
            let sources = drop_unused_sources(transaction)?;
            count_anew(transaction)?;
            Ok(sources)
        })?;
        let tidy = || {
            self.connection.execute_batch("VACUUM; PRAGMA optimize;")?;
            Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
        };
        tidy().map_err(|trouble| StoreError::new(&self.path, trouble))?;
        Ok(Tidied { sources, before, after: self.size()? })
    }

    /// Bytes that the library takes.
    pub fn size(&self) -> Result<u64, StoreError> {
        self.read(|connection| {
            let pages: i64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
            let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
            Ok(u64::try_from(pages * page).unwrap_or(0))
        })
    }
}

/// Removes a document; says whether it was there.
fn remove(transaction: &Transaction<'_>, document: DocumentKey) -> Result<bool, Trouble> {
    let ids = |query: &str| -> Result<Vec<i64>, Trouble> {
        let mut query = transaction.prepare_cached(query)?;
        let rows = query.query_map([document.0], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    for latest in ids("SELECT latest FROM document WHERE id = ?1")? {
        found::contribute(transaction, ArticleKey(latest), Sign::Taken)?;
    }
    let sources = ids("SELECT source FROM article_source JOIN article ON article.id = article WHERE document = ?1
         UNION SELECT found_as FROM article_source JOIN article ON article.id = article WHERE document = ?1
         UNION SELECT source FROM source_given WHERE document = ?1")?;
    let mut called = BTreeSet::new();
    for version in ids("SELECT id FROM article WHERE document = ?1")? {
        called.extend(people::called_in(transaction, ArticleKey(version))?);
    }
    let removed = transaction.prepare_cached("DELETE FROM document WHERE id = ?1")?.execute([document.0])?;
    called.iter().try_for_each(|called| people::unlearn(transaction, called))?;
    for source in sources {
        people::drop_unused(transaction, source)?;
    }
    Ok(removed > 0)
}

fn backup(connection: &Connection, to: &Path) -> Result<(), Trouble> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(Trouble::Other("there is a file of this name already; name a new one".to_owned()));
    }
    let part = part_of(to);
    let written = private_file(&part).map_err(Trouble::from).and_then(|()| {
        connection.execute("VACUUM INTO ?1", [part.to_string_lossy()])?;
        let copy = Connection::open(&part)?;
        let said: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if said != "ok" {
            return Err(Trouble::Damaged(said));
        }
        // As the library itself is: readers and a writer do not wait for each other.
        copy.execute_batch("PRAGMA journal_mode = WAL;")?;
        copy.close().map_err(|(_, error)| Trouble::from(error))?;
        fs::OpenOptions::new().write(true).open(&part)?.sync_all()?;
        // A link does not take the place of a file that came meanwhile.
        match fs::hard_link(&part, to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error.into()),
            Err(_) => Ok(fs::rename(&part, to)?),
            Ok(()) => Ok(()),
        }
    });
    for end in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(beside(&part, end));
    }
    written
}

/// Where a backup is written until it is whole.
fn part_of(to: &Path) -> PathBuf {
    beside(to, &format!(".{}.part", std::process::id()))
}

fn drop_unused_sources(transaction: &Transaction<'_>) -> Result<usize, Trouble> {
    let count =
        || -> Result<i64, Trouble> { Ok(transaction.query_row("SELECT count(*) FROM source", [], |row| row.get(0))?) };
    let before = count()?;
    let mut query = transaction.prepare(
        "SELECT id FROM source WHERE merged IS NULL
             AND NOT EXISTS (SELECT 1 FROM article_source WHERE source = source.id OR found_as = source.id)",
    )?;
    let rows = query.query_map([], |row| row.get(0))?;
    for source in rows.collect::<Result<Vec<i64>, _>>()? {
        people::drop_unused(transaction, source)?;
    }
    Ok(usize::try_from(before - count()?).unwrap_or(0))
}

/// Counts and keys, as their rows make them.
fn count_anew(transaction: &Transaction<'_>) -> Result<(), Trouble> {
    let mut titles = transaction.prepare("SELECT id, title FROM document")?;
    let titles = titles.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let mut update = transaction.prepare("UPDATE document SET title_key = ?2 WHERE id = ?1 AND title_key <> ?2")?;
    for (id, title) in titles.collect::<Result<Vec<_>, _>>()? {
        update.execute(params![id, title_key(&title)])?;
    }
    transaction.execute_batch(COUNT_ANEW)?;
    Ok(())
}

const COUNT_ANEW: &str = "
UPDATE claim SET (latest, day) = (SELECT latest = article.id, day FROM article JOIN document ON document.id = document
                                  WHERE article.id = claim.article)
    WHERE (latest, day) <> (SELECT latest = article.id, day FROM article JOIN document ON document.id = document
                            WHERE article.id = claim.article);
UPDATE document SET (claims, unchecked) = (
    SELECT count(*), coalesce(sum(verdict IS NULL AND coalesce(status, '') NOT IN ('checked', 'published')), 0)
    FROM claim LEFT JOIN claim_note ON claim_note.article = claim.article AND claim_note.claim = claim.uid
    WHERE claim.article = document.latest);
UPDATE source SET (claims, articles, last_day) = (
    (SELECT count(*) FROM claim WHERE source = source.id AND latest = 1),
    (SELECT count(*) FROM document WHERE latest IN (
        SELECT article FROM article_source WHERE source = source.id AND rank IS NOT NULL
        UNION SELECT article FROM claim WHERE source = source.id)),
    (SELECT coalesce(max(day), '') FROM claim WHERE source = source.id AND latest = 1));
UPDATE tally SET n = CASE name
    WHEN 'documents' THEN (SELECT count(*) FROM document)
    WHEN 'unread' THEN (SELECT count(*) FROM document WHERE opened IS NULL)
    WHEN 'claims' THEN (SELECT coalesce(sum(claims), 0) FROM document)
    WHEN 'unchecked' THEN (SELECT coalesce(sum(unchecked), 0) FROM document)
    WHEN 'sources' THEN (SELECT count(*) FROM source WHERE merged IS NULL)
    ELSE n END;
";
