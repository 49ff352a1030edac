//! The schema and its migrations: one file a version, applied in order, each in one transaction.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::article::{Origin, from_text, stated_day};

use super::documents::title_key;
use super::error::Trouble;

/// What brings a library from version `n` to version `n + 1`, for each `n`.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/v1.sql"),
    include_str!("schema/v2.sql"),
    include_str!("schema/v3.sql"),
    include_str!("schema/v4.sql"),
    include_str!("schema/v5.sql"),
    include_str!("schema/v6.sql"),
    include_str!("schema/v7.sql"),
];

/// The newest schema that this program knows.
pub const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// `ISND`: tells a library from other SQLite files (`PRAGMA application_id`).
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"ISND");

/// Brings the library to the newest schema; refuses one that is newer or is none of ours, and changes neither.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Trouble> {
    if version(connection)? == SCHEMA {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster: the version is read again, under the lock.
    let from = version(&transaction)?;
    for migration in MIGRATIONS.iter().skip(from as usize) {
        transaction.execute_batch(migration)?;
    }
    if (1..4).contains(&from) {
        describe_documents(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    Ok(transaction.commit()?)
}

/// What version 4 keeps and SQL cannot say: titles, folded, and the days that articles give themselves.
fn describe_documents(transaction: &Transaction<'_>) -> Result<(), Trouble> {
    let mut query = transaction.prepare(
        "SELECT document.id, title, text FROM document LEFT JOIN article_text ON article_text.article = latest",
    )?;
    let mut update =
        transaction.prepare("UPDATE document SET title_key = ?2, day = coalesce(?3, day) WHERE id = ?1")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (id, title, text): (i64, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let day = text.and_then(|text| stated_day(&from_text(text, Origin::StandardInput)));
        update.execute(params![id, title_key(&title), day.map(|day| day.to_string())])?;
    }
    Ok(())
}

/// The library's schema version; 0 for one that holds nothing yet.
pub(super) fn version(connection: &Connection) -> Result<u32, Trouble> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION_ID && !(found == 0 && application == 0 && is_empty(connection)?) {
        return Err(Trouble::Damaged("an SQLite file of another program".to_owned()));
    }
    if found > SCHEMA {
        return Err(Trouble::Newer { found, known: SCHEMA });
    }
    Ok(found)
}

fn is_empty(connection: &Connection) -> Result<bool, Trouble> {
    Ok(connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))?)
}
