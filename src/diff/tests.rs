//! Changes written as text: `[old|new]` a change of words, `{old|new}` of vowels, `(old|new)` of spelling, `<old|new>` of
//! punctuation; what stayed as the new text has it.

use proptest::prelude::*;

use super::*;

fn written(old: &str, new: &str) -> String {
    let bracket = |kind| match kind {
        Kind::Same => None,
        Kind::Vowels => Some(('{', '}')),
        Kind::Spelling => Some(('(', ')')),
        Kind::Punctuation => Some(('<', '>')),
        Kind::Words => Some(('[', ']')),
    };
    let changes = words(old, new);
    let line = changes.iter().map(|change| match bracket(change.kind) {
        None => change.new.of(new).to_owned(),
        Some((open, close)) => format!("{open}{}|{}{close}", change.old.of(old), change.new.of(new)),
    });
    line.collect()
}

fn check(old: &str, new: &str, expected: &str) {
    assert_eq!(written(old, new), expected, "{old} to {new}");
}

#[test]
fn words_go_come_and_give_way() {
    check("a b c", "a b c", "a b c");
    check("a b c", "a c", "a [b|]c");
    check("a c", "a b c", "a [|b] c");
    check("a b c", "a x c", "a [b|x] c");
    check("a b", "", "[a b|]");
    check("", "a b", "[|a b]");
    check("b c", "a b c", "[|a] b c");
    check("a b", "a b c", "a b [|c]");
}

#[test]
fn marks_go_with_the_words_they_part() {
    check("a, b, c", "a, c", "a, [b,|]c");
    check("a, b c", "a c", "a[, b|] c");
    check("a c", "a (b) c", "a [|(b)] c");
    check("a, b", "a. b", "a<,|.> b");
    check("a b", "\"a b\"", "<|\">a b<|\">");
    check("a  b", "a\nb", "a\nb");
}

#[test]
fn spelling_is_told_from_words() {
    check("كتبَ الولد", "كتب الولد", "{كتبَ|كتب} الولد");
    check("قال ان", "قال أن", "قال (ان|أن)");
    check("٥ آلاف", "5 آلاف", "(٥|5) آلاف");
    check("كتابٌ.", "كتاب.", "{كتابٌ|كتاب}.");
    check("مدرسة", "مدرسه", "[مدرسة|مدرسه]");
}

#[test]
fn a_number_is_one_word() {
    check("5.3%", "5.4%", "[5.3%|5.4%]");
    check("10:30", "10:35", "[10:30|10:35]");
    check("-5", "5", "[-5|5]");
    check("70%", "70", "[70%|70]");
    check("a.b", "a.c", "a.[b|c]");
}

#[test]
fn a_sentence_written_anew_is_one_change() {
    check("one two in three four", "five six in seven eight", "[one two in three four|five six in seven eight]");
    check("a b c d", "x b y d", "[a|x] b [c|y] d");
}

#[test]
fn what_turns_the_meaning_is_flagged() {
    let flagged = |old: &str, new: &str| {
        let all = words(old, new);
        all.iter().fold(Flags::default(), |sum, change| sum.and(flags(change, old, new, |key| key == "كيربي")))
    };
    let none = Flags::default();
    assert_eq!(flagged("قال كيربي", "صرح كيربي"), none);
    assert_eq!(flagged("قال كيربي", "قال سامي"), Flags { name: true, ..none });
    assert_eq!(flagged("سننسحب غدا صباحا", "ولن ننسحب غدا صباحا"), Flags { negation: true, ..none });
    assert_eq!(flagged("ثلاثة آلاف", "أربعة آلاف"), Flags { number: true, ..none });
    assert_eq!(flagged("وبالعشرين يوما", "وبالثلاثين يوما"), Flags { number: true, ..none });
    assert_eq!(flagged("قال لا تعد", "لا قال تعد"), Flags { negation: true, ..none });
    assert_eq!(flagged("٥ آلاف", "5 آلاف"), none);
}

#[test]
fn every_word_of_the_lists_is_known_with_and_without_clitics() {
    let lines = |list: &'static str| list.lines().filter(|line| !line.starts_with('#'));
    for word in lines(include_str!("../../assets/diff/negations.txt")) {
        let key = crate::fold::folded(word, crate::fold::Level::Normal);
        assert!(is_negation(&key) && is_negation(&format!("و{key}")), "{word}");
    }
    for word in lines(include_str!("../../assets/diff/numbers.txt")) {
        let key = crate::fold::folded(word, crate::fold::Level::Normal);
        assert!(is_number(&key) && is_number(&format!("وبال{key}")), "{word}");
    }
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "قال", "أن", "إن", "لا", " ", " ", "، ", "5", ".", "كَ", "\u{64b}", "\u{200f}", "ﷺ", "x",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn changes_cover_both_texts((old, new) in (text(), text())) {
        let changes = words(&old, &new);
        let side = |of: fn(&Change) -> Span, text: &str| changes.iter().map(|change| of(change).of(text)).collect::<String>();
        prop_assert_eq!(side(|change| change.old, &old), old.clone());
        prop_assert_eq!(side(|change| change.new, &new), new.clone());
        for change in changes.iter().filter(|change| change.kind != Kind::Words) {
            let keys = |text: &str| Tokens::of(text).keys().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(keys(change.old.of(&old)), keys(change.new.of(&new)));
        }
    }

    #[test]
    fn a_text_is_the_same_as_itself(text in text()) {
        prop_assert!(words(&text, &text).iter().all(|change| change.kind == Kind::Same));
    }

    #[test]
    fn tokens_lie_in_the_text_in_order(text in text()) {
        let tokens = Tokens::of(&text);
        let mut end = 0;
        for at in 0..tokens.len() {
            let span = tokens.span(at);
            prop_assert!(span.start.0 >= end && !span.is_empty() && text.get(span.range()).is_some());
            end = span.end.0;
        }
    }
}
