//! From claim to claim, from source to source, from pane to pane.

use crate::facts::Facts;
use crate::pty::{BACK_TAB, Desk, END, ENTER, ESC, HOME, LEFT, PAGE_DOWN, RIGHT, TAB};
use crate::screen::Screen;

/// The column of the rule between the panes.
pub fn divider(screen: &Screen) -> u16 {
    (1..screen.width()).find(|x| screen.cell(*x, 2).text == "│").expect("two panes")
}

/// Whether `words` are reversed in both panes.
fn selected_in_both(screen: &Screen, words: &str) -> bool {
    let reversed: Vec<_> = screen.find_all(words).into_iter().filter(|place| place.is_reversed()).collect();
    let divider = divider(screen);
    reversed.iter().any(|place| place.right < divider) && reversed.iter().any(|place| place.left > divider)
}

#[test]
fn tab_goes_from_claim_to_claim() {
    let facts = Facts::of_sample();
    let count = facts.count();
    let reader = Desk::new().sample();
    for claim in 1..6 {
        reader.send(TAB);
        let screen = reader.until_status(&Facts::place(claim, count));
        assert!(selected_in_both(&screen, &facts.words(claim, 1)), "claim {claim}:\n{}", screen.logical());
    }
    reader.send(BACK_TAB);
    let screen = reader.until_status(&Facts::place(4, count));
    assert!(selected_in_both(&screen, &facts.words(4, 1)), "{}", screen.logical());
    assert!(!selected_in_both(&screen, facts.rare_word(5)), "{}", screen.logical());
    reader.quit();
}

#[test]
fn every_claim_can_be_gone_to_and_is_seen() {
    let facts = Facts::of_sample();
    let reader = Desk::new().sized(80, 24).sample();
    for claim in 1..facts.count() {
        reader.send(TAB);
        let screen = reader.until_status(&Facts::place(claim, facts.count()));
        assert!(selected_in_both(&screen, &facts.words(claim, 1)), "claim {claim}:\n{}", screen.logical());
    }
    reader.send(TAB);
    assert!(reader.settled().status_shows(&Facts::place(facts.count() - 1, facts.count())));
    reader.quit();
}

#[test]
fn brackets_go_from_source_to_source_on_both_keyboards() {
    let facts = Facts::of_sample();
    let first = |speaker: usize| Facts::place(facts.claims_of(speaker)[0], facts.count());
    let reader = Desk::new().sample();
    for (key, speaker) in [("]", 1), ("د", 2), ("]", 3), ("[", 2), ("ج", 1)] {
        reader.send(key);
        reader.until_status(&first(speaker));
    }
    reader.quit();
}

#[test]
fn digits_narrow_the_claims_to_one_source() {
    let facts = Facts::of_sample();
    let reader = Desk::new().sample();
    for (key, speaker) in [("2", 1), ("٣", 2), ("۴", 3)] {
        reader.send(key);
        let screen = reader.until_shows(&format!("المصدر {} فقط", speaker + 1));
        assert!(screen.status_shows(&Facts::place(0, facts.claims_of(speaker).len())), "{}", screen.logical());
        assert!(screen.shows(facts.name(speaker)));
        assert!(!screen.shows(&format!("◂1 {}", facts.name(0))), "{}", screen.logical());
    }
    reader.send("٠");
    reader.until_gone("المصدر 4 فقط");
    reader.until_status(&Facts::place(facts.claims_of(3)[0], facts.count()));
    reader.send("1");
    reader.until_shows("المصدر 1 فقط");
    // The first Esc shows all sources again; only the next one leaves.
    reader.send(ESC);
    reader.until_gone("المصدر 1 فقط");
    reader.quit();
}

#[test]
fn a_number_that_no_source_has_is_said() {
    let desk = Desk::new();
    let path = desk.file("short.txt", "عنوان قصير\n\nقال الوزير سامر النخلي إن العمل بدأ في الميناء.\n");
    let reader = desk.open(&path);
    reader.send("9");
    reader.until_status("لا مصدر بهذا الرقم");
    reader.quit();
}

#[test]
fn arrows_give_the_keys_to_the_pane_where_they_point() {
    let check = |desk: Desk, to_list: &str, to_text: &str, [list, text]: [&str; 2]| {
        let reader = desk.sample();
        for (key, mode) in [(to_list, list), (to_text, text), (to_text, text)] {
            reader.send(key);
            reader.until_status(mode);
        }
        reader.quit();
    };
    check(Desk::new(), LEFT, RIGHT, ["المصادر", "قراءة"]);
    check(Desk::new(), "ا", "م", ["المصادر", "قراءة"]);
    check(Desk::new().english(), RIGHT, LEFT, ["Sources", "Reading"]);
}

#[test]
fn arabic_letters_scroll_as_latin_ones_do() {
    let reader = Desk::new().sized(80, 24).sample();
    let top = |screen: &Screen| screen.row(2);
    let first = top(&reader.settled());
    reader.send("ت");
    reader.until("one line down", |screen| top(screen) != first && !screen.shows("مدة القراءة: 6"));
    reader.send("ن");
    reader.until("one line up", |screen| top(screen) == first);
    reader.send(PAGE_DOWN);
    reader.until("a page down", |screen| !screen.shows("نص توضيحي كُتب"));
    reader.send(END);
    reader.until("the end", |screen| screen.shows("كيف تُمدّ سكة") && screen.status_shows("%100"));
    reader.send("لل");
    reader.until("the beginning", |screen| top(screen) == first);
    reader.send("G");
    reader.until_shows("كيف تُمدّ سكة");
    reader.send(HOME);
    reader.until("the beginning", |screen| top(screen) == first);
    reader.quit();
}

#[test]
fn enter_says_why_and_opens_and_closes_groups() {
    let facts = Facts::of_sample();
    let reader = Desk::new().sample();
    reader.send(TAB);
    reader.until_status(&Facts::place(1, facts.count()));
    reader.send(ENTER);
    let screen = reader.until_shows("لماذا نُسب إلى هذا المصدر؟");
    assert!(screen.shows(facts.found.claims[1].why[0].rule), "{}", screen.logical());
    reader.send("ض");
    reader.until_gone("لماذا نُسب إلى هذا المصدر؟");
    // The list: from the claim up to the head of its group.
    reader.send(&format!("{LEFT}ننن"));
    reader.until("the head of the group under the cursor", |screen| {
        screen.find(&format!("▾1 {}", facts.name(0))).is_some_and(|place| place.is_reversed())
    });
    reader.send(ENTER);
    reader.until_shows(&format!("◂1 {}", facts.name(0)));
    reader.send(ENTER);
    reader.until_shows(&format!("▾1 {}", facts.name(0)));
    reader.quit();
}

#[test]
fn the_help_names_keys_of_both_keyboards_and_is_searched() {
    let reader = Desk::new().sample();
    reader.send("؟");
    let screen = reader.until_shows("اكتب للبحث في الأوامر");
    assert!(screen.shows("سطر إلى الأسفل") && screen.shows("القول التالي"), "{}", screen.logical());
    let down = screen.find("سطر إلى الأسفل").expect("a line");
    assert!(screen.row(down.y).contains('j') && screen.find_in("ت", down.y).is_some(), "{}", screen.row(down.y));
    reader.send("نسخ");
    let screen = reader.until_gone("سطر إلى الأسفل");
    assert!(screen.shows("نسخ القول مع الإسناد"), "{}", screen.logical());
    reader.send(ESC);
    reader.until_gone("نسخ القول مع الإسناد");
    reader.quit();
}

#[test]
fn the_sidebar_changes_sides_and_goes_away() {
    let reader = Desk::new().sample();
    let left = divider(&reader.settled());
    reader.send("س");
    let screen = reader.until("the list on the right", |screen| divider(screen) != left);
    let heading = screen.find("الأقوال حسب المصدر").expect("the list");
    assert!(heading.left > divider(&screen));
    reader.send("س");
    reader.until_gone("الأقوال حسب المصدر");
    reader.send("س");
    reader.until("the list on the left", |screen| screen.shows("الأقوال حسب المصدر") && divider(screen) == left);
    reader.quit();
}

#[test]
fn escape_and_control_c_leave() {
    for key in [ESC, "\x03", "ض"] {
        let mut reader = Desk::new().sample();
        reader.send(key);
        assert!(reader.ended().success());
        reader.assert_sane();
    }
}
