//! Advice on fonts: a terminal needs the Arabic presentation forms (U+FE70–FEFC) at one width.

use std::process::{Command, Stdio};

use crate::words::Words;

/// Letters of which a font that has them has the others: separate hamza, final alef, medial yeh, both forms of lam-alef.
const LETTERS: &str = ":charset=fe80 fe8e fef4 fefb fefc";

const FONTCONFIG_FILE: &str = "~/.config/fontconfig/fonts.conf";
const FONTCONFIG: &str = "<fontconfig><alias binding=\"same\"><family>NAME OF THE TERMINAL'S FONT</family>
  <accept><family>{font}</family></accept></alias></fontconfig>";
const KITTY: &str = "symbol_map U+0600-U+06FF,U+FB50-U+FDFF,U+FE70-U+FEFF {font}";
/// The font that reads best of those that were looked at.
const BEST: &str = "DejaVu Sans Mono";

/// An installed font with joined Arabic letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Font {
    /// Its family.
    pub name: String,
    /// Whether fontconfig calls it monospaced.
    pub monospaced: bool,
}

/// The installed fonts with joined Arabic letters, by name; `None` where fontconfig cannot be asked.
pub fn installed() -> Option<Vec<Font>> {
    let asked = Command::new("fc-list").args([LETTERS, "family", "spacing"]).stderr(Stdio::null()).output().ok()?;
    asked.status.success().then(|| listed(&String::from_utf8_lossy(&asked.stdout)))
}

/// What `fc-list … family spacing` says: `DejaVu Sans Mono:spacing=100`, names in other languages after commas.
fn listed(said: &str) -> Vec<Font> {
    let mut fonts: Vec<Font> = said.lines().map(font).filter(|font| !font.name.is_empty()).collect();
    fonts.sort();
    fonts.dedup();
    fonts
}

fn font(line: &str) -> Font {
    let (names, spacing) = line.split_once(":spacing=").unwrap_or((line, ""));
    let name = names.split(',').next().unwrap_or("").trim().replace('\\', "");
    // fontconfig: 90 dual, 100 mono, 110 a cell each.
    Font { name, monospaced: matches!(spacing.trim(), "90" | "100" | "110") }
}

/// What a user can do, paragraph by paragraph.
pub fn advice(words: Words, fonts: Option<&[Font]>) -> Vec<String> {
    let monospaced: Vec<&str> =
        fonts.unwrap_or_default().iter().filter(|font| font.monospaced).map(|font| font.name.as_str()).collect();
    let found = match fonts {
        None => words.say("fonts.cannot-list").to_owned(),
        Some(_) if monospaced.is_empty() => words.say("fonts.none").to_owned(),
        Some(_) => words.fill("fonts.found", &[&monospaced.join(", ")]),
    };
    let font = monospaced.iter().find(|name| **name == BEST).or(monospaced.first()).copied().unwrap_or(BEST);
    let mut advice = vec![words.say("fonts.needed").to_owned(), found];
    if monospaced.is_empty() {
        advice.push(words.say("fonts.install").to_owned());
    }
    advice.push(words.say("fonts.fontconfig").to_owned());
    advice.push(FONTCONFIG_FILE.to_owned());
    advice.extend(FONTCONFIG.replace("{font}", font).lines().map(str::to_owned));
    advice.push(words.say("fonts.kitty").to_owned());
    advice.push(KITTY.replace("{font}", font));
    advice.push(words.say("fonts.xterm").to_owned());
    advice.push(format!("xterm -fa '{font}' -fs 12"));
    advice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn names_and_spacing_are_read() {
        let said = "Unifont\\-JP:spacing=90\nDejaVu Sans Mono:spacing=100\nDejaVu Sans\nThabit,ثابت\nThabit,ثابت\n";
        let fonts = listed(said);
        let shown: Vec<(&str, bool)> = fonts.iter().map(|font| (font.name.as_str(), font.monospaced)).collect();
        assert_eq!(
            shown,
            [("DejaVu Sans", false), ("DejaVu Sans Mono", true), ("Thabit", false), ("Unifont-JP", true)]
        );
    }

    #[test]
    fn what_is_not_there_is_to_be_installed() {
        let words = Words::of(Language::English);
        let none = advice(words, Some(&listed("DejaVu Sans\n")));
        assert!(none.iter().any(|line| line == words.say("fonts.install")), "{none:?}");
        let some = advice(words, Some(&listed("Unifont:spacing=90\n")));
        assert!(!some.iter().any(|line| line == words.say("fonts.install")), "{some:?}");
        assert!(some.iter().any(|line| line.starts_with("symbol_map") && line.ends_with("Unifont")), "{some:?}");
        assert!(advice(words, None).iter().any(|line| line == words.say("fonts.cannot-list")));
    }
}
