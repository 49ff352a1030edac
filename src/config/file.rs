//! The configuration file: TOML, one key a wish. Every complaint names the file and the line.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::span::Column;

use super::display::UnknownWish;
use super::error::{ConfigError, line_of};
use super::verdicts::VerdictsWish;
use super::wishes::Wishes;

/// The keys that are understood.
const KEYS: [&str; 17] = [
    "lang",
    "bidi",
    "shapes",
    "harakat",
    "digits",
    "measure",
    "sidebar",
    "color",
    "theme",
    "line_spacing",
    "direction",
    "kashida",
    "focus",
    "verbs",
    "controls",
    "lexicon",
    "verdicts",
];

/// How narrow and how wide an article may be set, in cells.
pub const MEASURES: std::ops::RangeInclusive<u16> = 20..=200;

impl Wishes {
    /// What a configuration file says. `path` is named in errors, and not read.
    ///
    /// ```
    /// use isnad::config::{LanguageWish, Wishes};
    /// let wishes = Wishes::from_toml("lang = \"ar\"\nmeasure = 72", "config.toml".as_ref())?;
    /// assert_eq!(wishes.lang, Some(LanguageWish::Arabic));
    /// let error = Wishes::from_toml("\nwidth = 72", "config.toml".as_ref()).unwrap_err();
    /// assert!(error.to_string().starts_with("config.toml:2: unknown key `width`"));
    /// # Ok::<(), isnad::config::ConfigError>(())
    /// ```
    pub fn from_toml(text: &str, path: &Path) -> Result<Wishes, ConfigError> {
        let file = File { text, path };
        let table = DeTable::parse(text).map_err(|error| {
            let line = error.span().map(|span| line_of(text, span.start));
            ConfigError::in_file(path, line, error.message())
        })?;
        let mut wishes = Wishes::default();
        for (key, value) in table.get_ref() {
            if !file.take(&mut wishes, key.get_ref(), value)? {
                let says = format!("unknown key `{}`; known are: {}", key.get_ref(), KEYS.join(", "));
                return Err(file.error(key.span().start, says));
            }
        }
        Ok(wishes)
    }

    /// The same of a file that the program wrote: what is not understood, as a later version may have written it, is
    /// passed over.
    pub(super) fn from_own_toml(text: &str, path: &Path) -> Wishes {
        let file = File { text, path };
        let mut wishes = Wishes::default();
        let table = DeTable::parse(text).map(Spanned::into_inner).unwrap_or_default();
        for (key, value) in &table {
            let _ = file.take(&mut wishes, key.get_ref(), value);
        }
        wishes
    }
}

/// A file as it is read: what complaints are made of.
struct File<'a> {
    text: &'a str,
    path: &'a Path,
}

impl File<'_> {
    /// Takes one line of the file into `wishes`; says whether the key is a known one.
    fn take(&self, wishes: &mut Wishes, key: &str, value: &Spanned<DeValue<'_>>) -> Result<bool, ConfigError> {
        match key {
            "lang" => wishes.lang = Some(self.word(value)?),
            "bidi" => wishes.bidi = Some(self.word(value)?),
            "shapes" => wishes.shapes = Some(self.word(value)?),
            "harakat" => wishes.harakat = Some(self.word(value)?),
            "digits" => wishes.digits = Some(self.word(value)?),
            "measure" => wishes.measure = Some(self.measure(value)?),
            "sidebar" => wishes.sidebar = Some(self.word(value)?),
            "color" => wishes.color = Some(self.word(value)?),
            "theme" => wishes.theme = Some(self.word(value)?),
            "line_spacing" => wishes.line_spacing = Some(self.bare_word(value)?),
            "direction" => wishes.direction = Some(self.word(value)?),
            "kashida" => wishes.kashida = Some(self.bare_word(value)?),
            "focus" => wishes.focus = Some(self.bare_word(value)?),
            "verbs" => wishes.verbs = Some(self.bare_word(value)?),
            "controls" => wishes.controls = Some(self.bare_word(value)?),
            "lexicon" => wishes.lexicon = Some(self.paths(value)?),
            "verdicts" => wishes.verdicts = Some(self.verdicts(value)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// A word that TOML may also know as a number or a truth value.
    fn bare_word<T: FromStr<Err = UnknownWish>>(&self, value: &Spanned<DeValue<'_>>) -> Result<T, ConfigError> {
        let word = match value.get_ref() {
            DeValue::Integer(number) => number.to_string(),
            DeValue::Boolean(truth) => truth.to_string(),
            _ => return self.word(value),
        };
        word.parse().map_err(|error: UnknownWish| self.error(value.span().start, error.to_string()))
    }

    fn word<T: FromStr<Err = UnknownWish>>(&self, value: &Spanned<DeValue<'_>>) -> Result<T, ConfigError> {
        let at = value.span().start;
        let word = value.get_ref().as_str().ok_or_else(|| self.error(at, "a word in quotation marks is expected"))?;
        word.parse().map_err(|error: UnknownWish| self.error(at, error.to_string()))
    }

    /// A path or a list of them, from the folder of this file.
    fn paths(&self, value: &Spanned<DeValue<'_>>) -> Result<Vec<PathBuf>, ConfigError> {
        let values = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        };
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let path = |value: &Spanned<DeValue<'_>>| {
            let path = value.get_ref().as_str().map(|path| folder.join(path));
            path.ok_or_else(|| {
                self.error(value.span().start, "a path in quotation marks is expected, or a list of them")
            })
        };
        values.into_iter().map(path).collect()
    }

    /// The name of a shipped vocabulary, or a path from the folder of this file.
    fn verdicts(&self, value: &Spanned<DeValue<'_>>) -> Result<VerdictsWish, ConfigError> {
        let word = value.get_ref().as_str().filter(|word| !word.is_empty());
        let word = word.ok_or_else(|| {
            self.error(value.span().start, "a vocabulary's name or a path in quotation marks is expected")
        })?;
        Ok(VerdictsWish::of(word, self.path.parent().unwrap_or(Path::new(""))))
    }

    fn measure(&self, value: &Spanned<DeValue<'_>>) -> Result<Column, ConfigError> {
        let number =
            value.get_ref().as_integer().and_then(|number| u16::from_str_radix(number.as_str(), number.radix()).ok());
        number.filter(|number| MEASURES.contains(number)).map(Column).ok_or_else(|| {
            let says = format!("a number of cells from {} to {} is expected", MEASURES.start(), MEASURES.end());
            self.error(value.span().start, says)
        })
    }

    fn error(&self, at: usize, says: impl Into<String>) -> ConfigError {
        ConfigError::in_file(self.path, Some(line_of(self.text, at)), says)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{
        BidiWish, ColorWish, DigitsWish, DirectionWish, HarakatWish, LanguageWish, ShapesWish, SidebarWish,
        SpacingWish, Switch, ThemeWish,
    };

    #[test]
    fn every_key_is_understood() {
        let text = "lang = 'ar'\nbidi = 'app'\nshapes = 'base'\nharakat = 'dim'\ndigits = 'arab'\n\
                    measure = 70\nsidebar = 'start'\ncolor = 'never'\ntheme = 'light'\nline_spacing = 2\n\
                    direction = 'rtl'\nkashida = true\nfocus = 'on'\ncontrols = 'off'\nlexicon = ['a.tsv', '/b.tsv']\nverdicts = 'meta-ar'\nverbs = 'on'\n";
        let expected = Wishes {
            lang: Some(LanguageWish::Arabic),
            library: None,
            bidi: Some(BidiWish::Visual),
            shapes: Some(ShapesWish::Base),
            harakat: Some(HarakatWish::Dim),
            digits: Some(DigitsWish::Arabic),
            measure: Some(Column(70)),
            sidebar: Some(SidebarWish::Start),
            color: Some(ColorWish::Never),
            theme: Some(ThemeWish::Light),
            line_spacing: Some(SpacingWish::Double),
            direction: Some(DirectionWish::RightToLeft),
            kashida: Some(Switch::On),
            focus: Some(Switch::On),
            verbs: Some(Switch::On),
            controls: Some(Switch::Off),
            lexicon: Some(vec![PathBuf::from("folder/a.tsv"), PathBuf::from("/b.tsv")]),
            verdicts: Some(VerdictsWish::Shipped("meta-ar".to_owned())),
        };
        let own = Wishes::from_toml("verdicts = 'desk.toml'", Path::new("folder/c.toml")).map(|wishes| wishes.verdicts);
        assert_eq!(own, Ok(Some(VerdictsWish::File(PathBuf::from("folder/desk.toml")))));
        let one = Wishes::from_toml("lexicon = 'a.tsv'", Path::new("c.toml")).map(|wishes| wishes.lexicon);
        assert_eq!(one, Ok(Some(vec![PathBuf::from("a.tsv")])));
        assert_eq!(Wishes::from_toml(text, Path::new("folder/c.toml")), Ok(expected));
        for key in KEYS {
            assert!(text.contains(&format!("{key} = ")), "{key}");
        }
        assert_eq!(Wishes::from_toml("", Path::new("c.toml")), Ok(Wishes::default()));
    }

    fn check_refused(text: &str, expected: &str) {
        let error = Wishes::from_toml(text, Path::new("c.toml")).expect_err("refused").to_string();
        assert!(error.starts_with(expected) && !error.contains('\n'), "{error}");
    }

    #[test]
    fn of_a_file_of_its_own_what_is_not_understood_is_passed_over() {
        let read = |text| Wishes::from_own_toml(text, Path::new("view.toml"));
        let expected = Wishes { line_spacing: Some(SpacingWish::Double), ..Wishes::default() };
        assert_eq!(read("theme = 'sepia'\nline_spacing = 2\nruler = true\n"), expected);
        assert_eq!(read("line_spacing = "), Wishes::default());
    }

    #[test]
    fn what_is_not_understood_is_said_with_its_line() {
        check_refused("lang = 'ar'\n\ncolour = 'never'\n", "c.toml:3: unknown key `colour`; known are: lang, ");
        check_refused("# شرح\nlang = 'fr'", "c.toml:2: `fr` is not one of: auto, ar, en");
        check_refused("lang = true", "c.toml:1: a word in quotation marks is expected");
        check_refused("line_spacing = 3", "c.toml:1: `3` is not one of: 1, 2");
        check_refused("kashida = 'some'", "c.toml:1: `some` is not one of: off, on");
        check_refused("measure = 5", "c.toml:1: a number of cells from 20 to 200 is expected");
        check_refused("measure = '64'", "c.toml:1: a number of cells");
        check_refused("\nlexicon = ['a', 3]", "c.toml:2: a path in quotation marks");
        check_refused("verdicts = 5", "c.toml:1: a vocabulary's name or a path");
        check_refused("measure = -64", "c.toml:1: a number of cells");
        check_refused("lang = 'ar'\nlang = 'en'", "c.toml:2: duplicate key");
        check_refused("lang = 'ar'\nbidi", "c.toml:2: ");
        check_refused("[keys]\nx = 1", "c.toml:1: unknown key `keys`");
    }
}
