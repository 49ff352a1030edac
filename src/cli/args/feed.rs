//! What can be typed after `isnad feed`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// What `isnad feed` can do. FEED is the number of a feed as `isnad feed list` shows it, its address, or how its name begins.
#[derive(Debug, Subcommand)]
pub enum FeedTask {
    /// Add feeds, with what they tell of now as unread articles.
    Add {
        /// Their addresses.
        #[arg(required = true, value_name = "URL")]
        addresses: Vec<String>,
        /// What to call it, and the outlet of its articles; without it as it calls itself.
        #[arg(long)]
        name: Option<String>,
    },
    /// List the feeds, with what they have unread and what went wrong last.
    List {
        /// How they are written.
        #[arg(long, value_enum, default_value_t = FeedFormat::Table)]
        format: FeedFormat,
    },
    /// Ask feeds for what is new; one that fails costs a line, not the others.
    Update {
        /// Which; without one all.
        #[arg(value_name = "FEED")]
        feeds: Vec<String>,
    },
    /// Show the articles of a feed in the library's screens.
    Open {
        /// The feed.
        #[arg(value_name = "FEED")]
        feed: String,
    },
    /// Remove feeds; their articles stay.
    Remove {
        /// Which.
        #[arg(required = true, value_name = "FEED")]
        feeds: Vec<String>,
    },
    /// Take in the feeds of another reader's list (OPML); isnad feed update asks for them.
    Import {
        /// The list, or - for standard input.
        file: PathBuf,
    },
    /// Write the feeds as a list for other readers (OPML).
    Export {
        /// Write to this file, whole or not at all, instead of standard output.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// How a list of feeds is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FeedFormat {
    /// Columns to read.
    Table,
    /// Fields parted by tabs.
    Tsv,
    /// A list of objects.
    Json,
}
