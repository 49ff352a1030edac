use super::*;
use crate::tui::terminal::encode::Encoding;
use ratatui::Terminal;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

const BEH: &str = "\u{FE91}";
const DAL: &str = "\u{FEAA}";

/// A screen of 12×2 and what is written for each frame.
struct Screen {
    terminal: Terminal<RowBackend<Vec<u8>>>,
    read: usize,
}

impl Screen {
    fn new(encoding: Encoding) -> Screen {
        let recipe = Recipe { encoding, ..Recipe::default() };
        let backend = RowBackend::new(Vec::new(), Size::new(12, 2), Sending { recipe, without_color: false });
        Screen { terminal: Terminal::new(backend).unwrap(), read: 0 }
    }

    /// Draws lines in the default colours and gives what was written, escapes as `^`.
    fn draw(&mut self, lines: &[&[&str]]) -> String {
        let draw = |frame: &mut ratatui::Frame| {
            for (y, line) in (0..).zip(lines) {
                for (x, symbol) in (0..).zip(*line) {
                    frame.buffer_mut()[(x, y)].set_symbol(symbol);
                }
            }
        };
        self.terminal.draw(draw).unwrap();
        self.written()
    }

    fn written(&mut self) -> String {
        let out = self.terminal.backend().out();
        let new = String::from_utf8(out[self.read..].to_vec()).unwrap();
        self.read = out.len();
        new.replace('\x1b', "^")
    }
}

#[test]
fn the_first_frame_clears_and_writes_what_is_not_blank() {
    let mut screen = Screen::new(Encoding::Visual);
    assert_eq!(screen.draw(&[&["a", "b"], &["c"]]), "^[0m^[H^[2J^[1;1H^[0mab^[2;1Hc");
}

#[test]
fn nothing_is_written_when_nothing_changed() {
    let mut screen = Screen::new(Encoding::WordsLrm);
    screen.draw(&[&["a", DAL, BEH]]);
    assert_eq!(screen.draw(&[&["a", DAL, BEH]]), "");
}

#[test]
fn what_follows_a_cluster_of_unsure_width_goes_to_its_own_column() {
    let ka = "\u{915}\u{93e}";
    for (before, after, expected) in [
        (["b", "|"], ["☎", "|"], "^[1;2H^[1X☎^[1;3H|".to_string()),
        (["b", "|"], ["ﻻ", "|"], "^[1;2Hﻻ".to_string()),
        (["b", " "], [ka, " "], format!("^[1;2H^[2X{ka}^[1;4H|")),
        (["b", " "], ["漢", " "], "^[1;2H漢".to_string()),
    ] {
        let mut screen = Screen::new(Encoding::Visual);
        screen.draw(&[&["a", before[0], before[1], "|"]]);
        assert_eq!(screen.draw(&[&["a", after[0], after[1], "|"]]), expected);
    }
}

#[test]
fn visual_sends_changed_cells_alone() {
    let mut screen = Screen::new(Encoding::Visual);
    screen.draw(&[&["a", "b", "c", "d"]]);
    assert_eq!(screen.draw(&[&["x", "b", "c", "y"]]), "^[1;1Hxbcy");
    assert_eq!(screen.draw(&[&["x", "b", "c", " "]]), "^[1;4H ");
    screen.draw(&[&["x", "b", DAL, "c", "d", "y"]]);
    assert_eq!(screen.draw(&[&["z", "b", DAL, "c", "d", "z"]]), "^[1;1Hz^[4Cz");
}

#[test]
fn words_send_the_whole_row_and_only_that_row() {
    let mut screen = Screen::new(Encoding::WordsLrm);
    screen.draw(&[&[DAL, BEH, " ", "a"], &["z"]]);
    let written = screen.draw(&[&[DAL, BEH, " ", "b"], &["z"]]);
    assert_eq!(written, format!("^[1;1H{BEH}{DAL}\u{200E} b        "));
}

#[test]
fn the_mouse_and_the_cursor_go_through_the_permutation() {
    let mut screen = Screen::new(Encoding::WordsLrm);
    screen.draw(&[&["a", DAL, BEH, DAL, "b"]]);
    let seen: Vec<u16> = (0..6).map(|x| screen.terminal.backend().seen_column(x, 0)).collect();
    assert_eq!(seen, [0, 3, 2, 1, 4, 5]);
    let draw = |frame: &mut ratatui::Frame| {
        for (x, symbol) in (0..).zip(["a", DAL, BEH, DAL, "b"]) {
            frame.buffer_mut()[(x, 0)].set_symbol(symbol);
        }
        frame.set_cursor_position((1, 0));
    };
    screen.terminal.draw(draw).unwrap();
    assert_eq!(screen.written(), "^[1;4H^[?25h");
    let visual = Screen::new(Encoding::Visual);
    assert_eq!(visual.terminal.backend().seen_column(1, 0), 1);
}

#[test]
fn the_cursor_hides_while_cells_are_written() {
    let mut screen = Screen::new(Encoding::Visual);
    screen.draw(&[&["a"]]);
    let mut with_cursor = |symbol: &str| {
        let draw = |frame: &mut ratatui::Frame| {
            frame.buffer_mut()[(0, 0)].set_symbol(symbol);
            frame.set_cursor_position((3, 1));
        };
        screen.terminal.draw(draw).unwrap();
        screen.written()
    };
    assert_eq!(with_cursor("a"), "^[2;4H^[?25h");
    assert_eq!(with_cursor("a"), "");
    assert_eq!(with_cursor("b"), "^[?25l^[1;1Hb^[2;4H^[?25h");
    assert_eq!(screen.draw(&[&["b"]]), "^[?25l");
}

#[test]
fn no_color_keeps_attributes() {
    let mut screen = Screen::new(Encoding::Visual);
    let sending = Sending { without_color: true, ..Sending::default() };
    screen.terminal.backend_mut().send_as(sending);
    let draw = |frame: &mut ratatui::Frame| {
        let style = Style::new().fg(Color::Red).bg(Color::Blue).underlined();
        frame.buffer_mut().set_string(0, 0, "a", style);
    };
    screen.terminal.draw(draw).unwrap();
    assert!(screen.written().ends_with("^[1;1H^[0;4ma"));
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let mut backend = RowBackend::new(Vec::new(), Size::new(4, 1), Sending::default());
    let mut cell = Cell::default();
    cell.set_symbol("a\u{1b}[2J\u{9b}");
    backend.draw([(0, 0, &cell)].into_iter()).unwrap();
    backend.flush().unwrap();
    let written = String::from_utf8(backend.out().clone()).unwrap();
    assert!(written.ends_with("a\u{FFFD}[2J\u{FFFD}"), "{written:?}");
}

#[test]
fn another_encoding_sends_everything_again() {
    let mut screen = Screen::new(Encoding::Visual);
    screen.draw(&[&[DAL, BEH]]);
    let recipe = Recipe { encoding: Encoding::VisualLrm, ..Recipe::default() };
    screen.terminal.backend_mut().before_next_frame(b"<entry>");
    screen.terminal.backend_mut().send_as(Sending { recipe, without_color: false });
    screen.terminal.backend_mut().flush().unwrap();
    assert_eq!(screen.written(), format!("<entry>^[0m^[H^[2J^[1;1H^[0m{DAL}\u{200E}{BEH}\u{200E}"));
}

#[test]
fn a_smaller_screen_is_cleared_and_drawn_anew() {
    let mut screen = Screen::new(Encoding::Visual);
    screen.draw(&[&["a", "b"], &["c"]]);
    screen.terminal.backend_mut().resize(Size::new(2, 1));
    assert_eq!(screen.draw(&[&["a", "b"]]), "^[0m^[H^[2J^[1;1H^[0mab");
    assert_eq!(screen.terminal.get_frame().area(), Rect::new(0, 0, 2, 1));
}
