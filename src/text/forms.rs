//! The presentation forms of Arabic letters: the decompositions of Forms-A and Forms-B in UnicodeData.txt, read backwards.
//!
//! Every letter that is the whole of an `<isolated>`, `<final>`, `<initial>` or `<medial>` decomposition has a row; U+06D5
//! (ae) borrows the forms of heh, which look the same. Letters without a row keep their own code point.

/// Which neighbours a letter is joined to, as its form shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// To none.
    Isolated,
    /// To the one on its right.
    Final,
    /// To the one on its left.
    Initial,
    /// To both.
    Medial,
}

/// The presentation form of `letter`, or `letter` where it has none.
///
/// A letter that has only two forms shows in the other two the one that reaches to the same right-hand neighbour.
#[inline]
pub(super) fn form(letter: char, form: Form) -> char {
    let Some(row) = u32::from(letter).checked_sub(FIRST).and_then(|at| TABLE.get(at as usize)) else { return letter };
    row[form as usize]
}

/// The form that `glyph` is, where it is one of a letter's presentation forms or of lam and alef's.
pub(super) fn form_of(glyph: char) -> Option<Form> {
    let at = u32::from(glyph).checked_sub(FIRST_FORM)?;
    *FORM_OF.get(at as usize)?
}

/// The one-cell ligature of lam with `alef`, isolated; its final form is the next code point.
pub(super) const fn lam_alef(alef: char) -> Option<char> {
    match alef {
        '\u{622}' => Some('\u{fef5}'),
        '\u{623}' => Some('\u{fef7}'),
        '\u{625}' => Some('\u{fef9}'),
        '\u{627}' => Some('\u{fefb}'),
        _ => None,
    }
}

/// The alef whose final form `glyph` is; anything else as it is.
pub(super) const fn unjoined_alef(glyph: char) -> char {
    match glyph {
        '\u{fe82}' => '\u{622}',
        '\u{fe84}' => '\u{623}',
        '\u{fe88}' => '\u{625}',
        '\u{fe8e}' => '\u{627}',
        other => other,
    }
}

/// The letter that `letter` and a madda or hamza make together (canonical composition).
pub(super) const fn composed(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('\u{627}', '\u{653}') => Some('\u{622}'),
        ('\u{627}', '\u{654}') => Some('\u{623}'),
        ('\u{648}', '\u{654}') => Some('\u{624}'),
        ('\u{627}', '\u{655}') => Some('\u{625}'),
        ('\u{64a}', '\u{654}') => Some('\u{626}'),
        ('\u{6d2}', '\u{654}') => Some('\u{6d3}'),
        _ => None,
    }
}

/// Whether `letter` makes another letter with a madda or a hamza.
pub(super) const fn may_compose(letter: char) -> bool {
    matches!(letter, '\u{627}' | '\u{648}' | '\u{64a}' | '\u{6d2}')
}

/// A letter without forms that looks like one with forms and a mark: the two.
pub(super) const fn split(letter: char) -> Option<(char, char)> {
    match letter {
        '\u{6c2}' => Some(('\u{6c1}', '\u{654}')),
        _ => None,
    }
}

/// Whether `glyph` is one of the presentation forms of `letter`.
pub(super) fn is_form_of(glyph: char, letter: char) -> bool {
    [Form::Isolated, Form::Final, Form::Initial, Form::Medial].iter().any(|&of| form(letter, of) == glyph)
}

/// What a presentation form stands for: its letter or letters, and the sides on which it is drawn joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shaped {
    /// The letter; of a lam-alef the lam.
    pub first: char,
    /// The letter; of a lam-alef the alef.
    pub last: char,
    /// Whether it is joined to the letter before it in the text.
    pub joins_before: bool,
    /// Whether it is joined to the letter after it.
    pub joins_after: bool,
}

/// What `glyph` stands for, if it is one of the forms that the layout draws.
///
/// ```
/// use isnad::text::shaped;
/// let initial = shaped('\u{fe91}').unwrap();
/// assert_eq!((initial.first, initial.joins_before, initial.joins_after), ('\u{628}', false, true));
/// assert_eq!(shaped('\u{628}'), None);
/// ```
pub fn shaped(glyph: char) -> Option<Shaped> {
    if let at @ 0..=7 = u32::from(glyph).wrapping_sub(0xfef5) {
        let alef = ['\u{622}', '\u{623}', '\u{625}', ALEF][at as usize / 2];
        return Some(Shaped { first: LAM, last: alef, joins_before: at % 2 == 1, joins_after: false });
    }
    let row = ROWS.iter().find(|(_, forms)| forms.iter().any(|&form| u32::from(form) == u32::from(glyph)))?;
    let place = row.1.iter().position(|&form| u32::from(form) == u32::from(glyph))?;
    let letter = char::from_u32(u32::from(row.0))?;
    let joins_before = place == Form::Final as usize || place == Form::Medial as usize;
    let joins_after = place == Form::Initial as usize || place == Form::Medial as usize;
    Some(Shaped { first: letter, last: letter, joins_before, joins_after })
}

/// ALEF.
pub(super) const ALEF: char = '\u{627}';
/// LAM.
pub(super) const LAM: char = '\u{644}';

const FIRST: u32 = 0x621;
const LAST: u32 = 0x6d5;

/// What [`form`] gives, in the order of [`Form`].
static TABLE: [[char; 4]; (LAST - FIRST + 1) as usize] = {
    let mut table = [['\0'; 4]; (LAST - FIRST + 1) as usize];
    let mut at = 0;
    while at < table.len() {
        let letter = code(FIRST as u16 + at as u16);
        table[at] = [letter; 4];
        at += 1;
    }
    at = 0;
    while at < ROWS.len() {
        let (letter, [isolated, last, first, middle]) = ROWS[at];
        table[(letter as u32 - FIRST) as usize] = [
            code(isolated),
            code(if last == 0 { letter } else { last }),
            code(if first == 0 { isolated } else { first }),
            code(match (middle, last) {
                (0, 0) => letter,
                (0, _) => last,
                _ => middle,
            }),
        ];
        at += 1;
    }
    table
};

const fn code(number: u16) -> char {
    match char::from_u32(number as u32) {
        Some(c) => c,
        None => panic!("no character"),
    }
}

const FIRST_FORM: u32 = 0xfb50;
const LAST_FORM: u32 = 0xfefc;

/// [`ROWS`] read backwards, with the ligatures of lam and alef.
static FORM_OF: [Option<Form>; (LAST_FORM - FIRST_FORM + 1) as usize] = {
    let mut table = [None; (LAST_FORM - FIRST_FORM + 1) as usize];
    let forms = [Form::Isolated, Form::Final, Form::Initial, Form::Medial];
    let mut at = 0;
    while at < ROWS.len() {
        let mut form = 0;
        while form < forms.len() {
            let glyph = ROWS[at].1[form] as u32;
            if glyph >= FIRST_FORM {
                table[(glyph - FIRST_FORM) as usize] = Some(forms[form]);
            }
            form += 1;
        }
        at += 1;
    }
    let mut ligature = 0xfef5;
    while ligature < LAST_FORM {
        table[(ligature - FIRST_FORM) as usize] = Some(Form::Isolated);
        table[(ligature + 1 - FIRST_FORM) as usize] = Some(Form::Final);
        ligature += 2;
    }
    table
};

/// Letter; isolated, final, initial, medial form, 0 where there is none.
#[rustfmt::skip]
const ROWS: [(u16, [u16; 4]); 77] = [
    (0x0621, [0xfe80, 0x0000, 0x0000, 0x0000]),
    (0x0622, [0xfe81, 0xfe82, 0x0000, 0x0000]),
    (0x0623, [0xfe83, 0xfe84, 0x0000, 0x0000]),
    (0x0624, [0xfe85, 0xfe86, 0x0000, 0x0000]),
    (0x0625, [0xfe87, 0xfe88, 0x0000, 0x0000]),
    (0x0626, [0xfe89, 0xfe8a, 0xfe8b, 0xfe8c]),
    (0x0627, [0xfe8d, 0xfe8e, 0x0000, 0x0000]),
    (0x0628, [0xfe8f, 0xfe90, 0xfe91, 0xfe92]),
    (0x0629, [0xfe93, 0xfe94, 0x0000, 0x0000]),
    (0x062a, [0xfe95, 0xfe96, 0xfe97, 0xfe98]),
    (0x062b, [0xfe99, 0xfe9a, 0xfe9b, 0xfe9c]),
    (0x062c, [0xfe9d, 0xfe9e, 0xfe9f, 0xfea0]),
    (0x062d, [0xfea1, 0xfea2, 0xfea3, 0xfea4]),
    (0x062e, [0xfea5, 0xfea6, 0xfea7, 0xfea8]),
    (0x062f, [0xfea9, 0xfeaa, 0x0000, 0x0000]),
    (0x0630, [0xfeab, 0xfeac, 0x0000, 0x0000]),
    (0x0631, [0xfead, 0xfeae, 0x0000, 0x0000]),
    (0x0632, [0xfeaf, 0xfeb0, 0x0000, 0x0000]),
    (0x0633, [0xfeb1, 0xfeb2, 0xfeb3, 0xfeb4]),
    (0x0634, [0xfeb5, 0xfeb6, 0xfeb7, 0xfeb8]),
    (0x0635, [0xfeb9, 0xfeba, 0xfebb, 0xfebc]),
    (0x0636, [0xfebd, 0xfebe, 0xfebf, 0xfec0]),
    (0x0637, [0xfec1, 0xfec2, 0xfec3, 0xfec4]),
    (0x0638, [0xfec5, 0xfec6, 0xfec7, 0xfec8]),
    (0x0639, [0xfec9, 0xfeca, 0xfecb, 0xfecc]),
    (0x063a, [0xfecd, 0xfece, 0xfecf, 0xfed0]),
    (0x0641, [0xfed1, 0xfed2, 0xfed3, 0xfed4]),
    (0x0642, [0xfed5, 0xfed6, 0xfed7, 0xfed8]),
    (0x0643, [0xfed9, 0xfeda, 0xfedb, 0xfedc]),
    (0x0644, [0xfedd, 0xfede, 0xfedf, 0xfee0]),
    (0x0645, [0xfee1, 0xfee2, 0xfee3, 0xfee4]),
    (0x0646, [0xfee5, 0xfee6, 0xfee7, 0xfee8]),
    (0x0647, [0xfee9, 0xfeea, 0xfeeb, 0xfeec]),
    (0x0648, [0xfeed, 0xfeee, 0x0000, 0x0000]),
    (0x0649, [0xfeef, 0xfef0, 0xfbe8, 0xfbe9]),
    (0x064a, [0xfef1, 0xfef2, 0xfef3, 0xfef4]),
    (0x0671, [0xfb50, 0xfb51, 0x0000, 0x0000]),
    (0x0677, [0xfbdd, 0x0000, 0x0000, 0x0000]),
    (0x0679, [0xfb66, 0xfb67, 0xfb68, 0xfb69]),
    (0x067a, [0xfb5e, 0xfb5f, 0xfb60, 0xfb61]),
    (0x067b, [0xfb52, 0xfb53, 0xfb54, 0xfb55]),
    (0x067e, [0xfb56, 0xfb57, 0xfb58, 0xfb59]),
    (0x067f, [0xfb62, 0xfb63, 0xfb64, 0xfb65]),
    (0x0680, [0xfb5a, 0xfb5b, 0xfb5c, 0xfb5d]),
    (0x0683, [0xfb76, 0xfb77, 0xfb78, 0xfb79]),
    (0x0684, [0xfb72, 0xfb73, 0xfb74, 0xfb75]),
    (0x0686, [0xfb7a, 0xfb7b, 0xfb7c, 0xfb7d]),
    (0x0687, [0xfb7e, 0xfb7f, 0xfb80, 0xfb81]),
    (0x0688, [0xfb88, 0xfb89, 0x0000, 0x0000]),
    (0x068c, [0xfb84, 0xfb85, 0x0000, 0x0000]),
    (0x068d, [0xfb82, 0xfb83, 0x0000, 0x0000]),
    (0x068e, [0xfb86, 0xfb87, 0x0000, 0x0000]),
    (0x0691, [0xfb8c, 0xfb8d, 0x0000, 0x0000]),
    (0x0698, [0xfb8a, 0xfb8b, 0x0000, 0x0000]),
    (0x06a4, [0xfb6a, 0xfb6b, 0xfb6c, 0xfb6d]),
    (0x06a6, [0xfb6e, 0xfb6f, 0xfb70, 0xfb71]),
    (0x06a9, [0xfb8e, 0xfb8f, 0xfb90, 0xfb91]),
    (0x06ad, [0xfbd3, 0xfbd4, 0xfbd5, 0xfbd6]),
    (0x06af, [0xfb92, 0xfb93, 0xfb94, 0xfb95]),
    (0x06b1, [0xfb9a, 0xfb9b, 0xfb9c, 0xfb9d]),
    (0x06b3, [0xfb96, 0xfb97, 0xfb98, 0xfb99]),
    (0x06ba, [0xfb9e, 0xfb9f, 0x0000, 0x0000]),
    (0x06bb, [0xfba0, 0xfba1, 0xfba2, 0xfba3]),
    (0x06be, [0xfbaa, 0xfbab, 0xfbac, 0xfbad]),
    (0x06c0, [0xfba4, 0xfba5, 0x0000, 0x0000]),
    (0x06c1, [0xfba6, 0xfba7, 0xfba8, 0xfba9]),
    (0x06c5, [0xfbe0, 0xfbe1, 0x0000, 0x0000]),
    (0x06c6, [0xfbd9, 0xfbda, 0x0000, 0x0000]),
    (0x06c7, [0xfbd7, 0xfbd8, 0x0000, 0x0000]),
    (0x06c8, [0xfbdb, 0xfbdc, 0x0000, 0x0000]),
    (0x06c9, [0xfbe2, 0xfbe3, 0x0000, 0x0000]),
    (0x06cb, [0xfbde, 0xfbdf, 0x0000, 0x0000]),
    (0x06cc, [0xfbfc, 0xfbfd, 0xfbfe, 0xfbff]),
    (0x06d0, [0xfbe4, 0xfbe5, 0xfbe6, 0xfbe7]),
    (0x06d2, [0xfbae, 0xfbaf, 0x0000, 0x0000]),
    (0x06d3, [0xfbb0, 0xfbb1, 0x0000, 0x0000]),
    (0x06d5, [0xfee9, 0xfeea, 0x0000, 0x0000]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_known_for_what_it_is() {
        for (letter, row) in ROWS.iter().filter_map(|(letter, row)| Some((char::from_u32(u32::from(*letter))?, row))) {
            for (at, known) in [Form::Isolated, Form::Final, Form::Initial, Form::Medial].into_iter().enumerate() {
                let found = form_of(form(letter, known));
                assert!(row[at] == 0 || found == Some(known), "{letter} {known:?}: {found:?}");
            }
        }
        let ligature = lam_alef(ALEF).expect("a ligature");
        assert_eq!(form_of(ligature), Some(Form::Isolated));
        assert_eq!(form_of('\u{fefc}'), Some(Form::Final));
        assert_eq!((form_of('ب'), form_of('a'), form_of('\u{feff}')), (None, None, None));
    }
}
