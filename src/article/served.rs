//! Bytes that came from a server, with what it said of them, to a text.
//!
//! What the server calls them decides how they are read; where it says nothing, or only that it does not know, the bytes
//! themselves do.

use std::path::Path;

use super::error::OpenError;
use super::loader::{HEAD, Loader};
use super::manuscript::Manuscript;
use super::model::{About, Article, Origin};
use super::{html, read_as};

/// What a server said of bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Served<'a> {
    /// What they are.
    pub media: Media,
    /// The label of their encoding.
    pub charset: Option<&'a str>,
}

/// As what bytes are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Media {
    /// As a page.
    Page,
    /// As plain text.
    Plain,
    /// As what they look like.
    #[default]
    Unknown,
}

impl Media {
    /// How bytes of a media type are read; of a type that this program does not know they are what they look like.
    pub fn of_type(name: &str) -> Media {
        match name {
            "text/html" | "application/xhtml+xml" => Media::Page,
            "text/plain" => Media::Plain,
            _ => Media::Unknown,
        }
    }
}

/// Reads a text from bytes. A page that tells no address of its own host gets that of `origin`.
///
/// # Errors
/// Where they hold no text, or a page without an article.
pub fn from_bytes(bytes: Vec<u8>, served: Served<'_>, origin: Origin) -> Result<Manuscript, OpenError> {
    let address = if let Origin::Url(address) = &origin { Some(address.clone()) } else { None };
    let name = match &origin {
        Origin::Url(address) => address.split(['?', '#']).next().map(Path::new),
        Origin::File(path) => Some(path.as_path()),
        _ => None,
    };
    let looks = || Loader::of(&bytes[..bytes.len().min(HEAD)], name);
    let loader = match served.media {
        // Some servers call everything a page, pictures and archives too.
        Media::Page if bytes.iter().take(1024).any(|byte| *byte == b'<') => Loader::Page,
        Media::Plain => Loader::Text,
        Media::Page | Media::Unknown => looks(),
    };
    let mut text = read_as(loader, bytes, origin, served.charset)?;
    if let Some(address) = address {
        text.about_mut().url = Some(address_of(text.about(), address));
    }
    Ok(text)
}

/// An article from the piece of a page that a feed has of it, as HTML, and from what the feed says of it: title, author and
/// day stand before its words. None where there is nothing to read.
pub fn from_fragment(html: &str, about: About, origin: Origin) -> Option<Article> {
    let page = html::read_fragment(html, about);
    (!page.text.trim().is_empty()).then(|| Manuscript::of_page(page, Vec::new(), origin).into_article())
}

/// Whether bytes are more than the text that is read from them, so that they are worth keeping beside it.
pub fn is_markup(bytes: &[u8]) -> bool {
    html::is_page(bytes)
}

/// The text of markup, a page or a feed, by the order of [`from_bytes`]: a mark, what the server said, what the markup says
/// of itself, the statistics of the letters.
pub fn markup_text(bytes: Vec<u8>, charset: Option<&str>) -> String {
    html::decode(bytes, charset).text
}

/// The address that the page gives itself, where it is of the same host: no page speaks for another outlet's. Else where it
/// was fetched from.
fn address_of(about: Option<&About>, fetched: String) -> String {
    let said =
        about.and_then(|about| about.url.as_ref()).filter(|said| host(said).is_some() && host(said) == host(&fetched));
    said.cloned().unwrap_or(fetched)
}

/// The host and port of an address, without the `www.` that outlets put before theirs and leave out.
fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    (scheme.starts_with("http") && !host.is_empty() && !host.contains('@')).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::super::BlockKind;
    use super::*;

    fn url_of(page: &str, address: &str) -> Option<String> {
        let served = Served { media: Media::of_type("text/html"), charset: None };
        let text = from_bytes(page.as_bytes().to_vec(), served, Origin::Url(address.to_owned())).expect("a page");
        text.into_article().about.url
    }

    #[test]
    fn no_page_speaks_for_another_outlet() {
        let words = "<p>قال الوزير إن العمل في المشروع بدأ أمس، وإن الطريق سيفتح قريباً أمام الناس.</p>".repeat(4);
        let page = |canonical: &str| {
            let data =
                format!("{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"url\":\"{canonical}\"}}");
            let link = format!("<script type=\"application/ld+json\">{data}</script>");
            format!(
                "<!doctype html><html><head><title>خبر</title>{link}</head><body><article>{words}</article></body></html>"
            )
        };
        let at = "https://www.example.org/a?from=feed";
        assert_eq!(url_of(&page("https://example.org/a"), at).as_deref(), Some("https://example.org/a"));
        assert_eq!(url_of(&page("https://other.org/a"), at).as_deref(), Some(at));
        assert_eq!(url_of(&page(""), at).as_deref(), Some(at));
    }

    #[test]
    fn what_the_server_says_rules() {
        let read = |bytes: &[u8], media: &str, charset: Option<&str>| {
            let served = Served { media: Media::of_type(media), charset };
            from_bytes(bytes.to_vec(), served, Origin::Url("https://example.org/".to_owned())).expect("a text").text
        };
        assert_eq!(read(b"<p>a</p>", "text/plain", None), "<p>a</p>");
        assert_eq!(read("خبر".as_bytes(), "", None), "خبر");
        assert_eq!(read(b"\xce\xc8\xd1 \xe3\xe5\xe3", "text/plain", Some("windows-1256")), "خبر مهم");
        // A file's name counts as it does where the file is opened.
        let mdx = "<div>x</div>\n\n# خبر\n\nقال الوزير إن العمل بدأ.\n".as_bytes().to_vec();
        let text = from_bytes(mdx, Served::default(), Origin::File("a.md".into())).expect("a text");
        assert_eq!(text.into_article().blocks[1].kind, BlockKind::Heading);
        // A wrong label does not break what is whole.
        assert_eq!(read("خبر".as_bytes(), "text/plain", Some("windows-1256")), "خبر");
    }
}
