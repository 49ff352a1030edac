//! ratatui widgets for bidirectional text: a paragraph with styles by byte range, one line of it, and a text field.
//!
//! They are values drawn into `(Rect, &mut Buffer)`. They write inside their area only and clear every cell of it; a wide
//! cell that the edge of the area would cut is left blank. Hit testing goes both ways: from a place on the screen to a
//! byte of the text, and from bytes to places.

mod edit;
mod field;
mod field_view;
mod paragraph;

#[cfg(test)]
mod tests;

pub use field::{Affinity, Caret, Lines, TextField};
pub use field_view::FieldView;
pub use paragraph::{BidiLine, BidiParagraph, Styled};
