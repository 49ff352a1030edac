//! Web pages as outlets serve them, in our own words: what is left of them, and what is said of them.

use std::fs;
use std::path::Path;

use encoding_rs::WINDOWS_1256;
use isnad::article::{self, Article, BlockKind, Direction, OpenError};

fn page(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages").join(name)).expect("a page of ours")
}

fn read(bytes: &[u8]) -> Article {
    article::read(bytes).expect("an article")
}

fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text))).collect()
}

#[track_caller]
fn starts(found: (BlockKind, &str), kind: BlockKind, words: &str) {
    assert_eq!(found.0, kind, "{}", found.1);
    assert!(found.1.starts_with(words), "{} does not start with {words}", found.1);
}

#[test]
fn the_article_is_left_of_a_page() {
    let article = read(&page("news.html"));
    let found = blocks(&article);
    let expected = [
        (BlockKind::Headline, "بلدية الميناء تعيد فتح السوق القديمة"),
        (BlockKind::Byline, "ليلى الحسن"),
        (BlockKind::Date, "2031-03-14"),
        (BlockKind::Caption, "واجهة السوق"),
        (BlockKind::Paragraph, "أعلنت بلدية الميناء"),
        (BlockKind::Paragraph, "وقال رئيس البلدية سامر الحلو إن «أعمال الترميم كلفت مليوني دينار»، وأضاف أن السوق"),
        (BlockKind::Heading, "ارتفاع الإيجارات"),
        (BlockKind::Paragraph, "من جهتها، حذرت"),
        (BlockKind::Quote, "لا نريد سوقا"),
        (BlockKind::Paragraph, "وتشمل المرحلة"),
        (BlockKind::List, "ترميم الخان"),
        (BlockKind::List, "إنارة الأزقة"),
        (BlockKind::Table, "السنة\tالزوار"),
        (BlockKind::Table, "2029\t12000"),
        (BlockKind::Table, "2030\t0"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, (kind, words)) in found.into_iter().zip(expected) {
        starts(found, kind, words);
    }
    for gone in ["الرئيسية", "فيسبوك", "اقرأ أيضاً", "تعليق من قارئ", "الحقوق", "لا يُقرأ", "color"]
    {
        assert!(!article.text.contains(gone), "{gone} is still there");
    }
}

#[test]
fn a_page_says_what_it_is() {
    let about = read(&page("news.html")).about;
    assert_eq!(about.title.as_deref(), Some("بلدية الميناء تعيد فتح السوق القديمة"));
    assert_eq!(about.byline.as_deref(), Some("ليلى الحسن"));
    assert_eq!(about.outlet.as_deref(), Some("صحيفة المرفأ"));
    assert_eq!(about.published.as_deref(), Some("2031-03-14T08:30:00+03:00"));
    assert_eq!(about.language.as_deref(), Some("ar"));
    assert_eq!(about.direction, Some(Direction::RightToLeft));
}

#[test]
fn an_old_page_in_its_old_encoding() {
    let source = String::from_utf8(page("old.html")).expect("UTF-8");
    let (bytes, _, _) = WINDOWS_1256.encode(&source);
    for bytes in [bytes.as_ref(), source.as_bytes()] {
        // The label is true of the first and a lie of the second.
        let article = read(bytes);
        let found = blocks(&article);
        let kinds: Vec<_> = found.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [BlockKind::Headline, BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Paragraph]);
        starts(found[2], BlockKind::Paragraph, "وقال مدير المجلس نبيل العتر إن الخزانات ممتلئة، مشيرا إلى أن \"الشبكة");
        assert_eq!(article.warnings, []);
    }
}

#[test]
fn claims_are_found_in_a_page() {
    let article = read(&page("news.html"));
    let found = isnad::claims::extract(&article);
    let names: Vec<&str> = found.sources.iter().map(|source| source.name.as_str()).collect();
    assert!(names.contains(&"سامر الحلو") && names.contains(&"جمعية التجار"), "{names:?}");
    assert!(found.claims.iter().any(|claim| claim.content.of(&article.text).contains("مليوني دينار")));
}

#[test]
fn damaged_and_hostile_pages_are_read_or_refused() {
    let story = "قال الوزير سامر الحلو إن العمل بدأ في المدينة القديمة وإن السوق ستفتح أبوابها قريبا. ".repeat(6);
    let deep = format!("<html><body>{}<p>{story}</p>", "<div><b><i>".repeat(50_000));
    let attribute = format!("<html><body><p title=\"{}\">{story}</p>", "x".repeat(3_000_000));
    let unclosed = format!("<html><body><article><p>{story}<p>{story}<p class=\"");
    let escapes = format!("<html><body><article><p>\u{1b}]0;x\u{7}{story}</p><p>{story}&#27;[2J&#0;</p></article>");
    for source in [deep, attribute, unclosed, escapes] {
        match article::read(source.as_bytes()) {
            Ok(article) => assert!(article.text.contains("قال الوزير سامر الحلو"), "{}", article.text),
            Err(error) => assert!(matches!(error, OpenError::NoArticle { .. }), "{error}"),
        }
    }
}

#[test]
fn a_page_without_an_article_says_so() {
    for source in
        ["<!doctype html><html><body></body></html>", "<html><head><title>x</title></head><body><script>1</script>"]
    {
        let error = article::read(source.as_bytes()).expect_err("no article");
        assert!(error.to_string().contains("no article is in this page"), "{error}");
    }
}

#[test]
fn a_text_that_speaks_of_pages_is_a_text() {
    let text = "1 < 2\n<قال> الوزير إن العمل بدأ.\n";
    assert_eq!(read(text.as_bytes()).text, text);
}
