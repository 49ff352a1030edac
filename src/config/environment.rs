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
