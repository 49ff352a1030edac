//! Noun phrases: how far the mention of a speaker reaches (ARABIC §17).
//!
//! A phrase is walked word by word from its start. It ends at a verb, a relative, a time, a medium, a preposition that
//! is not its own, a comma that brings no apposition. Where nothing else marks its end ([`Reach::Free`]), it also
//! ends where a second noun phrase must have begun. `bounds` tells ends, `shapes` what a word can be by its letters.

use std::ops::Range;

use super::lexicon as lex;
use super::lexicon::Classes;
use super::passage::{At, Passage, TokenKind};
use super::words::Word;

mod bounds;
mod shapes;

pub(super) use shapes::{is_bare_preposition, is_given_name, is_masdar_shape, is_plural, is_unknown_verb};

/// What is known of a phrase's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Something marks its end: a complementiser, a colon, a quotation, a verb.
    Marked,
    /// Its end must be told from its own shape.
    Free,
}

/// Lists whose words are nouns that name people, bodies, outlets or documents.
pub(super) const NOUNS: Classes = Classes(
    lex::PERSON_HEAD.0
        | lex::GROUP_HEAD.0
        | lex::HONORIFIC.0
        | lex::ORG_HEAD.0
        | lex::ORG_NAME.0
        | lex::MEDIA_HEAD.0
        | lex::AGENCY.0
        | lex::DOC_HEAD.0
        | PLACES.0,
);

/// Lists of places.
pub(super) const PLACES: Classes = Classes(lex::COUNTRY.0 | lex::CAPITAL.0 | lex::CITY.0);

/// Bodies and outlets.
pub(super) const BODIES: Classes =
    Classes(lex::ORG_HEAD.0 | lex::ORG_NAME.0 | lex::MEDIA_HEAD.0 | lex::AGENCY.0 | PLACES.0);

/// Outlets and agencies.
pub(super) const MEDIA: Classes = Classes(lex::MEDIA_HEAD.0 | lex::AGENCY.0);

/// Words that may belong to a phrase whatever else they are.
const INSIDE: Classes =
    Classes(NOUNS.0 | lex::ADJECTIVE.0 | lex::NAME_PARTICLE.0 | lex::QUANTIFIER.0 | lex::SAME_REF.0);

/// Words that never belong to one.
const OUTSIDE: Classes = Classes(
    lex::OPENER_WORD.0
        | lex::COMPLEMENTIZER.0
        | lex::RELATIVE.0
        | lex::IRREALIS.0
        | lex::PREP_CUE.0
        | lex::PREP_CLAUSE.0
        | lex::PREP_PRONOUN.0
        | lex::LIGHT_NOUN.0,
);

struct Walk<'p, 't> {
    passage: &'p Passage<'t>,
    start: At,
    limit: At,
    reach: Reach,
    /// A definite word, a place, a name or a quotation has been seen: the construct is closed.
    closed: bool,
    /// The last word was an indefinite noun that a definite one may follow in construct.
    open_noun: bool,
    /// Lists of the first noun.
    head: Classes,
    /// Words of a name seen so far.
    names: usize,
}

/// The tokens of the noun phrase at `start`, none past `limit`; empty where there is none.
pub(super) fn noun_phrase(passage: &Passage<'_>, start: At, limit: At, reach: Reach) -> Range<At> {
    let mut walk =
        Walk { passage, start, limit, reach, closed: false, open_noun: false, head: Classes::default(), names: 0 };
    let mut at = start;
    while at < limit {
        match walk.step(at) {
            Some(next) => at = next.min(limit),
            None => break,
        }
    }
    start..walk.trimmed(at)
}

impl Walk<'_, '_> {
    /// Where the phrase goes on after the token at `at`, or nothing where it has ended before it.
    fn step(&mut self, at: At) -> Option<At> {
        match self.passage.tokens[at].kind {
            TokenKind::Word(word) => self.word(at, &word),
            TokenKind::Open(_) => self.quotation(at),
            TokenKind::Mark('(') => self.parenthesis(at),
            TokenKind::Mark('.') if at > self.start => self.abbreviation(at),
            TokenKind::Mark('/' | '-') if at > self.start && self.glued(at) => Some(at + 1),
            TokenKind::Mark(',') if at > self.start => self.apposition(at),
            _ => None,
        }
    }

    fn word(&mut self, at: At, word: &Word<'_>) -> Option<At> {
        let p = self.passage;
        let anonymous = p.length_of(at, lex::ANONYMITY);
        if anonymous > 1 && at > self.start {
            return Some(if self.reach == Reach::Marked { self.limit } else { at + anonymous });
        }
        if at > self.start && (self.stops(at, word) || self.addresses(at, word)) {
            return None;
        }
        if at > self.start && word.prep.is_some() && !self.owns_preposition(at, word) {
            return None;
        }
        if at > self.start && is_bare_preposition(word) && !is_given_name(p, at) {
            let next = self.after_preposition(at, word)?;
            let last = p.word(next - 1).filter(|_| next > at + 1);
            self.open_noun = next == at + 1 || last.is_some_and(|w| !w.article && !p.all(next - 1).has(PLACES));
            self.closed = true;
            return Some(next);
        }
        if self.reach == Reach::Free && at > self.start && word.prep.is_none() && self.begins_another(at, word) {
            return None;
        }
        self.take(at, word);
        let name = p.length_of(at, Classes(lex::ORG_NAME.0 | lex::AGENCY.0 | PLACES.0));
        Some(at + name.max(1))
    }

    /// Notes what the word does to the phrase.
    fn take(&mut self, at: At, word: &Word<'_>) {
        let p = self.passage;
        if self.head.is_empty() {
            self.head = word.classes;
        }
        let phrase = p.phrase(at);
        let classes = word.classes | phrase;
        let name = !word.article
            && word.prep.is_none()
            && !classes
                .has(Classes(NOUNS.0 | lex::ADJECTIVE.0 | lex::QUANTIFIER.0 | lex::CLASS_NOUN.0 | lex::PREPOSITION.0))
            && (!word.is_nisba()
                || at == self.start
                || self.closed
                    && !self.open_noun
                    && !word.stem.ends_with(['ن', 'ة'])
                    && self.head.has(Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0)));
        let name = name && !is_plural(p, at);
        // The ن of a plural would be gone if anything followed it in construct.
        let plural = word.stem.ends_with("ون") && (classes.has(NOUNS) || is_plural(p, at));
        let place = classes.has(Classes(PLACES.0 | lex::ORG_NAME.0 | lex::AGENCY.0));
        let begun = self.names > 0;
        // «مندوب بلاده»: what follows an open construct is no name.
        let free = self.closed && (!self.open_noun || self.head.has(lex::HONORIFIC));
        if name && (free || at == self.start) || begun && (name || word.article) {
            self.names += 1;
        }
        self.open_noun = !word.article && !place && !plural && self.names == 0 && !classes.has(lex::ADJECTIVE);
        let counted = classes.has(lex::QUANTIFIER) && ["هم", "هما", "ها", "هن"].iter().any(|e| word.stem.ends_with(e));
        // «وزير خارجيته فلان»: a possessive closes the construct.
        let possessed = classes.is_empty() && ["ته", "ها", "هم", "ه"].iter().any(|e| word.stem.ends_with(e));
        self.open_noun &= !(counted || possessed && self.head.has(lex::PERSON_HEAD) && word.stem.chars().count() >= 5);
        self.closed |= word.article || place || plural || self.names > 0 || counted;
        // «بينما اقترح آخر تقليل الدوام»
        if at == self.start && matches!(word.body, "اخر" | "اخري") {
            (self.closed, self.open_noun) = (true, false);
        }
    }

    /// A short quotation inside a phrase is a name.
    fn quotation(&mut self, at: At) -> Option<At> {
        let quote = self.passage.opens(at).filter(|q| q.closed && q.close < self.limit)?;
        let words = self.passage.count_words(quote.open + 1..quote.close);
        let titled = at == self.start
            || self.passage.classes(at - 1).has(Classes(NOUNS.0 | lex::CLASS_NOUN.0))
            || self.names > 0;
        // «وأبلغ مصدر حكومي "النهار"»: whom he told.
        let before = self.passage.word(at.wrapping_sub(1));
        let described = before.is_some_and(|w| w.classes.has(lex::ADJECTIVE) || w.is_nisba());
        if words > 5 || !(titled || words <= 2 && !described) {
            return None;
        }
        (self.closed, self.open_noun) = (true, false);
        if at == self.start {
            self.names += 1;
        }
        Some(quote.close + 1)
    }

    fn parenthesis(&mut self, at: At) -> Option<At> {
        let end = (at + 1..self.limit.min(at + 7)).find(|&e| self.passage.mark(e) == Some(')'))?;
        let time = self.passage.classes(at + 1).has(lex::TIME);
        (at > self.start && !time).then_some(end + 1)
    }

    fn abbreviation(&self, at: At) -> Option<At> {
        let short = self.passage.word(at - 1).is_some_and(|w| w.stem.chars().count() == 1);
        short.then_some(at + 1)
    }

    fn glued(&self, at: At) -> bool {
        let tokens = &self.passage.tokens;
        tokens[at - 1].span.end == tokens[at].span.start
            && tokens.get(at + 1).is_some_and(|n| n.span.start == tokens[at].span.end)
    }

    /// A comma that brings a role or a name in apposition.
    fn apposition(&self, comma: At) -> Option<At> {
        let p = self.passage;
        let word = p.word(comma + 1).filter(|_| comma + 1 < self.limit)?;
        if word.conj || word.prep.is_some() || self.stops_plain(comma + 1, word) {
            return None;
        }
        let role = word.classes.has(Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0));
        let named = !word.article
            && !is_bare_preposition(word)
            && word.classes.0 & !lex::NAME_PARTICLE.0 == 0
            && word.forms.is_empty();
        // «مدرب الفريق، الإسباني خوسيه غارسيا»
        let bare = p.word(comma + 2).is_some_and(|w| w.classes.is_empty() && w.forms.is_empty() && !w.article);
        let national = word.article && word.is_nisba() && bare && self.names == 0;
        let bearer = self.names > 0 || self.head.has(Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0));
        if !bearer || !(role || national || named && self.names == 0) {
            return None;
        }
        let closes = (comma + 1..self.limit).find(|&at| p.mark(at) == Some(','));
        let end = closes.unwrap_or(self.limit);
        let plain = end - comma <= 16 && (comma + 1..end).all(|at| p.word(at).is_none_or(|w| !self.stops_plain(at, w)));
        match (plain, closes) {
            // Nothing between two commas begins another phrase.
            (true, Some(closes)) if self.reach == Reach::Free => Some(closes),
            (true, Some(_)) => Some(comma + 1),
            (true, None) if self.reach == Reach::Marked => Some(comma + 1),
            _ => None,
        }
    }

    fn stops_plain(&self, at: At, word: &Word<'_>) -> bool {
        let phrase = self.passage.phrase(at);
        (word.classes | phrase).has(OUTSIDE) && !phrase.has(NOUNS)
            || word.finite().is_some() && !word.classes.has(INSIDE) && !word.article
            || word.participle().is_some() && word.tanwin
    }

    /// Without conjunctions, commas and prepositions left hanging at the end.
    fn trimmed(&self, mut end: At) -> At {
        while end > self.start {
            let hanging = match self.passage.tokens[end - 1].kind {
                TokenKind::Word(word) => is_bare_preposition(&word) && end - 1 > self.start,
                TokenKind::Mark(c) => !matches!(c, ')' | '.'),
                TokenKind::Open(_) => true,
                TokenKind::Close(_) => false,
            };
            if !hanging {
                break;
            }
            end -= 1;
        }
        end
    }
}
