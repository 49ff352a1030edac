//! The article drawn: lines, highlights and the numbers of sources in the gutter.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::strip::{self, Look};
use super::theme;
use crate::article::BlockKind;
use crate::claims::Claim;
use crate::config::{HarakatWish, Switch};
use crate::label::Tone;
use crate::span::{Offset, Span};
use crate::text::{Cell, VisualLine};
use crate::tui::area::GUTTER;
use crate::tui::hit::text_column;
use crate::tui::model::Model;
use crate::tui::page::Place;
use crate::tui::row::{Ink, Piece, Row};
use crate::widgets::BidiLine;

const FOCUS_BAR: &str = "┃";

/// Draws the rows that `update` laid out.
pub fn draw(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    let seen = Seen::of(model);
    for (at, place) in model.places.iter().take(usize::from(area.height)).enumerate() {
        let row = Rect { y: area.y + at as u16, height: 1, ..area };
        draw_line(model, &seen, *place, row, look, buf);
        draw_gutter(model, &seen, *place, row, look, buf);
        draw_focus(model, *place, row, buf);
    }
}

/// What may be marked on the rows that are seen: a long article has thousands of claims, a screen a few.
struct Seen<'m> {
    /// Claims whose words begin, end or go on there, or whose speaker is named there.
    claims: Vec<&'m Claim>,
    /// Mentions of numbered sources, with their numbers, in the order of these.
    mentions: Vec<(usize, Span)>,
    /// What was searched for, and whether it is the one that the search stands at.
    hits: Vec<(Span, bool)>,
}

impl Seen<'_> {
    fn of(model: &Model) -> Seen<'_> {
        let mut spans = model.places.iter().filter_map(|place| model.page.span_at(&model.article, *place));
        let Some(first) = spans.next() else {
            return Seen { claims: Vec::new(), mentions: Vec::new(), hits: Vec::new() };
        };
        let shown = Span { start: first.start, end: spans.next_back().unwrap_or(first).end };
        let claims = model.marked.claims_in(shown).into_iter();
        let hits = model.search.iter().flat_map(|search| {
            let first = search.hits.partition_point(|hit| hit.end <= shown.start);
            let hits = search.hits.iter().enumerate().skip(first).take_while(|(_, hit)| hit.start < shown.end);
            hits.map(|(at, hit)| (*hit, at == search.at))
        });
        Seen {
            claims: claims.filter_map(|claim| model.extraction.claims.get(claim)).collect(),
            mentions: model.marked.mentions_in(shown),
            hits: hits.collect(),
        }
    }
}

fn draw_line(model: &Model, seen: &Seen, place: Place, row: Rect, look: Look, buf: &mut Buffer) {
    let (Some(line), Some(at_right)) = (model.page.line(place), model.page.right_to_left(place.block)) else { return };
    let Some(block) = model.article.blocks.get(place.block) else { return };
    let shown = line.span.shifted(block.span.start.0);
    let mut styles = vec![(line.span, theme::named(block_style(block.kind), look.ground))];
    let highlights = highlights(model, seen, shown, look).into_iter();
    styles.extend(highlights.map(|(span, style)| (span.relative_to(block.span.start), style)));
    if model.settings.view.harakat == HarakatWish::Dim {
        let at_hand =
            |word: &Span| model.at_hand.is_some_and(|at_hand| at_hand.covers(word.shifted(block.span.start.0)));
        let faint = vocalised_words(line).into_iter().filter(|word| !at_hand(word));
        styles.extend(faint.map(|word| (word, theme::named("vocalised", look.ground))));
    }
    let column = text_column(model);
    let place = Rect { x: column.x, width: column.width, ..row };
    let drawn = BidiLine::new(line).styles(&styles);
    let drawn = if at_right { drawn.right_aligned() } else { drawn };
    drawn.render(place, buf);
}

/// The words of a line of which at least every second letter carries a vowel mark. A mark has no colour of its own, and
/// to make single letters faint stripes the word; one with a mark or two is no heavier for them.
fn vocalised_words(line: &VisualLine) -> Vec<Span> {
    let cells: Vec<&Cell> = line.logical_cells().collect();
    let words = cells.split(|cell| !cell.symbol.starts_with(char::is_alphabetic));
    let is_vocalised = |word: &&[&Cell]| {
        let marked = word.iter().filter(|cell| cell.carries_haraka()).count();
        marked > 0 && marked * 2 >= word.len()
    };
    words
        .filter(is_vocalised)
        .filter_map(|word| Some(Span { start: word.first()?.span.start, end: word.last()?.span.end }))
        .collect()
}

const fn block_style(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Heading => "heading",
        BlockKind::Dateline | BlockKind::Byline | BlockKind::Date => "about",
        BlockKind::Caption => "caption",
        BlockKind::Boilerplate => "boilerplate",
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::List | BlockKind::Table => "plain",
    }
}

/// What is highlighted in the bytes `shown`, later ones over earlier ones; parts outside `shown` are cut off.
fn highlights(model: &Model, seen: &Seen, shown: Span, look: Look) -> Vec<(Span, Style)> {
    let mut styles = Vec::new();
    let mut add = |span: Span, style: Style| {
        if let Some(span) = span.shared(shown) {
            styles.push((span, style));
        }
    };
    // While words are being selected, they alone are reversed.
    let selected = model.selected_claim().filter(|_| model.selection.is_none());
    let source = selected.and_then(|claim| claim.source);
    let same = |claim: &&&Claim| source.is_some() && claim.source == source;
    for claim in seen.claims.iter().filter(same) {
        add(claim.content, theme::named("same-source", look.ground));
    }
    for &(number, span) in &seen.mentions {
        add(span, theme::source(number, look.ground));
    }
    if model.settings.view.verbs == Switch::On {
        for cue in seen.claims.iter().filter_map(|claim| claim.cue.as_ref()) {
            add(cue.span, theme::named(&format!("verb-{}", Tone::of(cue.stance).name()), look.ground));
        }
    }
    if let Some(claim) = selected {
        add(claim.content, theme::named("selected", look.ground));
        if let Some(cue) = &claim.cue {
            add(cue.span, theme::named("cue", look.ground));
        }
    }
    if let Some(bright) = focused(model) {
        let dim = theme::named("out-of-focus", look.ground);
        add(Span { start: Offset(0), end: bright.start }, dim);
        add(Span { start: bright.end, end: Offset(usize::MAX) }, dim);
    }
    for &(hit, is_now) in &seen.hits {
        add(hit, theme::named(if is_now { "hit-now" } else { "hit" }, look.ground));
    }
    if let Some(selection) = &model.selection {
        add(selection.span(), theme::named("selected", look.ground));
    }
    styles
}

/// The sentence that stands out from all others.
fn focused(model: &Model) -> Option<Span> {
    model.at_hand.filter(|_| model.settings.view.focus == Switch::On)
}

/// A bar beside the lines of the sentence that stands out, between them and the numbers: faint letters alone would not
/// tell it where a terminal does not draw them so.
fn draw_focus(model: &Model, place: Place, row: Rect, buf: &mut Buffer) {
    let shown = model.page.span_at(&model.article, place);
    if !focused(model).zip(shown).is_some_and(|(bright, shown)| bright.meets(shown)) {
        return;
    }
    let gutter = text_column(model).gutter;
    let x = if model.words.right_to_left() { gutter } else { gutter + GUTTER - 1 };
    buf[(x, row.y)].set_symbol(FOCUS_BAR);
}

/// The numbers of the sources that begin to speak on the line: at their mention, or at their words.
fn draw_gutter(model: &Model, seen: &Seen, place: Place, row: Rect, look: Look, buf: &mut Buffer) {
    let Some(shown) = model.page.span_at(&model.article, place) else { return };
    let mut numbers: Vec<usize> = Vec::new();
    for claim in seen.claims.iter().filter(|claim| shown.holds(claim.speaker.unwrap_or(claim.content).start)) {
        let number = model.speakers.iter().position(|speaker| Some(*speaker) == claim.source).map(|at| at + 1);
        if let Some(number) = number.filter(|number| !numbers.contains(number)) {
            numbers.push(number);
        }
    }
    let words = model.words;
    let marks = verb_marks(model, seen, shown);
    let end = || if marks.is_empty() { Piece::dim("»") } else { Piece::new(marks.as_str(), Ink::Strong) };
    let pieces = match numbers[..] {
        [] if marks.is_empty() => return,
        [] => vec![end()],
        [one] => vec![Piece::new(words.number(one), Ink::Source(one)), end()],
        [one, two] if one < 10 && two < 10 => vec![
            Piece::new(words.number(one), Ink::Source(one)),
            Piece::dim("·"),
            Piece::new(words.number(two), Ink::Source(two)),
            end(),
        ],
        [one, ..] if marks.is_empty() => vec![Piece::new(words.number(one), Ink::Source(one)), Piece::dim("+»")],
        [one, ..] => vec![Piece::new(words.number(one), Ink::Source(one)), end()],
    };
    let gutter = Rect { x: text_column(model).gutter, width: GUTTER, ..row };
    strip::draw(&Row::of(pieces), gutter, look, buf);
}

/// The most marks of verbs on one row.
const MOST_MARKS: usize = 2;

/// With the lens of verbs, the marks of what the words that report on a row add, each once: colour alone would not tell it.
fn verb_marks(model: &Model, seen: &Seen, shown: Span) -> String {
    if model.settings.view.verbs == Switch::Off {
        return String::new();
    }
    let cues = seen.claims.iter().filter_map(|claim| claim.cue.as_ref()).filter(|cue| shown.holds(cue.span.start));
    let mut tones: Vec<Tone> = Vec::new();
    for tone in cues.map(|cue| Tone::of(cue.stance)).filter(|tone| *tone != Tone::Neutral) {
        if !tones.contains(&tone) {
            tones.push(tone);
        }
    }
    tones.iter().take(MOST_MARKS).map(|tone| tone.mark()).collect()
}
