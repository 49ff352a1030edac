//! A ratatui backend that keeps the visual frame and sends changed rows in the terminal's encoding.
//!
//! ratatui hands over single changed cells in visual order. A terminal that reorders needs whole rows, so the frame is
//! kept here, compared row by row, and what changed is encoded and written in one go at [`Backend::flush`]: nothing
//! when nothing changed, changed cells alone where the encoding allows it.

mod screen;

use std::collections::BTreeMap;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::encode::{self, Piece, Recipe};
use super::grid::{Grid, Slot};
use super::sgr::{self, Brush};
use crate::span::Column;
pub use screen::Screen;

/// How many bytes it takes at least to move over unchanged cells.
const SHORTEST_MOVE: usize = 3;

/// How frames are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sending {
    /// What rows become.
    pub recipe: Recipe,
    /// Whether colours are left out (`NO_COLOR`, `--color never`).
    pub without_color: bool,
}

/// Who orders the letters of a row: what is sent before it, with the cursor in its first column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The program (`CSI 8 l`).
    Explicit,
    /// The terminal, as it does by itself (`CSI 8 h`).
    #[default]
    Implicit,
}

/// How one row is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowSending {
    /// What it becomes.
    pub recipe: Recipe,
    /// Who orders its letters.
    pub order: Order,
}

/// Rows that are sent otherwise than the rest, to show one encoding beside another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// The rows, by their numbers from 0.
    pub rows: BTreeMap<u16, RowSending>,
    /// Who orders the letters of all other rows.
    pub rest: Order,
    /// What is sent before a screen of these rows: a mode of the whole terminal.
    pub before: &'static str,
}

/// The backend. `W` is given one write for each frame.
#[derive(Debug)]
pub struct RowBackend<W: Write> {
    out: W,
    grid: Grid,
    sending: Sending,
    prefix: Vec<u8>,
    clear: bool,
    brush: Brush,
    /// The rows as they were last sent, where that differs from what is seen.
    sent: Vec<Option<Vec<Piece>>>,
    cursor: Cursor,
    rows: Rows,
    /// Whether a flush sends nothing yet.
    holds: bool,
}

/// The text cursor: where it should be, whether it is wanted, and what the terminal has now.
#[derive(Debug, Default, Clone, Copy)]
struct Cursor {
    at: Position,
    wanted: bool,
    shown_at: Option<Position>,
}

impl<W: Write> RowBackend<W> {
    /// A backend for a screen of `size`, which is cleared before the first frame. The cursor is taken to be hidden.
    pub fn new(out: W, size: Size, sending: Sending) -> RowBackend<W> {
        RowBackend {
            out,
            grid: Grid::new(size.width, size.height),
            sending,
            prefix: Vec::new(),
            clear: true,
            brush: Brush::default(),
            sent: vec![None; usize::from(size.height)],
            cursor: Cursor::default(),
            rows: Rows::default(),
            holds: false,
        }
    }

    /// What is written to.
    pub const fn out(&self) -> &W {
        &self.out
    }

    /// How frames are sent now.
    pub const fn sending(&self) -> Sending {
        self.sending
    }

    /// Sends frames otherwise from now on; everything is sent again with the next flush.
    pub fn send_as(&mut self, sending: Sending) {
        self.sending = sending;
        self.redraw();
    }

    /// Sends single rows otherwise from now on; everything is sent again where they are others than before.
    pub fn send_rows(&mut self, rows: Rows) {
        if self.rows != rows {
            self.rows = rows;
            self.redraw();
        }
    }

    /// Clears the screen and sends everything again with the next flush.
    pub fn redraw(&mut self) {
        self.clear = true;
    }

    /// Bytes to be written before the next frame, in the same write. The cursor is hidden after them.
    pub fn before_next_frame(&mut self, bytes: &[u8]) {
        self.prefix.extend_from_slice(bytes);
        self.brush.forget();
        self.cursor.shown_at = None;
    }

    /// The terminal has another size. ratatui notices at the next draw.
    pub fn resize(&mut self, size: Size) {
        if (size.width, size.height) != (self.grid.width(), self.grid.height()) {
            self.grid = Grid::new(size.width, size.height);
            self.sent = vec![None; usize::from(size.height)];
            self.clear = true;
        }
    }

    /// The column that is seen where the terminal reports column `x` of row `y`.
    pub fn seen_column(&self, x: u16, y: u16) -> u16 {
        match self.sent.get(usize::from(y)) {
            Some(Some(pieces)) => encode::seen_column(pieces, Column(x)).0,
            _ => x,
        }
    }

    /// Sends what differs from `cells`, those of the whole screen.
    fn show(&mut self, cells: &[Cell]) -> io::Result<()> {
        if self.sending.without_color {
            self.grid.take(cells, sgr::without_color);
        } else {
            self.grid.take(cells, |paint| paint);
        }
        self.flush()
    }

    fn frame(&mut self) -> Vec<u8> {
        let mut out = std::mem::take(&mut self.prefix);
        let before = out.len();
        if self.clear {
            out.extend_from_slice(self.rows.before.as_bytes());
            out.extend_from_slice(b"\x1b[0m\x1b[H\x1b[2J");
            self.brush.forget();
            self.grid.unsettle();
            self.sent.fill(None);
            self.clear = false;
        }
        for y in 0..self.grid.height() {
            if self.grid.changed(y).contains(&true) {
                self.row(y, &mut out);
            }
        }
        self.grid.settle();
        if out.len() > before && self.cursor.shown_at.take().is_some() {
            out.splice(before..before, *b"\x1b[?25l");
        }
        self.place_cursor(&mut out);
        out
    }

    fn row(&mut self, y: u16, out: &mut Vec<u8>) {
        let own = self.rows.rows.get(&y).copied();
        let recipe = own.map_or(self.sending.recipe, |own| own.recipe);
        if let Some(own) = own {
            order_row(y, own.order, out);
        }
        let pieces = encode::encode(self.grid.row(y), recipe);
        let changed = self.grid.changed(y);
        let is_changed = |piece: &Piece| {
            let start = usize::from(piece.seen_at.0);
            let columns = changed.get(start..start + usize::from(piece.width));
            columns.unwrap_or_default().contains(&true)
        };
        let (mut column, mut pen) = (0, None);
        let mut follows_unsure = false;
        for (at, piece) in pieces.iter().enumerate() {
            if !recipe.encoding.is_local() || follows_unsure || is_changed(piece) {
                let is_sure = encode::is_sure(piece);
                if !self.bridge(pen, column, pieces.get(..at).unwrap_or_default(), out) {
                    move_to(pen, (column, y), out);
                }
                self.brush.paint(piece.paint, out);
                if !is_sure {
                    erase(piece.width, out);
                }
                out.extend_from_slice(piece.text.as_bytes());
                // What the terminal took is not known: the next piece is sent too, and to its own column.
                follows_unsure = !is_sure;
                pen = is_sure.then_some(column + u16::from(piece.width));
            }
            column += u16::from(piece.width);
        }
        if own.is_some() {
            out.extend_from_slice(self.rows.rest.sequence().as_bytes());
        }
        if let Some(sent) = self.sent.get_mut(usize::from(y)) {
            let turned = pieces.iter().scan(0, |at, piece| {
                let start = *at;
                *at += u16::from(piece.width);
                Some(start != piece.seen_at.0)
            });
            *sent = turned.into_iter().any(|turned| turned).then_some(pieces);
        }
    }

    /// Writes the unchanged pieces between `pen` and `column` again where that is shorter than moving over them.
    fn bridge(&self, pen: Option<u16>, column: u16, before: &[Piece], out: &mut Vec<u8>) -> bool {
        let Some(gap) = pen.and_then(|pen| column.checked_sub(pen)).map(usize::from) else { return false };
        let Some(gap) = before.len().checked_sub(gap).and_then(|start| before.get(start..)) else { return false };
        let short = gap.len() <= SHORTEST_MOVE
            && gap.iter().all(|piece| piece.text.len() == 1 && self.brush.paints(piece.paint));
        if short {
            gap.iter().for_each(|piece| out.extend_from_slice(piece.text.as_bytes()));
        }
        short
    }

    /// Shows the cursor where it is wanted; in a row that was sent turned round, on the cell that is seen there.
    fn place_cursor(&mut self, out: &mut Vec<u8>) {
        let wanted = self.cursor.wanted.then_some(self.cursor.at);
        if wanted == self.cursor.shown_at {
            return;
        }
        match wanted {
            Some(at) => {
                let column = match self.sent.get(usize::from(at.y)) {
                    Some(Some(pieces)) => encode::sent_column(pieces, Column(at.x)).0,
                    _ => at.x,
                };
                move_to(None, (column, at.y), out);
                if self.cursor.shown_at.is_none() {
                    out.extend_from_slice(b"\x1b[?25h");
                }
            }
            None => out.extend_from_slice(b"\x1b[?25l"),
        }
        self.cursor.shown_at = wanted;
    }
}

impl Order {
    const fn sequence(self) -> &'static str {
        match self {
            Order::Explicit => "\x1b[8l",
            Order::Implicit => "\x1b[8h",
        }
    }
}

/// Says who orders row `y`. VTE keeps that by row, and gives it to the row of the cursor only from its first column.
fn order_row(y: u16, order: Order, out: &mut Vec<u8>) {
    move_to(None, (0, y), out);
    out.extend_from_slice(order.sequence().as_bytes());
}

/// Moves from column `pen` of the same row, or from nowhere known.
fn move_to(pen: Option<u16>, (x, y): (u16, u16), out: &mut Vec<u8>) {
    // Writing to a vector cannot fail.
    let _ = match pen {
        Some(at) if at == x => Ok(()),
        Some(at) if at + 1 == x => out.write_all(b"\x1b[C"),
        Some(at) if at < x => write!(out, "\x1b[{}C", x - at),
        _ => write!(out, "\x1b[{};{}H", y + 1, x + 1),
    };
}

/// Blanks `columns` columns without moving: a terminal that takes fewer for what comes leaves nothing old beside it.
fn erase(columns: u8, out: &mut Vec<u8>) {
    let _ = write!(out, "\x1b[{columns}X");
}

impl<W: Write> Backend for RowBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            let mut slot = Slot::of(cell);
            if self.sending.without_color {
                slot.paint = sgr::without_color(slot.paint);
            }
            self.grid.put(x, y, slot);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor.wanted = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor.wanted = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.at)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor.at = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, kind: ClearType) -> io::Result<()> {
        let (width, height) = (self.grid.width(), self.grid.height());
        let Position { x, y } = self.cursor.at;
        let (from, to) = match kind {
            ClearType::All => {
                self.grid = Grid::new(width, height);
                self.clear = true;
                return Ok(());
            }
            ClearType::AfterCursor => ((x, y), (width, height.saturating_sub(1))),
            ClearType::BeforeCursor => ((0, 0), (x, y)),
            ClearType::CurrentLine => ((0, y), (width, y)),
            ClearType::UntilNewLine => ((x, y), (width, y)),
        };
        for row in from.1..=to.1 {
            let start = if row == from.1 { from.0 } else { 0 };
            let end = if row == to.1 { to.0 } else { width };
            (start..end).for_each(|column| self.grid.put(column, row, Slot::BLANK));
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(Size::new(self.grid.width(), self.grid.height()))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.holds {
            return Ok(());
        }
        let frame = self.frame();
        if frame.is_empty() {
            return Ok(());
        }
        self.out.write_all(&frame)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
