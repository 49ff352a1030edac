//! What a rule hands on: one cue with its speaker and the place where its content opens.

use std::ops::Range;

use super::frames::Opener;
use super::model::Stance;
use super::passage::At;
use crate::span::Offset;

/// One cue, as a rule found it.
#[derive(Debug, Clone)]
pub(super) struct Find {
    /// The rule's name, which is its file's name.
    pub rule: &'static str,
    /// The cue.
    pub cue: Range<At>,
    /// Dictionary form of the cue.
    pub lemma: &'static str,
    /// What it says about the content.
    pub stance: Stance,
    /// Whether the cue itself is denied.
    pub negated: bool,
    /// The first token that belongs to this report: the content before it ends here.
    pub left: At,
    /// Who speaks.
    pub speaker: Speaker,
    /// Where the content is.
    pub content: Content,
    /// Carriers as stated, in the order source outward.
    pub carriers: Vec<Range<At>>,
    /// To whom it was said.
    pub recipient: Option<Range<At>>,
    /// Whether the report stands in the article's own voice, not inside another content.
    pub independent: bool,
    /// Whether a turn opener announces a new speaker.
    pub turn: bool,
    /// Where the content lies about the cue.
    pub place: Place,
}

/// Where a content lies about its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// After it.
    After,
    /// Before it, back to the sentence's start: …، بحسب مصدر.
    Before,
    /// On both sides: …، بحسب مصدر، ….
    Around,
}

/// Who speaks, as far as the sentence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Speaker {
    /// A noun phrase.
    Said(Range<At>),
    /// Only the verb's ending: whether feminine, whether plural.
    Zero {
        /// The verb is feminine.
        feminine: bool,
        /// The verb is dual or plural.
        many: bool,
    },
    /// The subject of the sentence, whose verb this one follows.
    Participle {
        /// The participle is feminine.
        feminine: bool,
        /// It is dual or plural.
        many: bool,
    },
    /// Whoever spoke last.
    Last,
}

/// Where a content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Content {
    /// Its first token.
    pub first: At,
    /// Its first byte.
    pub start: Offset,
    /// The token after its last one, where the rule knows it.
    pub end: Option<At>,
    /// How it is joined to the cue.
    pub by: Opener,
}
