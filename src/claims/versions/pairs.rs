//! Claims of two versions that belong together: of the same words, those in blocks that belong together first; then the most
//! alike of such blocks.

use std::collections::HashMap;

use super::blocks::Joined;
use crate::claims::anchor::Found;
use crate::claims::model::ClaimId;
use crate::diff::Tokens;

/// Two claims of blocks that belong together are one from so many shared words on, in hundredths of all words of both.
const LEAST: usize = 50;

/// All claims of both versions, each old one with what it became, in the order of the new version; those that are gone come
/// after the one before them.
pub(super) fn join(old: Found<'_>, new: Found<'_>, blocks: &[Joined]) -> Vec<(Option<ClaimId>, Option<ClaimId>)> {
    let (before, after) = (Side::of(old), Side::of(new));
    let became: HashMap<usize, usize> = blocks.iter().filter_map(|(old, new)| (*old).zip(*new)).collect();
    let mut pairs: Vec<Option<usize>> = vec![None; before.words.len()];
    let mut taken = vec![false; after.words.len()];
    same_words(&before, &after, &became, &mut pairs, &mut taken);
    alike(&before, &after, &became, &mut pairs, &mut taken);
    in_order(&pairs, &taken)
}

/// The claims of one version: their folded words, and their blocks.
struct Side {
    words: Vec<Vec<String>>,
    blocks: Vec<usize>,
}

impl Side {
    fn of(found: Found<'_>) -> Side {
        let claims = &found.extraction.claims;
        let words = claims.iter().map(|claim| {
            Tokens::of(claim.content.of(&found.article.text)).keys().map(str::to_owned).collect::<Vec<_>>()
        });
        let block = |claim: &crate::claims::Claim| found.article.block_at(claim.content.start).unwrap_or(0);
        Side { words: words.collect(), blocks: claims.iter().map(block).collect() }
    }
}

fn same_words(
    before: &Side,
    after: &Side,
    became: &HashMap<usize, usize>,
    pairs: &mut [Option<usize>],
    taken: &mut [bool],
) {
    let mut by_words: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (at, words) in after.words.iter().enumerate() {
        by_words.entry(words).or_default().push(at);
    }
    // In its own block first, then wherever it went.
    for own_block in [true, false] {
        for (at, words) in before.words.iter().enumerate() {
            let fits = |other: &usize| {
                !taken[*other] && (!own_block || became.get(&before.blocks[at]) == Some(&after.blocks[*other]))
            };
            if pairs[at].is_none()
                && let Some(other) = by_words.get(words.as_slice()).and_then(|all| all.iter().copied().find(fits))
            {
                (pairs[at], taken[other]) = (Some(other), true);
            }
        }
    }
}

fn alike(before: &Side, after: &Side, became: &HashMap<usize, usize>, pairs: &mut [Option<usize>], taken: &mut [bool]) {
    let mut of_block: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, block) in after.blocks.iter().enumerate().filter(|(at, _)| !taken[*at]) {
        of_block.entry(*block).or_default().push(at);
    }
    let mut likely: Vec<(usize, usize, usize)> = Vec::new();
    for at in (0..pairs.len()).filter(|at| pairs[*at].is_none()) {
        let here = became.get(&before.blocks[at]).and_then(|block| of_block.get(block));
        for &other in here.into_iter().flatten() {
            let alike = shared(&before.words[at], &after.words[other]);
            likely.extend((alike >= LEAST).then_some((alike, at, other)));
        }
    }
    likely.sort_by_key(|(alike, at, other)| (std::cmp::Reverse(*alike), *at, *other));
    for (_, at, other) in likely {
        if pairs[at].is_none() && !taken[other] {
            (pairs[at], taken[other]) = (Some(other), true);
        }
    }
}

/// Words that both have, in any order, in hundredths of all words of both.
fn shared(one: &[String], other: &[String]) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    one.iter().for_each(|word| *counts.entry(word).or_default() += 1);
    let shared = other.iter().filter(|word| match counts.get_mut(word.as_str()) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    });
    let shared = shared.count();
    200 * shared / (one.len() + other.len()).max(1)
}

fn in_order(pairs: &[Option<usize>], taken: &[bool]) -> Vec<(Option<ClaimId>, Option<ClaimId>)> {
    let mut rows: Vec<(usize, usize, Option<usize>, Option<usize>)> = Vec::new();
    let mut last = 0;
    for (at, pair) in pairs.iter().enumerate() {
        match pair {
            Some(other) => {
                last = other + 1;
                rows.push((*other * 2 + 1, at, Some(at), Some(*other)));
            }
            None => rows.push((last * 2, at, Some(at), None)),
        }
    }
    let new = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    rows.extend(new.map(|(other, _)| (other * 2 + 1, 0, None, Some(other))));
    rows.sort();
    rows.into_iter().map(|(_, _, old, new)| (old.map(ClaimId), new.map(ClaimId))).collect()
}
