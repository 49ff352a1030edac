//! What the screens export of a library: articles of a list, and the claims of one source across articles.

use std::fs;

use isnad::article;
use isnad::claims::{self, Corrected, Found};
use isnad::config::{Environment, Settings, Wishes};
use isnad::export::Format;
use isnad::shelf::{Outward, Shelf, There, Wanted};
use isnad::store::{DocumentFilter, SourcesList, Store};
use jiff::Timestamp;
use serde_json::Value;

#[test]
fn a_list_and_a_source_are_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&folder.path().join("library")).expect("opened");
    for (name, other) in [("one", "قالت لمى جابر إن الميناء مغلق."), ("two", "وقال رجل من الميناء إن البحر هائج.")]
    {
        let text = format!("خبر {name}\n\nقال الوزير سامر الحلو إن الجسر سيفتح غدا.\n\n{other}\n");
        let path = folder.path().join(format!("{name}.txt"));
        fs::write(&path, text).expect("written");
        let article = article::open(&path).expect("opened");
        let found = Corrected::as_found(&article, claims::extract(&article));
        let key = store.open_article(&article, Timestamp::UNIX_EPOCH).expect("registered");
        let found = Found { article: &article, extraction: &found.extraction, uids: &found.uids };
        store.save_found(key, found, Timestamp::UNIX_EPOCH).expect("kept");
    }
    let listed = store.list_sources(&SourcesList { limit: 9, ..SourcesList::default() }).expect("listed");
    let samer = listed.iter().find(|source| source.name.contains("سامر")).expect("he speaks in both");
    let environment: Environment = [("LANG", "en")].into_iter().collect();
    let settings = Settings::resolve(Wishes::default(), &environment, None);
    let shelf = Shelf(Some(&store));
    let write = |wanted, name: &str, documents: &[_]| {
        let path = folder.path().join(name);
        let outward = Outward { format: Format::Ndjson, wanted, path: path.clone(), there: There::Stays };
        let written = shelf.write_documents(documents, &outward, &settings).expect("written");
        let lines = fs::read_to_string(path).expect("there");
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let claims = lines
            .iter()
            .map(|line| line.pointer("/article/claims").and_then(Value::as_array).map_or(0, Vec::len))
            .sum::<usize>();
        assert_eq!((written.articles, written.claims), (lines.len(), claims));
        (lines.len(), claims)
    };
    let all = shelf.documents(DocumentFilter::default()).expect("listed");
    let (articles, claims) = write(Wanted::Every, "all.ndjson", &all);
    assert!(articles == 2 && claims > 2, "{claims}");
    let of_source = shelf.documents_of(samer.number).expect("listed");
    assert_eq!(write(Wanted::OfSource(samer.number), "samer.ndjson", &of_source), (2, 2));
    assert_eq!(write(Wanted::Pinned, "pinned.ndjson", &all), (2, 0));
}
