//! Texts as they come: in other encodings, hostile, very long, through a pipe.

use std::time::{Duration, Instant};

use encoding_rs::WINDOWS_1256;

use crate::pty::{DOWN, Desk, END, HOME, PAGE_DOWN, quoted};

const TEXT: &str = "الميناء يفتح أبوابه\n\nقال مدير الميناء سامر النخلي إن العمل \"بدأ صباح اليوم\" في الرصيف الجنوبي.\n\n\
                    وأضاف النخلي أن السفن الأولى ستصل خلال أسبوع، موضحا أن الطرق المؤدية إلى المدينة مفتوحة أمام الشاحنات.\n";

/// A debug build lays out and extracts many times slower than the program that is shipped.
const IS_SLOW: bool = cfg!(debug_assertions);
/// How long a large file may take to open.
const AT_ONCE: Duration = Duration::from_secs(if IS_SLOW { 16 } else { 2 });
/// The size of a very long paragraph.
const LONG: usize = if IS_SLOW { 384 * 1024 } else { 5 * 1024 * 1024 };

#[test]
fn line_ends_of_other_systems() {
    let desk = Desk::new();
    let path = desk.file("crlf.txt", format!("\u{feff}{}", TEXT.replace('\n', "\r\n")));
    let reader = desk.open(&path);
    let screen = reader.until_status("القول 1 من");
    assert!(screen.shows("قال مدير الميناء سامر النخلي") && screen.shows("▾1 سامر النخلي"), "{}", screen.logical());
    reader.quit();
}

#[test]
fn a_guessed_encoding_is_said() {
    for (width, height) in [(120, 40), (80, 24), (50, 24)] {
        let desk = Desk::new().sized(width, height);
        let (bytes, _, unmappable) = WINDOWS_1256.encode(TEXT);
        assert!(!unmappable);
        let path = desk.file("old.txt", bytes);
        let reader = desk.open(&path);
        let screen = reader.until_status("windows-1256");
        assert!(screen.shows("قال مدير الميناء سامر"), "{}", screen.logical());
        reader.quit();
    }
}

#[test]
fn nothing_of_a_text_drives_the_terminal() {
    let hostile =
        "\u{1b}]0;owned\u{7}\u{1b}[31mأحمر\u{1b}[2J\u{9b}5n \u{202e}مقلوب\u{202c} \u{2067}معزول\u{2069}\u{8}\u{7f}";
    let desk = Desk::new();
    let path = desk.file("hostile.txt", format!("عنوان {hostile}\n\nقال سامر النخلي إن \"{hostile}\" وصل.\n"));
    let reader = desk.open(&path);
    let screen = reader.until_status("رموز تحكم");
    assert!(screen.shows("عنوان"), "{}", screen.logical());
    reader.send("y");
    reader.until_status("نُسخ");
    reader.send("r");
    reader.until_shows("لماذا نُسب");
    let sent = reader.raw();
    for sequence in ["\u{1b}]0;", "\u{1b}[31m", "\u{9b}", "\u{202e}", "\u{202c}", "\u{2067}", "\u{8}", "\u{7f}"] {
        assert!(!sent.contains(sequence), "{sequence:?}");
    }
    assert_eq!(sent.matches("\u{1b}[2J").count(), sent.matches("\u{1b}[H\u{1b}[2J").count());
    reader.send("q");
    reader.until_gone("لماذا نُسب");
    reader.quit();
}

#[test]
fn a_very_long_paragraph_opens_and_scrolls() {
    let sentence = "وسار القطار بين الحقول والتلال حتى بلغ المحطة التالية دون أن يتوقف مرة واحدة. ";
    let desk = Desk::new().sized(80, 24);
    let path = desk.file("long.txt", sentence.repeat(LONG / sentence.len()));
    let reader = desk.open(&path);
    let first = reader.until_shows("وسار القطار بين الحقول").row(2);
    reader.send(&format!("{PAGE_DOWN}{DOWN}"));
    reader.until("another page", |screen| screen.row(2) != first && screen.cell(0, 1).text == "┌");
    reader.send(END);
    reader.until_status("%100");
    reader.send(HOME);
    reader.until("the beginning", |screen| screen.row(2) == first);
    reader.quit();
}

#[test]
fn a_hundred_megabytes_open_at_once_and_can_be_paged_through() {
    let paragraph = format!("{}\n\n", TEXT.lines().nth(2).unwrap().repeat(3));
    let mut text = paragraph.repeat(100 * 1024 * 1024 / paragraph.len());
    text.push_str("هذه آخر فقرة في الملف الطويل.\n");
    let desk = Desk::new();
    let path = desk.file("large.txt", text);
    let start = Instant::now();
    let reader = desk.open(&path);
    assert!(start.elapsed() < AT_ONCE, "{:?}", start.elapsed());
    reader.until_shows("الأقوال متوقفة");
    let first = reader.settled().row(3);
    reader.send(&format!("{PAGE_DOWN}{PAGE_DOWN}{DOWN}"));
    reader.until("another page", |screen| screen.row(3) != first);
    reader.send(END);
    reader.until_shows("هذه آخر فقرة في الملف الطويل");
    reader.until_status("%100");
    reader.send(HOME);
    reader.until("the beginning", |screen| screen.row(3) == first && screen.status_shows("%0"));
    if !IS_SLOW {
        reader.send("c");
        reader.until_gone("الأقوال متوقفة");
        reader.until_status("القول 1 من");
    }
    reader.quit();
}

#[test]
fn an_article_comes_through_a_pipe_and_keys_from_the_terminal() {
    let desk = Desk::new();
    let path = desk.file("piped.txt", TEXT);
    let script = format!("cat {} | \"$ISNAD\" --library \"$LIBRARY\" --lang ar -", quoted(&path));
    let reader = desk.shell(&script);
    reader.until_status("القول 1 من");
    reader.send("\t");
    reader.until_status("القول 2 من");
    reader.send("شمن الأنبوب\r");
    reader.until_shows("✎");
    reader.quit();
    let reader = desk.shell(&script);
    reader.until_shows("✎");
    reader.quit();
}
