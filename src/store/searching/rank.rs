//! The order of hits: the closest first; of those that are as close, the one that is most about the query, and fresher ones
//! before older ones.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Hit, Ranked, Within};

/// What the newest hit is worth beside its words; one that is a year older is worth half of it.
const FRESHNESS: f64 = 0.5;
const DAYS_TO_HALF: f64 = 365.0;

/// Hits in their order.
pub fn ordered(mut ranked: Vec<Ranked>) -> Vec<Hit> {
    let newest = ranked.iter().filter_map(|ranked| day(&ranked.hit)).max();
    for ranked in &mut ranked {
        if let (Some(newest), Some(day)) = (newest, day(&ranked.hit)) {
            let older = newest.duration_since(day).as_hours() as f64 / 24.0;
            ranked.score += FRESHNESS * DAYS_TO_HALF / (DAYS_TO_HALF + older);
        }
    }
    ranked.sort_by(better);
    ranked.into_iter().map(|ranked| ranked.hit).collect()
}

/// One hit for each document and for each source, the best; of quotations and notes all.
pub fn one_for_each(ranked: Vec<Ranked>) -> Vec<Ranked> {
    let mut best: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<Ranked> = Vec::new();
    for next in ranked {
        let Some(what) = what(&next.hit) else {
            kept.push(next);
            continue;
        };
        match best.get(&what).copied() {
            Some(at) if better(&next, &kept[at]).is_lt() => kept[at] = next,
            Some(_) => {}
            None => {
                best.insert(what, kept.len());
                kept.push(next);
            }
        }
    }
    kept
}

/// What only one hit is given of.
fn what(hit: &Hit) -> Option<String> {
    match hit.within {
        Within::Texts => hit.article.as_ref().map(|article| format!("{:?}", article.document)),
        Within::Sources => hit.source.as_ref().map(|source| source.uid.clone()),
        Within::Quotes | Within::Notes => None,
    }
}

fn better(one: &Ranked, other: &Ranked) -> std::cmp::Ordering {
    let close = one.hit.closeness.cmp(&other.hit.closeness);
    // The sort is stable: of equals the one that was added last stays first.
    close.then_with(|| other.score.total_cmp(&one.score))
}

fn day(hit: &Hit) -> Option<Date> {
    hit.article.as_ref()?.day.parse().ok()
}
