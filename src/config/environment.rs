//! The environment as a value, so that tests can give one.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

/// Environment variables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment(BTreeMap<OsString, OsString>);

impl Environment {
    /// That of this process.
    pub fn of_process() -> Environment {
        Environment(std::env::vars_os().collect())
    }

    /// The variable's text; `None` where it is unset, empty or not Unicode.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name.as_ref() as &std::ffi::OsStr)?.to_str().filter(|text| !text.is_empty())
    }

    /// Whether the variable is set to something.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The terminal's name (`TERM`), or nothing.
    pub fn term(&self) -> &str {
        self.get("TERM").unwrap_or("")
    }

    /// The path in a variable; `None` where it is unset or empty.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.0.get(name.as_ref() as &std::ffi::OsStr).filter(|path| !path.is_empty()).map(PathBuf::from)
    }

    /// The locale of messages (POSIX: `LC_ALL`, else `LC_MESSAGES`, else `LANG`), such as `ar_EG.UTF-8`.
    pub fn locale(&self) -> Option<&str> {
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| self.get(name))
    }
}

impl<K: Into<OsString>, V: Into<OsString>> FromIterator<(K, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(variables: I) -> Environment {
        Environment(variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_not_set() {
        let environment: Environment = [("TMUX", ""), ("TERM", "xterm")].into_iter().collect();
        assert!(!environment.has("TMUX") && environment.path("TMUX").is_none());
        assert_eq!(environment.term(), "xterm");
    }
}
