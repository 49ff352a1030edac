//! Articles and claims for other programs and for the clipboard. Pure: values in, values and text out.

mod citation;
pub mod json;
mod units;

pub use citation::{citation, words_of};
