//! Labels added up, by outlet and all together.

use std::collections::BTreeMap;

use super::{Counts, Label, Tone, Verb};

/// Sums over many labels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    outlets: BTreeMap<String, OutletTotals>,
}

/// Sums over the labels of one outlet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutletTotals {
    /// What was counted.
    pub counts: Counts,
    verbs: BTreeMap<(String, &'static str, Tone), usize>,
}

impl Totals {
    /// Adds a label.
    pub fn add(&mut self, label: &Label) {
        let outlet = self.outlets.entry(label.outlet.name().to_owned()).or_default();
        outlet.counts.add(&label.counts);
        for verb in &label.verbs {
            *outlet.verbs.entry((verb.lemma.clone(), verb.stance, verb.tone)).or_default() += verb.claims;
        }
    }

    /// By outlet, in the order of their names; the empty name is that of unknown ones.
    pub fn outlets(&self) -> impl Iterator<Item = (&str, &OutletTotals)> {
        self.outlets.iter().map(|(name, totals)| (name.as_str(), totals))
    }

    /// All together.
    pub fn all(&self) -> Counts {
        let mut all = Counts::default();
        for totals in self.outlets.values() {
            all.add(&totals.counts);
        }
        all
    }
}

impl OutletTotals {
    /// The words that report, the most frequent first.
    pub fn verbs(&self) -> Vec<Verb> {
        let one = |((lemma, stance, tone), claims): (&(String, &'static str, Tone), &usize)| Verb {
            lemma: lemma.clone(),
            stance,
            tone: *tone,
            claims: *claims,
        };
        let mut all: Vec<Verb> = self.verbs.iter().map(one).collect();
        all.sort_by_key(|verb| std::cmp::Reverse(verb.claims));
        all
    }
}
