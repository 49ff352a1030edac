//! `split-colour`: visual order for QTermWidget, which draws each run of equal attributes as one string with Qt's own
//! bidi. Neighbouring Arabic cells differ by one step in the blue of their colour, so that each is drawn alone.

use ratatui::style::Color;

use super::{Piece, class};

/// Gives the Arabic cells of every other column the neighbouring colour.
pub fn encode(row: &mut [Piece], light: bool) {
    for piece in row.iter_mut().filter(|piece| class::is_arabic(piece) || class::is_arabic_digit(piece)) {
        let (red, green, blue) = rgb(piece.paint.fg, light);
        let step = (piece.seen_at.0 % 2) as u8;
        let blue = if blue == u8::MAX { blue - step } else { blue + step };
        piece.paint.fg = Color::Rgb(red, green, blue);
    }
}

/// A colour as numbers; the named ones as Konsole's and QTerminal's usual schemes have them.
fn rgb(color: Color, light: bool) -> (u8, u8, u8) {
    match color {
        Color::Rgb(red, green, blue) => (red, green, blue),
        Color::Reset if light => (0x20, 0x20, 0x20),
        Color::Reset => (0xCC, 0xCC, 0xCC),
        Color::Indexed(index) => indexed(index),
        named => indexed(index_of(named)),
    }
}

/// The number of a named colour in the palette of 16.
const fn index_of(color: Color) -> u8 {
    match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        _ => 15,
    }
}

/// A colour of the palette of 256: 16 named, a cube of 6 steps, 24 greys.
fn indexed(index: u8) -> (u8, u8, u8) {
    const NAMED: [(u8, u8, u8); 16] = [
        (0, 0, 0),
        (178, 24, 24),
        (24, 178, 24),
        (178, 104, 24),
        (24, 24, 178),
        (178, 24, 178),
        (24, 178, 178),
        (178, 178, 178),
        (104, 104, 104),
        (255, 84, 84),
        (84, 255, 84),
        (255, 255, 84),
        (84, 84, 255),
        (255, 84, 255),
        (84, 255, 255),
        (255, 255, 255),
    ];
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..=15 => NAMED[usize::from(index)],
        16..=231 => {
            let cube = index - 16;
            (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        _ => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}
