//! Front matter: what site generators and note programs write above a text, as YAML or as TOML.
//!
//! Of YAML 1.2 what front matter is made of is read: scalars plain, quoted, folded over lines or in blocks, and rows of
//! them; nested maps are passed over.

use crate::article::date::first_day;
use crate::article::model::{About, Direction};

/// A key, in small letters, and what it says; of a row its parts joined.
pub(super) type Entry = (String, String);

/// What the entries say of the article. Of several keys that say the same the first one of the list counts.
pub(super) fn about(entries: &[Entry]) -> About {
    let said = |names: &[&str]| {
        let value = |name: &&str| entries.iter().find(|(key, value)| key == name && !value.is_empty());
        names.iter().find_map(value).map(|(_, value)| value.clone())
    };
    let is_address = |value: &String| value.starts_with("http://") || value.starts_with("https://");
    let addresses = ["url", "link", "canonical", "canonical_url", "source_url", "permalink", "source"];
    About {
        title: said(&["title", "headline"]),
        byline: said(&["author", "authors", "byline", "creator", "by"]),
        outlet: said(&["outlet", "publisher", "publication", "site", "website", "source"])
            .filter(|value| !is_address(value)),
        url: addresses.iter().find_map(|name| said(&[name]).filter(is_address)),
        published: said(&["published", "date", "pubdate", "created"]).as_deref().and_then(day),
        language: said(&["lang", "language", "locale"]).map(|tag| tag.replace('_', "-")),
        direction: said(&["dir", "direction"]).and_then(|name| Direction::from_name(&name.to_ascii_lowercase())),
    }
}

/// An instant as it is where it begins as ISO 8601 does, else the day that it holds.
fn day(value: &str) -> Option<String> {
    let is_iso = value.bytes().enumerate().take(10).all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if is_iso && value.len() >= 10 {
        return Some(value.to_owned());
    }
    first_day(value).map(|day| day.to_string())
}

/// The entries of a table in TOML; none where it is damaged.
pub(super) fn of_toml(source: &str) -> Vec<Entry> {
    let table: toml::Table = toml::from_str(source).unwrap_or_default();
    let entries = table.into_iter().filter_map(|(key, value)| Some((key.to_ascii_lowercase(), scalar(&value)?)));
    entries.collect()
}

fn scalar(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(words) => Some(words.trim().to_owned()),
        toml::Value::Datetime(when) => Some(when.to_string()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Array(all) => Some(all.iter().filter_map(scalar).collect::<Vec<_>>().join("، ")),
        _ => None,
    }
}

/// The entries of a map in YAML.
pub(super) fn of_yaml(source: &str) -> Vec<Entry> {
    let lines: Vec<&str> = source.lines().collect();
    let mut entries = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let Some((key, first)) = key(line) else { continue };
        let below = lines.iter().skip(at).take_while(|line| is_below(line)).count();
        let rest = lines.get(at..at + below).unwrap_or_default();
        entries.push((key.to_ascii_lowercase(), value(first, rest)));
        at += below;
    }
    entries
}

/// The key and the rest of a line of the outermost map.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, rest) = line.split_once(':')?;
    let key = key.trim_end().trim_matches(['"', '\'']);
    let is_key = !key.is_empty() && !key.starts_with(['#', ' ', '\t', '-']);
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then(|| (key, rest.trim()))
}

/// Whether a line goes on with the value above it.
fn is_below(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with([' ', '\t']) || line.starts_with("- ") || key(line).is_none()
}

fn value(first: &str, below: &[&str]) -> String {
    let rest = || below.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    match first.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let all = [first].into_iter().chain(rest()).collect::<Vec<_>>().join(" ");
            unquoted(&all, quote)
        }
        Some('|' | '>') => rest().collect::<Vec<_>>().join(" "),
        Some('[') => {
            let all = [first].into_iter().chain(rest()).collect::<Vec<_>>().join(" ");
            let inner = all.trim_start_matches('[').split(']').next().unwrap_or_default();
            joined(inner.split(','))
        }
        None | Some('#') => joined(rest().filter_map(|line| line.strip_prefix("- "))),
        // What is below is a map of its own where it has keys.
        Some(_) => {
            let more = rest().filter(|line| key(line).is_none());
            without_comment(&[first].into_iter().chain(more).collect::<Vec<_>>().join(" ")).to_owned()
        }
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let whole = parts.map(|part| {
        let part = part.trim();
        match part.chars().next() {
            Some(quote @ ('"' | '\'')) => unquoted(part, quote),
            _ => without_comment(part).to_owned(),
        }
    });
    whole.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("، ")
}

fn without_comment(words: &str) -> &str {
    let words = words.split_once(" #").map_or(words, |(words, _)| words).trim();
    if matches!(words, "null" | "~") { "" } else { words }
}

/// What stands between the quotation mark that opens `words` and the one that closes it.
fn unquoted(words: &str, quote: char) -> String {
    let mut out = String::new();
    let mut letters = words.chars().skip(1).peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if quote == '"' => match letters.next() {
                Some('n' | 't' | 'r') => out.push(' '),
                Some(other) => out.push(other),
                None => break,
            },
            '\'' if quote == '\'' && letters.peek() == Some(&'\'') => out.extend(letters.next()),
            end if end == quote => break,
            other => out.push(other),
        }
    }
    out.trim().to_owned()
}
