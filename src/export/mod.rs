//! Articles and claims for other programs and for the clipboard. Pure: values in, values and text out.

//!
//! [`Annotated`] is what every exporter takes: an article, what was found in it and put right, and what the reader said of
//! that. One file a format; [`Writer`] runs any of them over many articles. What comes in from other programs is an
//! [`Incoming`], whichever format it came in.

mod annotated;
pub mod brat;
pub mod changes;
mod citation;
pub mod cite;
pub mod csv;
mod day;
mod direction;
mod explain;
pub mod found;
pub mod gold;
pub mod html;
pub mod hypothesis;
mod incoming;
pub mod json;
pub mod lossless;
mod markdown;
mod marks;
pub mod merge;
mod record;
pub mod review;
pub mod table;
mod template;
mod units;
pub mod web_annotation;
mod writer;

pub use annotated::{Annotated, Scale, Setting, Verdict, is_web_address, one_line, text_urn};
pub use citation::{citation, denial_of, words_of};
pub use day::{Day, day_of};
pub use direction::direction;
pub use explain::explain;
pub use incoming::{Incoming, Left, Loose, Position, Quote, ReadError, Target};
pub use marks::{
    Anchored, ClaimSaid, ContradictionSaid, EVIDENCE, EvidenceLink, LinkSaid, Named, RatingSaid, RoleSaid, SourceSaid,
};
pub use record::Shape;
pub use template::{Template, TemplateError};
pub use writer::{Format, InFormat, Options, Writer, read};

use crate::claims::Evidence;
use crate::words::Words;

/// A step of the evidence as one line in the language of `words`, with the words of the text that it rests on.
pub fn why(step: &Evidence, words: Words) -> String {
    let values: Vec<&str> = step.words.iter().map(String::as_str).collect();
    words.fill(&format!("why.{}", step.reason.name()), &values)
}

/// `json`, as UTF-8, with the control characters that JSON may hold bare (DEL and U+0080 to U+009F) as escapes: the same
/// value, and nothing in it that a terminal obeys.
pub fn escaped(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    let mut bytes = json.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        // In UTF-8 these controls are C2 and the byte of their number; C2 begins a character wherever it stands.
        let control = match byte {
            0x7f => Some(byte),
            0xc2 => bytes.next_if(|next| (0x80..0xa0).contains(next)),
            _ => None,
        };
        match control {
            Some(control) => out.extend_from_slice(format!("\\u{control:04x}").as_bytes()),
            None => out.push(byte),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_no_bare_control() {
        let value = "\u{1b}[0m \u{7f} \u{80}\u{9b}31m\u{9f} \u{a0}«قال»";
        let json = escaped(&serde_json::to_vec(value).unwrap());
        assert_eq!(String::from_utf8_lossy(&json).find(char::is_control), None);
        assert_eq!(serde_json::from_slice::<String>(&json).unwrap(), value);
    }
}
