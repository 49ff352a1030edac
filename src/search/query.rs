//! What was typed: words, and phrases in quotation marks, which are exact.

use std::str::FromStr;

use super::synonyms::Synonyms;
use super::words::{as_written, bare_forms, head, spans};
use crate::fold::{Level, folded};

/// How far a word in a text may be from the one that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// As written.
    Exact,
    /// Marks, alef and yeh forms, digits and case made equal.
    Normal,
    /// Also teh marbuta and all hamzas.
    Loose,
    /// Also with something joined to its beginning or end, or by another spelling.
    Wide,
}

impl Closeness {
    /// All of them, the closest first.
    pub const ALL: [Closeness; 4] = [Closeness::Exact, Closeness::Normal, Closeness::Loose, Closeness::Wide];

    /// Its name in commands and exports.
    pub const fn name(self) -> &'static str {
        match self {
            Closeness::Exact => "exact",
            Closeness::Normal => "normal",
            Closeness::Loose => "loose",
            Closeness::Wide => "wide",
        }
    }
}

impl FromStr for Closeness {
    type Err = ();

    fn from_str(name: &str) -> Result<Closeness, ()> {
        Closeness::ALL.into_iter().find(|closeness| closeness.name() == name).ok_or(())
    }
}

/// What is looked for. A text is found where it holds every word and every phrase, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(super) parts: Vec<Part>,
    pub(super) widest: Closeness,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Word(Word),
    /// The words of a phrase, as written.
    Phrase(Vec<String>),
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub exact: String,
    pub normal: String,
    pub loose: String,
    /// What words begin with that are found widely, without what is joined to their own beginning.
    pub wide: Vec<String>,
}

/// Words of the index that a text holds where it may be found; which of them it really is, [`Query::find`] tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// An expression of FTS5.
    pub expression: String,
    /// Whether it names every text that holds the query as closely as this.
    pub closeness: Closeness,
}

/// A wide word with fewer letters is found whole only: too much begins with it.
const LEAST_BEGINNING: usize = 3;
/// Letters that are left when و ف ب ل ك alone are taken from the beginning of a word that is looked for: they may be its own.
const LEAST_WITHOUT_ARTICLE: usize = 4;

impl Query {
    /// Reads what was typed; nothing where it holds no word. `widest` is how far spellings may be apart at most.
    ///
    /// ```
    /// use isnad::search::{Closeness, Query, Synonyms};
    /// let query = Query::parse("أسعار \"في السوق\"", Closeness::Wide, &Synonyms::default()).expect("words");
    /// let found = query.find("ارتفعت الأسعار في السوق").expect("a match");
    /// assert_eq!(found.closeness, Closeness::Wide);
    /// ```
    pub fn parse(typed: &str, widest: Closeness, synonyms: &Synonyms) -> Option<Query> {
        let mut parts = Vec::new();
        let (mut rest, mut quoted) = (typed, false);
        loop {
            let end = rest.find(|c| if quoted { matches!(c, '"' | '»' | '”') } else { matches!(c, '"' | '«' | '“') });
            let (piece, after) = end.and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
            let exact = folded(piece, Level::Exact);
            let words = spans(&exact).map(|span| span.of(&exact));
            if quoted {
                let words: Vec<String> = words.map(str::to_owned).collect();
                parts.extend((!words.is_empty()).then_some(Part::Phrase(words)));
            } else {
                parts.extend(words.filter_map(|word| Word::of(word, synonyms)).map(Part::Word));
            }
            let mut left = after.chars();
            if left.next().is_none() {
                break;
            }
            (rest, quoted) = (left.as_str(), !quoted);
        }
        parts.dedup();
        (!parts.is_empty()).then_some(Query { parts, widest })
    }

    /// What to ask an index of [`super::index_words`] for, the closest first. A text may be named by several.
    pub fn tiers(&self) -> Vec<Tier> {
        let mut tiers: Vec<Tier> = Vec::new();
        for closeness in [Closeness::Exact, Closeness::Loose, Closeness::Wide] {
            let is_beyond = closeness == Closeness::Wide && self.widest < closeness;
            if is_beyond || (closeness == Closeness::Loose && self.widest == Closeness::Exact) {
                continue;
            }
            let parts: Vec<String> = self.parts.iter().map(|part| part.asked(closeness)).collect();
            let expression = parts.join(" AND ");
            match tiers.last_mut().filter(|last| last.expression == expression) {
                Some(same) => same.closeness = closeness,
                None => tiers.push(Tier { expression, closeness }),
            }
        }
        tiers
    }
}

impl Part {
    fn asked(&self, closeness: Closeness) -> String {
        match self {
            Part::Phrase(words) => {
                let asked: Vec<String> = words.iter().map(|word| quoted(&exact_of(word))).collect();
                format!("({})", asked.join(" AND "))
            }
            Part::Word(word) => match closeness {
                Closeness::Exact => quoted(&exact_of(&word.exact)),
                Closeness::Normal | Closeness::Loose => quoted(head(&word.loose)),
                Closeness::Wide => {
                    let wide = word.wide.iter().map(|wide| match is_beginning(wide) {
                        true => format!("{}*", quoted(head(wide))),
                        false => quoted(wide),
                    });
                    format!("({})", wide.collect::<Vec<_>>().join(" OR "))
                }
            },
        }
    }
}

/// The closest index word of a word as it is written.
fn exact_of(exact: &str) -> String {
    if folded(exact, Level::Loose) == exact { head(exact).to_owned() } else { as_written(exact) }
}

/// A string of FTS5. It holds letters, digits and the equals sign only.
fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

/// Whether a wide word stands for all that begins with it.
pub(super) fn is_beginning(wide: &str) -> bool {
    wide.chars().nth(LEAST_BEGINNING - 1).is_some()
}

impl Word {
    /// A word as it is written; none where nothing of it is left when it is folded.
    fn of(exact: &str, synonyms: &Synonyms) -> Option<Word> {
        let loose = folded(exact, Level::Loose);
        let mut wide = vec![loose.clone()];
        let mut forms = Vec::new();
        bare_forms(&loose, &mut forms);
        for form in forms {
            let taken = loose.strip_suffix(form).unwrap_or("");
            let is_sure = taken.ends_with("ال") || taken.ends_with("لل");
            if is_sure || form.chars().nth(LEAST_WITHOUT_ARTICLE - 1).is_some() {
                wide.push(form.to_owned());
                wide.extend(synonyms.of(form));
            }
        }
        wide.extend(synonyms.of(&loose));
        // What begins with one that begins another word is found by that one.
        let mut needed: Vec<String> = Vec::new();
        for word in wide {
            if !needed.contains(&word) {
                needed.push(word);
            }
        }
        (!loose.is_empty()).then(|| Word {
            exact: exact.to_owned(),
            normal: folded(exact, Level::Normal),
            loose,
            wide: needed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, widest: Closeness, expected: &[&str]) {
        let query = Query::parse(typed, widest, &Synonyms::default()).expect("words");
        let asked: Vec<String> = query.tiers().into_iter().map(|tier| tier.expression).collect();
        assert_eq!(asked, expected, "{typed}");
    }

    #[test]
    fn what_is_asked_for() {
        check("قال", Closeness::Loose, &["\"قال\""]);
        check("أسعار", Closeness::Loose, &["\"=أسعار\"", "\"اسعار\""]);
        check("أسعار", Closeness::Exact, &["\"=أسعار\""]);
        check("السوق", Closeness::Wide, &["\"السوق\"", "(\"السوق\"* OR \"سوق\"*)"]);
        check("في", Closeness::Wide, &["\"في\"", "(\"في\")"]);
        check(
            "\"في سوق\" وزير",
            Closeness::Wide,
            &["(\"في\" AND \"سوق\") AND \"وزير\"", "(\"في\" AND \"سوق\") AND (\"وزير\"*)"],
        );
    }

    #[test]
    fn quotation_marks_of_all_kinds_hold_a_phrase_and_an_open_one_holds_the_rest() {
        let phrase = |typed| Query::parse(typed, Closeness::Wide, &Synonyms::default()).expect("words").parts;
        let parts = [Part::Phrase(vec!["قال".to_owned(), "نعم".to_owned()])];
        for typed in ["\"قال نعم\"", "«قال نعم»", "“قال، نعم”", "\"قال نعم"] {
            assert_eq!(phrase(typed), parts, "{typed}");
        }
    }

    #[test]
    fn what_holds_no_word_is_no_query() {
        for typed in ["", "  ", "\"\"", "؟!", "ء"] {
            assert_eq!(Query::parse(typed, Closeness::Wide, &Synonyms::default()), None, "{typed}");
        }
    }

    #[test]
    fn other_spellings_are_asked_for_too() {
        let query = Query::parse("الأمريكية", Closeness::Wide, &Synonyms::shipped()).expect("a word");
        let asked = query.tiers().pop().expect("a tier").expression;
        assert!(asked.contains("\"اميركيه\"*"), "{asked}");
    }
}
