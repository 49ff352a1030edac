//! The words by which amounts are told, out of `assets/figures.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::{Level, folded};

const TABLE: &str = include_str!("../../assets/figures.tsv");

/// What a word, or several, does in an amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Role {
    /// 1 to 10.
    Unit(f64),
    /// 20 to 90.
    Tens(f64),
    /// 100 to 900.
    Hundred(f64),
    /// A thousand, a million.
    Scale(f64),
    /// Two of a scale; the scale.
    Dual(f64),
    /// Thousands, millions.
    Scales(f64),
    /// A half, a third.
    Fraction(f64),
    /// Tens of, some.
    Vague,
    /// Per cent.
    Percent,
    /// A currency.
    Currency,
    /// The mark of a currency.
    Sign,
    /// A month from 1; those of the Hijra from 13.
    Month(u8),
    /// Of our era, of the Hijra.
    Era,
    /// "Year", before one.
    Year,
    /// What stands before dates and times.
    Around,
    /// "About", before an amount.
    Hedge,
    /// "At least", behind it.
    After,
    /// What takes the number into a name: quarter-final.
    Name,
    /// A word that names nothing that is counted.
    Stop,
    /// A word that only looks like a number behind a clitic.
    Not,
}

/// The most words of one entry.
pub(super) const LONGEST: usize = 4;

struct Lexicon {
    /// The roles of each entry, its words parted by one blank.
    roles: HashMap<String, Vec<Role>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut roles: HashMap<String, Vec<Role>> = HashMap::new();
    for line in TABLE.lines() {
        let Ok(Some((role, forms))) = entry(line) else { continue };
        for form in forms.split('|') {
            roles.entry(folded(form, Level::Loose)).or_default().push(role);
        }
    }
    Lexicon { roles }
});

/// A line of the table: nothing for a comment, a word for what is wrong.
fn entry(line: &str) -> Result<Option<(Role, &str)>, &'static str> {
    if line.starts_with('#') || line.is_empty() {
        return Ok(None);
    }
    let mut fields = line.split('\t');
    let (Some(kind), Some(value), Some(forms), None) = (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err("three fields are expected");
    };
    let number = || value.parse::<f64>().map_err(|_| "a number is expected");
    let role = match kind {
        "unit" => Role::Unit(number()?),
        "tens" => Role::Tens(number()?),
        "hundred" => Role::Hundred(number()?),
        "scale" => Role::Scale(number()?),
        "dual" => Role::Dual(number()?),
        "scales" => Role::Scales(number()?),
        "fraction" => Role::Fraction(number()?),
        "month" => Role::Month(value.parse().map_err(|_| "a month is expected")?),
        "vague" => Role::Vague,
        "percent" => Role::Percent,
        "currency" => Role::Currency,
        "sign" => Role::Sign,
        "era" => Role::Era,
        "year" => Role::Year,
        "around" => Role::Around,
        "hedge" => Role::Hedge,
        "after" => Role::After,
        "name" => Role::Name,
        "stop" => Role::Stop,
        "not" => Role::Not,
        _ => return Err("no such kind"),
    };
    Ok(Some((role, forms)))
}

/// The roles of folded words, parted by one blank, as they stand.
pub(super) fn roles(words: &str) -> &'static [Role] {
    LEXICON.roles.get(words).map_or(&[], Vec::as_slice)
}

/// The ways to take clitics from the front of a folded word, the word itself first.
pub(super) fn peeled(word: &str) -> impl Iterator<Item = &str> {
    let mut rests: Vec<&str> = vec![word];
    for clitics in [&["و", "ف"][..], &["ب", "ل", "ك"], &["ال", "ل"]] {
        for at in 0..rests.len() {
            let more =
                clitics.iter().filter_map(|clitic| rests[at].strip_prefix(clitic)).filter(|rest| !rest.is_empty());
            let more: Vec<&str> = more.collect();
            rests.extend(more);
        }
    }
    rests.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_understood_and_every_form_short_enough() {
        for (at, line) in TABLE.lines().enumerate() {
            let found = entry(line).unwrap_or_else(|says| panic!("assets/figures.tsv:{}: {says}", at + 1));
            for form in found.map_or("", |(_, forms)| forms).split('|') {
                assert!(form.split(' ').count() <= LONGEST, "assets/figures.tsv:{}: {form}", at + 1);
            }
        }
    }

    #[test]
    fn clitics_are_peeled_in_their_order() {
        let all: Vec<&str> = peeled("وبالخمسه").collect();
        assert!(all.contains(&"خمسه") && all[0] == "وبالخمسه", "{all:?}");
        assert!(peeled("للميلاد").any(|rest| rest == "ميلاد"));
    }
}
