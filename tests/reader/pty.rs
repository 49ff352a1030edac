//! The reader in a real pseudo-terminal: started with a home and a library of its own, typed into, looked at.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::screen::Screen;

pub const TAB: &str = "\t";
pub const BACK_TAB: &str = "\x1b[Z";
pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const DOWN: &str = "\x1b[B";
pub const RIGHT: &str = "\x1b[C";
pub const LEFT: &str = "\x1b[D";
pub const HOME: &str = "\x1b[H";
pub const END: &str = "\x1b[F";
pub const PAGE_DOWN: &str = "\x1b[6~";
pub const BACKSPACE: &str = "\x7f";
pub const CTRL_E: &str = "\x05";
pub const CTRL_L: &str = "\x0c";

/// The last question that the reader asks its terminal, and what one that leaves rows alone (VTE) answers to all.
const FENCE: &[u8] = b"\x1b[c";
const ANSWERS: &str = "\x1b[>65;7006;1c\x1b[8;1$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[1;2R\x1b[1;1R\x1b[?65;1;9c";
/// The backgrounds that it may have, as it answers (OSC 11).
const BLACK: &str = "rgb:0000/0000/0000";
const WHITE: &str = "rgb:ffff/ffff/ffff";

/// How a screen that is drawn again begins.
const CLEAR: &[u8] = b"\x1b[H\x1b[2J";

/// A loaded machine needs long for a debug build; nothing waits longer than it must.
const PATIENCE: Duration = Duration::from_secs(20);
/// The parts of a frame follow each other faster than this.
const PART: Duration = Duration::from_millis(12);
/// A screen on which nothing moved for so long has settled.
const STILL: Duration = Duration::from_millis(60);

/// A reader's desk: a home, a library, files, and how the terminal is.
pub struct Desk {
    folder: Arc<TempDir>,
    size: (u16, u16),
    language: &'static str,
    variables: Vec<(String, String)>,
    background: &'static str,
}

impl Desk {
    /// A desk with an Arabic interface on 120×40 cells.
    pub fn new() -> Desk {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        fs::create_dir(folder.path().join("home")).unwrap();
        Desk { folder, size: (120, 40), language: "ar", variables: Vec::new(), background: BLACK }
    }

    pub fn sized(self, width: u16, height: u16) -> Desk {
        Desk { size: (width, height), ..self }
    }

    pub fn english(self) -> Desk {
        Desk { language: "en", ..self }
    }

    /// In a terminal with a white background.
    pub fn light(self) -> Desk {
        Desk { background: WHITE, ..self }
    }

    /// With an environment variable.
    pub fn with(mut self, name: &str, value: &str) -> Desk {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file that can be opened by its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Starts the reader with `arguments`, and waits for nothing.
    pub fn start(&self, arguments: &[&str]) -> Reader {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_isnad"));
        command.arg("--library");
        command.arg(self.library());
        command.args(["--lang", self.language]);
        command.args(arguments);
        self.spawn(command)
    }

    /// Opens a text in the reader, and waits for its screen.
    pub fn open(&self, path: &Path) -> Reader {
        let reader = self.start(&[path.to_str().unwrap()]);
        reader.until("the first screen", |screen| screen.cell(0, 1).text != " ");
        reader
    }

    /// Opens the sample, and waits until its claims are counted.
    pub fn sample(&self) -> Reader {
        let reader = self.start(&["sample"]);
        reader.until("claims", |screen| {
            let counted = if self.language == "ar" { "القول 1 من" } else { "claim 1 of" };
            self.size.0 < 60 || screen.status_shows(counted)
        });
        reader.until("the first screen", |screen| screen.cell(0, 1).text != " ");
        reader
    }

    /// Runs a line of shell in the terminal; `$ISNAD` is the program with this desk's library.
    pub fn shell(&self, script: &str) -> Reader {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script]);
        self.spawn(command)
    }

    /// Runs the program without a terminal.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.args(arguments).env_clear().env("HOME", self.path("home")).current_dir(self.folder.path());
        command.env("LANG", "C.UTF-8").env("TERM", "xterm-256color").output().unwrap()
    }

    fn spawn(&self, mut command: CommandBuilder) -> Reader {
        command.env_clear();
        let own = [("LANG", "C.UTF-8"), ("TERM", "xterm-256color"), ("ISNAD", env!("CARGO_BIN_EXE_isnad"))];
        for (name, value) in own {
            command.env(name, value);
        }
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.path("home"));
        command.env("LIBRARY", self.library());
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command.cwd(self.folder.path());
        Reader::start(command, self.size, Arc::clone(&self.folder), ANSWERS.replace(BLACK, self.background))
    }
}

/// What the terminal was sent.
struct Shown {
    raw: Vec<u8>,
    parser: vt100::Parser,
    answered: usize,
    ended: bool,
}

struct Terminal {
    shown: Mutex<Shown>,
    changed: Condvar,
}

/// A program in a pseudo-terminal. It is ended with the test.
pub struct Reader {
    master: Box<dyn MasterPty + Send>,
    keyboard: Arc<Mutex<Box<dyn Write + Send>>>,
    child: Box<dyn Child + Send + Sync>,
    terminal: Arc<Terminal>,
    listener: Option<JoinHandle<()>>,
    modes_before: String,
    /// The desk's files stay as long as the program.
    _folder: Arc<TempDir>,
}

impl Reader {
    fn start(command: CommandBuilder, (width, height): (u16, u16), folder: Arc<TempDir>, answers: String) -> Reader {
        let pair = native_pty_system().openpty(pty_size(width, height)).unwrap();
        let modes_before = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(cells(height), cells(width), 0);
        let shown = Shown { raw: Vec::new(), parser, answered: 0, ended: false };
        let terminal = Arc::new(Terminal { shown: Mutex::new(shown), changed: Condvar::new() });
        let keyboard = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let output = pair.master.try_clone_reader().unwrap();
        let (to, hand) = (Arc::clone(&terminal), Arc::clone(&keyboard));
        let listener = Some(thread::spawn(move || listen(output, &to, &hand, &answers)));
        Reader { master: pair.master, keyboard, child, terminal, listener, modes_before, _folder: folder }
    }

    /// Types; a long text goes in as fast as the program reads.
    pub fn send(&self, keys: &str) {
        let mut keyboard = self.keyboard.lock().unwrap();
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
    }

    /// Pastes, as a terminal with bracketed paste does.
    pub fn paste(&self, text: &str) {
        self.send(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Presses and lets go the mouse's left button at a cell, counted from 0.
    pub fn click(&self, x: u16, y: u16) {
        self.send(&format!("\x1b[<0;{0};{1}M\x1b[<0;{0};{1}m", x + 1, y + 1));
    }

    /// Presses the mouse's left button at a cell, moves to another one, and lets go.
    pub fn drag(&self, from: (u16, u16), to: (u16, u16)) {
        let ((x, y), (to_x, to_y)) = ((from.0 + 1, from.1 + 1), (to.0 + 1, to.1 + 1));
        self.send(&format!("\x1b[<0;{x};{y}M\x1b[<32;{to_x};{to_y}M\x1b[<0;{to_x};{to_y}m"));
    }

    /// Turns the wheel one notch towards the user.
    pub fn wheel_down(&self, x: u16, y: u16) {
        self.send(&format!("\x1b[<65;{};{}M", x + 1, y + 1));
    }

    pub fn resize(&self, width: u16, height: u16) {
        let mut shown = self.shown();
        shown.parser.set_size(cells(height), cells(width));
        self.master.resize(pty_size(width, height)).unwrap();
    }

    /// What is seen now.
    pub fn screen(&self) -> Screen {
        Screen::of(self.shown().parser.screen())
    }

    /// Everything that was sent.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.shown().raw).into_owned()
    }

    /// Waits until the screen is as `condition` wants it.
    #[track_caller]
    pub fn until(&self, what: &str, condition: impl Fn(&Screen) -> bool) -> Screen {
        let deadline = Instant::now() + PATIENCE;
        let mut shown = self.shown();
        loop {
            shown = self.whole(shown);
            let (screen, ended, sent) = (Screen::of(shown.parser.screen()), shown.ended, shown.raw.len());
            // Looking takes longer than drawing: the terminal must not wait for it.
            drop(shown);
            if condition(&screen) {
                return screen;
            }
            let rest = deadline.saturating_duration_since(Instant::now());
            assert!(!rest.is_zero() && !ended, "{what} never came:\n{}\n{}", screen.logical(), self.tail());
            shown = self.shown();
            if shown.raw.len() == sent && !shown.ended {
                shown = self.terminal.changed.wait_timeout(shown, rest).unwrap().0;
            }
        }
    }

    /// Waits for the rest of a frame that comes in parts.
    fn whole<'a>(&self, mut shown: MutexGuard<'a, Shown>) -> MutexGuard<'a, Shown> {
        loop {
            let length = shown.raw.len();
            let (next, waited) = self.terminal.changed.wait_timeout(shown, PART).unwrap();
            shown = next;
            if waited.timed_out() && shown.raw.len() == length {
                return shown;
            }
        }
    }

    /// Waits until `words` are seen.
    #[track_caller]
    pub fn until_shows(&self, words: &str) -> Screen {
        self.until(words, |screen| screen.shows(words))
    }

    /// Waits until `words` are no longer seen.
    #[track_caller]
    pub fn until_gone(&self, words: &str) -> Screen {
        self.until(&format!("a screen without {words}"), |screen| !screen.shows(words))
    }

    /// Waits until `words` are in the status line.
    #[track_caller]
    pub fn until_status(&self, words: &str) -> Screen {
        self.until(words, |screen| screen.status_shows(words))
    }

    /// Waits until everything that was typed has had its effect: asks for a redraw and waits for its end. Only where no
    /// panel is open.
    #[track_caller]
    pub fn settled(&self) -> Screen {
        let before = self.shown().raw.len();
        self.send(CTRL_L);
        let deadline = Instant::now() + PATIENCE;
        let mut shown = self.shown();
        loop {
            let length = shown.raw.len();
            let (next, waited) = self.terminal.changed.wait_timeout(shown, STILL).unwrap();
            shown = next;
            let is_redrawn = shown.raw[before..].windows(CLEAR.len()).any(|bytes| bytes == CLEAR);
            if waited.timed_out() && shown.raw.len() == length && is_redrawn {
                return Screen::of(shown.parser.screen());
            }
            assert!(Instant::now() < deadline && !shown.ended, "no redraw came");
        }
    }

    /// Waits until `text` was sent, and gives all that was.
    #[track_caller]
    pub fn until_sent(&self, text: &str) -> String {
        self.until(text, |_| self.raw().contains(text));
        self.raw()
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.child.process_id().unwrap() as i32).unwrap(), signal).unwrap();
    }

    /// Waits for the end of the program and of what it has written.
    #[track_caller]
    pub fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "it does not end:\n{}", self.screen().logical());
            thread::sleep(Duration::from_millis(2));
        };
        if let Some(listener) = self.listener.take() {
            listener.join().unwrap();
        }
        status
    }

    /// Leaves by `q`, which must end well and give the terminal back.
    #[track_caller]
    pub fn quit(mut self) {
        self.send("q");
        let status = self.ended();
        assert!(status.success(), "{status:?}: {}", self.tail());
        self.assert_sane();
    }

    /// Asserts that the terminal is as it was: cooked, main screen, cursor, no mouse, no brackets round pasted text.
    #[track_caller]
    pub fn assert_sane(&self) {
        assert_eq!(modes(self.master.as_ref()), self.modes_before);
        let shown = self.shown();
        let screen = shown.parser.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "no cursor");
        assert!(!screen.bracketed_paste(), "brackets round pasted text");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }

    fn tail(&self) -> String {
        let raw = self.raw();
        let start = raw.chars().count().saturating_sub(600);
        format!("{:?}", raw.chars().skip(start).collect::<String>())
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.terminal.shown.lock().unwrap()
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Takes in what is sent, and answers questions as a terminal does.
fn listen(
    mut output: Box<dyn Read + Send>,
    terminal: &Terminal,
    keyboard: &Mutex<Box<dyn Write + Send>>,
    answers: &str,
) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(count @ 1..) = output.read(&mut buffer) {
        let mut shown = terminal.shown.lock().unwrap();
        shown.raw.extend_from_slice(&buffer[..count]);
        shown.parser.process(&buffer[..count]);
        let asked = shown.raw.windows(FENCE.len()).skip(shown.answered).position(|bytes| bytes == FENCE);
        shown.answered = match asked {
            Some(at) => shown.answered + at + FENCE.len(),
            None => shown.raw.len().saturating_sub(FENCE.len() - 1).max(shown.answered),
        };
        drop(shown);
        if asked.is_some() {
            // A program that has ended hears nothing.
            let _ = keyboard.lock().unwrap().write_all(answers.as_bytes());
        }
        terminal.changed.notify_all();
    }
    terminal.shown.lock().unwrap().ended = true;
    terminal.changed.notify_all();
}

fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().unwrap();
    format!("{:?} {:?} {:?} {:?}", modes.input_flags, modes.output_flags, modes.control_flags, modes.local_flags)
}

fn pty_size(width: u16, height: u16) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// A path for a script of the shell.
pub fn quoted(path: &Path) -> String {
    format!("'{}'", String::from_utf8_lossy(path.as_os_str().as_bytes()))
}
