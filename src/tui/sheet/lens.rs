//! The sourcing label of the article at hand, and the figures in what is said in it, each with the verdict on its claim.

use crate::config::verdicts;
use crate::label::{Label, Number, card};
use crate::store::Status;
use crate::tui::model::Model;
use crate::tui::row::{Ink, Piece, Row, wrapped_words};

/// The most rows of one line of the card.
const MOST: usize = 4;

/// The card: what each line is about, and below it what is said of that.
pub fn label_rows(model: &Model, label: &Label, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    for entry in card(label, model.words) {
        rows.push(Row::of(vec![Piece::new(entry.name, Ink::Strong).in_interface()]));
        let lines = wrapped_words(&entry.value, model.words, width.saturating_sub(2), MOST);
        rows.extend(lines.into_iter().map(|row| row.indented(2)));
    }
    rows
}

/// A row for each figure: whether its claim was judged, its words, whose it is; at the end the verdict.
pub fn number_rows(model: &Model, numbers: &[Number], at: usize) -> Vec<Row> {
    if numbers.is_empty() {
        return vec![Row::of(vec![Piece::dim(model.words.count("numbers", 0)).in_interface()])];
    }
    numbers.iter().enumerate().map(|(row, number)| number_row(model, number, row == at)).collect()
}

fn number_row(model: &Model, number: &Number, is_current: bool) -> Row {
    let words = model.words;
    let marks = model.marks_of_claim(number.item.claim);
    let is_done = marks.verdict.is_some() || matches!(marks.status, Some(Status::Checked | Status::Published));
    let sign = if is_done { "✓ " } else { "· " };
    let ink = if is_current { Ink::Cursor } else { Ink::Strong };
    let text: Vec<&str> = number.text.split_whitespace().collect();
    let mut head = vec![Piece::plain(sign), Piece::new(text.join(" "), ink)];
    let source = model.claim(number.item.claim).and_then(|claim| claim.source);
    if let Some(source) = source {
        let ink = model.number_of(source).map_or(Ink::Dim, Ink::Source);
        head.extend([Piece::dim("  "), Piece::new(model.name_of(source), ink)]);
    }
    let verdict = verdicts().name(marks.verdict.as_deref(), words.language());
    Row::of(head).with_tail(vec![Piece::dim(verdict).in_interface()])
}
