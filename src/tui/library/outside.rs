//! The library as the screens ask it. Tests put a script in its place.

use super::ask::{Choices, DocumentAsk, Page, Part, QuoteAsk, SourceAsk};
use super::rows::{Dossier, DocumentRow, QuoteRow, SourceRow, Totals};
use crate::store::StoreError;

/// Answers questions about the library, each with work for one screen, however large the library is.
pub trait Outside {
    /// Articles.
    fn documents(&mut self, ask: &DocumentAsk, part: &Part) -> Result<Page<DocumentRow>, StoreError>;

    /// Sources.
    fn sources(&mut self, ask: &SourceAsk, part: &Part) -> Result<Page<SourceRow>, StoreError>;

    /// Claims of all articles.
    fn quotes(&mut self, ask: &QuoteAsk, part: &Part) -> Result<Page<QuoteRow>, StoreError>;

    /// What is known of a source; nothing where it is gone.
    fn dossier(&mut self, source: i64) -> Result<Option<Dossier>, StoreError>;

    /// How much there is.
    fn totals(&mut self) -> Result<Totals, StoreError>;

    /// What a filter can be chosen from, the most used first, with how many articles each has.
    fn choices(&mut self, which: Choices) -> Result<Vec<(String, usize)>, StoreError>;

    /// Marks an article as read, or as unread.
    fn mark_read(&mut self, document: i64, read: bool) -> Result<(), StoreError>;

    /// Takes an article out of the library, with what was marked on it.
    fn remove(&mut self, document: i64) -> Result<(), StoreError>;
}
