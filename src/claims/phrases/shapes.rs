//! Shapes of words that say what they can be in a phrase.

use super::super::lexicon as lex;
use super::super::passage::{At, Passage};
use super::super::words::Word;

/// Whether an unknown word after a name looks like بـ with a noun (بجائزة، بخطئه، بمستوى), and not like a name
/// (باعجاجة، بلقاسم).
pub(super) fn is_attached(body: &str) -> bool {
    let Some(rest) = body.strip_prefix(['ب', 'ل']) else { return false };
    let long = rest.chars().count() >= 4;
    let possessed = ["ه", "ها", "هم"].iter().any(|e| rest.ends_with(e)) && long;
    let noun = body.starts_with('ب') && (rest.ends_with('ة') || possessed || rest.starts_with('م') && long);
    !rest.starts_with('ا') && noun || long && is_masdar_shape(rest)
}

/// «داعمون للقرار»، «فاعلون محليون»: many that the lexicon lacks, and no name in ون.
pub(in crate::claims) fn is_plural(p: &Passage<'_>, at: At) -> bool {
    let next = p.word(at + 1).is_some_and(|w| w.stem.ends_with("ون") || w.prep == Some('ل'));
    p.word(at).is_some_and(|w| w.stem.ends_with("ون") && w.stem.chars().count() >= 5) && next
}

/// للصحافيين، للإعلاميين: those to whom everybody speaks.
pub(super) fn is_press(word: &Word<'_>) -> bool {
    let plural = ["ين", "ات"].iter().find_map(|e| word.stem.strip_suffix(e)).unwrap_or("");
    matches!(plural, "صحافي" | "صحفي" | "اعلامي" | "مراسل")
}

/// Whether a word that the lexicon does not have has a shape that verbs have and names do not: استأجر، اجتمع، يغادر.
pub(in crate::claims) fn is_unknown_verb(p: &Passage<'_>, at: At) -> bool {
    let Some(word) = p.word(at).filter(|w| w.classes.is_empty() && w.forms.is_empty() && !w.article) else {
        return false;
    };
    if word.prep.is_some() || word.body.ends_with('ة') {
        return false;
    }
    if word.body.ends_with("وا") && word.body.chars().count() >= 5 {
        return true;
    }
    let mut letters = word.body.trim_end_matches("وا").chars();
    let length = word.body.trim_end_matches("وا").chars().count();
    let (first, second, third) = (letters.next(), letters.next(), letters.next());
    let long = letters.any(|c| matches!(c, 'ا' | 'و' | 'ي'));
    // A hamza that is written belongs to a noun: أنطون.
    let joining = p.text.get(word.body_at.0..).is_some_and(|t| t.starts_with('ا'));
    match (first, second, third) {
        (Some('ا'), Some('س'), Some('ت')) => joining && length >= 6 && !is_masdar_shape(word.body),
        (Some('ا'), Some(_), Some('ت')) => joining && (5..=6).contains(&length) && !long,
        // يا and يو begin names (ياسين، يوهان) as often as verbs.
        (Some('ي'), Some(second), Some(_)) => length >= 4 && !matches!(second, 'ا' | 'و' | 'ي'),
        _ => false,
    }
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
    // «عمدة المدينة دون ماكلي»: no noun of the language follows.
    let foreign = |w: &Word<'_>| {
        w.classes.is_empty() && w.forms.is_empty() && !w.article && w.prep.is_none() && !is_masdar_shape(w.stem)
    };
    let titled = p.key(at) == "دون" && p.word(at + 1).is_some_and(|w| foreign(w) && !w.stem.ends_with(['ة', 'ه', 'ا']));
    p.key(at) == "علي" && spelled || titled
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
