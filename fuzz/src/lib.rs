//! What holds of every article, however it was made.

pub use zip;

use isnad::article::Article;

/// Blocks are in order, on character boundaries, hold something, and neither overlap nor touch.
pub fn hold(article: &Article) {
    let mut end = 0;
    for block in &article.blocks {
        let (start, stop) = (block.span.start.0, block.span.end.0);
        assert!(start < stop && start >= end, "{block:?} after {end}");
        let words = article.text.get(start..stop).expect("on character boundaries");
        assert!(words.trim() == words && !words.is_empty(), "{words:?}");
        end = stop;
    }
    assert!(article.title().len() <= article.text.len().max(article.about.title.as_deref().map_or(0, str::len)));
    let _ = article.language();
}
