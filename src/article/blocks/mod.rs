//! Text to blocks.

mod lines;

use super::Part;
use super::model::{Block, BlockKind};
use lines::lines;

/// The blocks of a text, in order.
pub(super) fn find(text: &str, part: Part) -> Vec<Block> {
    let lines = lines(text);
    let mut blocks: Vec<Block> =
        lines.iter().map(|line| Block { kind: BlockKind::Paragraph, span: line.span }).collect();
    if let [first, _, ..] = blocks.as_mut_slice()
        && part == Part::Start
        && first.span.len() <= 400
        && !first.span.of(text).ends_with('.')
    {
        first.kind = BlockKind::Headline;
    }
    blocks
}
