//! Who the sources of articles are, across articles.
//!
//! `join` is the rule by which a source of an article is a known one, over the keys of its name (`keys`); this file keeps
//! what an article has. `edits` is what the reader says of who is who (merge, split, rename, …), to be taken back and made
//! again; `alike` finds whom to ask about. `facts` is what is said of a source, `list` all of them, `dossier` one with all
//! that it said, in `wordings` that may differ; `repeats` finds these for some of it.
//!
//! Everywhere the source of a row is the one that its `found_as` was merged into, or `found_as` itself: what merges and
//! what takes back changes nothing else. What articles say of a source (`by` = 'text') is kept with `found_as`.

mod alike;
mod api;
mod dossier;
mod edits;
pub(super) mod facts;
mod given;
mod join;
pub(super) mod keys;
mod list;
mod repeats;
mod wordings;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::claims::{Found, NameKey, Source, SourceId};

use super::error::Trouble;
use super::marks::ArticleKey;
use super::row::count;

pub use alike::{Likeness, LookAlike, LookAlikes};
pub use dossier::{ClaimOf, Dossier, DossierQuery, Opposed, OverTime, Tally, Wording};
pub use edits::{SourceEdit, SplitOff};
pub use facts::{Alias, Assessment, KnownSource, Link, Naming, Role, SourceFacts, SourceKey, StatedRole};
pub(super) use given::Given;
pub(super) use join::{Taken, find};
pub(super) use keys::Called;
pub use list::{Rated, SourceFilter, SourceQuery, SourceRow, SourceSort};

/// Whether a row of `source` says anything that the reader said. For the `WHERE` of a query on `source`.
const HAS_MARKS: &str = "(note <> '' OR naming <> '' OR reason <> '' OR country <> '' OR contact <> ''
     OR EXISTS (SELECT 1 FROM source_tag WHERE source_tag.source = source.id)
     OR EXISTS (SELECT 1 FROM source_rating WHERE source_rating.source = source.id)
     OR EXISTS (SELECT 1 FROM source_link WHERE source_link.source = source.id)
     OR EXISTS (SELECT 1 FROM source_alias WHERE source_alias.source = source.id AND by = 'reader')
     OR EXISTS (SELECT 1 FROM source_role WHERE source_role.source = source.id AND by = 'reader')
     OR EXISTS (SELECT 1 FROM source_apart WHERE one = source.id OR other = source.id)
     OR EXISTS (SELECT 1 FROM source_given WHERE source_given.source = source.id)
     OR EXISTS (SELECT 1 FROM source AS part WHERE part.merged = source.id))";

/// Who the sources of an article are.
pub(super) struct Kept {
    /// The row of each in `article_source`, and whom it is taken for.
    pub rows: BTreeMap<SourceId, (i64, Taken)>,
    /// Those into whom others were merged on the way: they are to be counted anew.
    pub joined: Vec<i64>,
}

/// Keeps the sources of an article, and tells which row of `source` each of them is.
pub(super) fn save(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    found: Found<'_>,
    now: Timestamp,
) -> Result<Kept, Trouble> {
    let before = called_in(transaction, article)?;
    transaction.prepare_cached("UPDATE article_source SET rank = NULL WHERE article = ?1")?.execute([article.0])?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO article_source (article, uid, rank, name, role, kind, found_as, source)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id",
    )?;
    let mut versions = OtherVersions::load(transaction, article)?;
    let mut kept = Kept { rows: BTreeMap::new(), joined: Vec::new() };
    for (at, source) in found.extraction.sources.iter().enumerate() {
        let uid = found.uids.source(SourceId(at));
        let (row, taken) = match seen_again(transaction, article, uid, (at, source))? {
            Some((row, taken)) => {
                let known = told_late(transaction, taken, source)?;
                kept.joined.extend(Some(known.source).filter(|source| *source != taken.source));
                (row, known)
            }
            None => {
                let taken = match versions.take(source) {
                    Some(taken) => taken,
                    None => find_or_create(transaction, source, now)?,
                };
                let values = (article.0, uid, count(at), &source.name, &source.role, source.kind.name());
                let (article, uid, rank, name, role, kind) = values;
                let values = params![article, uid, rank, name, role, kind, taken.found_as, taken.source];
                (insert.query_row(values, |row| row.get(0))?, taken)
            }
        };
        learn(transaction, taken.found_as, source)?;
        kept.rows.insert(SourceId(at), (row, taken));
    }
    forget_vanished(transaction, article)?;
    let after = called_in(transaction, article)?;
    before.difference(&after).try_for_each(|called| unlearn(transaction, called))?;
    Ok(kept)
}

/// A source as an article calls it: the row that it was taken for, its name and its office.
pub(super) type CalledIn = (i64, String, String);

/// What an article calls its sources.
pub(super) fn called_in(connection: &Connection, article: ArticleKey) -> Result<BTreeSet<CalledIn>, Trouble> {
    let query = "SELECT found_as, name, role FROM article_source WHERE article = ?1";
    let called = facts::rows(connection, query, article.0, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(called.into_iter().collect())
}

/// Forgets a name and an office that no article gives a source any more.
pub(super) fn unlearn(transaction: &Transaction<'_>, (source, name, role): &CalledIn) -> Result<(), Trouble> {
    transaction
        .prepare_cached(
            "DELETE FROM source_alias WHERE source = ?1 AND name = ?2 AND by = 'text'
                 AND NOT EXISTS (SELECT 1 FROM article_source WHERE found_as = ?1 AND name = ?2)",
        )?
        .execute(params![source, name])?;
    transaction
        .prepare_cached(
            "DELETE FROM source_role WHERE source = ?1 AND role = ?2 AND by = 'text'
                 AND NOT EXISTS (SELECT 1 FROM article_source WHERE found_as = ?1 AND role = ?2)",
        )?
        .execute(params![source, role])?;
    Ok(())
}

fn find_or_create(transaction: &Transaction<'_>, source: &Source, now: Timestamp) -> Result<Taken, Trouble> {
    if let Some(taken) = find(transaction, source, None)? {
        return Ok(taken);
    }
    let called = Called { name: &source.name, kind: source.kind.name(), role: &source.role };
    let row = create(transaction, called, now)?;
    Ok(Taken { found_as: row, source: row })
}

/// A source that the article was found to have before.
fn seen_again(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    uid: &str,
    (at, source): (usize, &Source),
) -> Result<Option<(i64, Taken)>, Trouble> {
    let mut known = transaction.prepare_cached(
        "UPDATE article_source SET (rank, name, role, kind) = (?3, ?4, ?5, ?6)
         WHERE article = ?1 AND uid = ?2 RETURNING id, found_as, source",
    )?;
    let values = params![article.0, uid, count(at), source.name, source.role, source.kind.name()];
    let seen = known.query_row(values, |row| Ok((row.get(0)?, Taken { found_as: row.get(1)?, source: row.get(2)? })));
    Ok(seen.optional()?)
}

/// Libraries of before did not keep what a source is: where that is told now, it may turn out to be a known one.
fn told_late(transaction: &Transaction<'_>, taken: Taken, source: &Source) -> Result<Taken, Trouble> {
    let unknown = "SELECT EXISTS (SELECT 1 FROM source WHERE id = ?1 AND kind = '' AND merged IS NULL)
                      AND NOT EXISTS (SELECT 1 FROM source WHERE merged = ?1)";
    let unknown: bool = transaction.prepare_cached(unknown)?.query_row([taken.found_as], |row| row.get(0))?;
    let known = if unknown { find(transaction, source, Some(taken.source))? } else { None };
    let Some(known) = known else { return Ok(taken) };
    transaction
        .prepare_cached("UPDATE source SET (merged, claims, articles, last_day) = (?2, 0, 0, '') WHERE id = ?1")?
        .execute([taken.found_as, known.source])?;
    for table in ["article_source", "claim"] {
        let moved = format!("UPDATE {table} SET source = ?2 WHERE source = ?1");
        transaction.prepare_cached(&moved)?.execute([taken.found_as, known.source])?;
    }
    Ok(Taken { source: known.source, ..taken })
}

/// Who the sources of the other versions of an article are: what the reader said of them holds in this one.
struct OtherVersions(Vec<(String, String, String, Taken)>);

impl OtherVersions {
    fn load(connection: &Connection, article: ArticleKey) -> Result<OtherVersions, Trouble> {
        let query = "SELECT name, role, article_source.kind, found_as, source
                     FROM article AS this JOIN article ON article.document = this.document AND article.id <> this.id
                     JOIN article_source ON article_source.article = article.id
                     WHERE this.id = ?1 ORDER BY article.id DESC, rank IS NULL, rank";
        let found = facts::rows(connection, query, article.0, |row| {
            let taken = Taken { found_as: row.get(3)?, source: row.get(4)? };
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?, taken))
        })?;
        let keyed = found.into_iter().map(|(name, role, kind, taken)| (NameKey::of(&name).key, role, kind, taken));
        Ok(OtherVersions(keyed.collect()))
    }

    /// The one of this name and kind, of this office if several are; each once.
    fn take(&mut self, source: &Source) -> Option<Taken> {
        let key = NameKey::of(&source.name).key;
        let is_it = |(name, _, kind, _): &(String, String, String, Taken)| *name == key && kind == source.kind.name();
        let by_office = self.0.iter().find(|one| is_it(one) && one.1 == source.role);
        let taken = by_office.or_else(|| self.0.iter().find(|one| is_it(one))).map(|one| one.3)?;
        self.0.retain(|one| one.3.found_as != taken.found_as);
        Some(taken)
    }
}

/// A new source across articles.
pub(super) fn create(transaction: &Transaction<'_>, called: Called<'_>, now: Timestamp) -> Result<i64, Trouble> {
    let keys::Keys { name: key, sort } = keys::Keys::of(called);
    let mut insert = transaction.prepare_cached(
        "INSERT INTO source (uid, name, name_key, sound, family, given, sort, kind, created, changed)
         VALUES (lower(hex(randomblob(8))), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8) RETURNING id",
    )?;
    let Called { name, kind, .. } = called;
    let values = params![name, key.key, key.sound, key.family, key.given, sort, kind, now.as_millisecond()];
    Ok(insert.query_row(values, |row| row.get(0))?)
}

/// Adds what an article says of a source to what is known of it.
fn learn(transaction: &Transaction<'_>, row: i64, source: &Source) -> Result<(), Trouble> {
    let told = transaction
        .prepare_cached("UPDATE source SET kind = ?2 WHERE id = ?1 AND kind = ''")?
        .execute(params![row, source.kind.name()])?;
    if told > 0 {
        let name: String = transaction.query_row("SELECT name FROM source WHERE id = ?1", [row], |row| row.get(0))?;
        keys::write(transaction, row, Called { name: &name, kind: source.kind.name(), role: &source.role })?;
    }
    learn_name(transaction, row, &source.name)?;
    if !source.role.is_empty() {
        transaction
            .prepare_cached(
                "INSERT INTO source_role (source, role, by) SELECT ?1, ?2, 'text'
                 WHERE NOT EXISTS (SELECT 1 FROM source_role WHERE source = ?1 AND role = ?2 AND by = 'text')",
            )?
            .execute(params![row, source.role])?;
    }
    Ok(())
}

/// Another name is kept where the source is not found by its own in its stead.
fn learn_name(transaction: &Transaction<'_>, row: i64, name: &str) -> Result<(), Trouble> {
    transaction
        .prepare_cached(
            "INSERT INTO source_alias (source, name, name_key, by)
             SELECT id, ?2, ?3, 'text' FROM source WHERE id = ?1 AND name_key <> ?3 ON CONFLICT DO NOTHING",
        )?
        .execute(params![row, name, NameKey::of(name).key])?;
    Ok(())
}

/// Learns anew what articles say of a source, after some of them were given to another.
pub(super) fn learn_again(transaction: &Transaction<'_>, row: i64) -> Result<(), Trouble> {
    let delete = "DELETE FROM source_alias WHERE source = ?1 AND by = 'text'";
    transaction.prepare_cached(delete)?.execute([row])?;
    let delete = "DELETE FROM source_role WHERE source = ?1 AND by = 'text'";
    transaction.prepare_cached(delete)?.execute([row])?;
    transaction
        .prepare_cached(
            "INSERT INTO source_role (source, role, by)
             SELECT DISTINCT found_as, role, 'text' FROM article_source WHERE found_as = ?1 AND role <> ''",
        )?
        .execute([row])?;
    let names: Vec<String> =
        facts::rows(transaction, "SELECT DISTINCT name FROM article_source WHERE found_as = ?1", row, |row| {
            row.get(0)
        })?;
    names.iter().try_for_each(|name| learn_name(transaction, row, name))
}

/// Drops the sources of an article that are not there any more, unless the reader said something of them.
fn forget_vanished(transaction: &Transaction<'_>, article: ArticleKey) -> Result<(), Trouble> {
    let vanished = format!(
        "DELETE FROM article_source WHERE article = ?1 AND rank IS NULL
             AND NOT EXISTS (SELECT 1 FROM source WHERE id = article_source.source AND {HAS_MARKS})
         RETURNING source, found_as"
    );
    let gone = facts::rows(transaction, &vanished, article.0, |row| Ok([row.get::<_, i64>(0)?, row.get(1)?]))?;
    for source in gone.into_iter().flatten() {
        drop_unused(transaction, source)?;
    }
    Ok(())
}

/// Drops a source that no article has and of which the reader said nothing.
pub(super) fn drop_unused(transaction: &Transaction<'_>, source: i64) -> Result<(), Trouble> {
    let unused = format!(
        "DELETE FROM source WHERE id = ?1 AND merged IS NULL AND NOT {HAS_MARKS}
             AND NOT EXISTS (SELECT 1 FROM article_source WHERE article_source.source = ?1 OR found_as = ?1)
             AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.source = ?1)"
    );
    transaction.prepare_cached(&unused)?.execute([source])?;
    Ok(())
}

/// The sources that an article counts for.
pub(super) fn of_article(connection: &Connection, article: ArticleKey) -> Result<Vec<i64>, Trouble> {
    let query = "SELECT source FROM article_source WHERE article = ?1
                 UNION SELECT source FROM claim WHERE article = ?1 AND source IS NOT NULL";
    facts::rows(connection, query, article.0, |row| row.get(0))
}

/// Looks up anew on which day these sources spoke last.
pub(super) fn freshen(transaction: &Transaction<'_>, sources: &[i64]) -> Result<(), Trouble> {
    let mut last = transaction.prepare_cached(
        "UPDATE source SET last_day =
             coalesce((SELECT max(day) FROM claim WHERE claim.source = source.id AND latest = 1), '') WHERE id = ?1",
    )?;
    sources.iter().try_for_each(|source| Ok(last.execute([source]).map(drop)?))
}

/// Counts anew what these sources said, and where.
pub(super) fn recount(transaction: &Transaction<'_>, sources: &[i64]) -> Result<(), Trouble> {
    let mut recount = transaction.prepare_cached(
        "UPDATE source SET
             claims = (SELECT count(*) FROM claim WHERE claim.source = source.id AND latest = 1),
             articles = (SELECT count(*) FROM (
                 SELECT article FROM article_source JOIN document ON latest = article
                 WHERE article_source.source = source.id AND rank IS NOT NULL
                 UNION SELECT article FROM claim WHERE claim.source = source.id AND latest = 1))
         WHERE id = ?1",
    )?;
    sources.iter().try_for_each(|source| recount.execute([source]).map(drop))?;
    freshen(transaction, sources)
}
