//! Finds to contents: who overlaps whom, where each content ends, what is quoted in it (ARABIC §1, §4.8, §11, §16).

use std::ops::Range;

use super::find::{Find, Place, Speaker};
use super::frames::Opener;
use super::lexicon as lex;

use super::lexicon::Classes;
use super::model::ClaimKind;
use super::passage::{At, Passage, TokenKind};
use super::phrases::{MEDIA, NOUNS};
use crate::span::{Offset, Span};

/// A find whose content is known.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    /// What the rule found; carriers of its sentence's tail are added.
    pub find: Find,
    /// The reported words.
    pub content: Span,
    /// Their tokens.
    pub range: Range<At>,
    /// The quotations in them, marks excluded.
    pub quotes: Vec<Span>,
    /// By quotation marks only.
    pub kind: ClaimKind,
    /// The settled find in this passage whose content holds this one.
    pub nested_in: Option<usize>,
    /// Direct speech after a colon without marks.
    pub unmarked: bool,
}

/// Settles the finds of one passage, which are in order of their cues.
pub(super) fn settle(p: &Passage<'_>, finds: Vec<Find>) -> Vec<Settled> {
    let finds = without_doubles(p, finds);
    let (mut kept, tails) = part_tails(p, finds);
    drop_quoted(p, &mut kept);
    let mut settled: Vec<Settled> = Vec::with_capacity(kept.len());
    for (at, find) in kept.iter().enumerate() {
        let bound = boundary(p, &kept, at, &tails);
        let range = find.content.first..end(p, find, bound);
        let Some(mut one) = shape(p, find, range) else { continue };
        let outer = settled.iter().rposition(|s| {
            s.nested_in.is_none()
                && s.range.start <= find.cue.start
                && find.cue.end <= s.range.end
                && s.find.place == Place::After
        });
        one.nested_in = outer.filter(|_| find.place == Place::After);
        for tail in tails
            .iter()
            .filter(|t| p.sentence(t.cue.start) == p.sentence(find.cue.start) && t.cue.start > find.cue.start)
        {
            if let Speaker::Said(range) = &tail.speaker {
                if is_media(p, range) {
                    one.find.carriers.push(range.clone());
                }
            }
        }
        settled.push(one);
    }
    settled
}

/// One find for each content: a participle or a noun that only repeats the verb before it makes no second one.
fn without_doubles(p: &Passage<'_>, finds: Vec<Find>) -> Vec<Find> {
    let mut kept: Vec<Find> = Vec::with_capacity(finds.len());
    for find in finds {
        let same = kept.iter().any(|k| {
            k.content.first == find.content.first && k.place == find.place && k.content.end == find.content.end
        });
        let inside_cue = kept.iter().any(|k| {
            k.place == Place::After
                && k.left < find.cue.start
                && find.cue.end <= k.content.first
                && k.content.first > find.content.first
                && find.place == Place::After
                && k.rule == "relay"
        });
        if !same && !inside_cue || p.kind == crate::article::BlockKind::Headline && !same {
            kept.push(find);
        }
    }
    kept
}

/// Parts off prepositions at the end of a sentence that already has a source: they carry, or only repeat.
fn part_tails(p: &Passage<'_>, finds: Vec<Find>) -> (Vec<Find>, Vec<Find>) {
    let covered = |tail: &Find, all: &[Find]| {
        let sentence = p.sentence(tail.cue.start);
        all.iter().any(|f| {
            f.place != Place::Before
                && f.rule != tail.rule
                && sentence.contains(&f.cue.start)
                && f.cue.start < tail.cue.start
                && f.content.first < tail.cue.start
                && f.independent
        })
    };
    let all = finds.clone();
    finds.into_iter().partition(|f| {
        !(f.rule == "preposition" && matches!(f.place, Place::Before | Place::Around) && covered(f, &all))
    })
}

fn is_media(p: &Passage<'_>, range: &Range<At>) -> bool {
    let phrase = p.phrase(range.start);
    (p.classes(range.start) | phrase).has(MEDIA)
}

/// Reports inside a quotation that another report holds are that one's words.
fn drop_quoted(p: &Passage<'_>, finds: &mut Vec<Find>) {
    let spans: Vec<(At, At, At)> =
        finds.iter().map(|f| (f.cue.start, f.content.first, f.content.end.unwrap_or(f.content.first))).collect();
    finds.retain(|find| {
        let Some(quote) = p.tokens.get(find.cue.start).and_then(|t| t.quote) else { return true };
        let quote = p.quotes[quote];
        if !quote.closed && find.rule != "finite" {
            return true;
        }
        let own = find.content.first > quote.open && find.content.first < quote.close;
        let held = spans.iter().any(|&(cue, first, end)| {
            cue != find.cue.start
                && (cue < quote.open && first <= quote.close || end > quote.open && first <= quote.open)
        });
        !(own && (held || quote.close - quote.open > 3))
    });
}

/// Where the content of `finds[at]` must end at the latest.
fn boundary(p: &Passage<'_>, finds: &[Find], at: usize, tails: &[Find]) -> At {
    let find = &finds[at];
    let sentence = p.sentence(find.content.first.max(find.cue.start).min(p.len() - 1));
    let mut bound = find.content.end.unwrap_or(sentence.end);
    if find.place == Place::Around {
        return bound;
    }
    let others = finds.iter().enumerate().filter(|&(other, f)| other != at && f.independent).map(|(_, f)| f);
    for other in others.chain(tails) {
        let left = if other.place == Place::After { other.left } else { other.cue.start };
        let open_end = p.tokens.get(other.cue.start).and_then(|t| t.quote).is_some_and(|q| !p.quotes[q].closed);
        let quoted = !open_end
            && p.tokens.get(other.cue.start).is_some_and(|t| t.quote.is_some())
            && p.quoted_since(other.cue.start, find.content.first);
        let after = other.cue.start > find.cue.start && left > find.content.first && other.place != Place::Around
            || tails.iter().any(|t| t.cue == other.cue) && left > find.content.first;
        if after && !quoted && other.rule != "floating" {
            bound = bound.min(left);
        }
    }
    let own = (find.content.first..bound).find(|&t| p.length_of(t, lex::OWN_WORDS) > 0 && p.tokens[t].quote.is_none());
    own.map_or(bound, |own| bound.min(own))
}

/// The token after the content's last one.
fn end(p: &Passage<'_>, find: &Find, bound: At) -> At {
    let first = find.content.first;
    if find.content.end.is_some() && find.place != Place::Before {
        return bound;
    }
    if let Some(quote) = p.opens(first) {
        return quotation_end(p, quote.close, p.count_words(first + 1..quote.close), bound);
    }
    (first + 1..bound).find(|&at| breaks(p, at, find)).unwrap_or(bound)
}

/// Where a content that starts with a quotation ends: at its mark, unless the clause goes on.
fn quotation_end(p: &Passage<'_>, close: At, words: usize, bound: At) -> At {
    let mut close = close.min(p.len());
    loop {
        let after = close + 1;
        if after >= bound {
            return (close + 1).min(p.len());
        }
        let linked = (after..bound.min(after + 4)).find(|&at| p.opens(at).is_some());
        match p.tokens[after].kind {
            TokenKind::Word(_) if words < 6 => return next_comma(p, after, bound, words < 3),
            TokenKind::Word(_) => match linked {
                Some(at) => close = p.opens(at).map_or(at, |q| q.close),
                None => return next_comma(p, after, bound, false),
            },
            TokenKind::Mark(',') => match linked
                .filter(|&at| p.word(after + 1).is_some_and(|w| w.conj || w.body == "و") || at == after + 1)
            {
                Some(at) => close = p.opens(at).map_or(at, |q| q.close),
                None if words < 3 => return next_comma(p, after, bound, true),
                None => return close + 1,
            },
            _ => return close + 1,
        }
    }
}

fn next_comma(p: &Passage<'_>, from: At, bound: At, over: bool) -> At {
    if over {
        return bound;
    }
    (from..bound).find(|&at| p.mark(at) == Some(',') && p.tokens[at].quote.is_none()).unwrap_or(bound)
}

/// Words after a comma that leave the content for the article's own voice: فيما، في حين …
fn breaks(p: &Passage<'_>, at: At, find: &Find) -> bool {
    if p.tokens[at].quote.is_some() || find.place != Place::After {
        return false;
    }
    let comma = matches!(p.mark(at), Some(',' | ';'));
    if comma && find.content.by == Opener::Noun && starts_clause(p, at + 1) {
        return true;
    }
    comma && p.length_of(at + 1, lex::CLAUSE_BREAK) > 0 && find.content.by != Opener::Colon
}

/// Whether و with something that is no noun starts a new clause at `at`.
fn starts_clause(p: &Passage<'_>, at: At) -> bool {
    p.word(at).is_some_and(|w| {
        let peeled = w.conj || w.key.starts_with('و') && w.classes.is_empty();
        let nominal = w.article
            || w.prep.is_some()
            || w.is_nisba()
            || w.classes.has(Classes(NOUNS.0 | lex::OBJECT_NOUN.0 | lex::PREPOSITION.0 | lex::COMPLEMENTIZER.0));
        peeled && !nominal && w.key.starts_with('و') && !super::phrases::is_masdar_shape(w.stem)
    })
}

/// Trims the range and reads off span, quotations and kind.
fn shape(p: &Passage<'_>, find: &Find, range: Range<At>) -> Option<Settled> {
    let mut range = range.start..range.end.min(p.len());
    while range.end > range.start && hangs(p, range.end - 1) {
        range.end -= 1;
    }
    if range.is_empty() {
        return None;
    }
    let mut span = p.span(range.clone());
    span.start = span.start.max(find.content.start);
    let whole =
        p.opens(range.start).filter(|q| q.close + 1 >= range.end && find.content.start <= p.tokens[q.open].span.start);
    let mut direct = false;
    if let Some(quote) = whole {
        let last = quote.close.min(p.len()).saturating_sub(1).max(quote.open);
        if last == quote.open {
            return None;
        }
        span = p.span(quote.open + 1..last + 1);
        direct = true;
        if let Some(stop) = unclosed_stop(p, quote.closed, last) {
            span.end = stop;
        }
    }
    if span.is_empty() || !span.of(p.text).chars().any(char::is_alphanumeric) {
        return None;
    }
    let quotes = quotations(p, &range);
    let kind = match (direct, quotes.is_empty()) {
        (true, _) => ClaimKind::Direct,
        (false, true) => ClaimKind::Indirect,
        (false, false) => ClaimKind::Mixed,
    };
    let unmarked = find.content.by == Opener::Colon && quotes.is_empty();
    Some(Settled { find: find.clone(), content: span, range, quotes, kind, nested_in: None, unmarked })
}

/// An unclosed quotation gives up its final stop.
fn unclosed_stop(p: &Passage<'_>, closed: bool, last: At) -> Option<Offset> {
    (!closed && matches!(p.mark(last), Some('.' | ',' | '"'))).then(|| p.tokens[last].span.start)
}

/// Marks and words that cannot end a content.
fn hangs(p: &Passage<'_>, at: At) -> bool {
    match p.tokens[at].kind {
        TokenKind::Mark(c) => !matches!(c, ')' | ']' | '%' | '!' | '?' | '…'),
        TokenKind::Open(_) => true,
        TokenKind::Close(_) => false,
        TokenKind::Word(word) => matches!(word.key, "و" | "كما" | "وقد" | "فيما" | "بينما" | "ذلك" if word.key == "و"),
    }
}

/// The outermost quotations in `range`, marks excluded.
fn quotations(p: &Passage<'_>, range: &Range<At>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut past = range.start;
    for quote in p.quotes.iter().filter(|q| range.contains(&q.open)) {
        let end = quote.close.min(range.end);
        if quote.open < past || quote.open + 1 >= end {
            continue;
        }
        found.push(p.span(quote.open + 1..end));
        past = end;
    }
    found
}
