//! The rules, in order: where two find the same cue, the first one keeps it.
//!
//! To add one: 1. Write its file here, with the headings that the others have. 2. Give it a function from a
//! [`Passage`] to [`Find`]s. 3. Name it in [`RULES`], before the rules that would take its cues. 4. Put the words that
//! it needs into a list of `assets/lexicon/`, never into the code of one sentence. 5. Write a fixture of the same name
//! under `tests/fixtures/claims/`, with a passage in which it must not fire. 6. `BLESS=1 cargo test --test claims_rules`
//! and read what came out. 7. Score before and after. 8. Give it a
//! [`Reason`](super::Reason), and the reason a line in `assets/words.tsv`.

mod finite;
mod floating;
mod headline;
mod interview;
mod no_comment;
mod noun_cue;
mod participle;
mod postposed;
mod preposition;
mod relay;

use super::find::Find;
use super::passage::Passage;

pub(super) use interview::asks;
pub(super) use no_comment::refusals;

/// A rule: its name and what it finds in a passage.
type Rule = (&'static str, fn(&Passage<'_>) -> Vec<Find>);

/// All rules, those with the strongest signs first.
const RULES: [Rule; 7] = [
    (headline::NAME, headline::find),
    (relay::NAME, relay::find),
    (postposed::NAME, postposed::find),
    (preposition::NAME, preposition::find),
    (noun_cue::NAME, noun_cue::find),
    (finite::NAME, finite::find),
    (participle::NAME, participle::find),
];

/// Everything that the rules find in a passage, in order of the cues.
pub(super) fn apply(passage: &Passage<'_>) -> Vec<Find> {
    // An answer is one claim, whatever its words report.
    let answers = interview::find(passage);
    if !answers.is_empty() {
        return answers;
    }
    let mut found: Vec<Find> = Vec::new();
    // Tokens that are a cue already, or that introduce what a carrier quotes.
    let mut taken = vec![false; passage.len()];
    for (name, rule) in RULES {
        for find in rule(passage) {
            let cue = find.cue.clone();
            if cue.clone().any(|at| taken[at]) {
                continue;
            }
            let held = if name == relay::NAME { find.left..find.content.first.max(cue.end) } else { cue };
            taken[held].fill(true);
            found.push(find);
        }
    }
    found.sort_by_key(|find| (find.cue.start, find.cue.end));
    relay::chain(passage, &mut found);
    found.extend(floating::find(passage, &found));
    found.sort_by_key(|find| (find.cue.start, find.cue.end));
    found
}
