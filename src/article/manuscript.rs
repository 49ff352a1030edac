//! A decoded text of which nothing is known yet but its lines: all that printing needs.

use sha2::{Digest, Sha256};

use super::blocks;
use super::decode::{Decoded, controls};
use super::model::{About, Article, Block, Direction, Origin, Warning, Window};
use super::page::Page;
use crate::span::Span;

/// The text of a file, before its lines are told apart as headline, paragraphs and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    /// Where it came from.
    pub origin: Origin,
    /// The decoded text, otherwise unchanged.
    pub text: String,
    /// Which part of the file this is, where the file is too large to be held whole.
    pub window: Option<Window>,
    /// What the reader should know about how it was read.
    pub warnings: Vec<Warning>,
    /// Where in the article it stands.
    pub(super) part: Part,
    /// What a page says of it: its blocks, and what stands beside the text.
    pub(super) page: Option<(Vec<Block>, About)>,
    /// What is said beside a text that is no page.
    pub(super) beside: Option<About>,
}

/// Which part of an article a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it, or its start: there may be a headline.
    Start,
    /// Something after the start.
    Middle,
}

impl Manuscript {
    /// The text of a whole file.
    pub(super) fn whole(decoded: Decoded, origin: Origin) -> Manuscript {
        Manuscript {
            origin,
            text: decoded.text,
            window: None,
            warnings: decoded.warnings,
            part: Part::Start,
            page: None,
            beside: None,
        }
    }

    /// What stands beside the text, where something does.
    pub(super) fn about(&self) -> Option<&About> {
        self.beside.as_ref().or(self.page.as_ref().map(|(_, about)| about))
    }

    /// What stands beside the text, to be changed.
    pub(super) fn about_mut(&mut self) -> &mut About {
        match &mut self.page {
            Some((_, about)) => about,
            None => self.beside.get_or_insert_default(),
        }
    }

    /// The text of a page, as its loader wrote it.
    pub(super) fn of_page(page: Page, mut warnings: Vec<Warning>, origin: Origin) -> Manuscript {
        warnings.extend(page.is_cut.then_some(Warning::PageCut));
        let decoded = Decoded { text: page.text, warnings };
        Manuscript { page: Some((page.blocks, page.about)), ..Manuscript::whole(decoded, origin) }
    }

    /// The lines that hold something to see, in order, without the blanks around them.
    pub fn lines(&self) -> impl Iterator<Item = Span> {
        blocks::lines(&self.text).into_iter().map(|line| line.span)
    }

    /// The direction that its page or its book says.
    pub fn direction(&self) -> Option<Direction> {
        self.page.as_ref()?.1.direction
    }

    /// The article: its blocks found, its hash taken.
    pub fn into_article(self) -> Article {
        let Manuscript { origin, text, window, mut warnings, part, page, beside } = self;
        match controls(&text) {
            0 => {}
            count => warnings.push(Warning::Controls(count)),
        }
        let (blocks, about) = page.unwrap_or_else(|| (blocks::find(&text, part), beside.unwrap_or_default()));
        let hash = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        Article { origin, text, blocks, hash, window, about, warnings }
    }
}
