//! Where in many texts quotations may stand: short runs of their words are looked for in one pass over each text.
//!
//! The quotations are indexed, not the texts: a draft has a hundred, a library a hundred thousand texts. Every three words
//! in a row are a key; of a short quotation also every two, and every two with one between them, so that one altered word
//! hides nothing. A text costs one hash a word and a look into a bit table; memory grows with the draft alone.

use std::collections::HashMap;

use super::words::{Word, folded, hash, spans};

/// Below so many words pairs of words are keys too.
const SHORT: usize = 12;

/// The most places of quotations that one key leads to.
const MOST_PLACES: usize = 64;

/// Bits of the table that tells most keys away, as a power of two.
const BITS: u32 = 18;

/// The parts of quotations that are looked for.
#[derive(Debug, Clone)]
pub struct Needles {
    /// By key: the part, and the word in it at which the key begins.
    places: HashMap<u64, Vec<(u32, u32)>>,
    seen: Vec<u64>,
    /// How many words each part has.
    lengths: Vec<u32>,
}

/// A stretch of a text in which a part may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The part.
    pub part: usize,
    /// The first word of the text that it may begin with.
    pub first: usize,
    /// The word after the last one.
    pub end: usize,
    /// How many of the part's words lie in keys that were found.
    pub covered: usize,
}

/// A key of a part found in a text: the part, the word in the part, the word in the text, and how many words it spans.
#[derive(Debug, Clone, Copy)]
struct Hit {
    part: u32,
    from: u32,
    at: u32,
    width: u32,
}

impl Needles {
    pub(super) fn of<'a>(parts: impl Iterator<Item = &'a [Word]>) -> Needles {
        let mut needles = Needles { places: HashMap::new(), seen: vec![0; 1 << (BITS - 6)], lengths: Vec::new() };
        for (part, words) in parts.enumerate() {
            needles.lengths.push(words.len() as u32);
            let hashes: Vec<u64> = words.iter().map(|word| hash(&word.letters)).collect();
            for from in 0..hashes.len() {
                for key in keys(&hashes, from, hashes.len() < SHORT) {
                    needles.add(key, part as u32, from as u32);
                }
            }
        }
        needles
    }

    fn add(&mut self, key: u64, part: u32, from: u32) {
        let bit = key >> (64 - BITS);
        self.seen[(bit >> 6) as usize] |= 1 << (bit & 63);
        let places = self.places.entry(key).or_default();
        if places.len() < MOST_PLACES {
            places.push((part, from));
        }
    }

    fn places(&self, key: u64) -> &[(u32, u32)] {
        let bit = key >> (64 - BITS);
        if self.seen[(bit >> 6) as usize] & 1 << (bit & 63) == 0 {
            return &[];
        }
        self.places.get(&key).map_or(&[], Vec::as_slice)
    }

    /// How many parts are looked for.
    pub const fn count(&self) -> usize {
        self.lengths.len()
    }

    /// Where in `text` parts may stand: for each part the best stretch, in the order of the parts.
    pub fn candidates(&self, text: &str) -> Vec<Candidate> {
        let folded = folded(text);
        let letters = folded.text();
        let mut hits: Vec<Hit> = Vec::new();
        let (mut before, mut last) = (None, None);
        for (at, place) in spans(letters).enumerate() {
            let word = hash(place.of(letters));
            let mut add = |key: u64, width: u32| {
                let at = at as u32 + 1 - width;
                hits.extend(self.places(key).iter().map(|&(part, from)| Hit { part, from, at, width }));
            };
            add(one(word), 1);
            if let Some(last) = last {
                add(two(last, word), 2);
                if let Some(before) = before {
                    add(apart(before, word), 3);
                    add(three(before, last, word), 3);
                }
            }
            (before, last) = (last, Some(word));
        }
        hits.sort_unstable_by_key(|hit| (hit.part, hit.at, hit.from));
        hits.chunk_by(|one, other| one.part == other.part).filter_map(|hits| self.best(hits)).collect()
    }

    /// The stretch of a text that holds the most of a part's words.
    fn best(&self, hits: &[Hit]) -> Option<Candidate> {
        let part = hits.first()?.part as usize;
        let length = self.lengths[part] as usize;
        let reach = (length + length / 2 + 6) as u32;
        let mut counts = vec![0_u32; length + 2];
        let (mut covered, mut best, mut start) = (0_usize, None::<(usize, usize, usize)>, 0);
        for (end, hit) in hits.iter().enumerate() {
            for from in hit.from..hit.from + hit.width {
                let count = &mut counts[from as usize];
                covered += usize::from(*count == 0);
                *count += 1;
            }
            while hit.at > hits[start].at + reach {
                for from in hits[start].from..hits[start].from + hits[start].width {
                    let count = &mut counts[from as usize];
                    *count -= 1;
                    covered -= usize::from(*count == 0);
                }
                start += 1;
            }
            if best.is_none_or(|(most, ..)| covered > most) {
                best = Some((covered, start, end));
            }
        }
        let (covered, start, end) = best?;
        // The part may begin before the first word that was found, and end behind the last.
        let first = hits[start].at.saturating_sub(hits[start].from + 2) as usize;
        let last = hits[end].at as usize + length.saturating_sub(hits[end].from as usize) + 2;
        Some(Candidate { part, first, end: last, covered })
    }
}

/// The keys that begin at the word `from`.
fn keys(words: &[u64], from: usize, is_short: bool) -> Vec<u64> {
    let mut keys = Vec::with_capacity(4);
    match words.get(from..).unwrap_or_default() {
        [word] if from == 0 => keys.push(one(*word)),
        [first, second, third, ..] => {
            keys.push(three(*first, *second, *third));
            if is_short {
                keys.extend([two(*first, *second), apart(*first, *third)]);
            }
        }
        [first, second] if is_short => keys.push(two(*first, *second)),
        _ => {}
    }
    keys
}

fn mixed(hash: u64) -> u64 {
    (hash ^ hash >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn one(word: u64) -> u64 {
    mixed(word ^ 1)
}

fn two(first: u64, second: u64) -> u64 {
    mixed(mixed(first ^ 2) ^ second)
}

fn apart(first: u64, third: u64) -> u64 {
    mixed(mixed(first ^ 3) ^ third)
}

fn three(first: u64, second: u64, third: u64) -> u64 {
    mixed(mixed(mixed(first ^ 4) ^ second) ^ third)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;
    use crate::span::Span;

    #[track_caller]
    fn check(part: &str, text: &str, expected: Option<&str>) {
        let all = |text: &str| words(text, Span::new(0, text.len()));
        let needle = all(part);
        let needles = Needles::of(std::iter::once(needle.as_slice()));
        let found = needles.candidates(text);
        let text_words = all(text);
        let told = found.first().map(|candidate| {
            let end = candidate.end.min(text_words.len());
            text_words[candidate.first..end].iter().map(|word| word.letters.as_str()).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(told.as_deref(), expected, "{part}");
    }

    #[test]
    fn a_stretch_holds_the_part_and_a_little_more() {
        let text = "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ";
        check("د ذ ر ز", text, Some("ح خ د ذ ر ز س ش"));
        check("د ذ س ز", text, Some("ح خ د ذ ر ز س ش"));
        check("د م ر", text, Some("ح خ د ذ ر ز س"));
        check("م ن ل", text, None);
        check("د", text, Some("ح خ د ذ ر"));
    }
}
