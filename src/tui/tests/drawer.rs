//! The drawer of a narrow screen.

use super::*;
use crate::store::{Contradiction, EvidenceLink, Status};

#[test]
fn the_drawer_shows_what_the_list_shows() {
    let mut desk = Desk::sample();
    desk.tell(Message::Resize(Size { width: 60, height: 24 }));
    desk.press(KeyCode::Tab);
    let claim = desk.model.selected.expect("a claim is selected");
    assert!(desk.shows("Note: —") && desk.shows("Tags: —"));
    let marks = crate::store::ClaimMarks {
        pinned: true,
        status: Some(Status::Checked),
        said: "2021-07".to_owned(),
        evidence: vec![EvidenceLink { url: "https://x.example".to_owned(), ..EvidenceLink::default() }],
        contradicts: vec![Contradiction {
            title: "Elsewhere".to_owned(),
            words: "not so".to_owned(),
            ..Contradiction::default()
        }],
        ..Default::default()
    };
    desk.model.claim_marks.insert(claim, marks);
    desk.tell(Message::Nothing);
    for words in ["★", "↗1", "checked", "2021-07", "≠", "not so"] {
        assert!(desk.shows(words), "{words}\n{}", desk.screen().join("\n"));
    }
}
