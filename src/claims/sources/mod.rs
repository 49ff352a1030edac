//! Whose words: mentions to sources, by a sieve of steps, the surest first (ARABIC §17–18).
//!
//! `profile` reads one mention (role, complements, name), `kinds` what follows from that (gender, number, kind);
//! `names` compares names over their spellings, `compare` roles; `book` holds the sources found so far and `sieve` finds
//! the one that a mention means. `across` is what of a source tells who it is in other articles.

mod across;
mod book;
mod compare;
mod kinds;
mod names;
mod profile;
mod sieve;

pub use across::{NameKey, Office, Offices, Telling};
pub(super) use book::{Book, Choice, Entity, Step};
pub(in crate::claims) use names::same as same_name;
pub(super) use profile::{Gender, Profile};
