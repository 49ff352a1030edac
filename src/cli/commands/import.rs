//! `isnad import`
use crate::cli::args::Import;
use crate::cli::fail::Failure;
use crate::config::Settings;
pub fn run(_import: &Import, _settings: &Settings) -> Result<(), Failure> { Ok(()) }
