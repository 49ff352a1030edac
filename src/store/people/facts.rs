//! What is known of a source: what the reader says of it, and what articles say.
//!
//! What was said of a source before it was merged stays with it: a source is read together with all that were merged
//! into it, so that a merging can be taken back with nothing to sort out.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::claims::SourceKind;

use super::super::error::Trouble;
use super::super::marks::{ArticleKey, Rating, Reliability};
use super::super::row::{count, instant, number, word};

/// A source across articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceKey(pub(in crate::store) i64);

/// Whether a source speaks under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Naming {
    Named,
    Anonymous,
    Pseudonymous,
    Collective,
}

impl Naming {
    /// All of them.
    pub const ALL: [Naming; 4] = [Naming::Named, Naming::Anonymous, Naming::Pseudonymous, Naming::Collective];

    /// The name in the library and in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Naming::Named => "named",
            Naming::Anonymous => "anonymous",
            Naming::Pseudonymous => "pseudonymous",
            Naming::Collective => "collective",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Naming> {
        Naming::ALL.into_iter().find(|naming| naming.name() == name)
    }
}

/// What a source is or was. Days are ISO 8601 as far as they are known; empty where not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Role {
    /// The office.
    pub role: String,
    /// Of what.
    pub affiliation: String,
    /// From when.
    pub since: String,
    /// Until when.
    pub until: String,
}

/// Where more is to be found of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// `profile`, `wikidata`, `cv`, or any word.
    pub kind: String,
    /// The address, or a number of Wikidata.
    pub url: String,
}

/// All that the reader can say of a source, beside its names. All empty is the same as nothing said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFacts {
    /// How reliable it is, whatever it says.
    pub reliability: Option<Reliability>,
    /// Whether it speaks under its name.
    pub naming: Option<Naming>,
    /// The reason that is given for its anonymity.
    pub reason: String,
    /// Its country.
    pub country: String,
    /// How to reach it: never exported unless asked for.
    pub contact: String,
    /// The reader's words.
    pub note: String,
    /// In the reader's order, none twice.
    pub tags: Vec<String>,
    /// In the order in which they were said.
    pub roles: Vec<Role>,
    /// In the reader's order.
    pub links: Vec<Link>,
}

/// By whom and why a reliability is given; both may be empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Assessment<'a> {
    /// By whom.
    pub who: &'a str,
    /// For what reason.
    pub why: &'a str,
}

/// A name of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Whether the reader gave it; an article did otherwise.
    pub by_reader: bool,
    /// In how many texts it is called so.
    pub articles: usize,
}

/// An office as articles state it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedRole {
    /// The words.
    pub role: String,
    /// The day of the first article that says so: YYYY-MM-DD.
    pub first: String,
    /// The day of the last one.
    pub last: String,
    /// How many say so.
    pub articles: usize,
}

/// A source, as far as it is known without its claims.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownSource {
    /// Its row.
    pub key: SourceKey,
    /// 16 hexadecimal digits: what commands take, besides its name.
    pub uid: String,
    /// Its name.
    pub name: String,
    /// What it is; none where that is not known.
    pub kind: Option<SourceKind>,
    /// Claims in the latest versions of articles.
    pub claims: usize,
    /// Documents in which it speaks or carries.
    pub articles: usize,
    /// What the reader says.
    pub facts: SourceFacts,
    /// Every reliability that it was given, oldest first.
    pub ratings: Vec<Rating>,
    /// Its other names: those that the reader gave, then those of articles, the most frequent first.
    pub aliases: Vec<Alias>,
    /// Offices, as articles state them, the latest first.
    pub stated: Vec<StatedRole>,
    /// Who was merged into it: uids and names.
    pub merged: Vec<(String, String)>,
}

/// The rows of a source: its own, and those of sources that were merged into it.
const FAMILY: &str = "(SELECT id FROM source WHERE id = ?1 OR merged = ?1)";

/// The source itself, where it was merged the one that it is now.
pub(in crate::store) fn root(connection: &Connection, source: i64) -> Result<Option<i64>, Trouble> {
    let mut query = connection.prepare_cached("SELECT coalesce(merged, id) FROM source WHERE id = ?1")?;
    Ok(query.query_row([source], |row| row.get(0)).optional()?)
}

/// All that is known of a source; none where there is no such row.
pub(in crate::store) fn load(connection: &Connection, key: SourceKey) -> Result<Option<KnownSource>, Trouble> {
    let Some(row) = root(connection, key.0)? else { return Ok(None) };
    let mut query = connection.prepare_cached("SELECT uid, name, kind, claims, articles FROM source WHERE id = ?1")?;
    let known = query.query_row([row], |found| {
        Ok(KnownSource {
            key: SourceKey(row),
            uid: found.get(0)?,
            name: found.get(1)?,
            kind: SourceKind::from_name(&found.get::<_, String>(2)?),
            claims: number(found, 3)?,
            articles: number(found, 4)?,
            facts: SourceFacts::default(),
            ratings: Vec::new(),
            aliases: Vec::new(),
            stated: Vec::new(),
            merged: Vec::new(),
        })
    })?;
    Ok(Some(KnownSource {
        facts: facts(connection, row)?,
        ratings: ratings(connection, row)?,
        aliases: aliases(connection, row, &known.name)?,
        stated: stated(connection, row)?,
        merged: rows(connection, "SELECT uid, name FROM source WHERE merged = ?1 ORDER BY id", row, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?,
        ..known
    }))
}

/// Every reliability of a source, oldest first.
pub(in crate::store) fn ratings(connection: &Connection, source: i64) -> Result<Vec<Rating>, Trouble> {
    let query =
        format!("SELECT reliability, rated, who, why FROM source_rating WHERE source IN {FAMILY} ORDER BY rated, id");
    rows(connection, &query, source, |row| {
        Ok(Rating {
            reliability: word(row, 0, Reliability::from_letter)?,
            at: instant(row, 1)?,
            who: row.get(2)?,
            why: row.get(3)?,
        })
    })
}

/// What the reader says of a source.
pub(in crate::store) fn facts(connection: &Connection, source: i64) -> Result<SourceFacts, Trouble> {
    let mut facts = SourceFacts {
        reliability: ratings(connection, source)?.last().and_then(|rating| rating.reliability),
        ..SourceFacts::default()
    };
    let mut query = connection.prepare_cached(
        "SELECT naming, reason, country, contact, note FROM source WHERE id = ?1 OR merged = ?1 ORDER BY id <> ?1, id",
    )?;
    let said = query.query_map([source], |row| {
        Ok((Naming::from_name(&row.get::<_, String>(0)?), [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))
    })?;
    for said in said {
        let (naming, [reason, country, contact, note]): (_, [String; 4]) = said?;
        facts.naming = facts.naming.or(naming);
        for (kept, said) in [(&mut facts.reason, reason), (&mut facts.country, country), (&mut facts.contact, contact)]
        {
            if kept.is_empty() {
                *kept = said;
            }
        }
        if !note.is_empty() && !facts.note.is_empty() {
            facts.note.push('\n');
        }
        facts.note.push_str(&note);
    }
    let order = "ORDER BY source <> ?1, source, rank";
    let tags = format!("SELECT tag FROM source_tag WHERE source IN {FAMILY} {order}");
    facts.tags = distinct(rows(connection, &tags, source, |row| row.get(0))?);
    let links = format!("SELECT kind, url FROM source_link WHERE source IN {FAMILY} {order}");
    facts.links = distinct(rows(connection, &links, source, |row| Ok(Link { kind: row.get(0)?, url: row.get(1)? }))?);
    let roles = format!(
        "SELECT role, affiliation, since, until FROM source_role WHERE source IN {FAMILY} AND by = 'reader' ORDER BY id"
    );
    facts.roles = distinct(rows(connection, &roles, source, |row| {
        Ok(Role { role: row.get(0)?, affiliation: row.get(1)?, since: row.get(2)?, until: row.get(3)? })
    })?);
    Ok(facts)
}

fn aliases(connection: &Connection, source: i64, name: &str) -> Result<Vec<Alias>, Trouble> {
    let own = format!("SELECT name FROM source_alias WHERE source IN {FAMILY} AND by = 'reader' ORDER BY name");
    let own: Vec<String> = distinct(rows(connection, &own, source, |row| row.get(0))?);
    let used: Vec<(String, usize)> = rows(
        connection,
        "SELECT name, count(DISTINCT article) AS n FROM article_source
         WHERE source = ?1 AND rank IS NOT NULL GROUP BY name ORDER BY n DESC, name",
        source,
        |row| Ok((row.get(0)?, number(row, 1)?)),
    )?;
    let times = |name: &String| used.iter().find(|(used, _)| used == name).map_or(0, |(_, n)| *n);
    let by_reader = own.iter().map(|name| Alias { name: name.clone(), by_reader: true, articles: times(name) });
    let others = used.iter().filter(|(used, _)| used != name && !own.contains(used));
    let by_text = others.map(|(name, articles)| Alias { name: name.clone(), by_reader: false, articles: *articles });
    Ok(by_reader.chain(by_text).collect())
}

fn stated(connection: &Connection, source: i64) -> Result<Vec<StatedRole>, Trouble> {
    rows(
        connection,
        "SELECT role, min(day), max(day) AS last, count(DISTINCT document.id) FROM article_source
         JOIN article ON article.id = article JOIN document ON document.id = document
         WHERE source = ?1 AND rank IS NOT NULL AND role <> '' GROUP BY role ORDER BY last DESC, role",
        source,
        |row| Ok(StatedRole { role: row.get(0)?, first: row.get(1)?, last: row.get(2)?, articles: number(row, 3)? }),
    )
}

/// Writes what the reader says of a source, where it is something else than before. A reliability other than the last one
/// joins the history.
pub(in crate::store) fn save(
    transaction: &Transaction<'_>,
    key: SourceKey,
    facts: &SourceFacts,
    assessment: Assessment<'_>,
    now: Timestamp,
) -> Result<bool, Trouble> {
    let Some(row) = root(transaction, key.0)? else { return Ok(false) };
    let before = self::facts(transaction, row)?;
    if before == *facts && assessment == Assessment::default() {
        return Ok(true);
    }
    if facts.reliability != before.reliability || assessment != Assessment::default() {
        rate(transaction, row, facts.reliability, assessment, now)?;
    }
    save_words(transaction, row, &before, facts)?;
    save_tags(transaction, row, &before.tags, &facts.tags)?;
    save_roles(transaction, row, &before.roles, &facts.roles)?;
    save_links(transaction, row, &before.links, &facts.links)?;
    let mut touch = transaction.prepare_cached("UPDATE source SET changed = ?2 WHERE id = ?1")?;
    touch.execute([row, now.as_millisecond()])?;
    Ok(true)
}

fn rate(
    transaction: &Transaction<'_>,
    source: i64,
    reliability: Option<Reliability>,
    assessment: Assessment<'_>,
    now: Timestamp,
) -> Result<(), Trouble> {
    // A clock that was set back does not make the newest rating an old one.
    let mut last =
        transaction.prepare_cached(&format!("SELECT max(rated) FROM source_rating WHERE source IN {FAMILY}"))?;
    let last: Option<i64> = last.query_row([source], |row| row.get(0))?;
    let now = now.as_millisecond().max(last.unwrap_or(i64::MIN));
    transaction
        .prepare_cached("INSERT INTO source_rating (source, reliability, rated, who, why) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![source, reliability.map(Reliability::letter), now, assessment.who, assessment.why])?;
    Ok(())
}

/// The fields of one value: what is said anew holds, and what merged sources said of it goes.
fn save_words(
    transaction: &Transaction<'_>,
    source: i64,
    before: &SourceFacts,
    facts: &SourceFacts,
) -> Result<(), Trouble> {
    let naming = |facts: &SourceFacts| facts.naming.map_or("", Naming::name).to_owned();
    let fields = [
        ("naming", naming(before), naming(facts)),
        ("reason", before.reason.clone(), facts.reason.clone()),
        ("country", before.country.clone(), facts.country.clone()),
        ("contact", before.contact.clone(), facts.contact.clone()),
        ("note", before.note.clone(), facts.note.clone()),
    ];
    for (field, before, now) in fields {
        if before != now {
            let set =
                format!("UPDATE source SET {field} = CASE id WHEN ?1 THEN ?2 ELSE '' END WHERE id = ?1 OR merged = ?1");
            transaction.prepare_cached(&set)?.execute(params![source, now])?;
        }
    }
    Ok(())
}

/// Values of one list: those that are not said any more go, whoever had them, and new ones join the source's own.
fn save_tags(transaction: &Transaction<'_>, source: i64, before: &[String], tags: &[String]) -> Result<(), Trouble> {
    let delete = format!("DELETE FROM source_tag WHERE source IN {FAMILY} AND tag = ?2");
    for tag in gone(before, tags) {
        transaction.prepare_cached(&delete)?.execute(params![source, tag])?;
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO source_tag (source, rank, tag)
         SELECT ?1, coalesce(max(rank) + 1, 0), ?2 FROM source_tag WHERE source = ?1",
    )?;
    gone(tags, before).try_for_each(|tag| insert.execute(params![source, tag]).map(drop))?;
    if facts(transaction, source)?.tags != tags {
        let mut rank = transaction.prepare_cached("UPDATE source_tag SET rank = rank + ?2 WHERE source = ?1")?;
        rank.execute([source, count(tags.len() + before.len())])?;
        let mut rank = transaction.prepare_cached("UPDATE source_tag SET rank = ?3 WHERE source = ?1 AND tag = ?2")?;
        for (at, tag) in tags.iter().enumerate() {
            rank.execute(params![source, tag, count(at)])?;
        }
    }
    Ok(())
}

fn save_links(transaction: &Transaction<'_>, source: i64, before: &[Link], links: &[Link]) -> Result<(), Trouble> {
    let delete = format!("DELETE FROM source_link WHERE source IN {FAMILY} AND kind = ?2 AND url = ?3");
    for link in gone(before, links) {
        transaction.prepare_cached(&delete)?.execute(params![source, link.kind, link.url])?;
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO source_link (source, rank, kind, url)
         SELECT ?1, coalesce(max(rank) + 1, 0), ?2, ?3 FROM source_link WHERE source = ?1",
    )?;
    for link in gone(links, before) {
        insert.execute(params![source, link.kind, link.url])?;
    }
    Ok(())
}

fn save_roles(transaction: &Transaction<'_>, source: i64, before: &[Role], roles: &[Role]) -> Result<(), Trouble> {
    let delete = format!(
        "DELETE FROM source_role WHERE source IN {FAMILY} AND by = 'reader'
             AND (role, affiliation, since, until) = (?2, ?3, ?4, ?5)"
    );
    for role in gone(before, roles) {
        let values = params![source, role.role, role.affiliation, role.since, role.until];
        transaction.prepare_cached(&delete)?.execute(values)?;
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO source_role (source, role, affiliation, since, until, by) VALUES (?1, ?2, ?3, ?4, ?5, 'reader')",
    )?;
    for role in gone(roles, before) {
        insert.execute(params![source, role.role, role.affiliation, role.since, role.until])?;
    }
    Ok(())
}

/// What one list has and the other has not.
fn gone<'a, T: PartialEq>(from: &'a [T], to: &'a [T]) -> impl Iterator<Item = &'a T> {
    from.iter().enumerate().filter(move |(at, one)| !to.contains(one) && !from[..*at].contains(one)).map(|(_, one)| one)
}

/// What a query says of a source.
pub(in crate::store) fn rows<T>(
    connection: &Connection,
    query: &str,
    source: i64,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, Trouble> {
    let mut query = connection.prepare_cached(query)?;
    let found = query.query_map([source], read)?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Each once, where it stands first.
fn distinct<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut once: Vec<T> = Vec::with_capacity(all.len());
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// Who the source with this uid in an article is.
pub(in crate::store) fn source_in(
    connection: &Connection,
    article: ArticleKey,
    uid: &str,
) -> Result<Option<SourceKey>, Trouble> {
    let mut query = connection.prepare_cached("SELECT source FROM article_source WHERE article = ?1 AND uid = ?2")?;
    Ok(query.query_row(params![article.0, uid], |row| row.get(0).map(SourceKey)).optional()?)
}

/// The uid of the row that has this name by the reader: the source's own, or one that was merged into it.
pub(super) fn alias_owner(connection: &Connection, key: SourceKey, name: &str) -> Result<Option<String>, Trouble> {
    let Some(source) = root(connection, key.0)? else { return Ok(None) };
    let mut query = connection.prepare_cached(
        "SELECT uid FROM source_alias JOIN source ON source.id = source
         WHERE source_alias.name = ?2 AND by = 'reader' AND (source.id = ?1 OR merged = ?1)",
    )?;
    Ok(query.query_row(params![source, name], |row| row.get(0)).optional()?)
}

/// The source with this uid; one that was merged is the one that it is now.
pub(super) fn by_uid(connection: &Connection, uid: &str) -> Result<Option<SourceKey>, Trouble> {
    let mut query = connection.prepare_cached("SELECT coalesce(merged, id) FROM source WHERE uid = ?1")?;
    Ok(query.query_row([uid], |row| row.get(0).map(SourceKey)).optional()?)
}
