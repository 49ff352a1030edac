//! The help: all commands with their keys.

use crate::fold::{Level, folded};
use crate::text::Direction;
use crate::tui::keymap;
use crate::tui::model::Model;
use crate::tui::row::{Flow, Ink, Piece, Row};

/// The commands whose words or keys hold `typed`, under their groups.
pub fn rows(model: &Model, typed: &str) -> Vec<Row> {
    let words = model.words;
    let wanted = folded(typed.trim(), Level::Loose);
    let mut rows = Vec::new();
    let mut group = "";
    for binding in keymap::bindings().iter().filter(|binding| binding.group != "-") {
        let does = words.say(&format!("command.{}", binding.name));
        let keys: Vec<String> = binding.keys.iter().map(|key| both_names(key)).collect();
        let all = format!("{does} {}", keys.join(" · "));
        if !folded(&all, Level::Loose).contains(&wanted) {
            continue;
        }
        if group != binding.group {
            group = binding.group;
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
        (Some(c), None) if c.is_alphabetic() || matches!(c, '/' | '?' | '[' | ']' | ',' | ';') => {
            keymap::arabic(c).map_or(key.to_owned(), |arabic| format!("{c}\u{200e} {arabic}"))
        }
        _ if keymap::is_pair(key) => format!("{key}\u{200e} {}", keymap::in_arabic(key)),
        _ => key.to_owned(),
    }
}
