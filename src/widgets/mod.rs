//! ratatui widgets for bidirectional text: paragraphs with styles by byte range, and a text field of one line or many.
//!
//! | a ratatui program has | and takes |
//! | --- | --- |
//! | a text to show | [`BidiParagraph`], with a [`ParagraphState`] to scroll and to hit |
//! | a text to write | [`TextField`], drawn by [`FieldView`] |
//! | a title, an item, a cell of another widget | [`visual_line`] |
//! | paragraphs that it lays out itself | [`BidiLine`] |
//!
//! They are values drawn into `(Rect, &mut Buffer)`. They write inside their area only and clear every cell of it; a wide
//! cell that the edge of the area would cut is left blank. Hit testing goes both ways: from a place on the screen to a
//! byte of the text, and from bytes to places. Nothing here panics, on any text, span and area.
//!
//! Cells hold text in visual order, Arabic in presentation forms, each symbol as wide as ratatui measures it. That is what
//! terminals show as it is that know nothing of bidi. Others (VTE, Konsole, kitty, mlterm …) turn rows round once more,
//! unless they are told not to or get them in an encoding of their own: [`Session`](crate::tui::terminal::Session) finds
//! out and does so, in the place of ratatui's `CrosstermBackend`.

mod caret;
mod edit;
mod field;
mod field_view;
mod history;
mod keys;
mod line;
mod paragraph;
mod paragraph_state;
mod row;
mod styled;
mod words;

#[cfg(test)]
mod tests;

pub use caret::{Affinity, Caret, Motion};
pub use field::{Lines, TextField};
pub use field_view::FieldView;
pub use keys::Pressed;
pub use line::{BidiLine, StyledSpan};
pub use paragraph::BidiParagraph;
pub use paragraph_state::ParagraphState;
pub use styled::visual_line;
pub use words::word_at;
