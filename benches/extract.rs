//! Extraction: an article of 10 KB, growth from 64 KB to 15 MiB, which must be linear, and ratios to what only searches.

use aho_corasick::AhoCorasick;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use isnad::article::{Article, Origin, from_text, read};
use isnad::claims::extract;
use isnad::export::json;
use isnad::fold::{Level, fold};
use isnad::words::{Language, Words};
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

/// Names that are alike in nothing but their length, so that the hundredth article is not the first again.
fn varied(bytes: usize, number: usize) -> String {
    let text = article(bytes).text;
    let names = ["الدقاق", "النخلي", "البحري", "السهلي", "المرسي", "الشاطئ", "الرملي"];
    text.replace("الدقاق", names[number % names.len()]).replace("كريم", ["سامر", "رائد", "وائل"][number % 3])
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

/// The bytes of a file to the line that `isnad extract` writes.
fn whole(bytes: &[u8]) -> usize {
    let article = read(bytes).expect("an article");
    let found = extract(&article);
    let object = json::article(&article, &found, Words::of(Language::Arabic));
    serde_json::to_vec(&object).map_or(0, |line| line.len())
}

/// A hundred articles of 10 KB through the whole pipeline on one core, and the same bytes searched for the verbs alone: what
/// reads every byte once and understands none. The ratios of one run are what counts.
fn ratios(c: &mut Criterion) {
    let articles: Vec<String> = (0..100).map(|number| varied(10 << 10, number)).collect();
    let verbs = include_str!("../assets/lexicon/verb_forms.tsv").lines().filter(|line| !line.starts_with('#'));
    let surfaces: Vec<&str> = verbs.filter_map(|line| line.split('\t').next()).take(500).collect();
    let automaton = AhoCorasick::new(&surfaces).expect("an automaton");
    let mut group = c.benchmark_group("a hundred articles");
    group.throughput(Throughput::Bytes(articles.iter().map(|text| text.len() as u64).sum()));
    group.sample_size(10);
    let mut row = |name: &str, work: &dyn Fn(&str) -> usize| {
        group.bench_function(name, |b| b.iter(|| articles.iter().map(|text| work(text)).sum::<usize>()));
    };
    row("pipeline", &|text| whole(text.as_bytes()));
    row("claims", &|text| extract(&from_text(text.to_owned(), Origin::Sample)).claims.len());
    row("folding", &|text| fold(text, Level::Normal).text().len());
    row("aho-corasick 500", &|text| automaton.find_iter(text).count());
    row("memmem", &|text| memchr::memmem::find_iter(text.as_bytes(), "وقال").count());
    group.finish();
}

/// One article from 1 to 16 MiB, the most that is held as one: the throughput must stay.
fn growth(c: &mut Criterion) {
    let mut group = c.benchmark_group("growth");
    group.sample_size(10);
    for mebibytes in [1, 4, 15] {
        let article = article(mebibytes << 20);
        group.throughput(Throughput::Bytes(article.text.len() as u64));
        group.bench_function(format!("{mebibytes} MiB"), |b| b.iter(|| black_box(extract(&article)).claims.len()));
    }
    group.finish();
}

criterion_group!(benches, extraction, ratios, growth);
criterion_main!(benches);
