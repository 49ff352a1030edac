//! Search of the library: quotations, texts, notes and sources.
//!
//! `candidates` (the index names what may hold the query, tier by tier, what was added last first) → `rows` (the words
//! themselves, and what they are of) → [`Query::find`] (is it there, where, how close) → `rank`. The index is that of
//! `schema/v6.sql`; nothing is told of a hit that its own words do not say.

mod candidates;
mod rank;
mod rows;
#[cfg(test)]
mod tests;
mod wipe;

use std::collections::HashSet;

use rusqlite::Connection;

use crate::claims::CodePoints;
use crate::search::{Closeness, Query, Snippet, snippet};
use crate::span::{Offset, Span};

use super::error::Trouble;
use super::marks::{ArticleKey, DocumentKey};
use candidates::{Candidates, Place};
pub(super) use wipe::wipe;

/// What is searched, in the order in which hits are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Within {
    /// Names, other names and offices of sources.
    Sources,
    /// What the reader wrote of claims and sources.
    Notes,
    /// Claims of the latest versions of articles.
    Quotes,
    /// Articles.
    Texts,
}

impl Within {
    /// All of them.
    pub const ALL: [Within; 4] = [Within::Sources, Within::Notes, Within::Quotes, Within::Texts];

    /// Its name in commands and exports.
    pub const fn name(self) -> &'static str {
        match self {
            Within::Sources => "sources",
            Within::Notes => "notes",
            Within::Quotes => "quotes",
            Within::Texts => "text",
        }
    }
}

/// A search.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// What is looked for.
    pub query: &'a Query,
    /// Where; in the order of [`Within`] whatever the order here.
    pub within: &'a [Within],
    /// At most so many hits of each.
    pub most: usize,
    /// At most so many of what the index names are looked into for each, those added last first.
    pub depth: usize,
    /// Letters that a snippet has on either side of what was found.
    pub context: usize,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What it is.
    pub within: Within,
    /// How close it is to what was looked for.
    pub closeness: Closeness,
    /// Its words.
    pub snippet: Snippet,
    /// How many words of it were found.
    pub count: usize,
    /// The article it stands in, where it stands in one.
    pub article: Option<HitArticle>,
    /// The uid of the claim that it is, or of which it speaks.
    pub claim: Option<String>,
    /// The source that it is, that said it, or of which it speaks.
    pub source: Option<HitSource>,
}

/// The article of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitArticle {
    /// The version whose text was found.
    pub key: ArticleKey,
    /// What it is a version of.
    pub document: DocumentKey,
    /// The hash of its text.
    pub hash: String,
    /// Whether it is the latest version.
    pub is_latest: bool,
    /// Its title.
    pub title: String,
    /// Its outlet; empty where it is not known.
    pub outlet: String,
    /// The day of its publication, or else of its addition: YYYY-MM-DD.
    pub day: String,
    /// Where in the text: of notes, the claim of which they speak.
    pub at: Span,
    /// The same in code points.
    pub points: CodePoints,
    /// The number of the paragraph, from 1.
    pub paragraph: usize,
}

/// The source of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitSource {
    /// Its number in the library.
    pub number: i64,
    /// Its uid.
    pub uid: String,
    /// Its name.
    pub name: String,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// By [`Within`], then the closest first.
    pub hits: Vec<Hit>,
    /// Whether more was found, or may be found, than is given.
    pub more: bool,
}

/// A hit with what ranks it.
struct Ranked {
    hit: Hit,
    score: f64,
}

pub(super) fn search(connection: &Connection, search: Search<'_>) -> Result<Hits, Trouble> {
    let mut found = Hits::default();
    for within in Within::ALL.into_iter().filter(|within| search.within.contains(within)) {
        let (ranked, more) = search_within(connection, search, within)?;
        found.more |= more || ranked.len() > search.most;
        found.hits.extend(rank::ordered(ranked).into_iter().take(search.most));
    }
    Ok(found)
}

/// Looks tier by tier, until there is enough: what a later tier finds is never closer.
fn search_within(connection: &Connection, search: Search<'_>, within: Within) -> Result<(Vec<Ranked>, bool), Trouble> {
    let mut known: HashSet<i64> = HashSet::new();
    let (mut found, mut more) = (Vec::new(), false);
    for tier in search.query.tiers() {
        if found.len() >= search.most {
            return Ok((found, true));
        }
        // Enough to rank: the best of what was added last.
        let enough = found.len() + search.most.saturating_mul(2);
        let mut candidates = Candidates::new(connection, within, &tier.expression);
        for looked_into in 0.. {
            let Some(place) = candidates.next()? else { break };
            if looked_into >= search.depth || found.len() >= enough {
                more = true;
                break;
            }
            let is_titled =
                |ranked: &Ranked| ranked.hit.article.as_ref().is_some_and(|of| place.is_title_of(of.document));
            if known.insert(place.number()) && !found.iter().any(is_titled) {
                found.extend(look_into(connection, search, place)?);
            }
        }
    }
    Ok((rank::one_for_each(found), more))
}

/// What a candidate says of the query.
fn look_into(connection: &Connection, search: Search<'_>, place: Place) -> Result<Option<Ranked>, Trouble> {
    let Some(row) = rows::row(connection, place)? else { return Ok(None) };
    let Some(matched) = search.query.find(&row.words) else { return Ok(None) };
    let mut article = row.article;
    if let Some(article) = &mut article
        && row.is_of_text
    {
        *article = placed(article.clone(), &row.words, matched.at);
    }
    let hit = Hit {
        within: place.within(),
        closeness: matched.closeness,
        snippet: snippet(&row.words, &matched, search.context),
        count: matched.words.len(),
        article,
        claim: row.claim,
        source: row.source,
    };
    Ok(Some(Ranked { hit, score: matched.score + row.weight }))
}

/// An article of whose text `words` are a part, with the place of `at` in them as its own.
fn placed(article: HitArticle, words: &str, at: Span) -> HitArticle {
    let before = Span::new(0, at.start.0).of(words);
    let start = article.points.start + before.chars().count();
    let points = CodePoints { start, end: start + at.of(words).chars().count() };
    let paragraphs = before.lines().filter(|line| !line.trim().is_empty()).count();
    let is_begun = before.ends_with('\n') || before.is_empty();
    let paragraph = article.paragraph + if is_begun { paragraphs } else { paragraphs.saturating_sub(1) };
    let Offset(base) = article.at.start;
    HitArticle { at: at.shifted(base), points, paragraph, ..article }
}
