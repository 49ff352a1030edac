//! Lists of feeds as other readers keep them (OPML 1 and 2), in and out. Pure.
//!
//! Outlines may lie in one another: an outline without an address is a folder. No entity but those of XML is known.

use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::markup::{FeedTrouble, bounded, root_of, undeclared};

/// So many feeds of a list are taken.
const MOST: usize = 10_000;

/// A feed in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Where it is.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// The address of the outlet.
    pub site: String,
    /// The folders that it is in, the outermost first.
    pub folders: Vec<String>,
}

/// The feeds of a list, in order, each once.
///
/// # Errors
/// Where it is no list of feeds, or is broken.
pub fn read_opml(text: &str) -> Result<Vec<Outline>, FeedTrouble> {
    if !root_of(text).eq_ignore_ascii_case("opml") {
        return Err(FeedTrouble::NoList);
    }
    let text = undeclared(text);
    bounded(text)?;
    let mut reader = Reader::from_str(text);
    let (mut found, mut folders): (Vec<Outline>, Vec<Option<String>>) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event().map_err(|cause| FeedTrouble::Broken(cause.to_string()))?;
        match event {
            Event::Start(element) if is_outline(&element) => {
                let outline = outline(&element, &folders)?;
                // A feed with outlines in it is no folder of theirs.
                folders.push(outline.address.is_empty().then(|| outline.title.clone()));
                push(&mut found, outline);
            }
            Event::Empty(element) if is_outline(&element) => push(&mut found, outline(&element, &folders)?),
            Event::End(element) if element.local_name().as_ref().eq_ignore_ascii_case("outline") => {
                folders.pop();
            }
            Event::Eof if found.is_empty() => return Err(FeedTrouble::NoList),
            Event::Eof => return Ok(found),
            _ => {}
        }
        if found.len() >= MOST {
            return Ok(found);
        }
    }
}

fn is_outline(element: &BytesStart<'_>) -> bool {
    element.local_name().as_ref().eq_ignore_ascii_case("outline")
}

fn push(found: &mut Vec<Outline>, outline: Outline) {
    if !outline.address.is_empty() && found.iter().all(|known| known.address != outline.address) {
        found.push(outline);
    }
}

fn outline(element: &BytesStart<'_>, folders: &[Option<String>]) -> Result<Outline, FeedTrouble> {
    let mut outline = Outline {
        folders: folders.iter().flatten().filter(|name| !name.is_empty()).cloned().collect(),
        ..Outline::default()
    };
    let mut text = String::new();
    for attribute in element.html_attributes().with_checks(false) {
        let attribute = attribute.map_err(|cause| FeedTrouble::Broken(cause.to_string()))?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|cause| FeedTrouble::Broken(cause.to_string()))?;
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        match attribute.key.as_ref().to_ascii_lowercase().as_str() {
            "xmlurl" => outline.address = value,
            "htmlurl" => outline.site = value,
            "title" => outline.title = value,
            "text" => text = value,
            _ => {}
        }
    }
    if outline.title.is_empty() {
        outline.title = text;
    }
    Ok(outline)
}

/// Writes a list of feeds, those of one folder together, in the order of their first.
pub fn write_opml(feeds: &[Outline]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>isnad</title></head>\n<body>\n",
    );
    let mut order: Vec<&[String]> = Vec::new();
    for feed in feeds {
        if !order.contains(&feed.folders.as_slice()) {
            order.push(&feed.folders);
        }
    }
    for folders in order {
        for name in folders {
            let name = attribute(name);
            out.push_str(&format!("<outline text=\"{name}\" title=\"{name}\">\n"));
        }
        for feed in feeds.iter().filter(|feed| feed.folders == folders) {
            out.push_str(&line(feed));
        }
        out.push_str(&"</outline>\n".repeat(folders.len()));
    }
    out.push_str("</body>\n</opml>\n");
    out
}

fn line(feed: &Outline) -> String {
    let (title, address) = (attribute(&feed.title), attribute(&feed.address));
    let site = attribute(&feed.site);
    let site = if site.is_empty() { site } else { format!(" htmlUrl=\"{site}\"") };
    format!("<outline type=\"rss\" text=\"{title}\" title=\"{title}\" xmlUrl=\"{address}\"{site}/>\n")
}

/// What may stand in an attribute: XML 1.0 has no controls.
fn attribute(value: &str) -> String {
    escape(value.replace(char::is_control, " ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(address: &str, title: &str, folders: &[&str]) -> Outline {
        Outline {
            address: address.to_owned(),
            title: title.to_owned(),
            site: String::new(),
            folders: folders.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn outlines_in_outlines_are_folders() {
        let text = "<?xml version='1.0'?><opml version='1.1'><head/><body><outline text='عرب'>\
                    <outline text='شام &amp; عراق'><outline type='rss' text='ن' title='النهر' xmlUrl='https://a.org/x?a=1&amp;b=2'/></outline>\
                    <outline text='الجسر' XMLURL='https://b.org/'></outline></outline>\
                    <outline xmlUrl='https://b.org/' text='again'/><outline xmlUrl='https://c.org/'/></body></opml>";
        let expected = [
            feed("https://a.org/x?a=1&b=2", "النهر", &["عرب", "شام & عراق"]),
            feed("https://b.org/", "الجسر", &["عرب"]),
            feed("https://c.org/", "", &[]),
        ];
        assert_eq!(read_opml(text).expect("a list"), expected);
        assert_eq!(read_opml(&write_opml(&expected)).expect("our own list"), expected);
    }

    #[test]
    fn hostile_lists_are_refused() {
        let bomb = "<!DOCTYPE opml [<!ENTITY a 'b'>]><opml><body><outline xmlUrl='&a;'/></body></opml>";
        assert!(matches!(read_opml(bomb), Err(FeedTrouble::Hostile(_))));
        let unknown = "<opml><body><outline xmlUrl='&a;'/></body></opml>";
        assert!(matches!(read_opml(unknown), Err(FeedTrouble::Broken(_))));
        let file =
            "<!DOCTYPE opml SYSTEM 'file:///etc/passwd'><opml><body><outline xmlUrl='https://a.org/'/></body></opml>";
        assert_eq!(read_opml(file).map(|found| found.len()), Ok(1), "what is named outside is not read");
        let deep = format!("<opml><body>{}", "<outline text='a'>".repeat(5000));
        assert!(matches!(read_opml(&deep), Err(FeedTrouble::Hostile(_))));
        for text in ["", "<opml/>", "<html/>", "<opml><body><outline text='a'/></body></opml>"] {
            assert_eq!(read_opml(text), Err(FeedTrouble::NoList), "{text}");
        }
        assert!(matches!(read_opml("<opml><body><outline xmlUrl='https://a.org/'"), Err(FeedTrouble::Broken(_))));
    }

    #[test]
    fn what_is_written_is_xml_whatever_it_holds() {
        let odd = feed("https://a.org/?a=\"<>&'", "\u{1}a\nb \"<>&", &["<\"&>"]);
        let read = read_opml(&write_opml(&[odd])).expect("a list");
        assert_eq!(read[0].address, "https://a.org/?a=\"<>&'");
        assert_eq!((read[0].title.as_str(), read[0].folders[0].as_str()), ("a b \"<>&", "<\"&>"));
    }
}
