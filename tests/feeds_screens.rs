//! Feeds on real screens: the library's key for them, an article whose page is fetched when it is opened, and the reader as
//! newsboat starts it, by the very lines of README.

#![cfg(unix)]
#![allow(dead_code, reason = "the terminal is shared with the tests of the reader, and each uses its part")]

#[path = "reader/pty.rs"]
mod pty;
#[path = "reader/screen.rs"]
mod screen;
mod web;

use std::fs;
use std::path::Path;

use pty::{DOWN, Desk, END, ENTER, ESC, HOME, Reader};
use web::{Say, Server};

fn page(title: &str) -> String {
    let words = "<p>قال الوزير سامر الحلو إن العمل في الجسر بدأ أمس، وإن الطريق سيفتح أمام الناس قبل نهاية العام.</p>\
                 <p>وأعلنت رئيسة البلدية ليلى عمر أن الكلفة بلغت مليوني دينار، وأنها لن تطلب مالا آخر.</p>";
    let words = words.repeat(3);
    format!(
        "<!doctype html><html lang=ar dir=rtl><head><title>{title}</title></head>\
         <body><article><h1>{title}</h1>{words}</article></body></html>"
    )
}

fn rss(server: &Server, items: &[&str]) -> String {
    let item = |path: &&str| {
        let link = server.url(&format!("/{path}"));
        format!(
            "<item><title>خبر {path}</title><guid>{path}</guid><link>{link}</link>\
             <description>قال الوزير سامر الحلو إن المختصر {path}.</description></item>"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!("<rss version=\"2.0\"><channel><title>صحيفة المرفأ</title>{items}</channel></rss>")
}

fn run(desk: &Desk, arguments: &[&str]) {
    let library = desk.library();
    let run = desk.run(&[&["--library", &library.to_string_lossy()], arguments].concat());
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// A desk with a feed of these items in its library.
fn desk(server: &Server, items: &[&str]) -> Desk {
    let desk = Desk::new().sized(100, 30);
    server.page("/rss", "application/rss+xml", rss(server, items));
    run(&desk, &["feed", "add", &server.url("/rss")]);
    desk
}

/// Goes to the row with these words, which is the first or the last one.
#[track_caller]
fn choose(reader: &Reader, words: &str) {
    let is_chosen = || {
        let screen = reader.settled();
        screen.find(words).is_some_and(|place| screen.cell(place.left, place.y).reversed)
    };
    reader.until_shows(words);
    for key in ["", HOME, END] {
        reader.send(key);
        if is_chosen() {
            return;
        }
    }
    panic!("{words} is neither first nor last");
}

#[test]
fn a_key_asks_the_feeds_and_shows_what_is_new() {
    let server = Server::start();
    let desk = desk(&server, &["alif"]);
    let reader = desk.start(&[]);
    reader.until_shows("خبر alif");
    server.page("/rss", "application/rss+xml", rss(&server, &["alif", "baa"]));
    reader.send("ة");
    reader.until_shows("خبر baa");
    reader.until_status("مقالات جديدة من الخلاصات");
    // While a feed is silent, the screen goes on, and is left at once.
    server.say("/rss", Say::Silence);
    reader.send("m");
    reader.until_status("الخلاصات");
    reader.send("?");
    reader.until_shows("اطلب جديد الخلاصات");
    reader.send(ESC);
    reader.send(DOWN);
    reader.quit();
}

#[test]
fn an_article_of_a_feed_is_fetched_when_it_is_opened() {
    let server = Server::start();
    let desk = desk(&server, &["alif", "baa"]);
    server.page("/alif", "text/html; charset=utf-8", page("الجسر كاملا"));
    let reader = desk.start(&[]);
    choose(&reader, "خبر alif");
    reader.send(ENTER);
    reader.until_shows("رئيسة البلدية");
    reader.send("q");
    // What is not to be had is told, and the feed's words are there.
    choose(&reader, "خبر baa");
    reader.send(ENTER);
    reader.until_shows("إن المختصر baa");
    reader.until_status("نص الخلاصة فقط");
    reader.send("q");
    reader.until_shows("الجسر كاملا");
    reader.quit();
    assert_eq!((server.times("/alif"), server.times("/baa")), (1, 1));
}

#[test]
fn a_page_that_does_not_come_can_be_left() {
    let server = Server::start();
    let desk = desk(&server, &["alif"]);
    server.say("/alif", Say::Silence);
    let reader = desk.start(&[]);
    reader.until_shows("خبر alif");
    reader.send(ENTER);
    reader.until_status("تُجلب الصفحة");
    reader.send(ESC);
    reader.until_status("لم تعد الصفحة");
    reader.quit();
}

#[test]
fn a_feed_is_opened_in_the_library() {
    let server = Server::start();
    let desk = desk(&server, &["alif"]);
    let other = desk.file("b.txt", "خبر آخر\n\nقال الوزير إن العمل بدأ.\n");
    run(&desk, &["library", "add", &other.to_string_lossy()]);
    let reader = desk.start(&["feed", "open", "1"]);
    reader.until_shows("خبر alif");
    assert!(reader.settled().find("خبر آخر").is_none());
    reader.send("q");
    reader.until_shows("خبر آخر");
    reader.quit();
}

/// The lines of README's recipe for newsboat: what is set, and to what.
fn recipe() -> Vec<(String, String)> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md");
    let line = |line: &str| {
        let (name, value) = line.trim().split_once(' ')?;
        let value = value.strip_prefix('"')?.strip_suffix('"')?;
        ["browser", "pager"].contains(&name).then(|| (name.to_owned(), value.to_owned()))
    };
    readme.lines().filter_map(line).collect()
}

#[test]
fn newsboat_starts_the_reader_by_the_lines_of_readme() {
    let server = Server::start();
    server.page("/a?b=1&c=2", "text/html; charset=utf-8", page("الجسر من المتصفح"));
    let desk = Desk::new().sized(100, 30);
    // What newsboat gives a pager: an article as plain text under a head of its own.
    let text = "Feed: صحيفة المرفأ\nTitle: خبر\n\nقال الوزير سامر الحلو إن الجسر سيفتح.\n";
    let text = desk.file("newsboat-article", text);
    let recipe = recipe();
    assert_eq!(recipe.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["browser", "pager"]);
    for (name, command) in recipe {
        // As newsboat does: addresses are quoted, files are not.
        let url = format!("'{}'", server.url("/a?b=1&c=2"));
        let command = command.replace("%u", &url).replace("%f", &text.to_string_lossy());
        let bin = Path::new(env!("CARGO_BIN_EXE_isnad")).parent().expect("a folder");
        let reader = desk.shell(&format!("PATH={}:$PATH; LANG=ar; {command}", bin.display()));
        reader.until_shows(if name == "browser" { "الجسر من المتصفح" } else { "سيفتح" });
        reader.quit();
    }
}
