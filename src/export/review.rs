//! ClaimReview of schema.org as JSON-LD: one review for each claim that has a verdict.
//!
//! Where the vocabulary gives the verdict a number it is the `ratingValue` (5 best, 1 worst); the name of every verdict is
//! the `alternateName`. The reader is not named unless they wish to be.

use serde_json::{Value, json};

use super::annotated::{Annotated, Setting, is_web_address};
use super::marks::ClaimSaid;
use crate::claims::{Claim, ClaimId, Source, SourceKind};

/// Who reviews, and where it is published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviewer {
    /// The desk's name.
    pub name: Option<String>,
    /// The page that has the reviews.
    pub url: Option<String>,
}

/// The graph around the reviews: what stands before the first, and behind the last.
pub const FRAME: (&str, &str) = ("{\"@context\": \"https://schema.org\",\n\"@graph\": [", "\n]}\n");

/// The reviews of an article's claims.
pub fn reviews(annotated: &Annotated<'_>, setting: &Setting<'_>, reviewer: &Reviewer) -> Vec<Value> {
    let judged = annotated.each().filter_map(|(id, claim, said)| Some((id, claim, said?, said?.verdict.as_deref()?)));
    judged.map(|(id, claim, said, verdict)| review(annotated, (id, claim, said), verdict, setting, reviewer)).collect()
}

fn review(
    annotated: &Annotated<'_>,
    (id, claim, said): (ClaimId, &Claim, &ClaimSaid),
    verdict: &str,
    setting: &Setting<'_>,
    reviewer: &Reviewer,
) -> Value {
    let mut rating = json!({"@type": "Rating", "alternateName": setting.scale.name(verdict, setting.words)});
    if let Some(number) = setting.scale.get(verdict).and_then(|verdict| verdict.rating) {
        rating["ratingValue"] = json!(number);
        rating["bestRating"] = json!(5);
        rating["worstRating"] = json!(1);
    }
    let words = super::words_of(annotated.article, claim);
    // What somebody denies is not what they claim.
    let reviewed = match super::denial_of(annotated.article, claim) {
        Some(denial) => format!("{denial}: {words}"),
        None => words,
    };
    let mut review = json!({
        "@type": "ClaimReview",
        "identifier": annotated.corrected.uids.claim(id),
        "claimReviewed": reviewed,
        "itemReviewed": item(annotated, claim, said),
        "reviewRating": rating,
    });
    if let Some(url) = &reviewer.url {
        review["url"] = json!(format!("{url}#{}", annotated.corrected.uids.claim(id)));
    }
    if let Some(name) = &reviewer.name {
        review["author"] = json!({"@type": "Organization", "name": name});
    }
    if !said.note.is_empty() {
        review["reviewBody"] = json!(said.note);
    }
    if !said.tags.is_empty() {
        review["keywords"] = json!(said.tags);
    }
    let sources: Vec<Value> = said.evidence.iter().filter(|link| is_web_address(&link.url)).map(evidence).collect();
    if !sources.is_empty() {
        review["citation"] = json!(sources);
    }
    review
}

fn evidence(link: &super::marks::EvidenceLink) -> Value {
    let mut work = json!({"@type": "CreativeWork", "url": link.url});
    if is_web_address(&link.archive) {
        work["archivedAt"] = json!(link.archive);
    }
    if !link.note.is_empty() {
        work["description"] = json!(link.note);
    }
    work
}

fn item(annotated: &Annotated<'_>, claim: &Claim, said: &ClaimSaid) -> Value {
    let mut appearance =
        json!({"@type": "NewsArticle", "headline": super::annotated::one_line(annotated.article.title())});
    let published = annotated.day().map(|day| day.to_string());
    if let Some(url) = annotated.url() {
        appearance["url"] = json!(url);
    }
    if let Some(day) = &published {
        appearance["datePublished"] = json!(day);
    }
    if let Some(outlet) = &annotated.article.about.outlet {
        appearance["publisher"] = json!({"@type": "Organization", "name": outlet});
    }
    if let Some(language) = annotated.language() {
        appearance["inLanguage"] = json!(language);
    }
    let mut item = json!({"@type": "Claim", "appearance": appearance});
    if let Some((_, source)) = annotated.source_of(claim) {
        item["author"] = author(source);
    }
    // When it was said, else when the article that has it was published.
    if let Some(day) = Some(said.said.as_str()).filter(|day| !day.is_empty()).or(published.as_deref()) {
        item["datePublished"] = json!(day);
    }
    item
}

fn author(source: &Source) -> Value {
    let kind = match source.kind {
        SourceKind::Person | SourceKind::Anonymous => "Person",
        SourceKind::Organisation | SourceKind::Group | SourceKind::Document => "Organization",
    };
    let mut author = json!({"@type": kind, "name": source.name});
    if kind == "Person" && !source.role.is_empty() {
        author["jobTitle"] = json!(source.role);
    }
    author
}
