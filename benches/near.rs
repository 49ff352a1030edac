//! Re-anchoring: what it costs to look for the places of 200 orphans in an article of 1 MB, and how that grows with the text.
//!
//! The figures that matter are the ratios, printed at the end: eight times the text over the text, and 200 orphans over one.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use isnad::article::{Article, Origin, from_text};
use isnad::claims::{Anchor, Found, Nearby, Uids, extract};
use isnad::diff::words;

/// How many orphans an article has.
const ORPHANS: usize = 200;

/// An article of about so many bytes, whose sentences differ.
fn article(bytes: usize) -> Article {
    let (who, what) =
        (["الوزير", "المتحدث", "المدير", "الناطق"], ["الطرق", "المدارس", "الموانئ", "المطارات", "السدود"]);
    let mut text = String::from("العنوان\n\n");
    let mut line = 0_usize;
    while text.len() < bytes {
        let (one, other) = (who[line % who.len()], what[line / 3 % what.len()]);
        let own: String = line
            .to_string()
            .bytes()
            .map(|digit| char::from_u32(0x628 + u32::from(digit - b'0')).unwrap_or('ب'))
            .collect();
        let _ = writeln!(
            text,
            "وقال {one} سامي {own} إن خطة {other} في منطقة {own} تحتاج إلى مراجعة شاملة قبل بدء العمل فيها خلال الأشهر المقبلة من هذا العام.\n"
        );
        line += 1;
    }
    from_text(text, Origin::StandardInput)
}

/// Notes on claims of the article, each with one word changed: none is where it was.
fn orphans(article: &Article, found: Found<'_>) -> Vec<Anchor> {
    let claims = found.extraction.claims.iter();
    let step = (found.extraction.claims.len() / ORPHANS).max(1);
    let anchors = claims.step_by(step).take(ORPHANS).map(|claim| Anchor::of(article, claim.content, "gone"));
    anchors.map(|anchor| Anchor { exact: anchor.exact.replace("شاملة", "كاملة"), ..anchor }).collect()
}

fn shortest(mut work: impl FnMut()) -> Duration {
    let runs = (0..7).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    runs.min().unwrap_or_default()
}

/// The time for the first `most` orphans of an article of so many bytes, and how many of them found their place.
fn look(bytes: usize, most: usize) -> (Duration, usize) {
    let article = article(bytes);
    let extraction = extract(&article);
    let uids = Uids::of(&article, &extraction);
    let found = Found { article: &article, extraction: &extraction, uids: &uids };
    let orphans = orphans(&article, found);
    let orphans = &orphans[..most.min(orphans.len())];
    let placed = || {
        let nearby = Nearby::of(found);
        orphans.iter().filter(|anchor| nearby.places(anchor).first().is_some_and(|near| near.may_be_asked())).count()
    };
    (shortest(|| _ = black_box(placed())), placed())
}

#[allow(clippy::print_stdout, reason = "what the bench is for")]
fn benches(criterion: &mut Criterion) {
    let text = article(64 * 1024).text;
    let changed = text.replace("شاملة", "كاملة");
    let mut group = criterion.benchmark_group("near");
    group.sample_size(10);
    group.bench_function("words, 64 KB of which one in fifteen changed", |bencher| {
        bencher.iter(|| words(&text, &changed))
    });
    group.finish();
    let (small, _) = look(128 << 10, ORPHANS);
    let (large, placed) = look(1 << 20, ORPHANS);
    let (one, _) = look(1 << 20, 1);
    println!("200 orphans in 1 MB: {large:?} ({placed} found their place)");
    println!("1 MB over 128 KB: {:.1} (8 is linear)", large.as_secs_f64() / small.as_secs_f64());
    println!("200 orphans over one, in 1 MB: {:.1}", large.as_secs_f64() / one.as_secs_f64());
}

criterion_group!(all, benches);
criterion_main!(all);
