//! Search in the text, with Arabic spelling folded as little as finds something.

use super::super::message::Notice;
use super::super::model::{Model, Search};
use super::choosing::Way;
use super::moving;
use crate::fold::{Level, fold, folded};
use crate::span::Span;

/// Looks for `query` and goes to the first hit from the top of the pane on. A query in quotation marks is exact.
pub fn run(model: &mut Model, query: &str) {
    let query = query.trim();
    if query.is_empty() {
        model.search = None;
        return;
    }
    let Some((level, hits)) = find(&model.article.text, query) else {
        model.search = None;
        model.notice = Some(Notice::with("not-found", query));
        return;
    };
    let top = model.page.span_at(&model.article, model.top).map_or(0, |span| span.start.0);
    let at = hits.iter().position(|hit| hit.start.0 >= top).unwrap_or(0);
    model.search = Some(Search { query: query.to_owned(), level, hits, at });
    show(model);
}

/// Goes to words that were found elsewhere, and marks them as a hit.
pub fn show_words(model: &mut Model, at: Span) {
    let query = at.of(&model.article.text).to_owned();
    if !query.is_empty() {
        model.search = Some(Search { query, level: Level::Exact, hits: vec![at], at: 0 });
        show(model);
    }
}

/// Goes to the next or the previous hit, round the ends.
pub fn step(model: &mut Model, way: Way) {
    let Some(search) = &mut model.search else {
        model.notice = Some(Notice::plain("no-search"));
        return;
    };
    let count = search.hits.len();
    search.at = match way {
        Way::Next => (search.at + 1) % count,
        Way::Previous => (search.at + count - 1) % count,
    };
    show(model);
}

fn show(model: &mut Model) {
    let Some(hit) = model.search.as_ref().and_then(|search| search.hits.get(search.at)) else { return };
    moving::show(model, hit.start);
}

/// The hits at the first level that has any.
fn find(text: &str, query: &str) -> Option<(Level, Vec<Span>)> {
    let exact = query.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|inner| !inner.is_empty());
    let levels = match exact {
        Some(_) => &[Level::Exact][..],
        None => &[Level::Exact, Level::Normal, Level::Loose][..],
    };
    let query = exact.unwrap_or(query);
    levels.iter().find_map(|level| {
        let hits = find_at(text, query, *level);
        (!hits.is_empty()).then_some((*level, hits))
    })
}

fn find_at(text: &str, query: &str, level: Level) -> Vec<Span> {
    let needle = folded(query, level);
    if needle.is_empty() {
        return Vec::new();
    }
    let hay = fold(text, level);
    let found = memchr::memmem::find_iter(hay.text().as_bytes(), needle.as_bytes());
    found.map(|at| hay.original(Span::new(at, at + needle.len()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, query: &str, level: Level, hits: &[&str]) {
        let (found, spans) = find(text, query).expect("a hit");
        assert_eq!(found, level, "{query} in {text}");
        assert_eq!(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), hits);
    }

    #[test]
    fn the_least_folding_that_finds_something_is_used() {
        check("أكد الوزير", "أكد", Level::Exact, &["أكد"]);
        check("أَكَّدَ الوزير", "اكد", Level::Normal, &["أَكَّد"]);
        check("مدرسة ومدرسة", "مدرسه", Level::Loose, &["مدرسة", "مدرسة"]);
        check("قبل ٢٠٢٠ وبعدها", "2020", Level::Normal, &["٢٠٢٠"]);
    }

    #[test]
    fn a_quoted_query_is_exact() {
        assert_eq!(find("أكد", "\"اكد\""), None);
        check("أكد", "\"أكد\"", Level::Exact, &["أكد"]);
    }

    #[test]
    fn nothing_is_found_for_marks_alone() {
        assert_eq!(find("أكد", "\u{64b}"), None);
    }
}
