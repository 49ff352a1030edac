//! Which words are of names: those of the sources of articles, and those that the lexicon has as names of places and bodies.

use std::collections::HashSet;

use super::lexicon::{self as lex, Classes};
use super::model::{Extraction, SourceKind};
use crate::diff::{Tokens, peeled};

/// Names of the lexicon.
const NAMES: Classes = Classes(lex::COUNTRY.0 | lex::CITY.0 | lex::CAPITAL.0 | lex::ORG_NAME.0 | lex::AGENCY.0);

/// Words that stand beside the names of people and are none, with or without the article.
const BESIDE_PEOPLE: Classes =
    Classes(lex::PERSON_HEAD.0 | lex::GROUP_HEAD.0 | lex::HONORIFIC.0 | lex::ADJECTIVE.0 | lex::PREPOSITION.0);

/// Words that begin the names of bodies: without the article (وزارة الدفاع).
const HEADS: Classes = Classes(lex::ORG_HEAD.0 | lex::MEDIA_HEAD.0 | lex::DOC_HEAD.0);

/// The words of names, for telling whether two wordings differ in one.
///
/// ```
/// use isnad::claims::NameWords;
/// let names = NameWords::of(["جون كيربي"]);
/// assert!(names.holds("كيربي") && names.holds("وكيربي") && names.holds("بالعراق") && !names.holds("كتاب"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct NameWords {
    words: HashSet<String>,
}

impl NameWords {
    /// The words of these names, beside those of the lexicon.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> NameWords {
        let mut words = HashSet::new();
        for name in names {
            let tokens = Tokens::of(name);
            words.extend(tokens.keys().filter(|key| !is_beside_names(key)).map(bare).map(str::to_owned));
        }
        NameWords { words }
    }

    /// The words of the names of all people and bodies that speak in these articles.
    pub fn of_sources<'a>(found: impl IntoIterator<Item = &'a Extraction>) -> NameWords {
        let sources = found.into_iter().flat_map(|found| &found.sources);
        let named = sources.filter(|source| matches!(source.kind, SourceKind::Person | SourceKind::Organisation));
        NameWords::of(named.map(|source| source.name.as_str()))
    }

    /// Whether a folded word is of a name, clitics and article aside.
    pub fn holds(&self, key: &str) -> bool {
        peeled(key).any(|stem| self.words.contains(stem) || lex::word(stem).is_some_and(|word| word.classes.has(NAMES)))
    }
}

fn is_beside_names(key: &str) -> bool {
    let is = |word: &str, any: Classes| lex::word(word).is_some_and(|word| word.classes.has(any));
    key.chars().count() < 2 || is(key, HEADS) || is(key, BESIDE_PEOPLE) || is(bare(key), BESIDE_PEOPLE)
}

/// Without the article.
fn bare(key: &str) -> &str {
    key.strip_prefix("ال").unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], word: &str, expected: bool) {
        assert_eq!(NameWords::of(names.iter().copied()).holds(word), expected, "{word} of {names:?}");
    }

    #[test]
    fn words_of_names_and_no_others() {
        check(&["فؤاد حسين"], "حسين", true);
        check(&["فؤاد حسين"], "لحسين", true);
        check(&["الوزير فؤاد حسين"], "الوزير", false);
        check(&["وزارة الدفاع"], "وزارة", false);
        check(&["وزارة الدفاع"], "للدفاع", true);
        check(&[], "العراق", true);
        check(&[], "قال", false);
    }
}
