//! W3C Web Annotation Data Model (Recommendation of 2017): an AnnotationCollection as JSON-LD, one Annotation a claim.
//!
//! Every target has both a TextQuoteSelector and a TextPositionSelector; the latter counts Unicode code points, as the
//! recommendation says. Bodies are those that any program understands (speaker, note, tags, verdict by name, links); what
//! isnad must know to read them again without loss stands beside them in terms of its own (`isnad:verdict`).

use serde_json::{Map, Value, json};

use super::annotated::{Annotated, Setting, URN, is_web_address, text_urn};
use super::incoming::{Incoming, Left, Loose, Position, Quote, ReadError};
use super::marks::{ClaimSaid, ContradictionSaid, EvidenceLink, LinkSaid, Named, RatingSaid, RoleSaid, SourceSaid};
use super::{denial_of, direction};
use crate::claims::{Anchor, Claim, ClaimId, CodePoints, Corrected, Found, SourceId, SourceRef};
use crate::span::Span;

/// The context of the recommendation.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// The collection around the annotations: what stands before the first, and behind the last of so many.
pub fn frame(setting: &Setting<'_>, total: usize) -> (String, String) {
    let context = json!([CONTEXT, {"isnad": format!("{URN}term:")}]);
    let generator = json!({"id": format!("{URN}program"), "type": "Software", "name": concat!("isnad ", env!("CARGO_PKG_VERSION"))});
    let id = format!("{URN}export:{}", setting.now);
    let head = format!(
        "{{\"@context\": {context},\n\"id\": \"{id}\",\n\"type\": \"AnnotationCollection\",\n\"label\": \"isnad\",\n\
         \"generator\": {generator},\n\"generated\": \"{}\",\n\"first\": {{\"id\": \"{id}:1\", \"type\": \"AnnotationPage\", \
         \"partOf\": \"{id}\", \"startIndex\": 0, \"items\": [",
        setting.now
    );
    (head, format!("\n]}},\n\"total\": {total}}}\n"))
}

/// The annotations of an article: its claims, and the sources of which something is said.
pub fn annotations(annotated: &Annotated<'_>, setting: &Setting<'_>) -> Vec<Value> {
    let Corrected { extraction, uids, .. } = &annotated.corrected;
    let writer = Writer {
        annotated,
        setting,
        found: Found { article: annotated.article, extraction, uids },
        language: annotated.language().unwrap_or("ar"),
    };
    let claims = annotated.each().filter_map(|(id, claim, said)| writer.claim(id, claim, said));
    let orphans = annotated.orphans.iter().map(|orphan| {
        let bodies = writer.said(&orphan.said);
        writer.annotation(&format!("orphan:{}", orphan.anchor.uid), bodies, writer.target(&orphan.anchor))
    });
    let sources = annotated.sources.iter().filter_map(|(id, said)| writer.source(*id, said));
    let strays = annotated.strays.iter().map(|stray| writer.named(&stray.source, &stray.said, json!(annotated.iri())));
    claims.chain(orphans).chain(sources).chain(strays).collect()
}

struct Writer<'a> {
    annotated: &'a Annotated<'a>,
    setting: &'a Setting<'a>,
    found: Found<'a>,
    language: &'a str,
}

impl Writer<'_> {
    fn claim(&self, id: ClaimId, claim: &Claim, said: Option<&ClaimSaid>) -> Option<Value> {
        let anchor = self.found.anchor(id)?;
        let mut bodies = Vec::new();
        if let Some((source, who)) = self.annotated.source_of(claim) {
            let denial = denial_of(self.annotated.article, claim).map(|denial| format!(" ({denial})"));
            let mut speaker = json!({"type": "TextualBody", "purpose": "identifying", "format": "text/plain"});
            speaker["value"] = json!(format!("{}{}", who.name, denial.unwrap_or_default()));
            speaker["language"] = json!(self.language);
            speaker["textDirection"] = json!(direction(&who.name));
            speaker["isnad:speaker"] = json!(self.found.uids.source(source));
            bodies.push(speaker);
        }
        bodies.extend(said.map(|said| self.said(said)).unwrap_or_default());
        Some(self.annotation(&format!("claim:{}", anchor.uid), bodies, self.target(&anchor)))
    }

    fn annotation(&self, name: &str, bodies: Vec<Value>, target: Value) -> Value {
        let has = |purpose: &str| bodies.iter().any(|body| body["purpose"] == purpose);
        let motivations = ["assessing", "commenting", "identifying"];
        let motivation = motivations.into_iter().find(|purpose| has(purpose)).unwrap_or("highlighting");
        json!({
            "id": format!("{}:{name}", text_urn(&self.annotated.article.hash)),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": target,
        })
    }

    fn target(&self, anchor: &Anchor) -> Value {
        json!({
            "type": "SpecificResource",
            "source": self.annotated.iri(),
            "isnad:text": anchor.article,
            "isnad:claim": anchor.uid,
            "selector": [
                {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix},
                {"type": "TextPositionSelector", "start": anchor.points.start, "end": anchor.points.end},
            ],
        })
    }

    /// What is said of a claim, as bodies.
    fn said(&self, said: &ClaimSaid) -> Vec<Value> {
        let mut bodies = Vec::new();
        if let Some(verdict) = &said.verdict {
            let name = self.setting.scale.name(verdict, self.setting.words);
            bodies.push(body("assessing", name, ("isnad:verdict", json!(verdict))));
        }
        if let Some(number) = said.credibility {
            bodies.push(body("assessing", &number.to_string(), ("isnad:credibility", json!(number))));
        }
        if let Some(status) = &said.status {
            bodies.push(body("classifying", status, ("isnad:status", json!(status))));
        }
        self.note_and_tags(&mut bodies, &said.note, &said.tags);
        if !said.said.is_empty() {
            bodies.push(body("describing", &said.said, ("isnad:said", json!(said.said))));
        }
        if said.pinned {
            bodies.push(body("bookmarking", "pinned", ("isnad:pinned", json!(true))));
        }
        bodies.extend(said.evidence.iter().map(evidence));
        for other in &said.contradicts {
            let mut body = body("linking", &other.words, ("isnad:contradicts", json!(other.claim)));
            for (name, value) in [("of", &other.article), ("title", &other.title), ("note", &other.note)] {
                body[format!("isnad:{name}")] = json!(value);
            }
            bodies.push(body);
        }
        bodies
    }

    fn note_and_tags(&self, bodies: &mut Vec<Value>, note: &str, tags: &[String]) {
        if !note.is_empty() {
            bodies.push(json!({"type": "TextualBody", "purpose": "commenting", "value": note, "format": "text/plain",
                "textDirection": direction(note)}));
        }
        let tag = |tag: &String| json!({"type": "TextualBody", "purpose": "tagging", "value": tag});
        bodies.extend(tags.iter().map(tag));
    }

    fn source(&self, id: SourceId, said: &SourceSaid) -> Option<Value> {
        let source = self.found.source(id)?;
        let mentions = &self.annotated.source(id)?.mentions;
        let target = |span: Span| self.target(&Anchor::of(self.annotated.article, span, ""));
        let targets: Vec<Value> = mentions.iter().map(|mention| target(mention.span)).collect();
        let targets = if targets.is_empty() { json!(self.annotated.iri()) } else { json!(targets) };
        Some(self.named(&source, said, targets))
    }

    fn named(&self, source: &SourceRef, said: &SourceSaid, target: Value) -> Value {
        let mut bodies = vec![body("identifying", &source.name, ("isnad:source", json!(source.uid)))];
        if let Some(grade) = &said.reliability {
            bodies.push(body("assessing", grade, ("isnad:reliability", json!(grade))));
        }
        self.note_and_tags(&mut bodies, &said.note, &said.tags);
        for rating in &said.ratings {
            let grade = rating.reliability.as_deref().unwrap_or("");
            let mut body = body("assessing", grade, ("isnad:rated", json!(rating.at)));
            body["isnad:who"] = json!(rating.who);
            body["isnad:why"] = json!(rating.why);
            bodies.push(body);
        }
        bodies.extend(facts(said));
        let mut annotation = self.annotation(&format!("source:{}", source.uid), bodies, target);
        annotation["motivation"] = json!("describing");
        annotation
    }
}

fn body(purpose: &str, value: &str, (term, ours): (&str, Value)) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", term: ours})
}

/// What is known of a source beside what was said of it.
fn facts(said: &SourceSaid) -> Vec<Value> {
    let texts = [
        ("isnad:naming", said.naming.as_deref().unwrap_or_default()),
        ("isnad:reason", &said.reason),
        ("isnad:country", &said.country),
        ("isnad:contact", &said.contact),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
    let texts = texts.map(|(term, text)| body("describing", text, (term, json!(text))));
    let aliases = said.aliases.iter().map(|name| body("identifying", name, ("isnad:alias", json!(name))));
    let roles = said.roles.iter().map(|RoleSaid { role, affiliation, since, until }| {
        let mut body = body("describing", role, ("isnad:role", json!(true)));
        for (name, value) in [("affiliation", affiliation), ("since", since), ("until", until)] {
            body[format!("isnad:{name}")] = json!(value);
        }
        body
    });
    let links = said.links.iter().map(|link| body("linking", &link.url, ("isnad:link", json!(link.kind))));
    texts.chain(aliases).chain(roles).chain(links).collect()
}

fn evidence(link: &EvidenceLink) -> Value {
    // What is no address cannot be the name of a resource.
    let mut body = match is_web_address(&link.url) {
        true => json!({"type": "SpecificResource", "purpose": "linking", "source": link.url}),
        false => json!({"type": "TextualBody", "purpose": "linking", "value": link.url, "format": "text/plain"}),
    };
    let said = [("kind", &link.kind), ("archive", &link.archive), ("accessed", &link.accessed), ("note", &link.note)];
    for (name, value) in said.into_iter().filter(|(name, value)| *name == "kind" || !value.is_empty()) {
        body[format!("isnad:{name}")] = json!(value);
    }
    body
}

/// Reads a collection, a page, a list of annotations or one: what each article is said to be, in order of appearance.
///
/// The keys are those of the recommendation's context, with or without `@` (`id`, `@id`).
///
/// # Errors
/// Where it is none of these.
pub fn read(value: &Value) -> Result<Vec<Incoming>, ReadError> {
    let items = items(value)?;
    let mut all: Vec<Incoming> = Vec::new();
    for item in items {
        let targets = list(item.get("target"));
        let target = targets.iter().find(|target| target.get("selector").is_some()).or(targets.first());
        let iri = target.and_then(|target| source_iri(target));
        let hash = target.and_then(|target| text_of(target, "isnad:text"));
        let hash = hash.or_else(|| iri.and_then(|iri| iri.strip_prefix(URN)).map(str::to_owned));
        let into = match all.iter_mut().position(|one| one.target.iri.as_deref() == iri) {
            Some(at) => &mut all[at],
            None => {
                let mut incoming = Incoming::default();
                incoming.target.iri = iri.map(str::to_owned);
                all.push(incoming);
                let at = all.len() - 1;
                &mut all[at]
            }
        };
        into.target.hash = into.target.hash.take().or_else(|| hash.clone());
        take(item, target.copied(), hash, into);
    }
    Ok(all)
}

fn items(value: &Value) -> Result<Vec<&Value>, ReadError> {
    if let Some(list) = value.as_array().or_else(|| value.get("@graph").and_then(Value::as_array)) {
        return Ok(list.iter().collect());
    }
    if is_a(value, "AnnotationCollection") {
        return match value.get("first") {
            Some(page @ Value::Object(_)) => items(page),
            Some(Value::String(_)) => {
                Err(ReadError::new("holds no annotations: its pages are elsewhere (`first` is an address)"))
            }
            _ if value.get("items").is_some() => Ok(list(value.get("items"))),
            _ => Ok(Vec::new()),
        };
    }
    if is_a(value, "AnnotationPage") {
        return Ok(list(value.get("items")));
    }
    if is_a(value, "Annotation") {
        return Ok(vec![value]);
    }
    Err(ReadError::new("is no Web Annotation: an AnnotationCollection, an AnnotationPage or an Annotation is expected"))
}

fn is_a(value: &Value, kind: &str) -> bool {
    let types = list(value.get("type").or_else(|| value.get("@type")));
    types.iter().any(|one| one.as_str() == Some(kind))
}

/// A value that may be one or several.
fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
    }
}

fn source_iri(target: &Value) -> Option<&str> {
    match target.get("source") {
        Some(source) => named_iri(source),
        None => named_iri(target),
    }
}

fn named_iri(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id").or_else(|| value.get("@id")).and_then(Value::as_str))
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Takes one annotation in.
fn take(item: &Value, target: Option<&Value>, hash: Option<String>, into: &mut Incoming) {
    let mut bodies = list(item.get("body"));
    bodies.extend(item.get("bodyValue"));
    let ours = |name: &str| bodies.iter().find_map(|body| text_of(body, name));
    if let Some(uid) = ours("isnad:source") {
        let name =
            bodies.iter().find(|body| body.get("isnad:source").is_some()).and_then(|body| text_of(body, "value"));
        let source = SourceRef { uid, name: name.unwrap_or_default() };
        into.sources.push(Named { source, said: source_said(&bodies) });
        return;
    }
    let said = claim_said(&bodies);
    let words = || target.and_then(quote).map(|quote| quote.exact).unwrap_or_default();
    if said.is_empty() {
        // A claim of which nothing is said: that it was found is found again by itself.
        if ours("isnad:speaker").is_none() {
            into.left.push(Left::new(&words(), "nothing is said of it"));
        }
        return;
    }
    let Some(target) = target else {
        into.left.push(Left::new(&said.note, "it has no target"));
        return;
    };
    into.claims.push(Loose {
        uid: text_of(target, "isnad:claim").unwrap_or_default(),
        hash,
        quote: quote(target),
        position: position(target),
        said,
    });
}

fn selectors<'v>(target: &'v Value, kind: &str) -> Option<&'v Value> {
    let mut wait = list(target.get("selector"));
    while let Some(selector) = wait.pop() {
        if is_a(selector, kind) {
            return Some(selector);
        }
        wait.extend(list(selector.get("refinedBy")));
    }
    None
}

fn quote(target: &Value) -> Option<Quote> {
    let selector = selectors(target, "TextQuoteSelector")?;
    let part = |name| text_of(selector, name).unwrap_or_default();
    Some(Quote { exact: part("exact"), prefix: part("prefix"), suffix: part("suffix") })
}

fn position(target: &Value) -> Option<Position> {
    let selector = selectors(target, "TextPositionSelector")?;
    let number = |name| selector.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    Some(Position::CodePoints(CodePoints { start: number("start")?, end: number("end")? }))
}

fn claim_said(bodies: &[&Value]) -> ClaimSaid {
    let mut said = ClaimSaid::default();
    for body in bodies {
        if let Some(verdict) = text_of(body, "isnad:verdict") {
            said.verdict = Some(verdict);
        } else if let Some(number) = body.get("isnad:credibility").and_then(Value::as_u64) {
            said.credibility = u8::try_from(number).ok();
        } else if let Some(status) = text_of(body, "isnad:status") {
            said.status = Some(status);
        } else if let Some(day) = text_of(body, "isnad:said") {
            said.said = day;
        } else if body.get("isnad:pinned").is_some() {
            said.pinned = true;
        } else if let Some(kind) = text_of(body, "isnad:kind") {
            let part = |name| text_of(body, name).unwrap_or_default();
            let url = text_of(body, "source").or_else(|| text_of(body, "value")).unwrap_or_default();
            let (archive, accessed, note) = (part("isnad:archive"), part("isnad:accessed"), part("isnad:note"));
            said.evidence.push(EvidenceLink { kind, url, archive, accessed, note });
        } else if body.get("isnad:contradicts").is_some() {
            let part = |name| text_of(body, name).unwrap_or_default();
            said.contradicts.push(ContradictionSaid {
                article: part("isnad:of"),
                claim: part("isnad:contradicts"),
                words: part("value"),
                title: part("isnad:title"),
                note: part("isnad:note"),
            });
        } else if body.get("isnad:speaker").is_none() {
            words_of(body, &mut said.note, &mut said.tags);
        }
    }
    said
}

fn source_said(bodies: &[&Value]) -> SourceSaid {
    let mut said = SourceSaid::default();
    for body in bodies {
        let part = |name| text_of(body, name).unwrap_or_default();
        if let Some(grade) = text_of(body, "isnad:reliability") {
            said.reliability = Some(grade);
        } else if let Some(at) = text_of(body, "isnad:rated") {
            let reliability = text_of(body, "value");
            said.ratings.push(RatingSaid { reliability, at, who: part("isnad:who"), why: part("isnad:why") });
        } else if body.get("isnad:source").is_none() && !fact(body, &mut said) {
            words_of(body, &mut said.note, &mut said.tags);
        }
    }
    said
}

/// Takes in what is known of a source; says whether the body was such.
fn fact(body: &Value, said: &mut SourceSaid) -> bool {
    let part = |name| text_of(body, name).unwrap_or_default();
    if let Some(naming) = text_of(body, "isnad:naming") {
        said.naming = Some(naming);
    } else if let Some(reason) = text_of(body, "isnad:reason") {
        said.reason = reason;
    } else if let Some(country) = text_of(body, "isnad:country") {
        said.country = country;
    } else if let Some(contact) = text_of(body, "isnad:contact") {
        said.contact = contact;
    } else if let Some(alias) = text_of(body, "isnad:alias") {
        said.aliases.push(alias);
    } else if body.get("isnad:role").is_some() {
        let (affiliation, since, until) = (part("isnad:affiliation"), part("isnad:since"), part("isnad:until"));
        said.roles.push(RoleSaid { role: part("value"), affiliation, since, until });
    } else if body.get("isnad:link").is_some() {
        said.links.push(LinkSaid { kind: part("isnad:link"), url: part("value") });
    } else {
        return false;
    }
    true
}

/// A body of any program: a tag, an address, or words.
fn words_of(body: &Value, note: &mut String, tags: &mut Vec<String>) {
    let purposes = list(body.get("purpose"));
    let is_tag = purposes.iter().any(|purpose| purpose.as_str() == Some("tagging"));
    let value = body.as_str().map(str::to_owned);
    let value = value.or_else(|| text_of(body, "value")).or_else(|| text_of(body, "source"));
    let Some(value) = value.or_else(|| named_iri(body).map(str::to_owned)).filter(|value| !value.is_empty()) else {
        return;
    };
    if is_tag {
        if !tags.contains(&value) {
            tags.push(value);
        }
        return;
    }
    if !note.is_empty() {
        note.push_str("\n\n");
    }
    note.push_str(&value);
}

/// Whether a value looks like a Web Annotation: it names the context, or has one of the types.
pub fn is_web_annotation(value: &Value) -> bool {
    let of = |object: &Map<String, Value>| {
        object
            .get("@context")
            .is_some_and(|context| list(Some(context)).iter().any(|one| one.as_str() == Some(CONTEXT)))
    };
    let kinds = ["AnnotationCollection", "AnnotationPage", "Annotation"];
    let typed = |value: &Value| kinds.iter().any(|kind| is_a(value, kind));
    match value {
        Value::Object(object) => of(object) || typed(value),
        Value::Array(all) => all.first().is_some_and(typed),
        _ => false,
    }
}
