//! The real world: the library on the disk, and the terminal.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::ask::{Choices, DocumentAsk, DocumentSort, Judged, Order, Page, Part, QuoteAsk, SourceAsk, SourceSort};
use super::jobs::Jobs;
use super::message::Message;
use super::outside::{Outside, Told};
use super::rows::{
    Alike, By, DocumentRow, Dossier, Place, Placed, QuoteRow, Rating, Role, Said, Sameness, SourceRow, Totals, Worded,
};
use crate::article::{self, Article, Warning};
use crate::claims::ClaimKind;
use crate::config::Settings;
use crate::search::{Closeness, Query, Synonyms};
use crate::shelf::{Outward, Shelf, Wanted};
use crate::store::{
    self, ArticleKey, Assessment, ClaimFilter, ClaimQuery, ClaimRow, ClaimStart, Decided, DocumentFilter, DocumentKey,
    DocumentQuery, Hits, Known, Listed, ListedBy, ListedSource, Search, SourceFacts, SourceStart, SourcesList, Start,
    Store, StoreError, Within,
};
use crate::tui::RunError;
use crate::tui::exporting::{self, Outcome, Scope, Wish};
use crate::tui::message::Notice;
use crate::tui::terminal::Session;
use crate::tui::world::copy_out;

/// The world that a real terminal stands in.
pub struct World<'a> {
    /// The terminal.
    pub session: &'a mut Session,
    folder: PathBuf,
    store: Store,
    synonyms: Synonyms,
    /// What is done beside the screens.
    pub jobs: Jobs,
}

/// So many places are looked into for each kind at each key: the answer must not keep the next key waiting.
const DEPTH: usize = 200;

/// So many sources of one name are asked about.
const MOST_ALIKE: usize = 20;

/// Where a read of a list begins.
enum Begin<'a> {
    First,
    Last,
    After(&'a Place),
    Before(&'a Place),
}

impl<'a> World<'a> {
    /// The world round `session`.
    ///
    /// # Errors
    /// Where there is no library, or it cannot be opened.
    pub fn open(session: &'a mut Session, settings: &Settings) -> Result<World<'a>, RunError> {
        let folder = settings.library.clone().unwrap_or_default();
        let store = Store::open_or_read(&folder)?;
        // A list of the user's that is not understood is told by `isnad search`.
        let synonyms = settings.read_synonyms().unwrap_or_else(|_| Synonyms::shipped());
        let jobs = Jobs::new(folder.clone(), settings.overlay);
        Ok(World { session, folder, store, synonyms, jobs })
    }

    fn some_documents(&self, ask: &DocumentAsk, begin: &Begin<'_>, limit: usize) -> Told<Vec<DocumentRow>> {
        let sort = sort_of(ask.sort);
        let usual = sort.direction();
        let mark = |place: &Place| if let By::Document(mark) = &place.by { Some(mark.clone()) } else { None };
        let query = DocumentQuery {
            filter: filter_of(ask),
            sort,
            direction: if ask.order == Order::Usual { usual } else { usual.reversed() },
            start: match begin {
                Begin::First => Start::First,
                Begin::Last => Start::Last,
                Begin::After(place) => mark(place).map_or(Start::First, Start::After),
                Begin::Before(place) => mark(place).map_or(Start::Last, Start::Before),
            },
            limit,
        };
        let rows = told(self.store.documents(&query))?;
        rows.into_iter().map(|row| self.document(row, sort)).collect()
    }

    fn document(&self, row: store::DocumentRow, sort: store::DocumentSort) -> Told<DocumentRow> {
        Ok(DocumentRow {
            place: Place { by: By::Document(row.mark(sort)), id: row.key.number() },
            unread: row.opened.is_none(),
            annotated: told(self.store.noted_claims(row.latest))?,
            day: row.day,
            outlet: row.outlet,
            title: row.title,
            claims: row.claims,
            unchecked: row.unchecked,
        })
    }

    fn some_sources(&self, ask: &SourceAsk, begin: &Begin<'_>, limit: usize) -> Told<Vec<SourceRow>> {
        let mark = |place: &Place| if let By::Source(mark) = &place.by { Some(mark.clone()) } else { None };
        let list = SourcesList {
            which: Listed { kind: ask.kind, reliability: ask.reliability, alike: ask.alike, text: ask.words.clone() },
            by: by_of(ask.sort),
            reversed: ask.order == Order::Reversed,
            start: match begin {
                Begin::First => SourceStart::First,
                Begin::Last => SourceStart::Last,
                Begin::After(place) => mark(place).map_or(SourceStart::First, SourceStart::After),
                Begin::Before(place) => mark(place).map_or(SourceStart::Last, SourceStart::Before),
            },
            limit,
        };
        Ok(told(self.store.list_sources(&list))?.into_iter().map(source).collect())
    }

    fn some_quotes(&self, ask: &QuoteAsk, begin: &Begin<'_>, limit: usize) -> Told<Vec<QuoteRow>> {
        let mark = |place: &Place| match &place.by {
            By::Day(day) => Some((day.clone(), place.id)),
            _ => None,
        };
        let query = ClaimQuery {
            filter: ClaimFilter {
                source: ask.source.as_ref().map(|(number, _)| *number),
                decided: ask.verdict.as_ref().map(|judged| match judged {
                    Judged::Not => Decided::Nothing,
                    Judged::As(verdict) => Decided::Verdict(verdict.clone()),
                }),
                direct: ask.direct,
                text: ask.words.clone(),
            },
            order: match ask.order {
                Order::Usual => store::Order::NewestFirst,
                Order::Reversed => store::Order::OldestFirst,
            },
            start: match begin {
                Begin::First => ClaimStart::First,
                Begin::Last => ClaimStart::Last,
                Begin::After(place) => mark(place).map_or(ClaimStart::First, |(day, id)| ClaimStart::After(day, id)),
                Begin::Before(place) => mark(place).map_or(ClaimStart::Last, |(day, id)| ClaimStart::Before(day, id)),
            },
            limit,
        };
        let mut rows: Vec<QuoteRow> = told(self.store.claims(&query))?.into_iter().map(quote).collect();
        if let Some((source, _)) = &ask.source {
            self.word(*source, &mut rows)?;
        }
        Ok(rows)
    }

    /// Adds to claims of one source how other articles word them.
    fn word(&self, source: i64, rows: &mut [QuoteRow]) -> Told<()> {
        let numbers: Vec<i64> = rows.iter().map(|row| row.place.id).collect();
        let mut repeated = told(self.store.repeated_claims(source, &numbers))?.into_iter().peekable();
        for row in rows {
            // In the order of the rows, without those that are gone.
            let Some(claim) = repeated.next_if(|claim| claim.number == row.place.id) else { continue };
            row.wordings = claim.repeated;
            row.reworded = claim.wordings.iter().any(|other| other.shared < 100);
            let others = claim.wordings.into_iter();
            row.others = others
                .map(|other| Worded { day: other.day, outlet: other.outlet, name: other.source, text: other.text })
                .collect();
        }
        Ok(())
    }
}

/// Reads a part of a list. `fresh` is where the row stands now that the part is to lie round, where it is known.
fn read<R: Placed>(
    part: &Part,
    fresh: impl FnOnce(&Place) -> Told<Option<Place>>,
    mut some: impl FnMut(&Begin<'_>, usize) -> Told<Vec<R>>,
) -> Told<Page<R>> {
    let page = |rows: Vec<R>, starts, ends| Page { rows, starts, ends, at: 0 };
    Ok(match part {
        Part::First(most) => {
            let rows = some(&Begin::First, *most)?;
            let ends = rows.len() < *most;
            page(rows, true, ends)
        }
        Part::Last(most) => {
            let rows = some(&Begin::Last, *most)?;
            let starts = rows.len() < *most;
            page(rows, starts, true)
        }
        Part::After(place, most) => {
            let rows = some(&Begin::After(place), *most)?;
            let ends = rows.len() < *most;
            page(rows, false, ends)
        }
        Part::Before(place, most) => {
            let rows = some(&Begin::Before(place), *most)?;
            let starts = rows.len() < *most;
            page(rows, starts, false)
        }
        Part::Around(place, most) => {
            let half = most / 2;
            let place = fresh(place)?.unwrap_or_else(|| place.clone());
            let mut rows = some(&Begin::Before(&place), half)?;
            let before = rows.len();
            // Behind the last row before it stands the row itself, if it is still there.
            let begin = rows.last().map_or(Begin::First, |row| Begin::After(row.place()));
            let after = some(&begin, half)?;
            let (starts, ends) = (before < half, after.len() < half);
            rows.extend(after);
            let at = before.min(rows.len().saturating_sub(1));
            Page { rows, starts, ends, at }
        }
    })
}

impl Outside for World<'_> {
    fn documents(&mut self, ask: &DocumentAsk, part: &Part) -> Told<Page<DocumentRow>> {
        let sort = sort_of(ask.sort);
        let fresh = |place: &Place| {
            let row = told(self.store.document(DocumentKey::new(place.id)))?;
            Ok(row.map(|row| Place { by: By::Document(row.mark(sort)), id: place.id }))
        };
        read(part, fresh, |begin, limit| self.some_documents(ask, begin, limit))
    }

    fn sources(&mut self, ask: &SourceAsk, part: &Part) -> Told<Page<SourceRow>> {
        let fresh = |place: &Place| {
            let mark = told(self.store.place_of_source(place.id, by_of(ask.sort)))?;
            Ok(mark.map(|mark| Place { by: By::Source(mark), id: place.id }))
        };
        read(part, fresh, |begin, limit| self.some_sources(ask, begin, limit))
    }

    fn quotes(&mut self, ask: &QuoteAsk, part: &Part) -> Told<Page<QuoteRow>> {
        read(part, |_| Ok(None), |begin, limit| self.some_quotes(ask, begin, limit))
    }

    fn dossier(&mut self, source: i64) -> Told<Option<Dossier>> {
        Ok(told(self.store.known_source(source))?.map(dossier))
    }

    fn alike(&mut self, source: i64) -> Told<Vec<Alike>> {
        let Some(known) = told(self.store.known_source(source))? else { return Ok(Vec::new()) };
        let mut all: Vec<Alike> = Vec::new();
        for name in &known.alike {
            let named = told(self.store.sources_meant(name, MOST_ALIKE))?;
            let others = named.into_iter().filter(|row| row.key != known.source.key && row.name == *name);
            for Alike { uid, name, claims } in
                others.map(|row| Alike { uid: row.uid, name: row.name, claims: row.claims })
            {
                if all.iter().all(|known| known.uid != uid) {
                    all.push(Alike { uid, name, claims });
                }
            }
        }
        Ok(all)
    }

    fn decide(&mut self, source: i64, other: &str, same: Sameness) -> Told<()> {
        let gone = || "one of the two is not there any more".to_owned();
        let source = told(self.store.known_source(source))?.ok_or_else(gone)?.source.key;
        let other = told(self.store.source_by_uid(other))?.ok_or_else(gone)?;
        let done = match same {
            Sameness::Same => self.store.merge_sources(other, source, Timestamp::now()),
            Sameness::Apart => self.store.keep_apart(source, other, Timestamp::now()),
        };
        told(done).map(drop)
    }

    fn totals(&mut self) -> Told<Totals> {
        let totals = told(self.store.totals())?;
        Ok(Totals {
            documents: totals.documents,
            unread: totals.unread,
            claims: totals.claims,
            unchecked: totals.unchecked,
            sources: totals.sources,
        })
    }

    fn choices(&mut self, which: Choices) -> Told<Vec<(String, Option<usize>)>> {
        Ok(match which {
            Choices::Outlets => told(self.store.outlets())?.into_iter().map(|outlet| (outlet, None)).collect(),
            Choices::Tags => {
                told(self.store.tags_of_documents())?.into_iter().map(|(tag, count)| (tag, Some(count))).collect()
            }
        })
    }

    fn mark_read(&mut self, document: i64, read: bool) -> Told<()> {
        told(self.store.set_read(DocumentKey::new(document), read.then(Timestamp::now)))
    }

    fn remove(&mut self, document: i64) -> Told<()> {
        told(self.store.remove_documents(&[DocumentKey::new(document)])).map(drop)
    }

    fn ask_feeds(&mut self) -> Told<Message> {
        if told(self.store.feeds())?.is_empty() {
            return Ok(Message::Told(Notice::plain("feeds.none")));
        }
        self.jobs.ask_feeds()
    }

    fn fetch(&mut self, document: i64, claim: Option<&str>) -> Told<bool> {
        match told(self.store.pending_page(DocumentKey::new(document)))? {
            Some(pending) => self.jobs.fetch(document, claim.map(str::to_owned), pending),
            None => Ok(false),
        }
    }

    fn give_up(&mut self) -> bool {
        self.jobs.give_up()
    }

    fn say(&mut self, source: i64, said: &Said) -> Told<()> {
        let change = |facts: &mut SourceFacts| {
            match said {
                Said::Note(note) => facts.note.clone_from(note),
                Said::Tags(tags) => facts.tags.clone_from(tags),
                Said::Reliability(grade, why) => {
                    facts.reliability = *grade;
                    return Assessment { why, ..Assessment::default() };
                }
                Said::Naming(naming) => facts.naming = *naming,
                Said::Reason(reason) => facts.reason.clone_from(reason),
                Said::Country(country) => facts.country.clone_from(country),
                Said::Contact(contact) => facts.contact.clone_from(contact),
                Said::Roles(roles) => facts.roles.clone_from(roles),
                Said::Links(links) => facts.links.clone_from(links),
            }
            Assessment::default()
        };
        told(self.store.say_of_source(source, change, Timestamp::now()))
    }

    fn find(&mut self, typed: &str, context: usize) -> Told<Hits> {
        let Some(query) = Query::parse(typed, Closeness::Wide, &self.synonyms) else { return Ok(Hits::default()) };
        let search = Search { query: &query, within: &Within::ALL, most: 20, depth: DEPTH, context };
        told(self.store.search(search))
    }

    fn text(&mut self, article: ArticleKey) -> Told<Article> {
        told(self.store.article(article))?.ok_or_else(|| "its text is not in the library".to_owned())
    }

    fn article(&mut self, document: i64) -> Told<Article> {
        let why = self.jobs.why_not(document).cloned();
        let document = DocumentKey::new(document);
        if let Some(mut article) = told(self.store.latest_article(document))? {
            article.warnings.extend(why.map(Warning::OnlyFeed));
            return Ok(article);
        }
        // The text of a large file is not kept.
        let origin = told(self.store.origin_of(document))?.ok_or("its text is not in the library")?;
        article::open(Path::new(&origin)).map_err(|cause| cause.to_string())
    }

    fn export(&mut self, wish: &Wish, listed: &DocumentAsk, settings: &Settings) -> Outcome {
        let path = exporting::place(&wish.path);
        let wanted = match wish.scope {
            Scope::ListedPinned | Scope::OpenPinned => Wanted::Pinned,
            Scope::Source(number) => Wanted::OfSource(number),
            Scope::Open | Scope::Document(_) | Scope::Listed => Wanted::Every,
        };
        let outward = Outward { format: wish.format, wanted, path: path.clone(), there: wish.there };
        let shelf = Shelf(Some(&self.store));
        let documents = match wish.scope {
            Scope::Document(number) => {
                let row = self.store.document(DocumentKey::new(number));
                row.map(|row| row.map(|row| (row.key, row.latest)).into_iter().collect())
            }
            Scope::Source(number) => shelf.documents_of(number),
            _ => shelf.documents(filter_of(listed)),
        };
        let done = documents.map_err(Into::into).and_then(|all| shelf.write_documents(&all, &outward, settings));
        exporting::outcome(done, &path, settings.words())
    }

    fn copy(&mut self, text: &str, notice: Notice) -> Notice {
        copy_out(self.session, &self.folder, text, notice)
    }

    fn suspend(&mut self) {
        let _ = self.session.suspend();
    }

    fn redraw(&mut self) {
        self.session.redraw();
    }
}

/// An answer of the store, or in one line why there is none.
fn told<T>(answer: Result<T, StoreError>) -> Told<T> {
    answer.map_err(|error| error.to_string())
}

fn filter_of(ask: &DocumentAsk) -> DocumentFilter {
    DocumentFilter {
        outlet: ask.outlet.clone(),
        tag: ask.tag.clone(),
        text: ask.words.clone(),
        unread: ask.unread,
        unchecked: ask.unchecked,
        ..DocumentFilter::default()
    }
}

const fn sort_of(sort: DocumentSort) -> store::DocumentSort {
    match sort {
        DocumentSort::Day => store::DocumentSort::Day,
        DocumentSort::Added => store::DocumentSort::Added,
        DocumentSort::Outlet => store::DocumentSort::Outlet,
        DocumentSort::Title => store::DocumentSort::Title,
        DocumentSort::Unchecked => store::DocumentSort::Unchecked,
    }
}

const fn by_of(sort: SourceSort) -> ListedBy {
    match sort {
        SourceSort::Claims => ListedBy::Claims,
        SourceSort::Name => ListedBy::Name,
        SourceSort::Articles => ListedBy::Articles,
    }
}

fn source(row: ListedSource) -> SourceRow {
    SourceRow {
        place: Place { by: By::Source(row.mark), id: row.number },
        name: row.name,
        kind: row.kind,
        reliability: row.reliability,
        claims: row.claims,
        articles: row.articles,
        aliases: row.aliases,
        alike: row.alike,
    }
}

fn quote(row: ClaimRow) -> QuoteRow {
    QuoteRow {
        place: Place { by: By::Day(row.day.clone()), id: row.number },
        document: row.document.number(),
        uid: row.uid,
        source: row.source,
        name: row.name,
        day: row.day,
        outlet: row.outlet,
        title: row.title,
        text: row.text,
        direct: row.kind == ClaimKind::Direct,
        via: row.via,
        verdict: row.verdict,
        against: row.against.into_iter().map(|against| (against.name, against.text)).collect(),
        wordings: 0,
        reworded: false,
        others: Vec::new(),
    }
}

fn dossier(known: Known) -> Dossier {
    let Known { number, source, alike, verdicts, relayed, carriers } = known;
    let facts = source.facts.clone();
    let said = source.facts.roles.into_iter().rev().map(|role| Role {
        role: role.role,
        affiliation: role.affiliation,
        since: role.since,
        until: role.until,
    });
    let stated = source.stated.into_iter().map(|stated| Role {
        role: stated.role,
        since: stated.first,
        until: stated.last,
        ..Role::default()
    });
    let rating = |rating: store::Rating| Rating {
        reliability: rating.reliability,
        day: rating.at.to_string().chars().take(10).collect(),
        who: rating.who,
        why: rating.why,
    };
    Dossier {
        id: number,
        name: source.name,
        kind: source.kind,
        aliases: source.aliases.into_iter().map(|alias| alias.name).collect(),
        alike,
        roles: said.chain(stated).collect(),
        ratings: source.ratings.into_iter().rev().map(rating).collect(),
        tags: source.facts.tags,
        note: source.facts.note,
        facts,
        links: source.facts.links.into_iter().map(|link| (link.kind, link.url)).collect(),
        claims: source.claims,
        articles: source.articles,
        relayed,
        carriers,
        verdicts,
    }
}
