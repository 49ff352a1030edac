//! What can happen to the reader, and what it can ask of the world.

use crossterm::event::KeyEvent;
use ratatui::layout::Position;

use super::corrections::Made;
use super::drift::{Compared, Earlier};
use super::exporting::{Outcome, Wish};
use super::model::{Target, Work};
use super::shelf::{Fresh, Marks};
use crate::article::Article;
use crate::claims::{ClaimId, Extraction, SourceId};
use crate::config::Wishes;
use crate::store::{ArticleKey, ClaimMarks, ClaimNote, Contradiction, NoteKey, Reading, Settled, SourceMarks};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The mouse was pressed at a cell.
    Click(Cell),
    /// The mouse was pressed twice at a cell.
    DoubleClick(Cell),
    /// The mouse was moved to a cell while it was pressed.
    Drag(Cell),
    /// The wheel was turned at a cell: so many rows down, or up where negative.
    Wheel(Cell, isize),
    /// The screen has a new size.
    Resize(Size),
    /// The terminal is gone.
    Closed,
    /// Nothing that changes the reader; what is drawn may look another way now.
    Nothing,
    /// Claims were found.
    Extracted(Extraction),
    /// Annotations were read and laid over the claims, as what was put right makes them.
    Annotated(Box<Settled>, Vec<Made>),
    /// The library has an earlier version of this article.
    LookedBack(Earlier),
    /// What was changed since the version before.
    Compared(Box<Compared>),
    /// A window of a large file was read, on the way there.
    Opened(Box<Article>, Leaf),
    /// Something is on the disk.
    Saved(Work),
    /// Marks are on the disk, together with what another program had saved meanwhile.
    Merged(Work, Marks),
    /// Another program has written the library: this is what is there now.
    Refreshed(Box<Fresh>),
    /// The claim that was pinned before this one, in any article.
    PinnedBefore(ClaimId, Option<Contradiction>),
    /// The terminal has the keys again.
    Focused,
    /// Something is not on the disk; why, in one line.
    NotSaved(Work, String),
    /// There is no library to save in; why, in one line.
    NoLibrary(String),
    /// The article was to be left, and something is not saved.
    Unsaved,
    /// Something is to be told.
    Notice(Notice),
    /// What came of an export.
    Exported(Outcome),
    /// The editor was left with this text.
    Edited(String),
    /// The library does not know a source of the article: what the article says of it is to be shown.
    NoDossier(SourceId),
}

/// A cell of the screen, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Columns from the left.
    pub x: u16,
    /// Rows from the top.
    pub y: u16,
}

impl From<Cell> for Position {
    fn from(cell: Cell) -> Position {
        Position::new(cell.x, cell.y)
    }
}

/// The size of the screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A line for the user, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its key in the table of words.
    pub key: &'static str,
    /// What is put into it.
    pub values: Vec<String>,
}

impl Notice {
    /// The words for `key` as they stand.
    pub fn plain(key: &'static str) -> Notice {
        Notice { key, values: Vec::new() }
    }

    /// The words for `key` with one value put in.
    pub fn with(key: &'static str, value: impl Into<String>) -> Notice {
        Notice { key, values: vec![value.into()] }
    }
}

/// Something that the world is asked to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Find the claims of the article in the model.
    Extract,
    /// Read the annotations of the article in the model.
    ReadAnnotations,
    /// Know the note of a claim, by its uid, to be this one.
    Adopt(String, NoteKey),
    /// Keep a note in the version of the article that it is fastened to.
    PutNote(Box<ClaimNote>),
    /// Keep that a note belongs to no claim of the text with this hash; to be asked again, where there is none.
    LeaveAdrift(NoteKey, String),
    /// Find the version of the article before this one.
    LookBack,
    /// Compare this version with an earlier one.
    Compare(ArticleKey),
    /// Note in the library that the article was opened.
    Register,
    /// Keep the marks of a claim.
    SaveClaim(ClaimId, ClaimMarks),
    /// Keep the marks of a source.
    SaveSource(SourceId, SourceMarks),
    /// Keep these corrections of the article, and no others.
    SaveCorrections(Vec<Made>),
    /// Read again what another program may have written.
    Refresh,
    /// Find the claim that was pinned before this one.
    FindPinned(ClaimId),
    /// Open an address outside.
    OpenLink(String),
    /// Keep what was changed of the view.
    KeepView(Wishes),
    /// Forget all that was kept of the view.
    ForgetView,
    /// Keep where the reader is.
    SaveReading(Reading),
    /// Put text on the clipboard, and tell of it with this notice.
    Copy(String, Notice),
    /// Write the article into a file.
    Export(Wish),
    /// Let the user edit a text in an editor of their own.
    Edit(Target, String),
    /// Read another window of a large file.
    Turn(Leaf),
    /// Stop the program until it is continued.
    Suspend,
    /// Draw the whole screen again.
    Redraw,
    /// Leave for somewhere else.
    Go(Away),
    /// Leave for the dossier of a source.
    GoToDossier(SourceId),
    /// Leave.
    Quit,
}

/// Where to, from the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    /// To the library's articles.
    Library,
    /// To its sources.
    Sources,
    /// To the claims of all articles.
    Quotes,
    /// To its articles, to find one by its words.
    Find,
    /// To the dossier of the source that has this number in the library.
    Dossier(i64),
    /// Out of the program.
    Out,
}

/// Which window of a large file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaf {
    /// The first.
    First,
    /// The one before the window that is open.
    Before,
    /// The one after it.
    After,
    /// The last.
    Last,
}
