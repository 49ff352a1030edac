//! The reader end to end: the real program in a real pseudo-terminal, typed into and looked at.
//!
//! `pty` starts the program and types; `screen` reads what is seen. What an article must show is asked of the library,
//! so that these tests hold the wiring and not the words of one extraction.

mod opening;
mod pty;
mod screen;
