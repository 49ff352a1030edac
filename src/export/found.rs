//! What a search of the library found, as JSON (`assets/schema/search-1.json`) and in lines to read.

use std::fmt::Write as _;

use serde::Serialize;

use super::units::Units;
use crate::search::{Closeness, Snippet};
use crate::span::Span;
use crate::store::{Hit, HitArticle, Hits, Within};
use crate::words::Words;

/// The name of the schema of [`SearchObject`].
pub const SCHEMA: &str = "isnad/search/1";

/// What was found, and for what.
#[derive(Debug, Serialize)]
pub struct SearchObject<'a> {
    schema: &'static str,
    query: &'a str,
    fold: &'static str,
    more: bool,
    hits: Vec<HitObject<'a>>,
}

#[derive(Debug, Serialize)]
struct HitObject<'a> {
    #[serde(rename = "in")]
    within: &'static str,
    fold: &'static str,
    words: usize,
    snippet: SnippetObject<'a>,
    article: Option<ArticleObject<'a>>,
    claim: Option<&'a str>,
    source: Option<SourceObject<'a>>,
}

#[derive(Debug, Serialize)]
struct SnippetObject<'a> {
    text: &'a str,
    hits: Vec<Stretch>,
    cut_before: bool,
    cut_after: bool,
}

#[derive(Debug, Serialize)]
struct Stretch {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct ArticleObject<'a> {
    document: i64,
    hash: &'a str,
    latest: bool,
    title: &'a str,
    outlet: Option<&'a str>,
    day: &'a str,
    paragraph: usize,
    start: usize,
    end: usize,
    bytes: [usize; 2],
}

#[derive(Debug, Serialize)]
struct SourceObject<'a> {
    uid: &'a str,
    name: &'a str,
}

/// What was found for `query`, in spellings up to `widest`.
pub fn search<'a>(query: &'a str, widest: Closeness, found: &'a Hits) -> SearchObject<'a> {
    let hits = found.hits.iter().map(hit_object).collect();
    SearchObject { schema: SCHEMA, query, fold: widest.name(), more: found.more, hits }
}

fn hit_object(hit: &Hit) -> HitObject<'_> {
    HitObject {
        within: hit.within.name(),
        fold: hit.closeness.name(),
        words: hit.count,
        snippet: snippet_object(&hit.snippet),
        article: hit.article.as_ref().map(article_object),
        claim: hit.claim.as_deref(),
        source: hit.source.as_ref().map(|source| SourceObject { uid: &source.uid, name: &source.name }),
    }
}

fn snippet_object(snippet: &Snippet) -> SnippetObject<'_> {
    let units = Units::of(&snippet.text, snippet.words.iter().copied());
    let stretch = |word: &Span| {
        let [start, end] = units.code_points(*word);
        Stretch { start, end }
    };
    SnippetObject {
        text: &snippet.text,
        hits: snippet.words.iter().map(stretch).collect(),
        cut_before: snippet.cut_before,
        cut_after: snippet.cut_after,
    }
}

fn article_object(article: &HitArticle) -> ArticleObject<'_> {
    ArticleObject {
        document: article.document.number(),
        hash: &article.hash,
        latest: article.is_latest,
        title: &article.title,
        outlet: Some(article.outlet.as_str()).filter(|outlet| !outlet.is_empty()),
        day: &article.day,
        paragraph: article.paragraph,
        start: article.points.start,
        end: article.points.end,
        bytes: [article.at.start.0, article.at.end.0],
    }
}

/// What was found in lines to read: of each hit what it is and of whom, its article and place, its words with those that were
/// found in square brackets, and how close they are.
pub fn lines(found: &Hits, words: Words) -> String {
    let mut out = String::new();
    for hit in &found.hits {
        let _ = writeln!(out, "{}", heading(hit, words));
        if let Some(article) = &hit.article {
            let _ = writeln!(out, "{}", place(article, words));
        }
        let _ = writeln!(out, "{}", marked(&hit.snippet));
        let _ = writeln!(out, "({})\n", words.say(&format!("level.{}", hit.closeness.name())));
    }
    if found.more {
        let _ = writeln!(out, "{}", words.say("search.more"));
    }
    out
}

/// What a hit is: of an article its title, of all others their kind and source.
pub fn heading(hit: &Hit, words: Words) -> String {
    let kind = words.say(match hit.within {
        Within::Sources => "search.source",
        Within::Notes => "search.note",
        Within::Quotes => "search.quote",
        Within::Texts => "search.text",
    });
    let whose = match (&hit.source, &hit.article) {
        (Some(source), _) => source.name.as_str(),
        (None, Some(article)) if hit.within == Within::Texts => article.title.as_str(),
        (None, _) => return kind.to_owned(),
    };
    format!("{kind}: {}", bare(whose))
}

/// The title, the outlet and the day of an article, and where in it.
pub fn place(article: &HitArticle, words: Words) -> String {
    let number = article.document.number();
    let place = words
        .fill("search.place", &[&words.number(usize::try_from(number).unwrap_or(0)), &words.number(article.paragraph)]);
    let older = if article.is_latest { "" } else { words.say("search.older") };
    let parts = [bare(&article.title), bare(&article.outlet), article.day.clone(), place, older.to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// A snippet with what was found in square brackets, and dots where its paragraph goes on.
pub fn marked(snippet: &Snippet) -> String {
    let mut out = String::from(if snippet.cut_before { "…" } else { "" });
    let mut at = 0;
    for word in &snippet.words {
        let _ = write!(out, "{}[{}]", Span::new(at, word.start.0).of(&snippet.text), word.of(&snippet.text));
        at = word.end.0;
    }
    out.push_str(Span::new(at, snippet.text.len()).of(&snippet.text));
    out.push_str(if snippet.cut_after { "…" } else { "" });
    bare(&out)
}

/// One line without controls, which a terminal would obey.
fn bare(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect()
}
