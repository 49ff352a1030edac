//! What a terminal answered.

/// Whether the terminal's background is dark or light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Background {
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
}

/// One answer, as it comes out of the stream of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// XTVERSION: name and version.
    Version(String),
    /// DA2: three numbers.
    Secondary(String),
    /// DECRQM of an ANSI mode: the mode, and 0 unknown, 1 set, 2 reset, 3 and 4 fixed.
    Mode(u16, u8),
    /// XTGETTCAP: a capability and its value, both out of hexadecimal.
    Capability(String, String),
    /// OSC 11.
    Background(Background),
    /// A cursor report: the column, from 1.
    Cursor(u16),
    /// DA1: nothing comes after it.
    Fence,
    /// Something that is an answer and of no use.
    Other,
}

/// The answers that have come so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// XTVERSION.
    pub version: Option<String>,
    /// DA2, as `a;b;c`.
    pub secondary: Option<String>,
    /// What DECRQM said of mode 8.
    pub bdsm: Option<u8>,
    /// XTGETTCAP `TN`.
    pub name: Option<String>,
    /// XTGETTCAP `kitty-query-font_family`.
    pub kitty_font: Option<String>,
    /// How many columns a left-to-right mark takes.
    pub mark_columns: Option<u16>,
    /// Whether OSC 66 works.
    pub text_sizing: Option<bool>,
    /// The background.
    pub background: Option<Background>,
    /// What tmux says of the terminal around it.
    pub outer: Option<String>,
    /// Whether the fence is here.
    pub complete: bool,
}

impl Answers {
    /// Takes one answer in.
    pub fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Version(version) => self.version = Some(version),
            Answer::Secondary(numbers) => self.secondary = Some(numbers),
            Answer::Mode(8, state) => self.bdsm = Some(state),
            Answer::Capability(key, value) if key == "TN" => self.name = Some(value),
            Answer::Capability(key, value) if key == "kitty-query-font_family" => self.kitty_font = Some(value),
            Answer::Background(background) => self.background = Some(background),
            // The first test writes `X` and the mark from column 1, the second two columns by OSC 66.
            Answer::Cursor(column) if self.mark_columns.is_none() => {
                self.mark_columns = Some(column.saturating_sub(2));
            }
            Answer::Cursor(column) => self.text_sizing = Some(column == 3),
            Answer::Fence => self.complete = true,
            Answer::Mode(..) | Answer::Capability(..) | Answer::Other => {}
        }
    }
}
