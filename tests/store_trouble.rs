//! A library that cannot be used says so in one line, and is left as it was.

mod store_common;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use isnad::store::{FILE_NAME, SCHEMA, Store, StoreError, Trouble};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use store_common::{TEXT, at, claim_note, from_file, full_marks, span};

/// A library with one note; gives the folder.
fn library() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let article = from_file("a.txt", TEXT);
    let mut store = Store::open(folder.path()).expect("a library");
    let key = store.open_article(&article, at(1)).expect("registered");
    let mut note = claim_note(&article, span(&article, "السوق سيفتح"), "claim-1", "");
    note.marks = full_marks();
    store.save_claim(key, &note, at(2)).expect("saved");
    folder
}

/// Opening says `expected`, on one line, and changes no byte of any file in the folder.
fn refused(folder: &Path, expected: fn(&Trouble) -> bool) -> StoreError {
    let before = contents(folder);
    let error = Store::open(folder).expect_err("refused");
    assert!(expected(error.trouble()), "{error:?}");
    assert_eq!(contents(folder), before, "left as it was");
    let line = error.to_string();
    assert!(!line.contains('\n') && line.contains(&folder.display().to_string()), "{line}");
    error
}

/// The files of the folder and the hashes of their bytes, but for SQLite's scratch index of the log.
fn contents(folder: &Path) -> Vec<(String, usize, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_file() && !name.ends_with("-shm") {
            let bytes = fs::read(entry.path()).expect("readable");
            files.push((name, bytes.len(), format!("{:x?}", Sha256::digest(&bytes))));
        }
    }
    files.sort();
    files
}

fn alter(folder: &Path, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
    let path = folder.join(FILE_NAME);
    let bytes = fs::read(&path).expect("readable");
    fs::write(&path, change(bytes)).expect("written");
}

#[test]
fn a_file_that_is_no_library_is_refused() {
    let is_damaged = |trouble: &Trouble| matches!(trouble, Trouble::Damaged(_));
    let folder = library();
    alter(folder.path(), |bytes| vec![0xa7; bytes.len()]);
    assert!(refused(folder.path(), is_damaged).is_of_library());
    alter(folder.path(), |_| "ليس قاعدة بيانات\n".repeat(400).into_bytes());
    refused(folder.path(), is_damaged);
    alter(folder.path(), |_| b"short".to_vec());
    refused(folder.path(), is_damaged);
}

#[test]
fn a_file_that_was_cut_is_refused() {
    for keep in [0, 100, 4096, 4096 * 3, 4096 * 3 + 2000] {
        let folder = library();
        alter(folder.path(), |mut bytes| {
            assert!(bytes.len() > keep);
            bytes.truncate(keep);
            bytes
        });
        refused(folder.path(), |trouble| matches!(trouble, Trouble::Damaged(_)));
    }
}

#[test]
fn a_log_is_not_lost_where_its_file_is() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(format!("{FILE_NAME}-wal")), "what was not yet in the file").expect("written");
    refused(folder.path(), |trouble| matches!(trouble, Trouble::Damaged(_)));
    fs::write(folder.path().join(FILE_NAME), "").expect("written");
    refused(folder.path(), |trouble| matches!(trouble, Trouble::Damaged(_)));
}

#[test]
fn a_new_library_leaves_nothing_else_in_its_folder() {
    let folder = library();
    let names: Vec<String> = contents(folder.path()).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names, [FILE_NAME]);
}

#[test]
fn damage_inside_is_said_when_it_is_met() {
    let folder = library();
    alter(folder.path(), |mut bytes| {
        bytes[4096..].fill(0xa7);
        bytes
    });
    let before = contents(folder.path());
    let said = Store::open(folder.path()).and_then(|store| store.annotations(&from_file("a.txt", TEXT)));
    assert!(matches!(said.expect_err("damaged").trouble(), Trouble::Damaged(_)));
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn a_newer_library_is_refused() {
    let folder = library();
    let connection = Connection::open(folder.path().join(FILE_NAME)).expect("opened");
    connection.pragma_update(None, "user_version", SCHEMA + 1).expect("set");
    drop(connection);
    let error = refused(folder.path(), |trouble| *trouble == Trouble::Newer { found: SCHEMA + 1, known: SCHEMA });
    assert!(error.is_of_library());
}

#[test]
fn a_newer_library_that_was_not_closed_keeps_its_log() {
    let folder = library();
    let copy = tempfile::tempdir().expect("a folder");
    let connection = Connection::open(folder.path().join(FILE_NAME)).expect("opened");
    connection.pragma_update(None, "user_version", SCHEMA + 1).expect("set");
    for end in ["", "-wal"] {
        let name = format!("{FILE_NAME}{end}");
        fs::copy(folder.path().join(&name), copy.path().join(&name)).expect("copied");
    }
    refused(copy.path(), |trouble| matches!(trouble, Trouble::Newer { .. }));
}

#[test]
fn a_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = Connection::open(folder.path().join(FILE_NAME)).expect("opened");
    connection.execute_batch("CREATE TABLE theirs (x)").expect("made");
    drop(connection);
    refused(folder.path(), |trouble| matches!(trouble, Trouble::Damaged(_)));
}

#[test]
fn what_stands_in_the_place_of_the_library_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join(FILE_NAME)).expect("made");
    refused(folder.path(), |trouble| matches!(trouble, Trouble::Other(_)));
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    assert!(Store::open(&file).is_err());
}

#[test]
fn a_locked_library_is_said_within_two_seconds() {
    let folder = library();
    let article = from_file("a.txt", TEXT);
    let holder = Connection::open(folder.path().join(FILE_NAME)).expect("opened");
    holder.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let mut store = Store::open(folder.path()).expect("readers are not locked out");
    assert_eq!(store.annotations(&article).expect("readable").claims.len(), 1);
    let begun = Instant::now();
    let error = store.open_article(&article, at(3)).expect_err("locked");
    assert_eq!(*error.trouble(), Trouble::Locked);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    holder.execute_batch("COMMIT").expect("let go");
    store.open_article(&article, at(3)).expect("free again");
}

#[test]
fn a_library_in_exclusive_use_cannot_be_opened() {
    let folder = library();
    let holder = Connection::open(folder.path().join(FILE_NAME)).expect("opened");
    holder.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT").expect("locked");
    let begun = Instant::now();
    let error = Store::open(folder.path()).expect_err("locked");
    assert_eq!(*error.trouble(), Trouble::Locked);
    assert!(error.is_of_library() && begun.elapsed() < Duration::from_secs(2));
}

#[cfg(unix)]
mod modes {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("there").permissions().mode() & 0o777
    }

    #[test]
    fn only_the_owner_reads_the_library() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = folder.path().join("new").join("isnad");
        let mut store = Store::open(&made).expect("a library");
        store.open_article(&from_file("a.txt", TEXT), at(1)).expect("registered");
        assert_eq!(mode(&made), 0o700);
        for end in ["", "-wal", "-shm"] {
            assert_eq!(mode(&made.join(format!("{FILE_NAME}{end}"))), 0o600, "{end}");
        }
        drop(store);
        fs::set_permissions(made.join(FILE_NAME), fs::Permissions::from_mode(0o644)).expect("opened to all");
        let mut store = Store::open(&made).expect("a library");
        store.open_article(&from_file("a.txt", TEXT), at(2)).expect("registered");
        for end in ["", "-wal", "-shm"] {
            assert_eq!(mode(&made.join(format!("{FILE_NAME}{end}"))), 0o600, "{end}");
        }
    }

    /// Set for the run of this program as a user without rights, to the folder to try.
    const FOLDER: &str = "ISNAD_TEST_FORBIDDEN_FOLDER";

    #[test]
    fn a_folder_that_may_not_be_written_is_said() {
        if let Some(folder) = std::env::var_os(FOLDER) {
            let folder = Path::new(&folder);
            for case in ["empty", "full"] {
                refused(&folder.join(case), |trouble| matches!(trouble, Trouble::Forbidden(_)));
            }
            return;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let full = library();
        for case in ["empty", "full"] {
            fs::create_dir(folder.path().join(case)).expect("made");
        }
        fs::copy(full.path().join(FILE_NAME), folder.path().join("full").join(FILE_NAME)).expect("copied");
        let program = folder.path().join("program");
        fs::copy(std::env::current_exe().expect("this program"), &program).expect("copied");
        for (path, mode) in [("", 0o755), ("empty", 0o555), ("full", 0o555), ("full/library.db", 0o444)] {
            fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).expect("set");
        }
        // The owner of all files may write where nobody may: then the try is made as another user.
        let mut command = Command::new(program);
        if rustix::process::geteuid().is_root() {
            command.uid(65534).gid(65534);
        }
        let name = "modes::a_folder_that_may_not_be_written_is_said";
        let run = command.args(["--exact", name]).env(FOLDER, folder.path()).current_dir("/").output().expect("run");
        let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        for case in ["empty", "full"] {
            fs::set_permissions(folder.path().join(case), fs::Permissions::from_mode(0o755)).expect("set");
        }
        assert!(run.status.success() && said.contains("1 passed"), "{said}");
    }
}
