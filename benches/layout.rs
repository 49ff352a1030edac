//! Layout throughput: against unicode-bidi's levels alone on the same text in the same run, and from 64 KB to 1 MB.
//!
//! First come ratios, medians of rounds in which all took their turn; they hold on a machine that does other work, times do
//! not. `article_10kb` is what a first screen may cost at most: all paragraphs of an article, though the reader lays out only
//! those it shows. `one_paragraph/*` must grow as the text does: divide the times of two sizes.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use isnad::span::Column;
use isnad::text::{LayoutOptions, Lines, Paragraph, layout};
use std::hint::black_box;
use std::time::Instant;
use unicode_bidi::ParagraphBidiInfo;

const SENTENCES: [&str; 6] = [
    "قال المتحدث باسم الهيئة إن القافلة الثالثة وصلت إلى المدينة مساء الأحد، وعلى متنها ٤٥ طنا من المواد الغذائية. ",
    "وأضافت الطبيبة لِمُراسلنا «لا نملك سوى ثلاثة أجهزة، والوضع يُحتمل حتى الغد» قبل أن تعود إلى القسم. ",
    "ونقلت وكالة (UN News) عن مسؤول أن 12.5% من الميزانية أُنفقت في 2024/3/7 على الطرق والجسور. ",
    "لم يؤكد المجلس الخبر ولم ينفه، لكن مصدرا مطلعا أشار إلى اجتماع طارئ يعقد الليلة في مقر الوزارة. ",
    "وتابع الخبير أن نظام COVID-19 الجديد لا يشمل الأطفال، داعيا الأهالي إلى مراجعة المراكز الصحية. ",
    "إلا أن الأهالي يرون الأمر بعين أخرى؛ فالآبار جفت، والأسعار تضاعفت، ولا أحد يجيب على الأسئلة. ",
];

/// About `bytes` bytes of one paragraph.
fn paragraph(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200);
    for sentence in SENTENCES.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(sentence);
    }
    text
}

fn article(bench: &mut Criterion) {
    let paragraphs: Vec<String> = (0..20).map(|_| paragraph(512)).collect();
    let bytes: usize = paragraphs.iter().map(String::len).sum();
    let mut group = bench.benchmark_group("article_10kb");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("layout", |b| {
        b.iter(|| {
            paragraphs
                .iter()
                .map(|text| layout(black_box(text), &LayoutOptions::of_width(80)).lines.len())
                .sum::<usize>()
        });
    });
    group.bench_function("levels_alone", |b| {
        b.iter(|| {
            paragraphs.iter().map(|text| ParagraphBidiInfo::new(black_box(text), None).levels.len()).sum::<usize>()
        });
    });
    group.finish();
}

fn growth(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("one_paragraph");
    group.sample_size(10);
    for kilobytes in [64, 256, 1024] {
        let text = paragraph(kilobytes * 1024);
        group.throughput(Throughput::Bytes(text.len() as u64));
        for width in [1, 80] {
            let options = LayoutOptions { width: Column(width), ..LayoutOptions::of_width(80) };
            let name = BenchmarkId::new(format!("width_{width}"), kilobytes);
            group.bench_with_input(name, &text, |b, text| b.iter(|| layout(black_box(text), &options).lines.len()));
        }
    }
    group.finish();
}

/// The lines of a screen.
const SCREEN: usize = 38;

/// One way to do something, and its name.
type Way<'a> = (&'a str, Box<dyn Fn() -> usize + 'a>);

/// How many times as long as the first of them some ways take, each in its turn, a median of rounds.
#[allow(clippy::print_stderr, reason = "what the bench is for")]
fn compare(title: &str, ways: &[Way]) {
    let seconds = |way: &Way| {
        let start = Instant::now();
        black_box(way.1());
        start.elapsed().as_secs_f64()
    };
    let rounds: Vec<Vec<f64>> = (0..15).map(|_| ways.iter().map(seconds).collect()).collect();
    for (at, (name, _)) in ways.iter().enumerate().skip(1) {
        let mut ratios: Vec<f64> = rounds.iter().map(|round| round[at] / round[0]).collect();
        ratios.sort_by(f64::total_cmp);
        eprintln!("{title}: {name} takes {:.2} times as long as {}", ratios[ratios.len() / 2], ways[0].0);
    }
}

fn ratios(_: &mut Criterion) {
    let options = LayoutOptions::of_width(80);
    let [small, large] = [64, 1024].map(|kilobytes| paragraph(kilobytes * 1024));
    let rows = |text: &str| {
        let mut lines = Lines::new(text, &options);
        let mut out = Vec::new();
        while let Some(line) = lines.next_line() {
            line.push_to(&mut out);
        }
        out.len()
    };
    let levels: Way = ("unicode-bidi's levels", Box::new(|| ParagraphBidiInfo::new(&large, None).levels.len()));
    let all_rows: Way = ("all rows", Box::new(|| rows(&large)));
    let all_cells: Way = ("all cells", Box::new(|| layout(&large, &options).lines.len()));
    compare("1 MB", &[levels, all_rows, all_cells]);
    compare("rows, 16 times the text", &[("64 KB", Box::new(|| rows(&small))), ("1 MB", Box::new(|| rows(&large)))]);

    let first = |text: &str| {
        let mut paragraph = Paragraph::new(text, &options);
        (0..SCREEN).filter_map(|row| paragraph.line(text, row)).map(|line| line.cells.len()).sum()
    };
    compare("first screen", &[("64 KB", Box::new(|| first(&small))), ("1 MB", Box::new(|| first(&large)))]);
    let mut whole = Paragraph::new(&large, &options);
    let middle = whole.count(&large) / 2;
    let page = |from: usize| {
        let mut paragraph = whole.clone();
        (from..from + SCREEN).filter_map(|row| paragraph.line(&large, row)).map(|line| line.cells.len()).sum()
    };
    compare("a page of 1 MB", &[("the first", Box::new(|| page(0))), ("one in the middle", Box::new(|| page(middle)))]);
}

criterion_group!(benches, ratios, article, growth);
criterion_main!(benches);
