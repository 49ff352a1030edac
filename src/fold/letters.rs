//! Single letters folded. Nothing beside the standard library is used here: `build.rs` folds its tables with this file too.

/// How far apart two spellings may be and still match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// NFKC only.
    Exact,
    /// Marks, letter forms, digits and case made equal.
    Normal,
    /// Also ة = ه, ؤ = و, ئ = ي, and hamza dropped.
    Loose,
}

/// What one character becomes at `level`, where that is a single character; `None` where it is dropped.
///
/// Compatibility decompositions are not applied: text that may hold them goes through `fold`.
pub fn fold_char(c: char, level: Level) -> Option<char> {
    if level == Level::Exact {
        return Some(c);
    }
    // Most of a text: letters that stay as they are at every level, told first.
    if matches!(c, ' '..='@' | '['..='~' | 'ب' | 'ت'..='غ' | 'ف'..='و' | 'ي' | 'ا') {
        return Some(c);
    }
    if is_dropped(c) {
        return None;
    }
    let normal = normal(c);
    if level == Level::Normal {
        return Some(normal);
    }
    match normal {
        'ة' => Some('ه'),
        'ؤ' => Some('و'),
        'ئ' => Some('ي'),
        'ء' => None,
        other => Some(other),
    }
}

/// Whether `c` is a letter or a digit (`char::is_alphanumeric`); the common ones are told without a look into tables.
pub fn is_of_word(c: char) -> bool {
    match c {
        'ء'..='غ' | 'ف'..='ي' | 'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '\0'..='\u{7f}' | '،' | '؛' | '؟' => false,
        c => c.is_alphanumeric(),
    }
}

fn is_dropped(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{61c}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}'
        | '\u{8d3}'..='\u{8ff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        && !matches!(c, '\u{6dd}' | '\u{6de}' | '\u{6e9}' | '\u{8e2}')
}

fn normal(c: char) -> char {
    match c {
        'آ' | 'أ' | 'إ' | 'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ہ' | 'ە' | 'ھ' => 'ه',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '٫' => '.',
        '٬' | '،' => ',',
        '؛' => ';',
        '؟' => '?',
        '«' | '»' | '“' | '”' | '„' | '‟' => '"',
        '\u{a0}' => ' ',
        '\u{621}'..='\u{64a}' => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

fn digit(c: char, zero: char) -> char {
    char::from(b'0' + (u32::from(c) - u32::from(zero)) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_told_first_are_those_that_stay() {
        for c in '\0'..='\u{ffff}' {
            let slowly = (!is_dropped(c)).then(|| normal(c));
            assert_eq!(fold_char(c, Level::Normal), slowly, "{c:?}");
        }
    }

    #[test]
    fn letters_and_digits_are_told_as_the_standard_library_tells_them() {
        for c in '\0'..='\u{ffff}' {
            assert_eq!(is_of_word(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
