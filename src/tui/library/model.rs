//! The state of the library's screens. Nothing here does anything: `update` changes it, `view` draws it.

use super::ask::{DocumentAsk, QuoteAsk, SourceAsk};
use super::listing::Listing;
use super::message::Claims;
use super::rows::{Alike, DocumentRow, Dossier, QuoteRow, SourceRow, Totals};
use super::update::Writing;
use crate::config::Settings;
use crate::store::Hits;
use crate::tui::exporting::Exporting;
use crate::tui::keymap::Keyboard;
use crate::tui::message::{Notice, Size};
use crate::widgets::TextField;
use crate::words::Words;

/// The library's screens.
#[derive(Debug, Clone)]
pub struct Model {
    /// What was asked for at start.
    pub settings: Settings,
    /// The interface's words.
    pub words: Words,
    /// The size of the screen.
    pub size: Size,
    /// Which list is shown.
    pub tab: Tab,
    /// The articles.
    pub articles: Shelf<DocumentAsk, DocumentRow>,
    /// The sources.
    pub sources: Shelf<SourceAsk, SourceRow>,
    /// The claims of all articles.
    pub quotes: Shelf<QuoteAsk, QuoteRow>,
    /// The dossier that lies over the lists.
    pub dossier: Option<Open>,
    /// How much there is.
    pub totals: Totals,
    /// What lies over the list and takes the keys.
    pub panel: Option<Panel>,
    /// Whether the page of an article is waited for.
    pub awaits_page: bool,
    /// A line for the user, until the next key.
    pub notice: Option<Notice>,
    /// Keys as they come.
    pub keyboard: Keyboard,
    /// Whether something on the screen may have changed since it was drawn.
    pub dirty: bool,
}

/// A list, and what it was asked for.
#[derive(Debug, Clone)]
pub struct Shelf<A, R> {
    /// Which rows, in which order.
    pub ask: A,
    /// The rows.
    pub list: Listing<R>,
    /// Whether it was read yet.
    pub known: bool,
}

/// A list of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Tab {
    Articles,
    Sources,
    Quotes,
}

impl Tab {
    /// All of them, in the order of reading.
    pub const ALL: [Tab; 3] = [Tab::Articles, Tab::Sources, Tab::Quotes];
}

/// A dossier that is open.
#[derive(Debug, Clone)]
pub struct Open {
    /// What is known of the source.
    pub dossier: Dossier,
    /// Its claims.
    pub claims: Shelf<QuoteAsk, QuoteRow>,
    /// From where it was opened.
    pub from: From,
}

/// From where a dossier was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// From a list of this screen.
    List,
    /// From outside.
    Outside,
}

/// What lies over the list and takes the keys.
#[derive(Debug, Clone)]
pub enum Panel {
    /// The words that rows must hold.
    Words(Box<TextField>),
    /// The search of the library.
    Find(Box<Finding>),
    /// A choice; the one that keys speak of, by its place.
    Choose(Choosing, usize),
    /// What the reader says of the source whose dossier is open.
    Say(Writing, Box<TextField>),
    /// Whether to remove the article of this number and title.
    Remove(i64, String),
    /// What the reader says of the source whose dossier is open; the row that keys speak of.
    Facts(usize),
    /// How other articles word the claim that keys speak of; the first row shown.
    Wordings(usize),
    /// All that is known of the source; the first row shown.
    About(usize),
    /// The way out of articles as a file.
    Export(Box<Exporting>),
    /// All commands that hold what was typed; the first row shown.
    Help(Box<TextField>, usize),
}

/// A search of the library.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What is typed.
    pub field: TextField,
    /// What was found for it.
    pub hits: Hits,
    /// The hit that keys speak of.
    pub cursor: usize,
}

/// What is being chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choosing {
    /// What the list is sorted by.
    Sort,
    /// The outlet, one of these.
    Outlet(Vec<(String, Option<usize>)>),
    /// The tag, one of these.
    Tag(Vec<(String, Option<usize>)>),
    /// What becomes of the source with this number, which others are named like.
    Alike(i64, Vec<Alike>),
    /// The kind of source, or of claim.
    Kind,
    /// The verdict.
    Verdict,
    /// The reliability of the sources in the list.
    Reliability,
    /// The reliability of the source whose dossier is open.
    Grade,
    /// Whether that source speaks under its name.
    Naming,
}

impl<A: Default, R: super::rows::Placed> Shelf<A, R> {
    /// A list that was not read yet.
    pub fn new(tall: fn(&R) -> usize) -> Shelf<A, R> {
        Shelf { ask: A::default(), list: Listing::new(tall), known: false }
    }
}

impl Model {
    /// The screens on a screen of `size`, showing `tab`.
    pub fn new(settings: Settings, size: Size, tab: Tab) -> Model {
        let words = settings.words();
        Model {
            words,
            size,
            tab,
            articles: Shelf::new(|_| 1),
            sources: Shelf::new(|_| 1),
            quotes: Shelf::new(|_| 1),
            dossier: None,
            totals: Totals::default(),
            panel: None,
            awaits_page: false,
            notice: None,
            keyboard: Keyboard::for_language(words.language()),
            dirty: true,
            settings,
        }
    }

    /// What a list of claims is asked for; nothing where it is not open any more.
    pub fn asked(&self, which: Claims) -> Option<&QuoteAsk> {
        match which {
            Claims::All => Some(&self.quotes.ask),
            Claims::OfSource => self.dossier.as_ref().map(|open| &open.claims.ask),
        }
    }

    /// The name of a key: its Arabic letter where the user types Arabic.
    pub fn key_name(&self, key: &str) -> String {
        self.keyboard.name_of(key)
    }
}

/// So many rows of the screen a claim takes in a dossier: itself, who carried it, what contradicts it, other wordings.
pub fn tall(quote: &QuoteRow) -> usize {
    1 + usize::from(!quote.via.is_empty()) + quote.against.len() + usize::from(quote.wordings > 0)
}
