//! Sources that are named alike: Enter on one asks.

use super::*;

#[test]
fn a_source_that_others_are_named_like_is_asked_about() {
    let mut desk = Desk::english(4);
    desk.types("gsj\n");
    assert!(desk.shows("is it the same?") && desk.model.dossier.is_none());
    desk.types("1");
    assert_eq!(desk.world.done.last().map(String::as_str), Some("2 and abc: Same"));
    desk.types("\n2");
    assert_eq!(desk.world.done.last().map(String::as_str), Some("2 and abc: Apart"));
    desk.types("\n\n");
    assert_eq!(desk.world.done.last().map(String::as_str), Some("dossier 2"));
    assert!(desk.model.dossier.is_some(), "the first offer is its dossier");
    let mut desk = Desk::english(4);
    desk.types("gs\n");
    assert!(desk.model.dossier.is_some(), "nobody is named like the first one");
}
