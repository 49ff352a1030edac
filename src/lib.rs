//! isnad (إسناد): who said what in an Arabic article, in a terminal.
//!
//! This page is the map. From the ground up:
//!
//! - [`span`]: bytes of an article's text, and cells of a screen. Everything else speaks in these.
//! - [`fold`]: Arabic spelling folded for matching, with the way back to the original.
//! - [`diff`]: two wordings compared word by word, and what of a change may turn the meaning.
//! - [`figures`]: numbers, sums, shares and dates in Arabic prose, in digits and in words.
//! - [`text`]: the engine that lays a paragraph out in visual order. It knows no article and no terminal.
//! - [`fetch`]: what is at an address of the web, within bounds and never on this machine unless that was typed.
//! - [`article`]: bytes to an article: decoding, blocks, windows of a large file.
//! - [`claims`]: an article to who said what: cues, contents, sources, carriers. It knows no screen and no disk.
//! - [`search`]: words looked for in texts: what an index holds, where they stand, how close they are. It knows no library.
//! - [`store`]: the reader's annotations and reading state, in one SQLite file.
//! - [`feed`]: what outlets tell of new articles (RSS, Atom, JSON Feed), into the library; lists of feeds in and out.
//! - [`words`]: the interface's words, in Arabic and in English.
//! - [`export`]: articles, claims and marks in the formats of other programs, and read back from them. Pure.
//! - [`check`]: the quotations of a draft compared with known texts. Pure.
//! - [`label`]: what an article's sourcing looks like, counted: named, unnamed, relayed, by which verbs. Pure.
//! - [`config`]: folders, language and display options, resolved once at start; what the reader changes of them is kept apart.
//! - [`shelf`]: the library as commands and screens read it: articles with what is said of them, and files whole or not at all.
//! - [`widgets`]: ratatui widgets for bidirectional text, for any ratatui program: paragraphs and text fields.
//! - [`tui`]: the reader: model, update, view, and the terminal underneath.
//! - [`cli`]: arguments and commands.
//!
//! Two journeys to follow by file names. A paragraph: [`article::open`] → `decode` → `blocks` →
//! [`claims::extract`] (sentences → tokens → rules → settle → sources → chain) → [`text::layout`]
//! (clusters → levels → joining → breaks → fill → visual order) → `tui::view` → cells → `tui::terminal`.
//! A key: wait → `tui::keymap` → `tui::update` → effects → outside → `tui::update` again → draw if dirty.
//!
//! Invariants, held by `tests/imports.rs`: imports point down only (`span` ← `text`; `article` ← `claims` ← `store`;
//! `export` ← `config` ← `shelf` ← `tui` ← `cli`). ratatui and crossterm are named under `tui` and `widgets` only, clap under
//! `cli`, rusqlite under `store`, ureq under `fetch`, feed-rs under `feed`, the bidi crate under
//! `text`. `text`, `diff`, `claims` and `export` do no input or output and never fail, on any input.
//!
//! Words used throughout. *Claim*: one content that the article attributes by one cue to one source. *Cue*: the
//! words that report. *Content*: the reported words. *Speaker*: the mention of the source beside the cue. *Source*:
//! who that is across the article. *Carrier* (`via`): who brought the words from the source to the article. *Run*,
//! *level*, *paragraph direction*, *joining type*: as in UAX #9 and the Unicode Standard, chapter 9.

pub mod article;
pub mod check;
pub mod claims;
pub mod cli;
pub mod config;
pub mod diff;
pub mod export;
pub mod feed;
pub mod fetch;
pub mod figures;
pub mod fold;
pub mod label;
pub mod search;
pub mod shelf;
pub mod span;
pub mod store;
pub mod text;
pub mod tui;
pub mod widgets;
pub mod words;
