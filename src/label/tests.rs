//! Labels of articles of our own.

use super::*;
use crate::article::{Origin, from_text, sample};
use crate::claims::extract;
use crate::words::{Language, Words};

const ARTICLE: &str = "\
ميناء المدينة

قال مدير الميناء سامر النخلي إن \"العمل سيبدأ بعد إصلاح 12 رافعة بكلفة ثلاثة ملايين دينار\".
وزعم النخلي أن الأسعار انخفضت 5%.
وكشف مسؤول في الوزارة، طلب عدم ذكر اسمه لأنه غير مخول بالحديث إلى الصحافة، أن المشروع تأخر.
ونقلت وكالة رويترز عن وزيرة النقل ليلى حداد قولها إن الطريق سيفتح في 22 يوليو 2021.
ورفضت الشركة التعليق.
";

fn told(text: &str) -> (Label, Vec<String>) {
    let article = from_text(text.to_owned(), Origin::StandardInput);
    let label = label("a.txt", Some("الساحل"), &article, &extract(&article));
    let words = Words::of(Language::Arabic);
    let lines = card(&label, words).into_iter().map(|entry| format!("{}: {}", entry.name, entry.value)).collect();
    (label, lines)
}

#[test]
fn a_label_counts_who_speaks_and_how() {
    let (label, lines) = told(ARTICLE);
    let counts = &label.counts;
    assert_eq!(
        (counts.claims, counts.sources, counts.sources_named, counts.sources_anonymous),
        (4, 3, 2, 1),
        "{lines:#?}"
    );
    assert_eq!((counts.relayed, counts.heard), (1, 3));
    assert_eq!((counts.tone_distancing, counts.tone_endorsing), (1, 1));
    assert_eq!(label.carriers, [("وكالة رويترز".to_owned(), 1)]);
    assert_eq!(label.unnamed[0].reason.as_deref(), Some("لأنه غير مخول بالحديث إلى الصحافة"));
    assert!(label.unnamed[0].asked.is_some());
    assert_eq!((counts.no_comment, label.outlet.by()), (1, "folder"));
    let numbers: Vec<(&str, Option<&str>)> =
        label.numbers.iter().map(|number| (number.text.as_str(), number.source.as_deref())).collect();
    assert_eq!(
        numbers,
        [
            ("12 رافعة", Some("سامر النخلي")),
            ("ثلاثة ملايين دينار", Some("سامر النخلي")),
            ("5%", Some("سامر النخلي")),
            ("22 يوليو 2021", Some("ليلى حداد")),
        ]
    );
}

#[test]
fn one_source_for_all_is_said_and_no_article_fails() {
    let (label, lines) = told("عنوان\n\nقال المدير سامر النخلي إن العمل بدأ. وأضاف النخلي أن الميناء فتح.\n");
    assert_eq!(label.counts.single_source, 1);
    assert!(lines.iter().any(|line| line.contains("مصدر واحد")), "{lines:#?}");
    let (label, lines) = told("لا شيء هنا");
    assert_eq!(label.counts.claims, 0);
    assert!(!lines.is_empty());
}

#[test]
fn sums_are_by_outlet_and_tables_have_a_row_each() {
    let article = sample();
    let found = extract(&article);
    let (one, two) = (label("x", Some("أ"), &article, &found), label("y", None, &article, &found));
    let mut totals = Totals::default();
    totals.add(&one);
    totals.add(&two);
    totals.add(&one);
    let counts: Vec<(String, usize)> =
        totals.outlets().map(|(name, sums)| (name.to_owned(), sums.counts.articles)).collect();
    assert_eq!(counts, [(String::new(), 1), ("أ".to_owned(), 2)]);
    assert_eq!(totals.all().claims, one.counts.claims * 3);
    let objects = labels(vec![object::one(&one, &article), object::one(&two, &article)], &totals, Vec::new());
    let rows = |bytes: std::io::Result<Vec<u8>>| {
        let bytes = bytes.expect("written");
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        reader.records().map(|row| row.expect("a row")).collect::<Vec<_>>()
    };
    assert_eq!(rows(label_rows(&objects)).len(), 2 + 2 + 1);
    let verbs = rows(verb_rows(&objects));
    let share: f64 = verbs.iter().filter(|row| &row[0] == "أ").map(|row| row[5].parse::<f64>().expect("a share")).sum();
    assert!((share - 1.0).abs() < 0.01, "{share}");
    assert_eq!(rows(number_rows(&objects)).len(), one.numbers.len() * 2);
    assert_eq!(tasks(&objects, Words::of(Language::Arabic)).matches("- [ ] ").count(), one.numbers.len() * 2);
}

#[test]
fn every_stance_has_a_tone_and_every_tone_its_words() {
    for stance in Stance::ALL {
        let tone = Tone::of(stance);
        assert_ne!(Words::of(Language::Arabic).say(&format!("tone.{}", tone.name())), "?");
    }
    let marks: std::collections::BTreeSet<&str> = Tone::ALL.iter().map(|tone| tone.mark()).collect();
    assert_eq!(marks.len(), Tone::ALL.len());
}
