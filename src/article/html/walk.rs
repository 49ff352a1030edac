//! The article's part of a page, walked into typed blocks and their text.
//!
//! Blocks are what a browser would set apart: elements with a line of their own, and line breaks. Blanks are folded (CSS
//! Text 4.1.1): a run of them is one, none at the edges of a block. A table is text, a row a line, cells parted by tabs.

use dom_query::{Document, NodeRef};

use crate::article::model::{About, Block, BlockKind};
use crate::span::Span;

/// So many blocks stand at the top, where a page repeats what is said of the article.
const TOP: usize = 8;

/// So many words may stand beside the author's name in such a block: "written by", the place.
const LABEL: usize = 4;

/// The text of a page's article, with its blocks.
#[derive(Debug, Default)]
pub(in crate::article) struct Written {
    pub text: String,
    pub blocks: Vec<Block>,
}

/// The day of an instant, as it is written.
fn day(published: &str) -> &str {
    published.split(['T', ' ']).next().unwrap_or_default()
}

/// Words with their blanks folded.
pub(in crate::article) fn folded(words: &str) -> String {
    words.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Blanks that fold. No-break spaces do as well: pages set paragraphs apart by them.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// Writes an article out of one tree or several.
#[derive(Debug, Default)]
pub(in crate::article) struct Writer {
    written: Written,
    /// The block being written, with its blanks folded.
    line: String,
    /// The title and the byline: blocks that repeat them are left out.
    title: String,
    byline: String,
    /// What the elements make of the blocks in them, the innermost last.
    kinds: Vec<BlockKind>,
    /// The heading that was given from outside the tree: the first block of the tree that repeats it is left out.
    heading: String,
}

/// A step of the walk: trees of any depth are walked without recursion.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(Element),
}

/// What an element means to the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    /// A part of a line.
    Inline,
    /// A line of its own, of the kind that the elements round it make.
    Line,
    /// A block of a kind of its own.
    Block(BlockKind),
    /// A cell of a table's row.
    Cell,
    /// The end of a line.
    Break,
    /// Nothing to read.
    Nothing,
}

/// Whether nothing in such an element is read.
pub(super) fn is_unread(name: &str) -> bool {
    Element::of(name) == Element::Nothing
}

impl Element {
    fn of(name: &str) -> Element {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" => Element::Block(BlockKind::Heading),
            "blockquote" => Element::Block(BlockKind::Quote),
            "li" | "dt" | "dd" => Element::Block(BlockKind::List),
            "figcaption" | "caption" => Element::Block(BlockKind::Caption),
            "tr" => Element::Block(BlockKind::Table),
            "td" | "th" => Element::Cell,
            "br" => Element::Break,
            "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "figure" | "ul" | "ol"
            | "dl" | "table" | "tbody" | "thead" | "tfoot" | "pre" | "address" | "hr" | "form" | "fieldset"
            | "details" | "center" | "body" | "html" | "nav" => Element::Line,
            "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "object" | "video" | "audio"
            | "canvas" | "select" | "button" | "input" | "textarea" | "head" | "title" | "meta" | "link" => {
                Element::Nothing
            }
            _ => Element::Inline,
        }
    }
}

impl Writer {
    /// A writer that has written the title, the author and the day of what is said of the article.
    pub(in crate::article) fn new(about: &About) -> Writer {
        let mut writer = Writer::default();
        for (kind, words) in [
            (BlockKind::Headline, about.title.as_deref()),
            (BlockKind::Byline, about.byline.as_deref()),
            (BlockKind::Date, about.published.as_deref().map(day)),
        ] {
            writer.line.push_str(words.unwrap_or_default());
            writer.end_block_of(kind);
        }
        writer.title = about.title.clone().unwrap_or_default();
        writer.byline = about.byline.clone().unwrap_or_default();
        writer
    }

    /// Writes a tree.
    pub(in crate::article) fn add(&mut self, content: &Document) {
        self.walk(content.root());
        self.end_block();
        self.heading.clear();
    }

    /// Writes a heading for the tree that comes next.
    pub(in crate::article) fn head(&mut self, words: &str) {
        self.line.push_str(words);
        self.end_block_of(BlockKind::Heading);
        self.heading = words.to_owned();
    }

    /// How many blocks were written.
    pub(in crate::article) fn count(&self) -> usize {
        self.written.blocks.len()
    }

    /// How many bytes were written.
    pub(in crate::article) fn len(&self) -> usize {
        self.written.text.len()
    }

    /// What was written.
    pub(in crate::article) fn finish(self) -> Written {
        self.written
    }

    fn walk(&mut self, root: NodeRef<'_>) {
        let mut steps = vec![Step::Enter(root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(node) if node.is_text() => self.words(&node.text()),
                Step::Enter(node) => {
                    let element = node.node_name().map_or(Element::Inline, |name| Element::of(&name));
                    if element == Element::Nothing || node.is_comment() {
                        continue;
                    }
                    self.enter(element);
                    steps.push(Step::Leave(element));
                    steps.extend(node.children_it(true).map(Step::Enter));
                }
                Step::Leave(element) => self.leave(element),
            }
        }
    }

    fn enter(&mut self, element: Element) {
        match element {
            Element::Inline | Element::Nothing => {}
            Element::Cell => self.end_cell(),
            Element::Line | Element::Break => self.end_line(),
            Element::Block(kind) => {
                if kind == BlockKind::Table {
                    self.end_block();
                } else {
                    self.end_line();
                }
                // In a row of a table, all is a part of the row.
                self.kinds.push(if self.kind() == BlockKind::Table { BlockKind::Table } else { kind });
            }
        }
    }

    fn leave(&mut self, element: Element) {
        match element {
            Element::Inline | Element::Nothing | Element::Break | Element::Cell => {}
            Element::Line => self.end_line(),
            Element::Block(kind) => {
                if kind == BlockKind::Table {
                    self.end_block();
                } else {
                    self.end_line();
                }
                self.kinds.pop();
            }
        }
    }

    /// What a block here is: what the innermost element says that says anything; a list in a quotation is a list.
    fn kind(&self) -> BlockKind {
        self.kinds.last().copied().unwrap_or(BlockKind::Paragraph)
    }

    fn words(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                c if is_blank(c) => {
                    if !self.line.is_empty() && !self.line.ends_with([' ', '\t']) {
                        self.line.push(' ');
                    }
                }
                c => self.line.push(c),
            }
        }
    }

    fn end_cell(&mut self) {
        let kept = self.line.trim_end().len();
        self.line.truncate(kept);
        if kept > 0 {
            self.line.push('\t');
        }
    }

    /// A new line: a new block, but in a row of a table.
    fn end_line(&mut self) {
        if self.kind() == BlockKind::Table { self.words(" ") } else { self.end_block() }
    }

    fn end_block(&mut self) {
        self.end_block_of(self.kind());
    }

    /// Whether a block only repeats the title or the byline, which were written first.
    fn is_said(&self, words: &str, kind: BlockKind) -> bool {
        let is_top = self.written.blocks.len() < TOP;
        let is_title = words == self.title && (is_top || kind == BlockKind::Heading);
        let few = words.split(' ').count() <= self.byline.split(' ').count() + LABEL;
        is_title || (is_top && few && !self.byline.is_empty() && words.contains(self.byline.as_str()))
    }

    fn end_block_of(&mut self, kind: BlockKind) {
        let words = self.line.trim();
        let is_heading = !words.is_empty() && std::mem::take(&mut self.heading) == words;
        if !words.is_empty() && !is_heading && !self.is_said(words, kind) {
            if !self.written.text.is_empty() {
                self.written.text.push_str("\n\n");
            }
            let start = self.written.text.len();
            self.written.text.push_str(words);
            self.written.blocks.push(Block { kind, span: Span::new(start, self.written.text.len()) });
        }
        self.line.clear();
    }
}
