//! What the reader may wish of the display: how rows are sent, which letters, which marks, colours or not.
//!
//! The same words serve the command line, the configuration file and the environment.

use std::fmt;
use std::str::FromStr;

/// A word that names no wish.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not one of: {known}")]
pub struct UnknownWish {
    /// What was written.
    pub word: String,
    /// What may be written, parted by commas.
    pub known: String,
}

/// Declares an enum of wishes, each with its name first and its other names after it.
macro_rules! wishes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $first:literal $(| $other:literal)*),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every wish, the default first.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The name of each of [`Self::ALL`], in the same order.
            pub const NAMES: &'static [&'static str] = &[$($first),+];

            /// The name under which it is written.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $first),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWish;

            fn from_str(word: &str) -> Result<$name, UnknownWish> {
                match word.trim().to_ascii_lowercase().as_str() {
                    $($first $(| $other)* => Ok($name::$variant),)+
                    _ => Err(UnknownWish { word: word.to_owned(), known: $name::NAMES.join(", ") }),
                }
            }
        }
    };
}

wishes! {
    /// How rows are sent to the terminal (`--bidi`).
    BidiWish {
        /// As the terminal at hand needs them.
        #[default]
        Auto = "auto",
        /// Cells as they are seen; the terminal does not reorder.
        Visual = "visual" | "app",
        /// As they are seen, a left-to-right mark after every Arabic cell.
        VisualLrm = "visual-lrm",
        /// Each Arabic word turned round, for a terminal that turns it back (Konsole).
        Words = "words" | "words-lrm",
        /// The same with U+2800 for blanks (PuTTY).
        Blank = "blank" | "words-blank",
        /// What kitty needs, by its version and font.
        Kitty = "kitty" | "kitty-cells" | "kitty-words" | "kitty-runs",
        /// Neighbours one step apart in colour (QTerminal).
        Split = "split" | "split-colour" | "split-color",
        /// Logical order and base letters; the terminal does the rest.
        Logical = "logical" | "terminal",
    }
}

wishes! {
    /// Which code points stand for Arabic letters (`--shapes`).
    ShapesWish {
        /// Presentation forms, joined by the program.
        #[default]
        Forms = "forms",
        /// Base letters, joined by the terminal.
        Base = "base",
    }
}

wishes! {
    /// What becomes of vowel marks (`--harakat`).
    HarakatWish {
        /// Kept, but where the terminal breaks them.
        #[default]
        Auto = "auto",
        /// Kept everywhere.
        Keep = "keep",
        /// Kept, and vocalised words drawn faint but in the sentence at hand: no terminal colours a mark apart from its
        /// letter.
        Dim = "dim",
        /// Left out of the screen.
        Hide = "hide",
    }
}

wishes! {
    /// Whether colours are sent (`--color`).
    ColorWish {
        /// Unless `NO_COLOR` is set.
        #[default]
        Auto = "auto",
        /// Always.
        Always = "always",
        /// Never; bold, underlined and reversed stay.
        Never = "never",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_inverse() {
        for (wish, name) in BidiWish::ALL.iter().zip(BidiWish::NAMES) {
            assert_eq!(name.parse::<BidiWish>(), Ok(*wish));
            assert_eq!(wish.to_string(), *name);
        }
        for (wish, name) in HarakatWish::ALL.iter().zip(HarakatWish::NAMES) {
            assert_eq!(name.parse::<HarakatWish>(), Ok(*wish));
        }
    }

    #[test]
    fn other_names_are_understood() {
        assert_eq!("app".parse(), Ok(BidiWish::Visual));
        assert_eq!(" Words-LRM ".parse(), Ok(BidiWish::Words));
        assert_eq!("terminal".parse(), Ok(BidiWish::Logical));
    }

    #[test]
    fn an_unknown_word_is_told_what_is_known() {
        let error = "rtl".parse::<BidiWish>().unwrap_err();
        assert!(error.to_string().contains("visual-lrm"), "{error}");
    }
}
