//! A block as the rules see it: tokens with their words looked up, quotations paired, sentences parted.
//!
//! Offsets in tokens are bytes of the article's text; positions that rules hand around are token numbers ([`At`]).

use std::ops::Range;

use smallvec::SmallVec;

use super::lexicon as lex;
use super::lexicon::Classes;
use super::quotes::{self, Quote};
use super::words::{self, Word};
use crate::article::{Article, BlockKind};
use crate::fold::{Folded, Level, fold};
use crate::span::Span;

/// The number of a token in its passage.
pub(super) type At = usize;

/// One block of an article.
#[derive(Debug)]
pub(super) struct Passage<'t> {
    /// Its number in the article.
    pub block: usize,
    /// What it is for.
    pub kind: BlockKind,
    /// Words and marks in order.
    pub tokens: Vec<Token<'t>>,
    /// Quotations in order of their opening marks.
    pub quotes: Vec<Quote>,
    /// Token ranges of its sentences.
    pub sentences: Vec<Range<At>>,
    /// Whether the block before asked a question.
    pub answers: bool,
    /// The whole article.
    pub text: &'t str,
}

/// A word or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    /// Where it stands in the article.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind<'t>,
    /// The outermost quotation that holds it, not counting its own marks.
    pub quote: Option<usize>,
    /// The longest phrase of the lexicon that starts here: its lists and how many tokens it takes.
    pub phrase: Option<(Classes, usize)>,
}

/// What a token is.
#[derive(Debug, Clone, Copy)]
pub(super) enum TokenKind<'t> {
    /// Letters or digits.
    Word(Word<'t>),
    /// An opening quotation mark, with the number of its quotation.
    Open(usize),
    /// A closing quotation mark, with the number of its quotation.
    Close(usize),
    /// Anything else, as folded.
    Mark(char),
}

/// The folded texts of all blocks that hold prose, which passages borrow from.
pub(super) fn fold_blocks(article: &Article) -> Vec<Option<Folded>> {
    let folded = |block: &crate::article::Block| {
        let used = block.kind.is_prose() || block.kind == BlockKind::Heading;
        used.then(|| fold(block.span.of(&article.text), Level::Normal))
    };
    article.blocks.iter().map(folded).collect()
}

impl<'t> Passage<'t> {
    /// Reads one block, given its folded text.
    pub fn read(article: &'t Article, block: usize, folded: &'t Folded) -> Passage<'t> {
        let base = article.blocks[block].span;
        let mut tokens = words::tokenise(folded, base, &article.text);
        words::settle_homographs(&mut tokens);
        let quotes = quotes::pair(&mut tokens, &article.text);
        mark_phrases(&mut tokens);
        let headline = article.blocks[block].kind == BlockKind::Headline;
        let sentences = sentences(&tokens, &article.text, headline);
        Passage {
            block,
            kind: article.blocks[block].kind,
            tokens,
            quotes,
            sentences,
            answers: false,
            text: &article.text,
        }
    }

    /// How many tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word at `at`, if it is one.
    pub fn word(&self, at: At) -> Option<&Word<'t>> {
        match &self.tokens.get(at)?.kind {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The folded mark at `at`, if it is one; quotation marks are `"`.
    pub fn mark(&self, at: At) -> Option<char> {
        match self.tokens.get(at)?.kind {
            TokenKind::Mark(c) => Some(c),
            TokenKind::Open(_) | TokenKind::Close(_) => Some('"'),
            TokenKind::Word(_) => None,
        }
    }

    /// The quotation that opens at `at`.
    pub fn opens(&self, at: At) -> Option<&Quote> {
        match self.tokens.get(at)?.kind {
            TokenKind::Open(quote) => self.quotes.get(quote),
            _ => None,
        }
    }

    /// The folded word at `at`, or nothing.
    pub fn key(&self, at: At) -> &'t str {
        self.word(at).map_or("", |word| word.key)
    }

    /// Lists of the word or phrase at `at`.
    pub fn classes(&self, at: At) -> Classes {
        self.word(at).map_or(Classes::default(), |word| word.classes)
    }

    /// Lists of the word at `at` and of the longest phrase that starts there.
    pub fn all(&self, at: At) -> Classes {
        let phrase = self.tokens.get(at).and_then(|token| token.phrase);
        self.classes(at) | phrase.map_or(Classes::default(), |(classes, _)| classes)
    }

    /// Lists of the longest phrase of several words that starts at `at`.
    pub fn phrase(&self, at: At) -> Classes {
        self.tokens.get(at).and_then(|token| token.phrase).map_or(Classes::default(), |(classes, _)| classes)
    }

    /// How many tokens a word or phrase of `any` takes at `at`; 0 where there is none.
    pub fn length_of(&self, at: At, any: Classes) -> usize {
        match self.tokens.get(at).and_then(|token| token.phrase) {
            Some((classes, length)) if classes.has(any) => length,
            _ => usize::from(self.classes(at).has(any)),
        }
    }

    /// Whether the word at `at` is inside a known name of several words (سي ان ان).
    pub fn in_name(&self, at: At) -> bool {
        let name = Classes(lex::AGENCY.0 | lex::ORG_NAME.0 | lex::MEDIA_HEAD.0);
        (at.saturating_sub(4)..at).any(|from| {
            self.tokens[from].phrase.is_some_and(|(classes, length)| classes.has(name) && from + length > at)
        })
    }

    /// The sentence that holds `at`.
    pub fn sentence(&self, at: At) -> Range<At> {
        let found = self.sentences.partition_point(|s| s.end <= at);
        self.sentences.get(found).cloned().unwrap_or(at..self.len())
    }

    /// Bytes of the tokens in `range`, without the clitics that are no part of its first word.
    pub fn span(&self, range: Range<At>) -> Span {
        let (Some(first), Some(last)) =
            (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|e| self.tokens.get(e)))
        else {
            return Span::default();
        };
        Span { start: first.span.start, end: last.span.end.max(first.span.start) }
    }

    /// How many words stand in `range`.
    pub fn count_words(&self, range: Range<At>) -> usize {
        range.filter(|&at| self.word(at).is_some()).count()
    }

    /// Whether `at` lies inside a quotation that opened at or after `from`.
    pub fn quoted_since(&self, at: At, from: At) -> bool {
        self.tokens[at].quote.is_some_and(|q| self.quotes[q].open >= from)
    }
}

/// Notes the longest phrase that starts at each word.
fn mark_phrases(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        let TokenKind::Word(first) = tokens[at].kind else { continue };
        if first.longest < 2 {
            continue;
        }
        let rest = following_words(tokens, at, usize::from(first.longest) - 1);
        for length in (1..=rest.len()).rev() {
            let words = || rest.iter().take(length).map(|(_, key)| *key);
            let found = (first.starts().into_iter().flatten())
                .find_map(|start| lex::phrase(std::iter::once(start).chain(words())))
                .or_else(|| first.body.starts_with("لل").then(|| lex::phrase_of("ال", first.stem, words()))?);
            if let Some(entry) = found.filter(|entry| !entry.classes.is_empty()) {
                tokens[at].phrase = Some((entry.classes, rest[length - 1].0 + 1 - at));
                break;
            }
        }
    }
}

/// The next words after `at` with their places, over the full stops of an abbreviation and nothing else.
fn following_words<'t>(tokens: &[Token<'t>], at: At, most: usize) -> SmallVec<[(At, &'t str); 8]> {
    let mut found = SmallVec::new();
    let mut abbreviated = matches!(tokens[at].kind, TokenKind::Word(w) if w.stem.chars().count() == 1);
    for (next, token) in tokens.iter().enumerate().skip(at + 1) {
        match token.kind {
            TokenKind::Word(word) if found.len() < most => {
                found.push((next, word.key));
                abbreviated = word.key.chars().count() == 1;
            }
            TokenKind::Mark('.') if abbreviated => {}
            _ => break,
        }
    }
    found
}

/// Parts the tokens at full stops and the like that stand outside quotations.
fn sentences(tokens: &[Token<'_>], text: &str, headline: bool) -> Vec<Range<At>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..tokens.len() {
        if ends_sentence(tokens, at, text, headline) {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

fn ends_sentence(tokens: &[Token<'_>], at: At, text: &str, headline: bool) -> bool {
    if tokens[at].quote.is_some() {
        return false;
    }
    let TokenKind::Mark(mark) = tokens[at].kind else { return false };
    let glued = |next: At| tokens.get(next).is_some_and(|n| n.span.start == tokens[next - 1].span.end);
    match mark {
        '!' | '?' => true,
        '.' if headline && matches!(tokens.get(at + 1).map(|t| t.kind), Some(TokenKind::Mark('.'))) => false,
        '.' if headline && at > 0 && matches!(tokens[at - 1].kind, TokenKind::Mark('.')) => true,
        '.' => {
            let next_mark = matches!(tokens.get(at + 1).map(|t| t.kind), Some(TokenKind::Mark('.')));
            let before_mark = at > 0 && matches!(tokens[at - 1].kind, TokenKind::Mark('.')) && glued(at);
            let short = at > 0 && matches!(tokens[at - 1].kind, TokenKind::Word(w) if w.stem.chars().count() == 1);
            let number = at > 0 && glued(at) && glued(at + 1) && digit_at_end(tokens[at - 1].span.of(text));
            let latin = glued(at + 1) && tokens[at + 1].span.of(text).starts_with(|c: char| c.is_ascii_alphanumeric());
            !(next_mark && glued(at + 1) || before_mark || short || number || latin)
        }
        _ => false,
    }
}

fn digit_at_end(text: &str) -> bool {
    text.chars().next_back().is_some_and(|c| c.is_numeric())
}
