//! Which loader reads an input: told by what its first bytes are, and by the name that it came under.

use std::path::Path;

use super::{epub, html, markdown};

/// How many bytes are looked at.
pub(super) const HEAD: usize = 64 * 1024;

/// What reads an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loader {
    /// A book (EPUB).
    Book,
    /// A web page.
    Page,
    /// A text in Markdown.
    Markdown,
    /// A plain text, or none at all.
    Text,
}

impl Loader {
    /// By the first bytes, which are all there are where there are fewer than [`HEAD`]; `name` is none where the input has no
    /// name of its own.
    pub(super) fn of(head: &[u8], name: Option<&Path>) -> Loader {
        let extension = name.and_then(Path::extension).and_then(|end| end.to_str());
        match extension {
            _ if epub::is_book(head) => Loader::Book,
            Some(end) if end.eq_ignore_ascii_case("epub") && head.starts_with(b"PK") => Loader::Book,
            Some(end) if markdown::is_name(end) => Loader::Markdown,
            _ if html::is_page(head) => Loader::Page,
            // The text of such a file is the file.
            Some(end) if end.eq_ignore_ascii_case("txt") => Loader::Text,
            _ if markdown::is_marked(head) => Loader::Markdown,
            _ => Loader::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, name: Option<&str>, expected: Loader) {
        assert_eq!(Loader::of(head.as_bytes(), name.map(Path::new)), expected, "{head:?} {name:?}");
    }

    #[test]
    fn what_it_is_tells_before_its_name() {
        check("<!doctype html><p>x", Some("a.txt"), Loader::Page);
        check("<!doctype html><p>x", None, Loader::Page);
        check("<div align=center>x</div>", Some("a.md"), Loader::Markdown);
        check("# x", Some("A.MD"), Loader::Markdown);
        check("# x", None, Loader::Text);
        check("---\ntitle: x\n---\ny", None, Loader::Markdown);
        check("+++\ntitle = 'x'\n+++\ny", None, Loader::Markdown);
        check("---\ntitle: x\n---\ny", Some("a.txt"), Loader::Text);
        check("---\nقال\n---\ny", None, Loader::Text);
        check("---\ntitle: x\n", None, Loader::Text);
        check("PK\u{3}\u{4}", Some("a.epub"), Loader::Book);
        check("PK\u{3}\u{4} mimetypeapplication/epub+zip", Some("a"), Loader::Book);
        check("PK\u{3}\u{4}", Some("a.zip"), Loader::Text);
    }
}
