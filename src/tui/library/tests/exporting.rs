//! The sheet that exports from the lists.

use super::*;

#[test]
fn a_row_a_list_and_a_source_can_be_exported() {
    let mut desk = Desk::english(9);
    desk.types("fالجسر\n");
    desk.types("لث");
    assert!(desk.shows("all articles of the list"));
    desk.types("\n");
    assert_eq!(desk.world.done.last().map(String::as_str), Some("Document(1) خبر-رقم-1-عن-الجسر.html Stays \"الجسر\""));
    assert!(desk.model.panel.is_none());
    desk.types("ge");
    desk.press(KeyCode::Tab);
    desk.types("\n");
    assert_eq!(desk.world.done.last().map(String::as_str), Some("Listed library.html Stays \"الجسر\""));
    desk.types("gsge\n");
    assert_eq!(desk.world.done.last().map(String::as_str), Some("Source(1) سامي-العنبري-1.html Stays \"الجسر\""));
    desk.types("\nge");
    desk.press(KeyCode::Tab);
    desk.types("\n");
    assert_eq!(desk.world.done.last().map(String::as_str), Some("Document(10) الجسر.html Stays \"الجسر\""));
}

#[test]
fn a_file_that_is_there_is_asked_about() {
    let mut desk = Desk::english(3);
    desk.types("ge");
    desk.tell(Message::Key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL)));
    desk.tell(Message::Paste("there.html".to_owned()));
    desk.types("\n");
    assert!(desk.shows("Write over it?"));
    desk.types("\n");
    assert_eq!(desk.world.done.last().map(String::as_str), Some("Document(1) there.html Goes \"\""));
    let mut desk = Desk::english(0);
    desk.types("ge");
    assert!(desk.model.panel.is_none() && desk.model.notice.is_some(), "an empty list holds nothing");
}
