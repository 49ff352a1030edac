//! What was found in an article, kept beside it: its claims, and its sources with who they are across articles.
//!
//! Counts that a list shows (`document.claims`, `source.claims`, …) are those of latest versions. They are kept by taking
//! away what an article contributed before it changes and adding what it contributes afterwards, so that the work is that
//! of one article, however large the library is.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Transaction, params};
use sha2::{Digest, Sha256};

use crate::claims::{Anchor, Claim, ClaimId, Found, SourceId};

use super::article::{self, Registered, Visit};
use super::documents::title_key;
use super::error::Trouble;
use super::marks::{ArticleKey, DocumentKey};
use super::people::{self, Given, Taken};
use super::row::count;

/// Keeps the claims and sources of an article in place of what was kept. Says whether anything was another than before.
pub(super) fn save(
    transaction: &Transaction<'_>,
    article: ArticleKey,
    found: Found<'_>,
    now: Timestamp,
) -> Result<bool, Trouble> {
    let print = fingerprint(found);
    let same: bool = transaction
        .prepare_cached("SELECT found IS ?2 FROM article WHERE id = ?1")?
        .query_row(params![article.0, print], |row| row.get(0))?;
    if same {
        return Ok(false);
    }
    let (latest, day): (bool, String) = transaction
        .prepare_cached(
            "SELECT latest = article.id, day FROM article JOIN document ON document.id = document WHERE article.id = ?1",
        )?
        .query_row([article.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if latest {
        contribute(transaction, article, Sign::Taken)?;
    }
    let mut touched = people::of_article(transaction, article)?;
    transaction.prepare_cached("DELETE FROM claim WHERE article = ?1")?.execute([article.0])?;
    let people = people::save(transaction, article, found, now)?;
    let given = people::Given::load(transaction, article)?;
    let mut insert = transaction.prepare_cached(INSERT_CLAIM)?;
    for (rank, claim) in found.extraction.claims.iter().enumerate() {
        insert_claim(
            &mut insert,
            Kept { article, rank, claim, found, sources: &people.rows, given: &given, latest, day: &day },
        )?;
    }
    if latest {
        contribute(transaction, article, Sign::Given)?;
    }
    touched.extend(people::of_article(transaction, article)?);
    people::freshen(transaction, &touched)?;
    people::recount(transaction, &people.joined)?;
    touched.iter().try_for_each(|source| people::drop_unused(transaction, *source))?;
    transaction.prepare_cached("UPDATE article SET found = ?2 WHERE id = ?1")?.execute(params![article.0, print])?;
    recount(transaction, article)?;
    Ok(true)
}

const INSERT_CLAIM: &str =
    "INSERT INTO claim (article, uid, rank, kind, byte_start, byte_end, point_start, point_end, block, text,
        cue, lemma, stance, negated, speaker, via, confidence, latest, day, source, found_as, owner)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)";

/// One claim on its way into the library.
struct Kept<'a> {
    article: ArticleKey,
    rank: usize,
    claim: &'a Claim,
    found: Found<'a>,
    sources: &'a BTreeMap<SourceId, (i64, Taken)>,
    given: &'a Given,
    latest: bool,
    day: &'a str,
}

fn insert_claim(insert: &mut rusqlite::CachedStatement<'_>, kept: Kept<'_>) -> Result<(), Trouble> {
    let Kept { article, rank, claim, found, sources, given, latest, day } = kept;
    let text = &found.article.text;
    let uid = found.uids.claim(ClaimId(rank));
    let anchor = Anchor::of(found.article, claim.content, uid);
    let cue = claim.cue.as_ref();
    let name = |id: &SourceId| found.extraction.sources.get(id.0).map_or("", |source| source.name.as_str());
    let via: Vec<&str> = claim.via.iter().map(name).collect();
    let owner = claim.source.and_then(|source| sources.get(&source));
    let taken = given.of(&anchor.exact).or(owner.map(|(_, taken)| *taken));
    insert.execute(params![
        article.0,
        uid,
        count(rank),
        claim.kind.name(),
        count(anchor.bytes.start.0),
        count(anchor.bytes.end.0),
        count(anchor.points.start),
        count(anchor.points.end),
        count(anchor.block),
        anchor.exact,
        cue.map_or("", |cue| cue.span.of(text)),
        cue.map_or("", |cue| cue.lemma.as_ref()),
        cue.map_or("", |cue| cue.stance.name()),
        cue.is_some_and(|cue| cue.negated),
        claim.speaker.map_or("", |span| span.of(text)),
        via.join("\n"),
        f64::from(claim.confidence),
        latest,
        day,
        taken.map(|taken| taken.source),
        taken.map(|taken| taken.found_as),
        owner.map(|(row, _)| row),
    ])?;
    Ok(())
}

/// Makes `article` the latest version of its document, where it is another.
pub(super) fn make_latest(
    transaction: &Transaction<'_>,
    document: DocumentKey,
    article: ArticleKey,
) -> Result<(), Trouble> {
    let latest: i64 = transaction
        .prepare_cached("SELECT latest FROM document WHERE id = ?1")?
        .query_row([document.0], |row| row.get(0))?;
    if latest == article.0 {
        return Ok(());
    }
    let mut mark = transaction.prepare_cached("UPDATE claim SET latest = ?2 WHERE article = ?1")?;
    contribute(transaction, ArticleKey(latest), Sign::Taken)?;
    mark.execute(params![latest, false])?;
    let title: String = transaction
        .prepare_cached("SELECT title FROM article WHERE id = ?1")?
        .query_row([article.0], |row| row.get(0))?;
    transaction
        .prepare_cached("UPDATE document SET latest = ?2, title = ?3, title_key = ?4 WHERE id = ?1")?
        .execute(params![document.0, article.0, title, title_key(&title)])?;
    mark.execute(params![article.0, true])?;
    contribute(transaction, article, Sign::Given)?;
    for article in [ArticleKey(latest), article] {
        people::freshen(transaction, &people::of_article(transaction, article)?)?;
    }
    recount(transaction, article)
}

/// Whether what an article contributes to the counts of its sources is added to them or taken from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Given = 1,
    Taken = -1,
}

/// Adds an article that is to be read later, or recognises it, with what was found in it.
pub(super) fn add(transaction: &Transaction<'_>, found: Found<'_>, now: Timestamp) -> Result<Registered, Trouble> {
    let registered = article::register(transaction, found.article, Visit::Added, now)?;
    save(transaction, registered.article, found, now)?;
    Ok(registered)
}

/// Adds what the article contributes to the counts of its sources, or takes it from them.
pub(super) fn contribute(transaction: &Transaction<'_>, article: ArticleKey, sign: Sign) -> Result<(), Trouble> {
    let sign = sign as i64;
    transaction
        .prepare_cached(
            "UPDATE source SET claims = claims + ?2 * said.n
             FROM (SELECT source, count(*) AS n FROM claim WHERE article = ?1 AND source IS NOT NULL GROUP BY source) AS said
             WHERE id = said.source",
        )?
        .execute([article.0, sign])?;
    transaction
        .prepare_cached(
            "UPDATE source SET articles = articles + ?2
             WHERE id IN (SELECT source FROM article_source WHERE article = ?1 AND rank IS NOT NULL
                          UNION SELECT source FROM claim WHERE article = ?1)",
        )?
        .execute([article.0, sign])?;
    Ok(())
}

/// Counts the claims of the document of an article anew, where it is the latest version.
pub(super) fn recount(transaction: &Transaction<'_>, article: ArticleKey) -> Result<(), Trouble> {
    transaction
        .prepare_cached(
            "UPDATE document SET (claims, unchecked) = (
                 SELECT count(*), coalesce(sum(verdict IS NULL AND coalesce(status, '') NOT IN ('checked', 'published')), 0)
                 FROM claim LEFT JOIN claim_note ON claim_note.article = claim.article AND claim_note.claim = claim.uid
                 WHERE claim.article = ?1)
             WHERE latest = ?1",
        )?
        .execute([article.0])?;
    Ok(())
}

/// 16 hexadecimal digits that are others where anything that is kept is.
fn fingerprint(found: Found<'_>) -> String {
    let mut hash = Sha256::new();
    let mut part = |words: &str| {
        hash.update(words);
        hash.update([0]);
    };
    for (at, source) in found.extraction.sources.iter().enumerate() {
        part(found.uids.source(SourceId(at)));
        part(&source.name);
        part(&source.role);
        part(source.kind.name());
    }
    for (at, claim) in found.extraction.claims.iter().enumerate() {
        part(found.uids.claim(ClaimId(at)));
        part(claim.kind.name());
        let ids = claim.via.iter().map(|id| id.0.to_string());
        let cue = claim.cue.as_ref().map(|cue| format!("{:?}{}", cue.span, cue.lemma));
        part(&format!("{:?} {:?} {:?} {:?}", claim.source, claim.speaker, cue, ids.collect::<Vec<_>>()));
        part(&format!("{:?} {}", claim.content, claim.confidence));
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
