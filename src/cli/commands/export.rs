//! `isnad export`: articles and what the reader made of them, for other programs.

use std::io::Write;
use std::path::Path;

use crate::article::Article;
use crate::claims::{self, Corrected};
use crate::cli::args::{Export, ExportFormat};
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::library::Library;
use crate::cli::output::{Folder, Stems, to_stdout};
use crate::config::Settings;
use crate::export::escaped;
use crate::export::gold::gold;
use crate::store::StoreError;

/// Writes a gold file for each input, with what the reader put right in it: into a folder, beside its text, or to standard
/// output. An input that cannot be read costs a line on standard error.
pub fn run(export: &Export, settings: &Settings) -> Result<(), Failure> {
    let ExportFormat::Gold = export.format;
    let library = Library::of_reader(settings)?;
    let folder = export.output.as_deref().map(|folder| Folder::make(folder, &export.files)).transpose()?;
    let mut stems = Stems::new("article");
    let found_in = |article: &Article| {
        let found = claims::extract_with(article, settings.overlay);
        library.corrected(article, found)
    };
    let (mut failures, all) = (Vec::new(), export.files.len());
    for file in &export.files {
        let written = gold_of(file, &found_in, &mut stems).and_then(|gold| write(file, export, folder.as_ref(), gold));
        match written {
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

/// An article, what it is called, and what it holds.
type Gold = (Article, String, Corrected);

fn gold_of(
    file: &Path,
    found_in: &dyn Fn(&Article) -> Result<Corrected, StoreError>,
    stems: &mut Stems,
) -> Result<Gold, Failure> {
    let article = input::open_whole(file)?;
    let corrected = found_in(&article)?;
    Ok((article, stems.free(file), corrected))
}

fn write(file: &Path, export: &Export, folder: Option<&Folder<'_>>, gold_of: Gold) -> Result<(), Failure> {
    let (article, name, corrected) = gold_of;
    let object = gold(&name, &article, &corrected.extraction);
    let mut bytes = match folder {
        None if export.files.len() > 1 => serde_json::to_vec(&object),
        _ => serde_json::to_vec_pretty(&object),
    }
    .map_err(|cause| failed(file, cause.into()))?;
    bytes = escaped(&bytes);
    bytes.push(b'\n');
    match folder {
        Some(folder) => folder
            .write(&[(format!("{name}.txt"), article.text.as_bytes()), (format!("{name}.json"), bytes.as_slice())]),
        None => to_stdout(|out| out.write_all(&bytes)),
    }
}

fn failed(folder: &Path, cause: std::io::Error) -> Failure {
    Failure::Output { what: folder.display().to_string(), cause }
}
