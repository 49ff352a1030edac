//! Noun phrases: how far the mention of a speaker reaches (ARABIC §17).
//!
//! A phrase is walked word by word from its start. It ends at a verb, a relative, a time, a medium, a preposition that
//! is not its own, a comma that brings no apposition. Where nothing else marks its end ([`Reach::Free`]), it also
//! ends where a second noun phrase must have begun.

use std::ops::Range;

use super::lexicon as lex;
use super::lexicon::Classes;
use super::passage::{At, Passage, TokenKind};
use super::words::Word;

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
            && !word.is_nisba();
        let place = classes.has(Classes(PLACES.0 | lex::ORG_NAME.0 | lex::AGENCY.0));
        let begun = self.names > 0;
        if name && (self.closed || at == self.start) || begun && (name || word.article) {
            self.names += 1;
        }
        self.open_noun = !word.article && !place && self.names == 0 && !classes.has(lex::ADJECTIVE);
        let counted = classes.has(lex::QUANTIFIER) && ["هم", "هما", "ها", "هن"].iter().any(|e| word.stem.ends_with(e));
        self.open_noun &= !counted;
        self.closed |= word.article || place || self.names > 0 || counted;
    }

    /// Words that end a phrase wherever they stand after its start.
    fn stops(&self, at: At, word: &Word<'_>) -> bool {
        let p = self.passage;
        // «فإن» is no Dutch particle.
        if word.body == "فان" && p.tokens[at].span.of(p.text).contains('إ') {
            return true;
        }
        let phrase = p.phrase(at);
        if (word.classes | phrase).has(OUTSIDE) && !phrase.has(NOUNS) {
            return true;
        }
        if (word.classes.has(lex::TIME) || phrase.has(lex::TIME)) && !word.classes.has(lex::ADJECTIVE) {
            return !p.classes(at - 1).has(lex::MEDIA_HEAD) || phrase.has(lex::TIME);
        }
        // «ختم فلان كلمته»: what he did, not who he is.
        if word.classes.has(lex::MEDIUM)
            && !word.article
            && word.prep.is_none()
            && self.names > 0
            && word.stem.ends_with('ه')
        {
            return true;
        }
        if phrase.has(Classes(lex::TURN_OPENER.0 | lex::OWN_WORDS.0)) {
            return true;
        }
        let inside = word.classes.has(INSIDE) || word.article || phrase.has(NOUNS);
        // «المديرة ناديا»: no verb in the dual stands within a phrase.
        let dual = self.closed && !word.conj && word.forms.iter().all(|f| f.number == lex::Number::Dual);
        if word.finite().is_some() && !inside && !dual {
            return true;
        }
        if word.participle().is_some() && word.tanwin && !inside {
            return true;
        }
        // «وبدا فلان متفائلاً»: a name has no tanwin.
        if word.tanwin && word.body.ends_with('ا') && self.names > 0 && !inside {
            return true;
        }
        // «عن فلان قوله»: what he said, not what he is called.
        if word.suffix && !inside && word.masdar().is_some() {
            return true;
        }
        if word.is_number() || word.classes.has(lex::PRONOUN) {
            return true;
        }
        word.conj && !self.coordinates(word)
    }

    /// «وقال فلان لـ"النهار"»: whom he told, unless the head is what a body owns (بيان لـ"النهار").
    fn addresses(&self, at: At, word: &Word<'_>) -> bool {
        let owned = Classes(lex::DOC_HEAD.0 | lex::ORG_HEAD.0 | lex::MEDIA_HEAD.0);
        let belonging = self.passage.word(at - 1).is_some_and(|w| w.stem.starts_with("تابع"));
        word.body == "ل"
            && self.passage.opens(at + 1).is_some()
            && !(self.names == 0 && (self.head.has(owned) || belonging))
    }

    /// Whether و with this word adds to the phrase.
    fn coordinates(&self, word: &Word<'_>) -> bool {
        let known = word.classes.has(INSIDE) || word.article || word.is_nisba();
        word.key.starts_with('و')
            && known
            && (self.reach == Reach::Marked || self.names == 0 || word.classes.has(NOUNS))
    }

    /// Whether a noun with a clitic preposition belongs to the phrase.
    fn owns_preposition(&self, at: At, word: &Word<'_>) -> bool {
        let classes = word.classes | self.passage.phrase(at);
        match word.prep {
            Some('ب') => classes.has(BODIES) || matches!(word.stem, "اسم" | "لسان" | "شؤون" | "شان"),
            Some('ل') if classes.has(MEDIA) => {
                let before = self.passage.word(at - 1);
                let after_role = before
                    .is_some_and(|w| w.classes.has(lex::ADJECTIVE) || w.classes.has(lex::PERSON_HEAD) && !w.article);
                self.names == 0 && (after_role || self.head.has(lex::DOC_HEAD)) && self.reach == Reach::Free
            }
            Some('ل') => {
                classes.has(Classes(BODIES.0 | lex::PERSON_HEAD.0 | lex::GROUP_HEAD.0))
                    || self.names == 0 && (self.head.has(NOUNS) || word.article)
                    || classes.has(lex::FIELD_NOUN)
            }
            _ => false,
        }
    }

    /// في، من، لدى inside a phrase: what follows must be a body, a place or a definite noun that is no medium.
    fn after_preposition(&self, at: At, word: &Word<'_>) -> Option<At> {
        let p = self.passage;
        let next = p.word(at + 1).filter(|_| at + 1 < self.limit);
        match word.body {
            "باسم" | "بلسان" | "غير" => Some(at + 1),
            "في" | "لدي" | "داخل" => {
                let next = next?;
                let phrase = p.phrase(at + 1);
                let classes = next.classes | phrase;
                let outside = Classes(lex::MEDIUM.0 | lex::TIME.0 | lex::DEMONSTRATIVE.0);
                let inside = classes.has(BODIES) && !next.suffix
                    || self.head.has(NOUNS) && !classes.has(outside) && !next.suffix && !next.is_number();
                // «الباحث الرئيسي في الدراسة، الدكتور فلان»
                let titled = self.head.has(lex::PERSON_HEAD)
                    && p.mark(at + 2) == Some(',')
                    && p.classes(at + 3).has(lex::HONORIFIC)
                    && at + 3 < self.limit;
                (titled || inside && !phrase.has(outside) && self.names < 2).then_some(at + 2)
            }
            "من" => {
                let next = next?;
                let partitive =
                    p.classes(self.start).has(Classes(lex::QUANTIFIER.0 | lex::GROUP_HEAD.0 | lex::PERSON_HEAD.0));
                let noun = next.article || next.classes.has(Classes(INSIDE.0 | lex::DEMONSTRATIVE.0));
                let issued = self.head.has(lex::DOC_HEAD) && self.passage.all(at + 1).has(BODIES);
                ((partitive && noun || issued) && self.names == 0).then_some(at + 1)
            }
            "علي" if p.key(at + 1) == "الاقل" || p.key(at + 1) == "الاكثر" => Some(at + 2),
            "عن" if self.head.has(lex::DOC_HEAD) => Some(at + 1),
            // «المشرف على الجسور»، «المسؤول عن الملف»: a definite participle brings its preposition.
            "علي" | "عن" | "الي" => {
                let charged = p.word(at - 1).is_some_and(|w| w.article && w.stem.starts_with('م'));
                let noun = p.word(at + 1).is_some_and(|w| w.finite().is_none() || w.article);
                let issued = p.word(at - 1).is_some_and(brings_preposition);
                let owned = issued || charged && noun && self.reach == Reach::Marked;
                (owned && self.names == 0 && at + 2 <= self.limit).then_some(at + 2)
            }
            _ => None,
        }
    }

    /// In a phrase with no marked end: whether `word` must belong to the next phrase.
    fn begins_another(&self, at: At, word: &Word<'_>) -> bool {
        let phrase = self.passage.phrase(at);
        let classes = word.classes | phrase;
        if classes.has(lex::DEMONSTRATIVE) {
            return true;
        }
        if classes.has(lex::OBJECT_NOUN) && !word.article && !word.conj && (self.closed || !self.open_noun) {
            return true;
        }
        if !self.closed || word.conj || brings_preposition(word) {
            return false;
        }
        if classes.has(Classes(lex::ADJECTIVE.0 | lex::SAME_REF.0))
            || word.is_nisba() && (word.article || self.open_noun)
        {
            return false;
        }
        if classes.has(Classes(lex::HONORIFIC.0)) {
            return false;
        }
        // «واستنكر الهمامي صمت الحكومة»: a family name with its article ends the name.
        let family = at == self.start + 1 && self.passage.word(self.start).is_some_and(|w| w.article && w.is_nisba());
        let construct = self.passage.word(at + 1).is_some_and(|w| w.article && !w.is_nisba());
        if family
            && self.head.is_empty()
            && !word.article
            && construct
            && !classes.has(Classes(NOUNS.0 | lex::NAME_PARTICLE.0))
        {
            return true;
        }
        if self.names > 0 && word.classes.is_empty() && is_attached(word.body) {
            return true;
        }
        if self.names > 0 {
            return match word.article {
                true => {
                    self.names >= 2 && !word.is_nisba()
                        || classes.has(Classes(BODIES.0 | lex::GROUP_HEAD.0 | lex::OBJECT_NOUN.0))
                }
                false => {
                    classes.has(Classes(lex::OBJECT_NOUN.0 | BODIES.0 | lex::DOC_HEAD.0 | lex::GROUP_HEAD.0))
                        || is_masdar_shape(word.stem)
                        || self.names >= 4
                }
            };
        }
        if word.article {
            return !self.open_noun;
        }
        let national = word.classes.is_empty()
            && self.passage.word(self.start).is_some_and(|w| w.article && w.is_nisba() && !w.classes.has(NOUNS));
        let role = national || self.head.has(Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0));
        !self.open_noun && (!role || classes.has(lex::OBJECT_NOUN) || is_masdar_shape(word.stem))
    }

    /// A short quotation inside a phrase is a name.
    fn quotation(&mut self, at: At) -> Option<At> {
        let quote = self.passage.opens(at).filter(|q| q.closed && q.close < self.limit)?;
        let words = self.passage.count_words(quote.open + 1..quote.close);
        let titled = at == self.start
            || self.passage.classes(at - 1).has(Classes(NOUNS.0 | lex::CLASS_NOUN.0))
            || self.names > 0;
        if words > 5 || !(titled || words <= 2) {
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
        let bearer = self.names > 0 || self.head.has(Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0));
        if !bearer || !(role || named && self.names == 0) {
            return None;
        }
        let closes = (comma + 1..self.limit).find(|&at| p.mark(at) == Some(','));
        let end = closes.unwrap_or(self.limit);
        let plain = end - comma <= 16 && (comma + 1..end).all(|at| p.word(at).is_none_or(|w| !self.stops_plain(at, w)));
        (plain && (closes.is_some() || self.reach == Reach::Marked)).then_some(comma + 1)
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

/// Whether an unknown word after a name looks like بـ with a feminine noun (بجائزة), and not like a name (باعجاجة).
fn is_attached(body: &str) -> bool {
    body.strip_prefix('ب').is_some_and(|rest| !rest.starts_with('ا') && rest.ends_with('ة'))
}

/// Definite participles that bring their preposition with them wherever they stand: البيان الصادر عن الوزارة.
fn brings_preposition(word: &Word<'_>) -> bool {
    word.article && matches!(word.stem, "صادر" | "صادرة" | "مشرف" | "مشرفة" | "منشور" | "منشورة" | "موقع" | "موقعة")
}

/// Whether the word is a preposition that stands alone.
pub(super) fn is_bare_preposition(word: &Word<'_>) -> bool {
    word.classes.has(lex::PREPOSITION) && word.prep.is_none() && !word.article
}

/// «علي» spelled with its dots after a name or an honorific is the name, not the preposition.
pub(super) fn is_given_name(p: &Passage<'_>, at: At) -> bool {
    let spelled = p.tokens[at].span.of(p.text).ends_with('ي');
    p.key(at) == "علي" && spelled
}

/// Whether an indefinite word has the shape of a masdar of the derived forms.
pub(super) fn is_masdar_shape(stem: &str) -> bool {
    let mut letters = ['\0'; 10];
    let mut length = 0;
    for c in stem.trim_end_matches('ه').chars() {
        let Some(slot) = letters.get_mut(length) else { return false };
        *slot = c;
        length += 1;
    }
    matches!(
        &letters[..length],
        ['ا', _, _, 'ا', _]
            | ['ا', 'ن', _, _, 'ا', _]
            | ['ا', _, 'ت', _, 'ا', _]
            | ['ا', 'س', 'ت', .., 'ا', _]
            | ['ت', _, _, 'ي', _]
            | ['م', _, 'ا', _, _, 'ة']
    )
}
