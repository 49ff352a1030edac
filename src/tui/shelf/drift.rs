//! Notes without a claim, and earlier versions, in the library.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::{Shelf, Stored};
use crate::article::Article;
use crate::claims::{self, Corrected, Found, compare};
use crate::export::changes::{self, Versions};
use crate::store::{ArticleKey, ClaimNote, NoteKey, StoreError};
use crate::tui::drift::{Compared, Earlier};
use crate::tui::model::Model;

impl Shelf {
    /// The row that a note is in now.
    fn now(&self, key: NoteKey) -> NoteKey {
        self.renewed.iter().rev().find(|(old, _)| *old == key).map_or(key, |(_, new)| *new)
    }

    /// Knows the note of the claim `uid` to be in this row.
    pub fn adopt(&mut self, uid: String, key: NoteKey) {
        let key = self.now(key);
        // Where it cannot be read, whatever is there counts as another program's, and stays.
        let base = self.store.claim_marks(key).unwrap_or_default();
        self.claims.insert(uid, Stored { key, base });
    }

    /// Keeps a note in the version that it is fastened to; one that says nothing is deleted.
    pub fn put_note(&mut self, mut note: ClaimNote) -> Result<(), StoreError> {
        let Some(article) = self.store.article_of(&note.anchor.article)? else { return Ok(()) };
        let before = note.key;
        note.key = before.map(|key| self.now(key));
        self.claims.retain(|_, stored| Some(stored.key) != note.key);
        let saved = self.store.save_claim(article, &note, Timestamp::now())?;
        if let (Some(before), Some(saved)) = (before, saved) {
            self.renewed.push((before, saved));
        }
        Ok(())
    }

    /// Keeps that no claim of this text is the note's.
    pub fn leave_adrift(&mut self, key: NoteKey, hash: &str) -> Result<(), StoreError> {
        let key = self.now(key);
        self.store.leave_adrift(key, hash)
    }

    /// The version before this one. That it cannot be told is not worth a word.
    pub fn earlier(&self, article: &Article) -> Option<Earlier> {
        let document = self.store.document_like(article).ok()??;
        let versions = self.store.versions_of(document).ok()?;
        let at = versions.iter().position(|version| version.hash == article.hash)?;
        let before = versions[..at].iter().rev().find(|version| version.is_kept)?;
        let day = Offset::UTC.to_datetime(versions[at].added).date().to_string();
        Some(Earlier { article: before.article, day })
    }

    /// What was changed between an earlier version and this one.
    pub fn compare(&self, earlier: ArticleKey, model: &Model) -> Result<Option<Compared>, StoreError> {
        let Some(article) = self.store.article(earlier)? else { return Ok(None) };
        let found = claims::extract_with(&article, model.settings.overlay);
        let corrections = self.store.annotations(&article)?.corrections;
        let corrections: Vec<_> = corrections.into_iter().map(|stored| stored.correction).collect();
        let Corrected { extraction, uids, .. } = claims::correct(&article, found, &corrections);
        let old = Found { article: &article, extraction: &extraction, uids: &uids };
        let versions = Versions { old, new: model.known() };
        let comparison = compare(versions.old, versions.new);
        let lines = changes::lines(versions, &comparison, model.words);
        Ok(Some(Compared { lines, comparison }))
    }
}
