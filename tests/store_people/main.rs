//! Sources across articles: who is taken for whom, what the reader says of it, and counts that are right after everything.

#[path = "../store_common/mod.rs"]
mod store_common;

mod desk;
mod property;

use desk::{Desk, source};
use isnad::claims::{SourceId, Uids};
use isnad::store::{
    ArticleKey, Assessment, Link, Naming, Reliability, Role, SourceEdit, SourceFacts, SourceKey, SplitOff,
};
use store_common::extraction;

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

#[test]
fn sources_of_old_libraries_join_when_it_is_told_what_they_are() {
    let mut desk = Desk::new();
    let first = desk.one("1.txt", "فؤاد حسين");
    let second = desk.add("2.txt", "", &["فؤاد حسين"]);
    assert_eq!(second.1[0], first);
    // As a library of schema 3 comes out: a source for each article, and nobody knows of what kind.
    desk.connection()
        .execute_batch(
            "INSERT INTO source (uid, name, name_key, note, created, changed)
                 SELECT 'ffffffffffffffff', name, name_key, 'رأيته', 1, 1 FROM source;
             UPDATE source SET (kind, sound, family, given) = ('', '', '', '');
             UPDATE article_source SET (source, found_as) = (SELECT max(id), max(id) FROM source)
                 WHERE article = (SELECT max(id) FROM article);
             DELETE FROM claim;
             UPDATE article SET found = NULL;
             UPDATE source SET (claims, articles, last_day) = (0, 1, '');",
        )
        .expect("an old library");
    desk.check();
    let other = desk.store.source_by_uid("ffffffffffffffff").expect("readable").expect("a source");
    assert_ne!(desk.one("3.txt", "فؤاد حسين"), other);
    desk.add("1.txt", "", &["فؤاد حسين"]);
    desk.check();
    assert_eq!(desk.add("2.txt", "", &["فؤاد حسين"]).1[0], desk.known(first).key);
    desk.check();
    let known = desk.known(other);
    assert_eq!((known.key, known.facts.note.as_str(), known.articles), (desk.known(first).key, "رأيته", 3));
}
