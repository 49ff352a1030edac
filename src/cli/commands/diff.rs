//! `isnad diff`: what was changed between two versions of an article, and the claims and notes that this touched.

use std::path::Path;

use clap::Args;

use crate::article::Article;
use crate::claims::{self, Corrected, Fit, Found, compare};
use crate::cli::fail::Failure;
use crate::cli::named::{library, named};
use crate::cli::output::to_stdout;
use crate::cli::{input, lines};
use crate::config::Settings;
use crate::export::changes::{self, Line, NoteOut, Tone, Versions};
use crate::shelf::corrected;
use crate::store::{ArticleKey, DocumentKey, Settled, Store, VersionRow, settle};
use crate::words::Words;

/// Arguments of `isnad diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// An article of the library (its number, the beginning of its hash or of its title), or a text file.
    #[arg(value_name = "ARTICLE|FILE")]
    pub article: String,
    /// Which versions, as 1..3 (1.. for up to the latest, without it the last two); or another file to compare with.
    #[arg(value_name = "REV..REV|FILE")]
    pub other: Option<String>,
    /// Write JSON instead of lines to read.
    #[arg(long)]
    pub json: bool,
}

/// A version with what was found in it, as it was put right.
struct Read {
    article: Article,
    corrected: Corrected,
    number: Option<usize>,
}

impl Read {
    fn of(
        article: Article,
        number: Option<usize>,
        store: Option<&Store>,
        settings: &Settings,
    ) -> Result<Read, Failure> {
        let found = claims::extract_with(&article, settings.overlay);
        let corrected = match store {
            Some(store) => corrected(&article, found, store)?,
            None => Corrected::as_found(&article, found),
        };
        Ok(Read { article, corrected, number })
    }

    fn found(&self) -> Found<'_> {
        Found { article: &self.article, extraction: &self.corrected.extraction, uids: &self.corrected.uids }
    }
}

/// Writes what was changed. Exit code 1 where the two are the same.
pub fn run(diff: &Diff, settings: &Settings) -> Result<(), Failure> {
    let (old, new, settled) = match &diff.other {
        Some(other) if range(other).is_none() => {
            let read = |path: &str| Read::of(input::open_whole(Path::new(path))?, None, None, settings);
            (read(&diff.article)?, read(other)?, None)
        }
        range_typed => {
            let wanted = range_typed.as_deref().and_then(range).unwrap_or((None, None));
            of_library(&diff.article, wanted, settings)?
        }
    };
    let versions = Versions { old: old.found(), new: new.found() };
    let comparison = compare(versions.old, versions.new);
    let notes = settled.as_ref().map_or_else(Vec::new, |settled| notes(settled, versions.new));
    if diff.json {
        let json = changes::to_json(versions, &comparison, [old.number, new.number], &notes)
            .map_err(|cause| Failure::Output { what: "JSON".to_owned(), cause: cause.into() })?;
        to_stdout(|out| {
            out.write_all(&json)?;
            out.write_all(b"\n")
        })?;
    } else {
        let words = settings.words();
        let mut all = changes::lines(versions, &comparison, words);
        all.extend(note_lines(&notes, words));
        lines::write(&all, settings)?;
    }
    if comparison.is_empty() { Err(Failure::Found("the two texts do not differ".to_owned())) } else { Ok(()) }
}

/// `1..3`, `1..`, `..3`, `..`: the numbers of versions; none where this is something else.
fn range(typed: &str) -> Option<(Option<usize>, Option<usize>)> {
    let (first, last) = typed.split_once("..")?;
    let end = |typed: &str| if typed.is_empty() { Some(None) } else { typed.parse().ok().map(Some) };
    Some((end(first)?, end(last)?))
}

type Wanted = (Option<usize>, Option<usize>);

/// Two versions of an article of the library. A file that is not in it yet counts as its latest version.
fn of_library(typed: &str, wanted: Wanted, settings: &Settings) -> Result<(Read, Read, Option<Settled>), Failure> {
    let store = library(settings)?;
    let (document, fresh) = if Path::new(typed).is_file() {
        let article = input::open_whole(Path::new(typed))?;
        let document = store.document_like(&article)?.ok_or_else(|| {
            Failure::NotFound(format!("{typed}: the library has no version of it; give a second file to compare with"))
        })?;
        let is_known = store.article_of(&article.hash)?.is_some();
        (document, (!is_known).then_some(article))
    } else {
        (named(&store, typed)?.document.key, None)
    };
    let rows = store.versions_of(document)?;
    let last = rows.len() + usize::from(fresh.is_some());
    if last < 2 {
        return Err(Failure::NotFound("there is one version only: nothing was changed".to_owned()));
    }
    let (first, second) = wanted;
    let last = second.unwrap_or(last);
    let first = first.unwrap_or(last.saturating_sub(1));
    let read = |number: usize| version(&store, document, &rows, (number, fresh.as_ref()), settings);
    let (old, new) = (read(first)?, read(last)?);
    let settled = settle(store.annotations(&new.article)?, new.found());
    Ok((old, new, Some(settled)))
}

fn version(
    store: &Store,
    document: DocumentKey,
    rows: &[VersionRow],
    (number, fresh): (usize, Option<&Article>),
    settings: &Settings,
) -> Result<Read, Failure> {
    let row: Option<ArticleKey> = rows.iter().find(|row| row.number == number).map(|row| row.article);
    let article = match (row, fresh) {
        (Some(row), _) => store.article(row)?.ok_or_else(|| {
            Failure::NotFound(format!("of version {number} the text is not kept: it was read in windows"))
        })?,
        (None, Some(fresh)) if number == rows.len() + 1 => fresh.clone(),
        _ => {
            let says = format!("article {} has no version {number}; it has {}", document.number(), rows.len());
            return Err(Failure::NotFound(says));
        }
    };
    Read::of(article, Some(number), Some(store), settings)
}

/// The notes that did not stay where they were.
fn notes(settled: &Settled, found: Found<'_>) -> Vec<NoteOut> {
    let placed = settled.claims.iter().filter_map(|(claim, settled)| {
        let before = settled.before.as_ref()?;
        let fate = if settled.fit == Fit::Resized { "resized" } else { "moved" };
        Some(NoteOut { text: before.exact.clone(), fate, claim: Some(found.uids.claim(*claim).to_owned()) })
    });
    let orphans = settled.orphans.iter().map(|orphan| NoteOut {
        text: orphan.note.anchor.exact.clone(),
        fate: if orphan.asks() { "asks" } else { "orphan" },
        claim: None,
    });
    placed.chain(orphans).collect()
}

fn note_lines(notes: &[NoteOut], words: Words) -> Vec<Line> {
    if notes.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Line::new(Tone::Plain, ""), Line::new(Tone::Heading, words.say("diff.notes"))];
    for note in notes {
        let tone = if note.claim.is_some() { Tone::Plain } else { Tone::Warning };
        let text: Vec<&str> = note.text.split_whitespace().collect();
        out.push(Line::new(tone, format!("{}: {}", words.say(&format!("drift.{}", note.fate)), text.join(" "))));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_no_others() {
        assert_eq!(range("1..3"), Some((Some(1), Some(3))));
        assert_eq!(
            (range("2.."), range("..2"), range("..")),
            (Some((Some(2), None)), Some((None, Some(2))), Some((None, None)))
        );
        assert_eq!((range("new.txt"), range("../b.txt"), range("a..b")), (None, None, None));
    }
}
