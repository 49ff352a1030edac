//! Lines as folded words, and the word lists of `assets/article/`.

use super::cut::cut;
use crate::fold::{Level, fold_char, folded};
use crate::span::Span;

/// The words of a piece of text, folded: letters and digits only, cut also where Latin and Arabic letters touch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Words {
    /// The words with a blank after each.
    joined: String,
    /// Where each word's blank is.
    ends: Vec<usize>,
}

impl Words {
    pub(super) fn of(text: &str) -> Words {
        let mut out = Words { joined: String::with_capacity(text.len() + 1), ends: Vec::new() };
        if text.chars().any(is_compatibility_form) {
            cut(folded(text, Level::Normal).chars(), &mut out.joined, &mut out.ends);
        } else {
            cut(text.chars().filter_map(|c| fold_char(c, Level::Normal)), &mut out.joined, &mut out.ends);
        }
        out
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub(super) fn first(&self) -> Option<&str> {
        self.iter().next()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.phrase(at, 1))
    }

    /// `count` words from number `at` on, with a blank between each two.
    fn phrase(&self, at: usize, count: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] + 1);
        Span::new(start, self.ends[at + count - 1]).of(&self.joined)
    }

    fn all(&self) -> &str {
        self.joined.trim_end()
    }
}

/// Letters that only a full folding takes apart: presentation forms, ligatures, wide forms.
fn is_compatibility_form(c: char) -> bool {
    c >= '\u{f900}'
}

/// The longest phrase of a list has at most so many words.
const LONGEST: usize = 5;

/// A list of phrases, matched as folded words. `build.rs` writes them down folded, cut and sorted.
#[derive(Debug)]
pub(super) struct Phrases {
    /// All phrases, their words parted by a blank.
    joined: &'static str,
    /// Where each phrase is, sorted by the phrase.
    at: &'static [(u16, u16)],
}

impl Phrases {
    fn phrase(&self, (start, end): (u16, u16)) -> &'static str {
        Span::new(start.into(), end.into()).of(self.joined)
    }

    fn contains(&self, phrase: &str) -> bool {
        self.at.binary_search_by(|&at| self.phrase(at).cmp(phrase)).is_ok()
    }

    /// Whether all the words are one phrase.
    pub(super) fn holds(&self, words: &Words) -> bool {
        self.contains(words.all())
    }

    /// Whether this one folded word is a phrase.
    pub(super) fn holds_word(&self, word: &str) -> bool {
        self.contains(word)
    }

    /// The number of words of the longest phrase that `words` starts with.
    pub(super) fn opens(&self, words: &Words) -> Option<usize> {
        self.longest_at(words, 0)
    }

    /// The same after `prefix`, a letter written together with the first word.
    pub(super) fn opens_after(&self, prefix: char, words: &Words) -> Option<usize> {
        let most = words.len().min(LONGEST);
        (1..=most)
            .rev()
            .find(|&count| words.phrase(0, count).strip_prefix(prefix).is_some_and(|rest| self.contains(rest)))
    }

    /// Whether the words are phrases of the lists, one after the other.
    pub(super) fn spell(lists: &[&Phrases], words: &Words) -> bool {
        let mut at = 0;
        while at < words.len() {
            match lists.iter().filter_map(|list| list.longest_at(words, at)).max() {
                Some(count) => at += count,
                None => return false,
            }
        }
        !words.is_empty()
    }

    fn longest_at(&self, words: &Words, at: usize) -> Option<usize> {
        let most = (words.len() - at).min(LONGEST);
        (1..=most).rev().find(|&count| self.contains(words.phrase(at, count)))
    }
}

/// Phrases that must be a whole line, start a short line, or stand before a colon.
#[derive(Debug)]
pub(super) struct Marked {
    /// `=`: the whole line.
    pub whole: Phrases,
    /// `^`: the start of a short line.
    pub start: Phrases,
    /// `:`: the start of a line, with a colon or the line's end after it.
    pub label: Phrases,
}

/// All the lists.
#[derive(Debug)]
pub(super) struct Lists {
    pub agencies: Phrases,
    pub places: Phrases,
    pub dates: Phrases,
    pub credits: Phrases,
    pub speech: Phrases,
    pub reports: Phrases,
    pub bylines: Marked,
    pub furniture: Marked,
}

include!(concat!(env!("OUT_DIR"), "/article_lists.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_cut_where_scripts_touch() {
        let words = Words::of("time reading iconدقائق القِراءة - 7");
        assert_eq!(words.iter().collect::<Vec<_>>(), ["time", "reading", "icon", "دقائق", "القراءة", "7"]);
    }

    #[test]
    fn every_entry_of_every_list_is_read() {
        let of = |marked: &'static Marked| [&marked.whole, &marked.start, &marked.label];
        let files: [(&str, &str, &[&Phrases], bool); 8] = [
            ("agencies.txt", include_str!("../../../assets/article/agencies.txt"), &[&LISTS.agencies], false),
            ("places.txt", include_str!("../../../assets/article/places.txt"), &[&LISTS.places], false),
            ("dates.txt", include_str!("../../../assets/article/dates.txt"), &[&LISTS.dates], false),
            ("credits.txt", include_str!("../../../assets/article/credits.txt"), &[&LISTS.credits], false),
            ("speech.txt", include_str!("../../../assets/article/speech.txt"), &[&LISTS.speech], false),
            ("reports.txt", include_str!("../../../assets/article/reports.txt"), &[&LISTS.reports], false),
            ("bylines.txt", include_str!("../../../assets/article/bylines.txt"), &of(&LISTS.bylines), true),
            ("furniture.txt", include_str!("../../../assets/article/furniture.txt"), &of(&LISTS.furniture), true),
        ];
        for (name, list, lists, is_marked) in files {
            for (at, line) in list.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
                let place = format!("assets/article/{name}:{}", at + 1);
                let phrase = match line.split_once(' ') {
                    Some(("=" | "^" | ":", phrase)) if is_marked => phrase,
                    _ => line,
                };
                assert_eq!(is_marked, phrase != line, "{place}: needs one of = ^ : and a blank before the phrase");
                assert_eq!(line.trim(), line, "{place}: blanks around the entry");
                let words = Words::of(phrase);
                assert!((1..=LONGEST).contains(&words.len()), "{place}: 1 to {LONGEST} words");
                assert!(lists.iter().any(|list| list.holds(&words)), "{place}: folded in another way");
            }
        }
    }
}
