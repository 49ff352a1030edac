//! `isnad reanchor`: finds the claims again that notes are of, after an article was changed. What is certain is done, what is
//! not is listed, and done where it is asked for.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Args;
use jiff::Timestamp;

use crate::article::Article;
use crate::claims::{self, Anchor, ClaimId, Corrected, Fit, Found, NameWords, Near, Nearby};
use crate::cli::fail::Failure;
use crate::cli::named::{self, library, named};
use crate::cli::{input, lines};
use crate::config::Settings;
use crate::diff;
use crate::export::changes::{Line, Tone, flagged, written};
use crate::export::json::claim_id;
use crate::shelf::corrected;
use crate::store::{ClaimNote, Orphan, Settled, Store, settle};
use crate::words::Words;

/// Arguments of `isnad reanchor`.
#[derive(Debug, Args)]
pub struct Reanchor {
    /// An article of the library (its number, the beginning of its hash or of its title), or a text file.
    #[arg(value_name = "ARTICLE|FILE")]
    pub article: String,
    /// Only list the notes; nothing is written.
    #[arg(long, conflicts_with_all = ["yes_exact", "attach"])]
    pub list: bool,
    /// Accept what is asked where the words are the very same: in one place, or where the paragraph or the neighbours decide.
    #[arg(long)]
    pub yes_exact: bool,
    /// Give note N of the list to a claim, by id (c3) or uid; may be given several times.
    #[arg(long, value_name = "N=CLAIM")]
    pub attach: Vec<String>,
}

/// Lists the notes and what becomes of each. Exit code 1 where there is none, or some still ask.
pub fn run(reanchor: &Reanchor, settings: &Settings) -> Result<(), Failure> {
    let mut store = library(settings)?;
    let article = open(&reanchor.article, &store)?;
    let found = claims::extract_with(&article, settings.overlay);
    let now = corrected(&article, found, &store)?;
    let settled = settle(store.annotations(&article)?, found_in(&article, &now));
    let mut desk = Desk::of(&article, &now, settled);
    if desk.rows.is_empty() {
        return Err(Failure::NotFound("there is no note of a claim in this article".to_owned()));
    }
    if reanchor.yes_exact {
        desk.accept_exact();
    }
    for typed in &reanchor.attach {
        desk.attach(typed)?;
    }
    if !reanchor.list {
        desk.save(&mut store)?;
    }
    lines::write(&desk.lines(settings.words()), settings)?;
    match desk.rows.iter().filter(|row| row.asks()).count() {
        0 => Ok(()),
        asking => Err(Failure::Found(format!("{asking} of {} notes still ask where they belong", desk.rows.len()))),
    }
}

fn found_in<'a>(article: &'a Article, now: &'a Corrected) -> Found<'a> {
    Found { article, extraction: &now.extraction, uids: &now.uids }
}

/// The file, or the latest version of the article.
fn open(typed: &str, store: &Store) -> Result<Article, Failure> {
    if Path::new(typed).is_file() {
        return input::open_whole(Path::new(typed));
    }
    let article = store.article(named(store, typed)?.article)?;
    article.ok_or_else(|| Failure::NotFound("the text is not kept: it was read in windows; name its file".to_owned()))
}

/// A note and what becomes of it.
struct Row {
    /// The note as it was stored.
    before: Anchor,
    note: ClaimNote,
    fate: Fate,
    near: Vec<Near>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept(ClaimId),
    Moved(ClaimId, Fit),
    Attached(ClaimId),
    Asks,
    Orphan,
}

impl Row {
    fn claim(&self) -> Option<ClaimId> {
        match self.fate {
            Fate::Kept(claim) | Fate::Moved(claim, _) | Fate::Attached(claim) => Some(claim),
            Fate::Asks | Fate::Orphan => None,
        }
    }

    fn asks(&self) -> bool {
        self.fate == Fate::Asks
    }
}

struct Desk<'a> {
    found: Found<'a>,
    rows: Vec<Row>,
}

impl<'a> Desk<'a> {
    fn of(article: &'a Article, now: &'a Corrected, settled: Settled) -> Desk<'a> {
        let mut rows: Vec<Row> = Vec::new();
        for (claim, settled) in settled.claims {
            let fate = if settled.before.is_some() { Fate::Moved(claim, settled.fit) } else { Fate::Kept(claim) };
            let before = settled.before.map_or_else(|| settled.note.anchor.clone(), |before| *before);
            rows.push(Row { before, note: settled.note, fate, near: Vec::new() });
        }
        for orphan in settled.orphans {
            let fate = if orphan.asks() { Fate::Asks } else { Fate::Orphan };
            let Orphan { note, near, .. } = orphan;
            rows.push(Row { before: note.anchor.clone(), note, fate, near });
        }
        // Numbers that stay while notes are attached one by one.
        rows.sort_by(|one, other| {
            let place = |row: &Row| (row.note.key.map(|key| key.number()), row.before.bytes.start);
            place(one).cmp(&place(other))
        });
        Desk { found: found_in(article, now), rows }
    }

    fn taken(&self) -> BTreeSet<ClaimId> {
        self.rows.iter().filter_map(Row::claim).collect()
    }

    /// Accepts places of the very same words: the only one, or the one that paragraph or neighbours decide for.
    fn accept_exact(&mut self) {
        let nearby = Nearby::of(self.found);
        for at in 0..self.rows.len() {
            let row = &self.rows[at];
            let exact: Vec<Near> =
                row.near.iter().filter(|near| near.is_exact() && near.may_be_asked()).cloned().collect();
            let claim = match exact.as_slice() {
                _ if !row.asks() => None,
                [one] => Some(one.claim),
                several => nearby.decided(&row.before, several),
            };
            if let Some(claim) = claim.filter(|claim| !self.taken().contains(claim)) {
                self.give(at, claim);
            }
        }
    }

    /// `N=CLAIM` as typed.
    fn attach(&mut self, typed: &str) -> Result<(), Failure> {
        let usage = || Failure::Usage(format!("--attach {typed}: N=CLAIM is expected, as in 2=c5"));
        let (number, claim) = typed.split_once('=').ok_or_else(usage)?;
        let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).ok_or_else(usage)?;
        if at >= self.rows.len() {
            return Err(Failure::NotFound(format!("there is no note {number}; --list shows those that there are")));
        }
        let claim = named::claim(self.found.uids, claim)?.ok_or_else(|| {
            Failure::NotFound(format!(
                "no claim {claim} in this article; isnad extract --with-corrections shows those that there are"
            ))
        })?;
        if self.rows.iter().enumerate().any(|(other, row)| other != at && row.claim() == Some(claim)) {
            return Err(Failure::Usage(format!("--attach {typed}: that claim has a note of its own")));
        }
        self.give(at, claim);
        Ok(())
    }

    fn give(&mut self, at: usize, claim: ClaimId) {
        if let Some(anchor) = self.found.anchor(claim) {
            self.rows[at].note.anchor = anchor;
            self.rows[at].fate = Fate::Attached(claim);
        }
    }

    /// Keeps in the library what is at another place now.
    fn save(&self, store: &mut Store) -> Result<(), Failure> {
        let now = Timestamp::now();
        let moved: Vec<&Row> =
            self.rows.iter().filter(|row| row.claim().is_some() && row.before != row.note.anchor).collect();
        if moved.is_empty() {
            return Ok(());
        }
        let key = match store.article_of(&self.found.article.hash)? {
            Some(key) => key,
            None => store.add_article(self.found, now)?.article,
        };
        for row in moved {
            store.save_claim(key, &row.note, now)?;
        }
        Ok(())
    }

    fn lines(&self, words: Words) -> Vec<Line> {
        let names = NameWords::of_sources([self.found.extraction]);
        let mut out = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let claim = row.claim().map_or_else(String::new, |claim| format!(" {}", claim_id(claim)));
            let (fate, tone) = fate_of(row.fate);
            out.push(Line::new(tone, format!("{}. {}{claim}", at + 1, words.say(fate))));
            out.push(Line::new(Tone::Plain, format!("    {}", one_line(&row.before.exact))));
            if row.claim().is_none() {
                out.extend(row.near.iter().flat_map(|near| self.near_lines(row, near, &names, words)));
            }
        }
        out
    }

    /// A place that is proposed: the claim, how alike, what differs, and the words.
    fn near_lines(&self, row: &Row, near: &Near, names: &NameWords, words: Words) -> Vec<Line> {
        let text = self.found.article.text.as_str();
        let there = self.found.extraction.claims.get(near.claim.0).map_or("", |claim| claim.content.of(text));
        let changes = diff::words(&row.before.exact, there);
        let flags = changes.iter().map(|change| diff::flags(change, &row.before.exact, there, |key| names.holds(key)));
        let flags = flags.fold(near.flags, diff::Flags::and);
        let block = self.found.article.block_at(near.at.start).unwrap_or(0);
        let place = words.fill("diff.block", &[&words.number(block + 1)]);
        let mut out =
            vec![Line::new(Tone::Heading, format!("    {} · {}% · {place}", claim_id(near.claim), near.alike))];
        if flags.any() {
            out.push(Line::new(Tone::Warning, format!("    ! {}", words.fill("diff.mind", &[&flagged(flags, words)]))));
        }
        out.push(Line::new(Tone::Plain, format!("    {}", written(&changes, &row.before.exact, there))));
        out
    }
}

const fn fate_of(fate: Fate) -> (&'static str, Tone) {
    match fate {
        Fate::Kept(_) => ("drift.kept", Tone::Plain),
        Fate::Moved(_, Fit::Resized) => ("drift.resized", Tone::Heading),
        Fate::Moved(..) => ("drift.moved", Tone::Heading),
        Fate::Attached(_) => ("drift.attached", Tone::Heading),
        Fate::Asks => ("drift.asks", Tone::Warning),
        Fate::Orphan => ("drift.orphan", Tone::Warning),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}
