//! What the reader can be told to do, by any key.

/// A command of the reader. Its name is what `assets/keys.tsv` calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the meaning; `help` says each in words")]
pub enum Command {
    Down,
    Up,
    PageDown,
    PageUp,
    NextClaim,
    PreviousClaim,
    NextSource,
    PreviousSource,
    PaneLeft,
    PaneRight,
    Top,
    Bottom,
    Filter(u8),
    AllSources,
    Enter,
    Verdict,
    Note,
    Tags,
    Why,
    Copy,
    CopyWords,
    Delete,
    Evaluate,
    Dossier,
    Search,
    NextHit,
    PreviousHit,
    Sidebar,
    Wider,
    Narrower,
    Undo,
    Claims,
    View,
    Help,
    Back,
    Suspend,
    Redraw,
    Interrupt,
}

/// The commands by their names in the table; `filter` stands for all nine.
const NAMES: &[(&str, Command)] = &[
    ("down", Command::Down),
    ("up", Command::Up),
    ("page-down", Command::PageDown),
    ("page-up", Command::PageUp),
    ("next-claim", Command::NextClaim),
    ("previous-claim", Command::PreviousClaim),
    ("next-source", Command::NextSource),
    ("previous-source", Command::PreviousSource),
    ("pane-left", Command::PaneLeft),
    ("pane-right", Command::PaneRight),
    ("top", Command::Top),
    ("bottom", Command::Bottom),
    ("filter", Command::Filter(1)),
    ("all-sources", Command::AllSources),
    ("enter", Command::Enter),
    ("verdict", Command::Verdict),
    ("note", Command::Note),
    ("tags", Command::Tags),
    ("why", Command::Why),
    ("copy", Command::Copy),
    ("copy-words", Command::CopyWords),
    ("delete", Command::Delete),
    ("evaluate", Command::Evaluate),
    ("dossier", Command::Dossier),
    ("search", Command::Search),
    ("next-hit", Command::NextHit),
    ("previous-hit", Command::PreviousHit),
    ("sidebar", Command::Sidebar),
    ("wider", Command::Wider),
    ("narrower", Command::Narrower),
    ("undo", Command::Undo),
    ("claims", Command::Claims),
    ("view", Command::View),
    ("help", Command::Help),
    ("back", Command::Back),
    ("suspend", Command::Suspend),
    ("redraw", Command::Redraw),
    ("interrupt", Command::Interrupt),
];

impl Command {
    /// The command called `name` in the table of keys.
    pub fn named(name: &str) -> Option<Command> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, command)| *command)
    }
}
