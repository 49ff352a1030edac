//! The library: what a start and a save cost, and how a start grows with the number of other articles.
//!
//! The figures that matter are the ratios, printed at the end: the open of one article among 10,000 others over the same
//! among none.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use isnad::article::{About, Article, Block, BlockKind, Origin};
use isnad::claims::{Anchor, SourceRef};
use isnad::span::{Offset, Span};
use isnad::store::{ArticleKey, ClaimMarks, ClaimNote, Reading, Reliability, SourceMarks, SourceNote, Store};
use jiff::Timestamp;

/// How many other articles the library holds.
const OTHERS: [usize; 3] = [1, 1_000, 10_000];

/// How many notes of claims an article has.
const NOTES: usize = 10;

/// An article of a usual length: 8 KB.
fn article(number: usize) -> Article {
    let mut text = format!("الخبر رقم {number}\n");
    for line in 0..40 {
        let _ =
            writeln!(text, "وقال المتحدث إن الفقرة {line} من الخبر {number} تصف ما جرى في اجتماع اللجنة صباح اليوم.");
    }
    let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len() - 1) };
    Article {
        origin: Origin::File(format!("/articles/{number}.txt").into()),
        hash: format!("{number:064x}"),
        text,
        blocks: vec![block],
        window: None,
        about: About::default(),
        warnings: Vec::new(),
    }
}

fn claim_note(article: &Article, number: usize) -> ClaimNote {
    let words = "تصف ما جرى في اجتماع اللجنة";
    let start = article.text.match_indices(words).nth(number).map_or(0, |(at, _)| at);
    let marks = ClaimMarks {
        verdict: Some("misleading".to_owned()),
        note: "قارن بمحضر الاجتماع".to_owned(),
        tags: vec!["لجنة".to_owned(), "محضر".to_owned()],
        ..ClaimMarks::default()
    };
    ClaimNote {
        key: None,
        anchor: Anchor::of(article, Span::new(start, start + words.len()), &format!("c{number}")),
        marks,
    }
}

fn annotate(store: &mut Store, number: usize) -> ArticleKey {
    let (article, now) = (article(number), Timestamp::UNIX_EPOCH);
    let key = store.open_article(&article, now).expect("registered");
    for note in 0..NOTES {
        store.save_claim(key, &claim_note(&article, note), now).expect("saved");
    }
    let marks = SourceMarks { reliability: Some(Reliability::B), ..SourceMarks::default() };
    let source = SourceRef { uid: "s1".to_owned(), name: "المتحدث".to_owned() };
    store.save_source(key, &SourceNote { key: None, source, marks, ratings: Vec::new() }, now).expect("saved");
    let reading = Reading { position: Offset(700), claim: Some("c3".to_owned()), open_groups: vec!["s1".to_owned()] };
    store.save_reading(key, &reading, now).expect("saved");
    key
}

/// A library of article 0 with its notes, and of so many others with theirs.
fn library(others: usize) -> tempfile::TempDir {
    // Memory where there is any: the bench is of the program, not of a disk.
    let folder = ["/dev/shm"].iter().find_map(|shm| tempfile::tempdir_in(shm).ok());
    let folder = folder.unwrap_or_else(|| tempfile::tempdir().expect("a folder"));
    let mut store = Store::open(folder.path()).expect("a library");
    for number in 0..=others {
        annotate(&mut store, number);
    }
    folder
}

/// What a start waits for.
fn start(folder: &Path, article: &Article) -> usize {
    let store = Store::open(folder).expect("a library");
    store.annotations(article).expect("readable").claims.len()
}

fn open(criterion: &mut Criterion) {
    let article = article(0);
    let mut medians = Vec::new();
    for others in OTHERS {
        let folder = library(others);
        assert_eq!(start(folder.path(), &article), NOTES);
        criterion.bench_function(&format!("open one article among {others}"), |bench| {
            bench.iter(|| start(folder.path(), &article));
        });
        medians.push(median(|| start(folder.path(), &article)));
    }
    let (first, last) = (medians[0].as_secs_f64(), medians[medians.len() - 1].as_secs_f64());
    let growth = (last / first).ln() / (OTHERS[OTHERS.len() - 1] as f64 / OTHERS[0] as f64).ln();
    let _ = writeln!(
        std::io::stdout(),
        "open among 1, 1000, 10000: {medians:?}; last over first {:.2}, exponent {growth:.3}\n",
        last / first
    );
}

fn save(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(folder.path()).expect("a library");
    let (article, key) = (article(0), annotate(&mut store, 0));
    let mut number = 0;
    criterion.bench_function("save one note, durably", |bench| {
        bench.iter(|| {
            number += 1;
            let mut note = claim_note(&article, number % NOTES);
            let _ = write!(note.marks.note, " {number}");
            store.save_claim(key, &note, Timestamp::UNIX_EPOCH).expect("saved")
        });
    });
}

fn median<T>(mut body: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..201)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(body());
            begun.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(500));
    targets = open, save
}
criterion_main!(benches);
