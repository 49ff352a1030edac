//! Drafts against one article of our own, verdict by verdict.

use super::*;
use crate::article::{Origin, from_text};
use crate::claims::{Uids, extract};

const ARTICLE: &str = "\
الميناء يعود إلى العمل

قال مدير الميناء سامر النخلي إن \"العمل سيبدأ يوم الأحد المقبل بعد إصلاح 12 رافعة، ولن تفرض رسوم جديدة على السفن الصغيرة\".
وأضاف النخلي أن \"الميناء استقبل ثلاثة ملايين طن من القمح في العام الماضي\".
ونقلت وكالة رويترز عن وزيرة النقل ليلى حداد قولها إن \"الطريق الساحلي سيفتح أمام الشاحنات قبل نهاية الشهر الجاري\".
";

fn known() -> Vec<Known> {
    let article = from_text(ARTICLE.to_owned(), Origin::StandardInput);
    let found = extract(&article);
    let uids = Uids::of(&article, &found);
    vec![Known::of("a.txt".to_owned(), &article, &found, &uids)]
}

/// Verdict, speaker, and each difference as kind, flags, words of the draft, words of the text.
fn told(draft: &str, strictness: Strictness) -> String {
    let draft = Draft::read(draft.to_owned(), Form::Markdown);
    let texts = known();
    let checked = judge(&draft, &texts, strictness);
    let one = |checked: &Checked| {
        let places = checked.parts.iter().filter_map(|part| part.found.as_ref());
        let differences = places.flat_map(|place| place.differences.iter().map(|one| (one, place.text)));
        let differences: Vec<String> = differences
            .map(|(one, text)| {
                let text = &texts[text].text;
                let flags: Vec<&str> = one.flags.iter().map(|flag| flag.name()).collect();
                let of = |span: Option<crate::span::Span>, text: &str| {
                    span.map_or("-".to_owned(), |span| span.of(text).to_owned())
                };
                format!(
                    "{}({}) {} / {}",
                    one.kind.name(),
                    flags.join("+"),
                    of(one.draft, &draft.text),
                    of(one.text, text)
                )
            })
            .collect();
        let speaker = checked.speaker.map_or("-", SpeakerIs::name);
        format!(
            "{} {speaker}{}{}",
            checked.verdict.name(),
            if differences.is_empty() { "" } else { ": " },
            differences.join("; ")
        )
    };
    checked.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(draft: &str, expected: &str) {
    assert_eq!(told(draft, Strictness::Lenient), expected, "{draft}");
}

#[test]
fn words_as_they_stand_are_exact() {
    check("قال النخلي إن «العمل سيبدأ يوم الأحد المقبل بعد إصلاح 12 رافعة».", "exact right");
    check("قال سامر النخلي: «العمل سيبدأ يوم الأحد … ولن تفرض رسوم جديدة».", "exact right");
    check("> الميناء استقبل ثلاثة ملايين طن من القمح\n> — سامر النخلي\n", "exact right");
    check("«الميناء استقبل ثلاثة ملايين طن من القمح» عنوان التقرير.", "exact unstated");
}

#[test]
fn a_quotation_that_begins_behind_a_negation_says_the_opposite() {
    check("قال النخلي: «تفرض رسوم جديدة على السفن الصغيرة».", "altered right: missing(negation) - / ولن");
    check("قال النخلي إنه لن «تفرض رسوم جديدة على السفن الصغيرة».", "exact right");
    check("قال النخلي: «العمل سيبدأ … تفرض رسوم جديدة على السفن».", "altered right: missing(negation) - / ولن");
}

#[test]
fn numbers_negations_and_names_are_flagged() {
    check("قال النخلي إن «العمل سيبدأ يوم الأحد المقبل بعد إصلاح 21 رافعة».", "altered right: changed(number) 21 / 12");
    check(
        "قال النخلي إن «العمل سيبدأ يوم الأحد المقبل بعد إصلاح 12 رافعة، وتفرض رسوم جديدة».",
        "altered right: changed(negation) وتفرض / ولن تفرض",
    );
    check("قال النخلي «الميناء استقبل ثلاثة مليارات طن من القمح».", "altered right: changed(number) مليارات / ملايين");
    check(
        "قال النخلي إن «العمل يبدأ يوم الأحد المقبل بعد الإصلاح».",
        "altered right: changed() يبدأ / سيبدأ; changed() الإصلاح / إصلاح",
    );
    check(
        "قالت وكالة رويترز إن «الطريق الساحلي سيفتح أمام الشاحنات في بغداد قبل نهاية الشهر الجاري».",
        "altered carrier: added(name) في بغداد / -",
    );
}

#[test]
fn the_same_number_is_no_alteration() {
    check("قال النخلي إن «الميناء استقبل 3 ملايين طن من القمح».", "exact right: spelling() 3 / ثلاثة");
    check("قال النخلي إن «العمل سيبدأ يوم الأحد المقبل بعد إصلاح ١٢ رافعة».", "exact right: spelling() ١٢ / 12");
}

#[test]
fn another_speaker_and_a_carrier_are_wrong() {
    check("قالت وزيرة النقل ليلى حداد إن «العمل سيبدأ يوم الأحد المقبل».", "wrong-speaker wrong");
    check("قالت وكالة رويترز إن «الطريق الساحلي سيفتح أمام الشاحنات».", "wrong-speaker carrier");
    check("قالت حداد إن «الطريق الساحلي سيفتح أمام الشاحنات».", "exact right");
}

#[test]
fn what_no_text_has_is_not_found_unless_it_is_too_short() {
    check("قال النخلي إن «الأسعار سترتفع كثيرا في الصيف بسبب الجفاف».", "not-found -");
    check("صدر كتاب «ليل بلا قمر» أمس.", "short -");
    check("يقول «خبراء» إن ذلك غريب.", "short -");
}

#[test]
fn strictness_lets_nothing_pass() {
    let strict = |draft| told(draft, Strictness::Strict);
    assert_eq!(
        strict("قال النخلي إن «العمل سيبدا يوم الاحد المقبل».",),
        "altered right: spelling() سيبدا / سيبدأ; spelling() الاحد / الأحد"
    );
    assert!(strict("قال النخلي: «العمل سيبدأ يوم الأحد … ولن تفرض رسوم جديدة».").starts_with("altered right"));
    let short = "قال النخلي إن «العمل سيبدأ الأحد المقبل بعد إصلاح 12 رافعة».";
    assert_eq!(strict(short), "altered right: missing() - / يوم");
    check(short, "exact right: missing() - / يوم");
    check("قال النخلي إن «العمل سيبدأ يوم الأحد المقبل بعد إصلاح رافعة».", "altered right: missing(number) - / 12");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_draft_is_judged(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40)) {
        let text = pieces.concat();
        let draft = Draft::read(text.clone(), Form::Markdown);
        let texts = known();
        let checked = judge(&draft, &texts, Strictness::Lenient);
        proptest::prop_assert_eq!(checked.len(), draft.quotations.len());
        let searched = report::Searched { texts: 1, ..Default::default() };
        let report = report("x.md", &draft, &texts, &checked, searched);
        for quotation in &report.quotations {
            let words: String = text.chars().skip(quotation.start).take(quotation.end - quotation.start).collect();
            proptest::prop_assert_eq!(&words, &quotation.text);
        }
        let words = crate::words::Words::of(crate::words::Language::Arabic);
        lines("x.md", &draft, &texts, &checked, words, Strictness::Strict);
    }
}

const PIECES: [&str; 26] = [
    "قال ",
    "النخلي ",
    "إن ",
    "«",
    "»",
    "\"",
    "العمل سيبدأ ",
    "يوم الأحد ",
    "12 ",
    "رافعة",
    "…",
    "[",
    "]",
    "(",
    ")",
    "\n",
    "\n\n",
    "> ",
    "`",
    "```\n",
    "# ",
    "- ",
    "— ",
    "📦",
    "\u{64b}",
    "---\n",
];
