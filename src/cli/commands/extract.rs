//! `isnad extract`: who said what in many articles, in the order in which they were named.

use std::io::{self, IsTerminal, Write};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

use crate::article::Article;
use crate::claims::{self, Corrected, Overlay};
use crate::cli::args::{Extract, Format};
use crate::cli::batch::{Ended, in_order};
use crate::cli::fail::Failure;
use crate::cli::input::{self, STANDARD_INPUT};
use crate::cli::output::{Folder, Stems, not_an_input, to_file, to_stdout};
use crate::cli::progress::{DataOnScreen, Progress};
use crate::cli::stop::on_interrupt;
use crate::config::Settings;
use crate::export::{brat, csv, escaped, explain, json};
use crate::shelf::Corrections;
use crate::words::Words;

/// Writes one object, line, table or pair of files for each input, in input order, whatever the number of threads. An input
/// that cannot be read costs a line in its object's `errors` and one on standard error.
pub fn run(extract: &Extract, settings: &Settings) -> Result<(), Failure> {
    if let Some(path) = &extract.output {
        not_an_input(path, &extract.files)?;
    }
    let job = Arc::new(Job::of(extract, settings)?);
    let stop = on_interrupt().map_err(|cause| Failure::Output { what: "signals".to_owned(), cause })?;
    let on_screen = extract.output.is_none() && io::stdout().is_terminal();
    let mut course = Course {
        failures: Vec::new(),
        progress: Progress::new(job.files.len(), if on_screen { DataOnScreen::Yes } else { DataOnScreen::No }),
    };
    let written = match &extract.output {
        Some(folder) if job.shape == Shape::Brat => pairs(&job, &stop, &mut course, folder),
        Some(path) => to_file(path, |out| pieces(&job, &stop, &mut course, out)),
        None => to_stdout(|out| pieces(&job, &stop, &mut course, out)),
    };
    if stop.load(Ordering::Relaxed) {
        return Err(Failure::Interrupted);
    }
    course.end(written, job.files.len())
}

/// What is to be done with each input.
struct Job {
    files: Vec<PathBuf>,
    threads: NonZero<usize>,
    shape: Shape,
    /// The table begins with a byte order mark.
    bom: bool,
    least: f32,
    words: Words,
    /// The user's own words.
    overlay: Option<Overlay>,
    /// What was put right.
    library: Corrections,
}

/// How an input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Json,
    Ndjson,
    Csv,
    Brat,
    Lines,
}

impl Job {
    fn of(extract: &Extract, settings: &Settings) -> Result<Job, Failure> {
        let shape = match extract.format {
            None if extract.explain => Shape::Lines,
            None if extract.files.len() > 1 => Shape::Ndjson,
            None | Some(Format::Json) => Shape::Json,
            Some(Format::Ndjson) => Shape::Ndjson,
            Some(Format::Csv) => Shape::Csv,
            Some(Format::Brat) => Shape::Brat,
        };
        let usage = |says: &str| Err(Failure::Usage(says.to_owned()));
        if extract.files.iter().filter(|file| file.as_os_str() == STANDARD_INPUT).count() > 1 {
            return usage("standard input can be read only once: name - once");
        }
        if shape == Shape::Brat && extract.output.is_none() {
            return usage("--format brat writes two files for each input: name their folder with -o");
        }
        if extract.bom && shape != Shape::Csv {
            return usage("--bom is for --format csv");
        }
        let library = if extract.with_corrections { Corrections::of_reader(settings)? } else { Corrections::none() };
        let processors = || available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        Ok(Job {
            files: extract.files.clone(),
            threads: extract.jobs.map_or_else(processors, NonZero::from),
            shape,
            bom: extract.bom,
            least: extract.min_confidence,
            words: settings.words(),
            overlay: settings.overlay,
            library,
        })
    }

    /// An input's article and what is found in it: the one place where an article's extraction is made.
    fn found(&self, file: &Path) -> Result<(Article, Corrected), Failure> {
        let article = input::open_whole(file)?;
        let extraction = claims::extract_with(&article, self.overlay);
        let mut corrected = self.library.corrected(&article, extraction)?;
        if self.least > 0.0 {
            corrected.keep(|claim| claim.confidence >= self.least);
        }
        Ok((article, corrected))
    }

    /// What an input comes to. Runs on any thread.
    fn piece(&self, at: usize) -> io::Result<Piece> {
        let file = &self.files[at];
        // One text that breaks the program must not stop it over the others.
        let found = catch_unwind(AssertUnwindSafe(|| self.found(file)));
        match found.unwrap_or_else(|_| Err(Failure::Broken { name: input::name_of(file) })) {
            Ok((article, corrected)) => {
                let (bytes, annotations) = self.written(&article, &corrected)?;
                Ok(Piece { bytes, annotations, failure: None })
            }
            Err(failure) => {
                let object = json::failure(&file.display().to_string(), failure.to_string());
                let bytes = match self.shape {
                    Shape::Brat | Shape::Lines => Vec::new(),
                    _ => self.object(&object)?,
                };
                Ok(Piece { bytes, annotations: String::new(), failure: Some(failure) })
            }
        }
    }

    /// An article as it is written, and its annotations where they go to a file of their own.
    fn written(&self, article: &Article, found: &Corrected) -> io::Result<(Vec<u8>, String)> {
        if self.shape == Shape::Lines {
            return Ok((explain(article, &found.extraction, self.words).into_bytes(), String::new()));
        }
        let object = json::known(article, found, self.words);
        if self.shape == Shape::Brat {
            return Ok((article.text.clone().into_bytes(), brat::annotations(&object)));
        }
        Ok((self.object(&object)?, String::new()))
    }

    fn object(&self, object: &json::ArticleObject<'_>) -> io::Result<Vec<u8>> {
        let mut bytes = match self.shape {
            Shape::Csv => return csv::rows(object),
            Shape::Json => serde_json::to_vec_pretty(object)?,
            _ => serde_json::to_vec(object)?,
        };
        bytes.push(b'\n');
        Ok(escaped(&bytes))
    }

    /// What stands before the first piece.
    fn head(&self) -> io::Result<Vec<u8>> {
        let bom = if self.bom { csv::BOM } else { "" };
        if self.shape == Shape::Csv { Ok([bom.as_bytes(), &csv::header()?].concat()) } else { Ok(Vec::new()) }
    }
}

/// One input, made.
struct Piece {
    bytes: Vec<u8>,
    annotations: String,
    failure: Option<Failure>,
}

/// Hands each input's piece to `write`, in input order.
fn each(
    job: &Arc<Job>,
    stop: &AtomicBool,
    course: &mut Course,
    mut write: impl FnMut(usize, Piece) -> io::Result<()>,
) -> io::Result<()> {
    let (mut at, mut result) = (0, Ok(()));
    let maker = Arc::clone(job);
    let ended = in_order(
        job.files.len(),
        job.threads,
        stop,
        move |at| maker.piece(at),
        |piece| {
            result = piece.and_then(|mut piece| match course.note(piece.failure.take(), job.files.len()) {
                Kept::Nothing => Err(io::Error::other("nothing to write")),
                Kept::Rest => write(at, piece),
            });
            at += 1;
            course.progress.step();
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
    );
    match ended {
        Ended::Early if result.is_ok() => Err(io::ErrorKind::Interrupted.into()),
        _ => result,
    }
}

/// Writes all pieces one after the other.
fn pieces(job: &Arc<Job>, stop: &AtomicBool, course: &mut Course, out: &mut dyn Write) -> io::Result<()> {
    let mut head = job.head()?;
    each(job, stop, course, |_, piece| {
        head.extend(piece.bytes);
        // In one piece and at once: whoever reads along, or stops the program, has whole lines.
        out.write_all(&head)?;
        head.clear();
        out.flush()
    })
}

/// Writes a text and its annotations for each input, each file whole or not at all.
fn pairs(job: &Arc<Job>, stop: &AtomicBool, course: &mut Course, folder: &Path) -> Result<(), Failure> {
    let folder = Folder::make(folder, &job.files)?;
    let mut stems = Stems::new("stdin");
    folder.write(&[("annotation.conf".to_owned(), brat::CONFIGURATION.as_bytes())])?;
    let mut failed = None;
    let written = each(job, stop, course, |at, piece| {
        if piece.bytes.is_empty() {
            return Ok(());
        }
        let stem = stems.free(&job.files[at]);
        let both =
            [(format!("{stem}.txt"), piece.bytes.as_slice()), (format!("{stem}.ann"), piece.annotations.as_bytes())];
        let both = folder.write(&both);
        both.map_err(|failure| {
            failed = Some(failure);
            io::Error::other("told apart")
        })
    });
    match failed {
        Some(failure) => Err(failure),
        None => written.map_err(|cause| folder.failed(cause)),
    }
}

/// How it goes.
struct Course {
    failures: Vec<Failure>,
    progress: Progress,
}

/// What is left to write of an input that failed.
enum Kept {
    Nothing,
    Rest,
}

impl Course {
    /// Notes and tells a failure; of a single input it is told by whoever called, and nothing is written.
    fn note(&mut self, failure: Option<Failure>, all: usize) -> Kept {
        let Some(failure) = failure else { return Kept::Rest };
        let kept = if all > 1 { Kept::Rest } else { Kept::Nothing };
        if all > 1 {
            self.progress.tell(&failure.to_string());
        }
        self.failures.push(failure);
        kept
    }

    fn end(mut self, written: Result<(), Failure>, all: usize) -> Result<(), Failure> {
        let failed = self.failures.len();
        match self.failures.pop() {
            // Then nothing was to be written, and what stands in the place of the output stays.
            Some(failure) if all == 1 => Err(failure),
            _ if written.is_err() => written,
            None => Ok(()),
            Some(_) if failed == all => Err(Failure::NoInput),
            Some(_) => Err(Failure::Some { failed, all }),
        }
    }
}
