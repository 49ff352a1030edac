//! Bytes to text: which encoding, and the characters.
//!
//! In order: a byte order mark; UTF-16 without one, where nearly every unit is an Arabic or ASCII one; UTF-8, also with a
//! few broken sequences; else the guess of chardetng, Firefox's detector. A guess and broken sequences are said in a
//! [`Warning`]. The byte order mark is no part of the text; everything else of it is, line ends included.

use std::str::from_utf8;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::model::Warning;

/// How many bytes are looked at to tell an encoding.
pub(super) const HEAD: usize = 64 * 1024;

/// An encoding, and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coding {
    pub encoding: &'static Encoding,
    /// The length of the byte order mark.
    pub mark: usize,
    /// Whether it is a guess, to be said.
    pub known: Known,
}

/// How an encoding is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// By its mark, or because the bytes allow no other.
    Sure,
    /// There was no byte that tells encodings apart.
    Ascii,
    /// By the statistics of the letters.
    Guessed,
}

/// Decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub warnings: Vec<Warning>,
}

/// Tells the encoding of `bytes`, the start of a text or all of it.
pub(super) fn sniff(bytes: &[u8]) -> Coding {
    sniff_by(bytes, is_mostly_utf8)
}

/// The same of bytes that are UTF-8: they may be UTF-16 all the same.
pub(super) fn sniff_text(text: &str) -> Coding {
    sniff_by(text.as_bytes(), |_| true)
}

fn sniff_by(bytes: &[u8], is_utf8: impl Fn(&[u8]) -> bool) -> Coding {
    let coding = |encoding, mark, known| Coding { encoding, mark, known };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return coding(encoding, mark, Known::Sure);
    }
    if bytes.is_ascii() && !bytes.contains(&0) {
        return coding(UTF_8, 0, Known::Ascii);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return coding(encoding, 0, Known::Guessed);
    }
    if is_utf8(bytes) {
        return coding(UTF_8, 0, Known::Sure);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let telling = &bytes[start.saturating_sub(64)..];
    detector.feed(&telling[..telling.len().min(HEAD)], telling.len() <= HEAD);
    coding(detector.guess(None, Utf8Detection::Allow), 0, Known::Guessed)
}

impl Coding {
    /// What the server said, where the bytes themselves left it to a guess.
    pub(super) fn or_served(self, label: Option<&str>) -> Coding {
        let served = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
        match served {
            Some(encoding) if self.known == Known::Guessed && encoding != UTF_8 => {
                Coding { encoding, mark: 0, known: Known::Sure }
            }
            _ => self,
        }
    }

    /// The text of `bytes`, which no longer hold the byte order mark.
    pub(super) fn decode(self, bytes: Vec<u8>) -> Decoded {
        let mut warnings = Vec::new();
        if self.known == Known::Guessed {
            warnings.push(Warning::GuessedEncoding(self.encoding.name()));
        }
        let text = if self.encoding == UTF_8 {
            String::from_utf8(bytes).map_err(|error| error.into_bytes())
        } else {
            Err(bytes)
        };
        let text = text.unwrap_or_else(|bytes| {
            let (text, malformed) = self.encoding.decode_without_bom_handling(&bytes);
            if malformed {
                let count = text.matches(char::REPLACEMENT_CHARACTER).count();
                warnings.push(Warning::Malformed { encoding: self.encoding.name(), count });
            }
            text.into_owned()
        });
        Decoded { text, warnings }
    }
}

/// UTF-16 without a mark: an even number of bytes of which nearly every pair is an Arabic or ASCII character.
///
/// No text in a byte encoding looks like that: byte 6 is a control, and half of the bytes would be controls.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let units = head.len() / 2;
    let fits = |high: usize, low: usize| {
        let likely = |pair: &&[u8]| match pair[high] {
            0 => matches!(pair[low], b' '..=b'~' | b'\n' | b'\r' | b'\t' | 0xa0 | 0xab | 0xbb),
            6 => true,
            0x20 => matches!(pair[low], 0x0c..=0x27 | 0x2a..=0x2e | 0x30..=0x3a),
            _ => false,
        };
        units >= 2 && head.chunks_exact(2).filter(likely).count() * 10 >= units * 9
    };
    match (fits(1, 0), fits(0, 1)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes are UTF-8, but for a character cut off at the end or a few broken ones.
///
/// Letters of the Arabic byte encodings hardly ever form a UTF-8 sequence, so one broken sequence among many whole ones
/// tells of damage, not of another encoding.
pub(super) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    if from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let cut = from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    broken == 0 || (whole > 0 && broken == 1 && cut) || whole >= broken * 4
}

/// How many control characters are in the text: those are shown as marks. Bidi controls are none of them: they act.
pub(super) fn controls(text: &str) -> usize {
    text.split('\n').map(controls_of_line).sum()
}

/// Whether a byte of what is counted is there. Of a block all bytes are looked at, many at a time.
fn has_rare(bytes: &[u8]) -> bool {
    let rare = |byte: u8| {
        ((byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')) | (byte == 0x7f) | (byte == 0xc2)
    };
    bytes.chunks(128).any(|block| block.iter().fold(false, |any, &byte| any | rare(byte)))
}

fn controls_of_line(line: &str) -> usize {
    if !has_rare(line.as_bytes()) {
        return 0;
    }
    line.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\u{85}')).count()
}
