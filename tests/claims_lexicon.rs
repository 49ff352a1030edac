//! The tables of `assets/lexicon/`, line by line: every complaint names its file and line.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use isnad::claims::Stance;

fn lines(name: &str) -> Vec<(usize, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lexicon").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#'))
        .map(|(at, l)| (at + 1, l.split('\t').map(str::to_owned).collect()))
        .collect()
}

fn arabic_or_latin(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

#[test]
fn lists_have_a_category_and_an_item_and_no_line_twice() {
    for name in ["people.tsv", "institutions.tsv", "function_words.tsv", "places.tsv"] {
        let mut seen = BTreeSet::new();
        for (at, fields) in lines(name) {
            let [category, items] = fields.as_slice() else {
                panic!("{name}:{at}: {} fields, not a category and an item", fields.len());
            };
            assert!(category.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name}:{at}: category {category:?}");
            assert!(items.split('=').all(|i| arabic_or_latin(i) && i.trim() == i), "{name}:{at}: item {items:?}");
            assert!(seen.insert((category.clone(), items.clone())), "{name}:{at}: {items} stands there already");
        }
    }
}

#[test]
fn verbs_have_eleven_columns_a_known_stance_and_a_lemma_of_their_own() {
    let stances: Vec<&str> = Stance::ALL.iter().map(|s| s.name()).collect();
    let mut seen = BTreeSet::new();
    for (at, fields) in lines("verbs.tsv") {
        assert_eq!(fields.len(), 11, "verbs.tsv:{at}: eleven columns");
        assert!(stances.contains(&fields[7].as_str()), "verbs.tsv:{at}: stance {:?}", fields[7]);
        assert!(seen.insert(fields[0].clone()), "verbs.tsv:{at}: {} stands there already", fields[0]);
    }
}

#[test]
fn every_form_belongs_to_a_verb_and_every_verb_has_forms() {
    let verbs = lines("verbs.tsv").len();
    let mut conjugated = vec![0; verbs];
    for (at, fields) in lines("verb_forms.tsv") {
        let number: usize = fields[1].parse().unwrap_or_else(|_| panic!("verb_forms.tsv:{at}: {:?}", fields[1]));
        assert!(number < verbs, "verb_forms.tsv:{at}: there is no verb {number}");
        conjugated[number] += 1;
    }
    for (number, forms) in conjugated.iter().enumerate() {
        assert!(*forms >= 10, "verb {number} of verbs.tsv has {forms} forms: run conjugate.py");
    }
}
