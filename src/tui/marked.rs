//! Where the text is marked, by place: a long article has thousands of claims and sources, a screen a few.

use crate::claims::{Extraction, SourceId, SourceKind};
use crate::span::{Offset, Span};

/// What of an extraction is seen in the text.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    claims: Places,
    mentions: Places,
    /// How many of the speakers have no name.
    pub anonymous: usize,
}

/// Numbers at stretches of the text, in the order in which these begin.
#[derive(Debug, Clone, Default)]
struct Places {
    list: Vec<(Span, usize)>,
    /// The bytes of the longest.
    longest: usize,
}

impl Marked {
    /// What is seen of `extraction`, whose sources that have claims are `speakers`.
    pub fn of(extraction: &Extraction, speakers: &[SourceId]) -> Marked {
        let claims = extraction.claims.iter().enumerate();
        let claims = claims.flat_map(|(at, claim)| [Some(claim.content), claim.speaker].map(|span| Some((span?, at))));
        let sources = || speakers.iter().filter_map(|id| extraction.sources.get(id.0)).enumerate();
        let mentions =
            sources().flat_map(|(at, source)| source.mentions.iter().map(move |mention| (mention.span, at + 1)));
        let is_anonymous = |kind| matches!(kind, SourceKind::Anonymous | SourceKind::Group);
        Marked {
            claims: Places::of(claims.flatten().collect()),
            mentions: Places::of(mentions.collect()),
            anonymous: sources().filter(|(_, source)| is_anonymous(source.kind)).count(),
        }
    }

    /// The numbers of the claims whose words begin, end or go on in `shown`, or whose speaker is named there, in order.
    pub fn claims_in(&self, shown: Span) -> Vec<usize> {
        let mut claims: Vec<usize> = self.claims.meeting(shown).map(|(_, claim)| claim).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    }

    /// The mentions of speakers in `shown`, with the speakers' numbers from 1, in the order of these.
    pub fn mentions_in(&self, shown: Span) -> Vec<(usize, Span)> {
        let mut mentions: Vec<(usize, Span)> = self.mentions.meeting(shown).map(|(span, at)| (at, span)).collect();
        mentions.sort_by_key(|(number, _)| *number);
        mentions
    }
}

impl Places {
    fn of(mut list: Vec<(Span, usize)>) -> Places {
        list.sort_by_key(|(span, _)| span.start);
        let longest = list.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
        Places { list, longest }
    }

    fn meeting(&self, shown: Span) -> impl Iterator<Item = (Span, usize)> + '_ {
        let reach = Offset(shown.start.0.saturating_sub(self.longest));
        let first = self.list.partition_point(|(span, _)| span.start < reach);
        let near =
            self.list.get(first..).unwrap_or_default().iter().take_while(move |(span, _)| span.start <= shown.end);
        near.filter(move |(span, _)| span.meets(shown)).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_meets_is_found(spans in prop::collection::vec((0usize..60, 0usize..20), 0..20), shown in (0usize..60, 0usize..20)) {
            let spans: Vec<(Span, usize)> =
                spans.iter().enumerate().map(|(at, (start, len))| (Span::new(*start, start + len), at)).collect();
            let shown = Span::new(shown.0, shown.0 + shown.1);
            let mut expected: Vec<usize> =
                spans.iter().filter(|(span, _)| span.meets(shown)).map(|(_, at)| *at).collect();
            let mut found: Vec<usize> = Places::of(spans).meeting(shown).map(|(_, at)| at).collect();
            found.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
