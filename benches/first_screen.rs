//! The first complete screen of a 10 KB article, beside that of `less` on the same file, both in a pseudo-terminal and
//! in turn: the ratio of paired runs is what counts, for milliseconds of a shared machine say nothing.
//!
//! `cargo bench --bench first_screen`. Where there is no `less`, our own figures stand alone.

use std::io::Read;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use std::{fs, thread};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const ROUNDS: usize = 31;
/// A screen is complete when nothing has come for so long.
const QUIET: Duration = Duration::from_millis(60);

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = folder.path().join("article.txt");
    fs::write(&article, isnad::article::sample().text).expect("the article is written");
    let (mut ours, mut ratios) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let theirs = time("less", &article, folder.path());
        let Some(mine) = time(env!("CARGO_BIN_EXE_isnad"), &article, folder.path()) else { continue };
        if round == 0 {
            continue; // the library is made, and the pages of both programs are in memory
        }
        ours.push(mine);
        ratios.extend(theirs.map(|theirs| mine / theirs));
    }
    print("complete screen, ms", ours);
    print("as a multiple of less", ratios);
}

/// Milliseconds from the start of `program` to the last byte of its first screen; nothing where it does not start.
fn time(program: &str, article: &Path, library: &Path) -> Option<f64> {
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).ok()?;
    let mut command = CommandBuilder::new(program);
    command.arg(article);
    command.env("TERM", "xterm-256color");
    command.env("ISNAD_LIBRARY", library);
    let output = bytes_of(pair.master.try_clone_reader().ok()?);
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).ok()?;
    let mut last = None;
    while let Ok(at) = output.recv_timeout(if last.is_none() { Duration::from_secs(5) } else { QUIET }) {
        last = Some(at);
    }
    let _ = child.kill();
    let _ = child.wait();
    last.map(|at: Instant| (at - start).as_secs_f64() * 1000.0)
}

/// When bytes come.
fn bytes_of(mut reader: Box<dyn Read + Send>) -> Receiver<Instant> {
    let (send, receive) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 65536];
        while reader.read(&mut buffer).is_ok_and(|count| count > 0) {
            if send.send(Instant::now()).is_err() {
                break;
            }
        }
    });
    receive
}

fn print(what: &str, mut figures: Vec<f64>) {
    if figures.is_empty() {
        return;
    }
    figures.sort_by(f64::total_cmp);
    let (least, middle, most) = (figures[0], figures[figures.len() / 2], figures[figures.len() - 1]);
    #[expect(clippy::print_stdout, reason = "a bench prints its figures")]
    {
        println!("{what}: {least:.2} – {middle:.2} (median) – {most:.2}, {} runs", figures.len());
    }
}
