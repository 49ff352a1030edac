//! Quotation marks of every kind, paired over one paragraph: «», ‹›, “” in either direction, "", doubled single ones.

use crate::span::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Guillemet,
    Curly,
    Ascii,
    Single,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// The outermost quotations of a paragraph, without their marks, as bytes of it. One that is not closed goes to the end
/// of its sentence.
pub(super) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Vec<(Family, usize)> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let doubled = matches!(c, '’' | '‘' | '\'' | '`') && letters.peek().is_some_and(|(_, next)| is_single(*next));
        let end = at + c.len_utf8() + if doubled { letters.next().map_or(0, |(_, next)| next.len_utf8()) } else { 0 };
        let Some((family, side)) = mark(c, doubled, Span::new(at, end), text) else { continue };
        let inside = open.iter().rposition(|(known, _)| *known == family).filter(|_| side != Side::Open);
        match inside {
            Some(depth) => {
                let start = open[depth].1;
                open.truncate(depth);
                if depth == 0 {
                    found.push(Span::new(start, at));
                }
            }
            None if side != Side::Close => open.push((family, end)),
            None => {}
        }
    }
    if let Some((_, start)) = open.first() {
        let rest = text.get(*start..).unwrap_or("");
        let stop = rest.find(". ").or_else(|| rest.find(".\n")).unwrap_or(rest.len());
        found.push(Span::new(*start, start + stop));
    }
    found.retain(|span| !span.of(text).trim().is_empty());
    found
}

fn is_single(c: char) -> bool {
    matches!(c, '’' | '‘' | '\'' | '`')
}

fn mark(c: char, doubled: bool, span: Span, text: &str) -> Option<(Family, Side)> {
    match c {
        '«' | '‹' => Some((Family::Guillemet, Side::Open)),
        '»' | '›' => Some((Family::Guillemet, Side::Close)),
        '"' | '〝' | '〞' | '＂' => Some((Family::Ascii, by_space(span, text))),
        '“' | '”' | '„' | '‟' => Some((Family::Curly, by_space(span, text))),
        _ if doubled => Some((Family::Single, by_space(span, text))),
        _ => None,
    }
}

/// What the spaces around a mark say: a gap before it and none behind it open, the reverse closes.
fn by_space(span: Span, text: &str) -> Side {
    let before = text.get(..span.start.0).and_then(|head| head.chars().next_back());
    let after = text.get(span.end.0..).and_then(|rest| rest.chars().next());
    let gap = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | ':' | '،'));
    let end = |c: Option<char>| {
        c.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | '،' | '؛' | ')' | ']' | '؟' | '!' | ',' | ':'))
    };
    match (gap(before), end(after)) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        _ => Side::Either,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quotations(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_kind_of_mark() {
        check("قال «نعم» و“لا” و\"ربما\" و‹كلا›.", &["نعم", "لا", "ربما", "كلا"]);
        check("قال ”نعم“ ثم ‘‘لا’’.", &["نعم", "لا"]);
        check("قال: \"نعم\"، ثم \"لا\".", &["نعم", "لا"]);
    }

    #[test]
    fn inner_quotations_belong_to_the_outer_one() {
        check("قال «إن قناة \"الميناء\" قالت ‹لا› أمس»", &["إن قناة \"الميناء\" قالت ‹لا› أمس"]);
    }

    #[test]
    fn what_is_not_closed_ends_with_its_sentence() {
        check("قال «نعم، سنبدأ. ثم غادر", &["نعم، سنبدأ"]);
        check("»«", &[]);
        check("", &[]);
    }
}
