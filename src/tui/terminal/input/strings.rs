//! Control strings: DCS and OSC answers. Nobody types them; what is of no use is dropped.

use super::{Found, Input, Wait};
use crate::tui::terminal::detect::{Answer, Background};

/// What follows `ESC` and `kind`, up to the string terminator (or BEL in an OSC).
pub fn parse(kind: u8, bytes: &[u8]) -> Found {
    for (at, byte) in bytes.iter().enumerate() {
        let (end, after) = match (byte, bytes.get(at + 1)) {
            (0x07, _) if kind == b']' => (at, at + 1),
            (0x1b, Some(b'\\')) => (at, at + 2),
            (0x1b, None) => return Found::Part(Wait::Rest),
            // A new sequence begins: the string was cut short.
            (0x1b, Some(_)) | (0x18 | 0x1a, _) => return Found::Whole(at, Some(Input::Answer(Answer::Other))),
            _ => continue,
        };
        let text = String::from_utf8_lossy(&bytes[..end]);
        return Found::Whole(after, Some(Input::Answer(answer(kind, &text))));
    }
    Found::Part(Wait::Rest)
}

fn answer(kind: u8, text: &str) -> Answer {
    let known = match kind {
        b'P' => text
            .strip_prefix(">|")
            .map(|version| Answer::Version(version.to_owned()))
            .or_else(|| capability(text.strip_prefix("1+r")?)),
        b']' => text.strip_prefix("11;").and_then(background).map(Answer::Background),
        _ => None,
    };
    known.unwrap_or(Answer::Other)
}

/// `KEY=VALUE`, both in hexadecimal.
fn capability(text: &str) -> Option<Answer> {
    let (key, value) = text.split_once('=')?;
    Some(Answer::Capability(from_hex(key)?, from_hex(value)?))
}

fn from_hex(digits: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> =
        digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    String::from_utf8(bytes?).ok()
}

/// `rgb:RRRR/GGGG/BBBB`, one to four digits each: light when its luma is above the middle.
fn background(text: &str) -> Option<Background> {
    let text = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?;
    let mut parts = text.split('/').map(|digits| {
        let most = 16_f32.powi(i32::try_from(digits.len()).ok()?) - 1.0;
        Some(u32::from_str_radix(digits, 16).ok()? as f32 / most)
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    let luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    Some(if luma > 0.5 { Background::Light } else { Background::Dark })
}
