//! A text that drafts are checked against, with who said what in it.

use super::draft::Speaker;
use crate::article::Article;
use crate::claims::{Extraction, Source, Uids};
use crate::span::Span;

/// A text that is known, with its claims.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// What it is called: its path, or its number in the library.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it; empty where that is not known.
    pub outlet: String,
    /// When it was published, as far as that is known; else empty.
    pub day: String,
    /// Its text.
    pub text: String,
    /// Who speaks in it.
    pub sources: Vec<Speaker>,
    /// What is said in it.
    pub claims: Vec<Said>,
}

/// Words of a known text, and whose they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The claim's uid.
    pub uid: String,
    /// The words, as bytes of the text.
    pub span: Span,
    /// Whose they are: a number of the text's sources.
    pub source: Option<usize>,
    /// Who carried them.
    pub via: Vec<usize>,
}

impl Known {
    /// An article with what was found in it.
    pub fn of(id: String, article: &Article, found: &Extraction, uids: &Uids) -> Known {
        let about = &article.about;
        let speaker = |source: &Source| Speaker {
            name: source.name.clone(),
            names: [source.name.clone(), source.role.clone()]
                .into_iter()
                .chain(source.mentions.iter().map(|mention| mention.span.of(&article.text).to_owned()))
                .filter(|name| !name.is_empty())
                .collect(),
            kind: source.kind,
        };
        let claims = found.claims.iter().zip(uids.claims()).map(|(claim, uid)| Said {
            uid: uid.clone(),
            span: claim.content,
            source: claim.source.map(|source| source.0),
            via: claim.via.iter().chain(&claim.via_inferred).map(|source| source.0).collect(),
        });
        Known {
            id,
            title: about.title.clone().unwrap_or_else(|| article.title().to_owned()),
            outlet: about.outlet.clone().unwrap_or_default(),
            day: about.published.clone().unwrap_or_default(),
            text: article.text.clone(),
            sources: found.sources.iter().map(speaker).collect(),
            claims: claims.collect(),
        }
    }
}
