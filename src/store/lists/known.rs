//! What a dossier says of a source beside its claims: who it is, who is named like it, and what its claims come to.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::super::Store;
use super::super::error::{StoreError, Trouble};
use super::super::marks::ArticleKey;
use super::super::people::{Assessment, KnownSource, SourceFacts, SourceKey};
use super::super::row::number;
use super::sources::{ALIKE, LIKE_NAMES};

/// A source with what its claims come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Its number in the library.
    pub number: i64,
    /// What is known of it.
    pub source: KnownSource,
    /// The names of others that are named alike, and of whom the reader did not say that they are apart.
    pub alike: Vec<String>,
    /// How many of its claims have which verdict, the most first.
    pub verdicts: Vec<(Option<String>, usize)>,
    /// How many of its claims somebody else carried to the article.
    pub relayed: usize,
    /// Who carried them last, and how many, the most first.
    pub carriers: Vec<(String, usize)>,
}

impl Store {
    /// The number that a source of an article has across articles; none where the article is not known to have it.
    pub fn number_of_source(&self, article: ArticleKey, uid: &str) -> Result<Option<i64>, StoreError> {
        Ok(self.source_in(article, uid)?.map(|key| key.0))
    }

    /// The source with this number, or the one that it was merged into; none where there is none.
    pub fn known_source(&self, source: i64) -> Result<Option<Known>, StoreError> {
        let Some(found) = self.source(SourceKey(source))? else { return Ok(None) };
        let id = found.key.0;
        self.read(|connection| {
            let (relayed, carriers) = carriers(connection, id)?;
            let (alike, verdicts) = (alike(connection, id)?, verdicts(connection, id)?);
            Ok(Some(Known { number: id, source: found, alike, verdicts, relayed, carriers }))
        })
    }

    /// Changes what the reader says of the source with this number; one that is gone is left alone. The change says by whom
    /// and why a grade is given.
    pub fn say_of_source<'a>(
        &mut self,
        source: i64,
        change: impl FnOnce(&mut SourceFacts) -> Assessment<'a>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(known) = self.source(SourceKey(source))? else { return Ok(()) };
        let mut facts = known.facts;
        let assessment = change(&mut facts);
        self.save_source_facts(known.key, &facts, assessment, now)?;
        Ok(())
    }

    /// Every tag of claims and sources of articles, in the order of its letters, with how many documents have it.
    pub fn tags_of_documents(&self) -> Result<Vec<(String, usize)>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT tag, count(DISTINCT document) FROM (
                     SELECT tag, document FROM claim_tag JOIN claim_note ON claim_note.id = claim_tag.note
                         JOIN article ON article.id = claim_note.article
                     UNION SELECT tag, document FROM source_tag CROSS JOIN article_source USING (source)
                         JOIN article ON article.id = article_source.article WHERE article_source.rank IS NOT NULL)
                 GROUP BY tag ORDER BY tag",
            )?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, number(row, 1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// How many claims of an article's latest version have marks.
    pub fn noted_claims(&self, article: ArticleKey) -> Result<usize, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached("SELECT count(*) FROM claim_note WHERE article = ?1")?;
            Ok(query.query_row([article.0], |row| number(row, 0)).optional()?.unwrap_or(0))
        })
    }
}

fn alike(connection: &Connection, source: i64) -> Result<Vec<String>, Trouble> {
    let like: Vec<String> = LIKE_NAMES
        .iter()
        .map(|names| {
            format!("SELECT other.name FROM source JOIN source AS other ON {names} WHERE source.id = ?1 AND {ALIKE}")
        })
        .collect();
    let mut query = connection.prepare_cached(&format!("{} ORDER BY 1 LIMIT 12", like.join(" UNION ")))?;
    let names = query.query_map([source], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn verdicts(connection: &Connection, source: i64) -> Result<Vec<(Option<String>, usize)>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT verdict, count(*) FROM claim
             LEFT JOIN claim_note ON claim_note.article = claim.article AND claim_note.claim = claim.uid
         WHERE source = ?1 AND latest = 1 GROUP BY verdict ORDER BY verdict IS NULL, count(*) DESC, verdict",
    )?;
    let rows = query.query_map([source], |row| Ok((row.get(0)?, number(row, 1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many claims were carried by somebody else, and by whom last.
fn carriers(connection: &Connection, source: i64) -> Result<(usize, Vec<(String, usize)>), Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT via, count(*) FROM claim WHERE source = ?1 AND latest = 1 AND via <> '' GROUP BY via",
    )?;
    let mut rows = query.query([source])?;
    let mut carriers: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let via: String = row.get(0)?;
        *carriers.entry(via.lines().next_back().unwrap_or_default().to_owned()).or_default() += number(row, 1)?;
    }
    let relayed = carriers.values().sum();
    let mut carriers: Vec<(String, usize)> = carriers.into_iter().collect();
    carriers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    carriers.truncate(3);
    Ok((relayed, carriers))
}
