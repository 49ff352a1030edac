//! What a reader put right, laid over what was found.
//!
//! Corrections are kept apart from the claims they correct, each fastened by uid, place and words ([`Anchor`]), and are
//! applied in the order in which they were made to whatever the extractor finds, today or after an upgrade. They win over
//! the machine: a claim that was given a source and is not found any more is added, one that was added and is found
//! meanwhile is that one. What finds its claim or source nowhere is idle: kept, and said.
//!
//! The stages: `draft` (the claims and sources being changed, with their uids) → `content` (quotations and kind of a
//! stretch that a reader chose) → the result in order, unused sources dropped.

mod content;
mod draft;

use serde::{Deserialize, Serialize};

use super::anchor::Anchor;
use super::model::{Claim, Extraction, SourceKind};
use super::uid::{SourceRef, Uids};
use crate::article::Article;
use draft::Draft;

/// One thing that a reader put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "correction", rename_all = "kebab-case")]
pub enum Correction {
    /// A claim is another source's.
    Reassign {
        /// The claim.
        claim: Anchor,
        /// Whose it is; a name that no source has makes a new source.
        to: SourceRef,
    },
    /// Two sources are one.
    Merge {
        /// What goes.
        source: SourceRef,
        /// What stays, with its name.
        into: SourceRef,
    },
    /// Some claims of a source are another one's, who has not been told apart from it.
    Split {
        /// The claims that go.
        claims: Vec<Anchor>,
        /// The name of whose they are.
        name: String,
    },
    /// A source is called, or is, something else.
    Rename {
        /// The source.
        source: SourceRef,
        /// Its name.
        name: String,
        /// Its office; empty for none.
        role: String,
        /// What it is.
        kind: SourceKind,
    },
    /// A claim begins or ends elsewhere.
    Respan {
        /// The claim.
        claim: Anchor,
        /// Its content.
        to: Anchor,
    },
    /// This is no claim.
    Reject {
        /// The claim.
        claim: Anchor,
    },
    /// A claim was missed.
    Add {
        /// Its content.
        content: Anchor,
        /// Whose it is; a name that no source has makes a new source.
        source: SourceRef,
    },
}

/// An extraction with its corrections applied.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Corrected {
    /// The claims and sources.
    pub extraction: Extraction,
    /// Their uids: a claim that was moved and a source that was renamed keep theirs, so that their notes hold.
    pub uids: Uids,
    /// Which corrections found nothing to correct, by their numbers.
    pub idle: Vec<usize>,
}

impl Corrected {
    /// What was found, with nothing put right.
    pub fn as_found(article: &Article, extraction: Extraction) -> Corrected {
        Corrected { uids: Uids::of(article, &extraction), extraction, idle: Vec::new() }
    }

    /// Leaves out the claims that `wanted` does not want, with their uids; sources stay.
    pub fn keep(&mut self, mut wanted: impl FnMut(&Claim) -> bool) {
        let kept: Vec<bool> = self.extraction.claims.iter().map(&mut wanted).collect();
        let mut at = kept.iter();
        self.uids.claims.retain(|_| *at.next().unwrap_or(&true));
        let mut at = kept.iter();
        self.extraction.keep(|_| *at.next().unwrap_or(&true));
    }
}

/// Applies `corrections`, in order, to what was `found` in `article`. Never fails.
pub fn correct(article: &Article, found: Extraction, corrections: &[Correction]) -> Corrected {
    let mut draft = Draft::of(article, found);
    let idle = corrections.iter().enumerate().filter(|(_, correction)| !draft.apply(correction)).map(|(at, _)| at);
    let idle = idle.collect();
    let (extraction, uids) = draft.finish();
    Corrected { extraction, uids, idle }
}
