//! A library of 100,000 articles and a million claims beside one of 1,000: what a user waits for, and how it grows.
//!
//! Every figure is the median of many runs in one process; what is asserted are ratios only. The growth of a task is the
//! exponent e for which its time grows as the number of articles to the power of e: 0 is as fast in any library, 1 is a
//! hundred times slower in one that is a hundred times larger. The file system's cache is warm.
//!
//! `ISNAD_BENCH_ARTICLES` sets another size than 100,000; `ISNAD_BENCH_FOLDER` a folder in which the libraries are kept for
//! the next run; `ISNAD_BENCH_TASK` a part of the names of the tasks that are run.

mod generated;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use generated::{CLAIMS, COMMON, Generator, RARE, SPEAKER, fill};
use isnad::article::Article;
use isnad::claims::{Anchor, ClaimId, Corrected, Found};
use isnad::search::{Closeness, Query, Synonyms};
use isnad::store::{
    ClaimFilter, ClaimMarks, ClaimNote, ClaimQuery, ClaimStart, DocumentQuery, DocumentSort, DossierQuery, Listed,
    Search, SourceKey, SourcesList, Start, Store, Within,
};
use jiff::Timestamp;

const SMALL: usize = 1_000;
const LARGE: usize = 100_000;
/// What a user waits for grows by no more than this.
const MOST_GROWTH: f64 = 0.2;
/// A key of the search has to be answered within this, in the large library.
const KEY: Duration = Duration::from_millis(20);

/// A task, and what it costs in a library.
struct Task {
    name: &'static str,
    run: fn(&mut Bench),
    rounds: usize,
}

const TASKS: &[Task] = &[
    Task { name: "open the library", run: open, rounds: 101 },
    Task { name: "list the first page", run: first_page, rounds: 101 },
    Task { name: "list a page in the middle", run: middle_page, rounds: 101 },
    Task { name: "open an article with its marks and claims", run: one_article, rounds: 101 },
    Task { name: "search a common word", run: |bench| bench.find(COMMON), rounds: 31 },
    Task { name: "search a rare word", run: |bench| bench.find(RARE), rounds: 101 },
    Task { name: "search as one types", run: |bench| bench.find("الا"), rounds: 31 },
    Task { name: "search as one types on", run: |bench| bench.find("الال"), rounds: 31 },
    Task { name: "search two words", run: |bench| bench.find("قال أسعار"), rounds: 31 },
    Task { name: "show a dossier", run: dossier, rounds: 101 },
    Task { name: "show the middle of a dossier", run: middle_of_dossier, rounds: 101 },
    Task { name: "show a dossier with its wordings", run: with_wordings, rounds: 11 },
    Task { name: "list sources", run: sources, rounds: 101 },
    Task { name: "save an annotation", run: annotate, rounds: 51 },
    Task { name: "take an annotation back", run: take_back, rounds: 31 },
];

/// A library at work.
struct Bench {
    folder: PathBuf,
    store: Store,
    article: Article,
    corrected: Corrected,
    /// The place of a row in the middle of the list.
    middle: Start,
    speaker: i64,
    known: SourceKey,
    middle_claim: ClaimStart,
    round: usize,
}

impl Bench {
    fn new(folder: &Path, articles: usize) -> Bench {
        let is_new = !folder.join("library.db").exists();
        let mut store = Store::open(folder).expect("a library");
        if is_new {
            let begun = Instant::now();
            fill(&mut store, articles);
            say(&format!("{articles} articles were made in {:?}", begun.elapsed()));
        }
        let (article, corrected) = Generator::new(articles).article(articles / 2);
        let speaker = Listed { text: SPEAKER.to_owned(), ..Listed::default() };
        let speaker = SourcesList { which: speaker, limit: 1, ..SourcesList::default() };
        let sources = store.list_sources(&speaker).expect("readable");
        let speaker = sources[0].number;
        let known = store.sources_meant(SPEAKER, 1).expect("readable")[0].key;
        let rows = store.documents(&DocumentQuery { limit: articles / 2, ..DocumentQuery::default() });
        let middle = Start::After(rows.expect("readable").pop().expect("a row").mark(DocumentSort::Day));
        let mut bench = Bench {
            folder: folder.to_owned(),
            store,
            article,
            corrected,
            middle,
            speaker,
            known,
            middle_claim: ClaimStart::First,
            round: 0,
        };
        let half = bench.claims_of_speaker(ClaimStart::First, (articles * CLAIMS / 4).min(5_000));
        bench.middle_claim = half;
        bench
    }

    /// Reads claims, and gives the place of the last of them.
    fn claims_of_speaker(&self, start: ClaimStart, limit: usize) -> ClaimStart {
        let filter = ClaimFilter { source: Some(self.speaker), ..ClaimFilter::default() };
        let rows = self.store.claims(&ClaimQuery { filter, start, limit, ..ClaimQuery::default() }).expect("readable");
        assert_eq!(rows.len(), limit);
        let last = rows.last().expect("a claim");
        ClaimStart::After(last.day.clone(), last.number)
    }

    /// What the search in the reader does at a key.
    fn find(&mut self, typed: &str) {
        let query = Query::parse(typed, Closeness::Wide, &Synonyms::shipped()).expect("words");
        let search = Search { query: &query, within: &Within::ALL, most: 20, depth: 200, context: 60 };
        let found = self.store.search(search).expect("readable");
        assert!(!found.hits.is_empty(), "{typed}");
    }

    fn median(&mut self, task: &Task) -> Duration {
        (task.run)(self);
        let mut times: Vec<Duration> = (0..task.rounds)
            .map(|_| {
                let begun = Instant::now();
                (task.run)(self);
                begun.elapsed()
            })
            .collect();
        times.sort();
        times[times.len() / 2]
    }
}

fn open(bench: &mut Bench) {
    let store = Store::open(&bench.folder).expect("a library");
    assert!(store.totals().expect("readable").documents >= SMALL);
}

fn first_page(bench: &mut Bench) {
    assert_eq!(bench.store.documents(&DocumentQuery::default()).expect("readable").len(), 100);
}

fn middle_page(bench: &mut Bench) {
    let query = DocumentQuery { start: bench.middle.clone(), ..DocumentQuery::default() };
    assert_eq!(bench.store.documents(&query).expect("readable").len(), 100);
}

/// What the reader does when an article is opened from the list.
fn one_article(bench: &mut Bench) {
    let key = bench.store.article_by_hash(&bench.article.hash).expect("readable").expect("there");
    let article = bench.store.article(key).expect("readable").expect("there");
    let marks = bench.store.annotations(&article).expect("readable");
    let known = bench.store.known_sources(found(&article, &bench.corrected)).expect("readable");
    std::hint::black_box((marks, known));
}

fn found<'a>(article: &'a Article, corrected: &'a Corrected) -> Found<'a> {
    Found { article, extraction: &corrected.extraction, uids: &corrected.uids }
}

fn dossier(bench: &mut Bench) {
    bench.claims_of_speaker(ClaimStart::First, 256);
}

fn middle_of_dossier(bench: &mut Bench) {
    bench.claims_of_speaker(bench.middle_claim.clone(), 256);
}

fn with_wordings(bench: &mut Bench) {
    let dossier = bench.store.dossier(bench.known, &DossierQuery::default()).expect("readable");
    assert_eq!(dossier.expect("there").claims.len(), DossierQuery::default().limit);
}

fn sources(bench: &mut Bench) {
    let sources = bench.store.list_sources(&SourcesList { limit: 100, ..SourcesList::default() }).expect("readable");
    assert_eq!(sources.len(), 100);
}

fn note(bench: &mut Bench, words: String) {
    let claim = ClaimId(bench.round % CLAIMS);
    let content = bench.corrected.extraction.claims[claim.0].content;
    let anchor = Anchor::of(&bench.article, content, bench.corrected.uids.claim(claim));
    let key = bench.store.open_article(&bench.article, Timestamp::UNIX_EPOCH).expect("registered");
    let marks = ClaimMarks { note: words, ..ClaimMarks::default() };
    bench.store.save_claim(key, &ClaimNote { key: None, anchor, marks }, Timestamp::UNIX_EPOCH).expect("saved");
}

fn annotate(bench: &mut Bench) {
    bench.round += 1;
    note(bench, format!("قارن بمحضر الاجتماع رقم {}", bench.round));
}

fn take_back(bench: &mut Bench) {
    bench.round += 1;
    note(bench, format!("قارن بمحضر الاجتماع رقم {}", bench.round));
    note(bench, String::new());
}

fn claims_of_article(bench: &mut Bench) {
    let key = bench.store.article_by_hash(&bench.article.hash).expect("readable").expect("there");
    assert_eq!(bench.store.claims_of(key).expect("readable").len(), CLAIMS);
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// The claims of an article as this library reads them, beside what Python's sqlite3 takes for the same query.
fn beside_python(bench: &mut Bench) {
    const SCRIPT: &str = "
import sqlite3, sys, time
db = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)
times = []
for _ in range(501):
    begun = time.perf_counter()
    article, = db.execute('SELECT id FROM article WHERE hash = ?', (sys.argv[2],)).fetchone()
    rows = db.execute('SELECT uid, kind, byte_start, byte_end, text, speaker, source FROM claim'
                      ' WHERE article = ? ORDER BY rank', (article,)).fetchall()
    times.append(time.perf_counter() - begun)
assert len(rows) == 10
print(sorted(times)[250] * 1e6)
";
    let path = bench.store.path().to_owned();
    let python = Command::new("python3").args(["-c", SCRIPT]).arg(path).arg(&bench.article.hash).output();
    let python = match python {
        Ok(run) if run.status.success() => run,
        Ok(run) => return say(&format!("python3 could not: {}", String::from_utf8_lossy(&run.stderr))),
        Err(error) => return say(&format!("python3 is not here, not compared: {error}")),
    };
    let python: f64 = String::from_utf8_lossy(&python.stdout).trim().parse().expect("a number");
    let ours = bench.median(&Task { name: "claims of an article", run: claims_of_article, rounds: 501 });
    let ours = ours.as_secs_f64() * 1e6;
    say(&format!("claims of an article: {ours:.1} µs; Python's sqlite3 {python:.1} µs; ratio {:.2}", ours / python));
}

fn main() {
    let large = std::env::var("ISNAD_BENCH_ARTICLES").ok().and_then(|n| n.parse().ok()).unwrap_or(LARGE);
    let kept = std::env::var_os("ISNAD_BENCH_FOLDER").map(PathBuf::from);
    let temporary = tempfile::tempdir().expect("a folder");
    let place = kept.unwrap_or_else(|| temporary.path().to_owned());
    let folder = |articles: usize| place.join(articles.to_string());
    let (mut few, mut many) = (Bench::new(&folder(SMALL), SMALL), Bench::new(&folder(large), large));
    let wanted = std::env::var("ISNAD_BENCH_TASK").unwrap_or_default();
    let mut missed = Vec::new();
    for task in TASKS.iter().filter(|task| task.name.contains(&wanted)) {
        let (one, other) = (few.median(task), many.median(task));
        let growth = (other.as_secs_f64() / one.as_secs_f64()).ln() / (large as f64 / SMALL as f64).ln();
        say(&format!("{:42} {one:>10.1?} {other:>10.1?}   growth {growth:.3}", task.name));
        if growth > MOST_GROWTH {
            missed.push(format!("{} grows by {growth:.3}", task.name));
        }
        if task.name.starts_with("search") && other > KEY {
            say(&format!("  that is more than {KEY:?} for a key"));
        }
    }
    beside_python(&mut many);
    assert!(missed.is_empty(), "{missed:?}: more than {MOST_GROWTH}");
}
