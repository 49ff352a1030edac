//! What a reader said of claims and sources, as every format carries it: plain values that go out and come in again.
//!
//! The names of the fields are those of the schema `isnad/annotated/1`. What is empty is left out there.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::claims::{Anchor, SourceRef};
use crate::store::{
    self, ClaimMarks, Credibility, EvidenceKind, KnownSource, Link, Naming, Rating, Reliability, Role, SourceFacts,
    SourceMarks, SourceNote, Status,
};

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
    /// Claims that it contradicts, of any article.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradicts: Vec<ContradictionSaid>,
}

/// A claim that another one contradicts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContradictionSaid {
    /// The hash of the article that holds it.
    pub article: String,
    /// Its uid there.
    pub claim: String,
    /// Its words.
    pub words: String,
    /// The title of its article.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What the reader says of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
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
    /// `named`, `anonymous`, `pseudonymous` or `collective`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub naming: Option<String>,
    /// The reason that is given for its anonymity.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Its country.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// How to reach it. Only there where it was asked for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// Other names that the reader gave it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What it is or was, in the order in which that was said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleSaid>,
    /// Where more is to be found of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkSaid>,
}

/// What a source is or was, from when to when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleSaid {
    /// The office.
    pub role: String,
    /// Of what.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub affiliation: String,
    /// ISO 8601 as far as it is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// The same.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub until: String,
}

/// Where more is to be found of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkSaid {
    /// `profile`, `wikidata`, `cv`, or any word.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The address, or a number of Wikidata.
    pub url: String,
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
            evidence: self.evidence.iter().map(|link| stored_link(link, &mut odd)).collect(),
            said: self.said.clone(),
            pinned: self.pinned,
            contradicts: self.contradicts.iter().map(stored_contradiction).collect(),
        };
        (marks, odd)
    }
}

fn stored_link(link: &EvidenceLink, odd: &mut Vec<String>) -> store::EvidenceLink {
    let EvidenceLink { kind, url, archive, accessed, note } = link.clone();
    let known = EvidenceKind::from_name(&kind);
    odd.extend(known.is_none().then(|| format!("the kind of evidence {kind:?} is not known: taken for context")));
    store::EvidenceLink { kind: known.unwrap_or_default(), url, archive, accessed, note }
}

fn stored_contradiction(said: &ContradictionSaid) -> store::Contradiction {
    let ContradictionSaid { article, claim, words, title, note } = said.clone();
    store::Contradiction { article, claim, words, title, note }
}

fn link(link: &store::EvidenceLink) -> EvidenceLink {
    let store::EvidenceLink { kind, url, archive, accessed, note } = link.clone();
    EvidenceLink { kind: kind.name().to_owned(), url, archive, accessed, note }
}

fn contradiction(stored: &store::Contradiction) -> ContradictionSaid {
    let store::Contradiction { article, claim, words, title, note } = stored.clone();
    ContradictionSaid { article, claim, words, title, note }
}

impl From<&ClaimMarks> for ClaimSaid {
    fn from(marks: &ClaimMarks) -> ClaimSaid {
        ClaimSaid {
            verdict: marks.verdict.clone(),
            credibility: marks.credibility.map(Credibility::number),
            status: marks.status.map(|status| status.name().to_owned()),
            note: marks.note.clone(),
            tags: marks.tags.clone(),
            said: marks.said.clone(),
            pinned: marks.pinned,
            evidence: marks.evidence.iter().map(link).collect(),
            contradicts: marks.contradicts.iter().map(contradiction).collect(),
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
            ..SourceSaid::default()
        }
    }
}

impl SourceSaid {
    /// Adds what is known of the source beside what was said of it in articles, how to reach it included.
    pub fn know(&mut self, known: &KnownSource) {
        let KnownSource { facts, aliases, .. } = known;
        self.naming = facts.naming.map(|naming| naming.name().to_owned());
        self.reason.clone_from(&facts.reason);
        self.country.clone_from(&facts.country);
        self.contact.clone_from(&facts.contact);
        let own = aliases.iter().filter(|alias| alias.by_reader);
        self.aliases = own.map(|alias| alias.name.clone()).collect();
        let role = |role: &Role| {
            let Role { role, affiliation, since, until } = role.clone();
            RoleSaid { role, affiliation, since, until }
        };
        self.roles = facts.roles.iter().map(role).collect();
        let link = |Link { kind, url }: &Link| LinkSaid { kind: kind.clone(), url: url.clone() };
        self.links = facts.links.iter().map(link).collect();
    }

    /// Writes what is known of the source into what the library keeps of it; marks are not touched, nor is how to reach it
    /// where that is not said.
    pub fn facts(&self, facts: &mut SourceFacts) {
        facts.naming = self.naming.as_deref().and_then(Naming::from_name).or(facts.naming);
        for (kept, said) in [
            (&mut facts.reason, &self.reason),
            (&mut facts.country, &self.country),
            (&mut facts.contact, &self.contact),
        ] {
            if !said.is_empty() {
                kept.clone_from(said);
            }
        }
        let role = |said: &RoleSaid| {
            let RoleSaid { role, affiliation, since, until } = said.clone();
            Role { role, affiliation, since, until }
        };
        facts.roles = self.roles.iter().map(role).collect();
        let link = |LinkSaid { kind, url }: &LinkSaid| Link { kind: kind.clone(), url: url.clone() };
        facts.links = self.links.iter().map(link).collect();
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
