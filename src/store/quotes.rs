//! Lists of claims over the whole library: which, and a page at a time.
//!
//! A page begins behind the last row of the one before, found through an index on day and row: the thousandth page costs
//! what the first one does. Only claims of latest versions are listed.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use crate::claims::{ClaimKind, name_key};
use crate::fold::{Level, folded};

use super::Store;
use super::claim_notes;
use super::error::{StoreError, Trouble};
use super::marks::{ArticleKey, ClaimMarks, Contradiction, DocumentKey, Status};
use super::row::{count, word};

/// Which claims are listed. The default is all, the latest day first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteQuery {
    /// Those of the sources that are called so, or whose uid begins so.
    pub source: Option<String>,
    /// Those with this verdict, or with none.
    pub verdict: Option<Judged>,
    /// Those of one of these kinds; of any where there is none.
    pub kinds: Vec<ClaimKind>,
    /// Those of this day or later: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub since: Option<String>,
    /// Those of this day (month, year) or earlier.
    pub until: Option<String>,
    /// Those with this tag.
    pub tag: Option<String>,
    /// Those whose check has come so far.
    pub status: Option<Status>,
    /// Only those without a verdict that are not marked as checked.
    pub unchecked: bool,
    /// Only those that are kept for export.
    pub pinned: bool,
    /// Only those that contradict another one.
    pub contradicted: bool,
    /// Those whose words hold each of these, spelled as one may spell them.
    pub words: String,
    /// Which end comes first.
    pub order: QuoteOrder,
    /// Those behind this row.
    pub after: Option<QuoteMark>,
    /// At most so many.
    pub limit: usize,
}

/// A verdict to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// None was given.
    Not,
    /// The one with this id.
    As(String),
}

/// Which end of a list of claims comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QuoteOrder {
    /// The latest day.
    #[default]
    Latest,
    /// The earliest day.
    Earliest,
}

/// The place of a row in a list of claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteMark {
    day: String,
    id: i64,
}

/// A claim as a list shows it. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    id: i64,
    /// Its uid.
    pub uid: String,
    /// The text that holds it.
    pub article: ArticleKey,
    /// The hash of that text.
    pub hash: String,
    /// What that is a version of.
    pub document: DocumentKey,
    /// `YYYY-MM-DD`: when the document was published, else when it was added.
    pub day: String,
    /// Who published it.
    pub outlet: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// How its words are given.
    pub kind: ClaimKind,
    /// Its words.
    pub text: String,
    /// The words that report it.
    pub cue: String,
    /// The stance of these.
    pub stance: String,
    /// The words for its speaker.
    pub speaker: String,
    /// Who brought it, the nearest to the article last.
    pub via: Vec<String>,
    /// The uid of its source across articles.
    pub source: String,
    /// The name of that.
    pub name: String,
    /// What the reader says of it.
    pub marks: ClaimMarks,
}

/// How many rows a page has where nothing else is said.
const PAGE: usize = 200;

impl Default for QuoteQuery {
    fn default() -> QuoteQuery {
        QuoteQuery {
            source: None,
            verdict: None,
            kinds: Vec::new(),
            since: None,
            until: None,
            tag: None,
            status: None,
            unchecked: false,
            pinned: false,
            contradicted: false,
            words: String::new(),
            order: QuoteOrder::default(),
            after: None,
            limit: PAGE,
        }
    }
}

impl Quote {
    /// Its place in a list.
    pub fn mark(&self) -> QuoteMark {
        QuoteMark { day: self.day.clone(), id: self.id }
    }
}

impl Store {
    /// A page of a list of claims; an empty one is behind the last.
    pub fn quotes(&self, query: &QuoteQuery) -> Result<Vec<Quote>, StoreError> {
        self.read(|connection| page(connection, query))
    }

    /// The texts, each with the uid, in which a claim is known by a uid that begins so: at most `most`, the latest version
    /// of a document first. `start` is hexadecimal.
    pub fn claims_by_uid(&self, start: &str, most: usize) -> Result<Vec<(ArticleKey, String)>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT article, uid FROM claim WHERE uid >= ?1 AND uid < ?1 || 'g' ORDER BY latest DESC, id LIMIT ?2",
            )?;
            let start = start.to_ascii_lowercase();
            let rows =
                query.query_map(params![start, count(most)], |row| Ok((ArticleKey(row.get(0)?), row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// A claim as another one's contradiction names it; none where the text holds no such claim.
    pub fn contradicted(&self, article: ArticleKey, uid: &str) -> Result<Option<Contradiction>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT hash, claim.uid, claim.text, document.title
                 FROM claim JOIN article ON article.id = claim.article JOIN document ON document.id = article.document
                 WHERE claim.article = ?1 AND claim.uid = ?2",
            )?;
            let found = query.query_row(params![article.0, uid], |row| {
                let [article, claim] = [row.get(0)?, row.get(1)?];
                Ok(Contradiction { article, claim, words: row.get(2)?, title: row.get(3)?, note: String::new() })
            });
            Ok(found.optional()?)
        })
    }
}

fn page(connection: &Connection, query: &QuoteQuery) -> Result<Vec<Quote>, Trouble> {
    let words: Vec<String> = query.words.split_whitespace().map(|word| folded(word, Level::Loose)).collect();
    let holds = |quote: &Quote| {
        let text = folded(&quote.text, Level::Loose);
        words.iter().all(|word| text.contains(word))
    };
    let mut after = query.after.clone();
    let mut quotes = Vec::new();
    loop {
        let rows = rows(connection, query, after.as_ref())?;
        let is_last = rows.len() < query.limit;
        after = rows.last().map(Quote::mark);
        quotes.extend(rows.into_iter().filter(holds));
        if is_last || quotes.len() >= query.limit {
            quotes.truncate(query.limit);
            return Ok(quotes);
        }
    }
}

fn rows(connection: &Connection, query: &QuoteQuery, after: Option<&QuoteMark>) -> Result<Vec<Quote>, Trouble> {
    let mut narrowed = Narrowed { text: SELECT.to_owned(), values: Vec::new() };
    narrow(connection, &mut narrowed, query)?;
    let (sign, direction) = match query.order {
        QuoteOrder::Latest => ("<", "DESC"),
        QuoteOrder::Earliest => (">", "ASC"),
    };
    if let Some(mark) = after {
        let condition = format!("(claim.day, claim.id) {sign} (?, ?)");
        narrowed.and(&condition, [mark.day.clone().into(), mark.id.into()]);
    }
    narrowed.text.push_str(&format!(" ORDER BY claim.day {direction}, claim.id {direction} LIMIT {}", query.limit));
    let mut statement = connection.prepare_cached(&narrowed.text)?;
    let found = statement.query_map(params_from_iter(narrowed.values), quote)?;
    let found = found.collect::<Result<Vec<_>, _>>()?;
    found.into_iter().map(|(quote, note)| with_marks(connection, quote, note)).collect()
}

const SELECT: &str =
    "SELECT claim.id, claim.uid, claim.article, hash, document.id, claim.day, outlet, document.title, url, claim.kind,
            claim.text, cue, stance, speaker, via, coalesce(source.uid, ''), coalesce(source.name, ''), claim_note.id
     FROM claim JOIN article ON article.id = claim.article JOIN document ON document.id = article.document
         LEFT JOIN source ON source.id = claim.source
         LEFT JOIN claim_note ON claim_note.article = claim.article AND claim_note.claim = claim.uid
     WHERE claim.latest = 1";

/// A query with further conditions, each value in a hole of its own.
struct Narrowed {
    text: String,
    values: Vec<Value>,
}

impl Narrowed {
    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.text.push_str(" AND ");
        self.text.push_str(condition);
        self.values.extend(values);
    }
}

fn narrow(connection: &Connection, narrowed: &mut Narrowed, query: &QuoteQuery) -> Result<(), Trouble> {
    if let Some(wanted) = &query.source {
        let rows = sources_called(connection, wanted)?;
        let holes = vec!["?"; rows.len()].join(", ");
        narrowed.and(&format!("claim.source IN ({holes})"), rows.into_iter().map(Value::Integer));
    }
    match &query.verdict {
        Some(Judged::Not) => narrowed.and("claim_note.verdict IS NULL", []),
        Some(Judged::As(id)) => narrowed.and("claim_note.verdict = ?", [id.clone().into()]),
        None => {}
    }
    if !query.kinds.is_empty() {
        let holes = vec!["?"; query.kinds.len()].join(", ");
        let kinds = query.kinds.iter().map(|kind| Value::Text(kind.name().to_owned()));
        narrowed.and(&format!("claim.kind IN ({holes})"), kinds);
    }
    if let Some(day) = &query.since {
        narrowed.and("claim.day >= ?", [day.clone().into()]);
    }
    if let Some(day) = &query.until {
        // All days that begin so come before this.
        narrowed.and("claim.day < ?", [format!("{day}~").into()]);
    }
    if let Some(tag) = &query.tag {
        let condition = "claim_note.id IN (SELECT note FROM claim_tag WHERE tag = ?)";
        narrowed.and(condition, [tag.trim_start_matches('#').to_owned().into()]);
    }
    if let Some(status) = query.status {
        narrowed.and("claim_note.status = ?", [status.name().to_owned().into()]);
    }
    if query.unchecked {
        let condition =
            "claim_note.verdict IS NULL AND coalesce(claim_note.status, '') NOT IN ('checked', 'published')";
        narrowed.and(condition, []);
    }
    if query.pinned {
        narrowed.and("claim_note.pinned > 0", []);
    }
    if query.contradicted {
        narrowed.and("claim_note.id IN (SELECT one FROM contradiction UNION SELECT other FROM contradiction)", []);
    }
    Ok(())
}

/// The sources across articles that have this very name, or else it in one of their names, or a uid that begins so.
fn sources_called(connection: &Connection, wanted: &str) -> Result<Vec<i64>, Trouble> {
    let key = name_key(wanted.trim());
    let mut rows = Vec::new();
    for (name, uid) in [("name_key = ?1", "uid = ?2"), ("instr(name_key, ?1) > 0", "uid LIKE ?2 || '%'")] {
        let mut query = connection.prepare_cached(&format!(
            "SELECT coalesce(merged, id) FROM source WHERE {name} OR {uid}
             UNION SELECT coalesce(merged, id) FROM source
                 WHERE id IN (SELECT source FROM source_alias WHERE {name})"
        ))?;
        let uid = if is_hexadecimal(wanted) { wanted.to_ascii_lowercase() } else { "-".to_owned() };
        let found = query.query_map(params![key, uid], |row| row.get(0))?;
        rows = found.collect::<Result<Vec<i64>, _>>()?;
        if !rows.is_empty() || key.is_empty() {
            break;
        }
    }
    Ok(rows)
}

fn is_hexadecimal(typed: &str) -> bool {
    typed.len() >= 4 && typed.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn quote(row: &Row<'_>) -> rusqlite::Result<(Quote, Option<i64>)> {
    let via: String = row.get(14)?;
    let quote = Quote {
        id: row.get(0)?,
        uid: row.get(1)?,
        article: ArticleKey(row.get(2)?),
        hash: row.get(3)?,
        document: DocumentKey(row.get(4)?),
        day: row.get(5)?,
        outlet: row.get(6)?,
        title: row.get(7)?,
        url: row.get(8)?,
        kind: word(row, 9, ClaimKind::from_name)?.unwrap_or(ClaimKind::Indirect),
        text: row.get(10)?,
        cue: row.get(11)?,
        stance: row.get(12)?,
        speaker: row.get(13)?,
        via: via.lines().map(str::to_owned).collect(),
        source: row.get(15)?,
        name: row.get(16)?,
        marks: ClaimMarks::default(),
    };
    Ok((quote, row.get(17)?))
}

fn with_marks(connection: &Connection, quote: Quote, note: Option<i64>) -> Result<Quote, Trouble> {
    let marks = note.map(|note| claim_notes::marks_in(connection, note)).transpose()?.flatten();
    Ok(Quote { marks: marks.unwrap_or_default(), ..quote })
}
