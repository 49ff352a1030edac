//! Folded text to tokens: words with their clitics peeled and looked up, and marks.
//!
//! Peeled are و and ف before anything, س before an imperfect, ب ل ك and ال before nouns, and object or possessive
//! pronouns after verbs of speech and their masdars. A word that the lexicon has whole is never peeled (وصف، وعد).

use super::lexicon::{self as lex, Classes, Form, FormKind, Number};
use super::passage::{Token, TokenKind};
use super::phrases::NOUNS;
use crate::fold::{Folded, is_of_word};
use crate::span::{Offset, Span};

/// Lists of nouns, before which a letter can be a preposition.
const NOMINAL: Classes = Classes(
    NOUNS.0
        | lex::ADJECTIVE.0
        | lex::CRITERION.0
        | lex::MEDIUM.0
        | lex::TIME.0
        | lex::QUANTIFIER.0
        | lex::OBJECT_NOUN.0
        | lex::DEMONSTRATIVE.0
        | lex::CLASS_NOUN.0
        | lex::FIELD_NOUN.0
        | lex::SAME_REF.0,
);

/// Lists of small words that never take the article.
const SMALL: Classes = Classes(
    lex::PREP_PRONOUN.0
        | lex::PREPOSITION.0
        | lex::COMPLEMENTIZER.0
        | lex::RELATIVE.0
        | lex::PRONOUN.0
        | lex::AUXILIARY.0
        | lex::OPENER_WORD.0,
);

/// Lists of common nouns that take a possessive.
const HEADS: Classes =
    Classes(lex::PERSON_HEAD.0 | lex::GROUP_HEAD.0 | lex::ORG_HEAD.0 | lex::MEDIA_HEAD.0 | lex::DOC_HEAD.0);

/// One word, as spelled and as peeled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// The whole word, folded.
    pub key: &'t str,
    /// Without the conjunction.
    pub body: &'t str,
    /// Without conjunction, preposition and article.
    pub stem: &'t str,
    /// Where the body starts in the article.
    pub body_at: Offset,
    /// Where the word without conjunction and preposition starts in the article; the article belongs to it.
    pub noun_at: Offset,
    /// و or ف was peeled.
    pub conj: bool,
    /// ب ل or ك was peeled.
    pub prep: Option<char>,
    /// It has the article.
    pub article: bool,
    /// س was peeled from an imperfect.
    pub future: bool,
    /// A pronoun was peeled from the end.
    pub suffix: bool,
    /// It ends in tanwin as written.
    pub tanwin: bool,
    /// Its lists.
    pub classes: Classes,
    /// How many words the longest phrase starting here may have.
    pub longest: u8,
    /// Its readings as a form of a known verb.
    pub forms: &'static [Form],
}

impl Word<'_> {
    /// How a phrase that begins with it may begin: as spelled, without conjunction, without article; each once.
    pub fn starts(&self) -> [Option<&str>; 3] {
        let (body, stem) = (self.body != self.key, self.stem != self.body);
        [Some(self.key), body.then_some(self.body), stem.then_some(self.stem)]
    }

    /// The reading as an active finite verb that reports best: the first one of `forms`.
    pub fn finite(&self) -> Option<Form> {
        self.forms.iter().copied().find(|form| form.is_finite())
    }

    /// The reading as a participle in the accusative.
    pub fn participle(&self) -> Option<Form> {
        self.forms.iter().copied().find(|form| form.kind == FormKind::Participle)
    }

    /// The reading as a masdar.
    pub fn masdar(&self) -> Option<Form> {
        self.forms.iter().copied().find(|form| form.kind == FormKind::Masdar)
    }

    /// Whether it looks like a feminine noun.
    pub fn is_feminine(&self) -> bool {
        self.stem.ends_with('ة') || self.stem.ends_with("اء") || self.stem.ends_with("ات")
    }

    /// Whether it looks like an adjective of relation (عراقي، الأميركية).
    pub fn is_nisba(&self) -> bool {
        let stem =
            ["ين", "ون", "ان", "ات", "ة", "ا"].iter().find_map(|e| self.stem.strip_suffix(e)).unwrap_or(self.stem);
        stem.ends_with('ي') && stem.chars().count() >= if self.article { 3 } else { 4 }
    }

    /// Whether it is digits.
    pub fn is_number(&self) -> bool {
        self.key.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Splits a folded block into tokens; `base` is where the block stands in `text`.
pub(super) fn tokenise<'t>(folded: &'t Folded, base: Span, text: &str) -> Vec<Token<'t>> {
    let source = folded.text();
    let mut tokens = Vec::with_capacity(source.len() / 8);
    let mut word_from: Option<usize> = None;
    let ends = source.char_indices().chain(std::iter::once((source.len(), ' ')));
    for (at, c) in ends {
        if is_of_word(c) {
            word_from.get_or_insert(at);
            continue;
        }
        if let Some(from) = word_from.take() {
            tokens.push(word_token(folded, from, at, base, text));
        }
        if !c.is_whitespace() && at < source.len() {
            let span = folded.original(Span::new(at, at + c.len_utf8())).shifted(base.start.0);
            tokens.push(Token { span, kind: TokenKind::Mark(c), quote: None, phrase: None });
        }
    }
    tokens
}

/// «ورد» is وَرَدَ only before في or عن, and و with رَدَّ otherwise.
pub(super) fn settle_homographs(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        let TokenKind::Word(word) = tokens[at].kind else { continue };
        if !matches!(word.key, "ورد" | "وردت" | "وردوا") {
            continue;
        }
        let next = tokens.get(at + 1).map(|t| t.kind);
        let document = matches!(next, Some(TokenKind::Word(n)) if matches!(n.key, "في" | "عن" | "الي" | "ل") || n.prep == Some('ل'));
        if !document {
            let body = word.key.strip_prefix('و').unwrap_or(word.key);
            let mut peeled =
                Word { body_at: Offset(word.body_at.0 + 'و'.len_utf8()), conj: true, body, stem: body, ..word };
            (peeled.classes, peeled.forms) = (Classes::default(), &[]);
            if look_up(&mut peeled, body) {
                tokens[at].kind = TokenKind::Word(peeled);
            }
        }
    }
}

fn word_token<'t>(folded: &'t Folded, from: usize, to: usize, base: Span, text: &str) -> Token<'t> {
    let mut span = folded.original(Span::new(from, to)).shifted(base.start.0);
    span.end = Offset(span.end.0 + marks_after(text, span.end));
    let key = folded.text().get(from..to).unwrap_or("");
    let place = |offset: usize| match offset {
        0 => span.start,
        _ => folded.original(Span::new(from + offset, to)).shifted(base.start.0).start,
    };
    let mut word = analyse(key);
    word.body_at = place(key.len() - word.body.len());
    let noun = word.body.len() - word.prep.map_or(0, char::len_utf8);
    word.noun_at = place(key.len() - noun);
    word.tanwin = span.of(text).contains('\u{64b}');
    Token { span, kind: TokenKind::Word(word), quote: None, phrase: None }
}

/// Bytes of vowel marks and tatweel that follow `at`.
fn marks_after(text: &str, at: Offset) -> usize {
    let rest = text.get(at.0..).unwrap_or("");
    rest.chars().take_while(|c| matches!(c, '\u{64b}'..='\u{652}' | '\u{670}')).map(char::len_utf8).sum()
}

/// Peels and looks up one folded word.
pub(super) fn analyse(key: &str) -> Word<'_> {
    let mut word = Word {
        key,
        body: key,
        stem: key,
        body_at: Offset(0),
        noun_at: Offset(0),
        conj: false,
        prep: None,
        article: false,
        future: false,
        suffix: false,
        tanwin: false,
        classes: Classes::default(),
        longest: 0,
        forms: &[],
    };
    let plain = word;
    let known = look_up(&mut word, key);
    if known && !is_rare(&word) {
        return word;
    }
    let whole = word;
    word = plain;
    if let Some(rest) = key.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() >= 2) {
        let mut peeled = Word { body: rest, stem: rest, conj: true, ..word };
        if look_up(&mut peeled, rest) {
            return peeled;
        }
        // An unknown word: و is taken for the conjunction where a definite or a long word follows it.
        let conj = key.starts_with('و') && (peeled.article || peeled.prep.is_some());
        // «والده» is no و before an unknown الده.
        if conj && whole.classes.is_empty() || peeled.article && whole.classes.is_empty() {
            return peeled;
        }
    }
    whole
}

/// Whether a word is known only as a dual or a passive, which a conjunction and a common word outweigh.
fn is_rare(word: &Word<'_>) -> bool {
    let possessed = word.suffix && word.forms.is_empty();
    possessed
        || word.classes.is_empty()
            && word.longest < 2
            && word.forms.iter().all(|f| {
                f.number == Number::Dual
                    || !f.is_finite() && f.kind != FormKind::Participle && f.kind != FormKind::Masdar
            })
}

/// Fills in what the lexicon has for `body`; false where it has nothing.
fn look_up<'t>(word: &mut Word<'t>, body: &'t str) -> bool {
    if let Some(entry) = lex::word(body) {
        word.classes = entry.classes;
        word.longest = entry.longest;
        word.forms = entry.forms();
    }
    split_noun(word, body);
    if word.forms.is_empty() {
        look_up_verb(word, body);
    }
    !word.classes.is_empty() || !word.forms.is_empty() || word.longest > 1
}

/// Article and prepositions before a noun.
fn split_noun<'t>(word: &mut Word<'t>, body: &'t str) {
    let whole = !word.classes.is_empty() || !word.forms.is_empty();
    let long = |s: &str| s.chars().count() >= 2;
    if let Some(stem) = body.strip_prefix("ال").filter(|s| long(s)) {
        word.article = true;
        word.stem = stem;
        let whole = word.classes;
        add_noun(word, stem);
        // «الله» is not ال with له.
        word.classes = whole | Classes(word.classes.0 & !SMALL.0);
        return;
    }
    if whole {
        return;
    }
    if let Some(stem) = body.strip_prefix("لل").filter(|s| long(s)) {
        (word.prep, word.article, word.stem) = (Some('ل'), true, stem);
        // «للائحة» is ل and اللائحة: the article's ل is the noun's own.
        let own = body.strip_prefix('ل').filter(|rest| lex::word(rest).is_some() && lex::word(stem).is_none());
        (word.stem, word.article) = (own.unwrap_or(stem), own.is_none());
        add_noun(word, word.stem);
        return;
    }
    for prep in ['ب', 'ل', 'ك'] {
        let Some(rest) = body.strip_prefix(prep).filter(|s| s.chars().count() >= 2) else { continue };
        if let Some(stem) = rest.strip_prefix("ال").filter(|s| long(s)) {
            (word.prep, word.article, word.stem) = (Some(prep), true, stem);
            add_noun(word, stem);
            add_noun(word, rest);
            return;
        }
        if lex::word(rest).is_some_and(|e| e.classes.has(NOMINAL) && rest.chars().count() >= 3 || e.longest > 1) {
            (word.prep, word.stem) = (Some(prep), rest);
            add_noun(word, rest);
            return;
        }
    }
    if let Some(stem) = body.strip_suffix('ا').filter(|s| s.chars().count() >= 3) {
        add_noun(word, stem);
    }
    if word.classes.is_empty() {
        possessed_noun(word, body);
    }
}

/// A known noun with a possessive pronoun: مندوبها، عائلته، مراسلتنا.
fn possessed_noun<'t>(word: &mut Word<'t>, body: &'t str) {
    if !body.ends_with(['ا', 'م', 'ن', 'ه']) {
        return;
    }
    for suffix in ["هما", "ها", "هم", "هن", "نا", "ه"] {
        let Some(stem) = body.strip_suffix(suffix).filter(|s| s.chars().count() >= 3) else { continue };
        // مراسلتها، مؤلفوها: ة has become ت, and the ن of a plural is gone.
        let entry = lex::word(stem).filter(|e| e.classes.has(HEADS)).or_else(|| {
            let one = match stem.strip_suffix('ت') {
                Some(base) => lex::joined(base, "ة"),
                None => lex::word(stem.strip_suffix('و')?),
            };
            one.filter(|e| e.classes.has(HEADS))
        });
        if let Some(entry) = entry {
            (word.classes, word.suffix, word.stem) = (entry.classes, true, stem);
            return;
        }
    }
}

fn add_noun(word: &mut Word<'_>, stem: &str) {
    if let Some(entry) = lex::word(stem) {
        word.classes = word.classes | entry.classes;
        word.longest = word.longest.max(entry.longest);
    }
}

/// Verbs with future س, object pronouns, and masdars with possessives.
fn look_up_verb(word: &mut Word<'_>, body: &str) {
    if let Some(rest) = body.strip_prefix('س')
        && let Some(entry) = lex::word(rest).filter(|e| {
            // «سيرين» is a name before it is they that will see.
            let women = |f: &Form| f.feminine && f.number == Number::Plural;
            e.forms().iter().any(|f| f.kind == FormKind::Imperfect && !women(f))
        })
    {
        (word.forms, word.future) = (entry.forms(), true);
        return;
    }
    if !body.ends_with(['ا', 'م', 'ن', 'ي', 'ه']) {
        return;
    }
    let (prep, base) = match body.strip_prefix('ب').filter(|b| b.chars().count() >= 4) {
        Some(rest) => (Some('ب'), rest),
        None => (None, body),
    };
    for suffix in ["هما", "ها", "هم", "هن", "ني", "نا", "ه"] {
        let Some(stem) = base.strip_suffix(suffix).filter(|_| prep.is_some()) else { continue };
        let masdar = forms_before_pronoun(stem).filter(|forms| forms.iter().any(|f| f.kind == FormKind::Masdar));
        if let Some(forms) = masdar {
            (word.forms, word.suffix, word.prep) = (forms, true, prep);
            return;
        }
    }
    for suffix in ["هما", "ها", "هم", "هن", "ني", "نا", "ه"] {
        let Some(stem) = body.strip_suffix(suffix).filter(|s| s.chars().count() >= 2) else { continue };
        if let Some(forms) = forms_before_pronoun(stem) {
            (word.forms, word.suffix) = (forms, true);
            return;
        }
    }
}

/// The forms that `stem` can be before a pronoun: ى has become ا there, and ة has become ت.
fn forms_before_pronoun(stem: &str) -> Option<&'static [Form]> {
    let useful = |known: Option<lex::Known>| known.map(|e| e.forms()).filter(|f| !f.is_empty());
    if let Some(forms) = useful(lex::word(stem)) {
        return Some(forms);
    }
    let mut letters = stem.chars();
    let ending = match letters.next_back()? {
        'ا' => "ي",
        'ت' => "ة",
        'و' => "وا",
        'ئ' | 'ؤ' => "ء",
        _ => return None,
    };
    useful(lex::joined(letters.as_str(), ending))
}
