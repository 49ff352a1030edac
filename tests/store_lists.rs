//! Lists of claims and sources: pages in both directions, filters, and what a dossier says.

mod store_common;

use isnad::article::Origin;
use isnad::article::{About, from_text};
use isnad::claims::{Found, Uids, extract};
use isnad::store::{
    Assessment, ClaimFilter, ClaimQuery, ClaimStart, Decided, Listed, ListedBy, Order, Reliability, SourceFacts,
    SourceStart, SourcesList, Store,
};
use store_common::at;
use tempfile::TempDir;

/// A library of `count` articles, one a day, in each of which one man and another one speak.
fn library(count: usize) -> (TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    for n in 1..=count {
        let text = format!(
            "خبر الجسر رقم {n}\n\nقال وزير النقل سامي العنبري إن \"القسم {n} من الجسر جاهز تماما\" منذ أمس.\n\n\
             وقالت ليلى حداد، مديرة الميناء، إن الأعمال رقم {n} انتهت في موعدها.\n"
        );
        let mut article = from_text(text, Origin::File(format!("/articles/{n}.txt").into()));
        article.about = About { published: Some(format!("2026-01-{n:02}")), ..About::default() };
        let extraction = extract(&article);
        let uids = Uids::of(&article, &extraction);
        store
            .add_article(Found { article: &article, extraction: &extraction, uids: &uids }, at(n as i64))
            .expect("added");
    }
    (folder, store)
}

fn texts(store: &Store, query: ClaimQuery) -> Vec<(String, String)> {
    let rows = store.claims(&query).expect("a list");
    rows.into_iter().map(|row| (row.day, row.text)).collect()
}

#[test]
fn pages_of_claims_follow_each_other_in_both_directions() {
    let (_folder, store) = library(9);
    let all = store.claims(&ClaimQuery { limit: 100, ..ClaimQuery::default() }).expect("a list");
    assert!(all.len() >= 18, "{}", all.len());
    for order in [Order::NewestFirst, Order::OldestFirst] {
        let page =
            |start, limit| store.claims(&ClaimQuery { start, order, limit, ..ClaimQuery::default() }).expect("a page");
        let mut rows = page(ClaimStart::First, 4);
        while let Some(last) = rows.last().filter(|_| rows.len() < all.len()) {
            let start = ClaimStart::After(last.day.clone(), last.number);
            rows.extend(page(start, 4));
        }
        let mut expected = all.clone();
        if order == Order::OldestFirst {
            expected.reverse();
        }
        assert_eq!(rows, expected);
        let mut back = page(ClaimStart::Last, 4);
        while let Some(first) = back.first().filter(|_| back.len() < all.len()) {
            let start = ClaimStart::Before(first.day.clone(), first.number);
            back.splice(..0, page(start, 4));
        }
        assert_eq!(back, expected);
    }
}

#[test]
fn claims_are_narrowed() {
    let (_folder, store) = library(5);
    let narrowed = |filter| texts(&store, ClaimQuery { filter, limit: 100, ..ClaimQuery::default() });
    let direct = narrowed(ClaimFilter { direct: Some(true), ..ClaimFilter::default() });
    let reported = narrowed(ClaimFilter { direct: Some(false), ..ClaimFilter::default() });
    let all = narrowed(ClaimFilter::default());
    assert_eq!(direct.len() + reported.len(), all.len());
    let found = narrowed(ClaimFilter { text: "الاعمال 3".to_owned(), ..ClaimFilter::default() });
    assert!(
        found.iter().all(|(day, text)| day == "2026-01-03" && text.contains("الأعمال")) && !found.is_empty(),
        "{found:?}"
    );
    let of_her = narrowed(ClaimFilter { text: "حداد".to_owned(), ..ClaimFilter::default() });
    assert_eq!(of_her.len(), 5, "{of_her:?}");
    assert_eq!(narrowed(ClaimFilter { decided: Some(Decided::Nothing), ..ClaimFilter::default() }), all);
    assert!(
        narrowed(ClaimFilter { decided: Some(Decided::Verdict("true".to_owned())), ..ClaimFilter::default() })
            .is_empty()
    );
}

#[test]
fn sources_are_one_across_articles_and_paged_from_any_row() {
    let (_folder, mut store) = library(4);
    let page = |store: &Store, list: SourcesList| store.list_sources(&list).expect("a page");
    let all = page(&store, SourcesList { by: ListedBy::Name, limit: 100, ..SourcesList::default() });
    let him = all.iter().find(|source| source.name == "سامي العنبري").expect("him").clone();
    assert_eq!((him.articles, him.claims), (4, 4));
    let names =
        |rows: &[isnad::store::ListedSource]| -> Vec<String> { rows.iter().map(|row| row.name.clone()).collect() };
    let after = SourcesList {
        by: ListedBy::Name,
        start: SourceStart::After(all[0].mark.clone()),
        limit: 100,
        ..SourcesList::default()
    };
    assert_eq!(names(&page(&store, after)), names(&all[1..]));
    let last = all.last().expect("one").mark.clone();
    let before =
        SourcesList { by: ListedBy::Name, start: SourceStart::Before(last), limit: 100, ..SourcesList::default() };
    assert_eq!(names(&page(&store, before)), names(&all[..all.len() - 1]));
    let mut turned =
        names(&page(&store, SourcesList { by: ListedBy::Name, reversed: true, limit: 100, ..SourcesList::default() }));
    turned.reverse();
    assert_eq!(turned, names(&all));
    let judge = |facts: &mut SourceFacts| {
        facts.reliability = Some(Reliability::B);
        Assessment::default()
    };
    store.say_of_source(him.number, judge, at(99)).expect("said");
    let which = Listed { reliability: Some(Reliability::B), text: "عنبري".to_owned(), ..Listed::default() };
    assert_eq!(names(&page(&store, SourcesList { which, limit: 9, ..SourcesList::default() })), ["سامي العنبري"]);
    let known = store.known_source(him.number).expect("read").expect("known");
    assert_eq!(
        (known.source.name.as_str(), known.verdicts.as_slice(), known.relayed),
        ("سامي العنبري", &[(None, 4)][..], 0)
    );
    assert_eq!(known.source.facts.reliability, Some(Reliability::B));
}

#[test]
fn a_document_that_is_removed_is_in_no_list() {
    let (_folder, mut store) = library(3);
    let documents = store.documents(&isnad::store::DocumentQuery::default()).expect("a list");
    store.set_read(documents[0].key, Some(at(5))).expect("marked");
    assert_eq!(store.totals().expect("counted").unread, 2);
    store.set_read(documents[0].key, None).expect("marked");
    store.remove_documents(&[documents[0].key]).expect("removed");
    let totals = store.totals().expect("counted");
    assert_eq!((totals.documents, totals.unread), (2, 2));
    let claims = store.claims(&ClaimQuery { limit: 100, ..ClaimQuery::default() }).expect("a list");
    assert_eq!(claims.len(), totals.claims);
    assert!(claims.iter().all(|claim| claim.document != documents[0].key));
    let him = store.list_sources(&SourcesList { limit: 100, ..SourcesList::default() }).expect("a list");
    assert!(him.iter().all(|source| source.articles <= 2), "{him:?}");
    assert_eq!(
        store.latest_article(documents[1].key).expect("read").map(|article| article.text.is_empty()),
        Some(false)
    );
    assert_eq!(store.origin_of(documents[1].key).expect("read").as_deref(), Some("/articles/2.txt"));
}
