//! The terminal underneath the reader.
//!
//! [`Session`] takes the terminal over and gives it back as it was, on every way out. Between the two it draws frames
//! laid out in visual order ([`RowBackend`] over a [`grid`], each changed row [`encode`]d for the terminal at hand, which
//! [`detect`] finds out without keeping the first frame waiting) and reads what comes from the terminal ([`input`]).

mod backend;
pub mod detect;
pub mod encode;
pub mod grid;
pub mod input;
mod keeper;
mod lines;
mod printing;
mod session;
mod sgr;
mod signals;

pub use backend::{Order, RowBackend, RowSending};
pub use lines::{Lines, columns};
pub use printing::Printing;
pub use session::{Asked, Event, NoTerminal, Session, Whole, Wishes};
