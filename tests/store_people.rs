//! Sources across articles: who is taken for whom, what the reader says of it, and counts that are right after everything.

mod store_common;

use std::collections::BTreeSet;

use isnad::claims::{Found, Source, SourceId, SourceKind, Uids};
use isnad::store::{
    ArticleKey, Assessment, DocumentKey, Link, Naming, Reliability, Role, SourceEdit, SourceFacts, SourceKey, SplitOff,
    Store,
};
use proptest::prelude::*;
use rusqlite::Connection;
use store_common::{at, extraction, from_file};
use tempfile::TempDir;

/// A library, and what the test put into it.
struct Desk {
    folder: TempDir,
    store: Store,
    clock: i64,
    documents: BTreeSet<DocumentKey>,
}

/// `name (office)`: a person; `!name` an organisation, `?name` somebody who is not named.
fn source(written: &str) -> Source {
    let (kind, written) = match written.split_at_checked(1) {
        Some(("!", name)) => (SourceKind::Organisation, name),
        Some(("?", name)) => (SourceKind::Anonymous, name),
        _ => (SourceKind::Person, written),
    };
    let (name, role) =
        written.split_once(" (").map_or((written, ""), |(name, role)| (name, role.trim_end_matches(')')));
    Source { name: name.to_owned(), role: role.to_owned(), kind, mentions: Vec::new() }
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path()).expect("a library");
        Desk { folder, store, clock: 0, documents: BTreeSet::new() }
    }

    fn now(&mut self) -> jiff::Timestamp {
        self.clock += 1;
        at(self.clock)
    }

    /// Adds a text at `origin` in which each source says one thing; the first says two.
    fn add(&mut self, origin: &str, text: &str, sources: &[&str]) -> (ArticleKey, Vec<SourceKey>, DocumentKey) {
        let words = |number: usize| format!("قال {number} إن أمر {origin} {text} رقم {number} انتهى اليوم.");
        let lines: Vec<String> = (0..=sources.len()).map(words).collect();
        let article = from_file(origin, &lines.join("\n"));
        let said = |line: &String| store_common::span(&article, line);
        let mut found = extraction(&lines.iter().map(said).collect::<Vec<_>>(), &[]);
        found.sources = sources.iter().map(|written| source(written)).collect();
        for (at, claim) in found.claims.iter_mut().enumerate().filter(|_| !sources.is_empty()) {
            claim.source = Some(SourceId(at.saturating_sub(1)));
        }
        let uids = Uids::of(&article, &found);
        let now = self.now();
        let added =
            self.store.add_article(Found { article: &article, extraction: &found, uids: &uids }, now).expect("added");
        self.documents.insert(added.document);
        (added.article, self.of(added.article, &uids), added.document)
    }

    fn of(&self, key: ArticleKey, uids: &Uids) -> Vec<SourceKey> {
        let of = |uid: &String| self.store.source_in(key, uid).expect("readable").expect("a source");
        uids.sources().iter().map(of).collect()
    }

    /// The one source of a text at an origin of its own.
    fn one(&mut self, origin: &str, written: &str) -> SourceKey {
        self.add(origin, "", &[written]).1[0]
    }

    fn known(&self, key: SourceKey) -> isnad::store::KnownSource {
        self.store.source(key).expect("readable").expect("a source")
    }

    fn connection(&self) -> Connection {
        Connection::open(self.folder.path().join("library.db")).expect("the file")
    }

    /// Compares everything that is counted with what is there.
    #[track_caller]
    fn check(&self) {
        let connection = self.connection();
        let wrong = |query: &str| -> Vec<String> {
            let mut query = connection.prepare(query).expect("a query");
            let rows = query.query_map([], |row| Ok(format!("{:?} {:?}", row.get_ref(0)?, row.get_ref(1)?)));
            rows.expect("rows").collect::<Result<_, _>>().expect("rows")
        };
        for query in [
            "SELECT name, claims FROM source WHERE claims <>
                 (SELECT count(*) FROM claim WHERE claim.source = source.id AND latest = 1)",
            "SELECT name, articles FROM source WHERE articles <> (SELECT count(*) FROM (
                 SELECT article FROM article_source JOIN document ON latest = article
                 WHERE article_source.source = source.id AND rank IS NOT NULL
                 UNION SELECT article FROM claim WHERE claim.source = source.id AND latest = 1))",
            "SELECT name, last_day FROM source WHERE last_day <>
                 coalesce((SELECT max(day) FROM claim WHERE claim.source = source.id AND latest = 1), '')",
            "SELECT article_source.name, article_source.source FROM article_source JOIN source ON source.id = found_as
             WHERE article_source.source <> coalesce(merged, source.id)",
            "SELECT claim.text, claim.source FROM claim JOIN source ON source.id = found_as
             WHERE claim.source <> coalesce(merged, source.id)",
            "SELECT claim.text, claim.source FROM claim JOIN article_source ON article_source.id = owner
             WHERE claim.found_as <> article_source.found_as
               AND NOT EXISTS (SELECT 1 FROM source_given WHERE source_given.source = claim.found_as)",
            "SELECT name, uid FROM source WHERE merged IN (SELECT id FROM source WHERE merged IS NOT NULL)",
            "SELECT 'sources', n FROM tally WHERE name = 'sources' AND n <> (SELECT count(*) FROM source WHERE merged IS NULL)",
        ] {
            assert_eq!(wrong(query), Vec::<String>::new(), "{query}");
        }
    }

    /// Everything about who is who, for comparison.
    fn picture(&self) -> Vec<String> {
        let connection = self.connection();
        let mut lines = Vec::new();
        for query in [
            "SELECT uid || name || name_key || sort || kind || claims || ' ' || articles || last_day
                 || coalesce((SELECT uid FROM source AS into_ WHERE into_.id = source.merged), '') FROM source ORDER BY uid",
            "SELECT article_source.uid || ' ' || one.uid || two.uid FROM article_source JOIN source AS one ON one.id = source
             JOIN source AS two ON two.id = found_as ORDER BY article_source.uid",
            "SELECT claim.uid || ' ' || one.uid || two.uid FROM claim JOIN source AS one ON one.id = source
             JOIN source AS two ON two.id = found_as ORDER BY claim.uid",
            "SELECT source.uid || source_alias.name || source_alias.name_key || by FROM source_alias
             JOIN source ON source.id = source ORDER BY 1",
            "SELECT source.uid || role || by FROM source_role JOIN source ON source.id = source ORDER BY 1",
            "SELECT one.uid || two.uid FROM source_apart JOIN source AS one ON one.id = one JOIN source AS two ON two.id = other ORDER BY 1",
            "SELECT source.uid || words FROM source_given JOIN source ON source.id = source ORDER BY 1",
        ] {
            let mut query = connection.prepare(query).expect("a query");
            let rows = query.query_map([], |row| row.get::<_, String>(0)).expect("rows");
            lines.extend(rows.map(|row| row.expect("a row")));
        }
        lines
    }
}

/// Adds the sources one after the other, each in an article of its own: those with the same letter are one.
#[track_caller]
fn who(cases: &[(&str, char)]) {
    let mut desk = Desk::new();
    let keys: Vec<SourceKey> =
        cases.iter().enumerate().map(|(at, (written, _))| desk.one(&format!("{at}.txt"), written)).collect();
    for (one, (first, letter)) in cases.iter().enumerate() {
        for (other, (second, other_letter)) in cases.iter().enumerate().skip(one + 1) {
            assert_eq!(keys[one] == keys[other], letter == other_letter, "{first} / {second}");
        }
    }
    desk.check();
}

#[test]
fn one_person_in_many_articles_is_one_source() {
    who(&[
        ("نادر صبري (وزير الري)", 'a'),
        ("د. نادر صبري", 'a'),
        ("نادر صبري (وزير الري السوداني)", 'a'),
        ("نادر صبرى (الوزير)", 'a'),
    ]);
    who(&[("عبد الله الحاج", 'a'), ("عبدالله الحاج (النائب)", 'a'), ("الشيخ عبد الله الحاج", 'a')]);
    who(&[("!وكالة الأنباء العراقية", 'a'), ("!واع", 'a'), ("!وكالة رويترز", 'b')]);
}

#[test]
fn two_of_one_name_are_told_apart_by_office() {
    who(&[
        ("سامي حداد (وزير الزراعة)", 'a'),
        ("سامي حداد (لاعب المنتخب)", 'b'),
        ("سامي حداد (وزير الزراعة الأردني)", 'a'),
        // Nobody knows which one: these are a third, not a new one each time.
        ("سامي حداد", 'c'),
        ("سامي حداد", 'c'),
        ("سامي حداد (وزير النقل)", 'd'),
    ]);
    who(&[("علي كريم (وزير الخارجية المصري)", 'a'), ("علي كريم (وزير الخارجية العراقي)", 'b')]);
}

#[test]
fn look_alikes_stay_apart() {
    who(&[
        ("فؤاد حسين (وزير الخارجية)", 'a'),
        ("حسين علاوي (المستشار)", 'b'),
        ("حسين", 'c'),
        ("حسين", 'd'),
        ("فؤاد محمد حسين", 'e'),
        ("محمد بن سلمان", 'f'),
        ("محمد سلمان", 'g'),
        ("أنطونيو غوتيريش", 'h'),
        ("انطونيو جوتيريس", 'i'),
    ]);
    // A word of a name together with the very office.
    who(&[("ترامب (الرئيس الأميركي)", 'a'), ("ترامب (الرئيس الأمريكي)", 'a'), ("ترامب", 'b'), ("ترامب (الرئيس)", 'c')]);
}

#[test]
fn who_is_not_named_is_one_for_each_article() {
    who(&[
        ("?مصدر أمني", 'a'),
        ("?مصدر أمني", 'b'),
        ("وزير الري (وزير الري)", 'c'),
        ("وزير الري (وزير الري)", 'd'),
        ("!الوزارة", 'e'),
        ("!الوزارة", 'f'),
        ("!وزارة الصحة", 'g'),
        ("!وزارة الصحة", 'g'),
    ]);
}

#[test]
fn a_name_by_the_reader_decides_alone() {
    let mut desk = Desk::new();
    let minister = desk.one("1.txt", "فؤاد حسين (وزير الخارجية العراقي)");
    let now = desk.now();
    desk.store.add_alias(minister, "حسين", now).expect("saved").expect("is new");
    assert_eq!(desk.store.add_alias(minister, "حسين", now).expect("saved"), None);
    assert_eq!(desk.one("2.txt", "حسين"), minister);
    assert_eq!(desk.one("3.txt", "حسين (المستشار)"), minister);
    desk.store.remove_alias(minister, "حسين", now).expect("saved").expect("was there");
    assert_ne!(desk.one("4.txt", "حسين"), minister);
    desk.check();
    assert_eq!(desk.known(minister).aliases.len(), 1);
    assert!(!desk.known(minister).aliases[0].by_reader && desk.known(minister).aliases[0].articles == 2);
}

#[test]
fn a_merge_is_taken_back_and_made_again_after_more_articles() {
    let mut desk = Desk::new();
    let full = desk.one("1.txt", "أنطونيو غوتيريش");
    let other = desk.one("2.txt", "انطونيو جوتيريس (الأمين العام)");
    let before = desk.picture();
    let now = desk.now();
    desk.store.merge_sources(other, full, now).expect("saved").expect("two");
    assert_eq!(desk.store.merge_sources(other, full, now).expect("saved"), None);
    desk.check();
    assert_eq!((desk.known(full).claims, desk.known(full).articles), (4, 2));
    assert_eq!(desk.known(other).key, full);
    assert_eq!(desk.one("3.txt", "انطونيو جوتيريس"), full);
    desk.check();
    desk.store.undo_source_edit(now).expect("saved").expect("the merge");
    desk.check();
    assert_eq!((desk.known(full).claims, desk.known(other).claims), (2, 4));
    desk.store.redo_source_edit(now).expect("saved").expect("the merge");
    desk.check();
    assert_eq!(desk.known(full).claims, 6);
    // The third article goes, with what it brought.
    desk.store.undo_source_edit(now).expect("saved").expect("the merge");
    desk.add("3.txt", "", &[]);
    desk.check();
    let after: Vec<String> = desk.picture();
    assert!(before.iter().all(|line| after.contains(line)), "{before:#?} {after:#?}");
}

#[test]
fn what_was_said_of_merged_sources_is_with_whom_it_was_said_of() {
    let mut desk = Desk::new();
    let (one, other) = (desk.one("1.txt", "أنطونيو غوتيريش"), desk.one("2.txt", "انطونيو جوتيريس"));
    let said = |grade, tag: &str, note: &str| SourceFacts {
        reliability: Some(grade),
        note: note.to_owned(),
        tags: vec![tag.to_owned(), "دبلوماسية".to_owned()],
        ..SourceFacts::default()
    };
    let (first, second) = (said(Reliability::B, "أمم", "الأول"), said(Reliability::C, "جنيف", "الثاني"));
    let by = Assessment { who: "سلمى", why: "صدق مرتين" };
    let now = desk.now();
    assert!(desk.store.save_source_facts(one, &first, by, now).expect("saved"));
    let now = desk.now();
    desk.store.save_source_facts(other, &second, Assessment::default(), now).expect("saved");
    desk.store.merge_sources(other, one, now).expect("saved").expect("two");
    let known = desk.known(one);
    assert_eq!(known.facts.tags, ["أمم", "دبلوماسية", "جنيف"]);
    assert_eq!(known.facts.note, "الأول\nالثاني");
    let grades: Vec<_> = known.ratings.iter().map(|rating| rating.reliability).collect();
    assert_eq!(grades, [Some(Reliability::B), Some(Reliability::C)]);
    assert_eq!((known.ratings[0].who.as_str(), known.ratings[0].why.as_str()), ("سلمى", "صدق مرتين"));
    assert_eq!(known.facts.reliability, Some(Reliability::C));
    // What is changed meanwhile stays changed.
    let mut changed = known.facts.clone();
    changed.tags.retain(|tag| tag != "جنيف");
    changed.tags.push("نيويورك".to_owned());
    desk.store.save_source_facts(one, &changed, Assessment::default(), now).expect("saved");
    desk.store.undo_source_edit(now).expect("saved").expect("the merge");
    assert_eq!(desk.known(one).facts.tags, ["أمم", "دبلوماسية", "نيويورك"]);
    assert_eq!(desk.known(one).facts.note, "الأول");
    assert_eq!(desk.known(other).facts.tags, ["دبلوماسية"]);
    assert_eq!(desk.known(other).facts.reliability, Some(Reliability::C));
}

#[test]
fn all_that_is_said_of_a_source_comes_back() {
    let mut desk = Desk::new();
    let key = desk.one("1.txt", "كريم الحلو (النائب السابق)");
    let facts = SourceFacts {
        reliability: Some(Reliability::D),
        naming: Some(Naming::Pseudonymous),
        reason: "خوفا على عائلته".to_owned(),
        country: "لبنان".to_owned(),
        contact: "+000 11 22".to_owned(),
        note: "يتحدث كثيرا".to_owned(),
        tags: vec!["طاقة".to_owned(), "برلمان".to_owned()],
        roles: vec![
            Role {
                role: "نائب".to_owned(),
                affiliation: "البرلمان".to_owned(),
                since: "2009".to_owned(),
                until: "2018-05".to_owned(),
            },
            Role { role: "مستشار".to_owned(), ..Role::default() },
        ],
        links: vec![Link { kind: "wikidata".to_owned(), url: "Q42".to_owned() }],
    };
    let now = desk.now();
    assert!(desk.store.save_source_facts(key, &facts, Assessment::default(), now).expect("saved"));
    assert_eq!(desk.known(key).facts, facts);
    let mut fewer = facts.clone();
    fewer.tags.reverse();
    fewer.roles.remove(0);
    (fewer.contact, fewer.reliability, fewer.naming) = (String::new(), None, None);
    desk.store.save_source_facts(key, &fewer, Assessment::default(), now).expect("saved");
    let known = desk.known(key);
    assert_eq!(known.facts, fewer);
    assert_eq!(known.ratings.len(), 2);
    assert_eq!(known.stated.len(), 1);
    assert_eq!(known.stated[0].role, "النائب السابق");
    // A source that was said something of outlives its articles.
    desk.add("1.txt", "آخر", &[]);
    desk.check();
    assert_eq!(desk.known(key).claims, 0);
}

#[test]
fn what_was_taken_back_leaves_no_words_in_the_file() {
    let mut desk = Desk::new();
    let key = desk.one("1.txt", "كريم الحلو");
    let secret = "يسكن خلف المخبز القديم";
    let facts = SourceFacts { contact: secret.to_owned(), note: secret.repeat(300), ..SourceFacts::default() };
    let now = desk.now();
    desk.store.save_source_facts(key, &facts, Assessment::default(), now).expect("saved");
    desk.store.save_source_facts(key, &SourceFacts::default(), Assessment::default(), now).expect("saved");
    for file in std::fs::read_dir(desk.folder.path()).expect("a folder") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("readable");
        assert!(!bytes.windows(secret.len()).any(|words| words == secret.as_bytes()));
    }
}

#[test]
fn a_split_holds_in_later_versions_and_for_later_articles() {
    let mut desk = Desk::new();
    let (_, keys, _) = desk.add("1.txt", "أولى", &["سامي حداد"]);
    let player = desk.add("2.txt", "أولى", &["سامي حداد"]);
    assert_eq!(keys[0], player.1[0]);
    let before = desk.picture();
    let document = player.2;
    let now = desk.now();
    let off = SplitOff::Documents(vec![document]);
    let edit = desk.store.split_source(keys[0], &off, Err("سامي حداد (اللاعب)"), now).expect("saved").expect("moved");
    assert!(matches!(edit, SourceEdit::Split { .. }));
    desk.check();
    let split = desk.store.source_in(player.0, &uid_in(&desk, player.0)).expect("readable").expect("a source");
    assert_ne!(split, keys[0]);
    assert_eq!((desk.known(split).claims, desk.known(keys[0]).claims), (2, 2));
    // A changed text of the second article.
    let (_, again, _) = desk.add("2.txt", "ثانية", &["سامي حداد"]);
    assert_eq!(again[0], split);
    desk.check();
    // Nobody can tell which of the two this is.
    let third = desk.one("3.txt", "سامي حداد");
    assert!(third != split && third != keys[0]);
    desk.store.undo_source_edit(now).expect("saved").expect("the split");
    desk.check();
    assert_eq!(desk.known(keys[0]).articles, 1);
    desk.store.redo_source_edit(now).expect("saved").expect("the split");
    desk.check();
    assert!(before.len() < desk.picture().len());
}

fn uid_in(desk: &Desk, article: ArticleKey) -> String {
    let text = desk.store.article(article).expect("readable").expect("a text");
    let mut found = extraction(&[], &[]);
    found.sources = vec![source("سامي حداد")];
    Uids::of(&text, &found).source(SourceId(0)).to_owned()
}

#[test]
fn claims_are_given_to_another_source_in_every_version() {
    let mut desk = Desk::new();
    let (article, keys, _) = desk.add("1.txt", "", &["سامي حداد", "كريم الحلو"]);
    let claims: Vec<String> = desk
        .connection()
        .prepare("SELECT uid FROM claim ORDER BY rank")
        .expect("a query")
        .query_map([], |row| row.get(0))
        .expect("rows")
        .collect::<Result<_, _>>()
        .expect("rows");
    let before = desk.picture();
    let now = desk.now();
    let off = SplitOff::Claims(vec![claims[1].clone()]);
    desk.store.split_source(keys[0], &off, Ok(keys[1]), now).expect("saved").expect("moved");
    desk.check();
    let said = |desk: &Desk| (desk.known(keys[0]).claims, desk.known(keys[1]).claims);
    assert_eq!(said(&desk), (1, 2));
    // The same text is extracted once more, with one source the more; then the merge of the whole.
    desk.add("1.txt", "", &["سامي حداد", "كريم الحلو"]);
    assert_eq!(said(&desk), (1, 2));
    desk.store.merge_sources(keys[1], keys[0], now).expect("saved").expect("two");
    desk.check();
    desk.store.undo_source_edit(now).expect("saved").expect("the merge");
    assert_eq!(said(&desk), (1, 2));
    desk.store.undo_source_edit(now).expect("saved").expect("the split");
    desk.check();
    assert_eq!(desk.picture(), before);
    desk.store.redo_source_edit(now).expect("saved").expect("the split");
    assert_eq!(said(&desk), (1, 2));
    let _ = article;
}

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_right_and_edits_are_taken_back_after_anything(acts in prop::collection::vec(act(), 1..40), last in prop::collection::vec(act(), 1..6)) {
        let mut desk = Desk::new();
        for act in &acts {
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
        prop_assert_eq!(&desk.picture(), &before);
        for _ in 0..made {
            desk.perform(&Act::Redo);
            desk.check();
        }
        prop_assert_eq!(desk.picture(), after);
    }
}
