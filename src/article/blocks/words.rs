//! Lines as folded words, and the word lists of `assets/article/`.

use std::sync::LazyLock;

use crate::fold::{Level, fold_char, folded, is_of_word};
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
        out.add_text(text);
        out
    }

    fn add_text(&mut self, text: &str) {
        if text.chars().any(is_compatibility_form) {
            self.add(folded(text, Level::Normal).chars());
        } else {
            self.add(text.chars().filter_map(|c| fold_char(c, Level::Normal)));
        }
    }

    fn add(&mut self, folded: impl Iterator<Item = char>) {
        let mut last = None;
        for c in folded {
            let kind = is_of_word(c).then(|| c.is_ascii_alphabetic());
            if kind != last && last.is_some() {
                self.end_word();
            }
            if kind.is_some() {
                self.joined.push(c);
            }
            last = kind;
        }
        if last.is_some() {
            self.end_word();
        }
    }

    fn end_word(&mut self) {
        self.ends.push(self.joined.len());
        self.joined.push(' ');
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

/// A list of phrases, matched as folded words. Lists are read at every start: all phrases share one string, in order.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    words: Words,
    /// Where each phrase is, sorted by the phrase.
    at: Vec<Span>,
}

impl Phrases {
    fn of<'a>(phrases: impl Iterator<Item = &'a str>) -> Phrases {
        let mut out = Phrases::default();
        for phrase in phrases {
            let start = out.words.joined.len();
            out.words.add_text(phrase);
            // Behind the last word stands a blank.
            let end = out.words.joined.len().saturating_sub(1);
            if start < end {
                out.at.push(Span::new(start, end));
            }
        }
        out.at.sort_unstable_by(|one, other| one.of(&out.words.joined).cmp(other.of(&out.words.joined)));
        out
    }

    fn contains(&self, phrase: &str) -> bool {
        self.at.binary_search_by(|span| span.of(&self.words.joined).cmp(phrase)).is_ok()
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
    pub reports: Phrases,
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
    reports: plain(include_str!("../../../assets/article/reports.txt")),
    bylines: marked(include_str!("../../../assets/article/bylines.txt")),
    furniture: marked(include_str!("../../../assets/article/furniture.txt")),
});

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn plain(list: &'static str) -> Phrases {
    Phrases::of(entries(list))
}

fn marked(list: &'static str) -> Marked {
    let of = |sign: &'static str| {
        Phrases::of(
            entries(list)
                .filter_map(move |entry| entry.split_once(' ').filter(|(mark, _)| *mark == sign))
                .map(|(_, phrase)| phrase),
        )
    };
    Marked { whole: of("="), start: of("^"), label: of(":") }
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
        const FILES: [(&str, &str, bool); 8] = [
            ("agencies.txt", include_str!("../../../assets/article/agencies.txt"), false),
            ("places.txt", include_str!("../../../assets/article/places.txt"), false),
            ("dates.txt", include_str!("../../../assets/article/dates.txt"), false),
            ("credits.txt", include_str!("../../../assets/article/credits.txt"), false),
            ("speech.txt", include_str!("../../../assets/article/speech.txt"), false),
            ("reports.txt", include_str!("../../../assets/article/reports.txt"), false),
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
