//! `isnad man`: the manual pages, from the definitions of the arguments.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::cli::args::Arguments;
use crate::cli::fail::Failure;
use crate::cli::output::{to_file, to_stdout};

/// Writes the main page to standard output, or all pages into `dir`.
pub fn run(dir: Option<&Path>) -> Result<(), Failure> {
    let mut command = Arguments::command();
    // Names each page isnad-read and so on.
    command.build();
    let Some(dir) = dir else {
        return to_stdout(|mut out| Man::new(command).render(&mut out));
    };
    fs::create_dir_all(dir).map_err(|cause| Failure::Output { what: dir.display().to_string(), cause })?;
    write(dir, "isnad", command.clone())?;
    for page in command.get_subcommands() {
        write(dir, &format!("isnad-{}", page.get_name()), page.clone())?;
    }
    Ok(())
}

fn write(dir: &Path, name: &str, command: Command) -> Result<(), Failure> {
    let page = render(command).map_err(|cause| Failure::Output { what: format!("{name}.1"), cause })?;
    to_file(&dir.join(format!("{name}.1")), |out| out.write_all(&page))
}

fn render(command: Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(page)
}
