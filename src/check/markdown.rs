//! Markdown to its prose, in place: what is no prose becomes blanks, so that every byte keeps its place.
//!
//! Blanked are front matter, code (fenced, indented, in backticks), targets of links, images, tags, addresses, and the
//! marks of headings, lists and emphasis. Lines of one paragraph are joined. A block quotation is put in quotation marks,
//! and joined to the line before it where that ends in a colon: it is then read as any other quotation.

use crate::span::Span;

/// A draft's prose.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose {
    /// As long as the draft, or a line end longer.
    pub text: String,
    /// Who is named under a block quotation, with the place of the quotation's first byte.
    pub signed: Vec<(usize, String)>,
}

/// The prose of `text`.
pub(super) fn prose(text: &str) -> Prose {
    let mut page = Page { text, bytes: format!("{text}\n").into_bytes(), signed: Vec::new() };
    let lines = page.lines();
    page.blank_inline(&lines);
    page.join(&lines);
    page.quote_blocks(&lines);
    let signed = page.signed;
    Prose { text: String::from_utf8(page.bytes).unwrap_or_else(|_| text.to_owned()), signed }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    /// Code, front matter, definitions: blanked.
    Out,
    Heading,
    Quote,
    Item,
    Row,
    Prose,
}

#[derive(Debug, Clone, Copy)]
struct Line {
    kind: Kind,
    span: Span,
}

struct Page<'t> {
    text: &'t str,
    bytes: Vec<u8>,
    signed: Vec<(usize, String)>,
}

impl Page<'_> {
    fn blank(&mut self, span: Span) {
        let end = span.end.0.min(self.bytes.len());
        for byte in &mut self.bytes[span.start.0.min(end)..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }

    /// Tells the lines apart, and blanks the marks at their beginnings.
    fn lines(&mut self) -> Vec<Line> {
        let text = self.text;
        let mut lines: Vec<Line> = Vec::new();
        let mut at = 0;
        let mut fence: Option<&str> = None;
        let mut front =
            text.lines().next().filter(|first| matches!(first.trim_end(), "---" | "+++")).map(str::trim_end);
        for (number, whole) in text.split_inclusive('\n').enumerate() {
            let words = whole.trim_end();
            let span = Span::new(at, at + words.len());
            at += whole.len();
            let kind = if let Some(mark) = front {
                if number > 0 && (words == mark || words == "...") {
                    front = None;
                }
                Kind::Out
            } else if let Some(mark) = fence {
                if words.trim_start().starts_with(mark) {
                    fence = None;
                }
                Kind::Out
            } else if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| words.trim_start().starts_with(mark)) {
                fence = Some(mark);
                Kind::Out
            } else {
                self.kind(words, span, &lines)
            };
            if kind == Kind::Out {
                self.blank(span);
            }
            lines.push(Line { kind, span });
        }
        lines
    }

    fn kind(&mut self, words: &str, span: Span, before: &[Line]) -> Kind {
        let bare = words.trim_start();
        let indent = words.len() - bare.len();
        let start = span.start.0 + indent;
        if bare.is_empty() {
            return Kind::Blank;
        }
        let last = before.iter().rev().find(|line| line.kind != Kind::Blank).map(|line| line.kind);
        let after_gap = before.last().is_none_or(|line| matches!(line.kind, Kind::Blank | Kind::Out));
        if (indent >= 4 || words.starts_with('\t')) && after_gap && last != Some(Kind::Item) {
            return Kind::Out;
        }
        if let Some(rest) = bare.strip_prefix('>') {
            let marks = bare.len() - rest.trim_start_matches(['>', ' ']).len();
            self.blank(Span::new(start, start + marks));
            return Kind::Quote;
        }
        let hashes = bare.len() - bare.trim_start_matches('#').len();
        if (1..=6).contains(&hashes) && bare.get(hashes..).is_some_and(|rest| rest.starts_with(' ')) {
            self.blank(Span::new(start, start + hashes));
            return Kind::Heading;
        }
        if bare.starts_with('[') && bare.contains("]:") && !bare.starts_with("[]") {
            return Kind::Out;
        }
        if bare.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | ' ')) {
            return Kind::Out;
        }
        if bare.starts_with('|') {
            return Kind::Row;
        }
        match marker(bare) {
            Some(length) => {
                self.blank(Span::new(start, start + length));
                Kind::Item
            }
            None => Kind::Prose,
        }
    }

    /// Blanks what stands inside the lines and is no prose.
    fn blank_inline(&mut self, lines: &[Line]) {
        let text = self.text;
        for line in lines.iter().filter(|line| !matches!(line.kind, Kind::Blank | Kind::Out)) {
            for span in inline(line.span.of(text)) {
                self.blank(span.shifted(line.span.start.0));
            }
        }
        let mut at = 0;
        while let Some(open) = text.get(at..).and_then(|rest| rest.find("<!--")) {
            let rest = text.get(at + open..).unwrap_or("");
            let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
            self.blank(Span::new(at + open, at + open + end));
            at += open + end;
        }
    }

    /// Joins the lines of one paragraph.
    fn join(&mut self, lines: &[Line]) {
        for pair in lines.windows(2) {
            let goes_on = matches!(
                (pair[0].kind, pair[1].kind),
                (Kind::Prose | Kind::Item, Kind::Prose) | (Kind::Quote, Kind::Quote)
            );
            if goes_on {
                self.blank_through(pair[0].span.end.0, pair[1].span.start.0);
            }
        }
    }

    /// Blanks bytes with the line ends among them.
    fn blank_through(&mut self, from: usize, to: usize) {
        let end = to.min(self.bytes.len());
        self.bytes[from.min(end)..end].fill(b' ');
    }

    /// Puts block quotations in marks.
    fn quote_blocks(&mut self, lines: &[Line]) {
        let mut at = 0;
        while at < lines.len() {
            let end = at + lines[at..].iter().take_while(|line| line.kind == Kind::Quote).count();
            if end > at {
                self.quote_block(lines, at, end);
            }
            at = end.max(at + 1);
        }
    }

    fn quote_block(&mut self, lines: &[Line], first: usize, end: usize) {
        let text = self.text;
        let mut last = end - 1;
        let words = |line: &Line| line.span.of(text).trim_start_matches(['>', ' ', '\t']);
        let mut name = None;
        if last > first {
            name = signature(words(&lines[last]));
            if name.is_some() {
                self.blank(lines[last].span);
                last -= 1;
            }
        }
        let after = lines[end..].iter().find(|line| line.kind != Kind::Blank);
        if let (None, Some(line)) = (&name, after.filter(|line| matches!(line.kind, Kind::Prose | Kind::Item))) {
            name = signature(line.span.of(text));
            if name.is_some() {
                self.blank(line.span);
            }
        }
        let start = lines[first].span.start.0
            + text.get(lines[first].span.range()).map_or(0, |line| line.find('>').unwrap_or(0));
        let stop = lines[last].span.end.0;
        if let Some(name) = name {
            self.signed.push((start, name));
        }
        self.put_in_marks(Span::new(start, stop));
        let before = lines[..first].iter().rev().find(|line| line.kind != Kind::Blank);
        if let Some(before) = before.filter(|line| line.span.of(text).trim_end_matches(['*', '_', ' ']).ends_with(':'))
        {
            self.blank_through(before.span.end.0, start);
        }
    }

    /// Writes marks where the quotation's own line begins and ends, unless it has its own.
    fn put_in_marks(&mut self, block: Span) {
        let all = self.bytes.get(block.start.0 + 1..block.end.0).unwrap_or(&[]);
        let words = String::from_utf8_lossy(all).trim().to_owned();
        let (opens, closes) = (words.chars().next(), words.trim_end_matches(['.', '،']).chars().next_back());
        let has_own = opens.is_some_and(|c| matches!(c, '«' | '“' | '”' | '"' | '‹'))
            && closes.is_some_and(|c| matches!(c, '»' | '”' | '“' | '"' | '›'))
            && super::marks::quotations(&words).len() == 1;
        if has_own || words.is_empty() {
            return;
        }
        let inner: Vec<Span> = words_of(&self.bytes, block)
            .char_indices()
            .filter(|(_, c)| matches!(c, '"' | '“' | '”' | '„'))
            .map(|(at, c)| Span::new(block.start.0 + at, block.start.0 + at + c.len_utf8()))
            .collect();
        for span in inner {
            self.blank(span);
        }
        self.bytes[block.start.0] = b'"';
        if let Some(byte) = self.bytes.get_mut(block.end.0) {
            *byte = b'"';
        }
        // A mark in the place of the line's end: the next line must not be joined to it.
        if self.bytes.get(block.end.0 + 1).is_some_and(|byte| *byte != b'\n') {
            let gap = self.bytes.get(block.end.0 + 1).is_some_and(|byte| *byte == b' ');
            if gap {
                self.bytes[block.end.0 + 1] = b'\n';
            }
        }
    }
}

fn words_of(bytes: &[u8], span: Span) -> String {
    bytes.get(span.range()).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("").to_owned()
}

/// Who is named in a line that signs a quotation: — فلان.
fn signature(line: &str) -> Option<String> {
    let rest = ["—", "–", "--", "ـ "].iter().find_map(|dash| line.trim_start().strip_prefix(dash))?;
    let name = rest.trim_matches(|c: char| !c.is_alphanumeric());
    (!name.is_empty() && name.split_whitespace().count() <= 12).then(|| name.to_owned())
}

/// The bytes of a list's mark at the start of a line.
fn marker(line: &str) -> Option<usize> {
    if ["- ", "* ", "+ ", "• "].iter().any(|mark| line.starts_with(mark)) {
        return line.find(' ').map(|at| at + 1);
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_numeric()).len();
    let rest = line.get(digits..)?;
    (digits > 0 && (rest.starts_with(". ") || rest.starts_with(") "))).then_some(digits + 2)
}

/// What in a line is no prose.
fn inline(line: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = line.get(at..).unwrap_or("");
        let length = match c {
            '\\' => rest.chars().nth(1).filter(char::is_ascii_punctuation).map(|_| 1),
            '`' => Some(code(rest)),
            '!' if rest.starts_with("![") => image(rest),
            '[' if rest.starts_with("[^") => rest.find(']').map(|end| end + 1),
            '[' => {
                // Of a link the words stay; brackets that are none are left alone.
                if let Some((close, end)) = link(rest) {
                    out.push(Span::new(at, at + 1));
                    out.push(Span::new(at + close, at + end));
                }
                None
            }
            '<' => tag(rest),
            'h' if rest.starts_with("http://") || rest.starts_with("https://") => {
                Some(rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '»' | '"' | '>')).unwrap_or(rest.len()))
            }
            '*' => Some(1),
            '~' if rest.starts_with("~~") => Some(2),
            '_' => {
                let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let before = line.get(..at).and_then(|head| head.chars().next_back());
                (!(inside(before) && inside(rest.chars().nth(1)))).then_some(1)
            }
            _ => None,
        };
        if let Some(length) = length {
            out.push(Span::new(at, at + length));
        }
        // What follows an escape is prose.
        at += length.unwrap_or(0).max(c.len_utf8()) + if c == '\\' && length.is_some() { 1 } else { 0 };
    }
    out
}

/// The bytes of a stretch of code, which ends in as many backticks as it begins with; of stray ones the backticks.
fn code(rest: &str) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let mark = "`".repeat(ticks);
    rest.get(ticks..).and_then(|inside| inside.find(&mark)).map_or(ticks, |end| ticks + end + ticks)
}

fn image(rest: &str) -> Option<usize> {
    link(rest.get(1..)?).map(|(_, end)| end + 1)
}

/// Where the words of a link end, and where it ends itself.
fn link(rest: &str) -> Option<(usize, usize)> {
    let close = rest.find(']')?;
    let target = rest.get(close + 1..)?;
    let end = match target.chars().next()? {
        '(' => target.find(')')?,
        '[' => target.find(']')?,
        _ => return None,
    };
    Some((close, close + 1 + end + 1))
}

fn tag(rest: &str) -> Option<usize> {
    let next = rest.chars().nth(1)?;
    (next.is_ascii_alphabetic() || matches!(next, '/' | '!')).then(|| rest.find('>').map(|end| end + 1)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let prose = prose(text).text;
        let found: Vec<String> = prose
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(found, expected, "{text:?}");
        assert!(prose.len() == text.len() + 1);
    }

    #[test]
    fn what_is_no_prose_is_blanked() {
        check("---\ntitle: \"س\"\n---\nنص `\"رمز\"` هنا\n", &["نص هنا"]);
        check("```\n\"رمز\"\n```\nنص\n\n    \"رمز\"\n", &["نص"]);
        check("نص [كلمة](https://x.org/\"a\") و![صورة](b.png) و<b>خط</b>.\n", &["نص كلمة و و خط ."]);
        check("[a]: https://x.org \"t\"\n<!-- \"x\"\ny -->\nنص https://x.org/«a\n", &["نص"]);
        check("# عنوان\n\n- بند *أول*\n2. بند __ثان__ a_b\n", &["عنوان", "بند أول", "بند ثان a_b"]);
    }

    #[test]
    fn lines_of_a_paragraph_are_one() {
        check("قال «نعم\nولا» أمس.\n\nنص\n", &["قال «نعم ولا» أمس.", "نص"]);
    }

    #[test]
    fn a_block_quotation_is_a_quotation() {
        check("قال المدير:\n\n> نعم\n> ولا\n\nنص", &["قال المدير: \" نعم ولا\"", "نص"]);
        check("> «نعم»\nنص", &["«نعم»", "نص"]);
        check("> نعم \"لا\"", &["\" نعم لا \""]);
        assert_eq!(prose("> نعم\n> — سامر النخلي\n").signed, [(0, "سامر النخلي".to_owned())]);
        assert_eq!(prose("> نعم\n\n— سامر\n").signed, [(0, "سامر".to_owned())]);
    }
}
