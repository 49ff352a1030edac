//! The library and the terminal as the screens ask them. Tests put a script in their place.

use super::ask::{Choices, DocumentAsk, Page, Part, QuoteAsk, SourceAsk};
use super::message::Message;
use super::rows::{Alike, DocumentRow, Dossier, QuoteRow, Said, Sameness, SourceRow, Totals};
use crate::article::Article;
use crate::config::Settings;
use crate::store::{ArticleKey, Hits};
use crate::tui::exporting::{Outcome, Wish};
use crate::tui::message::Notice;

/// An answer, or in one line why there is none.
pub type Told<T> = Result<T, String>;

/// Answers questions about the library, each with work for one screen, however large the library is.
pub trait Outside {
    /// Articles.
    fn documents(&mut self, ask: &DocumentAsk, part: &Part) -> Told<Page<DocumentRow>>;

    /// Sources.
    fn sources(&mut self, ask: &SourceAsk, part: &Part) -> Told<Page<SourceRow>>;

    /// Claims of all articles.
    fn quotes(&mut self, ask: &QuoteAsk, part: &Part) -> Told<Page<QuoteRow>>;

    /// What is known of a source; nothing where it is gone.
    fn dossier(&mut self, source: i64) -> Told<Option<Dossier>>;

    /// Who is named like a source, without those of whom it is known that they are others.
    fn alike(&mut self, source: i64) -> Told<Vec<Alike>>;

    /// Keeps that two sources are one, under the first one's name, or two.
    fn decide(&mut self, source: i64, other: &str, same: Sameness) -> Told<()>;

    /// How much there is.
    fn totals(&mut self) -> Told<Totals>;

    /// What a filter can be chosen from, with how many articles each has where that is known.
    fn choices(&mut self, which: Choices) -> Told<Vec<(String, Option<usize>)>>;

    /// Marks an article as read, or as unread.
    fn mark_read(&mut self, document: i64, read: bool) -> Told<()>;

    /// Takes an article out of the library, with what was marked on it.
    fn remove(&mut self, document: i64) -> Told<()>;

    /// Begins to ask all feeds for what is new, and says what to tell of that; the rest is told as it comes.
    fn ask_feeds(&mut self) -> Told<Message>;

    /// Begins to fetch the page of an article of which only a feed told. Says whether there is one to wait for.
    fn fetch(&mut self, document: i64, claim: Option<&str>) -> Told<bool>;

    /// Waits no more for such a page. Says whether one was waited for.
    fn give_up(&mut self) -> bool;

    /// Keeps what the reader says of a source.
    fn say(&mut self, source: i64, said: &Said) -> Told<()>;

    /// What the library holds of what was typed; the snippets have so many letters on either side.
    fn find(&mut self, typed: &str, context: usize) -> Told<Hits>;

    /// A text of the library.
    fn text(&mut self, article: ArticleKey) -> Told<Article>;

    /// The text of an article as it was added last.
    fn article(&mut self, document: i64) -> Told<Article>;

    /// Writes articles into a file: of the list, those that are asked for.
    fn export(&mut self, wish: &Wish, listed: &DocumentAsk, settings: &Settings) -> Outcome;

    /// Puts text on the clipboard, and gives what is to be told of that: this notice, or why it is not there.
    fn copy(&mut self, text: &str, notice: Notice) -> Notice;

    /// Stops the program until it is continued.
    fn suspend(&mut self);

    /// Draws the whole screen again.
    fn redraw(&mut self);
}
