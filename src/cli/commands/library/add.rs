//! `isnad library add`: articles into the library, each with what is found in it.
//!
//! Articles are opened and their claims found on several threads, and put into the library here, one transaction each, in
//! the order in which they were named. The line of an article is written when it is on the disk.

use std::fs;
use std::io::{self, Write};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::thread::available_parallelism;

use jiff::Timestamp;
use jiff::civil::Date;

use super::again;
use crate::article::{About, Article, OpenError, first_day};
use crate::claims::{self, Corrected, Extraction, Found};
use crate::cli::args::Add;
use crate::cli::batch::{Ended, in_order};
use crate::cli::fail::Failure;
use crate::cli::input::{self, STANDARD_INPUT};
use crate::cli::progress::{DataOnScreen, Progress};
use crate::cli::stop::on_interrupt;
use crate::config::Settings;
use crate::shelf::corrected;
use crate::store::{Fate, Original, Registered, Store};

/// Adds articles, and says of each whether it is new, a new version, or was known.
pub fn run(add: &Add, settings: &Settings) -> Result<(), Failure> {
    if add.again {
        return again::run(add, settings);
    }
    let said = about(add)?;
    let Some(folder) = settings.library.as_deref() else {
        return Err(Failure::Usage("there is no home folder; name a library with --library".to_owned()));
    };
    let (inputs, lost) = inputs(&add.files);
    let mut store = Store::open(folder)?;
    let stop = on_interrupt().map_err(|cause| Failure::Output { what: "signals".to_owned(), cause })?;
    let processors = || available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    let mut course = Course {
        all: inputs.len() + lost.len(),
        progress: Progress::new(inputs.len(), DataOnScreen::No),
        last: None,
        failed: 0,
        passed: 0,
    };
    lost.into_iter().for_each(|failure| course.note(failure));
    let (overlay, work) = (settings.overlay, inputs.clone());
    let mut inputs = inputs.iter();
    let mut end = None;
    let ended = in_order(
        work.len(),
        add.jobs.map_or_else(processors, NonZero::from),
        &stop,
        move |at| open(&work[at], overlay),
        |opened| {
            let Some(input) = inputs.next() else { return ControlFlow::Break(()) };
            course.progress.step();
            let kept = match opened {
                Ok(opened) => keep(&mut store, opened, &said).and_then(|kept| line(kept, &input.path)),
                // In a folder, what is no text is none of ours.
                Err(Failure::Input(OpenError::Binary { .. } | OpenError::Empty { .. })) if input.is_of_folder => {
                    course.passed += 1;
                    Ok(())
                }
                Err(failure) => {
                    course.note(failure);
                    Ok(())
                }
            };
            end = kept.err();
            if end.is_none() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
    );
    match end {
        Some(failure) => Err(failure),
        None if ended == Ended::Early || stop.load(Ordering::Relaxed) => Err(Failure::Interrupted),
        None => course.end(),
    }
}

/// What is said of all inputs on the command line.
fn about(add: &Add) -> Result<About, Failure> {
    if (add.url.is_some() || add.title.is_some()) && (add.files.len() > 1 || add.files.iter().any(|file| file.is_dir()))
    {
        return Err(Failure::Usage("--url and --title are of one article: name one file".to_owned()));
    }
    if add.files.iter().filter(|file| file.as_os_str() == STANDARD_INPUT).count() > 1 {
        return Err(Failure::Usage("standard input can be read only once: name - once".to_owned()));
    }
    let day = |typed: &String| {
        let day = typed.trim().parse::<Date>().ok().or_else(|| first_day(typed)).map(|day| day.to_string());
        day.ok_or_else(|| Failure::Usage(format!("--date {typed}: a day is expected, as 2021-07-22 or 22 يوليو 2021")))
    };
    let full = |said: &Option<String>| said.as_ref().map(|said| said.trim().to_owned()).filter(|said| !said.is_empty());
    Ok(About {
        title: full(&add.title),
        outlet: full(&add.outlet),
        url: full(&add.url),
        published: add.date.as_ref().map(day).transpose()?,
        ..About::default()
    })
}

/// An input, named or found in a folder that was.
#[derive(Debug, Clone)]
struct Input {
    path: PathBuf,
    is_of_folder: bool,
}

/// The files that were named and those in the folders that were, in order; and the folders that cannot be read.
fn inputs(named: &[PathBuf]) -> (Vec<Input>, Vec<Failure>) {
    let (mut inputs, mut lost) = (Vec::new(), Vec::new());
    for path in named {
        if path.as_os_str() != STANDARD_INPUT && path.is_dir() {
            walk(path, &mut inputs, &mut lost);
        } else {
            inputs.push(Input { path: path.clone(), is_of_folder: false });
        }
    }
    (inputs, lost)
}

/// The files of a folder and of those in it, by name. Hidden ones are left out, and links to folders, which may go round.
fn walk(folder: &Path, inputs: &mut Vec<Input>, lost: &mut Vec<Failure>) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut paths: Vec<PathBuf> = match entries {
        Ok(entries) => entries.iter().map(fs::DirEntry::path).collect(),
        Err(cause) => {
            let name = folder.display().to_string();
            return lost.push(Failure::Input(OpenError::Unreadable { name, cause }));
        }
    };
    paths.sort();
    for path in paths {
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if is_hidden {
            continue;
        }
        match fs::symlink_metadata(&path) {
            Ok(about) if about.is_dir() => walk(&path, inputs, lost),
            _ if path.is_file() => inputs.push(Input { path, is_of_folder: true }),
            _ => {}
        }
    }
}

/// An article, what is found in it, and what it was made from.
struct Opened {
    article: Article,
    extraction: Extraction,
    original: Option<Original>,
}

/// Opens an input. Runs on any thread.
fn open(input: &Input, overlay: Option<claims::Overlay>) -> Result<Opened, Failure> {
    // One text that breaks the program must not stop it over the others.
    let opened = catch_unwind(AssertUnwindSafe(|| {
        let (article, original) = input::open_to_keep(&input.path, Timestamp::now())?;
        let extraction = claims::extract_with(&article, overlay);
        Ok(Opened { article, extraction, original })
    }));
    opened.unwrap_or_else(|_| Err(Failure::Broken { name: input::name_of(&input.path) }))
}

fn keep(
    store: &mut Store,
    Opened { mut article, extraction, original }: Opened,
    said: &About,
) -> Result<Registered, Failure> {
    let over = |said: &Option<String>, own: &mut Option<String>| {
        if said.is_some() {
            own.clone_from(said);
        }
    };
    over(&said.title, &mut article.about.title);
    over(&said.outlet, &mut article.about.outlet);
    over(&said.url, &mut article.about.url);
    over(&said.published, &mut article.about.published);
    let Corrected { extraction, uids, .. } = corrected(&article, extraction, store)?;
    let found = Found { article: &article, extraction: &extraction, uids: &uids };
    let now = Timestamp::now();
    Ok(match original {
        Some(original) => store.add_article_of(found, &original, now)?,
        None => store.add_article(found, now)?,
    })
}

/// Says what became of an input: only now is it on the disk.
pub fn line(kept: Registered, path: &Path) -> Result<(), Failure> {
    let fate = match kept.fate {
        Fate::New => "new",
        Fate::NewVersion => "version",
        Fate::Known => "known",
    };
    let mut out = io::stdout().lock();
    let written = writeln!(out, "{fate}\t{}\t{}", kept.document.number(), path.display()).and_then(|()| out.flush());
    match written {
        // Whoever listened has enough; the articles are still to be added.
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Output { what: "standard output".to_owned(), cause })
        }
        _ => Ok(()),
    }
}

/// How it goes.
struct Course {
    all: usize,
    progress: Progress,
    /// The failure that was not told yet: that of a single input is told by whoever called.
    last: Option<Failure>,
    failed: usize,
    /// Files of folders that are no text.
    passed: usize,
}

impl Course {
    fn note(&mut self, failure: Failure) {
        self.failed += 1;
        if self.all == 1 {
            self.last = Some(failure);
        } else {
            self.progress.tell(&failure.to_string());
        }
    }

    fn end(self) -> Result<(), Failure> {
        let Course { all, progress, last, failed, passed } = self;
        if passed > 0 {
            progress.tell(&format!("{passed} files that are no text were left out"));
        }
        match last {
            Some(failure) => Err(failure),
            None if all == passed => Err(Failure::NotFound("there is no text to add".to_owned())),
            None if failed == 0 => Ok(()),
            None if failed + passed >= all => Err(Failure::NoInput),
            None => Err(Failure::Some { failed, all }),
        }
    }
}
