//! What a reader put right, laid over what the machine finds: today, after an upgrade, and in a changed text.

use isnad::article::{Article, Origin, from_text};
use isnad::claims::{
    Anchor, ClaimKind, Corrected, Correction, Extraction, Reason, SourceKind, SourceRef, Uids, correct, extract,
};
use isnad::span::Span;

const TEXT: &str = "قال وزير الري نادر صبري إن السد آمن.\n\nوأضاف أن الماء يكفي المدينة.\n\n\
                    وقالت الباحثة لمى جابر: \"الأرقام قديمة\".\n\nالأسعار ترتفع كل شهر منذ عام.\n";

fn article() -> Article {
    from_text(TEXT.to_owned(), Origin::StandardInput)
}

fn at(article: &Article, words: &str) -> Anchor {
    let start = article.text.find(words).expect("the words are in the text");
    let span = Span::new(start, start + words.len());
    let found = extract(article);
    let uids = Uids::of(article, &found);
    let claim = found.claims.iter().position(|claim| claim.content == span);
    Anchor::of(article, span, claim.map_or("", |at| &uids.claims()[at]))
}

fn named(name: &str) -> SourceRef {
    SourceRef { uid: String::new(), name: name.to_owned() }
}

fn corrected(article: &Article, corrections: &[Correction]) -> Corrected {
    let corrected = correct(article, extract(article), corrections);
    assert_eq!(corrected.uids.claims().len(), corrected.extraction.claims.len());
    assert_eq!(corrected.uids.sources().len(), corrected.extraction.sources.len());
    corrected
}

/// Each claim as `source: words`.
fn lines(article: &Article, found: &Extraction) -> Vec<String> {
    let line = |claim: &isnad::claims::Claim| {
        let source = claim.source.map_or("", |source| found.sources[source.0].name.as_str());
        format!("{source}: {}", claim.content.of(&article.text))
    };
    found.claims.iter().map(line).collect()
}

fn check(corrections: &[Correction], expected: &[&str]) -> Corrected {
    let article = article();
    let corrected = corrected(&article, corrections);
    assert_eq!(lines(&article, &corrected.extraction), expected);
    assert!(corrected.idle.is_empty());
    corrected
}

/// Why the claim is what it is now.
fn last_reason(corrected: &Corrected, claim: usize) -> Reason {
    corrected.extraction.claims[claim].why.last().expect("evidence").reason
}

const SAFE: &str = "السد آمن";
const WATER: &str = "الماء يكفي المدينة";
const OLD: &str = "الأرقام قديمة";
const PRICES: &str = "الأسعار ترتفع كل شهر منذ عام";

#[test]
fn nothing_put_right_changes_nothing() {
    let article = article();
    assert_eq!(corrected(&article, &[]).extraction, extract(&article));
    check(&[], &["نادر صبري: السد آمن", "نادر صبري: الماء يكفي المدينة", "لمى جابر: الأرقام قديمة"]);
}

#[test]
fn a_claim_is_given_to_another_source_or_to_a_new_one() {
    let article = article();
    let give = |words, name| Correction::Reassign { claim: at(&article, words), to: named(name) };
    check(
        &[give(WATER, "لمى جابر")],
        &["نادر صبري: السد آمن", "لمى جابر: الماء يكفي المدينة", "لمى جابر: الأرقام قديمة"],
    );
    let new =
        check(&[give(OLD, "هدى")], &["نادر صبري: السد آمن", "نادر صبري: الماء يكفي المدينة", "هدى: الأرقام قديمة"]);
    let names: Vec<&str> = new.extraction.sources.iter().map(|source| source.name.as_str()).collect();
    assert_eq!(names, ["نادر صبري", "هدى"], "who says nothing any more is no source");
    assert_eq!(new.extraction.sources[1].mentions.len(), 1, "the mention beside the cue goes with the claim");
    assert_eq!(new.extraction.claims[2].confidence, 1.0);
    assert_eq!(last_reason(&new, 2), Reason::GivenByReader);
}

#[test]
fn sources_are_merged_split_and_renamed_and_keep_their_uids() {
    let article = article();
    let merge = Correction::Merge { source: named("لمى جابر"), into: named("نادر صبري") };
    let before = corrected(&article, &[]);
    let merged = check(
        std::slice::from_ref(&merge),
        &["نادر صبري: السد آمن", "نادر صبري: الماء يكفي المدينة", "نادر صبري: الأرقام قديمة"],
    );
    assert_eq!(merged.uids.sources(), &before.uids.sources()[..1]);
    assert_eq!(merged.uids.claims(), before.uids.claims());
    let split = Correction::Split { claims: vec![at(&article, WATER)], name: "الباحثة".to_owned() };
    check(&[merge, split], &["نادر صبري: السد آمن", "الباحثة: الماء يكفي المدينة", "نادر صبري: الأرقام قديمة"]);
    let rename = Correction::Rename {
        source: named("نادر صبري"),
        name: "نادر".to_owned(),
        role: String::new(),
        kind: SourceKind::Anonymous,
    };
    let renamed = check(&[rename], &["نادر: السد آمن", "نادر: الماء يكفي المدينة", "لمى جابر: الأرقام قديمة"]);
    assert_eq!(renamed.uids, before.uids);
    assert_eq!(renamed.extraction.sources[0].kind, SourceKind::Anonymous);
}

#[test]
fn a_claim_is_cut_rejected_and_added() {
    let article = article();
    let before = corrected(&article, &[]);
    let cut = Correction::Respan { claim: at(&article, WATER), to: at(&article, "الماء يكفي") };
    let cut = check(&[cut], &["نادر صبري: السد آمن", "نادر صبري: الماء يكفي", "لمى جابر: الأرقام قديمة"]);
    assert_eq!(cut.uids, before.uids, "notes hold");
    assert_eq!(last_reason(&cut, 1), Reason::CutByReader);
    let reject = Correction::Reject { claim: at(&article, SAFE) };
    let rejected = check(&[reject], &["نادر صبري: الماء يكفي المدينة", "لمى جابر: الأرقام قديمة"]);
    assert_eq!(rejected.uids.claims(), &before.uids.claims()[1..]);
    let add = Correction::Add { content: at(&article, PRICES), source: named("السوق") };
    let all = [
        "نادر صبري: السد آمن",
        "نادر صبري: الماء يكفي المدينة",
        "لمى جابر: الأرقام قديمة",
        "السوق: الأسعار ترتفع كل شهر منذ عام",
    ];
    let added = check(std::slice::from_ref(&add), &all);
    assert_eq!(added.extraction.claims[3].kind, ClaimKind::Indirect);
    check(&[add.clone(), add], &all);
}

#[test]
fn marks_of_a_chosen_quotation_are_left_out() {
    let article = article();
    let reject = Correction::Reject { claim: at(&article, OLD) };
    let add = Correction::Add { content: at(&article, "\"الأرقام قديمة\""), source: named("لمى") };
    let corrected = corrected(&article, &[reject, add]);
    let claim = corrected.extraction.claims.last().expect("a claim");
    assert_eq!((claim.kind, claim.content.of(&article.text)), (ClaimKind::Direct, OLD));
    assert_eq!(claim.quotes, [claim.content]);
}

#[test]
fn corrections_win_over_what_the_machine_finds_later() {
    let article = article();
    let corrections = [
        Correction::Reassign { claim: at(&article, WATER), to: named("هدى") },
        Correction::Reject { claim: at(&article, SAFE) },
    ];
    // As if the next version found none of these claims, and then all of them a little longer.
    let nothing = correct(&article, Extraction::default(), &corrections);
    assert_eq!(lines(&article, &nothing.extraction), ["هدى: الماء يكفي المدينة"]);
    assert!(nothing.idle.is_empty());
    let mut longer = extract(&article);
    for claim in &mut longer.claims {
        claim.content.start.0 -= "أن ".len();
    }
    let again = correct(&article, longer, &corrections);
    assert_eq!(again.extraction.claims.iter().filter(|claim| claim.source.is_some()).count(), 2);
    assert!(lines(&article, &again.extraction)[0].starts_with("هدى: "));
}

#[test]
fn in_a_changed_text_corrections_find_their_words_or_stay_idle() {
    let article = article();
    let corrections = [
        Correction::Reassign { claim: at(&article, OLD), to: named("هدى") },
        Correction::Reassign { claim: at(&article, WATER), to: named("هدى") },
        Correction::Merge { source: named("غائب"), into: named("هدى") },
    ];
    let changed = TEXT.replace(WATER, "الماء قليل").replace("قال وزير", "في بيان، قال وزير");
    let changed = from_text(changed, Origin::StandardInput);
    let corrected = corrected(&changed, &corrections);
    assert_eq!(lines(&changed, &corrected.extraction).last().map(String::as_str), Some("هدى: الأرقام قديمة"));
    assert_eq!(corrected.idle, [1, 2]);
}

#[test]
fn corrections_are_kept_as_json() {
    let article = article();
    let correction = Correction::Reassign { claim: at(&article, WATER), to: named("هدى") };
    let json = serde_json::to_string(&correction).expect("JSON");
    assert!(json.starts_with(r#"{"correction":"reassign","claim":{"uid":""#), "{json}");
    assert_eq!(serde_json::from_str::<Correction>(&json).expect("the same"), correction);
}
