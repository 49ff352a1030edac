//! How long it takes to open an article: a common one, ever longer ones, and windows of a very large file.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use isnad::article::{Origin, WindowAt, from_text, open, open_window, sample};

/// The sample, again and again, up to `size` bytes.
fn text_of(size: usize) -> String {
    let sample = sample().text;
    let mut text = sample.repeat(size / sample.len() + 1);
    text.truncate(text.floor_char_boundary(size));
    text
}

fn large_file(folder: &Path, unit: &str, size: usize) -> PathBuf {
    let path = folder.join("large.txt");
    let mut file = BufWriter::new(File::create(&path).expect("a temporary file"));
    for _ in 0..size / unit.len() {
        file.write_all(unit.as_bytes()).expect("room for a large file");
    }
    path
}

fn articles(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("article from text");
    for size in [10_000, 100_000, 1_000_000, 4_000_000, 16_000_000] {
        let text = text_of(size);
        group.throughput(Throughput::Bytes(size as u64)).sample_size(if size > 1_000_000 { 10 } else { 50 });
        group.bench_with_input(BenchmarkId::from_parameter(size), &text, |bench, text| {
            bench.iter_batched(
                || text.clone(),
                |text| from_text(black_box(text), Origin::Sample),
                criterion::BatchSize::LargeInput,
            );
        });
    }
    let shapes =
        [("one line", text_of(4_000_000).replace('\n', " ")), ("short lines", "دبي - نافذة - حديقة\n".repeat(120_000))];
    for (name, text) in shapes {
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_function(format!("{name} of {}", text.len()), |bench| {
            bench.iter_batched(
                || text.clone(),
                |text| from_text(black_box(text), Origin::Sample),
                criterion::BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

fn windows(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("window of a 100 MB file");
    group.sample_size(20);
    for (name, unit) in [
        ("lines", text_of(20_000)),
        ("no line end", "قال الوزير إن العمل بدأ ".to_owned()),
        ("no blank", "قال".to_owned()),
    ] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = large_file(folder.path(), &unit, 100_000_000);
        group.bench_function(format!("{name}: first"), |bench| {
            bench.iter(|| open(black_box(&path)).expect("it is text"))
        });
        group.bench_function(format!("{name}: in the middle"), |bench| {
            bench.iter(|| open_window(black_box(&path), WindowAt::Holding(50_000_000)).expect("it is text"));
        });
    }
    group.finish();
}

criterion_group!(benches, articles, windows);
criterion_main!(benches);
