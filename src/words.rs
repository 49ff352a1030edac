//! The interface's words, in Arabic and in English: `assets/words.tsv`.
//!
//! Texts hold `{}` where something is put in. What is counted has one line for each plural category of CLDR
//! (`claims.two`), and `{n}` for the number; Arabic uses all six.

use std::sync::LazyLock;

use icu_locale_core::locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

const TABLE: &str = include_str!("../assets/words.tsv");

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Right to left, the article on the right.
    #[default]
    Arabic,
    /// Left to right, mirrored.
    English,
}

/// The digits of the interface; those of an article are never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Digits {
    /// 0123456789.
    #[default]
    Latin,
    /// ٠١٢٣٤٥٦٧٨٩.
    Arabic,
}

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    language: Language,
    digits: Digits,
}

struct Entry {
    key: &'static str,
    arabic: &'static str,
    english: &'static str,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut entries: Vec<Entry> = TABLE.lines().filter_map(entry).collect();
    entries.sort_unstable_by_key(|entry| entry.key);
    entries
});

fn entry(line: &'static str) -> Option<Entry> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('\t');
    Some(Entry { key: fields.next()?, arabic: fields.next()?, english: fields.next()? })
}

impl Words {
    /// The words of `language`.
    pub const fn of(language: Language) -> Words {
        Words { language, digits: Digits::Latin }
    }

    /// The same words with these digits.
    pub const fn with_digits(self, digits: Digits) -> Words {
        Words { digits, ..self }
    }

    /// A number in the interface's digits.
    pub fn number(self, n: usize) -> String {
        let latin = n.to_string();
        match self.digits {
            Digits::Latin => latin,
            Digits::Arabic => latin.chars().map(arabic_digit).collect(),
        }
    }

    /// The language.
    pub const fn language(self) -> Language {
        self.language
    }

    /// Whether the interface runs from right to left.
    pub const fn right_to_left(self) -> bool {
        matches!(self.language, Language::Arabic)
    }

    /// The words for `key`; a question mark where the table lacks it, which a test rules out.
    pub fn say(self, key: &str) -> &'static str {
        let found = ENTRIES.binary_search_by(|entry| entry.key.cmp(key));
        let Ok(at) = found else { return "?" };
        match self.language {
            Language::Arabic => ENTRIES[at].arabic,
            Language::English => ENTRIES[at].english,
        }
    }

    /// The words for `key` with `values` put in, one for each `{}`.
    pub fn fill(self, key: &str, values: &[&str]) -> String {
        let mut parts = self.say(key).split("{}");
        let mut text = parts.next().unwrap_or("").to_owned();
        for (at, part) in parts.enumerate() {
            text.push_str(values.get(at).copied().unwrap_or(""));
            text.push_str(part);
        }
        text
    }

    /// What a language is called, by its BCP 47 tag: of one that the table lacks the tag itself.
    pub fn language_named(self, tag: &str) -> String {
        let base = tag.split(['-', '_']).next().unwrap_or(tag);
        let name = self.say(&format!("language.{base}"));
        if name == "?" { tag.to_owned() } else { name.to_owned() }
    }

    /// That no claims are looked for in a text of this language.
    pub fn not_arabic(self, tag: &str) -> String {
        self.fill("not-arabic", &[&self.language_named(tag)])
    }

    /// So many of what `key` names: `claims` and 2 give «قولان».
    pub fn count(self, key: &str, n: usize) -> String {
        let category = match self.category(n) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        };
        self.say(&format!("{key}.{category}")).replace("{n}", &self.number(n))
    }

    fn category(self, n: usize) -> PluralCategory {
        let locale = match self.language {
            Language::Arabic => locale!("ar"),
            Language::English if n == 0 => return PluralCategory::Zero,
            Language::English => locale!("en"),
        };
        let rules = PluralRules::try_new(locale.into(), PluralRulesOptions::default());
        rules.map_or(PluralCategory::Other, |rules| rules.category_for(n))
    }
}

fn arabic_digit(c: char) -> char {
    c.to_digit(10).and_then(|digit| char::from_u32(u32::from('٠') + digit)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARABIC: Words = Words::of(Language::Arabic);

    #[test]
    fn counted_things_agree_as_arabic_wants() {
        let said = |n| ARABIC.count("sources", n);
        assert_eq!(said(0), "لا مصادر");
        assert_eq!(said(1), "مصدر واحد");
        assert_eq!(said(2), "مصدران");
        assert_eq!(said(3), "3 مصادر");
        assert_eq!(said(11), "11 مصدرا");
        assert_eq!(said(100), "100 مصدر");
        assert_eq!(ARABIC.with_digits(Digits::Arabic).count("sources", 11), "١١ مصدرا");
    }

    #[test]
    fn languages_have_names() {
        assert_eq!(ARABIC.language_named("fa-IR"), "الفارسية");
        assert_eq!(ARABIC.language_named("xx"), "xx");
    }

    #[test]
    fn what_is_put_in_stays_as_it_is() {
        assert_eq!(Words::of(Language::English).fill("of", &["{}", "2"]), "{} of 2");
        assert_eq!(Words::of(Language::English).fill("of", &["1"]), "1 of ");
    }

    #[test]
    fn every_line_has_both_languages() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let entry = entry(line).unwrap_or_else(|| panic!("{line}"));
            assert!(!entry.arabic.is_empty() && !entry.english.is_empty(), "{line}");
            assert_eq!(entry.arabic.matches("{}").count(), entry.english.matches("{}").count(), "{line}");
        }
        assert!(ENTRIES.windows(2).all(|pair| pair[0].key < pair[1].key), "a key stands twice");
    }
}
