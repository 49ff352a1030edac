//! `isnad library`: what is in the library, into it, out of it, and its upkeep.

mod add;
mod again;
mod list;
mod upkeep;

use crate::cli::args::LibraryTask;
use crate::cli::fail::Failure;
use crate::config::Settings;

/// Does a task.
pub fn run(task: &LibraryTask, settings: &Settings) -> Result<(), Failure> {
    match task {
        LibraryTask::Path => upkeep::path(settings),
        LibraryTask::List(list) => list::run(list, settings),
        LibraryTask::Add(add) => add::run(add, settings),
        LibraryTask::Remove { ids, yes } => upkeep::remove(ids, *yes, settings),
        LibraryTask::Stats { json } => upkeep::stats(*json, settings),
        LibraryTask::Verify => upkeep::verify(settings),
        LibraryTask::Backup { file } => upkeep::backup(file, settings),
        LibraryTask::Gc => upkeep::gc(settings),
    }
}
