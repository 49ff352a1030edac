//! `isnad label`: the sourcing label of articles, the verbs by which they report, the figures to check.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::available_parallelism;

use crate::article::Article;
use crate::claims::{self, Extraction, Overlay};
use crate::cli::args::{Label as Arguments, LabelFormat};
use crate::cli::batch::{Ended, in_order};
use crate::cli::fail::Failure;
use crate::cli::input::{self, STANDARD_INPUT};
use crate::cli::named;
use crate::cli::output::to_stdout;
use crate::cli::people;
use crate::cli::progress::{DataOnScreen, Progress};
use crate::cli::stop::on_interrupt;
use crate::config::Settings;
use crate::export::escaped;
use crate::label::{self, Label, LabelObject, LabelsObject, Totals};
use crate::shelf::corrected;

/// Writes the labels of all articles, and their sums. An input that cannot be read costs a line on standard error.
pub fn run(arguments: &Arguments, settings: &Settings) -> Result<(), Failure> {
    let shape = Shape::of(arguments)?;
    let made = made(arguments, settings)?;
    if made.labels.is_empty() {
        return Err(Failure::NoInput);
    }
    let failed = made.errors.len();
    let all = arguments.articles.len();
    let totals = made.totals;
    let objects = label::labels(made.objects, &totals, made.errors);
    let words = settings.words();
    let bom = if arguments.bom { label::BOM.as_bytes() } else { &[] };
    match shape {
        Shape::Json => json(&objects)?,
        Shape::Csv(What::Labels) => table(bom, label::label_rows(&objects))?,
        Shape::Csv(What::Verbs) => table(bom, label::verb_rows(&objects))?,
        Shape::Csv(What::Numbers) => table(bom, label::number_rows(&objects))?,
        Shape::Tasks => to_stdout(|out| out.write_all(label::tasks(&objects, words).as_bytes()))?,
        Shape::Lines(What::Verbs) => people::write(&label::verbs_lines(&totals, words), settings)?,
        Shape::Lines(What::Numbers) => people::write(&label::numbers_lines(&made.labels, words), settings)?,
        Shape::Lines(What::Labels) => match &made.labels[..] {
            [one] => people::write(&label::lines(one, words), settings)?,
            several => people::write(&label::table_lines(several, &totals, words), settings)?,
        },
    }
    if failed > 0 { Err(Failure::Some { failed, all }) } else { Ok(()) }
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Labels,
    Verbs,
    Numbers,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Json,
    Csv(What),
    Tasks,
    Lines(What),
}

impl Shape {
    fn of(arguments: &Arguments) -> Result<Shape, Failure> {
        let what = match (arguments.verbs, arguments.numbers) {
            (true, _) => What::Verbs,
            (_, true) => What::Numbers,
            _ => What::Labels,
        };
        let usage = |says: &str| Err(Failure::Usage(says.to_owned()));
        if arguments.bom && arguments.format != Some(LabelFormat::Csv) {
            return usage("--bom is for --format csv");
        }
        if arguments.articles.iter().filter(|file| file.as_os_str() == STANDARD_INPUT).count() > 1 {
            return usage("standard input can be read only once: name - once");
        }
        match arguments.format {
            _ if arguments.json => Ok(Shape::Json),
            Some(LabelFormat::Json) => Ok(Shape::Json),
            Some(LabelFormat::Csv) => Ok(Shape::Csv(what)),
            Some(LabelFormat::Md) if what == What::Numbers => Ok(Shape::Tasks),
            Some(LabelFormat::Md) => usage("--format md is for --numbers"),
            None => Ok(Shape::Lines(what)),
        }
    }
}

/// All labels, in the order of the inputs.
#[derive(Default)]
struct Made {
    labels: Vec<Label>,
    objects: Vec<LabelObject>,
    totals: Totals,
    errors: Vec<String>,
}

/// An input: a file, or an article of the library as it was put right.
enum Input {
    File(PathBuf),
    Kept(Box<(String, Article, Extraction)>),
}

fn made(arguments: &Arguments, settings: &Settings) -> Result<Made, Failure> {
    let inputs: Arc<Vec<Input>> = Arc::new(inputs(&arguments.articles, settings)?);
    let stop = on_interrupt().map_err(|cause| Failure::Output { what: "signals".to_owned(), cause })?;
    let processors = || available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    let threads = arguments.jobs.map_or_else(processors, NonZero::from);
    let mut made = Made::default();
    let mut failure = None;
    let mut progress = Progress::new(inputs.len(), DataOnScreen::No);
    let overlay = settings.overlay;
    let count = inputs.len();
    let work = move |at: usize| labelled(&inputs[at], overlay);
    let ended = in_order(count, threads, &stop, work, |result| {
        match result {
            Ok((label, object)) => {
                made.totals.add(&label);
                made.labels.push(label);
                made.objects.push(object);
            }
            // Of one input whoever called tells it.
            Err(error) if count == 1 => failure = Some(error),
            Err(error) => {
                progress.tell(&error.to_string());
                made.errors.push(error.to_string());
            }
        }
        progress.step();
        ControlFlow::Continue(())
    });
    drop(progress);
    if ended == Ended::Early || stop.load(Ordering::Relaxed) {
        return Err(Failure::Interrupted);
    }
    failure.map_or(Ok(made), Err)
}

/// What was named: files that are there, else articles of the library.
fn inputs(named: &[PathBuf], settings: &Settings) -> Result<Vec<Input>, Failure> {
    let is_file = |path: &Path| {
        let is_input = path.as_os_str() == STANDARD_INPUT || input::address(path).is_some();
        is_input || path.exists() || path.extension().is_some()
    };
    let mut store = None;
    let mut inputs = Vec::with_capacity(named.len());
    for path in named {
        if is_file(path) {
            inputs.push(Input::File(path.clone()));
            continue;
        }
        let store = match &store {
            Some(store) => store,
            None => store.insert(named::library(settings)?),
        };
        let found = named::named(store, &path.to_string_lossy())?;
        let Some(mut article) = store.article(found.article)? else {
            return Err(Failure::NotFound("the text of this article is not in the library".to_owned()));
        };
        let extraction = claims::extract_with(&article, settings.overlay);
        let extraction = corrected(&article, extraction, store)?.extraction;
        article.about.title = Some(found.document.title.clone());
        article.about.outlet = Some(found.document.outlet.clone()).filter(|name| !name.is_empty());
        article.about.published = Some(found.document.day.clone());
        inputs.push(Input::Kept(Box::new((found.document.key.number().to_string(), article, extraction))));
    }
    Ok(inputs)
}

/// The label of an input. Runs on any thread.
fn labelled(input: &Input, overlay: Option<Overlay>) -> Result<(Label, LabelObject), Failure> {
    match input {
        Input::Kept(kept) => {
            let (id, article, found) = kept.as_ref();
            let label = label::label(id, None, article, found);
            Ok((label.clone(), label::one(&label, article)))
        }
        Input::File(path) => {
            // One text that breaks the program must not stop it over the others.
            let read = catch_unwind(AssertUnwindSafe(|| {
                let article = input::open_whole(path)?;
                let found = claims::extract_with(&article, overlay);
                let label = label::label(&path.display().to_string(), folder_of(path).as_deref(), &article, &found);
                let object = label::one(&label, &article);
                Ok((label, object))
            }));
            read.unwrap_or_else(|_| Err(Failure::Broken { name: input::name_of(path) }))
        }
    }
}

/// The name of the folder that a file is in.
fn folder_of(path: &Path) -> Option<String> {
    path.parent()?.file_name().map(|name| name.to_string_lossy().into_owned())
}

fn json(objects: &LabelsObject) -> Result<(), Failure> {
    let failed = |cause: serde_json::Error| Failure::Output { what: "JSON".to_owned(), cause: cause.into() };
    let mut json = serde_json::to_vec_pretty(objects).map_err(failed)?;
    json.push(b'\n');
    to_stdout(|out| out.write_all(&escaped(&json)))
}

fn table(bom: &[u8], rows: std::io::Result<Vec<u8>>) -> Result<(), Failure> {
    let rows = rows.map_err(|cause| Failure::Output { what: "the table".to_owned(), cause })?;
    to_stdout(|out| out.write_all(bom).and_then(|()| out.write_all(&rows)))
}
