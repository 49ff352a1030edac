//! Bytes to an article: decoded text and its blocks.
//!
//! [`open`] names the stages: `decode` (bytes → text) → `blocks` (text → typed blocks). The text of an article is its
//! file, decoded and otherwise unchanged: every offset in the program fits it. A file above [`WINDOW_FROM`] bytes is
//! read a window at a time (`window`).

mod model;

pub use model::{Article, Block, BlockKind, Origin, Warning, Window};

/// Files above this many bytes are read in windows, with claims off until asked.
pub const WINDOW_FROM: u64 = 16 * 1024 * 1024;
