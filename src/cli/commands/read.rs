//! `isnad FILE`, `isnad read`, `isnad sample`: the reader.

use std::path::Path;

use crate::article;
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::config::Settings;
use crate::tui;

/// Opens the reader on `file`, or on the sample article.
pub fn run(file: Option<&Path>, settings: Settings) -> Result<(), Failure> {
    let article = match file {
        Some(file) => input::open(file)?,
        None => article::sample(),
    };
    Ok(tui::run(article, settings)?)
}
