//! `isnad export`: articles and what the reader made of them, for other programs.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::article::Article;
use crate::claims::name_key;
use crate::cli::args::{Export, ExportFormat, What};
use crate::cli::fail::Failure;
use crate::cli::input::{self, STANDARD_INPUT};
use crate::cli::named::named;
use crate::cli::output::{Folder, Stems, There, new_file, not_an_input, tell, to_file, to_stdout};
use crate::config::Settings;
use crate::export::gold::gold;
use crate::export::review::Reviewer;
use crate::export::{
    Annotated, Format, Options, Scale, Setting, Shape, Template, Writer, brat, escaped, is_web_address, json,
};
use crate::shelf::{Contacts, Shelf, scale};
use crate::store::{ArticleKey, DocumentFilter};

/// Writes the articles in one format: to standard output, to a file, or into a folder, a file for each. An input that cannot
/// be read costs a line on standard error.
pub fn run(export: &Export, settings: &Settings) -> Result<(), Failure> {
    let job = Job::of(export, settings)?;
    match &job.place {
        Place::Folder(folder) => job.to_folder(folder),
        Place::File(path) => {
            not_an_input(path, &export.articles)?;
            new_file(path, job.there())?;
            job.to_stream(|write| to_file(path, write))
        }
        Place::StandardOutput => job.to_stream(|write| to_stdout(write)),
    }
}

/// Where it goes.
#[derive(Debug)]
enum Place {
    StandardOutput,
    File(PathBuf),
    Folder(PathBuf),
}

/// What is to be done.
struct Job<'a> {
    export: &'a Export,
    settings: &'a Settings,
    /// Of articles in one file; none for formats that always take several.
    format: Option<Format>,
    template: Option<Template>,
    place: Place,
    inputs: Vec<Input>,
    shelf: Shelf,
    scale: Scale,
    now: Timestamp,
}

impl<'a> Job<'a> {
    fn of(export: &'a Export, settings: &'a Settings) -> Result<Job<'a>, Failure> {
        let format = format_of(export.format);
        complain(export, format)?;
        let shelf = Shelf::of_reader(settings)?;
        let inputs = inputs(export, &shelf)?;
        Ok(Job {
            export,
            settings,
            format,
            template: template(export)?,
            place: place(export, inputs.len()),
            inputs,
            shelf,
            scale: scale(),
            now: Timestamp::now(),
        })
    }

    const fn there(&self) -> There {
        if self.export.force { There::Goes } else { There::Stays }
    }

    fn setting(&self) -> Setting<'_> {
        Setting { scale: &self.scale, words: self.settings.words(), now: self.now }
    }

    fn writer(&self, format: Format, single: bool) -> Writer<'_> {
        let options = Options {
            bom: self.export.bom,
            verbatim: self.export.verbatim,
            by_source: self.export.what == What::Dossier,
            single,
            template: self.template.clone(),
            reviewer: Reviewer { name: self.export.desk.clone(), url: self.export.desk_url.clone() },
        };
        Writer::new(format, self.setting(), options)
    }

    /// Hands each article that can be read to `write`, with its number among the inputs.
    fn each(&self, mut write: impl FnMut(usize, &Annotated<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
        let mut failures = 0;
        for (at, input) in self.inputs.iter().enumerate() {
            let written = input.open(&self.shelf).and_then(|article| {
                let annotated = self.annotated(&article)?;
                write(at, &annotated)
            });
            match written {
                Ok(()) => {}
                Err(cause @ (Failure::Input(_) | Failure::TooLarge { .. } | Failure::Foreign { .. }))
                    if self.inputs.len() > 1 =>
                {
                    tell(&cause.to_string());
                    failures += 1;
                }
                Err(cause) => return Err(cause),
            }
        }
        match failures {
            0 => Ok(()),
            failed if failed == self.inputs.len() => Err(Failure::NoInput),
            failed => Err(Failure::Some { failed, all: self.inputs.len() }),
        }
    }

    /// An article with what was asked for of it.
    fn annotated<'b>(&self, article: &'b Article) -> Result<Annotated<'b>, Failure> {
        let contacts = if self.export.with_contacts { Contacts::Told } else { Contacts::Withheld };
        let mut annotated = self.shelf.annotated(article, contacts, self.settings)?;
        if self.export.what == What::Annotations {
            annotated.keep(|all, id| all.claims.get(&id).is_some_and(|said| !said.is_empty()));
        }
        if self.export.pinned {
            annotated.keep(|all, id| all.claims.get(&id).is_some_and(|said| said.pinned));
        }
        if let Some(name) = self.export.source.as_deref().map(name_key) {
            annotated.keep(|all, id| {
                let claim = all.corrected.extraction.claims.get(id.0);
                let source = claim.and_then(|claim| all.source_of(claim));
                source.is_some_and(|(_, source)| name_key(&source.name) == name)
            });
        }
        Ok(annotated)
    }

    /// All articles into one stream, which is opened by `open`: nothing is written where none can be read.
    fn to_stream(
        &self,
        open: impl FnOnce(&mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut ended = Ok(());
        let opened = open(&mut |out| {
            ended = self.stream(out);
            match &ended {
                // The rest was written.
                Ok(()) | Err(Failure::Some { .. }) => Ok(()),
                Err(_) => Err(io::Error::other("told apart")),
            }
        });
        ended.and(opened)
    }

    fn stream(&self, out: &mut dyn io::Write) -> Result<(), Failure> {
        let write = |out: &mut dyn io::Write, bytes: io::Result<Vec<u8>>| {
            let written = bytes.and_then(|bytes| out.write_all(&bytes));
            written.map_err(|cause| self.failed(cause))
        };
        let Some(format) = self.format else {
            let mut names = Stems::new("article");
            return self.each(|at, annotated| {
                let name = names.free(&self.inputs[at].name());
                write(out, gold_bytes(&name, annotated, self.inputs.len() > 1))
            });
        };
        let mut writer = self.writer(format, self.inputs.len() == 1);
        let mut is_begun = false;
        let ended = self.each(|_, annotated| {
            if !is_begun {
                is_begun = true;
                write(out, writer.head(annotated.article.title()))?;
            }
            write(out, writer.article(annotated))
        });
        if is_begun && matches!(ended, Ok(()) | Err(Failure::Some { .. })) {
            write(out, writer.tail())?;
        }
        ended
    }

    /// One file, or a text and its file, for each article.
    fn to_folder(&self, folder: &Path) -> Result<(), Failure> {
        let folder = Folder::make(folder, &self.export.articles)?;
        let mut names = Stems::new("article");
        let stems: Vec<String> = self.inputs.iter().map(|input| names.free(&input.name())).collect();
        let endings: &[&str] = match self.export.format {
            ExportFormat::Gold => &["txt", "json"],
            ExportFormat::Brat => &["txt", "ann"],
            _ => &[self.format.map_or("txt", Format::ending)],
        };
        let all = stems.iter().flat_map(|stem| endings.iter().map(move |ending| format!("{stem}.{ending}")));
        folder.may_write(all, self.there())?;
        if self.export.format == ExportFormat::Brat {
            folder.may_write_same("annotation.conf", brat::CONFIGURATION.as_bytes(), self.there())?;
        }
        let mut is_begun = self.export.format != ExportFormat::Brat;
        self.each(|at, annotated| {
            if !is_begun {
                is_begun = true;
                folder.write(&[("annotation.conf".to_owned(), brat::CONFIGURATION.as_bytes())])?;
            }
            let stem = stems[at].as_str();
            let bytes = self.alone(stem, annotated).map_err(|cause| folder.failed(cause))?;
            let text = (format!("{stem}.txt"), annotated.article.text.as_bytes());
            let last = (format!("{stem}.{}", endings.last().unwrap_or(&"txt")), bytes.as_slice());
            if endings.len() > 1 { folder.write(&[text, last]) } else { folder.write(&[last]) }
        })
    }

    /// The file of one article alone.
    fn alone(&self, name: &str, annotated: &Annotated<'_>) -> io::Result<Vec<u8>> {
        let Some(format) = self.format else {
            if self.export.format == ExportFormat::Gold {
                return gold_bytes(name, annotated, false);
            }
            let object = json::known(annotated.article, &annotated.corrected, self.settings.words());
            return Ok(brat::annotations(&object).into_bytes());
        };
        let mut writer = self.writer(format, true);
        let head = writer.head(annotated.article.title())?;
        let article = writer.article(annotated)?;
        Ok([head, article, writer.tail()?].concat())
    }

    fn failed(&self, cause: io::Error) -> Failure {
        let what = match &self.place {
            Place::StandardOutput => "standard output".to_owned(),
            Place::File(path) | Place::Folder(path) => path.display().to_string(),
        };
        Failure::Output { what, cause }
    }
}

/// An article that was named.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Input {
    File(PathBuf),
    /// Of the library, by its row and its document's number.
    Kept(ArticleKey, i64),
}

impl Input {
    /// What its files are called after.
    fn name(&self) -> PathBuf {
        match self {
            Input::File(path) => path.clone(),
            Input::Kept(_, number) => PathBuf::from(number.to_string()),
        }
    }

    fn open(&self, shelf: &Shelf) -> Result<Article, Failure> {
        match self {
            Input::File(path) => input::open_whole(path),
            Input::Kept(key, number) => {
                let article = shelf.0.as_ref().map(|store| store.article(*key)).transpose()?.flatten();
                article.ok_or_else(|| Failure::Foreign {
                    name: format!("article {number}"),
                    says: "its text is not kept: it is a part of a large file".to_owned(),
                })
            }
        }
    }
}

/// What was named: files where there are such, else articles of the library; where nothing was, all of these.
fn inputs(export: &Export, shelf: &Shelf) -> Result<Vec<Input>, Failure> {
    if export.articles.is_empty() {
        if shelf.0.is_none() {
            return Err(Failure::NotFound("there is no library yet: name files, or add articles to it".to_owned()));
        }
        let all = shelf.documents(DocumentFilter::default())?;
        return match all.is_empty() {
            true => Err(Failure::NotFound("the library holds no article".to_owned())),
            false => Ok(all.into_iter().map(|(key, latest)| Input::Kept(latest, key.number())).collect()),
        };
    }
    export.articles.iter().map(|typed| one(typed, shelf)).collect()
}

fn one(typed: &Path, shelf: &Shelf) -> Result<Input, Failure> {
    let is_file = typed.as_os_str() == STANDARD_INPUT || typed.exists();
    let Some((store, words)) = shelf.0.as_ref().zip(typed.to_str()).filter(|_| !is_file) else {
        return Ok(Input::File(typed.to_owned()));
    };
    match named(store, words) {
        Ok(found) => Ok(Input::Kept(found.article, found.document.key.number())),
        // Then it is a file that is not there, and is told as such.
        Err(Failure::NotFound(_)) => Ok(Input::File(typed.to_owned())),
        Err(failure) => Err(failure),
    }
}

fn gold_bytes(name: &str, annotated: &Annotated<'_>, in_one_line: bool) -> io::Result<Vec<u8>> {
    let object = gold(name, annotated.article, &annotated.corrected.extraction);
    let bytes = if in_one_line { serde_json::to_vec(&object) } else { serde_json::to_vec_pretty(&object) };
    let mut bytes = escaped(&bytes?);
    bytes.push(b'\n');
    Ok(bytes)
}

const fn format_of(format: ExportFormat) -> Option<Format> {
    Some(match format {
        ExportFormat::Json => Format::Json,
        ExportFormat::Ndjson => Format::Ndjson,
        ExportFormat::Jsonld => Format::JsonLd,
        ExportFormat::Hypothesis => Format::Hypothesis,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Tsv => Format::Tsv,
        ExportFormat::Md => Format::Markdown,
        ExportFormat::Html => Format::Html,
        ExportFormat::Claimreview => Format::ClaimReview,
        ExportFormat::Csl => Format::Csl,
        ExportFormat::Bib => Format::BibTex,
        ExportFormat::Ris => Format::Ris,
        ExportFormat::Brat | ExportFormat::Gold => return None,
    })
}

/// What does not fit together.
fn complain(export: &Export, format: Option<Format>) -> Result<(), Failure> {
    let is_table = matches!(format, Some(Format::Csv | Format::Tsv));
    let is_review = format == Some(Format::ClaimReview);
    let says = match () {
        () if export.articles.iter().filter(|file| file.as_os_str() == STANDARD_INPUT).count() > 1 => {
            "standard input can be read only once: name - once"
        }
        () if export.template.is_some() && format != Some(Format::Markdown) => "--template is for --format md",
        () if export.bom && !is_table => "--bom is for --format csv and tsv",
        () if export.verbatim && !is_table => "--verbatim is for --format csv and tsv",
        () if export.with_contacts && !matches!(format, Some(Format::Json | Format::Ndjson | Format::JsonLd)) => {
            "--with-contacts is for --format json, ndjson and jsonld"
        }
        () if (export.desk.is_some() || export.desk_url.is_some()) && !is_review => {
            "--desk and --desk-url are for --format claimreview"
        }
        () if export.desk_url.as_deref().is_some_and(|url| !is_web_address(url)) => {
            "--desk-url is no address: it begins with http:// or https:// and holds no blanks"
        }
        () if export.what == What::Dossier && !is_table && format != Some(Format::Markdown) => {
            "--what dossier is for --format md, csv and tsv"
        }
        () if export.format == ExportFormat::Brat && export.output.is_none() => {
            "--format brat writes two files for each input: name their folder with -o"
        }
        () => return Ok(()),
    };
    Err(Failure::Usage(says.to_owned()))
}

fn place(export: &Export, inputs: usize) -> Place {
    let Some(path) = &export.output else { return Place::StandardOutput };
    let always = matches!(export.format, ExportFormat::Brat | ExportFormat::Gold);
    let several = export.format == ExportFormat::Md && inputs > 1 && export.template.is_none();
    let is_folder = always || path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator) || several;
    match is_folder && export.what != What::Dossier {
        true => Place::Folder(path.clone()),
        false => Place::File(path.clone()),
    }
}

/// The template, of Markdown: the user's own, or the one that the program has.
fn template(export: &Export) -> Result<Option<Template>, Failure> {
    if export.format != ExportFormat::Md {
        return Ok(None);
    }
    let shape = if export.what == What::Dossier { Shape::Dossier } else { Shape::Article };
    let (text, name) = match &export.template {
        None => (shape.own_template().to_owned(), "the program's own template".to_owned()),
        Some(path) => {
            let name = path.display().to_string();
            let text = fs::read_to_string(path).map_err(|cause| Failure::Usage(format!("{name}: {cause}")))?;
            (text, name)
        }
    };
    let parsed = Template::parse(text.strip_prefix('\u{feff}').unwrap_or(&text), shape);
    Ok(Some(parsed.map_err(|error| Failure::Usage(format!("{name}:{error}")))?))
}
