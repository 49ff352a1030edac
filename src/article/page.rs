//! What a web page, a book or a Markdown file comes to: a text written anew, with its blocks.

use super::blocks;
use super::manuscript::Part;
use super::model::{About, Block, BlockKind};

/// An article as its loader wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// The article's text, written anew: blocks, parted by empty lines.
    pub text: String,
    /// The blocks of the text.
    pub blocks: Vec<Block>,
    /// What the page says of the article.
    pub about: About,
    /// Whether more stood in the source than was read of it.
    pub is_cut: bool,
}

impl Page {
    /// Whether there is anything to read in it.
    pub fn has_prose(&self) -> bool {
        self.blocks.iter().any(|block| block.kind.is_prose()) && !self.text.trim().is_empty()
    }
}

/// Sources mark hardly anything but paragraphs: what a paragraph is for, its words tell as those of a plain text do. What
/// the source marks as something stays that.
pub(super) fn refined(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let by_words = blocks::find(text, Part::Start);
    let mut refined = Vec::with_capacity(blocks.len());
    let mut from = 0;
    for block in blocks {
        // Both are in the order of the text: what ends before this block is never looked at again.
        from += by_words.iter().skip(from).take_while(|found| found.span.end <= block.span.start).count();
        let of_line = by_words.iter().skip(from).take_while(|found| found.span.start < block.span.end);
        let plain =
            block.kind == BlockKind::Paragraph && of_line.clone().all(|found| found.kind != BlockKind::Headline);
        if plain { refined.extend(of_line.copied()) } else { refined.push(block) }
    }
    refined
}
