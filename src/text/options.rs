//! How a paragraph is to be laid out.

use crate::span::Column;

/// What a layout depends on beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LayoutOptions {
    /// How many cells a line may take; at least 1 is used.
    pub width: Column,
    /// The paragraph's direction.
    pub direction: Direction,
    /// Joined letter forms or base letters.
    pub shapes: Shapes,
    /// What becomes of vowel marks.
    pub harakat: Harakat,
    /// Whether lines are lengthened to the full width.
    pub kashida: Kashida,
    /// What becomes of characters that are never drawn.
    pub controls: Controls,
}

impl LayoutOptions {
    /// Lines of `width` cells, everything else as the standard has it.
    pub const fn of_width(width: u16) -> LayoutOptions {
        LayoutOptions {
            width: Column(width),
            direction: Direction::Auto,
            shapes: Shapes::Forms,
            harakat: Harakat::Keep,
            kashida: Kashida::Off,
            controls: Controls::Hidden,
        }
    }
}

/// The direction of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// By its first strong character (UAX #9 P2, P3); left to right where there is none.
    #[default]
    Auto,
    /// By its first strong character; right to left where there is none.
    AutoRightToLeft,
    /// Left to right, whatever it holds.
    LeftToRight,
    /// Right to left, whatever it holds.
    RightToLeft,
}

/// Which code points stand for Arabic letters in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Shapes {
    /// Presentation forms, lam-alef in one cell.
    #[default]
    Forms,
    /// Base letters, for a terminal that joins them itself.
    Base,
}

/// What becomes of vowel marks in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Harakat {
    /// They stay with their letter.
    #[default]
    Keep,
    /// They are left out of the cells; the text keeps them.
    Hide,
}

/// Whether the lines of a right-to-left paragraph are lengthened, inside their words, to the full width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kashida {
    /// Lines end where their words do.
    #[default]
    Off,
    /// By tatweel, as far as that goes without harm; see the stage `kashida`.
    On,
}

/// What becomes of bidi controls, marks of direction, joiners and other characters that are never drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Controls {
    /// They act and are not seen.
    #[default]
    Hidden,
    /// Their names stand in their places, as `‹RLO›`, and they do not act: the text is seen in the order in which it
    /// is written.
    Named,
}
