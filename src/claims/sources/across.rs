//! What of a source's name and office tells who it is in other articles: nothing is decided here, only compared.
//!
//! A name's key is its words at [`Level::Loose`], without titles before it («د.», «الشيخ»), with its compounds joined
//! (عبد الله = عبدالله, أبا زيد = أبو زيد, ابن = بن). Its sound is the same over the spellings of foreign names
//! (ARABIC §17): for look-alikes only.

use std::collections::BTreeSet;

use super::super::lexicon as lex;
use super::super::model::{Source, SourceKind};
use super::names::sound_of;
use crate::fold::{Level, folded, is_of_word};

/// A name as it is compared over articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameKey {
    /// Its units, parted by blanks: equal for spellings of one name.
    pub key: String,
    /// Its units as they sound: equal for transliterations of one name, and at times for those of two.
    pub sound: String,
    /// The last unit as it sounds: of a person the family.
    pub family: String,
    /// The first unit as it sounds.
    pub given: String,
    /// How many units it has.
    pub units: usize,
}

/// How much the name of a source in one article tells in another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Telling {
    /// Nothing: nobody is named («مصدر أمني», «الوزير», «الوزارة»).
    Nothing,
    /// One word of a person's name («حسين»): something together with the office.
    Little,
    /// A full name.
    Enough,
}

/// An office as it is compared over articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Office {
    words: BTreeSet<String>,
    telling: BTreeSet<String>,
    lands: BTreeSet<String>,
}

/// Whether two offices can be one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Offices {
    /// They have no word in common that tells anything, or are of different countries.
    Differ,
    /// One of them is not known.
    Open,
    /// They can be of one person.
    Agree,
    /// All words of one are words of the other, and tell which office of its kind it is.
    Same,
}

impl NameKey {
    /// The key of a name as it stands in a text, or as it was typed.
    pub fn of(name: &str) -> NameKey {
        let units = units(name);
        let sounds: Vec<String> = units.iter().map(|unit| sound_of(unit)).collect();
        NameKey {
            key: units.join(" "),
            sound: sounds.join(" "),
            family: sounds.last().cloned().unwrap_or_default(),
            given: sounds.first().cloned().unwrap_or_default(),
            units: units.len(),
        }
    }

    /// Whether each unit of one name is a unit of the other, in order, and not all are the same.
    pub fn is_part_of(&self, longer: &NameKey) -> bool {
        let mut rest = longer.sound.split(' ');
        self.units > 0 && self.units < longer.units && self.sound.split(' ').all(|unit| rest.any(|own| own == unit))
    }
}

impl Source {
    /// How much its name tells in other articles.
    pub fn telling(&self) -> Telling {
        let name = NameKey::of(&self.name);
        match self.kind {
            _ if name.units == 0 => Telling::Nothing,
            SourceKind::Anonymous | SourceKind::Group | SourceKind::Document => Telling::Nothing,
            SourceKind::Person if is_office(&self.name, &self.role) => Telling::Nothing,
            SourceKind::Person if name.units == 1 => Telling::Little,
            SourceKind::Person => Telling::Enough,
            SourceKind::Organisation if is_bare_noun(&self.name) => Telling::Nothing,
            SourceKind::Organisation => Telling::Enough,
        }
    }

    /// The keys of the other names by which an institution is known to the lexicon (واع, وكالة الأنباء العراقية).
    pub fn other_keys(&self) -> Vec<String> {
        if self.kind != SourceKind::Organisation {
            return Vec::new();
        }
        lex::names_of_institution(&folded(&self.name, Level::Normal)).map(|name| NameKey::of(name).key).collect()
    }
}

impl Office {
    /// The office in these words.
    pub fn of(role: &str) -> Office {
        let mut office = Office::default();
        for word in folded(role, Level::Normal).split(|c: char| !is_of_word(c)) {
            let word = bare(word);
            if word.chars().count() < 3 || is_between(word) {
                continue;
            }
            let land = land(word);
            if land.is_none() && !is_calling(word) {
                office.telling.insert(loose(word));
            }
            office.words.insert(land.clone().unwrap_or_else(|| loose(word)));
            office.lands.extend(land);
        }
        office
    }

    /// Whether no word is said of it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether one person can hold both.
    pub fn beside(&self, other: &Office) -> Offices {
        if self.is_empty() || other.is_empty() {
            return Offices::Open;
        }
        let apart =
            |one: &BTreeSet<String>, two: &BTreeSet<String>| !one.is_empty() && !two.is_empty() && one.is_disjoint(two);
        if apart(&self.lands, &other.lands)
            || apart(&self.telling, &other.telling)
            || self.words.is_disjoint(&other.words)
        {
            return Offices::Differ;
        }
        let (few, many) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let tells = few.words.len() > 1 && !(few.telling.is_empty() && few.lands.is_empty());
        if tells && few.words.is_subset(&many.words) { Offices::Same } else { Offices::Agree }
    }
}

/// The words of a name, with compounds joined and titles left out.
fn units(name: &str) -> Vec<String> {
    let normal = folded(name, Level::Normal);
    let words: Vec<&str> = normal.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty()).collect();
    let mut units: Vec<String> = Vec::with_capacity(words.len());
    let mut begun = String::new();
    for word in words.get(titles(&words)..).unwrap_or_default() {
        let word = loose(word);
        match word.as_str() {
            "عبد" | "ال" | "بن" | "بنت" | "ولد" | "ذو" => begun.push_str(&word),
            "ابن" => begun.push_str("بن"),
            "ابو" | "ابا" | "ابي" => begun.push_str("ابو"),
            "الدين" | "الله" if begun.is_empty() && !units.is_empty() => {
                if let Some(last) = units.last_mut() {
                    last.push_str(&word);
                }
            }
            _ => units.push(std::mem::take(&mut begun) + &word),
        }
    }
    if !begun.is_empty() {
        units.push(begun);
    }
    units
}

/// How many words at the beginning are titles; a word stays in any case.
fn titles(words: &[&str]) -> usize {
    let mut from = 0;
    while from + 1 < words.len() {
        let longest = (1..=4).rev().filter(|length| from + length < words.len());
        let mut title = longest.filter(|&length| words.get(from..from + length).is_some_and(is_title));
        match title.next() {
            Some(length) => from += length,
            None => break,
        }
    }
    from
}

/// Whether the words are a title; some that are names as well («رائد», «أمين») are titles with the article only.
fn is_title(words: &[&str]) -> bool {
    let first = words.first().copied().unwrap_or_default();
    let is_letter = words.len() == 1 && first.chars().count() == 1;
    let is_honorific = lex::phrase(words.iter().copied()).is_some_and(|known| known.classes.has(lex::HONORIFIC));
    let spoken =
        ["ال", "صاحب", "معالي", "سعاده", "سعادة", "فخامة", "سمو", "سماحة", "فضيلة", "دكتور", "استاذ", "مهندس", "سيدنا"];
    is_letter || is_honorific && spoken.iter().any(|start| first.starts_with(start))
}

/// Whether a person is known by the office only: «وزير الري», who is another one next year.
fn is_office(name: &str, role: &str) -> bool {
    let (name, role) = (NameKey::of(name).key, NameKey::of(role).key);
    let first = name.split(' ').next().unwrap_or_default();
    !role.is_empty() && (name == role || is_calling(bare(first)) && role.starts_with(&name))
}

/// Whether it is a body of no name: «الوزارة».
fn is_bare_noun(name: &str) -> bool {
    let name = folded(name, Level::Normal);
    let mut words = name.split_whitespace();
    let (Some(word), None) = (words.next(), words.next()) else { return false };
    let class = |word: &str| lex::word(word).map_or(lex::Classes(0), |known| known.classes);
    let classes = class(word) | class(bare(word));
    let bodies = lex::ORG_HEAD | lex::MEDIA_HEAD | lex::DOC_HEAD | lex::CLASS_NOUN;
    let names = lex::ORG_NAME | lex::AGENCY | lex::COUNTRY | lex::CAPITAL | lex::CITY;
    word.starts_with("ال") && classes.has(bodies) && !class(word).has(names)
}

/// Whether it says what somebody does, or whether still, and not where.
fn is_calling(word: &str) -> bool {
    let more = [
        "سابق",
        "حالي",
        "اسبق",
        "جديد",
        "عام",
        "عامة",
        "اول",
        "اعلي",
        "باسم",
        "رسمي",
        "كبير",
        "منتخب",
        "شؤون",
        "لشؤون",
        "راحل",
    ];
    let callings = lex::PERSON_HEAD | lex::HONORIFIC;
    more.contains(&word)
        || [word, &format!("ال{word}")]
            .iter()
            .any(|word| lex::word(word).is_some_and(|known| known.classes.has(callings)))
}

fn is_between(word: &str) -> bool {
    matches!(word, "الي" | "علي" | "عن" | "لدي" | "عند" | "بين" | "هذا" | "هذه" | "الذي" | "التي")
}

/// The country that a word names or is the adjective of: «العراق», «عراقية».
fn land(word: &str) -> Option<String> {
    let american = |word: &str| word.starts_with("اميرك") || word.starts_with("امريك");
    if american(word) {
        return Some("امريك".to_owned());
    }
    let endings = ["يين", "يون", "يات", "ية", "ي"];
    let root = endings.iter().find_map(|ending| word.strip_suffix(ending)).filter(|root| root.chars().count() >= 3);
    let is_land = |name: &str| lex::word(name).is_some_and(|known| known.classes.has(lex::COUNTRY));
    let stem = |word: &str| word.trim_end_matches(['ا', 'ي', 'ة']).to_owned();
    let named = |name: &str| is_land(name) || is_land(&format!("ال{name}"));
    if named(word) {
        return Some(stem(word));
    }
    let root = root?;
    ["", "ا", "يا", "ة", "ان"].iter().find(|ending| named(&format!("{root}{ending}"))).map(|_| stem(root))
}

fn bare(word: &str) -> &str {
    ["لل", "وال", "بال", "ال"]
        .iter()
        .find_map(|start| word.strip_prefix(start))
        .filter(|rest| rest.chars().count() > 1)
        .unwrap_or(word)
}

fn loose(word: &str) -> String {
    folded(word, Level::Loose)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> String {
        NameKey::of(name).key
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (one, other) in [
            ("عبد الله الحاج", "عبدالله الحاج"),
            ("د. سامي الحداد", "الدكتور سامي الحدّاد"),
            ("د/ سامي الحداد", "سامي الحداد"),
            ("أبو زيد الكرخي", "ابا زيد الكرخي"),
            ("خالد ابن الوليد", "خالد بن الوليد"),
            ("صلاح الدين منصور", "صلاح‌الدين منصور"),
            ("نصر الله داود", "نصرالله داود"),
            ("معالي الدكتورة ليلى عطية", "ليلى عطيه"),
            ("اللواء الركن فؤاد رؤوف", "فؤاد رؤوف"),
            ("آية مؤنس", "ايه مونس"),
            ("JOHN Kirby", "john kirby"),
        ] {
            assert_eq!(key(one), key(other));
        }
    }

    #[test]
    fn other_names_have_other_keys() {
        for (one, other) in [
            ("فؤاد حسين", "حسين علاوي"),
            ("محمد بن سلمان", "محمد سلمان"),
            ("أمين الخولي", "الخولي"),
            ("رائد فهمي", "فهمي"),
            ("علي حسن", "علي حسين"),
            ("عبد الله", "عبد الرحمن"),
        ] {
            assert_ne!(key(one), key(other));
        }
        assert_eq!(NameKey::of("الدكتور").units, 1);
        assert_eq!(NameKey::of(" . ").units, 0);
        assert_eq!(NameKey::of("عبد الله").units, 1);
    }

    #[test]
    fn transliterations_sound_alike() {
        let sound = |name: &str| NameKey::of(name).sound;
        assert_eq!(sound("أنطونيو غوتيريش"), sound("انطونيو جوتيريس"));
        assert_eq!(sound("دونالد ترامب"), sound("دونالد ترمب"));
        assert_ne!(sound("علي حسن"), sound("علي حسين"));
        assert!(NameKey::of("علاوي").is_part_of(&NameKey::of("حسين علاوي")));
        assert!(NameKey::of("حسين علاوي").is_part_of(&NameKey::of("حسين محمد علاوي")));
        assert!(!NameKey::of("حسين علاوي").is_part_of(&NameKey::of("علاوي حسين علي")));
    }

    fn offices(one: &str, other: &str, expected: Offices) {
        assert_eq!(Office::of(one).beside(&Office::of(other)), expected, "{one} / {other}");
        assert_eq!(Office::of(other).beside(&Office::of(one)), expected, "{other} / {one}");
    }

    #[test]
    fn offices_speak_for_or_against_one_person() {
        offices("وزير الخارجية العراقي", "وزير الخارجية", Offices::Same);
        offices("وزير الخارجية العراقي", "وزير خارجية العراق السابق", Offices::Same);
        offices("وزير الخارجية العراقي", "وزير الخارجية المصري", Offices::Differ);
        offices("وزير الخارجية", "وزير الدفاع", Offices::Differ);
        offices("وزير الري", "لاعب المنتخب", Offices::Differ);
        offices("الرئيس", "الرئيس السابق", Offices::Agree);
        offices("المتحدث باسم وزارة الدفاع الأميركية", "المتحدث باسم وزارة الدفاع الأمريكية", Offices::Same);
        offices("رئيس لجنة الأمن في البرلمان", "عضو لجنة الأمن", Offices::Agree);
        offices("وزير الري", "", Offices::Open);
    }

    fn telling(name: &str, role: &str, kind: SourceKind, expected: Telling) {
        let source = Source { name: name.to_owned(), role: role.to_owned(), kind, mentions: Vec::new() };
        assert_eq!(source.telling(), expected, "{name}");
    }

    #[test]
    fn some_names_tell_nothing_elsewhere() {
        telling("حسين", "", SourceKind::Person, Telling::Little);
        telling("فؤاد حسين", "وزير الخارجية", SourceKind::Person, Telling::Enough);
        telling("وزير الري", "وزير الري", SourceKind::Person, Telling::Nothing);
        telling("الرئيس", "الرئيس", SourceKind::Person, Telling::Nothing);
        telling("الوزارة", "", SourceKind::Organisation, Telling::Nothing);
        telling("وزارة الصحة", "", SourceKind::Organisation, Telling::Enough);
        telling("البنتاغون", "", SourceKind::Organisation, Telling::Enough);
        telling("مصدر أمني رفيع", "", SourceKind::Anonymous, Telling::Nothing);
        telling("تقرير", "", SourceKind::Document, Telling::Nothing);
    }
}
