//! What can happen to the library's screens, and what they ask for.

use crossterm::event::KeyEvent;

use super::ask::{Choices, Page, Part};
use super::rows::{Alike, DocumentRow, Dossier, QuoteRow, Said, Sameness, SourceRow, Totals};
use crate::span::Span;
use crate::store::{ArticleKey, Hits};
use crate::tui::exporting::{Outcome, Wish};
use crate::tui::message::{Cell, Notice, Size};

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
    /// The wheel was turned: so many rows down, or up where negative.
    Wheel(isize),
    /// The screen has a new size.
    Resize(Size),
    /// The terminal is gone.
    Closed,
    /// Nothing that changes the screen; what is drawn may look another way now.
    Nothing,
    /// The screen is come back to, from an article.
    Back,
    /// A part of the articles was read.
    Articles(Part, Page<DocumentRow>),
    /// A part of the sources was read.
    Sources(Part, Page<SourceRow>),
    /// A part of the claims was read, for one of the lists of claims.
    Quotes(Claims, Part, Page<QuoteRow>),
    /// The sources that are named like the one with this number.
    Alike(i64, Vec<Alike>),
    /// A source was looked up.
    Dossier(Option<Box<Dossier>>),
    /// It was counted how much there is.
    Totals(Totals),
    /// What a filter can be chosen from.
    Choices(Choices, Vec<(String, Option<usize>)>),
    /// Something in the library is other than before, as this says: the list is to be read again.
    Changed(Notice),
    /// What the reader says of a source is on the disk.
    Said(i64),
    /// What the search of the library found for what was typed.
    Found(String, Hits),
    /// What came of an export.
    Exported(Outcome),
    /// So many of so many feeds were asked; the last one had so many new articles.
    FeedsAsked {
        /// How many were asked.
        done: usize,
        /// How many there are; none while that is not known.
        all: usize,
        /// How many articles are new by the last one.
        new: usize,
    },
    /// All feeds were asked.
    FeedsDone {
        /// How many articles are new.
        new: usize,
        /// How many feeds failed.
        failed: usize,
    },
    /// Feeds are being asked already.
    FeedsBusy,
    /// The page of an article is waited for.
    PageAwaited,
    /// It is waited for no more.
    PageGivenUp,
    /// The page of an article is there, or not to be had: the article is gone to, to this claim of it.
    PageCame {
        /// The article's number in the library.
        document: i64,
        /// The claim's uid.
        claim: Option<String>,
    },
    /// Something is to be told.
    Told(Notice),
    /// Something could not be done; why, in one line.
    Failed(String),
}

/// A list of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claims {
    /// Those of all sources.
    All,
    /// Those of the source whose dossier is open.
    OfSource,
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read a part of the articles.
    ReadArticles(Part),
    /// Read a part of the sources.
    ReadSources(Part),
    /// Read a part of the claims.
    ReadQuotes(Claims, Part),
    /// Find who is named like a source.
    ReadAlike(i64),
    /// Keep that two sources are one, or two: a number, and what the other one is known by.
    Decide(i64, String, Sameness),
    /// Look a source up.
    ReadDossier(i64),
    /// Count how much there is.
    Count,
    /// Read what a filter can be chosen from.
    ReadChoices(Choices),
    /// Mark an article as read, or as unread.
    MarkRead(i64, bool),
    /// Take an article out of the library.
    Remove(i64),
    /// Ask all feeds for what is new.
    AskFeeds,
    /// Wait no more for the page of an article.
    GiveUp,
    /// Keep what the reader says of a source.
    Say(i64, Said),
    /// Search the library for what was typed.
    Find(String),
    /// Write articles into a file; of a list what it is asked for.
    Export(Wish),
    /// Put text on the clipboard.
    Copy(String),
    /// Stop the program until it is continued.
    Suspend,
    /// Draw the whole screen again.
    Redraw,
    /// Leave the screen.
    Leave(Exit),
}

/// Where to, from the library's screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exit {
    /// To what was there before.
    Back,
    /// Out of the program.
    Quit,
    /// Into an article, to a claim of it.
    Article {
        /// Its number in the library.
        document: i64,
        /// The claim's uid.
        claim: Option<String>,
    },
    /// Into one text of an article, to words of it.
    Hit {
        /// The text.
        article: ArticleKey,
        /// The words.
        at: Span,
    },
}
