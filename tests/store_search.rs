//! The search of the library: what is found, how close, where, in which order.

mod store_common;

use isnad::article::{About, Article, Origin};
use isnad::claims::{Extraction, Found, SourceId, Uids};
use isnad::search::{Closeness, Query, Synonyms};
use isnad::store::{ArticleKey, ClaimMarks, Hit, Hits, Search, SourceMarks, Store, Within};
use store_common::{TEXT, at, claim_note, extraction, from_file, source_note, span};

const OTHER: &str = "الأسواق تغلق أبوابها\n\
أعلنت الغرفة أن أسعار الخضار ارتفعت، وأن الاسعار ستعود قريبا.\n\
واشتكى مواطنون من بأسعارها.\n";

fn library() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("a library");
    (folder, store)
}

fn add(store: &mut Store, article: &Article, found: &Extraction) -> ArticleKey {
    let uids = Uids::of(article, found);
    let found = Found { article, extraction: found, uids: &uids };
    store.add_article(found, at(1)).expect("added").article
}

/// An article with one claim of a source.
fn add_saying(store: &mut Store, name: &str, text: &str, words: &str, source: &str) -> ArticleKey {
    let article = from_file(name, text);
    let mut found = extraction(&[span(&article, words)], &[source]);
    found.claims[0].source = Some(SourceId(0));
    add(store, &article, &found)
}

fn find_in(store: &Store, typed: &str, within: &[Within], widest: Closeness) -> Hits {
    let query = Query::parse(typed, widest, &Synonyms::shipped()).expect("words");
    store.search(Search { query: &query, within, most: 20, depth: 1000, context: 30 }).expect("readable")
}

fn find(store: &Store, typed: &str, within: Within) -> Vec<Hit> {
    find_in(store, typed, &[within], Closeness::Wide).hits
}

/// The words of a snippet that were found, and its closeness.
fn said(hit: &Hit) -> (Vec<&str>, Closeness) {
    (hit.snippet.words.iter().map(|word| word.of(&hit.snippet.text)).collect(), hit.closeness)
}

#[test]
fn articles_are_found_by_any_spelling_and_the_level_is_said() {
    let (_folder, mut store) = library();
    add(&mut store, &from_file("a.txt", OTHER), &Extraction::default());
    let check = |typed: &str, expected: &[&str], closeness: Closeness| {
        let hits = find(&store, typed, Within::Texts);
        let hit = hits.first().unwrap_or_else(|| panic!("{typed} is not found"));
        assert_eq!(said(hit), (expected.to_vec(), closeness), "{typed}");
        let article = hit.article.as_ref().expect("an article");
        assert_eq!(article.title, "الأسواق تغلق أبوابها");
        assert_eq!(article.at.of(OTHER), expected[0], "{typed}");
    };
    check("أسعار", &["أسعار", "الاسعار"], Closeness::Exact);
    check("الخضار", &["الخضار"], Closeness::Exact);
    check("اعلنت", &["أعلنت"], Closeness::Normal);
    check("الغرفه", &["الغرفة"], Closeness::Loose);
    check("مواطن", &["مواطنون"], Closeness::Wide);
    check("والأبواب", &["أبوابها"], Closeness::Wide);
}

#[test]
fn what_is_inside_of_words_or_missing_is_not_found() {
    let (_folder, mut store) = library();
    add(&mut store, &from_file("a.txt", OTHER), &Extraction::default());
    for typed in ["طنون", "أسعار الفاكهة", "\"الاسعار ارتفعت\"", "\"اعلنت\""] {
        assert_eq!(find(&store, typed, Within::Texts), [], "{typed}");
    }
    assert_eq!(find_in(&store, "اعلنت", &Within::ALL, Closeness::Exact), Hits::default());
    assert_eq!(find_in(&store, "مواطن", &Within::ALL, Closeness::Loose), Hits::default());
    assert_eq!(find(&store, "\"أسعار الخضار\"", Within::Texts).len(), 1);
}

#[test]
fn closer_spellings_come_first_then_what_is_more_about_it_then_what_is_fresher() {
    let (_folder, mut store) = library();
    let texts =
        ["عنوان\nبأسعار كثيرة.\n", "عنوان\nالأسعار أسعار.\n", "عنوان\nاسعار هنا.\n", "عنوان\nأسعار أسعار أسعار.\n"];
    for (at, text) in texts.iter().enumerate() {
        add(&mut store, &from_file(&format!("{at}.txt"), &format!("{text}{at}")), &Extraction::default());
    }
    let order = |typed| {
        let hits = find(&store, typed, Within::Texts);
        hits.iter().map(|hit| hit.snippet.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(order("أسعار"), ["أسعار أسعار أسعار.", "الأسعار أسعار.", "اسعار هنا.", "بأسعار كثيرة."]);

    let (_folder, mut store) = library();
    for (name, day) in [("old", "2010-01-01"), ("new", "2024-05-01"), ("middle", "2021-01-01")] {
        let mut article = from_file(name, &format!("سوق {name}\n"));
        article.about = About { published: Some(day.to_owned()), ..About::default() };
        add(&mut store, &article, &Extraction::default());
    }
    let days: Vec<String> =
        find(&store, "سوق", Within::Texts).into_iter().filter_map(|hit| Some(hit.article?.day)).collect();
    assert_eq!(days, ["2024-05-01", "2021-01-01", "2010-01-01"]);
}

#[test]
fn quotations_are_found_with_their_source_at_their_place() {
    let (_folder, mut store) = library();
    add_saying(&mut store, "a.txt", TEXT, "السوق سيفتح أبوابه صباح الأحد", "سامر الحلو");
    let hits = find(&store, "السوق", Within::Quotes);
    let [hit] = hits.as_slice() else { panic!("one quotation: {hits:?}") };
    let article = hit.article.as_ref().expect("an article");
    assert_eq!(article.at.start, span(&from_file("a.txt", TEXT), "السوق سيفتح").start);
    assert_eq!(article.at.of(TEXT), "السوق");
    assert_eq!(hit.source.as_ref().map(|source| source.name.as_str()), Some("سامر الحلو"));
    assert!(hit.claim.is_some());
    // Beside the quotation, in the text.
    assert_eq!(find(&store, "الترميم", Within::Quotes), []);
    assert_eq!(find(&store, "الترميم", Within::Texts).len(), 1);
}

#[test]
fn notes_are_found_with_what_they_speak_of() {
    let (_folder, mut store) = library();
    let key = add_saying(&mut store, "a.txt", TEXT, "السوق سيفتح أبوابه", "سامر الحلو");
    let article = from_file("a.txt", TEXT);
    let note = claim_note(&article, span(&article, "السوق سيفتح أبوابه"), "claim-1", "قارن بمحضر الجلسة");
    let note_key = store.save_claim(key, &note, at(2)).expect("saved");
    let hits = find(&store, "المحضر", Within::Notes);
    assert_eq!(said(&hits[0]), (vec!["بمحضر"], Closeness::Wide));
    assert_eq!(hits[0].article.as_ref().map(|article| article.at.of(TEXT)), Some("السوق سيفتح أبوابه"));
    assert_eq!(hits[0].claim.as_deref(), Some("claim-1"));

    let mut changed = note.clone();
    (changed.key, changed.marks.note) = (note_key, "راجع الأرشيف".to_owned());
    store.save_claim(key, &changed, at(3)).expect("saved");
    assert_eq!(find(&store, "محضر", Within::Notes), []);
    assert_eq!(find(&store, "أرشيف", Within::Notes).len(), 1);
    changed.marks = ClaimMarks::default();
    store.save_claim(key, &changed, at(4)).expect("deleted");
    assert_eq!(find(&store, "أرشيف", Within::Notes), []);

    let mut about = source_note("سامر الحلو", "s-1", None);
    about.marks = SourceMarks { note: "يتصل صباحا فقط".to_owned(), ..SourceMarks::default() };
    store.save_source(key, &about, at(5)).expect("saved");
    let hits = find(&store, "صباحا", Within::Notes);
    assert_eq!(hits[0].source.as_ref().map(|source| source.name.as_str()), Some("سامر الحلو"));
}

#[test]
fn sources_are_found_by_name_and_office_each_once() {
    let (_folder, mut store) = library();
    let article = from_file("a.txt", TEXT);
    let mut found = extraction(&[], &["سامر الحلو", "جمعية التجار"]);
    found.sources[0].role = "رئيس البلدية".to_owned();
    add(&mut store, &article, &found);
    let names = |typed| {
        let hits = find(&store, typed, Within::Sources);
        hits.into_iter().filter_map(|hit| Some(hit.source?.name)).collect::<Vec<_>>()
    };
    assert_eq!(names("الحلو"), ["سامر الحلو"]);
    assert_eq!(names("رئيس"), ["سامر الحلو"]);
    assert_eq!(names("تجار"), ["جمعية التجار"]);
    assert_eq!(names("غائب"), [""; 0]);
}

#[test]
fn of_several_versions_the_latest_is_given_unless_only_an_old_one_says_it() {
    let (_folder, mut store) = library();
    let old = format!("{TEXT}وقال ناطق إن الجسر مغلق.\n");
    add_saying(&mut store, "a.txt", &old, "الجسر مغلق", "ناطق");
    add(&mut store, &from_file("a.txt", TEXT), &Extraction::default());
    let hits = find(&store, "السوق", Within::Texts);
    assert_eq!(hits.iter().map(|hit| hit.article.as_ref().expect("one").is_latest).collect::<Vec<_>>(), [true]);
    let hits = find(&store, "الجسر", Within::Texts);
    assert_eq!(hits.iter().map(|hit| hit.article.as_ref().expect("one").is_latest).collect::<Vec<_>>(), [false]);
    assert_eq!(find(&store, "الجسر", Within::Quotes), []);
    // The old text comes back.
    add_saying(&mut store, "a.txt", &old, "الجسر مغلق", "ناطق");
    assert_eq!(find(&store, "الجسر", Within::Quotes).len(), 1);
}

#[test]
fn what_is_more_than_wanted_is_said() {
    let (_folder, mut store) = library();
    for number in 0..30 {
        add(&mut store, &from_file(&format!("{number}"), &format!("سوق رقم {number}\n")), &Extraction::default());
    }
    let query = Query::parse("سوق", Closeness::Wide, &Synonyms::default()).expect("a word");
    let search = |most| Search { query: &query, within: &[Within::Texts], most, depth: 1000, context: 30 };
    let found = store.search(search(10)).expect("readable");
    assert_eq!((found.hits.len(), found.more), (10, true));
    let found = store.search(search(31)).expect("readable");
    assert_eq!((found.hits.len(), found.more), (30, false));
}

#[test]
fn an_article_can_be_opened_at_its_hit() {
    let (_folder, mut store) = library();
    let mut article = from_file("a.txt", TEXT);
    article.origin = Origin::StandardInput;
    add(&mut store, &article, &Extraction::default());
    let hit = find(&store, "الترميم", Within::Texts).remove(0).article.expect("an article");
    let opened = store.article(hit.key).expect("readable").expect("there");
    assert_eq!(hit.at.of(&opened.text), "الترميم");
    assert_eq!((opened.hash, hit.at), (hit.hash, span(&article, "الترميم")));
}
