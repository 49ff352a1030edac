//! Who said what in a plain text.
#![no_main]

use isnad::article::{Origin, from_text};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let article = from_text(text.to_owned(), Origin::StandardInput);
    let found = isnad::claims::extract(&article);
    for claim in &found.claims {
        assert!(text.get(claim.content.start.0..claim.content.end.0).is_some_and(|words| !words.is_empty()));
        assert!(claim.source.is_none_or(|id| id.0 < found.sources.len()));
    }
});
