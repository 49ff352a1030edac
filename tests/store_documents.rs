//! Lists of documents: which, in what order, a page at a time; and the versions of a document.

mod store_common;

use isnad::article::Article;
use isnad::claims::{Found, Uids};
use isnad::store::{
    ArticleKey, Direction, DocumentFilter, DocumentKey, DocumentQuery, DocumentRow, DocumentSort, Fate, Start, Status,
    Store,
};
use store_common::{at, claim_note, extraction, from_file, source_note, span};

/// A library with these articles: title, outlet, day.
fn library(articles: &[(&str, &str, &str)]) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    for (number, (title, outlet, day)) in articles.iter().enumerate() {
        let mut article = from_file(&format!("{number}.txt"), &format!("{title}\nقال الوزير كلاما رقم {number}.\n"));
        article.about.outlet = Some((*outlet).to_owned()).filter(|outlet| !outlet.is_empty());
        article.about.published = Some((*day).to_owned()).filter(|day| !day.is_empty());
        add(&mut store, &article, number as i64 + 1);
    }
    (folder, store)
}

/// Adds an article in which one claim of one source is found.
fn add(store: &mut Store, article: &Article, second: i64) -> (ArticleKey, DocumentKey, Fate) {
    let extraction = extraction(&[span(article, "كلاما")], &["سامر الحلو"]);
    let uids = Uids::of(article, &extraction);
    let found = Found { article, extraction: &extraction, uids: &uids };
    let registered = store.add_article(found, at(second)).expect("added");
    (registered.article, registered.document, registered.fate)
}

fn titles(rows: &[DocumentRow]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

const FIVE: [(&str, &str, &str); 5] = [
    ("جسر جديد", "الشرق", "2021-07-22"),
    ("أسعار الخبز", "النهار", "2021-07-20"),
    ("إسعاف المدينة", "الشرق", "2020-01-03"),
    ("دواء", "", "2022-05-01"),
    ("بحر", "النهار", "2021-07-21"),
];

#[test]
fn every_order_has_its_first_row() {
    let (_folder, store) = library(&FIVE);
    let sorted = |sort: DocumentSort| {
        let rows = store.documents(&DocumentQuery { sort, direction: sort.direction(), ..DocumentQuery::default() });
        titles(&rows.expect("listed")).join("، ")
    };
    assert_eq!(sorted(DocumentSort::Day), "دواء، جسر جديد، بحر، أسعار الخبز، إسعاف المدينة");
    assert_eq!(sorted(DocumentSort::Added), "بحر، دواء، إسعاف المدينة، أسعار الخبز، جسر جديد");
    assert_eq!(sorted(DocumentSort::Outlet), "دواء، إسعاف المدينة، جسر جديد، أسعار الخبز، بحر");
    assert_eq!(sorted(DocumentSort::Title), "أسعار الخبز، إسعاف المدينة، بحر، جسر جديد، دواء");
}

#[test]
fn pages_follow_each_other_in_both_directions() {
    let many: Vec<(&str, &str, &str)> = (0..23).map(|number| FIVE[number % 5]).collect();
    let (_folder, store) = library(&many);
    for sort in DocumentSort::ALL {
        for direction in [Direction::Ascending, Direction::Descending] {
            let query =
                |start: Start, limit| DocumentQuery { sort, direction, start, limit, ..DocumentQuery::default() };
            let all = store.documents(&query(Start::First, 1000)).expect("listed");
            assert_eq!(all.len(), 23);
            for limit in [1, 4, 23] {
                let (mut forth, mut start) = (Vec::new(), Start::First);
                loop {
                    let page = store.documents(&query(start, limit)).expect("a page");
                    let Some(last) = page.last() else { break };
                    start = Start::After(last.mark(sort));
                    forth.extend(page);
                }
                assert_eq!(forth, all, "{sort:?} {direction:?} by {limit}");
                let (mut back, mut start) = (Vec::new(), Start::Last);
                loop {
                    let page = store.documents(&query(start, limit)).expect("a page");
                    let Some(first) = page.first() else { break };
                    start = Start::Before(first.mark(sort));
                    back.splice(..0, page);
                }
                assert_eq!(back, all, "{sort:?} {direction:?} back by {limit}");
            }
        }
    }
}

#[test]
fn a_list_holds_what_was_asked_for() {
    let (_folder, store) = library(&FIVE);
    let check = |filter: DocumentFilter, expected: &str| {
        let query = DocumentQuery { filter: filter.clone(), ..DocumentQuery::default() };
        assert_eq!(titles(&store.documents(&query).expect("listed")).join("، "), expected, "{filter:?}");
        let counted = expected.split('،').filter(|title| !title.is_empty()).count();
        assert_eq!(store.count_documents(&filter).expect("counted"), counted, "{filter:?}");
    };
    let of = DocumentFilter::default;
    let said = |word: &str| Some(word.to_owned());
    check(of(), "دواء، جسر جديد، بحر، أسعار الخبز، إسعاف المدينة");
    check(DocumentFilter { outlet: said("الشرق"), ..of() }, "جسر جديد، إسعاف المدينة");
    check(DocumentFilter { outlet: said("النَّهار"), ..of() }, "بحر، أسعار الخبز");
    check(DocumentFilter { outlet: said("الغرب"), ..of() }, "");
    check(DocumentFilter { since: said("2021-07-21"), ..of() }, "دواء، جسر جديد، بحر");
    check(DocumentFilter { until: said("2020"), ..of() }, "إسعاف المدينة");
    check(DocumentFilter { since: said("2021"), until: said("2021-07"), ..of() }, "جسر جديد، بحر، أسعار الخبز");
    check(DocumentFilter { text: "اسعا".to_owned(), ..of() }, "أسعار الخبز، إسعاف المدينة");
    check(DocumentFilter { text: "شرق جسر".to_owned(), ..of() }, "جسر جديد");
    check(DocumentFilter { text: "100%".to_owned(), ..of() }, "");
    check(DocumentFilter { unchecked: true, outlet: said("النهار"), ..of() }, "بحر، أسعار الخبز");
}

#[test]
fn tags_and_checks_and_reading_narrow_a_list() {
    let (_folder, mut store) = library(&FIVE);
    let article = from_file("0.txt", "جسر جديد\nقال الوزير كلاما رقم 0.\n");
    let (key, _, fate) = add(&mut store, &article, 10);
    assert_eq!(fate, Fate::Known);
    let found = extraction(&[span(&article, "كلاما")], &["سامر الحلو"]);
    let uids = Uids::of(&article, &found);
    let mut note = claim_note(&article, span(&article, "كلاما"), uids.claim(isnad::claims::ClaimId(0)), "");
    note.marks.tags = vec!["إعمار".to_owned()];
    note.marks.status = Some(Status::Checked);
    store.save_claim(key, &note, at(11)).expect("saved");
    let list = |store: &Store, filter: DocumentFilter| {
        let rows = store.documents(&DocumentQuery { filter, ..DocumentQuery::default() }).expect("listed");
        titles(&rows).join("، ")
    };
    let tagged = |tag: &str| DocumentFilter { tag: Some(tag.to_owned()), ..DocumentFilter::default() };
    assert_eq!(list(&store, tagged("#اعمار")), "جسر جديد");
    assert_eq!(list(&store, tagged("إعما")), "");
    let unchecked = DocumentFilter { unchecked: true, ..DocumentFilter::default() };
    assert_eq!(list(&store, unchecked), "دواء، بحر، أسعار الخبز، إسعاف المدينة");
    // The source is one in all five.
    let mut source = source_note("سامر الحلو", uids.source(isnad::claims::SourceId(0)), None);
    source.marks.tags = vec!["بلدية".to_owned()];
    store.save_source(key, &source, at(12)).expect("saved");
    assert_eq!(list(&store, tagged("بلدية")).split('،').count(), 5);
    store.open_article(&article, at(13)).expect("read");
    let unread = DocumentFilter { unread: true, ..DocumentFilter::default() };
    assert_eq!(list(&store, unread), "دواء، بحر، أسعار الخبز، إسعاف المدينة");
    let totals = store.totals().expect("counted");
    assert_eq!((totals.documents, totals.unread, totals.claims), (5, 4, 5));
    assert_eq!((totals.unchecked, totals.sources), (4, 1));
}

#[test]
fn a_document_has_its_versions_and_is_found_by_each() {
    let (_folder, mut store) = library(&FIVE);
    let second = from_file("0.txt", "جسر قديم\nقال الوزير كلاما آخر.\n");
    let (article, document, fate) = add(&mut store, &second, 20);
    assert_eq!((document, fate), (DocumentKey::new(1), Fate::NewVersion));
    let versions = store.versions_of(document).expect("versions");
    let seen: Vec<_> = versions.iter().map(|row| (row.number, row.title.as_str(), row.is_latest)).collect();
    assert_eq!(seen, [(1, "جسر جديد", false), (2, "جسر قديم", true)]);
    let row = store.document(document).expect("read").expect("there");
    assert_eq!((row.latest, row.versions, row.title.as_str(), row.claims), (article, 2, "جسر قديم", 1));
    let old =
        store.articles_by_hash(&versions[0].hash.get(..12).expect("digits").to_uppercase(), 5).expect("looked up");
    assert_eq!(old, [(versions[0].article, document)]);
    assert_eq!(titles(&store.documents_by_title("جِسر", 5).expect("looked up")), ["جسر قديم"]);
    assert_eq!(store.documents_by_title("سر", 5).expect("looked up"), []);
    // The old text comes back: it is the latest again.
    let (_, _, fate) = add(&mut store, &from_file("0.txt", "جسر جديد\nقال الوزير كلاما رقم 0.\n"), 30);
    assert_eq!(fate, Fate::Known);
    assert_eq!(store.document(document).expect("read").expect("there").title, "جسر جديد");
    assert_eq!(titles(&store.documents_by_title("جسر ق", 5).expect("looked up")), [""; 0]);
    assert_eq!(store.outlets().expect("listed"), ["الشرق", "النهار"]);
}
