//! What can be changed while reading, and the file that keeps it.
//!
//! The configuration file is the user's own and is never written. What is changed in the reader goes to `view.toml` in
//! the state folder (`$XDG_STATE_HOME/isnad`, or `~/.local/state/isnad`): the same keys, only those that were changed.
//! For the reader they are stronger than the configuration file and weaker than arguments and the environment; other
//! commands do not know them. What this version does not understand in that file is passed over.

use std::fmt::Write as _;
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use crate::span::Column;

use super::display::HarakatWish;
use super::wishes::{DigitsWish, DirectionWish, LanguageWish, SpacingWish, Switch, ThemeWish, Wishes};

/// The width that reads best.
const MEASURE: Column = Column(64);

/// What the reader can change while reading; all of it changes the screen alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// The article's width in cells, where the screen has room.
    pub measure: Column,
    /// Rows from one line of the article to the next.
    pub line_spacing: SpacingWish,
    /// What becomes of vowel marks.
    pub harakat: HarakatWish,
    /// Whether lines are lengthened by tatweel.
    pub kashida: Switch,
    /// The direction of the article's paragraphs.
    pub direction: DirectionWish,
    /// Whether one sentence stands out from the others.
    pub focus: Switch,
    /// Whether the words that report are told apart by what they add.
    pub verbs: Switch,
    /// Whether bidi controls and what has no width are named.
    pub controls: Switch,
    /// Light or dark colours.
    pub theme: ThemeWish,
    /// The interface's digits.
    pub digits: DigitsWish,
    /// The interface's language.
    pub lang: LanguageWish,
}

impl View {
    /// What `wishes` say, and the defaults for the rest.
    pub fn of(wishes: &Wishes) -> View {
        View::default().with(wishes)
    }

    /// The same view with what `wishes` say.
    pub fn with(self, wishes: &Wishes) -> View {
        View {
            measure: wishes.measure.unwrap_or(self.measure),
            line_spacing: wishes.line_spacing.unwrap_or(self.line_spacing),
            harakat: wishes.harakat.unwrap_or(self.harakat),
            kashida: wishes.kashida.unwrap_or(self.kashida),
            direction: wishes.direction.unwrap_or(self.direction),
            focus: wishes.focus.unwrap_or(self.focus),
            verbs: wishes.verbs.unwrap_or(self.verbs),
            controls: wishes.controls.unwrap_or(self.controls),
            theme: wishes.theme.unwrap_or(self.theme),
            digits: wishes.digits.unwrap_or(self.digits),
            lang: wishes.lang.unwrap_or(self.lang),
        }
    }
}

impl Default for View {
    fn default() -> View {
        View {
            measure: MEASURE,
            line_spacing: SpacingWish::default(),
            harakat: HarakatWish::default(),
            kashida: Switch::default(),
            direction: DirectionWish::default(),
            focus: Switch::default(),
            verbs: Switch::default(),
            controls: Switch::default(),
            theme: ThemeWish::default(),
            digits: DigitsWish::default(),
            lang: LanguageWish::default(),
        }
    }
}

/// What is kept in the file at `path`; nothing where there is none or it cannot be read.
pub fn kept(path: &Path) -> Wishes {
    fs::read_to_string(path).map(|text| Wishes::from_own_toml(&text, path)).unwrap_or_default()
}

/// Keeps what `changed` says beside what was kept before. The file is written whole or not at all.
///
/// # Errors
/// Where the file or its folder cannot be written.
pub fn keep(path: &Path, changed: Wishes) -> io::Result<()> {
    let wishes = changed.or(kept(path));
    if let Some(folder) = path.parent() {
        private_folder(folder)?;
    }
    let beside = path.with_extension(format!("{}.part", std::process::id()));
    let written = File::create(&beside)
        .and_then(|mut file| file.write_all(text_of(&wishes).as_bytes()))
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Forgets all that is kept.
///
/// # Errors
/// Where the file is there and cannot be removed.
pub fn forget(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(cause),
        _ => Ok(()),
    }
}

fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The view's keys as the configuration file has them.
fn text_of(wishes: &Wishes) -> String {
    let words = [
        ("harakat", wishes.harakat.map(HarakatWish::name)),
        ("kashida", wishes.kashida.map(Switch::name)),
        ("direction", wishes.direction.map(DirectionWish::name)),
        ("focus", wishes.focus.map(Switch::name)),
        ("verbs", wishes.verbs.map(Switch::name)),
        ("controls", wishes.controls.map(Switch::name)),
        ("theme", wishes.theme.map(ThemeWish::name)),
        ("digits", wishes.digits.map(DigitsWish::name)),
        ("lang", wishes.lang.map(LanguageWish::name)),
    ];
    let mut text =
        "# Written by isnad: what was chosen in its view options. Delete it to go back to config.toml.\n".to_owned();
    // Writing to a string cannot fail.
    if let Some(measure) = wishes.measure {
        let _ = writeln!(text, "measure = {}", measure.0);
    }
    if let Some(spacing) = wishes.line_spacing {
        let _ = writeln!(text, "line_spacing = {spacing}");
    }
    for (key, word) in words {
        if let Some(word) = word {
            let _ = writeln!(text, "{key} = \"{word}\"");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again_with_what_was_kept_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/view.toml");
        let first = Wishes {
            measure: Some(Column(70)),
            line_spacing: Some(SpacingWish::Double),
            harakat: Some(HarakatWish::Hide),
            kashida: Some(Switch::On),
            direction: Some(DirectionWish::LeftToRight),
            ..Wishes::default()
        };
        let second = Wishes {
            harakat: Some(HarakatWish::Dim),
            focus: Some(Switch::On),
            verbs: Some(Switch::On),
            controls: Some(Switch::On),
            theme: Some(ThemeWish::Light),
            digits: Some(DigitsWish::Arabic),
            lang: Some(LanguageWish::Arabic),
            ..Wishes::default()
        };
        keep(&path, first.clone()).expect("kept");
        assert_eq!(kept(&path), first);
        keep(&path, second.clone()).expect("kept");
        assert_eq!(kept(&path), second.or(first));
        assert_eq!(fs::read_dir(folder.path().join("new")).expect("a folder").count(), 1);
        forget(&path).expect("forgotten");
        forget(&path).expect("nothing to forget");
        assert_eq!(kept(&path), Wishes::default());
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        assert!(keep(&file.path().join("view.toml"), Wishes::default()).is_err());
    }
}
