//! The library: the reader's marks and reading state, in one SQLite file, `library.db`, in the library's folder.
//!
//! [`Store::open`] (folder, file, `schema` and its migrations) → [`Store::annotations`] (one article's marks, and those
//! of its other versions) → [`settle`] (marks to the claims of a fresh extraction) → [`Store::open_article`] and
//! [`Store::save_claim`], [`Store::save_source`], [`Store::save_reading`].
//!
//! Every save is a transaction of its own: when it returns, it is on the disk (write-ahead log, `synchronous = FULL`).
//! Several processes may use one library at once; a writer waits a second and a half for another. What cannot be used
//! (locked, damaged, newer, not writable) is said by [`StoreError`] and left as it is. Instants are inputs. No text of
//! an article or of a note is in any error.
//!
//! The library protects sources: its folder is made 0700, its files are 0600, and deleted text is overwritten.

mod article;
mod claim_edits;
mod claim_notes;
mod corrections;
mod desk;
mod documents;
mod drift;
mod error;
mod feeds;
mod found;
mod kept;
mod lists;
mod lookup;
mod marks;
mod merge;
mod open;
mod originals;
mod people;
mod quotes;
mod reading;
mod row;
mod schema;
mod searching;
mod select;
mod settle;
mod source_notes;
mod texts;
mod upkeep;
mod verify;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::article::Article;
use crate::claims::{Corrected, Correction, Found};

use article::Visit;
pub use article::{Fate, Registered};
pub use claim_edits::Edited;
pub use claim_notes::SavedMarks;
pub use desk::{Conflict, Contacts, DeskDocument, DeskMode, DeskReport, Side};
pub use documents::{
    Direction, DocumentFilter, DocumentQuery, DocumentRow, DocumentSort, Mark, Start, Totals, VersionRow,
};
pub use error::{StoreError, Trouble};
pub use feeds::{Feed, FeedItem, FeedKey, FeedState, ItemFate, NewFeed, PendingPage};
pub use kept::KeptClaim;
pub use lists::{
    Against, ClaimFilter, ClaimQuery, ClaimRow, ClaimStart, Decided, Known, Listed, ListedBy, ListedSource, Order,
    SourceMark, SourceStart, SourcesList,
};
pub use marks::{
    Annotations, ArticleKey, ClaimMarks, ClaimNote, Contradiction, CorrectionKey, Credibility, DocumentKey,
    EvidenceKind, EvidenceLink, NoteKey, Rating, Reading, Reliability, SourceMarks, SourceNote, Status,
    StoredCorrection, parse_day, parse_tags,
};
pub use merge::{Field, Merged, PARTING, Sides, merge_claim_marks, merge_source_marks};
pub use open::FILE_NAME;
pub use originals::{Original, Originals};
pub use people::{
    Alias, Assessment, ClaimOf, Dossier, DossierQuery, KnownSource, Likeness, Link, LookAlike, LookAlikes, Naming,
    Opposed, OverTime, Rated, Role, SourceEdit, SourceFacts, SourceFilter, SourceKey, SourceQuery, SourceRow,
    SourceSort, SplitOff, StatedRole, Tally, Wording,
};
pub use quotes::{Judged, Quote, QuoteMark, QuoteOrder, QuoteQuery};
pub use schema::SCHEMA;
pub use searching::{Hit, HitArticle, HitSource, Hits, Search, Within};
pub use settle::{Orphan, Settled, SettledClaim, settle};
pub use upkeep::Tidied;
pub use verify::Flaw;

/// An open library.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
    /// The library's version when it was asked for last: another one where somebody else has written.
    version: i64,
}

impl Store {
    /// Opens the library in `folder`, creating both where they are missing.
    ///
    /// # Errors
    ///
    /// Where the library is locked, damaged, newer than this program, or cannot be written; it is then left as it was.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        Store::of(open::open(folder)?)
    }

    /// Opens the library in `folder` to read: no byte of it is changed, and saving fails. An older one is read as if it had
    /// been brought to the newest schema. Also works where nothing may be written.
    ///
    /// # Errors
    ///
    /// Where there is none, or it is locked, damaged, newer than this program, or cannot be read.
    pub fn open_to_read(folder: &Path) -> Result<Store, StoreError> {
        Store::of(open::open_to_read(folder)?)
    }

    /// Opens the library in `folder` as [`Store::open`]; where there is one that may not be written, to read.
    ///
    /// # Errors
    ///
    /// As [`Store::open`].
    pub fn open_or_read(folder: &Path) -> Result<Store, StoreError> {
        Store::open(folder).or_else(|error| match error.trouble() {
            Trouble::Forbidden(_) if folder.join(FILE_NAME).exists() => Store::open_to_read(folder),
            _ => Err(error),
        })
    }

    fn of((path, connection): (PathBuf, Connection)) -> Result<Store, StoreError> {
        let version = connection.pragma_query_value(None, "data_version", |row| row.get(0));
        let version = version.map_err(|error| StoreError::new(&path, error.into()))?;
        Ok(Store { path, connection, version })
    }

    /// The library's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All that was marked on this text and on other texts of the same origin. Reads only; one article's worth of work,
    /// however large the library is.
    pub fn annotations(&self, article: &Article) -> Result<Annotations, StoreError> {
        self.read(|connection| {
            let origin = article::origin(article)?;
            let versions = article::versions(connection, &article.hash, origin.as_deref())?;
            let mut found =
                Annotations { reading: reading::load(connection, &article.hash)?, ..Annotations::default() };
            for version in versions {
                found.claims.extend(claim_notes::load(connection, &version)?);
                found.adrift.extend(drift::adrift(connection, &version, &article.hash)?);
                found.sources.extend(source_notes::load(connection, &version)?);
                // The latest version comes first, and its corrections last.
                found.corrections.splice(..0, corrections::load(connection, &version)?);
            }
            Ok(found)
        })
    }

    /// Registers an article, or recognises it by its hash, and notes that it was opened `now`.
    pub fn open_article(&mut self, article: &Article, now: Timestamp) -> Result<ArticleKey, StoreError> {
        let registered = self.write(|transaction| article::register(transaction, article, Visit::Read, now))?;
        Ok(registered.article)
    }

    /// Adds an article, to be read later, or recognises it by its hash; a changed text of a known origin becomes a new
    /// version beside the old. What was found in it is kept with it.
    pub fn add_article(&mut self, found: Found<'_>, now: Timestamp) -> Result<Registered, StoreError> {
        self.write(|transaction| found::add(transaction, found, now))
    }

    /// Adds articles as [`Store::add_article`] does, all of them or, where one cannot be added, none: many at once cost far
    /// less than one by one.
    pub fn add_articles(
        &mut self,
        articles: impl IntoIterator<Item = (Article, Corrected)>,
        now: Timestamp,
    ) -> Result<Vec<Registered>, StoreError> {
        self.write(|transaction| {
            let add = |(article, corrected): (Article, Corrected)| {
                let found = Found { article: &article, extraction: &corrected.extraction, uids: &corrected.uids };
                found::add(transaction, found, now)
            };
            articles.into_iter().map(add).collect()
        })
    }

    /// Keeps what was found in an article, as the reader put it right, in place of what was kept. Says whether that was
    /// anything else than before.
    pub fn save_found(&mut self, article: ArticleKey, found: Found<'_>, now: Timestamp) -> Result<bool, StoreError> {
        let changed = self.write(|transaction| found::save(transaction, article, found, now))?;
        self.wipe_if(changed);
        Ok(changed)
    }

    /// The article of a row as it was registered; none where there is no such row, or its text is not kept.
    pub fn article(&self, key: ArticleKey) -> Result<Option<Article>, StoreError> {
        self.read(|connection| article::load(connection, key))
    }

    /// The article whose text has this hash, in lower-case hexadecimal digits.
    pub fn article_by_hash(&self, hash: &str) -> Result<Option<ArticleKey>, StoreError> {
        self.read(|connection| lookup::by_hash(connection, hash))
    }

    /// The latest version of the article with this address; none where several have it.
    pub fn article_by_url(&self, url: &str) -> Result<Option<ArticleKey>, StoreError> {
        self.read(|connection| lookup::by_url(connection, url))
    }

    /// Makes `ratings`, oldest first, the history of a source's reliability; the last entry holds.
    pub fn put_ratings(&mut self, source: NoteKey, ratings: &[Rating]) -> Result<(), StoreError> {
        self.write(|transaction| lookup::put_ratings(transaction, source, ratings))
    }

    /// Gives a source another name by which the reader knows it.
    pub fn add_source_alias(&mut self, source: SourceKey, name: &str) -> Result<(), StoreError> {
        self.write(|transaction| lookup::add_alias(transaction, source, name))
    }

    /// What is said, because of other articles, of those sources of this one that the library does not know as its own.
    pub fn known_sources(&self, found: Found<'_>) -> Result<Vec<SourceNote>, StoreError> {
        self.read(|connection| source_notes::known(connection, found))
    }

    /// Saves what is said of a claim, and fastens it to the article. Empty marks delete the note, and give `None`.
    pub fn save_claim(
        &mut self,
        article: ArticleKey,
        note: &ClaimNote,
        now: Timestamp,
    ) -> Result<Option<NoteKey>, StoreError> {
        let saved = self.write(|transaction| {
            let saved = claim_notes::save(transaction, article, note, now)?;
            if saved.is_none() {
                claim_edits::wipe(transaction, article, &note.anchor.uid)?;
            }
            Ok(saved)
        })?;
        self.wipe_if(saved.is_none());
        Ok(saved)
    }

    /// Saves what is said of a claim where another program may have saved something else since these marks were `base`:
    /// what it changed stays, and of what both changed nothing is lost (see [`merge_claim_marks`]). A single value of
    /// theirs that gave way can be had back by [`Store::undo_claim`].
    pub fn merge_claim(
        &mut self,
        article: ArticleKey,
        note: &ClaimNote,
        base: &ClaimMarks,
        now: Timestamp,
    ) -> Result<SavedMarks<ClaimMarks>, StoreError> {
        let saved = self.write(|transaction| claim_notes::merge(transaction, article, note, base, now))?;
        self.wipe_if(saved.key.is_none());
        Ok(saved)
    }

    /// Changes the marks of a claim as they are now, whoever set them, and keeps what takes that back. Of `note` only the
    /// row and the place count.
    pub fn change_claim(
        &mut self,
        article: ArticleKey,
        note: &ClaimNote,
        change: impl FnOnce(&mut ClaimMarks),
        now: Timestamp,
    ) -> Result<Edited, StoreError> {
        self.write(|transaction| claim_edits::change(transaction, article, note, change, now))
    }

    /// Deletes all that is said of a claim, with what is kept to take changes of it back. Says whether anything was said.
    pub fn delete_claim(&mut self, article: ArticleKey, note: &ClaimNote, now: Timestamp) -> Result<bool, StoreError> {
        let there = self.read(|connection| claim_notes::there(connection, article, note))?;
        let nothing = ClaimNote { marks: ClaimMarks::default(), ..note.clone() };
        self.save_claim(article, &nothing, now)?;
        Ok(!there.is_empty())
    }

    /// Takes the last [`Store::change_claim`] back, of all or of one claim; what was changed since stays. None where there
    /// is none.
    pub fn undo_claim(&mut self, of: Option<(ArticleKey, &str)>, now: Timestamp) -> Result<Option<Edited>, StoreError> {
        self.write(|transaction| claim_edits::undo(transaction, of, now))
    }

    /// Makes the change again that [`Store::undo_claim`] took back last. None where there is none.
    pub fn redo_claim(&mut self, of: Option<(ArticleKey, &str)>, now: Timestamp) -> Result<Option<Edited>, StoreError> {
        self.write(|transaction| claim_edits::redo(transaction, of, now))
    }

    /// The claim that was pinned last, in any article, but for `not` (the hash of its article, and its uid).
    pub fn last_pinned(&self, not: (&str, &str)) -> Result<Option<Contradiction>, StoreError> {
        self.read(|connection| claim_notes::last_pinned(connection, not))
    }

    /// The marks in a note's row; none where there is no such row any more.
    pub fn claim_marks(&self, NoteKey(row): NoteKey) -> Result<ClaimMarks, StoreError> {
        self.read(|connection| Ok(claim_notes::marks_in(connection, row)?.unwrap_or_default()))
    }

    /// Whether another program, or another [`Store`], has written the library since this was asked last. Costs no reading.
    pub fn changed_elsewhere(&mut self) -> Result<bool, StoreError> {
        let version = self.connection.pragma_query_value(None, "data_version", |row| row.get(0));
        let version: i64 = version.map_err(|error| StoreError::new(&self.path, error.into()))?;
        Ok(std::mem::replace(&mut self.version, version) != version)
    }

    /// Saves what is said of a source. A reliability other than the last one joins its history. Empty marks delete the
    /// note with its history, and give `None`.
    pub fn save_source(
        &mut self,
        article: ArticleKey,
        note: &SourceNote,
        now: Timestamp,
    ) -> Result<Option<NoteKey>, StoreError> {
        let saved = self.write(|transaction| source_notes::save(transaction, article, note, now))?;
        self.wipe_if(saved.is_none());
        Ok(saved)
    }

    /// Saves what is said of a source where another program may have saved something else since these marks were `base`, as
    /// [`Store::merge_claim`] does.
    pub fn merge_source(
        &mut self,
        article: ArticleKey,
        note: &SourceNote,
        base: &SourceMarks,
        now: Timestamp,
    ) -> Result<SavedMarks<SourceMarks>, StoreError> {
        let saved = self.write(|transaction| source_notes::merge(transaction, article, note, base, now))?;
        self.wipe_if(saved.key.is_none());
        Ok(saved)
    }

    /// Keeps something that the reader put right, behind all earlier corrections of the article. What was taken back by
    /// [`Store::undo_correction`] cannot come again then.
    pub fn add_correction(
        &mut self,
        article: ArticleKey,
        correction: &Correction,
        now: Timestamp,
    ) -> Result<CorrectionKey, StoreError> {
        let (key, wiped) = self.write(|transaction| corrections::add(transaction, article, correction, now))?;
        self.wipe_if(wiped);
        Ok(key)
    }

    /// Takes the last correction of an article back, and gives it; it stays in the library for
    /// [`Store::redo_correction`].
    pub fn undo_correction(
        &mut self,
        article: ArticleKey,
        now: Timestamp,
    ) -> Result<Option<StoredCorrection>, StoreError> {
        self.write(|transaction| corrections::undo(transaction, article, now))
    }

    /// Makes the correction that was taken back last again, and gives it.
    pub fn redo_correction(&mut self, article: ArticleKey) -> Result<Option<StoredCorrection>, StoreError> {
        self.write(|transaction| corrections::redo(transaction, article))
    }

    /// Takes a correction back for good: its words are wiped.
    pub fn remove_correction(&mut self, key: CorrectionKey) -> Result<(), StoreError> {
        self.write(|transaction| corrections::remove(transaction, key))?;
        self.wipe_if(true);
        Ok(())
    }

    /// Saves where reading of an article stopped.
    pub fn save_reading(&mut self, article: ArticleKey, reading: &Reading, now: Timestamp) -> Result<(), StoreError> {
        self.write(|transaction| reading::save(transaction, article, reading, now))
    }

    /// Looks for words in the library. What takes longest is looking into [`Search::depth`] texts.
    pub fn search(&self, search: Search<'_>) -> Result<Hits, StoreError> {
        self.read(|connection| searching::search(connection, search))
    }

    /// Every tag in the library, of claims and of sources, the most used first.
    pub fn tags(&self) -> Result<Vec<String>, StoreError> {
        self.read(row::tags)
    }

    fn read<T>(&self, body: impl FnOnce(&Connection) -> Result<T, Trouble>) -> Result<T, StoreError> {
        // One snapshot for all queries of one answer.
        let read = || {
            let transaction = self.connection.unchecked_transaction()?;
            let answer = body(&transaction)?;
            transaction.finish()?;
            Ok(answer)
        };
        read().map_err(|trouble| StoreError::new(&self.path, trouble))
    }

    fn write<T>(&mut self, body: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>) -> Result<T, StoreError> {
        let write = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let answer = body(&transaction)?;
            searching::wipe(&transaction)?;
            transaction.commit()?;
            Ok(answer)
        };
        write().map_err(|trouble| StoreError::new(&self.path, trouble))
    }

    /// After a deletion the log still holds the deleted text: it is emptied, unless another process is reading it, which
    /// then empties it when it closes.
    fn wipe_if(&self, deleted: bool) {
        if deleted {
            let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{About, Origin};
    use crate::claims::Anchor;
    use crate::span::Span;

    #[test]
    fn a_full_disk_is_said_and_loses_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(folder.path()).expect("a library");
        let article = Article {
            origin: Origin::StandardInput,
            text: "قال".to_owned(),
            blocks: Vec::new(),
            hash: "0".repeat(64),
            window: None,
            about: About::default(),
            warnings: Vec::new(),
        };
        let now = Timestamp::UNIX_EPOCH;
        let key = store.open_article(&article, now).expect("registered");
        let mut note = ClaimNote {
            key: None,
            anchor: Anchor::of(&article, Span::new(0, 6), "claim-1"),
            marks: ClaimMarks { note: "صغيرة".to_owned(), ..ClaimMarks::default() },
        };
        note.key = store.save_claim(key, &note, now).expect("saved");
        let pages: u32 =
            store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("a count of pages");
        // SQLite then has as little room as on a full disk.
        store.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).expect("set");
        let mut large = note.clone();
        large.marks.note = "كبيرة ".repeat(10_000);
        let error = store.save_claim(key, &large, now).expect_err("full");
        assert_eq!(*error.trouble(), Trouble::DiskFull);
        assert_eq!(store.annotations(&article).expect("readable").claims, [note]);
    }
}
