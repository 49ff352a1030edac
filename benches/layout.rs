//! Layout throughput: against unicode-bidi's levels alone on the same text in the same run, and from 64 KB to 1 MB.
//!
//! `article_10kb` is what a first screen may cost at most: all paragraphs of an article, though the reader lays out only
//! those it shows. `one_paragraph/*` must grow as the text does: divide the times of two sizes.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use isnad::span::Column;
use isnad::text::{LayoutOptions, layout};
use std::hint::black_box;
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

criterion_group!(benches, article, growth);
criterion_main!(benches);
