//! Whatever is added, said and taken back in whatever order: counts are right, and edits are taken back.

use isnad::store::{Assessment, DocumentKey, Reliability, SourceKey, SplitOff};
use proptest::prelude::*;

use crate::desk::{Desk, source};

#[derive(Debug, Clone)]
enum Act {
    Add(usize, usize, Vec<usize>),
    Merge(usize, usize),
    Split(usize, usize, Option<usize>),
    SplitClaims(usize, usize, usize),
    Rename(usize, usize),
    Alias(usize, usize),
    Apart(usize, usize),
    Rate(usize),
    Undo,
    Redo,
}

const NAMES: [&str; 12] = [
    "سامي حداد",
    "سامي حداد (وزير الري)",
    "سامي حداد (لاعب المنتخب)",
    "الدكتور سامي حدّاد",
    "حداد",
    "حداد (وزير الري العراقي)",
    "أنطونيو غوتيريش",
    "انطونيو جوتيريس",
    "?مصدر أمني",
    "!واع",
    "!وكالة الأنباء العراقية",
    "وزير الري (وزير الري)",
];

fn act() -> impl Strategy<Value = Act> {
    let number = 0..40usize;
    prop_oneof![
        6 => (0..5usize, 0..3usize, prop::collection::vec(0..NAMES.len(), 0..4)).prop_map(|(a, b, c)| Act::Add(a, b, c)),
        3 => (number.clone(), number.clone()).prop_map(|(a, b)| Act::Merge(a, b)),
        2 => (number.clone(), 0..5usize, prop::option::of(number.clone())).prop_map(|(a, b, c)| Act::Split(a, b, c)),
        2 => (number.clone(), number.clone(), number.clone()).prop_map(|(a, b, c)| Act::SplitClaims(a, b, c)),
        1 => (number.clone(), 0..NAMES.len()).prop_map(|(a, b)| Act::Rename(a, b)),
        1 => (number.clone(), 0..NAMES.len()).prop_map(|(a, b)| Act::Alias(a, b)),
        1 => (number.clone(), number.clone()).prop_map(|(a, b)| Act::Apart(a, b)),
        1 => number.prop_map(Act::Rate),
        4 => Just(Act::Undo),
        2 => Just(Act::Redo),
    ]
}

impl Desk {
    fn roots(&self) -> Vec<String> {
        let connection = self.connection();
        let mut query = connection.prepare("SELECT uid FROM source WHERE merged IS NULL ORDER BY id").expect("a query");
        query.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("rows")
    }

    fn pick(&self, number: usize) -> Option<SourceKey> {
        let roots = self.roots();
        let uid = roots.get(number % roots.len().max(1))?;
        self.store.source_by_uid(uid).expect("readable")
    }

    /// Whether an edit was made.
    fn perform(&mut self, act: &Act) -> bool {
        let now = self.now();
        let text = |name: &str| source(name).name;
        match act {
            Act::Add(origin, version, names) => {
                let mut names = names.clone();
                names.sort_unstable();
                names.dedup();
                let names: Vec<&str> = names.iter().map(|at| NAMES[*at]).collect();
                self.add(&format!("{origin}.txt"), &format!("نسخة {version}"), &names);
                return false;
            }
            Act::Rate(at) => {
                if let Some(key) = self.pick(*at) {
                    let mut facts = self.known(key).facts;
                    facts.reliability = Some(Reliability::B);
                    self.store.save_source_facts(key, &facts, Assessment::default(), now).expect("saved");
                }
                return false;
            }
            Act::Undo => self.store.undo_source_edit(now).expect("saved"),
            Act::Redo => self.store.redo_source_edit(now).expect("saved"),
            Act::Merge(one, other) => match (self.pick(*one), self.pick(*other)) {
                (Some(one), Some(other)) => self.store.merge_sources(one, other, now).expect("saved"),
                _ => None,
            },
            Act::Split(of, document, to) => {
                let documents: Vec<DocumentKey> = self.documents.iter().copied().collect();
                let to = to.and_then(|to| self.pick(to));
                match (self.pick(*of), documents.get(document % documents.len().max(1))) {
                    (Some(of), Some(document)) => {
                        let off = SplitOff::Documents(vec![*document]);
                        self.store.split_source(of, &off, to.ok_or("سامي حداد الثاني"), now).expect("saved")
                    }
                    _ => None,
                }
            }
            Act::SplitClaims(of, claim, to) => {
                let claims: Vec<String> = {
                    let connection = self.connection();
                    let mut query = connection.prepare("SELECT uid FROM claim ORDER BY id").expect("a query");
                    query.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("rows")
                };
                let claim = claims.get(claim % claims.len().max(1)).cloned();
                match (self.pick(*of), self.pick(*to), claim) {
                    (Some(of), Some(to), Some(claim)) => {
                        self.store.split_source(of, &SplitOff::Claims(vec![claim]), Ok(to), now).expect("saved")
                    }
                    _ => None,
                }
            }
            Act::Rename(at, name) => match self.pick(*at) {
                Some(key) => self.store.rename_source(key, &text(NAMES[*name]), now).expect("saved"),
                None => None,
            },
            Act::Alias(at, name) => match self.pick(*at) {
                Some(key) => self.store.add_alias(key, &text(NAMES[*name]), now).expect("saved"),
                None => None,
            },
            Act::Apart(one, other) => match (self.pick(*one), self.pick(*other)) {
                (Some(one), Some(other)) => self.store.keep_apart(one, other, now).expect("saved"),
                _ => None,
            },
        }
        .is_some()
    }
}

/// Performs `acts`, then the edits of `last`: taken back, they leave everything as it was; made again, as they had made it.
fn taken_back(acts: &[Act], last: &[Act]) {
    let mut desk = Desk::new();
    for act in acts {
        desk.perform(act);
        desk.check();
    }
    // Edits alone, taken back, leave everything as it was; made again, as they had made it.
    let before = desk.picture();
    let edits = last.iter().filter(|act| !matches!(act, Act::Add(..) | Act::Rate(..) | Act::Undo | Act::Redo));
    let made = edits.filter(|act| desk.perform(act)).count();
    let after = desk.picture();
    for _ in 0..made {
        desk.perform(&Act::Undo);
        desk.check();
    }
    assert_eq!(desk.picture(), before);
    for _ in 0..made {
        desk.perform(&Act::Redo);
        desk.check();
    }
    assert_eq!(desk.picture(), after);
}

/// An office that only an article's former reading had was forgotten when a name was changed, but not when it was changed back.
#[test]
fn an_office_that_no_article_has_any_more_is_forgotten_at_once() {
    use Act::{Add, Apart, Merge, Rename, Undo};
    let acts = [
        Add(0, 0, vec![]),
        Add(2, 0, vec![6]),
        Add(0, 0, vec![0]),
        Add(1, 0, vec![8]),
        Add(0, 1, vec![4]),
        Merge(34, 0),
        Add(1, 2, vec![6, 7, 2]),
        Add(1, 2, vec![1, 3, 9]),
        Add(1, 1, vec![8]),
        Apart(16, 34),
        Merge(10, 14),
    ];
    taken_back(&acts, &[Rename(33, 6), Undo, Undo]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_right_and_edits_are_taken_back_after_anything(acts in prop::collection::vec(act(), 1..40), last in prop::collection::vec(act(), 1..6)) {
        taken_back(&acts, &last);
    }
}
