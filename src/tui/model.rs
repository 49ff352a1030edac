//! All that the reader knows. Nothing here does anything: `update` changes it, `view` draws it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::corrections::{Aside, Corrections, Made, Naming, Purpose, Renaming, Splitting};
use super::drift::{Deed, Drift, Drifting, Lost};
use super::exporting::Exporting;
use super::keymap::Keyboard;
use super::marked::Marked;
use super::message::{Cell, Notice, Size};
use super::page::{Page, Place};
use super::row::Row;
use super::selection::Selection;
use super::sidebar::Listed;
use crate::article::{Article, WINDOW_FROM};
use crate::claims::{Claim, ClaimId, Corrected, Extraction, Found, SourceId, Uids, correct};
use crate::config::Settings;
pub use crate::config::SidebarWish as SidebarPlace;
use crate::fold::Level;
use crate::label::{Label, Number};
use crate::span::{Offset, Span};
use crate::store::{ClaimMarks, Contradiction, SourceMarks};
use crate::widgets::TextField;
use crate::words::Words;

/// The reader.
#[derive(Debug, Clone)]
pub struct Model {
    /// What was asked for at start.
    pub settings: Settings,
    /// The interface's words.
    pub words: Words,
    /// The article, or the window of it that is open.
    pub article: Article,
    /// Who said what in it, as the reader put it right.
    pub extraction: Extraction,
    /// What the machine found, where anything was put right.
    found: Option<Extraction>,
    /// What the reader put right.
    pub corrections: Corrections,
    /// Sources that have claims, in order of their first claim: the first is number 1.
    pub speakers: Vec<SourceId>,
    /// Where that is seen in the text.
    pub marked: Marked,
    uids: OnceCell<Uids>,
    /// Whether claims were looked for.
    pub extracted: Extracted,
    /// The size of the screen.
    pub size: Size,
    /// The article as lines.
    pub page: Page,
    /// The first row of the article pane.
    pub top: Place,
    /// The block of the heading that was last gone to, and the first row then.
    pub heading: Option<(usize, Place)>,
    /// The byte that a change of width keeps in the first row.
    pub held: Option<Offset>,
    /// The rows of the article pane, from `top` down; laid out.
    pub places: Vec<Place>,
    /// Which pane the keys go to.
    pub focus: Pane,
    /// Where the sidebar stands.
    pub sidebar: SidebarPlace,
    /// The uid of the claim to go to once the annotations are read, wherever reading stopped.
    pub goal: Option<Goal>,
    /// The claim that keys speak of.
    pub selected: Option<ClaimId>,
    /// The sentence at hand, where the view makes it look other than the rest.
    pub at_hand: Option<Span>,
    /// How many explicit bidi controls the article holds.
    pub bidi_controls: usize,
    /// The row of the sidebar that keys speak of.
    pub cursor: Option<Target>,
    /// The rows of the sidebar, all of them.
    pub list: Vec<Row>,
    /// What they were made of.
    pub listed: Option<Listed>,
    /// How many extractions were taken in: which one is the last.
    pub extractions: u64,
    /// Whether something on the screen may have changed since it was drawn.
    pub dirty: bool,
    /// The first row of the sidebar that is shown.
    pub sidebar_top: usize,
    /// Groups of the sidebar that the user opened.
    pub open: BTreeSet<SourceId>,
    /// The source to which the claims are narrowed.
    pub filter: Option<SourceId>,
    /// What lies over the panes.
    pub panel: Option<Panel>,
    /// The last search.
    pub search: Option<Search>,
    /// What the user said of claims.
    pub claim_marks: BTreeMap<ClaimId, ClaimMarks>,
    /// What the user said of sources.
    pub source_marks: BTreeMap<SourceId, SourceMarks>,
    /// Notes that are not where they were, and the version before.
    pub drift: Drift,
    /// Marks of claims and sources that corrections took away.
    pub aside: Aside,
    /// What brings back what was before each change, the last one last.
    pub undo: Vec<Change>,
    /// What makes changes again that were taken back, the last one last.
    pub redo: Vec<Change>,
    /// Whether anything was marked or put right since the article was opened.
    pub changed: bool,
    /// What is not on the disk.
    pub unsaved: BTreeSet<Work>,
    /// The words that are being selected in the article.
    pub selection: Option<Selection>,
    /// Where the mouse was pressed, as long as it may be dragged from there.
    pub pressed: Option<Cell>,
    /// Whether there is a library to save in.
    pub library: Library,
    /// Whether the user was told, on leaving the article, that something is not saved.
    pub warned: bool,
    /// A line for the user, until the next key.
    pub notice: Option<Notice>,
    /// What day it is, `YYYY-MM-DD`.
    pub today: String,
    /// Keys as they come.
    pub keyboard: Keyboard,
    /// What the terminal is sent, in a word, for the status line.
    pub display: String,
}

/// Whether claims were looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extracted {
    /// Not yet; they will be, after the first screen.
    Later,
    /// Not until asked: the file is large.
    Off,
    /// Yes.
    Done,
}

/// A part of the screen that takes keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The article.
    Article,
    /// The claims.
    Sidebar,
}

/// What a mark is put on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A source.
    Source(SourceId),
    /// A claim.
    Claim(ClaimId),
}

/// What is kept in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// The marks of a claim or of a source.
    Marks(Target),
    /// What was put right.
    Corrections,
}

/// What lies over the panes and takes the keys.
#[derive(Debug, Clone)]
pub enum Panel {
    /// The list of verdicts.
    Verdict(ClaimId),
    /// How far the check has come.
    Status(ClaimId),
    /// The evidence of a claim; the link that keys speak of, by its place among them.
    Evidence(ClaimId, usize),
    /// How evidence bears on its claim.
    EvidenceKind(Linking),
    /// What a pinned claim contradicts; the one that keys speak of, by its place among them.
    Pins(ClaimId, usize),
    /// Something short being written.
    Write(Writing, Box<TextField>),
    /// The source's reliability, then the claim's credibility.
    Evaluate {
        /// Whose reliability.
        source: Option<SourceId>,
        /// Whose credibility, where a claim is selected.
        claim: Option<ClaimId>,
        /// Which of the two is asked for.
        asked: Asked,
    },
    /// A note being written.
    Note(Target, Box<TextField>),
    /// Tags being written.
    Tags(Target, Box<TextField>),
    /// The words to search for.
    Search(Box<TextField>),
    /// Why a claim was given to its source; the first row shown.
    Why(ClaimId, usize),
    /// What is known of a source; the first row shown.
    Dossier(SourceId, usize),
    /// All commands that hold what was typed; the first row shown.
    Help(Box<TextField>, usize),
    /// What the article's sourcing looks like; the first row shown.
    Label(Box<Label>, usize),
    /// The figures in claims; the one that keys speak of.
    Numbers(Vec<Number>, usize),
    /// The view options; the one that keys speak of, by its place among them.
    View(usize),
    /// Whether to delete the marks.
    Delete(Target),
    /// The sources, of which one is to be chosen; the one that keys speak of, by its place in the list.
    Sources(Purpose, usize),
    /// A name or an office being written.
    Name(Naming, Box<TextField>),
    /// What a source is, which is being renamed.
    Kind(Renaming),
    /// Notes that are not where they were.
    Drift(Drifting),
    /// What was changed since the version before; the block that keys speak of.
    Changes(usize),
    /// Claims of one source, some of which are another's.
    Split(Splitting),
    /// The way out of the article as a file.
    Export(Box<Exporting>),
}

/// Evidence whose kind is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Linking {
    /// A new one, by its address.
    New(ClaimId, String),
    /// The one at this place.
    Old(ClaimId, usize),
}

/// What a short text is written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writing {
    /// When the claim was said.
    Said(ClaimId),
    /// The address of new evidence.
    Url(ClaimId),
    /// A word on the evidence at this place.
    Word(ClaimId, usize),
    /// Where a copy of the evidence at this place is kept.
    Archive(ClaimId, usize),
    /// When the evidence at this place was looked at.
    Accessed(ClaimId, usize),
    /// A word on a contradiction.
    Against(ClaimId, Box<Contradiction>),
}

impl Writing {
    /// The claim that it is about.
    pub const fn claim(&self) -> ClaimId {
        match self {
            Writing::Said(claim)
            | Writing::Url(claim)
            | Writing::Word(claim, _)
            | Writing::Archive(claim, _)
            | Writing::Accessed(claim, _)
            | Writing::Against(claim, _) => *claim,
        }
    }
}

/// Which of the two ratings is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A to F.
    Reliability,
    /// 1 to 6.
    Credibility,
}

/// What an article is opened at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// The claim with this uid.
    Claim(String),
    /// Words that were searched for.
    Words(Span),
}

/// A search and where it matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// What was typed.
    pub query: String,
    /// How much was folded before it matched.
    pub level: Level,
    /// Where, in the article's text, in order.
    pub hits: Vec<Span>,
    /// The hit that was gone to.
    pub at: usize,
}

/// A change, to be made in order to take another one back or to make it again. Claims and sources are named by their uids:
/// corrections give them other numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The marks of a claim are changed.
    Claim(String, Box<Swap<ClaimMarks>>),
    /// The marks of a source are changed.
    Source(String, Box<Swap<SourceMarks>>),
    /// These corrections are made, together.
    Correct(Vec<Made>),
    /// The corrections with these numbers are taken back.
    Uncorrect(Vec<usize>),
    /// Something is done with a note without a claim.
    Drift(Box<Lost>, Deed),
}

/// Marks that become others. Where they are others than `from` by then, what is not in question stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Swap<T> {
    /// What they are.
    pub from: T,
    /// What they become.
    pub to: T,
}

/// Whether there is a library to save in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Library {
    /// There is, as far as is known.
    Open,
    /// There is none.
    Missing,
}

impl Model {
    /// A reader that has just opened `article` on a screen of `size`.
    pub fn new(article: Article, settings: Settings, size: Size) -> Model {
        let extracted = match article.window {
            Some(window) if window.file > WINDOW_FROM => Extracted::Off,
            _ => Extracted::Later,
        };
        let words = settings.words();
        let sidebar = settings.sidebar;
        let page = Page::new(super::area::page_options(&settings, size, sidebar, article.about.direction));
        let bidi_controls = crate::text::explicit_controls(&article.text);
        Model {
            words,
            settings,
            article,
            extraction: Extraction::default(),
            found: None,
            corrections: Corrections::default(),
            speakers: Vec::new(),
            marked: Marked::default(),
            uids: OnceCell::new(),
            extracted,
            size,
            page,
            top: Place::default(),
            heading: None,
            held: None,
            places: Vec::new(),
            focus: Pane::Article,
            sidebar,
            goal: None,
            selected: None,
            at_hand: None,
            bidi_controls,
            cursor: None,
            list: Vec::new(),
            listed: None,
            extractions: 0,
            dirty: true,
            sidebar_top: 0,
            open: BTreeSet::new(),
            filter: None,
            panel: None,
            search: None,
            claim_marks: BTreeMap::new(),
            source_marks: BTreeMap::new(),
            drift: Drift::default(),
            aside: Aside::default(),
            undo: Vec::new(),
            redo: Vec::new(),
            changed: false,
            unsaved: BTreeSet::new(),
            selection: None,
            pressed: None,
            library: Library::Open,
            warned: false,
            notice: None,
            today: String::new(),
            keyboard: Keyboard::for_language(words.language()),
            display: String::new(),
        }
    }

    /// The claim that keys speak of.
    pub fn selected_claim(&self) -> Option<&Claim> {
        self.claim(self.selected?)
    }

    /// A claim by its number.
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.extraction.claims.get(id.0)
    }

    /// Takes in what the machine found.
    pub fn set_extraction(&mut self, extraction: Extraction) {
        self.found = None;
        self.corrections = Corrections::default();
        self.take_in(extraction, OnceCell::new());
        self.extracted = Extracted::Done;
    }

    /// What the machine found, without corrections.
    pub fn machine(&self) -> &Extraction {
        self.found.as_ref().unwrap_or(&self.extraction)
    }

    /// Lays the corrections over what the machine found. Claims and sources then have other numbers.
    pub fn correct(&mut self) {
        let found = self.found.take().unwrap_or_else(|| std::mem::take(&mut self.extraction));
        if self.corrections.made.is_empty() {
            self.corrections.idle = 0;
            self.take_in(found, OnceCell::new());
            return;
        }
        let Corrected { extraction, uids, idle } = correct(&self.article, found.clone(), &self.corrections.list());
        self.found = Some(found);
        self.corrections.idle = idle.len();
        self.take_in(extraction, OnceCell::from(uids));
    }

    /// Takes in claims and their sources, and numbers the speakers.
    fn take_in(&mut self, extraction: Extraction, uids: OnceCell<Uids>) {
        let mut numbered = vec![false; extraction.sources.len()];
        let sources = extraction.claims.iter().filter_map(|claim| claim.source);
        let first = |source: &SourceId| !std::mem::replace(&mut numbered[source.0], true);
        self.speakers = sources.filter(first).collect();
        self.marked = Marked::of(&extraction, &self.speakers);
        self.uids = uids;
        self.extraction = extraction;
        self.extractions += 1;
    }

    /// The claims and sources with their names.
    pub fn known(&self) -> Found<'_> {
        Found { article: &self.article, extraction: &self.extraction, uids: self.uids() }
    }

    /// The name of a source.
    pub fn name_of(&self, source: SourceId) -> &str {
        self.extraction.sources.get(source.0).map_or("", |source| &source.name)
    }

    /// The name of a key: its Arabic letter where the user types Arabic.
    pub fn key_name(&self, key: &str) -> String {
        self.keyboard.name_of(key)
    }

    /// All sources that may be chosen: those with claims by their numbers, then the others in order of appearance.
    pub fn choosable(&self) -> Vec<SourceId> {
        let others = (0..self.extraction.sources.len()).map(SourceId).filter(|id| self.number_of(*id).is_none());
        self.speakers.iter().copied().chain(others).collect()
    }

    /// The names by which claims and sources are known from one day to the next; made at the first need.
    pub fn uids(&self) -> &Uids {
        self.uids.get_or_init(|| Uids::of(&self.article, &self.extraction))
    }

    /// The number of a source on the screen, from 1.
    pub fn number_of(&self, source: SourceId) -> Option<usize> {
        self.speakers.iter().position(|speaker| *speaker == source).map(|at| at + 1)
    }

    /// Claims in the text's order, narrowed by the filter.
    pub fn listed_claims(&self) -> Vec<ClaimId> {
        let listed = |claim: &Claim| self.filter.is_none() || claim.source == self.filter;
        let claims = self.extraction.claims.iter().enumerate();
        claims.filter(|(_, claim)| listed(claim)).map(|(at, _)| ClaimId(at)).collect()
    }

    /// What the note, tags and delete keys speak of: what an open panel shows, the row of the sidebar if it has the
    /// keys, else the claim.
    pub fn target(&self) -> Option<Target> {
        match (&self.panel, self.focus) {
            (Some(Panel::Dossier(source, _)), _) => Some(Target::Source(*source)),
            (Some(Panel::Why(claim, _) | Panel::Evidence(claim, _) | Panel::Pins(claim, _)), _) => {
                Some(Target::Claim(*claim))
            }
            (_, Pane::Sidebar) => self.cursor,
            _ => self.selected.map(Target::Claim),
        }
    }

    /// Whether leaving the article would lose marks without the user having been told.
    pub fn may_lose(&self) -> bool {
        !self.unsaved.is_empty() && !self.warned
    }

    /// What the user said of a claim.
    pub fn marks_of_claim(&self, claim: ClaimId) -> ClaimMarks {
        self.claim_marks.get(&claim).cloned().unwrap_or_default()
    }

    /// What the user said of a source.
    pub fn marks_of_source(&self, source: SourceId) -> SourceMarks {
        self.source_marks.get(&source).cloned().unwrap_or_default()
    }
}
