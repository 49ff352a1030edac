//! What was said in one place: arguments, environment or configuration file.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::span::Column;

use super::display::{BidiWish, ColorWish, HarakatWish, ShapesWish, UnknownWish};
use super::environment::Environment;
use super::error::ConfigError;

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
        }
    }
}
