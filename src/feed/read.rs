//! A feed's bytes to its items, each an article of the feed's own words. Pure.

use feed_rs::model::{Entry, Feed, Link, Text};
use feed_rs::parser;

use super::markup::{FeedTrouble, bounded, is_feed, undeclared};
use crate::article::{About, Article, Origin, from_fragment};
use crate::fetch::Address;
use crate::fold::one_line;

/// So many items of a feed are read, the first ones.
const MOST: usize = 500;

/// What a feed tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// As it calls itself.
    pub title: String,
    /// The address of the outlet; empty where it says none.
    pub site: String,
    /// Its items, as they stand in it.
    pub items: Vec<Item>,
}

/// What a feed tells of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// By what the feed knows it.
    pub id: String,
    /// The address of its page; empty where it has none.
    pub link: String,
    /// Its words, as far as the feed has them.
    pub article: Article,
}

/// Reads a feed from its text. `at` is where it was in the end.
///
/// # Errors
/// Where it is no feed, or broken.
pub fn read(text: &str, at: &Address) -> Result<Told, FeedTrouble> {
    if !is_feed(text) {
        return Err(FeedTrouble::NoFeed);
    }
    let text = undeclared(text);
    if text.starts_with('<') || text.trim_start().starts_with('<') {
        bounded(text)?;
    }
    let parser = parser::Builder::new().base_uri(Some(at.as_str())).id_generator(|_, _, _| String::new()).build();
    let feed = parser.parse(text.as_bytes()).map_err(|cause| FeedTrouble::Broken(one_line(&cause.to_string())))?;
    let title = feed.title.as_ref().map(plain).unwrap_or_default();
    let site = link_of(&feed.links, at).map(|link| link.as_str().to_owned()).unwrap_or_default();
    let items = feed.entries.iter().take(MOST).filter_map(|entry| item(entry, &feed, &title, at)).collect();
    Ok(Told { title, site, items })
}

fn item(entry: &Entry, feed: &Feed, outlet: &str, at: &Address) -> Option<Item> {
    let link = link_of(&entry.links, at);
    let title = entry.title.as_ref().map(plain).filter(|title| !title.is_empty());
    let html = words(entry);
    let id = match (&entry.id, &link) {
        (id, _) if !id.trim().is_empty() => id.trim().to_owned(),
        (_, Some(link)) => link.as_str().to_owned(),
        _ => format!("{}\n{html}", title.as_deref().unwrap_or_default()),
    };
    let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    let about = About {
        title,
        byline: authors
            .iter()
            .find_map(|author| author.name.as_ref())
            .map(|name| plain_words(name))
            .filter(|name| !name.is_empty()),
        outlet: Some(outlet.to_owned()).filter(|name| !name.is_empty()),
        url: link.as_ref().map(|link| link.as_str().to_owned()),
        published: entry.published.or(entry.updated).map(|at| at.to_rfc3339()),
        language: entry.language.clone().or_else(|| feed.language.clone()),
        direction: None,
    };
    // Items without a page are known to the library by the feed and their id.
    let origin = link.as_ref().map_or_else(|| format!("{at}#{id}"), |link| link.as_str().to_owned());
    let article = from_fragment(&html, about, Origin::Url(origin))?;
    Some(Item { id, link: link.map(|link| link.as_str().to_owned()).unwrap_or_default(), article })
}

/// The page that links lead to; what is not of the web is none.
fn link_of(links: &[Link], at: &Address) -> Option<Address> {
    let is_page = |link: &&Link| matches!(link.rel.as_deref(), None | Some("" | "alternate"));
    links.iter().filter(is_page).find_map(|link| at.join(&link.href).ok())
}

/// The longest words that an item has, as HTML.
fn words(entry: &Entry) -> String {
    let content = entry.content.as_ref().and_then(|content| {
        let body = content.body.as_ref()?;
        Some(as_html(body, is_plain(content.content_type.as_ref())))
    });
    let summary = entry.summary.as_ref().map(|text| as_html(&text.content, is_plain(text.content_type.as_ref())));
    content.filter(|content| !content.trim().is_empty()).or(summary).unwrap_or_default()
}

fn is_plain(media: &str) -> bool {
    media.starts_with("text/plain")
}

/// Plain text as HTML, a line a paragraph. What is called plain and is full of elements is not plain: many feeds say so.
fn as_html(words: &str, is_plain: bool) -> String {
    if !is_plain || words.contains("</") || words.contains("/>") {
        return words.to_owned();
    }
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
    escaped.lines().map(|line| format!("<p>{line}</p>")).collect()
}

/// The words of a title, which may be HTML, in one line.
fn plain(text: &Text) -> String {
    if is_plain(text.content_type.as_ref()) && !text.content.contains("&#") && !text.content.contains("</") {
        return one_line(&text.content);
    }
    plain_words(&text.content)
}

fn plain_words(html: &str) -> String {
    let article = from_fragment(html, About::default(), Origin::StandardInput);
    article.map(|article| one_line(&article.text)).unwrap_or_default()
}
