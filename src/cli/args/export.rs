//! What can be typed after `isnad export` and `isnad import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of `isnad export`.
#[derive(Debug, Args)]
pub struct Export {
    /// Text files, - for standard input, or articles of the library by number, hash or the beginning of a title; without any
    /// the whole library.
    #[arg(value_name = "FILE|ID")]
    pub articles: Vec<PathBuf>,
    /// How they are written.
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// What is written: every claim; those of which something is said; every claim by its source, across articles.
    #[arg(long, value_enum, default_value_t = What::Quotes)]
    pub what: What,
    /// Only claims that were kept for export.
    #[arg(long)]
    pub pinned: bool,
    /// Only claims of the source with this name.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Write to this file, whole or not at all; into a folder that is there, a file for each article. Gold and brat always
    /// take a folder. Without it to standard output.
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Write over files that are there already; never over one that is read.
    #[arg(long)]
    pub force: bool,
    /// A template of your own, for the format md (assets/README.md describes its language).
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// Begin a table with a byte order mark, by which Excel knows UTF-8.
    #[arg(long)]
    pub bom: bool,
    /// Leave cells of a table as they are. Otherwise one that a spreadsheet would take for a formula gets an apostrophe.
    #[arg(long)]
    pub verbatim: bool,
    /// Write how sources can be reached, too; for the formats json, ndjson and jsonld.
    #[arg(long)]
    pub with_contacts: bool,
    /// Who reviews; for the format claimreview.
    #[arg(long, value_name = "NAME")]
    pub desk: Option<String>,
    /// The page that has the reviews; for the format claimreview.
    #[arg(long, value_name = "URL")]
    pub desk_url: Option<String>,
}

/// What of the articles is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Every claim.
    Quotes,
    /// Claims of which something is said.
    Annotations,
    /// Every claim by its source, in order of days; for md, csv and tsv.
    Dossier,
}

/// How articles are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Everything, without loss; isnad import reads it.
    Json,
    /// The same, one line an article.
    Ndjson,
    /// W3C Web Annotation; isnad import reads it.
    Jsonld,
    /// As Hypothesis exports and imports; isnad import reads it.
    Hypothesis,
    /// A table, one row a claim.
    Csv,
    /// The same with tabs, one line a row.
    Tsv,
    /// Markdown with front matter, or what a template makes.
    Md,
    /// A page for a browser, with all that it needs in it.
    Html,
    /// Verdicts as schema.org has them.
    Claimreview,
    /// The articles, for citing.
    Csl,
    /// The same as BibTeX.
    Bib,
    /// The same as RIS.
    Ris,
    /// A folder with the text and the standoff annotations of each article.
    Brat,
    /// Gold files, by which extractors are measured: sources, claims, cues, speakers, carriers.
    Gold,
}

/// Options of `isnad import`.
#[derive(Debug, Args)]
pub struct Import {
    /// What another program, or isnad export, wrote; - for standard input.
    pub file: PathBuf,
    /// What it is.
    #[arg(long, value_enum, default_value_t = ImportFormat::Auto)]
    pub format: ImportFormat,
    /// The article that it is about, whatever the file says.
    #[arg(long, value_name = "FILE|ID")]
    pub article: Option<PathBuf>,
    /// Where the file and the library say different things of a claim, take the file's.
    #[arg(long)]
    pub replace: bool,
    /// Only say what would become of each annotation.
    #[arg(long)]
    pub dry_run: bool,
}

/// What comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// Told by what is in the file.
    Auto,
    /// W3C Web Annotation.
    Jsonld,
    /// What Hypothesis exports.
    Hypothesis,
    /// What isnad export --format json or ndjson writes.
    Isnad,
}
