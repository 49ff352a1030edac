//! Labels as values: schema `isnad/label/1`, described in `assets/schema/label-1.json`. Offsets count code points of the
//! article's text, end exclusive.

use serde::Serialize;

use super::{Counts, Label, Number, Totals, Verb};
use crate::article::Article;
use crate::span::{Offset, Span};

/// The name and version of the format.
pub const SCHEMA: &str = "isnad/label/1";

/// Labels with their sums. Serialise it with serde.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct LabelsObject {
    pub schema: &'static str,
    pub articles: Vec<LabelObject>,
    pub outlets: Vec<OutletObject>,
    pub total: Counts,
    pub errors: Vec<String>,
}

/// The sums of an outlet.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct OutletObject {
    pub outlet: Option<String>,
    pub counts: Counts,
    pub verbs: Vec<VerbObject>,
}

/// The label of an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct LabelObject {
    pub path: String,
    pub title: String,
    pub outlet: Option<String>,
    pub outlet_by: &'static str,
    pub published: Option<String>,
    pub counts: Counts,
    pub carriers: Vec<CarrierObject>,
    pub verbs: Vec<VerbObject>,
    pub unnamed: Vec<UnnamedObject>,
    pub no_comment: Vec<NoCommentObject>,
    pub numbers: Vec<NumberObject>,
}

/// Who carried words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct CarrierObject {
    pub name: String,
    pub claims: usize,
}

/// A word that reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct VerbObject {
    pub lemma: String,
    pub stance: &'static str,
    pub tone: &'static str,
    pub claims: usize,
}

/// A source without a name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct UnnamedObject {
    pub name: String,
    pub claims: usize,
    pub asked: Option<String>,
    pub reason: Option<String>,
}

/// A refusal to comment.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct NoCommentObject {
    pub text: String,
    pub source: Option<String>,
}

/// A figure in a claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the schema describes the fields")]
pub struct NumberObject {
    pub kind: &'static str,
    pub text: String,
    pub start: usize,
    pub end: usize,
    pub line: usize,
    pub value: Option<f64>,
    pub date: Option<String>,
    pub unit: Option<String>,
    pub hedge: Option<String>,
    pub claim: String,
    pub said: String,
    pub source: Option<String>,
}

/// The label of `article` as a value.
pub fn one(label: &Label, article: &Article) -> LabelObject {
    let text = article.text.as_str();
    // In the order of the text: each place is counted on from the one before.
    let mut here = (0, 0);
    let numbers = label.numbers.iter().map(|number| self::number(number, text, &mut here));
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    LabelObject {
        path: label.path.clone(),
        title: label.title.clone(),
        outlet: filled(label.outlet.name()),
        outlet_by: label.outlet.by(),
        published: filled(&label.published),
        counts: label.counts,
        carriers: label
            .carriers
            .iter()
            .map(|(name, claims)| CarrierObject { name: name.clone(), claims: *claims })
            .collect(),
        verbs: label.verbs.iter().map(verb).collect(),
        unnamed: label
            .unnamed
            .iter()
            .map(|one| UnnamedObject {
                name: one.name.clone(),
                claims: one.claims,
                asked: one.asked.clone(),
                reason: one.reason.clone(),
            })
            .collect(),
        no_comment: label
            .no_comment
            .iter()
            .map(|(text, source)| NoCommentObject { text: text.clone(), source: source.clone() })
            .collect(),
        numbers: numbers.collect(),
    }
}

/// All labels with their sums.
pub fn labels(articles: Vec<LabelObject>, totals: &Totals, errors: Vec<String>) -> LabelsObject {
    let outlets = totals.outlets().map(|(name, sums)| OutletObject {
        outlet: Some(name.to_owned()).filter(|name| !name.is_empty()),
        counts: sums.counts,
        verbs: sums.verbs().iter().map(verb).collect(),
    });
    LabelsObject { schema: SCHEMA, articles, outlets: outlets.collect(), total: totals.all(), errors }
}

fn verb(verb: &Verb) -> VerbObject {
    VerbObject { lemma: verb.lemma.clone(), stance: verb.stance, tone: verb.tone.name(), claims: verb.claims }
}

fn number(number: &Number, text: &str, here: &mut (usize, usize)) -> NumberObject {
    let figure = &number.item.figure;
    let words = super::words_of(figure);
    let mut point = |at: Offset| {
        // A hedge may stand before the figure that was counted last.
        let from = if at.0 >= here.0 { *here } else { (0, 0) };
        let count = from.1 + Span { start: Offset(from.0), end: at }.of(text).chars().count();
        *here = (at.0, count);
        count
    };
    let (start, end) = (point(words.start), point(words.end));
    let of = |span: Option<Span>| span.map(|span| span.of(text).to_owned());
    NumberObject {
        kind: figure.kind.name(),
        text: number.text.clone(),
        start,
        end,
        line: number.line,
        value: figure.value,
        date: figure.date.clone(),
        unit: of(figure.unit),
        hedge: of(figure.hedge),
        claim: format!("c{}", number.item.claim.0 + 1),
        said: number.said.clone(),
        source: number.source.clone(),
    }
}
