//! Feeds: what outlets tell of new articles, as RSS, Atom or JSON Feed.
//!
//! `markup` (is it a feed? is it bounded?) → [`read`] (bytes → [`Told`], by feed-rs; each item an article of the feed's own
//! words) → `update` (asking for many feeds at once, and what of them is new into the library). Lists of feeds (OPML) are
//! read and written by `opml`, and `page` fetches the page of an article that only its feed told of.
//!
//! A feed's words are another's: nothing of it is executed, no entity is expanded, and what it links to may lead out only.

mod markup;
mod opml;
mod page;
mod read;
mod update;

pub use markup::{FeedTrouble, is_feed};
pub use opml::{Outline, read_opml, write_opml};
pub use page::{NoPage, fetch_page, named_feeds, original_of, text_of};
pub use read::{Item, Told, read};
pub use update::{Asked, Work, ask_for, ask_for_all, keep};
