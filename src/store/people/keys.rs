//! The keys by which sources are found, compared and sorted. They are kept with each source, and made anew where a newer
//! program makes others.

use std::fmt::Write as _;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::claims::{NameKey, Source, SourceKind, Telling};
use crate::fold::{Level, folded};

use super::super::error::Trouble;

/// Counts the ways in which keys were ever made: one more where the test below finds other keys than those of before.
const VERSION: i64 = 1;

/// Who a source is said to be, to whom it is to be compared.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Called<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is; empty where that is not known.
    pub kind: &'a str,
    /// Its office, where it is known.
    pub role: &'a str,
}

/// The keys of a source.
pub(super) struct Keys {
    pub name: NameKey,
    pub sort: String,
}

impl Keys {
    /// Those of a source that names nobody have no sound: nothing is like it.
    pub fn of(called: Called<'_>) -> Keys {
        let Called { name, kind, role } = called;
        let mut key = NameKey::of(name);
        let telling = SourceKind::from_name(kind).map_or(Telling::Nothing, |kind| {
            Source { name: name.to_owned(), role: role.to_owned(), kind, mentions: Vec::new() }.telling()
        });
        if telling == Telling::Nothing {
            (key.sound, key.family, key.given) = (String::new(), String::new(), String::new());
        }
        Keys { name: key, sort: sort_key(name) }
    }
}

/// Writes the keys of a source that is called so.
pub(super) fn write(transaction: &Transaction<'_>, source: i64, called: Called<'_>) -> Result<(), Trouble> {
    let Keys { name, sort } = Keys::of(called);
    transaction
        .prepare_cached(
            "UPDATE source SET (name_key, sound, family, given, sort) = (?2, ?3, ?4, ?5, ?6) WHERE id = ?1",
        )?
        .execute(params![source, name.key, name.sound, name.family, name.given, sort])?;
    Ok(())
}

/// The sort key of a name: lower-case hexadecimal digits that sort as ICU sorts names in Arabic (digits, then Arabic
/// letters, then others; spellings of alef as one), «ال» at the beginning aside.
pub fn sort_key(name: &str) -> String {
    let name = folded(name.trim_start(), Level::Normal);
    let bare = name.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(&name);
    let mut key = Vec::new();
    COLLATOR.with(|collator| {
        if let Some(collator) = collator {
            // Writing to a vector does not fail.
            let _ = collator.write_sort_key_to(bare, &mut key);
        }
    });
    key.iter().fold(String::with_capacity(2 * key.len()), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

thread_local! {
    static COLLATOR: Option<CollatorBorrowed<'static>> = {
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Secondary);
        Collator::try_new(locale!("ar").into(), options).ok()
    };
}

/// Makes the keys of all sources and of their other names anew, where they are not those of this program.
pub(in crate::store) fn bring_up(connection: &mut Connection) -> Result<(), Trouble> {
    let version = "SELECT n FROM tally WHERE name = 'source-keys'";
    if connection.query_row(version, [], |row| row.get::<_, i64>(0))? == VERSION {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut query = transaction.prepare(
        "SELECT id, name, kind, coalesce((SELECT role FROM source_role WHERE source_role.source = source.id AND by = 'text'), '')
         FROM source",
    )?;
    let known = query.query_map([], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?])))?;
    let known: Vec<(i64, [String; 3])> = known.collect::<Result<_, _>>()?;
    drop(query);
    for (source, [name, kind, role]) in &known {
        write(&transaction, *source, Called { name, kind, role })?;
    }
    let mut set = transaction.prepare("UPDATE source_alias SET name_key = ?3 WHERE source = ?1 AND name = ?2")?;
    let mut query = transaction.prepare("SELECT source, name FROM source_alias")?;
    let names = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let names: Vec<(i64, String)> = names.collect::<Result<_, _>>()?;
    drop(query);
    for (source, name) in names {
        set.execute(params![source, name, NameKey::of(&name).key])?;
    }
    drop(set);
    transaction.execute("UPDATE tally SET n = ?1 WHERE name = 'source-keys'", [VERSION])?;
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_by_the_alphabet() {
        let sorted =
            ["17 تموز", "أحمد", "إدارة المياه", "آدم", "البنتاغون", "تامر", "ثريا", "هند", "ياسر", "Adam", "Zed"];
        let mut names = sorted;
        names.reverse();
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, sorted);
    }

    #[test]
    fn keys_are_those_of_their_version() {
        let keys = [sort_key("البنتاغون"), sort_key("أحمد"), NameKey::of("د. أبا زيد عبد الله").key];
        assert_eq!((VERSION, keys.join("|").as_str()), (1, "281ece2a06aae0ce01434b07|28064aca56014b07|ابوزيد عبدالله"));
    }
}
