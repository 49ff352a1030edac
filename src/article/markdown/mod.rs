//! Markdown to an article: CommonMark 0.31 with the tables, footnotes, strike-outs and task lists of GitHub, and with the
//! front matter of site generators.
//!
//! `matter` (what the front matter says) → pulldown-cmark's events, footnotes numbered and raw HTML made safe to stand among
//! them (`events`) → a page, walked as any other page is (`html::read_fragment`). So emphasis, links and tags leave their words, and
//! tables, lists and quotations are blocks of their own. Where nothing says the title, a heading that stands first does.

mod events;
mod matter;

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::html::{folded, read_fragment};
use super::model::About;
use super::page::Page;

/// Names of files in Markdown end so.
const ENDS: [&str; 5] = ["md", "markdown", "mdown", "mkd", "mdx"];

/// How much of a text is looked at to tell whether front matter opens it.
const HEAD: usize = 16 * 1024;

/// Whether a file of this extension is in Markdown.
pub(super) fn is_name(extension: &str) -> bool {
    ENDS.iter().any(|end| extension.eq_ignore_ascii_case(end))
}

/// Whether a text that came without a name begins with front matter, as hardly anything but Markdown does.
pub(super) fn is_marked(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let head = head.trim_start_matches('\u{feff}');
    let mut lines = head.lines();
    let fence = lines.next().map(str::trim_end).unwrap_or_default();
    let sign = match fence {
        "---" => ':',
        "+++" => '=',
        _ => return false,
    };
    let mut says = false;
    for line in lines {
        if line.trim_end() == fence {
            return says;
        }
        let key = line.split_once(sign).map_or("", |(key, _)| key.trim_end());
        says |= !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    }
    false
}

/// Reads a text in Markdown. `None` where there is nothing to read in it.
pub(super) fn read(source: &str) -> Option<Page> {
    let source = events::with_spaced_headings(source);
    let mut options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    options |= Options::ENABLE_TASKLISTS | Options::ENABLE_HEADING_ATTRIBUTES;
    options |= Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let said: Vec<Event<'_>> = Parser::new_ext(&source, options).collect();
    let mut about = about(&said);
    about.title = about.title.or_else(|| first_heading(&said));
    let mut html = String::with_capacity(source.len() + source.len() / 4);
    pulldown_cmark::html::push_html(&mut html, events::walkable(said));
    Some(read_fragment(&html, about)).filter(Page::has_prose)
}

/// What the front matter says.
fn about(said: &[Event<'_>]) -> About {
    let mut kind = None;
    let mut source = String::new();
    for event in said {
        match event {
            Event::Start(Tag::MetadataBlock(found)) => kind = Some(*found),
            Event::End(TagEnd::MetadataBlock(_)) => break,
            Event::Text(words) if kind.is_some() => source.push_str(words),
            _ if kind.is_none() => break,
            _ => {}
        }
    }
    match kind {
        Some(MetadataBlockKind::YamlStyle) => matter::about(&matter::of_yaml(&source)),
        Some(MetadataBlockKind::PlusesStyle) => matter::about(&matter::of_toml(&source)),
        None => About::default(),
    }
}

/// The words of the heading of the first level that stands before all else.
fn first_heading(said: &[Event<'_>]) -> Option<String> {
    let matter = said.iter().position(|event| matches!(event, Event::End(TagEnd::MetadataBlock(_))));
    let mut rest = said.iter().skip(matter.map_or(0, |at| at + 1));
    if !matches!(rest.next()?, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) {
        return None;
    }
    let inside = rest.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    let mut words = String::new();
    for event in inside {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    Some(folded(&words)).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests;
