//! Spellings that stand for each other: the shipped list, and the reader's own.

use crate::fold::{Level, folded, is_of_word};

const SHIPPED: &str = include_str!("../../assets/synonyms.txt");

/// Groups of words that are searched as one. The format is that of `assets/synonyms.txt`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    groups: Vec<Vec<Entry>>,
}

/// One word of a group, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    word: String,
    /// It stands for all words that begin with it.
    is_beginning: bool,
}

impl Synonyms {
    /// The shipped groups.
    pub fn shipped() -> Synonyms {
        Synonyms::parse(SHIPPED).unwrap_or_default()
    }

    /// Groups, one a line, their words parted by blanks. Lines that begin with `#` say nothing.
    ///
    /// # Errors
    /// The number of the first line that is not two words or more, from 1.
    pub fn parse(text: &str) -> Result<Synonyms, usize> {
        let mut groups = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let group: Option<Vec<Entry>> = line.split_whitespace().map(entry).collect();
            groups.push(group.filter(|group| group.len() > 1).ok_or(at + 1)?);
        }
        Ok(Synonyms { groups })
    }

    /// These groups and those of `other`.
    #[must_use]
    pub fn and(mut self, other: Synonyms) -> Synonyms {
        self.groups.extend(other.groups);
        self
    }

    /// The other spellings of a folded word.
    pub(super) fn of(&self, loose: &str) -> Vec<String> {
        let mut found = Vec::new();
        for group in &self.groups {
            let Some(rest) = group.iter().find_map(|entry| entry.rest_of(loose)) else { continue };
            for entry in group {
                let word = if entry.is_beginning { format!("{}{rest}", entry.word) } else { entry.word.clone() };
                if word != loose && !found.contains(&word) {
                    found.push(word);
                }
            }
        }
        found
    }
}

impl Entry {
    /// What follows the entry in a word that it stands for.
    fn rest_of<'a>(&self, loose: &'a str) -> Option<&'a str> {
        let rest = loose.strip_prefix(&self.word)?;
        (self.is_beginning || rest.is_empty()).then_some(rest)
    }
}

fn entry(word: &str) -> Option<Entry> {
    let (bare, is_beginning) = match word.strip_suffix('*') {
        Some(bare) => (bare, true),
        None => (word, false),
    };
    let word = folded(bare, Level::Loose);
    (!word.is_empty() && word.chars().all(is_of_word)).then_some(Entry { word, is_beginning })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_list_is_understood() {
        assert!(Synonyms::parse(SHIPPED).is_ok_and(|list| list.groups.len() > 5));
        assert_eq!(Synonyms::shipped().of("امريكيه"), ["اميركيه"]);
    }

    #[test]
    fn words_of_one_line_stand_for_each_other() {
        let list = Synonyms::parse("# قائمة\nنتنياهو نتانياهو\n\nأمريك* أميرك*\n").expect("understood");
        assert_eq!(list.of("نتنياهو"), ["نتانياهو"]);
        assert_eq!(list.of("نتنياهوي"), [""; 0]);
        assert_eq!(list.of("اميركا"), ["امريكا"]);
        assert_eq!(list.of("قال"), [""; 0]);
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        assert_eq!(Synonyms::parse("أ ب\nوحيدة\n"), Err(2));
        assert_eq!(Synonyms::parse("أ !\n"), Err(1));
    }
}
