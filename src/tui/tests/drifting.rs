//! Notes that are not where they were: asked about, attached, left, deleted, taken back; and what was changed since.

use jiff::Timestamp;

use super::*;
use crate::claims::{Found, Uids};
use crate::store::{ClaimMarks, ClaimNote, Settled, Store, settle};
use crate::tui::drift::{Drifting, Earlier};

const OLD: &str = "قال وزير الري نادر صبري إن السد الكبير آمن تماما ولا يحتاج في الوقت الحاضر إلى أي ترميم.\n\n\
                   وقالت الباحثة لمى جابر إن الأرقام التي نشرت في 5 تقارير سابقة كانت قديمة ولا تصلح للمقارنة.\n";

/// What a library gives for `new` where every claim of [`OLD`] has a note; and the keys of its notes.
fn kept(new: &str) -> (Article, Settled) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let (old, now) = (article_of(OLD), Timestamp::UNIX_EPOCH);
    let extraction = claims::extract(&old);
    let uids = Uids::of(&old, &extraction);
    let found = Found { article: &old, extraction: &extraction, uids: &uids };
    let key = store.add_article(found, now).expect("added").article;
    for claim in 0..extraction.claims.len() {
        let marks = ClaimMarks { note: format!("note {claim}"), ..ClaimMarks::default() };
        let note = ClaimNote { key: None, anchor: found.anchor(ClaimId(claim)).expect("a claim"), marks };
        store.save_claim(key, &note, now).expect("saved");
    }
    let mut annotations = store.annotations(&old).expect("readable");
    annotations.reading = None;
    let article = article_of(new);
    let extraction = claims::extract(&article);
    let uids = Uids::of(&article, &extraction);
    let settled = settle(annotations, Found { article: &article, extraction: &extraction, uids: &uids });
    (article, settled)
}

fn desk(new: &str) -> Desk {
    let (article, settled) = kept(new);
    let mut desk = Desk::of(article);
    desk.world.asked.clear();
    desk.tell(Message::Annotated(Box::new(settled), Vec::new()));
    desk
}

fn changed() -> Desk {
    desk(&OLD.replace("الحاضر", "الراهن").replace("5 تقارير", "7 تقارير"))
}

fn marks(desk: &Desk) -> Vec<(usize, String)> {
    let marks = desk.model.claim_marks.iter().filter(|(_, marks)| !marks.is_empty());
    marks.map(|(claim, marks)| (claim.0, marks.note.clone())).collect()
}

#[test]
fn nothing_is_asked_where_nothing_moved() {
    let mut desk = desk(OLD);
    assert!(desk.model.panel.is_none() && desk.model.notice.is_none());
    assert_eq!(marks(&desk).len(), 2);
    desk.types("go");
    assert!(desk.model.panel.is_none() && desk.shows("No orphaned or moved notes"));
}

#[test]
fn a_note_that_asks_opens_the_panel_and_enter_attaches_it() {
    let mut desk = changed();
    assert!(matches!(desk.model.panel, Some(Panel::Drift(_))));
    assert!(desk.shows("1 note asks where it belongs") && desk.shows("note 0"), "{:#?}", desk.screen());
    assert!(marks(&desk).is_empty(), "nothing moved in silence");
    desk.press(KeyCode::Enter);
    assert_eq!(marks(&desk), [(0, "note 0".to_owned())]);
    let adopted = desk.world.asked.iter().position(|effect| matches!(effect, Effect::Adopt(..)));
    let saved = desk.world.asked.iter().position(|effect| matches!(effect, Effect::SaveClaim(ClaimId(0), _)));
    assert!(adopted.is_some() && adopted < saved, "its row is known before it is saved");
    desk.types("u");
    assert!(marks(&desk).is_empty());
    let back = desk.world.asked.iter().rev().find_map(|effect| match effect {
        Effect::PutNote(note) => Some(note.anchor.exact.contains("الحاضر")),
        _ => None,
    });
    assert_eq!(back, Some(true), "it goes back to the old text");
    desk.types(";");
    assert_eq!(marks(&desk).len(), 1);
}

#[test]
fn what_differs_in_a_number_is_shown_and_attached_by_its_digit_alone() {
    let mut desk = changed();
    desk.press(KeyCode::Down);
    assert!(desk.shows("mind, these differ: a number or date"), "{:#?}", desk.screen());
    desk.press(KeyCode::Enter);
    assert!(marks(&desk).is_empty() && desk.shows("Choose a place by its digit"));
    desk.types("١");
    assert_eq!(marks(&desk), [(1, "note 1".to_owned())]);
}

#[test]
fn a_note_is_left_and_asked_for_again() {
    let mut desk = changed();
    desk.types("خ");
    assert_eq!((desk.model.drift.asking(), desk.model.drift.lost.len()), (0, 2));
    let left = |desk: &Desk| {
        desk.world.asked.iter().rev().find_map(|effect| match effect {
            Effect::LeaveAdrift(_, hash) => Some(hash.clone()),
            _ => None,
        })
    };
    assert_eq!(left(&desk), Some(desk.model.article.hash.clone()));
    desk.types("u");
    assert_eq!((desk.model.drift.asking(), left(&desk)), (1, Some(String::new())));
}

#[test]
fn a_note_is_deleted_after_a_question_and_comes_back() {
    let mut desk = changed();
    desk.types("dx");
    desk.types("d");
    desk.press(KeyCode::Esc);
    assert!(matches!(desk.model.panel, Some(Panel::Drift(Drifting { deleting: false, .. }))));
    assert_eq!(desk.model.drift.lost.len(), 2, "any other key keeps it");
    desk.types("ي\n");
    assert_eq!(desk.model.drift.lost.len(), 1);
    let put = |desk: &Desk| {
        desk.world.asked.iter().rev().find_map(|effect| match effect {
            Effect::PutNote(note) => Some(note.marks.note.clone()),
            _ => None,
        })
    };
    assert_eq!(put(&desk), Some(String::new()));
    desk.types("u");
    assert_eq!((desk.model.drift.lost.len(), put(&desk)), (2, Some("note 0".to_owned())));
}

#[test]
fn a_moved_note_is_told_and_accepted() {
    let lines: Vec<&str> = OLD.split("\n\n").collect();
    let mut desk = desk(&format!(
        "{}\n\nثم {}",
        lines[1].replace("وقالت", "فقد ذكرت").trim_end(),
        lines[0].replace("قال وزير", "صرح وزير")
    ));
    assert!(desk.model.panel.is_none());
    assert!(desk.shows("moved"), "{:#?}", desk.screen());
    let moved = desk.model.drift.moved.len();
    assert!(moved > 0);
    desk.types("لخ");
    assert!(desk.shows("was (block 2)") && desk.shows("note 1"), "{:#?}", desk.screen());
    desk.press(KeyCode::Enter);
    assert_eq!(desk.model.drift.moved.len(), moved - 1);
    assert!(desk.world.asked.iter().any(|effect| matches!(effect, Effect::SaveClaim(..))), "fastened to this text");
}

#[test]
fn an_earlier_version_is_told_and_asked_for() {
    let mut desk = desk(OLD);
    desk.types("gd");
    assert!(desk.shows("The library has no earlier version"));
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&article_of("نص"), Timestamp::UNIX_EPOCH).expect("registered");
    desk.tell(Message::LookedBack(Earlier { article: key, day: "2021-07-22".to_owned() }));
    desk.press(KeyCode::Tab);
    assert!(desk.shows("changed since 2021-07-22"), "{:#?}", desk.screen());
    desk.types("لي");
    assert_eq!(desk.world.asked.last(), Some(&Effect::Compare(key)));
}
