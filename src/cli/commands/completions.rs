//! `isnad completions`: what a shell must know to complete our arguments, from their definitions.

use clap::CommandFactory;
use clap_complete::{Generator, Shell as Known, generate};

use crate::cli::args::{Arguments, Shell};
use crate::cli::fail::Failure;
use crate::cli::output::to_stdout;

/// Writes the completions for `shell`.
pub fn run(shell: Shell) -> Result<(), Failure> {
    let known = match shell {
        Shell::Bash => Known::Bash,
        Shell::Elvish => Known::Elvish,
        Shell::Fish => Known::Fish,
        Shell::Powershell => Known::PowerShell,
        Shell::Zsh => Known::Zsh,
    };
    let bytes = completions(known);
    to_stdout(|out| out.write_all(&bytes))
}

fn completions(shell: impl Generator) -> Vec<u8> {
    let mut bytes = Vec::new();
    generate(shell, &mut Arguments::command(), "isnad", &mut bytes);
    bytes
}
