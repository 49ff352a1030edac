//! Where claims of a source are quoted in other articles, for lists that show some of its claims.

use rusqlite::Connection;

use super::super::error::Trouble;
use super::dossier::{self, CLAIM, ClaimOf};

/// The claims with these numbers, with where they are quoted in other articles. All of them are claims of `source`; those
/// that are gone are left out.
pub(super) fn of(connection: &Connection, source: i64, claims: &[i64]) -> Result<Vec<ClaimOf>, Trouble> {
    let mut query = connection.prepare_cached(&format!("{CLAIM} WHERE claim.id = ?1"))?;
    let mut found = Vec::with_capacity(claims.len());
    for claim in claims {
        for row in query.query_map([claim], dossier::claim)? {
            found.push(row?);
        }
    }
    dossier::align(connection, source, &mut found)?;
    Ok(found)
}
