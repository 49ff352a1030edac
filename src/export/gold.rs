//! Claims as a gold file: what a person who read the article says is in it, for measuring extractors.
//!
//! One object an article: its sources with their mentions, its claims with cue, speaker and carriers. Offsets count Unicode
//! code points of the text. A claim inside another one, and one whose source is open, is not held against an extractor:
//! `sure` is false of the one, `source_alt` names the other source of the other.

use serde::Serialize;

use super::json::{claim_id, source_id};
use super::units::Units;
use crate::article::Article;
use crate::claims::{Claim, ClaimId, Extraction, Source, SourceId};
use crate::span::Span;

/// The claims of an article as they should be found. Serialise it with serde.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names are the format's")]
pub struct Gold<'a> {
    pub article: &'a str,
    pub sources: Vec<GoldSource<'a>>,
    pub claims: Vec<GoldClaim<'a>>,
}

/// A source, or a carrier.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names are the format's")]
pub struct GoldSource<'a> {
    pub id: String,
    pub name: &'a str,
    pub role: &'a str,
    pub kind: &'static str,
    pub mentions: Vec<&'a str>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names are the format's")]
pub struct GoldClaim<'a> {
    pub id: String,
    pub kind: &'static str,
    #[serde(flatten)]
    pub content: GoldSpan<'a>,
    pub cue: Option<GoldSpan<'a>>,
    pub speaker: Option<GoldSpan<'a>>,
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source_alt: Vec<String>,
    pub via: Vec<String>,
    pub sure: bool,
}

/// A stretch of the text in code points, with its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the names are the format's")]
pub struct GoldSpan<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
}

/// The gold object of an article that is called `name`.
///
/// ```
/// use isnad::{article, claims, export::gold};
/// let article = article::sample();
/// let found = claims::extract(&article);
/// let gold = gold::gold("sample", &article, &found);
/// assert_eq!(gold.claims.len(), found.claims.len());
/// assert!(serde_json::to_string(&gold).unwrap().starts_with(r#"{"article":"sample","sources":[{"id":"s1","#));
/// ```
pub fn gold<'a>(name: &'a str, article: &'a Article, found: &'a Extraction) -> Gold<'a> {
    let spans = found.claims.iter().flat_map(|claim| {
        let cue = claim.cue.as_ref().map(|cue| cue.span);
        [Some(claim.content), cue, claim.speaker].into_iter().flatten()
    });
    let writer = Writer { text: &article.text, units: Units::of(&article.text, spans), found };
    Gold {
        article: name,
        sources: found.sources.iter().enumerate().map(|(at, source)| writer.source(SourceId(at), source)).collect(),
        claims: found.claims.iter().enumerate().map(|(at, claim)| writer.claim(ClaimId(at), claim)).collect(),
    }
}

struct Writer<'a> {
    text: &'a str,
    units: Units,
    found: &'a Extraction,
}

impl<'a> Writer<'a> {
    fn span(&self, span: Span) -> GoldSpan<'a> {
        let [start, end] = self.units.code_points(span);
        GoldSpan { start, end, text: span.of(self.text) }
    }

    fn source(&self, id: SourceId, source: &'a Source) -> GoldSource<'a> {
        let mut mentions: Vec<&str> = Vec::new();
        for mention in source.mentions.iter().map(|mention| mention.span.of(self.text)) {
            if !mentions.contains(&mention) {
                mentions.push(mention);
            }
        }
        GoldSource { id: source_id(id), name: &source.name, role: &source.role, kind: source.kind.name(), mentions }
    }

    fn claim(&self, id: ClaimId, claim: &Claim) -> GoldClaim<'a> {
        let outer = claim.nested_in.and_then(|outer| self.found.claims.get(outer.0));
        // Who tells what another one says carries it.
        let teller = outer.and_then(|outer| outer.source).filter(|teller| !claim.via.contains(teller));
        GoldClaim {
            id: claim_id(id),
            kind: claim.kind.name(),
            content: self.span(claim.content),
            cue: claim.cue.as_ref().map(|cue| self.span(cue.span)),
            speaker: claim.speaker.map(|speaker| self.span(speaker)),
            source: claim.source.map(source_id),
            source_alt: claim.runner_up.into_iter().map(source_id).collect(),
            via: claim.via.iter().copied().chain(teller).map(source_id).collect(),
            sure: outer.is_none(),
        }
    }
}
