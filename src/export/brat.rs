//! Claims as brat standoff: the annotations beside the article's text, offsets in code points of that text.
//!
//! Text bounds are contents (by kind), cues and the mentions of sources (by kind); a span over several lines is cut at
//! their ends, as brat wants it. Relations join a cue with its content and its speaker; mentions of one source are one
//! equivalence class. Stance and negation are attributes of cues; ids are notes.

use std::collections::BTreeMap;

use super::json::{ArticleObject, ClaimObject, Place};

/// `annotation.conf`, which tells brat what the annotations are.
pub const CONFIGURATION: &str = "[entities]\nDirect\nMixed\nIndirect\nCue\nPerson\nOrganisation\nAnonymous\nGroup\nDocument\n\n\
    [relations]\nContent\tArg1:Cue, Arg2:Direct|Mixed|Indirect\n\
    Speaker\tArg1:Cue, Arg2:Person|Organisation|Anonymous|Group|Document\n\
    Same\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n\n[events]\n\n\
    [attributes]\nNegated\tArg:Cue\nStance\tArg:Cue, Value:neutral|add|explain|affirm|announce|reveal|claim|deny|reject|\
    accuse|criticise|demand|urge|warn|threaten|promise|estimate|believe|admit|express|ask|answer|characterise|relay\n";

/// The `.ann` file of an article; its `.txt` file is the article's text.
pub fn annotations(article: &ArticleObject<'_>) -> String {
    let mut writer = Writer::new(article.text);
    let mut mentions: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for source in &article.sources {
        let bounds: Vec<usize> =
            source.mentions.iter().filter_map(|place| writer.bound(&capital(source.kind), *place)).collect();
        for (place, bound) in source.mentions.iter().zip(&bounds) {
            mentions.insert((place.end, &source.id), *bound);
        }
        if let [first, .., _] = bounds.as_slice() {
            let all: Vec<String> = bounds.iter().map(|bound| format!("T{bound}")).collect();
            writer.line(&format!("*\tSame {}", all.join(" ")));
            writer.note(*first, &format!("{} {}", source.id, source.uid));
        } else if let Some(one) = bounds.first() {
            writer.note(*one, &format!("{} {}", source.id, source.uid));
        }
    }
    for claim in &article.claims {
        let speaker = claim.speaker.as_ref().zip(claim.source.as_deref());
        let speaker = speaker.and_then(|(said, id)| mentions.get(&(said.place.end, id)).copied());
        writer.claim(claim, speaker);
    }
    writer.out
}

struct Writer {
    out: String,
    text: Vec<char>,
    bounds: usize,
    relations: usize,
    attributes: usize,
    notes: usize,
}

impl Writer {
    fn new(text: &str) -> Writer {
        Writer { out: String::new(), text: text.chars().collect(), bounds: 0, relations: 0, attributes: 0, notes: 0 }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn claim(&mut self, claim: &ClaimObject<'_>, speaker: Option<usize>) {
        let Some(content) = self.bound(&capital(claim.kind), claim.place) else { return };
        self.note(content, &format!("{} {}", claim.id, claim.uid));
        let Some(cue) = &claim.cue else { return };
        let Some(bound) = self.bound("Cue", cue.passage.place) else { return };
        self.attribute(&format!("Stance T{bound} {}", cue.stance));
        if cue.negated {
            self.attribute(&format!("Negated T{bound}"));
        }
        self.relation("Content", bound, content);
        if let Some(speaker) = speaker {
            self.relation("Speaker", bound, speaker);
        }
    }

    /// Writes a text bound and gives its number; none for a place without a character.
    fn bound(&mut self, kind: &str, place: Place) -> Option<usize> {
        let pieces = self.pieces(place);
        if pieces.is_empty() {
            return None;
        }
        self.bounds += 1;
        let places: Vec<String> = pieces.iter().map(|piece| format!("{} {}", piece.start, piece.end)).collect();
        let words: Vec<String> =
            pieces.iter().map(|piece| self.text[piece.start..piece.end].iter().collect()).collect();
        let line = format!("T{}\t{kind} {}\t{}", self.bounds, places.join(";"), words.join(" "));
        self.line(&line);
        Some(self.bounds)
    }

    /// A place without the line ends in it.
    fn pieces(&self, place: Place) -> Vec<Place> {
        let mut pieces: Vec<Place> = Vec::new();
        for at in place.start..place.end.min(self.text.len()) {
            match pieces.last_mut() {
                _ if ends_line(self.text[at]) => {}
                Some(last) if last.end == at => last.end += 1,
                _ => pieces.push(Place { start: at, end: at + 1 }),
            }
        }
        pieces
    }

    fn relation(&mut self, kind: &str, from: usize, to: usize) {
        self.relations += 1;
        self.line(&format!("R{}\t{kind} Arg1:T{from} Arg2:T{to}", self.relations));
    }

    fn attribute(&mut self, words: &str) {
        self.attributes += 1;
        self.line(&format!("A{}\t{words}", self.attributes));
    }

    fn note(&mut self, bound: usize, words: &str) {
        self.notes += 1;
        self.line(&format!("#{}\tAnnotatorNotes T{bound}\t{words}", self.notes));
    }
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, from_text};
    use crate::claims::extract;
    use crate::export::json;
    use crate::words::{Language, Words};

    #[test]
    fn bounds_slice_back_to_the_text_by_code_points() {
        let text = "😀 عنوان\n\nقال المدير سامر النخلي إن \"الباب مفتوح\". وأضاف النخلي أن العمل بدأ.\n";
        let article = from_text(text.to_owned(), Origin::Sample);
        let found = extract(&article);
        let written = annotations(&json::article(&article, &found, Words::of(Language::English)));
        let chars: Vec<char> = text.chars().collect();
        let bounds: Vec<&str> = written.lines().filter(|line| line.starts_with('T')).collect();
        for line in &bounds {
            let fields: Vec<&str> = line.split('\t').collect();
            let (_, places) = fields[1].split_once(' ').expect("a kind and places");
            let (from, to) = places.split_once(' ').expect("one piece");
            let (from, to): (usize, usize) = (from.parse().expect("start"), to.parse().expect("end"));
            assert_eq!(chars[from..to].iter().collect::<String>(), fields[2]);
        }
        assert_eq!(bounds.iter().filter(|line| line.contains("\tCue ")).count(), 2);
        assert!(written.contains("\tContent Arg1:T") && written.contains("\tSpeaker Arg1:T"), "{written}");
        assert!(written.contains("*\tSame T1 T2") && written.contains("\tStance T"), "{written}");
    }

    #[test]
    fn a_span_over_lines_is_cut_at_their_ends() {
        let mut writer = Writer::new("ab\n\ncd");
        assert_eq!(writer.bound("Cue", Place { start: 1, end: 6 }), Some(1));
        assert_eq!(writer.out, "T1\tCue 1 2;4 6\tb cd\n");
        assert_eq!(writer.bound("Cue", Place { start: 2, end: 4 }), None);
    }
}
