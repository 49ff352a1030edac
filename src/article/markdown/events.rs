//! Events of Markdown made such that a page of them can be walked: footnotes bear their numbers in brackets, and raw HTML
//! leaves nothing open behind it that would hide what follows.

use std::borrow::Cow;
use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::article::html::closed;

/// Two signs or more with no blank behind them are meant as a heading, as the older Markdown programs take them; one sign
/// may be a hashtag.
pub(super) fn with_spaced_headings(source: &str) -> Cow<'_, str> {
    let unspaced = |line: &str| {
        let rest = line.trim_start_matches('#');
        let signs = line.len() - rest.len();
        (2..=6).contains(&signs) && rest.chars().next().is_some_and(char::is_alphabetic)
    };
    if !source.lines().any(unspaced) {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len() + 64);
    for line in source.split_inclusive('\n') {
        if unspaced(line) {
            let rest = line.trim_start_matches('#');
            out.extend(std::iter::repeat_n('#', line.len() - rest.len()));
            out.extend([" ", rest]);
        } else {
            out.push_str(line);
        }
    }
    Cow::Owned(out)
}

/// The events of a page to be walked.
pub(super) fn walkable<'s>(said: Vec<Event<'s>>) -> impl Iterator<Item = Event<'s>> {
    let mut walk = Walk::default();
    said.into_iter().flat_map(move |event| walk.of(event))
}

#[derive(Debug, Default)]
struct Walk {
    /// The footnotes by their labels, in the order in which they are met.
    numbers: HashMap<String, usize>,
    /// A footnote's number that the next paragraph begins with.
    number: Option<String>,
    /// The raw HTML of a block, as far as it was met.
    raw: Option<String>,
}

impl Walk {
    fn of<'s>(&mut self, event: Event<'s>) -> Vec<Event<'s>> {
        match event {
            Event::FootnoteReference(label) => vec![Event::Text(self.numbered(&label).into())],
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.number = Some(format!("{} ", self.numbered(&label)));
                vec![html("<div>")]
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                let number = self.number.take().map(|number| Event::Text(number.into()));
                number.into_iter().chain([html("</div>")]).collect()
            }
            Event::Start(Tag::Paragraph) => {
                let number = self.number.take().map(|number| Event::Text(number.into()));
                std::iter::once(Event::Start(Tag::Paragraph)).chain(number).collect()
            }
            Event::Start(Tag::HtmlBlock) => {
                self.raw = Some(String::new());
                Vec::new()
            }
            Event::End(TagEnd::HtmlBlock) => vec![html(&closed(&self.raw.take().unwrap_or_default()))],
            Event::Html(raw) => match &mut self.raw {
                Some(block) => {
                    block.push_str(&raw);
                    Vec::new()
                }
                None => vec![html(&closed(&raw))],
            },
            Event::InlineHtml(raw) => vec![html(&closed(&raw))],
            event => vec![event],
        }
    }

    fn numbered(&mut self, label: &CowStr<'_>) -> String {
        let next = self.numbers.len() + 1;
        format!("[{}]", self.numbers.entry(label.to_string()).or_insert(next))
    }
}

fn html<'s>(source: &str) -> Event<'s> {
    Event::Html(source.to_owned().into())
}
