//! Headlines of the form speaker: words.
//!
//! # What it finds
//! A headline, or a paragraph's first words before a quotation, that is a noun phrase, a colon and something said.
//!
//! # Why it is a claim
//! The colon after somebody who can speak stands for قال.
//!
//! # Examples
//! مسؤول أممي: المجاعة وشيكة في الشمال
//!
//! # What it leaves alone
//! Labels (بالفيديو:، عاجل:), topics and bare countries (اليمن: …), times and scores.

use super::super::find::{Content, Find, Place, Speaker};
use super::super::frames::Opener;
use super::super::lexicon as lex;
use super::super::lexicon::Classes;
use super::super::model::Stance;
use super::super::passage::{At, Passage};
use super::super::phrases::{NOUNS, Reach, noun_phrase};
use super::super::subject::is_speaker_phrase;
use crate::article::BlockKind;

/// The rule's name.
pub(super) const NAME: &str = "headline";

/// The most words that a speaker before a colon has.
const LONGEST: usize = 10;

/// Finds a speaker and a colon at the head of a block.
pub(super) fn find(p: &Passage<'_>) -> Vec<Find> {
    at_head(p).into_iter().collect()
}

fn at_head(p: &Passage<'_>) -> Option<Find> {
    let colon = (0..p.len().min(LONGEST + 6)).find(|&at| p.mark(at) == Some(':'))?;
    let first = colon + 1;
    let quoted = p.opens(first).is_some();
    if first >= p.len() || colon == 0 || p.kind != BlockKind::Headline && !quoted {
        return None;
    }
    let recipient = (1..colon).find(|&at| {
        p.word(at).is_some_and(|w| w.prep == Some('ل') || w.body == "ل" || w.body == "ردا" || w.body == "عن")
    });
    let until = recipient.unwrap_or(colon);
    let speaker = noun_phrase(p, 0, until, Reach::Marked);
    if !is_speaker_phrase(p, &speaker)
        || speaker.end < until
        || p.count_words(speaker.clone()) > LONGEST
        || !can_speak(p, 0)
    {
        return None;
    }
    let words = p.count_words(first..p.len());
    (words >= 2).then(|| Find {
        rule: NAME,
        cue: colon..colon + 1,
        lemma: ":",
        stance: Stance::Neutral,
        negated: false,
        left: 0,
        speaker: Speaker::Said(speaker),
        content: Content { first, start: p.tokens[first].span.start, end: None, by: Opener::Colon },
        carriers: Vec::new(),
        recipient: None,
        independent: true,
        turn: true,
        place: Place::After,
    })
}

fn can_speak(p: &Passage<'_>, at: At) -> bool {
    let Some(word) = p.word(at) else { return p.opens(at).is_some() };
    let phrase = p.phrase(at);
    let classes = word.classes | phrase;
    if classes.has(Classes(lex::LABEL.0 | lex::DEMONSTRATIVE.0 | lex::TIME.0)) && !classes.has(lex::PERSON_HEAD) {
        return false;
    }
    let place = Classes(lex::COUNTRY.0 | lex::CITY.0 | lex::CAPITAL.0);
    if classes.has(place) && !classes.has(Classes(NOUNS.0 & !place.0)) {
        return false;
    }
    classes.has(NOUNS)
        || word.classes.is_empty() && word.forms.is_empty() && (!word.article || word.is_nisba()) && word.prep.is_none()
}
