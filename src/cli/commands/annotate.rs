//! `isnad annotate`: says something of a claim, as the reader does, and keeps it in the library.
//!
//! A claim is named by its uid, or by enough of its beginning, as `isnad quotes` writes it; or by its article (a file, or
//! an article of the library, by number, hash or title) and its id there (`c3`). What is written on standard output is on the disk.

use std::io::{self, Read};
use std::path::Path;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::article::Article;
use crate::claims::{self, Corrected, Found};
use crate::cli::fail::Failure;
use crate::cli::input;
use crate::cli::named;
use crate::cli::output::{tell, to_stdout};
use crate::config::{Settings, verdicts};
use crate::shelf::corrected;
use crate::store::{
    ArticleKey, ClaimMarks, ClaimNote, Contradiction, Credibility, Edited, EvidenceKind, EvidenceLink, FILE_NAME,
    Status, Store, parse_day, parse_tags, settle,
};

/// The word that takes a value back.
const NONE: &str = "none";

/// Arguments of `isnad annotate`.
#[derive(Debug, Args)]
pub struct Annotate {
    /// A claim: the uid, or its beginning; or FILE|ID and the claim's id in that article (c3).
    #[arg(value_name = "CLAIM", num_args = 1..=2, required_unless_present_any = ["undo", "redo"])]
    pub claim: Vec<String>,
    /// The article that holds the claim: a file, or an article of the library.
    #[arg(long, value_name = "FILE")]
    pub file: Option<String>,
    #[command(flatten)]
    marks: Marks,
    /// Delete all that is said of the claim, for good.
    #[arg(long, conflicts_with_all = ["undo", "redo"])]
    pub delete: bool,
    /// Take the last annotation back that this command made: of the claim, or of all where none is named.
    #[arg(long, conflicts_with = "redo")]
    pub undo: bool,
    /// Make the annotation again that was taken back last.
    #[arg(long)]
    pub redo: bool,
}

/// What is said. Whatever is not named stays as it is.
#[derive(Debug, Args)]
struct Marks {
    /// The verdict: an id or a name of the vocabulary, or none.
    #[arg(long, value_name = "V")]
    verdict: Option<String>,
    /// How credible it is: 1 confirmed to 6 cannot be judged, or none.
    #[arg(long, value_name = "1-6")]
    credibility: Option<String>,
    /// How far the check has come.
    #[arg(long, value_enum)]
    status: Option<StatusWish>,
    /// The note, in place of the one that is there; - reads it from standard input; "" takes it back.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Add a tag; may be given several times.
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Take a tag out.
    #[arg(long, value_name = "TAG")]
    untag: Vec<String>,
    /// Add evidence, which supports, refutes or gives context (which it does where nothing is said).
    #[arg(long, value_name = "URL[=KIND]")]
    evidence: Vec<String>,
    /// Where a copy of the evidence is kept.
    #[arg(long, value_name = "URL", requires = "evidence")]
    archive: Option<String>,
    /// When the evidence was looked at; today where nothing is said.
    #[arg(long, value_name = "DAY", requires = "evidence")]
    accessed: Option<String>,
    /// A word on the evidence.
    #[arg(long, value_name = "TEXT", requires = "evidence")]
    evidence_note: Option<String>,
    /// Take evidence out.
    #[arg(long, value_name = "URL")]
    unlink: Vec<String>,
    /// When it was said, where that is another day: YYYY, YYYY-MM or YYYY-MM-DD, or none.
    #[arg(long, value_name = "DAY")]
    said: Option<String>,
    /// Keep it for export.
    #[arg(long, conflicts_with = "unpin")]
    pin: bool,
    /// Do not keep it for export any more.
    #[arg(long)]
    unpin: bool,
    /// Say that it contradicts the claim with this uid.
    #[arg(long, value_name = "UID")]
    contradicts: Option<String>,
    /// A word on the contradiction.
    #[arg(long, value_name = "TEXT", requires = "contradicts")]
    because: Option<String>,
    /// Say that it does not contradict the claim with this uid.
    #[arg(long, value_name = "UID")]
    agrees: Option<String>,
}

/// How far the check of a claim has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum StatusWish {
    ToCheck,
    InProgress,
    Checked,
    Published,
    None,
}

impl StatusWish {
    /// The status; none where it is to be taken back.
    pub const fn status(self) -> Option<Status> {
        match self {
            StatusWish::ToCheck => Some(Status::ToCheck),
            StatusWish::InProgress => Some(Status::InProgress),
            StatusWish::Checked => Some(Status::Checked),
            StatusWish::Published => Some(Status::Published),
            StatusWish::None => None,
        }
    }
}

/// Annotates, takes back or makes again; without a mark, tells the marks.
pub fn run(annotate: &Annotate, settings: &Settings) -> Result<(), Failure> {
    let Some(folder) = settings.library.as_deref() else {
        return Err(Failure::Usage("there is no home folder; name a library with --library".to_owned()));
    };
    let change = annotate.marks.change()?;
    let is_file = annotate.article().is_some_and(|typed| typed == input::STANDARD_INPUT || Path::new(typed).is_file());
    if !is_file && !folder.join(FILE_NAME).exists() {
        return Err(Failure::NotFound("there is no library yet: open an article, or name its FILE".to_owned()));
    }
    let mut store = Store::open_or_read(folder)?;
    let now = Timestamp::now();
    let spot = match annotate.claim.is_empty() {
        true => None,
        false => Some(Spot::find(&mut store, annotate, settings, now)?),
    };
    let of = spot.as_ref().map(|spot| (spot.article, spot.note.anchor.uid.as_str()));
    if annotate.undo || annotate.redo {
        let edited = if annotate.undo { store.undo_claim(of, now)? } else { store.redo_claim(of, now)? };
        let what = if annotate.undo { "taken back" } else { "made again" };
        let edited = edited.ok_or_else(|| Failure::NotFound(format!("there is nothing that could be {what}")))?;
        return told(&edited);
    }
    let Some(spot) = spot else { return Err(Failure::Usage("a claim is needed".to_owned())) };
    if annotate.delete {
        let uid = &spot.note.anchor.uid;
        if !store.delete_claim(spot.article, &spot.note, now)? {
            return Err(Failure::NotFound(format!("nothing is said of {uid}")));
        }
        return to_stdout(|out| writeln!(out, "{uid}\tdeleted\t"));
    }
    if change.is_nothing() {
        return spot.tell();
    }
    let change = change.with_others(&store)?;
    let edited = store.change_claim(spot.article, &spot.note, |marks| change.make(marks), now)?;
    told(&edited)
}

impl Annotate {
    /// The article as it was typed; none where the claim's uid tells it.
    fn article(&self) -> Option<&str> {
        match &self.claim[..] {
            [article, _] => Some(article),
            _ => self.file.as_deref(),
        }
    }
}

/// A claim in the library, with the note that is on it.
struct Spot {
    article: ArticleKey,
    note: ClaimNote,
}

impl Spot {
    fn find(store: &mut Store, annotate: &Annotate, settings: &Settings, now: Timestamp) -> Result<Spot, Failure> {
        let mut claim = annotate.claim.last().map_or_else(String::new, String::clone);
        let (key, article) = match annotate.article() {
            Some(typed) if typed == input::STANDARD_INPUT || Path::new(typed).is_file() => {
                (None, input::open_whole(Path::new(typed))?)
            }
            Some(typed) => {
                let key = named::named(store, typed)?.article;
                (Some(key), text_of(store, key)?)
            }
            None => {
                let key;
                (key, claim) = by_uid(store, &claim)?;
                (Some(key), text_of(store, key)?)
            }
        };
        let corrected = corrected(&article, claims::extract_with(&article, settings.overlay), store)?;
        let Corrected { extraction, uids, .. } = &corrected;
        let found = Found { article: &article, extraction, uids };
        let id = named::claim(uids, &claim)?.ok_or_else(|| missing(&claim))?;
        let mut settled = settle(store.annotations(&article)?, found);
        let note = settled.claims.remove(&id).map(|settled| settled.note);
        let anchor = found.anchor(id).ok_or_else(|| missing(&claim))?;
        let note = note.unwrap_or(ClaimNote { key: None, anchor, marks: ClaimMarks::default() });
        let article = match key {
            Some(key) => key,
            None => store.add_article(found, now)?.article,
        };
        Ok(Spot { article, note })
    }

    /// Writes what is said of the claim.
    fn tell(&self) -> Result<(), Failure> {
        let lines = lines(&ClaimMarks::default(), &self.note.marks);
        if lines.is_empty() {
            return Err(Failure::NotFound(format!("nothing is said of {} yet", self.note.anchor.uid)));
        }
        write(&self.note.anchor.uid, &lines)
    }
}

fn text_of(store: &Store, key: ArticleKey) -> Result<Article, Failure> {
    let text = store.article(key)?;
    text.ok_or_else(|| Failure::NotFound("the text of this article is not in the library; name its FILE".to_owned()))
}

/// The claim of the library whose uid begins so.
fn by_uid(store: &Store, typed: &str) -> Result<(ArticleKey, String), Failure> {
    if typed.is_empty() || !typed.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let says =
            format!("{typed}: not the beginning of a uid; isnad quotes shows uids, or name the article before it");
        return Err(Failure::Usage(says));
    }
    let mut found = store.claims_by_uid(typed, 2)?;
    match found.len() {
        0 => Err(missing(typed)),
        1 => Ok(found.remove(0)),
        _ => Err(Failure::Usage(format!("several uids begin with {typed}; give more of it"))),
    }
}

fn missing(typed: &str) -> Failure {
    Failure::NotFound(format!("no claim {typed} here; isnad quotes shows those of the library"))
}

/// What is to be changed, checked before anything is.
#[derive(Debug, Default)]
struct Change {
    verdict: Option<Option<String>>,
    credibility: Option<Option<Credibility>>,
    status: Option<Option<Status>>,
    note: Option<String>,
    tags: Vec<String>,
    untags: Vec<String>,
    evidence: Vec<EvidenceLink>,
    unlink: Vec<String>,
    said: Option<String>,
    pinned: Option<bool>,
    contradicts: Option<(String, String)>,
    agrees: Option<String>,
    others: Vec<Contradiction>,
    no_longer: Vec<(String, String)>,
}

impl Marks {
    fn change(&self) -> Result<Change, Failure> {
        let day = |option: &str, typed: &str| {
            let says = format!("{option}: {typed} is no day; write YYYY, YYYY-MM or YYYY-MM-DD");
            parse_day(typed).ok_or(Failure::Usage(says))
        };
        let said = match self.said.as_deref() {
            Some(NONE | "") => Some(String::new()),
            Some(typed) => Some(day("--said", typed)?),
            None => None,
        };
        let today = || Offset::UTC.to_datetime(Timestamp::now()).date().to_string();
        let accessed = self.accessed.as_deref().map(|typed| day("--accessed", typed)).transpose()?;
        let extra = EvidenceLink {
            archive: self.archive.clone().unwrap_or_default(),
            accessed: accessed.unwrap_or_else(today),
            note: self.evidence_note.clone().unwrap_or_default(),
            ..EvidenceLink::default()
        };
        let evidence = self.evidence.iter().map(|typed| evidence(typed, &extra)).collect::<Result<_, _>>()?;
        let both = |typed: &[String]| parse_tags(&typed.join(" "));
        Ok(Change {
            verdict: self.verdict.as_deref().map(verdict).transpose()?,
            credibility: self.credibility.as_deref().map(credibility).transpose()?,
            status: self.status.map(StatusWish::status),
            note: self.note.as_deref().map(note).transpose()?,
            tags: both(&self.tag),
            untags: both(&self.untag),
            evidence,
            unlink: self.unlink.clone(),
            said,
            pinned: if self.pin { Some(true) } else { self.unpin.then_some(false) },
            contradicts: self.contradicts.clone().map(|uid| (uid, self.because.clone().unwrap_or_default())),
            agrees: self.agrees.clone(),
            ..Change::default()
        })
    }
}

fn verdict(typed: &str) -> Result<Option<String>, Failure> {
    let all = &verdicts().verdicts;
    if typed == NONE {
        return Ok(None);
    }
    let known = all.iter().find(|verdict| [&verdict.id, &verdict.ar, &verdict.en].iter().any(|name| *name == typed));
    let ids = || all.iter().map(|verdict| verdict.id.as_str()).collect::<Vec<_>>().join(", ");
    let known = known.ok_or_else(|| Failure::Usage(format!("--verdict: {typed} is not one of: {}, none", ids())))?;
    Ok(Some(known.id.clone()))
}

fn credibility(typed: &str) -> Result<Option<Credibility>, Failure> {
    if typed == NONE {
        return Ok(None);
    }
    let grade = typed.parse().ok().and_then(Credibility::new);
    grade
        .map(Some)
        .ok_or_else(|| Failure::Usage(format!("--credibility: {typed} is not a number from 1 to 6, or none")))
}

/// The words of a note, or those of standard input.
fn note(typed: &str) -> Result<String, Failure> {
    if typed != input::STANDARD_INPUT {
        return Ok(typed.trim().to_owned());
    }
    let mut words = String::new();
    let read = io::stdin().lock().read_to_string(&mut words);
    read.map_err(|cause| Failure::Usage(format!("--note -: standard input cannot be read as UTF-8: {cause}")))?;
    Ok(words.trim().to_owned())
}

/// `URL=refutes`; an address may hold `=` as well.
fn evidence(typed: &str, extra: &EvidenceLink) -> Result<EvidenceLink, Failure> {
    let with_kind = typed.rsplit_once('=').and_then(|(url, kind)| Some((url, EvidenceKind::from_name(kind)?)));
    let (url, kind) = with_kind.unwrap_or((typed, EvidenceKind::default()));
    if url.is_empty() || url.chars().any(char::is_whitespace) {
        return Err(Failure::Usage(format!(
            "--evidence: {typed} is no address; write URL or URL=supports|refutes|context"
        )));
    }
    Ok(EvidenceLink { kind, url: url.to_owned(), ..extra.clone() })
}

impl Change {
    fn is_nothing(&self) -> bool {
        let Change { verdict, credibility, status, note, tags, untags, evidence, unlink, said, pinned, .. } = self;
        verdict.is_none()
            && credibility.is_none()
            && (status.is_none() && note.is_none() && said.is_none() && pinned.is_none())
            && (tags.is_empty() && untags.is_empty() && evidence.is_empty() && unlink.is_empty())
            && (self.contradicts.is_none() && self.agrees.is_none())
    }

    /// Looks up the other claims that were named.
    fn with_others(mut self, store: &Store) -> Result<Change, Failure> {
        let place = |uid: &str| -> Result<Contradiction, Failure> {
            let (key, uid) = by_uid(store, uid)?;
            let other = store.contradicted(key, &uid)?;
            other.ok_or_else(|| missing(&uid))
        };
        if let Some((uid, note)) = &self.contradicts {
            self.others.push(Contradiction { note: note.clone(), ..place(uid)? });
        }
        if let Some(uid) = &self.agrees {
            let other = place(uid)?;
            self.no_longer.push((other.article, other.claim));
        }
        Ok(self)
    }

    fn make(&self, marks: &mut ClaimMarks) {
        if let Some(verdict) = &self.verdict {
            marks.verdict.clone_from(verdict);
        }
        if let Some(credibility) = self.credibility {
            marks.credibility = credibility;
        }
        if let Some(status) = self.status {
            marks.status = status;
        }
        if let Some(note) = &self.note {
            marks.note.clone_from(note);
        }
        if let Some(said) = &self.said {
            marks.said.clone_from(said);
        }
        marks.pinned = self.pinned.unwrap_or(marks.pinned);
        marks.tags.retain(|tag| !self.untags.contains(tag));
        for tag in &self.tags {
            if !marks.tags.contains(tag) {
                marks.tags.push(tag.clone());
            }
        }
        marks.evidence.retain(|link| !self.unlink.contains(&link.url));
        for link in &self.evidence {
            match marks.evidence.iter_mut().find(|known| known.url == link.url) {
                Some(known) => *known = link.clone(),
                None => marks.evidence.push(link.clone()),
            }
        }
        marks
            .contradicts
            .retain(|known| !self.no_longer.iter().any(|(article, claim)| known.other() == (article, claim)));
        for other in &self.others {
            marks.contradicts.retain(|known| known.other() != other.other());
            marks.contradicts.push(other.clone());
        }
    }
}

fn told(edited: &Edited) -> Result<(), Failure> {
    let lines = lines(&edited.before, &edited.after);
    if lines.is_empty() {
        tell(&format!("{}: it is so already", edited.anchor.uid));
    }
    write(&edited.anchor.uid, &lines)
}

/// One line for each mark: uid, mark, value. Line ends and tabs in a value are blanks.
fn write(uid: &str, lines: &[(&str, String)]) -> Result<(), Failure> {
    to_stdout(|out| {
        lines.iter().try_for_each(|(mark, value)| {
            let value: Vec<&str> = value.split(['\n', '\r', '\t']).collect();
            writeln!(out, "{uid}\t{mark}\t{}", value.join(" "))
        })
    })
}

/// The marks that are others than before, with what they are now.
fn lines(before: &ClaimMarks, after: &ClaimMarks) -> Vec<(&'static str, String)> {
    type Field = (&'static str, fn(&ClaimMarks) -> String);
    let fields: [Field; 9] = [
        ("verdict", |marks| marks.verdict.clone().unwrap_or_default()),
        ("credibility", |marks| marks.credibility.map_or_else(String::new, |grade| grade.number().to_string())),
        ("status", |marks| marks.status.map_or("", Status::name).to_owned()),
        ("note", |marks| marks.note.clone()),
        ("tags", |marks| marks.tags.join(" ")),
        ("evidence", |marks| marks.evidence.iter().map(link_in_words).collect::<Vec<_>>().join(" ")),
        ("said", |marks| marks.said.clone()),
        ("pinned", |marks| if marks.pinned { "yes".to_owned() } else { String::new() }),
        ("contradicts", |marks| {
            marks.contradicts.iter().map(|other| other.claim.as_str()).collect::<Vec<_>>().join(" ")
        }),
    ];
    let changed = fields.into_iter().map(|(name, field)| (name, field(before), field(after)));
    changed.filter(|(_, before, after)| before != after).map(|(name, _, after)| (name, after)).collect()
}

fn link_in_words(link: &EvidenceLink) -> String {
    let archive = if link.archive.is_empty() { String::new() } else { format!(" ({})", link.archive) };
    format!("{}={}{archive}", link.url, link.kind.name())
}
