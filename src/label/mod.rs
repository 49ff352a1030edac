//! The sourcing label of an article (بطاقة الإسناد): who speaks in it, named or not, heard directly or through whom, by which
//! verbs, and the figures that are to be checked.
//!
//! [`label`] counts (`counts`, over `tone`, `anonymity`, `numbers`) → [`Label`] → `object` (JSON, schema
//! `isnad/label/1`), `table` (CSV), `card` (to be read); [`Totals`] adds labels up by outlet. It says what stands in the
//! article and passes no judgement. Pure.

mod anonymity;
mod card;
mod counts;
mod numbers;
mod object;
mod table;
mod tone;
mod totals;

use std::collections::BTreeMap;

use crate::article::Article;
use crate::claims::{ClaimKind, Extraction, SourceId, SourceKind, Stance};

pub use anonymity::Unnamed;
pub use card::{Entry, card, lines, numbers_lines, table_lines, tasks, verbs_lines};
pub use counts::Counts;
pub use numbers::{Item, numbers, words_of};
pub use object::{LabelObject, LabelsObject, NumberObject, SCHEMA, VerbObject, labels, one};
pub use table::{BOM, label_rows, number_rows, verb_rows};
pub use tone::Tone;
pub use totals::{OutletTotals, Totals};

/// The label of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What the article is called: its path, or its number in the library.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: Outlet,
    /// When, as far as that is known; else empty.
    pub published: String,
    /// The language of the article, where it is not Arabic: then no claims are looked for.
    pub foreign: Option<String>,
    /// What was counted.
    pub counts: Counts,
    /// Who carried words, with how many claims, the most first.
    pub carriers: Vec<(String, usize)>,
    /// The words that report, the most frequent first.
    pub verbs: Vec<Verb>,
    /// Those who are not named.
    pub unnamed: Vec<Anonymous>,
    /// Refusals to comment: the words, and who refused.
    pub no_comment: Vec<(String, Option<String>)>,
    /// Figures in claims.
    pub numbers: Vec<Number>,
}

/// Who published an article, and how that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Outlet {
    /// By the article.
    Stated(String),
    /// By the folder that its file is in.
    Folder(String),
    /// It is not known.
    #[default]
    Unknown,
}

/// A word that reports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verb {
    /// The dictionary form.
    pub lemma: String,
    /// What it says of its content: a name of the schema.
    pub stance: &'static str,
    /// What it adds.
    pub tone: Tone,
    /// How many claims it brings.
    pub claims: usize,
}

/// A source without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anonymous {
    /// As what the article speaks of it.
    pub name: String,
    /// How many claims it has.
    pub claims: usize,
    /// The words that say that it would not be named.
    pub asked: Option<String>,
    /// The words that say why.
    pub reason: Option<String>,
}

/// A figure in a claim, with who said it.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Where it is, and in which claim.
    pub item: Item,
    /// Its words.
    pub text: String,
    /// The claim's words.
    pub said: String,
    /// Whose they are.
    pub source: Option<String>,
    /// The line of the article, from 1.
    pub line: usize,
}

impl Outlet {
    /// Its name; empty where it is not known.
    pub fn name(&self) -> &str {
        match self {
            Outlet::Stated(name) | Outlet::Folder(name) => name,
            Outlet::Unknown => "",
        }
    }

    /// How it is known, as the schema names it.
    pub const fn by(&self) -> &'static str {
        match self {
            Outlet::Stated(_) => "article",
            Outlet::Folder(_) => "folder",
            Outlet::Unknown => "unknown",
        }
    }
}

/// The label of `article`, which is called `path`; `folder` is the name of the folder that its file is in, by which the
/// outlet is called where the article does not say it.
///
/// ```
/// use isnad::{article, claims, label};
/// let article = article::sample();
/// let label = label::label("sample", None, &article, &claims::extract(&article));
/// assert_eq!(label.counts.claims, label.counts.direct + label.counts.mixed + label.counts.indirect);
/// ```
pub fn label(path: &str, folder: Option<&str>, article: &Article, found: &Extraction) -> Label {
    let about = &article.about;
    let outlet = match (&about.outlet, folder.filter(|name| !name.is_empty())) {
        (Some(name), _) if !name.is_empty() => Outlet::Stated(name.clone()),
        (_, Some(name)) => Outlet::Folder(name.to_owned()),
        _ => Outlet::Unknown,
    };
    let name = |id: SourceId| found.sources.get(id.0).map(|source| source.name.clone());
    let unnamed = unnamed(article, found);
    let numbers = self::numbers(article, found).into_iter().map(|item| number(article, found, item)).collect();
    let mut label = Label {
        path: path.to_owned(),
        title: article.title().to_owned(),
        outlet,
        published: about.published.clone().unwrap_or_default(),
        foreign: article.foreign_language().map(str::to_owned),
        counts: Counts::default(),
        carriers: carriers(found),
        verbs: verbs(found),
        unnamed,
        no_comment: found
            .no_comment
            .iter()
            .map(|refusal| (refusal.span.of(&article.text).to_owned(), refusal.source.and_then(name)))
            .collect(),
        numbers,
    };
    label.counts = counted(found, &label);
    label
}

fn counted(found: &Extraction, label: &Label) -> Counts {
    let mut counts = Counts {
        articles: 1,
        claims: found.claims.len(),
        anonymity_asked: label.unnamed.iter().filter(|one| one.asked.is_some() || one.reason.is_some()).count(),
        anonymity_explained: label.unnamed.iter().filter(|one| one.reason.is_some()).count(),
        no_comment: label.no_comment.len(),
        numbers: label.numbers.len(),
        ..Counts::default()
    };
    let mut spoke = vec![false; found.sources.len()];
    for claim in &found.claims {
        *match claim.kind {
            ClaimKind::Direct => &mut counts.direct,
            ClaimKind::Mixed => &mut counts.mixed,
            ClaimKind::Indirect => &mut counts.indirect,
        } += 1;
        *match (claim.via.is_empty(), claim.via_inferred.is_empty()) {
            (false, _) => &mut counts.relayed,
            (true, false) => &mut counts.relayed_inferred,
            (true, true) => &mut counts.heard,
        } += 1;
        *match Tone::of_claim(claim) {
            Some(Tone::Neutral) => &mut counts.tone_neutral,
            Some(Tone::Endorsing) => &mut counts.tone_endorsing,
            Some(Tone::Distancing) => &mut counts.tone_distancing,
            Some(Tone::Act) => &mut counts.tone_act,
            None => &mut counts.tone_none,
        } += 1;
        let source = claim.source.and_then(|id| Some((id, found.sources.get(id.0)?)));
        *match source.map(|(_, source)| source.kind) {
            Some(SourceKind::Person) => &mut counts.claims_named,
            Some(SourceKind::Organisation) => &mut counts.claims_organisation,
            Some(SourceKind::Anonymous) => &mut counts.claims_anonymous,
            Some(SourceKind::Group) => &mut counts.claims_group,
            Some(SourceKind::Document) => &mut counts.claims_document,
            None => &mut counts.claims_unstated,
        } += 1;
        if let Some((id, source)) = source.filter(|(id, _)| !std::mem::replace(&mut spoke[id.0], true)) {
            debug_assert!(spoke[id.0]);
            counts.sources += 1;
            *match source.kind {
                SourceKind::Person => &mut counts.sources_named,
                SourceKind::Organisation => &mut counts.sources_organisation,
                SourceKind::Anonymous => &mut counts.sources_anonymous,
                SourceKind::Group => &mut counts.sources_group,
                SourceKind::Document => &mut counts.sources_document,
            } += 1;
        }
    }
    counts.single_source = usize::from(counts.sources == 1);
    counts
}

/// Names with counts, the most frequent first, then by name.
fn ranked<K: Ord>(counted: BTreeMap<K, usize>) -> Vec<(K, usize)> {
    let mut all: Vec<(K, usize)> = counted.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}

fn carriers(found: &Extraction) -> Vec<(String, usize)> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for id in found.claims.iter().flat_map(|claim| claim.via.iter().chain(&claim.via_inferred)) {
        if let Some(source) = found.sources.get(id.0) {
            *counted.entry(source.name.clone()).or_default() += 1;
        }
    }
    ranked(counted)
}

fn verbs(found: &Extraction) -> Vec<Verb> {
    let mut counted: BTreeMap<(String, &'static str, Tone), usize> = BTreeMap::new();
    for (cue, tone) in found.claims.iter().filter_map(|claim| claim.cue.as_ref().zip(Tone::of_claim(claim))) {
        *counted.entry((cue.lemma.clone(), Stance::name(cue.stance), tone)).or_default() += 1;
    }
    ranked(counted).into_iter().map(|((lemma, stance, tone), claims)| Verb { lemma, stance, tone, claims }).collect()
}

fn unnamed(article: &Article, found: &Extraction) -> Vec<Anonymous> {
    let sources = found.sources.iter().enumerate().filter(|(_, source)| source.kind == SourceKind::Anonymous);
    let all = sources.map(|(at, source)| {
        let said = anonymity::unnamed(article, source);
        let words = |span: Option<crate::span::Span>| span.map(|span| span.of(&article.text).to_owned());
        Anonymous {
            name: source.name.clone(),
            claims: found.claims_of(SourceId(at)).count(),
            asked: words(said.asked),
            reason: words(said.reason),
        }
    });
    all.filter(|one| one.claims > 0).collect()
}

fn number(article: &Article, found: &Extraction, item: Item) -> Number {
    let claim = found.claims.get(item.claim.0);
    let source = claim.and_then(|claim| found.sources.get(claim.source?.0)).map(|source| source.name.clone());
    let before = article.text.as_bytes().get(..item.figure.number.start.0).unwrap_or_default();
    Number {
        text: words_of(&item.figure).of(&article.text).to_owned(),
        said: claim.map_or("", |claim| claim.content.of(&article.text)).to_owned(),
        source,
        line: memchr::memchr_iter(b'\n', before).count() + 1,
        item,
    }
}

#[cfg(test)]
mod tests;
