//! One command, one file.

pub mod completions;
pub mod correct;
pub mod doctor;
pub mod export;
pub mod extract;
pub mod import;
pub mod lexicon;
pub mod man;
pub mod print;
pub mod read;
pub mod search;
