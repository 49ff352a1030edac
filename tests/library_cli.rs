//! `isnad library` and `isnad read ID` through the real program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use isnad::store::FILE_NAME;
use serde_json::Value;

const BRIDGE: &str = "جسر جديد في المدينة\n\nالخميس 22 تموز/يوليو 2021\n\nقال الوزير سامر الحلو إن الجسر سيفتح غدا.\n\nوأضاف أن الكلفة مليونا دينار.\n";
const BREAD: &str = "أسعار الخبز ترتفع من جديد\n\nقالت وزيرة التجارة ليلى عمر إن الأسعار سترتفع هذا الشهر.\n";

struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk { root: tempfile::tempdir().expect("a folder") };
        fs::create_dir_all(desk.path("in/sub")).expect("made");
        fs::write(desk.path("in/bread.txt"), BREAD).expect("written");
        fs::write(desk.path("in/sub/bridge.txt"), BRIDGE).expect("written");
        fs::write(desk.path("in/picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").expect("written");
        fs::write(desk.path("in/.hidden.txt"), "مخفي\n").expect("written");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn library(&self) -> PathBuf {
        self.path("library")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args(arguments)
            .arg("--library")
            .arg(self.library())
            .args(["--lang", "en"])
            .current_dir(self.root.path())
            .env("HOME", self.root.path())
            .output()
            .expect("ran")
    }

    /// What is written, where the exit code is `code`.
    fn says(&self, code: i32, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        let said = String::from_utf8(run.stdout).expect("UTF-8");
        let errors = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(code), "{arguments:?}\n{said}\n{errors}");
        assert!(errors.lines().all(|line| line.starts_with("isnad: ")), "{errors}");
        said
    }

    fn list(&self, arguments: &[&str]) -> Vec<Value> {
        let run = self.run(&[&["library", "list", "--format", "json"], arguments].concat());
        serde_json::from_slice(&run.stdout).expect("JSON")
    }
}

fn titles(rows: &[Value]) -> Vec<&str> {
    rows.iter().filter_map(|row| row["title"].as_str()).collect()
}

#[test]
fn articles_are_added_known_and_changed() {
    let desk = Desk::new();
    assert_eq!(desk.says(1, &["library", "list"]), "");
    assert_eq!(desk.says(0, &["library", "add", "in"]), "new\t1\tin/bread.txt\nnew\t2\tin/sub/bridge.txt\n");
    assert_eq!(
        desk.says(0, &["library", "add", "in", "--jobs", "1", "--outlet", "الشرق"]),
        "known\t1\tin/bread.txt\nknown\t2\tin/sub/bridge.txt\n"
    );
    fs::write(desk.path("in/sub/bridge.txt"), BRIDGE.replace("غدا", "اليوم")).expect("written");
    let said = desk.says(4, &["library", "add", "in/sub/bridge.txt", "nowhere.txt", "in/bread.txt"]);
    assert_eq!(said, "version\t2\tin/sub/bridge.txt\nknown\t1\tin/bread.txt\n");
    desk.says(3, &["library", "add", "nowhere.txt"]);
    desk.says(3, &["library", "add", "in/picture.png"]);
    desk.says(2, &["library", "add", "in", "--title", "عنوان"]);
    desk.says(2, &["library", "add", "in/bread.txt", "--date", "غدا"]);

    let rows = desk.list(&[]);
    assert_eq!(titles(&rows), ["أسعار الخبز ترتفع من جديد", "جسر جديد في المدينة"]);
    assert_eq!((rows[1]["day"].as_str(), rows[1]["versions"].as_u64()), (Some("2021-07-22"), Some(2)));
    assert_eq!((rows[1]["outlet"].as_str(), rows[1]["claims"].as_u64()), (Some("الشرق"), Some(2)));
    assert!(rows[1]["read"].is_null());
    desk.says(
        0,
        &["library", "add", "in/bread.txt", "--date", "٣ آذار ٢٠٢٠", "--title", "خبز", "--url", "https://a.example/1"],
    );
    let rows = desk.list(&["--until", "2020"]);
    assert_eq!(titles(&rows), ["خبز"]);
    assert_eq!(
        (rows[0]["published"].as_str(), rows[0]["url"].as_str()),
        (Some("2020-03-03"), Some("https://a.example/1"))
    );
    assert_eq!(titles(&desk.list(&["--sort", "title", "--reverse", "--limit", "1"])), ["خبز"]);
    assert_eq!(titles(&desk.list(&["--text", "مدينة"])), ["جسر جديد في المدينة"]);
    assert_eq!(desk.list(&["--outlet", "الغرب"]).len(), 0);
    let table = desk.says(0, &["library", "list", "--unread"]);
    assert_eq!(table.lines().count(), 3);
    let tsv = desk.says(0, &["library", "list", "--format", "tsv"]);
    assert!(tsv.lines().all(|line| line.split('\t').count() == 9), "{tsv}");
    let stats: Value = serde_json::from_str(&desk.says(0, &["library", "stats", "--json"])).expect("JSON");
    assert_eq!((stats["articles"].as_u64(), stats["claims"].as_u64()), (Some(2), Some(3)));
    assert_eq!(desk.says(0, &["library", "verify"]), "");
}

#[test]
fn articles_are_removed_once_that_is_meant() {
    let desk = Desk::new();
    desk.says(0, &["library", "add", "in"]);
    let hash = desk.list(&["--text", "خبز"])[0]["hash"].as_str().expect("a hash").to_owned();
    desk.says(2, &["library", "remove", "1"]);
    desk.says(1, &["library", "remove", "99", "--yes"]);
    desk.says(1, &["library", "remove", "قطار", "--yes"]);
    assert_eq!(desk.list(&[]).len(), 2);
    desk.says(0, &["library", "remove", "جسر", "--yes"]);
    assert_eq!(titles(&desk.list(&[])), ["أسعار الخبز ترتفع من جديد"]);
    desk.says(0, &["library", "remove", hash.get(..10).expect("digits"), "--yes"]);
    assert_eq!(desk.list(&[]).len(), 0);
    assert_eq!(desk.says(0, &["library", "verify"]), "");
    desk.says(0, &["library", "gc"]);
    desk.says(1, &["read", "1"]);
    desk.says(3, &["read", "./1"]);
}

#[test]
fn a_backup_is_a_library() {
    let desk = Desk::new();
    desk.says(0, &["library", "add", "in"]);
    // Somebody reads meanwhile.
    let reader = rusqlite::Connection::open(desk.library().join(FILE_NAME)).expect("opened");
    reader.execute_batch("BEGIN; SELECT count(*) FROM document;").expect("reading");
    desk.says(0, &["library", "backup", "backup.db"]);
    desk.says(5, &["library", "backup", "backup.db"]);
    desk.says(5, &["library", "backup", "nowhere/backup.db"]);
    drop(reader);
    mode_is(&desk.path("backup.db"), 0o600);
    assert_eq!(fs::read_dir(desk.root.path()).expect("a folder").count(), 3, "nothing else was left");
    let rows = desk.list(&[]);
    fs::remove_dir_all(desk.library()).expect("lost");
    fs::create_dir(desk.library()).expect("made");
    fs::rename(desk.path("backup.db"), desk.library().join(FILE_NAME)).expect("restored");
    assert_eq!(desk.list(&[]), rows);
    assert_eq!(desk.says(0, &["library", "verify"]), "");
    desk.says(0, &["library", "add", "in"]);
}

#[test]
fn what_is_wrong_is_said_and_what_to_do() {
    let desk = Desk::new();
    desk.says(0, &["library", "add", "in"]);
    let spoil = |sql: &str| {
        let connection = rusqlite::Connection::open(desk.library().join(FILE_NAME)).expect("opened");
        connection.execute_batch(sql).expect("spoiled");
    };
    spoil("UPDATE tally SET n = 7 WHERE name = 'claims'; UPDATE source SET claims = claims + 1;");
    let said = desk.says(5, &["library", "verify"]);
    assert!(said.contains("totals") && said.contains("claims of sources") && said.contains("gc"), "{said}");
    desk.says(0, &["library", "gc"]);
    assert_eq!(desk.says(0, &["library", "verify"]), "");
    spoil(
        "UPDATE article SET hash = 'a' || substr(hash, 2) WHERE id = 1; UPDATE article SET hash = 'b' || substr(hash, 2) WHERE id = 1;",
    );
    let said = desk.says(5, &["library", "verify"]);
    assert_eq!(said.lines().count(), 1);
    assert!(said.contains("article 1") && said.contains("add it again"), "{said}");
    let path = desk.library().join(FILE_NAME);
    let mut bytes = fs::read(&path).expect("readable");
    let end = bytes.len();
    bytes[end / 2..].fill(0xa7);
    fs::write(&path, bytes).expect("written");
    assert!(desk.run(&["library", "verify"]).status.code() == Some(5));
}

#[test]
fn batch_commands_leave_the_library_alone() {
    let desk = Desk::new();
    desk.says(0, &["extract", "in/bread.txt"]);
    desk.says(0, &["print", "in/bread.txt"]);
    desk.says(0, &["extract", "--with-corrections", "in/bread.txt"]);
    assert!(!desk.library().exists());
    desk.says(0, &["library", "add", "in/bread.txt"]);
    let before = fs::read(desk.library().join(FILE_NAME)).expect("readable");
    desk.says(0, &["extract", "--with-corrections", "in/bread.txt", "in/sub/bridge.txt"]);
    desk.says(0, &["print", "in/sub/bridge.txt"]);
    assert!(fs::read(desk.library().join(FILE_NAME)).expect("readable") == before);
    let path = desk.says(0, &["library", "path"]);
    assert_eq!(Path::new(path.trim_end()), desk.library().join(FILE_NAME));
}

#[cfg(unix)]
fn mode_is(path: &Path, expected: u32) {
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(fs::metadata(path).expect("there").permissions().mode() & 0o777, expected);
}

#[cfg(not(unix))]
fn mode_is(_path: &Path, _expected: u32) {}
