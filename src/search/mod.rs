//! Words looked for in texts, with Arabic spelling folded as little as finds something.
//!
//! [`Query::parse`] (what was typed → words and quoted phrases) → [`Query::tiers`] (which index words a text must hold, the
//! closest spelling first) → [`Query::find`] (where they stand in a text, and how close) → [`snippet`] (the words round them).
//! [`index_words`] says by which words a text is found. It knows no library: `store` keeps the index.
//!
//! How close a word is, each level including the one before (see [`crate::fold`]):
//!
//! | closeness | what is made equal |
//! | --- | --- |
//! | [`Closeness::Exact`] | as written |
//! | [`Closeness::Normal`] | marks, alef and yeh forms, digits, case |
//! | [`Closeness::Loose`] | and ة = ه, ؤ = و, ئ = ي, no ء |
//! | [`Closeness::Wide`] | and without و ف ب ل ك and ال before it, as the beginning of a longer word, and by another spelling of the reader's list |
//!
//! «أسعار» finds «والأسعار» and «بأسعارها», and says of them that they are wide.

mod matching;
mod query;
mod snippet;
mod synonyms;
mod words;

pub use matching::Match;
pub use query::{Closeness, Query, Tier};
pub use snippet::{Snippet, snippet};
pub use synonyms::Synonyms;
pub use words::index_words;
