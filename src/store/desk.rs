//! The library as text, for a desk that works through files: what each document is and what was said of it, one JSON line
//! an annotation, in an order that depends on nothing but the annotations; and back into a library.
//!
//! Rows are named by what is the same in every library: texts by their hashes, claims and sources by their uids. Claims
//! as found, places of reading and the paths of files are no part of it: the first are found again, the others are of one
//! person. Each kind of line is one query that writes it and one that takes it in; a line that is newer than what is there
//! takes its place.

use std::fmt;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::documents::title_key;
use super::error::{StoreError, Trouble};
use super::marks::{ArticleKey, DocumentKey};
use super::{Store, people, searching};

/// The line of a claim's marks, from its rows.
macro_rules! claim_line {
    () => {
        "json_object('kind', 'claim', 'article', hash, 'claim', claim, 'verdict', verdict, 'credibility', credibility,
            'status', status, 'said', said, 'note', n.note,
            'tags', json((SELECT json_group_array(tag ORDER BY rank) FROM claim_tag WHERE note = n.id)),
            'evidence', json((SELECT json_group_array(json_object('kind', kind, 'url', url, 'archive', archive,
                'accessed', accessed, 'note', note_on) ORDER BY rank, id) FROM claim_evidence WHERE note = n.id)),
            'pinned', pinned, 'exact', exact, 'prefix', prefix, 'suffix', suffix,
            'bytes', json_array(byte_start, byte_end), 'points', json_array(point_start, point_end), 'block', block,
            'created', created, 'changed', changed)
         FROM claim_note AS n JOIN article ON article.id = n.article"
    };
}

/// The line of a contradiction: the claim that comes first by hash and uid is named first.
macro_rules! contradiction_line {
    () => {
        "json_object('kind', 'contradiction', 'one', json_array(a.hash, x.claim), 'other', json_array(b.hash, y.claim),
            'note', c.note, 'made', made)
         FROM contradiction AS c JOIN claim_note AS x ON x.id IN (one, other) JOIN article AS a ON a.id = x.article
         JOIN claim_note AS y ON y.id IN (one, other) AND y.id <> x.id
         JOIN article AS b ON b.id = y.article AND (a.hash, x.claim) < (b.hash, y.claim)"
    };
}

/// A document on the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskDocument {
    /// What is said of it beside its texts: a JSON object.
    pub about: String,
    /// Its texts by their hashes, the oldest first.
    pub texts: Vec<(String, String)>,
    /// What was said of it: a JSON object each, in order.
    pub lines: Vec<String>,
}

/// Whether what a source may be reached by is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the answer")]
pub enum Contacts {
    Kept,
    LeftOut,
}

/// What became of a desk's folder in a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskReport {
    /// Texts that were new.
    pub texts: Vec<ArticleKey>,
    /// Annotations that were new.
    pub new: usize,
    /// Annotations that were there already, just so.
    pub known: usize,
    /// Annotations that both had, each another way, and what became of them.
    pub conflicts: Vec<Conflict>,
    /// What could not be taken in.
    pub refused: Vec<String>,
}

/// An annotation that the library and the desk have in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What it is of: a kind of line, and hashes or uids.
    pub what: String,
    /// Which of the two holds now: the one that was changed last.
    pub holds: Side,
    /// The line that gave way.
    pub lost: String,
}

/// Whose an annotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The library's.
    Library,
    /// The desk's.
    Desk,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let holds = match self.holds {
            Side::Library => "the library's holds",
            Side::Desk => "the desk's holds",
        };
        write!(f, "{}: {holds}; the other was {}", self.what, self.lost)
    }
}

impl Store {
    /// Every source, a JSON object each, in order.
    pub fn desk_sources(&self, contacts: Contacts) -> Result<Vec<String>, StoreError> {
        let contact = if contacts == Contacts::Kept { "contact" } else { "''" };
        self.read(|connection| lines(connection, &SOURCES.replace("{contact}", contact), params![]))
    }

    /// One document with its texts and all that was said of it.
    pub fn desk_document(&self, document: DocumentKey) -> Result<DeskDocument, StoreError> {
        self.read(|connection| {
            let about = connection.query_row(ABOUT, [document.0], |row| row.get(0))?;
            let mut query = connection.prepare_cached(
                "SELECT hash, text FROM article JOIN article_text ON article = id WHERE document = ?1 ORDER BY id",
            )?;
            let texts = query.query_map([document.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut said = Vec::new();
            for kind in KINDS {
                said.extend(lines(connection, kind.out, params![document.0])?);
            }
            Ok(DeskDocument { about, texts: texts.collect::<Result<_, _>>()?, lines: said })
        })
    }

    /// Takes a desk into the library, all of it or nothing. What both have in two ways is told; what was changed last
    /// holds. Claims are to be found in the new texts afterwards.
    pub fn take_in_desk(
        &mut self,
        sources: &[String],
        documents: impl IntoIterator<Item = DeskDocument>,
        mode: DeskMode,
    ) -> Result<DeskReport, StoreError> {
        let path = self.path.clone();
        let take = || {
            let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let mut report = DeskReport::default();
            let mut later = Vec::new();
            for line in sources {
                take_source(&transaction, line, &mut report)?;
            }
            for document in documents {
                take_document(&transaction, document, &mut later, &mut report)?;
            }
            // What names two claims or sources comes when both are there.
            for line in sources {
                connect_source(&transaction, line)?;
            }
            for line in later {
                take_line(&transaction, &line, &mut report)?;
            }
            transaction.execute("UPDATE tally SET n = 0 WHERE name = 'source-keys'", [])?;
            searching::wipe(&transaction)?;
            match mode {
                DeskMode::Real => transaction.commit()?,
                DeskMode::Dry => transaction.rollback()?,
            }
            people::keys::bring_up(&mut self.connection)?;
            Ok(report)
        };
        take().map_err(|trouble: Trouble| StoreError::new(&path, trouble))
    }
}

/// Whether a desk is taken in, or only what would become of it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum DeskMode {
    Real,
    Dry,
}

fn lines(connection: &Connection, query: &str, of: &[&dyn rusqlite::ToSql]) -> Result<Vec<String>, Trouble> {
    let mut query = connection.prepare_cached(query)?;
    let rows = query.query_map(of, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One kind of line.
struct Kind {
    name: &'static str,
    /// Writes the lines of a document, in order.
    out: &'static str,
    /// Gives the line that the library has in the place of one that comes in.
    there: &'static str,
    /// Takes a line in, where it is newer; several statements, each of the line.
    take: &'static [&'static str],
}

const ABOUT: &str =
    "SELECT json_object('title', title, 'outlet', outlet, 'byline', byline, 'url', url, 'language', language,
        'published', published, 'day', day, 'added', added, 'latest', (SELECT hash FROM article WHERE id = latest),
        'versions', json((SELECT json_group_array(json_object('hash', hash, 'title', version.title, 'added', first_opened,
            'window', CASE WHEN window_start IS NULL THEN NULL ELSE json_array(window_start, window_end, file_size) END,
            'blocks', coalesce(blocks, '')))
            FROM (SELECT article.*, blocks FROM article LEFT JOIN article_text ON article = id
                  WHERE document = document.id ORDER BY id) AS version WHERE version.document = document.id)))
    FROM document WHERE id = ?1";

const SOURCES: &str = "SELECT json_object('kind', 'source', 'uid', uid, 'name', name, 'is', kind, 'naming', naming,
        'reason', reason, 'country', country, 'contact', {contact}, 'note', note,
        'tags', json((SELECT json_group_array(tag ORDER BY rank) FROM source_tag WHERE source = s.id)),
        'names', json((SELECT json_group_array(name ORDER BY name) FROM source_alias WHERE source = s.id AND by = 'reader')),
        'roles', json((SELECT json_group_array(json_object('role', role, 'at', affiliation, 'since', since, 'until', until)
            ORDER BY since, role, affiliation, until) FROM source_role WHERE source = s.id AND by = 'reader')),
        'links', json((SELECT json_group_array(json_object('kind', kind, 'url', url) ORDER BY rank)
            FROM source_link WHERE source = s.id)),
        'ratings', json((SELECT json_group_array(json_object('reliability', reliability, 'at', rated, 'who', who, 'why', why)
            ORDER BY id) FROM source_rating WHERE source = s.id)),
        'merged', (SELECT uid FROM source WHERE id = s.merged),
        'apart', json((SELECT json_group_array(uid ORDER BY uid) FROM source_apart JOIN source AS far
            ON far.id = CASE s.id WHEN one THEN other ELSE one END WHERE s.id IN (one, other) AND far.uid > s.uid)),
        'created', created, 'changed', changed)
    FROM source AS s ORDER BY name, uid";

const KINDS: [Kind; 4] = [
    Kind {
        name: "mention",
        out: "SELECT json_object('kind', 'mention', 'article', hash, 'uid', m.uid, 'name', m.name, 'role', m.role,
                'is', m.kind, 'source', s.uid, 'found-as', f.uid)
            FROM article_source AS m JOIN article ON article.id = article JOIN source AS s ON s.id = m.source
            JOIN source AS f ON f.id = found_as WHERE document = ?1 ORDER BY hash, m.uid",
        there: "SELECT json_object('kind', 'mention', 'article', hash, 'uid', m.uid, 'name', m.name, 'role', m.role,
                'is', m.kind, 'source', s.uid, 'found-as', f.uid)
            FROM article_source AS m JOIN article ON article.id = article JOIN source AS s ON s.id = m.source
            JOIN source AS f ON f.id = found_as WHERE hash = ?1 ->> 'article' AND m.uid = ?1 ->> 'uid'",
        take: &["INSERT INTO article_source (article, uid, name, role, kind, source, found_as)
            SELECT article.id, ?1 ->> 'uid', ?1 ->> 'name', ?1 ->> 'role', ?1 ->> 'is', s.id, f.id
            FROM article JOIN source AS s ON s.uid = ?1 ->> 'source' JOIN source AS f ON f.uid = ?1 ->> 'found-as'
            WHERE hash = ?1 ->> 'article' ON CONFLICT DO NOTHING"],
    },
    Kind {
        name: "claim",
        out: concat!("SELECT ", claim_line!(), " WHERE document = ?1 ORDER BY hash, byte_start, byte_end, claim"),
        there: concat!("SELECT ", claim_line!(), " WHERE hash = ?1 ->> 'article' AND claim = ?1 ->> 'claim'"),
        take: &[
            "INSERT INTO claim_note (article, claim, exact, prefix, suffix, byte_start, byte_end, point_start, point_end,
                block, verdict, credibility, status, said, note, pinned, created, changed)
            SELECT id, ?1 ->> 'claim', ?1 ->> 'exact', ?1 ->> 'prefix', ?1 ->> 'suffix', ?1 ->> '$.bytes[0]',
                ?1 ->> '$.bytes[1]', ?1 ->> '$.points[0]', ?1 ->> '$.points[1]', ?1 ->> 'block', ?1 ->> 'verdict',
                ?1 ->> 'credibility', ?1 ->> 'status', ?1 ->> 'said', ?1 ->> 'note', ?1 ->> 'pinned', ?1 ->> 'created',
                ?1 ->> 'changed' FROM article WHERE hash = ?1 ->> 'article'
            ON CONFLICT (article, claim) DO UPDATE SET (verdict, credibility, status, said, note, pinned, changed) =
                (excluded.verdict, excluded.credibility, excluded.status, excluded.said, excluded.note, excluded.pinned,
                 excluded.changed)",
            "DELETE FROM claim_tag WHERE note = (SELECT claim_note.id FROM claim_note JOIN article ON article.id = article
                WHERE hash = ?1 ->> 'article' AND claim = ?1 ->> 'claim')",
            "INSERT INTO claim_tag (note, rank, tag) SELECT claim_note.id, key, value
                FROM claim_note JOIN article ON article.id = article JOIN json_each(?1, '$.tags')
                WHERE hash = ?1 ->> 'article' AND claim = ?1 ->> 'claim'",
            "DELETE FROM claim_evidence WHERE note = (SELECT claim_note.id FROM claim_note JOIN article
                ON article.id = article WHERE hash = ?1 ->> 'article' AND claim = ?1 ->> 'claim')",
            "INSERT INTO claim_evidence (note, rank, kind, url, archive, accessed, note_on)
                SELECT claim_note.id, key, value ->> 'kind', value ->> 'url', value ->> 'archive', value ->> 'accessed',
                    value ->> 'note' FROM claim_note JOIN article ON article.id = article
                JOIN json_each(?1, '$.evidence') WHERE hash = ?1 ->> 'article' AND claim = ?1 ->> 'claim'",
        ],
    },
    Kind {
        name: "correction",
        out: "SELECT json_object('kind', 'correction', 'article', hash, 'body', json(body), 'made', made, 'undone', undone)
            FROM correction JOIN article ON article.id = article WHERE document = ?1 ORDER BY hash, correction.id",
        there: "SELECT json_object('kind', 'correction', 'article', hash, 'body', json(body), 'made', made, 'undone', undone)
            FROM correction JOIN article ON article.id = article WHERE hash = ?1 ->> 'article'
            AND json(body) = json(?1 -> 'body') AND made = ?1 ->> 'made'",
        take: &["INSERT INTO correction (article, body, made, undone)
            SELECT id, ?1 -> 'body', ?1 ->> 'made', ?1 ->> 'undone' FROM article WHERE hash = ?1 ->> 'article'"],
    },
    Kind {
        name: "contradiction",
        out: concat!("SELECT ", contradiction_line!(), " WHERE a.document = ?1 ORDER BY a.hash, x.claim, b.hash, y.claim"),
        there: concat!(
            "SELECT ", contradiction_line!(), " WHERE a.hash = ?1 ->> '$.one[0]' AND x.claim = ?1 ->> '$.one[1]'
             AND b.hash = ?1 ->> '$.other[0]' AND y.claim = ?1 ->> '$.other[1]'"
        ),
        take: &["INSERT INTO contradiction (one, other, note, made)
            SELECT min(x.id, y.id), max(x.id, y.id), ?1 ->> 'note', ?1 ->> 'made'
            FROM claim_note AS x JOIN article AS a ON a.id = x.article, claim_note AS y JOIN article AS b ON b.id = y.article
            WHERE a.hash = ?1 ->> '$.one[0]' AND x.claim = ?1 ->> '$.one[1]'
                AND b.hash = ?1 ->> '$.other[0]' AND y.claim = ?1 ->> '$.other[1]'
            ON CONFLICT DO UPDATE SET (note, made) = (excluded.note, excluded.made)"],
    },
];

fn take_document(
    transaction: &Transaction<'_>,
    document: DeskDocument,
    later: &mut Vec<String>,
    report: &mut DeskReport,
) -> Result<(), Trouble> {
    let known: Option<i64> = transaction
        .prepare_cached(
            "SELECT document FROM article WHERE hash IN (SELECT value ->> 'hash' FROM json_each(?1, '$.versions'))
             ORDER BY id LIMIT 1",
        )?
        .query_row([&document.about], |row| row.get(0))
        .optional()?;
    let title: String = transaction.query_row("SELECT ?1 ->> 'title'", [&document.about], |row| row.get(0))?;
    let id = match known {
        Some(id) => {
            let there: String = transaction.query_row(ABOUT, [id], |row| row.get(0))?;
            if same(&there, &document.about) {
                report.known += 1;
            } else {
                let what = format!("article {id}");
                report.conflicts.push(Conflict { what, holds: Side::Library, lost: document.about.clone() });
            }
            id
        }
        None => transaction.query_row(TAKE_ABOUT, params![document.about, title_key(&title)], |row| row.get(0))?,
    };
    let mut insert = transaction.prepare_cached(TAKE_VERSION)?;
    let versions = lines(transaction, "SELECT value FROM json_each(?1, '$.versions')", params![document.about])?;
    for version in versions {
        let new: Option<i64> = insert.query_row(params![version, id], |row| row.get(0)).optional()?;
        report.texts.extend(new.map(ArticleKey));
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO article_text (article, text, blocks)
         SELECT id, ?2, (SELECT coalesce(value ->> 'blocks', '') FROM json_each(?3, '$.versions') WHERE value ->> 'hash' = ?1)
         FROM article WHERE hash = ?1 ON CONFLICT DO NOTHING",
    )?;
    for (hash, text) in &document.texts {
        insert.execute(params![hash, text, document.about])?;
    }
    if known.is_none() {
        let mut latest = transaction.prepare_cached(
            "UPDATE document SET latest = (SELECT id FROM article WHERE hash = ?1 ->> 'latest') WHERE id = ?2",
        )?;
        latest.execute(params![document.about, id])?;
    }
    for line in document.lines {
        if kind_of(transaction, &line)? == "contradiction" {
            later.push(line);
        } else {
            take_line(transaction, &line, report)?;
        }
    }
    Ok(())
}

const TAKE_ABOUT: &str = "INSERT INTO document (latest, title, title_key, outlet, byline, url, language, published, day, added)
    VALUES (0, ?1 ->> 'title', ?2, ?1 ->> 'outlet', ?1 ->> 'byline', ?1 ->> 'url', ?1 ->> 'language', ?1 ->> 'published',
        ?1 ->> 'day', ?1 ->> 'added') RETURNING id";

const TAKE_VERSION: &str =
    "INSERT INTO article (hash, title, window_start, window_end, file_size, first_opened, last_opened, document)
    VALUES (?1 ->> 'hash', ?1 ->> 'title', ?1 ->> '$.window[0]', ?1 ->> '$.window[1]', ?1 ->> '$.window[2]',
        ?1 ->> 'added', ?1 ->> 'added', ?2) ON CONFLICT DO NOTHING RETURNING id";

/// Whether two lines say the same, in whatever order.
fn same(one: &str, other: &str) -> bool {
    let read = |line| serde_json::from_str::<serde_json::Value>(line).ok();
    one == other || read(one).is_some_and(|one| Some(one) == read(other))
}

fn kind_of(connection: &Connection, line: &str) -> Result<String, Trouble> {
    let kind: Option<String> = connection.query_row("SELECT ?1 ->> 'kind'", [line], |row| row.get(0))?;
    Ok(kind.unwrap_or_default())
}

/// Takes one annotation in, unless what is there was changed later.
fn take_line(transaction: &Transaction<'_>, line: &str, report: &mut DeskReport) -> Result<(), Trouble> {
    let name = kind_of(transaction, line)?;
    let Some(kind) = KINDS.iter().find(|kind| kind.name == name) else {
        report.refused.push(line.to_owned());
        return Ok(());
    };
    let there: Option<String> =
        transaction.prepare_cached(kind.there)?.query_row([line], |row| row.get(0)).optional()?;
    if there.as_deref().is_some_and(|there| same(there, line)) {
        report.known += 1;
        return Ok(());
    }
    let when = |line: &str| -> Result<i64, Trouble> {
        let when =
            "SELECT max(coalesce(?1 ->> 'changed', 0), coalesce(?1 ->> 'undone', 0), coalesce(?1 ->> 'made', 0))";
        Ok(transaction.query_row(when, [line], |row| row.get(0))?)
    };
    if let Some(there) = there {
        let newer = kind.name != "mention" && when(line)? > when(&there)?;
        let what = format!("{name} {}", place_of(transaction, line)?);
        let (holds, lost) = if newer { (Side::Desk, there) } else { (Side::Library, line.to_owned()) };
        report.conflicts.push(Conflict { what, holds, lost });
        if !newer {
            return Ok(());
        }
        if kind.name == "correction" {
            let mut update = transaction.prepare_cached(
                "UPDATE correction SET undone = ?1 ->> 'undone' WHERE made = ?1 ->> 'made' AND json(body) = json(?1 -> 'body')
                     AND article = (SELECT id FROM article WHERE hash = ?1 ->> 'article')",
            )?;
            update.execute([line])?;
            return Ok(());
        }
    } else {
        report.new += 1;
    }
    for take in kind.take {
        let done = transaction.prepare_cached(take)?.execute([line]);
        if done.is_err() || (done == Ok(0) && take.starts_with("INSERT INTO article_source")) {
            report.refused.push(line.to_owned());
            return Ok(());
        }
    }
    Ok(())
}

/// Hashes and uids that say of what a line is.
fn place_of(connection: &Connection, line: &str) -> Result<String, Trouble> {
    let place = "SELECT coalesce(substr(?1 ->> 'article', 1, 12), ?1 ->> '$.one[1]', '') || ' ' ||
        coalesce(?1 ->> 'claim', ?1 ->> 'uid', ?1 ->> '$.other[1]', ?1 ->> '$.body.correction', '')";
    Ok(connection.query_row(place, [line], |row| row.get(0))?)
}

fn take_source(transaction: &Transaction<'_>, line: &str, report: &mut DeskReport) -> Result<(), Trouble> {
    // A desk from which contacts were left out says nothing of them.
    let contact = "CASE ?1 ->> 'contact' WHEN '' THEN '' ELSE contact END";
    let there = SOURCES.replace("{contact}", contact).replace("ORDER BY name, uid", "WHERE uid = ?1 ->> 'uid'");
    let there: Option<String> = transaction.prepare_cached(&there)?.query_row([line], |row| row.get(0)).optional()?;
    if there.as_deref().is_some_and(|there| same(there, line)) {
        report.known += 1;
        return Ok(());
    }
    if let Some(there) = there {
        let newer: bool =
            transaction.query_row("SELECT ?1 ->> 'changed' > ?2 ->> 'changed'", [line, &there], |row| row.get(0))?;
        let what = format!("source {}", place_of(transaction, line)?.trim());
        let (holds, lost) = if newer { (Side::Desk, there) } else { (Side::Library, line.to_owned()) };
        report.conflicts.push(Conflict { what, holds, lost });
        if !newer {
            return Ok(());
        }
    } else {
        report.new += 1;
    }
    for take in TAKE_SOURCE {
        if transaction.prepare_cached(take)?.execute([line]).is_err() {
            report.refused.push(line.to_owned());
            return Ok(());
        }
    }
    Ok(())
}

const TAKE_SOURCE: [&str; 11] = [
    "INSERT INTO source (uid, name, name_key, kind, naming, reason, country, contact, note, created, changed)
     VALUES (?1 ->> 'uid', ?1 ->> 'name', '', ?1 ->> 'is', ?1 ->> 'naming', ?1 ->> 'reason', ?1 ->> 'country',
        ?1 ->> 'contact', ?1 ->> 'note', ?1 ->> 'created', ?1 ->> 'changed')
     ON CONFLICT (uid) DO UPDATE SET (name, naming, reason, country, note, changed) = (excluded.name, excluded.naming,
        excluded.reason, excluded.country, excluded.note, excluded.changed),
        contact = CASE excluded.contact WHEN '' THEN contact ELSE excluded.contact END",
    "DELETE FROM source_tag WHERE source = (SELECT id FROM source WHERE uid = ?1 ->> 'uid')",
    "INSERT INTO source_tag (source, rank, tag) SELECT source.id, key, value FROM source JOIN json_each(?1, '$.tags')
     WHERE uid = ?1 ->> 'uid'",
    "DELETE FROM source_alias WHERE by = 'reader' AND source = (SELECT id FROM source WHERE uid = ?1 ->> 'uid')",
    "INSERT INTO source_alias (source, name, name_key, by) SELECT source.id, value, '', 'reader'
     FROM source JOIN json_each(?1, '$.names') WHERE uid = ?1 ->> 'uid'
     ON CONFLICT (source, name) DO UPDATE SET by = 'reader'",
    "DELETE FROM source_role WHERE by = 'reader' AND source = (SELECT id FROM source WHERE uid = ?1 ->> 'uid')",
    "INSERT INTO source_role (source, role, affiliation, since, until, by) SELECT source.id, value ->> 'role', value ->> 'at',
        value ->> 'since', value ->> 'until', 'reader' FROM source JOIN json_each(?1, '$.roles') WHERE uid = ?1 ->> 'uid'",
    "DELETE FROM source_link WHERE source = (SELECT id FROM source WHERE uid = ?1 ->> 'uid')",
    "INSERT INTO source_link (source, rank, kind, url) SELECT source.id, key, value ->> 'kind', value ->> 'url'
     FROM source JOIN json_each(?1, '$.links') WHERE uid = ?1 ->> 'uid'",
    "DELETE FROM source_rating WHERE source = (SELECT id FROM source WHERE uid = ?1 ->> 'uid')",
    "INSERT INTO source_rating (source, reliability, rated, who, why) SELECT source.id, value ->> 'reliability',
        value ->> 'at', value ->> 'who', value ->> 'why' FROM source JOIN json_each(?1, '$.ratings')
     WHERE uid = ?1 ->> 'uid' ORDER BY key",
];

/// Who was merged into whom, and who was said to be another.
fn connect_source(transaction: &Transaction<'_>, line: &str) -> Result<(), Trouble> {
    transaction
        .prepare_cached(
            "UPDATE source SET merged = (SELECT id FROM source AS whole WHERE whole.uid = ?1 ->> 'merged')
             WHERE uid = ?1 ->> 'uid' AND ?1 ->> 'merged' IS NOT NULL AND merged IS NULL",
        )?
        .execute([line])?;
    transaction
        .prepare_cached(
            "INSERT INTO source_apart (one, other) SELECT min(near.id, far.id), max(near.id, far.id)
             FROM source AS near JOIN json_each(?1, '$.apart') JOIN source AS far ON far.uid = value
             WHERE near.uid = ?1 ->> 'uid' ON CONFLICT DO NOTHING",
        )?
        .execute([line])?;
    Ok(())
}
