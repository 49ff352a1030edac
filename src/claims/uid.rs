//! Names for claims and sources that outlive one run: what annotations hang on and what commands take.
//!
//! A uid is the first 16 hexadecimal digits of the SHA-256 over the article's hash and, of a claim, the bytes of its
//! content and the folded words; of a source, its folded name. Where two in one article would be the same, the second
//! one's number is part of it, so that no two share a note.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::model::{ClaimId, Extraction, SourceId};
use crate::article::Article;
use crate::fold::{Level, folded};
use crate::span::Span;

/// A source, as it is known outside its article's extraction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    /// The source's uid in its article.
    pub uid: String,
    /// Its fullest name in the article.
    pub name: String,
}

/// The name by which a source is known in every article: spelled as one may spell it.
pub fn name_key(name: &str) -> String {
    folded(name, Level::Loose)
}

/// The uids of all claims and sources of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uids {
    pub(super) claims: Vec<String>,
    pub(super) sources: Vec<String>,
}

impl Uids {
    /// Computes them: 16 lower-case hexadecimal digits each.
    pub fn of(article: &Article, extraction: &Extraction) -> Uids {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut number = |first: String| {
            let earlier = seen.entry(first.clone()).or_default();
            *earlier += 1;
            (first, *earlier)
        };
        let claims = extraction.claims.iter().map(|claim| match number(claim_uid(article, claim.content, 1)) {
            (uid, 1) => uid,
            (_, at) => claim_uid(article, claim.content, at),
        });
        let claims = claims.collect();
        let sources = extraction.sources.iter().map(|source| match number(source_uid(article, &source.name, 1)) {
            (uid, 1) => uid,
            (_, at) => source_uid(article, &source.name, at),
        });
        Uids { claims, sources: sources.collect() }
    }

    /// The uids of all claims, in order.
    pub fn claims(&self) -> &[String] {
        &self.claims
    }

    /// The uids of all sources, in order.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// The uid of a claim; empty where the article has no such claim.
    pub fn claim(&self, claim: ClaimId) -> &str {
        self.claims.get(claim.0).map_or("", String::as_str)
    }

    /// The uid of a source; empty where the article has no such source.
    pub fn source(&self, source: SourceId) -> &str {
        self.sources.get(source.0).map_or("", String::as_str)
    }
}

/// The uid of claim number `at`, from 1, of those with this content.
pub(super) fn claim_uid(article: &Article, content: Span, at: usize) -> String {
    let words = folded(content.of(&article.text), Level::Normal);
    uid(article, "claim", &format!("{}\0{}\0{words}", content.start.0, content.end.0), at)
}

/// The uid of source number `at`, from 1, of those with this name.
pub(super) fn source_uid(article: &Article, name: &str, at: usize) -> String {
    uid(article, "source", &folded(name, Level::Normal), at)
}

fn uid(article: &Article, kind: &str, key: &str, at: usize) -> String {
    let key = format!("{}\0{kind}\0{key}", article.hash);
    if at == 1 { digits(&key) } else { digits(&format!("{key}\0{at}")) }
}

fn digits(key: &str) -> String {
    let nibbles = |byte: &u8| [byte >> 4, byte & 15].map(|nibble| char::from_digit(nibble.into(), 16).unwrap_or('0'));
    Sha256::digest(key.as_bytes()).iter().take(8).flat_map(nibbles).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, from_text};
    use crate::claims::{Source, SourceKind};

    fn uids_of(text: &str, names: &[&str]) -> Vec<String> {
        let article = from_text(text.to_owned(), Origin::StandardInput);
        let source = |name: &&str| Source {
            name: (*name).to_owned(),
            role: String::new(),
            kind: SourceKind::Person,
            mentions: Vec::new(),
        };
        let sources: Vec<Source> = names.iter().map(source).collect();
        let uids = Uids::of(&article, &Extraction { sources, ..Extraction::default() });
        (0..names.len()).map(|at| uids.source(SourceId(at)).to_owned()).collect()
    }

    #[test]
    fn a_uid_holds_against_spelling_and_order() {
        let first = uids_of("نص", &["أحمد", "سلمى"]);
        let second = uids_of("نص", &["سَلمى", "احمد"]);
        assert_eq!([&first[0], &first[1]], [&second[1], &second[0]]);
        assert!(first[0].len() == 16 && first[0].bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_ne!(first, uids_of("نص آخر", &["أحمد", "سلمى"]));
    }

    #[test]
    fn namesakes_have_uids_of_their_own() {
        let uids = uids_of("نص", &["مصدر أمني", "مصدر امني", "مصدر أمني"]);
        assert!(uids[0] != uids[1] && uids[1] != uids[2] && uids[0] != uids[2]);
        assert_eq!(uids[0], uids_of("نص", &["مصدر أمني"])[0]);
        assert_eq!(Uids::default().source(SourceId(3)), "");
    }
}
