//! What a claim is, and what a source is. Spans are bytes of the article's text.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// The number of a claim in its article, from 0. The JSON calls claim 0 `c1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub usize);

/// The number of a source in its article, from 0. The JSON calls source 0 `s1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub usize);

/// All that was found in one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extraction {
    /// Sources and carriers, in order of first appearance as either.
    pub sources: Vec<Source>,
    /// Claims in order of their contents.
    pub claims: Vec<Claim>,
    /// Refusals to comment: not claims, but worth knowing.
    pub no_comment: Vec<NoComment>,
}

/// Somebody or something that speaks, or carries words, in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The fullest name in the article.
    pub name: String,
    /// The office as stated, or empty.
    pub role: String,
    /// What it is.
    pub kind: SourceKind,
    /// Where it is mentioned beside a cue or as a carrier, in order.
    pub mentions: Vec<Mention>,
}

/// One mention of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The mention.
    pub span: Span,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A named person.
    Person,
    /// A named institution, state or outlet.
    Organisation,
    /// Somebody who is not named.
    Anonymous,
    /// Several people spoken of as one.
    Group,
    /// A report, a statement, a poll without a named issuer.
    Document,
}

impl SourceKind {
    /// The name in the JSON schema.
    pub const fn name(self) -> &'static str {
        match self {
            SourceKind::Person => "person",
            SourceKind::Organisation => "organisation",
            SourceKind::Anonymous => "anonymous",
            SourceKind::Group => "group",
            SourceKind::Document => "document",
        }
    }

    /// All of them.
    pub const ALL: [SourceKind; 5] =
        [SourceKind::Person, SourceKind::Organisation, SourceKind::Anonymous, SourceKind::Group, SourceKind::Document];

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<SourceKind> {
        SourceKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One content that the article attributes by one cue to one source.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// By quotation marks only.
    pub kind: ClaimKind,
    /// The reported words.
    pub content: Span,
    /// The quotations in the content, marks excluded.
    pub quotes: Vec<Span>,
    /// The words that report, if any.
    pub cue: Option<Cue>,
    /// The mention of the source beside the cue, if any.
    pub speaker: Option<Span>,
    /// Who is responsible for the words.
    pub source: Option<SourceId>,
    /// To whom they were said, where the text says so.
    pub recipient: Option<Span>,
    /// Who carried them, from the source outward, as stated.
    pub via: Vec<SourceId>,
    /// Carriers that are likely and not stated.
    pub via_inferred: Vec<SourceId>,
    /// The claim whose content holds this one.
    pub nested_in: Option<ClaimId>,
    /// The next best source, where the choice was close.
    pub runner_up: Option<SourceId>,
    /// Direct speech after a colon without quotation marks.
    pub unmarked: bool,
    /// How sure the attribution is, 0 to 1.
    pub confidence: f32,
    /// The blocks of the first and of the last byte of the content.
    pub blocks: (usize, usize),
    /// Which rules found it and which steps named its source, in order.
    pub why: Vec<Evidence>,
}

/// How the words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// All of the content is one quotation.
    Direct,
    /// Part of the content is quoted.
    Mixed,
    /// None of it is.
    Indirect,
}

impl ClaimKind {
    /// The name in the JSON schema.
    pub const fn name(self) -> &'static str {
        match self {
            ClaimKind::Direct => "direct",
            ClaimKind::Mixed => "mixed",
            ClaimKind::Indirect => "indirect",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<ClaimKind> {
        [ClaimKind::Direct, ClaimKind::Mixed, ClaimKind::Indirect].into_iter().find(|kind| kind.name() == name)
    }
}

/// The words that report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Where they are.
    pub span: Span,
    /// The dictionary form, as the lexicon has it.
    pub lemma: String,
    /// What the cue says about the content.
    pub stance: Stance,
    /// Whether the cue itself is denied (لم يستبعد أن).
    pub negated: bool,
}

/// What a cue says about its content: a closed list, named in the JSON schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Stance {
    Neutral,
    Add,
    Explain,
    Affirm,
    Announce,
    Reveal,
    Claim,
    Deny,
    Reject,
    Accuse,
    Criticise,
    Demand,
    Urge,
    Warn,
    Threaten,
    Promise,
    Estimate,
    Believe,
    Admit,
    Express,
    Ask,
    Answer,
    Characterise,
    Relay,
}

impl Stance {
    /// All of them, in the schema's order.
    pub const ALL: [Stance; 24] = [
        Stance::Neutral,
        Stance::Add,
        Stance::Explain,
        Stance::Affirm,
        Stance::Announce,
        Stance::Reveal,
        Stance::Claim,
        Stance::Deny,
        Stance::Reject,
        Stance::Accuse,
        Stance::Criticise,
        Stance::Demand,
        Stance::Urge,
        Stance::Warn,
        Stance::Threaten,
        Stance::Promise,
        Stance::Estimate,
        Stance::Believe,
        Stance::Admit,
        Stance::Express,
        Stance::Ask,
        Stance::Answer,
        Stance::Characterise,
        Stance::Relay,
    ];

    /// The name in the JSON schema.
    pub const fn name(self) -> &'static str {
        match self {
            Stance::Neutral => "neutral",
            Stance::Add => "add",
            Stance::Explain => "explain",
            Stance::Affirm => "affirm",
            Stance::Announce => "announce",
            Stance::Reveal => "reveal",
            Stance::Claim => "claim",
            Stance::Deny => "deny",
            Stance::Reject => "reject",
            Stance::Accuse => "accuse",
            Stance::Criticise => "criticise",
            Stance::Demand => "demand",
            Stance::Urge => "urge",
            Stance::Warn => "warn",
            Stance::Threaten => "threaten",
            Stance::Promise => "promise",
            Stance::Estimate => "estimate",
            Stance::Believe => "believe",
            Stance::Admit => "admit",
            Stance::Express => "express",
            Stance::Ask => "ask",
            Stance::Answer => "answer",
            Stance::Characterise => "characterise",
            Stance::Relay => "relay",
        }
    }
}

/// One step that led to a claim or to its source, as a value: the interface's words make a line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The rule's name, which is its file's name; `sources` for the step that named the source.
    pub rule: &'static str,
    /// What decided.
    pub reason: Reason,
    /// What it rests on, in the order in which the reason's line takes it: words of the text, dictionary forms, names.
    pub words: Vec<String>,
}

/// What made a claim of some words, or somebody its source: a closed list, worded in `assets/words.tsv` under `why.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the meaning, and the words say each in a line")]
pub enum Reason {
    VerbClause,
    VerbColon,
    VerbQuotation,
    VerbNoun,
    Participle,
    NounCue,
    Preposition,
    Relay,
    Postposed,
    Headline,
    Interview,
    Floating,
    NewSource,
    SameWords,
    FullName,
    Institution,
    FamilyName,
    GivenName,
    Role,
    BareRole,
    SameAgain,
    Wider,
    NoSubject,
    NoSubjectFar,
    SameSubject,
    SummedUp,
    GivenByReader,
    CutByReader,
}

impl Reason {
    /// All of them: those of rules, then those of sources.
    pub const ALL: [Reason; 28] = [
        Reason::VerbClause,
        Reason::VerbColon,
        Reason::VerbQuotation,
        Reason::VerbNoun,
        Reason::Participle,
        Reason::NounCue,
        Reason::Preposition,
        Reason::Relay,
        Reason::Postposed,
        Reason::Headline,
        Reason::Interview,
        Reason::Floating,
        Reason::NewSource,
        Reason::SameWords,
        Reason::FullName,
        Reason::Institution,
        Reason::FamilyName,
        Reason::GivenName,
        Reason::Role,
        Reason::BareRole,
        Reason::SameAgain,
        Reason::Wider,
        Reason::NoSubject,
        Reason::NoSubjectFar,
        Reason::SameSubject,
        Reason::SummedUp,
        Reason::GivenByReader,
        Reason::CutByReader,
    ];

    /// The name, as the keys of its words have it.
    pub const fn name(self) -> &'static str {
        match self {
            Reason::VerbClause => "verb-clause",
            Reason::VerbColon => "verb-colon",
            Reason::VerbQuotation => "verb-quotation",
            Reason::VerbNoun => "verb-noun",
            Reason::Participle => "participle",
            Reason::NounCue => "noun-cue",
            Reason::Preposition => "preposition",
            Reason::Relay => "relay",
            Reason::Postposed => "postposed",
            Reason::Headline => "headline",
            Reason::Interview => "interview",
            Reason::Floating => "floating",
            Reason::NewSource => "new-source",
            Reason::SameWords => "same-words",
            Reason::FullName => "full-name",
            Reason::Institution => "institution",
            Reason::FamilyName => "family-name",
            Reason::GivenName => "given-name",
            Reason::Role => "role",
            Reason::BareRole => "bare-role",
            Reason::SameAgain => "same-again",
            Reason::Wider => "wider",
            Reason::NoSubject => "no-subject",
            Reason::NoSubjectFar => "no-subject-far",
            Reason::SameSubject => "same-subject",
            Reason::SummedUp => "summed-up",
            Reason::GivenByReader => "given-by-reader",
            Reason::CutByReader => "cut-by-reader",
        }
    }
}

/// Somebody refused to comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoComment {
    /// The words that say so.
    pub span: Span,
    /// Who refused, if it could be told.
    pub source: Option<SourceId>,
}

impl Extraction {
    /// Leaves out the claims that `wanted` does not want; sources stay.
    pub fn keep(&mut self, mut wanted: impl FnMut(&Claim) -> bool) {
        let kept: Vec<bool> = self.claims.iter().map(&mut wanted).collect();
        let number = |id: ClaimId| kept[id.0].then(|| ClaimId(kept[..id.0].iter().filter(|kept| **kept).count()));
        for claim in &mut self.claims {
            claim.nested_in = claim.nested_in.and_then(number);
        }
        let mut at = kept.iter();
        self.claims.retain(|_| *at.next().unwrap_or(&false));
    }

    /// The claims of one source, in the text's order.
    pub fn claims_of(&self, source: SourceId) -> impl Iterator<Item = ClaimId> + '_ {
        self.claims.iter().enumerate().filter(move |(_, claim)| claim.source == Some(source)).map(|(at, _)| ClaimId(at))
    }
}
