//! Turns the tables of `assets/lexicon/` into static, hashed tables, and the lists of `assets/article/` into sorted ones, so
//! that nothing is built when the program starts.
//!
//! Written to `OUT_DIR/lexicon_tables.rs`, included by `claims::lexicon`, and `OUT_DIR/article_lists.rs`, included by
//! `article::blocks`. A malformed line stops the build with its file and number.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/article/blocks/cut.rs"]
mod cut;
#[allow(dead_code)] // one level of folding is enough here
#[path = "src/fold/letters.rs"]
mod fold;
#[path = "src/claims/lexicon/frame.rs"]
mod frame;
#[path = "src/claims/lexicon/hash.rs"]
mod hash;
#[path = "src/claims/lexicon/spelling.rs"]
mod spelling;

/// The lists of words, one category and one item a line.
const LISTS: [&str; 4] = ["people.tsv", "institutions.tsv", "function_words.tsv", "places.tsv"];

/// How many slots the hash table has: a power of two, at least twice the number of keys.
const SLOTS: usize = 1 << 15;

/// How many bytes a key may have.
const LONGEST_KEY: usize = 127;

#[derive(Default)]
struct Entry {
    classes: u64,
    longest: usize,
    alias: usize,
    forms: Vec<(usize, String)>,
}

fn main() {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("assets/lexicon");
    println!("cargo::rerun-if-changed=assets/lexicon");
    println!("cargo::rerun-if-changed=build.rs");
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    let mut categories: Vec<String> = Vec::new();
    let mut aliases = 0;
    for list in LISTS {
        for (at, fields) in rows(&folder.join(list)) {
            let [category, items] = fields.as_slice() else {
                panic!("assets/lexicon/{list}:{at}: a line is a category, a tab and an item");
            };
            let bit = categories.iter().position(|c| c == category).unwrap_or_else(|| {
                categories.push(category.clone());
                categories.len() - 1
            });
            let group = if items.contains('=') {
                aliases += 1;
                aliases
            } else {
                0
            };
            for key in items.split('=').map(key).flat_map(|key| [spelling::variant(&key), Some(key)]).flatten() {
                let entry = entries.entry(key).or_default();
                entry.classes |= 1 << bit;
                entry.alias = entry.alias.max(group);
            }
        }
    }
    let verbs = rows(&folder.join("verbs.tsv"));
    for (at, fields) in rows(&folder.join("verb_forms.tsv")) {
        let [surface, verb, features] = fields.as_slice() else {
            panic!("assets/lexicon/verb_forms.tsv:{at}: a line is a surface, a verb's number and features");
        };
        let verb: usize = verb.parse().unwrap_or_else(|_| panic!("assets/lexicon/verb_forms.tsv:{at}: no number"));
        entries.entry(key(surface)).or_default().forms.push((verb, features.clone()));
    }
    for entry in entries.values_mut() {
        // «أعلن» is the singular of a root in ن far more often than a feminine plural.
        entry.forms.sort_by_key(|(_, features)| features.ends_with("fp"));
    }
    let phrases: Vec<(String, usize)> =
        entries.keys().map(|k| (k.split(' ').next().unwrap_or("").to_owned(), k.split(' ').count())).collect();
    for (first, words) in phrases {
        let entry = entries.entry(first).or_default();
        entry.longest = entry.longest.max(words);
    }
    write("lexicon_tables.rs", &tables(&categories, &verbs, &entries));
    write("article_lists.rs", &article_lists());
}

fn write(name: &str, source: &str) {
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join(name);
    fs::write(out, source).expect("OUT_DIR can be written");
}

/// The lists of phrases by which lines of an article are told, and those whose phrases are marked.
const ARTICLE_LISTS: [&str; 6] = ["agencies", "places", "dates", "credits", "speech", "reports"];
const MARKED_LISTS: [&str; 2] = ["bylines", "furniture"];
/// What is told of a marked phrase, and by which sign.
const MARKS: [(&str, &str); 3] = [("whole", "= "), ("start", "^ "), ("label", ": ")];

fn article_lists() -> String {
    println!("cargo::rerun-if-changed=assets/article");
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("assets/article");
    let read = |name| {
        let path = folder.join(format!("{name}.txt"));
        fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    let mut out = String::from("/// The lists.\npub(super) static LISTS: Lists = Lists {\n");
    for name in ARTICLE_LISTS {
        writeln!(out, "{name}: {},", phrases(&read(name), "")).unwrap();
    }
    for name in MARKED_LISTS {
        let list = read(name);
        let marked = MARKS.map(|(field, sign)| format!("{field}: {}", phrases(&list, sign)));
        writeln!(out, "{name}: Marked {{ {} }},", marked.join(", ")).unwrap();
    }
    out + "};\n"
}

/// The phrases of `list` that begin with `sign`, folded, cut into words, and sorted.
fn phrases(list: &str, sign: &str) -> String {
    let mut joined = String::new();
    let mut at = Vec::new();
    let entries = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    for phrase in entries.filter_map(|line| line.strip_prefix(sign)) {
        let (start, mut ends) = (joined.len(), Vec::new());
        cut::cut(phrase.chars().filter_map(|c| fold::fold_char(c, fold::Level::Normal)), &mut joined, &mut ends);
        at.extend(ends.last().map(|&end| (start, end)));
    }
    assert!(u16::try_from(joined.len()).is_ok(), "a list is too long for its table");
    at.sort_by_key(|&(start, end)| joined.get(start..end));
    format!("Phrases {{ joined: {joined:?}, at: &{at:?} }}")
}

fn rows(path: &Path) -> Vec<(usize, Vec<String>)> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(at, line)| (at + 1, line.split('\t').map(str::to_owned).collect()))
        .collect()
}

/// The item as the folded, tokenised text has it; a test compares this with `fold`.
fn key(item: &str) -> String {
    let folded: String = item
        .chars()
        .filter(|c| !matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}'))
        .flat_map(|c| match c {
            'آ' | 'أ' | 'إ' | 'ٱ' => 'ا'.to_lowercase(),
            'ى' => 'ي'.to_lowercase(),
            c if c.is_alphanumeric() => c.to_lowercase(),
            _ => ' '.to_lowercase(),
        })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tables(categories: &[String], verbs: &[(usize, Vec<String>)], entries: &BTreeMap<String, Entry>) -> String {
    let mut out = String::new();
    assert!(categories.len() <= 64, "more categories than bits");
    for (bit, category) in categories.iter().enumerate() {
        let name = category.to_uppercase();
        writeln!(out, "#[doc = \"`{category}` in the lists.\"]").unwrap();
        writeln!(out, "pub(in crate::claims) const {name}: Classes = Classes(1 << {bit});").unwrap();
    }
    writeln!(out, "static CATEGORIES: [&str; {}] = {categories:?};", categories.len()).unwrap();
    writeln!(out, "static VERBS: [Verb; {}] = [", verbs.len()).unwrap();
    for (at, fields) in verbs {
        writeln!(out, "{},", verb(*at, fields)).unwrap();
    }
    // No pointers in the table: each would be put right by the loader at every start.
    writeln!(out, "];\nstatic ENTRIES: [Entry; {}] = [", entries.len()).unwrap();
    let (mut keys, mut forms) = (String::new(), Vec::new());
    for (key, entry) in entries {
        let (key_at, forms_at) = (keys.len(), forms.len());
        keys.push_str(key);
        forms.extend(entry.forms.iter().map(|(verb, features)| form(*verb, features)));
        writeln!(
            out,
            "Entry {{ key: ({key_at}, {}), classes: Classes({}), longest: {}, alias: {}, forms: ({forms_at}, {}) }},",
            key.len(),
            entry.classes,
            entry.longest,
            entry.alias,
            forms.len() - forms_at
        )
        .unwrap();
    }
    writeln!(out, "];\nstatic KEYS: &str = {keys:?};").unwrap();
    writeln!(out, "static FORMS: [Form; {}] = [{}", forms.len(), forms.join(", ")).unwrap();
    assert!(entries.len() * 2 < SLOTS, "the hash table is too small");
    assert!(entries.keys().all(|key| key.len() <= LONGEST_KEY), "a key is too long");
    let mut slots = vec![u32::MAX; SLOTS];
    for (at, key) in entries.keys().enumerate() {
        let hash = hash::hash(key.as_bytes());
        let mut slot = hash as usize % SLOTS;
        while slots[slot] != u32::MAX {
            slot = (slot + 1) % SLOTS;
        }
        // The upper half tells most words that are not in the table from those that are, without a look at their keys.
        slots[slot] = hash & 0xffff_0000 | at as u32;
    }
    writeln!(out, "];\nstatic SLOTS: [u32; {SLOTS}] = {slots:?};").unwrap();
    writeln!(out, "const LONGEST_KEY: usize = {LONGEST_KEY};").unwrap();
    out
}

fn verb(at: usize, fields: &[String]) -> String {
    let [lemma, _, _, _, _, _, _, stance, frame, class, _] = fields else {
        panic!("assets/lexicon/verbs.tsv:{at}: {} columns, not 11", fields.len());
    };
    let bits = frame.split('|').fold(0, |bits, part| {
        bits | frame::bit(part).unwrap_or_else(|| panic!("assets/lexicon/verbs.tsv:{at}: unknown frame {part:?}"))
    });
    format!(
        "Verb {{ lemma: {lemma:?}, stance: Stance::{}, class: VerbClass::{}, frame: Frame({bits}) }}",
        capital(stance),
        capital(class)
    )
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

fn form(verb: usize, features: &str) -> String {
    let (kind, person) = features.split_at(if features.starts_with(['A', 'M']) { 1 } else { 2 });
    let kind = match kind {
        "A" => "Participle",
        "M" => "Masdar",
        "pa" => "Perfect",
        "ps" => "PassivePerfect",
        "ia" => "Imperfect",
        "ja" => "Short",
        "is" => "PassiveImperfect",
        other => panic!("verb_forms.tsv: unknown features {other:?}"),
    };
    let feminine = person.starts_with('f');
    let number = match person.chars().nth(1) {
        Some('d') => "Dual",
        Some('p') => "Plural",
        _ => "Singular",
    };
    format!("Form {{ verb: {verb}, kind: FormKind::{kind}, feminine: {feminine}, number: Number::{number} }}")
}
