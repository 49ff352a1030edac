//! `isnad extract`: who said what, as JSON.

use std::io::{self, Write};
use std::path::Path;

use crate::claims::{self, Corrected};
use crate::cli::args::{Extract, Format};
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::library::Library;
use crate::cli::output::{not_an_input, to_file, to_stdout};
use crate::config::Settings;
use crate::export::{escaped, json};
use crate::words::Words;

/// Writes one object for each input, in input order. An input that cannot be read costs a line in its object's `errors`
/// and one on standard error.
pub fn run(extract: &Extract, settings: &Settings) -> Result<(), Failure> {
    if let Some(path) = &extract.output {
        not_an_input(path, &extract.files)?;
    }
    let words = settings.words();
    let format = extract.format.unwrap_or(if extract.files.len() == 1 { Format::Json } else { Format::Ndjson });
    let library = if extract.with_corrections { Library::of_reader(settings)? } else { Library::none() };
    let mut failures = Vec::new();
    let write = |out: &mut dyn Write| {
        for file in &extract.files {
            one(file, extract, Manner { format, words, library: &library }, &mut failures, out)?;
        }
        Ok(())
    };
    let written = match &extract.output {
        Some(path) => to_file(path, write),
        None => to_stdout(write),
    };
    let (failed, all) = (failures.len(), extract.files.len());
    match failures.pop() {
        // Then nothing was to be written, and what stands in the place of the output stays.
        Some(failure) if all == 1 => Err(failure),
        _ if written.is_err() => written,
        None => Ok(()),
        Some(_) if failed == all => Err(Failure::NoInput),
        Some(_) => Err(Failure::Some { failed, all }),
    }
}

/// How objects are written.
#[derive(Clone, Copy)]
struct Manner<'a> {
    format: Format,
    words: Words,
    library: &'a Library,
}

fn one(
    file: &Path,
    extract: &Extract,
    manner: Manner<'_>,
    failures: &mut Vec<Failure>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let found = input::open_whole(file).and_then(|article| {
        let corrected = manner.library.corrected(&article, claims::extract(&article))?;
        Ok((article, sure(corrected, extract.min_confidence)))
    });
    let object = match &found {
        Ok((article, corrected)) => json::known(article, corrected, manner.words),
        Err(cause) => {
            if extract.files.len() > 1 {
                let _ = writeln!(io::stderr(), "isnad: {cause}");
            }
            json::failure(&file.display().to_string(), cause.to_string())
        }
    };
    if let (Err(_), 1) = (&found, extract.files.len()) {
        failures.extend(found.err());
        return Err(io::Error::other("nothing to write"));
    }
    let mut bytes = match manner.format {
        Format::Json => serde_json::to_vec_pretty(&object)?,
        Format::Ndjson => serde_json::to_vec(&object)?,
    };
    bytes = escaped(&bytes);
    bytes.push(b'\n');
    failures.extend(found.err());
    // In one piece and at once: whoever reads along, or stops the program, has whole lines.
    out.write_all(&bytes)?;
    out.flush()
}

/// Leaves out what is less sure than `least`.
fn sure(mut corrected: Corrected, least: f32) -> Corrected {
    if least > 0.0 {
        corrected.keep(|claim| claim.confidence >= least);
    }
    corrected
}
