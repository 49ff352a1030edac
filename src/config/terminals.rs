//! What users saw in their terminals: the answers of `isnad doctor`'s eye test, in `terminals.toml` beside the
//! configuration file, one table a terminal. The program writes the file; a user may change it or throw it away.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::{ConfigError, line_of};

/// The file's name in the configuration folder.
pub(super) const FILE_NAME: &str = "terminals.toml";

const HEAD: &str =
    "# What was seen in each terminal, written by `isnad doctor`. Without this file the terminal is asked alone.\n\n";

/// By what a terminal is known again. Versions are no part of it: an update leaves what was seen as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminalId {
    /// What it says of itself; `None` as long as it has not answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// What the environment says: the multiplexer, `TERM`, and the variables that terminals set.
    pub environment: String,
}

/// What was seen in one terminal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EyeTest {
    /// The encoding in which the line reads right, by its name.
    pub encoding: String,
    /// Whether vowel marks stand over their letters, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marks: Option<bool>,
    /// Whether borders are straight, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borders: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    id: TerminalId,
    #[serde(flatten)]
    seen: EyeTest,
}

/// What was seen in all terminals up to now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terminals {
    #[serde(rename = "terminal", default)]
    entries: Vec<Entry>,
}

impl Terminals {
    /// Reads the file; without one, nothing was seen yet.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or says what is not understood.
    pub fn read(path: &Path) -> Result<Terminals, ConfigError> {
        match fs::read_to_string(path) {
            Ok(text) => Terminals::from_toml(&text, path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Terminals::default()),
            Err(error) => Err(ConfigError::in_file(path, None, format!("cannot be read: {error}"))),
        }
    }

    /// What a file says. `path` is named in errors, and not read.
    pub fn from_toml(text: &str, path: &Path) -> Result<Terminals, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| line_of(text, span.start));
            ConfigError::in_file(path, line, error.message())
        })
    }

    /// What was seen in the terminal `id`. As long as it has not answered the environment stands for it, where only one
    /// terminal is known in that environment.
    pub fn find(&self, id: &TerminalId) -> Option<&EyeTest> {
        let mut here = self.entries.iter().filter(|entry| entry.id.environment == id.environment);
        let found = match &id.says {
            Some(_) => here.find(|entry| entry.id == *id),
            None => here.next().filter(|_| here.next().is_none()),
        };
        found.map(|entry| &entry.seen)
    }

    /// Puts what was seen in the terminal `id` in the place of what was seen there before; `None` forgets it.
    pub fn put(&mut self, id: &TerminalId, seen: Option<EyeTest>) {
        let place = self.entries.iter().position(|entry| entry.id == *id);
        match (place, seen) {
            (Some(place), Some(seen)) => self.entries[place].seen = seen,
            (Some(place), None) => drop(self.entries.remove(place)),
            (None, Some(seen)) => self.entries.push(Entry { id: id.clone(), seen }),
            (None, None) => {}
        }
    }

    /// Writes the file, whole or not at all; its folder is made where it is missing.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let text = format!("{HEAD}{}", toml::to_string(self).map_err(io::Error::other)?);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let beside = path.with_extension(format!("toml.{}.part", std::process::id()));
        let written = File::create(&beside).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&beside, path)
        });
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(says: &str, environment: &str) -> TerminalId {
        TerminalId { says: (!says.is_empty()).then(|| says.to_owned()), environment: environment.to_owned() }
    }

    fn seen(encoding: &str) -> EyeTest {
        EyeTest { encoding: encoding.to_owned(), marks: Some(true), borders: None }
    }

    fn known(terminals: &Terminals, says: &str, environment: &str) -> Option<String> {
        terminals.find(&id(says, environment)).map(|seen| seen.encoding.clone())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("isnad").join(FILE_NAME);
        assert_eq!(Terminals::read(&path), Ok(Terminals::default()));
        let mut terminals = Terminals::default();
        terminals.put(&id("a \"b\" \\ \u{7f} سطر", "xterm\n"), Some(seen("visual")));
        terminals.put(&id("", "xterm"), Some(seen("words-lrm")));
        terminals.write(&path).expect("written");
        assert_eq!(Terminals::read(&path), Ok(terminals));
        assert_eq!(fs::read_dir(path.parent().expect("a folder")).expect("read").count(), 1);
    }

    #[test]
    fn a_terminal_is_known_again_by_what_it_says_and_where_it_is() {
        let mut terminals = Terminals::default();
        terminals.put(&id("VTE", "xterm-256color"), Some(seen("visual")));
        assert_eq!(known(&terminals, "VTE", "xterm-256color").as_deref(), Some("visual"));
        assert_eq!(known(&terminals, "PuTTY", "xterm-256color"), None);
        assert_eq!(known(&terminals, "VTE", "tmux"), None);
        // It has not answered: the only one known here.
        assert_eq!(known(&terminals, "", "xterm-256color").as_deref(), Some("visual"));
        terminals.put(&id("PuTTY", "xterm-256color"), Some(seen("words-blank")));
        assert_eq!(known(&terminals, "", "xterm-256color"), None);
        terminals.put(&id("VTE", "xterm-256color"), Some(seen("logical")));
        assert_eq!(known(&terminals, "VTE", "xterm-256color").as_deref(), Some("logical"));
        terminals.put(&id("VTE", "xterm-256color"), None);
        assert_eq!(known(&terminals, "VTE", "xterm-256color"), None);
    }

    #[test]
    fn what_is_not_understood_is_said_with_its_line() {
        let check = |text: &str, expected: &str| {
            let error = Terminals::from_toml(text, Path::new("t.toml")).expect_err("refused").to_string();
            assert!(error.starts_with(expected), "{error}");
        };
        check("terminal = 3", "t.toml:1: ");
        check("\n[[terminal]]\nsays = 'x'\n", "t.toml");
    }
}
