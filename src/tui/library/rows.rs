//! What the library's lists are made of: plain values, as the world answers with them.

use crate::claims::SourceKind;
use crate::store::{Link, Mark, Naming, Reliability, Role as SaidRole, SourceFacts, SourceMark};

/// Where a row stands in its list: what the list is sorted by, then the row's number in the library. The next page begins
/// behind it, whatever came into the library or left it meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What the list is sorted by.
    pub by: By,
    /// The row's number in the library.
    pub id: i64,
}

/// A value by which a list is sorted.
#[derive(Debug, Clone, PartialEq)]
pub enum By {
    /// A day.
    Day(String),
    /// The place of an article, as the library tells it.
    Document(Mark),
    /// The place of a source, as the library tells it.
    Source(SourceMark),
}

/// A row that knows its place.
pub trait Placed {
    /// The place.
    fn place(&self) -> &Place;
}

/// One article.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRow {
    /// Its place; the number is the document's.
    pub place: Place,
    /// Whether it was never opened.
    pub unread: bool,
    /// `YYYY-MM-DD`: when it was published, else when it was added.
    pub day: String,
    /// Who published it; empty where that is not known.
    pub outlet: String,
    /// Its headline.
    pub title: String,
    /// How many claims it holds.
    pub claims: usize,
    /// How many of them nobody has judged.
    pub unchecked: usize,
    /// How many of its claims have marks.
    pub annotated: usize,
}

/// One source, across articles.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceRow {
    /// Its place; the number is the source's.
    pub place: Place,
    /// Its name.
    pub name: String,
    /// What it is, where that is known.
    pub kind: Option<SourceKind>,
    /// The last grade it was given.
    pub reliability: Option<Reliability>,
    /// How many claims it has made.
    pub claims: usize,
    /// In how many articles.
    pub articles: usize,
    /// How many other names it has.
    pub aliases: usize,
    /// Whether other sources have a like name, and nobody said whether they are the same.
    pub alike: bool,
}

/// One claim, of any article.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteRow {
    /// Its place; the number is the claim's.
    pub place: Place,
    /// The article's number in the library.
    pub document: i64,
    /// The claim's uid in it.
    pub uid: String,
    /// Its source's number in the library.
    pub source: Option<i64>,
    /// Its source's name.
    pub name: String,
    /// The day of the article.
    pub day: String,
    /// Who published the article.
    pub outlet: String,
    /// The article's headline.
    pub title: String,
    /// The words.
    pub text: String,
    /// Whether the words are the source's own.
    pub direct: bool,
    /// Who carried them to the article, the nearest to it last.
    pub via: Vec<String>,
    /// The id of its verdict.
    pub verdict: Option<String>,
    /// What contradicts it, as the reader said: who, and what words.
    pub against: Vec<(String, String)>,
    /// In how many other articles the same is quoted.
    pub wordings: usize,
    /// Whether one of the likest of these has other words.
    pub reworded: bool,
    /// The likest of these.
    pub others: Vec<Worded>,
}

/// How another article words a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// The day of the article.
    pub day: String,
    /// Who published it.
    pub outlet: String,
    /// Who says it there.
    pub name: String,
    /// The words.
    pub text: String,
}

impl QuoteRow {
    /// The words on one line, in quotation marks where they are the source's own.
    pub fn words(&self) -> String {
        let words = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.direct { format!("\"{words}\"") } else { words }
    }
}

/// All that is known of a source, but its claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossier {
    /// The source's number in the library.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is, where that is known.
    pub kind: Option<SourceKind>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Sources with a like name, of which nobody said whether they are the same.
    pub alike: Vec<String>,
    /// What it was, the last first.
    pub roles: Vec<Role>,
    /// The grades that it was given, the last first.
    pub ratings: Vec<Rating>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The reader's note.
    pub note: String,
    /// All that the reader says of it.
    pub facts: SourceFacts,
    /// Links: of what kind, and where to.
    pub links: Vec<(String, String)>,
    /// How many claims it has made.
    pub claims: usize,
    /// In how many articles.
    pub articles: usize,
    /// How many of the claims came through somebody else.
    pub relayed: usize,
    /// Through whom most of these came.
    pub carriers: Vec<(String, usize)>,
    /// How many claims have which verdict, the most first; without one under `None`.
    pub verdicts: Vec<(Option<String>, usize)>,
}

/// What a source was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Role {
    /// The office.
    pub role: String,
    /// In what.
    pub affiliation: String,
    /// From when, ISO 8601 as far as known.
    pub since: String,
    /// Until when.
    pub until: String,
}

/// A grade that a source was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The grade, or that it was taken back.
    pub reliability: Option<Reliability>,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// By whom; empty where that was not said.
    pub who: String,
    /// For what reason; empty where that was not said.
    pub why: String,
}

/// Something that the reader says of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// The note is this.
    Note(String),
    /// The tags are these.
    Tags(Vec<String>),
    /// The grade is this one, or is taken back; for what reason.
    Reliability(Option<Reliability>, String),
    /// It speaks under its name or not.
    Naming(Option<Naming>),
    /// The reason that is given for that is this.
    Reason(String),
    /// The country is this.
    Country(String),
    /// It is reached so.
    Contact(String),
    /// The offices are these, in the order in which they were said.
    Roles(Vec<SaidRole>),
    /// The links are these.
    Links(Vec<Link>),
}

/// How much the library holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles.
    pub documents: usize,
    /// Those that were never opened.
    pub unread: usize,
    /// Claims in them.
    pub claims: usize,
    /// Those of them that nobody has judged.
    pub unchecked: usize,
    /// Sources.
    pub sources: usize,
}

impl Placed for DocumentRow {
    fn place(&self) -> &Place {
        &self.place
    }
}

impl Placed for SourceRow {
    fn place(&self) -> &Place {
        &self.place
    }
}

impl Placed for QuoteRow {
    fn place(&self) -> &Place {
        &self.place
    }
}

/// A source that is named like another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// What it is known by.
    pub uid: String,
    /// Its name.
    pub name: String,
    /// How many claims it has.
    pub claims: usize,
}

/// What the reader says of two sources that are named alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// They are one.
    Same,
    /// They are two.
    Apart,
}
