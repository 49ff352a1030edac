//! Several processes use one library at once, and a killed one loses nothing that was acknowledged.

mod store_common;

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use isnad::span::Span;
use isnad::store::Store;
use store_common::{at, claim_note, from_file};

/// Set for this program's own children: `folder` `|` `name` `|` how many notes.
const WORK: &str = "ISNAD_TEST_WRITER";

/// What a child does: it saves note after note, and prints the number of each once it is saved.
#[test]
fn writer() {
    let Ok(work) = env::var(WORK) else {
        return;
    };
    let parts: Vec<&str> = work.split('|').collect();
    let [folder, name, notes] = parts[..] else { panic!("{work}") };
    let article = from_file("shared.txt", &text());
    let mut store = Store::open(Path::new(folder)).expect("a library");
    let key = store.open_article(&article, at(1)).expect("registered");
    for number in 0..notes.parse::<usize>().expect("a number") {
        let uid = format!("{name}-{number}");
        store.save_claim(key, &claim_note(&article, Span::new(0, 6), &uid, &uid), at(2)).expect("saved");
        writeln!(std::io::stdout(), "\nsaved {uid}").expect("heard");
    }
}

fn text() -> String {
    "قال الوزير كلاما.\n".repeat(3)
}

fn spawn(folder: &Path, name: &str, notes: usize) -> Child {
    Command::new(env::current_exe().expect("this program"))
        .args(["--exact", "writer", "--nocapture"])
        .env(WORK, format!("{}|{name}|{notes}", folder.display()))
        .stdout(Stdio::piped())
        .spawn()
        .expect("a child")
}

fn saved(folder: &Path) -> Vec<String> {
    let store = Store::open(folder).expect("the library");
    let found = store.annotations(&from_file("shared.txt", &text())).expect("readable");
    found.claims.into_iter().map(|note| note.anchor.uid).collect()
}

#[test]
fn several_begin_and_write_one_library_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["a", "b", "c", "d"];
    let children: Vec<Child> = names.iter().map(|name| spawn(folder.path(), name, 25)).collect();
    for mut child in children {
        assert!(child.wait().expect("ended").success());
    }
    let mut found = saved(folder.path());
    found.sort();
    let mut expected: Vec<String> =
        names.iter().flat_map(|name| (0..25).map(move |number| format!("{name}-{number}"))).collect();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut acknowledged = Vec::new();
    for round in 0..12 {
        let mut child = spawn(folder.path(), &format!("round{round}"), 100_000);
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut lines = lines.map(|line| line.expect("a line"));
        let mut uids = lines.by_ref().filter_map(|line| line.strip_prefix("saved ").map(str::to_owned));
        acknowledged.extend(uids.next());
        // Another moment each round, in the middle of whatever is being written.
        std::thread::sleep(Duration::from_micros(1_700 * round));
        child.kill().expect("killed");
        acknowledged.extend(uids);
        child.wait().expect("ended");
    }
    let found = saved(folder.path());
    let lost: Vec<&String> = acknowledged.iter().filter(|uid| !found.contains(uid)).collect();
    assert!(acknowledged.len() >= 12 && lost.is_empty(), "{lost:?} of {} lost", acknowledged.len());
    let connection = rusqlite::Connection::open(folder.path().join(isnad::store::FILE_NAME)).expect("opened");
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(verdict, "ok");
}
