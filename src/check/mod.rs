//! A draft's quotations compared with known texts: said so, said otherwise, said by another, not found.
//!
//! [`Draft::read`] (`markdown` → prose, `marks` → quotations, [`crate::claims::extract`] → their speakers) →
//! [`Needles::candidates`] (`search`: one pass over each text) → [`Shortlist`] (the few texts that matter) → [`judge`]
//! (`align` → `diff` → `speaker` → verdicts) → [`report()`] (`report`: values to serialise, lines to read). Words are
//! compared folded ([`crate::fold::Level::Loose`]). Pure; texts come from whoever has them.

mod align;
mod diff;
mod draft;
mod judge;
mod known;
mod lines;
mod markdown;
mod marks;
mod report;
mod search;
mod shortlist;
mod speaker;
mod words;

pub use diff::{Difference, DifferenceKind, Flag};
pub use draft::{Draft, Form, Position, Quotation, Speaker};
pub use judge::{Checked, CheckedPart, Place, Strictness, Verdict, judge};
pub use known::{Known, Said};
pub use lines::lines;
pub use report::{Report, SCHEMA, Searched, Totals, report};
pub use search::{Candidate, Needles};
pub use shortlist::Shortlist;
pub use speaker::SpeakerIs;

#[cfg(test)]
mod tests;
