//! The library's screens end to end: the real program in a real pseudo-terminal, with a library of a few articles.

#![allow(dead_code, reason = "the terminal is shared with the tests of the reader, and each uses its part")]

#[path = "reader/pty.rs"]
mod pty;
#[path = "reader/screen.rs"]
mod screen;

use isnad::article::{About, Origin, from_text};
use isnad::claims::{Found, Uids, extract};
use isnad::store::Store;
use jiff::Timestamp;

use pty::{DOWN, Desk, END, ENTER, ESC, HOME, Reader};

const BRIDGE: &str = "الجسر الجديد يفتح الشهر القادم\n\nقال وزير النقل سامي العنبري إن الجسر \"جاهز تماما\" لاستقبال المركبات.\n\n\
    وأضاف العنبري أن الأعمال انتهت قبل موعدها بأسبوع.\n";
const HARBOUR: &str = "الميناء يستقبل أول سفينة\n\nأعلن وزير النقل سامي العنبري أن الميناء \"يعمل ليل نهار\" منذ أمس.\n\n\
    وقالت ليلى حداد، مديرة الميناء، إن السفينة وصلت في موعدها.\n";
const SCHOOL: &str =
    "مدرسة القرية تعود إلى العمل\n\nوقالت المعلمة هناء الزين إن الصفوف \"امتلأت من جديد\" بعد العطلة.\n";

/// A library with three articles, the bridge's of the last day.
fn desk() -> Desk {
    let desk = Desk::new().sized(100, 30);
    let mut store = Store::open(&desk.library()).expect("a library");
    for (name, text, day, outlet) in [
        ("school.txt", SCHOOL, "2026-01-05", "صوت القرية"),
        ("harbour.txt", HARBOUR, "2026-02-07", "المرفأ"),
        ("bridge.txt", BRIDGE, "2026-03-09", "المرفأ"),
    ] {
        let mut article = from_text(text.to_owned(), Origin::File(desk.path(name)));
        article.about = About { outlet: Some(outlet.to_owned()), published: Some(day.to_owned()), ..About::default() };
        let extraction = extract(&article);
        let uids = Uids::of(&article, &extraction);
        let found = Found { article: &article, extraction: &extraction, uids: &uids };
        store.add_article(found, Timestamp::UNIX_EPOCH).expect("added");
    }
    desk
}

/// The library's screen.
fn library(desk: &Desk) -> Reader {
    let reader = desk.start(&[]);
    reader.until_status("3 مقالات");
    reader
}

/// The row of the screen with these words.
#[track_caller]
fn row_of(reader: &Reader, words: &str) -> u16 {
    reader.until_shows(words).find(words).expect("the words").y
}

/// Waits until the row with these words is the chosen one.
#[track_caller]
fn until_chosen(reader: &Reader, words: &str) {
    reader.until(&format!("{words} chosen"), |screen| {
        screen.find(words).is_some_and(|place| screen.cell(place.left, place.y).reversed)
    });
}

#[test]
fn an_empty_library_opens_the_sample() {
    let desk = Desk::new();
    let reader = desk.start(&[]);
    reader.until_shows("قطار الساحل يعود إلى السكة");
    reader.quit();
    // A library that holds only the sample is as good as empty.
    let store = Store::open(&desk.library()).expect("a library");
    assert_eq!(store.totals().expect("counted").documents, 1);
    assert!(!store.holds_documents().expect("told"));
    drop(store);
    let reader = desk.start(&[]);
    reader.until_status("قراءة");
    reader.until_shows("قطار الساحل يعود إلى السكة");
    reader.quit();
    let mut store = Store::open(&desk.library()).expect("a library");
    let school = from_text(SCHOOL.to_owned(), Origin::File(desk.path("school.txt")));
    store.open_article(&school, Timestamp::UNIX_EPOCH).expect("opened");
    drop(store);
    let reader = desk.start(&[]);
    reader.until_status("مقالان");
    reader.quit();
}

#[test]
fn an_article_is_found_read_and_come_back_from() {
    let desk = desk();
    let reader = library(&desk);
    let screen = reader.until_status("3 غير مقروءة");
    assert!(screen.shows("●") && screen.shows("2026-03-09") && screen.shows("صوت القرية"), "{}", screen.logical());
    until_chosen(&reader, "الجسر الجديد");
    reader.send(&format!("ب{}", "المينا"));
    reader.until_gone("مدرسة القرية");
    reader.send(ENTER);
    until_chosen(&reader, "الميناء يستقبل");
    let row = row_of(&reader, "الميناء يستقبل");
    reader.send(ENTER);
    reader.until_shows("مديرة الميناء");
    reader.until_status("قراءة");
    reader.send("ض");
    reader.until_status("اثنان غير مقروءين");
    until_chosen(&reader, "الميناء يستقبل");
    assert_eq!(row_of(&reader, "الميناء يستقبل"), row);
    reader.send(ESC);
    reader.until_shows("مدرسة القرية");
    until_chosen(&reader, "الميناء يستقبل");
    reader.quit();
}

#[test]
fn a_verdict_counts_at_once_in_the_list() {
    let desk = desk();
    let reader = library(&desk);
    reader.send(&format!("{DOWN}{DOWN}{ENTER}"));
    reader.until_status("القول 1 من");
    reader.send("ص1");
    reader.until_status("محفوظ");
    reader.send("q");
    reader.until_status("غير مقروء");
    reader.until("the mark in the row", |screen| {
        screen.find("مدرسة القرية").is_some_and(|place| screen.row(place.y).contains('✎'))
    });
    reader.quit();
}

#[test]
fn sources_claims_and_dossiers_lead_into_the_text_and_back() {
    let desk = desk();
    let reader = library(&desk);
    reader.send("لس");
    reader.until_status("الترتيب: عدد الأقوال");
    until_chosen(&reader, "سامي العنبري");
    reader.send(ENTER);
    let screen = reader.until_shows("الأقوال عبر الزمن");
    assert!(screen.shows("جاهز تماما") && screen.shows("يعمل ليل نهار"), "{}", screen.logical());
    assert!(screen.shows("وزير النقل") && screen.shows("مقالين") || screen.shows("مقالان"), "{}", screen.logical());
    reader.send(END);
    until_chosen(&reader, "يعمل ليل نهار");
    reader.send(ENTER);
    reader.until_shows("مديرة الميناء");
    reader.send("q");
    reader.until_shows("الأقوال عبر الزمن");
    until_chosen(&reader, "يعمل ليل نهار");
    reader.send("qلض");
    reader.until_status("الترتيب: اليوم");
    reader.send("بالصفوف");
    reader.until_gone("جاهز تماما");
    reader.send(&format!("{ENTER}{ENTER}"));
    reader.until_shows("المعلمة هناء");
    reader.send("q");
    reader.until_shows("امتلأت");
    reader.send(&format!("{ESC}{HOME}q"));
    reader.until("the end", |screen| !screen.shows("إسناد"));
}

#[test]
fn the_reader_leads_to_the_library_and_back_to_its_place() {
    let desk = desk();
    let path = desk.file("bridge.txt", BRIDGE);
    let reader = desk.open(&path);
    reader.until_status("القول 1 من");
    reader.send("\t");
    reader.until_status("القول 2 من");
    for keys in ["لم", "gs", "لض", "gf"] {
        reader.send(keys);
        reader.until_shows("[");
        reader.until_gone("القول 2 من");
        if keys == "gf" {
            reader.until_shows("بحث في المكتبة");
            reader.send(ESC);
            reader.until_gone("بحث في المكتبة");
        }
        reader.send("q");
        reader.until_status("القول 2 من");
    }
    reader.send("ه");
    let screen = reader.until_shows("الأقوال عبر الزمن");
    assert!(screen.shows("يعمل ليل نهار"), "what he said elsewhere: {}", screen.logical());
    reader.send("ض");
    reader.until_status("القول 2 من");
    reader.quit();
}

#[test]
fn interrupting_ends_the_program_from_every_screen() {
    for keys in ["", "gs", "gq", "\r", "gs\r"] {
        let desk = desk();
        let mut reader = library(&desk);
        reader.send(keys);
        reader.settled();
        reader.send("\x03");
        assert!(reader.ended().success(), "{keys:?}");
        reader.assert_sane();
    }
}

#[test]
fn an_article_is_removed_after_a_question() {
    let desk = desk();
    let reader = library(&desk);
    reader.send("ي");
    reader.until_shows("حذف المقال من المكتبة");
    reader.send(ENTER);
    reader.until_gone("الجسر الجديد");
    reader.send("q");
    let reader = desk.start(&[]);
    let screen = reader.until_status("مقالان");
    assert!(!screen.shows("الجسر الجديد"), "{}", screen.logical());
    reader.quit();
}

#[test]
fn english_mirrors_the_list() {
    let (english, arabic) = (desk().english(), desk());
    let reader = english.start(&[]);
    let screen = reader.until_status("3 articles");
    let (title, day) = (screen.find("الجسر الجديد").expect("a title"), screen.find("2026-03-09").expect("a day"));
    assert!(day.right < title.left, "{}", screen.logical());
    reader.quit();
    let reader = library(&arabic);
    let screen = reader.screen();
    let (title, day) = (screen.find("الجسر الجديد").expect("a title"), screen.find("2026-03-09").expect("a day"));
    assert!(title.right < day.left, "{}", screen.logical());
    reader.quit();
}

#[test]
fn every_size_is_drawn() {
    let desk = desk();
    let reader = library(&desk);
    reader.send("gs\r");
    reader.until_shows("الأقوال عبر الزمن");
    for (width, height) in [(39, 9), (40, 10), (50, 24), (72, 12), (1, 1), (120, 40)] {
        reader.resize(width, height);
        if width >= 40 {
            reader.until_shows("إسناد");
            reader.until_shows("سامي العنبري");
        }
        let screen = reader.settled();
        assert_eq!((screen.width(), screen.height()), (width, height));
    }
    reader.send("q");
    reader.until_status("الترتيب");
    reader.quit();
}
