//! Whom to ask about: sources that are called alike, of whom the reader has not said whether they are the same.
//!
//! Alike are two persons, or two institutions, whose names are equal (their offices kept them apart), or sound alike
//! (ARABIC §17), or of which one is part of the other: a word of a person's name, a name with one more in the middle.
//! Who is not named («مصدر أمني», «الوزير») has no sound, and is like nobody.

use rusqlite::{Connection, params};

use super::super::error::Trouble;
use super::super::row::count;
use super::facts::SourceKey;
use super::list::{SourceRow, one};

/// Two sources that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    /// The one that said more.
    pub one: SourceRow,
    /// The other.
    pub other: SourceRow,
    /// In what they are alike.
    pub by: Likeness,
}

/// In what two names are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They are the same name.
    Name,
    /// They sound alike.
    Sound,
    /// One is part of the other.
    Part,
}

impl Likeness {
    /// The name in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Likeness::Name => "same-name",
            Likeness::Sound => "spelled-alike",
            Likeness::Part => "part-of-name",
        }
    }
}

/// Some pairs to ask about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LookAlikes {
    /// The pairs, of those first who said most.
    pub pairs: Vec<LookAlike>,
    /// Where to go on; none at the end.
    pub next: Option<SourceKey>,
}

/// Whether `other` may be asked about beside `source`.
const OPEN: &str = "other.id <> source.id AND other.merged IS NULL AND other.kind = source.kind
     AND NOT EXISTS (SELECT 1 FROM source_apart WHERE one = min(source.id, other.id) AND source_apart.other = max(source.id, other.id))";

/// In what `other` may be like `source`; each is served by an index.
const LIKE: [(Likeness, &str); 6] = [
    (Likeness::Name, "other.name_key = source.name_key AND source.sound <> ''"),
    (Likeness::Sound, "other.sound = source.sound AND source.sound <> '' AND other.name_key <> source.name_key"),
    // «حسين» and «فؤاد حسين» or «حسين علاوي», from either side.
    (
        Likeness::Part,
        "other.family = source.sound AND source.sound <> '' AND other.sound <> source.sound AND source.kind = 'person'",
    ),
    (
        Likeness::Part,
        "other.given = source.sound AND source.sound <> '' AND other.sound <> source.sound AND source.kind = 'person'",
    ),
    (
        Likeness::Part,
        "other.sound IN (source.family, source.given) AND other.sound <> '' AND other.sound <> source.sound AND source.kind = 'person'",
    ),
    // «حسين علاوي» and «حسين محمد علاوي».
    (
        Likeness::Part,
        "other.family = source.family AND other.given = source.given AND source.family <> '' AND source.kind = 'person'
         AND other.sound <> source.sound AND (other.sound = other.given || ' ' || other.family
                                              OR source.sound = source.given || ' ' || source.family)",
    ),
];

/// The condition that there is somebody to ask about beside `source`.
pub(super) fn has_others() -> String {
    let like = LIKE.map(|(_, like)| format!("EXISTS (SELECT 1 FROM source AS other WHERE {like} AND {OPEN})"));
    format!("(source.sound <> '' AND ({}))", like.join(" OR "))
}

/// The sources that are like this one.
pub(super) fn of(connection: &Connection, source: i64) -> Result<Vec<(i64, Likeness)>, Trouble> {
    let mut found: Vec<(i64, Likeness)> = Vec::new();
    for (likeness, like) in LIKE {
        let text = format!(
            "SELECT other.id FROM source CROSS JOIN source AS other ON {like} AND {OPEN}
             WHERE source.id = ?1 ORDER BY other.claims DESC, other.id"
        );
        let mut query = connection.prepare_cached(&text)?;
        let others = query.query_map([source], |row| row.get::<_, i64>(0))?;
        for other in others {
            let other = other?;
            if !found.iter().any(|(known, _)| *known == other) {
                found.push((other, likeness));
            }
        }
    }
    found.sort_by_key(|(_, likeness)| *likeness);
    Ok(found)
}

/// Pairs to ask about, each once, with the one that said more; behind that one, where it is given. At least `least`, if
/// there are as many: all of a source come together.
pub(super) fn pairs(connection: &Connection, after: Option<SourceKey>, least: usize) -> Result<LookAlikes, Trouble> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT source.id, source.claims FROM source
         WHERE merged IS NULL AND (?1 IS NULL OR (claims, id) < (SELECT claims, id FROM source WHERE id = ?1)) AND {}
         ORDER BY claims DESC, id DESC",
        has_others()
    ))?;
    let mut rows = query.query(params![after.map(|after| after.0)])?;
    let mut found = LookAlikes::default();
    while let Some(row) = rows.next()? {
        let (source, claims): (i64, i64) = (row.get(0)?, row.get(1)?);
        let shown = one(connection, source)?;
        for (other, by) in of(connection, source)? {
            let other = one(connection, other)?;
            if (count(other.claims), other.key.0) < (claims, source) {
                found.pairs.push(LookAlike { one: shown.clone(), other, by });
            }
        }
        if found.pairs.len() >= least {
            found.next = Some(SourceKey(source));
            break;
        }
    }
    Ok(found)
}
