//! Notes, tags, verdicts and ratings: written, kept, found again, taken back, copied.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use isnad::claims::ClaimId;
use isnad::export::citation;
use rustix::process::Signal;

use crate::facts::Facts;
use crate::pty::{BACKSPACE, CTRL_E, Desk, ENTER, ESC, HOME, LEFT, RIGHT, Reader, TAB};
use crate::screen::Screen;

const NOTE: &str = "راجع تقرير NATO رقم 25 غدا";
const FIELD: &str = "Enter حفظ";

/// Opens the sample and selects its second claim.
fn at_second_claim(desk: &Desk) -> Reader {
    let reader = desk.sample();
    reader.send(TAB);
    reader.until_status(&Facts::place(1, Facts::of_sample().count()));
    reader
}

/// Writes `note` on the selected claim.
fn write_note(reader: &Reader, note: &str) {
    reader.send("ش");
    reader.until_shows(FIELD);
    reader.send(&format!("{note}{ENTER}"));
    reader.until_gone(FIELD);
    reader.until_status("محفوظ");
}

#[test]
fn marks_are_found_again() {
    let facts = Facts::of_sample();
    let desk = Desk::new();
    let reader = at_second_claim(&desk);
    write_note(&reader, NOTE);
    reader.until_shows("✎");
    reader.send("ص");
    reader.until_shows("الحكم على القول");
    reader.send("٢");
    reader.until_shows("صحيح جزئيا");
    reader.send("ف");
    reader.until_shows("الوسوم تفصلها مسافات");
    reader.send(&format!("سكة مهلة2031{ENTER}"));
    reader.until_shows("✎1 #سكة #مهلة2031");
    reader.send("ث");
    reader.until_shows("موثوق عادة");
    reader.send("2");
    reader.until_shows("صحيح على الأرجح");
    reader.send("٣");
    let marked =
        |screen: &Screen| ["· صحيح جزئيا 3", "✎1 #سكة #مهلة2031", "ثقة B"].iter().all(|mark| screen.shows(mark));
    reader.until("all marks", marked);
    reader.until_status("حكم واحد");
    reader.quit();

    let reader = desk.start(&["sample"]);
    reader.until("all marks again", marked);
    // Reading goes on where it stopped.
    reader.until_status(&Facts::place(1, facts.count()));
    reader.send("ش");
    reader.until_shows(NOTE);
    reader.send(ESC);
    reader.until_gone(FIELD);
    reader.send("ق");
    let screen = reader.until_shows("لماذا نُسب");
    assert!(screen.shows(NOTE), "{}", screen.logical());
    reader.send(ESC);
    reader.until_gone("لماذا نُسب");
    reader.quit();
}

#[test]
fn a_verdict_is_seen_in_a_narrow_list_and_in_the_drawer() {
    for desk in [Desk::new().sized(80, 24), Desk::new().sized(50, 24)] {
        let reader = desk.sample();
        reader.send("ص");
        reader.until_shows("الحكم على القول");
        reader.send("3");
        reader.until_gone("الحكم على القول");
        reader.until_shows("يفتقر إلى السياق");
        reader.quit();
    }
}

#[test]
fn the_cursor_goes_where_the_arrow_points_in_mixed_text() {
    let reader = Desk::new().sample();
    reader.send("ش");
    reader.until_shows(FIELD);
    reader.send(NOTE);
    let screen = reader.until_shows(NOTE);
    let note = screen.find(NOTE).expect("the note");
    let cells = NOTE.chars().count() as u16;
    assert_eq!(note.right - note.left + 1, cells, "no ligature is in it");
    assert_eq!(screen.cursor, Some((note.left - 1, note.y)), "behind the last letter, at the left");
    reader.send(HOME);
    reader.until("the cursor at the right", |screen| screen.cursor == Some((note.right, note.y)));
    for step in 1..cells {
        reader.send(LEFT);
        reader.until("one cell to the left", |screen| screen.cursor == Some((note.right - step, note.y)));
    }
    reader.send(RIGHT);
    reader.until("one cell to the right", |screen| screen.cursor == Some((note.left + 1, note.y)));
    // What is typed goes to where the cursor stands: before the first letter.
    reader.send(&format!("{HOME}ثم "));
    reader.until_shows(&format!("ثم {NOTE}"));
    reader.send(&format!("{BACKSPACE}{BACKSPACE}{BACKSPACE}"));
    reader.until("the cursor at the right again", |screen| {
        screen.find(NOTE) == Some(note.clone()) && screen.cursor == Some((note.right, note.y))
    });
    reader.paste("بعد COVID-19\nوقبل");
    reader.until_shows("بعد COVID-19");
    reader.until_shows("وقبل");
    reader.send(ESC);
    reader.until_gone(FIELD);
    assert!(!reader.screen().shows("✎"));
    reader.quit();
}

#[test]
fn changes_are_taken_back_and_deleting_asks() {
    let desk = Desk::new();
    let reader = at_second_claim(&desk);
    write_note(&reader, "أولى");
    write_note(&reader, " وثانية");
    reader.send("ع");
    reader.until_status("تراجعنا عن آخر تعديل");
    reader.send("ش");
    let screen = reader.until_shows(FIELD);
    assert!(screen.shows("أولى") && !screen.shows("وثانية"), "{}", screen.logical());
    reader.send(ESC);
    reader.until_gone(FIELD);
    reader.send("ي");
    reader.until_shows("حذف الملاحظة والوسوم والحكم؟");
    reader.send(ESC);
    let screen = reader.until_gone("حذف الملاحظة والوسوم والحكم؟");
    assert!(screen.shows("✎"), "{}", screen.logical());
    reader.send("ي");
    reader.until_shows("حذف الملاحظة والوسوم والحكم؟");
    reader.send(ENTER);
    let screen = reader.until_status("حُذفت العلامات");
    assert!(!screen.shows("✎"), "{}", screen.logical());
    reader.send("ي");
    reader.until_status("لا علامات هنا");
    reader.send("u");
    reader.until_shows("✎");
    reader.quit();
    let reader = desk.start(&["sample"]);
    reader.until_shows("✎");
    reader.quit();
}

#[test]
fn a_long_note_is_written_in_the_editor() {
    let desk = Desk::new();
    let editor = desk.file("editor", "#!/bin/sh\nprintf '\\nسطر من المحرر' >> \"$2\"\n[ \"$1\" = --wait ]\n");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).unwrap();
    let desk = desk.with("EDITOR", &format!("{} --wait", editor.display()));
    let reader = at_second_claim(&desk);
    reader.send("a");
    reader.until_shows(FIELD);
    reader.send("سطر أول");
    reader.until_shows("سطر أول");
    reader.send(CTRL_E);
    reader.until_gone(FIELD);
    reader.until_status("محفوظ");
    reader.until_shows("✎");
    // Its lines stay lines when it is changed in its field.
    reader.send("a");
    let screen = reader.until_shows("سطر من المحرر");
    let (first, second) = (screen.find("سطر أول").unwrap(), screen.find("سطر من المحرر").unwrap());
    assert_eq!(first.y + 1, second.y);
    reader.send(&format!(".{ENTER}"));
    reader.until_gone(FIELD);
    reader.send("a");
    let screen = reader.until_shows("سطر من المحرر.");
    assert_eq!(screen.find("سطر أول").map(|first| first.y + 1), screen.find("سطر من المحرر.").map(|last| last.y));
    reader.send(ESC);
    reader.until_gone(FIELD);
    // No note stays behind in a file.
    let left: Vec<_> = fs::read_dir(desk.library()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name.to_string_lossy().starts_with("library.db")), "{left:?}");
    reader.quit();
}

#[test]
fn an_editor_that_fails_loses_nothing() {
    let desk = Desk::new().with("EDITOR", "false");
    let reader = at_second_claim(&desk);
    reader.send("a");
    reader.until_shows(FIELD);
    reader.send("نص قائم");
    reader.until_shows("نص قائم");
    reader.send(CTRL_E);
    reader.until_status("تعذر تشغيل المحرر");
    reader.until_shows("نص قائم");
    reader.send(ENTER);
    reader.until_shows("✎");
    reader.quit();
}

#[test]
fn a_source_has_a_note_of_its_own() {
    let facts = Facts::of_sample();
    let desk = Desk::new();
    let reader = desk.sample();
    reader.send("ه");
    let screen = reader.until_shows("ملف المصدر");
    assert!(screen.shows(facts.name(0)), "{}", screen.logical());
    reader.send("ش");
    reader.until_shows("ملاحظة على المصدر");
    reader.send(&format!("يجيب على الهاتف{ENTER}"));
    reader.until_status("محفوظ");
    reader.send("q");
    reader.until_status("قراءة");
    reader.quit();
    let reader = desk.sample();
    reader.until_shows("✎");
    reader.send("i");
    reader.until_shows("ملاحظة: يجيب على الهاتف");
    reader.send("q");
    reader.until_gone("ملاحظة: يجيب");
    reader.quit();
}

/// The text that was last put on the clipboard.
fn clipboard(sent: &str) -> Option<String> {
    let (_, rest) = sent.rsplit_once("\x1b]52;c;")?;
    let (data, _) = rest.split_once(['\x1b', '\x07'])?;
    Some(String::from_utf8(base64(data)).unwrap())
}

fn base64(data: &str) -> Vec<u8> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits = data.trim_end_matches('=').chars().map(|c| alphabet.find(c).expect("base64") as u32);
    let bits: Vec<u32> = bits.collect();
    let bytes = bits.chunks(4).flat_map(|group| {
        let whole = group.iter().enumerate().fold(0, |all, (at, six)| all | six << (18 - 6 * at));
        whole.to_be_bytes().into_iter().skip(1).take(group.len() - 1)
    });
    bytes.collect()
}

#[test]
fn what_is_copied_is_logical_text_with_its_attribution() {
    let facts = Facts::of_sample();
    let reader = at_second_claim(&Desk::new());
    reader.send("غ");
    reader.until_status("نُسخ القول مع الإسناد");
    let copied = clipboard(&reader.until_sent("\x1b]52;c;")).expect("a clipboard");
    assert_eq!(copied, citation(&facts.article, &facts.found, ClaimId(1)));
    assert!(copied.contains(&facts.words(1, 4)) && copied.contains(facts.name(0)), "{copied}");
    let is_foreign = |c| matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}');
    assert!(!copied.contains(is_foreign), "{copied:?}");
    reader.send("غ");
    reader.until_status("نُسخ نص القول");
    let content = facts.found.claims[1].content.of(&facts.article.text);
    reader.until("the words alone", |_| clipboard(&reader.raw()).as_deref() == Some(content));
    reader.quit();
}

#[test]
fn a_terminal_without_a_clipboard_gets_a_file() {
    let desk = Desk::new().with("TERM", "linux");
    let reader = desk.sample();
    reader.send("y");
    reader.until_status("تعذر الوصول إلى الحافظة");
    let path = desk.library().join("clipboard.txt");
    let facts = Facts::of_sample();
    assert_eq!(fs::read_to_string(&path).unwrap(), citation(&facts.article, &facts.found, ClaimId(0)));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!reader.raw().contains("\x1b]52"));
    reader.quit();
}

#[test]
fn a_signal_while_tags_are_typed_loses_nothing() {
    let desk = Desk::new();
    let mut reader = at_second_claim(&desk);
    write_note(&reader, "محفوظة قبل النهاية");
    reader.send("ف");
    reader.until_shows("الوسوم تفصلها مسافات");
    reader.send("ناقص");
    reader.until_shows("ناقص");
    reader.signal(Signal::TERM);
    assert_eq!(reader.ended().signal(), Some("Terminated"));
    reader.assert_sane();
    // It opens where it was left: at the second claim.
    let reader = desk.start(&["sample"]);
    let screen = reader.until_shows("✎");
    assert!(screen.shows("#ناقص"), "{}", screen.logical());
    reader.quit();
}
