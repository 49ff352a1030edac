//! What was found of a draft, as values: schema `isnad/check/1`, described in `assets/schema/check-1.json`.
//!
//! Offsets count Unicode code points, of the draft or of the text that is named beside them; end exclusive.

use serde::Serialize;

use super::diff::Difference;
use super::draft::Draft;
use super::judge::{Checked, CheckedPart, Place, Strictness, Verdict};
use super::known::Known;
use crate::span::Span;

/// The name and version of the format.
pub const SCHEMA: &str = "isnad/check/1";

/// A draft, checked. Serialise it with serde.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct Report {
    pub schema: &'static str,
    pub draft: String,
    pub strict: bool,
    pub texts: usize,
    pub totals: Totals,
    pub quotations: Vec<QuotationObject>,
    pub errors: Vec<String>,
}

/// How many quotations have which verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the names are those of the verdicts")]
pub struct Totals {
    pub exact: usize,
    pub altered: usize,
    pub wrong_speaker: usize,
    pub not_found: usize,
    pub short: usize,
}

/// A quotation.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct QuotationObject {
    pub line: usize,
    pub column: usize,
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub block: bool,
    pub given_to: Option<String>,
    pub verdict: &'static str,
    pub speaker: Option<&'static str>,
    pub flags: Vec<&'static str>,
    pub differences: Vec<DifferenceObject>,
    pub parts: Vec<PartObject>,
}

/// A part of a quotation.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct PartObject {
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub found: Option<PlaceObject>,
}

/// Where a part stands.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct PlaceObject {
    pub id: String,
    pub title: String,
    pub outlet: String,
    pub day: String,
    pub line: usize,
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub claim: Option<String>,
    pub source: Option<String>,
    pub via: Vec<String>,
    pub share: f32,
    pub differences: Vec<DifferenceObject>,
}

/// A difference.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct DifferenceObject {
    pub kind: &'static str,
    pub flags: Vec<&'static str>,
    pub draft: Option<String>,
    pub original: Option<String>,
}

/// The report on `draft`, called `name`, by `texts` out of `searched`.
pub fn report(name: &str, draft: &Draft, texts: &[Known], checked: &[Checked], searched: Searched) -> Report {
    let mut totals = Totals::default();
    for one in checked {
        *match one.verdict {
            Verdict::Exact => &mut totals.exact,
            Verdict::Altered => &mut totals.altered,
            Verdict::WrongSpeaker => &mut totals.wrong_speaker,
            Verdict::NotFound => &mut totals.not_found,
            Verdict::Short => &mut totals.short,
        } += 1;
    }
    let points = Points::of(&draft.text);
    let all: Vec<Points> = texts.iter().map(|text| Points::of(&text.text)).collect();
    let writer = Writer { draft, points: &points, texts, all: &all };
    Report {
        schema: SCHEMA,
        draft: name.to_owned(),
        strict: searched.strictness == Strictness::Strict,
        texts: searched.texts,
        totals,
        quotations: checked.iter().map(|one| writer.quotation(one)).collect(),
        errors: searched.errors,
    }
}

/// What was searched, and how.
#[derive(Debug, Clone, Default)]
pub struct Searched {
    /// How many texts.
    pub texts: usize,
    /// How strictly quotations were held to them.
    pub strictness: Strictness,
    /// What could not be read.
    pub errors: Vec<String>,
}

struct Writer<'a> {
    draft: &'a Draft,
    points: &'a Points<'a>,
    texts: &'a [Known],
    all: &'a [Points<'a>],
}

impl Writer<'_> {
    fn quotation(&self, checked: &Checked) -> QuotationObject {
        let quotation = &self.draft.quotations[checked.quotation];
        let position = self.draft.position(quotation.span.start);
        let [start, end] = self.points.of_span(quotation.span);
        QuotationObject {
            line: position.line,
            column: position.column,
            start,
            end,
            text: quotation.span.of(&self.draft.text).to_owned(),
            block: quotation.is_block,
            given_to: quotation.speaker.as_ref().map(|speaker| speaker.name.clone()),
            verdict: checked.verdict.name(),
            speaker: checked.speaker.map(super::SpeakerIs::name),
            flags: checked.flags().into_iter().map(super::Flag::name).collect(),
            differences: checked.differences.iter().map(|one| self.difference(one, None)).collect(),
            parts: checked.parts.iter().map(|part| self.part(part)).collect(),
        }
    }

    fn part(&self, part: &CheckedPart) -> PartObject {
        let [start, end] = self.points.of_span(part.span);
        let text = part.span.of(&self.draft.text).to_owned();
        PartObject { start, end, text, found: part.found.as_ref().map(|place| self.place(place)) }
    }

    fn place(&self, place: &Place) -> PlaceObject {
        let known = &self.texts[place.text];
        let [start, end] = self.all[place.text].of_span(place.span);
        let claim = place.claim.and_then(|at| known.claims.get(at));
        let name = |at: usize| known.sources.get(at).map(|source| source.name.clone());
        PlaceObject {
            id: known.id.clone(),
            title: known.title.clone(),
            outlet: known.outlet.clone(),
            day: known.day.clone(),
            line: line_of(&known.text, place.span),
            start,
            end,
            text: place.span.of(&known.text).to_owned(),
            claim: claim.map(|claim| claim.uid.clone()),
            source: claim.and_then(|claim| name(claim.source?)),
            via: claim.map_or(Vec::new(), |claim| claim.via.iter().filter_map(|at| name(*at)).collect()),
            share: place.share(),
            differences: place.differences.iter().map(|one| self.difference(one, Some(&known.text))).collect(),
        }
    }

    fn difference(&self, one: &Difference, text: Option<&str>) -> DifferenceObject {
        DifferenceObject {
            kind: one.kind.name(),
            flags: one.flags.iter().map(|flag| flag.name()).collect(),
            draft: one.draft.map(|span| span.of(&self.draft.text).to_owned()),
            original: one.text.zip(text).map(|(span, text)| span.of(text).to_owned()),
        }
    }
}

/// The line of a text that a span begins in, from 1.
pub(super) fn line_of(text: &str, span: Span) -> usize {
    let before = text.as_bytes().get(..span.start.0).unwrap_or_default();
    memchr::memchr_iter(b'\n', before).count() + 1
}

/// So many bytes between two counts.
const STEP: usize = 512;

/// Code points of a text, counted up to every few bytes.
struct Points<'t> {
    text: &'t str,
    counts: Vec<usize>,
}

impl Points<'_> {
    fn of(text: &str) -> Points<'_> {
        let mut count = 0;
        let one = |bytes: &[u8]| {
            let before = count;
            count += starts(bytes);
            before
        };
        Points { text, counts: text.as_bytes().chunks(STEP).map(one).collect() }
    }

    fn at(&self, byte: usize) -> usize {
        let chunk = (byte / STEP).min(self.counts.len().saturating_sub(1));
        let rest = self.text.as_bytes().get(chunk * STEP..byte).unwrap_or_default();
        self.counts.get(chunk).copied().unwrap_or(0) + starts(rest)
    }

    fn of_span(&self, span: Span) -> [usize; 2] {
        [self.at(span.start.0), self.at(span.end.0)]
    }
}

/// How many characters begin in `bytes`.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count()
}
