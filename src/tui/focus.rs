//! Which sentence is at hand: the one that stands out where one sentence alone is to (one-sentence focus), and that keeps
//! its full strength where vocalised words are drawn faint.
//!
//! Sentences are those of UAX #29. The sentence is that of the selected claim while any of it is in the pane, all of them
//! where the claim is longer; else the first one that begins in the pane.

use unicode_segmentation::UnicodeSegmentation;

use super::model::Model;
use crate::article::Article;
use crate::config::{HarakatWish, Switch};
use crate::span::{Offset, Span};

/// How far a sentence is looked for in a long paragraph, in bytes before and after.
const FURTHEST: usize = 8 * 1024;

/// How far it is looked for before, nearly all being short.
const REACH: [usize; 3] = [512, 2048, FURTHEST];

/// The bytes of the sentence at hand, where the view makes it look other than the rest.
pub fn sentence(model: &Model) -> Option<Span> {
    let view = &model.settings.view;
    if view.focus == Switch::Off && view.harakat != HarakatWish::Dim {
        return None;
    }
    let mut shown = model.places.iter().filter_map(|place| model.page.span_at(&model.article, *place));
    let first = shown.next()?;
    let seen = Span { start: first.start, end: shown.next_back().map_or(first.end, |last| last.end) };
    let claim = model.selected_claim().map(|claim| claim.content).filter(|content| content.meets(seen));
    let bright = match claim {
        Some(content) => {
            let last = Offset(content.end.0.saturating_sub(1).max(content.start.0));
            let (start, end) = (sentence_at(&model.article, content.start)?, sentence_at(&model.article, last)?);
            Span { start: start.start, end: end.end }
        }
        None => first_in(&model.article, seen)?,
    };
    Some(Span::new(bright.start.0, bright.start.0 + bright.of(&model.article.text).trim_end().len()))
}

/// The first sentence that begins in `seen`, or that which fills it.
fn first_in(article: &Article, seen: Span) -> Option<Span> {
    let top = sentence_at(article, seen.start)?;
    if top.start >= seen.start {
        return Some(top);
    }
    let after = article.block_at(seen.start).and_then(|block| article.blocks.get(block..))?;
    let is_last = after.first().is_some_and(|block| top.end >= block.span.end);
    let next = if is_last { after.get(1).map(|block| block.span.start) } else { Some(top.end) };
    let next = next.filter(|next| seen.holds(*next)).and_then(|next| sentence_at(article, next));
    Some(next.unwrap_or(top))
}

/// The sentence that holds the byte at `offset`, with the blanks after it.
fn sentence_at(article: &Article, offset: Offset) -> Option<Span> {
    let block = article.blocks.get(article.block_at(offset)?)?.span;
    let text = block.of(&article.text);
    let inner = text.floor_char_boundary(offset.0.saturating_sub(block.start.0).min(text.len().saturating_sub(1)));
    REACH.iter().find_map(|reach| {
        // A word before which the text is not looked at begins no sentence.
        let from = text.floor_char_boundary(inner.saturating_sub(*reach));
        let word = text.get(from..inner)?.find(' ').filter(|_| from > 0).map_or(from, |blank| from + blank + 1);
        let is_last = from == 0 || *reach == FURTHEST;
        let near = text.get(word..text.floor_char_boundary(inner + FURTHEST))?;
        let (at, sentence) = near.split_sentence_bound_indices().take_while(|(at, _)| word + at <= inner).last()?;
        let start = block.start.0 + word + at;
        (at > 0 || is_last).then(|| Span::new(start, start + sentence.len()))
    })
}
