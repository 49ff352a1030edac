//! `isnad import`: annotations that another program wrote, or `isnad export`, into the library.
//!
//! Each is fastened to its claim as notes are in a changed text: never to another sentence. What belongs to no claim any more
//! is kept as an orphan; what cannot be kept is told with the reason. Where the library says something else already, that
//! stays, and is told.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use jiff::Timestamp;

use crate::article::{self, Article, Origin};
use crate::claims::{Anchor, ClaimId, Fit, Found, SourceId, Text, place, source_of};
use crate::cli::args::{Import, ImportFormat};
use crate::cli::fail::Failure;
use crate::cli::input::{self, STANDARD_INPUT};
use crate::cli::named::named;
use crate::cli::output::to_stdout;
use crate::config::Settings;
use crate::export::merge::{self, Wins};
use crate::export::{ClaimSaid, InFormat, Incoming, Left, Loose, Named, SourceSaid, read};
use crate::shelf::{Kept, Shelf};
use crate::span::Span;
use crate::store::{ArticleKey, Assessment, ClaimNote, NoteKey, SourceNote, Store, StoreError};

/// Takes a file in, and writes a line for each annotation: what became of it, its article, its words, and why.
pub fn run(import: &Import, settings: &Settings) -> Result<(), Failure> {
    let incoming = incoming(import)?;
    let mut desk = Desk::of(import, settings)?;
    for one in incoming {
        desk.take(one)?;
    }
    desk.tell()
}

/// What the file holds.
fn incoming(import: &Import) -> Result<Vec<Incoming>, Failure> {
    let name = input::name_of(&import.file);
    let foreign = |says: String| Failure::Foreign { name: name.clone(), says };
    let mut bytes = Vec::new();
    let opened = match import.file.as_os_str() == STANDARD_INPUT {
        true => io::stdin().lock().read_to_end(&mut bytes).map(drop),
        false => fs::read(&import.file).map(|read| bytes = read),
    };
    opened.map_err(|cause| foreign(cause.to_string()))?;
    let format = match import.format {
        ImportFormat::Auto => InFormat::Auto,
        ImportFormat::Jsonld => InFormat::JsonLd,
        ImportFormat::Hypothesis => InFormat::Hypothesis,
        ImportFormat::Isnad => InFormat::Isnad,
    };
    read(&bytes, format).map_err(|error| foreign(error.to_string()))
}

/// What became of an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// It is at its claim.
    Kept,
    /// Its words are the same, in other surroundings.
    Moved,
    /// Its claim begins or ends elsewhere.
    Resized,
    /// The library has it already.
    Same,
    /// It belongs to no claim, and is kept as an orphan.
    Orphan,
    /// It is not taken in.
    Left,
}

impl Fate {
    const ALL: [Fate; 6] = [Fate::Kept, Fate::Moved, Fate::Resized, Fate::Same, Fate::Orphan, Fate::Left];

    const fn name(self) -> &'static str {
        match self {
            Fate::Kept => "kept",
            Fate::Moved => "moved",
            Fate::Resized => "resized",
            Fate::Same => "same",
            Fate::Orphan => "orphan",
            Fate::Left => "left",
        }
    }
}

impl From<Fit> for Fate {
    fn from(fit: Fit) -> Fate {
        match fit {
            Fit::Kept => Fate::Kept,
            Fit::Moved => Fate::Moved,
            Fit::Resized => Fate::Resized,
        }
    }
}

/// Where the annotations go.
struct Desk<'a> {
    import: &'a Import,
    settings: &'a Settings,
    shelf: Shelf,
    now: Timestamp,
    wins: Wins,
    /// The article that was named.
    named: Option<Article>,
    told: Vec<(Fate, String, Left)>,
}

/// The notes of one article as they are now.
struct Notes<'a> {
    article: Option<ArticleKey>,
    found: Found<'a>,
    text: Text<'a>,
    claims: BTreeMap<ClaimId, (Option<NoteKey>, ClaimSaid)>,
    sources: BTreeMap<SourceId, (Option<NoteKey>, SourceSaid)>,
    orphans: Vec<(Anchor, ClaimSaid)>,
    strays: Vec<(Option<NoteKey>, Named)>,
}

impl<'a> Desk<'a> {
    fn of(import: &'a Import, settings: &'a Settings) -> Result<Desk<'a>, Failure> {
        let mut shelf = Shelf::of_reader(settings)?;
        if shelf.0.is_none() && !import.dry_run {
            let Some(folder) = settings.library.as_deref() else {
                return Err(Failure::Usage("there is no home folder; name a library with --library".to_owned()));
            };
            shelf.0 = Some(Store::open(folder)?);
        }
        let named = import.article.as_deref().map(|typed| article_named(typed, &shelf)).transpose()?;
        let wins = if import.replace { Wins::Incoming } else { Wins::Here };
        Ok(Desk { import, settings, shelf, now: Timestamp::now(), wins, named, told: Vec::new() })
    }

    fn take(&mut self, incoming: Incoming) -> Result<(), Failure> {
        let Some(article) = self.article_of(&incoming)? else {
            return self.take_nothing(incoming);
        };
        let Kept { corrected, settled, .. } = self.shelf.kept(&article, &incoming.corrections, self.settings)?;
        let found = Found { article: &article, extraction: &corrected.extraction, uids: &corrected.uids };
        let mut notes = Notes {
            article: None,
            found,
            text: Text::of(&article),
            claims: settled.claims.iter().map(|(id, kept)| (*id, (kept.note.key, (&kept.note.marks).into()))).collect(),
            sources: BTreeMap::new(),
            orphans: settled.orphans.iter().map(|one| (one.note.anchor.clone(), (&one.note.marks).into())).collect(),
            strays: settled
                .lost_sources
                .iter()
                .map(|note| (note.key, Named { source: note.source.clone(), said: note.into() }))
                .collect(),
        };
        for (id, said) in self.shelf.known(&article, &corrected, &settled)? {
            notes.sources.insert(id, (settled.sources.get(&id).and_then(|note| note.key), said));
        }
        self.register(&mut notes, &incoming)?;
        for loose in &incoming.claims {
            self.claim(loose, &mut notes)?;
        }
        for named in &incoming.sources {
            self.source(named, &mut notes)?;
        }
        for left in incoming.left {
            self.told.push((Fate::Left, article.title().to_owned(), left));
        }
        Ok(())
    }

    /// The article that is meant: the one that was named, the one in the library, or the one in the file.
    fn article_of(&self, incoming: &Incoming) -> Result<Option<Article>, Failure> {
        if let Some(named) = &self.named {
            return Ok(Some(named.clone()));
        }
        if let Some(store) = &self.shelf.0 {
            let target = &incoming.target;
            let mut key = target.hash.as_deref().map(|hash| store.article_by_hash(hash)).transpose()?.flatten();
            if key.is_none() && target.text.is_none() {
                key = target.iri.as_deref().map(|url| store.article_by_url(url)).transpose()?.flatten();
            }
            if let Some(article) = key.map(|key| store.article(key)).transpose()?.flatten() {
                return Ok(Some(article));
            }
        }
        let text = incoming.target.text.clone();
        Ok(text.map(|text| Article {
            about: incoming.target.about.clone(),
            ..article::from_text(text, Origin::StandardInput)
        }))
    }

    fn take_nothing(&mut self, incoming: Incoming) -> Result<(), Failure> {
        let name = incoming.target.about.title.or(incoming.target.iri).unwrap_or_default();
        let why = "its article is not in the library; open it there first, or name its file with --article";
        for loose in &incoming.claims {
            let words = loose.quote.as_ref().map_or(loose.said.note.as_str(), |quote| &quote.exact);
            self.told.push((Fate::Left, name.clone(), Left::new(words, why)));
        }
        for source in &incoming.sources {
            self.told.push((Fate::Left, name.clone(), Left::new(&source.source.name, why)));
        }
        self.told.extend(incoming.left.into_iter().map(|left| (Fate::Left, name.clone(), left)));
        Ok(())
    }

    /// Makes sure that the library has the article, what is found in it, and what was put right.
    fn register(&mut self, notes: &mut Notes<'_>, incoming: &Incoming) -> Result<(), Failure> {
        let Some(store) = self.shelf.0.as_mut().filter(|_| !self.import.dry_run) else { return Ok(()) };
        let there = store.annotations(notes.found.article)?.corrections;
        let article = store.add_article(notes.found, self.now)?.article;
        for correction in &incoming.corrections {
            if there.iter().all(|known| known.correction != *correction) {
                store.add_correction(article, correction, self.now)?;
            }
        }
        notes.article = Some(article);
        Ok(())
    }

    fn claim(&mut self, loose: &Loose, notes: &mut Notes<'_>) -> Result<(), Failure> {
        let title = notes.found.article.title().to_owned();
        let anchor = match loose.fasten(notes.found.article) {
            Ok(anchor) => anchor,
            Err(left) => {
                self.told.push((Fate::Left, title, left));
                return Ok(());
            }
        };
        let placed = place(&anchor, &mut notes.text, notes.found);
        let (_, mut odd) = loose.said.marks();
        let fate = match placed.claim {
            Some((claim, fit)) => {
                let (key, here) = notes.claims.get(&claim).cloned().unwrap_or_default();
                let (said, differ) = merge::claim(&here, &loose.said, self.wins);
                odd.extend(self.differences(&differ));
                if said == here {
                    Fate::Same
                } else if let Some(anchor) = notes.found.anchor(claim) {
                    let key = self.save(notes.article, ClaimNote { key, anchor, marks: said.marks().0 })?;
                    notes.claims.insert(claim, (key, said));
                    fit.into()
                } else {
                    Fate::Left
                }
            }
            None => self.orphan(&anchor, placed.at, &loose.said, notes)?,
        };
        if fate == Fate::Orphan {
            odd.push(match placed.at {
                Some(_) => "its words are in the article, but no claim is there".to_owned(),
                None => "its words are not in the article, or in several places".to_owned(),
            });
        }
        self.told.push((fate, title, Left::new(&anchor.exact, odd.join("; "))));
        Ok(())
    }

    /// Keeps marks that belong to no claim: at their words where these can be told from all others, else at no place.
    fn orphan(
        &mut self,
        anchor: &Anchor,
        at: Option<Span>,
        said: &ClaimSaid,
        notes: &mut Notes<'_>,
    ) -> Result<Fate, Failure> {
        let is_known = |(other, marks): &(Anchor, ClaimSaid)| other.exact == anchor.exact && marks == said;
        if notes.orphans.iter().any(is_known) {
            return Ok(Fate::Same);
        }
        let anchor = match at {
            Some(span) => Anchor::of(notes.found.article, span, &anchor.uid),
            None => Anchor { bytes: Span::default(), ..anchor.clone() },
        };
        self.save(notes.article, ClaimNote { key: None, anchor: anchor.clone(), marks: said.marks().0 })?;
        notes.orphans.push((anchor, said.clone()));
        Ok(Fate::Orphan)
    }

    fn save(&mut self, article: Option<ArticleKey>, note: ClaimNote) -> Result<Option<NoteKey>, Failure> {
        match (article, self.shelf.0.as_mut()) {
            (Some(article), Some(store)) => Ok(store.save_claim(article, &note, self.now)?),
            _ => Ok(note.key),
        }
    }

    fn source(&mut self, named: &Named, notes: &mut Notes<'_>) -> Result<(), Failure> {
        let title = notes.found.article.title().to_owned();
        let (marks, _, mut odd) = named.said.marks();
        let tell = |desk: &mut Desk<'_>, fate, odd: Vec<String>| {
            desk.told.push((fate, title.clone(), Left::new(&named.source.name, odd.join("; "))));
        };
        let id = source_of(&named.source, notes.found);
        let stray = notes.strays.iter().position(|(_, known)| known.source.uid == named.source.uid);
        let (key, here) = match (id, stray) {
            (Some(id), _) => notes.sources.get(&id).cloned().unwrap_or_default(),
            (None, Some(at)) => (notes.strays[at].0, notes.strays[at].1.said.clone()),
            (None, None) => (None, SourceSaid::default()),
        };
        if named.said.is_empty() || (id.is_none() && marks.is_empty()) {
            odd.push("nothing is said of it".to_owned());
            tell(self, Fate::Left, odd);
            return Ok(());
        }
        let (said, differ) = merge::source(&here, &named.said, self.wins);
        odd.extend(self.differences(&differ));
        if said == here {
            tell(self, Fate::Same, odd);
            return Ok(());
        }
        let source = id.and_then(|id| notes.found.source(id)).unwrap_or_else(|| named.source.clone());
        let (marks, ratings, _) = said.marks();
        let mut saved = key;
        if let (Some(article), Some(store)) = (notes.article, self.shelf.0.as_mut()) {
            let note = SourceNote { key, source: source.clone(), marks, ratings: Vec::new() };
            saved = store.save_source(article, &note, self.now)?;
            if let Some(key) = saved.filter(|_| !ratings.is_empty()) {
                store.put_ratings(key, &ratings)?;
            }
            know(store, article, &source.uid, &said, self.now)?;
        }
        match id {
            Some(id) => drop(notes.sources.insert(id, (saved, said))),
            None => notes.strays.push((saved, Named { source, said })),
        }
        if id.is_none() {
            odd.push("the article has no such source now".to_owned());
        }
        tell(self, if id.is_some() { Fate::Kept } else { Fate::Orphan }, odd);
        Ok(())
    }

    fn differences(&self, differ: &[&str]) -> Option<String> {
        let what = match self.wins {
            Wins::Here => "the library's stays (--replace takes the file's)",
            Wins::Incoming => "the file's is taken",
        };
        (!differ.is_empty()).then(|| format!("another {} is in the library: {what}", differ.join(", ")))
    }

    /// A line for each annotation, and how many there are of each fate.
    fn tell(self) -> Result<(), Failure> {
        to_stdout(|out| {
            for (fate, article, left) in &self.told {
                let article = crate::export::one_line(article);
                writeln!(out, "{}\t{article}\t{}\t{}", fate.name(), left.what, crate::export::one_line(&left.why))?;
            }
            Ok(())
        })?;
        let count = |fate| self.told.iter().filter(|(one, _, _)| *one == fate).count();
        let counts: Vec<String> = Fate::ALL
            .into_iter()
            .filter(|fate| count(*fate) > 0)
            .map(|fate| format!("{} {}", count(fate), fate.name()))
            .collect();
        let summary = if counts.is_empty() { "nothing is said in it".to_owned() } else { counts.join(", ") };
        let tense = if self.import.dry_run { "would be: " } else { "" };
        let _ = writeln!(io::stderr(), "isnad: {tense}{summary}");
        match self.told.iter().all(|(fate, _, _)| *fate == Fate::Left) {
            true => Err(Failure::NotFound(format!("{}: nothing was taken in", input::name_of(&self.import.file)))),
            false => Ok(()),
        }
    }
}

/// Keeps what is known of a source beside what is said of it in articles.
fn know(
    store: &mut Store,
    article: ArticleKey,
    uid: &str,
    said: &SourceSaid,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(key) = store.source_in(article, uid)? else { return Ok(()) };
    let Some(known) = store.source(key)? else { return Ok(()) };
    let mut facts = known.facts.clone();
    said.facts(&mut facts);
    if facts != known.facts {
        store.save_source_facts(key, &facts, Assessment::default(), now)?;
    }
    let is_new = |name: &&String| !known.aliases.iter().any(|alias| alias.by_reader && alias.name == **name);
    said.aliases.iter().filter(is_new).try_for_each(|name| store.add_source_alias(known.key, name))
}

/// A file, or an article of the library.
fn article_named(typed: &Path, shelf: &Shelf) -> Result<Article, Failure> {
    let is_file = typed.as_os_str() == STANDARD_INPUT || typed.exists();
    let Some((store, words)) = shelf.0.as_ref().zip(typed.to_str()).filter(|_| !is_file) else {
        return input::open_whole(typed);
    };
    let found = named(store, words)?;
    let says = || Failure::NotFound("the text of this article is not kept: it is a part of a large file".to_owned());
    store.article(found.article)?.ok_or_else(says)
}
