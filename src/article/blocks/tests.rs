use proptest::prelude::*;

use super::*;
use crate::article::{Origin, from_text};

const NBSP: &str = "\u{a0}";
const PROSE: &str = "وصلت القافلة الأولى إلى المخازن صباح أمس بعد رحلة استغرقت يومين كاملين عبر الطريق الجبلي.";

/// Checks the kinds of all lines of a text, by their names.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let article = from_text(text.to_owned(), Origin::StandardInput);
    let kinds: Vec<&str> = article.blocks.iter().map(|block| block.kind.name()).collect();
    assert_eq!(kinds, expected, "{text}");
}

/// Checks what `line` is under a headline and above the first paragraph.
#[track_caller]
fn check_top(line: &str, expected: &str) {
    check(&format!("القافلة تصل إلى المخازن\n{line}\n{PROSE}\n"), &["headline", expected, "paragraph"]);
}

/// Checks what `line` is between two paragraphs.
#[track_caller]
fn check_body(line: &str, expected: &str) {
    check(&format!("القافلة تصل\n{PROSE}\n\n{line}\n\n{PROSE}\n"), &["headline", "paragraph", expected, "paragraph"]);
}

/// Checks what opens the first paragraph, and with which words its prose starts.
#[track_caller]
fn check_opening(paragraph: &str, expected: &[(&str, &str)]) {
    let article = from_text(format!("القافلة تصل\n{paragraph}\n"), Origin::StandardInput);
    let found: Vec<(&str, &str)> =
        article.blocks[1..].iter().map(|block| (block.kind.name(), block.span.of(&article.text))).collect();
    assert_eq!(found, expected);
}

#[test]
fn headlines() {
    check(&format!("القافلة تصل\n{PROSE}"), &["headline", "paragraph"]);
    check(&format!("مدير المخازن: لن نغلق الباب\n\n{PROSE}"), &["headline", "paragraph"]);
    check(&format!("9 مايو 2030\nالقافلة تصل\n{PROSE}"), &["date", "headline", "paragraph"]);
    check(&format!("{PROSE}\n{PROSE}ا"), &["paragraph", "paragraph"]);
    check("سطر واحد", &["paragraph"]);
    check("", &[]);
}

#[test]
fn datelines_and_bylines_on_their_own_line() {
    check_top("دبي-الشرق", "dateline");
    check_top("القاهرة – رويترز", "dateline");
    check_top("(أ ف ب)", "dateline");
    check_top("صنعاء، اليمن (CNN)", "dateline");
    check_top("عمّان - النافذة", "dateline");
    check_top("سلمى الزيتوني – بيروت", "byline");
    check_top("بقلم: سلمى الزيتوني", "byline");
    check_top("كتبت سلمى الزيتوني", "byline");
    check_top("حوار: سلمى الزيتوني", "byline");
    check_top("كتبت اللجنة في تقريرها الأخير إن المخازن امتلأت", "paragraph");
    check_body("(رويترز)", "dateline");
    check_body("المصدر: وكالات", "dateline");
}

#[test]
fn many_dashes_make_no_dateline() {
    check_opening(
        "دبي - دبي - دبي - دبي - دبي - دبي - دبي - سكة.",
        &[("dateline", "دبي - دبي - دبي - دبي - دبي - دبي"), ("paragraph", "دبي - سكة.")],
    );
    check_top("دبي - دبي - دبي - دبي - دبي - دبي - دبي", "heading");
}

#[test]
fn a_place_outside_the_list_is_known_by_its_preposition() {
    let prose = "وصلت القافلة الأولى إلى المخازن في تل القمح صباح أمس بعد رحلة استغرقت يومين كاملين عبر الجبل.";
    check(&format!("القافلة تصل\nتل القمح – النافذة\n{prose}"), &["headline", "dateline", "paragraph"]);
}

#[test]
fn datelines_that_open_the_first_paragraph() {
    check_opening(
        "صنعاء، اليمن (CNN) -- بدأ العمل.",
        &[("dateline", "صنعاء، اليمن (CNN)"), ("paragraph", "بدأ العمل.")],
    );
    check_opening("القاهرة (رويترز) - بدأ العمل.", &[("dateline", "القاهرة (رويترز)"), ("paragraph", "بدأ العمل.")]);
    check_opening(
        "سلمى زيتوني- سبق- الرياض: بدأ العمل.",
        &[("byline", "سلمى زيتوني- سبق- الرياض"), ("paragraph", "بدأ العمل.")],
    );
    check_opening("طهران: لن نتراجع عن العمل.", &[("paragraph", "طهران: لن نتراجع عن العمل.")]);
    check_opening("دبي-الشارقة طريق مزدحم كل صباح.", &[("paragraph", "دبي-الشارقة طريق مزدحم كل صباح.")]);
    check_opening("رويترز: العمل بدأ.", &[("paragraph", "رويترز: العمل بدأ.")]);
}

#[test]
fn dates() {
    check_top("الأحد 9 مارس 2031 - 14:20", "date");
    check_top("نُشر في: 22/7/2031", "date");
    check_top("آخر تحديث: ٩ آذار (مارس) ٢٠٣١ الساعة ٢٠:١٥ بتوقيت غرينتش", "date");
    check_top("2031-03-09", "date");
    check_body("وكان ذلك في 9 مارس 2031.", "paragraph");
}

#[test]
fn captions() {
    check_top("عمال قرب بوابة المخازن، 9 مارس 2031 - REUTERS", "caption");
    check_top("عمال قرب بوابة المخازن (أ ف ب)", "caption");
    check_top("بوابة المخازن - تصوير: سلمى الزيتوني", "caption");
    check_top("الصورة: بوابة المخازن عند الفجر", "caption");
    check_body("نقلت ذلك وكالة الأنباء العراقية (واع)", "paragraph");
    check_body("قال المدير إن المخازن امتلأت (رويترز)", "paragraph");
    check_body("لن تغلق المخازن أبوابها قبل العيد. (الأناضول)", "paragraph");
}

#[test]
fn what_stands_twice_is_shown_once() {
    let caption = "عمال قرب بوابة المخازن الكبيرة، 9 مارس 2031";
    let top = format!("القافلة تصل\n{caption} {NBSP}- REUTERS\n{caption}  - REUTERS\n{PROSE}");
    check(&top, &["headline", "caption", "boilerplate", "paragraph"]);
    check(
        &format!("القافلة تصل\n{caption}\n{caption}{NBSP}\n{PROSE}"),
        &["headline", "caption", "boilerplate", "paragraph"],
    );
    check(&format!("القافلة تصل\n{PROSE}\n{PROSE}"), &["headline", "paragraph", "paragraph"]);
}

#[test]
fn words_of_the_site() {
    check_top("time reading iconدقائق القراءة - 7", "boilerplate");
    check_body("اقرأ أيضاً: القافلة الثانية في الطريق", "boilerplate");
    check_body("فيسبوك تويتر واتساب", "boilerplate");
    check_body("شارك المقال", "boilerplate");
    check_body("شارك في الحفل مئات العمال", "heading");
    check_body("يُذكر أن المخازن بُنيت قبل قرن.", "paragraph");
    check_body("المزيد من القمح وصل إلى المخازن مساء أمس.", "paragraph");
}

#[test]
fn cross_heads() {
    check_body("خلاف على الأجور", "heading");
    check_body("من يدفع الثمن؟", "heading");
    check_body("قال المدير كلمته", "paragraph");
    check_body("وأضاف المدير", "paragraph");
    check_body("المدير: لن نغلق", "paragraph");
    check_body("وصلت القافلة.", "paragraph");
    check_body("المدير يؤكد أن الباب مفتوح", "paragraph");
    check_body("الباب مفتوح بحسب المدير", "paragraph");
    check_body("\"لن نغلق الباب\"", "quote");
}

#[test]
fn lists_and_tables() {
    let text = format!("القافلة تصل\n{PROSE}\n- قمح من السهل الشمالي\n- ملح من البحيرة\n{PROSE}");
    check(&text, &["headline", "paragraph", "list", "list", "paragraph"]);
    let text = format!("القافلة تصل\n{PROSE}\n1. قمح من السهل\n2. ملح من البحيرة\n{PROSE}");
    check(&text, &["headline", "paragraph", "list", "list", "paragraph"]);
    let text = format!("القافلة تصل\n{PROSE}\nالصنف\tالوزن\nقمح\t40\n{PROSE}");
    check(&text, &["headline", "paragraph", "table", "table", "paragraph"]);
    check_body("- قمح من السهل الشمالي وصل أمس.", "paragraph");
}

#[test]
fn a_window_in_the_midst_of_a_file_has_no_headline() {
    let kinds: Vec<BlockKind> =
        find(&format!("القافلة تصل\n{PROSE}"), Part::Middle).iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Paragraph]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_cover_all_that_is_seen_and_never_overlap(
        text in "([ء-ي]{1,8}|[a-z]{1,4}|[0-9]{1,4}|[\u{64b}\u{200f}\u{a0}\u{feff}]|[-–—:،.؟()\"«»|/•*>\t ]|\r\n|\n|\r|رويترز|دبي|قال|CNN){0,80}",
    ) {
        let blocks = find(&text, Part::Start);
        let mut at = 0;
        for block in &blocks {
            prop_assert!(block.span.start.0 >= at && block.span.end.0 <= text.len());
            let said = block.span.of(&text);
            prop_assert!(!said.is_empty() && said == said.trim() && !said.contains(['\n', '\r']));
            at = block.span.end.0;
        }
        let seen = blocks.iter().map(|block| letters(block.span.of(&text))).sum::<usize>();
        prop_assert_eq!(seen, letters(&text));
    }

    #[test]
    fn no_text_is_too_odd(text in any::<String>()) {
        find(&text, Part::Start);
        find(&text, Part::Middle);
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}
