//! Words of six languages of the Arabic script letter by letter, and what does not join or is wider than a letter.
//!
//! `fixtures/text/*.tsv` hold a word and the cells it must become, in the order of the text.

use isnad::span::Span;
use isnad::text::{Cell, Layout, LayoutOptions, layout};
use isnad::widgets::BidiParagraph;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

const FATHA: char = '\u{64e}';
const SHADDA: char = '\u{651}';
const BEH: char = '\u{628}';
const LAM: char = '\u{644}';
const ZWJ: char = '\u{200d}';
const VS15: char = '\u{fe0e}';
const VS16: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';

const WIDE: u16 = 200;

fn on_one_line(text: &str) -> Layout {
    layout(text, &LayoutOptions::of_width(WIDE))
}

/// The cells of all lines in the order of the text.
fn cells(layout: &Layout) -> Vec<&Cell> {
    layout.lines.iter().flat_map(|line| line.logical_cells()).collect()
}

/// The code points of each cell in the order of the text, as the fixtures have them.
fn codes(layout: &Layout) -> String {
    let code = |symbol: &str| symbol.chars().map(|c| format!("{:X}", u32::from(c))).collect::<Vec<_>>().join("+");
    cells(layout).iter().map(|cell| code(&cell.symbol)).collect::<Vec<_>>().join(" ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(codes(&on_one_line(text)), expected, "{text:?}");
}

/// The words of a fixture with their cells.
fn words(fixture: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = fixture.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split_once('\t').expect("a word, a tab, its cells"))
}

const FIXTURES: [&str; 6] = [
    include_str!("fixtures/text/arabic.tsv"),
    include_str!("fixtures/text/persian.tsv"),
    include_str!("fixtures/text/urdu.tsv"),
    include_str!("fixtures/text/kurdish.tsv"),
    include_str!("fixtures/text/pashto.tsv"),
    include_str!("fixtures/text/uyghur.tsv"),
];

#[test]
fn words_of_six_languages() {
    for fixture in FIXTURES {
        let mut count = 0;
        for (word, expected) in words(fixture) {
            check(word, expected);
            count += 1;
        }
        assert!(count >= 15, "{count} words");
    }
}

#[test]
fn a_word_keeps_its_forms_among_others_and_across_lines() {
    for (word, expected) in FIXTURES.iter().flat_map(|fixture| words(fixture)) {
        check(&format!("x {word}, {word}."), &format!("78 20 {expected} 2C 20 {expected} 2E"));
        for width in 1..8 {
            let broken = layout(word, &LayoutOptions::of_width(width));
            assert_eq!(codes(&broken), expected, "{word} at width {width}");
            assert!(broken.lines.iter().all(|line| line.width.0 <= width), "{word} at width {width}");
        }
    }
}

#[test]
fn a_highlight_inside_a_word_changes_no_form() {
    let area = Rect::new(0, 0, 40, 1);
    let drawn = |text: &str, style: Option<(Span, Style)>| {
        let mut buffer = Buffer::empty(area);
        BidiParagraph::new(text).styles(style).render(area, &mut buffer);
        buffer
    };
    for (word, _) in FIXTURES.iter().flat_map(|fixture| words(fixture)) {
        let plain = drawn(word, None);
        for (at, c) in word.char_indices() {
            let styled = drawn(word, Some((Span::new(at, at + c.len_utf8()), Style::new().bold())));
            let mut changed = 0;
            for position in area.positions() {
                assert_eq!(plain[position].symbol(), styled[position].symbol(), "{word} styled at {at}");
                changed += usize::from(plain[position] != styled[position]);
            }
            assert_eq!(changed, 1, "{word} styled at {at}: one cell has the style");
        }
    }
}

#[test]
fn lam_alef_of_four_kinds() {
    for (alef, ligature) in [('\u{622}', 0xfef5), ('\u{623}', 0xfef7), ('\u{625}', 0xfef9), ('\u{627}', 0xfefb)] {
        let joined = ligature + 1;
        check(&format!("{LAM}{alef}"), &format!("{ligature:X}"));
        check(&format!("{BEH}{LAM}{alef}{BEH}"), &format!("FE91 {joined:X} FE8F"));
        check(&format!("{LAM}{FATHA}{alef}"), &format!("{ligature:X}+64E"));
        check(&format!("{LAM}{alef}{FATHA}"), &format!("{ligature:X}+64E"));
        check(&format!("{BEH}{LAM}{SHADDA}{FATHA}{alef}{FATHA}"), &format!("FE91 {joined:X}+651+64E+64E"));
        check(&format!("{LAM}{LAM}{alef}{LAM}{alef}"), &format!("FEDF {joined:X} {ligature:X}"));
        check(&format!("{LAM}{ZWJ}{alef}"), &format!("FEDF {:X}", isolated_alef(alef) + 1));
        let text = format!("{BEH}{LAM}{FATHA}{alef}{FATHA}");
        let laid = on_one_line(&text);
        let pair = cells(&laid)[1];
        assert_eq!((pair.span, pair.width), (Span::new(2, text.len()), 1), "{text:?}");
    }
}

fn isolated_alef(alef: char) -> u32 {
    match alef {
        '\u{622}' => 0xfe81,
        '\u{623}' => 0xfe83,
        '\u{625}' => 0xfe87,
        _ => 0xfe8d,
    }
}

#[test]
fn hamza_and_madda_as_marks_make_the_letter() {
    check("ا\u{653}ل", "FE81 FEDD");
    check("ا\u{654}ب", "FE83 FE8F");
    check("ا\u{655}ب", "FE87 FE8F");
    check("سو\u{654}ال", "FEB3 FE86 FE8D FEDD");
    check("بي\u{654}ر", "FE91 FE8C FEAE");
    check("ل\u{64e}ا\u{653}", "FEF5+64E");
}

#[test]
fn pointed_hebrew_keeps_its_letters_and_points() {
    check("שָׁלוֹם", "5E9+5B8+5C1 5DC 5D5+5B9 5DD");
    check("בְּרֵאשִׁית", "5D1+5B0+5BC 5E8+5B5 5D0 5E9+5B4+5C1 5D9 5EA");
}

#[test]
fn other_joining_scripts_show_base_letters() {
    for word in ["ܫܠܡܐ", "ܡܰܠܟܳܐ", "ߒߞߏ", "ދިވެހި", "ࡌࡀࡍࡃࡀ", "𐴀𐴁𐴂"] {
        let laid = on_one_line(word);
        assert!(laid.right_to_left, "{word}");
        let seen: String = cells(&laid).iter().map(|cell| cell.symbol.as_str()).collect();
        assert_eq!(seen, word);
        let first = laid.lines[0].cells.last().expect("a cell");
        assert_eq!(first.span.start.0, 0, "{word}: the first letter is the rightmost");
    }
}

#[test]
fn wide_and_joined_characters_keep_columns() {
    let family = format!("👨{ZWJ}👩{ZWJ}👧{ZWJ}👦");
    let rainbow = format!("🏳{VS16}{ZWJ}🌈");
    for (text, widths) in [
        (family.as_str(), &[2][..]),
        (rainbow.as_str(), &[1]),
        ("👍🏿", &[2]),
        ("🇪🇬🇩🇿🇵🇸", &[2, 2, 2]),
        ("🇪", &[1]),
        ("漢字かな", &[2, 2, 2, 2]),
        ("각", &[2]),
        ("ｶﾞ", &[1]),
        ("Ａ", &[2]),
        ("é", &[1]),
    ] {
        let laid = on_one_line(&format!("ب {text} ب"));
        let cells = cells(&laid);
        let seen: Vec<u8> = cells[2..cells.len() - 2].iter().map(|cell| cell.width).collect();
        assert_eq!(seen, widths, "{text:?}");
    }
}

#[test]
fn every_cell_is_as_wide_as_ratatui_measures_it() {
    let keycaps: String = "0123456789#*".chars().flat_map(|c| [c, VS16, KEYCAP, ' ']).collect();
    let presentation: String = "☀☎♥✈❤⚽⌚ℹ©™".chars().flat_map(|c| [c, VS15, ' ', c, VS16, ' ', c, ' ']).collect();
    let tags = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} x";
    let heaped = format!("{BEH}{}", FATHA.to_string().repeat(300));
    for text in
        [&keycaps, &presentation, tags, &heaped, "क्षि ก็ ༀ ꙰ a\u{20dd}", "﷽ ﷺ ⸻ ️ \u{fe0f}", "\u{600}١ \u{6dd}٢ \u{70f}ܐ"]
    {
        for line in on_one_line(text).lines {
            for cell in &line.cells {
                assert_eq!(cell.symbol.as_str().cell_width(), u16::from(cell.width), "{:?}", cell.symbol);
                assert!((1..=2).contains(&cell.width), "{:?}", cell.symbol);
            }
        }
    }
}
