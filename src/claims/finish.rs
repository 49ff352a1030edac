//! Sources in their final form: only those used, in order of first appearance, with name, role and kind.

use super::lexicon as lex;
use super::model::{Claim, Extraction, NoComment, Source, SourceId, SourceKind};
use super::sources::{Book, Entity};
use crate::fold::{Level, folded};
use crate::span::Span;

/// Orders sources by their first mention, drops unused ones, and renumbers them everywhere.
pub(super) fn finish(book: Book, mut claims: Vec<Claim>, mut no_comment: Vec<NoComment>, text: &str) -> Extraction {
    let mut order: Vec<usize> = (0..book.entities.len()).filter(|&at| book.entities[at].used).collect();
    order.sort_by_key(|&at| book.entities[at].mentions.iter().map(|m| m.span.start).min());
    let mut number = vec![SourceId(0); book.entities.len()];
    for (new, &old) in order.iter().enumerate() {
        number[old] = SourceId(new);
    }
    for claim in &mut claims {
        let renamed = |id: &mut SourceId| *id = number[id.0];
        claim.source.iter_mut().for_each(renamed);
        claim.runner_up.iter_mut().for_each(renamed);
        claim.via.iter_mut().for_each(renamed);
        claim.via_inferred.iter_mut().for_each(renamed);
    }
    for refusal in &mut no_comment {
        refusal.source.iter_mut().for_each(|id| *id = number[id.0]);
    }
    in_order(&mut claims);
    let sources = order.iter().map(|&at| source(&book.entities[at], text)).collect();
    Extraction { sources, claims, no_comment }
}

/// Claims in order of their contents, with the numbers of nesting put right.
fn in_order(claims: &mut Vec<Claim>) {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&at| (claims[at].content.start, std::cmp::Reverse(claims[at].content.end)));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut sorted: Vec<Claim> = order.iter().map(|&at| claims[at].clone()).collect();
    for claim in &mut sorted {
        if let Some(outer) = &mut claim.nested_in {
            outer.0 = place[outer.0];
        }
    }
    *claims = sorted;
}

fn source(entity: &Entity, text: &str) -> Source {
    let mut mentions = entity.mentions.clone();
    mentions.sort_by_key(|m| m.span.start);
    mentions.dedup();
    let person = entity.kind == SourceKind::Person;
    let named = entity.name_span.filter(|_| person || entity.role_span.is_none());
    let name = named.unwrap_or(entity.longest);
    let role =
        entity.role_span.filter(|_| person && entity.name_span.is_some()).or(entity.role_span.filter(|_| person));
    let clean = |span: Span| {
        let words = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let before = text.get(..span.start.0).unwrap_or("");
        // «للخبراء» is لـ and الخبراء; «للائحة» is لـ and لائحة.
        let first = words.split(' ').next().unwrap_or("");
        let whole = lex::word(&folded(first, Level::Normal)).is_some();
        let described = words.split(' ').nth(1).is_some_and(|w| w.starts_with("ال") && w.ends_with("ية"));
        match before.ends_with('ل') && words.starts_with('ل') {
            true if !whole => format!("ا{words}"),
            // «للجنة العلمية» is لـ and اللجنة.
            true if described => format!("ال{words}"),
            _ => words,
        }
    };
    Source {
        name: trim(&clean(name)).to_owned(),
        role: role.map(clean).map(|r| trim(&r).to_owned()).unwrap_or_default(),
        kind: entity.kind,
        mentions,
    }
}

/// Without marks around it, and without the acronym in parentheses at its end.
fn trim(name: &str) -> &str {
    let before = name.strip_suffix(')').and_then(|n| n.rsplit_once('(')).map(|(before, _)| before);
    let name = before.filter(|before| before.contains(char::is_alphanumeric)).unwrap_or(name);
    name.trim_matches(|c: char| matches!(c, '،' | ',' | '.' | ':' | '-' | ' '))
}
