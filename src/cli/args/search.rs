//! What can be typed after `isnad search`.

use std::num::NonZero;

use clap::{Args, ValueEnum};

/// Options of `isnad search`.
#[derive(Debug, Args)]
pub struct Search {
    /// Words, all of which must be there; what stands in quotation marks must be there as it is written.
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// Where to look; without it everywhere.
    #[arg(long = "in", value_enum, value_delimiter = ',', value_name = "WHERE")]
    pub within: Vec<Where>,
    /// How far spellings may be apart at most.
    #[arg(long, value_enum, default_value_t = Fold::Wide)]
    pub fold: Fold,
    /// How many letters are shown on either side of what was found.
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u16).range(0..=10_000))]
    pub context: u16,
    /// At most so many are given of each kind.
    #[arg(long, value_name = "N", default_value = "20")]
    pub most: NonZero<u16>,
    /// Write one JSON object, as assets/schema/search-1.json describes it.
    #[arg(long)]
    pub json: bool,
}

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Where {
    /// Articles.
    Text,
    /// Claims.
    Quotes,
    /// What you wrote of claims and sources.
    Notes,
    /// Names and offices of sources.
    Sources,
}

/// How far spellings may be apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Fold {
    /// As written.
    Exact,
    /// Marks, alef and yeh forms, digits and case made equal.
    Normal,
    /// Also teh marbuta and all hamzas.
    Loose,
    /// Also with something joined to the word, or in another spelling of the list of synonyms.
    #[value(alias = "loose+")]
    Wide,
}
