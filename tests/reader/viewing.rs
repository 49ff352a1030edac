//! The view options, kept from one time to the next; colours on every ground; controls that turn text round.

use std::fs;
use std::path::PathBuf;

use crate::pty::{DOWN, Desk, ENTER, ESC, Reader};
use crate::screen::Screen;

/// A text with a control that nothing closes, and the same without it.
const TURNED: &str = "عنوان فيه تجاوز\n\nوهذه فقرة فيها \u{202e}abc 123 لم يُغلق.\n\nوهذه تالية لها abc 123 كما هي.\n";

fn kept(desk: &Desk) -> PathBuf {
    desk.path("home/.local/state/isnad/view.toml")
}

/// Opens the options and goes down to row `at`.
fn open_at(reader: &Reader, at: usize) {
    reader.send("و");
    reader.until_shows("خيارات العرض");
    reader.send(&DOWN.repeat(at));
}

fn close(reader: &Reader) {
    reader.send(ESC);
    reader.until_gone("خيارات العرض");
}

#[test]
fn what_is_chosen_holds_the_next_time_until_it_is_taken_back() {
    let desk = Desk::new();
    let reader = desk.sample();
    assert!(reader.screen().shows("نص توضيحي كُتب"));
    open_at(&reader, 2);
    reader.send(&ENTER.repeat(3));
    reader.until("marks hidden", |screen| screen.shows("[مخفية]") && !screen.shows("كُتب"));
    close(&reader);
    reader.until_shows("نص توضيحي كتب");
    reader.quit();
    assert!(fs::read_to_string(kept(&desk)).unwrap().contains("harakat = \"hide\""));

    let reader = desk.sample();
    let screen = reader.until_shows("نص توضيحي كتب");
    assert!(!screen.shows("كُتب"), "{}", screen.logical());
    open_at(&reader, 0);
    assert!(reader.until_shows("[مخفية]").shows("عرض السطر"));
    reader.send("0");
    reader.until("marks as configured", |screen| !screen.shows("[مخفية]"));
    close(&reader);
    reader.until_shows("نص توضيحي كُتب");
    reader.quit();
    assert!(!kept(&desk).exists());
}

#[test]
fn arguments_are_stronger_than_what_was_kept() {
    let desk = Desk::new();
    fs::create_dir_all(kept(&desk).parent().unwrap()).unwrap();
    fs::write(kept(&desk), "harakat = \"hide\"\nunheard_of = 3\n").unwrap();
    let reader = desk.start(&["--harakat", "keep", "sample"]);
    reader.until_shows("نص توضيحي كُتب");
    reader.quit();
}

#[test]
fn what_cannot_be_kept_is_said_and_holds_for_now() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("home/.local")).unwrap();
    fs::write(desk.path("home/.local/state"), "no folder").unwrap();
    let reader = desk.sample();
    reader.send("-");
    reader.until_status("لم تُحفظ خيارات العرض");
    reader.quit();
}

#[test]
fn data_and_pipes_know_nothing_of_the_view() {
    let desk = Desk::new();
    let path = desk.file("turned.txt", TURNED);
    let path = path.to_str().unwrap();
    let outputs = || {
        let print = desk.run(&["print", "--width", "40", path]);
        let extract = desk.run(&["extract", path]);
        assert!(print.status.success() && extract.status.success());
        (print.stdout, extract.stdout)
    };
    let before = outputs();
    let reader = desk.open(std::path::Path::new(path));
    open_at(&reader, 1);
    for _ in 0..7 {
        reader.send(&format!("{ENTER}{DOWN}"));
    }
    reader.until_shows("◂ الألوان");
    close(&reader);
    reader.quit();
    assert!(fs::read_to_string(kept(&desk)).unwrap().contains("controls = \"on\""));
    assert_eq!(outputs(), before);
    // Not even what a configuration says of the screen is in the data.
    let config = desk.file("config.toml", "harakat = 'hide'\nkashida = true\ncontrols = true\ndirection = 'ltr'\n");
    let extract = desk.run(&["--config", config.to_str().unwrap(), "extract", path]);
    assert_eq!(extract.stdout, before.1);
}

#[test]
fn an_override_ends_with_its_paragraph_in_the_reader_and_in_print() {
    let desk = Desk::new();
    let path = desk.file("turned.txt", TURNED);
    let plain = desk.file("plain.txt", TURNED.replace('\u{202e}', ""));
    let lines = |path: &PathBuf| {
        let output = desk.run(&["print", "--width", "60", path.to_str().unwrap()]);
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (turned, straight) = (lines(&path), lines(&plain));
    assert_eq!(turned.len(), 5);
    let differing: Vec<usize> = (0..5).filter(|at| turned[*at] != straight[*at]).collect();
    assert_eq!(differing, [2]);
    assert!(!turned.concat().contains('\u{202e}'));

    let reader = desk.open(&path);
    let screen = reader.until_status("رمز اتجاه خفي واحد");
    let rows = |screen: &Screen| (0..screen.height()).map(|y| screen.row(y)).collect::<Vec<_>>().concat();
    assert_eq!((rows(&screen).matches("321 cba").count(), rows(&screen).matches("abc 123").count()), (1, 1));
    open_at(&reader, 7);
    reader.send(ENTER);
    reader.until_shows("◂ كشف الرموز الخفية");
    close(&reader);
    let screen = reader.until_shows("‹RLO›");
    assert_eq!(rows(&screen).matches("abc 123").count(), 2, "{}", screen.logical());
    reader.quit();
}

/// The first source on a dark ground (bright cyan) and on a light one (blue), underlined.
const ON_DARK: &str = "4;96m";
const ON_LIGHT: &str = "4;34m";

#[test]
fn colours_follow_the_background_and_the_choice() {
    let sent = |desk: Desk, arguments: &[&str], expected: &str| {
        let reader = desk.start(&[arguments, &["sample"]].concat());
        reader.until_sent(expected);
        reader
    };
    sent(Desk::new(), &[], ON_DARK).quit();
    sent(Desk::new(), &["--theme", "light"], ON_LIGHT).quit();
    sent(Desk::new().light(), &["--theme", "dark"], ON_DARK).quit();
    let reader = sent(Desk::new().light(), &[], ON_LIGHT);
    open_at(&reader, 8);
    let before = reader.raw().len();
    reader.send(&ENTER.repeat(2));
    reader.until_shows("[داكن]");
    close(&reader);
    reader.settled();
    assert!(reader.raw().get(before..).is_some_and(|sent| sent.contains(ON_DARK)));
    reader.quit();
}

#[test]
fn without_colours_no_colour_is_sent_on_any_ground() {
    for desk in [Desk::new(), Desk::new().light()] {
        let reader = desk.with("NO_COLOR", "1").sample();
        open_at(&reader, 5);
        reader.send(ENTER);
        close(&reader);
        let screen = reader.settled();
        assert!((0..screen.height()).any(|y| screen.row(y).contains('┃')), "{}", screen.logical());
        let raw = reader.raw();
        let paints = raw.split("\x1b[").filter_map(|rest| rest.split_once('m')).map(|(codes, _)| codes);
        let codes: Vec<u8> = paints.flat_map(|codes| codes.split(';')).filter_map(|code| code.parse().ok()).collect();
        assert!(codes.contains(&2) && codes.contains(&4) && codes.contains(&7));
        assert!(!codes.iter().any(|code| (30..=49).contains(code) || (90..=107).contains(code)), "{codes:?}");
        reader.quit();
    }
}
