//! The reader end to end: the real program in a real pseudo-terminal, typed into and looked at.
//!
//! `pty` starts the program and types; `screen` reads what is seen. What an article must show is asked of the library
//! (`facts`), so that these tests hold the wiring and not the words of one extraction.

#![allow(clippy::print_stderr, reason = "a test says what it skips")]

mod correcting;
mod doctor;
mod evidence;
mod facts;
mod keys;
mod loading;
mod marks;
mod mouse;
mod opening;
mod pty;
mod screen;
mod searching;
mod sizes;
mod trouble;
mod viewing;
