//! A text to its words: runs of letters and digits, folded; what parts the digits of one number belongs to it, and so do the
//! signs at its ends.

use crate::fold::{Folded, Level, fold, fold_char, is_of_word};
use crate::span::Span;

/// The words of a text, folded at `Level::Normal`, with their places.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    folded: Folded,
    words: Vec<Word>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    /// Where it is in the folded text.
    key: Span,
    /// Where it is in the text, the marks over its last letter included.
    span: Span,
}

impl Tokens {
    /// Cuts a text.
    pub fn of(text: &str) -> Tokens {
        let folded = fold(text, Level::Normal);
        let mut words = Vec::with_capacity(folded.text().len() / 8);
        let mut from: Option<usize> = None;
        let mut before = ' ';
        let mut letters = folded.text().char_indices().peekable();
        while let Some((at, c)) = letters.next() {
            let next = letters.peek().map_or(' ', |(_, next)| *next);
            if is_part(before, c, next) {
                from.get_or_insert(at);
            } else if let Some(from) = from.take() {
                push(&mut words, word(&folded, Span::new(from, at), text));
            }
            before = c;
        }
        if let Some(from) = from {
            push(&mut words, word(&folded, Span::new(from, folded.text().len()), text));
        }
        Tokens { folded, words }
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The folded words, in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.words.iter().map(|word| word.key.of(self.folded.text()))
    }

    /// Where word number `at` stands in the text, in bytes; empty where there is no such word.
    pub fn span(&self, at: usize) -> Span {
        self.words.get(at).map_or(Span::default(), |word| word.span)
    }
}

/// Whether `c`, between two letters, belongs to a word.
fn is_part(before: char, c: char, next: char) -> bool {
    let digit = |c: char| c.is_numeric();
    match c {
        '.' | ',' | ':' | '/' | '-' | '\u{2013}' | '\u{2212}' if digit(before) && digit(next) => true,
        '-' | '+' | '\u{2212}' => digit(next) && !is_of_word(before),
        '%' | '٪' | '‰' | '°' => digit(before),
        '$' | '€' | '£' => digit(before) || digit(next),
        c => is_of_word(c),
    }
}

/// Adds a word; with the one before it where one letter of the text stands for both (ﷺ).
fn push(words: &mut Vec<Word>, word: Word) {
    match words.last_mut().filter(|last| word.span.start < last.span.end) {
        Some(last) => (last.key.end, last.span.end) = (word.key.end, last.span.end.max(word.span.end)),
        None => words.push(word),
    }
}

fn word(folded: &Folded, key: Span, text: &str) -> Word {
    let Span { start, end } = folded.original(key);
    let rest = Span { start: end, end: Span::new(0, text.len()).end }.of(text);
    // A mark belongs to the letter before it. Invisible controls of direction do no harm there.
    let marks = rest.find(|c| fold_char(c, Level::Normal).is_some()).unwrap_or(rest.len());
    Word { key, span: Span::new(start.0, end.0 + marks) }
}
