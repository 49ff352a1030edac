//! The rest of a profile, once all words are read: institution, gender, number, kind.

use std::ops::Range;

use super::super::lexicon as lex;
use super::super::lexicon::Classes;
use super::super::model::SourceKind;
use super::super::passage::At;
use super::super::phrases::{self, MEDIA};
use super::super::words::Word;
use super::profile::{Gender, Profile, Reader};

impl Reader<'_, '_> {
    /// The number of the institution named in the tokens `inner`.
    pub(super) fn alias_within(&self, inner: std::ops::Range<At>) -> u8 {
        let words = inner.clone().filter_map(|at| self.p.word(at));
        let one = words.flat_map(|w| [w.stem, w.body]).filter_map(lex::word).map(|e| e.alias).max().unwrap_or(0);
        one.max(inner.filter_map(|at| self.alias_at(at)).max().unwrap_or(0))
    }

    /// The number of the institution whose name starts at `at`.
    pub(super) fn alias_at(&self, at: At) -> Option<u8> {
        let length = self.p.length_of(at, Classes(lex::ORG_NAME.0 | lex::AGENCY.0));
        if length == 0 {
            return None;
        }
        let first = self.p.word(at)?.stem;
        let with_article = self.p.word(at)?.body;
        let rest = (at + 1..at + length).filter_map(|a| self.p.word(a)).map(|w| w.key);
        let found = lex::phrase(std::iter::once(first).chain(rest.clone()))
            .or_else(|| lex::phrase(std::iter::once(with_article).chain(rest)));
        found.map(|e| e.alias).filter(|&a| a > 0)
    }

    pub(super) fn gender_of(&self, word: &Word<'_>, before: Gender) -> Gender {
        if before != Gender::Unknown {
            return before;
        }
        let masculine = matches!(word.stem, "خليفة" | "علماء" | "خبراء" | "وزراء");
        let capital = word.classes.has(Classes(lex::CAPITAL.0 | lex::CITY.0));
        let country = word.classes.has(lex::COUNTRY);
        match () {
            () if masculine => Gender::Masculine,
            () if word.suffix && word.stem.ends_with('ت') => Gender::Feminine,
            () if capital || country => Gender::Feminine,
            () if word.is_feminine() => Gender::Feminine,
            () if word.classes.has(Classes(lex::AGENCY.0 | lex::ORG_NAME.0)) && !word.article => Gender::Unknown,
            () => Gender::Masculine,
        }
    }

    pub(super) fn finish(mut self, range: &Range<At>) -> Profile {
        let c = self.classes;
        let named = !self.profile.name.is_empty();
        let person = c.has(Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0));
        let first = self.p.word(range.start);
        let many =
            c.has(lex::GROUP_HEAD) || c.has(lex::QUANTIFIER) && !matches!(first.map_or("", |w| w.stem), "احد" | "احدي");
        self.profile.media = c.has(MEDIA) && !person || c.has(lex::MEDIA_HEAD) && !c.has(lex::PERSON_HEAD);
        self.profile.kind = match () {
            () if named && !c.has(lex::CLASS_NOUN) && !c.has(phrases::BODIES) && !c.has(lex::DOC_HEAD) => {
                SourceKind::Person
            }
            () if many && !self.profile.media => SourceKind::Group,
            () if person && (self.profile.definite || named) => SourceKind::Person,
            () if person => SourceKind::Anonymous,
            () if c.has(lex::DOC_HEAD) && !c.has(MEDIA) => SourceKind::Document,
            () if c.has(Classes(phrases::BODIES.0 | lex::CLASS_NOUN.0)) => SourceKind::Organisation,
            () if c.has(lex::QUANTIFIER) => SourceKind::Anonymous,
            () if named => SourceKind::Person,
            () => SourceKind::Organisation,
        };
        if matches!(self.profile.head.as_str(), "مصدر" | "مصادر") && !named {
            self.profile.kind = SourceKind::Anonymous;
        }
        let sound = first.is_some_and(|w| {
            let oblique = w.stem.ends_with("يين") || w.stem.starts_with('م') && w.stem.ends_with("ين");
            let long = w.stem.chars().count() >= 6;
            !w.article && (w.stem.ends_with("ون") || w.stem.ends_with("يان")) || oblique && long && range.len() <= 2
        });
        let many = many || sound && !named;
        let people = matches!(self.profile.kind, SourceKind::Person | SourceKind::Anonymous);
        if sound && !named && (people || c.is_empty()) {
            self.profile.kind = SourceKind::Group;
        }
        self.profile.many = many;
        if self.profile.alias == 0 && range.len() == 1 {
            let alias = |key: &str| lex::word(key).map_or(0, |e| e.alias);
            self.profile.alias = first.map_or(0, |w| alias(w.stem).max(alias(w.body)));
        }
        // Sport calls its coaches so.
        if self.profile.head == "مدير" && self.profile.complements.first().is_some_and(|c| c == "فني") {
            self.profile.head = "مدرب".to_owned();
            self.profile.complements.remove(0);
        }
        self.profile.name_span = self.name.map(|r| self.p.span(r));
        self.profile.role_span = self.role.map(|r| {
            let mut span = self.p.span(r.clone());
            // «للرئيس السابق»: the office is الرئيس السابق.
            if let Some(word) = self.p.word(r.start).filter(|w| w.prep.is_some() && w.noun_at < span.end) {
                span.start = span.start.max(word.noun_at);
            }
            span
        });
        if let Some(word) = first.filter(|w| w.prep.is_some() && w.noun_at < self.profile.span.end) {
            self.profile.span.start = self.profile.span.start.max(word.noun_at);
        }
        self.profile
    }
}

impl Word<'_> {
    /// An adjective of relation inside a role: أميركي, but not a name like علاوي before which nothing is indefinite.
    pub(super) fn is_nisba_of_role(&self) -> bool {
        self.is_nisba() && self.classes.has(lex::ADJECTIVE)
    }
}

/// A word of a role with its plural and feminine endings off, for comparison.
pub(super) fn singular(stem: &str) -> String {
    let plural = ["ون", "ين"].iter().find_map(|e| stem.strip_suffix(e)).filter(|s| s.chars().count() >= 4);
    if let Some(base) = plural.filter(|s| !s.ends_with('ي')) {
        return base.to_owned();
    }
    let stem = stem.strip_suffix('ا').filter(|s| s.chars().count() >= 4).unwrap_or(stem);
    for ending in ["ية", "يين", "يون", "يان"] {
        if let Some(base) = stem.strip_suffix(ending).filter(|s| s.chars().count() >= 3) {
            return format!("{base}ي");
        }
    }
    stem.to_owned()
}
