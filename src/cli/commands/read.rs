//! `isnad FILE`, `isnad read`, `isnad sample`: the reader.

use std::path::Path;

use crate::article;
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::config::Settings;
use crate::tui::{self, RunError};

/// Opens the reader on `file`, or on the sample article.
pub fn run(file: Option<&Path>, settings: Settings) -> Result<(), Failure> {
    let article = match file {
        Some(file) => input::open(file)?,
        None => article::sample(),
    };
    tui::run(article, settings).map_err(|error| match error {
        RunError::Terminal(cause) => cause.into(),
        RunError::Store(cause) => cause.into(),
    })
}
