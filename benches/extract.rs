//! Extraction: an article of 10 KB, and growth from 64 KB to 1 MB, which must be linear.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use isnad::article::{Article, Origin, from_text};
use isnad::claims::extract;
use std::hint::black_box;

/// Paragraphs of a made-up report, with numbers in the names so that sources differ.
const PARAGRAPHS: [&str; 5] = [
    "وقالت وزيرة البيئة سلمى الدقاق، في تصريح نقلته وكالة الأنباء، إن \"الخطة الجديدة ستبدأ مطلع العام\"، مشيرة إلى أن \"التمويل جاهز\".",
    "وأضافت أن الفرق الميدانية ستعمل في سبع محافظات، مؤكدة أن النتائج ستنشر كل شهر.",
    "من جانبه، رأى الخبير كريم الساعي أن المهلة قصيرة، وأوضح أن المعدات تصل عادة بعد ستة أشهر من الطلب.",
    "وارتفعت درجات الحرارة في الأسبوع الماضي إلى مستويات لم تسجل منذ سنوات، بحسب مركز الأرصاد، وزار الوفد القرى المتضررة صباح أمس.",
    "ونقلت صحيفة المرسى عن مصدر محلي قوله إن الطريق سيفتح قريباً، فيما نفت الشركة صحة ما نشر عن توقف العمل.",
];

fn article(bytes: usize) -> Article {
    let mut text = String::from("خطة جديدة لحماية السواحل\n\n");
    for paragraph in PARAGRAPHS.iter().cycle() {
        if text.len() + paragraph.len() > bytes {
            break;
        }
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    from_text(text, Origin::Sample)
}

fn extraction(c: &mut Criterion) {
    let mut group = c.benchmark_group("extract");
    for kilobytes in [10, 64, 256, 1024] {
        let article = article(kilobytes * 1024);
        group.throughput(Throughput::Bytes(article.text.len() as u64));
        group.sample_size(if kilobytes > 100 { 10 } else { 50 });
        group.bench_with_input(BenchmarkId::from_parameter(format!("{kilobytes}KB")), &article, |b, article| {
            b.iter(|| black_box(extract(article)));
        });
    }
    group.finish();
}

criterion_group!(benches, extraction);
criterion_main!(benches);
