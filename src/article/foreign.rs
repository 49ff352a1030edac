//! Files that are not text, told by their first bytes, so that the message can name what they are.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::decode::Coding;

/// First bytes, and what a file that begins so is.
const SIGNATURES: [(&[u8], &str); 25] = [
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"PK\x03\x04", "a zip archive (so are docx, odt and epub)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ\x90\x00", "a program (Windows)"),
    (b"\xca\xfe\xba\xbe", "a program (Java or macOS)"),
    (b"\xcf\xfa\xed\xfe", "a program (macOS)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3\x03", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x00\x00\xfe\xff", "UTF-32 text"),
];

/// What the file is, where its first bytes say that it is no text.
pub(super) fn foreign(head: &[u8], coding: Coding) -> Option<&'static str> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return Some(what);
    }
    if head.starts_with(b"\xff\xfe\x00\x00") {
        return Some("UTF-32 text");
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Some("a WebP image");
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Some("a video");
    }
    if coding.encoding == UTF_16LE || coding.encoding == UTF_16BE {
        return None;
    }
    let zeros = count(head, |byte| byte == 0);
    let controls = count(head, |byte| (byte <= 8) | ((0x0e..=0x1f).contains(&byte) & (byte != 0x1b)));
    (zeros * 1024 > head.len() || controls * 10 > head.len()).then_some("binary data")
}

/// How many bytes are such. Blocks are short enough that their counts fit a byte, so that many are counted at a time.
fn count(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    let of_block = |block: &[u8]| block.iter().fold(0u8, |count, &byte| count + u8::from(is_such(byte)));
    bytes.chunks(128).map(|block| usize::from(of_block(block))).sum()
}
