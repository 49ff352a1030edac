//! What the wishes come to.

use std::path::PathBuf;

use crate::article;
use crate::claims::Overlay;
use crate::span::Column;
use crate::text::{Controls, Direction, Harakat, Kashida, LayoutOptions, Shapes};
use crate::words::{Digits, Language, Words};

use super::display::{BidiWish, ColorWish, HarakatWish, ShapesWish};
use super::environment::Environment;
use super::folders::Folders;
use super::synonyms;
use super::terminals;
use super::verdicts::VerdictsWish;
use super::view::View;
use super::wishes::{DigitsWish, DirectionWish, LanguageWish, SidebarWish, Switch, Wishes};
use super::{LEXICON_FILE_NAME, VERDICTS_FILE_NAME};

/// Everything that was wished, resolved once. What depends on the terminal stays a wish until the terminal is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the reader can change while reading.
    pub view: View,
    /// The same as it would be if nothing had been kept of earlier changes.
    pub configured: View,
    /// The file in which changes are kept; `None` where they are not.
    pub kept: Option<PathBuf>,
    /// The library's folder; `None` where none was named and the user has no home.
    pub library: Option<PathBuf>,
    /// How rows are sent to the terminal.
    pub bidi: BidiWish,
    /// Which code points stand for Arabic letters; `None` where the display mode decides.
    pub shapes: Option<ShapesWish>,
    /// Where the claims stand.
    pub sidebar: SidebarWish,
    /// Whether colours are sent.
    pub color: ColorWish,
    /// The locale, as the environment has it.
    locale: String,
    /// The user's own lexicon files, the later over the earlier; all of them are there, or were named.
    pub lexicon: Vec<PathBuf>,
    /// The words in them, once they are read.
    pub overlay: Option<Overlay>,
    /// The user's own list of spellings that are searched as one; `None` where there is none.
    pub synonyms: Option<PathBuf>,
    /// Which verdicts may be given.
    pub verdicts: VerdictsWish,
    /// Where what users saw in their terminals is kept; `None` where the user has no home.
    pub terminals: Option<PathBuf>,
}

impl Settings {
    /// Makes settings of the wishes of all places, the stronger already laid over the weaker.
    pub fn resolve(wishes: Wishes, environment: &Environment, folders: Option<&Folders>) -> Settings {
        let view = View::of(&wishes);
        Settings {
            view,
            configured: view,
            kept: None,
            library: wishes.library.or_else(|| folders.map(|folders| folders.data.clone())),
            bidi: wishes.bidi.unwrap_or_default(),
            shapes: wishes.shapes,
            sidebar: wishes.sidebar.unwrap_or_default(),
            color: wishes.color.unwrap_or_default(),
            locale: environment.locale().unwrap_or("").to_owned(),
            lexicon: wishes.lexicon.unwrap_or_else(|| own_lexicon(folders)),
            overlay: None,
            synonyms: synonyms::own(folders),
            verdicts: wishes.verdicts.unwrap_or_else(|| own_verdicts(folders)),
            terminals: folders.map(|folders| folders.config.join(terminals::FILE_NAME)),
        }
    }

    /// The interface's language.
    pub fn language(&self) -> Language {
        match self.view.lang {
            LanguageWish::Arabic => Language::Arabic,
            LanguageWish::English => Language::English,
            LanguageWish::Auto if language_of(&self.locale) == "ar" => Language::Arabic,
            LanguageWish::Auto => Language::English,
        }
    }

    /// The interface's digits.
    pub fn digits(&self) -> Digits {
        match self.view.digits {
            DigitsWish::Latin => Digits::Latin,
            DigitsWish::Arabic => Digits::Arabic,
            DigitsWish::Auto => digits_of(self.language(), &self.locale),
        }
    }

    /// How paragraphs are laid out on `width` cells.
    pub fn layout_options(&self, width: Column) -> LayoutOptions {
        let named = self.view.controls == Switch::On;
        LayoutOptions {
            width,
            direction: match self.view.direction {
                DirectionWish::Auto => Direction::Auto,
                DirectionWish::RightToLeft => Direction::RightToLeft,
                DirectionWish::LeftToRight => Direction::LeftToRight,
            },
            shapes: if self.shapes == Some(ShapesWish::Base) { Shapes::Base } else { Shapes::Forms },
            harakat: if self.view.harakat == HarakatWish::Hide { Harakat::Hide } else { Harakat::Keep },
            kashida: if self.view.kashida == Switch::On { Kashida::On } else { Kashida::Off },
            controls: if named { Controls::Named } else { Controls::Hidden },
        }
    }

    /// How the paragraphs of an article are laid out whose page or book says that direction: it counts before the first
    /// strong character of each, and what the user wishes before both.
    pub fn layout_options_in(&self, width: Column, said: Option<article::Direction>) -> LayoutOptions {
        let options = self.layout_options(width);
        let direction = match (options.direction, said) {
            (Direction::Auto, Some(article::Direction::RightToLeft)) => Direction::RightToLeft,
            (Direction::Auto, Some(article::Direction::LeftToRight)) => Direction::LeftToRight,
            (wished, _) => wished,
        };
        LayoutOptions { direction, ..options }
    }

    /// The interface's words, in its language and digits.
    pub fn words(&self) -> Words {
        Words::of(self.language()).with_digits(self.digits())
    }
}

/// The lexicon in the configuration folder, where there is one.
fn own_lexicon(folders: Option<&Folders>) -> Vec<PathBuf> {
    let path = folders.map(|folders| folders.config.join(LEXICON_FILE_NAME));
    path.into_iter().filter(|path| path.exists()).collect()
}

/// The verdicts in the configuration folder, where there are some.
fn own_verdicts(folders: Option<&Folders>) -> VerdictsWish {
    let path = folders.map(|folders| folders.config.join(VERDICTS_FILE_NAME)).filter(|path| path.exists());
    path.map_or_else(|| VerdictsWish::Shipped("default".to_owned()), VerdictsWish::File)
}

/// The language of a POSIX locale: `ar` of `ar_EG.UTF-8@latin`.
fn language_of(locale: &str) -> &str {
    locale.split(['_', '-', '.', '@']).next().unwrap_or("")
}

/// The digits that CLDR gives an Arabic locale: Arabic ones, but for the Maghreb and the Emirates.
fn digits_of(language: Language, locale: &str) -> Digits {
    let country = locale.split(['.', '@']).next().unwrap_or("").split(['_', '-']).nth(1).unwrap_or("");
    match (language, country) {
        (Language::English, _) | (_, "AE" | "DZ" | "EH" | "LY" | "MA" | "TN") => Digits::Latin,
        (Language::Arabic, _) => Digits::Arabic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Settings {
        let environment: Environment = variables.iter().copied().collect();
        let wishes = Wishes::from_environment(&environment).expect("understood");
        Settings::resolve(wishes, &environment, None)
    }

    #[test]
    fn the_locale_chooses_the_language() {
        let check =
            |variables: &[(&str, &str)], expected| assert_eq!(of(variables).language(), expected, "{variables:?}");
        check(&[], Language::English);
        check(&[("LANG", "ar_EG.UTF-8")], Language::Arabic);
        check(&[("LANG", "ar")], Language::Arabic);
        check(&[("LANG", "arn_CL.UTF-8")], Language::English);
        check(&[("LANG", "ar_EG.UTF-8"), ("LC_MESSAGES", "en_GB.UTF-8")], Language::English);
        check(&[("LC_ALL", "ar_MA.UTF-8"), ("LC_MESSAGES", "fr_FR.UTF-8")], Language::Arabic);
        check(&[("LC_ALL", ""), ("LANG", "ar_IQ.UTF-8")], Language::Arabic);
        check(&[("LC_ALL", "C"), ("LANG", "ar_IQ.UTF-8")], Language::English);
    }

    #[test]
    fn digits_follow_the_country_where_that_is_wished() {
        let check = |lang, locale: &str, expected| {
            let environment: Environment = [("LANG", locale)].into_iter().collect();
            let wishes = Wishes { lang, digits: Some(DigitsWish::Auto), ..Wishes::default() };
            assert_eq!(Settings::resolve(wishes, &environment, None).digits(), expected, "{locale}");
        };
        check(None, "ar_EG.UTF-8", Digits::Arabic);
        check(None, "ar_MA.UTF-8", Digits::Latin);
        check(None, "en_GB.UTF-8", Digits::Latin);
        check(Some(LanguageWish::Arabic), "en_GB.UTF-8", Digits::Arabic);
        assert_eq!(of(&[("LANG", "ar_EG.UTF-8")]).digits(), Digits::Latin);
    }

    #[test]
    fn without_wishes_everything_has_a_default() {
        let settings = of(&[]);
        assert_eq!((settings.view.measure, settings.sidebar), (Column(64), SidebarWish::End));
        assert_eq!((settings.bidi, settings.view.harakat, settings.shapes), (BidiWish::Auto, HarakatWish::Auto, None));
        assert_eq!(settings.library, None);
        let folders =
            Folders { data: "/home/x/data".into(), config: "/home/x/config".into(), state: "/home/x/state".into() };
        let settings = Settings::resolve(Wishes::default(), &Environment::default(), Some(&folders));
        assert_eq!(settings.library, Some(PathBuf::from("/home/x/data")));
    }

    #[test]
    fn colour_variables_are_heeded() {
        assert_eq!(of(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]).color, ColorWish::Never);
        assert_eq!(of(&[("NO_COLOR", "")]).color, ColorWish::Auto);
        assert_eq!(of(&[("CLICOLOR_FORCE", "1")]).color, ColorWish::Always);
        assert_eq!(of(&[("CLICOLOR_FORCE", "0")]).color, ColorWish::Auto);
    }
}
