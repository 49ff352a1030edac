//! Where a query stands in a text, and how close. What is found is told in the text as it is, by the fold's way back.

use memchr::memmem;

use super::query::{Closeness, Part, Query, Word, is_beginning};
use super::words::{around, bare_forms, spans};
use crate::fold::{Folded, Level, fold, folded, is_of_word};
use crate::span::Span;

/// A query found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// How close the word is that is farthest from what was looked for, each taken where it is closest.
    pub closeness: Closeness,
    /// The shortest stretch that holds every part of the query as closely as the text has it; the first of several.
    pub at: Span,
    /// Every word that was found, in the order of the text.
    pub words: Vec<Span>,
    /// How much the text is about the query, in the manner of BM25: more for more words, for closer ones, for parts that stand
    /// together and for a short text.
    pub score: f64,
}

/// One place of one part of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    at: Span,
    closeness: Closeness,
    part: usize,
}

/// BM25's saturation and weight of length, and the bytes of a text that is neither short nor long.
const SATURATION: f64 = 1.2;
const LENGTH_WEIGHT: f64 = 0.6;
const USUAL_LENGTH: f64 = 4_000.0;

impl Query {
    /// Finds the query in a text; nothing where a part of it is missing.
    pub fn find(&self, text: &str) -> Option<Match> {
        let loose = fold(text, Level::Loose);
        let exact = self.parts.iter().any(|part| matches!(part, Part::Phrase(_))).then(|| fold(text, Level::Exact));
        let mut places: Vec<Place> = Vec::new();
        let mut closest: Vec<Closeness> = Vec::new();
        for (part, wanted) in self.parts.iter().enumerate() {
            let found = match (wanted, &exact) {
                (Part::Word(word), _) => find_word(text, &loose, word, self.widest),
                (Part::Phrase(words), Some(exact)) => find_phrase(text, exact, words),
                (Part::Phrase(_), None) => Vec::new(),
            };
            closest.push(found.iter().map(|(_, closeness)| *closeness).min()?);
            places.extend(found.into_iter().map(|(at, closeness)| Place { at, closeness, part }));
        }
        places.sort_by_key(|place| (place.at.start, place.at.end, place.part));
        let at = shortest(&places, &closest)?;
        let mut words: Vec<Span> = places.iter().map(|place| place.at).collect();
        words.dedup();
        let closeness = closest.iter().copied().max()?;
        Some(Match { closeness, at, words, score: score(text, &places, at, self.parts.len()) })
    }
}

/// The words of a text that are the one that is looked for, as far apart as `widest`.
fn find_word(text: &str, loose: &Folded, word: &Word, widest: Closeness) -> Vec<(Span, Closeness)> {
    let mut found: Vec<(Span, Closeness)> = Vec::new();
    let needles = match widest {
        Closeness::Wide => word.wide.as_slice(),
        _ => std::slice::from_ref(&word.loose),
    };
    for needle in needles {
        for at in memmem::find_iter(loose.text().as_bytes(), needle.as_bytes()) {
            let place = around(loose.text(), Span::new(at, at + needle.len()));
            let here = place.of(loose.text());
            let original = whole_word(text, loose.original(place));
            let closeness = if here == word.loose {
                spelling(original.of(text), word)
            } else if begins(here, needle) {
                Closeness::Wide
            } else {
                continue;
            };
            if closeness <= widest && !found.iter().any(|(known, _)| *known == original) {
                found.push((original, closeness));
            }
        }
    }
    found
}

/// Whether a word, without what is joined to its beginning, begins with `needle`.
fn begins(word: &str, needle: &str) -> bool {
    let mut forms = Vec::new();
    bare_forms(word, &mut forms);
    forms.iter().any(|form| if is_beginning(needle) { form.starts_with(needle) } else { *form == needle })
}

/// How close a word is that is the same when all is folded.
fn spelling(written: &str, word: &Word) -> Closeness {
    // One letter of the text may stand for several words.
    let holds = |level, wanted: &str| {
        let written = folded(written, level);
        spans(&written).any(|span| span.of(&written) == wanted)
    };
    if holds(Level::Exact, &word.exact) {
        Closeness::Exact
    } else if holds(Level::Normal, &word.normal) {
        Closeness::Normal
    } else {
        Closeness::Loose
    }
}

/// A word with the marks and the hamza at its edges, which folding dropped.
fn whole_word(text: &str, at: Span) -> Span {
    let inside = around(text, at);
    let is_edge = |c: char| is_of_word(c) && crate::fold::fold_char(c, Level::Loose).is_none();
    let before = Span::new(inside.start.0, at.start.0).of(text);
    let start = before.char_indices().rev().take_while(|(_, c)| is_edge(*c)).last();
    let after = Span::new(at.end.0, inside.end.0).of(text);
    let end = after.char_indices().take_while(|(_, c)| is_edge(*c)).last();
    Span::new(
        start.map_or(at.start.0, |(start, _)| inside.start.0 + start),
        end.map_or(at.end.0, |(end, c)| at.end.0 + end + c.len_utf8()),
    )
}

/// The words of a phrase one after the other, as they are written.
fn find_phrase(text: &str, exact: &Folded, phrase: &[String]) -> Vec<(Span, Closeness)> {
    let words: Vec<Span> = spans(exact.text()).collect();
    let stretches = words.windows(phrase.len());
    let same = stretches
        .filter(|stretch| stretch.iter().zip(phrase).all(|(span, word)| span.of(exact.text()) == word))
        .filter_map(|stretch| Some(Span { start: stretch.first()?.start, end: stretch.last()?.end }));
    same.map(|span| (exact.original(span), Closeness::Exact)).filter(|(span, _)| span.end.0 <= text.len()).collect()
}

/// The shortest stretch that holds each part where it is as close as anywhere.
fn shortest(places: &[Place], closest: &[Closeness]) -> Option<Span> {
    let best: Vec<&Place> = places.iter().filter(|place| closest.get(place.part) == Some(&place.closeness)).collect();
    let mut last: Vec<Option<Span>> = vec![None; closest.len()];
    let mut found: Option<Span> = None;
    for place in best {
        *last.get_mut(place.part)? = Some(place.at);
        let Some(all) = last.iter().copied().collect::<Option<Vec<Span>>>() else { continue };
        let start = all.iter().map(|span| span.start).min()?;
        let end = all.iter().map(|span| span.end).max()?;
        let stretch = Span { start, end };
        if found.is_none_or(|found| stretch.len() < found.len()) {
            found = Some(stretch);
        }
    }
    found
}

fn score(text: &str, places: &[Place], at: Span, parts: usize) -> f64 {
    let length = 1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * text.len() as f64 / USUAL_LENGTH;
    let weight = |place: &Place| match place.closeness {
        Closeness::Exact => 1.0,
        Closeness::Normal | Closeness::Loose => 0.9,
        Closeness::Wide => 0.5,
    };
    let of_part = |part: usize| {
        let often: f64 = places.iter().filter(|place| place.part == part).map(weight).sum();
        often * (SATURATION + 1.0) / (often + SATURATION * length)
    };
    let about: f64 = (0..parts).map(of_part).sum();
    // Parts that stand together are worth as much as half of them again.
    let words: usize = places.iter().filter(|place| at.covers(place.at)).map(|place| place.at.len()).sum();
    about + parts.saturating_sub(1) as f64 * words.min(at.len()) as f64 / at.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::super::synonyms::Synonyms;
    use super::*;

    #[track_caller]
    fn check(text: &str, typed: &str, closeness: Closeness, words: &[&str]) {
        let query = Query::parse(typed, Closeness::Wide, &Synonyms::shipped()).expect("words");
        let found = query.find(text).unwrap_or_else(|| panic!("{typed} is not found in {text}"));
        let said: Vec<&str> = found.words.iter().map(|span| span.of(text)).collect();
        assert_eq!((found.closeness, said.as_slice()), (closeness, words), "{typed} in {text}");
    }

    #[track_caller]
    fn check_not(text: &str, typed: &str, widest: Closeness) {
        let query = Query::parse(typed, widest, &Synonyms::shipped()).expect("words");
        assert_eq!(query.find(text), None, "{typed} in {text}");
    }

    #[test]
    fn words_are_found_at_every_level_in_the_text_as_it_is() {
        check("أكد الوزير", "أكد", Closeness::Exact, &["أكد"]);
        check("ثم أَكَّدَ الوزير", "اكد", Closeness::Normal, &["أَكَّدَ"]);
        check("قبل ٢٠٢٠ وبعدها", "2020", Closeness::Normal, &["٢٠٢٠"]);
        check("في المدرسة", "المدرسه", Closeness::Loose, &["المدرسة"]);
        check("كل شيءٍ هنا", "شي", Closeness::Loose, &["شيءٍ"]);
        check("والأسعار ارتفعت", "أسعار", Closeness::Wide, &["والأسعار"]);
        check("اكتوى بأسعارها", "أسعار", Closeness::Wide, &["بأسعارها"]);
        check("أسعار النفط", "والأسعار", Closeness::Wide, &["أسعار"]);
        check("القوات الأميركية", "أمريكية", Closeness::Wide, &["الأميركية"]);
        check("للرئيس كلمة", "الرئيس", Closeness::Wide, &["للرئيس"]);
        check("قال ﷺ كلمة", "الله", Closeness::Exact, &["ﷺ"]);
    }

    #[test]
    fn the_closest_of_several_counts_and_all_are_marked() {
        check("بأسعارها، والأسعار، أسعار", "أسعار", Closeness::Exact, &["بأسعارها", "والأسعار", "أسعار"]);
        check("أكد الوزير واكد", "أكد الوزير", Closeness::Exact, &["أكد", "الوزير", "واكد"]);
    }

    #[test]
    fn the_inside_of_a_word_is_not_its_beginning() {
        check_not("القصور", "صور", Closeness::Wide);
        check_not("وزيرة", "وزير", Closeness::Loose);
        check_not("أكد", "اكد", Closeness::Exact);
        check_not("يفي", "في", Closeness::Wide);
        check_not("قال الوزير", "قال النائب", Closeness::Wide);
    }

    #[test]
    fn a_phrase_is_exact_and_its_words_follow_each_other() {
        check("قال: في السوق، نعم", "\"السوق نعم\"", Closeness::Exact, &["السوق، نعم"]);
        check_not("في السوق ثم نعم", "\"السوق نعم\"", Closeness::Wide);
        check_not("أكد ذلك", "\"اكد\"", Closeness::Wide);
        check_not("والسوق", "\"السوق\"", Closeness::Wide);
    }

    #[test]
    fn the_place_is_where_the_words_stand_together() {
        let text = "السوق قديم. قال رئيس البلدية إن فتح السوق قريب. ثم سكت رئيس آخر.";
        let query = Query::parse("فتح السوق", Closeness::Wide, &Synonyms::default()).expect("words");
        assert_eq!(query.find(text).expect("found").at.of(text), "فتح السوق");
    }

    #[test]
    fn texts_that_say_it_more_often_or_together_come_first() {
        let score = |text: &str, typed: &str| {
            let query = Query::parse(typed, Closeness::Wide, &Synonyms::default()).expect("words");
            query.find(text).expect("found").score
        };
        assert!(score("السوق السوق", "السوق") > score("السوق قديم", "السوق"));
        assert!(score("فتح السوق قريب", "فتح السوق") > score("فتح باب ثم باب السوق", "فتح السوق"));
        assert!(score("السوق", "السوق") > score(&format!("السوق {}", "كلمة ".repeat(2000)), "السوق"));
    }
}
