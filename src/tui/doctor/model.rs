//! The doctor's state: which page is shown, what was found, what the user has seen up to now.

use std::path::PathBuf;

use super::findings::Findings;
use crate::config::{BidiWish, EyeTest};
use crate::tui::terminal::Whole;
use crate::tui::terminal::detect::Entry;
use crate::tui::terminal::encode::Encoding;
use crate::words::{Language, Words};

/// A page of the doctor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// What was found.
    Findings,
    /// A line in each encoding; of several such pages the one with this number.
    Lines(usize),
    /// A vocalised line in the chosen encoding: do the marks stand over their letters?
    Marks,
    /// A box in the chosen encoding: is it straight?
    Borders,
    /// What came of it.
    End(Outcome),
}

/// What came of the eye test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// What was seen is on the disk.
    Kept(PathBuf),
    /// It could not be written: why.
    NotKept(String),
    /// No line reads right.
    NoneReads,
    /// What was seen before is forgotten.
    Forgotten,
}

/// Lines that can be shown at once, since one mode of the whole terminal suits them all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The encodings, in order.
    pub encodings: Vec<Encoding>,
    /// Whether the terminal's own ordering is to be on, where it is a mode of the whole terminal.
    pub whole: Whole,
}

/// The state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// The interface's words.
    pub words: Words,
    /// What was found.
    pub findings: Findings,
    /// What is shown.
    pub page: Page,
    /// What the user has seen: the encoding chosen, then the rest.
    pub seen: Option<EyeTest>,
    /// Whether the last letter was an Arabic one: hints then name Arabic letters.
    pub arabic_keys: bool,
}

impl Model {
    /// The first page.
    pub fn new(words: Words, findings: Findings) -> Model {
        let arabic_keys = words.language() == Language::Arabic;
        Model { words, findings, page: Page::Findings, seen: None, arabic_keys }
    }

    /// The pages of lines: in mlterm the letters are ordered by the program or by the terminal on the whole screen, and
    /// only in visual order by the program. Elsewhere each row has its own order.
    pub fn sheets(&self) -> Vec<Sheet> {
        let of = |encodings: &[Encoding], whole| Sheet { encodings: encodings.to_vec(), whole };
        if !matches!(self.findings.found.entry, Entry::Mlterm | Entry::MltermInScreen) {
            return vec![of(&Encoding::ALL, Whole::AsEver)];
        }
        let (visual, others) = Encoding::ALL.split_at(1);
        vec![of(visual, Whole::AsEver), of(others, Whole::TerminalOrders)]
    }

    /// The encoding that the user has chosen.
    pub fn chosen(&self) -> Option<Encoding> {
        Encoding::named(&self.seen.as_ref()?.encoding)
    }

    /// Whether what was seen cannot count, since something stronger was wished.
    pub fn is_overruled(&self) -> bool {
        self.findings.bidi != BidiWish::Auto
    }
}

/// The number under which an encoding is offered, from 1.
pub fn number_of(encoding: Encoding) -> usize {
    Encoding::ALL.iter().position(|known| *known == encoding).map_or(0, |at| at + 1)
}

/// Whether an encoding leaves vowel marks out whatever the terminal makes of them.
pub const fn drops_marks(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::KittyWords | Encoding::KittyRuns)
}
