//! What shows by its form alone: list items, tables, whole quotations, cross-heads.

use super::Page;
use super::caption::speaks;
use super::lines::Line;
use super::words::LISTS;
use crate::article::BlockKind;

/// A cross-head is at most so many characters and words long.
const HEADING: (usize, usize) = (60, 10);

/// A line of at least so many bytes under a short one is the prose that the short one heads.
const PROSE: usize = 100;

pub(super) fn kind(page: &Page<'_>, at: usize) -> Option<BlockKind> {
    let line = &page.lines[at];
    let next = page.lines.get(at + 1);
    let above = at.checked_sub(1).and_then(|above| page.lines.get(above));
    let beside = |test: &dyn Fn(&Line<'_>) -> bool| next.is_some_and(test) || above.is_some_and(test);
    match () {
        () if cells(line.text) > 1 && beside(&|other| cells(other.text) == cells(line.text)) => Some(BlockKind::Table),
        () if bullet(line.text).is_some_and(|mark| beside(&|other| bullet(other.text) == Some(mark))) => {
            Some(BlockKind::List)
        }
        () if at > 0 && is_quotation(line.text) => Some(BlockKind::Quote),
        () if above.is_some() && next.is_some_and(|next| is_heading(line, next)) => Some(BlockKind::Heading),
        () => None,
    }
}

fn is_heading(line: &Line<'_>, next: &Line<'_>) -> bool {
    let words = line.words();
    let (characters, longest) = HEADING;
    let is_short = (1..=longest).contains(&words.len()) && line.text.chars().count() <= characters;
    let is_open = line.text.ends_with(['.', '۔', '،', '؛', '…', ',', '-', '"', '»', '”'])
        || line.text.contains([':', '؛'])
        || line.text.contains(". ");
    is_short
        && !is_open
        && !speaks(words)
        && !words.iter().any(|word| LISTS.reports.holds_word(word))
        && (next.text.len() >= PROSE || next.is_stopped())
        && next.text.len() > line.text.len()
}

/// Whether the whole line is one quotation, or is marked as one.
fn is_quotation(text: &str) -> bool {
    if text.starts_with("> ") {
        return true;
    }
    let inner = text.trim_end_matches(['.', '؟', '!']);
    let is_mark = |c: char| matches!(c, '"' | '«' | '»' | '“' | '”' | '„');
    inner.starts_with(is_mark) && inner.len() > 1 && inner.ends_with(is_mark) && inner.matches(is_mark).count() == 2
}

/// The kind of mark that opens a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bullet {
    Sign(char),
    Number,
}

fn bullet(text: &str) -> Option<Bullet> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if matches!(first, '•' | '■' | '▪' | '●' | '◦' | '○' | '·' | '*' | '-' | '–' | '—' | '✓' | '►' | '◄')
    {
        return chars.next().is_some_and(char::is_whitespace).then_some(Bullet::Sign(first));
    }
    let rest = text.strip_prefix('(').unwrap_or(text).trim_start_matches(char::is_numeric);
    let is_number = rest.len() < text.len() && text.len() - rest.len() <= 7;
    let stop = rest.trim_start();
    let is_stopped = ["- ", "– ", ". ", ") ", "-\u{a0}", ".\u{a0}"].iter().any(|mark| stop.starts_with(mark));
    (is_number && is_stopped).then_some(Bullet::Number)
}

/// How many cells a line of a table has: what tabs or upright strokes part. 1 where it is no such line.
fn cells(text: &str) -> usize {
    let strokes = text.matches('|').count();
    match text.matches('\t').count() {
        0 if strokes >= 2 => strokes + 1,
        tabs if text.len() / (tabs + 1) <= 120 => tabs + 1,
        _ => 1,
    }
}
