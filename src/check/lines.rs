//! A report to be read by a person: a line for each quotation, and below it where it stands and what differs.
//!
//! Without colour: words that differ stand in brackets, in the draft's line and in the text's. Lines are in logical order;
//! each begins with words of its own direction, so that it reads right wherever it is shown.

use std::fmt::Write as _;

use super::diff::{Difference, DifferenceKind};
use super::draft::Draft;
use super::judge::{Checked, Place, Strictness, Verdict};
use super::known::Known;
use super::report::line_of;
use super::speaker::SpeakerIs;
use crate::fold::one_line;
use crate::span::Span;
use crate::words::Words;

/// The most words of a quotation's first line.
const HEAD: usize = 12;
/// Words around a difference.
const AROUND: usize = 6;

/// The lines on `draft`, called `name`: those of quotations that are right are one line each.
pub fn lines(
    name: &str,
    draft: &Draft,
    texts: &[Known],
    checked: &[Checked],
    words: Words,
    strictness: Strictness,
) -> String {
    let mut out = String::new();
    let writer = Writer { draft, texts, words, strictness };
    for one in checked {
        writer.quotation(&mut out, name, one);
    }
    let wrong = checked.iter().filter(|one| one.verdict.is_wrong()).count();
    let all = words.count("check-quotations", checked.len());
    let _ = writeln!(out, "{all}{} {}", words.say("comma"), words.count("check-wrong", wrong));
    out
}

struct Writer<'a> {
    draft: &'a Draft,
    texts: &'a [Known],
    words: Words,
    strictness: Strictness,
}

impl Writer<'_> {
    fn quotation(&self, out: &mut String, name: &str, checked: &Checked) {
        let quotation = &self.draft.quotations[checked.quotation];
        let place = self.draft.position(quotation.span.start);
        let verdict = self.words.say(&format!("check.{}", checked.verdict.name()));
        let _ = writeln!(out, "{name}:{}:{}: {verdict}", place.line, place.column);
        line(out, &format!("«{}»", shortened(quotation.span.of(&self.draft.text))));
        if !checked.verdict.is_wrong()
            && self.strictness == Strictness::Lenient
            && checked.speaker != Some(SpeakerIs::Unattributed)
        {
            if let Some(place) =
                checked.parts.iter().find_map(|part| part.found.as_ref()).filter(|_| checked.verdict == Verdict::Exact)
            {
                line(out, &self.stands(place));
            }
            out.push('\n');
            return;
        }
        if let Some(speaker) = &quotation.speaker {
            line(out, &self.words.fill("check.given-to", &[&speaker.name]));
        }
        for difference in checked.differences.iter().filter(|one| self.tells(one)) {
            line(out, self.words.say(&format!("check.{}", difference.kind.name())));
        }
        for part in &checked.parts {
            match &part.found {
                Some(place) => self.place(out, part.span, place, checked.speaker),
                None if checked.verdict == Verdict::Short => {}
                None => line(out, &self.words.fill("check.nowhere", &[&shortened(part.span.of(&self.draft.text))])),
            }
        }
        out.push('\n');
    }

    fn place(&self, out: &mut String, part: Span, place: &Place, speaker: Option<SpeakerIs>) {
        let known = &self.texts[place.text];
        line(out, &self.stands(place));
        let claim = place.claim.and_then(|at| known.claims.get(at));
        let name = |at: usize| known.sources.get(at).map_or("", |source| &source.name);
        if let Some(source) = claim.and_then(|claim| claim.source) {
            let chain: Vec<&str> = std::iter::once(source)
                .chain(claim.map_or(&[][..], |claim| &claim.via).iter().copied())
                .map(name)
                .collect();
            line(out, &self.words.fill("check.said-by", &[&chain.join(" ← ")]));
        }
        if let Some(SpeakerIs::Unattributed | SpeakerIs::Carrier) = speaker {
            let key = if speaker == Some(SpeakerIs::Carrier) { "check.carrier" } else { "check.unattributed" };
            line(out, self.words.say(key));
        }
        let told: Vec<&Difference> = place.differences.iter().filter(|one| self.tells(one)).collect();
        if told.is_empty() {
            return;
        }
        let ours: Vec<Span> = told.iter().filter_map(|one| one.draft).collect();
        let theirs: Vec<Span> = told.iter().filter_map(|one| one.text).collect();
        line(out, &self.words.fill("check.draft", &[&marked(&self.draft.text, part, &ours)]));
        line(out, &self.words.fill("check.original", &[&marked(&known.text, place.span, &theirs)]));
        for difference in told.into_iter().filter(|one| !one.flags.is_empty()) {
            line(out, &self.flagged(difference, known));
        }
    }

    /// «عدد: 5200، وفي الأصل 2500».
    fn flagged(&self, difference: &Difference, known: &Known) -> String {
        let flags: Vec<&str> =
            difference.flags.iter().map(|flag| self.words.say(&format!("check.flag.{}", flag.name()))).collect();
        let flags = flags.join(" + ");
        let of = |span: Option<Span>, text: &str| span.map(|span| one_line(span.of(text)));
        match (of(difference.draft, &self.draft.text), of(difference.text, &known.text)) {
            (Some(ours), Some(theirs)) => self.words.fill("check.instead", &[&flags, &ours, &theirs]),
            (Some(ours), None) => self.words.fill("check.put-in", &[&flags, &ours]),
            (None, theirs) => self.words.fill("check.left-out", &[&flags, &theirs.unwrap_or_default()]),
        }
    }

    /// Where a part stands: title, outlet, day, line, and what the text is called.
    fn stands(&self, place: &Place) -> String {
        let known = &self.texts[place.text];
        let number = self.words.number(line_of(&known.text, place.span));
        let row = self.words.fill("check.line", &[&number]);
        let all = [shortened(&known.title), known.outlet.clone(), known.day.clone(), row, known.id.clone()];
        let all: Vec<&str> = all.iter().map(String::as_str).filter(|one| !one.is_empty()).collect();
        self.words.fill("check.stands", &[&all.join(" · ")])
    }

    /// Whether a difference is told: of those that are let pass the reader hears when strict.
    fn tells(&self, difference: &Difference) -> bool {
        let passes = matches!(difference.kind, DifferenceKind::Spelling | DifferenceKind::Ellipsis);
        self.strictness == Strictness::Strict || !passes
    }
}

fn line(out: &mut String, words: &str) {
    let _ = writeln!(out, "    {words}");
}

fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.get(..HEAD) {
        Some(head) if words.len() > HEAD => format!("{}…", head.join(" ")),
        _ => words.join(" "),
    }
}

/// The words of a span, those of `spans` in brackets; far from any of these words are left out.
fn marked(text: &str, whole: Span, spans: &[Span]) -> String {
    let mut at = whole.start;
    let mut out = String::new();
    let mut is_first = true;
    for span in spans.iter().filter(|span| whole.covers(**span)) {
        if span.start < at {
            continue;
        }
        out.push_str(&between(Span { start: at, end: span.start }.of(text), is_first, false));
        out.push('[');
        out.push_str(&one_line(span.of(text)));
        out.push(']');
        (at, is_first) = (span.end, false);
    }
    out.push_str(&between(Span { start: at, end: whole.end }.of(text), is_first, true));
    one_line(&out)
}

/// Words between two marked ones, or before the first, or behind the last.
fn between(text: &str, is_first: bool, is_last: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (front, back) = (if is_first { 0 } else { AROUND }, if is_last { 0 } else { AROUND });
    let (front, back) = if is_first && is_last { (HEAD, 0) } else { (front, back) };
    let gap = |at: bool| if at { " " } else { "" };
    let starts = text.starts_with(char::is_whitespace);
    let ends = text.ends_with(char::is_whitespace);
    if words.len() <= front + back + 2 {
        return format!("{}{}{}", gap(starts), words.join(" "), gap(ends));
    }
    let tail = words.len() - back;
    format!("{}{} … {}{}", gap(starts), words[..front].join(" "), words[tail..].join(" "), gap(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_stand_in_brackets() {
        let text = "قال 5200 جندي، ولا أحد";
        let number = text.find("5200").unwrap_or(0);
        let span = Span::new(number, number + 4);
        assert_eq!(marked(text, Span::new(0, text.len()), &[span]), "قال [5200] جندي، ولا أحد");
        let long = "ا ".repeat(40) + "ب " + &"ت ".repeat(40);
        let at = long.find('ب').unwrap_or(0);
        assert_eq!(
            marked(&long, Span::new(0, long.len()), &[Span::new(at, at + 2)]),
            "… ا ا ا ا ا ا [ب] ت ت ت ت ت ت …"
        );
    }
}
