//! The library as the screens ask it. Tests put a script in its place.

use super::ask::{Choices, DocumentAsk, Page, Part, QuoteAsk, SourceAsk};
use super::rows::{Dossier, DocumentRow, QuoteRow, SourceRow, Totals};

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

    /// How much there is.
    fn totals(&mut self) -> Told<Totals>;

    /// What a filter can be chosen from, the most used first, with how many articles each has.
    fn choices(&mut self, which: Choices) -> Told<Vec<(String, usize)>>;

    /// Marks an article as read, or as unread.
    fn mark_read(&mut self, document: i64, read: bool) -> Told<()>;

    /// Takes an article out of the library, with what was marked on it.
    fn remove(&mut self, document: i64) -> Told<()>;
}
