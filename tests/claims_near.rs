//! Step 4 of re-anchoring: a note whose words were changed, or are there more than once, is asked about; and what may turn
//! its meaning is told. Nothing is ever moved in silence to other words.

mod store_common;

use isnad::article::Article;
use isnad::claims::{ClaimId, Fit, Found, Near, Nearby, Uids};
use isnad::diff::Flags;
use isnad::fold::{Level, folded};
use isnad::span::Span;
use isnad::store::{Annotations, Settled, settle};
use proptest::prelude::*;
use store_common::{claim_note, extraction, from_file, span};

const QUOTE: &str = "الحكومة ستبدأ في بناء 12 مدرسة جديدة في ضواحي المدينة قبل نهاية العام المقبل";

/// Every line of `text` but the first is a claim; the note is on `noted`, which is a line of `old`.
fn settled(old: &str, noted: &str, text: &str) -> (Settled, Article) {
    let before = from_file("a.txt", old);
    let after = from_file("a.txt", text);
    let note = claim_note(&before, span(&before, noted), "before", "ملاحظة");
    let contents = lines(&after);
    let extraction = extraction(&contents, &["سامي الخوري"]);
    let uids = Uids::of(&after, &extraction);
    let found = Found { article: &after, extraction: &extraction, uids: &uids };
    (settle(Annotations { claims: vec![note], ..Annotations::default() }, found), after)
}

fn lines(article: &Article) -> Vec<Span> {
    article.blocks.iter().skip(1).map(|block| block.span).collect()
}

fn page(lines: &[&str]) -> String {
    format!("العنوان هنا\n{}\n", lines.join("\n"))
}

/// The places proposed for [`QUOTE`] where it became these lines: number of the line, likeness, flags.
fn check(changed: &[&str], expected: &[(usize, u32, Flags)]) {
    let (settled, _) = settled(&page(&["سطر أول", QUOTE]), QUOTE, &page(changed));
    assert!(settled.claims.is_empty(), "moved in silence");
    let [orphan] = settled.orphans.as_slice() else { panic!("one orphan") };
    let found: Vec<_> = orphan.near.iter().map(|near| (near.claim.0, near.alike, near.flags)).collect();
    assert_eq!(found, expected);
    assert_eq!(orphan.asks(), expected.iter().any(|(.., flags)| !flags.any()));
}

const NONE: Flags = Flags { number: false, negation: false, name: false };

#[test]
fn a_word_more_or_less_is_asked_about() {
    check(&["سطر", &QUOTE.replace("جديدة ", "")], &[(1, 96, NONE)]);
    check(&["سطر", &QUOTE.replace("جديدة", "حديثة")], &[(1, 92, NONE)]);
    check(&["سطر", &QUOTE.replace("بناء", "بناء وتجهيز")], &[(1, 96, NONE)]);
    check(&["سطر", &QUOTE.replace("جديدة", "حديثة").replace("ضواحي", "أطراف")], &[]);
}

#[test]
fn what_turns_the_meaning_is_told_and_never_asked() {
    check(&["سطر", &QUOTE.replace("12", "20")], &[(1, 92, Flags { number: true, ..NONE })]);
    check(&["سطر", &QUOTE.replace("ستبدأ", "لن تبدأ")], &[(1, 92, Flags { negation: true, ..NONE })]);
    check(&["سطر", &format!("{QUOTE} في 3 مدن")], &[(1, 100, Flags { number: true, ..NONE })]);
    check(&["سطر", &QUOTE.replace("في بناء", "لا في بناء")], &[(1, 96, Flags { negation: true, ..NONE })]);
    check(&["سطر", &QUOTE.replace("المدينة", "الخوري")], &[(1, 92, Flags { name: true, ..NONE })]);
}

#[test]
fn the_same_words_twice_are_asked_about_and_no_others() {
    check(&["كلام", QUOTE, "بينهما", QUOTE, &QUOTE.replace("12", "20")], &[(1, 100, NONE), (3, 100, NONE)]);
}

#[test]
fn words_that_are_now_denied_are_not_followed() {
    let (settled, _) =
        settled(&page(&["سطر", QUOTE]), QUOTE, &page(&["سطر", &format!("كلام سابق ليس صحيحا أن {QUOTE}")]));
    assert!(settled.claims.is_empty());
    assert!(settled.orphans[0].near[0].flags.negation && !settled.orphans[0].asks());
}

/// Which of the places of the same words it is.
fn decided(old: &[&str], text: &[&str]) -> Option<ClaimId> {
    let before = from_file("a.txt", &page(old));
    let after = from_file("a.txt", &page(text));
    let anchor = claim_note(&before, span(&before, QUOTE), "before", "ملاحظة").anchor;
    let contents: Vec<Span> = after.text.match_indices(QUOTE).map(|(at, _)| Span::new(at, at + QUOTE.len())).collect();
    let extraction = extraction(&contents, &[]);
    let uids = Uids::of(&after, &extraction);
    let nearby = Nearby::of(Found { article: &after, extraction: &extraction, uids: &uids });
    let near: Vec<Near> = nearby.places(&anchor);
    assert_eq!(near.len(), 2);
    nearby.decided(&anchor, &near)
}

#[test]
fn of_the_same_words_the_paragraph_or_the_neighbours_decide() {
    let told = format!("وقال الوزير أمس إن {QUOTE} كما هو مقرر");
    let other = format!("ونقلت صحيفة عنه {QUOTE} بلا تعليق");
    let changed = format!("وأكد الوزير أمس إن {QUOTE} كما وعد");
    assert_eq!(decided(&["سطر", &told], &["سطر", "سطر جديد", &other, &changed]), Some(ClaimId(1)));
    // Neither its paragraph nor a neighbour.
    assert_eq!(decided(&["سطر", &told], &["x", "y", "z", &other, &other.replace("ونقلت", "ونشرت")]), None);
    // The paragraph says the one, the neighbours the other.
    assert_eq!(decided(&["سطر", &told], &["سطر", &other, &changed]), None);
}

const WORDS: [&str; 24] = [
    "الوفد",
    "بحث",
    "ملف",
    "المياه",
    "مع",
    "جيرانه",
    "ثم",
    "عاد",
    "إلى",
    "بلده",
    "واتفق",
    "الجانبان",
    "على",
    "لقاء",
    "قريب",
    "يضم",
    "خبراء",
    "من",
    "وزارات",
    "الزراعة",
    "والصناعة",
    "لوضع",
    "خطة",
    "شاملة",
];

fn sentence() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 12..24)
}

/// Sentences of which none is like another.
fn sentences() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(sentence(), 3..7).prop_map(|all| {
        let marked = all.into_iter().enumerate();
        // A word of its own in each half of a sentence keeps it apart.
        marked
            .map(|(at, words)| {
                let own = |word: &str| format!("{word}{}", "ش".repeat(at + 2));
                words
                    .into_iter()
                    .enumerate()
                    .map(|(n, word)| if n % 3 == 1 { own(word) } else { word.to_owned() })
                    .collect()
            })
            .collect()
    })
}

fn written(sentences: &[Vec<String>]) -> String {
    let lines: Vec<String> = sentences.iter().map(|words| words.join(" ")).collect();
    page(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_change_elsewhere_never_loses_a_note(all in sentences(), (which, other, at) in (0usize..9, 1usize..9, 0usize..30), edit in 0..3) {
        let which = which % all.len();
        let other = (which + 1 + other % (all.len() - 1)) % all.len();
        let mut changed = all.clone();
        let at = at % changed[other].len();
        match edit {
            0 => changed[other].insert(at, "كلمة".to_owned()),
            1 => _ = changed[other].remove(at),
            _ => "كلمة".clone_into(&mut changed[other][at]),
        }
        let noted = all[which].join(" ");
        let (settled, _) = settled(&written(&all), &noted, &written(&changed));
        prop_assert_eq!(settled.claims.keys().copied().collect::<Vec<_>>(), [ClaimId(which)]);
    }

    #[test]
    fn a_change_in_its_words_is_asked_about(all in sentences(), (which, at) in (0usize..9, 0usize..30)) {
        let which = which % all.len();
        let mut changed = all.clone();
        let at = at % changed[which].len();
        "كلمة".clone_into(&mut changed[which][at]);
        let words = all[which].len();
        let (settled, _) = settled(&written(&all), &all[which].join(" "), &written(&changed));
        prop_assert!(settled.claims.is_empty());
        let near = &settled.orphans[0].near;
        // Nine in ten words are the same in a long sentence alone; a word at its edge counts for the note only.
        if words >= 10 {
            prop_assert_eq!(near.first().map(|near| (near.claim, near.may_be_asked())), Some((ClaimId(which), true)));
        }
    }

    #[test]
    fn whatever_is_done_nothing_goes_to_other_words_in_silence(
        all in sentences(), which in 0usize..9,
        edits in prop::collection::vec((0usize..9, 0usize..30, prop::sample::select(&["", "لا", "7", "كلمة", "لم"][..])), 0..12),
    ) {
        let which = which % all.len();
        let mut changed = all.clone();
        for (line, at, word) in edits {
            let line = line % changed.len();
            let at = at % (changed[line].len() + 1);
            match word {
                "" if at < changed[line].len() && changed[line].len() > 1 => _ = changed[line].remove(at),
                "" => {}
                word => changed[line].insert(at, word.to_owned()),
            }
        }
        let noted = all[which].join(" ");
        let (settled, after) = settled(&written(&all), &noted, &written(&changed));
        prop_assert_eq!(settled.claims.len() + settled.orphans.len(), 1);
        let lines = lines(&after);
        for (claim, found) in &settled.claims {
            let words = lines[claim.0].of(&after.text);
            if found.fit == Fit::Resized {
                // It is told that the claim has grown: by other words at its ends, none of which turns the meaning.
                prop_assert!(found.before.is_some() && words.contains(&noted), "{}", words);
                prop_assert!(!words.replace(&noted, "").split(' ').any(|word| ["لا", "لم", "7"].contains(&word)), "{}", words);
            } else {
                prop_assert_eq!(folded(words, Level::Normal), folded(&noted, Level::Normal));
            }
        }
        for near in settled.orphans.iter().flat_map(|orphan| &orphan.near) {
            let turned = lines[near.claim.0].of(&after.text).split(' ').any(|word| ["لا", "لم", "7"].contains(&word));
            prop_assert_eq!(near.flags.any(), turned);
        }
    }
}
