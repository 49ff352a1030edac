//! A text in Markdown, under front matter.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let page = format!("---\ntitle: x\n---\n{text}");
    if let Ok(article) = isnad::article::read(page.as_bytes()) {
        isnad_fuzz::hold(&article);
    }
    if let Ok(article) = isnad::article::read(format!("---\n{text}\n---\nx").as_bytes()) {
        isnad_fuzz::hold(&article);
    }
});
