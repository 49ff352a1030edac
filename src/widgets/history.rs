//! What can be undone in a text field, and done again.

use super::caret::Caret;

/// How many steps can be undone.
const MAX_UNDO: usize = 200;

/// A text as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Snapshot {
    pub text: String,
    pub caret: Caret,
}

/// Edits of a kind that follow each other are undone in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    Typing,
    Deleting,
    Other,
}

/// The steps of a field.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    past: Vec<Snapshot>,
    future: Vec<Snapshot>,
    open: Option<Edit>,
}

impl History {
    /// What comes next is a step of its own.
    pub const fn close(&mut self) {
        self.open = None;
    }

    /// An edit follows; `now` says how the text is before it.
    pub fn begin(&mut self, edit: Edit, now: impl FnOnce() -> Snapshot) {
        let goes_on = edit != Edit::Other && self.open == Some(edit);
        if !goes_on {
            self.past.push(now());
            if self.past.len() > MAX_UNDO {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.open = Some(edit);
    }

    /// The text before the last step, for the text `now`.
    pub fn back(&mut self, now: impl FnOnce() -> Snapshot) -> Option<Snapshot> {
        let past = self.past.pop()?;
        self.future.push(now());
        Some(past)
    }

    /// The text after the step that was last taken back, for the text `now`.
    pub fn forth(&mut self, now: impl FnOnce() -> Snapshot) -> Option<Snapshot> {
        let future = self.future.pop()?;
        self.past.push(now());
        Some(future)
    }
}
