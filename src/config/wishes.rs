//! What was said in one place: arguments, environment or configuration file.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::span::Column;

use super::display::{BidiWish, ColorWish, HarakatWish, ShapesWish, UnknownWish};
use super::environment::Environment;
use super::error::ConfigError;
use super::verdicts::VerdictsWish;

/// What was said in one place; `None` where nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The interface's language.
    pub lang: Option<LanguageWish>,
    /// The library's folder.
    pub library: Option<PathBuf>,
    /// How rows are sent to the terminal.
    pub bidi: Option<BidiWish>,
    /// Which code points stand for Arabic letters.
    pub shapes: Option<ShapesWish>,
    /// What becomes of vowel marks.
    pub harakat: Option<HarakatWish>,
    /// The interface's digits.
    pub digits: Option<DigitsWish>,
    /// The article's width in cells.
    pub measure: Option<Column>,
    /// Where the claims stand.
    pub sidebar: Option<SidebarWish>,
    /// Whether colours are sent.
    pub color: Option<ColorWish>,
    /// Light or dark colours.
    pub theme: Option<ThemeWish>,
    /// Rows from one line of the article to the next.
    pub line_spacing: Option<SpacingWish>,
    /// The direction of the article's paragraphs.
    pub direction: Option<DirectionWish>,
    /// Whether the article's lines are lengthened by tatweel.
    pub kashida: Option<Switch>,
    /// Whether one sentence stands out from the others.
    pub focus: Option<Switch>,
    /// Whether the words that report are told apart by what they add.
    pub verbs: Option<Switch>,
    /// Whether the names of bidi controls and of what has no width are shown.
    pub controls: Option<Switch>,
    /// The user's own lexicon files, the later over the earlier.
    pub lexicon: Option<Vec<PathBuf>>,
    /// Which verdicts may be given.
    pub verdicts: Option<VerdictsWish>,
}

wishes! {
    /// Yes or no.
    Switch {
        /// No.
        #[default]
        Off = "off" | "false" | "no",
        /// Yes.
        On = "on" | "true" | "yes",
    }
}

wishes! {
    /// Which colours (`--theme`).
    ThemeWish {
        /// By the terminal's background.
        #[default]
        Auto = "auto",
        /// For a light background.
        Light = "light",
        /// For a dark background.
        Dark = "dark",
    }
}

wishes! {
    /// Rows from one line of the article to the next.
    SpacingWish {
        /// Lines follow each other.
        #[default]
        Single = "1",
        /// A blank row after each line, for vocalised text.
        Double = "2",
    }
}

wishes! {
    /// The direction of the article's paragraphs.
    DirectionWish {
        /// By their first strong character (UAX #9 P2).
        #[default]
        Auto = "auto",
        /// Right to left.
        RightToLeft = "rtl",
        /// Left to right.
        LeftToRight = "ltr",
    }
}

wishes! {
    /// The interface's language (`--lang`).
    LanguageWish {
        /// Arabic where the locale is Arabic, else English.
        #[default]
        Auto = "auto",
        /// Arabic, right to left.
        Arabic = "ar" | "arabic",
        /// English, left to right.
        English = "en" | "english",
    }
}

wishes! {
    /// The digits of the interface; those of an article are never changed (`--digits`).
    DigitsWish {
        /// 0123456789.
        #[default]
        Latin = "latn" | "latin",
        /// As the locale's country writes.
        Auto = "auto",
        /// ٠١٢٣٤٥٦٧٨٩.
        Arabic = "arab" | "arabic",
    }
}

wishes! {
    /// Where the claims stand beside the article.
    SidebarWish {
        /// Where lines end: on the left of an Arabic article.
        #[default]
        End = "end",
        /// Where lines begin.
        Start = "start",
        /// Nowhere, until asked for.
        Off = "off",
    }
}

impl Wishes {
    /// What the environment says: `ISNAD_LIBRARY`, `ISNAD_BIDI`, `NO_COLOR` and `CLICOLOR_FORCE`.
    pub fn from_environment(environment: &Environment) -> Result<Wishes, ConfigError> {
        let bidi = match environment.get("ISNAD_BIDI") {
            Some(word) => Some(word.parse().map_err(|error| ConfigError::in_variable("ISNAD_BIDI", error))?),
            None => None,
        };
        // <https://no-color.org>, <https://bixense.com/clicolors>
        let color = match (environment.get("NO_COLOR"), environment.get("CLICOLOR_FORCE")) {
            (Some(_), _) => Some(ColorWish::Never),
            (None, Some(force)) if force != "0" => Some(ColorWish::Always),
            _ => None,
        };
        Ok(Wishes { library: environment.path("ISNAD_LIBRARY"), bidi, color, ..Wishes::default() })
    }

    /// These wishes, and where they say nothing, the `weaker` ones.
    pub fn or(self, weaker: Wishes) -> Wishes {
        Wishes {
            lang: self.lang.or(weaker.lang),
            library: self.library.or(weaker.library),
            bidi: self.bidi.or(weaker.bidi),
            shapes: self.shapes.or(weaker.shapes),
            harakat: self.harakat.or(weaker.harakat),
            digits: self.digits.or(weaker.digits),
            measure: self.measure.or(weaker.measure),
            sidebar: self.sidebar.or(weaker.sidebar),
            color: self.color.or(weaker.color),
            theme: self.theme.or(weaker.theme),
            line_spacing: self.line_spacing.or(weaker.line_spacing),
            direction: self.direction.or(weaker.direction),
            kashida: self.kashida.or(weaker.kashida),
            focus: self.focus.or(weaker.focus),
            verbs: self.verbs.or(weaker.verbs),
            controls: self.controls.or(weaker.controls),
            lexicon: self.lexicon.or(weaker.lexicon),
            verdicts: self.verdicts.or(weaker.verdicts),
        }
    }
}
