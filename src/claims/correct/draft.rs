//! Claims and sources while they are being corrected, each beside its uid.

use std::cmp::Reverse;

use super::{Correction, content};
use crate::article::Article;
use crate::claims::anchor::{Anchor, Found, Placed, Text, place, source_of};
use crate::claims::model::{
    Claim, ClaimId, Evidence, Extraction, Mention, NoComment, Reason, Source, SourceId, SourceKind,
};
use crate::claims::uid::{SourceRef, Uids, claim_uid, source_uid};
use crate::span::Span;

/// The name that evidence gives to what a reader said.
const RULE: &str = "correction";

pub(super) struct Draft<'a> {
    article: &'a Article,
    text: Text<'a>,
    extraction: Extraction,
    uids: Uids,
}

impl<'a> Draft<'a> {
    pub fn of(article: &'a Article, extraction: Extraction) -> Draft<'a> {
        let uids = Uids::of(article, &extraction);
        Draft { article, text: Text::of(article), extraction, uids }
    }

    /// Applies one correction; says whether it found what it is about.
    pub fn apply(&mut self, correction: &Correction) -> bool {
        match correction {
            Correction::Reassign { claim, to } => self.claim_or_new(claim).is_some_and(|claim| {
                let to = self.source_or_new(to);
                self.give(claim, to);
                true
            }),
            Correction::Merge { source, into } => match (self.source(source), self.source(into)) {
                (Some(source), Some(into)) if source != into => self.merge(source, into),
                (Some(_), Some(_)) => true,
                _ => false,
            },
            Correction::Split { claims, name } => self.split(claims, name),
            Correction::Rename { source, name, role, kind } => self.source(source).is_some_and(|source| {
                let source = &mut self.extraction.sources[source.0];
                *source = Source { name: name.clone(), role: role.clone(), kind: *kind, ..source.clone() };
                true
            }),
            Correction::Respan { claim, to } => self.respan(claim, to),
            Correction::Reject { claim } => {
                if let Some(claim) = self.place(claim).claim {
                    self.remove(claim.0);
                }
                // What is not found any more is rejected too.
                true
            }
            Correction::Add { content, source } => self.claim_or_new(content).is_some_and(|claim| {
                let source = self.source_or_new(source);
                self.give(claim, source);
                true
            }),
        }
    }

    fn place(&mut self, anchor: &Anchor) -> Placed {
        let found = Found { article: self.article, extraction: &self.extraction, uids: &self.uids };
        place(anchor, &mut self.text, found)
    }

    fn source(&self, wanted: &SourceRef) -> Option<SourceId> {
        source_of(wanted, Found { article: self.article, extraction: &self.extraction, uids: &self.uids })
    }

    fn source_or_new(&mut self, wanted: &SourceRef) -> SourceId {
        self.source(wanted).unwrap_or_else(|| self.add_source(&wanted.name))
    }

    fn add_source(&mut self, name: &str) -> SourceId {
        let mut uid = source_uid(self.article, name, 1);
        for number in 2.. {
            if !self.uids.sources.contains(&uid) {
                break;
            }
            uid = source_uid(self.article, name, number);
        }
        let source =
            Source { name: name.to_owned(), role: String::new(), kind: SourceKind::Person, mentions: Vec::new() };
        self.extraction.sources.push(source);
        self.uids.sources.push(uid);
        SourceId(self.extraction.sources.len() - 1)
    }

    /// The claim at an anchor; where the machine does not find one there, and the words are there, a new one.
    fn claim_or_new(&mut self, anchor: &Anchor) -> Option<ClaimId> {
        let placed = self.place(anchor);
        placed.claim.map(|(claim, _)| claim).or_else(|| placed.at.map(|at| self.add_claim(at, &anchor.uid)))
    }

    fn add_claim(&mut self, span: Span, uid: &str) -> ClaimId {
        let content = content::read(self.article, span);
        self.extraction.claims.push(Claim {
            kind: content.kind,
            content: content.span,
            quotes: content.quotes,
            cue: None,
            speaker: None,
            source: None,
            recipient: None,
            via: Vec::new(),
            via_inferred: Vec::new(),
            nested_in: None,
            runner_up: None,
            unmarked: false,
            confidence: 1.0,
            blocks: content.blocks,
            why: Vec::new(),
        });
        let uid = if uid.is_empty() { claim_uid(self.article, content.span, 1) } else { uid.to_owned() };
        self.uids.claims.push(uid);
        ClaimId(self.extraction.claims.len() - 1)
    }

    /// Gives a claim, and the mention beside its cue, to a source.
    fn give(&mut self, id: ClaimId, to: SourceId) {
        let claim = &mut self.extraction.claims[id.0];
        let before = claim.source.replace(to);
        let speaker = claim.speaker;
        claim.runner_up = None;
        claim.confidence = 1.0;
        claim.why.push(told(Reason::GivenByReader));
        if let (Some(before), Some(span)) = (before.filter(|before| *before != to), speaker) {
            let is_shared = self.extraction.claims.iter().any(|c| c.source == Some(before) && c.speaker == speaker);
            if !is_shared {
                self.extraction.sources[before.0].mentions.retain(|mention| mention.span != span);
            }
            self.mention(to, span);
        }
    }

    fn mention(&mut self, source: SourceId, span: Span) {
        let mentions = &mut self.extraction.sources[source.0].mentions;
        let at = mentions.partition_point(|mention| mention.span.start < span.start);
        if mentions.get(at).is_none_or(|mention| mention.span != span) {
            mentions.insert(at, Mention { span });
        }
    }

    fn merge(&mut self, source: SourceId, into: SourceId) -> bool {
        for mention in std::mem::take(&mut self.extraction.sources[source.0].mentions) {
            self.mention(into, mention.span);
        }
        each_source(&mut self.extraction, |id| {
            if *id == source {
                *id = into;
            }
        });
        for claim in &mut self.extraction.claims {
            claim.runner_up = claim.runner_up.filter(|other| Some(*other) != claim.source);
            claim.via.dedup();
        }
        true
    }

    fn split(&mut self, claims: &[Anchor], name: &str) -> bool {
        let claims: Vec<ClaimId> = claims.iter().filter_map(|anchor| self.claim_or_new(anchor)).collect();
        if claims.is_empty() {
            return false;
        }
        let to = self.add_source(name);
        claims.into_iter().for_each(|claim| self.give(claim, to));
        true
    }

    fn respan(&mut self, claim: &Anchor, to: &Anchor) -> bool {
        let placed = self.place(claim);
        let Some(at) = self.place(to).at.or_else(|| (to.article == self.article.hash).then_some(to.bytes)) else {
            return false;
        };
        let Some((id, _)) = placed.claim else {
            self.add_claim(at, &claim.uid);
            return true;
        };
        let content = content::read(self.article, at);
        let claim = &mut self.extraction.claims[id.0];
        claim.kind = content.kind;
        claim.content = content.span;
        claim.quotes = content.quotes;
        claim.blocks = content.blocks;
        claim.why.push(told(Reason::CutByReader));
        true
    }

    fn remove(&mut self, id: ClaimId) {
        let outer = self.extraction.claims[id.0].nested_in;
        self.extraction.claims.remove(id.0);
        self.uids.claims.remove(id.0);
        for claim in &mut self.extraction.claims {
            let moved = if claim.nested_in == Some(id) { outer } else { claim.nested_in };
            claim.nested_in = moved.map(|outer| ClaimId(outer.0 - usize::from(outer.0 > id.0)));
        }
    }

    /// Claims and sources in order, without the sources that nobody speaks for any more.
    pub fn finish(mut self) -> (Extraction, Uids) {
        self.order_claims();
        self.order_sources();
        (self.extraction, self.uids)
    }

    fn order_claims(&mut self) {
        let claims = std::mem::take(&mut self.extraction.claims);
        let mut order: Vec<usize> = (0..claims.len()).collect();
        order.sort_by_key(|&at| (claims[at].content.start, Reverse(claims[at].content.end)));
        let mut number = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| number[old] = new);
        self.uids.claims = order.iter().map(|&at| self.uids.claims[at].clone()).collect();
        self.extraction.claims = order.iter().map(|&at| claims[at].clone()).collect();
        for claim in &mut self.extraction.claims {
            claim.nested_in = claim.nested_in.map(|outer| ClaimId(number[outer.0]));
        }
    }

    fn order_sources(&mut self) {
        let mut used = vec![false; self.extraction.sources.len()];
        each_source(&mut self.extraction, |id| used[id.0] = true);
        let sources = std::mem::take(&mut self.extraction.sources);
        let first = |at: usize| {
            let spoken = self.extraction.claims.iter().filter(|claim| claim.source == Some(SourceId(at)));
            let mentioned = sources[at].mentions.iter().map(|mention| mention.span.start);
            mentioned.chain(spoken.map(|claim| claim.content.start)).min()
        };
        let mut order: Vec<usize> = (0..sources.len()).filter(|&at| used[at]).collect();
        order.sort_by_key(|&at| first(at));
        let mut number = vec![SourceId(0); sources.len()];
        order.iter().enumerate().for_each(|(new, &old)| number[old] = SourceId(new));
        each_source(&mut self.extraction, |id| *id = number[id.0]);
        self.uids.sources = order.iter().map(|&at| self.uids.sources[at].clone()).collect();
        self.extraction.sources = order.iter().map(|&at| sources[at].clone()).collect();
    }
}

fn told(reason: Reason) -> Evidence {
    Evidence { rule: RULE, reason, words: Vec::new() }
}

/// Calls `change` on every place that names a source.
fn each_source(extraction: &mut Extraction, mut change: impl FnMut(&mut SourceId)) {
    for claim in &mut extraction.claims {
        let named = claim.source.iter_mut().chain(&mut claim.runner_up);
        named.chain(&mut claim.via).chain(&mut claim.via_inferred).for_each(&mut change);
    }
    let refusals = extraction.no_comment.iter_mut().map(|NoComment { source, .. }| source);
    refusals.flatten().for_each(change);
}
