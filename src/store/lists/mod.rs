//! Lists for the library's screens: claims and sources a page at a time in both directions, and what a dossier says
//! beside a source's claims.

mod claims;
mod known;

mod shelf;
mod sources;

pub use claims::{Against, ClaimFilter, ClaimQuery, ClaimRow, ClaimStart, Decided, Order};
pub use known::Known;
pub use sources::{Listed, ListedBy, ListedSource, SourceMark, SourceStart, SourcesList};
