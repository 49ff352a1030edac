//! Whether bytes are a feed, and whether their markup is bounded. Pure.

use quick_xml::Reader;
use quick_xml::events::Event;
use thiserror::Error;

/// How deep elements may lie in one another.
const DEEPEST: usize = 200;
/// How many elements there may be.
const MOST: usize = 500_000;
/// How much of a text is looked at to tell whether it is a feed.
const HEAD: usize = 4096;

/// Why a feed or a list of feeds cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FeedTrouble {
    /// It is something else.
    #[error("is no feed: neither RSS, nor Atom, nor JSON Feed")]
    NoFeed,
    /// It is no list of feeds.
    #[error("is no list of feeds: no OPML with feeds in it")]
    NoList,
    /// Its markup is broken.
    #[error("is broken ({0})")]
    Broken(String),
    /// It has entities of its own, or lies too deep: no feed does.
    #[error("is not read: {0}")]
    Hostile(&'static str),
}

/// Whether a text begins as a feed does.
///
/// ```
/// use isnad::feed::is_feed;
/// assert!(is_feed("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel/></rss>"));
/// assert!(!is_feed("<!doctype html><html></html>"));
/// ```
pub fn is_feed(text: &str) -> bool {
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(HEAD).collect();
    if start.starts_with('{') {
        return start.contains("jsonfeed.org/version");
    }
    let root = root_of(&start).to_ascii_lowercase();
    ["rss", "feed", "rdf:rdf"].contains(&root.as_str())
}

/// The name of the first element.
pub(super) fn root_of(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let close = match () {
            () if rest.starts_with("<!--") => "-->",
            () if rest.starts_with("<?") => "?>",
            // A document type may have declarations in brackets.
            () if rest.starts_with("<!") && rest.find('[') < rest.find('>') && rest.contains('[') => "]>",
            () if rest.starts_with("<!") => ">",
            () => break,
        };
        let Some((_, after)) = rest.split_once(close) else { return "" };
        rest = after.trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or("");
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || ":_-.".contains(c))).unwrap_or(name.len());
    name.get(..end).unwrap_or("")
}

/// The markup without its XML declaration: it names the encoding that the bytes had.
pub(super) fn undeclared(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let declared = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    declared.map_or(text, |(_, rest)| rest)
}

/// Refuses markup that no feed has and readers fall over: entities of its own, elements without end in one another.
pub(super) fn bounded(text: &str) -> Result<(), FeedTrouble> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut depth, mut count) = (0_usize, 0_usize);
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => {
                depth += 1;
                count += 1;
            }
            Ok(Event::Empty(_)) => count += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::DocType(said)) if said.to_ascii_lowercase().contains("<!entity") => {
                return Err(FeedTrouble::Hostile("it declares entities of its own, as no feed does"));
            }
            Ok(Event::Eof) => return Ok(()),
            // What is broken is said by whoever reads it, or it is read as far as it goes.
            Err(_) => return Ok(()),
            Ok(_) => {}
        }
        if depth > DEEPEST {
            return Err(FeedTrouble::Hostile("its elements lie too deep in one another"));
        }
        if count > MOST {
            return Err(FeedTrouble::Hostile("it has too many elements"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_told_by_their_roots() {
        for text in [
            "<rss>",
            "\u{feff}<?xml version='1.0' encoding='windows-1256'?>\n<!-- a --><rss version=\"2.0\">",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            "<!DOCTYPE rss><rss>",
            "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>",
            "<rdf:RDF xmlns:rdf=\"x\">",
            " {\"version\": \"https://jsonfeed.org/version/1.1\"}",
        ] {
            assert!(is_feed(text), "{text}");
        }
        for text in ["", "<html>", "<rssx>", "<opml>", "{\"version\": 1}", "خبر", "<!-- <rss>", "< rss>"] {
            assert!(!is_feed(text), "{text}");
        }
    }

    #[test]
    fn what_no_feed_has_is_refused() {
        let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss>&b;</rss>";
        assert!(matches!(bounded(bomb), Err(FeedTrouble::Hostile(_))));
        assert!(matches!(bounded(&"<a>".repeat(201)), Err(FeedTrouble::Hostile(_))));
        assert!(matches!(bounded(&"<a/>".repeat(MOST + 1)), Err(FeedTrouble::Hostile(_))));
        assert_eq!(bounded("<!DOCTYPE rss><rss><a></b></rss>"), Ok(()));
    }
}
