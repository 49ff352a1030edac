//! Shapes of words that say what they can be in a phrase.

use super::super::lexicon as lex;
use super::super::passage::{At, Passage};
use super::super::words::Word;

/// Whether an unknown word after a name looks like بـ with a feminine noun (بجائزة), and not like a name (باعجاجة).
pub(super) fn is_attached(body: &str) -> bool {
    body.strip_prefix('ب').is_some_and(|rest| !rest.starts_with('ا') && rest.ends_with('ة'))
}

/// Definite participles that bring their preposition with them wherever they stand: البيان الصادر عن الوزارة.
pub(super) fn brings_preposition(word: &Word<'_>) -> bool {
    word.article && matches!(word.stem, "صادر" | "صادرة" | "مشرف" | "مشرفة" | "منشور" | "منشورة" | "موقع" | "موقعة")
}

/// Whether the word is a preposition that stands alone.
pub(in crate::claims) fn is_bare_preposition(word: &Word<'_>) -> bool {
    word.classes.has(lex::PREPOSITION) && word.prep.is_none() && !word.article
}

/// «علي» spelled with its dots after a name or an honorific is the name, not the preposition.
pub(in crate::claims) fn is_given_name(p: &Passage<'_>, at: At) -> bool {
    let spelled = p.tokens[at].span.of(p.text).ends_with('ي');
    p.key(at) == "علي" && spelled
}

/// Whether an indefinite word has the shape of a masdar of the derived forms.
pub(in crate::claims) fn is_masdar_shape(stem: &str) -> bool {
    let mut letters = ['\0'; 10];
    let mut length = 0;
    for c in stem.trim_end_matches('ه').chars() {
        let Some(slot) = letters.get_mut(length) else { return false };
        *slot = c;
        length += 1;
    }
    matches!(
        &letters[..length],
        ['ا', _, _, 'ا', _]
            | ['ا', 'ن', _, _, 'ا', _]
            | ['ا', _, 'ت', _, 'ا', _]
            | ['ا', 'س', 'ت', .., 'ا', _]
            | ['ت', _, _, 'ي', _]
            | ['م', _, 'ا', _, _, 'ة']
    )
}
