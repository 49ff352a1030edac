//! Quotation marks paired over a block: `"…"`, `«…»`, `“…”` in either direction, doubled `’’…‘‘`, stray ones included.
//!
//! Marks of one family are told apart by the spaces around them and else by turns; guillemets nest by direction. A
//! quotation that never closes ends at the end of its block and says so.

use super::passage::{At, Token, TokenKind};

/// A quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    /// Its opening mark.
    pub open: At,
    /// Its closing mark, or where there is none the number of tokens.
    pub close: At,
    /// Whether it was closed.
    pub closed: bool,
    /// The quotation that it stands in.
    pub outer: Option<usize>,
}

/// How deep quotations nest; what would open a deeper one is a stray mark.
const DEEPEST: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Ascii,
    Curly,
    Guillemet,
    Single,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// Pairs the marks among `tokens`, turns them into `Open` and `Close`, and notes the outermost quotation of each token.
pub(super) fn pair(tokens: &mut Vec<Token<'_>>, text: &str) -> Vec<Quote> {
    join_single_marks(tokens, text);
    let mut quotes: Vec<Quote> = Vec::new();
    let mut open: Vec<(usize, Family)> = Vec::new();
    for at in 0..tokens.len() {
        let Some((family, side)) = mark(tokens, at, text) else { continue };
        let inside = open.iter().rposition(|&(_, f)| f == family);
        let closes = match (side, inside) {
            (_, None) | (Side::Open, _) => None,
            (Side::Close | Side::Either, Some(depth)) => Some(depth),
        };
        if let Some(depth) = closes {
            let first = open[depth].0;
            for (quote, _) in open.drain(depth..) {
                quotes[quote].close = at;
                quotes[quote].closed = true;
            }
            tokens[at].kind = TokenKind::Close(first);
        } else if side != Side::Close && open.len() < DEEPEST {
            quotes.push(Quote { open: at, close: tokens.len(), closed: false, outer: open.last().map(|&(q, _)| q) });
            tokens[at].kind = TokenKind::Open(quotes.len() - 1);
            open.push((quotes.len() - 1, family));
        }
    }
    end_unclosed(tokens, &mut quotes);
    quotes
}

/// An unclosed quotation ends with its sentence, lest one missing mark take the rest of the block.
fn end_unclosed(tokens: &mut [Token<'_>], quotes: &mut [Quote]) {
    for at in (0..quotes.len()).rev().filter(|&at| !quotes[at].closed).collect::<Vec<_>>() {
        let mut t = quotes[at].open + 2;
        let mut inner = at + 1;
        while t < tokens.len() {
            // Over the closed quotations inside.
            while quotes.get(inner).is_some_and(|q| q.open < t) {
                t = t.max(if quotes[inner].closed { quotes[inner].close + 1 } else { t });
                inner += 1;
            }
            let full = tokens.get(t).is_some_and(|token| matches!(token.kind, TokenKind::Mark('.')));
            if full && tokens.get(t + 1).is_none_or(|next| next.span.start > tokens[t].span.end) {
                break;
            }
            t += 1;
        }
        quotes[at].close = t.min(tokens.len());
    }
    mark_outermost(tokens, quotes);
}

/// Notes for each token the outermost quotation that holds it.
fn mark_outermost(tokens: &mut [Token<'_>], quotes: &[Quote]) {
    tokens.iter_mut().for_each(|token| token.quote = None);
    let mut past = 0;
    for (number, quote) in quotes.iter().enumerate() {
        let from = (quote.open + 1).max(past);
        for token in tokens.iter_mut().take(quote.close).skip(from) {
            token.quote = Some(number);
        }
        past = past.max(quote.close);
    }
}

/// Two single marks side by side are one double mark; a lone one between letters is an apostrophe.
fn join_single_marks(tokens: &mut Vec<Token<'_>>, text: &str) {
    let single = |token: &Token<'_>| {
        matches!(token.kind, TokenKind::Mark(_)) && matches!(token.span.of(text), "’" | "‘" | "'" | "‚" | "`")
    };
    if !tokens.iter().any(single) {
        return;
    }
    let mut kept = 0;
    let mut at = 0;
    while at < tokens.len() {
        let mut token = tokens[at];
        if single(&token) {
            let pair = tokens.get(at + 1).is_some_and(|n| single(n) && n.span.start == token.span.end);
            if pair {
                token.span.end = tokens[at + 1].span.end;
                at += 1;
            }
        }
        tokens[kept] = token;
        kept += 1;
        at += 1;
    }
    tokens.truncate(kept);
}

fn mark(tokens: &[Token<'_>], at: At, text: &str) -> Option<(Family, Side)> {
    let TokenKind::Mark(_) = tokens[at].kind else { return None };
    match tokens[at].span.of(text) {
        "«" | "‹" => Some((Family::Guillemet, Side::Open)),
        "»" | "›" => Some((Family::Guillemet, Side::Close)),
        "\"" | "〝" | "〞" | "＂" => Some((Family::Ascii, by_space(tokens, at, text))),
        "“" | "”" | "„" | "‟" => Some((Family::Curly, by_space(tokens, at, text))),
        s if s.chars().count() == 2 && s.chars().all(|c| matches!(c, '’' | '‘' | '\'' | '‚' | '`')) => {
            Some((Family::Single, by_space(tokens, at, text)))
        }
        _ => None,
    }
}

/// What the spaces around a mark say: a gap before it and none after it open, the reverse closes.
fn by_space(tokens: &[Token<'_>], at: At, text: &str) -> Side {
    let span = tokens[at].span;
    let before = text.get(..span.start.0).and_then(|t| t.chars().next_back());
    let after = text.get(span.end.0..).and_then(|t| t.chars().next());
    // A clitic of one letter stands before a mark as a space does: و"غصن".
    let clitic = text.get(..span.start.0).is_some_and(|t| {
        let mut back = t.chars().rev();
        back.next().is_some_and(|c| matches!(c, 'و' | 'ب' | 'ل' | 'ف' | 'ك'))
            && back.next().is_none_or(char::is_whitespace)
    });
    let before = if clitic { None } else { before };
    let gap = |c: Option<char>| c.is_none_or(|c| c.is_whitespace());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match (gap(before), gap(after)) {
        (true, false) if letter(after) => Side::Open,
        (false, true) if letter(before) || before.is_some_and(|c| matches!(c, '.' | '!' | '؟' | '?' | '…')) => {
            Side::Close
        }
        _ => Side::Either,
    }
}
