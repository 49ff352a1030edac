//! The terminal layer in a real pseudo-terminal, against a terminal played by a script: what it answers decides what it
//! is sent, no key is lost, and every way out leaves it as it was. The program is `examples/terminal_card.rs`.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

const FENCE: &str = "\x1b[c";
const VTE: &str = "\x1b[>65;7006;1c\x1b[8;1$y\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[1;2R\x1b[1;1R\x1b[?65;1;9c";
const KITTY: &str = "\x1bP>|kitty(0.43.1)\x1b\\\x1b[>1;4000;43c\x1b[8;0$y\x1b[1;2R\x1b[1;3R\x1b[?62;c";
const KONSOLE: &str = "\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1b[1;2R\x1b[1;1R\x1b[?62;1;4c";
const PUTTY: &str = "\x1b[>0;136;0c\x1b[1;2R\x1b[1;1R\x1b[?6c";
/// The first Arabic word of the card as a terminal that does not reorder is sent it.
const TITLE: &str = "\u{fead}\u{fe8e}\u{fe92}\u{fea7}\u{fef7}\u{fe8d}";
/// The same, turned round.
const TITLE_TURNED: &str = "\u{fe8d}\u{fef7}\u{fea7}\u{fe92}\u{fe8e}\u{fead}\u{200e}";

/// A terminal that shows what it is sent and answers what the test says.
struct Fake {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shown: Arc<Mutex<Vec<u8>>>,
    modes_before: String,
}

impl Fake {
    fn run(variables: &[(&str, &str)]) -> Fake {
        Fake::start(CommandBuilder::new(program()), variables)
    }

    fn start(mut command: CommandBuilder, variables: &[(&str, &str)]) -> Fake {
        let size = PtySize { rows: 12, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        for (name, value) in variables {
            command.env(name, value);
        }
        let modes_before = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let shown = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let sink = Arc::clone(&shown);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                sink.lock().unwrap().extend_from_slice(&buffer[..count]);
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Fake { master: pair.master, keyboard, child, shown, modes_before }
    }

    /// Everything that was sent up to now.
    fn shown(&self) -> String {
        String::from_utf8_lossy(&self.shown.lock().unwrap()).into_owned()
    }

    /// Waits until `text` has been sent; gives what came before its end.
    fn wait_for(&self, text: &str) -> String {
        self.wait_for_count(text, 1)
    }

    fn wait_for_count(&self, text: &str, count: usize) -> String {
        let start = Instant::now();
        loop {
            let came = self.shown().matches(text).count() >= count;
            if came || count == 1 && self.screen().contains(text) {
                return self.shown();
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{text:?} never came: {:?}", self.shown());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// What stands on the screen now.
    fn screen(&self) -> String {
        self.parsed().screen().contents()
    }

    fn parsed(&self) -> vt100::Parser {
        let mut parser = vt100::Parser::new(NonZero::new(12).unwrap(), NonZero::new(100).unwrap(), 0);
        parser.process(&self.shown.lock().unwrap());
        parser
    }

    fn send(&mut self, bytes: &str) {
        self.keyboard.write_all(bytes.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap() as i32).unwrap()
    }

    fn wait(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                thread::sleep(Duration::from_millis(50));
                return status;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "it does not end: {:?}", self.shown());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Asserts that the terminal is as it was: cooked, main screen, cursor, no mouse, no brackets round pasted text.
    fn assert_sane(&self) {
        assert_eq!(modes(self.master.as_ref()), self.modes_before);
        let parser = self.parsed();
        let screen = parser.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "no cursor");
        assert!(!screen.bracketed_paste(), "brackets round pasted text");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().unwrap();
    format!("{:?} {:?} {:?} {:?}", modes.input_flags, modes.output_flags, modes.control_flags, modes.local_flags)
}

/// The example, built if it is not there yet.
fn program() -> PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    let build = || {
        let release = if cfg!(debug_assertions) { &[][..] } else { &["--release"][..] };
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--example", "terminal_card"]).args(release);
        assert!(build.status().unwrap().success());
        let own = std::env::current_exe().unwrap();
        own.ancestors().nth(2).unwrap().join("examples/terminal_card")
    };
    PROGRAM.get_or_init(build).clone()
}

#[test]
fn the_first_frame_does_not_wait_for_answers() {
    let mut fake = Fake::run(&[]);
    let shown = fake.wait_for("Nothing");
    assert!(shown.contains(TITLE), "{shown:?}");
    let order: Vec<Option<usize>> = ["\x1b[?1049h", "\x1b[8$p", FENCE, "\x1b[8l", "\x1b[2J\x1b[2;1H", TITLE]
        .iter()
        .map(|part| shown.rfind(part))
        .collect();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?} {shown:?}");
    fake.send("q");
    assert!(fake.wait().success());
    fake.assert_sane();
}

#[test]
fn vte_is_told_to_leave_the_order_alone_and_told_again_on_the_way_out() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    fake.send(VTE);
    let shown = fake.wait_for("Light");
    assert!(!shown.contains("\x1b[8h"));
    assert_eq!(shown.matches(TITLE).count(), 1, "drawn again without need: {shown:?}");
    fake.send("q");
    assert!(fake.wait().success());
    assert_eq!(fake.shown().matches("\x1b[8h").count(), 1);
    fake.assert_sane();
}

#[test]
fn kitty_is_found_out_and_sent_cells() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    fake.send(KITTY);
    let shown = fake.wait_for("kitty-cells");
    assert!(shown.contains("\x1b]66;w=1:h=0;\u{fead}\x1b\\\x1b]66;w=1:h=1;\u{fe8e}\x1b\\"), "{shown:?}");
    fake.send("q");
    assert!(fake.wait().success());
    assert!(!fake.shown().contains("\x1b[8h"));
    fake.assert_sane();
}

#[test]
fn konsole_is_sent_words_and_its_mouse_is_put_right() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    fake.send(KONSOLE);
    fake.wait_for(TITLE_TURNED);
    // The title is the six columns from 21: the first one sent is seen in the last.
    fake.send("\x1b[<0;22;2M");
    fake.wait_for("mouse 26,1");
    fake.send("q");
    assert!(fake.wait().success());
    fake.assert_sane();
}

#[test]
fn putty_is_sent_words_with_blanks_and_its_mouse_is_put_right() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    fake.send(PUTTY);
    fake.wait_for("words-blank");
    fake.send("\x1b[<0;22;2M");
    fake.wait_for("mouse\u{2800}26,1");
    // Outside of words nothing moves.
    fake.send("\x1b[<0;3;2M");
    fake.wait_for("mouse\u{2800}2,1");
    fake.send("q");
    assert!(fake.wait().success());
}

#[test]
fn the_environment_is_the_first_guess() {
    let mut fake = Fake::run(&[("KONSOLE_VERSION", "221203")]);
    let shown = fake.wait_for("words-lrm");
    assert!(shown.contains(TITLE_TURNED) && !shown.contains(TITLE), "{shown:?}");
    fake.send("q");
    assert!(fake.wait().success());
}

#[test]
fn keys_among_the_answers_are_kept_in_order() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    let (first, rest) = VTE.split_at(9);
    fake.send(&format!("ت{first}"));
    thread::sleep(Duration::from_millis(30));
    fake.send(&format!("{rest}\x1b[5~"));
    fake.wait_for("PageUp");
    let shown = fake.shown();
    assert!(shown.find("Char('ت')") < shown.find("PageUp") && shown.contains("Char('ت')"), "{shown:?}");
    fake.send("q");
    assert!(fake.wait().success());
}

#[test]
fn late_answers_are_no_keys_and_still_count() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    thread::sleep(Duration::from_millis(700));
    fake.send(KITTY);
    let shown = fake.wait_for("kitty-cells");
    assert!(!shown.contains("| key"), "{shown:?}");
    fake.send("q");
    assert!(fake.wait().success());
    fake.assert_sane();
}

#[test]
fn answers_that_come_long_after_the_time_are_no_keys_either() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    thread::sleep(Duration::from_millis(3500));
    // Split on their way.
    let (first, rest) = KITTY.split_at(30);
    fake.send(first);
    thread::sleep(Duration::from_millis(50));
    fake.send(rest);
    fake.wait_for("kitty-cells");
    fake.send("\x1b[6~");
    let shown = fake.wait_for("PageDown");
    assert!(!shown.contains("key F(3)"), "{shown:?}");
    fake.send("q");
    assert!(fake.wait().success());
    fake.assert_sane();
}

#[test]
fn answers_that_come_after_quitting_do_not_reach_the_shell() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    fake.send("q");
    thread::sleep(Duration::from_millis(60));
    fake.send(VTE);
    assert!(fake.wait().success());
    // What is not read is echoed by a cooked terminal.
    assert!(!fake.shown().contains("7006"), "{:?}", fake.shown());
    assert!(fake.shown().contains("\x1b[8h"));
    fake.assert_sane();
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_printed() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    fake.send(VTE);
    fake.wait_for("Light");
    fake.send("p");
    assert!(!fake.wait().success());
    let shown = fake.shown();
    assert!(shown.rfind("\x1b[?1049l") < shown.find("asked to"), "{shown:?}");
    assert!(shown.contains("\x1b[8h") && shown.contains("asked to"), "{shown:?}");
    fake.assert_sane();
}

#[test]
fn signals_give_the_terminal_back() {
    for (signal, name) in [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup"), (Signal::INT, "Interrupt")] {
        let mut fake = Fake::run(&[("VTE_VERSION", "7006")]);
        fake.wait_for(TITLE);
        kill_process(fake.pid(), signal).unwrap();
        let status = fake.wait();
        assert_eq!(status.signal(), Some(name));
        // The answer never came, but the environment says that mode 8 was set.
        assert!(fake.shown().contains("\x1b[8h"));
        fake.assert_sane();
    }
}

#[test]
fn stopped_and_continued_by_the_shell() {
    let script = "set -m; \"$PROGRAM\"; stty | tr '\\n' ' '; echo STOPPED $?; fg >/dev/null; echo BACK $?";
    let mut command = CommandBuilder::new("bash");
    command.args(["--norc", "-c", script]);
    let mut fake = Fake::start(command, &[("PROGRAM", program().to_str().unwrap())]);
    fake.wait_for(TITLE);
    fake.send(VTE);
    fake.wait_for("Light");
    fake.send("\x1a");
    let shown = fake.wait_for("STOPPED 0");
    let after = shown.split("\x1b[?1049l").nth(1).unwrap_or_default().to_owned();
    assert!(!after.contains("-icanon") && !after.contains("-echo "), "{after:?}");
    assert_eq!(shown.matches("\x1b[8h").count(), 1);
    // Continued: entered, asked and drawn again, and it hears keys.
    let shown = fake.wait_for_count(TITLE, 2);
    assert_eq!(shown.matches("\x1b[?1049h").count(), 2);
    assert_eq!(shown.matches("\x1b[8$p").count(), 2);
    // It goes on in another terminal, as after an attach.
    fake.send(KONSOLE);
    fake.wait_for(TITLE_TURNED);
    fake.send("\x1b[6~");
    fake.wait_for("PageDown");
    fake.send("q");
    fake.wait_for("BACK 0");
    assert!(fake.wait().success());
    fake.assert_sane();
}

#[test]
fn another_program_has_the_terminal_for_a_while() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    fake.send(VTE);
    fake.wait_for("Light");
    fake.send("o");
    let shown = fake.wait_for_count(TITLE, 2);
    let outside = shown.split("\x1b[?1049l").nth(1).unwrap().split("\x1b[?1049h").next().unwrap();
    assert!(outside.contains(" icanon") && outside.contains(" echo "), "{outside:?}");
    assert_eq!(shown.matches("\x1b[8$p").count(), 1, "asked again: {shown:?}");
    fake.send("q");
    assert!(fake.wait().success());
    fake.assert_sane();
}

#[test]
fn a_new_size_is_heard_and_idleness_writes_nothing() {
    let mut fake = Fake::run(&[]);
    fake.wait_for(TITLE);
    fake.send(VTE);
    fake.wait_for("Light");
    fake.master.resize(PtySize { rows: 10, cols: 90, pixel_width: 0, pixel_height: 0 }).unwrap();
    fake.wait_for("Resize");
    thread::sleep(Duration::from_millis(100));
    let before = fake.shown().len();
    thread::sleep(Duration::from_millis(300));
    assert_eq!(fake.shown().len(), before);
    fake.send("\x1b");
    fake.wait_for("key Esc");
    fake.send("q");
    assert!(fake.wait().success());
}

#[test]
fn what_is_no_terminal_is_said_plainly() {
    let output = Command::new(program()).env("TERM", "xterm").output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard output is not a terminal"));
    let mut fake = Fake::run(&[("TERM", "dumb")]);
    assert!(!fake.wait().success());
    assert!(fake.shown().contains("TERM=dumb") && !fake.shown().contains('\x1b'));
}

#[test]
fn the_article_may_come_from_standard_input() {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "echo text | \"$PROGRAM\""]);
    let mut fake = Fake::start(command, &[("PROGRAM", program().to_str().unwrap())]);
    fake.wait_for(TITLE);
    fake.send("\x1b[B");
    fake.wait_for("key Down");
    fake.send("q");
    assert!(fake.wait().success());
    fake.assert_sane();
}
