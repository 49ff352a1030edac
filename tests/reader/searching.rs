//! Search in the text.

use isnad::fold::{Level, folded};

use crate::facts::Facts;
use crate::keys::divider;
use crate::pty::{Desk, ENTER, ESC, Reader};

fn hits(query: &str, level: Level) -> usize {
    folded(&Facts::of_sample().article.text, level).matches(&folded(query, level)).count()
}

/// Going back ends the search first.
fn end_search(reader: &Reader) {
    reader.send("q");
    reader.until_gone("توحيد الهمزة");
}

#[test]
fn spelling_is_folded_hits_are_counted_and_the_level_is_said() {
    assert_eq!(hits("الاولى", Level::Exact), 0);
    let count = hits("الاولى", Level::Normal);
    assert!(count > 2, "{count}");
    let reader = Desk::new().sample();
    reader.send("ب");
    reader.until_shows("Enter بحث");
    reader.send(&format!("الاولى{ENTER}"));
    let screen = reader.until_status(&format!("1 من {count} نتائج"));
    assert!(screen.status_shows("طابق بعد توحيد الهمزة"), "{}", screen.logical());
    let divider = divider(&screen);
    let hit = screen.find_all("الأولى").into_iter().find(|place| place.left > divider).expect("the hit");
    assert!(hit.is_reversed() && hit.cells.iter().all(|cell| cell.underlined), "{hit:?}");
    for (key, at) in [("n", 2), ("ى", 3), ("N", 2), ("n", 3)] {
        reader.send(key);
        let screen = reader.until_status(&format!("{at} من {count} نتائج"));
        assert!(screen.find_all("الأولى").iter().any(|place| place.is_reversed()), "{}", screen.logical());
    }
    end_search(&reader);
    reader.quit();
}

#[test]
fn hamza_of_any_kind_is_found() {
    let reader = Desk::new().sample();
    reader.send(&format!("/اكد{ENTER}"));
    let screen = reader.until_status("طابق بعد توحيد الهمزة");
    assert!(screen.find_all("أكد").iter().any(|place| place.is_reversed()), "{}", screen.logical());
    end_search(&reader);
    reader.quit();
}

#[test]
fn nothing_found_is_said() {
    let reader = Desk::new().sample();
    reader.send(&format!("ظزرافة{ENTER}"));
    reader.until_status("لا نتائج لـ زرافة");
    reader.send("n");
    reader.until_status("لا بحث بعد");
    reader.send("/زر");
    reader.until_shows("Enter بحث");
    reader.send(ESC);
    reader.until_gone("Enter بحث");
    reader.quit();
}
