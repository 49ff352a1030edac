//! One mention taken apart: head, complements, name, gender, number, kind.

use std::ops::Range;

use super::super::lexicon as lex;
use super::super::lexicon::Classes;
use super::super::model::SourceKind;
use super::super::passage::{At, Passage, TokenKind};
use super::super::phrases::{self, PLACES, is_bare_preposition};
use super::super::words::Word;
use super::kinds::singular;
use crate::span::Span;

/// Grammatical gender, as far as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::claims) enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
    /// Either.
    Unknown,
}

/// What a mention says about who is meant.
#[derive(Debug, Clone)]
pub(in crate::claims) struct Profile {
    /// The mention.
    pub span: Span,
    /// The head noun without its article, folded; empty where there is only a name.
    pub head: String,
    /// Other words of the role, without articles, folded.
    pub complements: Vec<String>,
    /// Words of the name, folded.
    pub name: Vec<String>,
    /// Where the name stands.
    pub name_span: Option<Span>,
    /// Where the role stands.
    pub role_span: Option<Span>,
    /// What it would be if it were new.
    pub kind: SourceKind,
    /// Whether the head is definite.
    pub definite: bool,
    /// Whether it says "the same" or "the last".
    pub same: bool,
    /// Whether it says "another".
    pub other: bool,
    /// Gender of the head or of the verb.
    pub gender: Gender,
    /// Whether many.
    pub many: bool,
    /// The group of names of one institution that it is in, or 0.
    pub alias: u8,
    /// Whether it is an outlet or agency.
    pub media: bool,
    /// A nickname in quotation marks after the name.
    pub nick: Option<Span>,
}

/// Titles that are given names as well.
const NAME_LIKE_TITLES: [&str; 8] = ["مساعد", "رائد", "امين", "امير", "اميرة", "عميد", "حكم", "نجم"];

pub(super) struct Reader<'p, 't> {
    pub(super) p: &'p Passage<'t>,
    pub(super) profile: Profile,
    pub(super) name: Option<Range<At>>,
    pub(super) role: Option<Range<At>>,
    pub(super) classes: Classes,
    closed: bool,
    open_noun: bool,
    /// After a comma that follows the name: a role in apposition.
    apposed: bool,
    /// After a preposition, whose noun makes the head no more definite: قيادي في المعارضة.
    attached: bool,
}

impl Profile {
    /// Reads the mention at `range`.
    pub fn read(p: &Passage<'_>, range: &Range<At>) -> Profile {
        let empty = Profile {
            span: p.span(range.clone()),
            head: String::new(),
            complements: Vec::new(),
            name: Vec::new(),
            name_span: None,
            role_span: None,
            kind: SourceKind::Person,
            definite: false,
            same: false,
            other: false,
            gender: Gender::Unknown,
            many: false,
            alias: 0,
            media: false,
            nick: None,
        };
        let mut reader = Reader {
            p,
            profile: empty,
            name: None,
            role: None,
            classes: Classes::default(),
            closed: false,
            open_noun: false,
            apposed: false,
            attached: false,
        };
        let mut at = range.start;
        while at < range.end {
            at = reader.token(at, range.end).max(at + 1);
        }
        reader.finish(range)
    }
}

impl Reader<'_, '_> {
    fn token(&mut self, at: At, end: At) -> At {
        match self.p.tokens[at].kind {
            TokenKind::Word(word) => self.word(at, end, &word),
            TokenKind::Open(quote) => self.quotation(self.p.quotes[quote].close.min(end)),
            TokenKind::Mark('(') => self.parenthesis(at, end),
            TokenKind::Mark(',') => {
                self.apposed = self.name.is_some();
                at + 1
            }
            _ => at + 1,
        }
    }

    fn word(&mut self, at: At, end: At, word: &Word<'_>) -> At {
        let (phrase, length) = self.p.tokens[at].phrase.unwrap_or((Classes::default(), 1));
        if phrase.has(lex::ANONYMITY) && length > 1 {
            return end;
        }
        let classes = word.classes | phrase;
        if self.head_is_free()
            && phrase.has(Classes(lex::ORG_NAME.0 | lex::AGENCY.0 | lex::COUNTRY.0 | lex::CAPITAL.0))
            && length > 1
        {
            return self.proper_phrase(at, (at + length).min(end), phrase);
        }
        self.profile.same |= classes.has(lex::SAME_REF);
        self.profile.other |= matches!(word.stem, "اخر" | "اخري" | "اخرون" | "اخرين" | "ثان" | "ثانية");
        if is_bare_preposition(word) && !phrases::is_given_name(self.p, at) && at > 0 && self.name.is_none()
            || classes.has(Classes(lex::DEMONSTRATIVE.0 | lex::SAME_REF.0))
        {
            if !self.head_is_free() {
                self.open_noun = is_bare_preposition(word);
                self.attached |= self.open_noun;
            }
            return at + 1;
        }
        let titled = !classes.has(lex::PERSON_HEAD)
            || self.name.is_some() && !self.apposed
            || self.closed && word.article && self.name_after(at, end);
        // «سمير القاضي»: a title that ends a name of two words is the family's name.
        if classes.has(lex::HONORIFIC) && self.profile.name.len() == 1 && word.article && !self.name_after(at, end) {
            self.extend_name(at, word);
            return at + 1;
        }
        if classes.has(lex::HONORIFIC) && titled || word.is_number() {
            self.profile.gender = self.gender_of(word, self.profile.gender);
            (self.closed, self.open_noun) = (true, false);
            return at + if phrase.has(lex::HONORIFIC) { length } else { 1 };
        }
        if at < end - 1 && self.head_is_free() && matches!(word.stem, "ذات" | "نفس") {
            self.profile.same = true;
            return at + 1;
        }
        if word.key == "و" {
            self.open_noun = true;
            return at + 1;
        }
        if self.is_name(at, end, word, classes) {
            self.extend_name(at, word);
        } else {
            // «فلان الفلاني رئيس اللجنة»: what follows the name is its role.
            self.apposed |= self.name.is_some();
            self.extend_role(at, word, classes);
        }
        at + 1
    }

    /// Whether a bare word that can be a name follows.
    fn name_after(&self, at: At, end: At) -> bool {
        let titles = (at + 1..end).take_while(|&t| self.p.classes(t).has(lex::HONORIFIC)).count();
        let next = self.p.word(at + 1 + titles).filter(|_| at + 1 + titles < end);
        next.is_some_and(|w| !w.article && w.prep.is_none() && !w.classes.has(lex::ADJECTIVE))
    }

    fn head_is_free(&self) -> bool {
        self.profile.head.is_empty() && self.name.is_none()
    }

    /// Whether the word belongs to a name.
    fn is_name(&self, at: At, end: At, word: &Word<'_>, classes: Classes) -> bool {
        if self.apposed || word.body.starts_with("باسم") {
            return false;
        }
        let role = Classes(
            lex::PERSON_HEAD.0
                | lex::GROUP_HEAD.0
                | lex::ORG_HEAD.0
                | lex::MEDIA_HEAD.0
                | lex::DOC_HEAD.0
                | lex::QUANTIFIER.0,
        );
        if self.name.is_some() {
            // «نادر الخطيب»: a calling that ends a name of two words is the family's name.
            if self.profile.name.len() == 1 && word.article && at + 1 == end {
                return true;
            }
            let particle = classes.has(lex::NAME_PARTICLE) && !word.article && at + 1 < end;
            return particle
                || !classes.has(Classes(role.0 & !lex::QUANTIFIER.0))
                || word.article && classes.0 & role.0 == 0;
        }
        let known = classes
            .has(Classes(role.0 | lex::ADJECTIVE.0 | lex::CLASS_NOUN.0 | PLACES.0 | lex::ORG_NAME.0 | lex::AGENCY.0));
        let particle = classes.has(lex::NAME_PARTICLE) && !word.article;
        if self.profile.head.is_empty() && word.article && word.classes.is_empty() && self.names_follow(at, end) {
            return false;
        }
        if phrases::is_plural(self.p, at) {
            return false;
        }
        if self.profile.head.is_empty() {
            return particle
                || !known
                    && word.prep.is_none()
                    && (!word.article || word.is_nisba() || word.classes.is_empty())
                    && !(word.article && self.classes.has(lex::QUANTIFIER));
        }
        if self.is_name_like_title(at, end, word) {
            return true;
        }
        let fits =
            !word.article && word.prep.is_none() && !word.conj && !word.is_nisba_of_role() && (!known || particle);
        let unknown = self.classes.is_empty();
        let person = unknown || self.classes.has(Classes(lex::PERSON_HEAD.0 | lex::HONORIFIC.0));
        fits && person && (self.closed || particle) && !self.open_noun
    }

    /// «مدير الإدارة مساعد الراشدي»: a title that is also a given name, before a family name that the lexicon lacks.
    fn is_name_like_title(&self, at: At, end: At, word: &Word<'_>) -> bool {
        let next = self.p.word(at + 1).filter(|_| at + 2 == end);
        let family = next.is_some_and(|w| w.article && w.classes.is_empty() && w.forms.is_empty());
        NAME_LIKE_TITLES.contains(&word.body) && self.closed && !self.open_noun && family
    }

    /// «الحرفي سامر الوردي»: a definite word that the lexicon does not know is a calling where a bare name follows.
    fn names_follow(&self, at: At, end: At) -> bool {
        let bare = |t: At| {
            self.p
                .word(t)
                .filter(|_| t < end)
                .is_some_and(|w| !w.article && !w.conj && w.prep.is_none() && w.classes.0 & !lex::NAME_PARTICLE.0 == 0)
        };
        bare(at + 1)
    }

    fn extend_name(&mut self, at: At, word: &Word<'_>) {
        let range = self.name.get_or_insert(at..at);
        range.end = at + 1;
        self.profile.name.push(if word.conj { word.body } else { word.key }.to_owned());
    }

    fn extend_role(&mut self, at: At, word: &Word<'_>, classes: Classes) {
        let stem = if word.stem.is_empty() { word.body } else { word.stem };
        let place = classes.has(PLACES);
        if self.profile.head.is_empty() && !classes.has(lex::QUANTIFIER) {
            let possessed = stem.strip_suffix('ت').filter(|_| word.suffix);
            self.profile.head = possessed.map_or_else(|| singular(stem), |base| format!("{base}ة"));
            self.profile.definite = word.article || word.suffix;
            self.classes = self.classes | classes;
            self.profile.gender = self.gender_of(word, Gender::Unknown);
            self.open_noun = !word.article && !place && !word.suffix;
            self.closed |= word.suffix;
        } else if classes.has(lex::QUANTIFIER) && self.profile.head.is_empty() {
            self.classes = self.classes | lex::QUANTIFIER;
        } else {
            self.profile.complements.push(singular(stem));
            if let Some(alias) = self.alias_at(at) {
                self.profile.complements.push(format!("#{alias}"));
            }
            self.attached |= word.prep.is_some() || word.body == "باسم";
            self.profile.definite |= (word.article || place) && self.open_noun && !self.apposed && !self.attached;
            let body = classes.has(Classes(lex::ORG_HEAD.0 | lex::CLASS_NOUN.0));
            let adjective = classes.has(lex::ADJECTIVE) || word.is_nisba() && !body;
            // «المتحدث باسمها»
            let spoken_for = word.body.starts_with("باسم") && word.body.chars().count() > 4;
            self.open_noun = !word.article && !place && !adjective && word.prep.is_none() && !spoken_for;
        }
        self.closed |= word.article || place || classes.has(lex::ORG_NAME);
        let named = self.name.as_ref().map_or(usize::MAX, |name| name.start);
        match &mut self.role {
            // A role on both sides of the name: the first one stays, unless it is only a nation or a rank.
            Some(role) if role.start < named && named < at => {
                let title = self.p.classes(role.start).has(lex::HONORIFIC);
                if role.len() == 1 && (title || !self.classes.has(lex::PERSON_HEAD)) {
                    *role = at..at + 1;
                }
            }
            Some(role) => role.end = at + 1,
            None => self.role = Some(at..at + 1),
        }
    }

    /// A known name of several words: وزارة الخارجية, الاتحاد الأوروبي.
    fn proper_phrase(&mut self, at: At, end: At, phrase: Classes) -> At {
        let word = self.p.word(at).copied();
        self.profile.head = word.map_or(String::new(), |w| w.stem.to_owned());
        self.classes = self.classes | phrase | word.map_or(Classes::default(), |w| w.classes);
        self.profile.definite = true;
        self.profile.complements.extend((at + 1..end).filter_map(|a| self.p.word(a)).map(|w| w.stem.to_owned()));
        self.profile.alias = self.alias_at(at).unwrap_or(0);
        if let Some(word) = word {
            self.profile.gender = self.gender_of(&word, Gender::Unknown);
        }
        self.closed = true;
        self.role = Some(at..end);
        end
    }

    /// A quoted name: of a body after its class noun, of a person otherwise.
    fn quotation(&mut self, close: At) -> At {
        let words: Vec<String> = (0..close)
            .rev()
            .take_while(|&a| !matches!(self.p.tokens[a].kind, TokenKind::Open(_)))
            .filter_map(|a| self.p.word(a))
            .map(|w| w.stem.to_owned())
            .collect();
        if self.head_is_free() {
            self.classes = self.classes | lex::CLASS_NOUN;
            self.profile.name.extend(words.into_iter().rev());
            let open = (0..close).rev().find(|&a| matches!(self.p.tokens[a].kind, TokenKind::Open(_))).unwrap_or(0);
            self.name = Some(open + 1..close);
        } else if self.name.is_some() {
            let open = (0..close).rev().find(|&a| matches!(self.p.tokens[a].kind, TokenKind::Open(_))).unwrap_or(0);
            self.profile.nick = Some(self.p.span(open + 1..close));
        } else {
            self.profile.complements.extend(words.into_iter().rev());
            self.profile.definite |= self.open_noun && !self.attached;
            self.open_noun = false;
            if let Some(role) = &mut self.role {
                role.end = close + 1;
            }
        }
        self.closed = true;
        close + 1
    }

    /// An acronym in parentheses glued to the name.
    fn parenthesis(&mut self, at: At, end: At) -> At {
        let close = (at..end).find(|&e| self.p.mark(e) == Some(')')).unwrap_or(end);
        self.profile.alias = self.profile.alias.max(self.alias_within(at + 1..close));
        // «الهيئة العربية للمياه (هعم)»: what it is called from here on.
        let letters = self.p.word(at + 1).is_some_and(|w| !w.is_number());
        if letters && close - at <= 4 && self.name.is_none() {
            let inner = if self.p.opens(at + 1).is_some() { at + 2..close - 1 } else { at + 1..close };
            self.profile.nick = Some(self.p.span(inner));
        }
        close + 1
    }
}
