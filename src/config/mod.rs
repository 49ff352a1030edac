//! What the user wishes, and what the program makes of it: resolved once at start.
//!
//! A [`Wishes`] is what was said in one place. Arguments are stronger than the environment, the environment than the
//! configuration file: [`Wishes::from_environment`] and [`Wishes::from_toml`] → [`Wishes::or`] →
//! [`Settings::resolve`]. [`load`] reads the file and does all of it. The environment and the folders are inputs, so
//! the rest is pure.

#[macro_use]
mod display;
mod environment;
mod error;
mod file;
mod folders;
mod settings;
mod synonyms;
mod terminals;
mod verdicts;
mod view;
mod wishes;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use display::{BidiWish, ColorWish, HarakatWish, ShapesWish, UnknownWish};
pub use environment::Environment;
pub use error::{ConfigError, Place};
pub use file::MEASURES;
pub use folders::Folders;
pub use settings::Settings;
pub use synonyms::SYNONYMS_FILE_NAME;
pub use terminals::{EyeTest, TerminalId, Terminals};
pub use verdicts::{Label, Verdict, VerdictsWish, Vocabulary, use_verdicts, verdicts};
pub use view::{View, forget, keep, kept};
pub use wishes::{DigitsWish, DirectionWish, LanguageWish, SidebarWish, SpacingWish, Switch, ThemeWish, Wishes};

/// The configuration file's name in the configuration folder.
pub const FILE_NAME: &str = "config.toml";
/// The name of the user's own lexicon in the configuration folder.
pub const LEXICON_FILE_NAME: &str = "lexicon.tsv";
/// The name of the user's own verdicts in the configuration folder.
pub const VERDICTS_FILE_NAME: &str = "verdicts.toml";
/// The name, in the state folder, of the file that keeps what was changed in the reader.
pub const VIEW_FILE_NAME: &str = "view.toml";

/// What the arguments say, with what they are laid over.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The arguments' wishes.
    pub arguments: &'a Wishes,
    /// The configuration file that the arguments name; it must exist.
    pub file: Option<&'a Path>,
    /// The process's environment.
    pub environment: &'a Environment,
    /// The user's folders, where there is a home.
    pub folders: Option<&'a Folders>,
    /// For what the settings are.
    pub command: Command,
}

/// Reads the configuration file and resolves everything.
///
/// # Errors
///
/// Where the file cannot be read, or where it or the environment says what is not understood.
pub fn load(inputs: Inputs<'_>) -> Result<Settings, ConfigError> {
    let file = match file_path(inputs) {
        Some((path, named)) => read(&path, named)?,
        None => Wishes::default(),
    };
    let stronger = inputs.arguments.clone().or(Wishes::from_environment(inputs.environment)?);
    let mut settings = Settings::resolve(stronger.clone().or(file.clone()), inputs.environment, inputs.folders);
    if inputs.command == Command::Reader
        && let Some(folders) = inputs.folders
    {
        let path = folders.state.join(VIEW_FILE_NAME);
        settings.view = View::of(&stronger.or(kept(&path)).or(file));
        settings.kept = Some(path);
    }
    Ok(settings)
}

/// For what the settings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Command {
    /// The reader, in which the view can be changed: what was changed before still holds.
    Reader,
    /// Anything else.
    #[default]
    Other,
}

/// Where the configuration file is, and whether the user named it.
fn file_path(inputs: Inputs<'_>) -> Option<(PathBuf, Named)> {
    if let Some(path) = inputs.file {
        return Some((path.to_owned(), Named::Yes));
    }
    if let Some(path) = inputs.environment.path("ISNAD_CONFIG") {
        return Some((path, Named::Yes));
    }
    inputs.folders.map(|folders| (folders.config.join(FILE_NAME), Named::No))
}

/// Whether the user named a file: then it must exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Yes,
    No,
}

fn read(path: &Path, named: Named) -> Result<Wishes, ConfigError> {
    match fs::read_to_string(path) {
        Ok(text) => Wishes::from_toml(&text, path),
        Err(error) if named == Named::No && error.kind() == io::ErrorKind::NotFound => Ok(Wishes::default()),
        Err(error) => Err(ConfigError::in_file(path, None, format!("cannot be read: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    /// What is resolved with this file, these variables, and arguments that name the measure and the file.
    fn resolved(text: &str, variables: &[(&str, &str)], arguments: &Wishes) -> Result<Settings, ConfigError> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("named.toml");
        fs::write(&file, text).expect("written");
        let environment = variables.iter().copied().collect();
        load(Inputs { arguments, file: Some(&file), environment: &environment, folders: None, command: Command::Other })
    }

    #[test]
    fn arguments_are_stronger_than_the_environment_and_that_than_the_file() {
        let text = "bidi = 'words'\nlang = 'ar'\ncolor = 'always'\n";
        let arguments = Wishes { bidi: Some(BidiWish::Blank), ..Wishes::default() };
        let variables = [("ISNAD_BIDI", "logical"), ("NO_COLOR", "1"), ("LANG", "en_GB.UTF-8")];
        let settings = resolved(text, &variables, &Wishes::default()).expect("understood");
        assert_eq!(settings.bidi, BidiWish::Logical);
        assert_eq!((settings.color, settings.language()), (ColorWish::Never, Language::Arabic));
        assert_eq!(resolved(text, &variables, &arguments).expect("understood").bidi, BidiWish::Blank);
        assert_eq!(resolved(text, &[], &Wishes::default()).expect("understood").bidi, BidiWish::Words);
    }

    #[test]
    fn a_bad_variable_is_named() {
        let error = resolved("", &[("ISNAD_BIDI", "rtl")], &Wishes::default()).expect_err("refused");
        assert_eq!(*error.place(), Place::Variable("ISNAD_BIDI".to_owned()));
    }

    #[test]
    fn only_a_file_that_was_named_must_be_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name| folder.path().join(name);
        let folders = Folders { data: path("data"), config: path("config"), state: path("state") };
        let missing = folder.path().join("missing.toml");
        let try_with = |file: Option<&Path>, environment: &Environment| {
            let arguments = Wishes::default();
            load(Inputs { arguments: &arguments, file, environment, folders: Some(&folders), command: Command::Reader })
        };
        let settings = try_with(None, &Environment::default()).expect("nothing to read");
        assert_eq!(settings.library, Some(folders.data.clone()));
        assert!(try_with(Some(&missing), &Environment::default()).is_err());
        assert!(try_with(None, &[("ISNAD_CONFIG", &missing)].into_iter().collect()).is_err());
        fs::create_dir(&folders.config).expect("made");
        fs::write(folders.config.join(FILE_NAME), "lang = 'ar'").expect("written");
        assert_eq!(try_with(None, &Environment::default()).expect("read").language(), Language::Arabic);
    }

    #[test]
    fn what_was_kept_stands_between_the_file_and_the_arguments_and_is_for_the_reader_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name| folder.path().join(name);
        let folders = Folders { data: path("data"), config: path("config"), state: path("state") };
        fs::create_dir(&folders.config).expect("made");
        fs::write(folders.config.join(FILE_NAME), "harakat = 'hide'\nkashida = true\nmeasure = 50").expect("written");
        let changed = Wishes {
            harakat: Some(HarakatWish::Dim),
            kashida: Some(Switch::Off),
            lang: Some(LanguageWish::English),
            ..Wishes::default()
        };
        keep(&folders.state.join(VIEW_FILE_NAME), changed).expect("kept");
        let arguments = Wishes { lang: Some(LanguageWish::Arabic), ..Wishes::default() };
        let environment = Environment::default();
        let load_for = |command| {
            let inputs = Inputs {
                arguments: &arguments,
                file: None,
                environment: &environment,
                folders: Some(&folders),
                command,
            };
            load(inputs).expect("understood")
        };
        let (reader, other) = (load_for(Command::Reader), load_for(Command::Other));
        assert_eq!((reader.view.harakat, reader.view.kashida), (HarakatWish::Dim, Switch::Off));
        assert_eq!((reader.view.measure.0, reader.language()), (50, Language::Arabic));
        assert_eq!((reader.configured.harakat, reader.configured.kashida), (HarakatWish::Hide, Switch::On));
        assert_eq!((other.view, other.kept), (reader.configured, None));
    }
}
