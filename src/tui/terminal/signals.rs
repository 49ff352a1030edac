//! Signals: those that end the program give the terminal back first; the others are told to the session.

use std::io;
use std::sync::{Condvar, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use rustix::process;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::keeper::Keeper;
use super::printing::write_out;

/// How long a program that is to end may take to save what its user has done.
const PATIENCE: Duration = Duration::from_millis(500);

/// Whether the program is to end, and whether the session has left.
static ENDING: Mutex<Ending> = Mutex::new(Ending { asked: false, left: false });
static LEFT: Condvar = Condvar::new();

/// What sets and undoes the terminal's mode while lines are printed to it.
static PRINTING: Mutex<Option<(&str, &str)>> = Mutex::new(None);

struct Ending {
    asked: bool,
    left: bool,
}

/// What the session is told, one byte each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The terminal has another size.
    Resized,
    /// The program shall stop.
    Stop,
    /// It was stopped and goes on.
    Continued,
    /// The program ends in a moment.
    Ending,
}

impl Told {
    /// The byte that stands for it in the pipe.
    pub const fn byte(self) -> u8 {
        match self {
            Told::Resized => b'r',
            Told::Stop => b's',
            Told::Continued => b'c',
            Told::Ending => b'e',
        }
    }

    /// What a byte of the pipe stands for.
    pub const fn of_byte(byte: u8) -> Option<Told> {
        match byte {
            b'r' => Some(Told::Resized),
            b's' => Some(Told::Stop),
            b'c' => Some(Told::Continued),
            b'e' => Some(Told::Ending),
            _ => None,
        }
    }
}

/// Starts to watch, once in the life of the program: a thread that sleeps until a signal comes. It stays when the
/// session is gone, since a signal once watched no longer does by itself what it would have done.
pub fn watch() -> io::Result<()> {
    static WATCHED: OnceLock<()> = OnceLock::new();
    if let Ok(mut ending) = ENDING.lock() {
        ending.left = false;
    }
    if WATCHED.set(()).is_err() {
        return Ok(());
    }
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || signals.forever().for_each(handle))?;
    Ok(())
}

/// Says what sets and what undoes the terminal's mode while lines are printed to it, until it is told otherwise.
pub fn undo_with(modes: Option<(&'static str, &'static str)>) {
    if let Ok(mut printing) = PRINTING.lock() {
        *printing = modes;
    }
}

fn handle(signal: i32) {
    let keeper = Keeper::current();
    let outside = keeper.as_ref().is_some_and(|keeper| keeper.is_outside());
    let tell = |told: Told| keeper.as_ref().is_some_and(|keeper| keeper.tell(told));
    let done = match signal {
        SIGWINCH | SIGCONT => {
            tell(if signal == SIGCONT { Told::Continued } else { Told::Resized });
            true
        }
        // An editor has the terminal: the shell waits for the whole group to stop.
        SIGTSTP => !outside && tell(Told::Stop),
        // Typed in the editor, which shares our process group.
        SIGINT => outside,
        _ => false,
    };
    if done {
        return;
    }
    if matches!(signal, SIGTERM | SIGHUP) && !outside && tell(Told::Ending) {
        wait_for_the_session();
    }
    if signal != SIGTSTP
        && let Some(keeper) = &keeper
    {
        keeper.restore_for_good();
    }
    let printing = PRINTING.lock().map_or(None, |printing| *printing);
    // Without a shell nobody would continue it.
    if printing.is_some() && signal == SIGTSTP && !has_shell() {
        return;
    }
    if let Some((_, undo)) = printing {
        let _ = write_out(undo);
    }
    // Ends or stops the program as the signal would have: the parent sees by which one.
    let _ = emulate_default_handler(signal);
    // It was stopped, and goes on.
    if let Some((set, _)) = printing {
        let _ = write_out(set);
    }
}

/// Lets the session save and leave, as long as [`PATIENCE`] lasts.
fn wait_for_the_session() {
    let Ok(mut ending) = ENDING.lock() else { return };
    ending.asked = true;
    let _ = LEFT.wait_timeout_while(ending, PATIENCE, |ending| !ending.left);
}

/// The session has left. Where it was a signal that asked for it, the program ends here, by that signal.
pub fn left() {
    let Ok(mut ending) = ENDING.lock() else { return };
    ending.left = true;
    let asked = ending.asked;
    drop(ending);
    LEFT.notify_all();
    if asked {
        thread::sleep(2 * PATIENCE);
    }
}

/// Stops the whole process group, as the shell's job control expects of Ctrl-Z, and returns when the program goes on.
/// Does nothing, and says so, where no shell would ever continue it: in the group of the session's leader.
pub fn stop() -> bool {
    has_shell() && process::kill_current_process_group(process::Signal::STOP).is_ok()
}

/// Whether a shell controls jobs here.
fn has_shell() -> bool {
    process::getsid(None).is_ok_and(|leader| leader != process::getpgrp())
}
