//! Settled finds to claims: who each speaker is, who carried the words, how sure it all is (ARABIC §12–13, §18).

use std::ops::Range;

use super::evidence;
use super::find::{Find, Speaker};
use super::lexicon as lex;
use super::mentions::{cue_span, in_headline, introductions, issuer, speaker_span, unquoted, within_marks};
use super::model::{Claim, ClaimId, Cue, Extraction, NoComment, SourceId, SourceKind};
use super::passage::{At, Passage};
use super::phrases::MEDIA;
use super::rules;
use super::settle::Settled;
use super::sources::{Book, Choice, Gender, Profile, Step};
use super::subject::{is_those, main_subject};
use crate::article::BlockKind;

/// Somebody who has spoken, as a later verb without a subject may mean.
#[derive(Debug, Clone, Copy)]
struct Spoken {
    id: SourceId,
    block: usize,
}

/// How many speakers back a verb without a subject can mean.
const FARTHEST_SPOKEN: usize = 12;

/// Resolves the claims of an article, block after block.
#[derive(Default)]
pub(super) struct Resolver {
    book: Book,
    spoken: Vec<Spoken>,
    claims: Vec<Claim>,
    no_comment: Vec<NoComment>,
    /// Folded words of byline and dateline: the outlet itself is no carrier.
    outlet: Vec<String>,
}

impl Resolver {
    /// A resolver for an article whose own outlet is called by `outlet`'s words.
    pub fn new(outlet: Vec<String>) -> Resolver {
        Resolver { outlet, ..Resolver::default() }
    }

    /// Takes in the settled finds of one passage.
    pub fn passage(&mut self, p: &Passage<'_>, settled: &[Settled]) {
        let base = self.claims.len();
        let mut carried: Vec<(Range<At>, Vec<SourceId>)> = Vec::new();
        let people = introductions(p);
        let mut told = 0;
        for one in settled {
            let until = one.find.cue.start.min(one.find.content.first);
            while let Some(range) = people.get(told).filter(|r| r.start < until || r.start < one.find.cue.start) {
                self.introduce(p, range);
                told += 1;
            }
            let choice = self.speaker(p, one, &settled[..self.claims.len() - base], base);
            let mut via = self.carriers(p, one, choice, &mut carried);
            self.add_outer(one.nested_in.map(|at| base + at), choice, &mut via);
            let claim = self.claim(p, one, choice, via, base);
            self.claims.push(claim);
        }
        for range in people.iter().skip(told) {
            self.introduce(p, range);
        }
        for refusal in rules::refusals(p) {
            let source =
                refusal.speaker.map(|range| self.mention(p, &range).id).or_else(|| self.spoken.last().map(|s| s.id));
            self.no_comment.push(NoComment { span: p.span(refusal.words), source });
        }
    }

    fn introduce(&mut self, p: &Passage<'_>, range: &Range<At>) {
        let profile = Profile::read(p, range);
        let person = profile.kind == SourceKind::Person && profile.name.len() >= 2;
        let body = profile.kind == SourceKind::Organisation && !profile.complements.is_empty() && !profile.media;
        if (person || body) && p.kind != BlockKind::Headline {
            self.book.introduce(&profile, p.text);
        }
    }

    /// Everything found, sources in order of first appearance.
    pub fn finish(self, text: &str) -> Extraction {
        super::finish::finish(self.book, self.claims, self.no_comment, text)
    }

    fn speaker(&mut self, p: &Passage<'_>, one: &Settled, before: &[Settled], base: usize) -> Option<Choice> {
        let choice = match &one.find.speaker {
            Speaker::Said(range) => Some(in_headline(p, self.mention(p, range))),
            Speaker::Participle { feminine, many } => self.participle(p, one, before, base, (*feminine, *many)),
            Speaker::Zero { feminine, many } => {
                let main = self.told_of(p, one, before, *feminine, *many);
                main.or_else(|| self.zero(p, *feminine, *many))
            }
            Speaker::Last => self.spoken.last().map(|s| Choice { id: s.id, step: Step::ZeroFar, runner_up: None }),
        };
        if let Some(choice) = choice.filter(|_| one.nested_in.is_none() && p.kind != BlockKind::Headline) {
            self.spoken.push(Spoken { id: choice.id, block: p.block });
        }
        choice
    }

    /// The source that the mention at `range` means.
    fn mention(&mut self, p: &Passage<'_>, range: &Range<At>) -> Choice {
        let profile = Profile::read(p, range);
        let those = range.len() == 1 && p.word(range.start).is_some_and(is_those);
        let many = |s: &&Spoken| self.book.entities[s.id.0].many;
        let told_of = self.spoken.iter().rev().filter(|_| those).take(FARTHEST_SPOKEN).find(many).map(|s| s.id);
        if let Some(id) = told_of.or_else(|| self.repeated(&profile)) {
            self.book.also(id, &profile.head);
            return self.book.meant(id, &profile, Step::Same);
        }
        // «نائب: الموازنة لن تمر»: the first of that calling whom the body quotes.
        let summed = p.kind == BlockKind::Headline && !profile.definite && profile.name.is_empty();
        if let Some(id) = summed.then(|| self.book.first_called(&profile)).flatten() {
            return self.book.meant(id, &profile, Step::Headline);
        }
        if (profile.kind == SourceKind::Document
            || profile.kind == SourceKind::Organisation && p.classes(range.start).has(lex::DOC_HEAD))
            && let Some(issuer) = issuer(p, range)
        {
            let choice = self.book.resolve(&Profile::read(p, &issuer), p.text);
            self.book.also(choice.id, &profile.head);
            return choice;
        }
        self.book.resolve(&profile, p.text)
    }

    /// Whom a mention can only mean as the last to speak: «البيان» after «قالت الوزارة في بيان», «المصدر ذاته»,
    /// «المتحدثة نفسها».
    fn repeated(&self, profile: &Profile) -> Option<SourceId> {
        let bare = profile.complements.is_empty() && profile.name.is_empty() && !self.book.knows_head(&profile.head);
        let statement = matches!(profile.head.as_str(), "بيان" | "بلاغ") && profile.definite;
        let source = profile.head == "مصدر" && profile.same;
        if !bare || !(statement || profile.same) {
            return None;
        }
        let feminine = profile.gender == Gender::Feminine;
        let fits = |s: &&Spoken| {
            let kind = self.book.entities[s.id.0].kind;
            let person = matches!(kind, SourceKind::Person | SourceKind::Anonymous);
            statement || source || person && self.agrees(s.id, feminine, profile.many)
        };
        self.spoken.iter().rev().take(FARTHEST_SPOKEN).find(fits).map(|s| s.id)
    }

    /// The subject of the verb that a participle follows.
    fn participle(
        &mut self,
        p: &Passage<'_>,
        one: &Settled,
        before: &[Settled],
        base: usize,
        form: (bool, bool),
    ) -> Option<Choice> {
        let sentence = p.sentence(one.find.cue.start);
        let mut nearest = None;
        for (at, other) in before.iter().enumerate().rev() {
            if other.find.cue.start < sentence.start {
                break;
            }
            if !sentence.contains(&other.find.cue.start) || other.nested_in.is_some() {
                continue;
            }
            let Some(id) = self.claims[base + at].source else { continue };
            nearest = nearest.or(Some(id));
            if self.agrees(id, form.0, form.1) {
                return Some(Choice { id, step: Step::Participle, runner_up: None });
            }
        }
        if nearest.is_none()
            && let Some(main) = main_subject(p, one.find.cue.start)
        {
            let choice = self.mention(p, &main);
            return Some(Choice { step: Step::Participle, ..choice });
        }
        let id = nearest.or_else(|| self.recent(form.0, form.1).map(|s| s.id))?;
        Some(Choice { id, step: Step::Participle, runner_up: None })
    }

    /// The subject of the verb that opens the sentence and reports nothing: «وحملت البلدية المالك المسؤولية، وقالت».
    fn told_of(
        &mut self,
        p: &Passage<'_>,
        one: &Settled,
        before: &[Settled],
        feminine: bool,
        many: bool,
    ) -> Option<Choice> {
        let sentence = p.sentence(one.find.cue.start);
        let first = before.last().is_none_or(|b| b.find.cue.start < sentence.start);
        if !first || one.find.left <= sentence.start || one.find.turn {
            return None;
        }
        let main = main_subject(p, one.find.left)?;
        let profile = Profile::read(p, &main);
        let fits = profile.many == many
            && (profile.gender == Gender::Unknown || feminine == (profile.gender == Gender::Feminine));
        fits.then(|| Choice { step: Step::Zero, ..self.mention(p, &main) })
    }

    /// The last speaker that a verb without a subject agrees with.
    fn zero(&self, p: &Passage<'_>, feminine: bool, many: bool) -> Option<Choice> {
        let spoken = self.recent(feminine, many)?;
        let step = if spoken.block == p.block { Step::Zero } else { Step::ZeroFar };
        let runner_up =
            self.spoken.iter().rev().find(|s| s.id != spoken.id).map(|s| s.id).filter(|_| step == Step::ZeroFar);
        Some(Choice { id: spoken.id, step, runner_up })
    }

    fn recent(&self, feminine: bool, many: bool) -> Option<Spoken> {
        let last = self.spoken.last().copied();
        self.spoken.iter().rev().take(FARTHEST_SPOKEN).find(|s| self.agrees(s.id, feminine, many)).copied().or(last)
    }

    fn agrees(&self, id: SourceId, feminine: bool, many: bool) -> bool {
        let entity = &self.book.entities[id.0];
        if many {
            return entity.many;
        }
        if entity.many {
            return feminine == (entity.gender == Gender::Feminine);
        }
        match entity.gender {
            Gender::Unknown => true,
            Gender::Feminine => feminine,
            Gender::Masculine => !feminine,
        }
    }

    /// Who carried the words: as stated with the cue, or earlier in the same sentence.
    fn carriers(
        &mut self,
        p: &Passage<'_>,
        one: &Settled,
        choice: Option<Choice>,
        carried: &mut Vec<(Range<At>, Vec<SourceId>)>,
    ) -> Vec<SourceId> {
        let sentence = p.sentence(one.find.cue.start);
        let mut via: Vec<SourceId> = Vec::new();
        // An outlet calls itself by its bare name, لـ"النهار"; another one it introduces, لصحيفة "النهار".
        let another =
            one.find.recipient.as_ref().filter(|r| {
                p.all(r.start).has(MEDIA) && !within_marks(p, r) && !p.word(r.start).is_some_and(|w| w.suffix)
            });
        let named = one.find.carriers.iter().chain(another);
        for range in named.cloned().collect::<Vec<_>>() {
            if self.is_outlet(p, &range) {
                continue;
            }
            let id = self.mention(p, &range).id;
            if !via.contains(&id) && choice.is_none_or(|c| c.id != id) {
                via.push(id);
            }
        }
        if via.is_empty() && !matches!(one.find.speaker, Speaker::Said(_)) {
            via =
                carried.iter().rev().take(8).find(|(s, _)| *s == sentence).map(|(_, v)| v.clone()).unwrap_or_default();
        }
        if !via.is_empty() {
            carried.push((sentence, via.clone()));
        }
        via
    }

    /// Whoever reports a report carries it.
    fn add_outer(&self, outer: Option<usize>, choice: Option<Choice>, via: &mut Vec<SourceId>) {
        let Some(outer) = outer.and_then(|at| self.claims.get(at)) else { return };
        for id in outer.source.iter().chain(&outer.via) {
            if !via.contains(id) && choice.is_none_or(|c| c.id != *id) {
                via.push(*id);
            }
        }
    }

    fn is_outlet(&self, p: &Passage<'_>, range: &Range<At>) -> bool {
        range.clone().filter_map(|at| p.word(at)).any(|w| self.outlet.iter().any(|o| o == w.key || o == w.stem))
    }

    fn claim(&self, p: &Passage<'_>, one: &Settled, choice: Option<Choice>, via: Vec<SourceId>, base: usize) -> Claim {
        let find: &Find = &one.find;
        let cue = (!find.cue.is_empty()).then(|| Cue {
            span: cue_span(p, &find.cue),
            lemma: find.lemma.to_owned(),
            stance: find.stance,
            negated: find.negated,
        });
        let speaker = match &find.speaker {
            Speaker::Said(range) => Some(speaker_span(p, range)),
            _ => None,
        };
        let source = choice.map(|c| c.id);
        let inferred = self.inferred(source, &via, p.block);
        Claim {
            kind: one.kind,
            content: one.content,
            quotes: one.quotes.clone(),
            cue,
            speaker,
            source,
            // An empty pair of marks names nobody.
            recipient: find.recipient.clone().map(|r| speaker_span(p, &unquoted(p, r))).filter(|r| !r.is_empty()),
            via,
            via_inferred: inferred,
            nested_in: one.nested_in.map(|at| ClaimId(base + at)),
            runner_up: choice.and_then(|c| c.runner_up),
            unmarked: one.unmarked,
            confidence: evidence::confidence(one, choice),
            blocks: (p.block, p.block),
            why: evidence::why(p, one, choice, &self.book),
        }
    }

    /// A carrier of the paragraph before is likely still meant where the same source goes on.
    fn inferred(&self, source: Option<SourceId>, via: &[SourceId], block: usize) -> Vec<SourceId> {
        let last = self
            .claims
            .last()
            .filter(|c| via.is_empty() && c.source.is_some() && c.source == source && c.blocks.1 + 1 >= block);
        last.map(|c| if c.via.is_empty() { c.via_inferred.clone() } else { c.via.clone() }).unwrap_or_default()
    }
}
