//! From heading to heading: of a book from chapter to chapter.

use super::*;
use crate::article::{Block, BlockKind};
use crate::span::Span;

/// Chapters of some paragraphs each.
fn book() -> article::Article {
    let mut article = article_of("x\n");
    article.text.clear();
    article.blocks.clear();
    let mut add = |kind: BlockKind, words: &str| {
        let start = article.text.len();
        article.text.push_str(words);
        article.blocks.push(Block { kind, span: Span::new(start, article.text.len()) });
        article.text.push_str("\n\n");
    };
    for chapter in ["الأول", "الثاني", "الثالث"] {
        add(BlockKind::Heading, chapter);
        (0..12).for_each(|_| add(BlockKind::Paragraph, "كان البحر هادئا وكانت السفن بعيدة."));
    }
    add(BlockKind::Heading, "خاتمة");
    add(BlockKind::Paragraph, "انتهى.");
    article
}

#[test]
fn keys_of_both_keyboards_go_from_heading_to_heading() {
    for (down, up) in [("gj", "gk"), ("لت", "لن")] {
        let mut desk = Desk::in_language("ar", book());
        let mut at = |keys: &str| {
            desk.types(keys);
            desk.model.top.block
        };
        assert_eq!((at(down), at(down), at(up)), (13, 26, 13), "{down}");
        at(down);
        let end = at(down);
        assert!(end > 26, "the end of the text");
        assert_eq!(at(down), end, "there is no other");
        assert_eq!((at(up), at(up), at(up)), (26, 13, 0));
        assert_eq!(at(up), 0);
    }
}
