//! A library to put sources into, and to look into.

use std::collections::BTreeSet;

use isnad::claims::{Found, Source, SourceId, SourceKind, Uids};
use isnad::store::{ArticleKey, DocumentKey, SourceKey, Store};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::store_common::{self, at, extraction, from_file};

/// A library, and what the test put into it.
pub struct Desk {
    pub folder: TempDir,
    pub store: Store,
    pub clock: i64,
    pub documents: BTreeSet<DocumentKey>,
}

/// `name (office)`: a person; `!name` an organisation, `?name` somebody who is not named.
pub fn source(written: &str) -> Source {
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
    pub fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path()).expect("a library");
        Desk { folder, store, clock: 0, documents: BTreeSet::new() }
    }

    pub fn now(&mut self) -> jiff::Timestamp {
        self.clock += 1;
        at(self.clock)
    }

    /// Adds a text at `origin` in which each source says one thing; the first says two.
    pub fn add(&mut self, origin: &str, text: &str, sources: &[&str]) -> (ArticleKey, Vec<SourceKey>, DocumentKey) {
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

    pub fn of(&self, key: ArticleKey, uids: &Uids) -> Vec<SourceKey> {
        let of = |uid: &String| self.store.source_in(key, uid).expect("readable").expect("a source");
        uids.sources().iter().map(of).collect()
    }

    /// The one source of a text at an origin of its own.
    pub fn one(&mut self, origin: &str, written: &str) -> SourceKey {
        self.add(origin, "", &[written]).1[0]
    }

    pub fn known(&self, key: SourceKey) -> isnad::store::KnownSource {
        self.store.source(key).expect("readable").expect("a source")
    }

    pub fn connection(&self) -> Connection {
        let connection = Connection::open(self.folder.path().join("library.db")).expect("the file");
        let flags = rusqlite::functions::FunctionFlags::SQLITE_UTF8;
        let words = connection.create_scalar_function("isnad_words", 1, flags, |context| context.get::<String>(0));
        words.expect("a function");
        connection
    }

    /// Compares everything that is counted with what is there.
    #[track_caller]
    pub fn check(&self) {
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
    pub fn picture(&self) -> Vec<String> {
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
