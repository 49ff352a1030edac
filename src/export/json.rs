//! The article object: schema `isnad/article/1`, described in `assets/schema/article-1.json`.
//!
//! Offsets count Unicode code points of `text`; of a claim the same span stands beside them in UTF-8 bytes and in UTF-16
//! units. Keys keep the order of the fields below.

use serde::Serialize;

use super::units::Units;
use crate::article::{Article, BlockKind, Origin};
use crate::claims::{Claim, ClaimId, Corrected, Extraction, Source, SourceId, Uids};
use crate::span::Span;
use crate::words::{Language, Words};

/// The name and version of the format.
pub const SCHEMA: &str = "isnad/article/1";

/// An article with its claims, as it goes to other programs. Serialise it with serde.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct ArticleObject<'a> {
    pub schema: &'static str,
    pub path: Option<String>,
    pub url: Option<&'a str>,
    pub title: Option<&'a str>,
    pub byline: Option<&'a str>,
    pub dateline: Option<&'a str>,
    pub outlet: Option<&'a str>,
    pub published: Option<&'a str>,
    pub language: Option<&'a str>,
    pub text: &'a str,
    pub blocks: Vec<BlockObject>,
    pub sources: Vec<SourceObject<'a>>,
    pub claims: Vec<ClaimObject<'a>>,
    pub no_comment: Vec<NoCommentObject<'a>>,
    pub warnings: Vec<String>,
    pub errors: Vec<String>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct BlockObject {
    pub kind: &'static str,
    #[serde(flatten)]
    pub place: Place,
}

/// A stretch of the text in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct Place {
    pub start: usize,
    pub end: usize,
}

/// A stretch of the text with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct Passage<'a> {
    #[serde(flatten)]
    pub place: Place,
    pub text: &'a str,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct SourceObject<'a> {
    pub id: String,
    pub uid: String,
    pub name: &'a str,
    pub role: &'a str,
    pub kind: &'static str,
    pub mentions: Vec<Place>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct ClaimObject<'a> {
    pub id: String,
    pub uid: String,
    pub kind: &'static str,
    #[serde(flatten)]
    pub place: Place,
    pub bytes: [usize; 2],
    pub utf16: [usize; 2],
    pub text: &'a str,
    pub quotes: Vec<Place>,
    pub cue: Option<CueObject<'a>>,
    pub speaker: Option<Passage<'a>>,
    pub source: Option<String>,
    pub recipient: Option<Passage<'a>>,
    pub via: Vec<String>,
    pub via_inferred: Vec<String>,
    pub nested_in: Option<String>,
    pub runner_up: Option<String>,
    pub unmarked: bool,
    pub confidence: f32,
    pub blocks: [usize; 2],
    pub why: Vec<EvidenceObject<'a>>,
}

/// The words that report.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct CueObject<'a> {
    #[serde(flatten)]
    pub passage: Passage<'a>,
    pub lemma: &'a str,
    pub stance: &'static str,
    pub negated: bool,
}

/// One step of the evidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct EvidenceObject<'a> {
    pub rule: &'a str,
    pub says: String,
}

/// A refusal to comment.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct NoCommentObject<'a> {
    #[serde(flatten)]
    pub passage: Passage<'a>,
    pub source: Option<String>,
}

/// The object of an article, its evidence in the language of `words`.
///
/// ```
/// use isnad::words::{Language, Words};
/// use isnad::{article, claims, export::json};
/// let article = article::sample();
/// let found = claims::extract(&article);
/// let line = serde_json::to_string(&json::article(&article, &found, Words::of(Language::Arabic))).unwrap();
/// assert!(line.starts_with(r#"{"schema":"isnad/article/1","path":null,"#));
/// ```
pub fn article<'a>(article: &'a Article, found: &'a Extraction, words: Words) -> ArticleObject<'a> {
    of(article, found, &Uids::of(article, found), words)
}

/// The same with uids as they are known: those of corrected claims and sources are not what their words and places say.
pub fn known<'a>(article: &'a Article, corrected: &'a Corrected, words: Words) -> ArticleObject<'a> {
    of(article, &corrected.extraction, &corrected.uids, words)
}

fn of<'a>(article: &'a Article, found: &'a Extraction, uids: &Uids, words: Words) -> ArticleObject<'a> {
    let writer = Writer { text: &article.text, units: Units::of(&article.text, spans(article, found)), uids, words };
    let first = |kind| article.blocks.iter().find(|block| block.kind == kind).map(|block| block.span.of(&article.text));
    let about = &article.about;
    let part = article.window.map(|window| {
        format!("this is a part of a large file: its bytes {} to {} of {}", window.start, window.end, window.file)
    });
    let foreign = article.foreign_language().map(|tag| Words::of(Language::English).not_arabic(tag));
    ArticleObject {
        schema: SCHEMA,
        path: path(&article.origin),
        url: about.url.as_deref(),
        title: about.title.as_deref().or(first(BlockKind::Headline)),
        byline: about.byline.as_deref().or(first(BlockKind::Byline)),
        dateline: first(BlockKind::Dateline),
        outlet: about.outlet.as_deref(),
        published: about.published.as_deref().or(first(BlockKind::Date)),
        language: article.language(),
        text: &article.text,
        blocks: article
            .blocks
            .iter()
            .map(|block| BlockObject { kind: block.kind.name(), place: writer.place(block.span) })
            .collect(),
        sources: found.sources.iter().enumerate().map(|(at, source)| writer.source(SourceId(at), source)).collect(),
        claims: found.claims.iter().enumerate().map(|(at, claim)| writer.claim(ClaimId(at), claim)).collect(),
        no_comment: found
            .no_comment
            .iter()
            .map(|refusal| NoCommentObject {
                passage: writer.passage(refusal.span),
                source: refusal.source.map(source_id),
            })
            .collect(),
        warnings: article.warnings.iter().map(ToString::to_string).chain(part).chain(foreign).collect(),
        errors: Vec::new(),
    }
}

/// The object that stands for a file that could not be read: its path, and why.
pub fn failure(path: &str, error: String) -> ArticleObject<'static> {
    ArticleObject {
        schema: SCHEMA,
        path: Some(path.to_owned()),
        url: None,
        title: None,
        byline: None,
        dateline: None,
        outlet: None,
        published: None,
        language: None,
        text: "",
        blocks: Vec::new(),
        sources: Vec::new(),
        claims: Vec::new(),
        no_comment: Vec::new(),
        warnings: Vec::new(),
        errors: vec![error],
    }
}

/// What the parts of an object are written with.
struct Writer<'a, 'u> {
    text: &'a str,
    units: Units,
    uids: &'u Uids,
    /// In which the evidence is worded.
    words: Words,
}

impl<'a> Writer<'a, '_> {
    fn place(&self, span: Span) -> Place {
        let [start, end] = self.units.code_points(span);
        Place { start, end }
    }

    fn passage(&self, span: Span) -> Passage<'a> {
        Passage { place: self.place(span), text: span.of(self.text) }
    }

    fn source(&self, id: SourceId, source: &'a Source) -> SourceObject<'a> {
        SourceObject {
            id: source_id(id),
            uid: self.uids.source(id).to_owned(),
            name: &source.name,
            role: &source.role,
            kind: source.kind.name(),
            mentions: source.mentions.iter().map(|mention| self.place(mention.span)).collect(),
        }
    }

    fn claim(&self, id: ClaimId, claim: &'a Claim) -> ClaimObject<'a> {
        let span = claim.content;
        ClaimObject {
            id: claim_id(id),
            uid: self.uids.claim(id).to_owned(),
            kind: claim.kind.name(),
            place: self.place(span),
            bytes: [span.start.0, span.end.0],
            utf16: self.units.utf16(span),
            text: span.of(self.text),
            quotes: claim.quotes.iter().map(|quote| self.place(*quote)).collect(),
            cue: claim.cue.as_ref().map(|cue| CueObject {
                passage: self.passage(cue.span),
                lemma: &cue.lemma,
                stance: cue.stance.name(),
                negated: cue.negated,
            }),
            speaker: claim.speaker.map(|span| self.passage(span)),
            source: claim.source.map(source_id),
            recipient: claim.recipient.map(|span| self.passage(span)),
            via: claim.via.iter().copied().map(source_id).collect(),
            via_inferred: claim.via_inferred.iter().copied().map(source_id).collect(),
            nested_in: claim.nested_in.map(claim_id),
            runner_up: claim.runner_up.map(source_id),
            unmarked: claim.unmarked,
            confidence: share(claim.confidence),
            blocks: [claim.blocks.0, claim.blocks.1],
            why: claim
                .why
                .iter()
                .map(|step| EvidenceObject { rule: step.rule, says: super::why(step, self.words) })
                .collect(),
        }
    }
}

/// A share from 0 to 1; JSON has no other.
fn share(value: f32) -> f32 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}

/// What the JSON calls a source: `s1` is the first.
pub fn source_id(source: SourceId) -> String {
    format!("s{}", source.0 + 1)
}

/// What the JSON calls a claim: `c1` is the first.
pub fn claim_id(claim: ClaimId) -> String {
    format!("c{}", claim.0 + 1)
}

/// Every span whose place will be asked for.
fn spans<'a>(article: &'a Article, found: &'a Extraction) -> impl Iterator<Item = Span> + 'a {
    let blocks = article.blocks.iter().map(|block| block.span);
    let mentions = found.sources.iter().flat_map(|source| source.mentions.iter().map(|mention| mention.span));
    let claims = found.claims.iter().flat_map(|claim| {
        let cue = claim.cue.as_ref().map(|cue| cue.span);
        let parts = [Some(claim.content), cue, claim.speaker, claim.recipient];
        parts.into_iter().flatten().chain(claim.quotes.iter().copied())
    });
    blocks.chain(mentions).chain(claims).chain(found.no_comment.iter().map(|refusal| refusal.span))
}

fn path(origin: &Origin) -> Option<String> {
    match origin {
        Origin::File(path) => Some(path.to_string_lossy().into_owned()),
        Origin::Url(address) => Some(address.clone()),
        Origin::StandardInput => Some("-".to_owned()),
        Origin::Sample => None,
        Origin::Library(name) => Some(name.clone()),
    }
}
