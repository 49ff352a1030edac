//! One command, one file.

pub mod annotate;
pub mod check;
pub mod completions;
pub mod correct;
pub mod desk;
pub mod diff;
pub mod doctor;
pub mod export;
pub mod extract;
pub mod feed;
pub mod import;
pub mod label;
pub mod lexicon;
pub mod library;
pub mod man;
pub mod print;
pub mod quotes;
pub mod read;
pub mod reanchor;
pub mod search;
pub mod sources;
