//! The sources of the library, a page at a time in both directions, each found through an index on their order, so that
//! the thousandth page costs what the first does.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::claims::{NameKey, SourceKind};
use crate::fold::{Level, folded};

use super::super::documents::{Direction, Mark, Start};
use super::super::error::Trouble;
use super::super::marks::Reliability;
use super::super::row::{count, number, word};
use super::super::select::Select;
use super::alike;
use super::facts::{Naming, SourceKey};

/// Which sources are listed. The default is all that speak in an article, or of which the reader said something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFilter {
    /// Those of this kind.
    pub kind: Option<SourceKind>,
    /// Those one of whose names holds each of these words, or a part of a word, over its spellings.
    pub text: String,
    /// Those with this tag.
    pub tag: Option<String>,
    /// By reliability.
    pub rated: Rated,
    /// Only those like whom others are called, of whom the reader did not say whether they are the same.
    pub alike: bool,
}

/// Which sources by reliability.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rated {
    /// All.
    #[default]
    Either,
    /// Those with a grade.
    Yes,
    /// Those without one.
    No,
    /// Those with this grade.
    As(Reliability),
}

/// By what sources are sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SourceSort {
    /// How many claims they have made.
    #[default]
    Claims,
    /// Their names, by the alphabet, «ال» aside.
    Name,
    /// In how many articles they speak.
    Articles,
    /// When they spoke last.
    LastDay,
}

/// A page of a list of sources.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceQuery {
    /// Which sources.
    pub filter: SourceFilter,
    /// In what order.
    pub sort: SourceSort,
    /// From which end.
    pub direction: Direction,
    /// From where on.
    pub start: Start,
    /// How many at most.
    pub limit: usize,
}

impl Default for SourceQuery {
    fn default() -> SourceQuery {
        SourceQuery {
            filter: SourceFilter::default(),
            sort: SourceSort::default(),
            direction: SourceSort::default().direction(),
            start: Start::default(),
            limit: 100,
        }
    }
}

/// A source as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// Its row.
    pub key: SourceKey,
    /// 16 hexadecimal digits.
    pub uid: String,
    /// Its name.
    pub name: String,
    /// What it is; none where that is not known.
    pub kind: Option<SourceKind>,
    /// Whether it speaks under its name, where the reader said so.
    pub naming: Option<Naming>,
    /// Its office: the last one that the reader said, else that of the last article.
    pub role: String,
    /// How reliable it is.
    pub reliability: Option<Reliability>,
    /// Claims in the latest versions of articles.
    pub claims: usize,
    /// Documents in which it speaks or carries.
    pub articles: usize,
    /// The day of its last claim; empty where it has none.
    pub last_day: String,
    /// How many other names the reader gave it.
    pub aliases: usize,
    /// Whether others are called like it, of whom the reader did not say whether they are the same.
    pub alike: bool,
    sort: String,
}

impl SourceSort {
    /// All of them.
    pub const ALL: [SourceSort; 4] = [SourceSort::Claims, SourceSort::Name, SourceSort::Articles, SourceSort::LastDay];

    /// The end that one wants to see first.
    pub const fn direction(self) -> Direction {
        match self {
            SourceSort::Name => Direction::Ascending,
            _ => Direction::Descending,
        }
    }

    const fn column(self) -> &'static str {
        match self {
            SourceSort::Claims => "source.claims",
            SourceSort::Name => "source.sort",
            SourceSort::Articles => "source.articles",
            SourceSort::LastDay => "source.last_day",
        }
    }
}

impl SourceRow {
    /// Its place in a list that is sorted so.
    pub fn mark(&self, sort: SourceSort) -> Mark {
        let value: Value = match sort {
            SourceSort::Claims => count(self.claims).into(),
            SourceSort::Name => self.sort.clone().into(),
            SourceSort::Articles => count(self.articles).into(),
            SourceSort::LastDay => self.last_day.clone().into(),
        };
        Mark(vec![value, self.key.0.into()])
    }
}

/// The rows of a source of the query: its own, and those of sources that were merged into it.
const FAMILY: &str = "(SELECT part.id FROM source AS part WHERE part.id = source.id OR part.merged = source.id)";

/// How reliable a source of the query is.
fn grade() -> String {
    format!(
        "(SELECT reliability FROM source_rating WHERE source_rating.source IN {FAMILY} ORDER BY rated DESC, id DESC LIMIT 1)"
    )
}

/// The columns of [`row`].
fn columns() -> String {
    format!(
        "SELECT source.id, source.uid, source.name, source.kind, source.naming, source.claims, source.articles,
             source.last_day, source.sort, {grade}, {alike},
             coalesce(
                 (SELECT role FROM source_role WHERE source_role.source IN {FAMILY} AND by = 'reader'
                  ORDER BY until <> '', since DESC, id DESC LIMIT 1),
                 (SELECT role FROM source_role WHERE source_role.source IN {FAMILY} ORDER BY id DESC LIMIT 1), ''),
             (SELECT count(*) FROM source_alias WHERE source_alias.source IN {FAMILY} AND by = 'reader')
         FROM source",
        grade = grade(),
        alike = alike::has_others(),
    )
}

fn row(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
    Ok(SourceRow {
        key: SourceKey(row.get(0)?),
        uid: row.get(1)?,
        name: row.get(2)?,
        kind: SourceKind::from_name(&row.get::<_, String>(3)?),
        naming: Naming::from_name(&row.get::<_, String>(4)?),
        claims: number(row, 5)?,
        articles: number(row, 6)?,
        last_day: row.get(7)?,
        sort: row.get(8)?,
        reliability: word(row, 9, Reliability::from_letter)?,
        alike: row.get(10)?,
        role: row.get(11)?,
        aliases: number(row, 12)?,
    })
}

/// One source as a list shows it.
pub(super) fn one(connection: &Connection, source: i64) -> Result<SourceRow, Trouble> {
    let mut query = connection.prepare_cached(&format!("{} WHERE source.id = ?1", columns()))?;
    Ok(query.query_row([source], row)?)
}

/// A page of a list of sources.
pub(super) fn page(connection: &Connection, query: &SourceQuery) -> Result<Vec<SourceRow>, Trouble> {
    let mut select = Select::new(&columns());
    narrow(&mut select, &query.filter);
    let (mark, backwards) = match &query.start {
        Start::First => (None, false),
        Start::After(mark) => (Some(mark), false),
        Start::Before(mark) => (Some(mark), true),
        Start::Last => (None, true),
    };
    let direction = if backwards { query.direction.reversed() } else { query.direction };
    let (order, beyond) = match direction {
        Direction::Ascending => ("ASC", ">"),
        Direction::Descending => ("DESC", "<"),
    };
    let column = query.sort.column();
    if let Some(Mark(place)) = mark {
        let holes = place.iter().map(|value| select.hole(value.clone())).collect::<Vec<_>>();
        select.and(&format!("({column}, source.id) {beyond} ({})", holes.join(", ")));
    }
    select.finish(&format!("{column} {order}, source.id {order}"), query.limit);
    let mut statement = connection.prepare_cached(select.text())?;
    let found = statement.query_map(params_from_iter(select.values()), row)?;
    let mut rows = found.collect::<Result<Vec<_>, _>>()?;
    if backwards {
        rows.reverse();
    }
    Ok(rows)
}

/// Says in the query which sources are wanted.
fn narrow(select: &mut Select, filter: &SourceFilter) {
    select.and("source.merged IS NULL");
    select.and(&format!("(source.articles > 0 OR source.claims > 0 OR {})", super::HAS_MARKS));
    if let Some(kind) = filter.kind {
        let hole = select.hole(kind.name().to_owned().into());
        select.and(&format!("source.kind = {hole}"));
    }
    match filter.rated {
        Rated::Either => {}
        Rated::Yes => select.and(&format!("{} IS NOT NULL", grade())),
        Rated::No => select.and(&format!("{} IS NULL", grade())),
        Rated::As(reliability) => {
            let hole = select.hole(reliability.letter().to_owned().into());
            select.and(&format!("{} = {hole}", grade()));
        }
    }
    if let Some(tag) = &filter.tag {
        let hole = select.hole(tag.trim_start_matches('#').to_owned().into());
        select.and(&format!(
            "source.id IN (SELECT coalesce(merged, id) FROM source_tag JOIN source AS part ON part.id = source_tag.source
                           WHERE tag = {hole})"
        ));
    }
    let whole = NameKey::of(&filter.text).key;
    let words = if whole.is_empty() { folded(&filter.text, Level::Loose) } else { whole };
    for word in words.split_whitespace() {
        let hole = select.hole(word.to_owned().into());
        select.and(&format!(
            "(instr(source.name_key, {hole}) > 0
              OR source.id IN (SELECT coalesce(merged, part.id) FROM source AS part WHERE instr(part.name_key, {hole}) > 0)
              OR source.id IN (SELECT coalesce(merged, part.id) FROM source_alias
                               JOIN source AS part ON part.id = source_alias.source
                               WHERE instr(source_alias.name_key, {hole}) > 0))"
        ));
    }
    if filter.alike {
        select.and(&alike::has_others());
    }
}

/// The sources that are meant by what was typed: a uid or enough of its beginning, else a name or another name, whole, and
/// where none is called so, all that hold the words. At most `most`.
pub(super) fn meant(connection: &Connection, typed: &str, most: usize) -> Result<Vec<SourceRow>, Trouble> {
    let typed = typed.trim();
    let by_uid = typed.len() >= 4 && typed.len() <= 16 && typed.bytes().all(|byte| byte.is_ascii_hexdigit());
    let key = NameKey::of(typed).key;
    let mut found: Vec<i64> = Vec::new();
    if by_uid {
        let mut query = connection.prepare_cached(
            "SELECT DISTINCT coalesce(merged, id) FROM source WHERE uid >= ?1 AND uid < ?1 || 'g' ORDER BY uid LIMIT ?2",
        )?;
        let rows = query.query_map((typed.to_ascii_lowercase(), count(most)), |row| row.get(0))?;
        found = rows.collect::<Result<_, _>>()?;
    }
    if found.is_empty() && !key.is_empty() {
        let mut query = connection.prepare_cached(
            "SELECT coalesce(merged, id) AS root FROM source WHERE name_key = ?1
             UNION SELECT coalesce(merged, source.id) FROM source_alias JOIN source ON source.id = source
                   WHERE source_alias.name_key = ?1
             ORDER BY root LIMIT ?2",
        )?;
        let rows = query.query_map((&key, count(most)), |row| row.get(0))?;
        found = rows.collect::<Result<_, _>>()?;
    }
    if found.is_empty() && !typed.is_empty() {
        let filter = SourceFilter { text: typed.to_owned(), ..SourceFilter::default() };
        return page(connection, &SourceQuery { filter, limit: most, ..SourceQuery::default() });
    }
    found.into_iter().map(|source| one(connection, source)).collect()
}
