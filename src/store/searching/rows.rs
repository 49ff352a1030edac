//! The words that were indexed, and what they are of.

use rusqlite::{Connection, OptionalExtension, Row};

use super::candidates::Place;
use super::{HitArticle, HitSource};
use crate::claims::CodePoints;
use crate::span::Span;
use crate::store::error::Trouble;
use crate::store::marks::{ArticleKey, DocumentKey};
use crate::store::row::number;

/// Words, and what they are of.
pub struct Indexed {
    pub words: String,
    pub article: Option<HitArticle>,
    /// Whether the words are the article's, from the start of `article.at` on.
    pub is_of_text: bool,
    pub claim: Option<String>,
    pub source: Option<HitSource>,
    /// What it is worth beside its words.
    pub weight: f64,
}

/// An old version of an article is worth less than any latest one that is as close.
const OLD_VERSION: f64 = -10.0;

/// A hit in the text is opened at its place, one in the title alone is not.
const TITLE_ONLY: f64 = -1.0;

/// The row of a place; none where there is none, which only a damaged index names.
pub fn row(connection: &Connection, place: Place) -> Result<Option<Indexed>, Trouble> {
    match place {
        Place::Text(row) => text(connection, row),
        Place::Claim(row) => claim(connection, row),
        Place::ClaimNote(row) => claim_note(connection, row),
        Place::SourceNote(row) => source(connection, row, "SELECT said_all FROM source WHERE id = ?1"),
        Place::Source(row) => source(connection, row, "SELECT called_all FROM source WHERE id = ?1"),
        Place::Title(row) => title(connection, row),
    }
}

fn text(connection: &Connection, row: i64) -> Result<Option<Indexed>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT 0, 0, document.id, article.id, hash, latest = article.id, document.title, outlet, day, 0, 0, 0, text
         FROM article JOIN article_text ON article_text.article = article.id JOIN document ON document.id = document
         WHERE article.id = ?1",
    )?;
    let found = query.query_row([row], |row| {
        let article = article(row)?;
        let weight = if article.is_latest { 0.0 } else { OLD_VERSION };
        let words = row.get(12)?;
        Ok(Indexed { words, article: Some(article), is_of_text: true, claim: None, source: None, weight })
    });
    Ok(found.optional()?)
}

/// The article in the first columns: where in it, then what it is, then where again.
fn article(row: &Row<'_>) -> rusqlite::Result<HitArticle> {
    Ok(HitArticle {
        at: Span::new(number(row, 0)?, number(row, 1)?),
        document: DocumentKey(row.get(2)?),
        key: ArticleKey(row.get(3)?),
        hash: row.get(4)?,
        is_latest: row.get(5)?,
        title: row.get(6)?,
        outlet: row.get(7)?,
        day: row.get(8)?,
        points: CodePoints { start: number(row, 9)?, end: number(row, 10)? },
        paragraph: number(row, 11)? + 1,
    })
}

fn claim(connection: &Connection, row: i64) -> Result<Option<Indexed>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT byte_start, byte_end, document.id, article.id, hash, document.latest = article.id, document.title, outlet,
                document.day, point_start, point_end, block, claim.text, claim.uid, source.id, source.uid, source.name
         FROM claim JOIN article ON article.id = claim.article JOIN document ON document.id = document
              LEFT JOIN source ON source.id = claim.source
         WHERE claim.id = ?1",
    )?;
    let found = query.query_row([row], |row| {
        Ok(Indexed {
            article: Some(article(row)?),
            words: row.get(12)?,
            is_of_text: true,
            claim: row.get(13)?,
            source: hit_source(row)?,
            weight: 0.0,
        })
    });
    Ok(found.optional()?)
}

fn claim_note(connection: &Connection, row: i64) -> Result<Option<Indexed>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT claim_note.byte_start, claim_note.byte_end, document.id, article.id, hash, document.latest = article.id,
                document.title, outlet, document.day, claim_note.point_start, claim_note.point_end, claim_note.block,
                claim_note.said_all, claim_note.claim, source.id, source.uid, source.name
         FROM claim_note JOIN article ON article.id = claim_note.article JOIN document ON document.id = document
              LEFT JOIN claim ON claim.article = claim_note.article AND claim.uid = claim_note.claim
              LEFT JOIN source ON source.id = claim.source
         WHERE claim_note.id = ?1",
    )?;
    let found = query.query_row([row], |row| {
        Ok(Indexed {
            article: Some(article(row)?),
            words: row.get(12)?,
            is_of_text: false,
            claim: row.get(13)?,
            source: hit_source(row)?,
            weight: 0.0,
        })
    });
    Ok(found.optional()?)
}

/// The source in the columns behind the claim's uid; none where there is none.
fn hit_source(row: &Row<'_>) -> rusqlite::Result<Option<HitSource>> {
    let Some(number) = row.get(14)? else { return Ok(None) };
    Ok(Some(HitSource { number, uid: row.get(15)?, name: row.get(16)? }))
}

/// The title of an article, which its text need not hold.
fn title(connection: &Connection, row: i64) -> Result<Option<Indexed>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT 0, 0, document.id, article.id, hash, 1, document.title, outlet, day, 0, 0, 0
         FROM document JOIN article ON article.id = latest WHERE document.id = ?1",
    )?;
    let found = query.query_row([row], |row| {
        let article = article(row)?;
        let words = article.title.clone();
        let (claim, source) = (None, None);
        Ok(Indexed { words, article: Some(article), is_of_text: false, claim, source, weight: TITLE_ONLY })
    });
    Ok(found.optional()?)
}

/// Words of a source, which `words` reads. Who was joined to another source is that one.
fn source(connection: &Connection, row: i64, words: &str) -> Result<Option<Indexed>, Trouble> {
    let said: Option<String> = connection.prepare_cached(words)?.query_row([row], |row| row.get(0)).optional()?;
    let Some(words) = said else { return Ok(None) };
    let mut query = connection.prepare_cached(
        "SELECT uid, name, claims, id FROM source WHERE id = (SELECT coalesce(merged, id) FROM source WHERE id = ?1)",
    )?;
    let found = query.query_row([row], |row| {
        let claims: i64 = row.get(2)?;
        // Who said more is more likely meant.
        let weight = (1.0 + claims as f64).ln() / 10.0;
        let source = HitSource { number: row.get(3)?, uid: row.get(0)?, name: row.get(1)? };
        Ok(Indexed { words, article: None, is_of_text: false, claim: None, source: Some(source), weight })
    });
    Ok(found.optional()?)
}
