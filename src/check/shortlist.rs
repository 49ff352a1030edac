//! The texts that are worth a close look: for each part of a quotation those that hold the most of it.

use std::collections::BTreeSet;

use super::search::{Candidate, Needles};

/// For each part so many texts are kept: the same words may stand in many, given to one here and to another there.
const KEPT: usize = 12;

/// The texts to be looked at, out of many that were searched.
#[derive(Debug, Clone)]
pub struct Shortlist {
    /// For each part: words covered, and the text's number.
    best: Vec<Vec<(usize, usize)>>,
}

impl Shortlist {
    /// None yet.
    pub fn new(needles: &Needles) -> Shortlist {
        Shortlist { best: vec![Vec::new(); needles.count()] }
    }

    /// Takes in what was found in the text called `text`.
    pub fn offer(&mut self, text: usize, found: &[Candidate]) {
        for candidate in found {
            let best = &mut self.best[candidate.part];
            let place = best.partition_point(|(covered, known)| {
                (*covered, std::cmp::Reverse(*known)) > (candidate.covered, std::cmp::Reverse(text))
            });
            if place < KEPT {
                best.insert(place, (candidate.covered, text));
                best.truncate(KEPT);
            }
        }
    }

    /// The texts, in order.
    pub fn texts(&self) -> Vec<usize> {
        self.best.iter().flatten().map(|(_, text)| *text).collect::<BTreeSet<_>>().into_iter().collect()
    }
}
