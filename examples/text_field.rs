//! Two text fields, of one line and of many, whose caret moves rightly in mixed text.
//!
//! ```sh
//! cargo run --example text_field              # sent as this terminal needs it
//! cargo run --example text_field -- --plain   # through ratatui's CrosstermBackend
//! ```
//!
//! Type Arabic and English, select with Shift and arrows or the mouse, cut, undo: `TextField::press` lists the keys. `Tab`
//! goes to the other field, `Esc` leaves. What is cut or copied stays in the program and comes back with `Ctrl+V`; a real
//! program would put it on the clipboard.

mod common;

use std::ops::ControlFlow;

use common::Screen;
use isnad::text::{Direction, LayoutOptions};
use isnad::tui::terminal::Event;
use isnad::widgets::{FieldView, Pressed, TextField, visual_line};
use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::widgets::Block;

struct Form {
    fields: [TextField; 2],
    focus: usize,
    clipboard: String,
}

impl Form {
    fn new() -> Form {
        let title = TextField::single().max_length(80);
        let note = TextField::multi().direction(Direction::AutoRightToLeft);
        Form { fields: [title, note], focus: 0, clipboard: String::new() }
    }

    fn key(&mut self, key: KeyEvent) -> ControlFlow<()> {
        let field = &mut self.fields[self.focus];
        match key.code {
            KeyCode::Esc => return ControlFlow::Break(()),
            KeyCode::Tab | KeyCode::BackTab => self.focus = 1 - self.focus,
            KeyCode::Char('v') if key.modifiers == KeyModifiers::CONTROL => field.insert(&self.clipboard),
            _ => {
                if let Pressed::Copied(text) = field.press(key) {
                    self.clipboard = text;
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn mouse(&mut self, mouse: MouseEvent) {
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let clicked = self.fields.iter_mut().position(|field| field.click(at));
                self.focus = clicked.unwrap_or(self.focus);
            }
            MouseEventKind::Drag(MouseButton::Left) => self.fields[self.focus].drag(at),
            _ => {}
        }
    }

    fn show(&mut self, number: usize, view: FieldView<'_>, frame: &mut Frame, area: Rect) {
        let field = &mut self.fields[number];
        frame.render_stateful_widget(&view, area, field);
        if let Some(cursor) = view.cursor(field, area).filter(|_| self.focus == number) {
            frame.set_cursor_position(cursor);
        }
    }
}

impl Screen for Form {
    fn draw(&mut self, frame: &mut Frame) {
        let [one, many] = Layout::vertical([Constraint::Length(3), Constraint::Fill(1)]).areas(frame.area());
        let frame_of = |number: usize| {
            let colour = if self.focus == number { Color::Yellow } else { Color::DarkGray };
            Block::bordered().border_style(Style::new().fg(colour))
        };
        let arabic = |words: &'static str| visual_line(words, &LayoutOptions::of_width(30)).right_aligned();
        let title = FieldView::new().block(frame_of(0).title(" one line ")).placeholder("title");
        let note = FieldView::new().block(frame_of(1).title(arabic("ملاحظة"))).placeholder("اكتب هنا…");
        self.show(0, title, frame, one);
        self.show(1, note, frame, many);
    }

    fn on(&mut self, event: Event) -> ControlFlow<()> {
        match event {
            Event::Key(key) => return self.key(key),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Paste(text) => self.fields[self.focus].insert(&text),
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

fn main() -> anyhow::Result<()> {
    common::run(&mut Form::new())
}
