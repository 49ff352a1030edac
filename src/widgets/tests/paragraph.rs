//! Paragraphs and lines: where they stand, their styles, hits, scrolling.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style, Stylize};
use ratatui::text::{Line, Text};
use ratatui::widgets::{Block, Widget};

use super::super::*;
use super::cap_rows;
use crate::span::{Column, Offset, Span};
use crate::text::tests::from_cap;
use crate::text::{Direction, LayoutOptions, line};

fn cap(text: &str) -> BidiParagraph<'static> {
    BidiParagraph::new(from_cap(text))
}

/// Draws a paragraph on `width` × `height` and compares the rows.
fn check(paragraph: &BidiParagraph<'_>, (width, height): (u16, u16), expected: &[&str]) {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    paragraph.render(area, &mut buffer);
    assert_eq!(cap_rows(&buffer), expected);
}

#[test]
fn paragraphs_stand_at_the_edge_where_they_begin() {
    let area = Rect::new(1, 1, 7, 2);
    let mut buffer = Buffer::filled(Rect::new(0, 0, 9, 4), ratatui::buffer::Cell::new("#"));
    cap("ABC (x) DE").render(area, &mut buffer);
    assert_eq!(cap_rows(&buffer), ["#########", "#(x) CBA#", "#     ED#", "#########"]);
    cap("ab").render(area, &mut buffer);
    assert_eq!(cap_rows(&buffer), ["#########", "#ab     #", "#       #", "#########"]);
    check(&cap("AB c\r\nab C\n\nDE"), (6, 5), &["  c BA", "ab C  ", "      ", "    ED", "      "]);
}

#[test]
fn alignment_is_that_of_the_line_then_of_the_text_then_of_the_direction() {
    check(&cap("AB\nab").left_aligned(), (5, 2), &["BA   ", "ab   "]);
    check(&cap("AB\nab").centered(), (5, 2), &[" BA  ", " ab  "]);
    check(&cap("AB\nab").right_aligned(), (5, 2), &["   BA", "   ab"]);
    check(&cap("ab").direction(Direction::RightToLeft), (5, 1), &["   ab"]);
    let text = Text::from(vec![Line::from("a").centered(), Line::from("b")]).right_aligned();
    check(&text.into(), (5, 2), &["  a  ", "    b"]);
    // What is too wide is cut at its end.
    let wide = line(&from_cap("ABCDE"), &LayoutOptions::of_width(9));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
    BidiLine::new(&wide).right_aligned().render(buffer.area, &mut buffer);
    assert_eq!(cap_rows(&buffer), ["CBA"]);
}

#[test]
fn a_wide_cell_that_the_edge_cuts_is_left_blank() {
    let wide = line("a漢字", &LayoutOptions::of_width(9));
    for (width, expected) in [(5, "a漢 字 "), (4, "a漢  "), (2, "a ")] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        BidiLine::new(&wide).render(buffer.area, &mut buffer);
        assert_eq!(cap_rows(&buffer), [expected]);
    }
}

#[test]
fn later_styles_patch_earlier_ones_and_shapes_stay() {
    let area = Rect::new(0, 0, 5, 1);
    let mut plain = Buffer::empty(area);
    BidiParagraph::new("سلام").render(area, &mut plain);
    let mut styled = Buffer::empty(area);
    let bold = (Span::new(0, 8), Style::new().bold());
    BidiParagraph::new("سلام").styles([bold]).styled(0..2, Color::Red).on_blue().render(area, &mut styled);
    for (a, b) in plain.content.iter().zip(&styled.content) {
        assert_eq!((a.symbol(), b.bg), (b.symbol(), Color::Blue));
    }
    let of = |x: u16| (styled[(x, 0)].fg, styled[(x, 0)].modifier);
    assert_eq!(of(4), (Color::Red, Modifier::BOLD));
    assert_eq!(of(3), (Color::Reset, Modifier::BOLD));
    assert_eq!(of(0), (Color::Reset, Modifier::empty()));
}

#[test]
fn styles_of_a_ratatui_text_stay_with_their_letters() {
    let text = Text::from(vec![Line::from(vec!["a".red(), from_cap(" B").into()]), Line::from("c").bold()]).on_blue();
    let paragraph = BidiParagraph::from(text);
    assert_eq!(paragraph.text(), from_cap("a B\nc"));
    let area = Rect::new(0, 0, 3, 2);
    let mut buffer = Buffer::empty(area);
    paragraph.render(area, &mut buffer);
    assert_eq!((buffer[(0, 0)].fg, buffer[(1, 0)].fg), (Color::Red, Color::Reset));
    assert_eq!((buffer[(0, 1)].modifier, buffer[(2, 1)].bg), (Modifier::BOLD, Color::Blue));
    let title = visual_line(Line::from(vec!["x".red(), from_cap(" AB").bold()]), &LayoutOptions::of_width(9));
    let styles: Vec<_> = title.spans.iter().map(|span| (span.style.fg, span.style.add_modifier)).collect();
    assert_eq!(styles[0], (Some(Color::Red), Modifier::empty()));
    assert_eq!(styles[3], (None, Modifier::BOLD));
}

#[test]
fn hits_go_both_ways() {
    let mut state = ParagraphState::default();
    let area = Rect::new(1, 2, 12, 4);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 9));
    let paragraph = cap("ABC def\nGH").block(Block::bordered());
    ratatui::widgets::StatefulWidget::render(paragraph, area, &mut buffer, &mut state);
    assert_eq!(state.area(), Rect::new(2, 3, 10, 2));
    let at = |x, y| state.offset_at(Position::new(x, y));
    assert_eq!(at(11, 3), Some(Offset(0)));
    assert_eq!(at(11, 4), Some(Offset(11)));
    assert_eq!([at(4, 3), at(9, 4), at(12, 3), at(1, 3), at(11, 5), at(11, 2)], [None; 6]);
    assert_eq!(state.areas_of(Span::new(4, 9)), [Rect::new(5, 3, 2, 1), Rect::new(8, 3, 2, 1)]);
    assert_eq!(state.areas_of(Span::new(9, 13)), [Rect::new(7, 3, 1, 1), Rect::new(11, 4, 1, 1)]);
    assert_eq!(state.areas_of(Span::new(99, 100)), []);
    assert_eq!((state.width(), state.line_count()), (Column(7), 2));
}

#[test]
fn it_scrolls_to_the_last_page_and_no_further() {
    let area = Rect::new(0, 0, 2, 2);
    let mut state = ParagraphState::default();
    let shown = |state: &mut ParagraphState, text: &str| {
        let mut buffer = Buffer::empty(area);
        let paragraph = BidiParagraph::new(text).scroll(1);
        ratatui::widgets::StatefulWidget::render(paragraph, area, &mut buffer, state);
        cap_rows(&buffer).concat()
    };
    assert_eq!(shown(&mut state, "a\nb\nc\nd"), "b c ");
    state.scroll_by(7);
    assert_eq!(shown(&mut state, "a\nb\nc\nd"), "c d ");
    state.scroll_by(-1);
    assert_eq!(shown(&mut state, "a\nb\nc\nd"), "b c ");
    state.reveal(Offset(6));
    assert_eq!(shown(&mut state, "a\nb\nc\nd"), "c d ");
    state.reveal(Offset(0));
    assert_eq!(shown(&mut state, "a\nb\nc\nd"), "a b ");
    state.scroll_to(3);
    assert_eq!(shown(&mut state, "x\ny"), "x y ");
}
