//! The help: all commands with their keys.

use crate::fold::{Level, folded};
use crate::text::Direction;
use crate::tui::keymap::{self, Binding, LIBRARY};
use crate::tui::row::{Flow, Ink, Piece, Row};
use crate::words::Words;

/// A key that help is given for: its group, what it does, and its names.
pub struct Known {
    /// The group.
    pub group: &'static str,
    /// What it does, as a key of the table of words.
    pub does: String,
    /// The key.
    pub binding: &'static Binding,
}

/// The keys of the reader.
pub fn of_reader() -> impl Iterator<Item = Known> {
    let all = keymap::bindings().iter().filter(|binding| !matches!(binding.group, "-" | LIBRARY));
    all.map(|binding| Known { group: binding.group, does: format!("command.{}", binding.name), binding })
}

/// Those of the keys whose words or names hold `typed`, under their groups.
pub fn rows(words: Words, known: impl Iterator<Item = Known>, typed: &str) -> Vec<Row> {
    let wanted = folded(typed.trim(), Level::Loose);
    let mut rows = Vec::new();
    let mut group = "";
    for Known { group: its_group, does, binding } in known {
        let does = words.say(&does);
        let keys: Vec<String> = binding.keys.iter().map(|key| both_names(key)).collect();
        let all = format!("{does} {}", keys.join(" · "));
        if !folded(&all, Level::Loose).contains(&wanted) {
            continue;
        }
        if group != its_group {
            group = its_group;
            rows.push(Row::of(vec![Piece::new(words.say(&format!("group.{group}")), Ink::Strong)]));
        }
        let mut tail: Vec<Piece> = Vec::new();
        for key in keys {
            if !tail.is_empty() {
                tail.push(Piece::new(" · ", Ink::Strong));
            }
            // What is printed on a key is not mirrored.
            let flow = Flow::Paragraph(Direction::LeftToRight);
            tail.push(Piece { flow, ..Piece::new(key, Ink::Strong) });
        }
        rows.push(Row::of(vec![Piece::plain(does).in_interface()]).indented(2).with_tail(tail));
    }
    rows
}

/// A key by the letter of either keyboard.
fn both_names(key: &str) -> String {
    let mut letters = key.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_alphabetic() || matches!(c, '/' | '?' | '[' | ']' | ',' | ';' | '\'' | '.') => {
            keymap::arabic(c).map_or(key.to_owned(), |arabic| format!("{c}\u{200e} {arabic}"))
        }
        _ if keymap::is_pair(key) => format!("{key}\u{200e} {}", keymap::in_arabic(key)),
        _ => key.to_owned(),
    }
}
