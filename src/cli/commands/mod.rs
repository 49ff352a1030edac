//! One command, one file.

pub mod completions;
pub mod doctor;
pub mod extract;
pub mod lexicon;
pub mod man;
pub mod print;
pub mod read;
