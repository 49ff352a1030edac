//! Keys to commands: the table `assets/keys.tsv`, behind the keyboard layouts of `assets/layouts.tsv`.
//!
//! The layout map is always on here: Arabic letters have no other meaning in the reader, so a user never switches the
//! keyboard to give a command. Text fields do not pass through it.

use std::sync::LazyLock;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::Command;
use crate::words::Language;

const KEYS: &str = include_str!("../../assets/keys.tsv");
const LAYOUTS: &str = include_str!("../../assets/layouts.tsv");

/// A key by its name on a Latin layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    code: KeyCode,
    control: bool,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// What the keys do.
    pub command: Command,
    /// The command's name, for the help's words.
    pub name: &'static str,
    /// The keys as the table writes them.
    pub keys: Vec<&'static str>,
    /// The group in the help, or `-`.
    pub group: &'static str,
    strokes: Vec<Stroke>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stroke {
    One(Key),
    Two(char, char),
    Digit,
}

/// The group of the keys that count in the panel "why?".
pub const CORRECT: &str = "correct";
/// The group of the keys that count while words are being selected.
pub const SELECT: &str = "select";
/// The group of the keys that count in the panel of a claim's evidence.
pub const EVIDENCE: &str = "evidence";
/// The group of the keys that count in the library's lists.
pub const LIBRARY: &str = "library";

static BINDINGS: LazyLock<Vec<Binding>> = LazyLock::new(|| parse(KEYS));

/// The table, in its order.
pub fn bindings() -> &'static [Binding] {
    &BINDINGS
}

/// Keys as they come, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keyboard {
    /// The letter before, for `gg` and `yy`.
    before: Option<char>,
    /// Whether the last letter was Arabic: hints then name Arabic letters.
    pub arabic: bool,
}

impl Keyboard {
    /// A keyboard on which no key was pressed yet: its letters are thought to be those of the interface.
    pub fn for_language(language: Language) -> Keyboard {
        Keyboard { before: None, arabic: language == Language::Arabic }
    }

    /// What the next key means, with the one before it.
    pub fn press(&mut self, event: KeyEvent) -> Option<Command> {
        self.press_in("", event)
    }

    /// What the next key means where the keys of `group` count before all others.
    pub fn press_in(&mut self, group: &str, event: KeyEvent) -> Option<Command> {
        // Terminals send Latin letters for Ctrl chords on any keyboard.
        if let KeyCode::Char(c) = event.code
            && c.is_alphabetic()
            && !event.modifiers.contains(KeyModifiers::CONTROL)
        {
            self.arabic = latin(c).is_some();
        }
        let key = Key::of(event);
        let letter = match key.code {
            KeyCode::Char(c) if !key.control => Some(c),
            _ => None,
        };
        let before = std::mem::replace(&mut self.before, letter);
        let pair = before.zip(letter).map(|(first, second)| Stroke::Two(first, second));
        if let Some(command) = pair.and_then(find) {
            self.before = None;
            return Some(command);
        }
        if let Some(command) = find_in(group, event) {
            // What means something by itself here begins no pair.
            self.before = None;
            return Some(command);
        }
        if let Some(digit @ '1'..='9') = letter {
            return find(Stroke::Digit).map(|_| Command::Filter(digit as u8 - b'0'));
        }
        find(Stroke::One(key))
    }

    /// The name of a key: its Arabic letter where the user types Arabic.
    pub fn name_of(&self, key: &str) -> String {
        match key.chars().map(|c| arabic(c).filter(|_| self.arabic)).collect::<Option<String>>() {
            Some(name) if key.chars().count() <= 2 => name,
            _ => key.to_owned(),
        }
    }
}

/// The key of a Latin layout from which `c` came on one of the known layouts.
pub fn latin(c: char) -> Option<char> {
    layouts()
        .find_map(|(from, into)| from.chars().zip(into.chars()).find(|(there, _)| *there == c).map(|(_, here)| here))
}

/// The letter that the Latin key `c` sends on the first Arabic layout, if it sends one.
pub fn arabic(c: char) -> Option<char> {
    let (from, into) = layouts().next()?;
    into.chars().zip(from.chars()).find(|(here, _)| *here == c).map(|(_, there)| there)
}

/// Whether the name of a key is two letters that are pressed one after the other.
pub fn is_pair(key: &str) -> bool {
    key.len() == 2 && key.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// The letters of a pair as the first Arabic layout sends them.
pub fn in_arabic(pair: &str) -> String {
    pair.chars().map(|c| arabic(c).unwrap_or(c)).collect()
}

fn layouts() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(LAYOUTS).filter_map(|line| {
        let mut fields = line.split('\t').skip(1);
        fields.next().zip(fields.next())
    })
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn find(stroke: Stroke) -> Option<Command> {
    let mut everywhere = bindings().iter().filter(|binding| !is_of_place(binding.group));
    everywhere.find(|binding| binding.strokes.contains(&stroke)).map(|binding| binding.command)
}

/// Whether the keys of a group count in one place only, before all others.
pub fn is_of_place(group: &str) -> bool {
    matches!(group, CORRECT | SELECT | EVIDENCE | LIBRARY)
}

/// What a key means among those of `group`.
pub fn find_in(group: &str, event: KeyEvent) -> Option<Command> {
    let stroke = Stroke::One(Key::of(event));
    let found = bindings().iter().find(|binding| binding.group == group && binding.strokes.contains(&stroke));
    found.map(|binding| binding.command)
}

impl Key {
    fn of(event: KeyEvent) -> Key {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Char(c) => KeyCode::Char(latin(c).unwrap_or(c)),
            KeyCode::Tab if shift => KeyCode::BackTab,
            KeyCode::F(3) if shift => KeyCode::F(15),
            code => code,
        };
        Key { code, control }
    }
}

fn parse(table: &'static str) -> Vec<Binding> {
    lines(table).filter_map(binding).collect()
}

fn binding(line: &'static str) -> Option<Binding> {
    let mut fields = line.split('\t');
    let (name, keys, group) = (fields.next()?, fields.next()?, fields.next()?);
    let keys: Vec<&'static str> = keys.split(' ').collect();
    let strokes = keys.iter().filter_map(|key| stroke(key)).collect();
    Some(Binding { command: Command::named(name)?, name, keys, group, strokes })
}

fn stroke(name: &str) -> Option<Stroke> {
    let one = |code| Some(Stroke::One(Key { code, control: false }));
    let mut letters = name.chars();
    match (letters.next()?, letters.next(), letters.next()) {
        (c, None, _) => return one(KeyCode::Char(c)),
        (first, Some(second), None) if first.is_ascii_lowercase() && second.is_ascii_lowercase() => {
            return Some(Stroke::Two(first, second));
        }
        _ => {}
    }
    if let Some(c) = name.strip_prefix("Ctrl+").and_then(|rest| rest.chars().next()) {
        return Some(Stroke::One(Key { code: KeyCode::Char(c), control: true }));
    }
    match name {
        "1…9" => Some(Stroke::Digit),
        "Space" => one(KeyCode::Char(' ')),
        "Tab" => one(KeyCode::Tab),
        "Shift+Tab" => one(KeyCode::BackTab),
        "Enter" => one(KeyCode::Enter),
        "Esc" => one(KeyCode::Esc),
        "Backspace" => one(KeyCode::Backspace),
        "Up" => one(KeyCode::Up),
        "Down" => one(KeyCode::Down),
        "Left" => one(KeyCode::Left),
        "Right" => one(KeyCode::Right),
        "Home" => one(KeyCode::Home),
        "End" => one(KeyCode::End),
        "PageUp" => one(KeyCode::PageUp),
        "PageDown" => one(KeyCode::PageDown),
        "F1" => one(KeyCode::F(1)),
        "F2" => one(KeyCode::F(2)),
        "F3" => one(KeyCode::F(3)),
        "Shift+F3" => one(KeyCode::F(15)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(keys: &str) -> Option<Command> {
        let mut keyboard = Keyboard::default();
        keys.chars().map(|c| keyboard.press(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))).last().flatten()
    }

    #[test]
    fn every_line_of_the_table_is_understood() {
        assert_eq!(bindings().len(), lines(KEYS).count());
        for binding in bindings() {
            assert_eq!(binding.strokes.len(), binding.keys.len(), "{}: {:?}", binding.name, binding.keys);
        }
    }

    #[test]
    fn no_key_is_bound_twice() {
        for panel in ["", CORRECT, SELECT, EVIDENCE, LIBRARY] {
            let counts = |group| if panel.is_empty() { !is_of_place(group) } else { group == panel };
            let counting = bindings().iter().filter(|binding| counts(binding.group));
            let all: Vec<Stroke> = counting.flat_map(|binding| binding.strokes.clone()).collect();
            assert!(!all.is_empty());
            for (at, stroke) in all.iter().enumerate() {
                assert!(!all[..at].contains(stroke), "{stroke:?} {panel}");
            }
        }
    }

    #[test]
    fn arabic_letters_give_the_same_commands() {
        for (arabic, latin) in [("ت", "j"), ("ن", "k"), ("ص", "w"), ("ث", "e"), ("ش", "a"), ("ف", "t"), ("ق", "r")]
        {
            assert_eq!(press(arabic), press(latin), "{arabic} and {latin}");
            assert!(press(latin).is_some(), "{latin}");
        }
        assert_eq!(press("٣"), Some(Command::Filter(3)));
        assert_eq!(press("۳"), Some(Command::Filter(3)));
        assert_eq!(press("٠"), Some(Command::AllSources));
        assert_eq!(press("؟"), Some(Command::Help));
        assert_eq!(press("ظ"), Some(Command::Search));
        assert_eq!(
            (press("و"), press("،"), press(",")),
            (Some(Command::View), Some(Command::View), Some(Command::View))
        );
        assert_eq!(press("لل"), Some(Command::Top));
        assert_eq!(press("غغ"), Some(Command::CopyWords));
        assert_eq!((press("ر"), press("ك")), (Some(Command::Select), Some(Command::Redo)));
        let marks = [("خ", "o"), ("ح", "p"), ("ء", "x"), ("ط", "x"), ("ز", ".")];
        assert!(marks.iter().all(|(arabic, latin)| press(latin).is_some() && press(arabic) == press(latin)));
        let in_panel = |letter| find_in(CORRECT, KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
        for (arabic, latin) in [('ل', 'g'), ('م', 'l'), ('س', 's'), ('ا', 'h'), ('ب', 'f'), ('ح', 'p')] {
            assert!(in_panel(arabic).is_some() && in_panel(arabic) == in_panel(latin), "{arabic} and {latin}");
        }
    }

    #[test]
    fn a_control_chord_says_nothing_of_the_keyboard() {
        let mut keyboard = Keyboard::for_language(Language::Arabic);
        keyboard.press(KeyEvent::new(KeyCode::Char('l'), KeyModifiers::CONTROL));
        assert!(keyboard.arabic);
        keyboard.press(KeyEvent::new(KeyCode::Char('l'), KeyModifiers::NONE));
        assert!(!keyboard.arabic);
    }

    #[test]
    fn layouts_pair_every_letter_with_a_key() {
        for (from, into) in layouts() {
            assert_eq!(from.chars().count(), into.chars().count());
        }
    }

    #[test]
    fn capitals_that_an_arabic_keyboard_cannot_send_are_not_bound() {
        for c in "DFLCVMZU".chars() {
            assert_eq!(press(&c.to_string()), None, "{c}");
        }
    }
}
