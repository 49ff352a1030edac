//! What the stages ask about a character, packed into one number, and looked up once.
//!
//! The answers are exact for the *plain* characters (`chars::is_plain`), which are nearly all of a text: Bidi_Class,
//! Joining_Type and Line_Break as far as the quick ways of the stages need them. They stand here as ranges, which cost
//! nothing at start, and a test holds them equal to the libraries for every character.

use super::chars;

/// The packed answers. Of a character that is not plain nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Props(u16);

const BIDI: u16 = 0xf;
const JOINS: u16 = 0x30;
const JOINS_SHIFT: u32 = 4;
const LINE: u16 = 0x1c0;
const LINE_SHIFT: u32 = 6;
const PLAIN: u16 = 0x200;
const MARK: u16 = 0x400;
const MIRRORS: u16 = 0x800;
const ASK_JOINS: u16 = 0x1000;
const BREAK: u16 = 0x8000;

/// Bidi_Class, with all that is neutral as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// WS and ON.
    Neutral,
    /// L.
    Left,
    /// R.
    Right,
    /// AL.
    Arabic,
    /// EN.
    European,
    /// AN.
    ArabicNumber,
    /// ES.
    Separator,
    /// CS.
    Common,
    /// ET.
    Terminator,
}

impl Class {
    /// One bit for each class, so that sets of them are numbers.
    pub const fn bit(self) -> u16 {
        1 << self as u16
    }
}

const CLASSES: [Class; 16] = [
    Class::Neutral,
    Class::Left,
    Class::Right,
    Class::Arabic,
    Class::European,
    Class::ArabicNumber,
    Class::Separator,
    Class::Common,
    Class::Terminator,
    Class::Neutral,
    Class::Neutral,
    Class::Neutral,
    Class::Neutral,
    Class::Neutral,
    Class::Neutral,
    Class::Neutral,
];

/// Line_Break, as far as words, the marks around them and blanks go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// Anything else: the library is asked.
    Other,
    /// AL, HL, NU.
    Letter,
    /// EX, IS, CL, CP, and QU that only closes.
    Closing,
    /// OP, and QU that only opens.
    Opening,
    /// QU that does both.
    Quote,
    /// SP.
    Space,
}

const LINES: [Line; 8] =
    [Line::Other, Line::Letter, Line::Closing, Line::Opening, Line::Quote, Line::Space, Line::Other, Line::Other];

/// The sides on which a letter joins its neighbours: to the one before, to the one after, in right-to-left text.
pub(super) const TO_BEFORE: u8 = 1;
/// To the one after it.
pub(super) const TO_AFTER: u8 = 2;

/// The characters below are answered from a table.
const LOW: usize = 0x700;

static TABLE: [Props; LOW] = {
    let mut table = [Props(0); LOW];
    let mut at = 0;
    while at < LOW {
        if let Some(c) = char::from_u32(at as u32) {
            table[at] = Props::compute(c);
        }
        at += 1;
    }
    table
};

impl Props {
    /// Of a character that is not plain.
    pub const UNKNOWN: Props = Props(0);

    /// The answers for `c`.
    #[inline]
    pub fn of(c: char) -> Props {
        match TABLE.get(c as usize) {
            Some(found) => *found,
            None => Props::compute(c),
        }
    }

    const fn compute(c: char) -> Props {
        if chars::is_arabic_mark(c) {
            return Props(MARK);
        }
        if !chars::is_plain(c) {
            return Props::UNKNOWN;
        }
        let far = c as usize >= LOW && joins_unknown(c);
        Props(
            PLAIN
                | class_of(c) as u16
                | (joins_of(c) as u16) << JOINS_SHIFT
                | (line_of(c) as u16) << LINE_SHIFT
                | if chars::may_mirror(c) { MIRRORS } else { 0 }
                | if far { ASK_JOINS } else { 0 },
        )
    }

    /// Whether the character is plain, so that all else here is known.
    #[inline]
    pub const fn is_plain(self) -> bool {
        self.0 & PLAIN != 0
    }

    /// Whether the character is a mark of the Arabic script.
    #[inline]
    pub const fn is_mark(self) -> bool {
        self.0 & MARK != 0
    }

    /// Whether the character may have a mirror image.
    #[inline]
    pub const fn may_mirror(self) -> bool {
        self.0 & (MIRRORS | PLAIN) != PLAIN
    }

    /// Bidi_Class.
    #[inline]
    pub const fn class(self) -> Class {
        CLASSES[(self.0 & BIDI) as usize]
    }

    /// Joining_Type as sides, or nothing where it stands in no table here.
    #[inline]
    pub const fn joins(self) -> u8 {
        ((self.0 & JOINS) >> JOINS_SHIFT) as u8
    }

    /// Whether the joining type must be asked for.
    #[inline]
    pub const fn must_ask_joins(self) -> bool {
        self.0 & ASK_JOINS != 0
    }

    /// Line_Break.
    #[inline]
    pub const fn line(self) -> Line {
        LINES[((self.0 & LINE) >> LINE_SHIFT) as usize]
    }

    /// Whether a line may end before the character, once that was found out.
    #[inline]
    pub const fn may_break(self) -> bool {
        self.0 & BREAK != 0
    }

    /// Notes that a line may end before the character.
    #[inline]
    pub const fn set_break(&mut self) {
        self.0 |= BREAK;
    }
}

const fn class_of(c: char) -> Class {
    match c {
        '+' | '-' => Class::Separator,
        ',' | '.' | '/' | ':' | chars::NBSP | '\u{60c}' => Class::Common,
        '#'..='%' | '\u{a2}'..='\u{a5}' | '\u{b0}' | '\u{b1}' | '\u{66a}' | '\u{2030}' => Class::Terminator,
        '0'..='9' | '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{6f0}'..='\u{6f9}' => Class::European,
        '\u{660}'..='\u{669}' | '\u{66b}' | '\u{66c}' => Class::ArabicNumber,
        'A'..='Z'
        | 'a'..='z'
        | '\u{aa}'
        | '\u{b5}'
        | '\u{ba}'
        | '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{2b8}'
        | '\u{2bb}'..='\u{2c1}'
        | '\u{2d0}'
        | '\u{2d1}'
        | '\u{2e0}'..='\u{2e4}'
        | '\u{2ee}'
        | '\u{400}'..='\u{52f}' => Class::Left,
        '\u{5d0}'..='\u{5ea}' => Class::Right,
        '\u{60d}'
        | '\u{61b}'
        | '\u{61d}'..='\u{64a}'
        | '\u{66d}'
        | '\u{66e}'
        | '\u{66f}'
        | '\u{671}'..='\u{6d5}'
        | '\u{6ee}'
        | '\u{6ef}'
        | '\u{6fa}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{8a0}'..='\u{8b4}'
        | '\u{fb50}'..='\u{fbb1}'
        | '\u{fbd3}'..='\u{fbff}'
        | '\u{fe80}'..='\u{fefc}' => Class::Arabic,
        _ => Class::Neutral,
    }
}

const fn joins_of(c: char) -> u8 {
    match c {
        '\u{622}'..='\u{625}'
        | '\u{627}'
        | '\u{629}'
        | '\u{62f}'..='\u{632}'
        | '\u{648}'
        | '\u{671}'..='\u{673}'
        | '\u{675}'..='\u{677}'
        | '\u{688}'..='\u{699}'
        | '\u{6c0}'
        | '\u{6c3}'..='\u{6cb}'
        | '\u{6cd}'
        | '\u{6cf}'
        | '\u{6d2}'
        | '\u{6d3}'
        | '\u{6d5}'
        | '\u{6ee}'
        | '\u{6ef}' => TO_BEFORE,
        '\u{620}'
        | '\u{626}'
        | '\u{628}'..='\u{64a}'
        | '\u{66e}'
        | '\u{66f}'
        | '\u{678}'..='\u{6d3}'
        | '\u{6fa}'..='\u{6fc}'
        | '\u{6ff}' => TO_BEFORE | TO_AFTER,
        _ => 0,
    }
}

/// Whether `c` is a letter beyond the table that may join.
const fn joins_unknown(c: char) -> bool {
    matches!(c, '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8b4}')
}

const fn line_of(c: char) -> Line {
    match c {
        ' ' => Line::Space,
        '!' | '?' | ',' | '.' | ':' | ';' | '\u{60c}' | '\u{61b}' | '\u{61f}' | ')' | ']' | '}' | '»' => Line::Closing,
        '(' | '[' | '{' | '«' => Line::Opening,
        '"' => Line::Quote,
        '0'..='9'
        | 'A'..='Z'
        | 'a'..='z'
        | '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}'
        | '\u{400}'..='\u{481}'
        | '\u{48a}'..='\u{52f}'
        | '\u{5d0}'..='\u{5ea}'
        | '\u{620}'..='\u{64a}'
        | '\u{660}'..='\u{669}'
        | '\u{671}'..='\u{6d3}'
        | '\u{6d5}'
        | '\u{6ee}'..='\u{6fc}' => Line::Letter,
        _ => Line::Other,
    }
}

#[cfg(test)]
mod tests {
    use icu_properties::CodePointMapData;
    use icu_properties::props::{JoiningType, LineBreak};
    use unicode_bidi::{BidiClass, BidiDataSource, HardcodedBidiData};

    use super::*;

    fn plain() -> impl Iterator<Item = (char, Props)> {
        ('\0'..=char::MAX).map(|c| (c, Props::of(c))).filter(|(_, props)| props.is_plain())
    }

    #[test]
    fn classes_are_those_of_the_library() {
        for (c, props) in plain() {
            let expected = match HardcodedBidiData.bidi_class(c) {
                BidiClass::L => Class::Left,
                BidiClass::R => Class::Right,
                BidiClass::AL => Class::Arabic,
                BidiClass::EN => Class::European,
                BidiClass::AN => Class::ArabicNumber,
                BidiClass::ES => Class::Separator,
                BidiClass::CS => Class::Common,
                BidiClass::ET => Class::Terminator,
                BidiClass::ON | BidiClass::WS => Class::Neutral,
                other => panic!("{c:?} is {other:?} and plain"),
            };
            assert_eq!(props.class(), expected, "U+{:04X}", u32::from(c));
        }
        for c in ('\0'..=char::MAX).filter(|&c| Props::of(c).is_mark()) {
            assert_eq!(HardcodedBidiData.bidi_class(c), BidiClass::NSM, "{c:?}");
        }
    }

    #[test]
    fn joining_types_are_those_of_the_library() {
        for (c, props) in plain().filter(|(_, props)| !props.must_ask_joins()) {
            let expected = match CodePointMapData::<JoiningType>::new().get(c) {
                JoiningType::NonJoining => 0,
                JoiningType::RightJoining => TO_BEFORE,
                JoiningType::DualJoining | JoiningType::JoinCausing => TO_BEFORE | TO_AFTER,
                other => panic!("{c:?} is {other:?} and plain"),
            };
            assert_eq!(props.joins(), expected, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn line_classes_are_those_of_the_library() {
        for (c, props) in plain() {
            let class = CodePointMapData::<LineBreak>::new().get(c);
            let right = match props.line() {
                Line::Letter => matches!(class, LineBreak::Alphabetic | LineBreak::HebrewLetter | LineBreak::Numeric),
                Line::Closing => {
                    c == '»'
                        || matches!(
                            class,
                            LineBreak::Exclamation
                                | LineBreak::InfixNumeric
                                | LineBreak::ClosePunctuation
                                | LineBreak::CloseParenthesis
                        )
                }
                Line::Opening => c == '«' || class == LineBreak::OpenPunctuation,
                Line::Quote => class == LineBreak::Quotation,
                Line::Space => class == LineBreak::Space,
                Line::Other => true,
            };
            assert!(right, "U+{:04X} is {class:?}", u32::from(c));
        }
    }

    #[test]
    fn brackets_among_the_plain_are_those_of_ascii() {
        for (c, _) in plain() {
            let is_bracket = HardcodedBidiData.bidi_matched_opening_bracket(c).is_some();
            assert_eq!(is_bracket, matches!(c, '(' | ')' | '[' | ']' | '{' | '}'), "{c:?}");
        }
    }
}
