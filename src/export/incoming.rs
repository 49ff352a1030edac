//! What another program's file says of an article, before it is fastened to a text.

use sha2::{Digest, Sha256};

use crate::article::{About, Article};
use crate::claims::{Anchor, CodePoints, Correction};
use crate::span::Span;

use super::marks::{ClaimSaid, Named};

/// What a file says of one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Incoming {
    /// The article.
    pub target: Target,
    /// Marks of claims.
    pub claims: Vec<Loose>,
    /// Marks of sources.
    pub sources: Vec<Named>,
    /// What was put right, in the order in which it was done.
    pub corrections: Vec<Correction>,
    /// What is not taken in, and why.
    pub left: Vec<Left>,
}

/// Which article is meant, as far as the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// The hash of its text.
    pub hash: Option<String>,
    /// Its address.
    pub iri: Option<String>,
    /// Its file, where it was exported.
    pub path: Option<String>,
    /// Its text.
    pub text: Option<String>,
    /// What is said of it beside its text.
    pub about: About,
}

/// The marks of a claim, and where they are said to belong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loose {
    /// The uid of the claim, where it is known.
    pub uid: String,
    /// The hash of the text that the place is of, where it is known.
    pub hash: Option<String>,
    /// The words.
    pub quote: Option<Quote>,
    /// The place.
    pub position: Option<Position>,
    /// What is said.
    pub said: ClaimSaid,
}

/// Words with what stands around them (W3C TextQuoteSelector).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
}

/// A place in a text, end exclusive (W3C TextPositionSelector).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// In Unicode code points, as the recommendation has it.
    CodePoints(CodePoints),
    /// In UTF-16 units, as Hypothesis counts.
    Utf16(CodePoints),
}

/// Something that is not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The beginning of its words, or what else tells it.
    pub what: String,
    /// The reason.
    pub why: String,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{says}")]
pub struct ReadError {
    says: String,
}

impl ReadError {
    /// With what is wrong.
    pub fn new(says: impl Into<String>) -> ReadError {
        ReadError { says: says.into() }
    }
}

/// How many characters of its words tell a mark in a message.
const TOLD: usize = 60;

impl Left {
    /// Tells what is left by its words.
    pub fn new(words: &str, why: impl Into<String>) -> Left {
        let plain = super::annotated::one_line(words);
        let mut what: String = plain.chars().take(TOLD).collect();
        if what.len() < plain.len() {
            what.push('…');
        }
        Left { what, why: why.into() }
    }
}

impl Loose {
    /// Fastens the marks to a text: to the place that the file names where these very words stand there, and otherwise to
    /// the words alone, for [`crate::claims::place`] to look for.
    ///
    /// # Errors
    /// Where there is nothing by which the place could be told.
    pub fn fasten(&self, article: &Article) -> Result<Anchor, Left> {
        let anchor = self.fastened(article)?;
        // Whatever has no name yet gets one of its own, so that no two share a note.
        let uid = if anchor.uid.is_empty() { name_of(&anchor) } else { anchor.uid.clone() };
        Ok(Anchor { uid, ..anchor })
    }

    fn fastened(&self, article: &Article) -> Result<Anchor, Left> {
        let same_text = self.hash.as_ref().is_some_and(|hash| *hash == article.hash);
        let span = self.position.and_then(|position| position.span(&article.text));
        let Some(quote) = self.quote.as_ref().filter(|quote| !quote.exact.trim().is_empty()) else {
            return match span.filter(|span| same_text && !span.is_empty()) {
                Some(span) => Ok(Anchor::of(article, span, &self.uid)),
                None => Err(Left::new(&self.said.note, "no words tell where it belongs (TextQuoteSelector)")),
            };
        };
        if let Some(span) = span.filter(|span| span.of(&article.text) == quote.exact) {
            let here = Anchor::of(article, span, &self.uid);
            if same_text || quote.surrounds(&here) {
                return Ok(here);
            }
        }
        let points = match self.position {
            Some(Position::CodePoints(points)) => points,
            _ => CodePoints::default(),
        };
        Ok(Anchor {
            uid: self.uid.clone(),
            // Another text, or a place that is not true of this one: only the words count.
            article: self.hash.clone().filter(|_| !same_text).unwrap_or_default(),
            exact: quote.exact.clone(),
            prefix: quote.prefix.clone(),
            suffix: quote.suffix.clone(),
            bytes: Span::default(),
            points,
            block: 0,
        })
    }
}

/// 16 hexadecimal digits that the words and their place decide.
fn name_of(anchor: &Anchor) -> String {
    let Anchor { exact, prefix, suffix, points, .. } = anchor;
    let key = format!("{exact}\0{prefix}\0{suffix}\0{}\0{}", points.start, points.end);
    Sha256::digest(key).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl Quote {
    /// Whether what stands around an anchor is what the quotation says, of which it says something.
    fn surrounds(&self, here: &Anchor) -> bool {
        let before = here.prefix.ends_with(&self.prefix) || self.prefix.ends_with(&here.prefix);
        let after = here.suffix.starts_with(&self.suffix) || self.suffix.starts_with(&here.suffix);
        before && after && !(self.prefix.is_empty() && self.suffix.is_empty())
    }
}

impl Position {
    /// The same in bytes; none where the text has no such place.
    fn span(self, text: &str) -> Option<Span> {
        let (points, unit): (CodePoints, fn(char) -> usize) = match self {
            Position::CodePoints(points) => (points, |_| 1),
            Position::Utf16(points) => (points, char::len_utf16),
        };
        let mut counted = 0;
        let mut start = None;
        for (byte, c) in text.char_indices().chain([(text.len(), ' ')]) {
            if counted == points.start {
                start = start.or(Some(byte));
            }
            if counted == points.end {
                return start.map(|start| Span::new(start, byte));
            }
            counted += unit(c);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, from_text};

    const TEXT: &str = "😀 قال سامر إن الباب مفتوح. وقال ربيع إن الباب مفتوح.\n";

    fn loose(position: Option<Position>, prefix: &str) -> Loose {
        let quote =
            Quote { exact: "الباب مفتوح".to_owned(), prefix: prefix.to_owned(), suffix: String::new() };
        Loose { quote: Some(quote), position, ..Loose::default() }
    }

    fn second() -> (usize, usize) {
        let byte = TEXT.rfind("الباب").unwrap();
        let start = TEXT.get(..byte).unwrap().chars().count();
        (start, start + 11)
    }

    #[test]
    fn a_place_is_believed_where_its_words_and_surroundings_stand_there() {
        let article = from_text(TEXT.to_owned(), Origin::StandardInput);
        let (start, end) = second();
        let points = Position::CodePoints(CodePoints { start, end });
        let utf16 = Position::Utf16(CodePoints { start: start + 1, end: end + 1 });
        for position in [points, utf16] {
            let anchor = loose(Some(position), "ربيع إن ").fasten(&article).unwrap();
            assert_eq!((anchor.article.as_str(), anchor.points.start), (article.hash.as_str(), start));
        }
        // Without surroundings, or with others, the place is not believed.
        assert_eq!(loose(Some(points), "").fasten(&article).unwrap().article, "");
        assert_eq!(loose(Some(points), "سامر إن ").fasten(&article).unwrap().article, "");
        let known = Loose { hash: Some(article.hash.clone()), ..loose(Some(points), "") };
        assert_eq!(known.fasten(&article).unwrap().article, article.hash);
    }

    #[test]
    fn without_words_only_the_same_text_will_do() {
        let article = from_text(TEXT.to_owned(), Origin::StandardInput);
        let place = Some(Position::CodePoints(CodePoints { start: 2, end: 5 }));
        let bare = Loose { position: place, ..Loose::default() };
        assert!(bare.fasten(&article).is_err());
        let known = Loose { hash: Some(article.hash.clone()), ..bare };
        assert_eq!(known.fasten(&article).unwrap().exact, "قال");
    }

    #[test]
    fn places_outside_of_a_text_are_none() {
        for (start, end) in [(0, 99), (5, 3), (99, 99)] {
            assert_eq!(Position::CodePoints(CodePoints { start, end }).span("قال نعم"), None);
        }
        // The second half of a pair is no place.
        assert_eq!(Position::Utf16(CodePoints { start: 1, end: 3 }).span(TEXT), None);
    }
}
