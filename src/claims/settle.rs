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
    let finds = without_doubles(finds);
    let (mut kept, tails) = part_tails(p, finds);
    quote_tails(p, &mut kept, &tails);
    drop_quoted(p, &mut kept);
    let mut settled: Vec<Settled> = Vec::with_capacity(kept.len());
    for (at, find) in kept.iter().enumerate() {
        let bound = boundary(p, &kept, at, &tails);
        let range = find.content.first..end(p, find, bound);
        let Some(mut one) = shape(p, find, range) else { continue };
        one.nested_in = outer(&settled, find);
        one.find.carriers.extend(tail_carriers(p, find, &tails));
        settled.push(one);
    }
    settled
}

/// How many finds back one can reach that still matters for another.
const NEAR: usize = 24;

/// How many tails of one sentence can name carriers of one claim.
const NEAREST_TAILS: usize = 2;

/// How deep reports nest: "X said that Y warned that Z denied".
const DEEPEST: usize = 2;

/// The innermost settled find whose content holds the cue of `find`.
fn outer(settled: &[Settled], find: &Find) -> Option<usize> {
    let depth = |s: &Settled| std::iter::successors(s.nested_in, |&at| settled[at].nested_in).count();
    let holds = |s: &Settled| {
        depth(s) < DEEPEST
            && s.range.start <= find.cue.start
            && find.cue.end <= s.range.end
            && s.find.place == Place::After
    };
    let near = settled.len().saturating_sub(NEAR);
    let found = settled[near..].iter().rposition(holds)? + near;
    (find.place == Place::After).then_some(found)
}

/// Outlets that a preposition at the end of the sentence names: …، بحسب ما نقلت الوكالة.
fn tail_carriers(p: &Passage<'_>, find: &Find, tails: &[Find]) -> Vec<Range<At>> {
    let sentence = p.sentence(find.cue.start);
    let after = tails.partition_point(|t| t.cue.start <= find.cue.start);
    let here = tails[after..].iter().take(NEAREST_TAILS).take_while(|t| sentence.contains(&t.cue.start));
    here.filter_map(|tail| match &tail.speaker {
        Speaker::Said(range) if p.all(range.start).has(MEDIA) => Some(range.clone()),
        _ => None,
    })
    .collect()
}

/// One find for each content: a participle or a noun that only repeats the verb before it makes no second one.
fn without_doubles(finds: Vec<Find>) -> Vec<Find> {
    let mut kept: Vec<Find> = Vec::with_capacity(finds.len());
    for find in finds {
        let same = |k: &Find| {
            k.content.first == find.content.first && k.place == find.place && k.content.end == find.content.end
        };
        if !kept.iter().rev().take(NEAR).any(same) {
            kept.push(find);
        }
    }
    kept
}

/// Parts off prepositions at the end of a sentence that already has a source: they carry, or only repeat.
fn part_tails(p: &Passage<'_>, finds: Vec<Find>) -> (Vec<Find>, Vec<Find>) {
    let (mut kept, mut tails): (Vec<Find>, Vec<Find>) = (Vec::with_capacity(finds.len()), Vec::new());
    let mut seen: Vec<(At, At)> = Vec::with_capacity(finds.len());
    for find in finds {
        let sentence = p.sentence(find.cue.start);
        let spoken = seen
            .iter()
            .rev()
            .take(NEAR)
            .any(|&(cue, first)| sentence.contains(&cue) && cue < find.cue.start && first < find.cue.start);
        let preposition = find.rule == "preposition";
        if !preposition && find.place != Place::Before && find.independent {
            seen.push((find.cue.start, find.content.first));
        }
        match preposition && find.place != Place::After && spoken {
            true => tails.push(find),
            false => kept.push(find),
        }
    }
    (kept, tails)
}

/// «ذكرت وكالة كذا أن …، نقلاً عن مسؤول»: the outlet carries what the one after عن says.
fn quote_tails(p: &Passage<'_>, finds: &mut [Find], tails: &[Find]) {
    let outlet = |speaker: &Speaker| matches!(speaker, Speaker::Said(range) if p.all(range.start).has(MEDIA));
    for tail in tails.iter().filter(|t| p.word(t.cue.start).is_some_and(|w| w.body == "نقلا") && !outlet(&t.speaker))
    {
        let sentence = p.sentence(tail.cue.start);
        let before = finds.partition_point(|f| f.cue.start < tail.cue.start);
        for find in finds[..before].iter_mut().rev().take_while(|f| sentence.contains(&f.cue.start)) {
            if !outlet(&find.speaker) {
                continue;
            }
            let carrier = std::mem::replace(&mut find.speaker, tail.speaker.clone());
            if let Speaker::Said(range) = carrier {
                find.carriers.push(range);
            }
        }
    }
}

/// Reports inside a quotation are the words of whoever is quoted.
fn drop_quoted(p: &Passage<'_>, finds: &mut Vec<Find>) {
    finds.retain(|find| {
        let Some(quote) = p.tokens.get(find.cue.start).and_then(|t| t.quote) else { return true };
        let quote = p.quotes[quote];
        let own = find.content.first > quote.open && find.content.first < quote.close;
        !quote.closed && find.rule != "finite" || !own || quote.close - quote.open <= 3
    });
}

/// Where the content of `finds[at]` must end at the latest: at the next report, at a tail, at its sentence's end.
fn boundary(p: &Passage<'_>, finds: &[Find], at: usize, tails: &[Find]) -> At {
    let find = &finds[at];
    let sentence = p.sentence(find.content.first.max(find.cue.start).min(p.len() - 1));
    let mut bound = find.content.end.unwrap_or(sentence.end);
    if find.place == Place::Around {
        return bound;
    }
    let next = finds[at + 1..]
        .iter()
        .take_while(|f| f.left < sentence.end)
        .filter(|f| f.independent && f.place != Place::Around && f.rule != "floating");
    let first_tail = tails.partition_point(|t| t.cue.start <= find.content.first);
    let tail = tails[first_tail..].iter().take(1);
    for other in next.chain(tail) {
        let left = if other.place == Place::After { other.left } else { other.cue.start };
        let open_end = p.tokens[other.cue.start].quote.is_some_and(|q| !p.quotes[q].closed);
        let quoted = !open_end && p.quoted_since(other.cue.start, find.content.first);
        if left > find.content.first && !quoted {
            bound = bound.min(left);
        }
        if other.cue.start > bound {
            break;
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
    if p.length_of(at, lex::RESULT) > 1 {
        return true;
    }
    let verb = p.word(at).is_some_and(|w| w.conj && w.finite().is_some() && !w.classes.has(NOUNS));
    if verb && find.content.by == Opener::Noun {
        return true;
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
    // «…، وذلك بحسب فلان»: the link belongs to the attribution.
    if range.end < p.len() && range.end > range.start + 1 && matches!(p.key(range.end - 1), "وذلك" | "وهذا") {
        range.end -= 1;
        while range.end > range.start && hangs(p, range.end - 1) {
            range.end -= 1;
        }
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
