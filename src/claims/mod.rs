//! Who said what: an article to its claims and their sources.

mod model;
mod uid;

pub use model::{
    Claim, ClaimId, ClaimKind, Cue, Evidence, Extraction, Mention, NoComment, Source, SourceId, SourceKind, Stance,
};

pub use uid::Uids;

use crate::article::Article;

/// Finds the claims of an article.
pub fn extract(_article: &Article) -> Extraction {
    Extraction::default()
}
