//! A page of its own, to be sent to somebody who has no terminal: the articles with what is said in them highlighted, and
//! the claims by source. No scripts, and nothing that is fetched; a policy in the page forbids both.
//!
//! Each block has the direction of its first strong character (UAX #9, P2 and P3), right to left where it has none; whatever
//! is put into a line of ours is isolated (`bdi`). Sources are told apart by number, and by colour only besides.

use std::fmt::Write as _;

use super::annotated::{Annotated, Setting, is_web_address, one_line};
use super::direction::direction;
use super::marks::{ClaimSaid, SourceSaid};
use super::words_of;
use crate::article::BlockKind;
use crate::claims::{Claim, ClaimId, ClaimKind, SourceId};
use crate::span::Span;
use crate::words::Words;

const STYLE: &str = include_str!("../../assets/templates/page.css");

/// What stands before the articles, and behind them. `title` is that of the page.
pub fn frame(title: &str, words: Words) -> (String, String) {
    let (language, direction) = if words.right_to_left() { ("ar", "rtl") } else { ("en", "ltr") };
    let head = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        text(&one_line(title))
    );
    (head, "</body>\n</html>\n".to_owned())
}

/// An article, the `number`th of the page.
pub fn article(annotated: &Annotated<'_>, setting: &Setting<'_>, number: usize) -> String {
    let mut page = Page { annotated, setting, number, out: String::new() };
    page.article();
    page.out
}

/// Text as HTML: nothing in it is a tag, an entity or the end of an attribute; controls are shown as their pictures.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\r' => out.push('\n'),
            '\u{0}'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7f}' => out.push('\u{2421}'),
            c if c.is_control() || is_noncharacter(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

struct Page<'a> {
    annotated: &'a Annotated<'a>,
    setting: &'a Setting<'a>,
    number: usize,
    out: String,
}

/// Something that is highlighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Content(ClaimId, Option<SourceId>),
    Cue,
    Mention(SourceId),
}

impl Page<'_> {
    fn article(&mut self) {
        let number = self.number;
        let _ = write!(self.out, "<article id=\"a{number}\">\n<header>\n");
        let title = one_line(self.annotated.article.title());
        // A headline that says the same is the heading itself, with what is highlighted in it.
        if self.annotated.first(BlockKind::Headline).map(one_line).as_ref() != Some(&title) {
            let _ = writeln!(self.out, "<h1 dir=\"{}\">{}</h1>", direction(&title), text(&title));
        }
        self.out.push_str("<p class=\"about\">");
        self.about();
        self.out.push_str("</p>\n</header>\n<div class=\"columns\">\n<section class=\"text\">\n");
        self.blocks();
        self.out.push_str("</section>\n<aside>\n");
        self.sources();
        self.out.push_str("</aside>\n</div>\n</article>\n");
    }

    fn about(&mut self) {
        let annotated = self.annotated;
        let mut parts: Vec<String> = Vec::new();
        let stated = [annotated.article.about.outlet.as_deref(), annotated.byline(), annotated.published()];
        parts.extend(stated.into_iter().flatten().map(bdi));
        if let Some(url) = annotated.url() {
            parts.push(link(url));
        }
        let claims = annotated.corrected.extraction.claims.len();
        parts.push(bdi(&self.setting.words.count("claims", claims)));
        self.out.push_str(&parts.join(" · "));
    }

    /// The text, block by block; marks that go over several blocks are taken up again in each.
    fn blocks(&mut self) {
        let marks = self.marks();
        let mut edges: Vec<(usize, usize)> = Vec::with_capacity(marks.len() * 2);
        for (at, (span, _)) in marks.iter().enumerate() {
            edges.extend([(span.start.0, at), (span.end.0, at)]);
        }
        edges.sort_unstable();
        let mut next = 0;
        let mut active: Vec<usize> = Vec::new();
        for block in &self.annotated.article.blocks {
            let span = block.span;
            let (tag, class) = tag_of(block.kind);
            let words = span.of(&self.annotated.article.text);
            let _ = write!(self.out, "<{tag} class=\"{class}\" dir=\"{}\">", direction(words));
            let mut from = span.start.0;
            loop {
                let to = edges.get(next).map_or(span.end.0, |(at, _)| (*at).min(span.end.0));
                self.stretch(Span::new(from, to.max(from)), &active, &marks);
                from = to.max(from);
                let Some((at, mark)) = edges.get(next).copied().filter(|(at, _)| *at < span.end.0) else { break };
                next += 1;
                match active.iter().position(|one| *one == mark) {
                    Some(place) => drop(active.remove(place)),
                    None => {
                        active.push(mark);
                        self.begin(marks[mark].1, at >= span.start.0);
                    }
                }
            }
            let _ = writeln!(self.out, "</{tag}>");
        }
    }

    fn marks(&self) -> Vec<(Span, Mark)> {
        let extraction = &self.annotated.corrected.extraction;
        let mut marks = Vec::new();
        for (id, claim, _) in self.annotated.each() {
            marks.push((claim.content, Mark::Content(id, claim.source)));
            marks.extend(claim.cue.as_ref().map(|cue| (cue.span, Mark::Cue)));
        }
        for (at, source) in extraction.sources.iter().enumerate() {
            marks.extend(source.mentions.iter().map(|mention| (mention.span, Mark::Mention(SourceId(at)))));
        }
        marks.retain(|(span, _)| !span.is_empty());
        marks
    }

    /// Where a mark begins: a place to jump to, or the number of who is mentioned.
    fn begin(&mut self, mark: Mark, is_here: bool) {
        match mark {
            Mark::Content(id, _) => {
                let _ = write!(self.out, "<span id=\"a{}-c{}\"></span>", self.number, id.0 + 1);
            }
            Mark::Mention(id) if is_here => {
                let _ = write!(self.out, "<sup class=\"s{}\">{}</sup>", hue(id), id.0 + 1);
            }
            _ => {}
        }
    }

    fn stretch(&mut self, span: Span, active: &[usize], marks: &[(Span, Mark)]) {
        let words = text(span.of(&self.annotated.article.text));
        if words.is_empty() {
            return;
        }
        // Of claims in claims the innermost one counts, which begins last.
        let content = active.iter().rev().find_map(|at| match marks[*at].1 {
            Mark::Content(_, source) => Some(source.map_or("c".to_owned(), |id| format!("c s{}", hue(id)))),
            _ => None,
        });
        let mention = active.iter().rev().find_map(|at| match marks[*at].1 {
            Mark::Mention(id) => Some(format!("who s{}", hue(id))),
            _ => None,
        });
        let cue = active.iter().any(|at| marks[*at].1 == Mark::Cue).then(|| "cue".to_owned());
        let wraps: Vec<String> = [content, mention, cue].into_iter().flatten().collect();
        for class in &wraps {
            let tag = if class.starts_with('c') && class != "cue" { "mark" } else { "span" };
            let _ = write!(self.out, "<{tag} class=\"{class}\">");
        }
        self.out.push_str(&words);
        for class in wraps.iter().rev() {
            let tag = if class.starts_with('c') && class != "cue" { "mark" } else { "span" };
            let _ = write!(self.out, "</{tag}>");
        }
    }

    /// The claims by source, those without one last.
    fn sources(&mut self) {
        let annotated = self.annotated;
        let _ = writeln!(self.out, "<h2>{}</h2>", text(self.setting.words.say("claims-by-source")));
        for at in 0..annotated.corrected.extraction.sources.len() {
            let id = SourceId(at);
            if annotated.each().any(|(_, claim, _)| claim.source == Some(id)) {
                self.source(id);
            }
        }
        let nobody: Vec<_> = annotated.each().filter(|(_, claim, _)| annotated.source_of(claim).is_none()).collect();
        if !nobody.is_empty() {
            self.out.push_str("<section class=\"source\">\n");
            nobody.into_iter().for_each(|(id, claim, said)| self.claim(id, claim, said));
            self.out.push_str("</section>\n");
        }
    }

    fn source(&mut self, id: SourceId) {
        let annotated = self.annotated;
        let Some(source) = annotated.source(id) else { return };
        let _ = write!(
            self.out,
            "<section class=\"source\" id=\"a{}-s{}\">\n<h3><span class=\"n s{}\">{}</span> {}",
            self.number,
            id.0 + 1,
            hue(id),
            id.0 + 1,
            bdi(&source.name)
        );
        if let Some(said) = annotated.sources.get(&id) {
            self.said_of_source(said, &source.role);
        } else {
            self.role(&source.role);
            self.out.push_str("</h3>\n");
        }
        annotated.each().filter(|(_, claim, _)| claim.source == Some(id)).for_each(|(id, claim, said)| {
            self.claim(id, claim, said);
        });
        self.out.push_str("</section>\n");
    }

    fn role(&mut self, role: &str) {
        if !role.is_empty() {
            let _ = write!(self.out, " <span class=\"role\">{}</span>", bdi(role));
        }
    }

    fn said_of_source(&mut self, said: &SourceSaid, role: &str) {
        if let Some(grade) = &said.reliability {
            let _ = write!(self.out, " <span class=\"grade\">{}</span>", bdi(grade));
        }
        self.role(role);
        self.out.push_str("</h3>\n");
        self.note_and_tags(&said.note, &said.tags);
    }

    fn claim(&mut self, id: ClaimId, claim: &Claim, said: Option<&ClaimSaid>) {
        let words = words_of(self.annotated.article, claim);
        let shown = if claim.kind == ClaimKind::Direct { format!("«{words}»") } else { words };
        let _ = write!(
            self.out,
            "<div class=\"claim\">\n<blockquote dir=\"{}\"><a href=\"#a{}-c{}\">{}</a></blockquote>\n<p class=\"how\">",
            direction(&shown),
            self.number,
            id.0 + 1,
            text(&shown)
        );
        let kind = self.setting.words.say(&format!("kind.{}", claim.kind.name()));
        let cue = claim.cue.as_ref().map(|cue| one_line(cue.span.of(&self.annotated.article.text)));
        let carriers = self.annotated.carriers(claim);
        let mut parts: Vec<String> = cue.iter().map(|cue| bdi(cue)).collect();
        parts.push(bdi(kind));
        parts.extend((!carriers.is_empty()).then(|| format!("← {}", bdi(&carriers.join(" ← ")))));
        self.out.push_str(&parts.join(" · "));
        self.out.push_str("</p>\n");
        if let Some(said) = said {
            self.said(said);
        }
        self.out.push_str("</div>\n");
    }

    fn said(&mut self, said: &ClaimSaid) {
        let mut parts: Vec<String> = Vec::new();
        if let Some(verdict) = &said.verdict {
            parts.push(format!("<strong>{}</strong>", bdi(self.setting.scale.name(verdict, self.setting.words))));
        }
        parts.extend(said.credibility.map(|number| bdi(&format!("{number}/6"))));
        parts.extend(said.status.as_deref().map(|status| bdi(self.setting.status(status))));
        parts.extend(Some(said.said.as_str()).filter(|day| !day.is_empty()).map(bdi));
        if !parts.is_empty() {
            let _ = writeln!(self.out, "<p class=\"verdict\">{}</p>", parts.join(" · "));
        }
        self.note_and_tags(&said.note, &said.tags);
        if said.evidence.is_empty() && said.contradicts.is_empty() {
            return;
        }
        self.out.push_str("<ul>\n");
        for evidence in &said.evidence {
            let _ = write!(self.out, "<li>{}: {}", bdi(self.setting.evidence(&evidence.kind)), link(&evidence.url));
            for more in
                [&evidence.archive, &evidence.accessed, &evidence.note].into_iter().filter(|more| !more.is_empty())
            {
                let _ = write!(self.out, " · {}", link(more));
            }
            self.out.push_str("</li>\n");
        }
        for other in &said.contradicts {
            let mut parts = vec![format!("≠ {}", bdi(&other.words))];
            parts.extend([&other.title, &other.note].into_iter().filter(|more| !more.is_empty()).map(|more| bdi(more)));
            let _ = writeln!(self.out, "<li>{}</li>", parts.join(" · "));
        }
        self.out.push_str("</ul>\n");
    }

    fn note_and_tags(&mut self, note: &str, tags: &[String]) {
        for line in note.lines().filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(self.out, "<p class=\"note\" dir=\"{}\">{}</p>", direction(line), text(line));
        }
        if !tags.is_empty() {
            let tags: Vec<String> = tags.iter().map(|tag| bdi(&format!("#{tag}"))).collect();
            let _ = writeln!(self.out, "<p class=\"tags\">{}</p>", tags.join(" "));
        }
    }
}

/// Words put into a line of ours, in their own direction.
fn bdi(words: &str) -> String {
    format!("<bdi>{}</bdi>", text(&one_line(words)))
}

/// An address to follow, where it is one of the web; else its words.
fn link(url: &str) -> String {
    match is_web_address(url) {
        true => format!("<a rel=\"noreferrer\" href=\"{0}\"><bdi>{0}</bdi></a>", text(url)),
        false => bdi(url),
    }
}

/// The number of a source's colour.
fn hue(id: SourceId) -> usize {
    id.0 % 6
}

fn tag_of(kind: BlockKind) -> (&'static str, &'static str) {
    let tag = match kind {
        BlockKind::Headline => "h1",
        BlockKind::Heading => "h3",
        BlockKind::Quote => "blockquote",
        _ => "p",
    };
    (tag, kind.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_tag() {
        assert_eq!(text("</script><b a='\"'>&amp;"), "&lt;/script&gt;&lt;b a=&#39;&quot;&#39;&gt;&amp;amp;");
        assert_eq!(
            text("a\u{0}\u{1b}\u{7f}\u{9b}\u{fffe}\u{fdd0}\r\n"),
            "a\u{2400}\u{241b}\u{2421}\u{fffd}\u{fffd}\u{fffd}\n\n"
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        assert_eq!(link("javascript:alert(1)"), "<bdi>javascript:alert(1)</bdi>");
        assert!(link("https://example.org/?a=1&b='x'").contains("href=\"https://example.org/?a=1&amp;b=&#39;x&#39;\""));
        assert_eq!(link("https://e.org/\"><script>"), "<bdi>https://e.org/&quot;&gt;&lt;script&gt;</bdi>");
    }
}
