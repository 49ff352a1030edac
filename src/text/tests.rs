//! What the whole layout must hold. Bidi is written in CapRTL: ASCII capitals stand for Hebrew letters, which never join.

use proptest::prelude::*;

use super::*;
use crate::span::{Offset, Span};

pub(crate) const RLM: char = '\u{200f}';
const LRM: char = '\u{200e}';
const ZWJ: char = '\u{200d}';
const ZWNJ: char = '\u{200c}';
const FATHA: char = '\u{64e}';
const HAMZA_ABOVE: char = '\u{654}';

/// Capitals to Hebrew letters.
pub(crate) fn from_cap(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_uppercase() { hebrew(c) } else { c }).collect()
}

/// Hebrew letters to capitals.
pub(crate) fn to_cap(text: &str) -> String {
    let back = |c| ('A'..='Z').find(|&cap| hebrew(cap) == c).unwrap_or(c);
    text.chars().map(back).collect()
}

fn hebrew(cap: char) -> char {
    char::from_u32(0x5d0 + u32::from(cap) - u32::from('A')).unwrap_or(cap)
}

fn rows(text: &str, options: &LayoutOptions) -> Vec<String> {
    let row = |line: &VisualLine| line.cells.iter().map(|cell| cell.symbol.as_str()).collect();
    layout(text, options).lines.iter().map(row).collect()
}

fn check_at(width: u16, text: &str, expected: &[&str]) {
    let seen: Vec<String> =
        rows(&from_cap(text), &LayoutOptions::of_width(width)).iter().map(|row| to_cap(row)).collect();
    assert_eq!(seen, expected, "{text} at {width}");
}

fn check(text: &str, expected: &str) {
    check_at(200, text, &[expected]);
}

/// The code points of the only line, from left to right, in hexadecimal, cells parted by blanks.
fn check_shapes(text: &str, expected: &str) {
    let line = layout(text, &LayoutOptions::of_width(200)).lines.remove(0);
    let codes = |symbol: &str| symbol.chars().map(|c| format!("{:X}", u32::from(c))).collect::<Vec<_>>().join("+");
    let seen: Vec<String> = line.cells.iter().map(|cell| codes(&cell.symbol)).collect();
    assert_eq!(seen.join(" "), expected, "{text:?}");
}

#[test]
fn order_of_mixed_text() {
    check("abc", "abc");
    check("ABC", "CBA");
    check("ABC def GHI", "IHG def CBA");
    check("abc DEF ghi", "abc FED ghi");
    check("ABC 123 DEF", "FED 123 CBA");
    check("ABC (def) GHI", "IHG (def) CBA");
    check("(ABC)", "(CBA)");
    check("«ABC»", "«CBA»");
    check("ABC 45% DEF", "FED 45% CBA");
    check("", "");
}

#[test]
fn lines_are_cut_in_logical_order_and_keep_the_levels_of_the_paragraph() {
    check_at(10, "ABC (xyz) DEF", &["(xyz) CBA", "FED"]);
    check_at(7, "ABC DEF xyz abc", &["FED CBA", "xyz abc"]);
    check_at(3, "ABC xyz", &["CBA", "xyz"]);
}

#[test]
fn blanks_hang_and_long_words_are_cut() {
    check_at(4, "ABCDEFGHIJ", &["DCBA", "HGFE", "JI"]);
    check_at(5, "AB CDEFGHIJ", &["BA", "GFEDC", "JIH"]);
    check_at(3, "ABC    DEF", &["CBA", "FED"]);
    check_at(5, "ABC  ", &["  CBA"]);
    check_at(4, "ABC  ", &[" CBA"]);
    check_at(1, "ab", &["a", "b"]);
    check_at(1, "漢字", &["漢", "字"]);
    check_at(3, "漢字", &["漢", "字"]);
}

#[test]
fn line_ends_end_lines_and_controls_are_seen() {
    check_at(9, "ABC\nDEF\r\n\nx", &["CBA", "FED", "", "x"]);
    check_at(9, "ABC\n", &["CBA", ""]);
    check("a\u{1b}[31m\0\u{7f}\u{9b}", "a␛[31m␀␡\u{fffd}");
    check("A\tb", "b A");
}

#[test]
fn controls_act_and_are_not_drawn() {
    check("a\u{202e}bc\u{202c}d", "acbd");
    check("ABC\u{200f}", "CBA");
    check("\u{2067}abc\u{2069} D", "D abc");
    check(&format!("{RLM}abc"), "abc");
    // An isolate parts the runs on its two sides, though it is not drawn.
    check("x A\u{2067}B\u{2069}", "x AB");
    // So does a mark: between two numbers it keeps them apart.
    check(&format!("A 3{RLM}12"), "123 A");
    // And it is no white space: only the blanks behind it are the line's end.
    check(&format!("a B {RLM} "), "a  B ");
    check(&format!("A b {LRM}"), "b  A");
    check(&format!("A{RLM}\tb"), "b A");
    let marks = layout("\u{200f}\u{61c}", &LayoutOptions::of_width(5));
    assert_eq!((marks.lines.len(), marks.lines[0].cells.len(), marks.lines[0].span), (1, 0, Span::new(0, 5)));
}

#[test]
fn letters_join() {
    check_shapes("بيت", "FE96 FEF4 FE91");
    check_shapes("ب", "FE8F");
    check_shapes("دار", "FEAD FE8D FEA9");
    check_shapes("پگچ", "FB7B FB95 FB58");
    check_shapes("بـب", "FE90 640 FE91");
    // A letter without forms keeps its code point, and its neighbours join it.
    check_shapes("ب\u{750}ب", "FE90 750 FE91");
    // Heh with hamza has no form in Urdu: the form of its letter carries the mark.
    check_shapes("ب\u{6c2}", "FBA7+654 FE91");
}

#[test]
fn marks_stay_on_their_letter() {
    check_shapes(&format!("ب{FATHA}ت"), "FE96 FE91+64E");
    check_shapes(&format!("{FATHA}ت"), "FE95 25CC+64E");
    let hidden = LayoutOptions { harakat: Harakat::Hide, ..LayoutOptions::of_width(9) };
    assert_eq!(rows(&format!("{FATHA}ب{FATHA}ت"), &hidden), ["\u{fe96}\u{fe91}"]);
}

#[test]
fn lam_and_alef_are_one_cell() {
    check_shapes("لا", "FEFB");
    check_shapes("بلا", "FEFC FE91");
    check_shapes("بلأ", "FEF8 FE91");
    check_shapes(&format!("ل{FATHA}ا"), "FEFB+64E");
    check_shapes(&format!("لا{HAMZA_ABOVE}"), "FEF7");
    check_shapes(&format!("ا{HAMZA_ABOVE}ب"), "FE8F FE83");
    check_shapes(&format!("ا{FATHA}{HAMZA_ABOVE}"), "FE83+64E");
    check_shapes(&format!("ل{FATHA}{FATHA}ا{FATHA}{HAMZA_ABOVE}"), "FEF7+64E+64E+64E");
    check_shapes(&format!("ل{ZWJ}ا"), "FE8E FEDF");
    check_shapes(&format!("ل{ZWNJ}ا"), "FE8D FEDD");
    let line = layout("قلا", &LayoutOptions::of_width(9)).lines.remove(0);
    assert_eq!(line.cells[0].span, Span::new(2, 6));
}

#[test]
fn joiners_act_on_joining_only() {
    check_shapes(&format!("ه{ZWJ} لا"), "FEFB 20 FEEB");
    check_shapes(&format!("می{ZWNJ}خواهم"), "FEE2 FEEB FE8D FEEE FEA7 FBFD FEE3");
    check_shapes(&format!("ب{RLM}ب"), "FE90 FE91");
}

#[test]
fn words_cut_by_a_line_stay_joined() {
    let cut = rows("بببب", &LayoutOptions::of_width(2));
    assert_eq!(cut, ["\u{fe92}\u{fe91}", "\u{fe90}\u{fe92}"]);
}

#[test]
fn letters_forced_left_to_right_join_the_other_way() {
    check_shapes("\u{202d}ببب\u{202c}", "FE90 FE92 FE91");
}

#[test]
fn base_letters_are_left_to_the_terminal() {
    let base = LayoutOptions { shapes: Shapes::Base, ..LayoutOptions::of_width(9) };
    assert_eq!(rows(&format!("ل{FATHA}ا"), &base), [format!("ال{FATHA}")]);
}

#[test]
fn wide_and_joined_emoji_keep_their_columns() {
    for (text, widths) in [
        ("👩\u{200d}👩\u{200d}👧x", &[2, 1][..]),
        ("👍🏽x", &[2, 1]),
        ("🇪🇬🇩🇿", &[2, 2]),
        ("🇪x", &[1, 1]),
        ("x \u{200d}🏽x", &[1, 1, 2, 1]), // a skin tone without an emoji is seen
        ("۝١", &[1, 1]),
        ("❤\u{fe0f}x", &[1, 1]),
        ("1\u{fe0f}\u{20e3}x", &[1, 1]),
        ("\u{600}١٢", &[1, 1, 1]),
        ("각", &[2]),
        ("क्ष", &[2]),
    ] {
        let line = layout(text, &LayoutOptions::of_width(20)).lines.remove(0);
        let mut cells: Vec<_> = line.logical_cells().collect();
        cells.sort_by_key(|cell| cell.span);
        let seen: Vec<u16> = cells.iter().map(|cell| u16::from(cell.width)).collect();
        assert_eq!(seen, widths, "{text}");
    }
}

#[test]
fn what_terminals_measure_each_in_their_way_has_a_stand_in() {
    check_shapes("🇪", "45");
    check_shapes("\u{6dd}١", "25CB 661");
    check_shapes("\u{600}", "25CC");
}

#[test]
fn directions() {
    let of =
        |text: &str, direction| layout(text, &LayoutOptions { direction, ..LayoutOptions::of_width(9) }).right_to_left;
    assert!(!of("", Direction::Auto) && of("", Direction::AutoRightToLeft));
    assert!(!of("12", Direction::Auto) && of("12", Direction::AutoRightToLeft));
    assert!(!of("a", Direction::AutoRightToLeft) && of("a", Direction::RightToLeft));
    assert!(of("ا", Direction::Auto) && !of("ا", Direction::LeftToRight));
    let padded = layout("ابت", &LayoutOptions::of_width(9));
    assert_eq!(padded.left_padding(&padded.lines[0], Column(9)), Column(6));
}

fn check_line(width: u16, text: &str, expected: &str) {
    let line = line(&from_cap(text), &LayoutOptions::of_width(width));
    let seen: String = line.cells.iter().map(|cell| cell.symbol.as_str()).collect();
    assert_eq!(to_cap(&seen), expected, "{text} at {width}");
}

#[test]
fn fields_are_cut_at_their_logical_end() {
    check_line(9, "ABC DEF", "FED CBA");
    check_line(6, "ABC DEF", "…D CBA");
    check_line(5, "ABC DEF", "…CBA");
    check_line(5, "abc def", "abc…");
    check_line(5, "abcdef", "abcd…");
    check_line(6, "ABC xyz", "…x CBA");
    check_line(1, "ABC", "…");
    check_line(0, "", "");
    check_line(4, "漢字漢", "漢…");
    check_line(9, "a\nb", "a b");
    let cut = line("abcdef", &LayoutOptions::of_width(3));
    assert_eq!(cut.cells[2].span, Span::new(2, 6));
}

#[test]
fn isolated_fields_do_not_jump() {
    check("ABC: 12 - 34", "34 - 12 :CBA");
    let fields = format!("abc {}: {}", isolate(&from_cap("DEF")), isolate("3"));
    check(&fields, "abc FED: 3");
    assert_eq!(width(&fields), Column(10));
    assert_eq!(width("لالا"), Column(2));
}

#[test]
fn maps_go_both_ways() {
    let text = from_cap("ABC def");
    let line = layout(&text, &LayoutOptions::of_width(20)).lines.remove(0);
    assert_eq!(line.cell_of(Offset(0)).map(|cell| cell.column), Some(Column(6)));
    assert_eq!(line.cell_at(Column(0)).map(|cell| cell.span), Some(Span::new(7, 8)));
    assert_eq!(line.columns_of(Span::new(4, 9)), [(Column(0), Column(2)), (Column(3), Column(5))]);
    assert_eq!(line.cell_at(Column(7)), None);
}

/// The quickest of some layouts of `unit` repeated to `bytes`, in seconds.
fn seconds(unit: &str, bytes: usize, width: u16, tries: u8) -> f64 {
    let text = unit.repeat(bytes / unit.len());
    let once = || {
        let start = std::time::Instant::now();
        std::hint::black_box(layout(&text, &LayoutOptions::of_width(width)));
        start.elapsed().as_secs_f64()
    };
    (0..tries).map(|_| once()).fold(f64::MAX, f64::min)
}

#[test]
fn hostile_paragraphs_take_time_in_proportion() {
    // 32 times the text: 32 times the time, a thousand times were it quadratic. The rest is for a busy machine.
    for unit in [
        "ل",
        "لا ",
        "a",
        " ",
        "\u{301}",
        "\u{64e}",
        "\u{200d}",
        "\u{2067}",
        "\u{2069}",
        "\u{202b}",
        "(",
        "🇪",
        "👩\u{200d}",
        "\u{e33}",
        "\n",
    ] {
        for width in [1, 80] {
            let growth = || seconds(unit, 128 * 1024, width, 2) / seconds(unit, 4 * 1024, width, 5);
            // Other work may slow one measurement down, not all of them.
            let least = (0..12).map(|_| growth()).find(|&growth| growth < 250.0);
            assert!(least.is_some(), "{unit:?} at width {width}: more than 250 times");
        }
    }
}

/// Strings of what makes trouble: letters of all sorts, marks, joiners, bidi controls, controls, emoji.
pub(crate) fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ابتلأمن ه]{1,6}".prop_map(String::from),
        2 => "[a-z0-9 ()«»,.%-]{1,5}",
        1 => "[אבג]{1,3}",
        1 => "[\u{64b}-\u{655}\u{670}]{1,2}",
        1 => "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{61c}\u{ad}\u{fe0f}]{1,2}",
        1 => "[\u{0}-\u{20}\u{7f}-\u{a0}\u{2028}\u{2029}]{1,2}",
        1 => "[漢字👩🏽👧🇪🇬❤각\u{1100}\u{1161}\u{11a8}क्षि\u{600}\u{ff9e}\u{2e3b}]{1,3}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

pub(crate) fn options() -> impl Strategy<Value = LayoutOptions> {
    let wishes = prop::array::uniform4(any::<bool>());
    (0u16..30, 0u8..4, wishes).prop_map(|(width, direction, [base, hide, lengthen, name])| LayoutOptions {
        width: Column(width),
        direction: [Direction::Auto, Direction::AutoRightToLeft, Direction::LeftToRight, Direction::RightToLeft]
            [usize::from(direction)],
        shapes: if base { Shapes::Base } else { Shapes::Forms },
        harakat: if hide { Harakat::Hide } else { Harakat::Keep },
        kashida: if lengthen { Kashida::On } else { Kashida::Off },
        controls: if name { Controls::Named } else { Controls::Hidden },
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn nothing_is_lost_or_doubled(text in nasty(), options in options()) {
        // What is not drawn clings to a name that has room on one line.
        let room = if options.controls == Controls::Named { 9 } else { 0 };
        let options = LayoutOptions { width: Column(options.width.0 + room), ..options };
        let layout = layout(&text, &options);
        let mut at = Offset(0);
        for line in &layout.lines {
            prop_assert_eq!(line.span.start, at);
            for cell in line.logical_cells() {
                prop_assert_eq!(cell.span.start, at);
                at = cell.span.end;
            }
            let hanging = Span { start: at, end: line.span.end }.of(&text);
            prop_assert!(hanging.chars().all(|c| chars::is_blank(c) || chars::is_line_end(c) || chars::is_invisible(c)
                || (options.harakat == Harakat::Hide && chars::is_haraka(c))), "{:?}", hanging);
            at = line.span.end;
        }
        prop_assert_eq!(at, Offset(text.len()));
    }

    #[test]
    fn columns_are_true(text in nasty(), options in options()) {
        for line in layout(&text, &options).lines {
            let mut column = 0;
            for cell in &line.cells {
                prop_assert_eq!(cell.column, Column(column));
                prop_assert_eq!(drawing::columns(&cell.symbol), usize::from(cell.width), "{:?}", cell.symbol);
                prop_assert!(cell.width == 1 || cell.width == 2);
                prop_assert!(!cell.symbol.chars().any(|c| c.is_control() || chars::is_invisible(c)), "{:?}", cell.symbol);
                column += u16::from(cell.width);
            }
            prop_assert_eq!(line.width, Column(column));
            prop_assert!(column <= options.width.0.max(1) || line.cells.len() == 1);
        }
    }

    #[test]
    fn maps_are_inverse(text in nasty(), options in options()) {
        for line in layout(&text, &options).lines {
            for cell in &line.cells {
                for column in cell.column.0..cell.end().0 {
                    prop_assert_eq!(line.cell_at(Column(column)), Some(cell));
                }
            }
            for cell in line.logical_cells() {
                for byte in cell.span.range() {
                    prop_assert_eq!(line.cell_of(Offset(byte)), Some(cell));
                }
                let own: Vec<&Cell> = line.cells.iter().filter(|other| other.span == cell.span).collect();
                let columns = (own[0].column, own[own.len() - 1].end());
                prop_assert_eq!(line.columns_of(cell.span), vec![columns]);
                prop_assert_eq!(own.iter().map(|own| u16::from(own.width)).sum::<u16>(), columns.1.0 - columns.0.0);
            }
        }
    }

    #[test]
    fn lengthened_lines_hold_the_same_cells(text in nasty(), options in options()) {
        let plain = layout(&text, &LayoutOptions { kashida: Kashida::Off, ..options });
        let long = layout(&text, &LayoutOptions { kashida: Kashida::On, ..options });
        prop_assert_eq!(plain.lines.len(), long.lines.len());
        for (plain, long) in plain.lines.iter().zip(&long.lines) {
            prop_assert_eq!(plain.span, long.span);
            let seen = |line: &VisualLine| line.logical_cells().map(|cell| (cell.symbol.clone(), cell.span)).collect::<Vec<_>>();
            prop_assert_eq!(seen(plain), seen(long));
            prop_assert!(long.width.0 - plain.width.0 <= 4);
        }
    }

    #[test]
    fn the_measured_width_changes_nothing(text in nasty(), options in options()) {
        let first = layout(&text, &options);
        prop_assume!(first.width() <= options.width);
        let again = layout(&text, &LayoutOptions { width: first.width(), ..options });
        prop_assert_eq!(first.lines, again.lines);
    }
}
