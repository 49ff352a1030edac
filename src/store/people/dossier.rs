//! What a source said, over time: a page of its claims, each with where it was said, through whom, what the reader says of
//! it, what contradicts it and where the same is quoted in other words; and what all of them come to.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};

use crate::claims::ClaimKind;

use super::super::error::Trouble;
use super::super::marks::{ArticleKey, Credibility, DocumentKey, Status};
use super::super::row::{count, number, word};
use super::alike::{self, Likeness};
use super::facts::{self, KnownSource, SourceKey};
use super::list::{SourceRow, one};
use super::wordings::{Print, Wanted};

/// Which claims of a source are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierQuery {
    /// Those of this day (month, year) or later.
    pub since: String,
    /// Which come first.
    pub order: OverTime,
    /// Behind this claim: its day and number.
    pub after: Option<(String, i64)>,
    /// How many at most.
    pub limit: usize,
}

impl Default for DossierQuery {
    fn default() -> DossierQuery {
        DossierQuery { since: String::new(), order: OverTime::default(), after: None, limit: 50 }
    }
}

/// Which claims come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OverTime {
    /// Those of the last day.
    #[default]
    NewestFirst,
    /// Those of the first day.
    OldestFirst,
}

/// A source with a page of what it said.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// Who it is, and what is said of it.
    pub source: KnownSource,
    /// Who may be it as well.
    pub alike: Vec<(SourceRow, Likeness)>,
    /// What all its claims come to.
    pub tally: Tally,
    /// The page.
    pub claims: Vec<ClaimOf>,
    /// Whether there are claims behind the page.
    pub more: bool,
}

/// What the claims of a source come to. Lists have the most first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Claims of latest versions.
    pub claims: usize,
    /// Those that are quoted word by word, whole or in part.
    pub quoted: usize,
    /// Those that somebody else carried to the article.
    pub relayed: usize,
    /// Who carried them, the one that is nearest to the article, and how many.
    pub carriers: Vec<(String, usize)>,
    /// How many have which verdict; without one under `None`.
    pub verdicts: Vec<(Option<String>, usize)>,
    /// Who published how many; those of unknown outlets under the empty name.
    pub outlets: Vec<(String, usize)>,
}

/// A claim of a source.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimOf {
    /// Its number in the library; with the day, its place.
    pub number: i64,
    /// `YYYY-MM-DD`: the article's day.
    pub day: String,
    /// When it was said (ISO 8601), where the reader said that it was another day.
    pub said: String,
    /// The text that it is in.
    pub article: ArticleKey,
    /// The article.
    pub document: DocumentKey,
    /// Its uid in the text.
    pub uid: String,
    /// The article's title.
    pub title: String,
    /// Who published it; empty where that is not known.
    pub outlet: String,
    /// How the words are given.
    pub kind: ClaimKind,
    /// The words.
    pub text: String,
    /// The words that report; empty where there are none.
    pub cue: String,
    /// The dictionary form of them.
    pub lemma: String,
    /// What they say of the claim: a name of [`crate::claims::Stance`].
    pub stance: String,
    /// Whether they are denied.
    pub negated: bool,
    /// The words that say who speaks.
    pub speaker: String,
    /// Who carried the words, the nearest to the article last.
    pub via: Vec<String>,
    /// The id of a verdict.
    pub verdict: Option<String>,
    /// How credible the reader thinks it is.
    pub credibility: Option<Credibility>,
    /// How far checking has come.
    pub status: Option<Status>,
    /// The reader's words.
    pub note: String,
    /// What contradicts it, as the reader said.
    pub contradictions: Vec<Opposed>,
    /// Where the same is quoted in other articles: the likest first, at most so many as a screen shows.
    pub wordings: Vec<Wording>,
    /// In how many other articles that is.
    pub repeated: usize,
}

/// How many wordings come with a claim.
pub const WORDINGS: usize = 5;

/// A claim that contradicts another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opposed {
    /// Who says it; empty where that is not known.
    pub source: String,
    /// The day of its article.
    pub day: String,
    /// Who published it.
    pub outlet: String,
    /// Its uid.
    pub uid: String,
    /// Its words.
    pub text: String,
    /// What the reader says of the two.
    pub note: String,
}

/// The same words in another article. `diff::words` says in what they differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The claim's number in the library.
    pub number: i64,
    /// Its uid.
    pub uid: String,
    /// Its article.
    pub document: DocumentKey,
    /// The article's day.
    pub day: String,
    /// Who published it.
    pub outlet: String,
    /// Who says it there: the source itself, or who carried the words elsewhere.
    pub source: String,
    /// Its words.
    pub text: String,
    /// How many of a hundred words are the same.
    pub shared: usize,
}

/// A source with a page of what it said; none where there is none.
pub(super) fn load(connection: &Connection, key: SourceKey, query: &DossierQuery) -> Result<Option<Dossier>, Trouble> {
    let Some(source) = facts::load(connection, key)? else { return Ok(None) };
    let row = source.key.0;
    let mut claims = page(connection, row, query)?;
    let more = claims.len() > query.limit;
    claims.truncate(query.limit);
    for claim in &mut claims {
        claim.contradictions = contradictions(connection, claim)?;
    }
    align(connection, row, &mut claims)?;
    let mut alike = Vec::new();
    for (other, likeness) in alike::of(connection, row)? {
        alike.push((one(connection, other)?, likeness));
    }
    Ok(Some(Dossier { tally: tally(connection, row)?, source, alike, claims, more }))
}

/// A claim with what the reader says of it, for [`claim`] to read.
pub(super) const CLAIM: &str =
    "SELECT claim.id, claim.day, claim.article, document.id, claim.uid, document.title, document.outlet, claim.kind,
            claim.text, claim.cue, claim.lemma, claim.stance, claim.negated, claim.speaker, claim.via,
            verdict, credibility, status, coalesce(claim_note.note, ''), coalesce(said, '')
     FROM claim JOIN article ON article.id = claim.article JOIN document ON document.id = article.document
         LEFT JOIN claim_note ON claim_note.article = claim.article AND claim_note.claim = claim.uid";

/// One claim more than are wanted, so that it is known whether there are more.
fn page(connection: &Connection, source: i64, query: &DossierQuery) -> Result<Vec<ClaimOf>, Trouble> {
    let (order, beyond) = match query.order {
        OverTime::NewestFirst => ("DESC", "<"),
        OverTime::OldestFirst => ("ASC", ">"),
    };
    let text = format!(
        "{CLAIM} WHERE claim.source = ?1 AND claim.latest = 1 AND claim.day >= ?2
             AND (?3 IS NULL OR (claim.day, claim.id) {beyond} (?3, ?4))
         ORDER BY claim.day {order}, claim.id {order} LIMIT ?5"
    );
    let (day, id) = query.after.clone().map_or((None, 0), |(day, id)| (Some(day), id));
    let mut statement = connection.prepare_cached(&text)?;
    let found =
        statement.query_map(params![source, query.since, day, id, count(query.limit).saturating_add(1)], claim)?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(super) fn claim(row: &Row<'_>) -> rusqlite::Result<ClaimOf> {
    let credibility: Option<u8> = row.get(16)?;
    Ok(ClaimOf {
        number: row.get(0)?,
        day: row.get(1)?,
        article: ArticleKey(row.get(2)?),
        document: DocumentKey(row.get(3)?),
        uid: row.get(4)?,
        title: row.get(5)?,
        outlet: row.get(6)?,
        kind: ClaimKind::from_name(&row.get::<_, String>(7)?).unwrap_or(ClaimKind::Indirect),
        text: row.get(8)?,
        cue: row.get(9)?,
        lemma: row.get(10)?,
        stance: row.get(11)?,
        negated: row.get(12)?,
        speaker: row.get(13)?,
        via: row.get::<_, String>(14)?.lines().map(str::to_owned).collect(),
        verdict: row.get(15)?,
        credibility: credibility.and_then(Credibility::new),
        status: word(row, 17, Status::from_name)?,
        note: row.get(18)?,
        said: row.get(19)?,
        contradictions: Vec::new(),
        wordings: Vec::new(),
        repeated: 0,
    })
}

fn contradictions(connection: &Connection, claim: &ClaimOf) -> Result<Vec<Opposed>, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT coalesce(source.name, ''), document.day, document.outlet, claim_note.claim, claim_note.exact, opposed.note
         FROM claim_note AS own
         JOIN (SELECT one, other, note FROM contradiction UNION ALL SELECT other, one, note FROM contradiction) AS opposed
             ON opposed.one = own.id
         JOIN claim_note ON claim_note.id = opposed.other
         JOIN article ON article.id = claim_note.article JOIN document ON document.id = article.document
         LEFT JOIN claim ON claim.article = claim_note.article AND claim.uid = claim_note.claim
         LEFT JOIN source ON source.id = claim.source
         WHERE own.article = ?1 AND own.claim = ?2 ORDER BY document.day, claim_note.id",
    )?;
    let found = query.query_map(params![claim.article.0, claim.uid], |row| {
        Ok(Opposed {
            source: row.get(0)?,
            day: row.get(1)?,
            outlet: row.get(2)?,
            uid: row.get(3)?,
            text: row.get(4)?,
            note: row.get(5)?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Among how many claims before a page, and how many behind it, its wordings are looked for: a quotation is repeated within
/// days or weeks, and who speaks daily says as much as this in a year.
const NEAR: usize = 1_000;

/// Claims of a source before a place, the nearest first, and from it on.
const BEFORE: &str = "SELECT id, text FROM claim WHERE source = ?1 AND latest = 1 AND (day, id) < (?2, ?3)
    ORDER BY day DESC, id DESC LIMIT ?4";
const FROM_ON: &str = "SELECT id, text FROM claim WHERE source = ?1 AND latest = 1 AND (day, id) >= (?2, ?3)
    ORDER BY day, id LIMIT ?4";

/// Finds where the claims of a page are quoted in other articles: by the source itself, or by who carried its words.
pub(super) fn align(connection: &Connection, source: i64, claims: &mut [ClaimOf]) -> Result<(), Trouble> {
    let prints: Vec<Print> = claims.iter().map(|claim| Print::of(&claim.text)).collect();
    let wanted = Wanted::of(&prints);
    let place = |claim: &ClaimOf| (claim.day.clone(), claim.number);
    let (Some(first), Some(last)) = (claims.iter().map(place).min(), claims.iter().map(place).max()) else {
        return Ok(());
    };
    let mut speakers = carriers_of(connection, claims)?;
    speakers.retain(|carrier| *carrier != source);
    speakers.push(source);
    let mut found: Vec<Vec<(usize, i64)>> = vec![Vec::new(); claims.len()];
    for speaker in speakers {
        let inside = between(connection, speaker, &first, &last)?.min(claims.len().max(4 * NEAR));
        for (query, most) in [(BEFORE, NEAR), (FROM_ON, inside + NEAR)] {
            let mut query = connection.prepare_cached(query)?;
            let mut rows = query.query(params![speaker, first.0, first.1, count(most)])?;
            while let Some(row) = rows.next()? {
                let print = Print::of(row.get_ref(1)?.as_str().unwrap_or_default());
                for (at, shared) in wanted.like(&print) {
                    found[at].push((shared, row.get(0)?));
                }
            }
        }
    }
    for (claim, mut found) in claims.iter_mut().zip(found) {
        found.sort_unstable_by_key(|(shared, id)| (std::cmp::Reverse(*shared), *id));
        settle(connection, claim, &found)?;
    }
    Ok(())
}

/// How many claims of a source lie from one place to another.
fn between(
    connection: &Connection,
    source: i64,
    first: &(String, i64),
    last: &(String, i64),
) -> Result<usize, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT count(*) FROM claim
         WHERE source = ?1 AND latest = 1 AND (day, id) >= (?2, ?3) AND (day, id) <= (?4, ?5)",
    )?;
    Ok(query.query_row(params![source, first.0, first.1, last.0, last.1], |row| number(row, 0))?)
}

/// Adds the wordings to a claim: the likest of each other article.
fn settle(connection: &Connection, claim: &mut ClaimOf, found: &[(usize, i64)]) -> Result<(), Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT claim.uid, document.id, claim.day, outlet, coalesce(source.name, ''), claim.text
         FROM claim JOIN article ON article.id = claim.article JOIN document ON document.id = document
             LEFT JOIN source ON source.id = source WHERE claim.id = ?1",
    )?;
    let mut seen = vec![claim.document];
    for &(shared, number) in found.iter().filter(|(_, number)| *number != claim.number) {
        let wording = query.query_row([number], |row| {
            Ok(Wording {
                number,
                uid: row.get(0)?,
                document: DocumentKey(row.get(1)?),
                day: row.get(2)?,
                outlet: row.get(3)?,
                source: row.get(4)?,
                text: row.get(5)?,
                shared,
            })
        })?;
        if seen.contains(&wording.document) {
            continue;
        }
        seen.push(wording.document);
        claim.repeated += 1;
        if claim.wordings.len() < WORDINGS {
            claim.wordings.push(wording);
        }
    }
    Ok(())
}

/// Who carried the claims of a page.
fn carriers_of(connection: &Connection, claims: &[ClaimOf]) -> Result<Vec<i64>, Trouble> {
    let mut query = connection.prepare_cached("SELECT source FROM article_source WHERE article = ?1 AND name = ?2")?;
    let mut carriers = Vec::new();
    for claim in claims {
        for name in &claim.via {
            let found = query.query_map(params![claim.article.0, name], |row| row.get::<_, i64>(0))?;
            for carrier in found {
                carriers.push(carrier?);
            }
        }
    }
    carriers.sort_unstable();
    carriers.dedup();
    Ok(carriers)
}

/// What all claims of a source come to. They are read from indexes alone, row by row: there may be ten thousand.
fn tally(connection: &Connection, source: i64) -> Result<Tally, Trouble> {
    let mut query = connection.prepare_cached(
        "SELECT claim.via, document.outlet, claim_note.verdict, claim.kind
         FROM claim JOIN article INDEXED BY article_with_document ON article.id = claim.article
             JOIN document INDEXED BY document_with_outlet ON document.id = article.document
             LEFT JOIN claim_note ON claim_note.article = claim.article AND claim_note.claim = claim.uid
         WHERE claim.source = ?1 AND claim.latest = 1",
    )?;
    let mut rows = query.query([source])?;
    let mut tally = Tally::default();
    let (mut carriers, mut verdicts, mut outlets) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut unchecked = 0;
    while let Some(row) = rows.next()? {
        tally.claims += 1;
        tally.quoted += usize::from(text(row, 3)?.unwrap_or_default() != ClaimKind::Indirect.name());
        if let Some(carrier) = text(row, 0)?.and_then(|via| via.lines().last()) {
            tally.relayed += 1;
            add(&mut carriers, carrier);
        }
        match text(row, 2)? {
            Some(verdict) => add(&mut verdicts, verdict),
            None => unchecked += 1,
        }
        add(&mut outlets, text(row, 1)?.unwrap_or_default());
    }
    let verdicts = verdicts.into_iter().map(|(verdict, n)| (Some(verdict), n));
    let verdicts = (unchecked > 0).then_some((None, unchecked)).into_iter().chain(verdicts).collect();
    (tally.carriers, tally.verdicts, tally.outlets) = (most_first(carriers), most_first(verdicts), most_first(outlets));
    Ok(tally)
}

fn text<'a>(row: &'a Row<'_>, column: usize) -> rusqlite::Result<Option<&'a str>> {
    Ok(row.get_ref(column)?.as_str_or_null()?)
}

fn add(counts: &mut BTreeMap<String, usize>, word: &str) {
    match counts.get_mut(word) {
        Some(count) => *count += 1,
        None => drop(counts.insert(word.to_owned(), 1)),
    }
}

fn most_first<T>(counts: BTreeMap<T, usize>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}
