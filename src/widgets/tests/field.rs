//! The text field: deletion, caret, selection, what is seen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::super::*;
use super::cap_rows;
use crate::span::{Offset, Span};
use crate::text::Direction;
use crate::text::tests::{from_cap, to_cap};

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
    field.set_area(Rect::new(0, 0, 20, 9));
    act(&mut field);
    assert_eq!(state(&field), after, "from {before}");
}

#[test]
fn deleting_goes_by_clusters_words_and_lines() {
    check("AB|C", |f| f.backspace(), "A|C");
    check("AB|C", |f| f.delete(), "AB|");
    check("|AB", |f| f.backspace(), "|AB");
    check("AB|", |f| f.delete(), "AB|");
    check("x\u{301}\u{302}|", |f| f.backspace(), "x\u{301}|");
    check("|x\u{301}\u{302}", |f| f.delete(), "|");
    check("👩\u{200d}👧|x", |f| f.backspace(), "|x");
    check("🇪🇬🇮🇶|", |f| f.backspace(), "🇪🇬|");
    check("سَّ|", |f| f.backspace(), "سَ|");
    check("لا|", |f| f.backspace(), "ل|");
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
    check("|ABC def", |f| f.go(Motion::Left), "A|BC def");
    check("|ABC def", |f| f.go(Motion::Right), "|ABC def");
    // Seen: def CBA. Left of the blank after C stands the last letter of def.
    check("ABC| def", |f| f.go(Motion::Left), "ABC de|f");
    check("ABC de|f", |f| f.go(Motion::Left), "ABC d|ef");
    // The leftmost cell is d; past it lies the end.
    check("ABC |def", |f| f.go(Motion::Left), "ABC def|");
    check("abc |DEF", |f| f.go(Motion::Right), "abc DEF|");
    check("ab|c DEF", |f| f.go(Motion::Right), "abc| DEF");
    check("abc| DEF", |f| f.go(Motion::Right), "abc DE|F");
    check("ab\n|AB", |f| f.go(Motion::Right), "ab|\nAB");
    check("ab|\nAB", |f| f.go(Motion::Right), "ab\n|AB");
}

#[test]
fn up_down_home_and_end() {
    check("abcd\nA|B", |f| f.go(Motion::Up), "abcd|\nAB");
    check("ab|c\nxyz", |f| f.go(Motion::Down), "abc\nxy|z");
    check("a|bc", |f| f.go(Motion::Up), "|abc");
    check("a|bc", |f| f.go(Motion::Down), "abc|");
    check("xy\nAB|CD", |f| f.go(Motion::Home), "xy\n|ABCD");
    check("xy\nAB|CD\nz", |f| f.go(Motion::End), "xy\nABCD|\nz");
    let mut wrapped = field("abc def|", Lines::Multi);
    wrapped.set_area(Rect::new(0, 0, 5, 9));
    wrapped.go(Motion::Home);
    assert_eq!(state(&wrapped), "abc |def");
    wrapped.go(Motion::Left);
    assert_eq!(state(&wrapped), "abc| def");
    wrapped.go(Motion::Right);
    assert_eq!(state(&wrapped), "abc |def");
}

fn cursor_of(field: &TextField, width: u16) -> u16 {
    FieldView::new().cursor(field, Rect::new(0, 0, width, 3)).expect("the area is not empty").x
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
    field.go(Motion::TextEnd);
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
    FieldView::new().draw(&text, area, &mut buffer);
    assert_eq!((cap_rows(&buffer), cursor_of(&text, 4)), (vec!["def ".to_string()], 3));
    let text = field("ABCDEF|", Lines::Single);
    FieldView::new().draw(&text, area, &mut buffer);
    assert_eq!((cap_rows(&buffer), cursor_of(&text, 4)), (vec![" FED".to_string()], 0));
    let text = field("|ABCDEF", Lines::Single);
    FieldView::new().draw(&text, area, &mut buffer);
    assert_eq!((cap_rows(&buffer), cursor_of(&text, 4)), (vec!["DCBA".to_string()], 3));
}

#[test]
fn clicks_place_the_caret() {
    let area = Rect::new(2, 1, 10, 3);
    let mut text = field("ABC def\nxy", Lines::Multi);
    text.set_area(area);
    text.click(Position::new(11, 1));
    assert_eq!(state(&text), "|ABC def\nxy");
    text.click(Position::new(5, 1));
    assert_eq!(state(&text), "ABC |def\nxy");
    text.click(Position::new(2, 1));
    assert_eq!(state(&text), "ABC def|\nxy");
    text.click(Position::new(9, 2));
    assert_eq!(state(&text), "ABC def\nxy|");
    text.click(Position::new(2, 3));
    assert_eq!(state(&text), "ABC def\nxy|");
    text.click(Position::new(1, 1));
    assert_eq!(state(&text), "ABC def\nxy|");
}

#[test]
fn a_view_scrolls_no_more_than_it_must() {
    let area = Rect::new(0, 0, 4, 2);
    let mut text = field("a\nb\nc\nd|", Lines::Multi);
    text.set_area(area);
    let shown = |text: &TextField| {
        let mut buffer = Buffer::empty(area);
        FieldView::new().draw(text, area, &mut buffer);
        (cap_rows(&buffer).concat(), FieldView::new().cursor(text, area).map(|at| at.y))
    };
    assert_eq!(shown(&text), ("c   d   ".to_owned(), Some(1)));
    text.go(Motion::Up);
    assert_eq!(shown(&text), ("c   d   ".to_owned(), Some(0)));
    text.go(Motion::Up);
    assert_eq!(shown(&text), ("b   c   ".to_owned(), Some(0)));
    text.go(Motion::PageUp);
    text.go(Motion::PageUp);
    assert_eq!(shown(&text), ("a   b   ".to_owned(), Some(0)));
    text.select_all();
    text.insert("x");
    assert_eq!(shown(&text), ("x       ".to_owned(), Some(0)));
    for (line, back) in [("abcdef|", "def "), ("ABCDEF|", " FED")] {
        let mut text = field(line, Lines::Single);
        text.set_area(Rect { height: 1, ..area });
        let towards = if line.starts_with('a') { Motion::Left } else { Motion::Right };
        (0..3).for_each(|_| text.go(towards));
        assert_eq!(shown(&text).0, format!("{back}    "));
        text.go(towards);
        assert_ne!(shown(&text).0, format!("{back}    "));
    }
}

#[test]
fn words_are_stepped_over_as_they_are_seen() {
    // Seen: ghi CBA abc FED; first letters are A and D, at the right ends of their words.
    check("|ghi ABC abc DEF", |f| f.go(Motion::WordRight), "ghi |ABC abc DEF");
    check("ghi |ABC abc DEF", |f| f.go(Motion::WordRight), "ghi ABC |abc DEF");
    check("ghi ABC abc |DEF", |f| f.go(Motion::WordLeft), "ghi ABC |abc DEF");
    check("ABC |def, GHI", |f| f.go(Motion::WordLeft), "ABC def, |GHI");
    check("ABC def, |GHI", |f| f.go(Motion::WordLeft), "ABC def, GHI|");
    check("ABC def, |GHI", |f| f.go(Motion::WordRight), "ABC |def, GHI");
    check("ab\nAB |CD", |f| f.go(Motion::WordRight), "ab\n|AB CD");
    check("ab\n|AB CD", |f| f.go(Motion::WordRight), "ab|\nAB CD");
    check("ab|\ncd", |f| f.go(Motion::WordRight), "ab\n|cd");
    check("ABC |def, GHI", |f| f.delete_next_word(), "ABC |, GHI");
    check("ABC def|, GHI", |f| f.delete_next_word(), "ABC def|");
}

#[test]
fn what_is_selected_is_replaced_cut_and_shown() {
    check("A|BC def", |f| (0..2).for_each(|_| f.extend(Motion::Left)), "ABC| def");
    let mut text = field("A|BC def", Lines::Single);
    text.extend(Motion::Left);
    text.extend(Motion::Left);
    assert_eq!((text.selection(), text.selected_text()), (Some(Span::new(2, 6)), Some(from_cap("BC").as_str())));
    let area = Rect::new(0, 0, 8, 1);
    let mut buffer = Buffer::empty(area);
    FieldView::new().draw(&text, area, &mut buffer);
    let reversed: Vec<u16> = (0..8).filter(|&x| buffer[(x, 0)].modifier.contains(Modifier::REVERSED)).collect();
    assert_eq!((cap_rows(&buffer), reversed), (vec![" def CBA".to_owned()], vec![5, 6]));
    // An arrow first goes to that end of it.
    let mut right = text.clone();
    right.go(Motion::Right);
    assert_eq!((state(&right), right.selection()), ("A|BC def".to_owned(), None));
    text.insert("x");
    assert_eq!(state(&text), "Ax| def");
    text.undo();
    assert_eq!(state(&text), "ABC| def");
    text.select_all();
    assert_eq!(text.cut(), Some(from_cap("ABC def")));
    assert_eq!((state(&text), text.cut()), ("|".to_owned(), None));
    text.undo();
    text.place(Offset(7));
    text.select_word();
    assert_eq!(text.selected_text(), Some("def"));
    text.backspace();
    assert_eq!(state(&text), "ABC |");
}

#[test]
fn a_drag_selects_as_far_as_it_goes() {
    let mut text = field("ABC def\nxy", Lines::Multi);
    text.set_area(Rect::new(2, 1, 10, 3));
    assert!(text.click(Position::new(10, 1)));
    text.drag(Position::new(9, 1));
    assert_eq!(text.selection(), Some(Span::new(2, 4)));
    text.drag(Position::new(0, 99));
    assert_eq!((text.selection(), state(&text)), (Some(Span::new(2, 13)), "ABC def\nxy|".to_owned()));
}

#[test]
fn a_full_field_takes_no_more() {
    let mut text = TextField::single().max_length(3);
    text.insert("سَلام");
    assert_eq!(text.text(), "سَلا");
    text.insert("x");
    assert_eq!(text.text(), "سَلا");
    text.extend(Motion::TextStart);
    text.insert("abcd");
    assert_eq!(state(&text), "abc|");
    text.set_text("12345");
    assert_eq!(state(&text), "123|");
}

#[test]
fn a_placeholder_stands_where_its_words_would() {
    let area = Rect::new(0, 0, 6, 1);
    let mut buffer = Buffer::empty(area);
    let words = from_cap("AB");
    FieldView::new().placeholder(words.as_str()).draw(&TextField::single(), area, &mut buffer);
    assert_eq!(cap_rows(&buffer), ["    BA"]);
    assert!(buffer[(5, 0)].modifier.contains(Modifier::DIM) && !buffer[(0, 0)].modifier.contains(Modifier::DIM));
    FieldView::new().placeholder("name").draw(&TextField::single().with_text("x"), area, &mut buffer);
    assert_eq!(cap_rows(&buffer), ["x     "]);
}
