//! Words of a text, and the words by which it is indexed.

use std::collections::HashSet;

use crate::fold::{Level, folded, is_of_word};
use crate::span::Span;

/// Stands before an index word that is spelled as in the text; those without it are folded.
pub(super) const AS_WRITTEN: char = '=';

/// What is left of a word when something is taken from its beginning has at least so many letters.
const LEAST: usize = 3;

/// Longer words are indexed by their beginning: so many letters.
const LONGEST: usize = 40;

/// The words by which a text is found, parted by blanks, each once, in the order of the text: every word folded; without
/// what may be joined to its beginning; and as it is written, after an equals sign, where folding changes it.
///
/// What it gives is in every library that was ever written: where it changes, a migration must index anew.
///
/// ```
/// assert_eq!(isnad::search::index_words("والأسعار"), "والاسعار الاسعار اسعار =والأسعار");
/// ```
pub fn index_words(text: &str) -> String {
    let exact = folded(text, Level::Exact);
    let mut known: HashSet<&str> = HashSet::new();
    let mut out = Index::default();
    for span in spans(&exact) {
        let word = span.of(&exact);
        if known.insert(word) {
            out.add_word(word);
        }
    }
    out.words
}

/// Index words on their way.
#[derive(Default)]
struct Index {
    words: String,
    given: HashSet<String>,
}

impl Index {
    fn add_word(&mut self, exact: &str) {
        let loose = folded(exact, Level::Loose);
        let mut forms = Vec::new();
        bare_forms(&loose, &mut forms);
        for form in forms {
            self.add(head(form).to_owned());
        }
        if loose != exact {
            self.add(as_written(exact));
        }
    }

    fn add(&mut self, word: String) {
        if word.is_empty() || self.given.contains(&word) {
            return;
        }
        if !self.words.is_empty() {
            self.words.push(' ');
        }
        self.words.push_str(&word);
        self.given.insert(word);
    }
}

/// The index word of a word as it is written.
pub(super) fn as_written(exact: &str) -> String {
    let head = head(exact);
    let mut word = String::with_capacity(head.len() + 1);
    word.push(AS_WRITTEN);
    word.push_str(head);
    word
}

/// As much of a word as is indexed.
pub(super) fn head(word: &str) -> &str {
    let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(at, _)| at);
    Span::new(0, end).of(word)
}

/// A folded word, and what is left of it without what may be joined to its beginning: و or ف, then ب, ل or ك, then ال.
pub(super) fn bare_forms<'a>(loose: &'a str, out: &mut Vec<&'a str>) {
    out.push(loose);
    let conjoined = without(loose, &["و", "ف"]);
    for start in std::iter::once(loose).chain(conjoined) {
        let prefixed = without(start, &["ب", "ل", "ك"]);
        let forms = [conjoined.filter(|rest| *rest == start), without(start, &["ال", "لل"]), prefixed];
        let inner = prefixed.and_then(|rest| without(rest, &["ال"]));
        for form in forms.into_iter().chain([inner]).flatten() {
            if !out.contains(&form) {
                out.push(form);
            }
        }
    }
}

fn without<'a>(word: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    let rest = beginnings.iter().find_map(|beginning| word.strip_prefix(beginning))?;
    (rest.chars().nth(LEAST - 1).is_some()).then_some(rest)
}

/// The words of a text that is folded already.
pub(super) fn spans(folded: &str) -> impl Iterator<Item = Span> + '_ {
    let mut rest = folded.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|(_, c)| is_of_word(*c))?;
        while rest.next_if(|(_, c)| is_of_word(*c)).is_some() {}
        let end = rest.peek().map_or(folded.len(), |(at, _)| *at);
        Some(Span::new(start, end))
    })
}

/// The word that holds the byte at `at`, which is of a word.
pub(super) fn around(text: &str, at: Span) -> Span {
    let (before, after) = (Span::new(0, at.start.0).of(text), Span::new(at.end.0, text.len()).of(text));
    let start = before.char_indices().rev().take_while(|(_, c)| is_of_word(*c)).last().map_or(at.start.0, |(at, _)| at);
    let end = after.char_indices().find(|(_, c)| !is_of_word(*c)).map_or(text.len(), |(end, _)| at.end.0 + end);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str) {
        assert_eq!(index_words(text), words, "{text}");
    }

    #[test]
    fn a_word_is_indexed_folded_bare_and_as_written() {
        check("قال", "قال");
        check("قال قال", "قال");
        check("أسعار", "اسعار =أسعار");
        check("بأسعارها", "باسعارها اسعارها =بأسعارها");
        check("وبالأسعار", "وبالاسعار بالاسعار الاسعار اسعار =وبالأسعار");
        check("للوزير", "للوزير وزير لوزير");
        check("وزير", "وزير زير");
        check("قَالَ، ٢٠٢٠", "قال =قَالَ 2020 =٢٠٢٠");
        check("NATO-", "nato =NATO");
        check("", "");
        check("ء \u{64b}", "=ء =\u{64b}");
    }

    #[test]
    fn a_long_word_is_indexed_by_its_beginning() {
        check(&"x".repeat(1000), &"x".repeat(40));
    }

    #[test]
    fn words_round_a_place() {
        let text = "قال والأسعار ثم";
        let at = text.find("سعار").expect("there");
        assert_eq!(around(text, Span::new(at, at + 4)).of(text), "والأسعار");
    }
}
