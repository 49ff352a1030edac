//! Arguments to a command, and its failure to one line and an exit code.

mod args;
mod batch;
mod commands;
mod fail;
mod input;
mod lexicon;
mod lines;
mod named;
mod output;
mod people;
mod progress;
mod stop;

use std::path::Path;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Duration;

use clap::Parser;

use crate::config::{self, Environment, Folders, Inputs, Settings, UnknownWish, Wishes};
use crate::fetch::{Limits, use_limits};
use args::{Arguments, Command, LexiconTask};
use fail::Failure;

/// Runs the program as it was called.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !matches!(failure, Failure::Interrupted) {
                output::tell(&failure.to_string());
            }
            ExitCode::from(failure.code())
        }
    }
}

/// What was typed, over what the environment and the configuration file say.
fn settings(arguments: &Arguments) -> Result<Settings, Failure> {
    let global = &arguments.global;
    let wishes = Wishes {
        lang: wish("--lang", global.lang.as_deref())?,
        library: global.library.clone(),
        lexicon: Some(global.lexicon.clone()).filter(|files| !files.is_empty()),
        bidi: wish("--bidi", global.bidi.as_deref())?,
        shapes: wish("--shapes", global.shapes.as_deref())?,
        harakat: wish("--harakat", global.harakat.as_deref())?,
        digits: wish("--digits", global.digits.as_deref())?,
        theme: wish("--theme", global.theme.as_deref())?,
        color: wish("--color", global.color.as_deref())?,
        ..Wishes::default()
    };
    let environment = Environment::of_process();
    let folders = Folders::of_user();
    let inputs = Inputs {
        arguments: &wishes,
        file: global.config.as_deref(),
        environment: &environment,
        folders: folders.as_ref(),
        command: match arguments.command {
            None | Some(Command::Read { .. } | Command::Sample) => config::Command::Reader,
            _ => config::Command::Other,
        },
    };
    config::load(inputs).map_err(|error| Failure::Usage(error.to_string()))
}

fn wish<T: FromStr<Err = UnknownWish>>(option: &str, word: Option<&str>) -> Result<Option<T>, Failure> {
    let parsed = word.map(str::parse).transpose();
    parsed.map_err(|error: UnknownWish| Failure::Usage(format!("{option}: {error}")))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Some(Command::Completions { shell }) => return commands::completions::run(*shell),
        Some(Command::Man { dir }) => return commands::man::run(dir.as_deref()),
        _ => {}
    }
    let mut settings = settings(arguments)?;
    let limits = Limits::default();
    let wished = arguments.global.timeout.map(|seconds| limits.within(Duration::from_secs(seconds.into())));
    use_limits(wished.unwrap_or(limits));
    // Commands that look for no claims need neither words nor verdicts.
    if !matches!(arguments.command, Some(Command::Print(_) | Command::Doctor(_) | Command::Lexicon { .. })) {
        let vocabulary = settings.verdicts.read().map_err(|error| Failure::Usage(error.to_string()))?;
        config::use_verdicts(vocabulary);
        settings.overlay = lexicon::overlay(&settings)?;
    }
    match &arguments.command {
        None if arguments.file.is_none() => commands::read::library(settings),
        None => commands::read::run(arguments.file.as_deref(), settings),
        Some(Command::Read { file }) => commands::read::run_named(file, settings),
        Some(Command::Sample) => commands::read::run(None::<&Path>, settings),
        Some(Command::Print(print)) => commands::print::run(print, &settings),
        Some(Command::Doctor(doctor)) => commands::doctor::run(doctor, &settings),
        Some(Command::Correct(correct)) => commands::correct::run(correct, &settings),
        Some(Command::Diff(diff)) => commands::diff::run(diff, &settings),
        Some(Command::Reanchor(reanchor)) => commands::reanchor::run(reanchor, &settings),
        Some(Command::Annotate(annotate)) => commands::annotate::run(annotate, &settings),
        Some(Command::Quotes(quotes)) => commands::quotes::run(quotes, &settings),
        Some(Command::Export(export)) => commands::export::run(export, &settings),
        Some(Command::Import(import)) => commands::import::run(import, &settings),
        Some(Command::Check(check)) => commands::check::run(check, &settings),
        Some(Command::Label(label)) => commands::label::run(label, &settings),
        Some(Command::Extract(extract)) => commands::extract::run(extract, &settings),
        Some(Command::Library { task }) => commands::library::run(task, &settings),
        Some(Command::Feed { task }) => commands::feed::run(task, settings),
        Some(Command::Search(search)) => commands::search::run(search, &settings),
        Some(Command::Sources(sources)) => commands::sources::run(sources, &settings),
        Some(Command::Desk { way }) => commands::desk::run(way, &settings),
        Some(Command::Lexicon { task: LexiconTask::Check { files } }) => commands::lexicon::check(files, &settings),
        Some(Command::Completions { .. } | Command::Man { .. }) => Ok(()),
    }
}
