//! The panels of notes that are not where they were, and of what was changed since an earlier version.

use super::{Sheet, field, judged_rows, labelled};
use crate::claims::Fit;
use crate::diff;
use crate::export::changes::{Tone, flagged, written};
use crate::fold::one_line;
use crate::store::ClaimMarks;
use crate::text;
use crate::tui::drift::{Drifting, Lost, Moved, claim_of};
use crate::tui::model::Model;
use crate::tui::row::{Ink, Piece, Row, wrapped};

/// One note that is not where it was: its words, what was said of them, and where it may belong or has gone.
pub fn drift<'a>(model: &'a Model, drifting: Drifting, width: u16) -> Sheet<'a> {
    let words = model.words;
    let all = &model.drift;
    let place = words.fill("of", &[&words.number(drifting.at + 1), &words.number(all.len())]);
    let (fate, rows) = match (all.lost.get(drifting.at), drifting.at.checked_sub(all.lost.len())) {
        (Some(lost), _) => {
            let fate = if lost.orphan.asks() { "drift.asks" } else { "drift.orphan" };
            (fate, lost_rows(model, lost, width))
        }
        (None, Some(moved)) => match all.moved.get(moved) {
            Some(moved) => {
                let fate = if moved.fit == Fit::Resized { "drift.resized" } else { "drift.moved" };
                (fate, moved_rows(model, moved, width))
            }
            None => ("drift.moved", Vec::new()),
        },
        (None, None) => ("drift.orphan", Vec::new()),
    };
    let head =
        Row::of(vec![Piece::new(words.say(fate), Ink::Warning).in_interface()]).with_tail(vec![Piece::dim(place)]);
    let mut rows = [vec![head], rows].concat();
    if drifting.deleting {
        rows.insert(1, Row::of(vec![Piece::new(words.say("panel.delete"), Ink::Warning).in_interface()]));
    }
    let keys = match (drifting.deleting, all.lost.get(drifting.at)) {
        (true, _) => words.say("keys.confirm"),
        (false, Some(_)) => words.say("keys.lost"),
        (false, None) => words.say("keys.moved"),
    };
    Sheet::of(words.say("panel.drift"), keys, rows)
}

fn lost_rows(model: &Model, lost: &Lost, width: u16) -> Vec<Row> {
    let words = model.words;
    let note = &lost.orphan.note;
    let mut rows = wrapped(&one_line(&note.anchor.exact), Ink::Strong, width, 3);
    rows.extend(said(model, &note.marks, width));
    rows.push(Row::default());
    if lost.orphan.near.is_empty() {
        rows.push(Row::of(vec![Piece::dim(words.say("drift.nowhere")).in_interface()]));
    }
    for (at, (near, uid)) in lost.orphan.near.iter().zip(&lost.uids).enumerate() {
        let Some(claim) = claim_of(model.uids(), uid).and_then(|id| model.claim(id)) else { continue };
        let block = model.article.block_at(claim.content.start).unwrap_or(0);
        let source = claim.source.map_or(words.say("source.none"), |source| model.name_of(source));
        let about = format!(
            " · {}% · {}",
            words.number(near.alike as usize),
            words.fill("diff.block", &[&words.number(block + 1)])
        );
        rows.push(Row::of(vec![
            Piece::new(words.number(at + 1), Ink::Strong),
            Piece::plain("  "),
            Piece::plain(source),
            Piece::dim(about).in_interface(),
        ]));
        if near.flags.any() {
            let mind = words.fill("diff.mind", &[&flagged(near.flags, words)]);
            rows.push(Row::of(vec![Piece::new(format!("! {mind}"), Ink::Warning).in_interface()]).indented(2));
        }
        let there = claim.content.of(&model.article.text);
        let changes = diff::words(&note.anchor.exact, there);
        let line = written(&changes, &note.anchor.exact, there);
        rows.extend(wrapped(&line, Ink::Plain, width.saturating_sub(2), 4).into_iter().map(|row| row.indented(2)));
    }
    rows
}

fn moved_rows(model: &Model, moved: &Moved, width: u16) -> Vec<Row> {
    let words = model.words;
    let mut rows = wrapped(&one_line(&moved.before.exact), Ink::Strong, width, 3);
    let Some(id) = claim_of(model.uids(), &moved.uid) else { return rows };
    rows.extend(said(model, &model.marks_of_claim(id), width));
    rows.push(Row::default());
    let around = |before: &str, after: &str| format!("… {} [ … ] {} …", one_line(before), one_line(after));
    let place = |key: &str, block: usize, context: String| {
        let name = format!("{} ({})", words.say(key), words.fill("diff.block", &[&words.number(block + 1)]));
        labelled(&name, &context, width, 3)
    };
    let was = around(&moved.before.prefix, &moved.before.suffix);
    rows.extend(place("drift.was", moved.before.block, was));
    if let Some(now) = model.known().anchor(id) {
        rows.extend(place("drift.is", now.block, around(&now.prefix, &now.suffix)));
        if moved.fit == Fit::Resized {
            let changes = diff::words(&moved.before.exact, &now.exact);
            rows.extend(wrapped(&written(&changes, &moved.before.exact, &now.exact), Ink::Plain, width, 4));
        }
    }
    rows
}

/// What the reader said in a note.
fn said(model: &Model, marks: &ClaimMarks, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    if !marks.note.is_empty() {
        rows.extend(labelled(model.words.say("field.note"), &marks.note, width, 3));
    }
    rows.extend(judged_rows(model, marks));
    rows
}

/// What was changed since the version before, block by block.
pub fn changes<'a>(model: &'a Model, at: usize, width: u16) -> Sheet<'a> {
    let words = model.words;
    let Some(compared) = &model.drift.compared else { return Sheet::of(words.say("panel.changes"), "", Vec::new()) };
    let mut rows = Vec::new();
    if let Some(earlier) = &model.drift.earlier {
        rows.push(field(words.say("field.changed-since"), &text::isolate(&earlier.day)));
    }
    let mut block = 0;
    let (mut top, mut cursor) = (0, 0);
    // The title is on the screen already.
    for line in compared.lines.iter().skip(1) {
        let is_block = line.tone == Tone::Heading && block < compared.comparison.blocks.len();
        let is_current = is_block && block == at;
        block += usize::from(is_block);
        if is_current {
            top = rows.len();
        }
        let ink = match line.tone {
            _ if is_current => Ink::Cursor,
            Tone::Heading => Ink::Strong,
            Tone::Warning => Ink::Warning,
            Tone::Plain | Tone::Removed | Tone::Added => Ink::Plain,
        };
        let indent = (line.text.len() - line.text.trim_start().len()) as u16 / 2;
        let text = line.text.trim();
        if line.tone == Tone::Heading || text.is_empty() {
            rows.push(Row::of(vec![Piece::new(text, ink).in_interface()]));
        } else {
            rows.extend(
                wrapped(text, ink, width.saturating_sub(indent), 8).into_iter().map(|row| row.indented(indent)),
            );
        }
        if block == at + 1 {
            cursor = rows.len() - 1;
        }
    }
    Sheet { top, cursor, ..Sheet::of(words.say("panel.changes"), words.say("keys.changes"), rows) }
}
