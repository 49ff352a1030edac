//! A verb in a user's lexicon: its lemma, stance and frame, and its forms as they are spelled.
//!
//! Each form says what it is after a slash, in the features of `verb_forms.tsv` (`قائلة/Afs`), or is told from its shape
//! beside the others: يغرد and تغرد are imperfects, غردت and غردوا perfects, مغردة a participle, تغريد the masdar.

use super::overlay::{Problem, key};
use super::{Form, FormKind, Frame, Number, VERBS, Verb, VerbClass, frame};
use crate::claims::Stance;

/// A verb with its forms, under their keys.
pub(super) struct VerbLine {
    pub verb: Verb,
    pub forms: Vec<(String, Form)>,
}

/// What is wrong with a line, and about which of its words.
pub(super) type Wrong = (Problem, String);

/// Reads the fields after `verb`; `number` is the verb's among the user's own.
pub(super) fn read(fields: &[&str], number: usize) -> Result<VerbLine, Wrong> {
    let [lemma, stance, governed, spelled] = fields else {
        return Err((Problem::VerbFields, fields.len().to_string()));
    };
    let number = u16::try_from(VERBS.len() + number).map_err(|_| (Problem::TooMany, number.to_string()))?;
    let of_name = |one: &Stance| one.name() == *stance;
    let stance = Stance::ALL.into_iter().find(of_name).ok_or_else(|| (Problem::Stance, (*stance).to_owned()))?;
    let bits = governed.split('|').map(|part| frame::bit(part).ok_or_else(|| (Problem::Frame, part.to_owned())));
    let bits = bits.collect::<Result<Vec<u16>, Wrong>>()?.into_iter().fold(0, |all, bit| all | bit);
    if key(lemma).is_empty() || key(lemma).contains(' ') {
        return Err((Problem::Item, (*lemma).to_owned()));
    }
    let surfaces: Vec<&str> = spelled.split_whitespace().collect();
    if surfaces.is_empty() {
        return Err((Problem::NoForms, (*lemma).to_owned()));
    }
    let keys: Vec<String> = surfaces.iter().map(|one| key(one.split('/').next().unwrap_or(""))).collect();
    let forms = surfaces.iter().zip(&keys).map(|(surface, key)| {
        if key.is_empty() || key.contains(' ') {
            return Err((Problem::Form, (*surface).to_owned()));
        }
        let told = match surface.split_once('/') {
            Some((_, features)) => of_features(features).ok_or_else(|| (Problem::Features, (*surface).to_owned()))?,
            None => of_shape(key, &keys),
        };
        let (kind, feminine, many) = told;
        Ok((key.clone(), Form { verb: number, kind, feminine, number: many }))
    });
    let forms = forms.collect::<Result<Vec<_>, Wrong>>()?;
    let lemma: &'static str = String::leak((*lemma).to_owned());
    let verb = Verb { lemma, stance, class: VerbClass::Speech, frame: Frame(bits) };
    Ok(VerbLine { verb, forms })
}

type Told = (FormKind, bool, Number);

/// The features of `verb_forms.tsv`: tense and voice or `A` or `M`, gender, number.
fn of_features(features: &str) -> Option<Told> {
    let kinds = [
        ("A", FormKind::Participle),
        ("M", FormKind::Masdar),
        ("pa", FormKind::Perfect),
        ("ps", FormKind::PassivePerfect),
        ("ia", FormKind::Imperfect),
        ("ja", FormKind::Short),
        ("is", FormKind::PassiveImperfect),
    ];
    let (kind, person) = kinds.iter().find_map(|(name, kind)| Some((*kind, features.strip_prefix(name)?)))?;
    if kind == FormKind::Masdar {
        return person.is_empty().then_some((kind, false, Number::Singular));
    }
    let number = match person.strip_prefix(['m', 'f'])? {
        "s" => Number::Singular,
        "d" => Number::Dual,
        "p" => Number::Plural,
        _ => return None,
    };
    Some((kind, person.starts_with('f'), number))
}

fn of_shape(form: &str, all: &[String]) -> Told {
    let rest = |letter| form.strip_prefix(letter);
    let beside = |letter: char, rest: &str| all.iter().any(|other| other.strip_prefix(letter) == Some(rest));
    let number = match () {
        () if form.ends_with("ون") || form.ends_with("وا") => Number::Plural,
        () if form.ends_with("ان") => Number::Dual,
        () => Number::Singular,
    };
    // A form in ي has its twin in ت, and only then the ت is no letter of the root: تحدث is a perfect, تتحدث is not.
    if rest('ي').is_some() && (form.ends_with("ون") || !all.iter().any(|other| other.strip_prefix('ي') == Some(form)))
    {
        return (FormKind::Imperfect, false, number);
    }
    if rest('ت').is_some_and(|rest| beside('ي', rest)) {
        return (FormKind::Imperfect, true, number);
    }
    if rest('م').is_some() && (form.ends_with('ا') || form.ends_with('ة')) && !form.ends_with("وا") {
        return (FormKind::Participle, form.ends_with('ة'), Number::Singular);
    }
    let perfect = all.first().is_some_and(|first| {
        form == first || ["ت", "وا", "ا", "تا", "ن"].iter().any(|end| form.strip_suffix(end) == Some(first.as_str()))
    });
    let feminine = form.ends_with('ت') && all.first().is_some_and(|first| first != form);
    if perfect { (FormKind::Perfect, feminine, number) } else { (FormKind::Masdar, false, Number::Singular) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(forms: &str, expected: &[(FormKind, bool, Number)]) {
        let read = read(&["لَمَّا", "neutral", "أن|:", forms], 0).unwrap_or_else(|(problem, _)| panic!("{problem:?}"));
        let told: Vec<Told> = read.forms.iter().map(|(_, form)| (form.kind, form.feminine, form.number)).collect();
        assert_eq!(told, expected, "{forms}");
    }

    #[test]
    fn forms_are_told_from_their_shapes() {
        use FormKind::{Imperfect, Masdar, Participle, Perfect};
        use Number::{Plural, Singular};
        check(
            "غرّد غرّدت غرّدوا يغرّد تغرّد يغرّدون مغرّدا مغرّدة تغريد",
            &[
                (Perfect, false, Singular),
                (Perfect, true, Singular),
                (Perfect, false, Plural),
                (Imperfect, false, Singular),
                (Imperfect, true, Singular),
                (Imperfect, false, Plural),
                (Participle, false, Singular),
                (Participle, true, Singular),
                (Masdar, false, Singular),
            ],
        );
        check(
            "تفوّه يتفوّه تتفوّه",
            &[(Perfect, false, Singular), (Imperfect, false, Singular), (Imperfect, true, Singular)],
        );
    }

    #[test]
    fn forms_may_say_what_they_are() {
        let told = (FormKind::Participle, true, Number::Singular);
        check(
            "هامسة/Afs همس/M همسوا/pamp",
            &[told, (FormKind::Masdar, false, Number::Singular), (FormKind::Perfect, false, Number::Plural)],
        );
        for wrong in ["xams", "pa", "pamx", "A", "paxs", ""] {
            assert_eq!(of_features(wrong), None, "{wrong}");
        }
    }
}
