//! A web page to an article: what a reader came for, without navigation, related links, share bars and advertisements.
//!
//! `charset` (bytes → text, by the HTML standard's order) → `bounds` (what no page of an outlet has is refused or cut
//! before a tree is built of it) → dom_smoothie, a port of Mozilla's Readability (which part is the article, and what
//! its metadata say) → `walk` (that part → typed blocks and the article's text).
//!
//! Nothing of a page is executed, and nothing besides it is fetched. All offsets are of the text that `walk` writes: one
//! block a line, blanks folded as a browser folds them.

mod bounds;
mod charset;
mod walk;

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use super::model::{About, Direction};
use super::page::{Page, refined};

pub(super) use bounds::{bounded, closed, unfolded};
pub(super) use charset::decode;
pub(super) use walk::{Writer, Written, folded};

/// How much of a file is looked at to tell whether it is a page.
const HEAD: usize = 4096;

/// Whether bytes, in any encoding that has ASCII in it, begin as a page does: with a document type, `html`, or an element
/// that opens a head or a body.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    let head: String = bytes.iter().take(HEAD).map(|&byte| char::from(byte.to_ascii_lowercase())).collect();
    let head = head.trim_start_matches("\u{ef}\u{bb}\u{bf}").trim_start();
    let mut rest = head;
    while let Some(close) = ["<!--", "<?xml"].iter().zip(["-->", "?>"]).find(|(open, _)| rest.starts_with(**open)) {
        let Some((_, after)) = rest.split_once(close.1) else { return false };
        rest = after.trim_start();
    }
    let names = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article", "<div", "<p>", "<h1"];
    names.iter().any(|name| rest.starts_with(name))
}

/// Reads a page. `None` where there is no article in it.
pub(super) fn read(source: &str) -> Option<Page> {
    let (source, is_cut) = bounded(source);
    let document = Document::from(source.as_ref());
    let direction = direction(&document);
    let config = Config { text_mode: TextMode::Raw, ..Config::default() };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    let said = |words: Option<String>| words.map(|words| folded(&words)).filter(|words| !words.is_empty());
    let about = About {
        title: said(Some(article.title)),
        byline: said(article.byline).filter(|byline| !byline.contains("://")),
        outlet: said(article.site_name),
        url: said(article.url).filter(|url| url.starts_with("http")),
        published: said(article.published_time),
        language: said(article.lang),
        direction,
    };
    Some(page_of(&Document::from(article.content), about, is_cut)).filter(Page::has_prose)
}

/// Reads a piece of a page that is known to be all article: what a feed has of it, or what Markdown comes to.
pub(super) fn read_fragment(source: &str, about: About) -> Page {
    let (source, is_cut) = bounded(source);
    page_of(&Document::from(source.as_ref()), about, is_cut)
}

/// What a tree that is all article comes to, below what is said of it.
fn page_of(content: &Document, about: About, is_cut: bool) -> Page {
    let mut writer = Writer::new(&about);
    writer.add(content);
    let Written { text, blocks } = writer.finish();
    let blocks = refined(&text, blocks);
    Page { text, blocks, about, is_cut }
}

/// What the page says of its direction.
pub(super) fn direction(document: &Document) -> Option<Direction> {
    let selected = document.select("html[dir], body[dir]");
    Direction::from_name(selected.attr("dir")?.trim().to_ascii_lowercase().as_str())
}
