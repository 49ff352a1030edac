//! The sources of the library as a screen scrolls through them: from either end, and from any row in both directions.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::claims::SourceKind;
use crate::fold::{Level, folded};

use super::super::Store;
use super::super::error::{StoreError, Trouble};
use super::super::marks::Reliability;
use super::super::row::{number, word};
use super::super::select::Select;

/// A source as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedSource {
    /// Its number in the library.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// What it is; none where that is not known.
    pub kind: Option<SourceKind>,
    /// How reliable it is.
    pub reliability: Option<Reliability>,
    /// How many claims it has made, in latest versions.
    pub claims: usize,
    /// In how many documents it is named.
    pub articles: usize,
    /// How many other names it has.
    pub aliases: usize,
    /// Whether others are named alike, and the reader did not say that they are apart.
    pub alike: bool,
    /// Its place in the list.
    pub mark: SourceMark,
}

/// The place of a source in a list; it stays a place when the source is gone.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceMark {
    value: Value,
    number: i64,
}

/// By what sources are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ListedBy {
    /// How many claims they have made.
    #[default]
    Claims,
    /// Their names, by the alphabet.
    Name,
    /// In how many documents they are named.
    Articles,
}

/// Which sources are listed. The default is all that have claims or names in articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Those of this kind.
    pub kind: Option<SourceKind>,
    /// Those with this grade.
    pub reliability: Option<Reliability>,
    /// Those that others are named like.
    pub alike: bool,
    /// Those one of whose names holds each of these words, or a part of a word, by spelling folded loosely.
    pub text: String,
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum SourceStart {
    /// With the first source of the list.
    #[default]
    First,
    /// Behind this place.
    After(SourceMark),
    /// So that it ends before this place.
    Before(SourceMark),
    /// So that it ends with the last source.
    Last,
}

/// A page of a list of sources.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SourcesList {
    /// Which sources.
    pub which: Listed,
    /// By what they are sorted: most first, A to Z.
    pub by: ListedBy,
    /// Whether they run the other way.
    pub reversed: bool,
    /// From where on.
    pub start: SourceStart,
    /// How many at most.
    pub limit: usize,
}

impl Store {
    /// A page of a list of sources.
    pub fn list_sources(&self, list: &SourcesList) -> Result<Vec<ListedSource>, StoreError> {
        self.read(|connection| page(connection, list))
    }

    /// The place of a source in such a list as it is now; none where there is no such source.
    pub fn place_of_source(&self, source: i64, by: ListedBy) -> Result<Option<SourceMark>, StoreError> {
        self.read(|connection| {
            let text = format!("SELECT {} FROM source WHERE id = ?1 AND merged IS NULL", column(by));
            let mut query = connection.prepare_cached(&text)?;
            let mut rows = query.query([source])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            Ok(Some(SourceMark { value: row.get(0)?, number: source }))
        })
    }
}

/// Other sources that are named alike: sound alike, or are called by the one name that this one has.
pub(super) const ALIKE: &str = "other.id <> source.id AND other.merged IS NULL
     AND other.kind NOT IN ('anonymous', 'group', 'document') AND source.kind NOT IN ('anonymous', 'group', 'document')
     AND NOT EXISTS (SELECT 1 FROM source_apart WHERE one = min(source.id, other.id) AND other = max(source.id, other.id))";

/// The conditions under which others may be alike, each served by an index.
pub(super) const LIKE_NAMES: [&str; 3] = [
    "other.sound = source.sound AND source.sound <> ''",
    "other.family = source.sound AND source.sound <> '' AND instr(source.sound, ' ') = 0",
    "other.sound = source.family AND source.family <> '' AND instr(source.sound, ' ') > 0",
];

/// The rows of a source: its own, and those of sources that were merged into it.
const FAMILY: &str = "(SELECT id FROM source AS part WHERE part.id = source.id OR part.merged = source.id)";

const fn column(by: ListedBy) -> &'static str {
    match by {
        ListedBy::Claims => "source.claims",
        ListedBy::Name => "source.sort",
        ListedBy::Articles => "source.articles",
    }
}

fn page(connection: &Connection, list: &SourcesList) -> Result<Vec<ListedSource>, Trouble> {
    let alike: Vec<String> = LIKE_NAMES
        .iter()
        .map(|names| format!("EXISTS (SELECT 1 FROM source AS other WHERE {names} AND {ALIKE})"))
        .collect();
    let alike = format!("({})", alike.join(" OR "));
    let reliability = format!(
        "(SELECT reliability FROM source_rating WHERE source IN {FAMILY} ORDER BY rated DESC, id DESC LIMIT 1)"
    );
    let by = column(list.by);
    let mut select = Select::new(&format!(
        "SELECT source.id, source.name, source.kind, {reliability}, source.claims, source.articles,
             (SELECT count(DISTINCT name) FROM source_alias WHERE source IN {FAMILY} AND name <> source.name), {alike}, {by}
         FROM source"
    ));
    select.and("source.merged IS NULL");
    narrow(&mut select, &list.which, (&reliability, &alike));
    let (mark, backwards) = match &list.start {
        SourceStart::First => (None, false),
        SourceStart::After(mark) => (Some(mark), false),
        SourceStart::Before(mark) => (Some(mark), true),
        SourceStart::Last => (None, true),
    };
    let rises = (list.by == ListedBy::Name) != (list.reversed != backwards);
    let (order, beyond) = if rises { ("ASC", ">") } else { ("DESC", "<") };
    if let Some(mark) = mark {
        let (value, number) = (select.hole(mark.value.clone()), select.hole(mark.number.into()));
        select.and(&format!("({by}, source.id) {beyond} ({value}, {number})"));
    }
    select.finish(&format!("{by} {order}, source.id {order}"), list.limit);
    let mut statement = connection.prepare_cached(select.text())?;
    let rows = statement.query_map(params_from_iter(select.values()), listed)?;
    let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
    if backwards {
        rows.reverse();
    }
    Ok(rows)
}

fn narrow(select: &mut Select, which: &Listed, (reliability, alike): (&str, &str)) {
    // A source that nobody names any more is kept for what the reader said of it, and is no row of the list.
    select.and("(source.articles > 0 OR source.claims > 0 OR source.note <> '')");
    if let Some(kind) = which.kind {
        let hole = select.hole(kind.name().to_owned().into());
        select.and(&format!("source.kind = {hole}"));
    }
    if let Some(grade) = which.reliability {
        let hole = select.hole(grade.letter().to_owned().into());
        select.and(&format!("{reliability} = {hole}"));
    }
    if which.alike {
        select.and(alike);
    }
    let words = folded(&which.text, Level::Loose);
    for word in words.split_whitespace() {
        let hole = select.hole(word.to_owned().into());
        select.and(&format!(
            "(instr(source.name_key, {hole}) > 0
              OR source.id IN (SELECT source FROM source_alias WHERE instr(source_alias.name_key, {hole}) > 0))"
        ));
    }
}

fn listed(row: &Row<'_>) -> rusqlite::Result<ListedSource> {
    let id = row.get(0)?;
    Ok(ListedSource {
        number: id,
        name: row.get(1)?,
        kind: kind(&row.get::<_, String>(2)?),
        reliability: word(row, 3, Reliability::from_letter)?,
        claims: number(row, 4)?,
        articles: number(row, 5)?,
        aliases: number(row, 6)?,
        alike: row.get(7)?,
        mark: SourceMark { value: row.get(8)?, number: id },
    })
}

/// The kind of this name; none for the empty one.
fn kind(name: &str) -> Option<SourceKind> {
    let all =
        [SourceKind::Person, SourceKind::Organisation, SourceKind::Anonymous, SourceKind::Group, SourceKind::Document];
    all.into_iter().find(|kind| kind.name() == name)
}
