//! Which claim of a fresh extraction an anchor is at.
//!
//! In the very text that it was made in, that is the claim with its uid, or the one at its place. In a changed text the
//! words are looked for, folded (`Level::Normal`): with what stood around them, then by themselves, and only where they
//! occur once, as whole words. Nothing is ever moved to another sentence, nor to one that denies what the other said.

use super::Anchor;
use super::turned::{differ, is_denied_otherwise};
use crate::article::Article;
use crate::claims::uid::SourceRef;
use crate::claims::{ClaimId, Extraction, NameWords, SourceId, Uids, name_key};
use crate::fold::{Folded, Level, fold, fold_char, folded};
use crate::span::{Offset, Span};

/// What was found in an article, with the names by which notes know it.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its claims and sources.
    pub extraction: &'a Extraction,
    /// Their uids.
    pub uids: &'a Uids,
}

impl Found<'_> {
    /// A claim as notes and corrections hold it; none where there is no such claim.
    pub fn anchor(self, claim: ClaimId) -> Option<Anchor> {
        let content = self.extraction.claims.get(claim.0)?.content;
        Some(Anchor::of(self.article, content, self.uids.claim(claim)))
    }

    /// A source as notes and corrections hold it; none where there is no such source.
    pub fn source(self, source: SourceId) -> Option<SourceRef> {
        let name = self.extraction.sources.get(source.0)?.name.clone();
        Some(SourceRef { uid: self.uids.source(source).to_owned(), name })
    }
}

/// How an anchor found its claim, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The same words in the same surroundings.
    Kept,
    /// The same words in other surroundings, where they occur once.
    Moved,
    /// The same place; the claim there begins or ends elsewhere than it did.
    Resized,
}

/// Where an anchor lies in the text, and which claim is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The claim and how it was found.
    pub claim: Option<(ClaimId, Fit)>,
    /// Where the words stand, where they can be told from all others.
    pub at: Option<Span>,
}

/// Where `anchor` lies in `text`, the text of `found`, and which of its claims is there.
pub fn place(anchor: &Anchor, text: &mut Text<'_>, found: Found<'_>) -> Placed {
    let (at, fit) = if anchor.article == found.article.hash {
        let mut claims = (0..found.extraction.claims.len()).map(ClaimId);
        if let Some(claim) = claims.find(|&claim| found.uids.claim(claim) == anchor.uid) {
            return Placed { claim: Some((claim, Fit::Kept)), at: Some(anchor.bytes) };
        }
        (Some(anchor.bytes), Fit::Kept)
    } else {
        text.find(anchor)
    };
    let claim = at.and_then(|at| claim_at(at, fit, found)).filter(|(claim, is)| {
        // Words that went elsewhere may say something else there.
        fit != Fit::Moved || is_the_same(anchor, (*claim, *is), at, found)
    });
    Placed { claim, at }
}

/// Whether the same words in other surroundings are no more denied there, and in the claim around them no number, negation
/// or name is new.
fn is_the_same(anchor: &Anchor, (claim, fit): (ClaimId, Fit), at: Option<Span>, found: Found<'_>) -> bool {
    let text = found.article.text.as_str();
    if at.is_some_and(|at| is_denied_otherwise(anchor, text, at)) {
        return false;
    }
    let content =
        found.extraction.claims.get(claim.0).filter(|_| fit == Fit::Resized).map(|claim| claim.content.of(text));
    let names = NameWords::of_sources(content.map(|_| found.extraction));
    content.is_none_or(|content| !differ(anchor, content, |key| names.holds(key)).any())
}

/// The claim at `at`: the one of just these words, or the only one that shares most of them.
fn claim_at(at: Span, fit: Fit, found: Found<'_>) -> Option<(ClaimId, Fit)> {
    let claims = || found.extraction.claims.iter().enumerate();
    let bare = |span| without_edges(&found.article.text, span);
    if let Some((claim, _)) = claims().find(|(_, claim)| bare(claim.content) == bare(at)) {
        return Some((ClaimId(claim), fit));
    }
    let mut alike = claims().filter(|(_, claim)| shares_most(claim.content, at));
    match (alike.next(), alike.next()) {
        (Some((claim, _)), None) => Some((ClaimId(claim), Fit::Resized)),
        _ => None,
    }
}

/// The span without the marks and controls at its ends, which folding drops.
fn without_edges(text: &str, span: Span) -> Span {
    let dropped = |c: char| fold_char(c, Level::Normal).is_none();
    let words = span.of(text);
    let start = span.start.0 + words.len() - words.trim_start_matches(dropped).len();
    Span::new(start, start + words.trim_matches(dropped).len())
}

/// Whether two spans share at least half of what they cover together.
fn shares_most(left: Span, right: Span) -> bool {
    let shared = left.shared(right).map_or(0, Span::len);
    shared > 0 && shared * 2 >= left.len() + right.len() - shared
}

/// The source with this uid, or the only one of its name.
pub fn source_of(wanted: &SourceRef, found: Found<'_>) -> Option<SourceId> {
    let mut sources = (0..found.extraction.sources.len()).map(SourceId);
    if let Some(source) = sources.find(|&source| found.uids.source(source) == wanted.uid) {
        return Some(source);
    }
    let key = name_key(&wanted.name);
    let mut alike = found.extraction.sources.iter().enumerate().filter(|(_, source)| name_key(&source.name) == key);
    match (alike.next(), alike.next()) {
        (Some((source, _)), None) => Some(SourceId(source)),
        _ => None,
    }
}

/// A text in which words are looked for, folded when they first are.
#[derive(Debug)]
pub struct Text<'a> {
    text: &'a str,
    folded: Option<Folded>,
}

impl<'a> Text<'a> {
    /// The text of `article`.
    pub fn of(article: &'a Article) -> Text<'a> {
        Text { text: &article.text, folded: None }
    }

    /// Where the anchored words stand: with their surroundings, else anywhere; and only where that is one place.
    fn find(&mut self, anchor: &Anchor) -> (Option<Span>, Fit) {
        let exact = folded(&anchor.exact, Level::Normal);
        if exact.is_empty() {
            return (None, Fit::Kept);
        }
        let folded_text = self.folded.get_or_insert_with(|| fold(self.text, Level::Normal));
        let prefix = folded(&anchor.prefix, Level::Normal);
        let around = format!("{prefix}{exact}{}", folded(&anchor.suffix, Level::Normal));
        if let Some(at) = only(folded_text.text(), &around) {
            let start = at.start.0 + prefix.len();
            return (Some(folded_text.original(Span::new(start, start + exact.len()))), Fit::Kept);
        }
        let at = only(folded_text.text(), &exact).filter(|&at| is_whole(folded_text.text(), at));
        (at.map(|at| folded_text.original(at)), Fit::Moved)
    }
}

/// The place of `words` in `text`, where there is just one; occurrences may overlap.
fn only(text: &str, words: &str) -> Option<Span> {
    let at = text.find(words)?;
    let next = at + words.chars().next()?.len_utf8();
    let rest = Span::new(next, text.len()).of(text);
    (!rest.contains(words)).then(|| Span::new(at, at + words.len()))
}

/// Whether a stretch neither begins nor ends inside a word.
fn is_whole(text: &str, at: Span) -> bool {
    let before = Span { start: Offset(0), end: at.start }.of(text).chars().next_back();
    let after = Span { start: at.end, end: Offset(text.len()) }.of(text).chars().next();
    let words = at.of(text);
    let cut = |left: Option<char>, right: Option<char>| {
        left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
    };
    !cut(before, words.chars().next()) && !cut(words.chars().next_back(), after)
}
