//! What can be typed after `isnad library`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// What `isnad library` can do. ID is the number of an article as `isnad library list` shows it, 12@2 for its second
/// version, the beginning of a text's hash, or how the title begins.
#[derive(Debug, Subcommand)]
pub enum LibraryTask {
    /// Write the path of the library's file.
    Path,
    /// List articles.
    List(List),
    /// Add articles: new ones, and changed ones as new versions beside the old.
    Add(Add),
    /// Remove articles with all that was said of them, for good.
    Remove {
        /// Articles.
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
        /// Do not ask.
        #[arg(short, long)]
        yes: bool,
    },
    /// Count what is in the library.
    Stats {
        /// Write it as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check the library: its file, every text and claim, all counts.
    Verify,
    /// Write a copy of the library into a new file; others may use the library meanwhile.
    Backup {
        /// The file.
        file: PathBuf,
    },
    /// Drop what nothing needs, count anew, give free space back.
    Gc,
}

/// Options of `isnad library add`.
#[derive(Debug, Args)]
pub struct Add {
    /// Text files and pages, folders of such, addresses of the web, or - for standard input.
    #[arg(required_unless_present = "again", value_name = "FILE|DIR|URL")]
    pub files: Vec<PathBuf>,
    /// Make articles of the library anew from what they were made from, without asking their servers: those that are named
    /// as elsewhere in place of files, or all. What comes out another way becomes a version beside the old.
    #[arg(long)]
    pub again: bool,
    /// The address of the article; for one file.
    #[arg(long)]
    pub url: Option<String>,
    /// Who published it.
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// When it was published: 2021-07-22, or as articles write it.
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    /// Its title; for one file.
    #[arg(long)]
    pub title: Option<String>,
    /// How many articles are worked on at once; without it as many as there are processors.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZero<u16>>,
}

/// Options of `isnad library list`.
#[derive(Debug, Args)]
pub struct List {
    /// Only those of this outlet.
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Only those of this day or later: 2021, 2021-07, 2021-07-22.
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Only those of this day (month, year) or earlier.
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// Only those with a claim or a source that has this tag.
    #[arg(long)]
    pub tag: Option<String>,
    /// Only those whose title or outlet holds these words.
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// Only those with claims that were not checked.
    #[arg(long)]
    pub unchecked: bool,
    /// Only those that were never read.
    #[arg(long)]
    pub unread: bool,
    /// In what order.
    #[arg(long, value_enum, default_value_t = Sort::Day)]
    pub sort: Sort,
    /// From the other end.
    #[arg(long)]
    pub reverse: bool,
    /// At most so many.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// How they are written.
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// By what articles are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Sort {
    Day,
    Added,
    Outlet,
    Title,
    Unchecked,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Columns to read.
    Table,
    /// Fields parted by tabs.
    Tsv,
    /// A list of objects.
    Json,
}

/// What `isnad desk` can do.
#[derive(Debug, Subcommand)]
pub enum DeskWay {
    /// Write the library into a folder: each article's texts, and one JSON line an annotation.
    Out {
        /// The folder: empty, or written by this command before.
        dir: PathBuf,
        /// Write down as well how sources may be reached.
        #[arg(long)]
        contacts: bool,
    },
    /// Take such a folder into the library; of what both have in two ways the newer holds, and each is told.
    In {
        /// The folder.
        dir: PathBuf,
        /// Only tell what would become of it.
        #[arg(long)]
        dry_run: bool,
    },
}
