//! Lists of claims of all articles, a page at a time.
//!
//! A page begins beside the day and the number of a claim and is found through an index on these, so that the thousandth
//! page costs what the first one does. Claims with a verdict are found from the notes, of which there are fewer.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::claims::ClaimKind;
use crate::fold::{Level, folded};

use super::super::Store;
use super::super::error::{StoreError, Trouble};
use super::super::marks::DocumentKey;
use super::super::row::count;

/// A claim as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// Its number in the library.
    pub number: i64,
    /// The article.
    pub document: DocumentKey,
    /// Its uid in the article.
    pub uid: String,
    /// Its source's number in the library.
    pub source: Option<i64>,
    /// Its source's name; empty where it has none.
    pub name: String,
    /// `YYYY-MM-DD`: the article's day.
    pub day: String,
    /// Who published the article; empty where that is not known.
    pub outlet: String,
    /// The article's title.
    pub title: String,
    /// The words.
    pub text: String,
    /// Whether the words are the source's own.
    pub kind: ClaimKind,
    /// Who carried them, the nearest to the article last.
    pub via: Vec<String>,
    /// The id of its verdict.
    pub verdict: Option<String>,
    /// What the reader said that it contradicts.
    pub against: Vec<Against>,
}

/// A claim that contradicts another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Against {
    /// Who says it; empty where that is not known.
    pub name: String,
    /// The words.
    pub text: String,
}

/// Which claims are listed. The default is all, of latest versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Those of the source with this number.
    pub source: Option<i64>,
    /// Those of which this was decided.
    pub decided: Option<Decided>,
    /// Only direct quotations, or only the others.
    pub direct: Option<bool>,
    /// Those whose words hold each of these, or a part of a word, by spelling folded loosely.
    pub text: String,
}

/// What was decided of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// Nothing yet.
    Nothing,
    /// The verdict with this id.
    Verdict(String),
}

/// Which claims come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Those of the last day.
    #[default]
    NewestFirst,
    /// Those of the first day.
    OldestFirst,
}

/// Where a page begins. A place is a day and a number; it stays a place when the claim is gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ClaimStart {
    /// With the first claim of the list.
    #[default]
    First,
    /// Behind this place.
    After(String, i64),
    /// So that it ends before this place.
    Before(String, i64),
    /// So that it ends with the last claim.
    Last,
}

/// A page of a list of claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimQuery {
    /// Which claims.
    pub filter: ClaimFilter,
    /// From which end.
    pub order: Order,
    /// From where on.
    pub start: ClaimStart,
    /// How many at most.
    pub limit: usize,
}

impl Store {
    /// A page of a list of claims.
    pub fn claims(&self, query: &ClaimQuery) -> Result<Vec<ClaimRow>, StoreError> {
        self.read(|connection| list(connection, query))
    }
}

const COLUMNS: &str =
    "SELECT claim.id, document.id, claim.uid, claim.source, coalesce(source.name, ''), claim.day, document.outlet,
        document.title, claim.text, claim.kind, claim.via, claim_note.verdict, claim_note.id";
const CLAIMS: &str =
    "FROM claim JOIN article ON article.id = claim.article JOIN document ON document.id = article.document
     LEFT JOIN source ON source.id = claim.source
     LEFT JOIN claim_note ON claim_note.article = claim.article AND claim_note.claim = claim.uid";
/// From the notes on: CROSS JOIN keeps this order of the tables.
const NOTED: &str =
    "FROM claim_note CROSS JOIN claim ON claim.article = claim_note.article AND claim.uid = claim_note.claim
     JOIN article ON article.id = claim.article JOIN document ON document.id = article.document
     LEFT JOIN source ON source.id = claim.source";

fn list(connection: &Connection, query: &ClaimQuery) -> Result<Vec<ClaimRow>, Trouble> {
    let mut values: Vec<Value> = Vec::new();
    let mut hole = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    let filter = &query.filter;
    let mut conditions = vec!["claim.latest = 1".to_owned()];
    let mut tables = CLAIMS;
    match &filter.decided {
        None => {}
        Some(Decided::Nothing) => {
            conditions.push(
                "claim_note.verdict IS NULL AND coalesce(claim_note.status, '') NOT IN ('checked', 'published')"
                    .to_owned(),
            );
        }
        Some(Decided::Verdict(verdict)) => {
            tables = NOTED;
            conditions.push(format!("claim_note.verdict = {}", hole(verdict.clone().into())));
        }
    }
    if let Some(source) = filter.source {
        conditions.push(format!("claim.source = {}", hole(source.into())));
    }
    if let Some(direct) = filter.direct {
        conditions.push(format!("claim.kind {} 'direct'", if direct { "=" } else { "<>" }));
    }
    let (place, backwards) = match &query.start {
        ClaimStart::First => (None, false),
        ClaimStart::After(day, number) => (Some((day, number)), false),
        ClaimStart::Before(day, number) => (Some((day, number)), true),
        ClaimStart::Last => (None, true),
    };
    let rises = (query.order == Order::OldestFirst) != backwards;
    let (order, beyond) = if rises { ("ASC", ">") } else { ("DESC", "<") };
    if let Some((day, number)) = place {
        let (day, number) = (hole(day.clone().into()), hole((*number).into()));
        conditions.push(format!("(claim.day, claim.id) {beyond} ({day}, {number})"));
    }
    let words = folded(&filter.text, Level::Loose);
    let words: Vec<&str> = words.split_whitespace().collect();
    // Words are told by folding, row by row, until there are enough.
    let limit = if words.is_empty() { hole(count(query.limit).into()) } else { "-1".to_owned() };
    let text = format!(
        "{COLUMNS} {tables} WHERE {} ORDER BY claim.day {order}, claim.id {order} LIMIT {limit}",
        conditions.join(" AND ")
    );
    let mut statement = connection.prepare_cached(&text)?;
    let mut found = statement.query(params_from_iter(values))?;
    let mut rows = Vec::new();
    while rows.len() < query.limit
        && let Some(row) = found.next()?
    {
        if holds(row, &words)? {
            rows.push((claim(row)?, row.get::<_, Option<i64>>(12)?));
        }
    }
    if backwards {
        rows.reverse();
    }
    rows.into_iter().map(|(row, note)| with_against(connection, row, note)).collect()
}

/// Whether the words of a claim, or the name of its source, hold each of these.
fn holds(row: &Row<'_>, words: &[&str]) -> Result<bool, Trouble> {
    if words.is_empty() {
        return Ok(true);
    }
    let text =
        |column| -> Result<String, Trouble> { Ok(folded(row.get_ref(column)?.as_str().unwrap_or(""), Level::Loose)) };
    let (text, name) = (text(8)?, text(4)?);
    Ok(words.iter().all(|word| text.contains(word) || name.contains(word)))
}

fn claim(row: &Row<'_>) -> rusqlite::Result<ClaimRow> {
    let kind: String = row.get(9)?;
    let via: String = row.get(10)?;
    Ok(ClaimRow {
        number: row.get(0)?,
        document: DocumentKey(row.get(1)?),
        uid: row.get(2)?,
        source: row.get(3)?,
        name: row.get(4)?,
        day: row.get(5)?,
        outlet: row.get(6)?,
        title: row.get(7)?,
        text: row.get(8)?,
        kind: match kind.as_str() {
            "direct" => ClaimKind::Direct,
            "mixed" => ClaimKind::Mixed,
            _ => ClaimKind::Indirect,
        },
        via: via.lines().map(str::to_owned).collect(),
        verdict: row.get(11)?,
        against: Vec::new(),
    })
}

/// The claim with those that the reader said it contradicts.
fn with_against(connection: &Connection, row: ClaimRow, note: Option<i64>) -> Result<ClaimRow, Trouble> {
    let Some(note) = note else { return Ok(row) };
    let mut query = connection.prepare_cached(
        "SELECT coalesce(source.name, ''), claim_note.exact
         FROM (SELECT other AS note FROM contradiction WHERE one = ?1
               UNION SELECT one FROM contradiction WHERE other = ?1) AS opposed
         JOIN claim_note ON claim_note.id = opposed.note
         LEFT JOIN claim ON claim.article = claim_note.article AND claim.uid = claim_note.claim
         LEFT JOIN source ON source.id = claim.source
         ORDER BY claim_note.id",
    )?;
    let against = query.query_map([note], |row| Ok(Against { name: row.get(0)?, text: row.get(1)? }))?;
    Ok(ClaimRow { against: against.collect::<Result<_, _>>()?, ..row })
}
