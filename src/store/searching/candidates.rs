//! What the index of words names, those added last first.

use std::vec;

use rusqlite::{Connection, params};

use super::Within;
use crate::store::error::Trouble;
use crate::store::marks::DocumentKey;

/// How far a row's number is shifted from that of what it is.
const SHIFT: u32 = 40;

/// How many are asked of the index at once.
const CHUNK: usize = 256;

/// What is indexed: a text in a row of a table, as `schema/v6.sql` numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Text(i64),
    Claim(i64),
    ClaimNote(i64),
    SourceNote(i64),
    Source(i64),
    Title(i64),
}

impl Place {
    fn from_number(number: i64) -> Option<Place> {
        let row = number & ((1 << SHIFT) - 1);
        Some(match number >> SHIFT {
            1 => Place::Text(row),
            2 => Place::Claim(row),
            3 => Place::ClaimNote(row),
            4 => Place::SourceNote(row),
            5 => Place::Source(row),
            6 => Place::Title(row),
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
            Place::Source(row) => (5, row),
            Place::Title(row) => (6, row),
        };
        (kind << SHIFT) | row
    }

    /// Whether it is the title of this.
    pub fn is_title_of(self, document: DocumentKey) -> bool {
        matches!(self, Place::Title(row) if row == document.0)
    }

    /// What it is to the user.
    pub const fn within(self) -> Within {
        match self {
            Place::Text(_) | Place::Title(_) => Within::Texts,
            Place::Claim(_) => Within::Quotes,
            Place::ClaimNote(_) | Place::SourceNote(_) => Within::Notes,
            Place::Source(_) => Within::Sources,
        }
    }
}

/// Rows of an index that are searched as one.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    query: &'static str,
    first: i64,
    end: i64,
}

const WORDS: &str = "SELECT rowid FROM word_index WHERE word_index MATCH ?1 AND rowid >= ?2 AND rowid < ?3
    ORDER BY rowid DESC LIMIT ?4";
const SAID: &str = "SELECT rowid FROM said_index WHERE said_index MATCH ?1 AND rowid >= ?2 AND rowid < ?3
    ORDER BY rowid DESC LIMIT ?4";

const fn stretch(query: &'static str, first: i64, last: i64) -> Stretch {
    Stretch { query, first: first << SHIFT, end: (last + 1) << SHIFT }
}

/// Where to look, the last first. Titles come behind texts, of which most begin with theirs.
fn stretches(within: Within) -> Vec<Stretch> {
    match within {
        Within::Texts => vec![stretch(SAID, 6, 6), stretch(WORDS, 1, 1)],
        Within::Quotes => vec![stretch(WORDS, 2, 2)],
        Within::Notes => vec![stretch(SAID, 3, 4)],
        Within::Sources => vec![stretch(SAID, 5, 5)],
    }
}

/// The places that the index names for an expression, read as they are needed.
pub struct Candidates<'a> {
    connection: &'a Connection,
    expression: &'a str,
    /// Where it is still to be looked, the next last; before [`Stretch::end`] of that one.
    stretches: Vec<Stretch>,
    named: vec::IntoIter<i64>,
}

impl<'a> Candidates<'a> {
    pub fn new(connection: &'a Connection, within: Within, expression: &'a str) -> Candidates<'a> {
        Candidates { connection, expression, stretches: stretches(within), named: Vec::new().into_iter() }
    }

    pub fn next(&mut self) -> Result<Option<Place>, Trouble> {
        while self.named.len() == 0 && !self.stretches.is_empty() {
            self.read()?;
        }
        Ok(self.named.next().and_then(Place::from_number))
    }

    /// Reads on in the next stretch, or leaves it behind.
    fn read(&mut self) -> Result<(), Trouble> {
        let Some(stretch) = self.stretches.last_mut() else { return Ok(()) };
        let mut query = self.connection.prepare_cached(stretch.query)?;
        let most = i64::try_from(CHUNK).unwrap_or(i64::MAX);
        let named = query.query_map(params![self.expression, stretch.first, stretch.end, most], |row| row.get(0))?;
        let named: Vec<i64> = named.collect::<Result<_, _>>()?;
        match named.last() {
            Some(&last) if named.len() == CHUNK => stretch.end = last,
            _ => drop(self.stretches.pop()),
        }
        self.named = named.into_iter();
        Ok(())
    }
}
