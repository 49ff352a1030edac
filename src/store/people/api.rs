//! What the library does with sources, for commands and screens.

use jiff::Timestamp;
use rusqlite::Transaction;

use crate::store::{ArticleKey, Store, StoreError, Trouble};

use super::alike::{self, LookAlikes};
use super::dossier::{self, ClaimOf, Dossier, DossierQuery};
use super::edits::{self, SourceEdit, SplitOff};
use super::facts::{self, Assessment, KnownSource, SourceFacts, SourceKey};
use super::list::{self, SourceQuery, SourceRow};
use super::repeats;

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

    /// The source with this uid; one that was merged is the one that it is now.
    pub fn source_by_uid(&self, uid: &str) -> Result<Option<SourceKey>, StoreError> {
        self.read(|connection| facts::by_uid(connection, uid))
    }

    /// A page of a list of sources.
    pub fn sources(&self, query: &SourceQuery) -> Result<Vec<SourceRow>, StoreError> {
        self.read(|connection| list::page(connection, query))
    }

    /// The sources that are meant by what was typed: by a uid or its beginning, else by a whole name, else by words of names.
    /// At most `most`; several are for the user to choose from.
    pub fn sources_meant(&self, typed: &str, most: usize) -> Result<Vec<SourceRow>, StoreError> {
        self.read(|connection| list::meant(connection, typed, most))
    }

    /// Pairs of sources that may be one, of those first who said most; each pair once. At least `least` where there are as
    /// many, behind the source `after`.
    pub fn look_alikes(&self, after: Option<SourceKey>, least: usize) -> Result<LookAlikes, StoreError> {
        self.read(|connection| alike::pairs(connection, after, least))
    }

    /// A source with a page of what it said; none where there is none.
    pub fn dossier(&self, key: SourceKey, query: &DossierQuery) -> Result<Option<Dossier>, StoreError> {
        self.read(|connection| dossier::load(connection, key, query))
    }

    /// Claims of the source with this number, by their numbers, with where they are quoted in other articles, but without
    /// what contradicts them.
    pub fn repeated_claims(&self, source: i64, claims: &[i64]) -> Result<Vec<ClaimOf>, StoreError> {
        self.read(|connection| repeats::of(connection, source, claims))
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

    /// Says that one source is another: all that it said is that one's. None where that is so already, or one of them is not
    /// there. As all edits, it can be taken back.
    pub fn merge_sources(
        &mut self,
        from: SourceKey,
        into: SourceKey,
        now: Timestamp,
    ) -> Result<Option<SourceEdit>, StoreError> {
        self.edit(now, |transaction| edits::merge(transaction, from, into))
    }

    /// Says that something a source said was said by another one, or by a new one of a name. None where nothing of it is the
    /// source's, or the other one is it.
    pub fn split_source(
        &mut self,
        of: SourceKey,
        off: &SplitOff,
        to: Result<SourceKey, &str>,
        now: Timestamp,
    ) -> Result<Option<SourceEdit>, StoreError> {
        self.edit(now, |transaction| edits::split(transaction, of, off, to))
    }

    /// Gives a source another name; it is still found by the one before. None where it is called so already.
    pub fn rename_source(
        &mut self,
        source: SourceKey,
        name: &str,
        now: Timestamp,
    ) -> Result<Option<SourceEdit>, StoreError> {
        self.edit(now, |transaction| {
            let Some(known) = facts::load(transaction, source)?.filter(|known| known.name != name) else {
                return Ok(None);
            };
            Ok(Some(SourceEdit::Rename { source: known.uid, from: known.name, to: name.to_owned() }))
        })
    }

    /// Adds another name by which articles call a source. None where it is known already.
    pub fn add_alias(
        &mut self,
        source: SourceKey,
        name: &str,
        now: Timestamp,
    ) -> Result<Option<SourceEdit>, StoreError> {
        self.edit(now, |transaction| {
            let Some(known) = facts::load(transaction, source)? else { return Ok(None) };
            let is_known = known.aliases.iter().any(|alias| alias.by_reader && alias.name == name);
            Ok((!is_known).then(|| SourceEdit::Alias { source: known.uid, name: name.to_owned() }))
        })
    }

    /// Takes another name from a source that the reader gave it. None where it has no such name.
    pub fn remove_alias(
        &mut self,
        source: SourceKey,
        name: &str,
        now: Timestamp,
    ) -> Result<Option<SourceEdit>, StoreError> {
        self.edit(now, |transaction| {
            let owner = facts::alias_owner(transaction, source, name)?;
            Ok(owner.map(|source| SourceEdit::NoAlias { source, name: name.to_owned() }))
        })
    }

    /// Says that two sources are not the same, whatever they are called. None where that is known already, or they are one.
    pub fn keep_apart(
        &mut self,
        one: SourceKey,
        other: SourceKey,
        now: Timestamp,
    ) -> Result<Option<SourceEdit>, StoreError> {
        self.edit(now, |transaction| edits::keep_apart(transaction, one, other))
    }

    /// Takes the last edit of sources back, and gives it.
    pub fn undo_source_edit(&mut self, now: Timestamp) -> Result<Option<SourceEdit>, StoreError> {
        self.write(|transaction| edits::undo(transaction, now))
    }

    /// Makes the edit of sources that was taken back last again, and gives it.
    pub fn redo_source_edit(&mut self, now: Timestamp) -> Result<Option<SourceEdit>, StoreError> {
        self.write(|transaction| edits::redo(transaction, now))
    }

    fn edit(
        &mut self,
        now: Timestamp,
        wanted: impl FnOnce(&Transaction<'_>) -> Result<Option<SourceEdit>, Trouble>,
    ) -> Result<Option<SourceEdit>, StoreError> {
        self.write(|transaction| {
            let edit = wanted(transaction)?;
            if let Some(edit) = &edit {
                edits::make(transaction, edit, now)?;
            }
            Ok(edit)
        })
    }
}
