//! An article that is come back to from another screen.

use super::*;

#[test]
fn what_was_searched_narrowed_and_done_is_still_there() {
    let mut desk = Desk::sample();
    desk.press(KeyCode::Tab);
    desk.types("w11");
    desk.types("/قال\n");
    let (hits, filter) = (desk.model.search.clone().expect("found"), desk.model.filter);
    assert!(filter.is_some(), "1 narrows to the first source");
    desk.types("a");
    let undone = desk.model.undo.len();
    assert!(undone > 0, "a verdict was given");
    desk.world.asked.clear();
    let settings = desk.model.settings.clone();
    let effects = update::resume(&mut desk.model, settings, Size { width: 70, height: 24 });
    desk.run(effects);
    assert_eq!(desk.world.asked, [Effect::Register]);
    assert_eq!((desk.model.search.as_ref(), desk.model.filter), (Some(&hits), filter));
    assert_eq!((desk.model.undo.len(), desk.model.size.width), (undone, 70));
    assert!(desk.model.panel.is_none(), "what lay over it is closed");
    desk.types("u");
    assert_eq!(desk.model.undo.len(), undone - 1);
}
