//! Whether a source of an article is one that is known: the rule by which articles share sources.
//!
//! A source is a known one of its kind where the name, or a name of the same institution, is a name of that one, and
//! nothing speaks against it:
//!
//! - a full name is enough where one only is called so, and the offices can be of one person;
//! - where several are called so, the office decides, and nobody is taken where it does not; those of whom no office is
//!   said are one source of their own;
//! - one word of a person's name is enough together with the same office;
//! - what names nobody («مصدر أمني», «الوزير», «الوزارة») is one source for each article.
//!
//! Another name that the reader gave decides alone. Whatever else is left open stays apart: look-alikes (`alike`) are for
//! the reader to join.

use rusqlite::{Connection, params};

use crate::claims::{NameKey, Office, Offices, Source, SourceKind, Telling};

use super::super::error::Trouble;
use super::facts::rows;

/// Which row of `source` a source of an article is taken for, and whom that one is by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Taken {
    /// The row.
    pub found_as: i64,
    /// Itself, or whom it was merged into.
    pub source: i64,
}

/// One that is called as the source is.
struct Candidate {
    taken: Taken,
    by_reader: bool,
    offices: Offices,
    /// Whether no office is known of it.
    bare: bool,
}

/// The row of `source` that a source of an article is, as far as that can be told; never `but`.
pub(in crate::store) fn find(
    connection: &Connection,
    source: &Source,
    but: Option<i64>,
) -> Result<Option<Taken>, Trouble> {
    if matches!(source.kind, SourceKind::Anonymous | SourceKind::Group) {
        return Ok(None);
    }
    let candidates = candidates(connection, source, but)?;
    let by_reader: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.by_reader).collect();
    if !by_reader.is_empty() {
        return Ok(only(by_reader));
    }
    Ok(match source.telling() {
        Telling::Nothing => None,
        Telling::Little => only(candidates.iter().filter(|one| one.offices == Offices::Same).collect()),
        Telling::Enough => chosen(&candidates, source.role.is_empty()),
    })
}

/// Of those with the same full name, the one that is meant.
fn chosen(candidates: &[Candidate], roleless: bool) -> Option<Taken> {
    let agree: Vec<&Candidate> = candidates.iter().filter(|one| one.offices >= Offices::Agree).collect();
    match (agree.as_slice(), candidates) {
        ([one], _) => Some(one.taken),
        ([], [one]) if one.offices == Offices::Open => Some(one.taken),
        ([], _) if roleless => only(candidates.iter().filter(|one| one.bare).collect()),
        _ => None,
    }
}

fn only(fitting: Vec<&Candidate>) -> Option<Taken> {
    match fitting.as_slice() {
        [one] => Some(one.taken),
        _ => None,
    }
}

/// Those who are called as the source is, one for each person.
fn candidates(connection: &Connection, source: &Source, but: Option<i64>) -> Result<Vec<Candidate>, Trouble> {
    let mut keys = vec![NameKey::of(&source.name).key];
    keys.extend(source.other_keys());
    let mut query = connection.prepare_cached(
        "SELECT id, coalesce(merged, id), 0 FROM source WHERE name_key = ?1 AND kind = ?2
         UNION ALL
         SELECT source.id, coalesce(merged, source.id), by = 'reader' FROM source_alias JOIN source ON source.id = source
         WHERE source_alias.name_key = ?1 AND (kind = ?2 OR by = 'reader')
         ORDER BY 1",
    )?;
    let office = Office::of(&source.role);
    let mut candidates: Vec<Candidate> = Vec::new();
    for key in keys.iter().filter(|key| !key.is_empty()) {
        let found = query.query_map(params![key, source.kind.name()], |row| {
            Ok((Taken { found_as: row.get(0)?, source: row.get(1)? }, row.get::<_, bool>(2)?))
        })?;
        for found in found {
            let (taken, by_reader) = found?;
            if Some(taken.source) == but || Some(taken.found_as) == but {
                continue;
            }
            match candidates.iter_mut().find(|one| one.taken.source == taken.source) {
                Some(known) => known.by_reader |= by_reader,
                None => {
                    let (offices, bare) = beside(connection, taken.source, &office)?;
                    candidates.push(Candidate { taken, by_reader, offices, bare });
                }
            }
        }
    }
    Ok(candidates)
}

/// Whether a source can have this office beside those that are known of it, and whether none is known.
fn beside(connection: &Connection, source: i64, office: &Office) -> Result<(Offices, bool), Trouble> {
    let query = "SELECT DISTINCT role || ' ' || affiliation FROM source_role
                 WHERE source IN (SELECT id FROM source WHERE id = ?1 OR merged = ?1)";
    let known: Vec<String> = rows(connection, query, source, |row| row.get(0))?;
    let best = known.iter().map(|known| office.beside(&Office::of(known))).max();
    Ok((best.unwrap_or(Offices::Open), known.is_empty()))
}
