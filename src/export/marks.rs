//! What a reader said of claims and sources, as every format carries it: plain values that go out and come in again.
//!
//! The names of the fields are those of the schema `isnad/annotated/1`. What is empty is left out there.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::claims::{Anchor, SourceRef};
use crate::store::{ClaimMarks, Credibility, Rating, Reliability, SourceMarks, SourceNote, Status};

/// What is said of one claim. All empty is the same as nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimSaid {
    /// The id of a verdict of the vocabulary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<String>,
    /// From 1, confirmed, to 6, cannot be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credibility: Option<u8>,
    /// `to-check`, `in-progress`, `checked` or `published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The reader's words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// In the reader's order, none twice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// When it was said, ISO 8601 as far as it is known, where that is not when it was published.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// Kept for export.
    #[serde(skip_serializing_if = "is_false")]
    pub pinned: bool,
    /// What speaks for it, against it, or about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceLink>,
}

/// A page that bears on a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvidenceLink {
    /// `supports`, `refutes` or `context`.
    pub kind: String,
    /// Its address.
    pub url: String,
    /// Where it is archived.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub archive: String,
    /// The day on which it was read, YYYY-MM-DD.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub accessed: String,
    /// What the reader says of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The kinds of evidence.
pub const EVIDENCE: [&str; 3] = ["supports", "refutes", "context"];

/// What is said of one source. All empty is the same as nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceSaid {
    /// From A, completely reliable, to F, cannot be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reliability: Option<String>,
    /// Every reliability that it was given, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<RatingSaid>,
    /// The reader's words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// In the reader's order, none twice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

/// One entry in the history of a source's reliability.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RatingSaid {
    /// The grade; none where it was taken back.
    pub reliability: Option<String>,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// By whom.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// For what reason.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// A claim's marks, fastened to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchored {
    /// Where.
    pub anchor: Anchor,
    /// What is said.
    pub said: ClaimSaid,
}

/// A source's marks, with the source that they are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Who.
    pub source: SourceRef,
    /// What is said.
    pub said: SourceSaid,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl ClaimSaid {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == ClaimSaid::default()
    }

    /// The same as the library keeps it. What the library has no word for is named in the second part.
    pub fn marks(&self) -> (ClaimMarks, Vec<String>) {
        let mut odd = Vec::new();
        let status = self.status.as_deref().and_then(|name| {
            let known = Status::from_name(name);
            odd.extend(known.is_none().then(|| format!("the status {name:?} is not known")));
            known
        });
        let credibility = self.credibility.and_then(|number| {
            let known = Credibility::new(number);
            odd.extend(known.is_none().then(|| format!("the credibility {number} is not from 1 to 6")));
            known
        });
        let marks = ClaimMarks {
            verdict: self.verdict.clone().filter(|verdict| !verdict.is_empty()),
            credibility,
            status,
            note: self.note.clone(),
            tags: distinct(&self.tags),
            ..ClaimMarks::default()
        };
        (marks, odd)
    }
}

impl From<&ClaimMarks> for ClaimSaid {
    fn from(marks: &ClaimMarks) -> ClaimSaid {
        ClaimSaid {
            verdict: marks.verdict.clone(),
            credibility: marks.credibility.map(Credibility::number),
            status: marks.status.map(|status| status.name().to_owned()),
            note: marks.note.clone(),
            tags: marks.tags.clone(),
            ..ClaimSaid::default()
        }
    }
}

impl SourceSaid {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == SourceSaid::default()
    }

    /// The same as the library keeps it, with the history. What the library has no word for is named in the last part.
    pub fn marks(&self) -> (SourceMarks, Vec<Rating>, Vec<String>) {
        let mut odd = Vec::new();
        let mut grade = |letter: &Option<String>| {
            let known = letter.as_deref().map(Reliability::from_letter);
            odd.extend((known == Some(None)).then(|| format!("the reliability {letter:?} is not from A to F")));
            known.flatten()
        };
        let reliability = grade(&self.reliability);
        let mut ratings = Vec::new();
        for rating in &self.ratings {
            let reliability = grade(&rating.reliability);
            if let Ok(at) = rating.at.parse::<Timestamp>() {
                ratings.push(Rating { reliability, at, who: rating.who.clone(), why: rating.why.clone() });
            }
        }
        let undated = self.ratings.len() - ratings.len();
        odd.extend((undated > 0).then(|| format!("{undated} ratings do not say when")));
        let marks = SourceMarks { reliability, note: self.note.clone(), tags: distinct(&self.tags) };
        (marks, ratings, odd)
    }
}

impl From<&SourceNote> for SourceSaid {
    fn from(note: &SourceNote) -> SourceSaid {
        let letter = |grade: Option<Reliability>| grade.map(|grade| grade.letter().to_owned());
        let rating = |rating: &Rating| RatingSaid {
            reliability: letter(rating.reliability),
            at: rating.at.to_string(),
            who: rating.who.clone(),
            why: rating.why.clone(),
        };
        SourceSaid {
            reliability: letter(note.marks.reliability),
            ratings: note.ratings.iter().map(rating).collect(),
            note: note.marks.note.clone(),
            tags: note.marks.tags.clone(),
        }
    }
}

/// The tags without those that are empty or stand twice.
fn distinct(tags: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(tags.len());
    for tag in tags.iter().filter(|tag| !tag.is_empty()) {
        if !out.contains(tag) {
            out.push(tag.clone());
        }
    }
    out
}
