//! From a place on the screen to the text and back: the word that is clicked is marked wherever it is seen.
//!
//! ```sh
//! cargo run --example hit_test              # sent as this terminal needs it
//! cargo run --example hit_test -- --plain   # through ratatui's CrosstermBackend
//! ```
//!
//! Click on a word, or drag over the text (with `--plain` the pointer alone does); the wheel scrolls, `q` leaves. A click is
//! reported by the terminal as a column of the screen; a [`Session`](isnad::tui::terminal::Session) also undoes what some
//! terminals do to that column in rows that they reorder.

mod common;

use std::ops::ControlFlow;

use common::Screen;
use isnad::span::{Offset, Span};
use isnad::tui::terminal::Event;
use isnad::widgets::{BidiParagraph, ParagraphState, word_at};
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, MouseEventKind};
use ratatui::layout::{Constraint, Layout, Position};
use ratatui::style::Style;
use ratatui::widgets::Block;

const TEXT: &str = "وقال المتحدث باسم الشركة، John Haddad، إن السعر 45.5 دولارا (USD) ولن يتغير قبل 2031.\n\
    \n\
    The word لا is one cell, السَّلامُ keeps its marks, and a long word that is cut at the end of a row, such as \
    الاستراتيجيات, is marked in both.";

#[derive(Default)]
struct Pointer {
    text: ParagraphState,
    cell: Position,
    hit: Option<Offset>,
}

impl Screen for Pointer {
    fn draw(&mut self, frame: &mut Frame) {
        let [top, bottom] = Layout::vertical([Constraint::Fill(1), Constraint::Length(5)]).areas(frame.area());
        let word = self.hit.and_then(|offset| word_at(TEXT, offset));
        let marked = word.map(|word| (word, Style::new().black().on_yellow()));
        let text = BidiParagraph::new(TEXT).styles(marked).block(Block::bordered().title(" click on a word "));
        frame.render_stateful_widget(text, top, &mut self.text);
        frame.render_widget(BidiParagraph::new(self.says(word)).block(Block::bordered()), bottom);
    }

    fn on(&mut self, event: Event) -> ControlFlow<()> {
        match event {
            Event::Key(key) if matches!(key.code, KeyCode::Char('q') | KeyCode::Esc) => return ControlFlow::Break(()),
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::ScrollDown => self.text.scroll_by(1),
                MouseEventKind::ScrollUp => self.text.scroll_by(-1),
                _ => {
                    self.cell = Position::new(mouse.column, mouse.row);
                    self.hit = self.text.offset_at(self.cell);
                }
            },
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

impl Pointer {
    fn says(&self, word: Option<Span>) -> String {
        let Position { x, y } = self.cell;
        let Some(offset) = self.hit else { return format!("column {x}, row {y}: no text") };
        let Some(word) = word else { return format!("column {x}, row {y}: byte {}, between words", offset.0) };
        let cells = self.text.areas_of(word).into_iter().map(|area| format!("{}…{}", area.left(), area.right() - 1));
        let cells: Vec<String> = cells.collect();
        let place = format!("column {x}, row {y}: byte {}, columns {}", offset.0, cells.join(" and "));
        format!("{place}\n{}", word.of(TEXT))
    }
}

fn main() -> anyhow::Result<()> {
    common::run(&mut Pointer::default())
}
