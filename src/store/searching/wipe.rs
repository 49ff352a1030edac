//! Deleted words leave the index without a trace.
//!
//! FTS5's 'secure-delete' takes them out of the pages that list who holds a word. It leaves them where they part one page
//! from the next, in `word_index_idx`: as much of a page's first word as tells it from the last one before it. There each
//! is replaced by the next word that the index still holds, which parts the same pages: whatever stands before it stood
//! before the deleted word, and nothing lies between the two.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::store::error::Trouble;

/// Letters of the words in the index of beginnings: `prefix` in `schema/v6.sql`.
const BEGINNING: usize = 3;

/// What stands before a word in `word_index_idx`, by the index it is of.
const WHOLE: u8 = b'0';
const BEGINNINGS: u8 = b'1';

/// A word that parts two pages, and which.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Seam {
    segment: i64,
    of: u8,
    word: Vec<u8>,
    page: i64,
}

/// An index, by the statements about it.
struct Index {
    dropped: &'static str,
    /// Writes what FTS5 holds back until the commit: it does when its words are asked for. From then on pages stay as they are.
    written: &'static str,
    next: &'static str,
    below: &'static str,
    segment: &'static str,
    part: &'static str,
    join: &'static str,
}

macro_rules! index {
    ($name:literal, $known:literal, $places:literal) => {
        Index {
            dropped: concat!("SELECT words FROM word_dropped WHERE ", $places),
            written: concat!("SELECT 1 FROM ", $known, " LIMIT 1"),
            next: concat!(
                "SELECT term FROM ",
                $known,
                " WHERE term >= CAST(?1 AS TEXT) AND length(term) >= ?2 ORDER BY term LIMIT 1"
            ),
            below: concat!(
                "SELECT term, pgno FROM ",
                $name,
                "_idx WHERE segid = ?1 AND term <= ?2 ORDER BY term DESC LIMIT 1"
            ),
            segment: concat!("SELECT min(segid) FROM ", $name, "_idx WHERE segid > ?1"),
            part: concat!("UPDATE OR IGNORE ", $name, "_idx SET term = ?3 WHERE segid = ?1 AND pgno = ?2"),
            join: concat!("DELETE FROM ", $name, "_idx WHERE segid = ?1 AND pgno = ?2"),
        }
    };
}

/// As `schema/v6.sql` has them.
const INDEXES: [Index; 2] =
    [index!("word_index", "word_known", "place < (3 << 40)"), index!("said_index", "said_known", "place >= (3 << 40)")];

/// Sees to it that what this transaction deleted is nowhere in the indexes.
pub fn wipe(connection: &Connection) -> Result<(), Trouble> {
    if !connection.prepare_cached("SELECT 1 FROM word_dropped LIMIT 1")?.exists([])? {
        return Ok(());
    }
    for index in &INDEXES {
        let dropped = dropped(connection, index)?;
        if dropped.is_empty() {
            continue;
        }
        connection.prepare_cached(index.written)?.exists([])?;
        for seam in seams(connection, index, &dropped)? {
            mend(connection, index, &seam)?;
        }
    }
    connection.prepare_cached("DELETE FROM word_dropped")?.execute([])?;
    Ok(())
}

/// The words that were deleted, in order.
fn dropped(connection: &Connection, index: &Index) -> Result<Vec<String>, Trouble> {
    let mut query = connection.prepare_cached(index.dropped)?;
    let rows = query.query_map([], |row| row.get::<_, String>(0))?;
    let mut dropped: Vec<String> = Vec::new();
    for words in rows {
        // As the index has them: it makes capitals of ASCII small.
        dropped.extend(words?.split_whitespace().map(str::to_ascii_lowercase));
        // A row without words was deleted as well.
        dropped.push(String::new());
    }
    dropped.sort_unstable();
    dropped.dedup();
    Ok(dropped)
}

/// The seams that show how one of the words begins, in the order of the index.
fn seams(connection: &Connection, index: &Index, words: &[String]) -> Result<BTreeSet<Seam>, Trouble> {
    let mut below = connection.prepare_cached(index.below)?;
    let mut found = BTreeSet::new();
    for segment in segments(connection, index)? {
        for (word, of) in words.iter().flat_map(|word| [(word, WHOLE), (word, BEGINNINGS)]) {
            let key: Vec<u8> = std::iter::once(of).chain(word.bytes()).collect();
            let mut bound = key.as_slice();
            // What the word begins with stands before it, and nothing between the two begins otherwise.
            while bound.len() > 1 {
                let row = below.query_row(params![segment, bound], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)));
                let Some((term, page)) = row.optional()? else { break };
                let same = std::iter::zip(&term, bound).take_while(|(one, other)| one == other).count();
                if same == term.len() && same > 1 {
                    found.insert(Seam { segment, of, word: term[1..].to_vec(), page });
                    bound = &bound[..same - 1];
                } else {
                    bound = &bound[..same];
                }
            }
        }
    }
    Ok(found)
}

/// The segments of the index, of which there are few: each is stepped over at once.
fn segments(connection: &Connection, index: &Index) -> Result<Vec<i64>, Trouble> {
    let mut next = connection.prepare_cached(index.segment)?;
    let mut segments = Vec::new();
    while let Some(segment) = next.query_row([segments.last().copied().unwrap_or(-1)], |row| row.get(0))? {
        segments.push(segment);
    }
    Ok(segments)
}

/// Parts two pages by a word that the index holds, where it holds none that begins as the seam does.
fn mend(connection: &Connection, index: &Index, seam: &Seam) -> Result<(), Trouble> {
    let letters = if seam.of == WHOLE { 0 } else { BEGINNING };
    let length = i64::try_from(letters).unwrap_or(i64::MAX);
    let mut next = connection.prepare_cached(index.next)?;
    let known: Option<String> = next.query_row(params![seam.word, length], |row| row.get(0)).optional()?;
    let known = known.map(|word| match letters {
        0 => word,
        _ => word.chars().take(letters).collect(),
    });
    if known.as_ref().is_some_and(|word| word.as_bytes().starts_with(&seam.word)) {
        return Ok(());
    }
    // Behind the last word there is nothing to find: any key will do that is greater than all words.
    let word = known.map_or_else(|| vec![u8::MAX], String::into_bytes);
    let key: Vec<u8> = std::iter::once(seam.of).chain(word).collect();
    let mended = connection.prepare_cached(index.part)?.execute(params![seam.segment, seam.page, key])?;
    if mended == 0 {
        // The next page begins with it: this one holds no word any more, and nobody looks for one there.
        connection.prepare_cached(index.join)?.execute([seam.segment, seam.page])?;
    }
    Ok(())
}
