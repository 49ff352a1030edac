//! By what a terminal is known again, from one start to the next.

use super::Answers;
use crate::config::{Environment, TerminalId};

/// Variables that a terminal sets for what runs in it. That they are set counts; their values change.
const SET_BY_TERMINALS: [&str; 10] = [
    "ALACRITTY_WINDOW_ID",
    "KITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "LC_TERMINAL",
    "MLTERM",
    "TERMUX_VERSION",
    "VTE_VERSION",
    "WT_SESSION",
    "XTERM_VERSION",
    "SSH_CONNECTION",
];

/// The terminal's name in its own words and in those of the environment, without versions.
pub fn identity(answers: &Answers, environment: &Environment) -> TerminalId {
    let says = answers.complete.then(|| match &answers.outer {
        Some(outer) if !outer.is_empty() => format!("{} in {}", own_name(answers), without_version(outer)),
        _ => own_name(answers),
    });
    TerminalId { says, environment: surroundings(environment) }
}

fn own_name(answers: &Answers) -> String {
    if let Some(version) = &answers.version {
        return without_version(version);
    }
    match (&answers.name, &answers.secondary) {
        (Some(name), _) => plain(name),
        (None, Some(secondary)) => format!("DA2 {}", family(secondary)),
        (None, None) => "no name".to_owned(),
    }
}

/// What DA2 tells beside the version: the first number, and the second where the first says nothing and the second is no
/// version (PuTTY, QTermWidget).
fn family(secondary: &str) -> String {
    let mut numbers = secondary.split(';').map(|number| number.parse::<u32>().unwrap_or(0));
    let (kind, number) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if kind <= 1 && number < 1000 { format!("{kind};{number}") } else { kind.to_string() }
}

/// `XTerm` of `XTerm(379)`, `Konsole` of `Konsole 22.12.3`, `xterm-kitty` as it is.
fn without_version(version: &str) -> String {
    let end = version.find(|c: char| c == '(' || c.is_whitespace()).unwrap_or(version.len());
    plain(version.get(..end).unwrap_or(version))
}

/// A terminal may say anything: at most so much of it, without control characters.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

fn surroundings(environment: &Environment) -> String {
    let multiplexers = [("TMUX", "tmux"), ("ZELLIJ", "zellij"), ("STY", "screen")];
    let around = multiplexers.iter().filter(|(variable, _)| environment.has(variable)).map(|(_, name)| *name);
    let program = environment.get("TERM_PROGRAM").unwrap_or("");
    let set = SET_BY_TERMINALS.iter().filter(|variable| environment.has(variable)).copied();
    let parts = around.chain([environment.term(), program]).chain(set);
    plain_words(parts.filter(|part| !part.is_empty()))
}

fn plain_words<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.map(plain).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(answers: Answers, variables: &[(&str, &str)], expected: (Option<&str>, &str)) {
        let environment = variables.iter().copied().collect();
        let id = identity(&answers, &environment);
        assert_eq!((id.says.as_deref(), id.environment.as_str()), expected);
    }

    fn complete(version: &str, secondary: &str) -> Answers {
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Answers { version: said(version), secondary: said(secondary), complete: true, ..Answers::default() }
    }

    #[test]
    fn versions_are_no_part_of_it() {
        let xterm = [("TERM", "xterm-256color"), ("XTERM_VERSION", "XTerm(379)")];
        check(complete("XTerm(379)", "41;379;0"), &xterm, (Some("XTerm"), "xterm-256color XTERM_VERSION"));
        let vte = [("TERM", "xterm-256color"), ("VTE_VERSION", "7006")];
        check(complete("", "65;7006;1"), &vte, (Some("DA2 65"), "xterm-256color VTE_VERSION"));
        let konsole = [("TERM", "xterm-256color"), ("KONSOLE_VERSION", "221203")];
        check(complete("Konsole 22.12.3", "1;115;0"), &konsole, (Some("Konsole"), "xterm-256color KONSOLE_VERSION"));
        let alacritty = [("TERM", "alacritty")];
        check(complete("", "0;1700;1"), &alacritty, (Some("DA2 0"), "alacritty"));
    }

    #[test]
    fn terminals_that_call_themselves_xterm_are_told_apart() {
        check(complete("", "0;136;0"), &[("TERM", "xterm")], (Some("DA2 0;136"), "xterm"));
        check(complete("", "0;115;0"), &[("TERM", "xterm")], (Some("DA2 0;115"), "xterm"));
        check(complete("", ""), &[("TERM", "st-256color")], (Some("no name"), "st-256color"));
    }

    #[test]
    fn the_multiplexer_and_what_is_around_it_are_part_of_it() {
        let inside = [("TERM", "tmux-256color"), ("TMUX", "/tmp/1"), ("TERM_PROGRAM", "tmux"), ("VTE_VERSION", "1")];
        let answers = Answers { outer: Some("XTerm(379)".to_owned()), ..complete("tmux 3.3a", "84;0;0") };
        check(answers, &inside, (Some("tmux in XTerm"), "tmux tmux-256color tmux VTE_VERSION"));
    }

    #[test]
    fn what_has_not_answered_has_no_name_yet() {
        check(Answers::default(), &[("TERM", "xterm\u{1b}")], (None, "xterm"));
    }
}
