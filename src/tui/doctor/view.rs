//! The doctor's pages drawn. Nothing here changes anything.
//!
//! A numbered line is a row of the screen as the reader makes them, two panes and their borders; its number stands at
//! both ends, so that it is seen also where the terminal turns the whole row round.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::findings::{Line, encoding};
use super::model::{Model, Outcome, Page, Sheet, number_of};
use crate::span::{Column, Span};
use crate::text::{self, Direction, Harakat, LayoutOptions};
use crate::tui::keymap;
use crate::tui::row::{Flow, Ink, Piece, Row};
use crate::tui::terminal::detect::Background;
use crate::tui::terminal::encode::{Encoding, Recipe};
use crate::tui::terminal::{Order, RowSending, Whole};
use crate::tui::view::Ground;
use crate::tui::view::strip::{self, Look};
use crate::tui::view::{frame, theme};
use crate::widgets::BidiLine;
use crate::words::{Language, Words};

/// Columns of a numbered line: number, blank, border, narrow pane, border, wide pane, border, blank, number.
const NARROW: u16 = 18;
const WIDE: u16 = 46;

/// Rows that are to be sent in an encoding of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The rows by their numbers.
    pub rows: BTreeMap<u16, RowSending>,
    /// The mode of the whole terminal.
    pub whole: Whole,
}

impl Sent {
    const AS_EVER: Sent = Sent { rows: BTreeMap::new(), whole: Whole::AsEver };
}

/// Draws the page into `buf`, and says which rows are to be sent in an encoding of their own.
pub fn view(model: &Model, buf: &mut Buffer) -> Sent {
    let ground = match model.findings.in_force.background {
        Some(Background::Light) => Ground::Light,
        _ => Ground::Dark,
    };
    let words = words_of(model);
    let look = Look { right_to_left: words.right_to_left(), ground, harakat: Harakat::Keep };
    let mut page = Paper { area: buf.area, y: buf.area.y, look, words, buf };
    page.title();
    let mut sent = Sent::AS_EVER;
    match &model.page {
        Page::Findings => findings(model, &mut page),
        Page::Lines(at) => sent = lines(model, *at, &mut page),
        Page::Marks => marks(&mut page),
        Page::Borders => borders(&mut page),
        Page::End(outcome) => end(model, outcome, &mut page),
    }
    page.keys(&keys(model));
    sent
}

/// The interface's words. While mlterm orders letters no encoding shows Arabic right beside the lines: English ones.
fn words_of(model: &Model) -> Words {
    let orders = |sheet: &Sheet| sheet.whole == Whole::TerminalOrders;
    match model.page {
        Page::Lines(at) if model.sheets().get(at).is_some_and(orders) => Words::of(Language::English),
        _ => model.words,
    }
}

/// The page as it fills, from its top.
struct Paper<'a> {
    area: Rect,
    y: u16,
    look: Look,
    words: Words,
    buf: &'a mut Buffer,
}

impl Paper<'_> {
    fn title(&mut self) {
        let title = self.words.fill("doctor.title", &[env!("CARGO_PKG_VERSION")]);
        self.row(&Row::of(vec![Piece::new(title, Ink::Strong).in_interface()]));
        self.y += 1;
    }

    /// The next row; what has no room is left out.
    fn row(&mut self, row: &Row) {
        if self.y + 1 < self.area.bottom() {
            let indent = row.indent + 1;
            strip::draw(&row.clone().indented(indent), Rect { y: self.y, height: 1, ..self.area }, self.look, self.buf);
        }
        self.y += 1;
    }

    /// Words over as many rows as they take, in their own direction.
    fn say(&mut self, text: &str, ink: Ink) {
        let width = Column(self.area.width.saturating_sub(2).max(1));
        let layout = text::layout(text, &LayoutOptions::of_width(width.0));
        let styles = [(Span::new(0, text.len()), theme::ink(ink, self.look.ground))];
        for line in &layout.lines {
            let x = self.area.x + 1 + layout.left_padding(line, width).0;
            let place = Rect { x, y: self.y, width: line.width.0, height: 1 };
            if self.y + 1 < self.area.bottom() {
                BidiLine::new(line).styles(&styles).render(place.intersection(self.area), self.buf);
            }
            self.y += 1;
        }
    }

    /// What something is called and what is said of it; what has no room beside its name stands below it.
    fn entry(&mut self, line: &Line) {
        let label = Piece::dim(format!("{}: ", line.label)).in_interface();
        let taken = text::width(&label.text).0 + text::width(&line.value).0;
        if taken + 2 > self.area.width {
            self.row(&Row::of(vec![label]));
            return self.say(&line.value, Ink::Plain);
        }
        let value = match line.flow {
            // What the terminal said keeps its signs where it put them.
            Flow::Own | Flow::Paragraph(_) => Piece::plain(text::isolate(&line.value)),
            Flow::Interface => Piece::plain(line.value.as_str()).in_interface(),
        };
        self.row(&Row::of(vec![label, value]));
    }

    /// The same words in the interface's language, then in the other: they may be the only ones that can be read.
    fn say_twice(&mut self, key: &str) {
        let other = match self.words.language() {
            Language::Arabic => Language::English,
            Language::English => Language::Arabic,
        };
        self.say(self.words.say(key), Ink::Plain);
        self.say(Words::of(other).say(key), Ink::Dim);
    }

    fn keys(&mut self, keys: &[(String, &str)]) {
        let pieces = keys.iter().flat_map(|(key, does)| {
            [
                Piece::new(key.as_str(), Ink::Strong),
                Piece::dim(format!(" {}", self.words.say(does))),
                Piece::plain("  "),
            ]
        });
        let row = Row::of(pieces.collect()).indented(1);
        let y = self.area.bottom().saturating_sub(1);
        strip::draw(&row, Rect { y, height: self.area.height.min(1), ..self.area }, self.look, self.buf);
    }
}

fn findings(model: &Model, page: &mut Paper<'_>) {
    model.findings.lines(model.words).iter().for_each(|line| page.entry(line));
    if !model.findings.heard.is_settled {
        page.row(&Row::of(vec![Piece::dim(model.words.say("doctor.asking"))]));
    }
}

fn lines(model: &Model, at: usize, page: &mut Paper<'_>) -> Sent {
    let sheets = model.sheets();
    match sheets.get(at).map(|sheet| sheet.whole) {
        Some(Whole::TerminalOrders) => page.say(page.words.say("doctor.which"), Ink::Plain),
        _ => page.say_twice("doctor.which"),
    }
    let found = model.findings.found.encoding;
    let detected = format!("{} ({found})", page.words.number(number_of(found)));
    page.say(&page.words.fill("doctor.detected", &[&detected]), Ink::Dim);
    page.y += 1;
    let Some(sheet) = sheets.get(at) else { return Sent::AS_EVER };
    // A blank row between two lines where there is room for it.
    let left = page.area.bottom().saturating_sub(page.y + 1);
    let step = if usize::from(left) >= 2 * sheet.encodings.len() { 2 } else { 1 };
    let light = model.findings.in_force.background == Some(Background::Light);
    let mut rows = BTreeMap::new();
    for encoding in &sheet.encodings {
        if page.y + 1 >= page.area.bottom() {
            break;
        }
        specimen(page, number_of(*encoding));
        let order = if *encoding == Encoding::Visual { Order::Explicit } else { Order::Implicit };
        let recipe = Recipe { encoding: *encoding, without_marks: false, light };
        rows.insert(page.y, RowSending { recipe, order });
        page.y += step;
    }
    Sent { rows, whole: sheet.whole }
}

/// A numbered line on the page's next row.
fn specimen(page: &mut Paper<'_>, number: usize) {
    let digit = number.to_string();
    let put = |x: u16, symbol: &str, buf: &mut Buffer| {
        if let Some(cell) = buf.cell_mut((x, page.y)) {
            cell.set_symbol(symbol);
        }
    };
    let left = page.area.x + 1;
    let borders = [left + 2, left + 3 + NARROW, left + 4 + NARROW + WIDE];
    put(left, &digit, page.buf);
    borders.iter().for_each(|x| put(*x, "│", page.buf));
    put(left + 6 + NARROW + WIDE, &digit, page.buf);
    pane(page, "doctor.specimen-narrow", (borders[0] + 1, NARROW));
    pane(page, "doctor.specimen", (borders[1] + 1, WIDE));
}

/// Words at the right edge of a pane, a blank beside the border, on the page's next row.
fn pane(page: &mut Paper<'_>, key: &str, (x, width): (u16, u16)) {
    let room = width.saturating_sub(2).max(1);
    let options = LayoutOptions { direction: Direction::RightToLeft, ..LayoutOptions::of_width(room) };
    let line = text::line(page.words.say(key), &options);
    let place = Rect { x: x + (room + 1).saturating_sub(line.width.0), y: page.y, width: line.width.0, height: 1 };
    BidiLine::new(&line).render(place.intersection(page.area), page.buf);
}

fn marks(page: &mut Paper<'_>) {
    page.say_twice("doctor.marks-right");
    page.y += 2;
    pane(page, "doctor.vocalised", (page.area.x + 1, WIDE.min(page.area.width.saturating_sub(2))));
    page.y += 2;
}

fn borders(page: &mut Paper<'_>) {
    page.say_twice("doctor.borders-straight");
    page.y += 1;
    let outer = Rect { x: page.area.x + 2, y: page.y, width: NARROW + WIDE + 3, height: 6 }.intersection(page.area);
    if outer.width < NARROW + 4 || outer.height < 3 {
        return;
    }
    frame::outline(outer, Style::new(), page.buf);
    let wall = outer.x + NARROW + 1;
    for y in outer.y + 1..outer.bottom() - 1 {
        if let Some(cell) = page.buf.cell_mut((wall, y)) {
            cell.set_symbol("│");
        }
        page.y = y;
        let keys = if (y - outer.y) % 2 == 1 {
            ["doctor.specimen-narrow", "doctor.specimen"]
        } else {
            ["doctor.vocalised-narrow", "doctor.vocalised"]
        };
        pane(page, keys[0], (outer.x + 1, NARROW));
        pane(page, keys[1], (wall + 1, outer.right().saturating_sub(wall + 2)));
    }
    page.y = outer.bottom();
}

fn end(model: &Model, outcome: &Outcome, page: &mut Paper<'_>) {
    let words = model.words;
    match outcome {
        Outcome::Kept(path) => {
            let chosen = model.chosen().map(|chosen| encoding(words, chosen)).unwrap_or_default();
            page.say(&words.fill("doctor.kept", &[&chosen]), Ink::Strong);
            page.say(&path.display().to_string(), Ink::Dim);
            if model.seen.as_ref().is_some_and(|seen| seen.borders == Some(false)) {
                page.say(words.say("doctor.crooked"), Ink::Plain);
            }
            if model.is_overruled() {
                let wish = model.findings.bidi.name();
                page.say(&words.fill("doctor.overruled", &[wish]), Ink::Warning);
            }
        }
        Outcome::NotKept(cause) => page.say(&words.fill("doctor.not-kept", &[cause]), Ink::Warning),
        Outcome::NoneReads => page.say_twice("doctor.none-reads"),
        Outcome::Forgotten => page.say(words.say("doctor.forgotten"), Ink::Strong),
    }
}

/// The keys that count on the page, and what they do.
fn keys(model: &Model) -> Vec<(String, &'static str)> {
    let letter = |c: char| match keymap::arabic(c) {
        Some(arabic) if model.arabic_keys => arabic.to_string(),
        _ => c.to_string(),
    };
    let answers = if model.arabic_keys { ["ن", "ل"] } else { ["y", "n"] };
    let named = |key: &str, does| (key.to_owned(), does);
    let mut keys = match &model.page {
        Page::Findings => vec![named("Enter", "doctor.key-test")],
        Page::Lines(_) => {
            let mut keys = vec![named("1…9", "doctor.key-reads"), named("0", "doctor.key-none")];
            if model.sheets().len() > 1 {
                keys.push(named("Tab", "doctor.key-others"));
            }
            keys
        }
        Page::Marks | Page::Borders => {
            vec![named(answers[0], "yes"), named(answers[1], "no"), named("Backspace", "doctor.key-back")]
        }
        Page::End(_) => vec![named("Enter", "hint.back")],
    };
    if matches!(model.page, Page::Findings | Page::Lines(_)) && model.findings.seen.is_some() {
        keys.push((letter('d'), "doctor.key-forget"));
    }
    if !matches!(model.page, Page::End(_)) {
        keys.push(named("Esc", "doctor.key-leave"));
    }
    keys
}
