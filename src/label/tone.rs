//! What a reporting verb adds to the words that it brings: nothing, weight, distance, or the name of a deed.
//!
//! The stances of the lexicon in four groups, after the studies of reporting verbs (Thompson and Ye 1991, Hyland 1999:
//! neutral, factive, counter-factive, discourse acts). A group describes the article's wording and judges nobody: an
//! announcement that was one is rightly called so.

use crate::claims::{Claim, Stance};

/// What the words that report add.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Nothing: said, added, wrote, answered.
    Neutral,
    /// Weight: affirmed, revealed, made clear, admitted, as of what is so.
    Endorsing,
    /// Distance: claimed, as of what may not be so.
    Distancing,
    /// The name of a deed: denied, accused, warned, promised.
    Act,
}

impl Tone {
    /// All of them, in the schema's order.
    pub const ALL: [Tone; 4] = [Tone::Neutral, Tone::Endorsing, Tone::Distancing, Tone::Act];

    /// That of a stance.
    pub const fn of(stance: Stance) -> Tone {
        match stance {
            Stance::Neutral | Stance::Add | Stance::Ask | Stance::Answer | Stance::Relay => Tone::Neutral,
            Stance::Explain | Stance::Affirm | Stance::Reveal | Stance::Admit => Tone::Endorsing,
            Stance::Claim => Tone::Distancing,
            Stance::Announce
            | Stance::Deny
            | Stance::Reject
            | Stance::Accuse
            | Stance::Criticise
            | Stance::Demand
            | Stance::Urge
            | Stance::Warn
            | Stance::Threaten
            | Stance::Promise
            | Stance::Estimate
            | Stance::Believe
            | Stance::Express
            | Stance::Characterise => Tone::Act,
        }
    }

    /// That of a claim's cue, if it has one.
    pub fn of_claim(claim: &Claim) -> Option<Tone> {
        claim.cue.as_ref().map(|cue| Tone::of(cue.stance))
    }

    /// The name in the JSON schema.
    pub const fn name(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Endorsing => "endorsing",
            Tone::Distancing => "distancing",
            Tone::Act => "act",
        }
    }

    /// A mark by which it is told without colour.
    pub const fn mark(self) -> &'static str {
        match self {
            Tone::Neutral => "=",
            Tone::Endorsing => "+",
            Tone::Distancing => "~",
            Tone::Act => "!",
        }
    }
}
