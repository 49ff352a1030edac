//! A web page.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let page = [b"<!doctype html>", bytes].concat();
    if let Ok(article) = isnad::article::read(page.as_slice()) {
        isnad_fuzz::hold(&article);
    }
});
