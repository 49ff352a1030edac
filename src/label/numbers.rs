//! The figures in what is said, with who said it: a list to check.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::claims::{ClaimId, Extraction};
use crate::figures::{Figure, figures};
use crate::span::Span;

/// A figure in a claim. Its spans are bytes of the article's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The figure.
    pub figure: Figure,
    /// The narrowest claim that holds it.
    pub claim: ClaimId,
}

/// The figures in the claims of an article, in the order of the text, each once.
pub fn numbers(article: &Article, found: &Extraction) -> Vec<Item> {
    let mut items: BTreeMap<Span, (usize, Item)> = BTreeMap::new();
    for (at, claim) in found.claims.iter().enumerate() {
        let by = claim.content.start.0;
        for figure in figures(claim.content.of(&article.text)) {
            let figure = shifted(figure, by);
            let (length, item) = (claim.content.len(), Item { figure, claim: ClaimId(at) });
            let span = item.figure.number;
            if items.get(&span).is_none_or(|(known, _)| length < *known) {
                items.insert(span, (length, item));
            }
        }
    }
    items.into_values().map(|(_, item)| item).collect()
}

fn shifted(figure: Figure, by: usize) -> Figure {
    let moved = |span: Option<Span>| span.map(|span| span.shifted(by));
    Figure {
        span: figure.span.shifted(by),
        number: figure.number.shifted(by),
        unit: moved(figure.unit),
        hedge: moved(figure.hedge),
        ..figure
    }
}

/// The words of a figure with those that say how sure it is.
pub fn words_of(figure: &Figure) -> Span {
    let hedge = figure.hedge.unwrap_or(figure.span);
    Span { start: figure.span.start.min(hedge.start), end: figure.span.end.max(hedge.end) }
}
