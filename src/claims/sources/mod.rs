//! Whose words: mentions to sources, by a sieve of steps, the surest first (ARABIC §17–18).
//!
//! `profile` reads one mention (role, complements, name, gender, number); `names` compares names over their
//! spellings; `book` holds the sources found so far and finds the one that a mention means.

mod book;
mod names;
mod profile;

pub(super) use book::{Book, Choice, Entity, Step};
pub(super) use profile::{Gender, Profile};
