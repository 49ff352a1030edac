//! Two versions of an article: which blocks and claims belong together, and in what they differ.

use isnad::article::{Article, Origin, from_text};
use isnad::claims::{Comparison, Found, Uids, compare, extract};
use isnad::diff::Kind;
use proptest::prelude::*;

const OLD: &str = "عنوان المقال\n\nقال الوزير سامي نادر إن الطريق سيفتح يوم الأحد أمام كل السيارات.\n\n\
    وأضاف نادر أن الكلفة بلغت مليوني دينار.\n\nوقالت الباحثة لمى جابر إن الأرقام المعلنة قديمة ولا تصلح للمقارنة.\n";

fn article(text: &str) -> Article {
    from_text(text.to_owned(), Origin::StandardInput)
}

fn compared(old: &Article, new: &Article) -> Comparison {
    let (before, after) = (extract(old), extract(new));
    let (old_uids, new_uids) = (Uids::of(old, &before), Uids::of(new, &after));
    let found = |article, extraction, uids| Found { article, extraction, uids };
    compare(found(old, &before, &old_uids), found(new, &after, &new_uids))
}

/// Blocks as `old>new kind`, claims as `old>new`, with s for another source and c for another cue.
#[track_caller]
fn check(new: &str, blocks: &[&str], claims: &[&str]) {
    let found = compared(&article(OLD), &article(new));
    let number = |at: Option<usize>| at.map_or("-".to_owned(), |at| at.to_string());
    let named: Vec<String> =
        found.blocks.iter().map(|b| format!("{}>{} {}", number(b.old), number(b.new), b.kind().name())).collect();
    assert_eq!(named, blocks);
    let sign = |is: bool, sign| if is { sign } else { "" };
    let named: Vec<String> = found
        .claims
        .iter()
        .map(|c| {
            let ids = format!("{}>{}", number(c.old.map(|id| id.0)), number(c.new.map(|id| id.0)));
            format!("{ids}{}{}", sign(c.source, " s"), sign(c.cue, " c"))
        })
        .collect();
    assert_eq!(named, claims);
}

#[test]
fn blocks_and_claims_that_belong_together() {
    check(OLD, &[], &[]);
    check(&OLD.replace("الأحد", "الاثنين"), &["1>1 words"], &["0>0"]);
    check(&OLD.replace("إن الأرقام", "ان الأرقام"), &["3>3 spelling"], &[]);
    check(&OLD.replace("قديمة ولا", "قديمة، ولا"), &["3>3 punctuation"], &["2>2"]);
    check(&OLD.replace("قالت الباحثة", "زعمت الباحثة"), &["3>3 words"], &["2>2 c"]);
    check(&OLD.replace("لمى جابر", "هدى سالم"), &["3>3 words"], &["2>2 s"]);
    check(&OLD.replace("وأضاف نادر أن الكلفة بلغت مليوني دينار.\n\n", ""), &["2>- words"], &["1>-"]);
    let added = OLD.replace("وأضاف نادر", "ولم يعلق أحد من سكان الحي على ذلك.\n\nوأضاف نادر");
    check(&added, &["->2 words"], &[]);
}

#[test]
fn a_block_that_went_elsewhere_keeps_its_claim() {
    let (first, rest) = OLD.split_once("\n\n").unwrap();
    let (one, rest) = rest.split_once("\n\n").unwrap();
    let (two, three) = rest.split_once("\n\n").unwrap();
    check(&format!("{first}\n\n{one}\n\n{three}\n{two}\n"), &["->2 words", "3>- words"], &[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_was_changed_both_versions_are_covered(
        edits in prop::collection::vec((0usize..60, prop::sample::select(&["", "لا", "7", "\n\n", "وقال سامي إن"][..])), 0..8),
    ) {
        let mut words: Vec<String> = OLD.split(' ').map(str::to_owned).collect();
        for (at, word) in edits {
            let at = at % words.len();
            if word.is_empty() && words.len() > 1 { _ = words.remove(at) } else { words.insert(at, word.to_owned()) }
        }
        let (old, new) = (article(OLD), article(&words.join(" ")));
        let found = compared(&old, &new);
        for block in &found.blocks {
            let side = |at: Option<usize>, article: &Article| {
                at.map_or(String::new(), |at| article.blocks[at].span.of(&article.text).to_owned())
            };
            let of = |text: &str, spans: Vec<isnad::span::Span>| spans.iter().map(|span| span.of(text)).collect::<String>();
            let old_spans = block.changes.iter().map(|change| change.old).collect();
            let new_spans = block.changes.iter().map(|change| change.new).collect();
            prop_assert_eq!(of(&old.text, old_spans), side(block.old, &old));
            prop_assert_eq!(of(&new.text, new_spans), side(block.new, &new));
            prop_assert!(block.kind() != Kind::Same);
        }
        // Each block and claim is told once.
        let mut seen = std::collections::BTreeSet::new();
        prop_assert!(found.blocks.iter().all(|block| seen.insert((block.old, block.new))));
        prop_assert!(found.claims.iter().all(|claim| claim.old.is_some() || claim.new.is_some()));
    }
}
