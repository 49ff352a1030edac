//! A library of numbered rows, in the place of the real one.

use super::super::ask::{Choices, DocumentAsk, Page, Part, QuoteAsk, SourceAsk};
use super::super::message::Message;
use super::super::outside::{Outside, Told};
use super::super::rows::{
    Alike, By, DocumentRow, Dossier, Place, Placed, QuoteRow, Rating, Role, Said, Sameness, SourceRow, Totals, Worded,
};
use crate::article::{Article, sample};
use crate::claims::SourceKind;
use crate::config::Settings;
use crate::search::{Closeness, Snippet};
use crate::shelf::There;
use crate::store::{
    ArticleKey, Hit, HitSource, Hits, Link, Naming, Reliability, Role as SaidRole, SourceFacts, Within,
};
use crate::tui::exporting::{Outcome, Wish};
use crate::tui::message::Notice;

/// A library of so many articles, sources and claims that are numbered; what it was asked for stays written down.
#[derive(Default)]
pub struct Script {
    pub count: i64,
    pub refuses: bool,
    pub documents: Vec<DocumentAsk>,
    pub sources: Vec<SourceAsk>,
    pub quotes: Vec<QuoteAsk>,
    pub parts: Vec<Part>,
    pub done: Vec<String>,
    pub gone: Vec<i64>,
    pub pending: Vec<i64>,
}

impl Script {
    fn page<R: Placed>(&mut self, part: &Part, keep: impl Fn(&R) -> bool, row: impl Fn(i64) -> R) -> Told<Page<R>> {
        if self.refuses {
            return Err("the library is locked".to_owned());
        }
        self.parts.push(part.clone());
        let all: Vec<R> = (1..=self.count).filter(|n| !self.gone.contains(n)).map(row).filter(keep).collect();
        let before = |place: &Place| all.iter().take_while(|row| row.place().id < place.id).count();
        let (from, to, at) = match part {
            Part::First(most) => (0, *most, 0),
            Part::Last(most) => (all.len().saturating_sub(*most), all.len(), 0),
            Part::After(place, most) => {
                let from = all.iter().take_while(|row| row.place().id <= place.id).count();
                (from, from + most, 0)
            }
            Part::Before(place, most) => (before(place).saturating_sub(*most), before(place), 0),
            Part::Around(place, most) => {
                let from = before(place).saturating_sub(most / 2);
                (from, from + most, before(place) - from)
            }
        };
        let (to, length) = (to.min(all.len()), all.len());
        let rows: Vec<R> = all.into_iter().skip(from).take(to - from).collect();
        let at = at.min(rows.len().saturating_sub(1));
        Ok(Page { rows, starts: from == 0, ends: to == length, at })
    }
}

fn place(id: i64) -> Place {
    Place { by: By::Day("2026-01-01".to_owned()), id }
}

fn document(id: i64) -> DocumentRow {
    DocumentRow {
        place: place(id),
        unread: id % 3 == 0,
        day: format!("2026-01-{:02}", id % 28 + 1),
        outlet: if id % 2 == 0 { "صحيفة المرفأ".to_owned() } else { String::new() },
        title: format!("خبر رقم {id} عن الجسر"),
        claims: 4,
        unchecked: (id % 4) as usize,
        annotated: usize::from(id == 2),
    }
}

fn source(id: i64) -> SourceRow {
    SourceRow {
        place: place(id),
        name: format!("سامي العنبري {id}"),
        kind: Some(SourceKind::Person),
        reliability: (id == 1).then_some(Reliability::B),
        claims: 9,
        articles: 3,
        aliases: 2,
        alike: id == 2,
    }
}

fn worded() -> Worded {
    Worded {
        day: "2026-01-06".to_owned(),
        outlet: "الأفق".to_owned(),
        name: "سامي العنبري".to_owned(),
        text: "القول 2 لم يقل".to_owned(),
    }
}

fn facts() -> SourceFacts {
    let role = SaidRole {
        role: "وزير".to_owned(),
        affiliation: "النقل".to_owned(),
        since: "2024".to_owned(),
        ..SaidRole::default()
    };
    let link = Link { kind: "wikidata".to_owned(), url: "Q42".to_owned() };
    SourceFacts { naming: Some(Naming::Anonymous), roles: vec![role], links: vec![link], ..SourceFacts::default() }
}

fn quote(id: i64) -> QuoteRow {
    QuoteRow {
        place: place(id),
        document: id * 10,
        uid: format!("uid-{id}"),
        source: (id != 3).then_some(id * 100),
        name: "سامي العنبري".to_owned(),
        day: "2026-01-05".to_owned(),
        outlet: "المرفأ".to_owned(),
        title: "الجسر".to_owned(),
        text: format!("القول {id}"),
        direct: id % 2 == 1,
        via: if id == 2 { vec!["وكالة الساحل".to_owned(), "المرفأ".to_owned()] } else { Vec::new() },
        verdict: None,
        against: if id == 2 {
            vec![("ليلى حداد".to_owned(), "لم يكتمل".to_owned())]
        } else {
            Vec::new()
        },
        wordings: if id == 2 { 3 } else { 0 },
        reworded: id == 2,
        others: if id == 2 { vec![worded()] } else { Vec::new() },
    }
}

impl Outside for Script {
    fn documents(&mut self, ask: &DocumentAsk, part: &Part) -> Told<Page<DocumentRow>> {
        self.documents.push(ask.clone());
        let ask = ask.clone();
        let keep = move |row: &DocumentRow| {
            row.title.contains(&ask.words) && (!ask.unread || row.unread) && (!ask.unchecked || row.unchecked > 0)
        };
        self.page(part, keep, document)
    }

    fn sources(&mut self, ask: &SourceAsk, part: &Part) -> Told<Page<SourceRow>> {
        self.sources.push(ask.clone());
        let alike = ask.alike;
        self.page(part, move |row: &SourceRow| !alike || row.alike, source)
    }

    fn quotes(&mut self, ask: &QuoteAsk, part: &Part) -> Told<Page<QuoteRow>> {
        self.quotes.push(ask.clone());
        self.page(part, |_| true, quote)
    }

    fn dossier(&mut self, source: i64) -> Told<Option<Dossier>> {
        self.done.push(format!("dossier {source}"));
        let roles = ["وزير النقل", "محافظ الساحل"].map(|role| Role {
            role: role.to_owned(),
            since: "2024-05-01".to_owned(),
            ..Role::default()
        });
        let rating = |reliability, day: &str| Rating {
            reliability: Some(reliability),
            day: day.to_owned(),
            who: String::new(),
            why: "أخطأ مرة".to_owned(),
        };
        Ok((source < 10_000).then(|| Dossier {
            id: source,
            name: "سامي العنبري".to_owned(),
            kind: Some(SourceKind::Person),
            aliases: vec!["العنبري".to_owned(), "الوزير".to_owned()],
            alike: vec!["سامي عنبري".to_owned()],
            roles: roles.to_vec(),
            ratings: vec![rating(Reliability::B, "2026-02-01"), rating(Reliability::C, "2025-02-01")],
            tags: vec!["نقل".to_owned()],
            note: "يجيب عن الهاتف صباحا".to_owned(),
            links: vec![("wikidata".to_owned(), "Q42".to_owned())],
            facts: facts(),
            claims: 12,
            articles: 3,
            relayed: 5,
            carriers: vec![("وكالة الساحل".to_owned(), 5)],
            verdicts: vec![(None, 12)],
        }))
    }

    fn alike(&mut self, source: i64) -> Told<Vec<Alike>> {
        let other = Alike { uid: "abc".to_owned(), name: "سامي عنبري".to_owned(), claims: 2 };
        Ok(if source == 2 { vec![other] } else { Vec::new() })
    }

    fn decide(&mut self, source: i64, other: &str, same: Sameness) -> Told<()> {
        self.done.push(format!("{source} and {other}: {same:?}"));
        Ok(())
    }

    fn totals(&mut self) -> Told<Totals> {
        let count = self.count as usize;
        Ok(Totals { documents: count, unread: count / 3, claims: 4 * count, unchecked: count, sources: count })
    }

    fn choices(&mut self, which: Choices) -> Told<Vec<(String, Option<usize>)>> {
        Ok(match which {
            Choices::Outlets => vec![("صحيفة المرفأ".to_owned(), None), ("قناة الأفق".to_owned(), None)],
            Choices::Tags => Vec::new(),
        })
    }

    fn mark_read(&mut self, document: i64, read: bool) -> Told<()> {
        self.done.push(format!("{document} is {}", if read { "read" } else { "unread" }));
        Ok(())
    }

    fn remove(&mut self, document: i64) -> Told<()> {
        self.gone.push(document);
        Ok(())
    }

    fn say(&mut self, source: i64, said: &Said) -> Told<()> {
        self.done.push(format!("{source}: {said:?}"));
        Ok(())
    }

    fn find(&mut self, typed: &str, _context: usize) -> Told<Hits> {
        self.done.push(format!("find {typed}"));
        let hit = |number: i64| Hit {
            within: Within::Sources,
            closeness: Closeness::Wide,
            snippet: Snippet { text: format!("هدى العنبري {number}"), ..Snippet::default() },
            count: 1,
            article: None,
            claim: None,
            source: Some(HitSource {
                number, uid: number.to_string(), name: format!("هدى العنبري {number}")
            }),
        };
        let hits = if typed.starts_with("هد") { vec![hit(1), hit(2)] } else { Vec::new() };
        Ok(Hits { hits, more: false })
    }

    fn text(&mut self, _article: ArticleKey) -> Told<Article> {
        Ok(sample())
    }

    fn article(&mut self, document: i64) -> Told<Article> {
        self.done.push(format!("article {document}"));
        if document == 7 { Err("its text is not in the library".to_owned()) } else { Ok(sample()) }
    }

    fn export(&mut self, wish: &Wish, listed: &DocumentAsk, _settings: &Settings) -> Outcome {
        self.done.push(format!("{:?} {} {:?} {:?}", wish.scope, wish.path, wish.there, listed.words));
        match wish.there {
            There::Stays if wish.path == "there.html" => Outcome::IsThere,
            _ => Outcome::Written(Notice::plain("saved")),
        }
    }

    fn ask_feeds(&mut self) -> Told<Message> {
        self.done.push("feeds".to_owned());
        Ok(Message::FeedsAsked { done: 0, all: 0, new: 0 })
    }

    fn fetch(&mut self, document: i64, _: Option<&str>) -> Told<bool> {
        let waits = self.pending.contains(&document);
        if waits {
            self.done.push(format!("fetch {document}"));
        }
        Ok(waits)
    }

    fn give_up(&mut self) -> bool {
        self.done.push("give up".to_owned());
        true
    }

    fn copy(&mut self, text: &str, notice: Notice) -> Notice {
        self.done.push(text.to_owned());
        notice
    }

    fn suspend(&mut self) {
        self.done.push("suspended".to_owned());
    }

    fn redraw(&mut self) {}
}
