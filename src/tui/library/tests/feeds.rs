//! Feeds on the library's screens: asked beside them, and pages waited for.

use super::*;

#[test]
fn feeds_are_asked_and_the_screen_goes_on() {
    for key in ["m", "ة"] {
        let mut desk = Desk::arabic(9);
        desk.types(key);
        assert_eq!(desk.world.done, ["feeds"], "{key}");
        assert!(desk.shows("تسال الخلاصات"));
        desk.press(KeyCode::Down);
        assert_eq!(desk.chosen(), 2, "the screen goes on");
        desk.world.parts.clear();
        desk.tell(Message::FeedsAsked { done: 1, all: 3, new: 0 });
        assert!(desk.shows("سئلت 1 من 3") && desk.world.parts.is_empty());
        desk.tell(Message::FeedsAsked { done: 2, all: 3, new: 4 });
        assert!(!desk.world.parts.is_empty(), "what is new is read");
        desk.tell(Message::FeedsDone { new: 4, failed: 1 });
        assert!(desk.shows("وتعذرت منها 1"));
        assert_eq!(desk.chosen(), 2, "the row stays");
    }
}

#[test]
fn an_article_of_a_feed_is_gone_to_when_its_page_is_there() {
    let mut desk = Desk::english(9);
    desk.world.pending = vec![1];
    desk.press(KeyCode::Enter);
    assert!(desk.left.is_none() && desk.shows("Fetching the page"));
    assert_eq!(desk.world.done, ["fetch 1"]);
    desk.world.pending.clear();
    desk.tell(Message::PageCame { document: 1, claim: None });
    assert!(matches!(desk.left, Some(Exit::Article(..))));
    // What is no more than a feed's is gone to at once.
    let mut desk = Desk::english(9);
    desk.press(KeyCode::Enter);
    assert!(matches!(desk.left, Some(Exit::Article(..))));
}

#[test]
fn a_page_that_is_not_wanted_any_more_is_not_waited_for() {
    let mut desk = Desk::english(9);
    desk.world.pending = vec![1];
    desk.press(KeyCode::Enter);
    desk.press(KeyCode::Esc);
    assert!(desk.left.is_none() && desk.shows("No more waiting"));
    assert_eq!(desk.world.done, ["fetch 1", "give up"]);
    desk.press(KeyCode::Enter);
    desk.press(KeyCode::Down);
    assert_eq!(desk.chosen(), 2, "another key does what it does");
    assert_eq!(desk.world.done, ["fetch 1", "give up", "fetch 1", "give up"]);
}
