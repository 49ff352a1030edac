//! What the index of words names, those added last first.

use std::vec;

use rusqlite::{Connection, params};

use super::Within;
use crate::store::error::Trouble;

/// How far a row's number is shifted from that of what it is.
const SHIFT: u32 = 40;

/// How many are asked of the index at once.
const CHUNK: usize = 256;

/// What is indexed: a text in a row of a table, as `schema/v5.sql` numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Text(i64),
    Claim(i64),
    ClaimNote(i64),
    SourceNote(i64),
    SourceName(i64),
    SourceAlias(i64),
    SourceRole(i64),
}

impl Place {
    fn from_number(number: i64) -> Option<Place> {
        let row = number & ((1 << SHIFT) - 1);
        Some(match number >> SHIFT {
            1 => Place::Text(row),
            2 => Place::Claim(row),
            3 => Place::ClaimNote(row),
            4 => Place::SourceNote(row),
            5 => Place::SourceName(row),
            6 => Place::SourceAlias(row),
            7 => Place::SourceRole(row),
            _ => return None,
        })
    }

    /// Its number in the index.
    pub const fn number(self) -> i64 {
        let (kind, row) = match self {
            Place::Text(row) => (1, row),
            Place::Claim(row) => (2, row),
            Place::ClaimNote(row) => (3, row),
            Place::SourceNote(row) => (4, row),
            Place::SourceName(row) => (5, row),
            Place::SourceAlias(row) => (6, row),
            Place::SourceRole(row) => (7, row),
        };
        (kind << SHIFT) | row
    }

    /// What it is to the user.
    pub const fn within(self) -> Within {
        match self {
            Place::Text(_) => Within::Texts,
            Place::Claim(_) => Within::Quotes,
            Place::ClaimNote(_) | Place::SourceNote(_) => Within::Notes,
            Place::SourceName(_) | Place::SourceAlias(_) | Place::SourceRole(_) => Within::Sources,
        }
    }
}

/// The kinds that are searched as one, as numbers of the index.
const fn kinds(within: Within) -> (i64, i64) {
    match within {
        Within::Texts => (1, 1),
        Within::Quotes => (2, 2),
        Within::Notes => (3, 4),
        Within::Sources => (5, 7),
    }
}

/// The places that the index names for an expression, read as they are needed.
pub struct Candidates<'a> {
    connection: &'a Connection,
    expression: &'a str,
    first: i64,
    /// Places before this one are still to be named.
    end: i64,
    named: vec::IntoIter<i64>,
}

impl<'a> Candidates<'a> {
    pub fn new(connection: &'a Connection, within: Within, expression: &'a str) -> Result<Candidates<'a>, Trouble> {
        let (first, last) = kinds(within);
        let (first, end) = (first << SHIFT, (last + 1) << SHIFT);
        Ok(Candidates { connection, expression, first, end, named: Vec::new().into_iter() })
    }

    pub fn next(&mut self) -> Result<Option<Place>, Trouble> {
        if self.named.len() == 0 {
            self.read()?;
        }
        Ok(self.named.next().and_then(Place::from_number))
    }

    fn read(&mut self) -> Result<(), Trouble> {
        let mut query = self.connection.prepare_cached(
            "SELECT rowid FROM word_index WHERE word_index MATCH ?1 AND rowid >= ?2 AND rowid < ?3
             ORDER BY rowid DESC LIMIT ?4",
        )?;
        let most = i64::try_from(CHUNK).unwrap_or(i64::MAX);
        let named = query.query_map(params![self.expression, self.first, self.end, most], |row| row.get(0))?;
        let named: Vec<i64> = named.collect::<Result<_, _>>()?;
        self.end = named.last().copied().unwrap_or(self.first);
        self.named = named.into_iter();
        Ok(())
    }
}
