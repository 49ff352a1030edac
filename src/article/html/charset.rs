//! The encoding of a page, by the HTML standard's order (13.2.3.2): a byte order mark, what the server said, what the page
//! says in its first bytes, else the statistics of its letters. What is declared is held against the bytes: whole UTF-8
//! sequences hardly ever come about in another encoding, and many outlets re-encoded their pages and kept the old label.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::article::decode::{Coding, Decoded, Known, is_mostly_utf8};

/// How much of a page is searched for a declaration (the standard says 1,024 bytes; outlets put theirs later).
const PRESCAN: usize = 8 * 1024;

/// The text of a page. `served` is the label that the server gave, where there was one.
pub fn decode(mut bytes: Vec<u8>, served: Option<&str>) -> Decoded {
    let coding = coding(&bytes, served);
    bytes.drain(..coding.mark);
    coding.decode(bytes)
}

fn coding(bytes: &[u8], served: Option<&str>) -> Coding {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Coding { encoding, mark, known: Known::Sure };
    }
    let sure = |encoding| Coding { encoding, mark: 0, known: Known::Sure };
    let is_utf8 = is_mostly_utf8(bytes);
    if is_utf8 && !bytes.is_ascii() {
        return sure(UTF_8);
    }
    let served = served.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    // A page that could be read so far is in no UTF-16, whatever it says.
    let usable = |encoding: &&'static Encoding| *encoding != UTF_16LE && *encoding != UTF_16BE && *encoding != UTF_8;
    if let Some(encoding) = served.or_else(|| declared(bytes)).filter(usable) {
        return sure(encoding);
    }
    if is_utf8 {
        return sure(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Coding { encoding: detector.guess(None, Utf8Detection::Allow), mark: 0, known: Known::Guessed }
}

/// The encoding that the page names in a `meta` element or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(PRESCAN).map(|&byte| char::from(byte.to_ascii_lowercase())).collect();
    let labels = head.match_indices("charset").chain(head.match_indices("encoding"));
    let mut labels: Vec<(usize, &str)> = labels.collect();
    labels.sort_unstable();
    labels.into_iter().find_map(|(at, name)| {
        let tag = head.get(..at)?.rfind('<').and_then(|open| head.get(open..at))?;
        if !(tag.starts_with("<meta") || tag.starts_with("<?xml")) || tag.contains('>') {
            return None;
        }
        let value = head.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let label = value.trim_start_matches(['"', '\'']);
        let end = label.find(|c: char| matches!(c, '"' | '\'' | ';' | '>' | '/') || c.is_whitespace())?;
        Encoding::for_label(label.get(..end)?.as_bytes())
    })
}
