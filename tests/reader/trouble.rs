//! What cannot be opened, shown or saved: one clear line, the right exit code, and nothing lost.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::Connection;

use crate::pty::{Desk, ENTER, Reader};

const TEXT: &str = "عنوان قصير\n\nقال الوزير سامر النخلي إن العمل بدأ في الميناء.\n";

/// The program, given `arguments` in a terminal, leaves at once with `code` and one line on standard error that says
/// `says`; nothing of a screen was drawn.
#[track_caller]
fn check_refused(desk: &Desk, arguments: &str, code: u32, says: &str) {
    let mut reader = desk.shell(&format!("\"$ISNAD\" --library \"$LIBRARY\" {arguments} 2>errors"));
    let status = reader.ended();
    let errors = fs::read_to_string(desk.path("errors")).unwrap();
    assert_eq!(status.exit_code(), code, "{errors}");
    check_line(&errors, says);
    assert_eq!(reader.raw(), "", "{arguments}");
    reader.assert_sane();
}

#[track_caller]
fn check_line(errors: &str, says: &str) {
    assert!(errors.starts_with("isnad: ") && errors.contains(says), "{errors:?}");
    assert_eq!(errors.matches('\n').count(), 1, "{errors:?}");
}

#[test]
fn what_is_no_article_is_refused() {
    let desk = Desk::new();
    desk.file("empty.txt", "");
    desk.file("blank.txt", " \n\u{a0}\n\n");
    desk.file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0");
    for (arguments, says) in [
        ("missing.txt", "no such file"),
        ("read missing.txt", "no such file"),
        (".", "is a directory"),
        ("empty.txt", "holds no text"),
        ("blank.txt", "holds no text"),
        ("picture.png", "not plain text"),
        ("/dev/zero", "is a device"),
        ("- </dev/null", "holds no text"),
    ] {
        check_refused(&desk, arguments, 3, says);
    }
}

#[test]
fn an_unreadable_file_is_refused() {
    let desk = Desk::new();
    let path = desk.file("secret.txt", TEXT);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return eprintln!("skipped: this user may read everything");
    }
    check_refused(&desk, "secret.txt", 3, "cannot be read");
}

#[test]
fn wrong_arguments_and_wishes_are_refused() {
    let desk = Desk::new();
    check_refused(&desk, "--bidi sideways sample", 2, "--bidi");
    check_refused(&desk, "--config missing.toml sample", 2, "missing.toml");
}

#[test]
fn without_a_terminal_nothing_is_drawn() {
    let desk = Desk::new();
    desk.file("article.txt", TEXT);
    for arguments in [&["sample"][..], &["article.txt"], &[]] {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        check_line(&String::from_utf8_lossy(&output.stderr), "standard output is not a terminal");
    }
    let desk = Desk::new().with("TERM", "dumb");
    check_refused(&desk, "sample", 2, "TERM=dumb");
}

/// A library with one note in it.
fn library(desk: &Desk) -> PathBuf {
    let reader = desk.sample();
    reader.send("ش");
    reader.until_shows("Enter حفظ");
    reader.send(&format!("ملاحظة{ENTER}"));
    reader.until_status("محفوظ");
    reader.quit();
    desk.library().join("library.db")
}

/// The reader leaves with code 5 and one line that says `says`, after the terminal is as it was.
#[track_caller]
fn check_no_library(desk: &Desk, says: &str) {
    let mut reader: Reader = desk.shell("\"$ISNAD\" --library \"$LIBRARY\" --lang ar sample 2>errors");
    let status = reader.ended();
    let errors = fs::read_to_string(desk.path("errors")).unwrap();
    assert_eq!(status.exit_code(), 5, "{errors}");
    check_line(&errors, says);
    reader.assert_sane();
}

#[test]
fn a_locked_library_is_said() {
    let desk = Desk::new();
    let path = library(&desk);
    let connection = Connection::open(&path).unwrap();
    connection.busy_timeout(Duration::from_secs(5)).unwrap();
    connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;").unwrap();
    check_no_library(&desk, "locked by another program");
    connection.execute_batch("ROLLBACK").unwrap();
    drop(connection);
    let reader = desk.sample();
    reader.until_shows("✎");
    reader.quit();
}

#[test]
fn a_library_locked_while_reading_says_so_and_saves_later() {
    let desk = Desk::new();
    let path = library(&desk);
    let reader = desk.sample();
    reader.until_shows("✎");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    reader.send("ص");
    reader.until_shows("الحكم على القول");
    reader.send("1");
    reader.until_status("locked by another program");
    // The first attempt to leave is held back.
    reader.send("q");
    reader.until_status("لم يُحفظ كل شيء");
    connection.execute_batch("ROLLBACK").unwrap();
    drop(connection);
    reader.quit();
    let reader = desk.sample();
    reader.until_shows("صحيح");
    reader.quit();
}

#[test]
fn a_damaged_library_is_left_as_it_is() {
    let desk = Desk::new();
    fs::create_dir(desk.library()).unwrap();
    let garbage: Vec<u8> = (0..8192_u32).map(|at| (at * 31 % 251) as u8).collect();
    let path = desk.file("library/library.db", &garbage);
    check_no_library(&desk, "damaged");
    assert_eq!(fs::read(path).unwrap(), garbage);
}

#[test]
fn a_newer_library_is_left_as_it_is() {
    let desk = Desk::new();
    let path = library(&desk);
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 9999).unwrap();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    check_no_library(&desk, "use a newer isnad");
    assert_eq!(fs::read(path).unwrap(), before);
}

#[test]
fn where_nothing_can_be_saved_it_reads_and_says_so() {
    let desk = Desk::new();
    // Not even root can make a folder inside a file.
    desk.file("library", "");
    let reader = desk.start(&["sample"]);
    reader.until_status("لم يُحفظ");
    reader.send("\t");
    reader.until_status("بلا حفظ");
    reader.send("ص");
    reader.until_shows("الحكم على القول");
    reader.send("1");
    reader.until_status("لم يُحفظ");
    reader.send("q");
    reader.until_status("لم يُحفظ كل شيء");
    reader.quit();
    assert_eq!(fs::read(desk.library()).unwrap(), b"");
}

#[test]
fn a_folder_without_write_permission_is_read_from() {
    let desk = Desk::new();
    let path = library(&desk);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    fs::set_permissions(desk.library(), fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(desk.library().join("probe"), "").is_ok() {
        return eprintln!("skipped: this user may write everywhere");
    }
    let reader = desk.sample();
    reader.send("\t");
    reader.until_status("بلا حفظ");
    reader.quit();
    fs::set_permissions(desk.library(), fs::Permissions::from_mode(0o700)).unwrap();
}
