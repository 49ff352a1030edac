//! What a book calls its parts: its navigation document (EPUB 3), else its NCX (EPUB 2).

use std::collections::HashMap;

use dom_query::Document;
use rbook::Epub;
use rbook::epub::manifest::EpubManifestEntry;

use super::{LARGEST_PART, copied, tree};
use crate::article::html::folded;

/// The media type of an NCX.
const NCX: &str = "application/x-dtbncx+xml";

/// The names of parts by their paths in the archive, without the stroke at the start.
#[derive(Debug, Default)]
pub(super) struct Contents {
    names: HashMap<String, String>,
}

impl Contents {
    pub(super) fn of(book: &Epub) -> Contents {
        let find = |is_it: &dyn Fn(&EpubManifestEntry<'_>) -> bool| book.manifest().iter().find(|part| is_it(part));
        let navigation = find(&|part| part.properties().has_property("nav"));
        let of_navigation = navigation.and_then(|part| Contents::read(&part, in_navigation));
        let of_ncx = || find(&|part| part.media_type() == NCX).and_then(|part| Contents::read(&part, in_ncx));
        of_navigation.or_else(of_ncx).unwrap_or_default()
    }

    /// What the contents call the part at that path.
    pub(super) fn of_part(&self, path: &str) -> Option<String> {
        self.names.get(path.trim_start_matches('/')).cloned()
    }

    fn read(part: &EpubManifestEntry<'_>, links: fn(&Document) -> Vec<Link>) -> Option<Contents> {
        let here = part.href().decode().into_owned();
        let tree = tree(&copied(part, LARGEST_PART)?);
        let mut names = HashMap::new();
        for Link { name, target } in links(&tree) {
            // A part may hold several chapters: the first one is what it begins with.
            if !name.is_empty() {
                names.entry(resolved(&here, &target)).or_insert(name);
            }
        }
        (!names.is_empty()).then_some(Contents { names })
    }
}

/// An entry of the contents.
struct Link {
    name: String,
    target: String,
}

fn in_navigation(tree: &Document) -> Vec<Link> {
    let all = tree.select("nav");
    let is_contents = |nav: &&dom_query::NodeRef<'_>| {
        nav.attr("epub:type").is_some_and(|kinds| kinds.split_whitespace().any(|kind| kind == "toc"))
    };
    let Some(contents) = all.nodes().iter().find(is_contents).or(all.nodes().first()) else { return Vec::new() };
    let contents = dom_query::Selection::from(*contents);
    let links = contents.select("a[href]");
    let link = |node: &dom_query::NodeRef<'_>| {
        Some(Link { name: folded(&node.text()), target: node.attr("href")?.to_string() })
    };
    links.nodes().iter().filter_map(link).collect()
}

fn in_ncx(tree: &Document) -> Vec<Link> {
    let mut links = Vec::new();
    let mut name = String::new();
    for node in tree.select("navpoint navlabel, navpoint content").nodes() {
        match node.attr("src") {
            Some(target) => links.push(Link { name: std::mem::take(&mut name), target: target.to_string() }),
            None => name = folded(&node.text()),
        }
    }
    links
}

/// The path in the archive that a reference in the file at `here` leads to (RFC 3986, 5.2), its fragment set aside.
fn resolved(here: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<&str> = here.trim_start_matches('/').split('/').collect();
    parts.pop();
    if target.starts_with('/') {
        parts.clear();
    }
    let decoded = percent_decoded(target);
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A reference with its escaped bytes as letters (RFC 3986, 2.1).
fn percent_decoded(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_from_the_file_that_has_them() {
        let check = |here: &str, target: &str, expected: &str| assert_eq!(resolved(here, target), expected);
        check("/EPUB/nav/toc.xhtml", "../text/a.xhtml#one", "EPUB/text/a.xhtml");
        check("/toc.ncx", "%D8%A3.xhtml", "أ.xhtml");
        check("/EPUB/toc.ncx", "/a.xhtml", "a.xhtml");
        check("/toc.ncx", "../../a%2", "a%2");
    }
}
