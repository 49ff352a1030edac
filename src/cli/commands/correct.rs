//! `isnad correct`: puts right what was found in an article, as the reader does, and keeps it in the library.
//!
//! Claims and sources are those that `isnad extract --with-corrections` writes: by id (`c3`, `s2`), by uid, or by enough of
//! its beginning.

use std::io::{self, Write};

use jiff::Timestamp;

use crate::article::Article;
use crate::claims::{
    self, Anchor, Corrected, Correction, Extraction, Found, SourceId, SourceKind, SourceRef, name_key,
};
use crate::cli::args::{Correct, Fix, Kind};
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::named;
use crate::cli::output::to_stdout;
use crate::config::Settings;
use crate::span::Span;
use crate::store::{FILE_NAME, Store, StoredCorrection};

/// Makes one correction, takes the last one back or makes it again, or lists them.
pub fn run(correct: &Correct, settings: &Settings) -> Result<(), Failure> {
    let Some(folder) = settings.library.as_deref() else {
        return Err(Failure::Usage("there is no home folder; name a library with --library".to_owned()));
    };
    let article = input::open_whole(&correct.file)?;
    if matches!(correct.fix, Fix::List | Fix::Undo | Fix::Redo) && !folder.join(FILE_NAME).exists() {
        return Err(Failure::NotFound("there is no library yet: nothing was put right".to_owned()));
    }
    let mut store = Store::open_or_read(folder)?;
    let kept = store.annotations(&article)?.corrections;
    let desk = Desk::of(&article, claims::extract_with(&article, settings.overlay), &kept);
    let now = Timestamp::now();
    match &correct.fix {
        Fix::List => desk.list(&kept),
        Fix::Undo => {
            let key = store.open_article(&article, now)?;
            tell("taken back", store.undo_correction(key, now)?)
        }
        Fix::Redo => {
            let key = store.open_article(&article, now)?;
            tell("made again", store.redo_correction(key)?)
        }
        fix => {
            let correction = desk.correction(fix)?;
            desk.check(&kept, &correction)?;
            let key = store.open_article(&article, now)?;
            store.add_correction(key, &correction, now)?;
            say(&format!("kept: {}", in_words(&correction)));
            Ok(())
        }
    }
}

/// An article as it is corrected now.
struct Desk<'a> {
    article: &'a Article,
    /// What is found, with nothing put right.
    found: Extraction,
    now: Corrected,
}

impl<'a> Desk<'a> {
    fn of(article: &'a Article, found: Extraction, kept: &[StoredCorrection]) -> Desk<'a> {
        let corrections: Vec<Correction> = kept.iter().map(|stored| stored.correction.clone()).collect();
        let now = claims::correct(article, found.clone(), &corrections);
        Desk { article, found, now }
    }

    fn found(&self) -> Found<'_> {
        Found { article: self.article, extraction: &self.now.extraction, uids: &self.now.uids }
    }

    /// The correction that was asked for.
    fn correction(&self, fix: &Fix) -> Result<Correction, Failure> {
        Ok(match fix {
            Fix::Reassign { claim, to } => {
                Correction::Reassign { claim: self.claim(claim)?, to: self.source_or_new(to)? }
            }
            Fix::Merge { source, into } => {
                let (source, into) = (self.source(source)?, self.source(into)?);
                if source == into {
                    return Err(Failure::Usage(format!("{} is one source already", source.name)));
                }
                Correction::Merge { source, into }
            }
            Fix::Split { claims, name } => {
                let claims = claims.iter().map(|claim| self.claim(claim)).collect::<Result<_, _>>()?;
                Correction::Split { claims, name: full(name)? }
            }
            Fix::Rename { source, name, role, kind } => {
                let source = self.source(source)?;
                let at = self.now.uids.sources().iter().position(|uid| *uid == source.uid).unwrap_or(0);
                let now = &self.now.extraction.sources[at];
                Correction::Rename {
                    source,
                    name: full(name)?,
                    role: role.clone().unwrap_or_else(|| now.role.clone()),
                    kind: kind.map_or(now.kind, kind_of),
                }
            }
            Fix::Span { claim, start, end } => {
                Correction::Respan { claim: self.claim(claim)?, to: self.anchor(*start, *end)? }
            }
            Fix::Reject { claim } => Correction::Reject { claim: self.claim(claim)? },
            Fix::Add { start, end, source } => {
                Correction::Add { content: self.anchor(*start, *end)?, source: self.source_or_new(source)? }
            }
            Fix::List | Fix::Undo | Fix::Redo => return Err(Failure::Usage("nothing to put right".to_owned())),
        })
    }

    /// Refuses a correction that would find nothing to correct.
    fn check(&self, kept: &[StoredCorrection], correction: &Correction) -> Result<(), Failure> {
        let mut all: Vec<Correction> = kept.iter().map(|stored| stored.correction.clone()).collect();
        all.push(correction.clone());
        let then = claims::correct(self.article, self.found.clone(), &all);
        if then.idle.contains(&kept.len()) {
            return Err(Failure::NotFound(format!("nothing to correct here: {}", in_words(correction))));
        }
        Ok(())
    }

    fn claim(&self, typed: &str) -> Result<Anchor, Failure> {
        let claim = named::claim(&self.now.uids, typed)?;
        let anchor = claim.and_then(|claim| self.found().anchor(claim));
        anchor.ok_or_else(|| Failure::NotFound(missing("claim", typed)))
    }

    fn source(&self, typed: &str) -> Result<SourceRef, Failure> {
        self.known_source(typed)?.ok_or_else(|| Failure::NotFound(missing("source", typed)))
    }

    /// A source of the article, or one with a name that none has.
    fn source_or_new(&self, typed: &str) -> Result<SourceRef, Failure> {
        match self.known_source(typed)? {
            Some(source) => Ok(source),
            None if is_id(typed) => Err(Failure::NotFound(missing("source", typed))),
            None => Ok(SourceRef { uid: String::new(), name: full(typed)? }),
        }
    }

    /// By id, by name as one may spell it, by uid.
    fn known_source(&self, typed: &str) -> Result<Option<SourceRef>, Failure> {
        let uids = self.now.uids.sources();
        let at = match self.named(typed)? {
            Some(at) if !named::is_id(typed, 's') => Some(at),
            _ => named::place(uids, 's', typed)?,
        };
        Ok(at.and_then(|at| self.found().source(SourceId(at))))
    }

    fn named(&self, typed: &str) -> Result<Option<usize>, Failure> {
        let key = name_key(typed.trim());
        let sources = self.now.extraction.sources.iter().enumerate();
        let alike: Vec<usize> = sources.filter(|(_, s)| name_key(&s.name) == key).map(|(at, _)| at).collect();
        match alike[..] {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            _ => Err(Failure::Usage(format!("several sources are called {typed}; give the id or the uid of one"))),
        }
    }

    /// A stretch of the text in code points.
    fn anchor(&self, start: usize, end: usize) -> Result<Anchor, Failure> {
        let text = self.article.text.as_str();
        let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let from = places.nth(start);
        let till = end.checked_sub(start + 1).and_then(|further| places.nth(further));
        let span = from.zip(till).map(|(from, till)| Span::new(from, till));
        let span = span.filter(|span| !span.of(text).trim().is_empty());
        let span = span.ok_or_else(|| {
            let length = text.chars().count();
            Failure::Usage(format!(
                "{start} to {end} holds no words of this text: code points from 0 to {length}, the end after the last"
            ))
        })?;
        Ok(Anchor::of(self.article, span, ""))
    }

    fn list(&self, kept: &[StoredCorrection]) -> Result<(), Failure> {
        if kept.is_empty() {
            return Err(Failure::NotFound("nothing was put right in this article".to_owned()));
        }
        to_stdout(|out| {
            for (at, stored) in kept.iter().enumerate() {
                let state = if self.now.idle.contains(&at) { "idle" } else { "held" };
                writeln!(out, "{}\t{state}\t{}", at + 1, in_words(&stored.correction))?;
            }
            Ok(())
        })
    }
}

/// Whether this is meant as an id or a uid, not as a name.
fn is_id(typed: &str) -> bool {
    named::is_id(typed, 's') || typed.len() == 16 && typed.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn missing(what: &str, typed: &str) -> String {
    format!("no {what} {typed} in this article; isnad extract --with-corrections shows those that there are")
}

/// A name with something in it.
fn full(name: &str) -> Result<String, Failure> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { Err(Failure::Usage("a name is needed".to_owned())) } else { Ok(name) }
}

const fn kind_of(kind: Kind) -> SourceKind {
    match kind {
        Kind::Person => SourceKind::Person,
        Kind::Organisation => SourceKind::Organisation,
        Kind::Anonymous => SourceKind::Anonymous,
        Kind::Group => SourceKind::Group,
        Kind::Document => SourceKind::Document,
    }
}

/// A correction in one line: what, of which claim or source, to what, and the words.
fn in_words(correction: &Correction) -> String {
    let words = |anchor: &Anchor| anchor.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    match correction {
        Correction::Reassign { claim, to } => format!("reassign\t{}\t{}\t{}", claim.uid, to.name, words(claim)),
        Correction::Merge { source, into } => format!("merge\t{}\t{}\t{}", source.uid, into.name, source.name),
        Correction::Split { claims, name } => {
            let uids: Vec<&str> = claims.iter().map(|claim| claim.uid.as_str()).collect();
            let all: Vec<String> = claims.iter().map(words).collect();
            format!("split\t{}\t{name}\t{}", uids.join(","), all.join(" … "))
        }
        Correction::Rename { source, name, role, kind } => {
            format!("rename\t{}\t{name}\t{} ({role}, {})", source.uid, source.name, kind.name())
        }
        Correction::Respan { claim, to } => {
            format!("span\t{}\t{}-{}\t{}", claim.uid, to.points.start, to.points.end, words(to))
        }
        Correction::Reject { claim } => format!("reject\t{}\t\t{}", claim.uid, words(claim)),
        Correction::Add { content, source } => {
            format!("add\t{}-{}\t{}\t{}", content.points.start, content.points.end, source.name, words(content))
        }
    }
}

fn tell(what: &str, correction: Option<StoredCorrection>) -> Result<(), Failure> {
    match correction {
        Some(stored) => {
            say(&format!("{what}: {}", in_words(&stored.correction)));
            Ok(())
        }
        None => Err(Failure::NotFound(format!("there is nothing that could be {what}"))),
    }
}

fn say(line: &str) {
    let _ = writeln!(io::stderr(), "isnad: {}", line.replace('\t', " "));
}
