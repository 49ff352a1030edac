//! What `isnad check` and `isnad label` take.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of `isnad check`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 every quotation is right or too short to judge, 1 one is altered, given to another \
                        or not found, 2 usage, 3 the draft cannot be read, 4 some of the texts could not be read, \
                        5 library locked, damaged or newer."
)]
pub struct Check {
    /// The draft: Markdown, or text (.txt) in which every line is a paragraph; - for Markdown on standard input.
    #[arg(value_name = "DRAFT")]
    pub draft: PathBuf,
    /// Compare with these, instead of with your library: text files, or the folders of libraries.
    #[arg(long, value_name = "LIB|FILE", num_args = 1..)]
    pub against: Vec<PathBuf>,
    /// Let nothing pass: spelling, vowel marks, ellipses and words left out are alterations too.
    #[arg(long)]
    pub strict: bool,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
    /// How many texts are searched at once; without it as many as there are processors.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZero<u16>>,
}

/// Options of `isnad label`.
#[derive(Debug, Args)]
pub struct Label {
    /// Text files, - for standard input, or articles of the library: a number, the beginning of a hash or of a title.
    #[arg(required = true, value_name = "FILE|ID")]
    pub articles: Vec<PathBuf>,
    /// Which words report, by outlet, with what each says of the words it brings.
    #[arg(long, conflicts_with = "numbers")]
    pub verbs: bool,
    /// The figures in what is said, with who said it: a list to check.
    #[arg(long)]
    pub numbers: bool,
    /// Write JSON.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// How it is written; without it as a card or a table to be read.
    #[arg(long, value_enum)]
    pub format: Option<LabelFormat>,
    /// Begin the table with a byte order mark, by which Excel knows UTF-8; for the format csv.
    #[arg(long)]
    pub bom: bool,
    /// How many articles are worked on at once; without it as many as there are processors.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZero<u16>>,
}

/// How labels are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LabelFormat {
    /// One object.
    Json,
    /// A table.
    Csv,
    /// A task list; of numbers.
    Md,
}
