//! What the library does with sources, for commands and screens.

use jiff::Timestamp;

use crate::store::{ArticleKey, Store, StoreError};

use super::facts::{self, Assessment, KnownSource, SourceFacts, SourceKey};

impl Store {
    /// A source, as far as it is known without its claims; one that was merged is the one that it is now. None where there
    /// is none such.
    pub fn source(&self, key: SourceKey) -> Result<Option<KnownSource>, StoreError> {
        self.read(|connection| facts::load(connection, key))
    }

    /// Who the source with this uid in an article is across articles; none where the article is not known to have it.
    pub fn source_in(&self, article: ArticleKey, uid: &str) -> Result<Option<SourceKey>, StoreError> {
        self.read(|connection| facts::source_in(connection, article, uid))
    }

    /// Saves what the reader says of a source. A reliability other than the last one joins its history, with by whom and
    /// why; so does the same again, where that is said. Says whether there is such a source.
    pub fn save_source_facts(
        &mut self,
        key: SourceKey,
        facts: &SourceFacts,
        assessment: Assessment<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let saved = self.write(|transaction| facts::save(transaction, key, facts, assessment, now))?;
        self.wipe_if(saved);
        Ok(saved)
    }
}
