//! A folded text in words, numbers in digits, and marks.

use super::lexicon::{LONGEST, Role, peeled, roles};
use crate::fold::{Level, fold, fold_char, is_of_word};
use crate::span::Span;

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// Where it is in the original.
    pub span: Span,
    /// The letters, folded.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// Whether nothing stands between it and the token before.
    pub touches: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits, with marks between them where they are one number.
    Digits(f64),
    /// Anything else.
    Mark,
}

/// The tokens of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let folded = fold(text, Level::Loose);
    let letters = folded.text();
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut last = usize::MAX;
    while let Some(first) = letters.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let rest = letters.get(at..).unwrap_or("");
        let (length, kind) = if first.is_ascii_digit() {
            let (length, value) = number(rest);
            (length, Kind::Digits(value))
        } else if is_of_word(first) {
            (rest.find(|c: char| !is_of_word(c) || c.is_ascii_digit()).unwrap_or(rest.len()), Kind::Word)
        } else {
            (first.len_utf8(), Kind::Mark)
        };
        let place = Span::new(at, at + length);
        let span = with_what_is_dropped(text, folded.original(place), kind);
        tokens.push(Token { span, text: place.of(letters).to_owned(), kind, touches: at == last });
        at += length;
        last = at;
    }
    tokens
}

/// A word with the hamza and the marks at its end, which folding drops.
fn with_what_is_dropped(text: &str, span: Span, kind: Kind) -> Span {
    if kind != Kind::Word {
        return span;
    }
    let rest = text.get(span.end.0..).unwrap_or("");
    let end = rest.find(|c: char| c.is_ascii() || fold_char(c, Level::Loose).is_some()).unwrap_or(rest.len());
    Span::new(span.start.0, span.end.0 + end)
}

/// The number at the start of folded letters, which begin with a digit: its bytes and its value.
///
/// A comma, or a point that comes more than once, before three digits parts thousands; else it begins the fraction.
fn number(letters: &str) -> (usize, f64) {
    let bytes = letters.as_bytes();
    let digits = |from: usize| bytes.get(from..).unwrap_or(&[]).iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut groups = vec![Span::new(0, end)];
    let mut marks = Vec::new();
    while let Some(mark @ (b'.' | b',')) = bytes.get(end).copied() {
        let length = digits(end + 1);
        if length == 0 {
            break;
        }
        groups.push(Span::new(end + 1, end + 1 + length));
        marks.push(mark);
        end += 1 + length;
    }
    let thousands = |at: usize| {
        let parts = marks[at] == b',' || marks.iter().filter(|mark| **mark == b'.').count() > 1;
        parts && groups[at + 1].len() == 3 && groups[0].len() <= 3
    };
    let mut plain = groups[0].of(letters).to_owned();
    let mut used = groups[0].end.0;
    for at in 0..marks.len() {
        let is_fraction = !thousands(at);
        if is_fraction {
            plain.push('.');
        }
        plain.push_str(groups[at + 1].of(letters));
        used = groups[at + 1].end.0;
        if is_fraction {
            break;
        }
    }
    (used, plain.parse().unwrap_or(f64::NAN))
}

/// Tokens to be read from the left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tokens<'a>(pub &'a [Token]);

impl<'a> Tokens<'a> {
    /// The token at `at`.
    pub fn get(self, at: usize) -> Option<&'a Token> {
        self.0.get(at)
    }

    /// The number in digits at `at`.
    pub fn digits(self, at: usize) -> Option<f64> {
        match self.0.get(at)?.kind {
            Kind::Digits(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the mark or word `text`, folded, stands at `at`.
    pub fn is(self, at: usize, text: &str) -> bool {
        self.0.get(at).is_some_and(|token| token.text == text)
    }

    /// What `read` takes of the roles of the words from `at`, the longest entry first; with the number of words.
    /// Clitics before the first word, and the article before a further one, may be peeled.
    pub fn role<T>(self, at: usize, read: impl Fn(Role) -> Option<T>) -> Option<(T, usize)> {
        (1..=LONGEST).rev().find_map(|length| {
            let words = self.0.get(at..at + length)?;
            let rest: String = words[1..].iter().map(|token| format!(" {}", token.text)).collect();
            if roles(&words[0].text).contains(&Role::Not) {
                return None;
            }
            let mut firsts = peeled(&words[0].text);
            firsts.find_map(|first| {
                let found = roles(&format!("{first}{rest}")).iter().find_map(|role| read(*role));
                found.map(|found| (found, length))
            })
        })
    }

    /// The same of the words as they stand, with no more than "and" before them.
    pub fn role_as_written<T>(self, at: usize, read: impl Fn(Role) -> Option<T>) -> Option<(T, usize)> {
        (1..=LONGEST).rev().find_map(|length| {
            let words = self.0.get(at..at + length)?;
            let whole: Vec<&str> = words.iter().map(|token| token.text.as_str()).collect();
            let found = roles(&whole.join(" ")).iter().find_map(|role| read(*role));
            found.map(|found| (found, length))
        })
    }

    /// Whether the word at `at` begins with "and", so that it goes on with the number before it.
    pub fn goes_on(self, at: usize) -> bool {
        self.0.get(at).is_some_and(|token| token.kind == Kind::Word && token.text.starts_with('و'))
    }

    /// Whether the first of the tokens `range` touches the one before, and each touches the next.
    pub fn touch(self, range: std::ops::Range<usize>) -> bool {
        self.0.get(range).is_some_and(|tokens| tokens.iter().all(|token| token.touches))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[f64]) {
        let tokens = tokens(text);
        let found: Vec<f64> = (0..tokens.len()).filter_map(|at| Tokens(&tokens).digits(at)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn digits_of_every_script_with_their_marks() {
        check("٢٥٠٠ و۱۲ و7", &[2500.0, 12.0, 7.0]);
        check("1,250,000 و1.250.000 و١٬٢٥٠٬٠٠٠", &[1_250_000.0, 1_250_000.0, 1_250_000.0]);
        check("3.5 و٣٫٥ و3,5", &[3.5, 3.5, 3.5]);
        check("12.", &[12.0]);
        check("1,2500", &[1.25]);
        check("22.7.2021", &[22.7, 2021.0]);
    }

    #[test]
    fn places_are_those_of_the_original() {
        let text = "بَلَغَ ٥٪";
        let found = tokens(text);
        assert_eq!(found[1].span.of(text), "٥");
        assert!(found[2].touches && !found[1].touches);
    }
}
