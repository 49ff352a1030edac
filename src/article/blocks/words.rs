//! Lines as folded words, and the word lists of `assets/article/`.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::fold::{Level, folded};

/// The words of a piece of text, folded: letters and digits only, cut also where Latin and Arabic letters touch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(text: &str) -> Words {
        let mut out: Vec<String> = Vec::new();
        let mut last = None;
        for c in folded(text, Level::Normal).chars() {
            let kind = c.is_alphanumeric().then(|| c.is_ascii_alphabetic());
            match (kind, out.last_mut()) {
                (None, _) => {}
                (Some(_), Some(word)) if kind == last => word.push(c),
                (Some(_), _) => out.push(c.to_string()),
            }
            last = kind;
        }
        Words(out)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn first(&self) -> Option<&str> {
        self.0.first().map(String::as_str)
    }

    /// The same words without `prefix` before the first one.
    pub(super) fn without(&self, prefix: char) -> Option<Words> {
        let (first, rest) = self.0.split_first()?;
        let bare = first.strip_prefix(prefix).filter(|bare| !bare.is_empty())?;
        Some(Words(std::iter::once(bare.to_owned()).chain(rest.iter().take(LONGEST).cloned()).collect()))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// The longest phrase of a list has at most so many words.
const LONGEST: usize = 5;

/// A list of phrases, matched as folded words.
#[derive(Debug, Default)]
pub(super) struct Phrases(HashSet<Vec<String>>);

impl Phrases {
    fn add(&mut self, phrase: &str) {
        let words = Words::of(phrase).0;
        if !words.is_empty() {
            self.0.insert(words);
        }
    }

    /// Whether all the words are one phrase.
    pub(super) fn holds(&self, words: &Words) -> bool {
        self.0.contains(&words.0)
    }

    /// Whether this one word is a phrase.
    pub(super) fn holds_word(&self, word: &str) -> bool {
        self.0.contains(std::slice::from_ref(&word.to_owned()))
    }

    /// The number of words of the longest phrase that `words` starts with.
    pub(super) fn opens(&self, words: &Words) -> Option<usize> {
        (1..=words.len().min(LONGEST)).rev().find(|&len| self.0.contains(&words.0[..len]))
    }

    /// Whether the words are phrases of the lists, one after the other.
    pub(super) fn spell(lists: &[&Phrases], words: &Words) -> bool {
        let mut rest = words.0.as_slice();
        while !rest.is_empty() {
            let longest =
                (1..=rest.len().min(LONGEST)).rev().find(|&len| lists.iter().any(|list| list.0.contains(&rest[..len])));
            match longest {
                Some(len) => rest = &rest[len..],
                None => return false,
            }
        }
        !words.is_empty()
    }
}

/// Phrases that must be a whole line, start a short line, or stand before a colon.
#[derive(Debug, Default)]
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
    pub bylines: Marked,
    pub furniture: Marked,
}

/// The lists, read once.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    agencies: plain(include_str!("../../../assets/article/agencies.txt")),
    places: plain(include_str!("../../../assets/article/places.txt")),
    dates: plain(include_str!("../../../assets/article/dates.txt")),
    credits: plain(include_str!("../../../assets/article/credits.txt")),
    speech: plain(include_str!("../../../assets/article/speech.txt")),
    bylines: marked(include_str!("../../../assets/article/bylines.txt")),
    furniture: marked(include_str!("../../../assets/article/furniture.txt")),
});

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn plain(list: &'static str) -> Phrases {
    let mut out = Phrases::default();
    entries(list).for_each(|entry| out.add(entry));
    out
}

fn marked(list: &'static str) -> Marked {
    let mut out = Marked::default();
    for entry in entries(list) {
        match entry.split_once(' ') {
            Some(("=", phrase)) => out.whole.add(phrase),
            Some(("^", phrase)) => out.start.add(phrase),
            Some((":", phrase)) => out.label.add(phrase),
            _ => {}
        }
    }
    out
}

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
        const FILES: [(&str, &str, bool); 7] = [
            ("agencies.txt", include_str!("../../../assets/article/agencies.txt"), false),
            ("places.txt", include_str!("../../../assets/article/places.txt"), false),
            ("dates.txt", include_str!("../../../assets/article/dates.txt"), false),
            ("credits.txt", include_str!("../../../assets/article/credits.txt"), false),
            ("speech.txt", include_str!("../../../assets/article/speech.txt"), false),
            ("bylines.txt", include_str!("../../../assets/article/bylines.txt"), true),
            ("furniture.txt", include_str!("../../../assets/article/furniture.txt"), true),
        ];
        for (name, list, is_marked) in FILES {
            for (at, line) in list.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
                let place = format!("assets/article/{name}:{}", at + 1);
                let phrase = match line.split_once(' ') {
                    Some(("=" | "^" | ":", phrase)) if is_marked => phrase,
                    _ => line,
                };
                assert_eq!(is_marked, phrase != line, "{place}: needs one of = ^ : and a blank before the phrase");
                assert_eq!(line.trim(), line, "{place}: blanks around the entry");
                assert!((1..=LONGEST).contains(&Words::of(phrase).len()), "{place}: 1 to {LONGEST} words");
            }
        }
    }
}
