//! Quotations judged: each part found in the texts, and the verdict on the whole.

use super::align::{Step, align, are_like};
use super::diff::{Difference, DifferenceKind, Flag, Names, Sides};
use super::draft::{Draft, Part, Quotation};
use super::known::Known;
use super::search::{Candidate, Needles};
use super::speaker::{SpeakerIs, claims_at, compare};
use super::words::{Word, words};
use crate::span::Span;
use std::collections::BTreeSet;

/// How strictly quotations are held to the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// Spelling, ellipses and a few words left out are let pass.
    #[default]
    Lenient,
    /// They are not.
    Strict,
}

/// What becomes of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The words stand so in a text, and nothing says that somebody else said them.
    Exact,
    /// Too short to be judged.
    Short,
    /// The words stand in a text, and another said them, or who is named only carried them.
    WrongSpeaker,
    /// They stand otherwise in a text.
    Altered,
    /// No text has them.
    NotFound,
}

impl Verdict {
    /// All of them, in the schema's order.
    pub const ALL: [Verdict; 5] =
        [Verdict::Exact, Verdict::Altered, Verdict::WrongSpeaker, Verdict::NotFound, Verdict::Short];

    /// The name in the JSON schema.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::Altered => "altered",
            Verdict::WrongSpeaker => "wrong-speaker",
            Verdict::NotFound => "not-found",
            Verdict::Short => "short",
        }
    }

    /// Whether something is wrong.
    pub const fn is_wrong(self) -> bool {
        !matches!(self, Verdict::Exact | Verdict::Short)
    }
}

/// What was found of one quotation.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Its number in the draft.
    pub quotation: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether it is given to the right one.
    pub speaker: Option<SpeakerIs>,
    /// Its parts, each with where it was found.
    pub parts: Vec<CheckedPart>,
    /// What differs in the quotation as a whole.
    pub differences: Vec<Difference>,
}

/// What was found of one part.
#[derive(Debug, Clone)]
pub struct CheckedPart {
    /// The part, as bytes of the draft.
    pub span: Span,
    /// Where it stands, if it does.
    pub found: Option<Place>,
}

/// Where a part stands.
#[derive(Debug, Clone)]
pub struct Place {
    /// The text, by its number.
    pub text: usize,
    /// The words, as bytes of the text.
    pub span: Span,
    /// The narrowest claim that holds them, by its number.
    pub claim: Option<usize>,
    /// What differs, in order.
    pub differences: Vec<Difference>,
    /// Words that are the same, of 1.
    share: f32,
    left_out: usize,
}

/// Below so many words a quotation that the draft gives to somebody is too short to be missed.
const SHORT_GIVEN: usize = 3;
/// The same of one that it gives to nobody: a title, a word held at a distance.
const SHORT: usize = 6;

/// Judges the quotations of `draft` by `texts`, which should hold at least those that its needles found candidates in.
pub fn judge(draft: &Draft, texts: &[Known], strictness: Strictness) -> Vec<Checked> {
    let needles = draft.needles();
    let mut candidates: Vec<Vec<(usize, Candidate)>> = vec![Vec::new(); needles.count()];
    let mut text_words: Vec<Vec<Word>> = Vec::with_capacity(texts.len());
    for (at, text) in texts.iter().enumerate() {
        let found = needles.candidates(&text.text);
        text_words.push(if found.is_empty() { Vec::new() } else { words(&text.text, Span::new(0, text.text.len())) });
        for candidate in found {
            candidates[candidate.part].push((at, candidate));
        }
    }
    let names: Vec<Names> = texts
        .iter()
        .map(|text| {
            Names::of(
                text.sources.iter().map(|source| source.name.as_str()).chain(draft.names.iter().map(String::as_str)),
            )
        })
        .collect();
    let desk = Desk { draft, texts, words: &text_words, names: &names, strictness };
    let mut part = 0;
    let quotations = draft.quotations.iter().enumerate();
    quotations
        .map(|(number, quotation)| {
            let own = &candidates[part..part + quotation.parts.len()];
            part += quotation.parts.len();
            desk.quotation(number, quotation, own)
        })
        .collect()
}

/// What quotations are judged by.
struct Desk<'a> {
    draft: &'a Draft,
    texts: &'a [Known],
    words: &'a [Vec<Word>],
    names: &'a [Names],
    strictness: Strictness,
}

impl Desk<'_> {
    fn quotation(&self, number: usize, quotation: &Quotation, candidates: &[Vec<(usize, Candidate)>]) -> Checked {
        let places: Vec<Vec<Place>> = quotation
            .parts
            .iter()
            .zip(candidates)
            .map(|(part, own)| own.iter().filter_map(|(text, candidate)| self.place(part, *text, candidate)).collect())
            .collect();
        let texts: BTreeSet<usize> = places.iter().flatten().map(|place| place.text).collect();
        let within = |text: usize| {
            let parts = quotation.parts.iter().zip(&places);
            let parts = parts.map(|(part, places)| CheckedPart {
                span: part.span,
                found: places.iter().find(|place| place.text == text).cloned(),
            });
            self.verdict(number, quotation, parts.collect())
        };
        let apart = || {
            let parts = quotation.parts.iter().zip(&places).map(|(part, places)| CheckedPart {
                span: part.span,
                found: places.iter().min_by_key(|place| (self.weight(&place.differences), place.text)).cloned(),
            });
            self.verdict(number, quotation, parts.collect())
        };
        let best = texts.into_iter().map(within).min_by_key(|checked| self.rank(checked));
        match best {
            Some(best) if best.verdict != Verdict::NotFound => best,
            _ => apart(),
        }
    }

    fn rank(&self, checked: &Checked) -> (Verdict, usize, SpeakerIs) {
        let differences =
            checked.parts.iter().filter_map(|part| part.found.as_ref()).map(|found| self.weight(&found.differences));
        (checked.verdict, differences.sum(), checked.speaker.unwrap_or(SpeakerIs::Unstated))
    }

    fn weight(&self, differences: &[Difference]) -> usize {
        differences
            .iter()
            .map(|one| if one.kind == DifferenceKind::Spelling { 1 } else { 10 + 50 * one.flags.len() })
            .sum()
    }

    /// Where a part stands in a text, if enough of its words do.
    fn place(&self, part: &Part, text: usize, candidate: &Candidate) -> Option<Place> {
        let all = &self.words[text];
        let window = all.get(candidate.first..candidate.end.min(all.len()))?;
        let steps = align(&part.words, window);
        let known = &self.texts[text];
        let sides = Sides { draft: &self.draft.text, part, text: &known.text, words: window, names: &self.names[text] };
        let share = share(part, window, &steps);
        let least = if part.words.len() < SHORT { 0.6 } else { 0.5 };
        let taken: Vec<Span> = steps
            .iter()
            .filter_map(|step| match *step {
                Step::Same(_, t) | Step::Changed(_, t) | Step::Missing(t) => window.get(t).map(|word| word.span),
                Step::Added(_) => None,
            })
            .collect();
        let span = Span { start: taken.first()?.start, end: taken.last()?.end };
        if share < least {
            return None;
        }
        let left_out = steps.iter().filter(|step| matches!(step, Step::Missing(_))).count();
        let claim = claims_at(known, span).first().copied();
        let mut differences = sides.differences(&steps);
        let before = all.partition_point(|word| word.span.end <= span.start).checked_sub(1);
        let denied = before.and_then(|at| sides.denied_by(all.get(at)?, span));
        let start = denied.as_ref().and_then(|denied| denied.text).map_or(span.start, |word| word.start);
        let span = Span { start, ..span };
        differences.splice(0..0, denied);
        Some(Place { text, span, claim, differences, share, left_out })
    }

    fn verdict(&self, number: usize, quotation: &Quotation, parts: Vec<CheckedPart>) -> Checked {
        let found: Vec<&Place> = parts.iter().filter_map(|part| part.found.as_ref()).collect();
        let count: usize = quotation.parts.iter().map(|part| part.words.len()).sum();
        let short = if quotation.speaker.is_some() { SHORT_GIVEN } else { SHORT };
        let mut differences = Vec::new();
        let mut whole = |kind| {
            differences.push(Difference { kind, flags: BTreeSet::new(), draft: Some(quotation.span), text: None });
        };
        if quotation.has_ellipsis {
            whole(DifferenceKind::Ellipsis);
        }
        let is_joined = found.windows(2).any(|pair| pair[0].text != pair[1].text);
        if is_joined {
            whole(DifferenceKind::Joined);
        }
        let speakers =
            found.iter().map(|place| compare(quotation.speaker.as_ref(), &self.texts[place.text], place.span));
        let speaker = speakers.max();
        let is_altered = is_joined
            || quotation.has_ellipsis && self.strictness == Strictness::Strict
            || quotation
                .parts
                .iter()
                .zip(&parts)
                .any(|(part, checked)| checked.found.as_ref().is_some_and(|place| self.is_altered(part, place)));
        let verdict = match speaker {
            _ if found.len() < parts.len() && count < short => Verdict::Short,
            _ if found.len() < parts.len() => Verdict::NotFound,
            // A few words with another among them are as likely to be others.
            _ if is_altered && count < short => Verdict::Short,
            _ if is_altered => Verdict::Altered,
            Some(SpeakerIs::Wrong | SpeakerIs::Carrier) => Verdict::WrongSpeaker,
            _ => Verdict::Exact,
        };
        Checked { quotation: number, verdict, speaker, parts, differences }
    }

    fn is_altered(&self, part: &Part, place: &Place) -> bool {
        if self.strictness == Strictness::Strict {
            return !place.differences.is_empty();
        }
        let tells = |one: &Difference| {
            !one.flags.is_empty() || matches!(one.kind, DifferenceKind::Changed | DifferenceKind::Added)
        };
        place.differences.iter().any(tells) || place.left_out * 4 > part.words.len().max(4)
    }
}

impl Place {
    /// How much of the part's words are the same, of 1.
    pub const fn share(&self) -> f32 {
        self.share
    }
}

impl Checked {
    /// The flags of all its differences.
    pub fn flags(&self) -> BTreeSet<Flag> {
        let places = self.parts.iter().filter_map(|part| part.found.as_ref());
        places.flat_map(|place| &place.differences).flat_map(|difference| difference.flags.iter().copied()).collect()
    }
}

/// How much of the part's words the text has, long words counting for more.
fn share(part: &Part, text: &[Word], steps: &[Step]) -> f32 {
    let weight = |word: &Word| word.letters.chars().count().min(6) as f32;
    let all: f32 = part.words.iter().map(weight).sum();
    let same = steps.iter().map(|step| match *step {
        Step::Same(q, _) => weight(&part.words[q]),
        Step::Changed(q, t) if are_like(&part.words[q].letters, &text[t].letters) => weight(&part.words[q]) / 2.0,
        _ => 0.0,
    });
    same.sum::<f32>() / all.max(1.0)
}

impl Draft {
    /// What to look for in texts: the parts of all quotations.
    pub fn needles(&self) -> Needles {
        let parts = self.quotations.iter().flat_map(|quotation| &quotation.parts);
        Needles::of(parts.map(|part| part.words.as_slice()))
    }
}
