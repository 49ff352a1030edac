//! Spellings that are searched as one: the shipped ones, and the user's own in the configuration folder.

use std::fs;
use std::path::PathBuf;

use super::error::ConfigError;
use super::folders::Folders;
use super::settings::Settings;
use crate::search::Synonyms;

/// The name of the user's own list in the configuration folder.
pub const SYNONYMS_FILE_NAME: &str = "synonyms.txt";

/// The user's own list, where there is one.
pub(super) fn own(folders: Option<&Folders>) -> Option<PathBuf> {
    folders.map(|folders| folders.config.join(SYNONYMS_FILE_NAME)).filter(|path| path.is_file())
}

impl Settings {
    /// Reads what is searched as one.
    ///
    /// # Errors
    /// Where the user's own list cannot be read or understood.
    pub fn read_synonyms(&self) -> Result<Synonyms, ConfigError> {
        let shipped = Synonyms::shipped();
        let Some(path) = &self.synonyms else { return Ok(shipped) };
        let refused = |line, says| ConfigError::in_file(path, line, says);
        let text = fs::read_to_string(path).map_err(|cause| refused(None, format!("cannot be read: {cause}")))?;
        let own = Synonyms::parse(&text)
            .map_err(|line| refused(Some(line), "write two words or more, parted by blanks".to_owned()))?;
        Ok(own.and(shipped))
    }
}

#[cfg(test)]
mod tests {
    use super::super::environment::Environment;
    use super::super::wishes::Wishes;
    use super::*;
    use crate::search::{Closeness, Query};

    fn read(list: &str) -> Result<Synonyms, String> {
        let home = tempfile::tempdir().expect("a folder");
        let folders = Folders { data: home.path().into(), config: home.path().into(), state: home.path().into() };
        fs::write(home.path().join(SYNONYMS_FILE_NAME), list).expect("written");
        let settings = Settings::resolve(Wishes::default(), &Environment::default(), Some(&folders));
        settings.read_synonyms().map_err(|error| error.to_string())
    }

    #[test]
    fn the_user_s_list_is_laid_over_the_shipped_one() {
        let list = read("شغل عمل\n").expect("understood");
        for (typed, text) in [("شغل", "عمل كثير"), ("أمريكا", "في أميركا")] {
            assert!(Query::parse(typed, Closeness::Wide, &list).expect("a word").find(text).is_some(), "{typed}");
        }
    }

    #[test]
    fn a_list_that_is_not_understood_is_said_with_its_line() {
        let said = read("شغل عمل\nوحيدة\n").expect_err("refused");
        assert!(said.contains("synonyms.txt:2: write two words"), "{said}");
    }
}
