//! A book: package, contents and a chapter, parted by zero bytes, in an archive that is whole.
#![no_main]

use std::io::{Cursor, Write};

const CONTAINER: &[u8] = br#"<container><rootfiles><rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut writer = isnad_fuzz::zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        let way = isnad_fuzz::zip::CompressionMethod::Stored;
        let options = isnad_fuzz::zip::write::SimpleFileOptions::default().compression_method(way);
        writer.start_file(name, options).expect("started");
        writer.write_all(bytes).expect("written");
    };
    put("mimetype", b"application/epub+zip");
    put("META-INF/container.xml", CONTAINER);
    put("p.opf", parts.next().unwrap_or_default());
    put("t.xhtml", parts.next().unwrap_or_default());
    put("a.xhtml", parts.next().unwrap_or_default());
    let book = writer.finish().expect("finished").into_inner();
    if let Ok(article) = isnad::article::read(book.as_slice()) {
        isnad_fuzz::hold(&article);
    }
    // The archive itself.
    if let Ok(article) = isnad::article::read([b"PK\x03\x04mimetypeapplication/epub+zip", bytes].concat().as_slice()) {
        isnad_fuzz::hold(&article);
    }
});
