//! Loading: encodings, files that are no text, windows of a large file.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, ISO_8859_6, WINDOWS_1256};
use isnad::article::{
    Article, BlockKind, OpenError, Origin, WINDOW_FROM, Warning, Window, WindowAt, from_text, open, open_window, read,
    sample,
};
use proptest::prelude::*;

const BOM: &str = "\u{feff}";
const NBSP: &str = "\u{a0}";
const TEXT: &str = "المدير: لن نغلق المخازن قبل العيد\n\nقال مدير المخازن إن القمح يكفي عاماً كاملاً، مؤكداً أن الأبواب مفتوحة للجميع.\n\
                    وأضاف أن القافلة التالية ستصل يوم الخميس إلى المدينة الساحلية.\n";

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn in_encoding(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

/// Checks that `bytes` are read as `text` with `warnings`.
#[track_caller]
fn check_decoded(bytes: &[u8], text: &str, warnings: &[Warning]) {
    let article = read(Cursor::new(bytes)).unwrap();
    assert_eq!(article.text, text);
    assert_eq!(article.warnings, warnings);
}

/// Checks the message for `bytes` from standard input.
#[track_caller]
fn check_refused(bytes: &[u8], message: &str) {
    assert_eq!(read(Cursor::new(bytes)).unwrap_err().to_string(), message);
}

#[test]
fn encodings() {
    use Warning::GuessedEncoding;
    check_decoded(TEXT.as_bytes(), TEXT, &[]);
    check_decoded(format!("{BOM}{TEXT}").as_bytes(), TEXT, &[]);
    check_decoded(&utf16(&format!("{BOM}{TEXT}"), u16::to_le_bytes), TEXT, &[]);
    check_decoded(&utf16(&format!("{BOM}{TEXT}"), u16::to_be_bytes), TEXT, &[]);
    check_decoded(&utf16(TEXT, u16::to_le_bytes), TEXT, &[GuessedEncoding("UTF-16LE")]);
    check_decoded(&utf16(TEXT, u16::to_be_bytes), TEXT, &[GuessedEncoding("UTF-16BE")]);
    check_decoded(&in_encoding(TEXT, WINDOWS_1256), TEXT, &[GuessedEncoding("windows-1256")]);
    check_decoded(&in_encoding(TEXT, ISO_8859_6), TEXT, &[GuessedEncoding("ISO-8859-6")]);
    check_decoded(&in_encoding("مرحبا", WINDOWS_1256), "مرحبا", &[GuessedEncoding("windows-1256")]);
    check_decoded(b"plain", "plain", &[]);
}

#[test]
fn the_text_is_unchanged() {
    let text = format!("{NBSP}سطر أول {NBSP}\r\n\r\nسطر  ثانٍ\rسطر ثالث{BOM}\r\n");
    check_decoded(text.as_bytes(), &text, &[]);
    let article = from_text(text, Origin::StandardInput);
    let said: Vec<&str> = article.blocks.iter().map(|block| block.span.of(&article.text)).collect();
    assert_eq!(said, ["سطر أول", "سطر  ثانٍ", &format!("سطر ثالث{BOM}")]);
}

#[test]
fn damage_is_shown_and_said() {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes[60] = 0xff;
    let article = read(Cursor::new(bytes)).unwrap();
    assert!(article.text.contains('\u{fffd}') && article.text.contains("مدير المخازن"));
    assert!(
        matches!(article.warnings[..], [Warning::Malformed { encoding: "UTF-8", count: 1..=2 }]),
        "{:?}",
        article.warnings
    );

    let cut_off = &TEXT.as_bytes()[..TEXT.len() - 3];
    assert!(matches!(read(Cursor::new(cut_off)).unwrap().warnings[..], [Warning::Malformed { count: 1, .. }]));
}

#[test]
fn controls_are_counted() {
    const ESC: &str = "\u{1b}";
    const RLO: &str = "\u{202e}";
    const LRI: &str = "\u{2066}";
    const PDI: &str = "\u{2069}";
    let text = format!("{ESC}[2J قال {RLO}الوزير\n{LRI}ok{PDI} {PDI}\ttab\u{85}");
    check_decoded(text.as_bytes(), &text, &[Warning::Controls(1)]);
}

#[test]
fn what_is_no_text_is_named() {
    let not_text = |what: &str| {
        format!("standard input: is {what}, not plain text; save the article as text (UTF-8) and open that")
    };
    check_refused(b"%PDF-1.7\n%\xe2\xe3", &not_text("a PDF document"));
    check_refused(b"PK\x03\x04\x14\x00", &not_text("a zip archive (so are docx, odt and epub)"));
    check_refused(b"\x89PNG\r\n\x1a\n\x00\x00", &not_text("a PNG image"));
    check_refused(b"\xff\xd8\xff\xe0\x00\x10JFIF", &not_text("a JPEG image"));
    check_refused(b"\x7fELF\x02\x01\x01\x00", &not_text("a program (ELF)"));
    check_refused(b"abc\x00\x01\x02\x00def", &not_text("binary data"));
    check_refused(&[0; 5000], &not_text("binary data"));
    check_refused(b"\xff\xfe\x00\x00\x42\x06\x00\x00", &not_text("UTF-32 text"));
    let empty = "standard input: holds no text; check that it was saved or downloaded whole";
    check_refused(b"", empty);
    check_refused(BOM.as_bytes(), empty);
    check_refused(b" \r\n\t\n", empty);
}

#[test]
fn files_that_cannot_be_read_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let said = |path: &Path| open(path).unwrap_err().to_string().replace(&*folder.path().to_string_lossy(), "D");
    assert_eq!(
        said(&folder.path().join("لا.txt")),
        "D/لا.txt: no such file; check the path, or give - to read standard input"
    );
    assert_eq!(said(folder.path()), "D: is a directory; name an article inside it");
    assert_eq!(
        said(&written(folder.path(), "e", b"")),
        "D/e: holds no text; check that it was saved or downloaded whole"
    );
    let pdf = said(&written(folder.path(), "a.pdf", b"%PDF-1.4"));
    assert_eq!(pdf, "D/a.pdf: is a PDF document, not plain text; save the article as text (UTF-8) and open that");
    let below_a_file = said(&written(folder.path(), "f", b"x").join("x"));
    assert!(below_a_file.starts_with("D/f/x: "), "{below_a_file}");
    assert!(matches!(open_window(folder.path(), WindowAt::First), Err(OpenError::Directory { .. })));
}

#[cfg(unix)]
#[test]
fn a_device_is_no_article() {
    let message = open(Path::new("/dev/null")).unwrap_err().to_string();
    assert_eq!(
        message,
        "/dev/null: is a device, not a file; to read from a program, pipe it in and give - as the path"
    );
}

#[test]
fn too_long_standard_input_is_cut_between_characters() {
    let text = "ق".repeat(WINDOW_FROM as usize / 2 + 10);
    let article = read(Cursor::new(format!("x{text}"))).unwrap();
    assert_eq!(article.text.len() as u64, WINDOW_FROM - 1);
    assert_eq!(article.warnings, [Warning::Cut { at: WINDOW_FROM - 1 }]);
    let whole = read(Cursor::new("x".repeat(WINDOW_FROM as usize))).unwrap();
    assert_eq!((whole.text.len() as u64, whole.warnings.len()), (WINDOW_FROM, 0));
}

#[test]
fn the_sample_has_all_that_it_should_show() {
    let article = sample();
    assert!(article.warnings.is_empty() && article.text.split_whitespace().count() >= 600);
    let has = |kind| article.blocks.iter().any(|block| block.kind == kind);
    use BlockKind::{Boilerplate, Caption, Date, Dateline, Heading, Headline, Paragraph};
    for kind in [Headline, Date, Dateline, Caption, Heading, Paragraph, Boilerplate] {
        assert!(has(kind), "{kind:?}");
    }
    let note = article.blocks[1].span.of(&article.text);
    assert!(note.starts_with("نص توضيحي"), "the sample says that it is invented: {note}");
    for shown in [NBSP, "\u{640}", "\u{650}", "٤٥", "COVID-19", "62%", "«", "\""] {
        assert!(article.text.contains(shown), "{shown}");
    }
}

/// A file of `size` bytes, made of `unit` again and again.
fn large(folder: &Path, unit: &[u8], size: u64) -> PathBuf {
    let path = folder.join("large.txt");
    let mut file = fs::File::create(&path).unwrap();
    let chunk: Vec<u8> = unit.iter().copied().cycle().take(unit.len() * 4096).collect();
    let mut left = size as usize / unit.len() * unit.len();
    while left > 0 {
        let len = left.min(chunk.len());
        file.write_all(&chunk[..len]).unwrap();
        left -= len;
    }
    path
}

fn window(article: &Article) -> Window {
    article.window.expect("a large file is read in windows")
}

/// Walks a file from its first window to its last and back: the windows join, and hold the whole text unharmed.
#[track_caller]
fn check_windows(unit: &[u8], expected_edge: impl Fn(&str) -> bool) {
    let folder = tempfile::tempdir().unwrap();
    let path = large(folder.path(), unit, 2_400_000);
    let mut article = open_window(&path, WindowAt::First).unwrap();
    let first = window(&article);
    assert_eq!(open_window(&path, WindowAt::Before(&first)).unwrap(), article);
    let mut forward = 0;
    loop {
        let here = window(&article);
        assert!(here.end - here.start <= 1 << 20 && here.end > here.start, "{here:?}");
        assert!(!article.text.contains('\u{fffd}') && article.warnings.len() <= 1, "{:?}", article.warnings);
        forward += 1;
        let next = open_window(&path, WindowAt::After(&here)).unwrap();
        if here.end == here.file {
            assert_eq!(next, article);
            break;
        }
        assert!(expected_edge(&article.text), "window {forward} ends in the midst of something");
        assert_eq!(window(&next).start, here.end);
        article = next;
    }
    assert!(forward > 2);
    let mut start = window(&article);
    while start.start > first.start {
        let before = window(&open_window(&path, WindowAt::Before(&start)).unwrap());
        assert!(before.end == start.start && before.start < before.end, "{before:?} {start:?}");
        start = before;
    }
    assert_eq!(start.start, first.start);
    for byte in [0, 1_500_001, first.file - 1] {
        let held = window(&open_window(&path, WindowAt::Holding(byte)).unwrap());
        assert!(held.start <= byte.max(first.start) && byte < held.end, "{byte} {held:?}");
    }
    assert_eq!(window(&open_window(&path, WindowAt::Last).unwrap()).end, first.file);
}

#[test]
fn a_file_above_the_limit_opens_at_its_first_window() {
    let folder = tempfile::tempdir().unwrap();
    let path = large(folder.path(), TEXT.as_bytes(), WINDOW_FROM + 1000);
    let article = open(&path).unwrap();
    assert_eq!(article, open_window(&path, WindowAt::First).unwrap());
    assert!(article.text.len() <= 1 << 20 && article.blocks[0].kind == BlockKind::Headline);
}

#[test]
fn windows_end_at_line_ends() {
    check_windows(TEXT.as_bytes(), |text| text.ends_with('\n'));
    check_windows(&in_encoding(TEXT, WINDOWS_1256), |text| text.ends_with('\n'));
    check_windows(&utf16(TEXT, u16::to_le_bytes), |text| text.ends_with('\n'));
}

#[test]
fn windows_of_a_file_without_line_ends() {
    check_windows("قال الوزير ".as_bytes(), |text| text.ends_with(' '));
    check_windows("قالx".as_bytes(), |_| true);
    check_windows("x😀".as_bytes(), |_| true);
    check_windows(&utf16("قالالوزيرإنالعملبدأفيالمخازن😀", u16::to_be_bytes), |_| true);
}

#[test]
fn windows_survive_a_file_that_shrank() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "small.txt", TEXT.as_bytes());
    let stale = Window { start: 50_000_000, end: 51_000_000, file: 60_000_000 };
    for at in [WindowAt::Before(&stale), WindowAt::After(&stale), WindowAt::Holding(55_000_000), WindowAt::Last] {
        let article = open_window(&path, at).unwrap();
        assert!(window(&article).end == TEXT.len() as u64, "{at:?} {:?}", article.window);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(article) = read(Cursor::new(&bytes)) {
            prop_assert!(article.blocks.iter().all(|block| !block.span.of(&article.text).is_empty()));
        }
    }

    #[test]
    fn any_utf8_without_controls_comes_back_unchanged(text in "[ -~ء-ي،؟\u{a0}\n]{1,200}") {
        prop_assume!(!text.trim().is_empty() && !text.starts_with("{\\rtf"));
        let article = read(Cursor::new(&text)).unwrap();
        prop_assert_eq!(article.text, text);
        prop_assert!(article.warnings.is_empty());
    }
}
