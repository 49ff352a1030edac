//! Deleted words leave the index without a trace.
//!
//! FTS5's 'secure-delete' takes them out of the pages that list who holds a word. It leaves them where they part one page
//! from the next, in `word_index_idx`: as much of a page's first word as tells it from the last one before it. There each
//! is replaced by the next word that the index still holds, which parts the same pages: whatever stands before it stood
//! before the deleted word, and nothing lies between the two.

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use crate::store::error::Trouble;

/// Letters of the words in the index of beginnings: `prefix` in `schema/v5.sql`.
const BEGINNING: usize = 3;

/// What stands before a word in `word_index_idx`, by the index it is of.
const WHOLE: u8 = b'0';

/// A word that parts two pages, and which.
struct Seam {
    segment: i64,
    page: i64,
    of: u8,
    word: Vec<u8>,
}

/// Sees to it that what this transaction deleted is nowhere in the index.
pub fn wipe(connection: &Connection) -> Result<(), Trouble> {
    let dropped = dropped(connection)?;
    if dropped.is_empty() {
        return Ok(());
    }
    // What FTS5 holds back until the commit is written when its words are asked for: from then on pages stay as they are.
    connection.prepare_cached("SELECT 1 FROM word_known LIMIT 1")?.exists([])?;
    let mut next = connection.prepare_cached(
        "SELECT term FROM word_known WHERE term >= CAST(?1 AS TEXT) AND length(term) >= ?2 ORDER BY term LIMIT 1",
    )?;
    for seam in seams(connection)? {
        let at = dropped.partition_point(|word| word.as_bytes() < seam.word.as_slice());
        if dropped.get(at).is_some_and(|word| word.as_bytes().starts_with(&seam.word)) {
            mend(connection, &mut next, &seam)?;
        }
    }
    connection.prepare_cached("DELETE FROM word_dropped")?.execute([])?;
    Ok(())
}

/// The words that were deleted, in order.
fn dropped(connection: &Connection) -> Result<Vec<String>, Trouble> {
    let mut query = connection.prepare_cached("SELECT words FROM word_dropped")?;
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

fn seams(connection: &Connection) -> Result<Vec<Seam>, Trouble> {
    let mut query = connection.prepare_cached("SELECT segid, pgno, term FROM word_index_idx WHERE length(term) > 1")?;
    let rows = query.query_map([], |row| {
        let mut word: Vec<u8> = row.get(2)?;
        let of = word.remove(0);
        Ok(Seam { segment: row.get(0)?, page: row.get(1)?, of, word })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Parts two pages by a word that the index holds, where it holds none that begins as the seam does.
fn mend(connection: &Connection, next: &mut CachedStatement<'_>, seam: &Seam) -> Result<(), Trouble> {
    let letters = if seam.of == WHOLE { 0 } else { BEGINNING };
    let length = i64::try_from(letters).unwrap_or(i64::MAX);
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
    let mended = connection
        .prepare_cached("UPDATE OR IGNORE word_index_idx SET term = ?3 WHERE segid = ?1 AND pgno = ?2")?
        .execute(params![seam.segment, seam.page, key])?;
    if mended == 0 {
        // The next page begins with it: this one holds no word any more, and nobody looks for one there.
        connection
            .prepare_cached("DELETE FROM word_index_idx WHERE segid = ?1 AND pgno = ?2")?
            .execute([seam.segment, seam.page])?;
    }
    Ok(())
}
