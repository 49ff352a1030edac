//! Words as names: for whoever must know that a name was changed, or why somebody has none.

use super::lexicon::{self as lex, Classes};
use super::sources::same_name as same;
use crate::fold::{Level, fold, folded};
use crate::span::Span;

/// What stands before a person's name.
const TITLES: Classes = Classes(lex::HONORIFIC.0 | lex::PERSON_HEAD.0);

/// The most words of a formula of anonymity.
const LONGEST: usize = 8;

/// Whether a word, folded at [`Level::Normal`], is a title or a calling; the article before it counts for nothing.
pub fn is_title(word: &str) -> bool {
    let is = |word| lex::word(word).is_some_and(|known| known.classes.has(TITLES));
    is(word) || word.strip_prefix("ال").is_some_and(is)
}

/// Whether two words, folded at [`Level::Normal`], can be one name over its spellings: ترامب and ترمب.
pub fn same_name(one: &str, other: &str) -> bool {
    same(one, other)
}

/// Whether two names are those of one institution: البنتاغون, وزارة الدفاع الأميركية.
pub fn same_institution(one: &str, other: &str) -> bool {
    let alias = |name: &str| {
        let folded = folded(name, Level::Normal);
        lex::phrase(folded.split_whitespace()).map(|known| known.alias).filter(|alias| *alias > 0)
    };
    alias(one).is_some_and(|number| alias(other) == Some(number))
}

/// The first words of `text` that say that somebody would not be named (طلب عدم ذكر اسمه), as bytes of it.
pub fn anonymity(text: &str) -> Option<Span> {
    let folded = fold(text, Level::Normal);
    let letters = folded.text();
    let mut words: Vec<Span> = Vec::new();
    let mut at = 0;
    for word in letters.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            words.push(Span::new(at, at + word.len()));
        }
        at +=
            word.len() + letters.get(at + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    (0..words.len()).find_map(|first| {
        let most = LONGEST.min(words.len() - first);
        (2..=most).rev().find_map(|length| {
            let these = words.get(first..first + length)?;
            let known = lex::phrase(these.iter().map(|word| word.of(letters)))?;
            let last = these.last()?;
            known.classes.has(lex::ANONYMITY).then(|| folded.original(Span { start: these[0].start, end: last.end }))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_titles_are_told() {
        assert!(is_title("الوزير") && is_title("رئيس") && !is_title("كتاب"));
        assert!(same_name("ترامب", "ترمب") && !same_name("علاوي", "علي"));
        assert!(same_institution("حلف شمال الأطلسي", "الناتو") && !same_institution("الناتو", "الناس"));
    }

    #[test]
    fn a_formula_of_anonymity_is_found_where_it_stands() {
        let text = "قال مسؤول، طَلَب عدم ذكر اسمه، إن العمل بدأ.";
        assert_eq!(anonymity(text).map(|span| span.of(text)), Some("طَلَب عدم ذكر اسمه"));
        assert_eq!(anonymity("قال مسؤول إن العمل بدأ"), None);
        assert_eq!(anonymity(""), None);
    }
}
