//! What changes a text field's text: insertion, deletion by cluster, word and line, undo and redo.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::field::{Affinity, Caret, Lines, TextField};

/// How many steps can be undone.
const MAX_UNDO: usize = 200;

/// A text as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Snapshot {
    text: String,
    caret: Caret,
}

/// What can be undone and done again.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    past: Vec<Snapshot>,
    future: Vec<Snapshot>,
    open: Option<Edit>,
}

/// Edits of a kind that follow each other are undone in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edit {
    Typing,
    Deleting,
    Other,
}

impl History {
    /// What comes next is a step of its own.
    pub fn close(&mut self) {
        self.open = None;
    }
}

impl TextField {
    /// Inserts `text` at the caret: typed, or pasted. Line ends are kept in a field of many lines, and become blanks in a
    /// field of one; controls are left out.
    pub fn insert(&mut self, text: &str) {
        let clean = clean(text, self.lines);
        if clean.is_empty() {
            return;
        }
        let one_letter = clean.graphemes(true).nth(1).is_none() && !clean.starts_with(char::is_whitespace);
        self.remember(if one_letter { Edit::Typing } else { Edit::Other });
        self.text.insert_str(self.caret.offset.0, &clean);
        let end = self.caret.offset.0 + clean.len();
        let settled = boundary_at_or_after(&self.text, end);
        let affinity = if clean.ends_with('\n') { Affinity::After } else { Affinity::Before };
        self.edited(settled, affinity);
    }

    /// Begins a new line, in a field of many lines.
    pub fn newline(&mut self) {
        if self.lines == Lines::Multi {
            self.insert("\n");
        }
    }

    /// Deletes the cluster before the caret.
    pub fn backspace(&mut self) {
        let start = boundary_before(&self.text, self.caret.offset.0);
        self.delete_from(start, Edit::Deleting);
    }

    /// Deletes the cluster after the caret.
    pub fn delete(&mut self) {
        let start = self.caret.offset.0;
        let end = boundary_at_or_after(&self.text, start + 1);
        if end <= start {
            return;
        }
        self.remember(Edit::Deleting);
        self.text.replace_range(start..end, "");
        let settled = boundary_at_or_before(&self.text, start);
        self.edited(settled, Affinity::After);
    }

    /// Deletes the word before the caret, and the blanks between.
    pub fn delete_word(&mut self) {
        let before = self.text.get(..self.caret.offset.0).unwrap_or("");
        let trimmed = before.trim_end();
        let word = trimmed.rfind(char::is_whitespace).and_then(|at| trimmed.get(at..)).and_then(|rest| {
            let blank = rest.chars().next()?;
            Some(trimmed.len() - rest.len() + blank.len_utf8())
        });
        self.delete_from(word.unwrap_or(0), Edit::Other);
    }

    /// Deletes from the beginning of the paragraph to the caret.
    pub fn kill_to_start(&mut self) {
        let before = self.text.get(..self.caret.offset.0).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        self.delete_from(start, Edit::Other);
    }

    /// Deletes from the caret to the end of the paragraph.
    pub fn kill_to_end(&mut self) {
        let start = self.caret.offset.0;
        let after = self.text.get(start..).unwrap_or("");
        let end = start + after.find('\n').unwrap_or(after.len());
        if end > start {
            self.remember(Edit::Other);
            self.text.replace_range(start..end, "");
            self.edited(start, Affinity::Before);
        }
    }

    /// Puts `text` in the place of all that is written, with the caret at its end. This can be undone.
    pub fn set_text(&mut self, text: &str) {
        self.remember(Edit::Other);
        self.text = clean(text, self.lines);
        self.edited(self.text.len(), Affinity::Before);
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        if let Some(past) = self.history.past.pop() {
            let now = self.exchange(past);
            self.history.future.push(now);
        }
    }

    /// Does again what was taken back.
    pub fn redo(&mut self) {
        if let Some(future) = self.history.future.pop() {
            let now = self.exchange(future);
            self.history.past.push(now);
        }
    }

    fn delete_from(&mut self, start: usize, edit: Edit) {
        let end = self.caret.offset.0;
        if start >= end {
            return;
        }
        self.remember(edit);
        self.text.replace_range(start..end, "");
        let settled = boundary_at_or_before(&self.text, start);
        self.edited(settled, Affinity::Before);
    }

    fn exchange(&mut self, with: Snapshot) -> Snapshot {
        let now = Snapshot { text: std::mem::replace(&mut self.text, with.text), caret: self.caret };
        self.put(with.caret);
        now
    }

    fn remember(&mut self, edit: Edit) {
        let goes_on = edit != Edit::Other && self.history.open == Some(edit);
        if !goes_on {
            self.history.past.push(Snapshot { text: self.text.clone(), caret: self.caret });
            if self.history.past.len() > MAX_UNDO {
                self.history.past.remove(0);
            }
        }
        self.history.future.clear();
        self.history.open = Some(edit);
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
