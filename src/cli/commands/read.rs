//! `isnad FILE`, `isnad read`, `isnad sample`: the reader.

use std::path::Path;

use crate::article::{self, Article};
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::named::article_or_file;
use crate::config::Settings;
use crate::tui::{self, RunError};

/// Opens the reader on `file`, or on the sample article.
pub fn run(file: Option<&Path>, settings: Settings) -> Result<(), Failure> {
    let article = match file {
        Some(file) => input::open(file)?,
        None => article::sample(),
    };
    open(article, settings)
}

/// Opens the reader on a file, or on an article of the library.
pub fn run_named(name: &Path, settings: Settings) -> Result<(), Failure> {
    open(article_or_file(name, &settings)?, settings)
}

fn open(article: Article, settings: Settings) -> Result<(), Failure> {
    tui::run(article, settings).map_err(|error| match error {
        RunError::Terminal(cause) => cause.into(),
        RunError::Store(cause) => cause.into(),
    })
}
