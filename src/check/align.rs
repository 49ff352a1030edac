//! The words of a quotation beside those of a text: what is the same, changed, left out, put in.
//!
//! By their least distance (Levenshtein, words of like spelling cheaper to change). Where that would take too long, words
//! that occur once in both are anchors, and what lies between two of them is aligned so: near-linear in the words, and a
//! gap too large even then is one change.

use std::collections::HashMap;

use super::words::Word;

/// One step of an alignment: the numbers of the words that it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The same word on both sides.
    Same(usize, usize),
    /// Another word in its place.
    Changed(usize, usize),
    /// A word that the text does not have.
    Added(usize),
    /// A word of the text that was left out.
    Missing(usize),
}

/// The most cells of a table of distances.
const MOST_CELLS: usize = 400_000;

/// A quoted word that the text does not have is less likely than one that was left out.
const ADDED: u32 = 4;
const MISSING: u32 = 2;
const LIKE: u32 = 3;
const UNLIKE: u32 = 4;

/// Aligns all of `quotation` with a part of `text`: words of the text before the first and behind the last that is taken
/// cost nothing.
pub(super) fn align(quotation: &[Word], text: &[Word]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(quotation.len());
    // The table of distances is the better judge, where there is room for it.
    let is_small = quotation.len().saturating_mul(text.len()) <= MOST_CELLS;
    let anchors = if is_small { Vec::new() } else { anchors(quotation, text) };
    let (mut q, mut t) = (0, 0);
    let count = anchors.len();
    for (number, (anchor_q, anchor_t)) in anchors.into_iter().enumerate() {
        let ends = Ends { free_start: number == 0, free_end: false };
        gap(quotation, text, (q, anchor_q), (t, anchor_t), ends, &mut steps);
        steps.push(Step::Same(anchor_q, anchor_t));
        (q, t) = (anchor_q + 1, anchor_t + 1);
    }
    let ends = Ends { free_start: count == 0, free_end: true };
    gap(quotation, text, (q, quotation.len()), (t, text.len()), ends, &mut steps);
    steps
}

/// Words that occur once on each side, the longest row of them that goes up on both.
fn anchors(quotation: &[Word], text: &[Word]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, (usize, usize, u32, u32)> = HashMap::new();
    for (at, word) in quotation.iter().enumerate() {
        let place = places.entry(&word.letters).or_insert((at, 0, 0, 0));
        place.2 += 1;
    }
    for (at, word) in text.iter().enumerate() {
        if let Some(place) = places.get_mut(word.letters.as_str()) {
            place.1 = at;
            place.3 += 1;
        }
    }
    let once = |at: usize| {
        let place = places.get(quotation[at].letters.as_str())?;
        (place.2 == 1 && place.3 == 1).then_some((at, place.1))
    };
    rising((0..quotation.len()).filter_map(once).collect())
}

/// The longest part of `pairs` whose second numbers rise (patience sorting).
fn rising(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (_, second)) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|top| pairs[*top].1 < *second);
        before.push(pile.checked_sub(1).map(|below| tops[below]));
        if pile == tops.len() {
            tops.push(at);
        } else {
            tops[pile] = at;
        }
    }
    let mut chain = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied();
    while let Some(here) = at {
        chain.push(pairs[here]);
        at = before[here];
    }
    chain.reverse();
    chain
}

/// Which ends of a gap's text cost nothing.
#[derive(Debug, Clone, Copy)]
struct Ends {
    free_start: bool,
    free_end: bool,
}

/// Aligns what lies between two anchors.
fn gap(
    quotation: &[Word],
    text: &[Word],
    (q0, q1): (usize, usize),
    (t0, t1): (usize, usize),
    ends: Ends,
    out: &mut Vec<Step>,
) {
    let rows = q1 - q0;
    // At a free end no more of the text is needed than there may be words for.
    let room = rows + rows / 2 + 4;
    let t0 = if ends.free_start && !ends.free_end { t0.max(t1.saturating_sub(room)) } else { t0 };
    let t1 = if ends.free_end && !ends.free_start { t1.min(t0 + room) } else { t1 };
    let columns = t1 - t0;
    if rows == 0 {
        if !ends.free_start && !ends.free_end {
            out.extend((t0..t1).map(Step::Missing));
        }
        return;
    }
    if rows.saturating_mul(columns) > MOST_CELLS {
        out.extend((q0..q1).map(Step::Added));
        return;
    }
    let (quotation, text) = (&quotation[q0..q1], &text[t0..t1]);
    let costs = costs(quotation, text, ends);
    back(quotation, text, &costs, ends, (q0, t0), out);
}

fn change(one: &Word, other: &Word) -> u32 {
    match () {
        () if one.letters == other.letters => 0,
        () if are_like(&one.letters, &other.letters) => LIKE,
        () => UNLIKE,
    }
}

fn costs(quotation: &[Word], text: &[Word], ends: Ends) -> Vec<u32> {
    let width = text.len() + 1;
    let mut costs = vec![0; (quotation.len() + 1) * width];
    if !ends.free_start {
        costs.iter_mut().take(width).enumerate().for_each(|(t, cost)| *cost = t as u32 * MISSING);
    }
    for q in 1..=quotation.len() {
        costs[q * width] = q as u32 * ADDED;
        for t in 1..width {
            let across = costs[(q - 1) * width + t - 1] + change(&quotation[q - 1], &text[t - 1]);
            let added = costs[(q - 1) * width + t] + ADDED;
            let missing = costs[q * width + t - 1] + MISSING;
            costs[q * width + t] = across.min(added).min(missing);
        }
    }
    costs
}

/// Goes the cheapest way back from the end.
fn back(quotation: &[Word], text: &[Word], costs: &[u32], ends: Ends, (q0, t0): (usize, usize), out: &mut Vec<Step>) {
    let width = text.len() + 1;
    let mut q = quotation.len();
    let mut t = text.len();
    if ends.free_end {
        t = (0..width).min_by_key(|t| (costs[q * width + t], std::cmp::Reverse(*t))).unwrap_or(0);
    }
    let mut steps = Vec::with_capacity(q + t);
    while q > 0 || t > 0 && !(q == 0 && ends.free_start) {
        let here = costs[q * width + t];
        if q > 0 && t > 0 && here == costs[(q - 1) * width + t - 1] + change(&quotation[q - 1], &text[t - 1]) {
            (q, t) = (q - 1, t - 1);
            let is_same = quotation[q].letters == text[t].letters;
            steps.push(if is_same { Step::Same(q0 + q, t0 + t) } else { Step::Changed(q0 + q, t0 + t) });
        } else if q > 0 && here == costs[(q - 1) * width + t] + ADDED {
            q -= 1;
            steps.push(Step::Added(q0 + q));
        } else {
            t -= 1;
            steps.push(Step::Missing(t0 + t));
        }
    }
    out.extend(steps.into_iter().rev());
}

/// Whether two folded words are near in spelling: most of their letters in a row from either end.
pub(super) fn are_like(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let front = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest = one.len().min(other.len()) - front;
    let back = one.iter().rev().zip(other.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    (front + back) * 3 >= one.len().max(other.len()) * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;
    use crate::span::Span;

    /// Steps as a line: = same, ~ changed, + added, - missing.
    fn told(quotation: &str, text: &str) -> String {
        let all = |text: &str| words(text, Span::new(0, text.len()));
        let (quotation, text) = (all(quotation), all(text));
        let steps = align(&quotation, &text);
        let one = |step: &Step| match *step {
            Step::Same(q, _) => quotation[q].letters.clone(),
            Step::Changed(q, t) => format!("{}~{}", quotation[q].letters, text[t].letters),
            Step::Added(q) => format!("+{}", quotation[q].letters),
            Step::Missing(t) => format!("-{}", text[t].letters),
        };
        steps.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn steps_of_an_alignment() {
        assert_eq!(told("b c d", "a b c d e"), "b c d");
        assert_eq!(told("b x d", "a b c d e"), "b x~c d");
        assert_eq!(told("b d", "a b c d e"), "b -c d");
        assert_eq!(told("b x c", "a b c d e"), "b +x c");
        assert_eq!(told("x b c", "a b c"), "x~a b c");
        assert_eq!(told("a a b a", "c a a b a d"), "a a b a");
        assert_eq!(told("b c x", "a b c"), "b c +x");
        assert_eq!(told("", "a"), "");
        assert_eq!(told("a", ""), "+a");
    }

    #[test]
    fn long_quotations_are_aligned_in_a_moment() {
        let long: String = (0..60_000).map(|n| format!("w{n} ")).collect();
        let changed = long.replace("w777 ", "x ");
        let steps = told(&changed, &long);
        assert!(steps.contains("x~w777") && steps.matches('~').count() == 1);
        let same = "a ".repeat(5_000);
        assert!(!told(&same, &same).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn every_word_of_the_quotation_is_taken_once_and_in_order(
            quotation in "[a-d ]{0,60}", text in "[a-d ]{0,80}"
        ) {
            let all = |text: &str| words(text, Span::new(0, text.len()));
            let (quotation, text) = (all(&quotation), all(&text));
            let steps = align(&quotation, &text);
            let q: Vec<usize> = steps.iter().filter_map(|step| match step {
                Step::Same(q, _) | Step::Changed(q, _) | Step::Added(q) => Some(*q),
                Step::Missing(_) => None,
            }).collect();
            let t: Vec<usize> = steps.iter().filter_map(|step| match step {
                Step::Same(_, t) | Step::Changed(_, t) | Step::Missing(t) => Some(*t),
                Step::Added(_) => None,
            }).collect();
            proptest::prop_assert!(q.iter().copied().eq(0..quotation.len()));
            proptest::prop_assert!(t.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{:?}", t);
        }
    }
}
