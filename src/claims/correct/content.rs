//! A stretch of text that a reader chose as the content of a claim: its quotations, its kind, its blocks.

use crate::article::Article;
use crate::claims::model::ClaimKind;
use crate::claims::passage::Passage;
use crate::fold::{Level, fold};
use crate::span::{Offset, Span};

/// A content and what follows from its place.
pub(super) struct Content {
    /// The stretch, without blanks at its ends, and without the marks of a quotation that it is.
    pub span: Span,
    /// The quotations in it, marks excluded.
    pub quotes: Vec<Span>,
    /// By quotation marks only.
    pub kind: ClaimKind,
    /// The blocks of its first and its last byte.
    pub blocks: (usize, usize),
}

/// Reads the stretch `span` of the article.
pub(super) fn read(article: &Article, span: Span) -> Content {
    let span = trimmed(&article.text, span);
    let first = article.block_at(span.start).unwrap_or(0);
    let last = article.block_at(Offset(span.end.0.saturating_sub(1))).unwrap_or(first);
    let all: Vec<(Span, Span)> = (first..=last).flat_map(|block| quotations(article, block)).collect();
    if let Some((_, inner)) = all.iter().find(|(whole, inner)| *whole == span || *inner == span) {
        return Content { span: *inner, quotes: vec![*inner], kind: ClaimKind::Direct, blocks: (first, last) };
    }
    if all.iter().any(|(_, inner)| inner.covers(span)) {
        return Content { span, quotes: vec![span], kind: ClaimKind::Direct, blocks: (first, last) };
    }
    let quotes: Vec<Span> = all.iter().map(|(_, inner)| *inner).filter(|inner| span.covers(*inner)).collect();
    let kind = if quotes.is_empty() { ClaimKind::Indirect } else { ClaimKind::Mixed };
    Content { span, quotes, kind, blocks: (first, last) }
}

/// The outermost quotations of a block, with their marks and without.
fn quotations(article: &Article, block: usize) -> Vec<(Span, Span)> {
    let Some(words) = article.blocks.get(block).map(|block| block.span.of(&article.text)) else { return Vec::new() };
    let folded = fold(words, Level::Normal);
    let passage = Passage::read(article, block, &folded);
    let outermost = passage.quotes.iter().filter(|quote| quote.outer.is_none() && quote.open + 1 < quote.close);
    outermost
        .map(|quote| {
            let inner = passage.span(quote.open + 1..quote.close);
            let close = if quote.closed { passage.tokens[quote.close].span.end } else { inner.end };
            (Span { start: passage.tokens[quote.open].span.start, end: close }, inner)
        })
        .collect()
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start.0 + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}
