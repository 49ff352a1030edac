//! The decision: answers and environment to what the terminal is and what it must be sent.

use super::profile::{Entry, KnownBy, Marks, Profile};
use super::{Answers, background};
use crate::config::{BidiWish, Environment, EyeTest, HarakatWish};
use crate::tui::terminal::encode::Encoding;

/// Decides: the multiplexer first, then the terminal's answers, then the environment, then the width test.
pub fn decide(answers: &Answers, environment: &Environment) -> Profile {
    let seen = Seen { answers, environment };
    let mut profile =
        (seen.multiplexer()).or_else(|| seen.answer()).or_else(|| seen.variable()).unwrap_or_else(|| seen.unknown());
    profile.implicit_before = profile.entry == Entry::Explicit
        && match answers.bdsm {
            Some(state) => state == 1,
            None => !answers.complete && environment.has("VTE_VERSION"),
        };
    profile.background = answers.background.or_else(|| background::background(environment));
    profile.without_marks = profile.marks == Marks::Broken;
    profile
}

/// The profile with the reader's wishes in place of what was found.
pub fn wished(mut profile: Profile, bidi: BidiWish, harakat: HarakatWish, answers: &Answers) -> Profile {
    let encoding = match bidi {
        BidiWish::Auto => None,
        BidiWish::Visual => Some(Encoding::Visual),
        BidiWish::VisualLrm => Some(Encoding::VisualLrm),
        BidiWish::Words => Some(Encoding::WordsLrm),
        BidiWish::Blank => Some(Encoding::WordsBlank),
        BidiWish::Kitty => Some(kitty_encoding(answers.version.as_deref().unwrap_or(""), answers, Nested::No)),
        BidiWish::Split => Some(Encoding::SplitColour),
        BidiWish::Logical => Some(Encoding::Logical),
    };
    if let Some(encoding) = encoding {
        send_as(&mut profile, encoding, KnownBy::Wish, answers);
    }
    profile.without_marks = match harakat {
        // Layout leaves out what is to be hidden; only where the terminal breaks them must all marks go, those that are
        // parts of letters too.
        HarakatWish::Auto | HarakatWish::Hide => profile.marks == Marks::Broken,
        HarakatWish::Keep | HarakatWish::Dim => false,
    };
    profile
}

/// The profile with what the terminal's user saw in place of what was found. An encoding of another version of the program
/// is left alone.
pub fn remembered(mut profile: Profile, seen: Option<&EyeTest>, answers: &Answers) -> Profile {
    let Some((seen, encoding)) = seen.and_then(|seen| Some((seen, Encoding::named(&seen.encoding)?))) else {
        return profile;
    };
    send_as(&mut profile, encoding, KnownBy::EyeTest, answers);
    match seen.marks {
        Some(true) => profile.marks = Marks::Right,
        Some(false) => profile.marks = Marks::Broken,
        None => {}
    }
    profile
}

/// Puts another encoding, and the entry that goes with it, in the place of those that were found.
fn send_as(profile: &mut Profile, encoding: Encoding, known_by: KnownBy, answers: &Answers) {
    profile.encoding = encoding;
    profile.known_by = known_by;
    // The other encodings count on the terminal's own ordering.
    if encoding != Encoding::Visual {
        profile.entry = if answers.bdsm == Some(2) { Entry::Implicit } else { Entry::None };
        profile.implicit_before = false;
    } else if matches!(profile.entry, Entry::None | Entry::Implicit) {
        profile.entry = Entry::Explicit;
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Nested {
    Yes,
    No,
}

struct Seen<'a> {
    answers: &'a Answers,
    environment: &'a Environment,
}

impl Seen<'_> {
    fn version(&self) -> &str {
        self.answers.version.as_deref().unwrap_or("")
    }

    fn secondary(&self) -> &str {
        self.answers.secondary.as_deref().unwrap_or("")
    }

    /// tmux, zellij and GNU screen draw the rows themselves: what counts is what gets through them.
    fn multiplexer(&self) -> Option<Profile> {
        let env = self.environment;
        let tmux = env.has("TMUX") || env.term().starts_with("tmux") || self.version().starts_with("tmux");
        if tmux {
            return Some(self.in_tmux());
        }
        let by = if self.answers.version.is_some() || self.answers.secondary.is_some() {
            KnownBy::Answer
        } else {
            KnownBy::Variable
        };
        if env.has("ZELLIJ") || self.version().starts_with("Zellij") {
            // It drops every zero-width character, so no mark gets through, harakat neither.
            let reorders = env.has("VTE_VERSION") || env.has("KONSOLE_VERSION");
            let encoding = if reorders { Encoding::WordsBlank } else { Encoding::Visual };
            return Some(Profile { marks: Marks::Dropped, ..profile("zellij", encoding, by) });
        }
        if env.has("STY") || self.secondary().starts_with("83;") {
            return Some(self.in_screen(by));
        }
        None
    }

    /// GNU screen does not tell what it runs in: the variables do, as they were when it was started.
    fn in_screen(&self, by: KnownBy) -> Profile {
        let env = self.environment;
        if env.has("KITTY_WINDOW_ID") {
            let encoding = kitty_encoding("", self.answers, Nested::Yes);
            return Profile { marks: Marks::Broken, ..profile("kitty in GNU screen", encoding, by) };
        }
        if env.has("KONSOLE_VERSION") {
            return profile("Konsole in GNU screen", Encoding::WordsLrm, by);
        }
        if env.has("MLTERM") {
            return Profile { entry: Entry::MltermInScreen, ..profile("mlterm in GNU screen", Encoding::Visual, by) };
        }
        profile("GNU screen", Encoding::VisualLrm, by)
    }

    fn in_tmux(&self) -> Profile {
        let Some(outer) = self.answers.outer.as_deref().filter(|outer| !outer.is_empty()) else {
            return profile("tmux", Encoding::VisualLrm, KnownBy::Variable);
        };
        let lower = outer.to_ascii_lowercase();
        let begins = |names: &[&str]| names.iter().any(|name| lower.starts_with(name));
        let named = |encoding| profile(&format!("{outer} in tmux"), encoding, KnownBy::Answer);
        if begins(&["kitty(", "xterm-kitty"]) {
            let encoding = kitty_encoding(outer, self.answers, Nested::Yes);
            return Profile { marks: Marks::Broken, ..named(encoding) };
        }
        if begins(&["konsole"]) {
            return named(Encoding::WordsLrm);
        }
        if begins(&["foot", "alacritty"]) {
            return Profile { marks: Marks::Broken, ..named(Encoding::Visual) };
        }
        if begins(&["st-"]) {
            return Profile { marks: Marks::Broken, ..named(Encoding::Visual) };
        }
        if begins(&["xterm(", "ghostty", "wezterm", "contour", "rio", "rxvt", "mlterm"]) {
            return named(Encoding::Visual);
        }
        named(Encoding::VisualLrm)
    }

    /// What the terminal itself said.
    fn answer(&self) -> Option<Profile> {
        match self.answers.bdsm {
            Some(1 | 2) => return Some(explicit(&self.name_of_bdsm(), KnownBy::Answer)),
            Some(3) => return Some(profile("reorders and will not stop", Encoding::WordsLrm, KnownBy::Answer)),
            _ => {}
        }
        if let Some(version) = &self.answers.version {
            return self.by_version(version);
        }
        if self.answers.name.as_deref() == Some("mlterm") {
            return Some(mlterm(KnownBy::Answer));
        }
        self.by_secondary()
    }

    fn name_of_bdsm(&self) -> String {
        match self.version() {
            "" if self.secondary().starts_with("65;") => "VTE".to_owned(),
            "" => "a terminal that knows mode 8".to_owned(),
            version => version.to_owned(),
        }
    }

    fn by_version(&self, version: &str) -> Option<Profile> {
        let begins = |name: &str| version.to_ascii_lowercase().starts_with(name);
        let visual = || explicit(version, KnownBy::Answer);
        if begins("kitty(") {
            return Some(kitty(version, self.answers, KnownBy::Answer));
        }
        if begins("konsole") {
            return Some(profile(version, Encoding::WordsLrm, KnownBy::Answer));
        }
        if begins("iterm2") {
            return Some(iterm(version, KnownBy::Answer));
        }
        if begins("foot") {
            return Some(Profile { marks: Marks::Broken, ..visual() });
        }
        if begins("mlterm") {
            return Some(mlterm(KnownBy::Answer));
        }
        if begins("alacritty") {
            return Some(alacritty(KnownBy::Answer));
        }
        let ordinary = ["xterm(", "ghostty", "contour", "rio", "wezterm", "vte("];
        ordinary.iter().any(|name| begins(name)).then(visual)
    }

    /// Terminals without a version of their own that DA2 tells apart.
    fn by_secondary(&self) -> Option<Profile> {
        let secondary = self.secondary();
        if self.environment.has("KONSOLE_VERSION") && !secondary.is_empty() && !secondary.starts_with("41;") {
            return Some(profile("Konsole", Encoding::WordsLrm, KnownBy::Variable));
        }
        match secondary {
            "0;136;0" => Some(profile("PuTTY", Encoding::WordsBlank, KnownBy::Answer)),
            "0;115;0" | "1;115;0" => Some(Profile {
                marks: Marks::Dropped,
                ..profile("QTermWidget", Encoding::SplitColour, KnownBy::Answer)
            }),
            _ if secondary.starts_with("85;") => Some(explicit("urxvt", KnownBy::Answer)),
            _ if secondary.starts_with("24;") => Some(mlterm(KnownBy::Answer)),
            "64;0;0" => Some(Profile { marks: Marks::Dropped, ..explicit("zutty", KnownBy::Answer) }),
            _ => None,
        }
    }

    /// What the environment says. `TERM` comes from the terminal at hand, the rest may come from one around it.
    fn variable(&self) -> Option<Profile> {
        let by = KnownBy::Variable;
        self.by_term().or_else(|| {
            let has = |name: &str| self.environment.has(name);
            let program = self.environment.get("TERM_PROGRAM").unwrap_or("");
            match program {
                "vscode" => return Some(profile("xterm.js", Encoding::VisualLrm, by)),
                "Apple_Terminal" => return Some(profile("Terminal.app", Encoding::VisualLrm, by)),
                "iTerm.app" => return Some(self.iterm_by_variable("TERM_PROGRAM_VERSION")),
                "WezTerm" | "ghostty" | "rio" | "contour" | "mintty" => return Some(explicit(program, by)),
                _ => {}
            }
            if self.environment.get("LC_TERMINAL") == Some("iTerm2") {
                return Some(self.iterm_by_variable("LC_TERMINAL_VERSION"));
            }
            // An answered round trip that did not name the terminal overrules what only its neighbours would set.
            if self.answers.complete && self.answers.version.is_some() {
                return None;
            }
            if has("MLTERM") {
                return Some(mlterm(by));
            }
            if has("ALACRITTY_WINDOW_ID") {
                return Some(alacritty(by));
            }
            if self.answers.complete {
                return has("WT_SESSION").then(|| explicit("Windows Terminal", by));
            }
            if has("KITTY_WINDOW_ID") {
                return Some(kitty("kitty", self.answers, by));
            }
            if has("KONSOLE_VERSION") {
                return Some(profile("Konsole", Encoding::WordsLrm, by));
            }
            let ordinary = [
                ("VTE_VERSION", "VTE"),
                ("XTERM_VERSION", "xterm"),
                ("WT_SESSION", "Windows Terminal"),
                ("TERMUX_VERSION", "Termux"),
            ];
            ordinary.iter().find(|(variable, _)| has(variable)).map(|(_, name)| explicit(name, by))
        })
    }

    fn by_term(&self) -> Option<Profile> {
        let by = KnownBy::Variable;
        let term = self.environment.term();
        let begins = |name: &str| term.starts_with(name);
        if begins("xterm-kitty") {
            return Some(kitty("kitty", self.answers, by));
        }
        if begins("foot") {
            return Some(Profile { marks: Marks::Broken, ..explicit("foot", by) });
        }
        if begins("alacritty") {
            return Some(alacritty(by));
        }
        if begins("mlterm") {
            return Some(mlterm(by));
        }
        if begins("rxvt") {
            return Some(explicit("urxvt", by));
        }
        if term == "st" || begins("st-") {
            // A mark before a blank that is not drawn again stays behind there.
            return Some(Profile { marks: Marks::Broken, ..explicit("st", by) });
        }
        (term == "linux").then(|| Profile { marks: Marks::Broken, ..explicit("Linux console", by) })
    }

    fn iterm_by_variable(&self, variable: &str) -> Profile {
        iterm(self.environment.get(variable).unwrap_or(""), KnownBy::Variable)
    }

    /// A terminal of which nothing is known: a left-to-right mark without a width does no harm.
    fn unknown(&self) -> Profile {
        let name = self.answers.version.as_deref().unwrap_or("unknown");
        match self.answers.mark_columns {
            Some(0) if self.answers.complete => profile(name, Encoding::VisualLrm, KnownBy::Width),
            Some(_) if self.answers.complete => explicit(name, KnownBy::Width),
            _ => explicit(name, KnownBy::Nothing),
        }
    }
}

fn profile(name: &str, encoding: Encoding, known_by: KnownBy) -> Profile {
    Profile { name: name.to_owned(), encoding, entry: Entry::None, known_by, ..Profile::default() }
}

fn explicit(name: &str, known_by: KnownBy) -> Profile {
    Profile { entry: Entry::Explicit, ..profile(name, Encoding::Visual, known_by) }
}

fn mlterm(known_by: KnownBy) -> Profile {
    Profile { entry: Entry::Mlterm, ..profile("mlterm", Encoding::Visual, known_by) }
}

fn alacritty(known_by: KnownBy) -> Profile {
    Profile { marks: Marks::Broken, ..explicit("alacritty", known_by) }
}

fn kitty(version: &str, answers: &Answers, known_by: KnownBy) -> Profile {
    let encoding = kitty_encoding(version, answers, Nested::No);
    let marks = if encoding == Encoding::KittyCells { Marks::Right } else { Marks::Broken };
    Profile { marks, ..profile(version, encoding, known_by) }
}

/// By version and font. Under tmux OSC 66 does not get through, and the font cannot be asked for.
fn kitty_encoding(version: &str, answers: &Answers, nested: Nested) -> Encoding {
    let sizes_text = answers.text_sizing == Some(true) || numbers(version).is_some_and(|version| version >= (0, 40));
    if nested == Nested::No && sizes_text {
        return Encoding::KittyCells;
    }
    let font = answers.kitty_font.as_deref().unwrap_or("");
    if font.is_empty() || has_arabic(font) { Encoding::KittyWords } else { Encoding::KittyRuns }
}

/// Fonts known to hold Arabic letters: kitty then shapes them together with the punctuation beside them.
fn has_arabic(font: &str) -> bool {
    const FONTS: [&str; 8] =
        ["dejavusansmono", "cascadia", "couriernew", "freemono", "kawkab", "thabit", "vazircode", "unifont"];
    let plain: String = font.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    FONTS.iter().any(|known| plain.starts_with(known))
}

fn iterm(version: &str, known_by: KnownBy) -> Profile {
    let digits = version.strip_prefix("iTerm2").unwrap_or(version);
    let reorders = numbers(digits).is_some_and(|version| version >= (3, 7));
    if reorders { profile("iTerm2", Encoding::WordsBlank, known_by) } else { explicit("iTerm2", known_by) }
}

/// The first two numbers of a version.
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next().and_then(Result::ok).unwrap_or(0)))
}
