//! What was found out about the terminal, with everything that led there. Pure; [`super::report`] writes it as JSON.

use ratatui::layout::Size;

use crate::config::{BidiWish, Environment, EyeTest, HarakatWish, TerminalId};
use crate::tui::row::Flow;
use crate::tui::terminal::Wishes;
use crate::tui::terminal::detect::{self, Answers, Background, Entry, KnownBy, Marks, Profile};
use crate::tui::terminal::encode::Encoding;
use crate::words::Words;

/// Variables whose values tell the terminal and give nothing away.
const SHOWN: [&str; 21] = [
    "TERM",
    "COLORTERM",
    "COLORFGBG",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "LC_TERMINAL",
    "LC_TERMINAL_VERSION",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "XTERM_VERSION",
    "MLTERM",
    "TERMUX_VERSION",
    "ALACRITTY_WINDOW_ID",
    "KITTY_WINDOW_ID",
    "LANG",
    "LC_ALL",
    "LC_MESSAGES",
    "NO_COLOR",
    "CLICOLOR_FORCE",
    "ISNAD_BIDI",
    "ZELLIJ",
];

/// Variables of which only is told that they are set: they name hosts, users and paths.
const HINTED: [&str; 5] = ["TMUX", "STY", "SSH_CONNECTION", "WT_SESSION", "ISNAD_CONFIG"];

/// Whether the terminal was asked, and what of it was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Its answers; none where there is no terminal.
    pub answers: Answers,
    /// The size of its screen; `None` where there is no terminal.
    pub size: Option<Size>,
    /// Whether nothing more will come.
    pub is_settled: bool,
}

/// Everything that the doctor can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// What was heard.
    pub heard: Heard,
    /// What the terminal is taken for by that alone.
    pub found: Profile,
    /// How it is used: what was seen and what is wished laid over it.
    pub in_force: Profile,
    /// By what it is known again.
    pub id: TerminalId,
    /// What was seen in it before.
    pub seen: Option<EyeTest>,
    /// How the user wishes rows to be sent.
    pub bidi: BidiWish,
    /// What the user wishes to become of vowel marks.
    pub harakat: HarakatWish,
    /// The variables that matter, in the order of their names' list.
    pub variables: Vec<(&'static str, String)>,
    /// Why what was seen before cannot be read.
    pub trouble: Option<String>,
}

/// One line of the findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub label: String,
    /// What is said of that.
    pub value: String,
    /// Whose words that is: the terminal's, or the interface's.
    pub flow: Flow,
}

impl Findings {
    /// What follows from what was heard.
    pub fn of(heard: Heard, environment: &Environment, wishes: &Wishes, trouble: Option<String>) -> Findings {
        let found = detect::decide(&heard.answers, environment);
        let id = detect::identity(&heard.answers, environment);
        let seen = wishes.terminals.find(&id).cloned();
        let remembered = detect::remembered(found.clone(), seen.as_ref(), &heard.answers);
        let in_force = detect::wished(remembered, wishes.bidi, wishes.harakat, &heard.answers);
        let (bidi, harakat) = (wishes.bidi, wishes.harakat);
        let variables = variables(environment);
        Findings { heard, found, in_force, id, seen, bidi, harakat, variables, trouble }
    }

    /// The findings in words, what was decided after what it was decided by.
    pub fn lines(&self, words: Words) -> Vec<Line> {
        let mut lines = self.answers(words);
        let said = |label: &str, value: String| Line::said(words.say(label), value);
        let heard = |label: &str, value: String| Line::heard(words.say(label), value);
        if !self.variables.is_empty() {
            let all: Vec<String> = self.variables.iter().map(|(name, value)| format!("{name}={value}")).collect();
            lines.push(heard("doctor.environment", all.join(" ")));
        }
        let marks = words.say(&format!("marks.{}", name_of_marks(self.found.marks)));
        lines.extend([
            said("doctor.terminal", format!("{} ({})", self.found.name, known_by(words, self.found.known_by))),
            said("doctor.encoding", encoding(words, self.found.encoding)),
            said("doctor.entry", self.entry(words)),
            said("doctor.marks", marks.to_owned()),
            said("doctor.background", background(words, self.found.background).to_owned()),
        ]);
        if let Some(size) = self.heard.size {
            let size = format!("{}×{}", size.width, size.height);
            lines.push(said("doctor.screen", words.fill("doctor.cells-colours", &[&size, self.colours()])));
        }
        lines.push(match (&self.trouble, &self.seen) {
            (Some(trouble), _) => heard("doctor.seen", trouble.clone()),
            (None, Some(seen)) => heard("doctor.seen", seen.encoding.clone()),
            (None, None) => said("doctor.seen", words.say("doctor.nothing-seen").to_owned()),
        });
        let in_force = format!("{} ({})", self.in_force.encoding, known_by(words, self.in_force.known_by));
        lines.push(said("doctor.in-force", in_force));
        lines
    }

    /// How many colours the environment promises.
    pub fn colours(&self) -> &'static str {
        let value = |name: &str| self.variables.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        match value("COLORTERM") {
            "truecolor" | "24bit" => "16777216",
            _ if value("TERM").contains("256color") => "256",
            _ => "16",
        }
    }

    /// Each answer as it was heard.
    fn answers(&self, words: Words) -> Vec<Line> {
        if self.heard.size.is_none() {
            return vec![Line::said(words.say("doctor.asked"), words.say("doctor.no-terminal").to_owned())];
        }
        let answers = &self.heard.answers;
        let heard = |label: &str, answer: Option<&String>| match answer {
            Some(answer) => Line::heard(label, answer.clone()),
            None => Line::said(label, words.say("doctor.no-answer").to_owned()),
        };
        let said = |label: &str, answer: Option<String>| {
            Line::said(label, answer.unwrap_or_else(|| words.say("doctor.no-answer").to_owned()))
        };
        let mode = answers.bdsm.map(|state| format!("{state} ({})", words.say(&format!("mode-8.{}", state.min(4)))));
        let columns = answers.mark_columns.map(|columns| words.number(usize::from(columns)));
        let sizing = answers.text_sizing.map(|works| words.say(if works { "yes" } else { "no" }).to_owned());
        let ground = answers.background.map(|said| background(words, Some(said)).to_owned());
        let mut lines = vec![
            heard("XTVERSION", answers.version.as_ref()),
            heard("DA2", answers.secondary.as_ref()),
            said("DECRQM 8", mode),
            heard("XTGETTCAP TN", answers.name.as_ref()),
            said(words.say("doctor.mark-columns"), columns),
            said("OSC 66", sizing),
            said("OSC 11", ground),
        ];
        lines.extend(answers.kitty_font.as_ref().map(|font| heard("kitty font_family", Some(font))));
        lines.extend(answers.outer.as_ref().map(|outer| heard(words.say("doctor.outer"), Some(outer))));
        if !answers.complete && self.heard.is_settled {
            lines.push(Line::said("DA1", words.say("doctor.timed-out").to_owned()));
        }
        lines
    }

    fn entry(&self, words: Words) -> String {
        match (self.found.entry, self.found.implicit_before) {
            (Entry::Explicit, true) => words.fill("doctor.entry-undone", &["CSI 8 l", "CSI 8 h"]),
            (Entry::Explicit, false) => "CSI 8 l".to_owned(),
            (Entry::Implicit, _) => words.fill("doctor.entry-undone", &["CSI 8 h", "CSI 8 l"]),
            (Entry::Mlterm | Entry::MltermInScreen, _) => {
                words.fill("doctor.entry-undone", &["use_ctl=false", "use_ctl=true"])
            }
            (Entry::None, _) => words.say("nothing").to_owned(),
        }
    }
}

impl Line {
    fn heard(label: &str, value: String) -> Line {
        Line { label: label.to_owned(), value, flow: Flow::Own }
    }

    fn said(label: &str, value: String) -> Line {
        Line { label: label.to_owned(), value, flow: Flow::Interface }
    }
}

fn variables(environment: &Environment) -> Vec<(&'static str, String)> {
    let shown = SHOWN.iter().filter_map(|name| Some((*name, environment.get(name)?.to_owned())));
    let hinted = HINTED.iter().filter(|name| environment.has(name)).map(|name| (*name, "…".to_owned()));
    shown.chain(hinted).collect()
}

/// The name of an encoding, and what it does.
pub fn encoding(words: Words, encoding: Encoding) -> String {
    format!("{encoding}: {}", words.say(&format!("encoding.{}", encoding.name())))
}

fn known_by(words: Words, known_by: KnownBy) -> &'static str {
    words.say(&format!("known-by.{}", name_of_known(known_by)))
}

fn background(words: Words, background: Option<Background>) -> &'static str {
    match background {
        Some(Background::Dark) => words.say("doctor.dark"),
        Some(Background::Light) => words.say("doctor.light"),
        None => words.say("doctor.unknown"),
    }
}

/// How a terminal was told, in one word.
pub const fn name_of_known(known_by: KnownBy) -> &'static str {
    match known_by {
        KnownBy::Nothing => "nothing",
        KnownBy::Width => "width",
        KnownBy::Variable => "variable",
        KnownBy::Answer => "answer",
        KnownBy::EyeTest => "eye-test",
        KnownBy::Wish => "wish",
    }
}

/// What becomes of vowel marks, in one word.
pub const fn name_of_marks(marks: Marks) -> &'static str {
    match marks {
        Marks::Right => "right",
        Marks::Dropped => "dropped",
        Marks::Broken => "broken",
    }
}
