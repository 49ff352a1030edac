//! `isnad feed` through the real program, against a server on this machine that each test starts.

mod web;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use isnad::store::{DocumentQuery, DocumentRow, Store};
use serde_json::Value;
use web::{Say, Server, answer};

const RSS: &str = "application/rss+xml; charset=utf-8";

/// An item of RSS: its title, id, page, and words as HTML.
fn item(title: &str, guid: &str, link: &str, html: &str) -> String {
    let escaped = html.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<item><title>{title}</title><guid isPermaLink=\"false\">{guid}</guid><link>{link}</link>\
         <pubDate>Thu, 22 Jul 2021 09:30:00 +0300</pubDate><description>{escaped}</description></item>"
    )
}

fn rss(name: &str, items: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>{name}</title>\
         <link>https://harbour.example/</link><description>أخبار</description>{}</channel></rss>",
        items.concat()
    )
}

const BRIDGE: &str = "<p>قال الوزير سامر الحلو إن الجسر سيفتح غدا.</p><p>وأضاف أن الكلفة \"مليونا دينار\".</p>";

fn page(title: &str) -> String {
    let words = "<p>قال الوزير سامر الحلو إن العمل في الجسر بدأ أمس، وإن الطريق سيفتح أمام الناس قبل نهاية العام.</p>\
                 <p>وأعلنت رئيسة البلدية ليلى عمر أن الكلفة بلغت مليوني دينار، وأنها لن تطلب مالاً آخر.</p>";
    format!(
        "<!doctype html><html lang=ar dir=rtl><head><title>{title}</title><meta property=og:site_name content=غيره></head>\
         <body><article><h1>{title}</h1>{}</article></body></html>",
        words.repeat(3)
    )
}

struct Desk {
    root: tempfile::TempDir,
    server: Server,
}

impl Desk {
    fn new() -> Desk {
        Desk { root: tempfile::tempdir().expect("a folder"), server: Server::start() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.args(arguments).args(["--lang", "en", "--library"]).arg(self.path("library"));
        if !arguments.contains(&"--timeout") {
            command.args(["--timeout", "3"]);
        }
        command.current_dir(self.root.path()).env("HOME", self.root.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("ran")
    }

    /// What is written, and what is told, where the exit code is `code`.
    #[track_caller]
    fn says(&self, code: i32, arguments: &[&str]) -> (String, String) {
        let run = self.run(arguments);
        let [out, errors] = [run.stdout, run.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        assert_eq!(run.status.code(), Some(code), "{arguments:?}\n{out}\n{errors}");
        assert!(errors.lines().all(|line| line.starts_with("isnad: ")), "{errors}");
        (out, errors)
    }

    fn store(&self) -> Store {
        Store::open(&self.path("library")).expect("a library")
    }

    fn documents(&self) -> Vec<DocumentRow> {
        self.store().documents(&DocumentQuery::default()).expect("listed")
    }

    /// The articles' titles, in order of their letters.
    fn titles(&self) -> Vec<String> {
        let mut titles: Vec<String> = self.documents().into_iter().map(|row| row.title).collect();
        titles.sort();
        titles
    }

    fn feeds(&self) -> Vec<Value> {
        let run = self.run(&["feed", "list", "--format", "json"]);
        serde_json::from_slice(&run.stdout).expect("JSON")
    }

    /// Adds a feed of RSS at this path.
    fn add(&self, path: &str, name: &str, items: &[String]) {
        self.server.page(path, RSS, rss(name, items));
        self.says(0, &["feed", "add", &self.server.url(path)]);
    }

    fn item(&self, n: usize) -> String {
        item(
            &format!("خبر رقم {n}"),
            &format!("id-{n}"),
            &self.server.url(&format!("/{n}")),
            &format!("{BRIDGE}<p>{n}</p>"),
        )
    }
}

#[test]
fn a_feed_is_added_with_its_items_as_unread_articles() {
    let desk = Desk::new();
    desk.server.page("/rss", RSS, rss("صحيفة المرفأ", &[desk.item(1), desk.item(2)]));
    let (out, _) = desk.says(0, &["feed", "add", &desk.server.url("/rss")]);
    assert_eq!(out, "new\t1\t2\tصحيفة المرفأ\n");
    let rows = desk.documents();
    assert_eq!(rows.len(), 2);
    for row in &rows {
        assert_eq!((row.outlet.as_str(), row.day.as_str(), row.opened), ("صحيفة المرفأ", "2021-07-22", None));
        assert!(row.claims >= 2 && row.url.starts_with(&desk.server.url("/")), "{row:?}");
    }
    let text = desk.store().article(rows[0].latest).expect("read").expect("kept").text;
    assert!(text.contains("قال الوزير سامر الحلو إن الجسر سيفتح غدا.\n") && !text.contains('<'), "{text}");
    assert_eq!(desk.server.asked().len(), 1, "only the feed was asked for");
    let (out, _) = desk.says(0, &["feed", "add", &desk.server.url("/rss")]);
    assert_eq!(out, "known\t1\t0\tصحيفة المرفأ\n");
    assert_eq!(desk.documents().len(), 2);
    let [feed] = &desk.feeds()[..] else { panic!("one feed") };
    assert_eq!((&feed["items"], &feed["unread"], &feed["trouble"]), (&Value::from(2), &Value::from(2), &Value::Null));
}

#[test]
fn atom_and_json_feeds_are_read_as_rss_is() {
    let desk = Desk::new();
    let link = desk.server.url("/a");
    let atom = "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>وكالة الساحل</title><id>urn:a</id>\
         <updated>2021-07-22T10:00:00Z</updated><entry><title type=\"html\">خبر &lt;b&gt;الميناء&lt;/b&gt;</title><id>urn:1</id>\
         <author><name>هناء الزين</name></author><updated>2021-07-23T10:00:00Z</updated><link rel=\"alternate\" href=\"/a\"/>\
         <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>قالت ليلى حداد إن السفينة وصلت.</p></div></content></entry></feed>";
    let json = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "صوت القرية",
        "items": [{"id": "7", "url": desk.server.url("/j"), "title": "مدرسة", "content_html": "<p>قالت المعلمة إن الصفوف امتلأت.</p>",
                   "date_published": "2021-07-24T08:00:00+03:00"},
                  {"id": "8", "content_text": "أعلن الوزير أن السد امتلأ.\nوأضاف أن الماء كاف."}],
    });
    desk.server.page("/atom", "application/atom+xml", atom);
    desk.server.page("/json", "application/feed+json", json.to_string());
    let (out, _) = desk.says(0, &["feed", "add", &desk.server.url("/atom"), &desk.server.url("/json")]);
    assert_eq!(out, "new\t1\t1\tوكالة الساحل\nnew\t2\t2\tصوت القرية\n");
    let rows = desk.documents();
    let atom = rows.iter().find(|row| row.outlet == "وكالة الساحل").expect("of Atom");
    assert_eq!(
        (atom.title.as_str(), atom.byline.as_str(), atom.day.as_str()),
        ("خبر الميناء", "هناء الزين", "2021-07-23")
    );
    assert_eq!(atom.url, link, "a link is of the feed's own server");
    let json: Vec<_> = rows.iter().filter(|row| row.outlet == "صوت القرية").collect();
    assert_eq!(json.len(), 2);
    assert!(json.iter().any(|row| row.url.is_empty() && row.claims > 0), "an item without a page: {json:?}");
    desk.server.page(
        "/json",
        "application/feed+json",
        "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [",
    );
    assert_eq!(desk.run(&["feed", "update"]).status.code(), Some(4));
}

#[test]
fn only_what_is_new_is_added_and_only_what_changed_is_asked_for() {
    let desk = Desk::new();
    let body = rss("المرفأ", &[desk.item(1)]);
    let whole = answer("200 OK", &[("Content-Type", RSS), ("ETag", "W/\"1\"")], body.as_bytes());
    desk.server.say("/rss", Say::IfAsked("If-None-Match: W/\"1\"", answer("304 Not Modified", &[], b""), whole));
    desk.says(0, &["feed", "add", &desk.server.url("/rss")]);
    let (out, errors) = desk.says(0, &["feed", "update"]);
    assert_eq!((out.as_str(), errors.as_str()), ("1\t0\tالمرفأ\n", ""));
    assert!(desk.server.asked()[1].to_ascii_lowercase().contains("if-none-match: w/\"1\""));
    // The same id with another link, the same link with another id: neither is new.
    let moved = item("خبر رقم 1", "id-1", &desk.server.url("/moved"), &format!("{BRIDGE}<p>1</p>"));
    let renamed = item("خبر آخر", "id-9", &desk.server.url("/1"), "<p>كلام آخر</p>");
    desk.server.page("/rss", RSS, rss("المرفأ", &[desk.item(2), moved, renamed]));
    let (out, _) = desk.says(0, &["feed", "update", "المرفا"]);
    assert_eq!(out, "1\t1\tالمرفأ\n");
    assert_eq!(desk.titles(), ["خبر رقم 1", "خبر رقم 2"]);
    // Other words of a known item are a version of it.
    let corrected = item("خبر رقم 2", "id-2", &desk.server.url("/2"), "<p>قال الوزير سامر الحلو إن الجسر لن يفتح.</p>");
    desk.server.page("/rss", RSS, rss("المرفأ", &[corrected]));
    assert_eq!(desk.says(0, &["feed", "update", "1"]).0, "1\t0\tالمرفأ\n");
    let row = desk.documents().into_iter().find(|row| row.title == "خبر رقم 2").expect("there");
    assert_eq!(row.versions, 2);
}

#[test]
fn the_same_page_in_two_feeds_is_one_article() {
    let desk = Desk::new();
    desk.add("/one", "الأول", &[desk.item(1)]);
    let other = item("بعنوان آخر", "x", &desk.server.url("/1"), "<p>كلام آخر عن الأمر.</p>");
    desk.add("/two", "الثاني", &[other]);
    assert_eq!(desk.documents().len(), 1);
    desk.says(0, &["feed", "update"]);
    assert_eq!(desk.documents()[0].versions, 1);
    assert!(desk.feeds().iter().all(|feed| feed["items"] == 1));
}

#[test]
fn what_was_removed_does_not_come_back() {
    let desk = Desk::new();
    desk.add("/rss", "المرفأ", &[desk.item(1), desk.item(2)]);
    let row = desk.documents().into_iter().find(|row| row.title == "خبر رقم 1").expect("there");
    desk.says(0, &["library", "remove", "--yes", &row.key.number().to_string()]);
    desk.says(0, &["feed", "update"]);
    assert_eq!(desk.titles(), ["خبر رقم 2"]);
    desk.add("/two", "غيره", &[desk.item(1)]);
    assert_eq!(desk.titles(), ["خبر رقم 2"], "nor by another feed");
}

#[test]
fn one_bad_feed_never_stops_the_others() {
    let desk = Desk::new();
    for n in 0..6 {
        desk.add(&format!("/{n}.xml"), &format!("خلاصة {n}"), &[desk.item(n)]);
    }
    desk.server.page("/0.xml", RSS, rss("خلاصة 0", &[desk.item(10)]));
    desk.server.page("/1.xml", RSS, "<rss><channel><title>مكسور");
    desk.server.say("/2.xml", Say::Bytes(answer("500 Oops", &[], b"")));
    desk.server.say("/3.xml", Say::Silence);
    desk.server.lead("/4.xml", "http://169.254.169.254/latest/");
    desk.server.page("/5.xml", "text/html", "<html><body>no feed</body></html>");
    let begun = Instant::now();
    let (out, errors) = desk.says(4, &["feed", "update"]);
    assert!(begun.elapsed() < Duration::from_secs(20), "they are asked at once: {:?}", begun.elapsed());
    assert_eq!(out.lines().next(), Some("1\t1\tخلاصة 0"), "{out}");
    assert!(desk.titles().contains(&"خبر رقم 10".to_owned()));
    let bad = errors.lines().filter(|line| line.contains("http://")).count();
    assert!((4..=5).contains(&bad), "one line each: {errors}");
    let feeds = desk.feeds();
    let trouble = |n: usize| feeds[n]["trouble"].as_str().unwrap_or("").to_owned();
    assert_eq!(trouble(0), "");
    assert!(trouble(2).contains("500") && trouble(3).contains("not whole"), "{feeds:?}");
    assert!(trouble(4).contains("private network") && trouble(5).contains("is no feed"), "{feeds:?}");
    // What is well again says so.
    desk.server.page("/2.xml", RSS, rss("خلاصة 2", &[desk.item(12)]));
    assert_eq!(desk.says(0, &["feed", "update", "3"]).0, "3\t1\tخلاصة 2\n");
    assert_eq!(desk.feeds()[2]["trouble"], Value::Null);
}

#[test]
fn what_is_no_feed_is_not_added() {
    let desk = Desk::new();
    let html = "<!doctype html><html><head><link rel=alternate type=application/rss+xml href=/rss></head><body>x</body></html>";
    desk.server.page("/site", "text/html", html);
    let (_, errors) = desk.says(3, &["feed", "add", &desk.server.url("/site")]);
    assert!(errors.contains(&format!("names the feed {}", desk.server.url("/rss"))), "{errors}");
    desk.server.page("/none", "text/html", "<!doctype html><html><body>x</body></html>");
    assert!(desk.says(3, &["feed", "add", &desk.server.url("/none")]).1.contains("is no feed"));
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>";
    desk.server.page("/bomb", RSS, bomb);
    assert!(desk.says(3, &["feed", "add", &desk.server.url("/bomb")]).1.contains("entities of its own"));
    let deep = format!("<rss><channel><item><description>{}", "<div>".repeat(100_000));
    desk.server.page("/deep", RSS, deep);
    assert!(desk.says(3, &["feed", "add", &desk.server.url("/deep")]).1.contains("too deep"));
    assert!(!desk.path("library").join(isnad::store::FILE_NAME).exists(), "no library is begun for nothing");
}

#[test]
fn a_feed_that_is_opened_says_what_to_do() {
    let desk = Desk::new();
    desk.server.page("/rss", RSS, rss("المرفأ", &[desk.item(1)]));
    let url = desk.server.url("/rss");
    for command in [&[][..], &["print"], &["extract"], &["library", "add"]] {
        let (_, errors) = desk.says(3, &[command, &[&url]].concat());
        assert!(errors.contains(&format!("isnad feed add {url}")), "{command:?}: {errors}");
    }
}

#[test]
fn feeds_of_other_encodings_are_read() {
    let desk = Desk::new();
    let text = rss("صحيفة المرفأ", &[desk.item(1)]).replace("UTF-8", "windows-1256");
    let (bytes, _, lost) = encoding_rs::WINDOWS_1256.encode(&text);
    assert!(!lost);
    desk.server.page("/rss", "text/xml", &bytes);
    assert_eq!(desk.says(0, &["feed", "add", &desk.server.url("/rss")]).0, "new\t1\t1\tصحيفة المرفأ\n");
    assert_eq!(desk.titles(), ["خبر رقم 1"]);
}

#[test]
fn lists_of_feeds_come_in_and_go_out() {
    let desk = Desk::new();
    desk.server.page("/rss", RSS, rss("المرفأ", &[desk.item(1)]));
    let list = "<opml version='2.0'><body><outline text='عرب'><outline text='شام'>\
         <outline type='rss' text='الأخبار' xmlUrl='https://news.example/rss?a=1&amp;b=2'/></outline></outline>\
         <outline text='قريب' xmlUrl='SERVER'/><outline text='ملف' xmlUrl='file:///etc/passwd'/></body></opml>";
    fs::write(desk.path("in.opml"), list.replace("SERVER", &desk.server.url("/rss"))).expect("written");
    let (_, errors) = desk.says(4, &["feed", "import", "in.opml"]);
    assert!(errors.contains("2 new, 0 known") && errors.contains("file:///etc/passwd"), "{errors}");
    assert!(desk.server.asked().is_empty(), "nothing is asked for by taking a list in");
    assert_eq!(desk.feeds()[0]["folder"], "عرب/شام");
    // What a list names is not typed: it leads to no machine of a network of ours, until the user says so.
    let (_, errors) = desk.says(3, &["feed", "update", "2"]);
    assert!(errors.contains("type the address yourself"), "{errors}");
    assert!(desk.server.asked().is_empty());
    desk.says(0, &["feed", "add", &desk.server.url("/rss")]);
    assert_eq!(desk.says(0, &["feed", "update", "2"]).0, "2\t0\tقريب\n");
    let (out, _) = desk.says(0, &["feed", "export"]);
    desk.says(0, &["feed", "export", "-o", "out.opml"]);
    assert_eq!(fs::read_to_string(desk.path("out.opml")).expect("written"), out);
    let other = Desk::new();
    fs::copy(desk.path("out.opml"), other.path("out.opml")).expect("copied");
    other.says(0, &["feed", "import", "out.opml"]);
    assert_eq!(other.says(0, &["feed", "export"]).0, out);
    for (name, bytes) in [("bomb", "<!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>"), ("none", "<html/>"), ("empty", "")] {
        fs::write(desk.path(name), bytes).expect("written");
        desk.says(3, &["feed", "import", name]);
    }
}

#[test]
fn feeds_are_named_and_removed() {
    let desk = Desk::new();
    desk.server.page("/rss", RSS, rss("المرفأ", &[desk.item(1)]));
    desk.says(0, &["feed", "add", "--name", "مرفأي", &desk.server.url("/rss")]);
    assert_eq!(desk.documents()[0].outlet, "مرفأي");
    desk.says(1, &["feed", "remove", "لا شيء"]);
    desk.says(1, &["feed", "open", "9"]);
    desk.says(0, &["feed", "remove", "مرفا"]);
    assert_eq!(desk.run(&["feed", "list"]).status.code(), Some(1));
    assert_eq!(desk.documents().len(), 1, "its articles stay");
    desk.says(1, &["feed", "update"]);
}

#[cfg(unix)]
#[test]
fn control_c_leaves_whole_what_is_done() {
    let desk = Desk::new();
    desk.add("/0.xml", "سريعة", &[desk.item(0)]);
    desk.add("/1.xml", "بطيئة", &[desk.item(1)]);
    desk.server.page("/0.xml", RSS, rss("سريعة", &[desk.item(7)]));
    desk.server.say("/1.xml", Say::Silence);
    let child = desk
        .command(&["feed", "update", "--timeout", "60"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("begun");
    let deadline = Instant::now() + Duration::from_secs(20);
    while !desk.titles().contains(&"خبر رقم 7".to_owned()) && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(50));
    }
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).expect("sent");
    let run = child.wait_with_output().expect("ended");
    assert_eq!(run.status.code(), Some(130));
    assert_eq!(String::from_utf8_lossy(&run.stdout), "1\t1\tسريعة\n");
    assert!(desk.store().verify().expect("verified").is_empty());
}

#[test]
fn what_is_added_from_an_address_keeps_what_came() {
    let desk = Desk::new();
    desk.server.lead("/short", "/long");
    desk.server.page("/long", "text/html; charset=utf-8", page("جسر جديد"));
    desk.says(0, &["library", "add", &desk.server.url("/short")]);
    let [row] = &desk.documents()[..] else { panic!("one article") };
    let store = desk.store();
    let original = store.original_of(row.latest).expect("read").expect("kept");
    assert_eq!(
        (original.origin.as_str(), original.bytes),
        (desk.server.url("/long").as_str(), page("جسر جديد").into_bytes())
    );
    assert_eq!((original.media.as_str(), original.charset.as_str()), ("text/html", "utf-8"));
    // The same again is the same; another text is a version, with an original of its own.
    desk.says(0, &["library", "add", &desk.server.url("/long")]);
    assert_eq!((store.originals().expect("counted").count, desk.documents()[0].versions), (1, 1));
    desk.server.page("/long", "text/html; charset=utf-8", page("جسر جديد").replace("أمس", "اليوم"));
    assert!(desk.says(0, &["library", "add", &desk.server.url("/long")]).0.starts_with("version\t1\t"));
    assert_eq!(store.originals().expect("counted").count, 2);
    let stats: Value = serde_json::from_str(&desk.says(0, &["library", "stats", "--json"]).0).expect("JSON");
    assert_eq!((&stats["originals"], &stats["feeds"]), (&Value::from(2), &Value::from(0)));
    assert!(stats["original_bytes"].as_u64().is_some_and(|bytes| bytes > 1000));
    desk.says(0, &["library", "backup", "copy.db"]);
    fs::create_dir(desk.path("other")).expect("made");
    fs::rename(desk.path("copy.db"), desk.path("other").join(isnad::store::FILE_NAME)).expect("moved");
    assert_eq!(Store::open(&desk.path("other")).expect("a library").originals().expect("counted").count, 2);
}

#[test]
fn articles_are_made_anew_of_what_came() {
    let desk = Desk::new();
    fs::write(desk.path("page.html"), page("جسر جديد")).expect("written");
    fs::write(desk.path("plain.txt"), "خبر\n\nقال الوزير إن العمل بدأ.\n").expect("written");
    desk.says(0, &["library", "add", "page.html", "plain.txt"]);
    let store = desk.store();
    assert_eq!(store.originals().expect("counted").count, 1, "of plain text the text is the original");
    let row = desk.documents().into_iter().find(|row| row.title == "جسر جديد").expect("there");
    let number = row.key.number().to_string();
    drop(store);
    let (out, _) = desk.says(0, &["library", "add", "--again"]);
    assert!(out.starts_with(&format!("known\t{number}\t")), "{out}");
    // An extractor of old made another text of it.
    let connection = rusqlite::Connection::open(desk.path("library").join(isnad::store::FILE_NAME)).expect("opened");
    let old = isnad::article::from_text("جسر جديد\n\nالرئيسية أخبار\n".to_owned(), isnad::article::Origin::Sample);
    connection.execute_batch("DROP TRIGGER article_text_changed").expect("dropped");
    connection
        .execute(
            "UPDATE article SET hash = ?1 WHERE id = (SELECT latest FROM document WHERE id = ?2)",
            (&old.hash, row.key.number()),
        )
        .expect("changed");
    drop(connection);
    fs::remove_file(desk.path("page.html")).expect("removed");
    let (out, _) = desk.says(0, &["library", "add", "--again", &number]);
    assert!(out.starts_with(&format!("version\t{number}\t")), "{out}");
    let again = desk.documents().into_iter().find(|row| row.key.number().to_string() == number).expect("there");
    assert_eq!((again.versions, again.title.as_str()), (2, "جسر جديد"));
    let (_, errors) = desk.says(3, &["library", "add", "--again", "خبر"]);
    assert!(errors.contains("not kept"), "{errors}");
}

#[test]
fn what_came_is_wiped_with_its_article() {
    let desk = Desk::new();
    let secret = "مكتومxqسر";
    desk.server.page("/a", "text/html", page("جسر").replace("<article>", &format!("<!-- {secret} --><article>")));
    desk.add("/rss", "المرفأ", &[item("خبر", "id-1", &desk.server.url("/a?xq-item"), BRIDGE)]);
    let link = desk.server.url("/a");
    desk.says(0, &["library", "add", &link]);
    let holds = |words: &str| {
        fs::read_dir(desk.path("library")).expect("a folder").any(|entry| {
            let bytes = fs::read(entry.expect("an entry").path()).expect("readable");
            bytes.windows(words.len()).any(|stretch| stretch == words.as_bytes())
        })
    };
    assert!(holds(secret) && holds("a?xq-item"));
    for row in desk.documents() {
        desk.says(0, &["library", "remove", "--yes", &row.key.number().to_string()]);
    }
    assert!(!holds(secret), "the bytes are gone");
    assert!(!holds("a?xq-item"), "and the address of the page");
}

#[test]
fn an_original_that_was_changed_is_found() {
    let desk = Desk::new();
    desk.server.page("/a", "text/html", page("جسر"));
    desk.says(0, &["library", "add", &desk.server.url("/a")]);
    desk.says(0, &["library", "verify"]);
    let connection = rusqlite::Connection::open(desk.path("library").join(isnad::store::FILE_NAME)).expect("opened");
    connection.execute("UPDATE original SET bytes = x'00'", []).expect("changed");
    let (out, _) = desk.says(5, &["library", "verify"]);
    assert!(out.contains("what it was made from was changed"), "{out}");
}
