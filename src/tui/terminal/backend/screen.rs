//! ratatui's `Terminal` over our backend, without its comparison of frames: that measures every cell of every frame, the
//! grid only those that differ.

use std::io::{self, Write};

use ratatui::buffer::Cell;
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};

use super::RowBackend;

/// A screen to draw frames on.
#[derive(Debug)]
pub struct Screen<W: Write> {
    terminal: Terminal<RowBackend<W>>,
    /// The cells of the last frame, whose space the next one takes.
    cells: Vec<Cell>,
}

impl<W: Write> Screen<W> {
    /// A screen of which nothing is known yet.
    pub fn new(backend: RowBackend<W>) -> io::Result<Screen<W>> {
        Ok(Screen { terminal: Terminal::new(backend)?, cells: Vec::new() })
    }

    /// What sends the frames.
    pub const fn backend(&self) -> &RowBackend<W> {
        self.terminal.backend()
    }

    /// The same, to say how.
    pub const fn backend_mut(&mut self) -> &mut RowBackend<W> {
        self.terminal.backend_mut()
    }

    /// Its size.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Draws a frame and sends what has changed. ratatui is left with no cells to compare; the cursor is its own.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        let cells = &mut self.cells;
        self.terminal.backend_mut().holds = true;
        let drawn = self.terminal.draw(|frame| {
            let buffer = frame.buffer_mut();
            if buffer.content.is_empty() {
                cells.clear();
                cells.resize(buffer.area.area() as usize, Cell::EMPTY);
                buffer.content = std::mem::take(cells);
            }
            render(frame);
            *cells = std::mem::take(&mut frame.buffer_mut().content);
        });
        let drawn = drawn.map(|_| ());
        let backend = self.terminal.backend_mut();
        backend.holds = false;
        drawn?;
        backend.show(&self.cells)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Color;

    use super::*;
    use crate::tui::terminal::backend::Sending;

    fn screen() -> Screen<Vec<u8>> {
        Screen::new(RowBackend::new(Vec::new(), Size::new(6, 2), Sending::default())).unwrap()
    }

    /// What stands on the screen after a frame of those symbols, each in the color of that number.
    fn drawn(screen: &mut Screen<Vec<u8>>, frame: &[(&str, u8)]) -> Vec<(String, Color)> {
        let render = |shown: &mut Frame| {
            for (cell, (symbol, color)) in shown.buffer_mut().content.iter_mut().zip(frame) {
                cell.set_symbol(symbol).set_fg(Color::Indexed(*color));
            }
        };
        screen.draw(render).unwrap();
        let rows = (0..2).flat_map(|y| screen.terminal.backend().grid.row(y).to_vec());
        rows.map(|slot| (slot.symbol.to_string(), slot.paint.fg)).collect()
    }

    proptest! {
        #[test]
        fn each_frame_is_what_it_is_on_a_fresh_screen(frames in prop::collection::vec(prop::collection::vec(
            (prop::sample::select(vec![" ", "a", "ﺏ", "日", "⌨️", "ب\u{64e}", "\u{301}", "\u{1b}"]), 0u8..2), 12), 1..5)) {
            let mut same = screen();
            for frame in &frames {
                prop_assert_eq!(drawn(&mut same, frame), drawn(&mut screen(), frame));
            }
        }
    }

    #[test]
    fn nothing_is_sent_again_and_a_cell_that_goes_is_blanked() {
        let mut screen = screen();
        drawn(&mut screen, &[("a", 0), ("b", 0)]);
        let sent = screen.terminal.backend().out.len();
        drawn(&mut screen, &[("a", 0), ("b", 0)]);
        assert_eq!(screen.terminal.backend().out.len(), sent);
        assert_eq!(drawn(&mut screen, &[("a", 0)])[1].0, " ");
        assert!(screen.terminal.backend().out.len() > sent);
    }
}
