//! What can be typed after `isnad sources`.

use clap::{Args, Subcommand, ValueEnum};

use super::{Kind, ListFormat};

/// What `isnad sources` can do. NAME is the name of a source or another name of it, whole or in part, or enough of the
/// beginning of its uid; where several are meant, they are listed and nothing is done.
#[derive(Debug, Subcommand)]
pub enum Sources {
    /// List sources.
    List(SourceList),
    /// Write all that is known of a source: who it is, what is said of it, and every claim over time.
    Show(SourceShow),
    /// Say how reliable a source is; every rating is kept.
    Rate {
        /// The source.
        name: String,
        /// From A, completely reliable, to F, cannot be judged; 0 takes the rating back.
        #[arg(ignore_case = true)]
        grade: Grade,
        /// For what reason.
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
        /// By whom.
        #[arg(long, value_name = "NAME", default_value = "")]
        by: String,
    },
    /// Put a note in the place of the one that a source has; "" for none.
    Note {
        /// The source.
        name: String,
        /// The note.
        text: String,
    },
    /// Add tags to a source.
    Tag {
        /// The source.
        name: String,
        /// The tags, with or without #.
        #[arg(required = true)]
        tags: Vec<String>,
        /// Take them away instead.
        #[arg(long)]
        remove: bool,
    },
    /// Say whether a source speaks under its name.
    Naming {
        /// The source.
        name: String,
        /// How it speaks.
        naming: NamingWish,
        /// The reason that is given for its anonymity.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Say of which country a source is; "" for none.
    Country {
        /// The source.
        name: String,
        /// The country.
        country: String,
    },
    /// Keep how a source is reached; "" for nothing. It is shown and exported only where that is asked for.
    Contact {
        /// The source.
        name: String,
        /// How.
        contact: String,
    },
    /// Say what a source is or was.
    #[command(subcommand)]
    Role(RoleTask),
    /// Say where more is to be found of a source.
    #[command(subcommand)]
    Link(LinkTask),
    /// Say by which other names articles call a source.
    #[command(subcommand)]
    Alias(AliasTask),
    /// Give a source another name; it is still known by the one before.
    Rename {
        /// The source.
        name: String,
        /// Its name from now on.
        to: String,
    },
    /// Say that two sources are one.
    Merge {
        /// What goes.
        name: String,
        /// What stays, with its name.
        into: String,
    },
    /// Say that some of what a source said was said by another.
    Split(SourceSplit),
    /// Say that two sources are not the same, so that nobody asks again.
    Apart {
        /// One of them.
        name: String,
        /// The other.
        other: String,
    },
    /// Take back the last of: rename, merge, split, alias, apart.
    Undo,
    /// Make again what was taken back last.
    Redo,
}

/// Options of `isnad sources list`.
#[derive(Debug, Args)]
pub struct SourceList {
    /// Only sources one of whose names holds these words.
    pub words: Vec<String>,
    /// Only sources of this kind.
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
    /// Only sources with a reliability, or with this one.
    #[arg(long, value_name = "GRADE", num_args = 0..=1, default_missing_value = "any", ignore_case = true)]
    pub rated: Option<RatedWish>,
    /// Only sources with this tag.
    #[arg(long)]
    pub tag: Option<String>,
    /// List pairs that are called alike and may be one: settle each by merge or by apart.
    #[arg(long, conflicts_with_all = ["words", "kind", "rated", "tag", "sort"])]
    pub look_alikes: bool,
    /// In what order.
    #[arg(long, value_enum, default_value_t = SourceOrder::Claims)]
    pub sort: SourceOrder,
    /// How many at most.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// How they are written.
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// Options of `isnad sources show`.
#[derive(Debug, Args)]
pub struct SourceShow {
    /// The source.
    pub name: String,
    /// Write a JSON object.
    #[arg(long)]
    pub json: bool,
    /// How many claims at most; 0 for none.
    #[arg(long, value_name = "N")]
    pub claims: Option<usize>,
    /// Only claims of this day or later: YYYY, YYYY-MM or YYYY-MM-DD.
    #[arg(long, value_name = "DAY", default_value = "", value_parser = day)]
    pub since: String,
    /// The first claims first.
    #[arg(long)]
    pub oldest_first: bool,
    /// Write how the source is reached, too.
    #[arg(long)]
    pub contact: bool,
}

/// Options of `isnad sources split`.
#[derive(Debug, Args)]
pub struct SourceSplit {
    /// The source.
    pub name: String,
    /// All that it says in these articles: number, hash or title.
    #[arg(long, value_name = "ID", num_args = 1.., required_unless_present = "claims", conflicts_with = "claims")]
    pub articles: Vec<String>,
    /// These claims, by their uids or enough of their beginnings.
    #[arg(long, value_name = "UID", num_args = 1..)]
    pub claims: Vec<String>,
    /// Whose it is; a name that no source has makes a new one.
    #[arg(long, value_name = "NAME")]
    pub to: String,
}

/// What a source is or was.
#[derive(Debug, Subcommand)]
pub enum RoleTask {
    /// Add an office.
    Add {
        /// The source.
        name: String,
        /// The office.
        role: String,
        /// Of what.
        #[arg(long, value_name = "NAME", default_value = "")]
        of: String,
        /// From when: YYYY, YYYY-MM or YYYY-MM-DD.
        #[arg(long, value_name = "DAY", default_value = "", value_parser = day)]
        since: String,
        /// Until when.
        #[arg(long, value_name = "DAY", default_value = "", value_parser = day)]
        until: String,
    },
    /// Take an office away that was added.
    Remove {
        /// The source.
        name: String,
        /// The office.
        role: String,
    },
}

/// Where more is to be found of a source.
#[derive(Debug, Subcommand)]
pub enum LinkTask {
    /// Add a link.
    Add {
        /// The source.
        name: String,
        /// The address; of Wikidata the number will do.
        url: String,
        /// What is there: profile, wikidata, cv, or any word.
        #[arg(long, default_value = "profile")]
        kind: String,
    },
    /// Take a link away.
    Remove {
        /// The source.
        name: String,
        /// The address.
        url: String,
    },
}

/// By which other names a source is known.
#[derive(Debug, Subcommand)]
pub enum AliasTask {
    /// Add a name: whoever is called so in articles to come is this source.
    Add {
        /// The source.
        name: String,
        /// The other name.
        alias: String,
    },
    /// Take a name away that was added.
    Remove {
        /// The source.
        name: String,
        /// The other name.
        alias: String,
    },
}

/// A reliability, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Grade {
    A,
    B,
    C,
    D,
    E,
    F,
    #[value(name = "0", alias = "none")]
    None,
}

/// Which reliability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum RatedWish {
    Any,
    None,
    A,
    B,
    C,
    D,
    E,
    F,
}

/// Whether a source speaks under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum NamingWish {
    Named,
    Anonymous,
    Pseudonymous,
    Collective,
    /// Nothing is said of it.
    None,
}

/// By what sources are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SourceOrder {
    /// Most claims first.
    Claims,
    /// By the alphabet.
    Name,
    /// Most articles first.
    Articles,
    /// Who spoke last first.
    LastDay,
}

/// A day, a month or a year.
fn day(typed: &str) -> Result<String, String> {
    let full = match typed.len() {
        4 => format!("{typed}-01-01"),
        7 => format!("{typed}-01"),
        _ => typed.to_owned(),
    };
    let fits = typed.is_empty() || full.len() == 10 && full.parse::<jiff::civil::Date>().is_ok();
    fits.then(|| typed.to_owned()).ok_or_else(|| "a day is expected: YYYY, YYYY-MM or YYYY-MM-DD".to_owned())
}
