//! What a template can name: an article, its claims and its sources as texts and lists.

use super::annotated::{Annotated, Setting, is_web_address, one_line};
use super::json::{claim_id, source_id};
use super::markdown;
use super::marks::{ClaimSaid, SourceSaid};
use super::{citation, denial_of, words_of};
use crate::article::BlockKind;
use crate::claims::{Claim, ClaimId, Source, SourceId, name_key};

/// Values by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record(Vec<(&'static str, Value)>);

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words; empty where there are none.
    Text(String),
    /// Parts, in order.
    List(Vec<Record>),
}

impl Value {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.is_empty(),
            Value::List(list) => list.is_empty(),
        }
    }
}

impl Record {
    /// With nothing in it.
    pub fn new() -> Record {
        Record::default()
    }

    /// The same with a text.
    #[must_use]
    pub fn with(mut self, name: &'static str, text: impl Into<String>) -> Record {
        self.0.push((name, Value::Text(text.into())));
        self
    }

    /// The same with a list.
    #[must_use]
    pub fn list(mut self, name: &'static str, list: Vec<Record>) -> Record {
        self.0.push((name, Value::List(list)));
        self
    }

    /// The value with this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The text with this name.
    pub fn text(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }
}

/// Which names a record has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Shape {
    Article,
    Dossier,
    Claim,
    Source,
    Evidence,
    Contradiction,
    Rating,
    Tag,
}

const ABOUT: [&str; 10] =
    ["title", "outlet", "byline", "dateline", "published", "date", "url", "path", "language", "hash"];
const ARTICLE: [&str; 3] = ["exported", "claim_count", "source_count"];
const DOSSIER: [&str; 3] = ["exported", "claim_count", "source_count"];
const CLAIM: [&str; 31] = [
    "id",
    "uid",
    "number",
    "kind",
    "kind_name",
    "text",
    "quote",
    "citation",
    "cue",
    "stance",
    "negated",
    "denial",
    "speaker",
    "name",
    "role",
    "source",
    "source_kind",
    "via",
    "confidence",
    "verdict",
    "verdict_name",
    "rating",
    "credibility",
    "status",
    "status_name",
    "note",
    "tags",
    "said",
    "pinned",
    "links",
    "reliability",
];
const SOURCE: [&str; 9] =
    ["source", "number", "name", "role", "source_kind", "reliability", "source_note", "source_tags", "claim_count"];
const EVIDENCE: [&str; 7] =
    ["evidence_web", "evidence_name", "evidence_kind", "evidence_url", "archive", "accessed", "evidence_note"];
const CONTRADICTION: [&str; 5] = ["other_words", "other_title", "other_note", "other_claim", "other_article"];
const RATING: [&str; 4] = ["grade", "rated", "who", "why"];

impl Shape {
    /// The names of its texts.
    fn texts(self) -> Vec<&'static str> {
        match self {
            Shape::Article => [&ABOUT[..], &ARTICLE].concat(),
            Shape::Dossier => DOSSIER.to_vec(),
            Shape::Claim => [&CLAIM[..], &ABOUT].concat(),
            Shape::Source => SOURCE.to_vec(),
            Shape::Evidence => EVIDENCE.to_vec(),
            Shape::Contradiction => CONTRADICTION.to_vec(),
            Shape::Rating => RATING.to_vec(),
            Shape::Tag => vec!["tag"],
        }
    }

    /// The names of its lists.
    const fn lists(self) -> &'static [(&'static str, Shape)] {
        match self {
            Shape::Article => &[("claims", Shape::Claim), ("sources", Shape::Source)],
            Shape::Dossier => &[("sources", Shape::Source)],
            Shape::Claim => {
                &[("evidence", Shape::Evidence), ("contradicts", Shape::Contradiction), ("tag_list", Shape::Tag)]
            }
            Shape::Source => &[("claims", Shape::Claim), ("ratings", Shape::Rating)],
            Shape::Evidence | Shape::Contradiction | Shape::Rating | Shape::Tag => &[],
        }
    }

    /// The template that is followed where there is no other; empty for what is part of something.
    pub const fn own_template(self) -> &'static str {
        match self {
            Shape::Article => markdown::ARTICLE,
            Shape::Dossier => markdown::DOSSIER,
            _ => "",
        }
    }

    /// All names, in order.
    pub fn names(self) -> Vec<&'static str> {
        self.texts().into_iter().chain(self.lists().iter().map(|(name, _)| *name)).collect()
    }

    /// What a name is: nothing known, a text, or a list of what.
    pub fn get(self, name: &str) -> Option<Option<Shape>> {
        let list = self.lists().iter().find(|(known, _)| *known == name).map(|(_, shape)| Some(*shape));
        list.or_else(|| self.texts().contains(&name).then_some(None))
    }
}

/// An article for templates.
pub fn article(annotated: &Annotated<'_>, setting: &Setting<'_>) -> Record {
    let claims: Vec<Record> =
        annotated.each().map(|(id, one, said)| claim(annotated, setting, (id, one, said))).collect();
    let sources = (0..annotated.corrected.extraction.sources.len()).map(SourceId);
    let sources: Vec<Record> = sources
        .filter_map(|id| {
            let of_source = annotated.each().filter(|(_, claim, _)| claim.source == Some(id));
            let claims: Vec<Record> =
                of_source.map(|(id, one, said)| claim(annotated, setting, (id, one, said))).collect();
            let source = source_record(id, annotated.source(id)?, annotated.sources.get(&id));
            (!claims.is_empty()).then(|| source.with("claim_count", claims.len().to_string()).list("claims", claims))
        })
        .collect();
    about(annotated, Record::new())
        .with("exported", setting.now.to_string())
        .with("claim_count", claims.len().to_string())
        .with("source_count", sources.len().to_string())
        .list("claims", claims)
        .list("sources", sources)
}

/// Many articles for templates, by source: one name is one source, but nameless ones are one for each article. Claims stand
/// in order of their days, those without one last.
#[derive(Debug, Clone, Default)]
pub struct Dossier {
    sources: Vec<(String, Record, Vec<Record>)>,
}

impl Dossier {
    /// Takes the claims of an article in.
    pub fn add(&mut self, annotated: &Annotated<'_>, setting: &Setting<'_>) {
        for (id, one, said) in annotated.each() {
            let Some((source_id, source)) = annotated.source_of(one) else { continue };
            let record = claim(annotated, setting, (id, one, said));
            let key = dossier_key(annotated, source_id, source);
            match self.sources.iter_mut().find(|(known, _, _)| *known == key) {
                Some((_, _, claims)) => claims.push(record),
                None => {
                    let marks = annotated.sources.get(&source_id);
                    self.sources.push((key, source_record(source_id, source, marks), vec![record]));
                }
            }
        }
    }

    /// All of it.
    pub fn record(self, setting: &Setting<'_>) -> Record {
        let mut count = 0;
        let sources: Vec<Record> = self
            .sources
            .into_iter()
            .map(|(_, source, mut claims)| {
                claims.sort_by_key(|claim| {
                    let day = [claim.text("said"), claim.text("date")].into_iter().find(|day| !day.is_empty());
                    (day.is_none(), day.unwrap_or_default().to_owned())
                });
                count += claims.len();
                source.with("claim_count", claims.len().to_string()).list("claims", claims)
            })
            .collect();
        Record::new()
            .with("exported", setting.now.to_string())
            .with("claim_count", count.to_string())
            .with("source_count", sources.len().to_string())
            .list("sources", sources)
    }
}

/// Who a source is across articles, by its name alone.
fn dossier_key(annotated: &Annotated<'_>, id: SourceId, source: &Source) -> String {
    use crate::claims::SourceKind::{Anonymous, Document, Group};
    match source.kind {
        Anonymous | Group | Document => format!("{} {}", annotated.article.hash, annotated.corrected.uids.source(id)),
        _ => name_key(&source.name),
    }
}

fn about(annotated: &Annotated<'_>, record: Record) -> Record {
    let of = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let path = match &annotated.article.origin {
        crate::article::Origin::Url(address) => address.clone(),
        crate::article::Origin::File(path) => path.to_string_lossy().into_owned(),
        _ => String::new(),
    };
    record
        .with("title", one_line(annotated.article.title()))
        .with("outlet", of(annotated.article.about.outlet.as_deref()))
        .with("byline", of(annotated.byline()))
        .with("dateline", of(annotated.first(BlockKind::Dateline)))
        .with("published", of(annotated.published()))
        .with("date", annotated.day().map(|day| day.to_string()).unwrap_or_default())
        .with("url", of(annotated.url()))
        .with("path", path)
        .with("language", of(annotated.language()))
        .with("hash", annotated.article.hash.clone())
}

fn claim(
    annotated: &Annotated<'_>,
    setting: &Setting<'_>,
    (id, claim, said): (ClaimId, &Claim, Option<&ClaimSaid>),
) -> Record {
    let words = setting.words;
    let source = annotated.source_of(claim);
    let text = words_of(annotated.article, claim);
    let quote = if claim.kind == crate::claims::ClaimKind::Direct { format!("«{text}»") } else { text.clone() };
    let cue = claim.cue.as_ref();
    let of = |span: crate::span::Span| one_line(span.of(&annotated.article.text));
    let mark = source.and_then(|(id, _)| annotated.sources.get(&id));
    let flag = |is: bool| if is { "yes" } else { "" };
    let record = Record::new()
        .with("id", claim_id(id))
        .with("uid", annotated.corrected.uids.claim(id))
        .with("number", (id.0 + 1).to_string())
        .with("kind", claim.kind.name())
        .with("kind_name", words.say(&format!("kind.{}", claim.kind.name())))
        .with("text", text)
        .with("quote", quote)
        .with("citation", citation(annotated.article, &annotated.corrected.extraction, id))
        .with("cue", cue.map(|cue| of(cue.span)).unwrap_or_default())
        .with("stance", cue.map(|cue| cue.stance.name()).unwrap_or_default())
        .with("negated", flag(cue.is_some_and(|cue| cue.negated)))
        .with("denial", denial_of(annotated.article, claim).unwrap_or_default())
        .with("speaker", claim.speaker.map(of).unwrap_or_default())
        .with("name", source.map(|(_, source)| source.name.as_str()).unwrap_or_default())
        .with("role", source.map(|(_, source)| source.role.as_str()).unwrap_or_default())
        .with("source", source.map(|(id, _)| source_id(id)).unwrap_or_default())
        .with("source_kind", source.map(|(_, source)| source.kind.name()).unwrap_or_default())
        .with("via", annotated.carriers(claim).join(" ← "))
        .with("confidence", format!("{:.0}", claim.confidence.clamp(0.0, 1.0) * 100.0))
        .with("reliability", mark.and_then(|mark| mark.reliability.clone()).unwrap_or_default());
    about(annotated, marks(record, setting, said.unwrap_or(&ClaimSaid::default())))
}

fn marks(record: Record, setting: &Setting<'_>, said: &ClaimSaid) -> Record {
    let verdict = said.verdict.as_deref();
    let rating = verdict.and_then(|id| setting.scale.get(id)?.rating).map(|rating| rating.to_string());
    let links = said.evidence.len() + said.contradicts.len();
    let contradicts = said.contradicts.iter().map(|other| {
        Record::new()
            .with("other_words", other.words.clone())
            .with("other_title", other.title.clone())
            .with("other_note", other.note.clone())
            .with("other_claim", other.claim.clone())
            .with("other_article", other.article.clone())
    });
    let evidence = said.evidence.iter().map(|link| {
        Record::new()
            .with("evidence_kind", link.kind.clone())
            .with("evidence_name", setting.evidence(&link.kind))
            .with("evidence_url", link.url.clone())
            .with("evidence_web", Some(link.url.as_str()).filter(|url| is_web_address(url)).unwrap_or_default())
            .with("archive", link.archive.clone())
            .with("accessed", link.accessed.clone())
            .with("evidence_note", link.note.clone())
    });
    record
        .with("verdict", verdict.unwrap_or_default())
        .with("verdict_name", verdict.map(|id| setting.scale.name(id, setting.words)).unwrap_or_default())
        .with("rating", rating.unwrap_or_default())
        .with("credibility", said.credibility.map(|number| number.to_string()).unwrap_or_default())
        .with("status", said.status.clone().unwrap_or_default())
        .with("status_name", said.status.as_deref().map(|status| setting.status(status)).unwrap_or_default())
        .with("note", said.note.clone())
        .with("tags", said.tags.join("، "))
        .with("said", said.said.clone())
        .with("pinned", if said.pinned { "yes" } else { "" })
        .with("links", if links > 0 { links.to_string() } else { String::new() })
        .list("evidence", evidence.collect())
        .list("contradicts", contradicts.collect())
        .list("tag_list", said.tags.iter().map(|tag| Record::new().with("tag", tag.clone())).collect())
}

fn source_record(id: SourceId, source: &Source, said: Option<&SourceSaid>) -> Record {
    let empty = SourceSaid::default();
    let said = said.unwrap_or(&empty);
    let ratings = said.ratings.iter().map(|rating| {
        Record::new()
            .with("grade", rating.reliability.clone().unwrap_or_default())
            .with("rated", rating.at.clone())
            .with("who", rating.who.clone())
            .with("why", rating.why.clone())
    });
    Record::new()
        .with("source", source_id(id))
        .with("number", (id.0 + 1).to_string())
        .with("name", source.name.clone())
        .with("role", source.role.clone())
        .with("source_kind", source.kind.name())
        .with("reliability", said.reliability.clone().unwrap_or_default())
        .with("source_note", said.note.clone())
        .with("source_tags", said.tags.join("، "))
        .list("ratings", ratings.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_say_what_records_have() {
        let article = crate::article::sample();
        let found = crate::claims::extract(&article);
        let annotated = Annotated::bare(&article, crate::claims::Corrected::as_found(&article, found));
        let scale = super::super::annotated::Scale::default();
        let words = crate::words::Words::of(crate::words::Language::Arabic);
        let setting = Setting { scale: &scale, words, now: jiff::Timestamp::UNIX_EPOCH };
        check(&super::article(&annotated, &setting), Shape::Article);
        let mut dossier = Dossier::default();
        dossier.add(&annotated, &setting);
        check(&dossier.record(&setting), Shape::Dossier);
    }

    fn check(record: &Record, shape: Shape) {
        let mut names: Vec<&str> = record.0.iter().map(|(name, _)| *name).collect();
        let mut known = shape.names();
        names.sort_unstable();
        known.sort_unstable();
        assert_eq!(names, known);
        for (name, inner) in shape.lists() {
            let Some(Value::List(list)) = record.get(name) else { panic!("{name} is no list") };
            for record in list {
                check(record, *inner);
            }
        }
    }
}
