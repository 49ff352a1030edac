//! Inks to styles: `assets/themes.tsv`. Attributes alone tell everything apart; colour is added where there is one.

use std::sync::LazyLock;

use ratatui::style::{Color, Modifier, Style};

use crate::tui::row::Ink;

const TABLE: &str = include_str!("../../../assets/themes.tsv");

/// The styles of the sources; further sources begin again, and keep their number.
const SOURCES: [&str; 6] = ["source-1", "source-2", "source-3", "source-4", "source-5", "source-6"];

/// What the terminal shows text on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Light text on dark.
    #[default]
    Dark,
    /// Dark text on light.
    Light,
}

struct Line {
    name: &'static str,
    dark: Color,
    light: Color,
    attributes: Modifier,
}

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| TABLE.lines().filter_map(line).collect());

/// The style called `name` in the table.
pub fn named(name: &str, ground: Ground) -> Style {
    let Some(line) = LINES.iter().find(|line| line.name == name) else { return Style::new() };
    let colour = match ground {
        Ground::Dark => line.dark,
        Ground::Light => line.light,
    };
    let style = Style::new().add_modifier(line.attributes);
    match (colour, ground) {
        (Color::Reset, _) => style,
        (colour, Ground::Dark) => style.fg(colour),
        // A faint colour is too light on a light ground.
        (colour, Ground::Light) => Style::new().add_modifier(line.attributes.difference(Modifier::DIM)).fg(colour),
    }
}

/// The style of an ink.
pub fn ink(ink: Ink, ground: Ground) -> Style {
    match ink {
        Ink::Plain => named("plain", ground),
        Ink::Dim => named("dim", ground),
        Ink::Strong => named("strong", ground),
        Ink::Cursor => named("cursor", ground),
        Ink::Warning => named("warning", ground),
        Ink::Source(number) => source(number, ground),
    }
}

/// The style of the source with that number, from 1.
pub fn source(number: usize, ground: Ground) -> Style {
    named(SOURCES[(number.max(1) - 1) % SOURCES.len()], ground)
}

fn line(text: &'static str) -> Option<Line> {
    if text.starts_with('#') {
        return None;
    }
    let mut fields = text.split('\t');
    let (name, dark, light) = (fields.next()?, colour(fields.next()?)?, colour(fields.next()?)?);
    let mut attributes = fields.next()?.split(' ').filter(|word| !word.is_empty()).map(attribute);
    let attributes = attributes.try_fold(Modifier::empty(), |all, one| Some(all | one?))?;
    Some(Line { name, dark, light, attributes })
}

fn colour(name: &str) -> Option<Color> {
    match name {
        "-" => Some(Color::Reset),
        name => name.replace("dark-gray", "darkgray").parse().ok(),
    }
}

fn attribute(name: &str) -> Option<Modifier> {
    match name {
        "bold" => Some(Modifier::BOLD),
        "dim" => Some(Modifier::DIM),
        "italic" => Some(Modifier::ITALIC),
        "underlined" => Some(Modifier::UNDERLINED),
        "reversed" => Some(Modifier::REVERSED),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_understood() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        for text in lines {
            assert!(line(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_dim_is_never_told_by_colour_alone_nor_too_light() {
        for line in LINES.iter().filter(|line| line.attributes.contains(Modifier::DIM)) {
            assert!(named(line.name, Ground::Dark).add_modifier.contains(Modifier::DIM), "{}", line.name);
            let light = named(line.name, Ground::Light);
            assert_eq!((light.fg, light.add_modifier), (Some(Color::DarkGray), Modifier::empty()), "{}", line.name);
        }
    }

    #[test]
    fn sources_differ_in_colour_and_all_are_underlined() {
        for ground in [Ground::Dark, Ground::Light] {
            let styles: Vec<Style> = (1..=SOURCES.len()).map(|number| source(number, ground)).collect();
            for (at, style) in styles.iter().enumerate() {
                assert!(style.add_modifier.contains(Modifier::UNDERLINED));
                assert!(!styles[..at].contains(style), "{style:?}");
            }
            assert_eq!(source(SOURCES.len() + 1, ground), source(1, ground));
        }
    }
}
