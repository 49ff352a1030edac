//! Who the sources of articles are, across articles.
//!
//! A source of an article is a known one where its name, folded, is a name or an alias of that one, and nothing speaks
//! against it: their offices share a word, or one of them has none. A name of one word is too little for a person, unless
//! the reader made it an alias. Anonymous sources and groups are one for each article. Whatever is left open stays apart:
//! likely pairs are for the reader to join, never for the program.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::claims::{Found, Source, SourceId, SourceKind, name_key};
use crate::fold::{Level, folded};

mod api;
pub(super) mod facts;

pub use facts::{Alias, Assessment, KnownSource, Link, Naming, Role, SourceFacts, SourceKey, StatedRole};

use super::error::Trouble;
use super::marks::ArticleKey;
use super::row::count;

/// Whether a row of `source` says anything that the reader said. For the `WHERE` of a query on `source`.
const HAS_MARKS: &str = "(note <> '' OR naming <> '' OR reason <> '' OR country <> '' OR contact <> ''
     OR EXISTS (SELECT 1 FROM source_tag WHERE source = source.id)
     OR EXISTS (SELECT 1 FROM source_rating WHERE source = source.id)
     OR EXISTS (SELECT 1 FROM source_link WHERE source = source.id)
     OR EXISTS (SELECT 1 FROM source_alias WHERE source = source.id AND by = 'reader')
     OR EXISTS (SELECT 1 FROM source_role WHERE source = source.id AND by = 'reader')
     OR EXISTS (SELECT 1 FROM source_apart WHERE one = source.id OR other = source.id)
     OR EXISTS (SELECT 1 FROM source AS part WHERE part.merged = source.id))";

/// Keeps the sources of an article, and tells which row of `source` each of them is.
pub(super) fn save(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    found: Found<'_>,
    now: Timestamp,
) -> Result<BTreeMap<SourceId, i64>, Trouble> {
    transaction.prepare_cached("UPDATE article_source SET rank = NULL WHERE article = ?1")?.execute([article.0])?;
    let mut known = transaction.prepare_cached(
        "UPDATE article_source SET (rank, name, role, kind) = (?3, ?4, ?5, ?6)
         WHERE article = ?1 AND uid = ?2 RETURNING source",
    )?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO article_source (article, uid, rank, name, role, kind, source, found_as)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
    )?;
    let mut rows = BTreeMap::new();
    for (at, source) in found.extraction.sources.iter().enumerate() {
        let uid = found.uids.source(SourceId(at));
        let kind = source.kind.name();
        let row: Option<i64> = known
            .query_row(params![article.0, uid, count(at), source.name, source.role, kind], |row| row.get(0))
            .optional()?;
        let row = match row {
            Some(row) => row,
            None => {
                let row = match find(transaction, source)? {
                    Some(row) => row,
                    None => create(transaction, &source.name, kind, now)?,
                };
                insert.execute(params![article.0, uid, count(at), source.name, source.role, kind, row])?;
                row
            }
        };
        learn(transaction, row, source)?;
        rows.insert(SourceId(at), row);
    }
    forget_vanished(transaction, article)?;
    Ok(rows)
}

/// The row of `source` that a source of an article is, as far as that can be told.
pub(super) fn find(connection: &Connection, source: &Source) -> Result<Option<i64>, Trouble> {
    if matches!(source.kind, SourceKind::Anonymous | SourceKind::Group) {
        return Ok(None);
    }
    let key = name_key(&source.name);
    let mut query = connection.prepare_cached(
        "SELECT coalesce(merged, id), 0 FROM source WHERE name_key = ?1 AND kind NOT IN ('anonymous', 'group')
         UNION SELECT coalesce(merged, id), by = 'reader' FROM source_alias JOIN source ON id = source
               WHERE source_alias.name_key = ?1 AND kind NOT IN ('anonymous', 'group')",
    )?;
    let found = query.query_map([&key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut likely: Vec<(i64, bool)> = found.collect::<Result<_, _>>()?;
    // By an alias of the reader's, one is known whatever else is said.
    if likely.iter().any(|(_, by_reader)| *by_reader) {
        likely.retain(|(_, by_reader)| *by_reader);
    } else if source.kind == SourceKind::Person && !key.trim().contains(' ') {
        return Ok(None);
    }
    let mut fitting = Vec::new();
    for (row, by_reader) in likely {
        if (by_reader || fits(connection, row, &source.role)?) && !fitting.contains(&row) {
            fitting.push(row);
        }
    }
    Ok(match fitting.as_slice() {
        [row] => Some(*row),
        _ => None,
    })
}

/// Whether an office does not speak against a known source.
fn fits(connection: &Connection, source: i64, role: &str) -> Result<bool, Trouble> {
    let wanted = words_of(role);
    if wanted.is_empty() {
        return Ok(true);
    }
    let mut query = connection.prepare_cached("SELECT role FROM source_role WHERE source = ?1")?;
    let roles = query.query_map([source], |row| row.get::<_, String>(0))?;
    let roles = roles.collect::<Result<Vec<_>, _>>()?;
    let shares = |role: &String| words_of(role).iter().any(|word| wanted.contains(word));
    Ok(roles.iter().all(|role| role.is_empty()) || roles.iter().any(shares))
}

/// The words of an office, folded, without the article.
fn words_of(role: &str) -> Vec<String> {
    let folded = folded(role, Level::Loose);
    let bare = |word: &str| word.strip_prefix("ال").unwrap_or(word).to_owned();
    folded.split_whitespace().filter(|word| word.chars().count() > 2).map(bare).collect()
}

/// A new source across articles.
pub(super) fn create(transaction: &Transaction<'_>, name: &str, kind: &str, now: Timestamp) -> Result<i64, Trouble> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO source (uid, name, name_key, kind, created, changed)
         VALUES (lower(hex(randomblob(8))), ?1, ?2, ?3, ?4, ?4) RETURNING id",
    )?;
    let id = insert.query_row(params![name, name_key(name), kind, now.as_millisecond()], |row| row.get(0))?;
    Ok(id)
}

/// Adds what an article says of a source to what is known of it.
fn learn(transaction: &Transaction<'_>, row: i64, source: &Source) -> Result<(), Trouble> {
    transaction
        .prepare_cached("UPDATE source SET kind = ?2 WHERE id = ?1 AND kind = ''")?
        .execute(params![row, source.kind.name()])?;
    transaction
        .prepare_cached(
            "INSERT INTO source_alias (source, name, name_key, by)
             SELECT id, ?2, ?3, 'text' FROM source WHERE id = ?1 AND name <> ?2 AND merged IS NULL
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![row, source.name, name_key(&source.name)])?;
    if !source.role.is_empty() {
        transaction
            .prepare_cached(
                "INSERT INTO source_role (source, role, by) SELECT ?1, ?2, 'text'
                 WHERE NOT EXISTS (SELECT 1 FROM source_role WHERE source = ?1 AND role = ?2)",
            )?
            .execute(params![row, source.role])?;
    }
    Ok(())
}

/// Drops the sources of an article that are not there any more, unless the reader said something of them.
fn forget_vanished(transaction: &Transaction<'_>, article: ArticleKey) -> Result<(), Trouble> {
    let vanished = format!(
        "DELETE FROM article_source WHERE article = ?1 AND rank IS NULL
             AND source NOT IN (SELECT id FROM source WHERE {HAS_MARKS}) RETURNING source, found_as"
    );
    let mut delete = transaction.prepare_cached(&vanished)?;
    let rows = delete.query_map([article.0], |row| Ok([row.get::<_, i64>(0)?, row.get(1)?]))?;
    let gone: Vec<[i64; 2]> = rows.collect::<Result<_, _>>()?;
    for source in gone.into_iter().flatten() {
        drop_unused(transaction, source)?;
    }
    Ok(())
}

/// Drops a source that no article has and of which the reader said nothing.
pub(super) fn drop_unused(transaction: &Transaction<'_>, source: i64) -> Result<(), Trouble> {
    let unused = format!(
        "DELETE FROM source WHERE id = ?1 AND merged IS NULL AND NOT {HAS_MARKS}
             AND NOT EXISTS (SELECT 1 FROM article_source WHERE source = ?1 OR found_as = ?1)"
    );
    transaction.prepare_cached(&unused)?.execute([source])?;
    Ok(())
}
