//! Labels to be read by a person: a card of one article, a table of many, the verbs, the figures. Lines are in logical order.

use std::fmt::Write as _;

use super::object::LabelsObject;
use super::{Counts, Label, Number, Tone, Totals, Verb};
use crate::fold::one_line;
use crate::words::Words;

/// The most verbs and carriers that a card names.
const MOST: usize = 8;

/// One thing that a card says: its name, and what is said under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub name: String,
    /// The words.
    pub value: String,
}

/// What the card of a label says, from the top. Shares of nothing are left out. `isolate` is what is done with words of the
/// article among those of the interface, whose direction they must not take.
pub fn card(label: &Label, words: Words, isolate: fn(&str) -> String) -> Vec<Entry> {
    let writer = Writer { words, isolate };
    let counts = &label.counts;
    let mut entries = vec![
        writer.entry("sources", writer.shares(counts.sources, "sources", &writer.kinds(counts, Of::Sources))),
        writer.entry("claims", writer.shares(counts.claims, "claims", &writer.kinds(counts, Of::Claims))),
    ];
    if counts.claims > 0 {
        let quoted = [("direct", counts.direct), ("mixed", counts.mixed), ("indirect", counts.indirect)];
        entries.push(writer.entry("quoted", writer.parts(counts.claims, |key| format!("kind.{key}"), &quoted)));
        let heard = [("heard", counts.heard), ("relayed", counts.relayed), ("inferred", counts.relayed_inferred)];
        entries.push(writer.entry("way", writer.parts(counts.claims, |key| format!("label.way.{key}"), &heard)));
    }
    if !label.carriers.is_empty() {
        let names = label
            .carriers
            .iter()
            .take(MOST)
            .map(|(name, claims)| format!("{} ({})", isolate(name), words.number(*claims)));
        entries.push(writer.entry("carriers", writer.listed(names.collect())));
    }
    if counts.claims > counts.tone_none {
        let tones = [counts.tone_neutral, counts.tone_endorsing, counts.tone_distancing, counts.tone_act];
        entries.push(writer.entry("tones", writer.tones(counts.claims - counts.tone_none, tones)));
        let verbs = label.verbs.iter().take(MOST).map(|verb| writer.verb(verb));
        entries.push(writer.entry("verbs", writer.listed(verbs.collect())));
    }
    entries.extend(label.unnamed.iter().map(|one| {
        let why = match (&one.reason, &one.asked) {
            (Some(reason), _) => words.fill("label.reason", &[&isolate(reason)]),
            (None, Some(asked)) => words.fill("label.asked", &[&isolate(asked)]),
            (None, None) => words.say("label.no-reason").to_owned(),
        };
        let claims = words.count("claims", one.claims);
        writer.entry("unnamed", format!("{} · {claims} · {why}", isolate(&one.name)))
    }));
    entries.extend(label.no_comment.iter().map(|(text, source)| {
        let who = source.as_ref().map_or(String::new(), |name| format!("{}: ", isolate(name)));
        writer.entry("no-comment", format!("{who}{}", isolate(text)))
    }));
    entries.push(writer.entry("numbers", words.count("numbers", counts.numbers)));
    match &label.foreign {
        Some(tag) => entries.push(writer.entry("note", words.not_arabic(tag))),
        None => entries.extend(notes(counts).into_iter().map(|key| writer.entry("note", words.say(key).to_owned()))),
    }
    entries
}

/// What a reader may want to look at, in plain words and by degree.
fn notes(counts: &Counts) -> Vec<&'static str> {
    let mut notes = Vec::new();
    if counts.claims == 0 {
        return vec!["label.note.no-claims"];
    }
    if counts.single_source > 0 && counts.claims > 1 {
        notes.push("label.note.single-source");
    }
    let unnamed = counts.claims_anonymous + counts.claims_group;
    match unnamed * 4 / counts.claims {
        0 => {}
        1 => notes.push("label.note.some-unnamed"),
        2 | 3 => notes.push("label.note.much-unnamed"),
        _ => notes.push("label.note.all-unnamed"),
    }
    if counts.sources_anonymous > counts.anonymity_explained {
        notes.push("label.note.unexplained");
    }
    if (counts.relayed + counts.relayed_inferred) * 2 >= counts.claims {
        notes.push("label.note.relayed");
    }
    notes
}

/// The card of one label in lines.
pub fn lines(label: &Label, words: Words) -> String {
    let mut out = format!("{}: {}\n", words.say("panel.label"), label.title);
    let outlet = match label.outlet.by() {
        "folder" => words.fill("label.by-folder", &[label.outlet.name()]),
        _ => label.outlet.name().to_owned(),
    };
    let about: Vec<&str> =
        [outlet.as_str(), &label.published, &label.path].into_iter().filter(|one| !one.is_empty()).collect();
    if !about.is_empty() {
        let _ = writeln!(out, "{}", about.join(" · "));
    }
    for entry in card(label, words, str::to_owned) {
        let _ = writeln!(out, "    {}: {}", entry.name, entry.value);
    }
    out.push('\n');
    out
}

/// What is counted for sources or for claims.
#[derive(Clone, Copy)]
enum Of {
    Sources,
    Claims,
}

struct Writer {
    words: Words,
    isolate: fn(&str) -> String,
}

impl Writer {
    fn entry(&self, name: &str, value: String) -> Entry {
        Entry { name: self.words.say(&format!("label.{name}")).to_owned(), value }
    }

    fn kinds(&self, counts: &Counts, of: Of) -> [(&'static str, usize); 6] {
        match of {
            Of::Sources => [
                ("person", counts.sources_named),
                ("organisation", counts.sources_organisation),
                ("anonymous", counts.sources_anonymous),
                ("group", counts.sources_group),
                ("document", counts.sources_document),
                ("none", 0),
            ],
            Of::Claims => [
                ("person", counts.claims_named),
                ("organisation", counts.claims_organisation),
                ("anonymous", counts.claims_anonymous),
                ("group", counts.claims_group),
                ("document", counts.claims_document),
                ("none", counts.claims_unstated),
            ],
        }
    }

    /// «5 مصادر: مسمى 3 (60%)، مجهول 2 (40%)».
    fn shares(&self, all: usize, key: &str, parts: &[(&str, usize)]) -> String {
        let total = self.words.count(key, all);
        if all == 0 { total } else { format!("{total}: {}", self.parts(all, |key| format!("label.of.{key}"), parts)) }
    }

    fn parts(&self, all: usize, words: fn(&str) -> String, parts: &[(&str, usize)]) -> String {
        let told = parts.iter().filter(|(_, count)| *count > 0).map(|(key, count)| {
            let name = self.words.say(&words(key));
            format!("{name} {} ({}%)", self.words.number(*count), self.words.number(percent(*count, all)))
        });
        self.listed(told.collect())
    }

    /// How many claims come by cues of each tone, with the tone's mark.
    fn tones(&self, all: usize, counts: [usize; 4]) -> String {
        let told = Tone::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0).map(|(tone, count)| {
            let name = self.words.say(&format!("tone.{}", tone.name()));
            let share = self.words.number(percent(count, all));
            format!("{} {name} {} ({share}%)", tone.mark(), self.words.number(count))
        });
        self.listed(told.collect())
    }

    fn verb(&self, verb: &Verb) -> String {
        format!("{} {}{}", (self.isolate)(&plain(&verb.lemma)), verb.tone.mark(), self.words.number(verb.claims))
    }

    fn listed(&self, all: Vec<String>) -> String {
        all.join(&format!("{} ", self.words.say("comma")))
    }
}

/// A dictionary form without its vowel marks, which few terminals draw well.
fn plain(lemma: &str) -> String {
    lemma.chars().filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{670}')).collect()
}

fn percent(part: usize, all: usize) -> usize {
    (part * 100 + all / 2) / all.max(1)
}

/// Labels of many as a table, a line each, then the sums of each outlet and of all.
pub fn table_lines(labels: &[Label], totals: &Totals, words: Words) -> String {
    let mut out = String::new();
    for label in labels {
        let _ = writeln!(out, "{}", label.path);
        let _ = writeln!(out, "    {}", summary(&label.counts, words));
    }
    out.push('\n');
    for (name, sums) in totals.outlets() {
        let name = if name.is_empty() { words.say("label.outlet-unknown") } else { name };
        let articles = words.count("articles", sums.counts.articles);
        let _ =
            writeln!(out, "{}: {name} · {articles}\n    {}", words.say("label.outlet"), summary(&sums.counts, words));
    }
    let all = totals.all();
    let articles = words.count("articles", all.articles);
    let _ = writeln!(out, "{}: {articles}\n    {}", words.say("label.total"), summary(&all, words));
    out
}

fn summary(counts: &Counts, words: Words) -> String {
    let share =
        |key: &str, part: usize, all: usize| format!("{} {}%", words.say(key), words.number(percent(part, all)));
    let claims = counts.claims;
    let cued = claims - counts.tone_none;
    let unnamed = counts.claims_anonymous + counts.claims_group;
    let parts = [
        words.count("claims", claims),
        words.count("sources", counts.sources),
        share("label.of.person", counts.claims_named + counts.claims_organisation, claims),
        share("label.of.anonymous", unnamed, claims),
        share("kind.direct", counts.direct, claims),
        share("label.way.relayed", counts.relayed + counts.relayed_inferred, claims),
        share("tone.neutral", counts.tone_neutral, cued),
        words.count("numbers", counts.numbers),
    ];
    parts.join(" · ")
}

/// The verbs of each outlet.
pub fn verbs_lines(totals: &Totals, words: Words) -> String {
    let mut out = String::new();
    for (name, sums) in totals.outlets() {
        let verbs = sums.verbs();
        let all: usize = verbs.iter().map(|verb| verb.claims).sum();
        let name = if name.is_empty() { words.say("label.outlet-unknown") } else { name };
        let _ =
            writeln!(out, "{}: {name} · {}", words.say("label.outlet"), words.count("articles", sums.counts.articles));
        for tone in Tone::ALL {
            let of_tone: Vec<&Verb> = verbs.iter().filter(|verb| verb.tone == tone).collect();
            let count: usize = of_tone.iter().map(|verb| verb.claims).sum();
            if count == 0 {
                continue;
            }
            let share = words.number(percent(count, all));
            let title = words.say(&format!("tone.{}", tone.name()));
            let _ = writeln!(out, "  {} {title}: {} ({share}%)", tone.mark(), words.number(count));
            for verb in of_tone {
                let stance = words.say(&format!("stance.{}", verb.stance));
                let _ = writeln!(out, "      {} · {stance} · {}", plain(&verb.lemma), words.number(verb.claims));
            }
        }
        out.push('\n');
    }
    out
}

/// The figures of each label, one a line.
pub fn numbers_lines(labels: &[Label], words: Words) -> String {
    let mut out = String::new();
    for label in labels {
        let _ = writeln!(out, "{} · {}", label.title, label.path);
        for number in &label.numbers {
            let _ = writeln!(out, "    {}", number_line(number, words));
        }
        out.push('\n');
    }
    out
}

/// What a figure is in one line: the words, what it is, who said it, the line of the text.
fn number_line(number: &Number, words: Words) -> String {
    let kind = words.say(&format!("figure.{}", number.item.figure.kind.name()));
    let source = number.source.as_deref().unwrap_or(words.say("source.none"));
    let line = words.fill("check.line", &[&words.number(number.line)]);
    format!("{} · {kind} · {source} · {line}", one_line(&number.text))
}

/// The figures as a Markdown task list.
pub fn tasks(labels: &LabelsObject, words: Words) -> String {
    let mut out = String::new();
    for label in &labels.articles {
        let _ = writeln!(out, "## {}\n", escaped(&one_line(&label.title)));
        for number in &label.numbers {
            let source = number.source.as_deref().unwrap_or(words.say("source.none"));
            let _ = writeln!(
                out,
                "- [ ] **{}** — {}: «{}» ({}, {})",
                escaped(&one_line(&number.text)),
                escaped(source),
                escaped(&one_line(&number.said)),
                escaped(&label.path),
                words.fill("check.line", &[&words.number(number.line)])
            );
        }
        out.push('\n');
    }
    out
}

/// Text that Markdown takes as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
