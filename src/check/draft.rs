//! A draft: its prose, its quotations, and to whom it gives them.

use super::markdown::{self, Prose};
use super::marks;
use super::words::{Word, words};
use crate::article::{Article, BlockKind, Origin, from_text};
use crate::claims::{self, Claim, Extraction, SourceKind};
use crate::span::{Offset, Span};

/// How a draft is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// Text in which every line is a paragraph.
    Plain,
}

/// A draft with its quotations.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The text as it was given.
    pub text: String,
    /// Its quotations, in order.
    pub quotations: Vec<Quotation>,
    /// The names of those to whom the draft gives words.
    pub(super) names: Vec<String>,
    lines: Vec<usize>,
    /// Its language, where it is not Arabic: then nobody is told by whom its words were said.
    pub foreign: Option<String>,
}

/// A quotation in a draft. Spans are bytes of the draft's text.
#[derive(Debug, Clone)]
pub struct Quotation {
    /// The words between the marks, or of the block.
    pub span: Span,
    /// Whether it is a block of its own.
    pub is_block: bool,
    /// Its parts, which an ellipsis or a bracketed word parts.
    pub(super) parts: Vec<Part>,
    /// Whether words were left out, as it says itself.
    pub has_ellipsis: bool,
    /// To whom the draft gives it.
    pub speaker: Option<Speaker>,
}

/// A part of a quotation that is to stand in a text as it is.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub span: Span,
    pub words: Vec<Word>,
}

/// Somebody to whom words are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name.
    pub name: String,
    /// All names, offices and mentions.
    pub names: Vec<String>,
    /// What it is.
    pub kind: SourceKind,
}

/// A place in a draft as editors count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character (code point) in it, from 1.
    pub column: usize,
}

impl Draft {
    /// Reads a draft. Never fails: what is no prose has no quotations.
    pub fn read(text: String, form: Form) -> Draft {
        let prose = match form {
            Form::Markdown => markdown::prose(&text),
            Form::Plain => Prose { text: text.clone(), signed: Vec::new() },
        };
        let Prose { text: prose, signed } = prose;
        let article = from_text(prose, Origin::StandardInput);
        let found = claims::extract(&article);
        let mut quotations = Vec::new();
        for block in article.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate) {
            for span in marks::quotations(block.span.of(&article.text)) {
                let span = trimmed(&article.text, span.shifted(block.span.start.0));
                quotations.push(quotation(&text, &article, &found, span, &signed));
            }
        }
        quotations.retain(|quotation| !quotation.parts.is_empty());
        quotations.sort_by_key(|quotation| quotation.span.start);
        let named = |kind| matches!(kind, SourceKind::Person | SourceKind::Organisation);
        let names = found.sources.iter().filter(|source| named(source.kind)).map(|source| source.name.clone());
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        let foreign = article.foreign_language().map(str::to_owned);
        Draft { names: names.collect(), quotations, lines, text, foreign }
    }

    /// Where a byte of the draft is.
    pub fn position(&self, at: Offset) -> Position {
        let line = self.lines.partition_point(|start| *start <= at.0).max(1);
        let start = Offset(self.lines[line - 1]);
        let column = Span { start, end: at }.of(&self.text).chars().count() + 1;
        Position { line, column }
    }
}

fn quotation(draft: &str, article: &Article, found: &Extraction, span: Span, signed: &[(usize, String)]) -> Quotation {
    let prose = article.text.as_str();
    let head = draft.get(..span.start.0).unwrap_or("");
    let line = head.rfind('\n').map_or(0, |end| end + 1);
    let is_block = draft.get(line..).is_some_and(|line| line.trim_start().starts_with('>'));
    let (parts, has_ellipsis) = parts(prose, span);
    let begins_at = |at: usize| head.get(at..).is_some_and(|between| !between.contains(char::is_alphanumeric));
    let signature = signed.iter().find(|(at, _)| is_block && begins_at(*at));
    let speaker = match signature {
        Some((_, name)) => Some(Speaker { name: name.clone(), names: vec![name.clone()], kind: SourceKind::Person }),
        None => speaker(article, found, span),
    };
    Quotation { span, is_block, parts, has_ellipsis, speaker }
}

/// To whom the draft gives the words `span`: the source of the narrowest claim that holds half of them.
fn speaker(article: &Article, found: &Extraction, span: Span) -> Option<Speaker> {
    let holds = |claim: &&Claim| claim.content.shared(span).is_some_and(|shared| shared.len() * 2 >= span.len());
    let claim = found.claims.iter().filter(holds).min_by_key(|claim| claim.content.len())?;
    let source = found.sources.get(claim.source?.0)?;
    let mentions = source.mentions.iter().map(|mention| mention.span).chain(claim.speaker);
    let mut names = vec![source.name.clone(), source.role.clone()];
    names.extend(mentions.map(|span| span.of(&article.text).to_owned()));
    names.retain(|name| !name.is_empty());
    Some(Speaker { name: source.name.clone(), names, kind: source.kind })
}

/// Cuts a quotation at its ellipses and bracketed words.
fn parts(text: &str, span: Span) -> (Vec<Part>, bool) {
    let inside = span.of(text);
    let mut parts = Vec::new();
    let (mut start, mut at, mut cuts) = (0, 0, false);
    let mut push = |from: usize, to: usize| {
        let span = Span::new(from, to).shifted(span.start.0);
        let words = words(text, span);
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            parts.push(Part { span: Span { start: first.span.start, end: last.span.end }, words });
        }
    };
    while let Some(rest) = inside.get(at..).filter(|rest| !rest.is_empty()) {
        match cut(rest) {
            Some(length) => {
                push(start, at);
                at += length;
                start = at;
                cuts = true;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    push(start, inside.len());
    (parts, cuts)
}

/// The bytes of what parts a quotation, where `rest` begins with that: …, ..., [بايدن].
fn cut(rest: &str) -> Option<usize> {
    if rest.starts_with('…') {
        return Some('…'.len_utf8());
    }
    let dots = rest.len() - rest.trim_start_matches('.').len();
    if dots >= 2 {
        return Some(dots);
    }
    let close = match rest.chars().next()? {
        '[' => ']',
        '(' if rest.trim_start_matches(['(', ' ']).starts_with(['.', '…']) => ')',
        _ => return None,
    };
    rest.find(close).map(|end| end + 1)
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start.0 + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Draft {
        Draft::read(text.to_owned(), Form::Markdown)
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let draft = read(text);
        let found: Vec<(&str, Option<&str>)> = draft
            .quotations
            .iter()
            .map(|one| (one.span.of(text), one.speaker.as_ref().map(|speaker| speaker.name.as_str())))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn quotations_with_those_to_whom_they_are_given() {
        check(
            "# عنوان\n\nقال مدير الميناء سامر النخلي إن «العمل بدأ\nأمس» في الميناء.\n",
            &[("العمل بدأ\nأمس", Some("سامر النخلي"))],
        );
        check("عرف هذا باسم «العمل الجديد» في الصحف.\n", &[("العمل الجديد", None)]);
        check(
            "قال مدير الميناء سامر النخلي:\n\n> العمل بدأ أمس في الميناء\n\nثم غادر.\n",
            &[("العمل بدأ أمس في الميناء", Some("سامر النخلي"))],
        );
        check("نص.\n\n> العمل بدأ أمس\n> — ليلى حداد\n", &[("العمل بدأ أمس", Some("ليلى حداد"))]);
        check("```\n«رمز»\n```\n", &[]);
    }

    #[test]
    fn a_quotation_is_cut_at_its_ellipses() {
        let draft = read("قال سامر «…بدأنا العمل […] وننتهي (...) قريبا [المدير] جدا».");
        let parts: Vec<&str> = draft.quotations[0].parts.iter().map(|part| part.span.of(&draft.text)).collect();
        assert_eq!(parts, ["بدأنا العمل", "وننتهي", "قريبا", "جدا"]);
        assert!(draft.quotations[0].has_ellipsis);
    }

    #[test]
    fn places_are_counted_as_editors_do() {
        let draft = read("سطر\nقال «نعم» هنا\n");
        assert_eq!(draft.position(draft.quotations[0].span.start), Position { line: 2, column: 6 });
        assert_eq!(draft.position(Offset(0)), Position { line: 1, column: 1 });
    }
}
