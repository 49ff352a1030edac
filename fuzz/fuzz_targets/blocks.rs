//! The lines of a plain text, and the day that they give.
#![no_main]

use isnad::article::{Origin, first_day, from_text, stated_day};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let article = from_text(text.to_owned(), Origin::StandardInput);
    isnad_fuzz::hold(&article);
    let _ = (stated_day(&article), first_day(text));
});
