//! What of a change may turn the meaning: numbers, negation, names. The lists are `assets/diff/*.txt`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{Change, Kind, Tokens};
use crate::fold::{Level, folded};

/// In what two wordings differ that a reader must not miss.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Flags {
    /// In a figure, a word for a number, or a date.
    pub number: bool,
    /// In a word that denies or excepts.
    pub negation: bool,
    /// In a name.
    pub name: bool,
}

impl Flags {
    /// Whether there is one.
    pub const fn any(self) -> bool {
        self.number || self.negation || self.name
    }

    /// Those of both.
    pub const fn and(self, other: Flags) -> Flags {
        Flags {
            number: self.number || other.number,
            negation: self.negation || other.negation,
            name: self.name || other.name,
        }
    }
}

/// Which numbers, negations and names a change touches: those of the one side that are not, in this order, those of the
/// other. Only a change of words has any. `is_name` is asked about folded words as they stand, clitics and all.
///
/// ```
/// use isnad::diff::{flags, words};
/// let (old, new) = ("رصدت 5 آلاف حالة", "لم ترصد 6 آلاف حالة");
/// let found: Vec<_> = words(old, new).iter().map(|change| flags(change, old, new, |_| false)).collect();
/// assert!(found.iter().any(|f| f.number && f.negation) && !found.iter().any(|f| f.name));
/// ```
pub fn flags(change: &Change, old: &str, new: &str, is_name: impl Fn(&str) -> bool) -> Flags {
    if change.kind != Kind::Words {
        return Flags::default();
    }
    let (old, new) = (Tokens::of(change.old.of(old)), Tokens::of(change.new.of(new)));
    let differ = |is: &dyn Fn(&str) -> bool| !old.keys().filter(|key| is(key)).eq(new.keys().filter(|key| is(key)));
    Flags { number: differ(&is_number), negation: differ(&is_negation), name: differ(&is_name) }
}

/// Whether a folded word holds a digit, or is a word for a number, a part or a day.
pub fn is_number(key: &str) -> bool {
    key.contains(char::is_numeric) || peeled(key).any(|stem| NUMBERS.contains(stem))
}

/// Whether a folded word denies or excepts.
pub fn is_negation(key: &str) -> bool {
    let bare = key.strip_prefix(['و', 'ف']);
    NEGATIONS.contains(key) || bare.is_some_and(|bare| NEGATIONS.contains(bare))
}

/// A folded word as it stands, then without what may be a conjunction, a preposition and the article, in every way.
pub fn peeled(key: &str) -> impl Iterator<Item = &str> {
    let conjunction = [Some(key), key.strip_prefix(['و', 'ف'])];
    let preposition = conjunction.into_iter().flatten().flat_map(|key| [Some(key), key.strip_prefix(['ب', 'ل', 'ك'])]);
    // After ل the article loses its alef.
    preposition.flatten().flat_map(|key| [Some(key), key.strip_prefix("ال"), key.strip_prefix("لل")]).flatten()
}

static NUMBERS: LazyLock<HashSet<String>> = LazyLock::new(|| list(include_str!("../../assets/diff/numbers.txt")));
static NEGATIONS: LazyLock<HashSet<String>> = LazyLock::new(|| list(include_str!("../../assets/diff/negations.txt")));

fn list(lines: &str) -> HashSet<String> {
    let words = lines.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    words.map(|word| folded(word, Level::Normal)).collect()
}
