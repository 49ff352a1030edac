//! A stored note finds its claim again, or is kept as an orphan; never does it move to another sentence in silence.

mod store_common;

use isnad::article::Article;
use isnad::claims::{ClaimId, Fit, Found, SourceId, Uids};
use isnad::span::Span;
use isnad::store::{Annotations, Settled, settle};
use store_common::{TEXT, claim_note, extraction, from_file, source_note, span};

/// A note on `noted` in [`TEXT`], settled on `text`, in which the claims are those words.
fn settled(noted: &str, text: &str, claims: &[&str]) -> (Settled, Article) {
    let before = from_file("a.txt", TEXT);
    let after = from_file("a.txt", text);
    let note = claim_note(&before, span(&before, noted), "before", "ملاحظة");
    let contents: Vec<Span> = claims.iter().map(|words| span(&after, words)).collect();
    (lay(&after, Annotations { claims: vec![note], ..Annotations::default() }, &contents), after)
}

fn lay(article: &Article, annotations: Annotations, contents: &[Span]) -> Settled {
    let extraction = extraction(contents, &[]);
    let uids = Uids::of(article, &extraction);
    settle(annotations, Found { article, extraction: &extraction, uids: &uids })
}

/// The note goes to the claim with this number, so.
fn check(noted: &str, text: &str, claims: &[&str], expected: Option<(usize, Fit)>) {
    let (settled, _) = settled(noted, text, claims);
    let found = settled.claims.first_key_value().map(|(claim, found)| (claim.0, found.fit));
    assert_eq!(found, expected);
    assert_eq!(settled.orphans.len(), usize::from(expected.is_none()));
}

const OPENING: &str = "السوق سيفتح أبوابه صباح الأحد";
const COST: &str = "أعمال الترميم كلفت مليوني دينار";

#[test]
fn in_the_same_text_the_place_decides() {
    check(COST, TEXT, &[OPENING, COST], Some((1, Fit::Kept)));
    check(COST, TEXT, &[OPENING, "أن أعمال الترميم كلفت مليوني دينار"], Some((1, Fit::Resized)));
    check(COST, TEXT, &[OPENING], None);
    // Two claims lie where the note's one was.
    check(COST, TEXT, &["أعمال الترميم كلفت مليوني", "الترميم كلفت مليوني دينار"], None);
}

#[test]
fn in_the_same_text_the_same_words_elsewhere_are_another_claim() {
    let text = "العنوان\nقال الوالي إن الطريق آمن.\nوقال التاجر إن الطريق آمن.\n";
    let article = from_file("a.txt", text);
    let first = span(&article, "الطريق آمن");
    let second = Span::from(text.rfind("الطريق آمن").map(|at| at..at + first.len()).expect("twice"));
    let note = claim_note(&article, first, "gone", "ملاحظة");
    let settled = lay(&article, Annotations { claims: vec![note.clone()], ..Annotations::default() }, &[second]);
    assert!(settled.claims.is_empty());
    assert_eq!(settled.orphans[0].at, Some(first));
    assert_eq!(settled.orphans[0].note, note);
}

#[test]
fn in_a_changed_text_the_surroundings_decide() {
    let longer = TEXT.replace("بلدية الميناء", "أخيرا: بلدية الميناء الجديد");
    check(COST, &longer, &[OPENING, COST], Some((1, Fit::Kept)));
    // Spelled otherwise, with marks.
    let spelled = TEXT.replace("أعمال الترميم كلفت", "اعمال الترميم كلّفت");
    check(COST, &spelled, &[OPENING, "اعمال الترميم كلّفت مليوني دينار"], Some((1, Fit::Kept)));
    // The same words twice: those in the same surroundings.
    let twice = format!("{TEXT}وقالت الصحف إن أعمال الترميم كلفت مليوني دينار فقط.\n");
    check(COST, &twice, &[OPENING, COST], Some((1, Fit::Kept)));
}

#[test]
fn words_that_occur_once_are_followed_and_said_to_have_moved() {
    let moved = format!("العنوان\n{COST}، كما أعلن.\n");
    check(COST, &moved, &[COST], Some((0, Fit::Moved)));
}

#[test]
fn whatever_is_in_doubt_is_an_orphan() {
    // Twice, both in new surroundings.
    let twice = format!("العنوان\nيقال إن {COST}، ثم قيل إن {COST} أيضا.\n");
    check(COST, &twice, &[COST], None);
    // Another number.
    let three = TEXT.replace("مليوني دينار", "ثلاثة ملايين دينار");
    check(COST, &three, &["أعمال الترميم كلفت ثلاثة ملايين دينار"], None);
    // Denied.
    let denied = TEXT.replace("أعمال الترميم كلفت", "أعمال الترميم ما كلفت");
    check(COST, &denied, &["أعمال الترميم ما كلفت مليوني دينار"], None);
    // Inside a longer word.
    check("الإيجارات", "العنوان\nقالت إن الإيجاراتهم عالية\n", &["الإيجارات"], None);
    check(COST, "", &[], None);
}

#[test]
fn words_that_are_no_claim_any_more_are_shown_where_they_stand() {
    let longer = TEXT.replace("بلدية الميناء", "بلدية الميناء الجديد");
    let (settled, after) = settled(COST, &longer, &[OPENING]);
    assert_eq!(settled.orphans[0].at, Some(span(&after, COST)));
}

#[test]
fn a_settled_note_is_anchored_to_the_text_at_hand() {
    let longer = TEXT.replace("بلدية الميناء", "بلدية الميناء الجديد");
    let (settled, after) = settled(COST, &longer, &[OPENING, COST]);
    let anchor = &settled.claims[&ClaimId(1)].note.anchor;
    assert_eq!((anchor.article.as_str(), anchor.exact.as_str()), (after.hash.as_str(), COST));
    assert_eq!(anchor.bytes, span(&after, COST));
}

#[test]
fn of_two_notes_the_one_that_fits_better_has_the_claim() {
    let article = from_file("a.txt", TEXT);
    let content = span(&article, COST);
    let wider = Span::new(content.start.0 - "أن ".len(), content.end.0);
    let notes = vec![
        claim_note(&article, wider, "gone", "الأوسع"),
        claim_note(&article, content, Uids::of(&article, &extraction(&[content], &[])).claim(ClaimId(0)), "الأصح"),
    ];
    let settled = lay(&article, Annotations { claims: notes, ..Annotations::default() }, &[content]);
    assert_eq!(settled.claims[&ClaimId(0)].note.marks.note, "الأصح");
    assert_eq!(settled.orphans[0].note.marks.note, "الأوسع");
}

#[test]
fn a_source_is_known_by_uid_then_by_a_name_that_one_has() {
    let article = from_file("a.txt", TEXT);
    // A note with this name, and the uid of the source with that number where one is given.
    let check = |name: &str, uid: Option<usize>, sources: &[&str], expected: Option<usize>| {
        let extraction = extraction(&[], sources);
        let uids = Uids::of(&article, &extraction);
        let uid = uid.map_or("old", |number| uids.source(SourceId(number)));
        let annotations = Annotations { sources: vec![source_note(name, uid, None)], ..Annotations::default() };
        let settled = settle(annotations, Found { article: &article, extraction: &extraction, uids: &uids });
        let found = settled.sources.first_key_value();
        assert_eq!(found.map(|(source, _)| *source), expected.map(SourceId));
        assert_eq!(found.map(|(_, note)| note.source.name.as_str()), expected.map(|number| sources[number]));
        assert_eq!(settled.lost_sources.len(), usize::from(expected.is_none()));
    };
    check("سامر", Some(1), &["ليلى", "سامر الحلو"], Some(1));
    check("أسامة الحلو", None, &["ليلى", "اسامه الحلو"], Some(1));
    check("سامر", None, &["سامر الحلو"], None);
    check("سامر", None, &["سَامر", "سامر"], None);
    check("سامر", Some(1), &["سَامر", "سامر"], Some(1));
}

#[test]
fn of_two_claims_with_the_same_words_the_uid_tells() {
    let article = from_file("a.txt", TEXT);
    let content = span(&article, COST);
    let uids = Uids::of(&article, &extraction(&[content, content], &[]));
    let note = claim_note(&article, content, uids.claim(ClaimId(1)), "ملاحظة");
    let settled =
        lay(&article, Annotations { claims: vec![note.clone()], ..Annotations::default() }, &[content, content]);
    assert_eq!(settled.claims[&ClaimId(1)].note, note);
    assert_eq!(settled.claims[&ClaimId(1)].fit, Fit::Kept);
}
