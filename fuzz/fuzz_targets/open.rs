//! Any bytes from standard input: decoding, and whichever loader takes them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(article) = isnad::article::read(bytes) {
        isnad_fuzz::hold(&article);
    }
});
