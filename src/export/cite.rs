//! The articles themselves, for citing: CSL-JSON, BibTeX and RIS.
//!
//! A byline is one name as stated: nobody can part an Arabic name into given and family names by rule, so it is never
//! parted (`literal` in CSL, double braces in BibTeX).

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::annotated::{Annotated, one_line};
use super::day::Day;
use crate::article::BlockKind;

/// What citing needs of an article, each in one line; empty where it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reference {
    /// What it is called in the file: ASCII letters, digits and hyphens.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// Who published it.
    pub outlet: String,
    /// The place in its dateline.
    pub place: String,
    /// Its address.
    pub url: String,
    /// Its language.
    pub language: String,
    /// When it was published, as stated.
    pub stated: String,
    /// When it was published.
    pub day: Option<Day>,
}

/// Keys that were given.
#[derive(Debug, Clone, Default)]
pub struct Keys(BTreeSet<String>);

impl Reference {
    /// The reference to an article, with a key that no other has.
    pub fn of(annotated: &Annotated<'_>, keys: &mut Keys) -> Reference {
        let line = |text: Option<&str>| text.map(one_line).unwrap_or_default();
        let day = annotated.day();
        let hash: String = annotated.article.hash.chars().take(8).collect();
        let stem = day.map_or_else(|| format!("isnad-{hash}"), |day| format!("isnad-{}-{hash}", day.year));
        let mut key = stem.clone();
        let mut number = 1;
        while !keys.0.insert(key.clone()) {
            number += 1;
            key = format!("{stem}-{number}");
        }
        Reference {
            key,
            title: one_line(annotated.article.title()),
            author: line(annotated.byline()),
            outlet: line(annotated.article.about.outlet.as_deref()),
            place: line(annotated.first(BlockKind::Dateline)),
            url: line(annotated.url()),
            language: line(annotated.language()),
            stated: line(annotated.published()),
            day,
        }
    }
}

/// An item of CSL-JSON.
pub fn csl(reference: &Reference) -> Value {
    let mut item = json!({"id": reference.key, "type": "article-newspaper", "title": reference.title});
    let texts = [
        ("container-title", &reference.outlet),
        ("event-place", &reference.place),
        ("URL", &reference.url),
        ("language", &reference.language),
    ];
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        item[name] = json!(text);
    }
    if !reference.author.is_empty() {
        item["author"] = json!([{"literal": reference.author}]);
    }
    match reference.day {
        Some(day) => {
            let parts: Vec<i16> =
                [Some(day.year), day.month.map(i16::from), day.day.map(i16::from)].into_iter().flatten().collect();
            item["issued"] = json!({"date-parts": [parts]});
        }
        None if !reference.stated.is_empty() => item["issued"] = json!({"literal": reference.stated}),
        None => {}
    }
    item
}

/// An entry of BibTeX, which biblatex understands as well.
pub fn bibtex(reference: &Reference) -> String {
    let mut out = format!("@misc{{{}", reference.key);
    let mut field = |name: &str, value: String| {
        let _ = write!(out, ",\n  {name} = {{{value}}}");
    };
    field("title", format!("{{{}}}", tex(&reference.title)));
    if !reference.author.is_empty() {
        field("author", format!("{{{}}}", tex(&reference.author)));
    }
    if !reference.outlet.is_empty() {
        field("howpublished", tex(&reference.outlet));
    }
    if let Some(day) = reference.day {
        field("date", day.to_string());
        field("year", format!("{:04}", day.year));
        if let Some(month) = day.month {
            field("month", month.to_string());
        }
    } else if !reference.stated.is_empty() {
        field("note", tex(&reference.stated));
    }
    if !reference.url.is_empty() {
        field("url", reference.url.clone());
    }
    if !reference.language.is_empty() {
        field("language", tex(&reference.language));
    }
    out.push_str("\n}\n");
    out
}

/// Text as TeX reads it. Braces stay balanced whatever the text holds: BibTeX counts escaped ones, too.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '$' | '&' | '#' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// A record of RIS: a tag and a value a line, CRLF.
pub fn ris(reference: &Reference) -> String {
    let day = reference.day.map(|day| {
        let part = |part: Option<i8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
        format!("{:04}/{}/{}/", day.year, part(day.month), part(day.day))
    });
    let year = reference.day.map(|day| format!("{:04}", day.year));
    let lines = [
        ("TY", "NEWS"),
        ("ID", &reference.key),
        ("TI", &reference.title),
        ("AU", &reference.author),
        ("T2", &reference.outlet),
        ("PY", year.as_deref().unwrap_or_default()),
        ("DA", day.as_deref().unwrap_or_default()),
        ("N1", if reference.day.is_none() { &reference.stated } else { "" }),
        ("CY", &reference.place),
        ("LA", &reference.language),
        ("UR", &reference.url),
    ];
    let mut out = String::new();
    for (tag, value) in lines.into_iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(out, "{tag}  - {value}\r\n");
    }
    out.push_str("ER  - \r\n\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference() -> Reference {
        Reference {
            key: "isnad-2021-0a1b".to_owned(),
            title: "سعر {القمح} 50% \\ A_b ~ ^ # & $".to_owned(),
            author: "سامر and ربيع".to_owned(),
            url: "https://example.org/a%20b?x=1#y".to_owned(),
            day: Some(Day { year: 2021, month: Some(7), day: None }),
            ..Reference::default()
        }
    }

    #[test]
    fn braces_stay_balanced_in_bibtex() {
        let entry = bibtex(&reference());
        let depth = entry.chars().try_fold(0_i32, |depth, c| match c {
            '{' => Some(depth + 1),
            '}' => (depth > 0).then_some(depth - 1),
            _ => Some(depth),
        });
        assert_eq!(depth, Some(0), "{entry}");
        assert!(
            entry.contains("\n  title = {{سعر \\textbraceleft{}القمح\\textbraceright{} 50\\% \\textbackslash{} A\\_b ")
        );
        assert!(
            entry.contains("\n  author = {{سامر and ربيع}},\n  date = {2021-07},\n  year = {2021},\n  month = {7},")
        );
        assert!(entry.contains("\n  url = {https://example.org/a%20b?x=1#y}"));
    }

    #[test]
    fn what_is_not_known_of_a_day_is_left_out() {
        assert_eq!(csl(&reference())["issued"], json!({"date-parts": [[2021, 7]]}));
        assert!(ris(&reference()).contains("\r\nPY  - 2021\r\nDA  - 2021/07//\r\n"));
        let stated = Reference { day: None, stated: "أمس".to_owned(), ..reference() };
        assert_eq!(csl(&stated)["issued"], json!({"literal": "أمس"}));
        assert!(bibtex(&stated).contains("\n  note = {أمس}") && ris(&stated).contains("N1  - أمس\r\n"));
    }
}
