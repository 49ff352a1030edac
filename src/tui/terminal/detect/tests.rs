//! One test a row of what was measured in real terminals: what it answers, what it sets, what it must be sent.

use super::*;
use crate::config::{BidiWish, Environment, EyeTest, HarakatWish};
use crate::tui::terminal::encode::Encoding;

/// What a terminal answers, all questions of the width tests as most do.
fn answered(version: &str, secondary: &str, bdsm: Option<u8>) -> Answers {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Answers {
        version: said(version),
        secondary: said(secondary),
        bdsm,
        mark_columns: Some(0),
        text_sizing: Some(false),
        complete: true,
        ..Answers::default()
    }
}

fn variables_of(variables: &[(&str, &str)]) -> Environment {
    variables.iter().copied().collect()
}

/// Decides and says `encoding entry marks`.
fn check(answers: &Answers, variables: &[(&str, &str)], expected: &str) {
    let profile = decide(answers, &variables_of(variables));
    let shown = format!("{} {:?} {:?}", profile.encoding, profile.entry, profile.marks);
    assert_eq!(shown, expected, "{profile:?}");
}

#[test]
fn xterm() {
    let variables = [("TERM", "xterm-256color"), ("XTERM_VERSION", "XTerm(379)")];
    check(&answered("XTerm(379)", "41;379;0", Some(0)), &variables, "visual Explicit Right");
}

#[test]
fn urxvt() {
    let variables = [("TERM", "rxvt-unicode-256color")];
    check(&answered("", "85;95;0", None), &variables, "visual Explicit Right");
}

#[test]
fn st() {
    check(&answered("", "", None), &[("TERM", "st-256color")], "visual Explicit Broken");
}

#[test]
fn alacritty() {
    let variables = [("TERM", "alacritty"), ("ALACRITTY_WINDOW_ID", "1")];
    check(&answered("", "0;1700;1", None), &variables, "visual Explicit Broken");
    check(&answered("", "0;2600;1", Some(0)), &variables, "visual Explicit Broken");
    check(&answered("", "0;2600;1", Some(0)), &variables[1..], "visual Explicit Broken");
}

#[test]
fn foot() {
    check(&answered("foot(1.13.1)", "1;011301;0", None), &[("TERM", "foot")], "visual Explicit Broken");
}

#[test]
fn zutty() {
    check(&answered("", "64;0;0", None), &[("TERM", "xterm-256color")], "visual Explicit Dropped");
}

#[test]
fn kitty_by_version_and_font() {
    let variables = [("TERM", "xterm-kitty"), ("KITTY_WINDOW_ID", "1")];
    let new = answered("kitty(0.43.1)", "1;4000;43", Some(0));
    check(&new, &variables, "kitty-cells None Right");
    let mut old = answered("kitty(0.26.5)", "1;4000;26", Some(0));
    check(&old, &variables, "kitty-words None Broken");
    old.kitty_font = Some("DejaVu Sans Mono".to_owned());
    check(&old, &variables, "kitty-words None Broken");
    old.kitty_font = Some("FiraCode-Retina".to_owned());
    check(&old, &variables, "kitty-runs None Broken");
    old.text_sizing = Some(true);
    check(&old, &variables, "kitty-cells None Right");
}

#[test]
fn vte() {
    let variables = [("TERM", "xterm-256color"), ("VTE_VERSION", "7006")];
    check(&answered("", "65;7006;1", Some(1)), &variables, "visual Explicit Right");
    check(&answered("VTE(7600)", "65;7600;1", Some(2)), &[], "visual Explicit Right");
}

#[test]
fn mode_8_is_set_again_only_where_it_was() {
    let before = |bdsm, variables: &[(&str, &str)]| {
        decide(&answered("", "65;7006;1", bdsm), &variables_of(variables)).implicit_before
    };
    assert!(before(Some(1), &[]));
    assert!(!before(Some(2), &[("VTE_VERSION", "7006")]));
    assert!(!before(Some(0), &[("VTE_VERSION", "7006")]));
    assert!(!before(None, &[("VTE_VERSION", "7006")]));
    let guess = |variables| decide(&Answers::default(), &variables_of(variables)).implicit_before;
    assert!(guess(&[("VTE_VERSION", "7006")]));
    assert!(!guess(&[]));
}

#[test]
fn konsole() {
    let variables = [("TERM", "xterm-256color"), ("KONSOLE_VERSION", "221203")];
    check(&answered("Konsole 22.12.3", "1;115;0", None), &variables, "words-lrm None Right");
    check(&answered("", "0;115;0", None), &variables, "words-lrm None Right");
}

#[test]
fn mlterm() {
    let mut answers = answered("", "24;279;0", Some(0));
    answers.mark_columns = Some(1);
    check(&answers, &[("TERM", "mlterm"), ("MLTERM", "3.9.0")], "visual Mlterm Right");
    check(&answers, &[], "visual Mlterm Right");
}

#[test]
fn pterm() {
    check(&answered("", "0;136;0", None), &[("TERM", "xterm")], "words-blank None Right");
}

#[test]
fn qtermwidget() {
    let variables = [("TERM", "xterm-256color"), ("COLORFGBG", "15;0")];
    check(&answered("", "0;115;0", None), &variables, "split-colour None Dropped");
}

#[test]
fn xterm_js() {
    check(&answered("", "0;276;0", Some(0)), &[("TERM_PROGRAM", "vscode")], "visual-lrm None Right");
    check(&answered("", "0;276;0", Some(0)), &[("TERM", "xterm-256color")], "visual-lrm None Right");
}

#[test]
fn tmux_by_the_terminal_around_it() {
    let variables = [("TERM", "tmux-256color"), ("TMUX", "socket,1,0"), ("KONSOLE_VERSION", "221203")];
    let mut answers = answered("tmux 3.3a", "84;0;0", None);
    check(&answers, &variables, "visual-lrm None Right");
    for (outer, expected) in [
        ("", "visual-lrm None Right"),
        ("VTE(7006)", "visual-lrm None Right"),
        ("xterm-256color", "visual-lrm None Right"),
        ("XTerm(379)", "visual None Right"),
        ("Konsole 22.12.3", "words-lrm None Right"),
        ("kitty(0.43.1)", "kitty-words None Broken"),
        ("xterm-kitty", "kitty-words None Broken"),
        ("foot(1.13.1)", "visual None Broken"),
        ("mlterm", "visual None Right"),
    ] {
        answers.outer = Some(outer.to_owned());
        check(&answers, &variables, expected);
    }
}

#[test]
fn gnu_screen() {
    check(&answered("", "83;40900;0", None), &[("STY", "1.pts")], "visual-lrm None Right");
    check(&answered("", "83;40900;0", None), &[("KONSOLE_VERSION", "221203")], "words-lrm None Right");
    check(&answered("", "83;40900;0", None), &[("KITTY_WINDOW_ID", "1")], "kitty-words None Broken");
    check(&answered("", "83;40900;0", None), &[("MLTERM", "3.9.0")], "visual MltermInScreen Right");
}

#[test]
fn zellij() {
    check(&answered("Zellij(4501)", "0;4501;1", None), &[("ZELLIJ", "0")], "visual None Dropped");
    check(&answered("Zellij(4501)", "0;4501;1", None), &[("VTE_VERSION", "7006")], "words-blank None Dropped");
}

#[test]
fn iterm_and_terminal_app() {
    check(&answered("iTerm2 3.6.2", "", None), &[], "visual Explicit Right");
    check(&answered("iTerm2 3.7.0", "", None), &[], "words-blank None Right");
    let variables = [("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.7.1")];
    check(&Answers::default(), &variables, "words-blank None Right");
    check(&Answers::default(), &[("TERM_PROGRAM", "Apple_Terminal")], "visual-lrm None Right");
}

#[test]
fn an_unknown_terminal_by_the_width_of_a_mark() {
    let mut answers = answered("", "", None);
    check(&answers, &[], "visual-lrm None Right");
    answers.mark_columns = Some(1);
    check(&answers, &[], "visual Explicit Right");
}

#[test]
fn without_answers_the_environment_counts() {
    let silent = Answers::default();
    check(&silent, &[], "visual Explicit Right");
    check(&silent, &[("VTE_VERSION", "7006")], "visual Explicit Right");
    check(&silent, &[("KONSOLE_VERSION", "221203")], "words-lrm None Right");
    check(&silent, &[("KITTY_WINDOW_ID", "1")], "kitty-words None Broken");
    check(&silent, &[("MLTERM", "3.9.0")], "visual Mlterm Right");
    check(&silent, &[("TMUX", "x"), ("KONSOLE_VERSION", "221203")], "visual-lrm None Right");
    check(&silent, &[("TERM", "linux")], "visual Explicit Broken");
}

#[test]
fn an_answer_is_believed_before_a_variable() {
    let kitty_outside = [("KITTY_WINDOW_ID", "1"), ("KONSOLE_VERSION", "221203"), ("MLTERM", "3")];
    check(&answered("XTerm(379)", "41;379;0", Some(0)), &kitty_outside, "visual Explicit Right");
    check(&answered("", "65;7006;1", Some(1)), &kitty_outside, "visual Explicit Right");
    check(&answered("", "0;136;0", None), &kitty_outside[..1], "words-blank None Right");
}

#[test]
fn a_wish_comes_first() {
    let answers = answered("", "65;7006;1", Some(1));
    let found = decide(&answers, &Environment::default());
    let words = wished(found.clone(), BidiWish::Words, HarakatWish::Hide, &answers);
    // In words the terminal must turn back, so mode 8 stays as it was.
    assert_eq!((words.encoding, words.entry), (Encoding::WordsLrm, Entry::None));
    assert!(!words.implicit_before && !words.without_marks);
    assert_eq!(wished(found.clone(), BidiWish::Auto, HarakatWish::Auto, &answers), found);
}

#[test]
fn all_marks_go_only_where_the_terminal_breaks_them() {
    let check = |harakat, answers: &Answers, expected| {
        let found = decide(answers, &Environment::default());
        assert_eq!(wished(found, BidiWish::Auto, harakat, answers).without_marks, expected, "{harakat}");
    };
    let (xterm, foot) = (answered("XTerm(379)", "41;379;0", Some(0)), answered("foot(1.13.1)", "1;011301;0", None));
    for harakat in [HarakatWish::Auto, HarakatWish::Hide, HarakatWish::Keep, HarakatWish::Dim] {
        check(harakat, &xterm, false);
        check(harakat, &foot, matches!(harakat, HarakatWish::Auto | HarakatWish::Hide));
    }
}

#[test]
fn what_was_seen_is_above_what_was_found_and_below_a_wish() {
    let answers = answered("", "65;7006;1", Some(1));
    let found = decide(&answers, &Environment::default());
    let seen = |encoding: &str, marks| EyeTest { encoding: encoding.to_owned(), marks, borders: None };
    let words = remembered(found.clone(), Some(&seen("words-lrm", Some(false))), &answers);
    assert_eq!((words.encoding, words.entry, words.known_by), (Encoding::WordsLrm, Entry::None, KnownBy::EyeTest));
    assert!(!words.implicit_before);
    assert!(wished(words.clone(), BidiWish::Auto, HarakatWish::Auto, &answers).without_marks);
    let wish = wished(words, BidiWish::Visual, HarakatWish::Keep, &answers);
    assert_eq!((wish.encoding, wish.entry, wish.known_by), (Encoding::Visual, Entry::Explicit, KnownBy::Wish));
    let visual = remembered(found.clone(), Some(&seen("visual", None)), &answers);
    assert_eq!(Profile { known_by: KnownBy::Answer, ..visual }, found);
    let reset = answered("", "65;7006;1", Some(2));
    let words = remembered(decide(&reset, &Environment::default()), Some(&seen("words-lrm", None)), &reset);
    assert_eq!(words.entry, Entry::Implicit);
    assert_eq!(remembered(found.clone(), Some(&seen("of-another-version", None)), &answers), found);
}

#[test]
fn only_what_shows_is_drawn_again() {
    let guess = decide(&Answers::default(), &variables_of(&[("VTE_VERSION", "7006")]));
    let known = decide(&answered("", "65;7006;1", Some(1)), &variables_of(&[("VTE_VERSION", "7006")]));
    assert_ne!(guess, known);
    assert!(!known.draws_otherwise_than(&guess));
    let konsole = decide(&answered("Konsole 22.12.3", "1;115;0", None), &Environment::default());
    assert!(konsole.draws_otherwise_than(&guess));
}
