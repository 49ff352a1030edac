//! The sample on screens of all sizes, in both languages.

use isnad::article;
use isnad::claims::{self, Extraction, SourceId};
use isnad::words::{Language, Words};

use crate::pty::Desk;
use crate::screen::Screen;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

fn extraction() -> Extraction {
    claims::extract(&article::sample())
}

/// The source of the first claim, with the number of its claims.
fn first_group(found: &Extraction) -> (SourceId, usize) {
    let source = found.claims.iter().find_map(|claim| claim.source).expect("a source");
    (source, found.claims_of(source).count())
}

/// The columns in which a row has a vertical rule.
fn rules(screen: &Screen, y: u16) -> Vec<u16> {
    (0..screen.width()).filter(|x| screen.cell(*x, y).text == "│").collect()
}

fn check_frame(screen: &Screen) -> u16 {
    let (width, height) = (screen.width(), screen.height());
    let columns = rules(screen, 2);
    assert_eq!(columns.len(), 3, "{}", screen.logical());
    assert_eq!((columns[0], columns[2]), (0, width - 1));
    for y in 2..height - 3 {
        assert_eq!(rules(screen, y), columns, "row {y}:\n{}", screen.logical());
    }
    for (y, corners) in [(1, ["┌", "┬", "┐"]), (height - 3, ["└", "┴", "┘"])] {
        for x in 0..width {
            let expected = columns.iter().position(|column| *column == x).map_or("─", |at| corners[at]);
            assert_eq!(screen.cell(x, y).text, expected, "column {x}, row {y}");
        }
    }
    columns[1]
}

fn check_wide(desk: Desk, language: Language, sidebar: Side) {
    let words = Words::of(language);
    let found = extraction();
    let (source, count) = first_group(&found);
    let reader = desk.sample();
    let screen = reader.settled();
    let divider = check_frame(&screen);
    let title = screen.find_in("قطار الساحل يعود إلى السكة", 0).expect("the headline in the title");
    assert_eq!(title.y, 0);
    let heading = screen.find(words.say("claims-by-source")).expect("the heading of the list");
    let name = format!("1 {}", found.sources[source.0].name);
    let name = screen.find(&name).unwrap_or_else(|| panic!("{name}:\n{}", screen.logical()));
    let about = screen.find_in(words.say("source.person"), name.y + 1).expect("its kind");
    let counted = screen.find_in(&words.count("claims", count), name.y + 1).expect("its count");
    let paragraph = screen.find("أعلن وزير النقل الميساري").expect("the first paragraph");
    for place in [&heading, &name, &about, &counted] {
        assert_eq!(place.right < divider, sidebar == Side::Left, "{place:?}");
    }
    assert_eq!(paragraph.left > divider, sidebar == Side::Left);
    assert!(screen.status_shows(words.say("mode.reading")), "{}", screen.logical());
    check_hints(&screen, language);
    // The number in the gutter points at the text.
    let pointer = if sidebar == Side::Left { "«1" } else { "1»" };
    assert!(screen.row(paragraph.y).contains(pointer), "{}", screen.row(paragraph.y));
    reader.quit();
}

/// The last row ends with the key of the help, in the letters of the interface's keyboard.
fn check_hints(screen: &Screen, language: Language) {
    let (next, help) =
        if language == Language::Arabic { ("ص حكم", "؟ مساعدة") } else { ("w verdict", "? help") };
    for hint in [next, help] {
        assert!(screen.find_in(hint, screen.height() - 1).is_some(), "{hint}:\n{}", screen.logical());
    }
}

#[test]
fn arabic_120x40() {
    check_wide(Desk::new(), Language::Arabic, Side::Left);
}

#[test]
fn arabic_80x24() {
    check_wide(Desk::new().sized(80, 24), Language::Arabic, Side::Left);
}

#[test]
fn english_120x40() {
    check_wide(Desk::new().english(), Language::English, Side::Right);
}

#[test]
fn english_80x24() {
    check_wide(Desk::new().english().sized(80, 24), Language::English, Side::Right);
}

fn check_narrow(desk: Desk, language: Language) {
    let words = Words::of(language);
    let found = extraction();
    let (source, _) = first_group(&found);
    let reader = desk.sample();
    let screen = reader.settled();
    assert_eq!(screen.row(1), "─".repeat(50));
    assert!((1..screen.height() - 2).all(|y| rules(&screen, y).is_empty()), "{}", screen.logical());
    assert!(screen.find_in("قطار الساحل يعود", 0).is_some(), "{}", screen.logical());
    assert!(screen.shows("نص توضيحي كُتب"), "{}", screen.logical());
    let drawer = screen.find_all(&found.sources[source.0].name).into_iter().find(|place| place.y > 12);
    assert!(drawer.is_some(), "{}", screen.logical());
    let strip = screen.height() - 3;
    assert!(screen.find_in(words.say("sources-strip").trim(), strip).is_some(), "{}", screen.logical());
    assert!(screen.find_in("[1 ", strip).is_some(), "{}", screen.logical());
    check_hints(&screen, language);
    reader.quit();
}

#[test]
fn arabic_50x24() {
    check_narrow(Desk::new().sized(50, 24), Language::Arabic);
}

#[test]
fn english_50x24() {
    check_narrow(Desk::new().english().sized(50, 24), Language::English);
}
