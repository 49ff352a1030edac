//! The user's folders: the XDG base directories, or what the system has instead.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// Where isnad keeps things for a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The library.
    pub data: PathBuf,
    /// The configuration file.
    pub config: PathBuf,
    /// What the program keeps of how it was last set.
    pub state: PathBuf,
}

impl Folders {
    /// Those of the user who runs the program; `None` without a home folder.
    pub fn of_user() -> Option<Folders> {
        let base = etcetera::choose_base_strategy().ok()?;
        Some(Folders {
            data: base.data_dir().join("isnad"),
            config: base.config_dir().join("isnad"),
            state: base.state_dir().unwrap_or_else(|| base.data_dir()).join("isnad"),
        })
    }
}
