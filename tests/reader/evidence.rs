//! Evidence, status, the day it was said, pins and contradictions by key, in both layouts; and two readers of one article.

use crate::facts::Facts;
use crate::pty::{Desk, ENTER, Reader, TAB};

const URL: &str = "https://stats.example/7";

fn at_second_claim(desk: &Desk) -> Reader {
    let reader = desk.sample();
    reader.send(TAB);
    reader.until_status(&Facts::place(1, Facts::of_sample().count()));
    reader
}

/// The keys, as a Latin or as an Arabic keyboard sends them.
fn check_keys(evidence: &str, status: &str, said: &str, pin: &str) {
    let desk = Desk::new();
    let reader = at_second_claim(&desk);
    reader.send(evidence);
    reader.until_shows("رابط الدليل");
    reader.send(&format!("{URL}{ENTER}"));
    reader.until_shows("ما صلته بالقول؟");
    reader.send("2");
    reader.until_shows("أدلة القول وروابطه");
    reader.until_shows("ينقض");
    reader.send("q");
    reader.until_gone("أدلة القول وروابطه");
    reader.until_shows("↗1");
    reader.send(status);
    reader.until_shows("مرحلة التدقيق");
    reader.send("٢");
    reader.until_shows("قيد التدقيق");
    reader.send(said);
    reader.until_shows("متى قيل؟");
    reader.send(&format!("٢٠٣١-٠٤{ENTER}"));
    reader.until_shows("قيل 2031-04");
    reader.send(pin);
    reader.until_shows("★ ↗1");
    reader.send("u");
    reader.until_gone("★");
    reader.send(";");
    reader.until_shows("★ ↗1");
    reader.until_status("أعدنا التعديل");
    reader.quit();
    let reader = desk.start(&["sample"]);
    reader.until_shows("★ ↗1");
    reader.until_shows("قيل 2031-04");
    reader.quit();
}

#[test]
fn each_mark_has_a_key_on_a_latin_keyboard() {
    check_keys("o", "x", ".", "p");
}

#[test]
fn each_mark_has_a_key_on_an_arabic_keyboard() {
    check_keys("خ", "ء", "ز", "ح");
}

#[test]
fn a_day_that_is_none_is_not_taken() {
    let reader = at_second_claim(&Desk::new());
    reader.send("ز");
    reader.until_shows("متى قيل؟");
    reader.send(&format!("غدا{ENTER}"));
    reader.until_status("ليس تاريخا");
    reader.until_shows("غدا");
    reader.send("\x1b");
    reader.until_gone("متى قيل؟");
    reader.quit();
}

#[test]
fn pinned_twice_it_contradicts_the_one_before() {
    let desk = Desk::new();
    let reader = desk.sample();
    reader.send("ح");
    reader.until_shows("★");
    reader.send(TAB);
    reader.until_status(&Facts::place(1, Facts::of_sample().count()));
    reader.send("ح");
    reader.until_status("حُفظ للتصدير");
    reader.send("ح");
    reader.until_shows("كلمة على التعارض");
    reader.send(&format!("موعدان{ENTER}"));
    reader.until_gone("كلمة على التعارض");
    reader.until_shows("≠ يعارض 1");
    reader.quit();
    let reader = desk.start(&["sample"]);
    reader.until_shows("≠ يعارض 1");
    reader.send("ق");
    reader.until_shows("موعدان");
    reader.send("q");
    reader.until_gone("موعدان");
    reader.quit();
}

#[test]
fn two_readers_of_one_article_lose_nothing() {
    let desk = Desk::new();
    let (one, other) = (at_second_claim(&desk), desk.sample());
    other.send(TAB);
    other.until_status(&Facts::place(1, Facts::of_sample().count()));
    let write = |reader: &Reader, words: &str| {
        reader.send("ش");
        reader.until_shows("Enter حفظ");
        reader.send(&format!("{words}{ENTER}"));
        reader.until_gone("Enter حفظ");
    };
    write(&one, "من الأول");
    one.until_status("محفوظ");
    write(&other, "من الثاني");
    other.until_status("ضُم ما كتبتماه");
    // The first sees it when its window has the keys again.
    one.send("\x1b[I");
    one.until_status("حُدّث ما كُتب في برنامج آخر");
    for reader in [&one, &other] {
        reader.send("ش");
        reader.until_shows("من الأول");
        reader.until_shows("من الثاني");
        reader.send("\x1b");
        reader.until_gone("من الثاني");
    }
    one.quit();
    other.quit();
}
