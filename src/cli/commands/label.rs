//! t
pub fn run(_: &crate::cli::args::Label, _: &crate::config::Settings) -> Result<(), crate::cli::fail::Failure> {
    Ok(())
}
