//! What an article is.

use std::fmt;
use std::path::PathBuf;

use crate::span::{Offset, Span};

/// Where an article came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file, by the path that the user named.
    File(PathBuf),
    /// The web: the address where it was in the end.
    Url(String),
    /// Standard input.
    StandardInput,
    /// The article that ships inside the program.
    Sample,
    /// The library, which has it from somewhere; its name there.
    Library(String),
}

/// One article, or one window of a very large one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Where it came from.
    pub origin: Origin,
    /// The decoded text, otherwise unchanged. All spans are bytes of it.
    pub text: String,
    /// Its blocks in order; they neither overlap nor touch the line ends between them.
    pub blocks: Vec<Block>,
    /// Lower-case hexadecimal SHA-256 of `text`.
    pub hash: String,
    /// Which part of the file this is, where the file is too large to be held whole.
    pub window: Option<Window>,
    /// What was said of it beside its text: by its page, its feed or the user.
    pub about: About,
    /// What the reader should know about how it was read.
    pub warnings: Vec<Warning>,
}

/// What is said of an article beside its text. A plain-text file says nothing; what its own lines say is in its blocks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The title, without the name of the site.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published, as ISO 8601 as far as it is known: a day, or an instant.
    pub published: Option<String>,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
    /// Its direction, where the page says one.
    pub direction: Option<Direction>,
}

/// The direction of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Direction {
    RightToLeft,
    LeftToRight,
}

impl Direction {
    /// What HTML calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Direction::RightToLeft => "rtl",
            Direction::LeftToRight => "ltr",
        }
    }

    /// The direction that HTML calls so.
    pub fn from_name(name: &str) -> Option<Direction> {
        [Direction::RightToLeft, Direction::LeftToRight].into_iter().find(|direction| direction.name() == name)
    }
}

/// A stretch of the text with one function on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is, without the line end and the blanks around it.
    pub span: Span,
}

/// What a block is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The title of the article.
    Headline,
    /// Place and agency at the start (`دبي-الشرق`).
    Dateline,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Date,
    /// Words under a picture.
    Caption,
    /// A cross-head.
    Heading,
    /// Running text.
    Paragraph,
    /// A block quotation.
    Quote,
    /// A list item.
    List,
    /// Tabular matter.
    Table,
    /// Words of the site, not of the article: reading time, share buttons, "read also", a repeated caption.
    Boilerplate,
}

impl BlockKind {
    /// All of them.
    pub const ALL: [BlockKind; 11] = [
        BlockKind::Headline,
        BlockKind::Dateline,
        BlockKind::Byline,
        BlockKind::Date,
        BlockKind::Caption,
        BlockKind::Heading,
        BlockKind::Paragraph,
        BlockKind::Quote,
        BlockKind::List,
        BlockKind::Table,
        BlockKind::Boilerplate,
    ];

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<BlockKind> {
        BlockKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name in the JSON schema.
    pub const fn name(self) -> &'static str {
        match self {
            BlockKind::Headline => "headline",
            BlockKind::Dateline => "dateline",
            BlockKind::Byline => "byline",
            BlockKind::Date => "date",
            BlockKind::Caption => "caption",
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Quote => "quote",
            BlockKind::List => "list",
            BlockKind::Table => "table",
            BlockKind::Boilerplate => "boilerplate",
        }
    }

    /// Whether claims are looked for in it.
    pub const fn is_prose(self) -> bool {
        matches!(self, BlockKind::Headline | BlockKind::Paragraph | BlockKind::Quote | BlockKind::List)
    }
}

/// Which bytes of a large file an article holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first byte of the file that is in the text.
    pub start: u64,
    /// The byte of the file after the last one in the text.
    pub end: u64,
    /// The size of the file in bytes.
    pub file: u64,
}

/// Something that was put right or assumed while reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// No mark told the encoding: it was guessed.
    GuessedEncoding(&'static str),
    /// So many byte sequences did not fit the encoding, and stand as U+FFFD.
    Malformed {
        /// The encoding.
        encoding: &'static str,
        /// How many replacement characters the text holds.
        count: usize,
    },
    /// So many control characters, those of escape sequences among them, are in the text; they are shown as marks.
    Controls(usize),
    /// Standard input went on after the limit; the rest was left.
    Cut {
        /// How many bytes were read.
        at: u64,
    },
    /// A web page, a book or a Markdown file is longer than what is read of one.
    PageCut,
    /// So many parts of a book are missing, damaged or larger than a chapter is.
    Missing(usize),
    /// The words are those of a feed, since the page could not be fetched, for this reason.
    OnlyFeed(String),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::GuessedEncoding(name) => write!(f, "no mark names the encoding; read as {name}"),
            Warning::Malformed { encoding, count } => {
                write!(f, "{count} byte sequences are not {encoding}; shown as \u{fffd}")
            }
            Warning::Controls(count) => write!(f, "{count} control characters in the text are shown as marks"),
            Warning::PageCut => write!(f, "the page is very long; only its first part was read"),
            Warning::Missing(count) => write!(f, "{count} parts of the book are missing or cannot be read"),
            Warning::OnlyFeed(why) => write!(f, "only what a feed has of it: {why}"),
            Warning::Cut { at } => {
                write!(f, "only the first {at} bytes of standard input were read; save it to a file to read it whole")
            }
        }
    }
}

impl Article {
    /// The block that holds `offset`, or the last one before it.
    pub fn block_at(&self, offset: Offset) -> Option<usize> {
        self.blocks.partition_point(|block| block.span.start <= offset).checked_sub(1)
    }

    /// The title that was said beside the text; else the headline's words, or of none the first block's.
    pub fn title(&self) -> &str {
        if let Some(title) = &self.about.title {
            return title;
        }
        let headline = self.blocks.iter().find(|block| block.kind == BlockKind::Headline).or(self.blocks.first());
        headline.map_or("", |block| block.span.of(&self.text))
    }
}
