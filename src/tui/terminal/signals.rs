//! Signals: those that end the program give the terminal back first; the others are told to the session.

use std::io;
use std::sync::OnceLock;
use std::thread;

use rustix::process;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::keeper::Keeper;

/// What the session is told, one byte each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The terminal has another size.
    Resized,
    /// The program shall stop.
    Stop,
    /// It was stopped and goes on.
    Continued,
}

impl Told {
    /// The byte that stands for it in the pipe.
    pub const fn byte(self) -> u8 {
        match self {
            Told::Resized => b'r',
            Told::Stop => b's',
            Told::Continued => b'c',
        }
    }

    /// What a byte of the pipe stands for.
    pub const fn of_byte(byte: u8) -> Option<Told> {
        match byte {
            b'r' => Some(Told::Resized),
            b's' => Some(Told::Stop),
            b'c' => Some(Told::Continued),
            _ => None,
        }
    }
}

/// Starts to watch, once in the life of the program: a thread that sleeps until a signal comes. It stays when the
/// session is gone, since a signal once watched no longer does by itself what it would have done.
pub fn watch() -> io::Result<()> {
    static WATCHED: OnceLock<()> = OnceLock::new();
    if WATCHED.set(()).is_err() {
        return Ok(());
    }
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || signals.forever().for_each(handle))?;
    Ok(())
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
    if signal != SIGTSTP
        && let Some(keeper) = &keeper
    {
        keeper.restore_for_good();
    }
    // Ends or stops the program as the signal would have: the parent sees by which one.
    let _ = emulate_default_handler(signal);
}

/// Stops the whole process group, as the shell's job control expects of Ctrl-Z, and returns when the program goes on.
/// Does nothing, and says so, where no shell would ever continue it: in the group of the session's leader.
pub fn stop() -> bool {
    let has_shell = process::getsid(None).is_ok_and(|leader| leader != process::getpgrp());
    has_shell && process::kill_current_process_group(process::Signal::STOP).is_ok()
}
