//! Whether a mention and a source can be one: role, name, number, gender.

use super::book::Entity;
use super::names;
use super::profile::{Gender, Profile};

pub(super) fn has_head(e: &Entity, head: &str) -> bool {
    e.roles.iter().any(|(own, _)| own == head)
}

pub(super) fn number_fits(e: &Entity, profile: &Profile) -> bool {
    e.many == profile.many
}

pub(super) fn gender_fits(a: Gender, b: Gender) -> bool {
    a == Gender::Unknown || b == Gender::Unknown || a == b
}

/// Same head, and the complements of one among those of the other, none of them against it.
pub(super) fn same_role(role: &(String, Vec<String>), profile: &Profile) -> bool {
    let (head, own) = role;
    if head != &profile.head || own.is_empty() {
        return false;
    }
    if own.iter().any(|o| o.starts_with('#') && profile.complements.contains(o)) {
        return true;
    }
    let (few, many) =
        if own.len() <= profile.complements.len() { (own, &profile.complements) } else { (&profile.complements, own) };
    let shared = few.iter().filter(|c| many.iter().any(|m| related(m, c))).count();
    shared == few.len() || shared >= 2 && shared + 1 >= few.len()
}

/// Whether two words of a role agree: equal, or one a spelling of the other.
pub(super) fn related(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    // Spellings differ after the first letter, and أمريكي is أميركي.
    if a.chars().next() != b.chars().next() {
        return false;
    }
    let american = |w: &str| w.starts_with("امريك") || w.starts_with("اميرك");
    // What follows the root: ي، ية، يون.
    let ending = |w| plain(w).skip_while(|&c| c != 'ك');
    if american(a) && american(b) { ending(a).eq(ending(b)) } else { plain(a).eq(plain(b)) }
}

/// The letters as they are at [`Level::Loose`](crate::fold::Level) after the folding that the words have had already.
fn plain(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|&c| c != 'ء').map(|c| match c {
        'ة' => 'ه',
        'ؤ' => 'و',
        'ئ' => 'ي',
        other => other,
    })
}

/// Whether the words of one name stand in the other, family name included.
pub(super) fn within(a: &[String], b: &[String]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if few.len() == 1 {
        return many.last().is_some_and(|last| names::same(last, &few[0]));
    }
    let shared = few.iter().filter(|w| many.iter().any(|m| names::same(m, w))).count();
    shared == few.len()
}

/// No clash of gender or of named institution between a source and a mention.
pub(super) fn clash_free(e: &Entity, profile: &Profile) -> bool {
    gender_fits(e.gender, profile.gender) || profile.head.is_empty()
}
