//! What two programs made of the same marks, as one: of what both began from (`base`), what is to be saved (`mine`), and
//! what another program has saved meanwhile (`theirs`).
//!
//! What one side alone changed is as that side has it. Of what both changed nothing is lost: words of both stay, one
//! below the other, lists are united, and of a single value mine holds and theirs is told, so that the caller can keep it.

use super::marks::{ClaimMarks, Contradiction, EvidenceLink, SourceMarks};

/// Stands between the words of two programs in one note.
pub const PARTING: &str = "⸻";

/// Marks as three programs' moments know them.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a, T: ?Sized> {
    /// What both began from.
    pub base: &'a T,
    /// What is to be saved.
    pub mine: &'a T,
    /// What is there.
    pub theirs: &'a T,
}

/// One of the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the marks")]
pub enum Field {
    Verdict,
    Credibility,
    Status,
    Said,
    Reliability,
    Note,
}

/// Marks of both sides as one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged<T> {
    /// The marks.
    pub marks: T,
    /// The single values that both sides changed, each to another: mine stands in the marks.
    pub clashes: Vec<Field>,
}

impl<'a, T> Sides<'a, T> {
    fn part<U: ?Sized>(&self, part: impl Fn(&'a T) -> &'a U) -> Sides<'a, U> {
        Sides { base: part(self.base), mine: part(self.mine), theirs: part(self.theirs) }
    }
}

/// The marks of a claim.
///
/// ```
/// use isnad::store::{ClaimMarks, Sides, merge_claim_marks};
/// let base = ClaimMarks::default();
/// let mine = ClaimMarks { verdict: Some("true".to_owned()), ..base.clone() };
/// let theirs = ClaimMarks { note: "راجع التقرير".to_owned(), ..base.clone() };
/// let merged = merge_claim_marks(Sides { base: &base, mine: &mine, theirs: &theirs });
/// assert_eq!((merged.marks.verdict, merged.marks.note), (mine.verdict, theirs.note));
/// assert!(merged.clashes.is_empty());
/// ```
pub fn merge_claim_marks(sides: Sides<'_, ClaimMarks>) -> Merged<ClaimMarks> {
    let mut clashes = Vec::new();
    let mut clash = |field: Field, is_clash: bool| clashes.extend(is_clash.then_some(field));
    let marks = ClaimMarks {
        verdict: value(sides.part(|marks| &marks.verdict), |is| clash(Field::Verdict, is)),
        credibility: value(sides.part(|marks| &marks.credibility), |is| clash(Field::Credibility, is)),
        status: value(sides.part(|marks| &marks.status), |is| clash(Field::Status, is)),
        note: words(sides.part(|marks| marks.note.as_str())),
        tags: list(sides.part(|marks| marks.tags.as_slice()), Clone::clone, |_| Vec::new()),
        evidence: list(sides.part(|marks| marks.evidence.as_slice()), |link| link.url.clone(), both_links),
        said: value(sides.part(|marks| &marks.said), |is| clash(Field::Said, is)),
        // Of two values both can only have been changed to the same.
        pinned: value(sides.part(|marks| &marks.pinned), |_| {}),
        contradicts: list(sides.part(|marks| marks.contradicts.as_slice()), which, both_contradictions),
    };
    Merged { marks, clashes }
}

/// The marks of a source.
pub fn merge_source_marks(sides: Sides<'_, SourceMarks>) -> Merged<SourceMarks> {
    let mut clashes = Vec::new();
    let mut clash = |field: Field, is_clash: bool| clashes.extend(is_clash.then_some(field));
    let marks = SourceMarks {
        reliability: value(sides.part(|marks| &marks.reliability), |is| clash(Field::Reliability, is)),
        note: words(sides.part(|marks| marks.note.as_str())),
        tags: list(sides.part(|marks| marks.tags.as_slice()), Clone::clone, |_| Vec::new()),
    };
    Merged { marks, clashes }
}

/// A single value; `clash` hears whether both sides changed it to another.
fn value<T: PartialEq + Clone>(sides: Sides<'_, T>, clash: impl FnOnce(bool)) -> T {
    let Sides { base, mine, theirs } = sides;
    clash(mine != base && theirs != base && mine != theirs);
    if mine == base { theirs.clone() } else { mine.clone() }
}

/// A text: where both sides changed it, and neither holds the other, both texts.
fn words(sides: Sides<'_, str>) -> String {
    let Sides { base, mine, theirs } = sides;
    if mine == base || theirs.contains(mine) && theirs != base {
        return theirs.to_owned();
    }
    if theirs == base || mine.contains(theirs) {
        return mine.to_owned();
    }
    format!("{theirs}\n{PARTING}\n{mine}")
}

/// A list whose entries are told apart by `key`: what either side took out is out, unless the other one changed it; what
/// either added is in, theirs first. Of an entry that both have otherwise than `base` had it, mine stands with what `both`
/// makes of the two behind it; it may change mine.
fn list<T, K>(sides: Sides<'_, [T]>, key: impl Fn(&T) -> K, both: impl Fn(Sides<'_, T>) -> Vec<T>) -> Vec<T>
where
    T: PartialEq + Clone,
    K: PartialEq,
{
    let Sides { base, mine, theirs } = sides;
    if mine == base || mine == theirs {
        return theirs.to_vec();
    }
    if theirs == base {
        return mine.to_vec();
    }
    let find = |list: &[T], wanted: &T| list.iter().find(|entry| key(entry) == key(wanted)).cloned();
    let mut merged = Vec::with_capacity(mine.len() + theirs.len());
    for entry in theirs {
        match (find(base, entry), find(mine, entry)) {
            (None, None) => merged.push(entry.clone()),
            // I took it out.
            (Some(before), None) if before == *entry => {}
            (Some(_), None) => merged.push(entry.clone()),
            (before, Some(here)) if here == *entry || before.as_ref() == Some(&here) => merged.push(entry.clone()),
            (Some(before), Some(here)) if before == *entry => merged.push(here),
            (before, Some(here)) => {
                let base = before.as_ref().unwrap_or(&here);
                let united = both(Sides { base, mine: &here, theirs: entry });
                if united.is_empty() { merged.push(here) } else { merged.extend(united) }
            }
        }
    }
    let added = mine.iter().filter(|entry| find(theirs, entry).is_none());
    merged.extend(added.filter(|entry| find(base, entry).as_ref() != Some(entry)).cloned());
    merged
}

/// Of two things said of the same page both stay.
fn both_links(sides: Sides<'_, EvidenceLink>) -> Vec<EvidenceLink> {
    vec![sides.mine.clone(), sides.theirs.clone()]
}

fn which(contradiction: &Contradiction) -> (String, String) {
    (contradiction.article.clone(), contradiction.claim.clone())
}

fn both_contradictions(sides: Sides<'_, Contradiction>) -> Vec<Contradiction> {
    // Where both are new there is nothing that both began from.
    let base = if sides.base == sides.mine { "" } else { sides.base.note.as_str() };
    let note = words(Sides { base, mine: &sides.mine.note, theirs: &sides.theirs.note });
    vec![Contradiction { note, ..sides.theirs.clone() }]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::{Credibility, EvidenceKind, Status};

    fn link(url: &str, note: &str) -> EvidenceLink {
        EvidenceLink { url: url.to_owned(), note: note.to_owned(), ..EvidenceLink::default() }
    }

    fn check_words(base: &str, mine: &str, theirs: &str, expected: &str) {
        assert_eq!(words(Sides { base, mine, theirs }), expected, "{base} {mine} {theirs}");
    }

    #[test]
    fn words_of_both_stay() {
        check_words("", "أ", "", "أ");
        check_words("", "", "ب", "ب");
        check_words("", "أ", "ب", "ب\n⸻\nأ");
        check_words("أ", "", "أ", "");
        check_words("أ", "أ", "", "");
        // What one side deleted and the other went on with stays.
        check_words("أ", "", "أ ب", "أ ب");
        check_words("أ", "أ ب", "", "أ ب");
        check_words("أ", "أ ب", "أ ب ج", "أ ب ج");
        check_words("أ", "أ ب", "أ ب", "أ ب");
    }

    fn check_tags(base: &[&str], mine: &[&str], theirs: &[&str], expected: &[&str]) {
        let sides = Sides { base, mine, theirs };
        assert_eq!(list(sides, |tag| *tag, |_| Vec::new()), expected, "{base:?} {mine:?} {theirs:?}");
    }

    #[test]
    fn tags_are_united() {
        check_tags(&[], &["أ"], &["ب"], &["ب", "أ"]);
        check_tags(&["أ", "ب"], &["ب"], &["أ", "ب", "ج"], &["ب", "ج"]);
        check_tags(&["أ", "ب"], &["ب", "أ"], &["أ", "ب"], &["ب", "أ"]);
        check_tags(&["أ"], &["أ", "ب"], &[], &["ب"]);
        check_tags(&["أ"], &[], &["أ"], &[]);
    }

    #[test]
    fn links_that_both_changed_stay_both() {
        let (base, mine, theirs) = ([link("u", "")], [link("u", "أ"), link("v", "")], [link("u", "ب")]);
        let merged = list(Sides { base: &base[..], mine: &mine, theirs: &theirs }, |link| link.url.clone(), both_links);
        assert_eq!(merged, [link("u", "أ"), link("u", "ب"), link("v", "")]);
        let gone = list(Sides { base: &base[..], mine: &[], theirs: &theirs }, |link| link.url.clone(), both_links);
        assert_eq!(gone, theirs, "they said more of what I took out");
    }

    #[test]
    fn a_single_value_that_both_changed_is_mine_and_is_told() {
        let base = ClaimMarks::default();
        let mine = ClaimMarks { verdict: Some("true".into()), credibility: Credibility::new(1), ..base.clone() };
        let theirs = ClaimMarks { verdict: Some("false".into()), status: Some(Status::Checked), ..base.clone() };
        let merged = merge_claim_marks(Sides { base: &base, mine: &mine, theirs: &theirs });
        assert_eq!(merged.clashes, [Field::Verdict]);
        assert_eq!(merged.marks, ClaimMarks { status: Some(Status::Checked), ..mine });
    }

    fn marks() -> impl Strategy<Value = ClaimMarks> {
        let grade = prop::option::of((1u8..=3).prop_map(|number| Credibility::new(number).expect("a grade")));
        let kind = prop::sample::select(&EvidenceKind::ALL[..]);
        let link = ("[uv]", "[ab]{0,2}", kind).prop_map(|(url, note, kind)| EvidenceLink {
            url,
            note,
            kind,
            ..EvidenceLink::default()
        });
        let evidence = prop::collection::vec(link, 0..3).prop_map(|mut links| {
            links.dedup_by(|one, other| one.url == other.url);
            links
        });
        let tags = prop::collection::btree_set("[xyz]", 0..3).prop_map(|tags| tags.into_iter().collect());
        (grade, "[ab]{0,2}", tags, evidence, any::<bool>()).prop_map(|(credibility, note, tags, evidence, pinned)| {
            ClaimMarks { credibility, note, tags, evidence, pinned, ..ClaimMarks::default() }
        })
    }

    proptest! {
        #[test]
        fn what_one_side_alone_changed_is_as_that_side_has_it(base in marks(), other in marks()) {
            let sides = Sides { base: &base, mine: &other, theirs: &base };
            prop_assert_eq!(merge_claim_marks(sides), Merged { marks: other.clone(), clashes: Vec::new() });
            let sides = Sides { base: &base, mine: &base, theirs: &other };
            prop_assert_eq!(merge_claim_marks(sides), Merged { marks: other, clashes: Vec::new() });
        }

        #[test]
        fn nothing_that_either_side_added_is_lost(base in marks(), mine in marks(), theirs in marks()) {
            let merged = merge_claim_marks(Sides { base: &base, mine: &mine, theirs: &theirs });
            for side in [&mine, &theirs] {
                prop_assert!(side.note == base.note || merged.marks.note.contains(&side.note));
                prop_assert!(side.tags.iter().all(|tag| base.tags.contains(tag) || merged.marks.tags.contains(tag)));
                let is_kept = |link| base.evidence.contains(link) || merged.marks.evidence.contains(link);
                prop_assert!(side.evidence.iter().all(is_kept), "{:?}", merged);
            }
        }
    }
}
