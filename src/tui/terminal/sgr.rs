//! Paint as SGR sequences, written compactly: only what differs from what the terminal has now.

use std::io::Write;

use ratatui::style::{Color, Modifier};

use super::grid::Paint;

/// Attributes and the SGR numbers that turn them on.
const ATTRIBUTES: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Remembers what the terminal paints with, and writes the way to what it should paint with.
#[derive(Debug, Clone, Default)]
pub struct Brush {
    now: Option<Paint>,
}

impl Brush {
    /// Nothing is known of the terminal's attributes any more.
    pub fn forget(&mut self) {
        self.now = None;
    }

    /// Whether the terminal paints with `paint` already.
    pub fn paints(&self, paint: Paint) -> bool {
        self.now == Some(paint)
    }

    /// Writes what makes the terminal paint with `paint`; nothing where it does already.
    pub fn paint(&mut self, paint: Paint, out: &mut Vec<u8>) {
        if self.paints(paint) {
            return;
        }
        let codes = match self.now {
            Some(now) if !must_reset(now, paint) => difference(now, paint),
            _ => [vec!["0".to_owned()], difference(Paint::default(), paint)].concat(),
        };
        // Writing to a vector cannot fail.
        let _ = write!(out, "\x1b[{}m", codes.join(";"));
        self.now = Some(paint);
    }
}

/// Whether a reset is the shortest or the only safe way: something goes off (22 ends both bold and dim).
fn must_reset(now: Paint, then: Paint) -> bool {
    !then.modifier.contains(now.modifier) || then == Paint::default()
}

fn difference(now: Paint, then: Paint) -> Vec<String> {
    let added = then.modifier.difference(now.modifier);
    let on = ATTRIBUTES.iter().filter(|(modifier, _)| added.contains(*modifier));
    let mut codes: Vec<String> = on.map(|(_, code)| code.to_string()).collect();
    if now.fg != then.fg {
        codes.push(color(then.fg, 30));
    }
    if now.bg != then.bg {
        codes.push(color(then.bg, 40));
    }
    if now.underline != then.underline {
        codes.push(underline(then.underline));
    }
    codes
}

/// A colour in the foreground (`base` 30) or background (`base` 40).
fn color(color: Color, base: u8) -> String {
    let named = |index: u8| (base + index).to_string();
    let bright = |index: u8| (base + 60 + index).to_string();
    match color {
        Color::Reset => named(9),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    }
}

fn underline(color: Color) -> String {
    match color {
        Color::Rgb(red, green, blue) => format!("58:2::{red}:{green}:{blue}"),
        Color::Indexed(index) => format!("58:5:{index}"),
        _ => "59".to_owned(),
    }
}

/// The same paint without colours: what `NO_COLOR` leaves. Attributes stay.
pub const fn without_color(paint: Paint) -> Paint {
    Paint { fg: Color::Reset, bg: Color::Reset, underline: Color::Reset, modifier: paint.modifier }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paints: &[Paint], expected: &str) {
        let (mut brush, mut out) = (Brush::default(), Vec::new());
        for paint in paints {
            brush.paint(*paint, &mut out);
        }
        assert_eq!(String::from_utf8(out).unwrap().replace('\x1b', "^"), expected);
    }

    const RED: Paint = Paint { fg: Color::Red, bg: Color::Reset, underline: Color::Reset, modifier: Modifier::empty() };
    const PLAIN: Paint = Paint { fg: Color::Reset, ..RED };
    const BOLD_RED: Paint = Paint { modifier: Modifier::BOLD, ..RED };

    #[test]
    fn the_first_paint_resets() {
        check(&[PLAIN], "^[0m");
        check(&[RED], "^[0;31m");
    }

    #[test]
    fn only_the_difference_is_written() {
        check(&[RED, RED], "^[0;31m");
        check(&[RED, BOLD_RED], "^[0;31m^[1m");
        check(&[BOLD_RED, RED, PLAIN], "^[0;1;31m^[0;31m^[0m");
    }

    #[test]
    fn colours_in_all_kinds() {
        check(&[Paint { fg: Color::White, bg: Color::Indexed(17), ..PLAIN }], "^[0;97;48;5;17m");
        check(&[Paint { fg: Color::Rgb(1, 2, 3), ..PLAIN }], "^[0;38;2;1;2;3m");
    }

    #[test]
    fn without_colours_attributes_stay() {
        assert_eq!(without_color(BOLD_RED), Paint { modifier: Modifier::BOLD, ..PLAIN });
    }
}
