//! The environment variables that say something of the terminal.

use super::Background;

/// The variables that are looked at; everything else is left alone.
const LOOKED_AT: [&str; 19] = [
    "TERM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "LC_TERMINAL",
    "LC_TERMINAL_VERSION",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "KITTY_WINDOW_ID",
    "MLTERM",
    "XTERM_VERSION",
    "ALACRITTY_WINDOW_ID",
    "WT_SESSION",
    "TMUX",
    "STY",
    "ZELLIJ",
    "COLORFGBG",
    "NO_COLOR",
    "SSH_CONNECTION",
    "TERMUX_VERSION",
];

/// A snapshot of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    variables: Vec<(String, String)>,
}

impl Environment {
    /// As the process has it now. Names that are set to nothing count as not set.
    pub fn of_process() -> Environment {
        let set = |name: &&str| std::env::var_os(name).map(|value| (name.to_string(), value.to_string_lossy().into()));
        Environment { variables: LOOKED_AT.iter().filter_map(set).collect() }
    }

    /// As written.
    pub fn of(variables: &[(&str, &str)]) -> Environment {
        let owned = variables.iter().map(|(name, value)| (name.to_string(), value.to_string()));
        Environment { variables: owned.collect() }
    }

    /// The value of a variable; nothing where it is not set or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.variables.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Whether a variable is set to something.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// `TERM`, or nothing.
    pub fn term(&self) -> &str {
        self.get("TERM").unwrap_or("")
    }

    /// The background as `COLORFGBG` has it: the last number is the palette's number of the background.
    pub fn background(&self) -> Option<Background> {
        let number: u8 = self.get("COLORFGBG")?.rsplit(';').next()?.parse().ok()?;
        Some(if number == 7 || number > 8 { Background::Light } else { Background::Dark })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_not_set() {
        assert!(!Environment::of(&[("TMUX", "")]).has("TMUX"));
    }

    #[test]
    fn the_background_is_the_last_number() {
        let check = |value: &str, expected| assert_eq!(Environment::of(&[("COLORFGBG", value)]).background(), expected);
        check("15;0", Some(Background::Dark));
        check("0;default;15", Some(Background::Light));
        check("15;default", None);
    }
}
