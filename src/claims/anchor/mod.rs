//! Where what a reader says of a claim is fastened in a text, by the W3C Web Annotation selectors TextPosition and
//! TextQuote, and how it is found again (`fit`), or where it may be (`near`).

mod fit;
mod near;
mod turned;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::span::{Offset, Span};

pub use fit::{Fit, Found, Placed, Text, place, source_of};
pub use near::{LEAST, Near, Nearby};

/// How many characters of the text are kept on either side of the anchored words.
pub const CONTEXT: usize = 32;

/// A stretch of one text, by its place and by its words, so that it can be found again in a changed text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The uid of the claim.
    pub uid: String,
    /// The hash of the text that the places are of.
    pub article: String,
    /// The words.
    pub exact: String,
    /// Up to [`CONTEXT`] characters before them.
    pub prefix: String,
    /// Up to [`CONTEXT`] characters after them.
    pub suffix: String,
    /// The words' bytes in the text.
    pub bytes: Span,
    /// The words' code points in the text.
    pub points: CodePoints,
    /// The number of the block that holds the first of them, from 0.
    pub block: usize,
}

/// A stretch of a text in Unicode code points, end exclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodePoints {
    /// The first.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
}

impl Anchor {
    /// Fastens the claim `uid`, whose content is `span`, to the article's text.
    pub fn of(article: &Article, span: Span, uid: &str) -> Anchor {
        let text = article.text.as_str();
        let before = Span { start: Offset(0), end: span.start }.of(text);
        let after = Span { start: span.end, end: Offset(text.len()) }.of(text);
        let exact = span.of(text);
        let start = before.chars().count();
        Anchor {
            uid: uid.to_owned(),
            article: article.hash.clone(),
            exact: exact.to_owned(),
            prefix: last_chars(before).to_owned(),
            suffix: first_chars(after).to_owned(),
            bytes: span,
            points: CodePoints { start, end: start + exact.chars().count() },
            block: article.block_at(span.start).unwrap_or(0),
        }
    }
}

fn first_chars(text: &str) -> &str {
    let end = text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at);
    Span::new(0, end).of(text)
}

fn last_chars(text: &str) -> &str {
    let start = text.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    Span::new(start, text.len()).of(text)
}
