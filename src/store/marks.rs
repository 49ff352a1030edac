//! What a reader says of claims and sources, and where reading stopped.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fold::{Level, folded};
use crate::span::Offset;

use crate::claims::{Anchor, Correction, SourceRef};

/// What was published once, in the library; its versions are articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentKey(pub(super) i64);

impl DocumentKey {
    /// The document with this number; there need not be one.
    pub const fn new(number: i64) -> DocumentKey {
        DocumentKey(number)
    }

    /// Its number in the library, which commands take.
    pub const fn number(self) -> i64 {
        self.0
    }
}

/// A text in the library: one version of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ArticleKey(pub(super) i64);

/// A stored note, of a claim or of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NoteKey(pub(super) i64);

impl NoteKey {
    /// Its number in the library.
    pub const fn number(self) -> i64 {
        self.0
    }
}

/// A stored correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CorrectionKey(pub(super) i64);

/// Something that the reader put right, in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCorrection {
    /// Its row.
    pub key: CorrectionKey,
    /// What was put right.
    pub correction: Correction,
}

/// All that was marked on an article and on other versions of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotations {
    /// Notes of claims, in order of the text they were anchored in.
    pub claims: Vec<ClaimNote>,
    /// Those of them of which the reader said that they belong to no claim of this text.
    pub adrift: Vec<NoteKey>,
    /// Notes of sources, oldest first.
    pub sources: Vec<SourceNote>,
    /// What was put right, in the order in which it was done: in other versions of the article, then in this one.
    pub corrections: Vec<StoredCorrection>,
    /// Where reading of this very text stopped.
    pub reading: Option<Reading>,
}

/// What the reader says of one claim, and where in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimNote {
    /// Its row, where it is stored already.
    pub key: Option<NoteKey>,
    /// The claim, by its place and its words.
    pub anchor: Anchor,
    /// What is said.
    pub marks: ClaimMarks,
}

/// The marks of a claim. All empty is the same as no note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimMarks {
    /// The id of a verdict of the vocabulary.
    pub verdict: Option<String>,
    /// How credible the claim is, whoever says it.
    pub credibility: Option<Credibility>,
    /// How far checking has come.
    pub status: Option<Status>,
    /// The reader's words.
    pub note: String,
    /// In the reader's order, none twice.
    pub tags: Vec<String>,
    /// What bears on whether it is true, in the reader's order.
    pub evidence: Vec<EvidenceLink>,
    /// When it was said, where that is another day than that of the article: a year, a month or a day of ISO 8601
    /// (`2021`, `2021-07`, `2021-07-22`). Empty where it is not.
    pub said: String,
    /// Whether it is kept for export.
    pub pinned: bool,
    /// The claims that it contradicts, each once. It stands on both of them.
    pub contradicts: Vec<Contradiction>,
}

/// Something to be looked at elsewhere that bears on a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EvidenceLink {
    /// How it bears on the claim.
    pub kind: EvidenceKind,
    /// Where it is.
    pub url: String,
    /// Where a copy of it is kept; empty where none is.
    pub archive: String,
    /// When it was looked at: `YYYY-MM-DD`, or empty.
    pub accessed: String,
    /// What the reader says of it.
    pub note: String,
}

/// How evidence bears on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum EvidenceKind {
    Supports,
    Refutes,
    /// It tells what one must know to judge.
    #[default]
    Context,
}

/// That a claim contradicts another one, be it of another article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contradiction {
    /// The hash of the article that holds the other claim.
    pub article: String,
    /// The other claim's uid there. With the article it says which claim it is; the rest is for people.
    pub claim: String,
    /// The other claim's words.
    pub words: String,
    /// The title of its article.
    pub title: String,
    /// What the reader says of it.
    pub note: String,
}

/// What the reader says of one source of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceNote {
    /// Its row, where it is stored already.
    pub key: Option<NoteKey>,
    /// The source.
    pub source: SourceRef,
    /// What is said.
    pub marks: SourceMarks,
    /// Every reliability it was given, oldest first. Saving adds to it and never takes from it.
    pub ratings: Vec<Rating>,
}

/// The marks of a source. All empty is the same as no note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMarks {
    /// How reliable the source is, whatever it says.
    pub reliability: Option<Reliability>,
    /// The reader's words.
    pub note: String,
    /// In the reader's order, none twice.
    pub tags: Vec<String>,
}

/// One entry in the history of a source's reliability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The grade, or that it was taken back.
    pub reliability: Option<Reliability>,
    /// When.
    pub at: Timestamp,
    /// By whom, where that was said.
    pub who: String,
    /// For what reason, where that was said.
    pub why: String,
}

/// Where reading stopped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The byte of the text that stood at the top.
    pub position: Offset,
    /// The uid of the claim that was selected last.
    pub claim: Option<String>,
    /// The uids of the sources whose groups were open, in order of uid.
    pub open_groups: Vec<String>,
}

/// How credible a claim is: 1 confirmed … 6 cannot be judged (the Admiralty scale).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Credibility(u8);

impl TryFrom<u8> for Credibility {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Credibility, &'static str> {
        Credibility::new(number).ok_or("credibility is a number from 1 to 6")
    }
}

impl From<Credibility> for u8 {
    fn from(grade: Credibility) -> u8 {
        grade.0
    }
}

impl Credibility {
    /// From 1 to 6.
    pub fn new(number: u8) -> Option<Credibility> {
        (1..=6).contains(&number).then_some(Credibility(number))
    }

    /// 1 to 6.
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// How reliable a source is (the Admiralty scale).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the grades are named by their letters")]
pub enum Reliability {
    /// Completely reliable.
    A,
    B,
    C,
    D,
    E,
    /// Cannot be judged.
    F,
}

impl Reliability {
    /// All of them, from completely reliable to not to be judged.
    pub const ALL: [Reliability; 6] =
        [Reliability::A, Reliability::B, Reliability::C, Reliability::D, Reliability::E, Reliability::F];

    /// Its letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Reliability::A => "A",
            Reliability::B => "B",
            Reliability::C => "C",
            Reliability::D => "D",
            Reliability::E => "E",
            Reliability::F => "F",
        }
    }

    /// The grade with this letter.
    pub fn from_letter(letter: &str) -> Option<Reliability> {
        Reliability::ALL.into_iter().find(|grade| grade.letter() == letter)
    }
}

/// How far the check of a claim has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Status {
    ToCheck,
    InProgress,
    Checked,
    Published,
}

impl Status {
    /// All of them, in the order of work.
    pub const ALL: [Status; 4] = [Status::ToCheck, Status::InProgress, Status::Checked, Status::Published];

    /// The name in the library and in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Status::ToCheck => "to-check",
            Status::InProgress => "in-progress",
            Status::Checked => "checked",
            Status::Published => "published",
        }
    }

    /// The status with this name.
    pub fn from_name(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.name() == name)
    }
}

impl EvidenceKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [EvidenceKind; 3] = [EvidenceKind::Supports, EvidenceKind::Refutes, EvidenceKind::Context];

    /// The name in the library and in exports.
    pub const fn name(self) -> &'static str {
        match self {
            EvidenceKind::Supports => "supports",
            EvidenceKind::Refutes => "refutes",
            EvidenceKind::Context => "context",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<EvidenceKind> {
        EvidenceKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Contradiction {
    /// Which claim is contradicted: the hash of its article, and its uid.
    pub fn other(&self) -> (&str, &str) {
        (&self.article, &self.claim)
    }
}

impl ClaimMarks {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == ClaimMarks::default()
    }
}

impl SourceMarks {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == SourceMarks::default()
    }
}

/// Tags as a reader types them: parted by blanks or commas, with or without `#`; none empty, none twice.
///
/// ```
/// assert_eq!(isnad::store::parse_tags("#داعش، العراق #داعش"), ["داعش", "العراق"]);
/// ```
pub fn parse_tags(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for word in typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | '،' | ';' | '؛')) {
        let tag = word.trim_start_matches('#');
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// A year, a month or a day as a reader types it, in any digits: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. None where it is none.
///
/// ```
/// assert_eq!(isnad::store::parse_day("٢٠٢١-٠٧-٢٢").as_deref(), Some("2021-07-22"));
/// assert_eq!(isnad::store::parse_day("2021/7").as_deref(), Some("2021-07"));
/// assert_eq!(isnad::store::parse_day("2021-02-30"), None);
/// ```
pub fn parse_day(typed: &str) -> Option<String> {
    let typed = folded(typed.trim(), Level::Normal);
    let parts: Vec<&str> = typed.split(['-', '/', '.']).collect();
    let number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok())?;
    let numbers = parts.iter().map(number).collect::<Option<Vec<i16>>>()?;
    let is_day = |year, month: i16, day: i16| {
        Date::new(year, i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0)).is_ok()
    };
    if parts.first().is_none_or(|year| year.len() != 4) {
        return None;
    }
    match numbers[..] {
        [year] => Some(format!("{year:04}")),
        [year, month] if is_day(year, month, 1) => Some(format!("{year:04}-{month:02}")),
        [year, month, day] if is_day(year, month, day) => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
}
