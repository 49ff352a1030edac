//! What no outlet's page has is cut off before a tree is built of it, so that no page takes all of the time or the stack:
//! elements nested deeper than [`DEEPEST`] lose their tags and keep their words; behind [`MOST_TAGS`] tags the page ends.
//!
//! Tags are told from text as the HTML standard's tokenizer does it (13.2.5), as far as that matters here.

use std::borrow::Cow;

use memchr::memchr;

use super::walk::is_unread;
use crate::span::Span;

/// How deep elements may lie in each other. Browsers stop at 512.
const DEEPEST: usize = 256;

/// How many tags a page may have. A long page of an outlet has some thousands.
const MOST_TAGS: usize = 50_000;

/// Elements that have no content.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that end where the next one begins: a list of them is no nest.
const IMPLIED: [&str; 9] = ["p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup"];

/// Elements whose content holds no tags.
const RAW: [&str; 7] = ["script", "style", "textarea", "title", "xmp", "noframes", "iframe"];

/// The page as it may be parsed, and whether its end was cut off.
pub(in crate::article) fn bounded(source: &str) -> (Cow<'_, str>, bool) {
    let mut kept = Kept { source, out: None, from: 0 };
    let (mut depth, mut dropped, mut tags, mut at) = (0_usize, 0_usize, 0_usize, 0_usize);
    while let Some(tag) = Tag::next(source, at) {
        at = tag.span.end.0;
        tags += 1;
        if tags > MOST_TAGS {
            kept.leave_out(Span::new(tag.span.start.0, source.len()));
            return (kept.finish(), true);
        }
        let name = tag.name.to_ascii_lowercase();
        if VOID.contains(&name.as_str()) {
            continue;
        }
        if IMPLIED.contains(&name.as_str()) {
            if depth >= DEEPEST {
                kept.leave_out(tag.span);
            }
            continue;
        }
        if tag.closes {
            if dropped > 0 {
                dropped -= 1;
                kept.leave_out(tag.span);
            } else {
                depth = depth.saturating_sub(1);
            }
            continue;
        }
        if RAW.contains(&name.as_str()) {
            at = end_of_raw(source, at, &name);
            continue;
        }
        if depth >= DEEPEST {
            dropped += 1;
            kept.leave_out(tag.span);
        } else {
            depth += 1;
        }
    }
    (kept.finish(), false)
}

/// XHTML as HTML is written: an element that closes itself gets an end tag, or all that follows would lie in it.
pub(in crate::article) fn unfolded(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let (mut from, mut at) = (0, 0);
    while let Some(tag) = Tag::next(source, at) {
        at = tag.span.end.0;
        let whole = tag.span.of(source);
        let name = tag.name.to_ascii_lowercase();
        let Some(open) = whole.strip_suffix("/>").filter(|_| !VOID.contains(&name.as_str())) else { continue };
        out.push_str(Span::new(from, tag.span.start.0).of(source));
        out.extend([open, "></", tag.name, ">"]);
        from = at;
    }
    out.push_str(Span::new(from, source.len()).of(source));
    out
}

/// A piece of HTML that hides nothing of what stands behind it: elements that are not read are closed at its end, and so is a
/// comment.
pub(in crate::article) fn closed(source: &str) -> String {
    let mut open: Vec<String> = Vec::new();
    let mut kept = Kept { source, out: None, from: 0 };
    let mut at = 0;
    while let Some(tag) = Tag::next(source, at) {
        at = tag.span.end.0;
        let name = tag.name.to_ascii_lowercase();
        if name == "plaintext" {
            kept.leave_out(tag.span);
        } else if tag.closes {
            if let Some(last) = open.iter().rposition(|element| *element == name) {
                open.truncate(last);
            }
        } else if !VOID.contains(&name.as_str()) && (is_unread(&name) || RAW.contains(&name.as_str())) {
            if RAW.contains(&name.as_str()) {
                at = end_of_raw(source, at, &name);
            }
            open.push(name);
        }
    }
    let is_comment = source.rfind("<!--") > source.rfind("-->");
    if !is_comment {
        // What opens a tag and never ends it is text, as far as there is any.
        let rest = source.bytes().zip(source.bytes().skip(1)).enumerate().skip(at);
        let opens =
            |(_, (sign, next)): &(usize, (u8, u8))| *sign == b'<' && (*next == b'/' || next.is_ascii_alphabetic());
        rest.filter(opens).for_each(|(sign, _)| kept.leave_out(Span::new(sign, sign + 1)));
    }
    let mut out = kept.finish().into_owned();
    out.push_str(if is_comment { "-->" } else { "" });
    for name in open.iter().rev() {
        out.extend(["</", name, ">"]);
    }
    out
}

/// A source of which stretches are left out.
struct Kept<'a> {
    source: &'a str,
    out: Option<String>,
    /// What was not yet copied.
    from: usize,
}

impl<'a> Kept<'a> {
    fn leave_out(&mut self, span: Span) {
        let before = Span::new(self.from, span.start.0).of(self.source);
        self.out.get_or_insert_default().push_str(before);
        self.from = span.end.0;
    }

    fn finish(self) -> Cow<'a, str> {
        match self.out {
            Some(mut out) => {
                out.push_str(Span::new(self.from, self.source.len()).of(self.source));
                Cow::Owned(out)
            }
            None => Cow::Borrowed(self.source),
        }
    }
}

/// A tag, from `<` to `>`.
struct Tag<'a> {
    name: &'a str,
    closes: bool,
    span: Span,
}

impl<'a> Tag<'a> {
    /// The first tag at or behind byte `from`, comments and declarations passed over.
    fn next(source: &'a str, from: usize) -> Option<Tag<'a>> {
        let bytes = source.as_bytes();
        let mut at = from;
        loop {
            let start = at + memchr(b'<', bytes.get(at..)?)?;
            let rest = bytes.get(start + 1..)?;
            if rest.starts_with(b"!--") {
                at = start + 4 + memchr::memmem::find(rest.get(3..)?, b"-->")?;
                continue;
            }
            let closes = rest.first() == Some(&b'/');
            let name_at = start + 1 + usize::from(closes);
            if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
                at = start + 1;
                continue;
            }
            let is_end = |byte: &u8| matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace();
            let name_end = name_at + bytes[name_at..].iter().position(is_end)?;
            let end = end_of_tag(bytes, name_end)?;
            let name = Span::new(name_at, name_end).of(source);
            return Some(Tag { name, closes, span: Span::new(start, end) });
        }
    }
}

/// The byte behind the `>` that ends a tag: one in a quoted value is none.
fn end_of_tag(bytes: &[u8], from: usize) -> Option<usize> {
    let mut quote = None;
    let mut is_value = false;
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), _) if byte == open => (quote, is_value) = (None, false),
            (Some(_), _) => {}
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if is_value => quote = Some(byte),
            (None, b'=') => is_value = true,
            (None, _) if byte.is_ascii_whitespace() => {}
            (None, _) => is_value = false,
        }
    }
    None
}

/// Where the content of a raw element ends.
fn end_of_raw(source: &str, from: usize, name: &str) -> usize {
    let bytes = source.as_bytes();
    let mut at = from;
    while let Some(open) = bytes.get(at..).and_then(|rest| memchr::memmem::find(rest, b"</")) {
        let name_at = at + open + 2;
        if bytes.get(name_at..name_at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            return at + open;
        }
        at = name_at;
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        assert_eq!(bounded(source).0, expected);
    }

    #[test]
    fn an_ordinary_page_is_not_touched() {
        let page = "<!doctype html><!-- <div> --><p title='a > b'>x<br><script>if (a<b) '<div>'</script><ul><li>y</ul>";
        assert!(matches!(bounded(page), (Cow::Borrowed(same), false) if same == page));
    }

    #[test]
    fn tags_that_lie_too_deep_go_and_their_words_stay() {
        let (open, close) = ("<div>".repeat(DEEPEST), "</div>".repeat(DEEPEST));
        check(&format!("{open}<b>x</b>y{close}"), &format!("{open}xy{close}"));
        check(&format!("{open}<p>x<p>y{close}"), &format!("{open}xy{close}"));
        check(&format!("{open}{close}<b>x</b>"), &format!("{open}{close}<b>x</b>"));
    }

    #[test]
    fn a_page_ends_behind_its_last_tag() {
        let page = "<p>x".repeat(MOST_TAGS + 7);
        let (kept, cut) = bounded(&page);
        assert!(cut && kept.len() == MOST_TAGS * 4);
    }

    #[test]
    fn an_element_that_closes_itself_gets_an_end() {
        let check = |source: &str, expected: &str| assert_eq!(unfolded(source), expected);
        check("<title/><p id='a/>b'>x<br/></p>", "<title></title><p id='a/>b'>x<br/></p>");
        check("<a id=\"x\" />قال<a/", "<a id=\"x\" ></a>قال<a/");
    }

    #[test]
    fn a_piece_leaves_nothing_open() {
        let check = |source: &str, expected: &str| assert_eq!(closed(source), expected);
        check("<div>x", "<div>x");
        check("<script>if (a<b) x", "<script>if (a<b) x</script>");
        check("<script>x</script><svg><g>", "<script>x</script><svg><g></svg>");
        check("x<!-- y", "x<!-- y-->");
        check("<!-- y -->x", "<!-- y -->x");
        check("a<plaintext>b", "ab");
        check("<b>x</b><div class='y", "<b>x</b>div class='y");
    }

    #[test]
    fn broken_tags_are_text() {
        for source in ["<", "a<", "</", "<p", "<p title='", "<!--", "<script>", "<p x=\"</p>", "1 < 2 > 3", "<قال>"]
        {
            check(source, source);
        }
    }
}
