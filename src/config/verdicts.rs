//! The vocabulary of verdicts: one of `assets/verdicts/`, or another file of that form.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use super::error::{ConfigError, line_of};
use crate::words::Language;

/// The verdicts that a reader may give, in the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// What is shown where there is no verdict.
    pub none: Label,
    /// The verdicts.
    #[serde(rename = "verdict")]
    pub verdicts: Vec<Verdict>,
}

/// One verdict.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// What the library and exports keep.
    pub id: String,
    /// Its name in Arabic.
    pub ar: String,
    /// Its name in English.
    pub en: String,
    /// Its number in ClaimReview, 5 best and 1 worst, where it has one.
    pub rating: Option<u8>,
}

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// In Arabic.
    pub ar: String,
    /// In English.
    pub en: String,
}

/// The vocabularies that ship with the program, by name; the first one is that of a user who names none.
const SHIPPED: [(&str, &str); 5] = [
    ("default", include_str!("../../assets/verdicts/default.toml")),
    ("meta-ar", include_str!("../../assets/verdicts/meta-ar.toml")),
    ("afcn-like", include_str!("../../assets/verdicts/afcn-like.toml")),
    ("admiralty", include_str!("../../assets/verdicts/admiralty.toml")),
    ("custom", include_str!("../../assets/verdicts/custom.toml")),
];

/// Which vocabulary is wished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerdictsWish {
    /// A shipped one, by its name.
    Shipped(String),
    /// That in a file.
    File(PathBuf),
}

impl VerdictsWish {
    /// A name of a shipped vocabulary, or else a path from `folder`.
    pub fn of(word: &str, folder: &Path) -> VerdictsWish {
        match shipped().iter().any(|(name, _)| *name == word) {
            true => VerdictsWish::Shipped(word.to_owned()),
            false => VerdictsWish::File(folder.join(word)),
        }
    }

    /// The vocabulary that is wished.
    ///
    /// # Errors
    /// Where its file cannot be read or says what is not understood.
    pub fn read(&self) -> Result<Vocabulary, ConfigError> {
        match self {
            VerdictsWish::Shipped(wished) => {
                let found = shipped().iter().find(|(name, _)| name == wished);
                Ok(found.unwrap_or(&shipped()[0]).1.clone())
            }
            VerdictsWish::File(path) => {
                let text = fs::read_to_string(path)
                    .map_err(|error| ConfigError::in_file(path, None, format!("cannot be read: {error}")))?;
                Vocabulary::from_toml(&text, path)
            }
        }
    }
}

/// The shipped vocabularies with their names.
fn shipped() -> &'static [(&'static str, Vocabulary)] {
    static READ: LazyLock<Vec<(&str, Vocabulary)>> = LazyLock::new(|| {
        let read = |(name, text): (&'static str, &str)| {
            (name, Vocabulary::from_toml(text, Path::new(name)).expect("a test reads the shipped verdicts"))
        };
        SHIPPED.into_iter().map(read).collect()
    });
    &READ
}

static IN_FORCE: OnceLock<Vocabulary> = OnceLock::new();

/// The vocabulary in force: that of [`use_verdicts`], or the default one.
pub fn verdicts() -> &'static Vocabulary {
    IN_FORCE.get().unwrap_or(&shipped()[0].1)
}

/// Puts a vocabulary in force for as long as the program runs: once, before anything is shown. Says whether it was the
/// first one.
pub fn use_verdicts(vocabulary: Vocabulary) -> bool {
    IN_FORCE.set(vocabulary).is_ok()
}

impl Vocabulary {
    /// Reads a vocabulary. `path` is named in errors, and not read.
    pub fn from_toml(text: &str, path: &Path) -> Result<Vocabulary, ConfigError> {
        let vocabulary: Vocabulary = toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| line_of(text, span.start));
            ConfigError::in_file(path, line, error.message())
        })?;
        for (at, verdict) in vocabulary.verdicts.iter().enumerate() {
            let says = |what: &str| Err(ConfigError::in_file(path, None, format!("verdict `{}`: {what}", verdict.id)));
            if verdict.id.is_empty() || verdict.ar.is_empty() || verdict.en.is_empty() {
                return says("`id`, `ar` and `en` must not be empty");
            }
            if vocabulary.verdicts.iter().take(at).any(|earlier| earlier.id == verdict.id) {
                return says("this `id` is used twice");
            }
            if verdict.rating.is_some_and(|rating| !(1..=5).contains(&rating)) {
                return says("`rating` must be from 1 to 5");
            }
        }
        Ok(vocabulary)
    }

    /// The verdict with this id.
    pub fn get(&self, id: &str) -> Option<&Verdict> {
        self.verdicts.iter().find(|verdict| verdict.id == id)
    }

    /// The name of a stored verdict; of one that this vocabulary does not have, that in a shipped one, or else its id.
    pub fn name<'a>(&'a self, id: Option<&'a str>, language: Language) -> &'a str {
        let (ar, en) = match id {
            None => (&self.none.ar, &self.none.en),
            Some(id) => match self.get(id).or_else(|| shipped().iter().find_map(|(_, other)| other.get(id))) {
                Some(verdict) => (&verdict.ar, &verdict.en),
                None => return id,
            },
        };
        match language {
            Language::Arabic => ar,
            Language::English => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_verdicts_are_read() {
        let ratings: Vec<_> = verdicts().verdicts.iter().map(|verdict| verdict.rating).collect();
        assert_eq!(ratings, [Some(5), Some(4), Some(3), Some(2), Some(1), None, None]);
        assert_eq!(verdicts().name(Some("misleading"), Language::Arabic), "مضلل");
        assert_eq!(verdicts().name(None, Language::Arabic), "بلا حكم");
        assert_eq!(verdicts().name(Some("of-another-desk"), Language::English), "of-another-desk");
        // Of a shipped vocabulary that is not in force.
        assert_eq!(verdicts().name(Some("inaccurate"), Language::Arabic), "غير دقيق");
        for (name, _) in SHIPPED {
            let vocabulary = VerdictsWish::of(name, Path::new("")).read().expect(name);
            assert!((1..=9).contains(&vocabulary.verdicts.len()), "each has a digit: {name}");
            assert!(vocabulary.verdicts.iter().any(|verdict| verdict.rating == Some(5)), "{name}");
        }
    }

    fn check_refused(text: &str, expected: &str) {
        let error = Vocabulary::from_toml(text, Path::new("v.toml")).expect_err("refused").to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn a_vocabulary_that_is_not_understood_says_where() {
        let none = "[none]\nar = \"لا\"\nen = \"no\"\n";
        let verdict = "[[verdict]]\nid = \"x\"\nar = \"س\"\nen = \"x\"\n";
        check_refused("[none]\nar = \"لا\"\nen = 3\n", "v.toml:3: ");
        check_refused(&format!("{none}{verdict}colour = 1\n"), "v.toml:8: ");
        check_refused(&format!("{none}{verdict}{verdict}"), "verdict `x`: this `id` is used twice");
        check_refused(&format!("{none}{verdict}rating = 6\n"), "from 1 to 5");
        check_refused(&format!("{none}[[verdict]]\nid = \"\"\nar = \"س\"\nen = \"x\"\n"), "must not be empty");
    }
}
