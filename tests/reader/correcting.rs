//! What is put right in the reader is on the disk at once, and found again.

use isnad::article::sample;
use isnad::claims::{Correction, correct};
use isnad::store::Store;
use rustix::process::Signal;

use crate::facts::Facts;
use crate::pty::{Desk, ENTER, ESC, LEFT, Reader, TAB};

const WHY: &str = "لماذا نُسب إلى هذا المصدر؟";
const NEW: &str = "شاهدة من الحي";

/// Opens the sample and the panel "why?" of its second claim.
fn why_of_second(desk: &Desk) -> Reader {
    let reader = desk.sample();
    reader.send(TAB);
    reader.until_status(&Facts::place(1, Facts::of_sample().count()));
    reader.send("ق");
    reader.until_shows(WHY);
    reader
}

/// Gives the second claim to a source that the article does not name.
fn give_to_new(reader: &Reader) {
    reader.send("ل");
    reader.until_shows("لمن هذا القول؟");
    reader.send("0");
    reader.until_shows("اسم القائل");
    reader.send(&format!("{NEW}{ENTER}"));
    reader.until_shows("نسبه القارئ إلى هذا المصدر");
}

fn kept(desk: &Desk) -> Vec<Correction> {
    let store = Store::open(&desk.library()).expect("the library");
    let stored = store.annotations(&sample()).expect("readable").corrections;
    stored.into_iter().map(|stored| stored.correction).collect()
}

#[test]
fn corrections_are_found_again_with_their_signs() {
    let facts = Facts::of_sample();
    let desk = Desk::new();
    let reader = why_of_second(&desk);
    give_to_new(&reader);
    // The source of the third claim gets another name; the fourth claim is none.
    reader.send(ESC);
    reader.until_gone(WHY);
    reader.until_shows("مصحح");
    reader.send(&format!("{TAB}ق"));
    reader.until_shows(WHY);
    reader.send("ا");
    reader.until_shows("اسم المصدر");
    reader.send(&format!(" باشا{ENTER}"));
    reader.until_shows("صفة المصدر");
    reader.send(ENTER);
    reader.until_shows("ما هو؟");
    reader.send("١");
    let renamed = format!("{} باشا", facts.name(0));
    reader.until_shows(&format!("سماه القارئ {renamed}"));
    reader.send(ESC);
    reader.until_gone(WHY);
    reader.send(TAB);
    reader.until_status(&Facts::place(3, facts.count()));
    reader.send("ق");
    reader.until_shows(WHY);
    reader.send("ح");
    reader.until_status("رُفض القول");
    reader.send(TAB);
    reader.until_status(&format!("من {}", facts.count() - 1));
    reader.quit();
    assert_eq!(kept(&desk).len(), 3);

    let reader = desk.start(&["sample"]);
    let screen = reader.until_shows(&renamed);
    assert!(screen.shows("مصحح"), "{}", screen.logical());
    reader.until_status(&format!("من {}", facts.count() - 1));
    // What was kept is taken back like what was just done, and made again.
    reader.send("ع");
    reader.until_status("تراجعنا عن آخر تعديل");
    reader.send(TAB);
    reader.until_status(&format!("من {}", facts.count()));
    reader.send("ك");
    reader.until_status("أعدنا التعديل");
    reader.quit();
    assert_eq!(kept(&desk).len(), 3);
}

#[test]
fn a_correction_survives_the_end_of_the_program() {
    let desk = Desk::new();
    let mut reader = why_of_second(&desk);
    give_to_new(&reader);
    reader.signal(Signal::KILL);
    reader.ended();
    let made = kept(&desk);
    let corrected = correct(&sample(), Facts::of_sample().found.clone(), &made);
    let source = corrected.extraction.claims[1].source.expect("a source");
    assert_eq!(corrected.extraction.sources[source.0].name, NEW);
    let reader = desk.start(&["sample"]);
    reader.until_shows(NEW);
    reader.quit();
}

#[test]
fn words_are_selected_and_become_a_claim() {
    let desk = Desk::new();
    let reader = desk.sample();
    reader.send("ر");
    reader.until_status("تحديد");
    for _ in 0..3 {
        reader.send(LEFT);
    }
    reader.send(ENTER);
    reader.until_shows("قول فات: لمن هو؟");
    reader.send("٢");
    reader.until_status("أُضيف قول لـ");
    reader.quit();
    let [Correction::Add { content, source }] = &kept(&desk)[..] else { panic!("one addition") };
    let title = sample().text.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    assert_eq!(
        (content.exact.trim_end_matches(':'), source.name.as_str()),
        (title.trim_end_matches(':'), Facts::of_sample().name(1))
    );
}

#[test]
fn the_mouse_selects_words() {
    let facts = Facts::of_sample();
    let reader = Desk::new().sample();
    let word = facts.rare_word(1);
    let place = reader.until_shows(word).find_all(word).into_iter().max_by_key(|found| found.right).expect("a word");
    reader.drag((place.right, place.y), (place.left.saturating_sub(8), place.y));
    let screen = reader.until_status("تحديد");
    assert!(screen.cell(place.right, place.y).reversed, "{}", screen.logical());
    reader.send(ESC);
    reader.until("the end of it", |screen| !screen.status_shows("تحديد"));
    reader.quit();
}
