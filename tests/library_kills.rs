//! The real program, killed at 200 moments while it imports, annotates and corrects: what it acknowledged is there, and the library
//! is whole. A disk without room and a held library are said in one line, and lose nothing.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use isnad::store::{DocumentQuery, FILE_NAME, Store};
use rusqlite::Connection;

const KILLS: u64 = 200;

/// An article of which claims are found.
fn text(number: usize) -> String {
    format!(
        "خبر قصير رقم {number} من المدينة\n\nقال الوزير سامر الحلو إن الجسر رقم {number} سيفتح غدا.\n\nوأضاف أن الكلفة مليونا دينار.\n"
    )
}

fn isnad(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.env("HOME", root).env("ISNAD_LIBRARY", root.join("library")).current_dir(root);
    command
}

/// `count` articles from number `from` on, in a folder of their own.
fn articles(root: &Path, from: usize, count: usize) -> PathBuf {
    let folder = root.join(format!("in-{from}"));
    fs::create_dir(&folder).expect("made");
    for number in from..from + count {
        fs::write(folder.join(format!("{number:05}.txt")), text(number)).expect("written");
    }
    folder
}

/// A moment of its own for each kill, up to `most` microseconds.
fn moment(round: u64, most: u64) -> Duration {
    Duration::from_micros(round.wrapping_mul(0x9e37_79b9_7f4a_7c15) % most)
}

/// Kills a program at a moment after its first line, or while it starts; gives the lines it got out.
fn kill(mut child: Child, round: u64) -> Vec<String> {
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let mut heard: Vec<String> = if round.is_multiple_of(8) { Vec::new() } else { lines.by_ref().take(1).collect() };
    std::thread::sleep(moment(round, 20_000));
    child.kill().expect("killed");
    heard.extend(lines);
    child.wait().expect("ended");
    heard
}

/// Runs `isnad command` again and again in a shell, which is killed with its children at some moment; gives what it said.
/// In the command `$1` is the article, `$2` the round, `$n` the number of the run.
fn kill_loop(root: &Path, command: &str, article: &Path, round: u64) -> Vec<String> {
    let script = format!("for n in 1 2 3 4 5 6; do \"$0\" {command} 2>&1 || exit; done");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_isnad")]).arg(article).arg(round.to_string());
    shell.env("HOME", root).env("ISNAD_LIBRARY", root.join("library"));
    std::os::unix::process::CommandExt::process_group(&mut shell, 0);
    let mut child = shell.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a child");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
    std::thread::sleep(Duration::from_millis(30) + moment(round, 250_000));
    let group = rustix::process::Pid::from_raw(child.id().cast_signed()).expect("a group");
    rustix::process::kill_process_group(group, rustix::process::Signal::KILL).expect("killed");
    let heard = lines.collect();
    child.wait().expect("ended");
    heard
}

fn is_whole(root: &Path) {
    let store = Store::open(&root.join("library")).expect("opened");
    assert_eq!(store.verify().expect("checked"), []);
}

#[test]
fn what_was_acknowledged_survives_every_kill() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut added, mut corrected, mut tagged) = (BTreeSet::new(), 0, BTreeSet::new());
    let first = articles(root.path(), 0, 1).join("00000.txt");
    assert!(isnad(root.path()).args(["library", "add"]).arg(&first).status().expect("ran").success());
    for round in 0..KILLS {
        if round % 2 == 0 {
            // Import: a line for each article that is on the disk.
            let folder = articles(root.path(), 100 + round as usize * 20, 20);
            let mut command = isnad(root.path());
            command.args(["library", "add", "--jobs", "1"]).arg(&folder);
            let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a child");
            added.extend(kill(child, round).into_iter().filter_map(|line| Some(line.split('\t').nth(2)?.to_owned())));
        } else {
            // Corrections and annotations: a line for each, on standard error and on standard output.
            let command = match round % 4 {
                1 => "correct \"$1\" split c1 --name \"اسم $2 $n\"",
                _ => {
                    "annotate \"$1\" c2 --tag \"tag-$2-$n\" --note \"كلمة $2 $n\" --evidence \"https://x.example/$2/$n\""
                }
            };
            for line in kill_loop(root.path(), command, &first, round) {
                corrected += usize::from(line.contains("kept:"));
                tagged.extend(line.split([' ', '\t', '#']).filter(|word| word.starts_with("tag-")).map(str::to_owned));
            }
        }
        if round % 20 == 19 {
            is_whole(root.path());
        }
    }
    is_whole(root.path());
    let store = Store::open(&root.path().join("library")).expect("opened");
    let rows = store.documents(&DocumentQuery { limit: usize::MAX, ..DocumentQuery::default() }).expect("listed");
    let titles: BTreeSet<&str> = rows.iter().map(|row| row.title.as_str()).collect();
    let lost: Vec<&String> = added
        .iter()
        .filter(|path| {
            let number: usize = path
                .rsplit('/')
                .next()
                .and_then(|name| name.strip_suffix(".txt"))
                .expect("a name")
                .parse()
                .expect("a number");
            !titles.contains(text(number).lines().next().expect("a title"))
        })
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    let article = isnad::article::open(&first).expect("opened");
    let annotations = store.annotations(&article).expect("readable");
    let kept = annotations.corrections.len();
    assert!(kept >= corrected, "{corrected} were acknowledged, {kept} are kept");
    let [note] = &annotations.claims[..] else { panic!("one claim was annotated: {:?}", annotations.claims) };
    let lost: Vec<&String> = tagged.iter().filter(|tag| !note.marks.tags.contains(tag)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    // An annotation is kept whole: a tag never without its evidence.
    assert_eq!(note.marks.tags.len(), note.marks.evidence.len());
    let counts = (added.len(), corrected, tagged.len());
    assert!(counts.0 > 20 && counts.1 > 2 && counts.2 > 2, "{counts:?}: too few to tell");
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = articles(root.path(), 0, 3);
    assert!(isnad(root.path()).args(["library", "add"]).arg(&folder).status().expect("ran").success());
    let size = fs::metadata(root.path().join("library").join(FILE_NAME)).expect("there").len();
    let more = articles(root.path(), 100, 300);
    // No file may become larger than the library is and a little more: to the program, a disk without room.
    let limit = size / 512 + 64;
    let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" library add \"$1\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_isnad")]).arg(&more);
    command.env("HOME", root.path()).env("ISNAD_LIBRARY", root.path().join("library"));
    let run = command.output().expect("ran");
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(5), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let added = String::from_utf8_lossy(&run.stdout).lines().filter(|line| line.starts_with("new\t")).count();
    assert!(added < 300, "the disk was full");
    is_whole(root.path());
    let totals = Store::open(&root.path().join("library")).and_then(|store| store.totals()).expect("counted");
    assert!(totals.documents >= 3 + added, "{added} were acknowledged, {} are there", totals.documents);
    let again = isnad(root.path()).args(["library", "add"]).arg(&more).output().expect("ran");
    assert!(again.status.success(), "there is room again");
    is_whole(root.path());
}

#[test]
fn a_held_library_is_said_and_two_readers_get_on() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = articles(root.path(), 0, 3);
    assert!(isnad(root.path()).args(["library", "add"]).arg(&folder).status().expect("ran").success());
    let holder = Connection::open(root.path().join("library").join(FILE_NAME)).expect("opened");
    holder.execute_batch("BEGIN IMMEDIATE").expect("held");
    let more = articles(root.path(), 10, 1);
    let run = isnad(root.path()).args(["library", "add"]).arg(&more).output().expect("ran");
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(5), "{said}");
    assert!(said.lines().count() == 1 && said.contains("locked"), "{said}");
    let list = || isnad(root.path()).args(["library", "list"]).stdout(Stdio::piped()).spawn().expect("a child");
    for child in [list(), list()] {
        let run = child.wait_with_output().expect("ended");
        assert_eq!(String::from_utf8_lossy(&run.stdout).lines().count(), 4);
    }
    holder.execute_batch("COMMIT").expect("let go");
    let run = isnad(root.path()).args(["library", "add"]).arg(&more).output().expect("ran");
    assert!(run.status.success());
    is_whole(root.path());
}
