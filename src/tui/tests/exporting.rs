//! The sheet that exports the article.

use super::*;
use crate::export::Format;
use crate::shelf::There;
use crate::tui::exporting::{Outcome, Scope, Wish};
use crate::tui::message::Notice;

fn wish(desk: &Desk) -> &Wish {
    let mut wishes =
        desk.world.asked.iter().filter_map(|effect| if let Effect::Export(wish) = effect { Some(wish) } else { None });
    wishes.next_back().expect("an export was asked for")
}

#[test]
fn a_sheet_asks_for_format_and_file() {
    for keys in ["ge", "لث"] {
        let mut desk = Desk::sample();
        desk.types(keys);
        assert!(desk.shows("Export to a file") && desk.shows("a page for a browser"), "{keys}");
        assert!(!desk.shows("kept for export in it"), "nothing was kept");
        desk.press(KeyCode::Down);
        desk.types("\n");
        let wish = wish(&desk).clone();
        assert_eq!((wish.scope, wish.format, wish.there), (Scope::Open, Format::Markdown, There::Stays));
        assert!(wish.path.ends_with(".md"), "the name follows the format: {}", wish.path);
    }
}

#[test]
fn what_is_there_is_asked_about_before_it_goes() {
    let mut desk = Desk::sample();
    desk.types("ge\n");
    desk.tell(Message::Exported(Outcome::IsThere));
    assert!(desk.shows("Write over it?"));
    desk.press(KeyCode::Esc);
    assert!(desk.shows("a page for a browser"), "the sheet stays");
    assert_eq!(wish(&desk).there, There::Stays);
    desk.types("\n");
    desk.tell(Message::Exported(Outcome::IsThere));
    desk.types("x\n");
    assert_eq!(wish(&desk).there, There::Goes);
    desk.tell(Message::Exported(Outcome::Not(Notice::plain("export-no-file"))));
    assert!(desk.shows("That place is no file") && desk.shows("Export to a file"));
    desk.types("\n");
    assert_eq!(wish(&desk).there, There::Stays, "another try asks again");
    desk.tell(Message::Exported(Outcome::Written(Notice::plain("saved"))));
    assert!(!desk.shows("Export to a file") && desk.model.panel.is_none());
}

#[test]
fn what_was_kept_can_be_exported_alone() {
    let mut desk = Desk::sample();
    desk.press(KeyCode::Tab);
    desk.types("pge");
    assert!(desk.shows("kept for export in it"));
    desk.press(KeyCode::Tab);
    desk.types("\n");
    assert_eq!(wish(&desk).scope, Scope::OpenPinned);
}

#[test]
fn a_name_that_was_written_stays() {
    let mut desk = Desk::sample();
    desk.types("ge");
    desk.tell(Message::Key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL)));
    desk.types("mine.html");
    desk.press(KeyCode::Down);
    desk.types("\n");
    assert_eq!(wish(&desk).path, "mine.md");
    desk.tell(Message::Key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL)));
    let asked = desk.world.asked.len();
    desk.types("\n");
    assert_eq!(desk.world.asked.len(), asked, "no name, no file");
}
