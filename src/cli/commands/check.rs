//! `isnad check`: the quotations of a draft compared with the texts of a library or of files.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

use crate::check::{Candidate, Draft, Form, Known, Needles, Searched, Shortlist, Strictness, judge, lines, report};
use crate::claims;
use crate::cli::args::Check;
use crate::cli::batch::{Ended, in_order};
use crate::cli::fail::Failure;
use crate::cli::input::{self, STANDARD_INPUT};
use crate::cli::output::{tell, to_stdout};
use crate::cli::people;
use crate::cli::progress::{DataOnScreen, Progress};
use crate::cli::stop::on_interrupt;
use crate::config::Settings;
use crate::export::escaped;
use crate::shelf::Shelf;
use crate::store::{ArticleKey, FILE_NAME, Store, StoreError};

/// Writes what becomes of each quotation; fails where one is wrong.
pub fn run(check: &Check, settings: &Settings) -> Result<(), Failure> {
    let draft = read(&check.draft)?;
    if let Some(tag) = &draft.foreign {
        let says = settings.words().not_arabic(tag);
        tell(&format!("{}: {says}", input::name_of(&check.draft)));
    }
    let strictness = if check.strict { Strictness::Strict } else { Strictness::Lenient };
    let mut desk = Desk::of(check, settings)?;
    let texts = desk.texts(draft.needles(), settings)?;
    let checked = judge(&draft, &texts, strictness);
    let name = input::name_of(&check.draft);
    if check.json {
        let searched = Searched { texts: desk.searched, strictness, errors: desk.errors.clone() };
        let mut json = serde_json::to_vec_pretty(&report(&name, &draft, &texts, &checked, searched))
            .map_err(|cause| Failure::Output { what: "JSON".to_owned(), cause: cause.into() })?;
        json.push(b'\n');
        to_stdout(|out| out.write_all(&escaped(&json)))?;
    } else {
        people::write(&lines(&name, &draft, &texts, &checked, settings.words(), strictness), settings)?;
    }
    let wrong = checked.iter().filter(|one| one.verdict.is_wrong()).count();
    match (wrong, desk.errors.len()) {
        (0, 0) => Ok(()),
        (0, failed) => Err(Failure::Some { failed, all: desk.files.len() }),
        _ => Err(Failure::Found(format!("{wrong} of {} quotations need a look", checked.len()))),
    }
}

fn read(path: &Path) -> Result<Draft, Failure> {
    let text = input::open_source(path)?;
    if text.window.is_some() || input::is_cut(&text.warnings) {
        return Err(Failure::TooLarge { name: input::name_of(path), limit: input::limit() });
    }
    let is_plain = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"));
    Ok(Draft::read(text.text, if is_plain { Form::Plain } else { Form::Markdown }))
}

/// The texts to compare with.
struct Desk {
    libraries: Vec<Store>,
    files: Vec<PathBuf>,
    threads: NonZero<usize>,
    /// How many texts were searched.
    searched: usize,
    /// What could not be read.
    errors: Vec<String>,
}

/// A text that was searched.
#[derive(Debug, Clone, Copy)]
enum Source {
    Row(usize, ArticleKey),
    File(usize),
}

impl Desk {
    fn of(check: &Check, settings: &Settings) -> Result<Desk, Failure> {
        let stdin = |path: &&PathBuf| path.as_os_str() == STANDARD_INPUT;
        if check.against.iter().chain([&check.draft]).filter(stdin).count() > 1 {
            return Err(Failure::Usage("standard input can be read only once: name - once".to_owned()));
        }
        let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
            check.against.iter().cloned().partition(|path| path.is_dir());
        let mut libraries = Vec::new();
        for folder in folders {
            if !folder.join(FILE_NAME).exists() {
                let says = format!("{}: no library is in this folder; name one, or text files", folder.display());
                return Err(Failure::Usage(says));
            }
            libraries.push(Store::open_or_read(&folder)?);
        }
        if check.against.is_empty() {
            let Shelf(Some(store)) = Shelf::of_reader(settings)? else {
                let says = "there is no library to compare with; name texts with --against FILE…, or begin a library by \
                            reading or adding articles";
                return Err(Failure::Usage(says.to_owned()));
            };
            libraries.push(store);
        }
        let processors = || available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        let threads = check.jobs.map_or_else(processors, NonZero::from);
        Ok(Desk { libraries, files, threads, searched: 0, errors: Vec::new() })
    }

    /// The texts in which something of the draft may stand, with their claims.
    fn texts(&mut self, needles: Needles, settings: &Settings) -> Result<Vec<Known>, Failure> {
        let needles = Arc::new(needles);
        let mut list = Shortlist::new(&needles);
        let mut sources: Vec<Source> = Vec::new();
        let stop = on_interrupt().map_err(|cause| Failure::Output { what: "signals".to_owned(), cause })?;
        let mut all = self.files.len();
        for library in &self.libraries {
            all += library.totals()?.documents;
        }
        let mut progress = Progress::new(all, DataOnScreen::No);
        for (number, library) in self.libraries.iter().enumerate() {
            library.each_text(|key, text| {
                // What is left is passed over: nothing is written after it.
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                progress.step();
                self.searched += 1;
                let found = needles.candidates(text);
                if !found.is_empty() {
                    list.offer(sources.len(), &found);
                    sources.push(Source::Row(number, key));
                }
            })?;
            if stop.load(Ordering::Relaxed) {
                return Err(Failure::Interrupted);
            }
        }
        self.search_files(&needles, &stop, &mut progress, (&mut list, &mut sources))?;
        drop(progress);
        if !self.files.is_empty() && self.errors.len() == self.files.len() && self.libraries.is_empty() {
            return Err(Failure::NoInput);
        }
        let chosen = list.texts().into_iter().filter_map(|at| sources.get(at).copied());
        let known = chosen.map(|source| match stop.load(Ordering::Relaxed) {
            true => Err(Failure::Interrupted),
            false => self.known(source, settings),
        });
        let known = known.collect::<Result<Vec<_>, Failure>>()?;
        Ok(known.into_iter().flatten().collect())
    }

    fn search_files(
        &mut self,
        needles: &Arc<Needles>,
        stop: &Arc<AtomicBool>,
        progress: &mut Progress,
        (list, sources): (&mut Shortlist, &mut Vec<Source>),
    ) -> Result<(), Failure> {
        let (files, needles) = (self.files.clone(), Arc::clone(needles));
        let work = move |at: usize| -> Result<Vec<Candidate>, String> {
            let text = input::open_text(&files[at]).map_err(|error| error.to_string())?;
            Ok(needles.candidates(&text.text))
        };
        let mut at = 0;
        let ended = in_order(self.files.len(), self.threads, stop, work, |found| {
            progress.step();
            match found {
                Ok(found) => {
                    self.searched += 1;
                    if !found.is_empty() {
                        list.offer(sources.len(), &found);
                        sources.push(Source::File(at));
                    }
                }
                Err(says) => {
                    progress.tell(&says);
                    self.errors.push(says);
                }
            }
            at += 1;
            ControlFlow::Continue(())
        });
        if ended == Ended::Early || stop.load(Ordering::Relaxed) {
            return Err(Failure::Interrupted);
        }
        Ok(())
    }

    /// A text with its claims; none where it is gone meanwhile.
    fn known(&self, source: Source, settings: &Settings) -> Result<Option<Known>, Failure> {
        match source {
            Source::File(at) => {
                let Ok(article) = input::open(&self.files[at]) else { return Ok(None) };
                let found = claims::extract_with(&article, settings.overlay);
                let uids = claims::Uids::of(&article, &found);
                let id = self.files[at].display().to_string();
                Ok(Some(Known::of(id, &article, &found, &uids)))
            }
            Source::Row(library, key) => Ok(kept(&self.libraries[library], key, settings)?),
        }
    }
}

/// An article of the library as it was put right.
fn kept(store: &Store, key: ArticleKey, settings: &Settings) -> Result<Option<Known>, StoreError> {
    let Some(article) = store.article(key)? else { return Ok(None) };
    let found = claims::extract_with(&article, settings.overlay);
    let corrected = crate::shelf::corrected(&article, found, store)?;
    let row = store.document_of(key)?;
    let id = row.as_ref().map_or_else(String::new, |row| row.key.number().to_string());
    let mut known = Known::of(id, &article, &corrected.extraction, &corrected.uids);
    if let Some(row) = row {
        known.day = row.day;
        known.outlet = row.outlet;
        known.title = row.title;
    }
    Ok(Some(known))
}
