//! What can be typed. What it means here is settled by [`crate::config`].

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod check;
mod export;
mod feed;
mod library;
mod search;
mod sources;

use super::commands::annotate::Annotate;
use super::commands::diff::Diff;
use super::commands::quotes::Quotes;
use super::commands::reanchor::Reanchor;
pub use check::{Check, Label, LabelFormat};
pub use export::{Export, ExportFormat, Import, ImportFormat, What};
pub use feed::{FeedFormat, FeedTask};
pub use library::{Add, DeskWay, LibraryTask, List, ListFormat, Sort};
pub use search::{Fold, Search, Where};
pub use sources::{
    AliasTask, Grade, LinkTask, NamingWish, RatedWish, RoleTask, SourceList, SourceOrder, SourceShow, SourceSplit,
    Sources,
};

/// The version, with those of what it writes: the schema of `extract` and of the library.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (article schema 1, library schema 7)");

/// A terminal reader for Arabic articles that shows who said what.
#[derive(Debug, Parser)]
#[command(name = "isnad", version = VERSION, disable_help_subcommand = true)]
#[command(after_help = "Exit codes: 0 done, 1 nothing found, 2 usage or configuration, 3 no input could be read, \
                        4 some inputs failed, 5 library locked, damaged or newer, 130 interrupted.")]
pub struct Arguments {
    /// What to do; without a command, FILE is read.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The article to read: a file, an address of the web, or - for standard input; without one, the library, or while that is empty the
    /// sample article.
    #[arg(value_name = "FILE|URL")]
    pub file: Option<PathBuf>,

    /// Wishes that every command heeds.
    #[command(flatten)]
    pub global: Global,
}

/// Commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read an article: its text, and the claims in it by source.
    Read {
        /// A file, an address of the web, or - for standard input; or an article of the library: its number, the beginning of
        /// its hash or title.
        #[arg(value_name = "ID|FILE|URL")]
        file: PathBuf,
    },
    /// Read the sample article that is part of the program.
    Sample,
    /// Write an article to standard output as a screen would show it: joined letters, in visual order.
    Print(Print),
    /// Write who said what in articles to standard output: as JSON, as a table, or to be read.
    Extract(Extract),
    /// Put right who said what in an article, as in the reader; kept in the library.
    Correct(Correct),
    /// Say something of a claim: verdict, note, tags, evidence and more; kept in the library.
    Annotate(Box<Annotate>),
    /// List the claims of the library.
    Quotes(Quotes),
    /// Write articles with what was put right in them and said of them, for other programs.
    Export(Export),
    /// Take in annotations that another program wrote, or isnad export, into the library.
    Import(Import),
    /// Find words in the library: in articles, claims, notes and sources, by every spelling.
    Search(Search),
    /// Compare the quotations of your draft with the texts of the library: exact, altered, another's, not found.
    Check(Check),
    /// Write the sourcing label of articles: who speaks, named or not, heard directly or through whom, by which verbs.
    Label(Label),
    /// Show what an outlet changed between versions of an article, with the claims that this touched.
    Diff(Diff),
    /// Find the claims again that notes are of, after an article was changed.
    Reanchor(Reanchor),
    /// The library: list, add and remove articles, count, verify, back up.
    Library {
        /// What is to be done with it.
        #[command(subcommand)]
        task: LibraryTask,
    },
    /// What outlets tell of new articles (RSS, Atom, JSON Feed): into the library.
    Feed {
        /// What is to be done with feeds.
        #[command(subcommand)]
        task: FeedTask,
    },
    /// List the sources of the library, show what each said, and say who is who.
    #[command(subcommand)]
    Sources(Sources),
    /// The library as a folder of text that can be reviewed and merged as code is: out, and in again.
    Desk {
        /// Which way.
        #[command(subcommand)]
        way: DeskWay,
    },
    /// Check a lexicon of your own.
    Lexicon {
        /// What is to be done with it.
        #[command(subcommand)]
        task: LexiconTask,
    },
    /// Find out how Arabic must be sent to this terminal, and let your eyes judge.
    Doctor(Doctor),
    /// Write the completions for a shell to standard output.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Write the manual pages: to standard output the main one, into a folder all of them.
    Man {
        /// The folder.
        dir: Option<PathBuf>,
    },
}

/// What `isnad lexicon` can do.
#[derive(Debug, Subcommand)]
pub enum LexiconTask {
    /// Say what is wrong in lexicon files, line by line.
    Check {
        /// Files in the format that assets/README.md describes.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// Options of `isnad print`.
#[derive(Debug, Args)]
pub struct Print {
    /// A file, an address of the web, or - for standard input.
    #[arg(value_name = "FILE|URL")]
    pub file: PathBuf,
    /// How many columns; without it those of the terminal, or 80.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub width: Option<u16>,
}

/// Options of `isnad doctor`; without one, the findings and the eye test are shown on the screen.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Only write what was found.
    #[arg(long)]
    pub terminal: bool,
    /// Write which installed fonts have joined Arabic letters, and how to get one.
    #[arg(long)]
    pub fonts: bool,
    /// Write what was found as JSON, for a bug report; nothing in it names a person, a host or a path.
    #[arg(long)]
    pub json: bool,
}

/// Options of `isnad extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// Files, addresses of the web, or - for standard input.
    #[arg(required = true, value_name = "FILE|URL")]
    pub files: Vec<PathBuf>,
    /// Write to this file, whole or not at all, instead of standard output; of the format brat it is a folder.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How claims are written; without it json for one input, and ndjson for several.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Begin the table with a byte order mark, by which Excel knows UTF-8; for the format csv.
    #[arg(long)]
    pub bom: bool,
    /// How many articles are worked on at once; without it as many as there are processors.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZero<u16>>,
    /// Leave out claims whose attribution is less sure than this, from 0 to 1.
    #[arg(long, value_name = "X", default_value_t = 0.0, value_parser = share)]
    pub min_confidence: f32,
    /// Write lines to read instead of data: each claim, the rule that found it, and how its source was told.
    #[arg(long, conflicts_with_all = ["format", "bom"])]
    pub explain: bool,
    /// Neither read nor write the library, which is so in any case.
    #[arg(long)]
    pub no_library: bool,
    /// Put right what was put right in the reader or with isnad correct. The library is read, never written.
    #[arg(long)]
    pub with_corrections: bool,
}

/// Arguments of `isnad correct`.
#[derive(Debug, Args)]
pub struct Correct {
    /// A text file, or - for standard input.
    pub file: PathBuf,
    /// What to put right.
    #[command(subcommand)]
    pub fix: Fix,
}

/// What can be put right. CLAIM and SOURCE are ids or uids as `isnad extract --with-corrections` writes them; the beginning
/// of a uid is enough, and of a source its name.
#[derive(Debug, Subcommand)]
pub enum Fix {
    /// List what was put right, in order: number, held or idle, what, of which, to what, words.
    List,
    /// Give a claim to another source.
    Reassign {
        /// The claim: c3, or its uid.
        claim: String,
        /// Whose it is: s2, a uid, a name; a name that no source has makes a new source.
        #[arg(long, value_name = "SOURCE")]
        to: String,
    },
    /// Say that two sources are one.
    Merge {
        /// What goes.
        source: String,
        /// What stays, with its name.
        into: String,
    },
    /// Give claims of a source to another one, which was not told apart from it.
    Split {
        /// The claims.
        #[arg(required = true, value_name = "CLAIM")]
        claims: Vec<String>,
        /// The name of whose they are.
        #[arg(long)]
        name: String,
    },
    /// Give a source another name, office or kind.
    Rename {
        /// The source.
        source: String,
        /// Its name.
        #[arg(long)]
        name: String,
        /// Its office; "" for none; without it as it is.
        #[arg(long)]
        role: Option<String>,
        /// What it is; without it as it is.
        #[arg(long, value_enum)]
        kind: Option<Kind>,
    },
    /// Set where a claim begins and ends.
    Span {
        /// The claim.
        claim: String,
        /// Its first code point in the text, from 0.
        start: usize,
        /// The code point after its last one.
        end: usize,
    },
    /// Say that this is no claim.
    Reject {
        /// The claim.
        claim: String,
    },
    /// Add a claim that was missed.
    Add {
        /// Its first code point in the text, from 0.
        start: usize,
        /// The code point after its last one.
        end: usize,
        /// Whose it is: s2, a uid, a name; a name that no source has makes a new source.
        #[arg(long)]
        source: String,
    },
    /// Take the last correction back.
    Undo,
    /// Make the correction again that was taken back last.
    Redo,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Kind {
    Person,
    Organisation,
    Anonymous,
    Group,
    Document,
}

/// A number from 0 to 1.
fn share(typed: &str) -> Result<f32, String> {
    let number = typed.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "a number from 0 to 1 is expected".to_owned())
}

/// How extracted claims are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One indented object for each input.
    Json,
    /// One line for each input.
    Ndjson,
    /// A table, one row for each claim.
    Csv,
    /// A folder with the text and the standoff annotations of each input.
    Brat,
}

/// Shells with completions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

/// Wishes that every command heeds.
#[derive(Debug, Args)]
pub struct Global {
    /// The library's folder.
    #[arg(long, value_name = "DIR", global = true)]
    pub library: Option<PathBuf>,
    /// How long a page or feed may take to come, in seconds; without it 30.
    #[arg(long, value_name = "SECONDS", global = true, value_parser = clap::value_parser!(u16).range(1..=3600))]
    pub timeout: Option<u16>,
    /// The configuration file.
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// A lexicon of your own, laid over the shipped one; may be given several times.
    #[arg(long, value_name = "FILE", global = true)]
    pub lexicon: Vec<PathBuf>,
    /// The interface's language: ar, en, or auto by the locale.
    #[arg(long, value_name = "LANG", global = true)]
    pub lang: Option<String>,
    /// How Arabic is sent to the terminal: auto, visual, visual-lrm, words, blank, kitty, split, logical.
    #[arg(long, value_name = "MODE", global = true)]
    pub bidi: Option<String>,
    /// Joined letter forms, or base letters for a terminal that joins them: forms, base.
    #[arg(long, value_name = "SHAPES", global = true)]
    pub shapes: Option<String>,
    /// Vowel marks: auto, keep, dim, hide. dim draws vocalised words faint, but those of the sentence at hand.
    #[arg(long, value_name = "MARKS", global = true)]
    pub harakat: Option<String>,
    /// Digits of the interface, never those of the article: latn, arab, or auto by the locale.
    #[arg(long, value_name = "DIGITS", global = true)]
    pub digits: Option<String>,
    /// Colours for a light or a dark background: light, dark, or auto by the terminal's answer.
    #[arg(long, value_name = "THEME", global = true)]
    pub theme: Option<String>,
    /// Colour: auto, always, never.
    #[arg(long, value_name = "WHEN", global = true)]
    pub color: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_from_0_to_1() {
        assert_eq!((share("0"), share("0.75"), share("1")), (Ok(0.0), Ok(0.75), Ok(1.0)));
        for wrong in ["7", "-0.1", "NaN", "half"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_value_of_an_option_is_no_command() {
        for (typed, folder) in [
            ("--library library sources list", "library"),
            ("--library=search sources list", "search"),
            ("--library list library list --sort title", "list"),
            ("sources --library show list", "show"),
            ("library list --library add", "add"),
        ] {
            let arguments = Arguments::try_parse_from(["isnad"].into_iter().chain(typed.split(' ')));
            let arguments = arguments.unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!(arguments.global.library, Some(PathBuf::from(folder)), "{typed}");
            assert!(arguments.command.is_some() && arguments.file.is_none(), "{typed}");
        }
        let arguments = Arguments::try_parse_from(["isnad", "--lexicon", "read", "sample"]).expect("understood");
        assert!(matches!(arguments.command, Some(Command::Sample)), "{arguments:?}");
    }
}
