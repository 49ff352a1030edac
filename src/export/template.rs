//! Templates of the user's own: a small part of Mustache, described in `assets/README.md`.
//!
//! `{{name}}` is a value, as Markdown text in one line; `{{name|filter}}` the same otherwise written. `{{#name}}…{{/name}}`
//! is written once for each part of a list, and once for a value that is not empty; `{{^name}}…{{/name}}` where there is
//! none. A name is looked for in the part at hand, then in what is around it. `{{! words }}` is a comment. A line that
//! holds nothing but a tag that writes nothing is left out.
//!
//! All is checked when the template is read: a name or a filter that is not known, a section that does not end. Nothing in a
//! value is ever read as a tag.

use std::fmt;

use super::record::{Record, Shape, Value};

/// A template that has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Value { name: String, filter: Filter },
    Section { name: String, when: When, parts: Vec<Part> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    There,
    Empty,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    /// Markdown in one line.
    Md,
    /// Markdown, its lines kept.
    Lines,
    /// Markdown, each line behind `> `.
    Quote,
    /// As it is.
    Raw,
    /// A YAML string in double quotes.
    Yaml,
    /// A JSON string.
    Json,
    /// HTML text.
    Html,
    /// The name of a tag in Obsidian, without its `#`.
    Tag,
}

const FILTERS: [(&str, Filter); 8] = [
    ("md", Filter::Md),
    ("lines", Filter::Lines),
    ("quote", Filter::Quote),
    ("raw", Filter::Raw),
    ("yaml", Filter::Yaml),
    ("json", Filter::Json),
    ("html", Filter::Html),
    ("tag", Filter::Tag),
];

/// What is wrong in a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct TemplateError {
    /// The line, from 1.
    pub line: usize,
    says: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.says)
    }
}

impl Template {
    /// Reads a template for values of `shape`.
    ///
    /// # Errors
    /// Where a tag does not end, or names what is not known.
    pub fn parse(text: &str, shape: Shape) -> Result<Template, TemplateError> {
        let tokens = tokens(text)?;
        let mut parser = Parser { tokens: tokens.into_iter(), scopes: vec![shape] };
        let parts = parser.parts(None)?;
        Ok(Template { parts })
    }

    /// Writes a value by it.
    pub fn render(&self, record: &Record) -> String {
        let mut out = String::new();
        render(&self.parts, &mut vec![record], &mut out);
        out
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Text(String),
    Value { line: usize, name: String, filter: String },
    Open { line: usize, name: String, when: When },
    Close { line: usize, name: String },
    Comment,
}

impl Token {
    fn writes(&self) -> bool {
        matches!(self, Token::Text(_) | Token::Value { .. })
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, TemplateError> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some((before, after)) = rest.split_once("{{") {
        line += before.matches('\n').count();
        let Some((tag, behind)) = after.split_once("}}") else {
            return Err(TemplateError { line, says: "`{{` is not followed by `}}`".to_owned() });
        };
        if !before.is_empty() {
            tokens.push(Token::Text(before.to_owned()));
        }
        tokens.push(token(tag, line)?);
        line += tag.matches('\n').count();
        rest = behind;
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest.to_owned()));
    }
    alone(&mut tokens);
    Ok(tokens)
}

fn token(tag: &str, line: usize) -> Result<Token, TemplateError> {
    let inner = |tag: &str| tag.trim().to_owned();
    let found = match tag.chars().next() {
        Some('!') => return Ok(Token::Comment),
        Some('#') => Token::Open { line, name: inner(tag.trim_start_matches('#')), when: When::There },
        Some('^') => Token::Open { line, name: inner(tag.trim_start_matches('^')), when: When::Empty },
        Some('/') => Token::Close { line, name: inner(tag.trim_start_matches('/')) },
        _ => {
            let (name, filter) = tag.split_once('|').unwrap_or((tag, "md"));
            Token::Value { line, name: inner(name), filter: inner(filter) }
        }
    };
    let (Token::Open { name, .. } | Token::Close { name, .. } | Token::Value { name, .. }) = &found else {
        return Ok(found);
    };
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        return Err(TemplateError {
            line,
            says: format!("`{{{{{tag}}}}}` is no tag: a name of a to z and _ is expected"),
        });
    }
    Ok(found)
}

/// Takes the blanks before and the line end behind a tag away that stands alone on its line and writes nothing.
fn alone(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        if tokens[at].writes() {
            continue;
        }
        let starts = at == 0 || matches!(&tokens[at - 1], Token::Text(text) if is_blank_end(text, at == 1));
        let ends = match tokens.get(at + 1) {
            None => true,
            Some(Token::Text(text)) => after_line_end(text).is_some(),
            Some(_) => false,
        };
        if !(starts && ends) {
            continue;
        }
        if let Some(Token::Text(text)) = at.checked_sub(1).and_then(|before| tokens.get_mut(before)) {
            text.truncate(text.trim_end_matches([' ', '\t']).len());
        }
        if let Some(Token::Text(text)) = tokens.get_mut(at + 1) {
            *text = after_line_end(text).unwrap_or_default().to_owned();
        }
    }
}

/// Whether a text ends with a line's start, blanks aside. A text that was emptied ended so before.
fn is_blank_end(text: &str, is_first: bool) -> bool {
    let bare = text.trim_end_matches([' ', '\t']);
    bare.ends_with('\n') || (bare.is_empty() && (is_first || text.is_empty()))
}

fn after_line_end(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches([' ', '\t']);
    bare.strip_prefix("\r\n").or_else(|| bare.strip_prefix('\n')).or_else(|| bare.is_empty().then_some(bare))
}

struct Parser {
    tokens: std::vec::IntoIter<Token>,
    scopes: Vec<Shape>,
}

impl Parser {
    /// The parts up to the end of the section `open`, or of the template.
    fn parts(&mut self, open: Option<(&str, usize)>) -> Result<Vec<Part>, TemplateError> {
        let mut parts = Vec::new();
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Comment => {}
                Token::Text(text) => parts.push(Part::Text(text)),
                Token::Value { line, name, filter } => {
                    if self.look(&name, line)?.is_some() {
                        let says = format!("{{{{{name}}}}} is a list: write {{{{#{name}}}}} … {{{{/{name}}}}}");
                        return Err(TemplateError { line, says });
                    }
                    parts.push(Part::Value { name, filter: filter_of(&filter, line)? });
                }
                Token::Open { line, name, when } => {
                    let inner = self.look(&name, line)?;
                    let deeper = inner.filter(|_| when == When::There);
                    self.scopes.extend(deeper);
                    let inside = self.parts(Some((&name, line)))?;
                    if deeper.is_some() {
                        self.scopes.pop();
                    }
                    parts.push(Part::Section { name, when, parts: inside });
                }
                Token::Close { line, name } => {
                    return match open {
                        Some((expected, _)) if expected == name => Ok(parts),
                        Some((expected, from)) => Err(TemplateError {
                            line,
                            says: format!(
                                "{{{{/{name}}}}} where {{{{/{expected}}}}} is expected, for {{{{#{expected}}}}} in line {from}"
                            ),
                        }),
                        None => Err(TemplateError { line, says: format!("{{{{/{name}}}}} ends nothing") }),
                    };
                }
            }
        }
        match open {
            None => Ok(parts),
            Some((name, line)) => {
                Err(TemplateError { line, says: format!("{{{{#{name}}}}} does not end: {{{{/{name}}}}} is missing") })
            }
        }
    }

    /// What a name means here: a list of what, or a value.
    fn look(&self, name: &str, line: usize) -> Result<Option<Shape>, TemplateError> {
        let found = self.scopes.iter().rev().find_map(|shape| shape.get(name));
        found.ok_or_else(|| {
            let known: Vec<&str> = self.scopes.last().map(|shape| shape.names()).unwrap_or_default();
            TemplateError { line, says: format!("{{{{{name}}}}} is not known; known here: {}", known.join(", ")) }
        })
    }
}

fn filter_of(name: &str, line: usize) -> Result<Filter, TemplateError> {
    let found = FILTERS.iter().find(|(known, _)| *known == name).map(|(_, filter)| *filter);
    found.ok_or_else(|| {
        let known: Vec<&str> = FILTERS.iter().map(|(name, _)| *name).collect();
        TemplateError { line, says: format!("the filter {name:?} is not known; known are {}", known.join(", ")) }
    })
}

fn render(parts: &[Part], scopes: &mut Vec<&Record>, out: &mut String) {
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Value { name, filter } => {
                if let Some(Value::Text(text)) = find(name, scopes) {
                    out.push_str(&filter.write(text));
                }
            }
            Part::Section { name, when, parts } => section(name, *when, parts, scopes, out),
        }
    }
}

fn section(name: &str, when: When, parts: &[Part], scopes: &mut Vec<&Record>, out: &mut String) {
    let value = find(name, scopes);
    let is_empty = value.is_none_or(Value::is_empty);
    match (when, value) {
        (When::Empty, _) if is_empty => render(parts, scopes, out),
        (When::There, Some(Value::List(records))) => {
            for record in records {
                scopes.push(record);
                render(parts, scopes, out);
                scopes.pop();
            }
        }
        (When::There, Some(Value::Text(_))) if !is_empty => render(parts, scopes, out),
        _ => {}
    }
}

fn find<'r>(name: &str, scopes: &[&'r Record]) -> Option<&'r Value> {
    scopes.iter().rev().find_map(|record| record.get(name))
}

impl Filter {
    fn write(self, text: &str) -> String {
        match self {
            Filter::Md => super::markdown::inline(text),
            Filter::Lines => super::markdown::lines(text, ""),
            Filter::Quote => super::markdown::lines(text, "> "),
            Filter::Raw => text.to_owned(),
            Filter::Yaml => super::markdown::yaml(text),
            Filter::Json => {
                let json = serde_json::to_vec(text).unwrap_or_default();
                String::from_utf8_lossy(&super::escaped(&json)).into_owned()
            }
            Filter::Html => super::html::text(text),
            Filter::Tag => super::markdown::tag(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let tag = |tag: &str| Record::new().with("tag", tag);
        let claim = |text: &str, note: &str| Record::new().with("text", text).with("note", note);
        Record::new()
            .with("title", "عنوان *بارز*\nسطر")
            .with("outlet", "")
            .list("claims", vec![claim("{{title}}", "").list("tag_list", vec![tag("أ"), tag("ب")]), claim("نعم", "لا")])
    }

    #[track_caller]
    fn check(template: &str, expected: &str) {
        let template = Template::parse(template, Shape::Article).unwrap();
        assert_eq!(template.render(&record()), expected);
    }

    #[track_caller]
    fn check_refused(template: &str, expected: &str) {
        let error = Template::parse(template, Shape::Article).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }

    #[test]
    fn values_lists_and_what_is_not_there() {
        check("# {{title}}\n", "# عنوان \\*بارز\\* سطر\n");
        check("{{title|quote}}|{{ title | raw }}", "> عنوان \\*بارز\\*\n> سطر|عنوان *بارز*\nسطر");
        check("{{#claims}}[{{text|raw}}{{#note}}: {{note}}{{/note}}]{{/claims}}", "[{{title}}][نعم: لا]");
        check("{{#claims}}{{#tag_list}}#{{tag}} {{/tag_list}}{{/claims}}", "#أ #ب ");
        check("{{^outlet}}none{{/outlet}}{{#outlet}}some{{/outlet}}{{^claims}}none{{/claims}}", "none");
        // The title is found around the claims.
        check("{{#claims}}{{title|json}}{{/claims}}", r#""عنوان *بارز*\nسطر""عنوان *بارز*\nسطر""#);
    }

    #[test]
    fn lines_of_tags_alone_are_left_out() {
        check("{{! words }}\n{{#claims}}\n- {{text|raw}}\n{{/claims}}\nend\n", "- {{title}}\n- نعم\nend\n");
        check("a\r\n  {{#outlet}}  \r\nb\r\n{{/outlet}}\r\nc", "a\r\nc");
        check("{{#claims}}{{/claims}}\nx", "\nx");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        check_refused("a\n\n{{titel}}", "3: {{titel}} is not known; known here: ");
        check_refused("{{title|loud}}", "1: the filter \"loud\" is not known; known are md, ");
        check_refused("\n{{#claims}}\n", "2: {{#claims}} does not end");
        check_refused(
            "{{#claims}}\n{{/note}}",
            "2: {{/note}} where {{/claims}} is expected, for {{#claims}} in line 1",
        );
        check_refused("{{/outlet}}", "1: {{/outlet}} ends nothing");
        check_refused("\nx {{title", "2: `{{` is not followed");
        check_refused("{{Title!}}", "1: `{{Title!}}` is no tag");
        check_refused("{{claims}}", "1: {{claims}} is a list");
        check_refused("{{#claims}}{{/claims}}{{tag}}", "1: {{tag}} is not known");
    }
}
