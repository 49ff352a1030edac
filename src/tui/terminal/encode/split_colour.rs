//! `split-colour`: visual order for QTermWidget, which draws each run of equal attributes as one string with Qt's own
//! bidi. Neighbouring Arabic cells get colours that count as different, so that each is drawn alone: a named colour and
//! the same one by its number, a number and the same in red, green and blue, and else one step more or less of blue.
//! The terminal does not tell its default colours; the usual ones stand in for them. Neutrals in a colour are split too:
//! a blank between two letters of its own colour would join them into one string.

use ratatui::style::{Color, Modifier};

use super::{Piece, class};
use crate::tui::terminal::grid::Paint;

/// Gives the Arabic cells of every other column the neighbouring colour, and the cells beside them: a blank of the colour
/// of the letters on its two sides would make one string of the three.
pub fn encode(row: &mut [Piece], light: bool) {
    let pulls: Vec<bool> = row.iter().map(|piece| class::is_arabic(piece) || class::is_arabic_digit(piece)).collect();
    for (at, piece) in row.iter_mut().enumerate() {
        let neighbours = pulls.get(at.saturating_sub(1)..pulls.len().min(at + 2)).unwrap_or_default();
        if neighbours.contains(&true) {
            piece.paint = split(piece.paint, piece.seen_at.0 % 2 == 1, light);
        } else if piece.paint.fg == Color::Reset && piece.paint.modifier.contains(Modifier::BOLD) {
            // Its own colour would be shown brighter than that of the letters beside it.
            piece.paint = split(piece.paint, false, light);
        }
    }
}

fn split(paint: Paint, odd: bool, light: bool) -> Paint {
    let bold = paint.modifier.contains(Modifier::BOLD);
    let Paint { fg, bg, modifier, .. } = paint;
    match fg {
        // Reversed, the default colour is the ground, and the default ground the letters.
        Color::Reset if modifier.contains(Modifier::REVERSED) && bg == Color::Reset => {
            let ground = if light { (0xFF, 0xFF, 0xFF) } else { (0, 0, 0) };
            Paint { bg: step(ground, odd), ..paint }
        }
        Color::Reset if light => Paint { fg: step((0x18, 0x18, 0x18), odd), ..paint },
        Color::Reset => Paint { fg: step((0xB2, 0xB2, 0xB2), odd), ..paint },
        Color::Rgb(red, green, blue) => Paint { fg: step((red, green, blue), odd), ..paint },
        _ if !odd => paint,
        Color::Indexed(index @ 16..) => {
            let (red, green, blue) = cube(index);
            Paint { fg: Color::Rgb(red, green, blue), ..paint }
        }
        Color::Indexed(index) => Paint { fg: named(index), ..paint },
        // A bold named colour is shown as the bright one.
        named if bold && index_of(named) < 8 => Paint { fg: Color::Indexed(index_of(named) + 8), ..paint },
        named => Paint { fg: Color::Indexed(index_of(named)), ..paint },
    }
}

/// The colour itself, or its neighbour in blue.
const fn step((red, green, blue): (u8, u8, u8), odd: bool) -> Color {
    match (odd, blue) {
        (false, _) => Color::Rgb(red, green, blue),
        (true, u8::MAX) => Color::Rgb(red, green, blue - 1),
        (true, _) => Color::Rgb(red, green, blue + 1),
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

/// The name of a colour of the palette of 16.
const fn named(index: u8) -> Color {
    match index {
        0 => Color::Black,
        1 => Color::Red,
        2 => Color::Green,
        3 => Color::Yellow,
        4 => Color::Blue,
        5 => Color::Magenta,
        6 => Color::Cyan,
        7 => Color::Gray,
        8 => Color::DarkGray,
        9 => Color::LightRed,
        10 => Color::LightGreen,
        11 => Color::LightYellow,
        12 => Color::LightBlue,
        13 => Color::LightMagenta,
        14 => Color::LightCyan,
        _ => Color::White,
    }
}

/// A colour of the palette of 256 above the named ones: a cube of 6 steps, then 24 greys.
const fn cube(index: u8) -> (u8, u8, u8) {
    const fn level(step: u8) -> u8 {
        if step == 0 { 0 } else { 55 + 40 * step }
    }
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return (grey, grey, grey);
    }
    let at = index.saturating_sub(16);
    (level(at / 36), level(at / 6 % 6), level(at % 6))
}
