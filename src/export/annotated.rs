//! An article with all that is known and said of it: what every exporter takes.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::day::{Day, day_of};
use super::marks::{Anchored, ClaimSaid, EVIDENCE, Named, SourceSaid};
use crate::article::{Article, BlockKind};
use crate::claims::{Claim, ClaimId, Corrected, Correction, Source, SourceId};
use crate::store::{Settled, SourceMarks, Status};
use crate::words::{Language, Words};

/// An article, what was found in it and put right, and what the reader said of that.
#[derive(Debug, Clone)]
pub struct Annotated<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it, as it was put right.
    pub corrected: Corrected,
    /// The marks of each claim that has some.
    pub claims: BTreeMap<ClaimId, ClaimSaid>,
    /// The marks of each source that has some.
    pub sources: BTreeMap<SourceId, SourceSaid>,
    /// Marks whose claim is not here.
    pub orphans: Vec<Anchored>,
    /// Marks whose source is not here.
    pub strays: Vec<Named>,
    /// What was put right, in the order in which it was done.
    pub corrections: Vec<Correction>,
}

/// What is the same for all articles of one export.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The verdicts that may be given.
    pub scale: &'a Scale,
    /// In which headings and names of verdicts are worded.
    pub words: Words,
    /// When it is exported.
    pub now: Timestamp,
}

/// The verdicts that may be given, in the order in which they are offered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scale(pub Vec<Verdict>);

/// One verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What the library keeps.
    pub id: String,
    /// Its name in Arabic.
    pub ar: String,
    /// Its name in English.
    pub en: String,
    /// Its number in ClaimReview, 5 best and 1 worst, where it has one.
    pub rating: Option<u8>,
}

impl Setting<'_> {
    /// The name of a status in the language of the export; of an unknown one itself.
    pub fn status<'s>(&self, status: &'s str) -> &'s str {
        match Status::from_name(status) {
            Some(known) => self.words.say(&format!("export.status.{}", known.name())),
            None => status,
        }
    }

    /// The name of a kind of evidence in the language of the export; of an unknown one itself.
    pub fn evidence<'s>(&self, kind: &'s str) -> &'s str {
        if EVIDENCE.contains(&kind) { self.words.say(&format!("export.evidence.{kind}")) } else { kind }
    }
}

impl Scale {
    /// The verdict with this id.
    pub fn get(&self, id: &str) -> Option<&Verdict> {
        self.0.iter().find(|verdict| verdict.id == id)
    }

    /// The name of a verdict; of one that is not of this scale, its id.
    pub fn name<'s>(&'s self, id: &'s str, words: Words) -> &'s str {
        match (self.get(id), words.language()) {
            (Some(verdict), Language::Arabic) => &verdict.ar,
            (Some(verdict), Language::English) => &verdict.en,
            (None, _) => id,
        }
    }
}

impl<'a> Annotated<'a> {
    /// An article of which nothing is said.
    pub fn bare(article: &'a Article, corrected: Corrected) -> Annotated<'a> {
        Annotated {
            article,
            corrected,
            claims: BTreeMap::new(),
            sources: BTreeMap::new(),
            orphans: Vec::new(),
            strays: Vec::new(),
            corrections: Vec::new(),
        }
    }

    /// An article with the marks that were laid over what was found in it.
    pub fn of(
        article: &'a Article,
        corrected: Corrected,
        settled: &Settled,
        corrections: Vec<Correction>,
    ) -> Annotated<'a> {
        let orphan =
            |note: &crate::store::ClaimNote| Anchored { anchor: note.anchor.clone(), said: (&note.marks).into() };
        Annotated {
            claims: settled.claims.iter().map(|(id, claim)| (*id, (&claim.note.marks).into())).collect(),
            sources: settled.sources.iter().map(|(id, note)| (*id, note.into())).collect(),
            orphans: settled.orphans.iter().map(|orphan_of| orphan(&orphan_of.note)).collect(),
            strays: settled
                .lost_sources
                .iter()
                .map(|note| Named { source: note.source.clone(), said: note.into() })
                .collect(),
            corrections,
            ..Annotated::bare(article, corrected)
        }
    }

    /// Leaves out the claims that `wanted` does not want; sources, orphans and corrections stay.
    pub fn keep(&mut self, mut wanted: impl FnMut(&Annotated<'_>, ClaimId) -> bool) {
        let kept: Vec<bool> = (0..self.corrected.extraction.claims.len()).map(|at| wanted(self, ClaimId(at))).collect();
        let mut claims = BTreeMap::new();
        let left = kept.iter().enumerate().filter(|(_, kept)| **kept);
        for (number, (at, _)) in left.enumerate() {
            if let Some(said) = self.claims.remove(&ClaimId(at)) {
                claims.insert(ClaimId(number), said);
            }
        }
        self.claims = claims;
        let mut at = kept.iter();
        self.corrected.keep(|_| *at.next().unwrap_or(&true));
    }

    /// Has this said of the claim with this uid, and nothing else; nothing where there is no such claim.
    pub fn say_of_claim(&mut self, uid: &str, said: ClaimSaid) {
        let mut claims = (0..self.corrected.extraction.claims.len()).map(ClaimId);
        if let Some(claim) = claims.find(|claim| self.corrected.uids.claim(*claim) == uid) {
            self.claims.insert(claim, said);
        }
    }

    /// Has this said of the source with this uid, beside what is known of it across articles.
    pub fn say_of_source(&mut self, uid: &str, marks: &SourceMarks) {
        let mut sources = (0..self.corrected.extraction.sources.len()).map(SourceId);
        if let Some(source) = sources.find(|source| self.corrected.uids.source(*source) == uid) {
            let said = self.sources.entry(source).or_default();
            said.reliability = marks.reliability.map(|grade| grade.letter().to_owned());
            said.note.clone_from(&marks.note);
            said.tags.clone_from(&marks.tags);
        }
    }

    /// The claims in order, each with its marks.
    pub fn each(&self) -> impl Iterator<Item = (ClaimId, &Claim, Option<&ClaimSaid>)> {
        let claims = self.corrected.extraction.claims.iter().enumerate();
        claims.map(|(at, claim)| (ClaimId(at), claim, self.claims.get(&ClaimId(at))))
    }

    /// A source of the article.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.corrected.extraction.sources.get(id.0)
    }

    /// The source of a claim.
    pub fn source_of(&self, claim: &Claim) -> Option<(SourceId, &Source)> {
        claim.source.and_then(|id| self.source(id).map(|source| (id, source)))
    }

    /// The names of the carriers of a claim, from the source outward; what is likely and not stated is left out.
    pub fn carriers(&self, claim: &Claim) -> Vec<&str> {
        claim.via.iter().filter_map(|id| self.source(*id)).map(|source| source.name.as_str()).collect()
    }

    /// The words of the first block of a kind.
    pub fn first(&self, kind: BlockKind) -> Option<&'a str> {
        let block = self.article.blocks.iter().find(|block| block.kind == kind);
        block.map(|block| block.span.of(&self.article.text)).filter(|words| !words.is_empty())
    }

    /// Who wrote it, as stated.
    pub fn byline(&self) -> Option<&'a str> {
        self.article.about.byline.as_deref().or_else(|| self.first(BlockKind::Byline))
    }

    /// When it was published, as stated.
    pub fn published(&self) -> Option<&'a str> {
        self.article.about.published.as_deref().or_else(|| self.first(BlockKind::Date))
    }

    /// The day on which it was published, as far as it can be told.
    pub fn day(&self) -> Option<Day> {
        self.published().and_then(day_of)
    }

    /// Its address, where it has one that a browser can open.
    pub fn url(&self) -> Option<&'a str> {
        let url = self.article.about.url.as_deref()?;
        is_web_address(url).then_some(url)
    }

    /// Its language.
    pub fn language(&self) -> Option<&'a str> {
        self.article.language()
    }

    /// What other programs call it: its address, else a name that its text alone decides.
    pub fn iri(&self) -> String {
        self.url().map_or_else(|| text_urn(&self.article.hash), str::to_owned)
    }
}

/// The name of a text by its hash, as Hypothesis names a PDF by its fingerprint (`urn:x-pdf:`).
pub fn text_urn(hash: &str) -> String {
    format!("{URN}{hash}")
}

/// What the name of a text by its hash begins with.
pub const URN: &str = "urn:x-isnad:";

/// Whether an address is one of the web, and holds nothing that would end it.
pub fn is_web_address(url: &str) -> bool {
    let lower = url.get(..8).map(str::to_ascii_lowercase).unwrap_or_default();
    let scheme = lower.starts_with("http://") || lower.starts_with("https://");
    scheme
        && !url.chars().any(|c| {
            c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
        })
}

/// The text in one line: line ends and tabs are blanks, other control characters are gone, and so are explicit bidi controls
/// where they are not paired, which would turn round what is written behind.
pub fn one_line(text: &str) -> String {
    let blank = |c: char| if is_line_end(c) || c == '\t' { ' ' } else { c };
    let paired = is_paired(text);
    let wanted = |c: &char| !c.is_control() && (paired || !is_explicit(*c));
    text.chars().map(blank).filter(wanted).collect::<String>().trim().to_owned()
}

/// Embeddings, overrides and isolates, and what ends them (UAX #9, 2.1 to 2.5).
const fn is_explicit(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether all explicit bidi controls in a text nest and end in it.
fn is_paired(text: &str) -> bool {
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202c}' | '\u{2069}' if open.pop() != Some(c) => return false,
            // They end at a line's end, and here lines are joined.
            c if is_line_end(c) && !open.is_empty() => return false,
            _ => {}
        }
    }
    open.is_empty()
}

/// Whether a character ends a line in some program.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bidi_controls_stay_in_their_line() {
        const RLO: char = '\u{202e}';
        const PDF: char = '\u{202c}';
        const FSI: char = '\u{2068}';
        const PDI: char = '\u{2069}';
        assert_eq!(one_line(&format!("a{RLO}b{PDF}{FSI}c{PDI}")), format!("a{RLO}b{PDF}{FSI}c{PDI}"));
        for open in [format!("a{RLO}bc"), format!("ab{PDI}c"), format!("a{FSI}b{RLO}{PDI}c{PDF}")] {
            assert_eq!(one_line(&open), "abc");
        }
        assert_eq!(one_line(&format!("a{RLO}\n{PDF}b\u{1b}\tc ")), "a b c");
    }
}
