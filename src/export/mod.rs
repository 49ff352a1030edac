//! Articles and claims for other programs and for the clipboard. Pure: values in, values and text out.

pub mod brat;
mod citation;
pub mod csv;
mod explain;
pub mod gold;
pub mod json;
mod units;

pub use citation::{citation, words_of};
pub use explain::explain;

use crate::claims::Evidence;
use crate::words::Words;

/// A step of the evidence as one line in the language of `words`, with the words of the text that it rests on.
pub fn why(step: &Evidence, words: Words) -> String {
    let values: Vec<&str> = step.words.iter().map(String::as_str).collect();
    words.fill(&format!("why.{}", step.reason.name()), &values)
}
