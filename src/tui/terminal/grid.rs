//! The visual frame: what stands in every cell of the screen, from left to right.

use compact_str::CompactString;
use ratatui::buffer::{Cell, CellDiffOption, CellWidth};
use ratatui::style::{Color, Modifier};

/// What stands where something may not be sent.
const REPLACEMENT: char = '\u{FFFD}';

/// How a cell is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Paint {
    /// The colour of the letters.
    pub fg: Color,
    /// The colour behind them.
    pub bg: Color,
    /// The colour of the underline.
    pub underline: Color,
    /// Bold, underlined, reversed and so on.
    pub modifier: Modifier,
}

impl Paint {
    /// How a cell of ratatui is painted.
    const fn of(cell: &Cell) -> Paint {
        Paint { fg: cell.fg, bg: cell.bg, underline: cell.underline_color, modifier: cell.modifier }
    }
}

/// Whether a cluster is one printable ASCII character, one Arabic form (U+FE80 to U+FEFC) or one piece of a frame (U+2500
/// to U+257F): told without a look at tables, these take one column everywhere.
pub const fn is_plain(symbol: &[u8]) -> bool {
    matches!(symbol, [b' '..=b'~'] | [0xef, 0xba, _] | [0xef, 0xbb, 0x80..=0xbc] | [0xe2, 0x94 | 0x95, _])
}

/// One column of the frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// A grapheme cluster without control characters; empty in the second column of a wide one.
    pub symbol: CompactString,
    /// Columns: 1, 2, or 0 in the second column of a wide cluster.
    pub width: u8,
    /// How it is painted.
    pub paint: Paint,
}

impl Slot {
    /// A blank.
    pub const BLANK: Slot = Slot {
        symbol: CompactString::const_new(" "),
        width: 1,
        paint: Paint { fg: Color::Reset, bg: Color::Reset, underline: Color::Reset, modifier: Modifier::empty() },
    };

    /// One cluster of `width` columns in the default colours.
    pub fn new(symbol: &str, width: u8) -> Slot {
        Slot { symbol: clean(symbol), width, paint: Paint::default() }
    }

    /// Whether marks stand on the letter.
    fn has_marks(&self) -> bool {
        self.symbol.chars().next().is_some_and(|first| first.len_utf8() < self.symbol.len())
    }

    /// What a cell of ratatui shows. Control characters do not get past this point.
    pub fn of(cell: &Cell) -> Slot {
        let paint = Paint::of(cell);
        if is_plain(cell.symbol().as_bytes()) {
            return Slot { symbol: CompactString::new(cell.symbol()), width: 1, paint };
        }
        let symbol = clean(cell.symbol());
        let columns = symbol.as_str().cell_width();
        let width = columns.clamp(1, 2) as u8;
        if columns == 0 {
            // A cell of zero-width characters alone would pull the rest of the row to the left.
            return Slot { paint, ..Slot::BLANK };
        }
        Slot { symbol, width, paint }
    }
}

/// The same cluster with a visible sign for every control character.
fn clean(symbol: &str) -> CompactString {
    if !symbol.chars().any(char::is_control) {
        return CompactString::new(symbol);
    }
    symbol.chars().map(|c| if c.is_control() { REPLACEMENT } else { c }).collect()
}

/// Whether a cell is to stay as it was.
#[expect(deprecated, reason = "widgets made for older ratatui say it so")]
const fn is_left_out(cell: &Cell) -> bool {
    matches!(cell.diff_option, CellDiffOption::Skip) || cell.skip && matches!(cell.diff_option, CellDiffOption::None)
}

/// A frame of `width` × `height` slots, and which of them have changed since they were last sent.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    width: u16,
    height: u16,
    slots: Vec<Slot>,
    changed: Vec<bool>,
}

impl Grid {
    /// A blank frame.
    pub fn new(width: u16, height: u16) -> Grid {
        let len = usize::from(width) * usize::from(height);
        Grid { width, height, slots: vec![Slot::BLANK; len], changed: vec![false; len] }
    }

    /// Columns.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// Rows.
    pub const fn height(&self) -> u16 {
        self.height
    }

    /// The slots of row `y`, from left to right; empty below the frame.
    pub fn row(&self, y: u16) -> &[Slot] {
        self.slots.get(self.range(y)).unwrap_or_default()
    }

    /// Which slots of row `y` have changed since [`Grid::settle`].
    pub fn changed(&self, y: u16) -> &[bool] {
        self.changed.get(self.range(y)).unwrap_or_default()
    }

    /// Puts a whole screen of ratatui's cells, row after row, in the paint that `painted` makes of theirs. Only those that
    /// differ are looked at closely; behind a wide one the next is none of its own.
    pub fn take(&mut self, cells: &[Cell], painted: impl Fn(Paint) -> Paint) {
        for (y, row) in (0..self.height).zip(cells.chunks(usize::from(self.width.max(1)))) {
            let start = self.range(y).start;
            let mut x = 0;
            while let Some(cell) = row.get(x) {
                let paint = painted(Paint::of(cell));
                let slot = &self.slots[start + x];
                let columns = if is_left_out(cell) {
                    1
                } else if slot.width > 0 && slot.symbol.as_bytes() == cell.symbol().as_bytes() && slot.paint == paint {
                    slot.width
                } else {
                    let slot = Slot { paint, ..Slot::of(cell) };
                    let columns = slot.width;
                    self.put(x as u16, y, slot);
                    columns
                };
                x += match cell.diff_option {
                    CellDiffOption::ForcedWidth(columns) => usize::from(columns.get()),
                    _ => usize::from(columns),
                };
            }
        }
    }

    /// Puts `slot` at column `x` of row `y`; nothing where that lies outside the frame.
    pub fn put(&mut self, x: u16, y: u16, slot: Slot) {
        if x >= self.width || y >= self.height {
            return;
        }
        let at = self.range(y).start + usize::from(x);
        if (slot.width, self.slots[at].width) == (1, 1) {
            return self.set(at, slot);
        }
        let wide = slot.width == 2;
        if wide && x + 1 >= self.width {
            return self.set(at, Slot { paint: slot.paint, ..Slot::BLANK });
        }
        if self.slots[at].width == 0 && x > 0 {
            let paint = self.slots[at - 1].paint;
            self.set(at - 1, Slot { paint, ..Slot::BLANK });
        }
        self.drop_tail(at, x);
        if wide {
            self.drop_tail(at + 1, x + 1);
            self.set(at + 1, Slot { symbol: CompactString::const_new(""), width: 0, paint: slot.paint });
        }
        self.set(at, slot);
    }

    /// Blanks the second half of a wide cluster whose first half is about to go.
    fn drop_tail(&mut self, at: usize, x: u16) {
        if self.slots[at].width == 2 && x + 1 < self.width {
            let paint = self.slots[at].paint;
            self.set(at + 1, Slot { paint, ..Slot::BLANK });
        }
    }

    fn set(&mut self, at: usize, slot: Slot) {
        if self.slots[at] == slot {
            return;
        }
        if !self.slots[at].symbol.is_ascii() {
            self.wipe_round(at);
        }
        self.slots[at] = slot;
        self.changed[at] = true;
    }

    /// Sends the cells round a cell again, those beside a letter and all round one with marks: terminals that draw cell by
    /// cell (xterm) let glyphs reach into them, and wipe a cell no further than its own edges.
    fn wipe_round(&mut self, at: usize) {
        let width = usize::from(self.width);
        let (y, x) = (at / width, at % width);
        let reach = usize::from(self.slots[at].has_marks());
        for y in y.saturating_sub(reach)..=(y + reach).min(usize::from(self.height) - 1) {
            let row = y * width;
            self.changed[row + x.saturating_sub(1)..=row + (x + 1).min(width - 1)].fill(true);
        }
    }

    /// Everything changed up to here has been sent.
    pub fn settle(&mut self) {
        self.changed.fill(false);
    }

    /// The screen behind the frame has been cleared: what is not blank must be sent.
    pub fn unsettle(&mut self) {
        for (slot, changed) in self.slots.iter().zip(&mut self.changed) {
            *changed = *slot != Slot::BLANK;
        }
    }

    fn range(&self, y: u16) -> std::ops::Range<usize> {
        let start = usize::from(y) * usize::from(self.width);
        start..start + usize::from(self.width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(grid: &Grid) -> String {
        grid.row(0).iter().map(|slot| slot.symbol.as_str()).collect()
    }

    #[test]
    fn what_a_glyph_reaches_into_is_sent_again() {
        let mut grid = Grid::new(4, 3);
        grid.put(2, 1, Slot::new("ا\u{64b}", 1));
        grid.settle();
        grid.put(2, 1, Slot::new("ا", 1));
        let changed: Vec<&[bool]> = (0..3).map(|y| grid.changed(y)).collect();
        assert_eq!(changed, [[false, true, true, true]; 3]);
        grid.put(0, 0, Slot::new("ر", 1));
        grid.settle();
        grid.put(0, 0, Slot::BLANK);
        let changed: Vec<&[bool]> = (0..2).map(|y| grid.changed(y)).collect();
        assert_eq!(changed, [[true, true, false, false], [false; 4]]);
    }

    #[test]
    fn a_wide_cluster_takes_two_slots_and_loses_both() {
        let mut grid = Grid::new(4, 1);
        grid.put(1, 0, Slot::new("日", 2));
        assert_eq!(shown(&grid), " 日 ");
        grid.put(2, 0, Slot::new("b", 1));
        assert_eq!(shown(&grid), "  b ");
        grid.put(1, 0, Slot::new("日", 2));
        grid.put(1, 0, Slot::new("a", 1));
        assert_eq!(shown(&grid), " a  ");
    }

    #[test]
    fn only_what_differs_is_changed() {
        let mut grid = Grid::new(3, 1);
        grid.put(0, 0, Slot::new("a", 1));
        assert_eq!(grid.changed(0), [true, false, false]);
        grid.settle();
        grid.put(0, 0, Slot::new("a", 1));
        assert_eq!(grid.changed(0), [false, false, false]);
    }

    #[test]
    fn control_characters_do_not_get_in() {
        let slot = Slot::new("a\u{1b}\u{9b}", 1);
        assert_eq!(slot.symbol, "a\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn nothing_is_put_outside() {
        let mut grid = Grid::new(2, 1);
        grid.put(2, 0, Slot::new("a", 1));
        grid.put(0, 1, Slot::new("a", 1));
        grid.put(1, 0, Slot::new("日", 2));
        assert_eq!(shown(&grid), "  ");
    }
}
