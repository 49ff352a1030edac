//! What holds for any text: no panic, spans on character boundaries and inside, contents with words, numbers in range.

use isnad::article::{Origin, from_text};
use isnad::claims::{Extraction, extract};
use isnad::span::Span;
use proptest::prelude::*;

/// Pieces from which texts are put together: cues, names, marks in every state of disorder, invisible characters.
const PIECES: [&str; 44] = [
    "قال",
    "وأضاف",
    "قالت",
    "مشيراً إلى أن",
    "إن",
    "أن",
    "أنه",
    "بحسب",
    "وفقاً لـ",
    "نقلت",
    "عن",
    "قوله",
    "من جانبه",
    "الوزير",
    "وزير الصحة",
    "فؤاد حسين",
    "المتحدثة",
    "وكالة الأنباء",
    "رويترز",
    "مصدر",
    "مصادر",
    "بيان",
    "للوزارة",
    "\"",
    "«",
    "»",
    "“",
    "”",
    "’’",
    "‘‘",
    "،",
    ".",
    ":",
    "(",
    ")",
    "-",
    "\u{a0}",
    "\u{200f}",
    "\u{640}",
    "\r\n",
    "\n\n",
    "الطريق مغلق",
    "سي ان ان",
    "CNN 2021",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..120).prop_map(|pieces| {
        pieces.iter().map(|&(at, gap)| format!("{}{}", PIECES[at], if gap { " " } else { "" })).collect()
    })
}

fn check(text: String) {
    let article = from_text(text, Origin::Sample);
    let Extraction { sources, claims, no_comment } = extract(&article);
    let inside = |span: Span| {
        assert!(article.text.get(span.range()).is_some(), "{span:?} of {:?}", article.text);
        span.of(&article.text)
    };
    for claim in &claims {
        assert!(inside(claim.content).chars().any(char::is_alphanumeric), "an empty content in {:?}", article.text);
        claim.quotes.iter().for_each(|&q| assert!(!inside(q).is_empty()));
        claim.cue.iter().for_each(|c| assert!(!inside(c.span).is_empty()));
        claim.speaker.iter().chain(&claim.recipient).for_each(|&s| assert!(!inside(s).is_empty()));
        assert!((0.0..=1.0).contains(&claim.confidence));
        assert!(!claim.why.is_empty());
        let ids = claim.source.iter().chain(&claim.via).chain(&claim.via_inferred).chain(&claim.runner_up);
        ids.for_each(|id| assert!(id.0 < sources.len()));
        assert!(claim.nested_in.is_none_or(|id| id.0 < claims.len()));
        assert!(claim.blocks.0 <= claim.blocks.1 && claim.blocks.1 < article.blocks.len());
    }
    assert!(claims.windows(2).all(|w| w[0].content.start <= w[1].content.start));
    for source in &sources {
        assert!(!source.name.is_empty());
        source.mentions.iter().for_each(|m| assert!(!inside(m.span).is_empty()));
    }
    no_comment.iter().for_each(|n| assert!(!inside(n.span).is_empty()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_string_is_read(text in any::<String>()) {
        check(text);
    }

    #[test]
    fn any_order_of_news_words_is_read(text in text()) {
        check(text);
    }
}
