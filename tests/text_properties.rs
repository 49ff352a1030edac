//! What holds for every string, through the public layout alone.

use isnad::span::{Column, Offset, Span};
use isnad::text::{Cell, Direction, Harakat, Layout, LayoutOptions, Shapes, VisualLine, isolate, layout, line, width};
use proptest::prelude::*;
use ratatui::buffer::CellWidth;

const LRO: char = '\u{202d}';
const RLO: char = '\u{202e}';
const PDI: char = '\u{2069}';

/// Any characters at all, in measure with those that make trouble.
fn strings() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ابتثلأإآمنهىيكگپچے]{1,7}".prop_map(String::from),
        3 => "[ \t]{1,3}",
        3 => any::<char>().prop_map(String::from),
        2 => "[a-zA-Z0-9٠-٩۰-۹ .,:/%+$#()\\[\\]«»<>-]{1,6}",
        2 => "[\u{64b}-\u{65f}\u{670}\u{610}-\u{61a}\u{300}-\u{310}\u{5b0}-\u{5c7}]{1,5}",
        2 => "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{61c}\u{ad}\u{fe00}-\u{fe0f}\u{feff}\u{34f}]{1,3}",
        1 => "[\u{0}-\u{1f}\u{7f}-\u{a0}\u{2028}\u{2029}]{1,3}",
        1 => "[אבגדשܫܠܡߒߞދި漢字かなｶﾞＡ각\u{1100}\u{1161}\u{11a8}กำिक्षﷺ﷽⸻]{1,4}",
        1 => "[👩👨👧🏽🏿🇪🇬🇩❤☀1#\u{20e3}\u{fe0f}\u{200d}\u{e0067}\u{e007f}]{1,6}",
        1 => "[\u{600}-\u{605}\u{6dd}\u{70f}\u{890}\u{8e2}\u{d7ff}\u{e000}\u{fdd0}\u{fffe}\u{ffff}\u{10ffff}\u{fff9}-\u{fffc}]{1,2}",
    ];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

fn options() -> impl Strategy<Value = LayoutOptions> {
    let directions = [Direction::Auto, Direction::AutoRightToLeft, Direction::LeftToRight, Direction::RightToLeft];
    let shapes = prop_oneof![Just(Shapes::Forms), Just(Shapes::Base)];
    let harakat = prop_oneof![Just(Harakat::Keep), Just(Harakat::Hide)];
    (prop_oneof![1u16..12, 1u16..=200], prop::sample::select(directions.to_vec()), shapes, harakat).prop_map(
        |(width, direction, shapes, harakat)| LayoutOptions {
            direction,
            shapes,
            harakat,
            ..LayoutOptions::of_width(width)
        },
    )
}

/// Every byte lies in one cell or, in order, in what hangs at a line's end or is not drawn.
fn check_cover(text: &str, laid: &Layout, harakat: Harakat) {
    let mut at = 0;
    for line in &laid.lines {
        assert_eq!(line.span.start.0, at, "lines follow each other");
        for cell in line.logical_cells() {
            assert_eq!(cell.span.start.0, at, "cells follow each other");
            assert!(!cell.span.is_empty(), "a cell stands for something");
            at = cell.span.end.0;
        }
        let hanging = Span { start: Offset(at), end: line.span.end }.of(text);
        let is_hidden = |c| harakat == Harakat::Hide && is_haraka(c);
        assert!(!hanging.chars().any(|c| c.is_alphanumeric() && !is_hidden(c)), "no letter hangs: {hanging:?}");
        at = line.span.end.0;
    }
    assert_eq!(at, text.len(), "the lines hold the whole text");
}

fn is_haraka(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}' | '\u{610}'..='\u{61a}')
}

fn check_maps(line: &VisualLine) {
    let mut column = 0;
    for cell in &line.cells {
        assert_eq!(cell.column, Column(column));
        assert!(cell.span.range().all(|byte| line.cell_of(Offset(byte)) == Some(cell)), "from text to cell");
        assert!((column..cell.end().0).all(|at| line.cell_at(Column(at)) == Some(cell)), "from cell to text");
        assert_eq!(line.columns_of(cell.span), [(cell.column, cell.end())]);
        column = cell.end().0;
    }
    assert_eq!(line.width, Column(column));
    assert_eq!(line.cell_at(line.width), None);
    assert_eq!(line.logical_cells().count(), line.cells.len());
}

fn check_symbols(line: &VisualLine) {
    for cell in &line.cells {
        assert_eq!(cell.symbol.as_str().cell_width(), u16::from(cell.width), "{:?}", cell.symbol);
        assert!((1..=2).contains(&cell.width), "{:?}", cell.symbol);
        assert!(!cell.symbol.chars().any(char::is_control), "{:?}", cell.symbol);
    }
}

/// All that must hold of `text` under `options`.
fn check(text: &str, options: &LayoutOptions) {
    let laid = layout(text, options);
    check_cover(text, &laid, options.harakat);
    for line in &laid.lines {
        check_maps(line);
        check_symbols(line);
        assert!(line.width <= options.width || line.cells.len() == 1, "{} at {}", line.width.0, options.width.0);
    }
    let field = line(text, options);
    check_maps(&field);
    check_symbols(&field);
    assert!(field.width <= options.width, "a field of {} columns at {}", field.width.0, options.width.0);
    if laid.lines.len() == 1 && options.shapes == Shapes::Forms && options.harakat == Harakat::Keep {
        assert!(laid.width() <= width(text), "{} and {}", laid.width().0, width(text).0);
    }
}

/// `check` under all options, at some widths.
fn check_all(text: &str) {
    for direction in [Direction::Auto, Direction::AutoRightToLeft, Direction::LeftToRight, Direction::RightToLeft] {
        for shapes in [Shapes::Forms, Shapes::Base] {
            for harakat in [Harakat::Keep, Harakat::Hide] {
                for width in [1, 2, 3, 7, 40, 200] {
                    check(text, &LayoutOptions { direction, shapes, harakat, ..LayoutOptions::of_width(width) });
                }
            }
        }
    }
}

#[test]
fn strings_that_break_programs() {
    let controls: String = ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}').collect();
    for text in [
        String::new(),
        controls.repeat(40),
        "\u{2067}".repeat(140) + "7" + &"\u{2069}".repeat(140),
        "\u{2067}a\u{2066}ب".repeat(140),
        "\u{202b}".repeat(140) + "ا1a" + &"\u{202c}".repeat(150),
        "\u{200d}".repeat(50),
        "\u{200d}\u{200c}\u{feff}\u{fe0f}".to_string(),
        format!("ل{}ا", "\u{64e}".repeat(500)),
        "\u{301}".repeat(500),
        format!("a{}", "\u{20e3}".repeat(99)),
        ('\0'..=' ').collect(),
        "\r\n\r\n\n\r\u{85}\u{b}\u{c}\u{2028}\u{2029}".to_string(),
        "\u{d7ff}\u{e000}\u{fffd}\u{fffe}\u{ffff}\u{10000}\u{10ffff}".to_string(),
        "👩\u{200d}".repeat(60),
        "🇪".repeat(61),
        "((((([[[[{{{{<<<«".repeat(30) + "ا",
        "لا".repeat(80),
        "\u{600}".repeat(20) + "١",
        "\u{e0001}\u{e0041}".repeat(30),
    ] {
        check_all(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_string_is_laid_out_whole(text in strings(), options in options()) {
        check(&text, &options);
    }

    #[test]
    fn the_measured_width_changes_nothing(text in strings(), options in options()) {
        let first = layout(&text, &options);
        prop_assume!(first.width() <= options.width);
        let again = layout(&text, &LayoutOptions { width: first.width(), ..options });
        prop_assert_eq!(first.lines, again.lines);
    }

    /// The width moves cells between lines and columns; what they show, and for which bytes, it does not touch.
    #[test]
    fn no_width_changes_a_form(text in strings(), options in options()) {
        let shown = |laid: Layout| -> Vec<(Span, String)> {
            let cells = laid.lines.iter().flat_map(|line| line.logical_cells());
            cells.filter(|cell| cell.symbol != " ").map(|cell| (cell.span, cell.symbol.to_string())).collect()
        };
        let wide = LayoutOptions { width: Column(2000), ..options };
        prop_assert_eq!(shown(layout(&text, &options)), shown(layout(&text, &wide)));
    }

    /// Whatever a field holds, what stands beside it stays where it is.
    #[test]
    fn an_isolated_field_turns_nothing_outside(field in strings(), before in "[a-c]{1,3}", after in "[x-z]{1,3}") {
        let text = format!("{before} {} {after}", isolate(&field));
        let laid = layout(&text, &LayoutOptions::of_width(4000));
        prop_assert_eq!(laid.lines.len(), 1);
        let seen: Vec<&Cell> = laid.lines[0].cells.iter().collect();
        let row: String = seen.iter().map(|cell| cell.symbol.as_str()).collect();
        prop_assert!(row.starts_with(&format!("{before} ")), "{:?}", row);
        prop_assert!(row.ends_with(&format!(" {after}")), "{:?}", row);
    }
}

#[test]
fn overrides_end_with_their_paragraph() {
    let rows = |text: &str| -> Vec<String> {
        let row = |line: &VisualLine| line.cells.iter().map(|cell| cell.symbol.as_str()).collect();
        text.split('\n')
            .flat_map(|paragraph| layout(paragraph, &LayoutOptions::of_width(40)).lines)
            .map(|line| row(&line))
            .collect()
    };
    assert_eq!(rows(&format!("{RLO}abc\nabc")), ["cba", "abc"]);
    assert_eq!(rows(&format!("{LRO}אבג\nאבג")), ["אבג", "גבא"]);
    assert_eq!(rows(&format!("{PDI}abc")), ["abc"]);
}
