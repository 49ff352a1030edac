//! The selected claim and the sources on a narrow screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bars;
use super::strip::{self, Look};
use crate::config::verdicts;
use crate::store::ClaimMarks;
use crate::text;
use crate::tui::model::Model;
use crate::tui::row::{Ink, Piece, Row, kind_label, wrapped};
use crate::tui::sheet::{correcting, evidence};
use crate::tui::sidebar::quoted;

/// Draws the selected claim: place, source and ratings, its words, cue and kind, note, tags.
pub fn draw(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    let rows = rows(model, area.width.saturating_sub(2));
    for (at, row) in rows.into_iter().take(usize::from(area.height)).enumerate() {
        strip::draw(&row.indented(1), Rect { y: area.y + at as u16, height: 1, ..area }, look, buf);
    }
}

fn rows(model: &Model, width: u16) -> Vec<Row> {
    let words = model.words;
    let Some((id, claim)) = model.selected.zip(model.selected_claim()) else {
        return vec![Row::of(vec![Piece::dim(words.say("no-claims"))])];
    };
    let mut first = vec![Piece::dim(bars::claim_place(model).unwrap_or_default()), Piece::plain("  ")];
    match claim.source.and_then(|source| model.extraction.sources.get(source.0).zip(Some(source))) {
        Some((source, number)) => {
            let marks = model.marks_of_source(number);
            let number = model.number_of(number).unwrap_or(1);
            first.push(Piece::new(source.name.clone(), Ink::Source(number)));
            first.push(Piece::dim(format!("  {}", kind_label(words, source.kind))));
            first.extend(marks.reliability.map(|grade| Piece::plain(format!("  {}", grade.letter()))));
        }
        None => first.push(Piece::dim(words.say("source.none"))),
    }
    let marks = model.marks_of_claim(id);
    let cue = claim.cue.as_ref().map_or(words.say("no-cue"), |cue| cue.span.of(&model.article.text));
    let verdict = verdicts().name(marks.verdict.as_deref(), words.language());
    let kind = words.say(&format!("kind.{}", claim.kind.name()));
    let about = format!("{} · {kind} · {verdict}", text::isolate(cue));
    let carriers: Vec<String> =
        claim.via.iter().filter_map(|id| model.extraction.sources.get(id.0)).map(|s| text::isolate(&s.name)).collect();
    let mut rows = vec![Row::of(first)];
    rows.extend(wrapped(&quoted(model, claim), Ink::Plain, width, 1));
    let sign = correcting::sign(model, claim).map_or_else(Vec::new, |sign| vec![sign, Piece::dim(" · ")]);
    rows.push(Row::of([sign, vec![Piece::dim(about)]].concat()));
    rows.extend(correcting::asked(model, claim));
    if let Some(other) = marks.contradicts.first() {
        rows.extend(evidence::against(model, other, width, 1));
    }
    if !carriers.is_empty() {
        rows.push(Row::of(vec![Piece::dim(format!("↷ {}", words.fill("via", &[&carriers.join("، ")])))]));
    }
    // What says nothing stands below what says something: there are few rows.
    let (said, unsaid): (Vec<_>, Vec<_>) =
        [note_row(model, &marks), marks_row(model, &marks)].into_iter().partition(|(_, says)| *says);
    rows.extend(said.into_iter().chain(unsaid).map(|(row, _)| row));
    rows
}

/// The note, and whether there is one.
fn note_row(model: &Model, marks: &ClaimMarks) -> (Row, bool) {
    let note: Vec<&str> = marks.note.split_whitespace().collect();
    let shown = if note.is_empty() { "—".to_owned() } else { note.join(" ") };
    let label = Piece::dim(format!("{}: ", model.words.say("field.note")));
    (Row::of(vec![label, Piece::plain(shown)]), !note.is_empty())
}

/// That it is pinned, how much evidence there is, how far the check has come, when it was said, the tags; and whether that
/// is anything.
fn marks_row(model: &Model, marks: &ClaimMarks) -> (Row, bool) {
    let words = model.words;
    let signs = [
        marks.pinned.then(|| "★ ".to_owned()),
        (marks.contradicts.len() > 1).then(|| format!("≠{} ", words.number(marks.contradicts.len()))),
        (!marks.evidence.is_empty()).then(|| format!("↗{} ", words.number(marks.evidence.len()))),
    ];
    let mut pieces: Vec<Piece> = signs.into_iter().flatten().map(Piece::plain).collect();
    let status = marks.status.map(|status| words.say(&evidence::status_key(status)).to_owned());
    let said = (!marks.said.is_empty()).then(|| words.fill("said-on", &[&text::isolate(&marks.said)]));
    for word in [status, said].into_iter().flatten() {
        pieces.extend([Piece::dim(word).in_interface(), Piece::dim(" · ")]);
    }
    let says = !pieces.is_empty() || !marks.tags.is_empty();
    let tags: Vec<String> = marks.tags.iter().map(|tag| format!("#{tag}")).collect();
    let tags = if tags.is_empty() { "—".to_owned() } else { tags.join(" ") };
    pieces.extend([Piece::dim(format!("{}: ", words.say("field.tags"))), Piece::plain(tags)]);
    (Row::of(pieces), says)
}

/// Draws the sources in one row, by their numbers; that of the selected claim is marked.
pub fn strip(model: &Model, area: Rect, look: Look, buf: &mut Buffer) {
    let selected = model.selected_claim().and_then(|claim| claim.source);
    let mut pieces = vec![Piece::dim(model.words.say("sources-strip"))];
    for (at, id) in model.speakers.iter().enumerate() {
        let Some(source) = model.extraction.sources.get(id.0) else { continue };
        let short = source.name.split_whitespace().next_back().unwrap_or_default();
        let first = source.name.split_whitespace().next().unwrap_or_default();
        let person = matches!(source.kind, crate::claims::SourceKind::Person);
        let (open, close) = if Some(*id) == selected { ("[", "]") } else { ("", "") };
        let name = if person { short } else { first };
        // Number and name apart: a Latin name would else take its number to its other side.
        pieces.push(Piece::plain(open));
        pieces.push(Piece::new(model.words.number(at + 1), Ink::Source(at + 1)));
        pieces.push(Piece::plain(" "));
        pieces.push(Piece::new(name, Ink::Source(at + 1)));
        pieces.push(Piece::plain(format!("{close} ")));
    }
    strip::draw(&Row::of(pieces).indented(1), area, look, buf);
}
