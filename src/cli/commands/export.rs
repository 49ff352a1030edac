//! `isnad export`: articles and what the reader made of them, for other programs.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use crate::article::Article;
use crate::claims::{self, Corrected};
use crate::cli::args::{Export, ExportFormat};
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::library::Library;
use crate::cli::output::{to_file, to_stdout};
use crate::config::Settings;
use crate::export::gold::gold;
use crate::store::StoreError;

/// Writes a gold file for each input, with what the reader put right in it: into a folder, beside its text, or to standard
/// output. An input that cannot be read costs a line on standard error.
pub fn run(export: &Export, settings: &Settings) -> Result<(), Failure> {
    let ExportFormat::Gold = export.format;
    let library = Library::of_reader(settings)?;
    if let Some(folder) = &export.output {
        fs::create_dir_all(folder).map_err(|cause| failed(folder, cause))?;
    }
    let mut taken = BTreeSet::new();
    let found_in = |article: &Article| {
        let found = claims::extract_with(article, settings.overlay);
        library.corrected(article, found)
    };
    let (mut failures, all) = (Vec::new(), export.files.len());
    for file in &export.files {
        match one(file, export, &found_in, &mut taken) {
            Ok(()) => {}
            Err(cause @ (Failure::Input(_) | Failure::TooLarge { .. })) if all > 1 => {
                let _ = writeln!(std::io::stderr(), "isnad: {cause}");
                failures.push(cause);
            }
            Err(cause) => return Err(cause),
        }
    }
    match failures.len() {
        0 => Ok(()),
        failed if failed == all => Err(Failure::NoInput),
        failed => Err(Failure::Some { failed, all }),
    }
}

fn one(
    file: &Path,
    export: &Export,
    found_in: &dyn Fn(&Article) -> Result<Corrected, StoreError>,
    taken: &mut BTreeSet<String>,
) -> Result<(), Failure> {
    let article = input::open_whole(file)?;
    let corrected = found_in(&article)?;
    let name = free_name(file, taken);
    let object = gold(&name, &article, &corrected.extraction);
    match &export.output {
        Some(folder) => {
            to_file(&folder.join(format!("{name}.txt")), |out| out.write_all(article.text.as_bytes()))?;
            to_file(&folder.join(format!("{name}.json")), |out| {
                serde_json::to_writer_pretty(&mut *out, &object)?;
                out.write_all(b"\n")
            })
        }
        None if export.files.len() == 1 => to_stdout(|out| {
            serde_json::to_writer_pretty(&mut *out, &object)?;
            out.write_all(b"\n")
        }),
        None => to_stdout(|out| {
            serde_json::to_writer(&mut *out, &object)?;
            out.write_all(b"\n")
        }),
    }
}

/// What an article is called: its file's name without the end, with a number where another one of this run has it.
fn free_name(file: &Path, taken: &mut BTreeSet<String>) -> String {
    let stem = file.file_stem().map_or_else(|| "article".into(), |stem| stem.to_string_lossy());
    let stem = if stem == input::STANDARD_INPUT { "article".into() } else { stem };
    let mut name = stem.to_string();
    let mut number = 1;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{stem}-{number}");
    }
    name
}

fn failed(folder: &Path, cause: std::io::Error) -> Failure {
    Failure::Output { what: folder.display().to_string(), cause }
}
