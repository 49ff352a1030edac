//! The map in `src/lib.rs` is true: imports point down only, effects stay at the edge, files and functions stay short.
//!
//! Sources are read as tokens, without comments and literals. Code under `#[cfg(test)] mod … { }` and in files that
//! `#[cfg(test)] mod …;` names may do input and output; everything else is held.

mod imports_source;

use std::fs;
use std::path::{Path, PathBuf};

use imports_source::{Found, functions, paths, tests_begin, without_comments};

/// Which modules of the crate a module may name, from the ground up.
const MAY_NAME: &[(&str, &[&[&str]])] = &[
    ("span", &[]),
    ("fold", &[&["span"]]),
    ("diff", &[&["span", "fold"]]),
    ("figures", &[&["span", "fold"]]),
    ("search", &[&["span", "fold"]]),
    ("text", &[&["span", "fold"]]),
    ("fetch", &[]),
    ("article", &[&["span", "fold"]]),
    ("claims", &[&["span", "fold", "diff", "article"]]),
    ("store", &[&["span", "fold", "diff", "search", "article", "claims"]]),
    ("feed", &[&["span", "fold", "fetch", "article", "claims", "store"]]),
    ("words", &[]),
    ("export", &[WORDS, ARTICLES]),
    ("check", &[WORDS, ARTICLES]),
    ("label", &[WORDS, ARTICLES]),
    ("config", &[WORDS, ARTICLES, &["text", "export"]]),
    ("shelf", &[WORDS, ARTICLES, &["export", "config"]]),
    ("widgets", &[&["span", "fold", "text"]]),
    ("tui", &[WORDS, ARTICLES, &["text", "export", "check", "label", "config", "shelf", "widgets"]]),
    ("cli", &[WORDS, ARTICLES, &["text", "export", "check", "label", "config", "shelf", "widgets", "tui"]]),
    ("main", &[&["cli"]]),
];

/// Modules that know words, and no article.
const WORDS: &[&str] = &["span", "fold", "diff", "figures", "search", "words"];

/// Modules that know articles, and no screen.
const ARTICLES: &[&str] = &["fetch", "article", "claims", "store", "feed"];

/// Where alone a crate may be named.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("ratatui", &["tui", "widgets"]),
    ("crossterm", &["tui", "widgets"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("rusqlite", &["store"]),
    ("similar", &["diff"]),
    ("ureq", &["fetch"]),
    ("feed_rs", &["feed"]),
    ("quick_xml", &["feed", "article"]),
    ("url", &["fetch"]),
    ("unicode_bidi", &["text"]),
    ("whatlang", &["article"]),
    ("rbook", &["article"]),
    ("zip", &["article"]),
    ("pulldown_cmark", &["article"]),
    ("dom_query", &["article", "feed"]),
    ("dom_smoothie", &["article"]),
];

/// Modules without input and output.
const PURE: &[&str] = &["span", "fold", "diff", "figures", "search", "text", "claims", "export", "check", "label"];

/// What pure modules do not name.
const EFFECTS: &[&str] = &["fs", "net", "process", "env"];

const MOST_LINES_OF_A_FILE: usize = 600;
const MOST_LINES_OF_A_FUNCTION: usize = 80;

#[test]
fn the_map_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut complaints = Vec::new();
    let files = sources(root);
    assert!(files.len() > 10, "the sources are under src");
    for (name, text) in &files {
        complaints.extend(check(name, text, &files));
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_module_has_its_place() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let modules: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    for module in &modules {
        assert!(MAY_NAME.iter().any(|(name, _)| name == module), "{module} is not in MAY_NAME");
    }
    for (at, (module, below)) in MAY_NAME.iter().enumerate() {
        for name in below.iter().copied().flatten() {
            let place = MAY_NAME.iter().position(|(other, _)| other == name);
            assert!(place.is_some_and(|place| place < at), "{module} points up to {name}");
        }
    }
}

/// All Rust sources, by their paths from the root, in order.
fn sources(root: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["src", "tests", "benches", "examples"].iter().map(|name| root.join(name)).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root).expect("under the root").to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).expect("readable")));
            }
        }
    }
    files.sort();
    files
}

/// What is wrong in one file, as `file:line: what`.
fn check(name: &str, text: &str, all: &[(String, String)]) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut complain = |line: usize, says: String| complaints.push(format!("{name}:{line}: {says}"));
    let is_generated = text.starts_with("//! Generated") || text.starts_with("// @generated");
    let lines = text.lines().count();
    if lines > MOST_LINES_OF_A_FILE && !is_generated {
        complain(lines, format!("the file has {lines} lines, more than {MOST_LINES_OF_A_FILE}"));
    }
    let code = without_comments(text);
    for (line, function, length) in functions(&code) {
        if length > MOST_LINES_OF_A_FUNCTION {
            complain(line, format!("fn {function} has {length} lines, more than {MOST_LINES_OF_A_FUNCTION}"));
        }
    }
    let Some(module) = module_of(name) else {
        return complaints;
    };
    let is_test_file = is_for_tests(name, all);
    let tests_begin = tests_begin(&code);
    for Found { line, path } in paths(&code) {
        let in_tests = is_test_file || tests_begin.is_some_and(|begin| line >= begin);
        for says in wrong_with(module, name, &path, in_tests) {
            complain(line, says);
        }
    }
    complaints
}

/// The top module that a file belongs to; `lib.rs` and files outside `src` belong to none.
fn module_of(name: &str) -> Option<&str> {
    let inside = name.strip_prefix("src/")?;
    let top = inside.split('/').next()?;
    let module = top.strip_suffix(".rs").unwrap_or(top);
    (module != "lib").then_some(module)
}

/// Whether `#[cfg(test)] mod …;` names the file, or a folder that it is in.
fn is_for_tests(name: &str, all: &[(String, String)]) -> bool {
    let stem = name.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    let mut part = stem;
    while let Some((parent, module)) = part.rsplit_once('/') {
        let declaration = format!("#[cfg(test)]\nmod {module};");
        let holders = [format!("{parent}/mod.rs"), format!("{parent}.rs"), format!("{parent}/lib.rs")];
        if all.iter().any(|(file, text)| holders.contains(file) && text.contains(&declaration)) {
            return true;
        }
        part = parent;
    }
    false
}

fn wrong_with(module: &str, file: &str, path: &[String], in_tests: bool) -> Vec<String> {
    let mut says = Vec::new();
    let first = path.first().map_or("", String::as_str);
    if let Some(named) = named_module(file, path) {
        let below = MAY_NAME.iter().find(|(name, _)| *name == module).map_or(&[][..], |(_, below)| *below);
        if named != module && !below.iter().any(|names| names.contains(&named)) {
            says.push(format!("{module} must not know {named} ({})", path.join("::")));
        }
    }
    if let Some((_, places)) = ONLY_IN.iter().find(|(krate, _)| *krate == first)
        && !places.contains(&module)
    {
        says.push(format!("{first} is named outside of {}", places.join(" and ")));
    }
    let is_effect = first == "std" && path.get(1).is_some_and(|name| EFFECTS.contains(&name.as_str()));
    if is_effect && PURE.contains(&module) && !in_tests {
        says.push(format!("{module} does no input or output ({})", path.join("::")));
    }
    says
}

/// The top module that a path leads to, through `crate::`, `isnad::` or enough `super::`.
fn named_module<'a>(file: &str, path: &'a [String]) -> Option<&'a str> {
    let inside = file.strip_prefix("src/")?.trim_end_matches(".rs").trim_end_matches("/mod");
    let depth = inside.split('/').count();
    let ups = path.iter().take_while(|part| *part == "super").count();
    let rest = match path.first()?.as_str() {
        "crate" | "isnad" => path.get(1)?,
        "super" if ups >= depth => path.get(ups)?,
        _ => return None,
    };
    MAY_NAME.iter().map(|(name, _)| *name).find(|name| name == rest)
}

/// A planted file draws just these complaints: parts of each, in order.
#[track_caller]
fn planted(name: &str, text: &str, expected: &[&str]) {
    let complaints = check(name, text, &[(name.to_owned(), text.to_owned())]);
    assert_eq!(complaints.len(), expected.len(), "{complaints:#?}");
    for (complaint, expected) in complaints.iter().zip(expected) {
        assert!(complaint.starts_with(&format!("{name}:")) && complaint.contains(expected), "{complaint}");
    }
}

#[test]
fn a_planted_import_is_found() {
    planted(
        "src/text/fill.rs",
        "use crate::span::Span;\nuse crate::article::Article;",
        &["fill.rs:2: text must not know article"],
    );
    planted(
        "src/claims/a.rs",
        "use crate::{\n  span::Span,\n  store::{Store, Trouble},\n};",
        &["a.rs:3: claims", "a.rs:3: claims"],
    );
    planted(
        "src/article/mod.rs",
        "fn f() {\n  super::claims::extract(&a);\n}",
        &["mod.rs:2: article must not know claims"],
    );
    planted("src/article/a.rs", "fn f() { super::claims(); super::super::tui::run() }", &["article must not know tui"]);
    planted("src/store/mod.rs", "pub use crate::config as settings;", &["store must not know config"]);
    planted("src/main.rs", "fn main() { isnad::cli::main(); isnad::tui::run() }", &["main must not know tui"]);
    planted("src/cli/mod.rs", "use crate::tui::run;\nuse super::words;", &[]);
}

#[test]
fn a_planted_crate_is_found() {
    planted("src/cli/mod.rs", "use ratatui::Frame;", &["mod.rs:1: ratatui is named outside of tui and widgets"]);
    planted("src/tui/view.rs", "use {clap::Parser, ratatui::Frame};", &["clap is named outside of cli"]);
    planted("src/export/a.rs", "fn f(e: rusqlite::Error) {}", &["rusqlite is named outside of store"]);
    planted("src/article/a.rs", "use ureq::Agent;", &["ureq is named outside of fetch"]);
    planted("src/widgets/a.rs", "extern crate unicode_bidi;", &["unicode_bidi is named outside of text"]);
}

#[test]
fn planted_input_and_output_is_found() {
    planted("src/claims/a.rs", "use std::{env, fmt, fs::File};", &["(std::env)", "(std::fs::File)"]);
    planted("src/text/a.rs", "fn f() { std::process::exit(1) }", &["text does no input or output"]);
    planted("src/article/a.rs", "use std::fs;", &[]);
    let tests = "fn f() {}\n\n#[cfg(test)]\nmod tests {\n    use std::fs;\n    use crate::tui;\n}";
    planted("src/claims/a.rs", tests, &["a.rs:6: claims must not know tui"]);
    let declared = ("src/claims/mod.rs".to_owned(), "#[cfg(test)]\nmod fixtures;".to_owned());
    assert!(check("src/claims/fixtures.rs", "use std::fs;", std::slice::from_ref(&declared)).is_empty());
    assert_eq!(check("src/claims/other.rs", "use std::fs;", &[declared]).len(), 1);
}

#[test]
fn words_in_comments_and_literals_are_no_imports() {
    let text = "// use crate::tui;\n/* crate::tui /* nested */ crate::tui */\n\
                const A: &str = \"use crate::tui; \\\" crate::tui\";\n\
                const B: &str = r#\"use \"crate::tui\"\"#;\nconst C: char = '\"';\nfn f<'a>(x: &'a str) -> &'a str { x }";
    planted("src/text/a.rs", text, &[]);
    planted("src/text/a.rs", &format!("{text}\nuse crate::tui;"), &["a.rs:7: text must not know tui"]);
}

#[test]
fn a_planted_length_is_found() {
    let long = format!("fn short() {{}}\nfn long() {{\n{}}}\n", "    work();\n".repeat(79));
    planted("src/text/a.rs", &long, &["a.rs:2: fn long has 81 lines"]);
    planted("tests/a.rs", &long, &["a.rs:2: fn long has 81 lines"]);
    planted("src/text/a.rs", &"\n".repeat(601), &["the file has 601 lines"]);
    planted("src/text/forms.rs", &format!("//! Generated by x.\n{}", "\n".repeat(601)), &[]);
}
