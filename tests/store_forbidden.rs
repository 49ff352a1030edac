//! A library in a place where nothing may be written is read, and says that it cannot save.
#![cfg(unix)]

mod store_common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use isnad::store::{FILE_NAME, Store, Trouble};
use rusqlite::Connection;
use store_common::old::old_library;
use store_common::{TEXT, at, from_file};

/// Set for the run of this program as a user without rights, to the folder with the libraries.
const FOLDER: &str = "ISNAD_TEST_READ_ONLY_FOLDER";

fn is_read_and_not_written(folder: &Path) {
    let before = fs::read(folder.join(FILE_NAME)).expect("readable");
    let mut store = Store::open_or_read(folder).expect("read");
    let article = from_file("a.txt", TEXT);
    assert_eq!(store.annotations(&article).expect("readable").claims.len(), 2);
    assert_eq!(store.totals().expect("counted").documents, 3);
    let error = store.open_article(&article, at(1)).expect_err("not written");
    assert!(matches!(error.trouble(), Trouble::Forbidden(_)), "{error:?}");
    assert!(error.to_string().contains("write permission") && !error.to_string().contains('\n'), "{error}");
    drop(store);
    assert!(fs::read(folder.join(FILE_NAME)).expect("readable") == before);
}

/// Commands that read, and two that write.
fn commands_read_it(folder: &Path) {
    let program = folder.with_file_name("isnad");
    let library = folder.join("folder").display().to_string();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.env_clear().env("HOME", "/nonexistent").env("LANG", "C.UTF-8").args(["--library", &library]);
        command.args(arguments).stdin(Stdio::null()).output().expect("run")
    };
    for (arguments, code) in [
        (&["export", "--format", "json", "1"][..], 0),
        (&["label", "1"], 0),
        // An old library knows its claims when an article is opened again: it is read, and holds none.
        (&["quotes"], 1),
        (&["library", "list"], 0),
        (&["sources", "list"], 0),
        (&["annotate", "1", "c1"], 1),
        (&["annotate", "1", "c1", "--pin"], 5),
        (&["library", "add", "/nonexistent"], 5),
    ] {
        let ran = run(arguments);
        let says = String::from_utf8_lossy(&ran.stderr).into_owned() + &String::from_utf8_lossy(&ran.stdout);
        assert_eq!(ran.status.code(), Some(code), "{arguments:?}: {says}");
    }
}

fn as_a_stranger(folder: &Path) {
    for case in ["folder", "file", "old", "a?b#c%41"] {
        is_read_and_not_written(&folder.join(case));
    }
    // The folder may not be written, the file may.
    is_read_and_not_written(&folder.join("half"));
    commands_read_it(folder);
    let refused = |case: &str| Store::open_or_read(&folder.join(case)).expect_err("refused");
    assert!(matches!(refused("log").trouble(), Trouble::Unclosed(_)), "{}", refused("log"));
    assert!(matches!(refused("secret").trouble(), Trouble::Unreadable(_)), "{}", refused("secret"));
    assert!(matches!(refused("empty").trouble(), Trouble::Forbidden(_)), "{}", refused("empty"));
}

/// A library in `folder`, or an old one.
fn library(folder: &Path, is_old: bool) {
    fs::create_dir(folder).expect("made");
    old_library(folder, 2);
    if !is_old {
        drop(Store::open(folder).expect("brought to this schema"));
    }
}

fn set(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
}

#[test]
fn a_library_that_may_not_be_written_is_read() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return as_a_stranger(Path::new(&folder));
    }
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("all");
    fs::create_dir(&folder).expect("made");
    for case in ["folder", "file", "old", "a?b#c%41", "half", "log", "secret"] {
        library(&folder.join(case), case == "old");
    }
    fs::create_dir(folder.join("empty")).expect("made");
    let holder = Connection::open(folder.join("half").join(FILE_NAME)).expect("opened");
    holder.execute_batch("UPDATE reading SET position = 13").expect("written to the log");
    let half = folder.join("half").join(FILE_NAME).display().to_string();
    fs::copy(format!("{half}-wal"), folder.join("log").join(format!("{FILE_NAME}-wal"))).expect("copied");
    drop(holder);
    let program = root.path().join("program");
    fs::copy(std::env::current_exe().expect("this program"), &program).expect("copied");
    fs::copy(env!("CARGO_BIN_EXE_isnad"), root.path().join("isnad")).expect("copied");
    set(root.path(), 0o755);
    let cases = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let cases: Vec<_> = cases.collect();
    for case in &cases {
        let file = case.join(FILE_NAME);
        let name = case.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let mode = match name {
            "secret" => 0o000,
            "half" => 0o666,
            _ => 0o444,
        };
        if file.exists() {
            set(&file, mode);
        }
        // In `file`, only the file may not be written.
        set(case, if name == "file" { 0o555 | 0o222 } else { 0o555 });
    }
    // The owner of all files may write where nobody may: then the try is made as another user.
    let mut command = Command::new(program);
    if rustix::process::geteuid().is_root() {
        command.uid(65534).gid(65534);
    }
    let name = "a_library_that_may_not_be_written_is_read";
    let run = command.args(["--exact", name]).env(FOLDER, &folder).current_dir("/").output().expect("run");
    let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    cases.iter().for_each(|case| set(case, 0o755));
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
}
