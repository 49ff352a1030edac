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
use crate::cli::output::{not_an_input, to_file, to_stdout};
use crate::config::Settings;
use crate::export::escaped;
use crate::export::gold::gold;
use crate::store::StoreError;

/// Writes a gold file for each input, with what the reader put right in it: into a folder, beside its text, or to standard
/// output. An input that cannot be read costs a line on standard error.
pub fn run(export: &Export, settings: &Settings) -> Result<(), Failure> {
    let ExportFormat::Gold = export.format;
    let library = Library::of_reader(settings)?;
    if let Some(folder) = &export.output {
        made(folder)?;
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
    let mut bytes = match &export.output {
        None if export.files.len() > 1 => serde_json::to_vec(&object),
        _ => serde_json::to_vec_pretty(&object),
    }
    .map_err(|cause| failed(file, cause.into()))?;
    bytes = escaped(&bytes);
    bytes.push(b'\n');
    let Some(folder) = &export.output else { return to_stdout(|out| out.write_all(&bytes)) };
    let (text, claims) = (folder.join(format!("{name}.txt")), folder.join(format!("{name}.json")));
    not_an_input(&text, &export.files)?;
    not_an_input(&claims, &export.files)?;
    to_file(&text, |out| out.write_all(article.text.as_bytes()))?;
    to_file(&claims, |out| out.write_all(&bytes))
}

fn made(folder: &Path) -> Result<(), Failure> {
    if folder.is_file() {
        return Err(Failure::Usage(format!("{}: is a file; name a folder with --output", folder.display())));
    }
    fs::create_dir_all(folder).map_err(|cause| failed(folder, cause))
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
