//! What changes a text field's text: insertion, deletion by cluster, word and line, cutting, undo and redo.
//!
//! Delete takes the whole cluster after the caret. Backspace takes back what was typed last: of a letter with marks only
//! the last mark, so that a wrong haraka can be mended without writing the letter again; of everything else (emoji
//! sequences, flags, jamo) the whole cluster. Both take what is selected, if anything is.

use std::ops::Range;

use icu_properties::CodePointMapData;
use icu_properties::props::CanonicalCombiningClass;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::caret::{Affinity, Caret};
use super::field::{Lines, TextField};
use super::history::{Edit, Snapshot};
use super::words;

impl TextField {
    /// Inserts `text` at the caret, in the place of what is selected: typed, or pasted. Line ends are kept in a field of many
    /// lines, and become blanks in a field of one; tabs become blanks, other controls are left out.
    pub fn insert(&mut self, text: &str) {
        let place = self.selected_or(self.caret.offset.0..self.caret.offset.0);
        let clean = self.fitting(clean(text, self.lines), &place);
        if clean.is_empty() {
            return;
        }
        let one_letter = clean.graphemes(true).nth(1).is_none() && !clean.starts_with(char::is_whitespace);
        let edit = if one_letter && place.is_empty() { Edit::Typing } else { Edit::Other };
        self.replace(place, &clean, edit);
    }

    /// Begins a new line, in a field of many lines.
    pub fn newline(&mut self) {
        if self.lines == Lines::Multi {
            self.insert("\n");
        }
    }

    /// Deletes what is selected, or the last mark of the cluster before the caret, or the cluster.
    pub fn backspace(&mut self) {
        let end = self.caret.offset.0;
        let cluster = boundary_before(&self.text, end);
        let last = self.text.get(cluster..end).and_then(|text| text.char_indices().next_back());
        let start = match last {
            Some((at, c)) if at > 0 && is_mark(c) => cluster + at,
            _ => cluster,
        };
        self.delete_bytes(start..end, Edit::Deleting);
    }

    /// Deletes what is selected, or the cluster after the caret.
    pub fn delete(&mut self) {
        let start = self.caret.offset.0;
        self.delete_bytes(start..boundary_at_or_after(&self.text, start + 1), Edit::Deleting);
    }

    /// Deletes what is selected, or the word before the caret (up to the blank before it) and the blanks between.
    pub fn delete_word(&mut self) {
        let end = self.caret.offset.0;
        let trimmed = self.text.get(..end).unwrap_or("").trim_end();
        let word = trimmed.rsplit(char::is_whitespace).next().unwrap_or("");
        self.delete_bytes(trimmed.len() - word.len()..end, Edit::Other);
    }

    /// Deletes what is selected, or up to the end of the word after the caret.
    pub fn delete_next_word(&mut self) {
        let start = self.caret.offset.0;
        let end = words::next_end(&self.text, start).unwrap_or(self.text.len());
        self.delete_bytes(start..end, Edit::Other);
    }

    /// Deletes what is selected, or from the beginning of the paragraph to the caret.
    pub fn kill_to_start(&mut self) {
        let end = self.caret.offset.0;
        let start = self.text.get(..end).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        self.delete_bytes(start..end, Edit::Other);
    }

    /// Deletes what is selected, or from the caret to the end of the paragraph.
    pub fn kill_to_end(&mut self) {
        let start = self.caret.offset.0;
        let after = self.text.get(start..).unwrap_or("");
        self.delete_bytes(start..start + after.find('\n').unwrap_or(after.len()), Edit::Other);
    }

    /// Deletes what is selected, and returns it for the program's clipboard.
    pub fn cut(&mut self) -> Option<String> {
        let cut = self.selected_text()?.to_owned();
        self.delete_bytes(0..0, Edit::Other);
        Some(cut)
    }

    /// Puts `text` in the place of all that is written, with the caret at its end. This can be undone.
    pub fn set_text(&mut self, text: &str) {
        self.anchor = None;
        let all = 0..self.text.len();
        let clean = self.fitting(clean(text, self.lines), &all);
        self.replace(all, &clean, Edit::Other);
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        let now = Snapshot { text: self.text.clone(), caret: self.caret };
        if let Some(past) = self.history.back(|| now) {
            self.become_again(past);
        }
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) {
        let now = Snapshot { text: self.text.clone(), caret: self.caret };
        if let Some(future) = self.history.forth(|| now) {
            self.become_again(future);
        }
    }

    fn become_again(&mut self, snapshot: Snapshot) {
        self.text = snapshot.text;
        self.history.close();
        self.edited(snapshot.caret);
    }

    fn selected_or(&self, bytes: Range<usize>) -> Range<usize> {
        self.selection().map_or(bytes, |span| span.range())
    }

    fn delete_bytes(&mut self, bytes: Range<usize>, edit: Edit) {
        let edit = if self.selection().is_some() { Edit::Other } else { edit };
        let bytes = self.selected_or(bytes);
        if !bytes.is_empty() {
            self.replace(bytes, "", edit);
        }
    }

    /// Puts `with` in the place of `bytes`. What remains on both sides may grow together, so the caret looks for a boundary
    /// anew. Of two neighbours that are far apart it keeps to the one that it was at.
    fn replace(&mut self, bytes: Range<usize>, with: &str, edit: Edit) {
        let (text, caret) = (&self.text, self.caret);
        self.history.begin(edit, || Snapshot { text: text.clone(), caret });
        let was_behind = bytes.start < caret.offset.0;
        let end = bytes.start + with.len();
        self.text.replace_range(bytes, with);
        let offset = if with.is_empty() {
            boundary_at_or_before(&self.text, end)
        } else {
            boundary_at_or_after(&self.text, end)
        };
        let behind = if with.is_empty() { was_behind } else { !with.ends_with('\n') };
        let affinity = if behind { Affinity::Before } else { Affinity::After };
        self.edited(Caret { affinity, ..Caret::after(offset) });
    }

    /// The beginning of `text` for which the field has room when it stands in the place of `bytes`.
    fn fitting(&self, text: String, bytes: &Range<usize>) -> String {
        let Some(most) = self.most else { return text };
        let replaced = self.text.get(bytes.clone()).unwrap_or("").graphemes(true).count();
        let kept = self.text.graphemes(true).count() - replaced;
        text.graphemes(true).take(most.saturating_sub(kept)).collect()
    }
}

/// `text` without controls, its line ends as the field can hold them.
fn clean(text: &str, lines: Lines) -> String {
    let line_end = if lines == Lines::Multi { '\n' } else { ' ' };
    let mut out = String::with_capacity(text.len());
    let mut last = '\0';
    for c in text.chars() {
        match c {
            '\n' if last == '\r' => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(line_end),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
        last = c;
    }
    out
}

/// Whether `c` is a mark that is typed after its letter: a haraka, a point, an accent.
fn is_mark(c: char) -> bool {
    CodePointMapData::<CanonicalCombiningClass>::new().get(c) != CanonicalCombiningClass::NotReordered
}

/// The last cluster boundary at or before byte `at`.
pub(super) fn boundary_at_or_before(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    if is_boundary(text, at) { at } else { boundary_before(text, at) }
}

/// The first cluster boundary at or after byte `at`.
fn boundary_at_or_after(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    if is_boundary(text, at) {
        return at;
    }
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The last cluster boundary before byte `at`.
fn boundary_before(text: &str, at: usize) -> usize {
    GraphemeCursor::new(floor(text, at), text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

fn is_boundary(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}
