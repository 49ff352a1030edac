//! What was changed between two versions of an article: as lines to read, and as JSON.
//!
//! In lines, what went stands in `[-…-]` and what came in `{+…+}`, as in `git diff --word-diff`: nothing hangs on colour.

use serde::Serialize;

use super::json;
use super::units::Units;
use crate::claims::{BlockChange, ClaimChange, Comparison, Found};
use crate::diff::{Change, Flags, Kind};
use crate::span::Span;
use crate::words::Words;

/// A line to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it tells.
    pub tone: Tone,
    /// Its text, in logical order.
    pub text: String,
}

/// What a line tells; a colour may go with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// What the next lines are of.
    Heading,
    /// Words of the versions.
    Plain,
    /// Words that went.
    Removed,
    /// Words that came.
    Added,
    /// What a reader must not miss.
    Warning,
}

impl Line {
    /// A line of this tone.
    pub fn new(tone: Tone, text: impl Into<String>) -> Line {
        Line { tone, text: text.into() }
    }
}

/// What a wording is of two versions: both texts.
#[derive(Debug, Clone, Copy)]
pub struct Versions<'a> {
    /// The old one.
    pub old: Found<'a>,
    /// The new one.
    pub new: Found<'a>,
}

/// So many words of what stayed are shown on either side of a change.
const AROUND: usize = 6;

/// What was changed, in lines.
pub fn lines(versions: Versions<'_>, comparison: &Comparison, words: Words) -> Vec<Line> {
    let mut out = vec![Line::new(Tone::Heading, one_line(versions.new.article.title()))];
    if comparison.is_empty() {
        out.push(Line::new(Tone::Plain, words.say("diff.nothing")));
        return out;
    }
    out.push(Line::new(Tone::Plain, words.count("diff-blocks", comparison.blocks.len())));
    for block in &comparison.blocks {
        out.push(Line::new(Tone::Plain, ""));
        block_lines(versions, block, words, &mut out);
    }
    if !comparison.claims.is_empty() {
        out.push(Line::new(Tone::Plain, ""));
        out.push(Line::new(Tone::Heading, words.count("diff-claims", comparison.claims.len())));
    }
    for claim in &comparison.claims {
        claim_lines(versions, claim, words, &mut out);
    }
    out
}

fn block_lines(versions: Versions<'_>, block: &BlockChange, words: Words, out: &mut Vec<Line>) {
    let (sign, key, number) = match (block.old, block.new) {
        (Some(_), Some(new)) => ("~", format!("diff.{}", block.kind().name()), new),
        (Some(old), None) => ("-", "diff.removed".to_owned(), old),
        (None, new) => ("+", "diff.added".to_owned(), new.unwrap_or(0)),
    };
    let head = words.fill("diff.block", &[&words.number(number + 1)]);
    out.push(Line::new(Tone::Heading, format!("{sign} {head}: {}", words.say(&key))));
    warn(block.flags, words, out);
    let tone = match sign {
        "-" => Tone::Removed,
        "+" => Tone::Added,
        _ => Tone::Plain,
    };
    let written = written(&block.changes, &versions.old.article.text, &versions.new.article.text);
    out.push(Line::new(tone, format!("    {written}")));
}

fn claim_lines(versions: Versions<'_>, claim: &ClaimChange, words: Words, out: &mut Vec<Line>) {
    let old = claim.old.and_then(|id| Some((id, versions.old.extraction.claims.get(id.0)?)));
    let new = claim.new.and_then(|id| Some((id, versions.new.extraction.claims.get(id.0)?)));
    let ids = [old.map(|(id, _)| json::claim_id(id)), new.map(|(id, _)| json::claim_id(id))];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    let (sign, key, tone) = match (old, new) {
        (Some(_), Some(_)) => ("~", "diff.claim-changed", Tone::Plain),
        (Some(_), None) => ("-", "diff.claim-gone", Tone::Removed),
        _ => ("+", "diff.claim-new", Tone::Added),
    };
    out.push(Line::new(Tone::Heading, format!("{sign} {}: {}", ids.join(" / "), words.say(key))));
    warn(claim.flags, words, out);
    let (old_text, new_text) = (&versions.old.article.text, &versions.new.article.text);
    if claim.source {
        let names = [(old, versions.old), (new, versions.new)].map(|(claim, found)| {
            let source = claim.and_then(|(_, claim)| claim.source).and_then(|id| found.extraction.sources.get(id.0));
            source.map_or_else(|| words.say("source.none").to_owned(), |source| source.name.clone())
        });
        out.push(Line::new(Tone::Warning, format!("    ! {}", words.fill("diff.source", &[&names[0], &names[1]]))));
    }
    if claim.cue {
        let cues = [(old, old_text), (new, new_text)].map(|(claim, text)| {
            let cue = claim.and_then(|(_, claim)| claim.cue.as_ref());
            cue.map_or_else(|| words.say("no-cue").to_owned(), |cue| one_line(cue.span.of(text)))
        });
        out.push(Line::new(Tone::Warning, format!("    ! {}", words.fill("diff.cue", &[&cues[0], &cues[1]]))));
    }
    let words = match (old, new) {
        (Some(_), Some(_)) => written(&claim.words, old_text, new_text),
        (Some((_, claim)), None) => one_line(claim.content.of(old_text)),
        (_, new) => new.map_or_else(String::new, |(_, claim)| one_line(claim.content.of(new_text))),
    };
    out.push(Line::new(tone, format!("    {words}")));
}

fn warn(flags: Flags, words: Words, out: &mut Vec<Line>) {
    if flags.any() {
        let line = words.fill("diff.mind", &[&flagged(flags, words)]);
        out.push(Line::new(Tone::Warning, format!("    ! {line}")));
    }
}

/// The names of what differs, in a row.
pub fn flagged(flags: Flags, words: Words) -> String {
    let names = [("flag.number", flags.number), ("flag.negation", flags.negation), ("flag.name", flags.name)];
    let said: Vec<&str> = names.into_iter().filter(|(_, is)| *is).map(|(key, _)| words.say(key)).collect();
    said.join(&format!("{} ", words.say("comma")))
}

/// Changes in one line: what went in `[-…-]`, what came in `{+…+}`, and of what stayed only what stands near.
pub fn written(changes: &[Change], old: &str, new: &str) -> String {
    let mut out = String::new();
    let last = changes.len().saturating_sub(1);
    for (at, change) in changes.iter().enumerate() {
        if change.kind == Kind::Same {
            let (old, new) = (change.old.of(old), change.new.of(new));
            // The blank behind words that went stands in the old text alone.
            if old.starts_with(char::is_whitespace) && !new.starts_with(char::is_whitespace) {
                out.push(' ');
            }
            out.push_str(&near(new, at == 0, at == last));
            continue;
        }
        if !change.old.is_empty() {
            out.push_str(&format!("[-{}-]", one_line(change.old.of(old))));
        }
        if !change.new.is_empty() {
            out.push_str(&format!("{{+{}+}}", one_line(change.new.of(new))));
        }
    }
    one_line(&out)
}

/// What stayed: its words next to changes.
fn near(same: &str, is_first: bool, is_last: bool) -> String {
    let words: Vec<&str> = same.split_whitespace().collect();
    let (before, after) = (if is_first { 0 } else { AROUND }, if is_last { 0 } else { AROUND });
    if words.len() <= before + after + 2 {
        return same.to_owned();
    }
    let lead = if same.starts_with(char::is_whitespace) { " " } else { "" };
    let trail = if same.ends_with(char::is_whitespace) { " " } else { "" };
    let (head, tail) = (words[..before].join(" "), words[words.len() - after..].join(" "));
    format!("{lead}{head} … {tail}{trail}")
}

/// Words without line ends and controls.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control()).collect()
}

/// A version in JSON.
#[derive(Debug, Clone, Default, Serialize)]
pub struct VersionOut<'a> {
    /// Its number in the library, or none of a file.
    pub version: Option<usize>,
    /// Lower-case hexadecimal SHA-256 of its text.
    pub hash: &'a str,
    /// Its title.
    pub title: &'a str,
}

/// A note and what became of it, in JSON.
#[derive(Debug, Clone, Serialize)]
pub struct NoteOut {
    /// The words it is of.
    pub text: String,
    /// `moved`, `resized`, `asks` or `orphan`.
    pub fate: &'static str,
    /// The claim that it is at now.
    pub claim: Option<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    old: VersionOut<'a>,
    new: VersionOut<'a>,
    blocks: Vec<BlockOut<'a>>,
    claims: Vec<ClaimOut<'a>>,
    notes: &'a [NoteOut],
}

#[derive(Serialize)]
struct BlockOut<'a> {
    old: Option<usize>,
    new: Option<usize>,
    kind: &'static str,
    flags: Vec<&'static str>,
    changes: Vec<ChangeOut<'a>>,
}

#[derive(Serialize)]
struct ChangeOut<'a> {
    kind: &'static str,
    old: &'a str,
    new: &'a str,
    old_start: usize,
    old_end: usize,
    new_start: usize,
    new_end: usize,
}

#[derive(Serialize)]
struct ClaimOut<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
    old_text: Option<&'a str>,
    new_text: Option<&'a str>,
    flags: Vec<&'static str>,
    source_changed: bool,
    cue_changed: bool,
}

/// What was changed as one JSON object: `isnad/diff/1`. Offsets are code points of the versions' texts.
pub fn to_json(
    versions: Versions<'_>,
    comparison: &Comparison,
    [old, new]: [Option<usize>; 2],
    notes: &[NoteOut],
) -> serde_json::Result<Vec<u8>> {
    let (old_text, new_text) = (&versions.old.article.text, &versions.new.article.text);
    let changes = || comparison.blocks.iter().flat_map(|block| &block.changes);
    let old_units = Units::of(old_text, changes().map(|change| change.old));
    let new_units = Units::of(new_text, changes().map(|change| change.new));
    let change = |change: &Change| {
        let ([old_start, old_end], [new_start, new_end]) =
            (old_units.code_points(change.old), new_units.code_points(change.new));
        let (old, new) = (change.old.of(old_text), change.new.of(new_text));
        ChangeOut { kind: change.kind.name(), old, new, old_start, old_end, new_start, new_end }
    };
    let block = |block: &BlockChange| BlockOut {
        old: block.old,
        new: block.new,
        kind: block.kind().name(),
        flags: names(block.flags),
        changes: block.changes.iter().map(change).collect(),
    };
    let document = Document {
        schema: "isnad/diff/1",
        old: version(versions.old, old),
        new: version(versions.new, new),
        blocks: comparison.blocks.iter().map(block).collect(),
        claims: comparison.claims.iter().map(|claim| claim_out(versions, claim)).collect(),
        notes,
    };
    Ok(super::escaped(&serde_json::to_vec_pretty(&document)?))
}

fn version(found: Found<'_>, number: Option<usize>) -> VersionOut<'_> {
    VersionOut { version: number, hash: &found.article.hash, title: found.article.title() }
}

fn claim_out<'a>(versions: Versions<'a>, claim: &ClaimChange) -> ClaimOut<'a> {
    let content = |found: Found<'a>, id: Option<crate::claims::ClaimId>| {
        let content: Option<Span> = id.and_then(|id| found.extraction.claims.get(id.0)).map(|claim| claim.content);
        content.map(|content| content.of(&found.article.text))
    };
    ClaimOut {
        old: claim.old.map(|id| versions.old.uids.claim(id)),
        new: claim.new.map(|id| versions.new.uids.claim(id)),
        old_text: content(versions.old, claim.old),
        new_text: content(versions.new, claim.new),
        flags: names(claim.flags),
        source_changed: claim.source,
        cue_changed: claim.cue,
    }
}

fn names(flags: Flags) -> Vec<&'static str> {
    let all = [("number", flags.number), ("negation", flags.negation), ("name", flags.name)];
    all.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect()
}
