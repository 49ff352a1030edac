//! Hypothesis: the JSON that its client exports and imports. Offsets count UTF-16 units there, as in JavaScript.
//!
//! The client keeps of an annotation its text, tags, address, document and target (`import-annotations.ts`), so that all
//! goes into these. Marks are tags with a prefix (`verdict:misleading`); a tag of the reader's that looks like one is
//! written `tag:…`. Evidence and contradictions stand at the end of the text,
//! under a line `[isnad]`. Sources of which something is said are
//! page notes. The history of a source's reliability, what is known of it
//! beside, and what was put right, have no place there.

use serde_json::{Value, json};

use super::annotated::{Annotated, Setting, URN, text_urn};
use super::denial_of;
use super::incoming::{Incoming, Left, Loose, Position, Quote, ReadError};
use super::marks::{ClaimSaid, ContradictionSaid, EVIDENCE, EvidenceLink, Named, SourceSaid};
use super::units::Units;
use crate::claims::{Anchor, CodePoints, Corrected, Found, SourceRef};

/// The tags that stand for marks.
const PREFIXES: [&str; 8] =
    ["verdict:", "credibility:", "status:", "said:", "source:", "about:", "reliability:", "tag:"];
const PINNED: &str = "pinned";
/// The line after which evidence and contradictions stand.
const MARKER: &str = "[isnad]";
const CONTRADICTS: &str = "contradicts";

/// The object around the annotations: what stands before the first, and behind the last.
pub fn frame(setting: &Setting<'_>) -> (String, String) {
    let head = format!(
        "{{\"export_date\": \"{}\",\n\"export_userid\": \"\",\n\"client_version\": \"isnad {}\",\n\"annotations\": [",
        setting.now,
        env!("CARGO_PKG_VERSION")
    );
    (head, "\n]}\n".to_owned())
}

/// The annotations of an article: its claims, and the sources of which something is said.
pub fn annotations(annotated: &Annotated<'_>, setting: &Setting<'_>) -> Vec<Value> {
    let Corrected { extraction, uids, .. } = &annotated.corrected;
    let found = Found { article: annotated.article, extraction, uids };
    let units = Units::of(&annotated.article.text, extraction.claims.iter().map(|claim| claim.content));
    let writer = Writer { annotated, setting };
    let claims = annotated.each().filter_map(|(id, claim, said)| {
        let anchor = found.anchor(id)?;
        let denial = denial_of(annotated.article, claim).map(|denial| format!(" ({denial})")).unwrap_or_default();
        let speaker = annotated.source_of(claim).map(|(_, source)| format!("source:{}{denial}", source.name));
        let said = said.cloned().unwrap_or_default();
        let [start, end] = units.utf16(claim.content);
        Some(writer.annotation(&anchor.uid, writer.said(&said, speaker), Some((&anchor, Some((start, end))))))
    });
    let orphans = annotated.orphans.iter().map(|orphan| {
        writer.annotation(&orphan.anchor.uid, writer.said(&orphan.said, None), Some((&orphan.anchor, None)))
    });
    let sources = annotated.sources.iter().filter_map(|(id, said)| Some((found.source(*id)?, said)));
    let strays = annotated.strays.iter().map(|stray| (stray.source.clone(), &stray.said));
    let sources = sources.chain(strays).map(|(source, said)| writer.source(&source, said));
    claims.chain(orphans).chain(sources).collect()
}

struct Writer<'a> {
    annotated: &'a Annotated<'a>,
    setting: &'a Setting<'a>,
}

impl Writer<'_> {
    fn annotation(
        &self,
        id: &str,
        (text, tags): (String, Vec<String>),
        at: Option<(&Anchor, Option<(usize, usize)>)>,
    ) -> Value {
        let uri = self.annotated.iri();
        let mut target = json!({"source": uri});
        if let Some((anchor, place)) = at {
            let position =
                place.map(|(start, end)| json!({"type": "TextPositionSelector", "start": start, "end": end}));
            let quote = json!({"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix,
                "suffix": anchor.suffix});
            target["selector"] = position.into_iter().chain([quote]).collect();
        }
        let now = self.setting.now.to_string();
        json!({
            "id": id,
            "created": now,
            "updated": now,
            "uri": uri,
            "text": text,
            "tags": tags,
            "target": [target],
            "document": {"title": [self.annotated.article.title()],
                "link": [{"href": uri}, {"href": text_urn(&self.annotated.article.hash)}]},
        })
    }

    fn said(&self, said: &ClaimSaid, speaker: Option<String>) -> (String, Vec<String>) {
        let mut tags: Vec<String> = speaker.into_iter().collect();
        tags.extend(said.verdict.as_ref().map(|verdict| format!("verdict:{verdict}")));
        tags.extend(said.credibility.map(|number| format!("credibility:{number}")));
        tags.extend(said.status.as_ref().map(|status| format!("status:{status}")));
        tags.extend((!said.said.is_empty()).then(|| format!("said:{}", said.said)));
        tags.extend(said.pinned.then(|| PINNED.to_owned()));
        tags.extend(said.tags.iter().map(|tag| own_tag(tag)));
        (with_links(&said.note, &said.evidence, &said.contradicts), tags)
    }

    fn source(&self, source: &SourceRef, said: &SourceSaid) -> Value {
        let mut tags = vec![format!("about:{}", source.name)];
        tags.extend(said.reliability.as_ref().map(|grade| format!("reliability:{grade}")));
        tags.extend(said.tags.iter().map(|tag| own_tag(tag)));
        self.annotation(&source.uid, (said.note.clone(), tags), None)
    }
}

/// A tag of the reader's, told apart from those that stand for marks.
fn own_tag(tag: &str) -> String {
    let looks_like_ours = tag == PINNED || PREFIXES.iter().any(|prefix| tag.starts_with(prefix));
    if looks_like_ours { format!("tag:{tag}") } else { tag.to_owned() }
}

/// The note, and under it what it leads to: each field a line, so that it can be told apart again.
fn with_links(note: &str, evidence: &[EvidenceLink], contradicts: &[ContradictionSaid]) -> String {
    if evidence.is_empty() && contradicts.is_empty() && !note.lines().any(|line| line == MARKER) {
        return note.to_owned();
    }
    let mut text = format!("{note}\n{MARKER}");
    let mut line = |name: &str, value: &str| text.push_str(&format!("\n{name}: {}", escaped_line(value)));
    for link in evidence {
        line(&link.kind, &link.url);
        let more = [("archive", &link.archive), ("accessed", &link.accessed), ("note", &link.note)];
        more.into_iter().filter(|(_, value)| !value.is_empty()).for_each(|(name, value)| line(name, value));
    }
    for other in contradicts {
        line(CONTRADICTS, &other.words);
        let more =
            [("article", &other.article), ("claim", &other.claim), ("title", &other.title), ("note", &other.note)];
        more.into_iter().filter(|(_, value)| !value.is_empty()).for_each(|(name, value)| line(name, value));
    }
    text
}

fn escaped_line(value: &str) -> String {
    value.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescaped_line(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, (c == '\\').then(|| chars.next()).flatten()) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('r')) => out.push('\r'),
            ('\\', Some(other)) => out.push(other),
            _ => out.push(c),
        }
    }
    out
}

/// Parts a text into the note and what it leads to.
fn parted(text: &str) -> (String, Vec<EvidenceLink>, Vec<ContradictionSaid>) {
    let whole = || (text.to_owned(), Vec::new(), Vec::new());
    let ending = format!("\n{MARKER}");
    let Some((note, lines)) = text.rsplit_once(&ending) else { return whole() };
    let (mut evidence, mut contradicts): (Vec<EvidenceLink>, Vec<ContradictionSaid>) = (Vec::new(), Vec::new());
    for line in lines.split('\n').filter(|line| !line.is_empty()) {
        let Some((name, value)) = line.split_once(": ") else { return whole() };
        let value = unescaped_line(value);
        match (name, evidence.last_mut(), contradicts.last_mut()) {
            (kind, _, _) if EVIDENCE.contains(&kind) => {
                evidence.push(EvidenceLink { kind: kind.to_owned(), url: value, ..EvidenceLink::default() });
            }
            (CONTRADICTS, _, _) => contradicts.push(ContradictionSaid { words: value, ..ContradictionSaid::default() }),
            ("article", _, Some(other)) => other.article = value,
            ("claim", _, Some(other)) => other.claim = value,
            ("title", _, Some(other)) => other.title = value,
            ("note", _, Some(other)) => other.note = value,
            ("archive", Some(link), None) => link.archive = value,
            ("accessed", Some(link), None) => link.accessed = value,
            ("note", Some(link), None) => link.note = value,
            // Somebody wrote under the line: it is part of the text.
            _ => return whole(),
        }
    }
    (note.to_owned(), evidence, contradicts)
}

/// Whether a value looks like an export of Hypothesis.
pub fn is_hypothesis(value: &Value) -> bool {
    value.get("annotations").is_some_and(Value::is_array)
}

/// Reads an export: what each article is said to be, in order of appearance.
///
/// # Errors
/// Where it is none.
pub fn read(value: &Value) -> Result<Vec<Incoming>, ReadError> {
    let Some(items) = value.get("annotations").and_then(Value::as_array) else {
        return Err(ReadError::new("is no export of Hypothesis: a list `annotations` is expected"));
    };
    let mut all: Vec<Incoming> = Vec::new();
    for item in items {
        let uri = item.get("uri").and_then(Value::as_str).or_else(|| item.pointer("/target/0/source")?.as_str());
        let at = all.iter().position(|one| one.target.iri.as_deref() == uri).unwrap_or_else(|| {
            let mut incoming = Incoming::default();
            incoming.target.iri = uri.map(str::to_owned);
            all.push(incoming);
            all.len() - 1
        });
        let into = &mut all[at];
        into.target.hash = into.target.hash.take().or_else(|| hash_of(item, uri));
        into.target.about.title =
            into.target.about.title.take().or_else(|| item.pointer("/document/title/0")?.as_str().map(str::to_owned));
        take(item, into);
    }
    Ok(all)
}

/// The hash of the text, where the annotation is one of ours.
fn hash_of(item: &Value, uri: Option<&str>) -> Option<String> {
    let links = item.pointer("/document/link").and_then(Value::as_array);
    let links = links.into_iter().flatten().filter_map(|link| link.get("href")?.as_str());
    uri.into_iter().chain(links).find_map(|href| href.strip_prefix(URN)).map(str::to_owned)
}

fn take(item: &Value, into: &mut Incoming) {
    let text = item.get("text").and_then(Value::as_str).unwrap_or("");
    let tags = item.get("tags").and_then(Value::as_array);
    let tags: Vec<&str> = tags.into_iter().flatten().filter_map(Value::as_str).collect();
    if let Some(name) =
        tags.iter().find_map(|tag| tag.strip_prefix("about:")).filter(|_| selector(item, "TextQuoteSelector").is_none())
    {
        let uid = item.get("id").and_then(Value::as_str).unwrap_or("").to_owned();
        into.sources.push(Named { source: SourceRef { uid, name: name.to_owned() }, said: source_said(text, &tags) });
        return;
    }
    let (note, evidence, contradicts) = parted(text);
    let mut said = ClaimSaid { note, evidence, contradicts, ..ClaimSaid::default() };
    let mut is_ours = false;
    for tag in &tags {
        is_ours |= marked(tag, &mut said);
    }
    let quote = selector(item, "TextQuoteSelector").map(|selector| {
        let part = |name| selector.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
        Quote { exact: part("exact"), prefix: part("prefix"), suffix: part("suffix") }
    });
    if said.is_empty() {
        if !is_ours {
            let words = quote.map(|quote| quote.exact).unwrap_or_default();
            into.left.push(Left::new(&words, "nothing is said of it"));
        }
        return;
    }
    if item.get("references").and_then(Value::as_array).is_some_and(|all| !all.is_empty()) {
        into.left.push(Left::new(text, "it answers another annotation; answers are not kept"));
        return;
    }
    let position = selector(item, "TextPositionSelector").and_then(|selector| {
        let number = |name| selector.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
        Some(Position::Utf16(CodePoints { start: number("start")?, end: number("end")? }))
    });
    // Where the text is not named, the place is of the page that Hypothesis saw: believed only where it fits the words.
    let hash = hash_of(item, None);
    let uid = hash.as_ref().and_then(|_| item.get("id")?.as_str()).unwrap_or("").to_owned();
    into.claims.push(Loose { uid, hash, quote, position, said });
}

fn selector<'v>(item: &'v Value, kind: &str) -> Option<&'v Value> {
    let selectors = item.pointer("/target/0/selector").and_then(Value::as_array);
    selectors.into_iter().flatten().find(|selector| selector.get("type").and_then(Value::as_str) == Some(kind))
}

/// Takes a tag in; says whether it is one that isnad alone writes.
fn marked(tag: &str, said: &mut ClaimSaid) -> bool {
    let prefix = PREFIXES.iter().find(|prefix| tag.starts_with(**prefix));
    let value = prefix.and_then(|prefix| tag.strip_prefix(prefix)).unwrap_or(tag);
    match prefix.copied() {
        Some("verdict:") => said.verdict = Some(value.to_owned()),
        Some("credibility:") if value.parse::<u8>().is_ok() => said.credibility = value.parse().ok(),
        Some("status:") => said.status = Some(value.to_owned()),
        Some("said:") => said.said = value.to_owned(),
        Some("source:") => return true,
        Some("tag:") => keep_tag(&mut said.tags, value),
        None if tag == PINNED => said.pinned = true,
        _ => keep_tag(&mut said.tags, tag),
    }
    false
}

fn keep_tag(tags: &mut Vec<String>, tag: &str) {
    if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
        tags.push(tag.to_owned());
    }
}

fn source_said(text: &str, tags: &[&str]) -> SourceSaid {
    let mut said = SourceSaid { note: text.to_owned(), ..SourceSaid::default() };
    for tag in tags.iter().filter(|tag| !tag.starts_with("about:")) {
        match (tag.strip_prefix("reliability:"), tag.strip_prefix("tag:")) {
            (Some(grade), _) => said.reliability = Some(grade.to_owned()),
            (_, Some(tag)) => keep_tag(&mut said.tags, tag),
            _ => keep_tag(&mut said.tags, tag),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_parted_from_a_note_that_looks_like_it() {
        let link = EvidenceLink {
            kind: "refutes".to_owned(),
            url: "https://example.org/a: b".to_owned(),
            archive: String::new(),
            accessed: "2031-01-02".to_owned(),
            note: "سطر\nآخر \\n".to_owned(),
        };
        let other = ContradictionSaid {
            article: "0a".to_owned(),
            claim: "1b".to_owned(),
            words: "نعم: لا".to_owned(),
            title: String::new(),
            note: "note: x".to_owned(),
        };
        for note in ["", "ملاحظة", "قال\n[isnad]\nsupports: x", "\n[isnad]", "[isnad]"] {
            for evidence in [&[][..], std::slice::from_ref(&link), &[link.clone(), link.clone()]] {
                for contradicts in [&[][..], std::slice::from_ref(&other)] {
                    let text = with_links(note, evidence, contradicts);
                    assert_eq!(parted(&text), (note.to_owned(), evidence.to_vec(), contradicts.to_vec()), "{text}");
                }
            }
        }
        assert_eq!(parted("رأي\n[isnad]\nكتبه غيرنا").1, []);
    }
}
