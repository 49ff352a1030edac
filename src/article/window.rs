//! Large files, a window at a time.
//!
//! A window is about [`SIZE`] bytes. Its edges lie after a line end where one is within [`SLACK`] bytes, else after a
//! blank, else between two characters. Each window starts where its neighbour ends, so that nothing is lost or doubled.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use super::decode::{Coding, HEAD, Known, sniff};
use super::error::{OpenError, name_of};
use super::foreign::foreign;
use super::manuscript::{Manuscript, Part};
use super::model::{Article, Origin, Window};
use super::read_error;

/// About how many bytes a window holds.
pub const SIZE: u64 = 1024 * 1024;

/// How far before its place an edge may move to meet a line end.
const SLACK: u64 = 64 * 1024;

/// Which window of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowAt<'a> {
    /// The one at the start.
    First,
    /// The one at the end.
    Last,
    /// One that holds this byte of the file, about in its middle.
    Holding(u64),
    /// The one that ends where this one starts; the first one before the first one.
    Before(&'a Window),
    /// The one that starts where this one ends; the last one after the last one.
    After(&'a Window),
}

/// Opens one window of a file, of whatever size the file is.
///
/// # Errors
/// As [`super::open`]. That the file is text is judged by its first 64 KiB.
pub fn open_window(path: &Path, at: WindowAt<'_>) -> Result<Article, OpenError> {
    open_window_text(path, at).map(Manuscript::into_article)
}

/// Opens the text of one window.
///
/// # Errors
/// As [`open_window`].
pub fn open_window_text(path: &Path, at: WindowAt<'_>) -> Result<Manuscript, OpenError> {
    let file = File::open(path).map_err(|cause| read_error(path, cause))?;
    read_window(file, path, at)
}

pub(super) fn read_window(file: File, path: &Path, at: WindowAt<'_>) -> Result<Manuscript, OpenError> {
    let failed = |cause| read_error(path, cause);
    let mut large = Large::new(file).map_err(failed)?;
    if let Some(what) = foreign(&large.head, large.coding) {
        return Err(OpenError::Binary { name: name_of(path), what });
    }
    let window = large.place(at).map_err(failed)?;
    let bytes = large.bytes(window.start, window.end).map_err(failed)?;
    let coding = match large.coding.known {
        Known::Ascii => Coding { mark: 0, ..sniff(&bytes) },
        _ => large.coding,
    };
    let part = if window.start <= large.mark() { Part::Start } else { Part::Middle };
    let text = Manuscript::whole(coding.decode(bytes), Origin::File(path.to_path_buf()));
    Ok(Manuscript { window: Some(window), part, ..text })
}

/// A file that is not read whole.
struct Large {
    file: File,
    len: u64,
    head: Vec<u8>,
    coding: Coding,
}

impl Large {
    fn new(mut file: File) -> io::Result<Large> {
        let len = file.metadata()?.len();
        let mut head = Vec::new();
        Read::by_ref(&mut file).take(HEAD as u64).read_to_end(&mut head)?;
        let coding = sniff(&head);
        Ok(Large { file, len, head, coding })
    }

    /// Where the text starts: after the byte order mark.
    fn mark(&self) -> u64 {
        self.coding.mark as u64
    }

    fn place(&mut self, at: WindowAt<'_>) -> io::Result<Window> {
        let (start, end) = match at {
            WindowAt::First => (self.mark(), None),
            WindowAt::Last => (self.edge(self.len.saturating_sub(SIZE))?, Some(self.len)),
            WindowAt::Holding(byte) => {
                (self.edge(byte.min(self.len.saturating_sub(1)).saturating_sub(SIZE / 2))?, None)
            }
            WindowAt::Before(next) if next.start > self.mark() => {
                let end = next.start.min(self.len);
                (self.edge(end.saturating_sub(SIZE))?, Some(end))
            }
            WindowAt::Before(first) => (self.mark(), Some(first.end.min(self.len))),
            WindowAt::After(before) if before.end < self.len => (before.end, None),
            WindowAt::After(last) => (last.start.min(self.len), Some(self.len)),
        };
        let end = match end {
            Some(end) => end,
            None => self.edge(start + SIZE)?,
        };
        Ok(Window { start, end, file: self.len })
    }

    /// The best place to cut at or a little before byte `near`.
    fn edge(&mut self, near: u64) -> io::Result<u64> {
        let unit = self.unit();
        if near <= self.mark() {
            return Ok(self.mark());
        }
        if near >= self.len {
            return Ok(self.len);
        }
        let near = near - (near - self.mark()) % unit;
        let from = near.saturating_sub(SLACK).max(self.mark());
        let bytes = self.bytes(from, (near + 4).min(self.len))?;
        let back = (near - from) as usize;
        Ok(from + cut(&bytes, back, self.coding) as u64)
    }

    fn unit(&self) -> u64 {
        if is_utf16(self.coding) { 2 } else { 1 }
    }

    fn bytes(&mut self, start: u64, end: u64) -> io::Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start(start))?;
        let mut out = Vec::with_capacity(end.saturating_sub(start) as usize);
        Read::by_ref(&mut self.file).take(end.saturating_sub(start)).read_to_end(&mut out)?;
        Ok(out)
    }
}

fn is_utf16(coding: Coding) -> bool {
    coding.encoding == UTF_16LE || coding.encoding == UTF_16BE
}

/// The best place to cut `bytes` at or before `at`: after a line end, after a blank, between two characters.
///
/// `bytes` starts on a character boundary, and goes on a few bytes after `at` where the text does.
pub(super) fn cut(bytes: &[u8], at: usize, coding: Coding) -> usize {
    let boundary = character_boundary(bytes, at, coding);
    let before = &bytes[..boundary];
    let after = |wanted: u8| {
        if !is_utf16(coding) {
            return memchr::memrchr(wanted, before).map(|found| found + 1);
        }
        let unit = if coding.encoding == UTF_16LE { [wanted, 0] } else { [0, wanted] };
        before.chunks_exact(2).rposition(|pair| pair == unit).map(|found| found * 2 + 2)
    };
    after(b'\n').or_else(|| after(b' ')).unwrap_or(boundary)
}

/// The last place at or before `at` that is not inside a character.
pub(super) fn character_boundary(bytes: &[u8], at: usize, coding: Coding) -> usize {
    let at = at.min(bytes.len());
    if is_utf16(coding) {
        let at = at - at % 2;
        let high = usize::from(coding.encoding == UTF_16LE);
        let is_low_surrogate = bytes.get(at + high).is_some_and(|byte| matches!(byte, 0xdc..=0xdf));
        return if is_low_surrogate { at.saturating_sub(2) } else { at };
    }
    if coding.encoding != UTF_8 {
        return at;
    }
    let is_inside = |place: &usize| bytes.get(*place).is_some_and(|byte| matches!(byte, 0x80..=0xbf));
    (at.saturating_sub(3)..=at).rev().find(|place| !is_inside(place)).unwrap_or(at)
}
