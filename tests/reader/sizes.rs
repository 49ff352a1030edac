//! The layout follows the size of the screen.

use crate::facts::Facts;
use crate::pty::{Desk, PAGE_DOWN, TAB};

const START: &str = "وطالب العنبري الحكومة";

#[test]
fn the_same_paragraph_stays_at_the_top() {
    let facts = Facts::of_sample();
    let reader = Desk::new().sample();
    reader.send(PAGE_DOWN);
    let place = reader.until_shows(START).find(START).expect("the paragraph");
    reader.send(&"ت".repeat(usize::from(place.y - 2)));
    reader.until("the paragraph at the top", |screen| screen.find_in(START, 2).is_some());
    for (width, height) in [(80, 24), (50, 24), (30, 8), (50, 24), (200, 50), (72, 10), (40, 10), (120, 40)] {
        reader.resize(width, height);
        if width < 40 {
            let screen = reader.until_shows("كبّر النافذة");
            assert!(!screen.shows(START), "{}", screen.logical());
            continue;
        }
        let screen = reader.until("the layout of this size", |screen| {
            screen.status_shows("قراءة") && screen.find_in(START, 2).is_some() && !screen.shows("كبّر النافذة")
        });
        let is_framed = screen.cell(0, 1).text == "┌" && screen.cell(width - 1, height - 3).text == "┘";
        assert_eq!(is_framed, width >= 72, "{}", screen.logical());
    }
    // It still hears keys.
    reader.send(TAB);
    reader.until_status(&format!("من {}", facts.count()));
    reader.quit();
}

#[test]
fn every_size_is_drawn_within_its_screen() {
    let reader = Desk::new().sample();
    for (width, height) in
        [(1, 1), (2, 30), (39, 9), (40, 10), (41, 11), (71, 12), (72, 11), (73, 30), (300, 4), (90, 60)]
    {
        reader.resize(width, height);
        if width >= 40 && height >= 10 {
            reader.until_status("قراءة");
        }
        let screen = reader.settled();
        assert_eq!((screen.width(), screen.height()), (width, height));
    }
    reader.quit();
}

#[test]
fn a_panel_follows_too() {
    let reader = Desk::new().sample();
    reader.send("؟");
    reader.until_shows("اكتب للبحث في الأوامر");
    for (width, height) in [(50, 24), (40, 10), (30, 8), (120, 40)] {
        reader.resize(width, height);
        let wanted = if width < 40 { "كبّر النافذة" } else { "اكتب للبحث في الأوامر" };
        let screen = reader.until_shows(wanted);
        assert_eq!(screen.width(), width);
    }
    reader.send("\x1b");
    reader.until_gone("اكتب للبحث في الأوامر");
    reader.quit();
}

#[test]
fn a_narrow_screen_shows_the_list_instead_of_the_text() {
    let facts = Facts::of_sample();
    let reader = Desk::new().sized(50, 24).sample();
    reader.send("س");
    let screen = reader.until_shows("الأقوال حسب المصدر");
    assert!(!screen.shows("نص توضيحي كُتب"), "{}", screen.logical());
    reader.send(&format!("تت{}", crate::pty::ENTER));
    let screen = reader.until_gone("الأقوال حسب المصدر");
    assert!(screen.shows(&facts.words(2, 2)), "{}", screen.logical());
    reader.quit();
}
