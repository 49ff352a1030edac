//! The interface's words: every key that the program asks for is in the table, and every key of the table is asked for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use isnad::claims::{Problem, Reason};

/// The plural categories of CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// What stands before a key in the source where words are asked for by name.
const ASKING: [&str; 4] = ["say(\"", "fill(\"", "Notice::plain(\"", "Notice::with(\""];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            out.push(path);
        }
    }
}

/// The program's lines, without comments. The tests of the table itself ask for keys that it lacks.
fn code() -> Vec<String> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let texts = files.iter().map(|path| {
        let text = fs::read_to_string(path).unwrap();
        let end = text.find("#[cfg(test)]").filter(|_| path.ends_with("src/words.rs")).unwrap_or(text.len());
        text.get(..end).unwrap().to_owned()
    });
    texts
        .flat_map(|text| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>())
        .filter(|line| !line.starts_with("//"))
        .collect()
}

/// The keys of a table, but for comments.
fn keys(table: &str) -> BTreeSet<String> {
    let text = read(table);
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
}

/// The literals that follow `before`.
fn after<'a>(code: &'a [String], before: &'a str) -> impl Iterator<Item = &'a str> {
    code.iter().flat_map(move |line| line.split(before).skip(1)).filter_map(|rest| rest.split('"').next())
}

#[test]
fn every_key_that_is_asked_for_is_there() {
    let (code, table) = (code(), keys("assets/words.tsv"));
    let mut asked: BTreeSet<String> = ASKING
        .iter()
        .flat_map(|before| after(&code, before))
        .filter(|key| !key.contains('{'))
        .map(str::to_owned)
        .collect();
    for counted in after(&code, "count(\"") {
        asked.extend(CATEGORIES.iter().map(|category| format!("{counted}.{category}")));
    }
    assert!(asked.len() > 60, "{asked:?}");
    let missing: Vec<&String> = asked.difference(&table).collect();
    assert!(missing.is_empty(), "assets/words.tsv lacks {missing:?}");
}

#[test]
fn every_key_of_the_table_is_asked_for() {
    let (code, table) = (code(), keys("assets/words.tsv"));
    let literals: BTreeSet<&str> = code.iter().flat_map(|line| line.split('"').skip(1).step_by(2)).collect();
    let composed: Vec<&str> =
        literals.iter().filter_map(|literal| literal.split_once(".{")).map(|(head, _)| head).collect();
    let counted: BTreeSet<&str> = after(&code, "count(\"").collect();
    let is_asked = |key: &str| {
        let (head, tail) = key.rsplit_once('.').unwrap_or((key, ""));
        let is_counted = CATEGORIES.contains(&tail) && counted.contains(head);
        literals.contains(key) || is_counted || composed.contains(&head)
    };
    let unused: Vec<&String> = table.iter().filter(|key| !is_asked(key)).collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}

#[test]
fn what_has_a_name_has_its_words() {
    let table = keys("assets/words.tsv");
    let schema: serde_json::Value = serde_json::from_str(&read("assets/schema/article-1.json")).unwrap();
    let mut wanted: Vec<String> = keys("assets/keys.tsv").iter().map(|name| format!("command.{name}")).collect();
    wanted.extend(names(&schema, "neutral").iter().map(|name| format!("stance.{name}")));
    wanted.extend(names(&schema, "mixed").iter().map(|name| format!("kind.{name}")));
    wanted.extend(names(&schema, "person").iter().map(|name| format!("source.{name}")));
    wanted.extend(Reason::ALL.iter().map(|reason| format!("why.{}", reason.name())));
    wanted.extend(Problem::ALL.iter().map(|problem| format!("lexicon.{}", problem.name())));
    assert!(wanted.len() > 50, "{wanted:?}");
    let missing: Vec<&String> = wanted.iter().filter(|key| !table.contains(*key)).collect();
    assert!(missing.is_empty(), "assets/words.tsv lacks {missing:?}");
}

/// The closed list of the schema that holds `one`.
fn names(schema: &serde_json::Value, one: &str) -> Vec<String> {
    match schema {
        serde_json::Value::Array(values) if values.iter().any(|value| value == one) => {
            values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
        }
        serde_json::Value::Array(values) => values.iter().flat_map(|value| names(value, one)).collect(),
        serde_json::Value::Object(fields) => fields.values().flat_map(|value| names(value, one)).collect(),
        _ => Vec::new(),
    }
}
