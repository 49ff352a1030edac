//! Books (EPUB) of our own: what is read of them, and what is said where they cannot be read.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write};
use std::time::Instant;

use isnad::article::{self, Article, BlockKind, Direction, OpenError, Warning};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A book in the making: names and bytes.
struct Shelf(Vec<(String, Vec<u8>)>);

const CONTAINER: &str = r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

/// A package with these items and this reading order.
fn package(items: &str, spine: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">https://example.org/book</dc:identifier>
<dc:title>حكايات الميناء</dc:title><dc:creator>ليلى الحسن</dc:creator><dc:creator>سامر الحلو</dc:creator>
<dc:publisher>دار الساحل</dc:publisher><dc:language>ar</dc:language><dc:date>2031-03-14</dc:date></metadata>
<manifest>{items}</manifest>{spine}</package>"#
    )
}

fn chapter(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>"#
    )
}

impl Shelf {
    fn new(package: String) -> Shelf {
        let mut shelf = Shelf(Vec::new());
        shelf.put("mimetype", "application/epub+zip").put("META-INF/container.xml", CONTAINER);
        shelf.put("EPUB/package.opf", package);
        shelf
    }

    fn put(&mut self, name: &str, bytes: impl Into<Vec<u8>>) -> &mut Shelf {
        self.0.push((name.to_owned(), bytes.into()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.0 {
            let way = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            writer.start_file(name.as_str(), SimpleFileOptions::default().compression_method(way)).expect("started");
            writer.write_all(bytes).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    fn read(&self) -> Article {
        article::read(self.bytes().as_slice()).expect("a book")
    }

    #[track_caller]
    fn fails(&self, says: &str) {
        let error = article::read(self.bytes().as_slice()).expect_err("no book to read").to_string();
        assert!(error.contains(says) && !error.contains('\n'), "{error}");
    }
}

const ITEMS: &str = r#"<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/><item id="c1" href="text/1.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="text/%D8%A8.xhtml" media-type="application/xhtml+xml"/><item id="n" href="text/notes.xhtml" media-type="application/xhtml+xml"/>"#;

const SPINE: &str = r#"<spine page-progression-direction="rtl"><itemref idref="cover"/><itemref idref="nav"/><itemref idref="c1"/>
<itemref idref="c2"/><itemref idref="c2"/><itemref idref="n" linear="no"/></spine>"#;

fn book() -> Shelf {
    let mut shelf = Shelf::new(package(ITEMS, SPINE));
    shelf.put("EPUB/cover.xhtml", chapter(r#"<img src="cover.jpg" alt="غلاف"/>"#));
    shelf.put(
        "EPUB/nav.xhtml",
        chapter(
            r#"<h1>المحتويات</h1><nav epub:type="landmarks"><a href="text/1.xhtml">معلم</a></nav>
<nav epub:type="toc"><ol><li><a href="cover.xhtml">الغلاف</a></li><li><a href="text/1.xhtml">الأول</a></li><li><a href="text/%D8%A8.xhtml#x">الفصل
الثاني</a></li></ol></nav>"#,
        ),
    );
    shelf.put(
        "EPUB/text/1.xhtml",
        chapter(
            r##"<script src="x.js"/><a id="top"/><h1>الفصل الأول: الباب</h1><p>قال الحارس إن «الباب مغلق»<a epub:type="noteref" href="#n1">[1]</a>.</p>
<blockquote><p>كلام مقتبس</p></blockquote><ul><li>بند</li></ul><aside epub:type="footnote" id="n1"><p>[1] حاشية.</p></aside>"##,
        ),
    );
    shelf.put("EPUB/text/ب.xhtml", chapter("<p class='t'>الفصل الثاني</p><p>وقالت ليلى إن السفينة وصلت.</p>"));
    shelf.put("EPUB/text/notes.xhtml", chapter("<p>ملاحظة أخيرة.</p>"));
    shelf
}

fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text))).collect()
}

#[test]
fn a_book_is_read_in_its_order() {
    let article = book().read();
    let expected = [
        (BlockKind::Headline, "حكايات الميناء"),
        (BlockKind::Byline, "ليلى الحسن، سامر الحلو"),
        (BlockKind::Date, "2031-03-14"),
        (BlockKind::Heading, "الفصل الأول: الباب"),
        (BlockKind::Paragraph, "قال الحارس إن «الباب مغلق»[1]."),
        (BlockKind::Quote, "كلام مقتبس"),
        (BlockKind::List, "بند"),
        (BlockKind::Paragraph, "[1] حاشية."),
        (BlockKind::Heading, "الفصل الثاني"),
        (BlockKind::Paragraph, "وقالت ليلى إن السفينة وصلت."),
        (BlockKind::Paragraph, "ملاحظة أخيرة."),
    ];
    assert_eq!(blocks(&article), expected);
    assert_eq!(article.warnings, []);
}

#[test]
fn a_book_says_what_it_is() {
    let about = book().read().about;
    assert_eq!(about.title.as_deref(), Some("حكايات الميناء"));
    assert_eq!(about.byline.as_deref(), Some("ليلى الحسن، سامر الحلو"));
    assert_eq!(about.outlet.as_deref(), Some("دار الساحل"));
    assert_eq!(about.url.as_deref(), Some("https://example.org/book"));
    assert_eq!(about.published.as_deref(), Some("2031-03-14"));
    assert_eq!(about.language.as_deref(), Some("ar"));
    assert_eq!(about.direction, Some(Direction::RightToLeft));
}

#[test]
fn an_old_book_has_its_contents_in_an_ncx() {
    let items = r#"<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="c" href="a.xhtml" media-type="application/xhtml+xml"/>"#;
    let mut shelf = Shelf::new(package(items, r#"<spine toc="ncx"><itemref idref="c"/></spine>"#));
    shelf.put(
        "EPUB/toc.ncx",
        r#"<ncx><head><meta name="a"/></head><docTitle><text>عنوان</text></docTitle><navMap><navPoint id="p"><navLabel><text>الباب الأول</text></navLabel>
<content src="a.xhtml"/><navPoint><navLabel><text>فرع</text></navLabel><content src="a.xhtml#b"/></navPoint></navPoint></navMap></ncx>"#,
    );
    shelf.put("EPUB/a.xhtml", chapter("<p>نص.</p>").replace("<html ", "<html dir='rtl' "));
    let article = shelf.read();
    assert_eq!(blocks(&article)[3..], [(BlockKind::Heading, "الباب الأول"), (BlockKind::Paragraph, "نص.")]);
    assert_eq!(article.about.direction, Some(Direction::RightToLeft), "the chapters say it where the spine does not");
}

#[test]
fn what_is_missing_is_said_and_the_rest_is_read() {
    let spine = SPINE.replace("</spine>", r#"<itemref idref="nothing"/></spine>"#);
    let mut shelf = Shelf::new(package(ITEMS, &spine));
    shelf.put("EPUB/text/1.xhtml", chapter("<p>نص.</p>"));
    let article = shelf.read();
    assert_eq!(article.warnings, [Warning::Missing(4)]);
    assert!(article.text.ends_with("نص."));
    Shelf::new(package(ITEMS, SPINE)).fails("damaged");
}

#[test]
fn a_locked_book_is_told_from_one_that_hides_its_fonts() {
    let listed = |way: &str| {
        format!(
            r#"<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="{way}"/></enc:EncryptedData></encryption>"#
        )
    };
    book().put("META-INF/encryption.xml", listed("http://www.w3.org/2001/04/xmlenc#aes128-cbc")).fails("locked");
    let article = book().put("META-INF/encryption.xml", listed("http://www.idpf.org/2008/embedding")).read();
    assert!(article.text.contains("الباب مغلق"));
}

#[test]
fn a_book_of_pictures_says_so() {
    let mut shelf = Shelf::new(package(ITEMS, r#"<spine><itemref idref="cover"/></spine>"#));
    shelf.put("EPUB/cover.xhtml", chapter(r#"<img src="cover.jpg" alt="غلاف"/>"#)).fails("pictures");
}

#[test]
fn what_is_no_book_is_said_to_be_damaged() {
    Shelf::new("<package><manifest>".to_owned()).fails("damaged");
    Shelf::new(String::new()).fails("damaged");
    let whole = book().bytes();
    for cut in [100, whole.len() / 2, whole.len() - 30] {
        let error = article::read(&whole[..cut]).expect_err("a part of a book");
        assert!(matches!(error, OpenError::DamagedBook { .. }), "{error}");
    }
    let mut strange = Shelf(Vec::new());
    strange.put("mimetype", "application/epub+zip");
    strange.put("META-INF/container.xml", CONTAINER.replace("EPUB/package.opf", "../../etc/passwd")).fails("damaged");
}

/// Far more time than any of these takes, far less than one of them without its bound.
#[track_caller]
fn within_reason(name: &str, shelf: &Shelf) {
    let bytes = shelf.bytes();
    let start = Instant::now();
    let _ = article::read(bytes.as_slice());
    assert!(start.elapsed().as_secs() < 60, "{name}: {:?}", start.elapsed());
}

#[test]
fn bombs_are_bounded() {
    let large = vec![b' '; 24 * 1024 * 1024];
    let mut bomb = Shelf::new(String::from_utf8(large.clone()).expect("blanks"));
    bomb.fails("damaged");
    bomb = book();
    bomb.0.retain(|(name, _)| name != "EPUB/text/1.xhtml");
    bomb.put("EPUB/text/1.xhtml", large.clone());
    assert_eq!(bomb.read().warnings, [Warning::Missing(1)], "a chapter of 24 MB");
    bomb = book();
    bomb.0.retain(|(name, _)| name != "EPUB/nav.xhtml");
    bomb.put("EPUB/nav.xhtml", large);
    assert!(bomb.read().text.contains("وقالت ليلى"), "contents of 24 MB");
}

#[test]
fn nests_are_bounded() {
    let deep = 20_000;
    let mut metas = String::from("<dc:title>x</dc:title>");
    for at in 0..deep {
        let _ = write!(metas, r##"<meta id="m{at}" refines="#m{}" property="x">y</meta>"##, at + 1);
    }
    let chained = package(ITEMS, SPINE).replace("</metadata>", &format!("{metas}</metadata>"));
    Shelf::new(chained).fails("damaged");
    let nested = format!("{}x{}", "<meta>".repeat(deep), "</meta>".repeat(deep));
    Shelf::new(package(ITEMS, SPINE).replace("</metadata>", &format!("{nested}</metadata>"))).fails("damaged");
    let mut shelf = book();
    shelf.0.retain(|(name, _)| name != "EPUB/nav.xhtml" && name != "EPUB/text/1.xhtml");
    shelf.put("EPUB/nav.xhtml", chapter(&format!("<nav epub:type='toc'>{}</nav>", "<ol><li>".repeat(deep))));
    shelf.put("EPUB/text/1.xhtml", chapter(&format!("{}<p>نص عميق.</p>", "<div>".repeat(deep))));
    assert!(shelf.read().text.contains("نص عميق."));
    within_reason("many parts", &many_parts());
}

/// Twenty thousand chapters, each of them large and empty.
fn many_parts() -> Shelf {
    let (mut items, mut spine) = (String::new(), String::from("<spine>"));
    for at in 0..20_000 {
        let _ = write!(items, r#"<item id="c{at}" href="a.xhtml?{at}" media-type="application/xhtml+xml"/>"#);
        let _ = write!(spine, r#"<itemref idref="c{at}"/>"#);
    }
    let mut shelf = Shelf::new(package(&items, &format!("{spine}</spine>")));
    shelf.put("EPUB/a.xhtml", chapter(&"<b></b>".repeat(200_000)));
    shelf
}

#[test]
fn a_large_book_is_opened_from_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("book.epub");
    // What deflate cannot shrink: pictures.
    let mut state = 1_u32;
    let picture: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(18 * 1024 * 1024)
    .collect();
    fs::write(&path, book().put("EPUB/cover.jpg", picture).bytes()).expect("written");
    let article = article::open(&path).expect("a book");
    assert!(article.text.contains("الباب مغلق") && article.window.is_none());
    let error = article::read(fs::File::open(&path).expect("there")).expect_err("cut");
    assert!(error.to_string().contains("too large for a pipe"), "{error}");
}
