//! The same words in other articles: claims whose folded words are mostly the same.
//!
//! Two wordings are of one quotation where they share four words in a row and, counted as bags, at least six tenths of
//! their words (Dice). Four words in a row are looked up by their hash, so that the work is that of reading each claim
//! once, however many there are.

use std::collections::HashMap;

use crate::fold::{Level, fold_char, is_of_word};

/// How many words in a row two wordings share at least; shorter ones share all their words.
const ROW: usize = 4;

/// Fewer words are no quotation that one could know again.
const LEAST: usize = 3;

/// What is shared at least, of ten words.
const SHARED: usize = 6;

/// The words of a claim as hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Print {
    words: Vec<u64>,
    sorted: Vec<u64>,
}

impl Print {
    pub fn of(text: &str) -> Print {
        let mut words = Vec::new();
        let mut hash = START;
        for c in text.chars().chain([' ']) {
            match fold_char(c, Level::Normal) {
                Some(c) if is_of_word(c) => hash = mixed(hash, u64::from(u32::from(c))),
                Some(_) if hash != START => words.push(std::mem::replace(&mut hash, START)),
                _ => {}
            }
        }
        let mut sorted = words.clone();
        sorted.sort_unstable();
        Print { words, sorted }
    }

    /// The hashes of its rows of words.
    fn rows(&self) -> impl Iterator<Item = u64> + '_ {
        let length = ROW.min(self.words.len()).max(1);
        let whole = |row: &[u64]| row.iter().fold(START, |hash, word| mixed(hash, *word));
        self.words.windows(length).map(whole).filter(|_| self.words.len() >= LEAST)
    }

    /// How many of a hundred words the two share.
    fn shared(&self, other: &Print) -> usize {
        let (mut one, mut two) = (self.sorted.iter().peekable(), other.sorted.iter().peekable());
        let mut common = 0;
        while let (Some(first), Some(second)) = (one.peek(), two.peek()) {
            match first.cmp(second) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    common += 1;
                    one.next();
                    two.next();
                }
            }
        }
        200 * common / (self.words.len() + other.words.len()).max(1)
    }
}

/// Some claims, to which others are compared.
pub(super) struct Wanted<'a> {
    prints: &'a [Print],
    rows: HashMap<u64, Vec<usize>>,
}

impl<'a> Wanted<'a> {
    pub fn of(prints: &'a [Print]) -> Wanted<'a> {
        let mut rows: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, print) in prints.iter().enumerate() {
            for row in print.rows() {
                let known = rows.entry(row).or_default();
                if known.last() != Some(&at) {
                    known.push(at);
                }
            }
        }
        Wanted { prints, rows }
    }

    /// Which of the claims have the same words as this one, and how many of a hundred.
    pub fn like(&self, print: &Print) -> Vec<(usize, usize)> {
        let mut near: Vec<usize> = print.rows().filter_map(|row| self.rows.get(&row)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let shared = |at: usize| self.prints.get(at).map_or(0, |wanted| wanted.shared(print));
        near.into_iter().map(|at| (at, shared(at))).filter(|(_, shared)| *shared >= 10 * SHARED).collect()
    }
}

/// FNV-1a, of whole code points and hashes.
const START: u64 = 0xcbf2_9ce4_8422_2325;

const fn mixed(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, expected: bool) {
        let prints = [Print::of(one)];
        let like = !Wanted::of(&prints).like(&Print::of(other)).is_empty();
        assert_eq!(like, expected, "{one} / {other}");
    }

    #[test]
    fn wordings_of_one_quotation() {
        let whole = "السدّ آمن ولا خطر على القرى المجاورة هذا العام";
        check(whole, whole, true);
        check(whole, "السد آمن ولا خطر على القرى", true);
        check(whole, "إن السد آمن، ولا خطر على القرى القريبة هذا العام", true);
        check(whole, "خطر السد على القرى المجاورة آمن هذا", false);
        check(whole, "لا خطر على القرى المجاورة من الحرائق التي تندلع كل صيف قرب الحدود", false);
        check("لا تعليق", "لا تعليق", false);
        check("لا تعليق الآن", "لا تعليق الآن", true);
    }
}
