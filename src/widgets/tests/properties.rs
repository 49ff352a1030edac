//! What holds for every text.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::text::Text;
use ratatui::widgets::{Block, StatefulWidget};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::super::row::{TextRow, rows_of};
use super::super::*;
use crate::span::{Column, Offset, Span};
use crate::text::tests::nasty;
use crate::text::{LayoutOptions, layout};

const MOTIONS: [Motion; 12] = [
    Motion::Left,
    Motion::Right,
    Motion::WordLeft,
    Motion::WordRight,
    Motion::Up,
    Motion::Down,
    Motion::PageUp,
    Motion::PageDown,
    Motion::Home,
    Motion::End,
    Motion::TextStart,
    Motion::TextEnd,
];

/// Something that is done to a field.
#[derive(Debug, Clone)]
enum Act {
    Go(Motion),
    Extend(Motion),
    Insert(String),
    Place(usize),
    Click(u16, u16),
    Drag(u16, u16),
    Other(u8),
}

fn act() -> impl Strategy<Value = Act> {
    let motion = || prop::sample::select(MOTIONS.to_vec());
    prop_oneof![
        4 => motion().prop_map(Act::Go),
        2 => motion().prop_map(Act::Extend),
        2 => nasty().prop_map(Act::Insert),
        1 => (0usize..60).prop_map(Act::Place),
        1 => (0u16..20, 0u16..6).prop_map(|(x, y)| Act::Click(x, y)),
        1 => (0u16..20, 0u16..6).prop_map(|(x, y)| Act::Drag(x, y)),
        5 => (0u8..12).prop_map(Act::Other),
    ]
}

fn perform(field: &mut TextField, act: &Act) {
    match act {
        Act::Go(motion) => field.go(*motion),
        Act::Extend(motion) => field.extend(*motion),
        Act::Insert(text) => field.insert(text),
        Act::Place(at) => field.place(Offset(*at)),
        Act::Click(x, y) => drop(field.click(Position::new(*x, *y))),
        Act::Drag(x, y) => field.drag(Position::new(*x, *y)),
        Act::Other(0) => field.backspace(),
        Act::Other(1) => field.delete(),
        Act::Other(2) => field.delete_word(),
        Act::Other(3) => field.delete_next_word(),
        Act::Other(4) => field.kill_to_start(),
        Act::Other(5) => field.kill_to_end(),
        Act::Other(6) => field.undo(),
        Act::Other(7) => field.redo(),
        Act::Other(8) => field.newline(),
        Act::Other(9) => field.select_all(),
        Act::Other(10) => field.select_word(),
        Act::Other(_) => drop(field.cut()),
    }
}

/// Between grapheme clusters, or between the cells of a cluster that is drawn in several.
fn is_between_clusters(field: &TextField, at: usize) -> bool {
    let text = field.text();
    let starts_cell = |row: &TextRow| row.line.cells.iter().any(|cell| row.base + cell.span.start.0 == at);
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(false)
        || field.rows(Column(field.area().width)).iter().any(starts_cell)
}

fn framed() -> ratatui::buffer::Cell {
    ratatui::buffer::Cell::new("#")
}

/// Whether nothing outside `area` was drawn on, and every symbol fits its cells.
fn is_clean(buffer: &Buffer, area: Rect) -> Result<(), TestCaseError> {
    for position in buffer.area.positions() {
        let cell = &buffer[position];
        if !area.contains(position) {
            prop_assert_eq!(cell, &framed());
        }
        prop_assert!((1..=2).contains(&cell.symbol().cell_width()), "{:?}", cell.symbol());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn symbols_are_as_wide_as_ratatui_takes_them(text in nasty(), width in 1u16..20) {
        let laid = layout(&text, &LayoutOptions::of_width(width));
        for cell in laid.lines.iter().flat_map(|line| &line.cells) {
            prop_assert_eq!(cell.symbol.as_str().cell_width(), u16::from(cell.width), "{:?}", cell.symbol);
        }
        let title = visual_line(text.replace('\n', " "), &LayoutOptions::of_width(width));
        prop_assert!(title.width() <= usize::from(width.max(1)) || width < 2);
        for span in &title.spans {
            prop_assert_eq!(span.width(), usize::from(span.content.as_ref().cell_width()));
        }
    }

    #[test]
    fn a_paragraph_draws_inside_its_area_and_every_hit_leads_back(
        text in nasty(), area in (0u16..4, 0u16..4, 0u16..14, 0u16..6), from in 0usize..9
    ) {
        let area = Rect::new(area.0, area.1, area.2, area.3);
        let mut buffer = Buffer::filled(Rect::new(0, 0, 12, 7), framed());
        let mut state = ParagraphState::default();
        let paragraph = BidiParagraph::new(text.as_str()).block(Block::bordered()).scroll(from);
        (&paragraph).render(area, &mut buffer, &mut state);
        is_clean(&buffer, area)?;
        for position in state.area().positions() {
            let Some(offset) = state.offset_at(position) else { continue };
            let areas = state.areas_of(Span::new(offset.0, offset.0 + 1));
            prop_assert!(areas.iter().any(|area| area.contains(position)));
        }
        let _ = state.areas_of(Span::new(3, 2));
        let rows = rows_of(&text, &LayoutOptions::of_width(8)).len();
        prop_assert_eq!(paragraph.line_count(10), rows + 2);
    }

    #[test]
    fn a_ratatui_text_keeps_its_bytes(text in nasty()) {
        let text = Text::from(text.as_str());
        let lines: Vec<String> = text.lines.iter().map(ToString::to_string).collect();
        let paragraph = BidiParagraph::from(text);
        prop_assert_eq!(paragraph.text(), lines.join("\n"));
    }

    #[test]
    fn walking_visits_every_cell_once(text in nasty()) {
        let mut field = TextField::single();
        field.insert(&text);
        let row = field.rows(Column(u16::MAX))[0].clone();
        prop_assume!(field.height(Column(u16::MAX)) == 1 && !row.line.cells.is_empty());
        let (forward, back) =
            if row.right_to_left { (Motion::Left, Motion::Right) } else { (Motion::Right, Motion::Left) };
        let mut places: Vec<usize> = row.line.cells.iter().map(|cell| cell.span.start.0).collect();
        if row.right_to_left {
            places.reverse();
        }
        places.push(field.text().len());
        field.put(Caret { offset: Offset(places[0]), affinity: Affinity::After });
        let mut columns = Vec::new();
        for &place in &places {
            prop_assert_eq!(field.caret().offset, Offset(place));
            columns.push(row.column_of(field.caret()));
            field.go(forward);
        }
        prop_assert_eq!(field.caret().offset, Offset(field.text().len()));
        prop_assert!(columns.is_sorted_by(|a, b| if row.right_to_left { a > b } else { a < b }), "{:?}", columns);
        for &place in places.iter().rev() {
            prop_assert_eq!(field.caret().offset, Offset(place));
            field.go(back);
        }
        prop_assert_eq!(field.caret().offset, Offset(places[0]));
    }

    #[test]
    fn what_is_typed_can_be_taken_back(text in nasty(), typed in nasty(), at in 0usize..40) {
        let mut field = TextField::multi().with_text(&text);
        let before = field.text().to_owned();
        field.place(Offset(at));
        for letter in typed.graphemes(true) {
            field.insert(letter);
        }
        let after = field.text().to_owned();
        for _ in 0..typed.len() {
            field.undo();
        }
        prop_assert_eq!(field.text(), before);
        for _ in 0..typed.len() {
            field.redo();
        }
        prop_assert_eq!(field.text(), after);
    }

    #[test]
    fn nothing_breaks_a_field(
        text in nasty(), acts in prop::collection::vec(act(), 0..30), size in (0u16..12, 0u16..5), most in 0usize..30
    ) {
        let area = Rect::new(1, 1, size.0, size.1);
        for mut field in [TextField::multi().max_length(most), TextField::single()] {
            field.set_area(area);
            field.insert(&text);
            for act in &acts {
                perform(&mut field, act);
                let offset = field.caret().offset.0;
                prop_assert!(field.text().is_char_boundary(offset));
                prop_assert!(is_between_clusters(&field, offset), "{:?} {} {:?}", field.text(), offset, act);
                prop_assert!(field.selection().is_none_or(|span| span.of(field.text()).len() == span.len()));
                let mut buffer = Buffer::filled(Rect::new(0, 0, 14, 7), framed());
                FieldView::new().render(area, &mut buffer, &mut field);
                is_clean(&buffer, area)?;
                let cursor = FieldView::new().cursor(&field, area);
                prop_assert_eq!(cursor.is_some(), !area.is_empty());
                prop_assert!(cursor.is_none_or(|at| area.contains(at)));
            }
        }
    }
}
