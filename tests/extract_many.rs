//! `isnad extract` over many inputs, through the real program: order, threads, memory, interruption, and every format.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with articles in it.
struct Desk(TempDir);

/// A made-up report; `number` goes into its names.
fn report(number: usize) -> String {
    let names = ["سامر النخلي", "هالة الدقاق", "كريم الساعي", "رنا البحري"];
    let name = names[number % names.len()];
    format!(
        "تقرير رقم {number} عن الميناء\n\nقال المدير {name} إن \"العمل في الرصيف {number} بدأ\"، مشيرا إلى أن المعدات \
         وصلت.\n\nوأضاف أن النتائج ستنشر بعد {number} يوما، بحسب ما نقلت صحيفة المرسى.\n"
    )
}

impl Desk {
    /// `count` articles `a0.txt`, …; every tenth of them cannot be read, one way or another.
    fn with(count: usize) -> (Desk, Vec<String>) {
        let desk = Desk(tempfile::tempdir().unwrap());
        let names: Vec<String> = (0..count).map(|number| format!("a{number}.txt")).collect();
        for (number, name) in names.iter().enumerate() {
            let path = desk.0.path().join(name);
            match number % 40 {
                9 => fs::write(path, b"%PDF-1.7\n\x00\x01").unwrap(),
                19 => fs::write(path, " \n").unwrap(),
                29 => fs::create_dir(path).unwrap(),
                39 => {}
                _ => fs::write(path, report(number)).unwrap(),
            }
        }
        (desk, names)
    }

    fn command(&self, arguments: &[&str], files: &[String]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.env_clear().env("HOME", self.0.path()).env("LANG", "C.UTF-8").current_dir(self.0.path());
        command.arg("extract").args(arguments).args(files).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str], files: &[String]) -> Output {
        self.command(arguments, files).output().unwrap()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}

#[test]
fn the_order_is_that_of_the_inputs_whatever_the_number_of_threads() {
    let (desk, files) = Desk::with(200);
    let alone = desk.run(&["--jobs", "1"], &files);
    assert_eq!(alone.status.code(), Some(4), "{}", text(&alone.stderr));
    for jobs in ["2", "8"] {
        let many = desk.run(&["--jobs", jobs], &files);
        assert_eq!(many.stdout, alone.stdout, "{jobs} jobs");
        assert_eq!((many.stderr, many.status), (alone.stderr.clone(), alone.status));
    }
    let objects: Vec<Value> =
        text(&alone.stdout).lines().map(|line| serde_json::from_str(line).expect("a whole object")).collect();
    assert!(objects.iter().map(|object| object["path"].as_str().unwrap()).eq(files.iter()));
    for (number, object) in objects.iter().enumerate() {
        let bad = number % 10 == 9;
        assert_eq!(object["errors"].as_array().unwrap().len(), usize::from(bad), "{object}");
        assert_eq!(object["claims"].as_array().unwrap().is_empty(), bad, "{object}");
    }
    // A line for each that failed, and one for all; no bar where nobody looks.
    let errors = text(&alone.stderr);
    assert_eq!(errors.lines().count(), 21);
    assert!(errors.lines().all(|line| line.starts_with("isnad: ")) && !errors.contains('\r'), "{errors}");
}

#[test]
fn an_interrupted_run_leaves_whole_lines() {
    let (desk, files) = Desk::with(39);
    let long = report(3).repeat(300);
    for (number, name) in files.iter().enumerate().filter(|(number, _)| number % 10 != 9) {
        fs::write(desk.0.path().join(name), format!("{number}\n\n{long}")).unwrap();
    }
    for name in ["INT", "TERM"] {
        let mut child = desk.command(&["--jobs", "2"], &files).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut written = String::new();
        out.read_line(&mut written).unwrap();
        signal(&child, name);
        out.read_to_string(&mut written).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(130), "{name}");
        let lines = written.lines().count();
        assert!((1..39).contains(&lines), "{lines} of 39 lines before the end");
        assert!(written.ends_with('\n'));
        written.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).expect("a whole object")));
    }
}

#[test]
fn an_interrupted_run_leaves_the_file_that_was_there_and_waits_for_no_input() {
    let (desk, _) = Desk::with(1);
    fs::write(desk.0.path().join("out"), "before").unwrap();
    let mut child = desk.command(&["-o", "out", "a0.txt", "-"], &[]).stdin(Stdio::piped()).spawn().unwrap();
    // It waits for standard input once it has begun to write.
    let begun = Instant::now();
    let part =
        |path: &Path| fs::read_dir(path).unwrap().any(|e| e.unwrap().path().extension().is_some_and(|e| e == "part"));
    while !part(desk.0.path()) && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(5));
    }
    signal(&child, "INT");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(desk.read("out"), "before");
    assert!(!part(desk.0.path()));
}

#[test]
fn a_pipe_that_closes_early_ends_it_quietly() {
    let (desk, files) = Desk::with(9);
    let mut child = desk.command(&[], &vec![files; 60].concat()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((text(&output.stderr).as_str(), output.status.code()), ("", Some(0)));
    assert!(serde_json::from_str::<Value>(&line).is_ok());
}

/// The most memory that a run over `files` held, in KiB.
#[cfg(target_os = "linux")]
fn peak(desk: &Desk, files: &[String]) -> u64 {
    let mut child = desk.command(&["--jobs", "2"], files).stderr(Stdio::null()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let (mut highest, mut line) = (0, Vec::new());
    while out.read_until(b'\n', &mut line).unwrap() > 0 {
        line.clear();
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let held =
            status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        highest = highest.max(held.unwrap_or(0));
    }
    assert!(child.wait().unwrap().success());
    highest
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_inputs() {
    let (desk, _) = Desk::with(1);
    fs::write(desk.0.path().join("long.txt"), format!("عنوان\n\n{}", report(1).repeat(8))).unwrap();
    let files = |count| vec!["long.txt".to_owned(); count];
    let (few, many) = (peak(&desk, &files(50)), peak(&desk, &files(2000)));
    // Two thousand results are some 60 MB.
    assert!(few > 0 && many < few + (16 << 10), "{few} KiB for 50 articles, {many} KiB for 2000");
}

#[test]
fn a_table_has_a_row_for_each_claim_and_each_error() {
    let (desk, files) = Desk::with(20);
    let lines = text(&desk.run(&["--format", "ndjson"], &files).stdout);
    let objects: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let output = desk.run(&["--format", "csv", "--jobs", "3"], &files);
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(text(&output.stdout).matches('\n').count(), text(&output.stdout).matches("\r\n").count());
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let columns = reader.headers().unwrap().clone();
    let column = |name: &str| columns.iter().position(|column| column == name).unwrap_or_else(|| panic!("{name}"));
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let claims = objects.iter().flat_map(|object| {
        let claims = object["claims"].as_array().unwrap().iter().map(move |claim| (object, Some(claim)));
        claims.chain(object["errors"].as_array().unwrap().iter().map(move |_| (object, None)))
    });
    let expected: Vec<(&Value, Option<&Value>)> = claims.collect();
    assert_eq!(rows.len(), expected.len());
    for (row, (object, claim)) in rows.iter().zip(expected) {
        assert_eq!(row[column("path")], *object["path"].as_str().unwrap());
        let Some(claim) = claim else {
            assert_eq!(row[column("error")], *object["errors"][0].as_str().unwrap());
            continue;
        };
        let (start, end): (usize, usize) = (row[column("start")].parse().unwrap(), row[column("end")].parse().unwrap());
        let article: Vec<char> = object["text"].as_str().unwrap().chars().collect();
        assert_eq!(article[start..end].iter().collect::<String>(), row[column("text")]);
        assert_eq!(row[column("text")], *claim["text"].as_str().unwrap());
        assert_eq!(row[column("uid")], *claim["uid"].as_str().unwrap());
    }
    let marked = desk.run(&["--format", "csv", "--bom"], &files);
    assert_eq!(marked.stdout.strip_prefix("\u{feff}".as_bytes()), Some(output.stdout.as_slice()));
}

#[test]
fn brat_gets_a_text_and_its_annotations_for_each_input() {
    let (desk, mut files) = Desk::with(10);
    fs::create_dir(desk.0.path().join("more")).unwrap();
    fs::write(desk.0.path().join("more/a1.txt"), report(7)).unwrap();
    files.push("more/a1.txt".to_owned());
    let output = desk.run(&["--format", "brat", "-o", "out"], &files);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(4), ""), "{}", text(&output.stderr));
    let mut names: Vec<String> = fs::read_dir(desk.0.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let pairs = (0..9).map(|number| format!("a{number}")).chain(["a1-2".to_owned()]);
    let mut expected: Vec<String> = pairs.flat_map(|stem| [format!("{stem}.ann"), format!("{stem}.txt")]).collect();
    expected.push("annotation.conf".to_owned());
    expected.sort();
    assert_eq!(names, expected);
    assert_eq!(desk.read("out/a1-2.txt"), report(7));
    for name in names.iter().filter(|name| name.ends_with(".ann")) {
        let article: Vec<char> = desk.read(&format!("out/{}", name.replace(".ann", ".txt"))).chars().collect();
        let annotations = desk.read(&format!("out/{name}"));
        let bounds = annotations.lines().filter(|line| line.starts_with('T'));
        let checked = bounds.map(|line| check_bound(line, &article)).count();
        assert!(checked > 6, "{annotations}");
    }
}

/// Its pieces, joined by blanks, are its words.
fn check_bound(line: &str, article: &[char]) {
    let fields: Vec<&str> = line.split('\t').collect();
    let (_, places) = fields[1].split_once(' ').unwrap();
    let pieces = places.split(';').map(|place| {
        let (start, end) = place.split_once(' ').unwrap();
        article[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
    });
    assert_eq!(pieces.collect::<Vec<_>>().join(" "), fields[2], "{line}");
}

#[test]
fn explained_claims_say_their_rule_and_step_in_the_language_of_the_interface() {
    let (desk, files) = Desk::with(2);
    let arabic = desk.run(&["--explain", "--lang", "ar"], &files);
    let english = text(&desk.run(&["--explain", "--lang", "en"], &files).stdout);
    let arabic = text(&arabic.stdout);
    for (written, said) in [(&arabic, "فعل القول «قال»"), (&english, "The verb of saying «قال»")] {
        assert!(written.contains(said) && written.contains("سامر النخلي"), "{written}");
        assert!(written.contains("[finite]") && written.contains("[sources]"), "{written}");
    }
    let claims = text(&desk.run(&[], &files).stdout).matches("\"id\":\"c").count();
    assert_eq!(english.lines().filter(|line| line.starts_with('c')).count(), claims);
}

#[test]
fn claims_that_are_less_sure_than_wished_are_left_out() {
    let (desk, files) = Desk::with(5);
    let shares = |least: &str| -> Vec<f64> {
        let written = text(&desk.run(&["--min-confidence", least, "--no-library"], &files).stdout);
        let objects = written.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        objects
            .flat_map(|object| object["claims"].as_array().unwrap().clone())
            .map(|claim| claim["confidence"].as_f64().unwrap())
            .collect()
    };
    let all = shares("0");
    let middle = all.iter().sum::<f64>() / all.len() as f64;
    let sure: Vec<f64> = all.iter().copied().filter(|share| *share >= middle).collect();
    assert!(!sure.is_empty() && sure.len() < all.len(), "{all:?}");
    assert_eq!(shares(&middle.to_string()), sure);
}

#[test]
fn what_does_not_go_together_is_a_mistake_in_usage() {
    let (desk, files) = Desk::with(1);
    let refused: [&[&str]; 6] = [
        &["-", "-"],
        &["--format", "brat"],
        &["--bom"],
        &["--jobs", "0"],
        &["--explain", "--format", "json"],
        &["--min-confidence", "2"],
    ];
    for arguments in refused {
        let output = desk.run(arguments, &files);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}
