//! What comes in laid over what is there: nothing that the reader said is lost, and no difference is passed over in silence.

use super::marks::{ClaimSaid, ContradictionSaid, SourceSaid};

/// Which side holds where the two say different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wins {
    /// What is there.
    Here,
    /// What comes in.
    Incoming,
}

/// What is there and what comes in, as one; and the names of the fields in which they differ.
pub fn claim(here: &ClaimSaid, incoming: &ClaimSaid, wins: Wins) -> (ClaimSaid, Vec<&'static str>) {
    let mut out = here.clone();
    let mut differ = Vec::new();
    let mut optional = Differing { wins, differ: &mut differ };
    optional.one("verdict", &mut out.verdict, &incoming.verdict, Option::is_none);
    optional.one("credibility", &mut out.credibility, &incoming.credibility, Option::is_none);
    optional.one("status", &mut out.status, &incoming.status, Option::is_none);
    optional.one("note", &mut out.note, &incoming.note, String::is_empty);
    optional.one("said", &mut out.said, &incoming.said, String::is_empty);
    out.pinned |= incoming.pinned;
    add(&mut out.tags, &incoming.tags);
    add(&mut out.evidence, &incoming.evidence);
    let known = |one: &ContradictionSaid| {
        here.contradicts.iter().any(|it| (&it.article, &it.claim) == (&one.article, &one.claim))
    };
    out.contradicts.extend(incoming.contradicts.iter().filter(|one| !known(one)).cloned());
    (out, differ)
}

/// The same for sources. The histories of reliability are joined in order of time; the last entry holds.
pub fn source(here: &SourceSaid, incoming: &SourceSaid, wins: Wins) -> (SourceSaid, Vec<&'static str>) {
    let mut out = here.clone();
    let mut differ = Vec::new();
    let mut differing = Differing { wins, differ: &mut differ };
    differing.one("note", &mut out.note, &incoming.note, String::is_empty);
    differing.one("naming", &mut out.naming, &incoming.naming, Option::is_none);
    differing.one("reason", &mut out.reason, &incoming.reason, String::is_empty);
    differing.one("country", &mut out.country, &incoming.country, String::is_empty);
    differing.one("contact", &mut out.contact, &incoming.contact, String::is_empty);
    add(&mut out.tags, &incoming.tags);
    add(&mut out.aliases, &incoming.aliases);
    add(&mut out.roles, &incoming.roles);
    add(&mut out.links, &incoming.links);
    if incoming.ratings.is_empty() {
        differing.one("reliability", &mut out.reliability, &incoming.reliability, Option::is_none);
    } else {
        add(&mut out.ratings, &incoming.ratings);
        // Instants in UTC are in order as texts, but for their fractions.
        out.ratings.sort_by_key(|rating| rating.at.parse::<jiff::Timestamp>().ok());
        out.reliability = out.ratings.last().and_then(|rating| rating.reliability.clone());
    }
    (out, differ)
}

struct Differing<'a> {
    wins: Wins,
    differ: &'a mut Vec<&'static str>,
}

impl Differing<'_> {
    fn one<T: Clone + PartialEq>(&mut self, name: &'static str, here: &mut T, incoming: &T, empty: fn(&T) -> bool) {
        if empty(incoming) || here == incoming {
            return;
        }
        let is_free = empty(here);
        if !is_free {
            self.differ.push(name);
        }
        if is_free || self.wins == Wins::Incoming {
            here.clone_from(incoming);
        }
    }
}

fn add<T: Clone + PartialEq>(here: &mut Vec<T>, incoming: &[T]) {
    for one in incoming {
        if !here.contains(one) {
            here.push(one.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::marks::RatingSaid;
    use super::*;

    #[test]
    fn what_is_free_is_filled_and_what_differs_is_told() {
        let here = ClaimSaid { note: "هنا".to_owned(), tags: vec!["أ".to_owned()], ..ClaimSaid::default() };
        let incoming = ClaimSaid {
            verdict: Some("true".to_owned()),
            note: "هناك".to_owned(),
            tags: vec!["ب".to_owned(), "أ".to_owned()],
            ..ClaimSaid::default()
        };
        let (kept, differ) = claim(&here, &incoming, Wins::Here);
        assert_eq!((kept.note.as_str(), kept.verdict.as_deref(), differ), ("هنا", Some("true"), vec!["note"]));
        assert_eq!(kept.tags, ["أ", "ب"]);
        assert_eq!(claim(&here, &incoming, Wins::Incoming).0.note, "هناك");
        assert_eq!(claim(&kept, &kept, Wins::Here), (kept.clone(), vec![]));
    }

    #[test]
    fn histories_are_joined_in_order_of_time() {
        let rating = |grade: &str, at: &str| RatingSaid {
            reliability: Some(grade.to_owned()),
            at: at.to_owned(),
            ..RatingSaid::default()
        };
        let said = |ratings: Vec<RatingSaid>| SourceSaid { ratings, ..SourceSaid::default() };
        let here = said(vec![rating("C", "2031-05-01T00:00:00Z")]);
        let incoming = said(vec![rating("A", "2030-01-01T00:00:00Z"), rating("C", "2031-05-01T00:00:00Z")]);
        let (joined, differ) = source(&here, &incoming, Wins::Here);
        let grades: Vec<_> = joined.ratings.iter().filter_map(|rating| rating.reliability.as_deref()).collect();
        assert_eq!((grades, joined.reliability.as_deref(), differ), (vec!["A", "C"], Some("C"), vec![]));
    }
}
