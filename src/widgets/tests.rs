//! Widgets drawn into buffers, in CapRTL: ASCII capitals stand for Hebrew letters.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Widget;

use super::*;
use crate::span::{Column, Offset, Span};
use crate::text::tests::{from_cap, nasty, to_cap};
use crate::text::{Direction, Layout, LayoutOptions, layout, line};

fn cap_rows(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks(width);
    rows.map(|row| to_cap(&row.iter().map(|cell| cell.symbol()).collect::<String>())).collect()
}

fn laid(text: &str, width: u16) -> Layout {
    layout(&from_cap(text), &LayoutOptions::of_width(width))
}

#[test]
fn paragraphs_stand_at_the_edge_where_they_begin() {
    let area = Rect::new(1, 1, 7, 2);
    let mut buffer = Buffer::filled(Rect::new(0, 0, 9, 4), ratatui::buffer::Cell::new("#"));
    BidiParagraph::new(&laid("ABC (x) DE", 7)).render(area, &mut buffer);
    assert_eq!(cap_rows(&buffer), ["#########", "#(x) CBA#", "#     ED#", "#########"]);
    BidiParagraph::new(&laid("ABC (x) DE", 7)).scroll(1).render(area, &mut buffer);
    assert_eq!(cap_rows(&buffer), ["#########", "#     ED#", "#       #", "#########"]);
    BidiParagraph::new(&laid("ab", 7)).render(area, &mut buffer);
    assert_eq!(cap_rows(&buffer)[1], "#ab     #");
}

#[test]
fn lines_wider_than_the_area_are_cut_at_their_end() {
    let area = Rect::new(0, 0, 3, 1);
    let mut buffer = Buffer::empty(area);
    BidiParagraph::new(&laid("ABCDE", 9)).render(area, &mut buffer);
    assert_eq!(cap_rows(&buffer), ["CBA"]);
    BidiParagraph::new(&laid("a漢字", 9)).render(Rect::new(0, 0, 4, 1), &mut buffer);
    assert_eq!(cap_rows(&buffer), ["a漢 "]);
    let mut two = Buffer::empty(Rect::new(0, 0, 2, 1));
    BidiParagraph::new(&laid("a漢", 9)).render(Rect::new(0, 0, 2, 1), &mut two);
    assert_eq!(cap_rows(&two), ["a "]);
    let mut right = Buffer::empty(Rect::new(0, 0, 4, 1));
    let field = line("ab", &LayoutOptions::of_width(9));
    BidiLine::new(&field).right_aligned().render(right.area, &mut right);
    assert_eq!(cap_rows(&right), ["  ab"]);
}

#[test]
fn later_styles_patch_earlier_ones_and_shapes_stay() {
    let text = "سلام";
    let laid = layout(text, &LayoutOptions::of_width(5));
    let area = Rect::new(0, 0, 5, 1);
    let mut plain = Buffer::empty(area);
    BidiParagraph::new(&laid).render(area, &mut plain);
    let styles = [(Span::new(0, 8), Style::new().bold()), (Span::new(0, 2), Style::new().red())];
    let mut styled = Buffer::empty(area);
    BidiParagraph::new(&laid).styles(&styles).render(area, &mut styled);
    for (a, b) in plain.content.iter().zip(&styled.content) {
        assert_eq!(a.symbol(), b.symbol());
    }
    let of = |x: u16| (styled[(x, 0)].fg, styled[(x, 0)].modifier);
    assert_eq!(of(4), (Color::Red, Modifier::BOLD));
    assert_eq!(of(3), (Color::Reset, Modifier::BOLD));
    assert_eq!(of(0), (Color::Reset, Modifier::empty()));
}

#[test]
fn hits_go_both_ways() {
    let laid = laid("ABC def", 10);
    let paragraph = BidiParagraph::new(&laid);
    let area = Rect::new(2, 3, 10, 2);
    assert_eq!(paragraph.offset_at(area, Position::new(11, 3)), Some(Offset(0)));
    assert_eq!(paragraph.offset_at(area, Position::new(4, 3)), None);
    assert_eq!(paragraph.offset_at(area, Position::new(11, 4)), None);
    assert_eq!(paragraph.offset_at(area, Position::new(1, 3)), None);
    assert_eq!(paragraph.areas_of(area, Span::new(4, 9)), [Rect::new(5, 3, 2, 1), Rect::new(8, 3, 2, 1)]);
}

/// A field with the text before `|`, the caret there, and the text after it.
fn field(state: &str, lines: Lines) -> TextField {
    let state = from_cap(state);
    let mut field = TextField::new(lines);
    let caret = state.find('|').unwrap_or(state.len());
    field.set_text(&state.replace('|', ""));
    field.place(Offset(caret));
    field
}

/// The text with `|` at the caret.
fn state(field: &TextField) -> String {
    let (before, after) = field.text().split_at_checked(field.caret().offset.0).expect("the caret is on a boundary");
    format!("{}|{}", to_cap(before), to_cap(after))
}

fn check(before: &str, act: impl FnOnce(&mut TextField), after: &str) {
    let lines = if before.contains('\n') { Lines::Multi } else { Lines::Single };
    let mut field = field(before, lines);
    field.set_width(Column(20));
    act(&mut field);
    assert_eq!(state(&field), after, "from {before}");
}

#[test]
fn deleting_goes_by_clusters_words_and_lines() {
    check("AB|C", |f| f.backspace(), "A|C");
    check("AB|C", |f| f.delete(), "AB|");
    check("|AB", |f| f.backspace(), "|AB");
    check("AB|", |f| f.delete(), "AB|");
    check("x\u{301}\u{302}|", |f| f.backspace(), "|");
    check("|👩\u{200d}👧x", |f| f.delete(), "|x");
    check("ABC def  |GH", |f| f.delete_word(), "ABC |GH");
    check("ABC|", |f| f.delete_word(), "|");
    check("ab\nCD|EF", |f| f.kill_to_start(), "ab\n|EF");
    check("ab|cd\nEF", |f| f.kill_to_end(), "ab|\nEF");
}

#[test]
fn what_is_undone_can_be_done_again() {
    let mut field = TextField::new(Lines::Single);
    for letter in ["a", "b", " ", "c"] {
        field.insert(letter);
    }
    field.undo();
    assert_eq!(state(&field), "ab |");
    field.undo();
    field.undo();
    assert_eq!(state(&field), "|");
    field.redo();
    assert_eq!(state(&field), "ab|");
    field.insert("x");
    field.redo();
    assert_eq!(state(&field), "abx|");
}

#[test]
fn pasted_lines_and_controls() {
    let paste = "a\r\nb\tc\u{1b}d\u{2029}e";
    let mut single = TextField::new(Lines::Single);
    single.insert(paste);
    assert_eq!(state(&single), "a b cd e|");
    let mut multi = TextField::new(Lines::Multi);
    multi.insert(paste);
    assert_eq!(state(&multi), "a\nb cd\ne|");
}

#[test]
fn left_and_right_go_as_the_eye_does() {
    check("|ABC def", |f| f.left(), "A|BC def");
    check("|ABC def", |f| f.right(), "|ABC def");
    // Seen: def CBA. Left of the blank after C stands the last letter of def.
    check("ABC| def", |f| f.left(), "ABC de|f");
    check("ABC de|f", |f| f.left(), "ABC d|ef");
    // The leftmost cell is d; past it lies the end.
    check("ABC |def", |f| f.left(), "ABC def|");
    check("abc |DEF", |f| f.right(), "abc DEF|");
    check("ab|c DEF", |f| f.right(), "abc| DEF");
    check("abc| DEF", |f| f.right(), "abc DE|F");
    check("ab\n|AB", |f| f.right(), "ab|\nAB");
    check("ab|\nAB", |f| f.right(), "ab\n|AB");
}

#[test]
fn up_down_home_and_end() {
    check("abcd\nA|B", |f| f.up(), "abcd|\nAB");
    check("ab|c\nxyz", |f| f.down(), "abc\nxy|z");
    check("a|bc", |f| f.up(), "|abc");
    check("a|bc", |f| f.down(), "abc|");
    check("xy\nAB|CD", |f| f.home(), "xy\n|ABCD");
    check("xy\nAB|CD\nz", |f| f.end(), "xy\nABCD|\nz");
    let mut wrapped = field("abc def|", Lines::Multi);
    wrapped.set_width(Column(5));
    wrapped.home();
    assert_eq!(state(&wrapped), "abc |def");
    wrapped.left();
    assert_eq!(state(&wrapped), "abc| def");
    wrapped.right();
    assert_eq!(state(&wrapped), "abc |def");
}

fn cursor_of(field: &TextField, width: u16) -> u16 {
    FieldView::new(field).cursor(Rect::new(0, 0, width, 3)).expect("the area is not empty").x
}

#[test]
fn the_cursor_stays_with_the_typing() {
    let mut field = TextField::new(Lines::Single).direction(Direction::AutoRightToLeft);
    assert_eq!(cursor_of(&field, 10), 9);
    field.insert(&from_cap("AB "));
    assert_eq!(cursor_of(&field, 10), 6);
    field.insert("x");
    field.insert("y");
    // Seen: xy BA, the caret behind y.
    assert_eq!(cursor_of(&field, 10), 7);
    field.end_of_text();
    field.insert(&from_cap(" C"));
    assert_eq!(cursor_of(&field, 10), 2);
}

#[test]
fn the_cursor_comes_back_to_the_start_with_what_is_deleted() {
    let mut field = field("|ABC", Lines::Single);
    let start = cursor_of(&field, 9);
    field.insert(&from_cap("D"));
    assert_eq!(cursor_of(&field, 9), start - 1);
    field.backspace();
    assert_eq!(cursor_of(&field, 9), start);
}

#[test]
fn a_single_line_scrolls_so_that_the_caret_is_seen() {
    let area = Rect::new(0, 0, 4, 1);
    let mut buffer = Buffer::empty(area);
    let text = field("abcdef|", Lines::Single);
    FieldView::new(&text).render(area, &mut buffer);
    assert_eq!((cap_rows(&buffer), cursor_of(&text, 4)), (vec!["def ".to_string()], 3));
    let text = field("ABCDEF|", Lines::Single);
    FieldView::new(&text).render(area, &mut buffer);
    assert_eq!((cap_rows(&buffer), cursor_of(&text, 4)), (vec![" FED".to_string()], 0));
    let text = field("|ABCDEF", Lines::Single);
    FieldView::new(&text).render(area, &mut buffer);
    assert_eq!((cap_rows(&buffer), cursor_of(&text, 4)), (vec!["DCBA".to_string()], 3));
}

#[test]
fn clicks_place_the_caret() {
    let area = Rect::new(2, 1, 10, 3);
    let mut text = field("ABC def\nxy", Lines::Multi);
    text.click(area, Position::new(11, 1));
    assert_eq!(state(&text), "|ABC def\nxy");
    text.click(area, Position::new(5, 1));
    assert_eq!(state(&text), "ABC |def\nxy");
    text.click(area, Position::new(2, 1));
    assert_eq!(state(&text), "ABC def|\nxy");
    text.click(area, Position::new(9, 2));
    assert_eq!(state(&text), "ABC def\nxy|");
    text.click(area, Position::new(2, 3));
    assert_eq!(state(&text), "ABC def\nxy|");
    text.click(area, Position::new(1, 1));
    assert_eq!(state(&text), "ABC def\nxy|");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn symbols_are_as_wide_as_ratatui_takes_them(text in nasty(), width in 1u16..20) {
        let area = Rect::new(1, 1, width, 3);
        let outside = ratatui::buffer::Cell::new("#");
        let mut buffer = Buffer::filled(Rect::new(0, 0, width + 2, 5), outside.clone());
        let laid = layout(&text, &LayoutOptions::of_width(width));
        for cell in laid.lines.iter().flat_map(|line| &line.cells) {
            prop_assert_eq!(cell.symbol.as_str().cell_width(), u16::from(cell.width), "{:?}", cell.symbol);
        }
        BidiParagraph::new(&laid).render(area, &mut buffer);
        for position in buffer.area.positions().filter(|&position| !area.contains(position)) {
            prop_assert_eq!(&buffer[position], &outside);
        }
    }

    #[test]
    fn walking_visits_every_cell_once(text in nasty()) {
        let mut field = TextField::new(Lines::Single);
        field.insert(&text);
        let row = field.rows(Column(u16::MAX)).remove(0);
        prop_assume!(field.rows(Column(u16::MAX)).len() == 1 && !row.line.cells.is_empty());
        let forward = |field: &mut TextField| if row.right_to_left { field.left() } else { field.right() };
        let mut starts: Vec<usize> = row.line.cells.iter().map(|cell| cell.span.start.0).collect();
        if row.right_to_left {
            starts.reverse();
        }
        field.put(Caret { offset: Offset(starts[0]), affinity: Affinity::After });
        for &start in starts.iter().skip(1) {
            forward(&mut field);
            prop_assert_eq!(field.caret().offset, Offset(start));
        }
        forward(&mut field);
        prop_assert_eq!(field.caret().offset, Offset(field.text().len()));
        forward(&mut field);
        prop_assert_eq!(field.caret().offset, Offset(field.text().len()));
    }

    #[test]
    fn nothing_breaks_a_field(text in nasty(), keys in prop::collection::vec(0u8..16, 0..40), width in 0u16..12) {
        let mut field = TextField::new(Lines::Multi);
        field.set_width(Column(width));
        let area = Rect::new(0, 0, width, 3);
        for key in keys {
            match key {
                0 => field.insert(&text),
                1 => field.backspace(),
                2 => field.delete(),
                3 => field.left(),
                4 => field.right(),
                5 => field.up(),
                6 => field.down(),
                7 => field.home(),
                8 => field.end(),
                9 => field.delete_word(),
                10 => field.undo(),
                11 => field.redo(),
                12 => field.click(area, Position::new(width / 2, 1)),
                13 => field.newline(),
                14 => field.kill_to_end(),
                _ => field.insert("ن"),
            }
            let offset = field.caret().offset.0;
            prop_assert!(field.text().is_char_boundary(offset));
            let mut buffer = Buffer::empty(area);
            FieldView::new(&field).render(area, &mut buffer);
            prop_assert_eq!(FieldView::new(&field).cursor(area).is_some(), width > 0);
        }
    }
}
