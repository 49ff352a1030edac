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
mod terminals;
mod verdicts;
mod wishes;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use display::{BidiWish, ColorWish, HarakatWish, ShapesWish, UnknownWish};
pub use environment::Environment;
pub use error::{ConfigError, Place};
pub use folders::Folders;
pub use settings::Settings;
pub use terminals::{EyeTest, TerminalId, Terminals};
pub use verdicts::{Label, Verdict, Vocabulary, verdicts};
pub use wishes::{DigitsWish, LanguageWish, SidebarWish, Wishes};

/// The configuration file's name in the configuration folder.
pub const FILE_NAME: &str = "config.toml";

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
    let environment = Wishes::from_environment(inputs.environment)?;
    let wishes = inputs.arguments.clone().or(environment).or(file);
    Ok(Settings::resolve(wishes, inputs.environment, inputs.folders))
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
        load(Inputs { arguments, file: Some(&file), environment: &environment, folders: None })
    }

    #[test]
    fn arguments_are_stronger_than_the_environment_and_that_than_the_file() {
        let text = "bidi = 'words'\nlang = 'ar'\ncolor = 'always'\n";
        let arguments = Wishes { bidi: Some(BidiWish::Blank), ..Wishes::default() };
        let variables = [("ISNAD_BIDI", "logical"), ("NO_COLOR", "1"), ("LANG", "en_GB.UTF-8")];
        let settings = resolved(text, &variables, &Wishes::default()).expect("understood");
        assert_eq!(settings.bidi, BidiWish::Logical);
        assert_eq!((settings.color, settings.language), (ColorWish::Never, Language::Arabic));
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
        let folders = Folders { data: folder.path().join("data"), config: folder.path().join("config") };
        let missing = folder.path().join("missing.toml");
        let try_with = |file: Option<&Path>, environment: &Environment| {
            let arguments = Wishes::default();
            load(Inputs { arguments: &arguments, file, environment, folders: Some(&folders) })
        };
        let settings = try_with(None, &Environment::default()).expect("nothing to read");
        assert_eq!(settings.library, Some(folders.data.clone()));
        assert!(try_with(Some(&missing), &Environment::default()).is_err());
        assert!(try_with(None, &[("ISNAD_CONFIG", &missing)].into_iter().collect()).is_err());
        fs::create_dir(&folders.config).expect("made");
        fs::write(folders.config.join(FILE_NAME), "lang = 'ar'").expect("written");
        assert_eq!(try_with(None, &Environment::default()).expect("read").language, Language::Arabic);
    }
}
