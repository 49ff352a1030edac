//! isnad's own format: an article as `isnad extract` writes it and all that the reader said of it. Schema
//! `isnad/annotated/1`, described in `assets/schema/annotated-1.json`.
//!
//! Each mark carries its anchor, so that it is found again in a changed text and by a later extractor; marks whose claim or
//! source is not in the article (orphans) have `null` in its place.

use serde::{Deserialize, Serialize};

use super::annotated::{Annotated, Setting};
use super::incoming::{Incoming, Left, Loose, Position, Quote, ReadError, Target};
use super::json::{self, ArticleObject, claim_id, source_id};
use super::marks::{Anchored, ClaimSaid, Named, SourceSaid};
use crate::article::{About, Origin, from_text};
use crate::claims::{Anchor, ClaimId, Corrected, Correction, Extraction, Found, SourceId, SourceRef};
use crate::words::{Language, Words};

/// The name and version of the format.
pub const SCHEMA: &str = "isnad/annotated/1";

/// An article with its claims and marks. Serialise it with serde.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct Object<'a> {
    pub schema: &'static str,
    pub exported: String,
    pub hash: &'a str,
    pub article: ArticleObject<'a>,
    pub claims: Vec<ClaimMarks>,
    pub sources: Vec<SourceMarks>,
    pub corrections: &'a [Correction],
}

/// The marks of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct ClaimMarks {
    pub claim: Option<String>,
    pub anchor: Anchor,
    #[serde(flatten)]
    pub said: ClaimSaid,
}

/// The marks of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct SourceMarks {
    pub source: Option<String>,
    pub uid: String,
    pub name: String,
    #[serde(flatten)]
    pub said: SourceSaid,
}

/// The object of an article.
pub fn object<'a>(annotated: &'a Annotated<'_>, setting: &Setting<'_>) -> Object<'a> {
    let Corrected { extraction, uids, .. } = &annotated.corrected;
    let found = Found { article: annotated.article, extraction, uids };
    let claim = |(id, said): (&ClaimId, &ClaimSaid)| {
        Some(ClaimMarks { claim: Some(claim_id(*id)), anchor: found.anchor(*id)?, said: said.clone() })
    };
    let orphan =
        |orphan: &Anchored| ClaimMarks { claim: None, anchor: orphan.anchor.clone(), said: orphan.said.clone() };
    let source = |(id, said): (&SourceId, &SourceSaid)| {
        let SourceRef { uid, name } = found.source(*id)?;
        Some(SourceMarks { source: Some(source_id(*id)), uid, name, said: said.clone() })
    };
    let stray = |stray: &Named| SourceMarks {
        source: None,
        uid: stray.source.uid.clone(),
        name: stray.source.name.clone(),
        said: stray.said.clone(),
    };
    Object {
        schema: SCHEMA,
        exported: setting.now.to_string(),
        hash: &annotated.article.hash,
        article: json::known(annotated.article, &annotated.corrected, setting.words),
        claims: annotated.claims.iter().filter_map(claim).chain(annotated.orphans.iter().map(orphan)).collect(),
        sources: annotated.sources.iter().filter_map(source).chain(annotated.strays.iter().map(stray)).collect(),
        corrections: &annotated.corrections,
    }
}

/// What is read of such an object; what a later version adds is left.
#[derive(Debug, Deserialize)]
struct Read {
    article: ReadArticle,
    #[serde(default)]
    claims: Vec<ClaimMarks>,
    #[serde(default)]
    sources: Vec<SourceMarks>,
    #[serde(default)]
    corrections: Vec<Correction>,
}

#[derive(Debug, Deserialize)]
struct ReadArticle {
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    byline: Option<String>,
    #[serde(default)]
    outlet: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    language: Option<String>,
    text: String,
}

/// Reads one object.
///
/// # Errors
/// Where it is of another format or version, or broken.
pub fn read(value: serde_json::Value) -> Result<Incoming, ReadError> {
    match value.get("schema").and_then(serde_json::Value::as_str) {
        Some(SCHEMA) => {}
        Some(json::SCHEMA) => {
            return Err(ReadError::new("holds no annotations: it is what `isnad extract` writes, not `isnad export`"));
        }
        Some(other) => return Err(ReadError::new(format!("has the schema {other:?}; this isnad reads {SCHEMA:?}"))),
        None => return Err(ReadError::new(format!("names no schema; {SCHEMA:?} is read"))),
    }
    let read: Read = serde_json::from_value(value).map_err(|error| ReadError::new(error.to_string()))?;
    let mut left = Vec::new();
    let mut claims = Vec::with_capacity(read.claims.len());
    for marks in read.claims {
        match marks.said.is_empty() {
            true => left.push(Left::new(&marks.anchor.exact, "nothing is said of it")),
            false => claims.push(loose(marks)),
        }
    }
    let named = |marks: SourceMarks| Named { source: SourceRef { uid: marks.uid, name: marks.name }, said: marks.said };
    Ok(Incoming {
        target: target(read.article),
        claims,
        sources: read.sources.into_iter().map(named).collect(),
        corrections: read.corrections,
        left,
    })
}

fn loose(marks: ClaimMarks) -> Loose {
    let Anchor { uid, article, exact, prefix, suffix, points, .. } = marks.anchor;
    Loose {
        uid,
        hash: Some(article),
        quote: Some(Quote { exact, prefix, suffix }),
        position: Some(Position::CodePoints(points)),
        said: marks.said,
    }
}

/// The article, and of what is said of it what its own lines do not say.
fn target(read: ReadArticle) -> Target {
    let article = from_text(read.text, Origin::StandardInput);
    let nothing = Extraction::default();
    let own = json::article(&article, &nothing, Words::of(Language::Arabic));
    let beside = |said: Option<String>, own: Option<&str>| said.filter(|said| Some(said.as_str()) != own);
    let about = About {
        title: beside(read.title, own.title),
        byline: beside(read.byline, own.byline),
        outlet: beside(read.outlet, own.outlet),
        url: beside(read.url, own.url),
        published: beside(read.published, own.published),
        language: beside(read.language, own.language),
        direction: None,
    };
    Target {
        hash: Some(article.hash.clone()),
        iri: about.url.clone(),
        path: read.path,
        text: Some(article.text),
        about,
    }
}
