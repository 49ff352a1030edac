//! Addresses of the web, opened: against a server on this machine that each test starts.

mod web;

use std::io::Write;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use isnad::fetch::{Address, FetchError, Fetched, Limits, Reply, Request, fetch};
use serde_json::Value;
use web::{Say, Server, answer};

const HTML: &str = "text/html; charset=utf-8";

/// A page with an article of some length.
fn page(title: &str) -> String {
    let words = "<p>قال الوزير سامر الحلو إن العمل في الجسر بدأ أمس، وإن الطريق سيفتح أمام الناس قبل نهاية العام.</p>\
                 <p>وأضاف الحلو أن الكلفة بلغت مليوني دينار، وأن الوزارة لن تطلب مالاً آخر من المدينة.</p>";
    format!(
        "<!doctype html><html lang=ar dir=rtl><head><title>{title}</title></head><body><nav><a href=/>الرئيسية</a></nav>\
         <article><h1>{title}</h1>{}</article></body></html>",
        words.repeat(3)
    )
}

fn quick() -> Limits {
    Limits { time: Duration::from_secs(2), bytes: 1 << 20, ..Limits::default() }
}

fn address(typed: &str) -> Address {
    Address::parse(typed).expect("an address")
}

/// What comes of an address that the user typed.
fn typed(url: &str) -> Result<Fetched, FetchError> {
    match fetch(&Request::typed(&address(url), quick()))? {
        Reply::Whole(fetched) => Ok(*fetched),
        Reply::Unchanged => panic!("nothing was known"),
    }
}

/// What comes of a link that was found in a page or feed.
fn found(url: &str) -> Result<Reply, FetchError> {
    fetch(&Request::found(&address(url), None, quick()))
}

#[test]
fn a_page_is_fetched_as_it_is_and_asked_for_plainly() {
    let server = Server::start();
    server.page("/a", HTML, page("جسر"));
    let fetched = typed(&server.url("/a#part")).expect("fetched");
    assert_eq!((fetched.bytes, fetched.address.as_str()), (page("جسر").into_bytes(), server.url("/a").as_str()));
    assert_eq!((fetched.content.media.as_str(), fetched.content.charset.as_str()), ("text/html", "utf-8"));
    let asked = server.asked().join("").to_ascii_lowercase();
    assert!(asked.contains(&format!("user-agent: isnad/{}\r\n", env!("CARGO_PKG_VERSION"))), "{asked}");
    for header in ["cookie", "referer", "authorization", "if-none-match"] {
        assert!(!asked.contains(&format!("\r\n{header}:")), "{asked}");
    }
}

#[test]
fn cookies_are_not_kept() {
    let server = Server::start();
    server.say("/a", Say::Bytes(answer("302 Found", &[("Location", "/b"), ("Set-Cookie", "a=b")], b"")));
    server.page("/b", HTML, page("جسر"));
    typed(&server.url("/a")).expect("fetched");
    assert!(!server.asked().join("").to_ascii_lowercase().contains("cookie:"));
}

#[test]
fn redirects_are_followed_some_way() {
    let server = Server::start();
    server.lead("/0", "../1");
    (1..9).for_each(|n| server.lead(&format!("/{n}"), &server.url(&format!("/{}", n + 1))));
    server.page("/9", HTML, page("جسر"));
    assert_eq!(typed(&server.url("/0")).expect("fetched").address.as_str(), server.url("/9"));
    server.lead("/round", "/and-round");
    server.lead("/and-round", "/round");
    assert!(matches!(typed(&server.url("/round")), Err(FetchError::Round { most: 10, .. })));
    server.lead("/self", "/self");
    assert!(matches!(typed(&server.url("/self")), Err(FetchError::Round { .. })));
    assert_eq!(server.times("/self"), 11);
}

#[test]
fn nothing_leads_to_this_machine_or_its_networks() {
    let (server, other) = (Server::start(), Server::start());
    other.page("/secret", HTML, page("سر"));
    let port = other.address.port();
    let targets = [
        format!("http://127.0.0.1:{port}/secret"),
        format!("http://localhost:{port}/secret"),
        format!("http://LOCALHOST.:{port}/secret"),
        format!("http://127.0.0.2:{port}/secret"),
        format!("http://0x7f000001:{port}/secret"),
        format!("http://0:{port}/secret"),
        format!("http://[::1]:{port}/secret"),
        format!("http://[::ffff:127.0.0.1]:{port}/secret"),
        "http://10.0.0.1/".to_owned(),
        "http://192.168.1.1/".to_owned(),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://[fd00:ec2::254]/".to_owned(),
        "http://100.100.100.200/".to_owned(),
        "http://router/".to_owned(),
    ];
    for to in &targets {
        server.lead("/away", to);
        let led = typed(&server.url("/away"));
        assert!(matches!(led, Err(FetchError::Near { .. })), "{to}: {led:?}");
        let linked = found(to);
        assert!(matches!(linked, Err(FetchError::Near { .. })), "{to}: {linked:?}");
    }
    assert!(other.asked().is_empty(), "nobody was asked: {:?}", other.asked());
    for to in
        ["file:///etc/passwd", "FILE:/etc/passwd", "ftp://example.org/", "data:text/html,x", "javascript:1", "http://"]
    {
        server.lead("/away", to);
        let led = typed(&server.url("/away"));
        assert!(matches!(led, Err(FetchError::Redirect { .. })), "{to}: {led:?}");
    }
}

#[test]
fn what_the_user_typed_is_reached_wherever_it_is() {
    let server = Server::start();
    server.page("/a", HTML, page("جسر"));
    server.lead("/b", "/a");
    assert!(typed(&server.url("/b")).is_ok(), "the very host and port");
    let (feed, item) = (address(&server.url("/feed")), address(&server.url("/a")));
    let linked = fetch(&Request::found(&item, Some(&feed), quick()));
    assert!(matches!(linked, Ok(Reply::Whole(_))), "{linked:?}");
    let elsewhere = Server::start();
    elsewhere.page("/a", HTML, page("سر"));
    let linked = fetch(&Request::found(&address(&elsewhere.url("/a")), Some(&feed), quick()));
    assert!(matches!(linked, Err(FetchError::Near { .. })), "{linked:?}");
}

#[test]
fn a_server_that_is_slow_is_left() {
    let server = Server::start();
    server.say("/silent", Say::Silence);
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n<p>".to_vec();
    server.say("/slow", Say::Drip(head, b'a', Duration::from_millis(50)));
    server.say("/slow-head", Say::Drip(b"HTTP/1.1 200 OK\r\nX: ".to_vec(), b'a', Duration::from_millis(50)));
    for path in ["/silent", "/slow", "/slow-head"] {
        let begun = Instant::now();
        let got = typed(&server.url(path));
        assert!(matches!(got, Err(FetchError::Slow { seconds: 2, .. })), "{path}: {got:?}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{path}: {:?}", begun.elapsed());
    }
}

#[test]
fn what_is_too_large_is_left() {
    let server = Server::start();
    let head = |more: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{more}\r\n").into_bytes();
    server.say("/endless", Say::Flood(head("Connection: close\r\n"), vec![b'a'; 4096]));
    server.say("/declared", Say::Flood(head("Content-Length: 99999999999\r\n"), vec![b'a'; 4096]));
    let chunk = [b"1000\r\n".as_slice(), &[b'a'; 4096], b"\r\n"].concat();
    server.say("/chunks", Say::Flood(head("Transfer-Encoding: chunked\r\n"), chunk));
    server.say("/head", Say::Flood(b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'a'; 4096]));
    for path in ["/endless", "/declared", "/chunks"] {
        let got = typed(&server.url(path));
        assert!(matches!(got, Err(FetchError::TooLarge { limit: 1, .. })), "{path}: {got:?}");
    }
    assert!(matches!(typed(&server.url("/head")), Err(FetchError::Broken { .. })));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("compressed");
    encoder.finish().expect("compressed")
}

#[test]
fn compressed_pages_are_read_and_bombs_are_left() {
    let server = Server::start();
    let zipped =
        |bytes: &[u8]| Say::Bytes(answer("200 OK", &[("Content-Encoding", "gzip"), ("Content-Type", HTML)], bytes));
    server.say("/whole", zipped(&gzip(page("جسر").as_bytes())));
    assert_eq!(typed(&server.url("/whole")).expect("fetched").bytes, page("جسر").into_bytes());
    let bomb = gzip(&vec![b'a'; 64 << 20]);
    assert!(bomb.len() < 1 << 20);
    server.say("/bomb", zipped(&bomb));
    assert!(matches!(typed(&server.url("/bomb")), Err(FetchError::TooLarge { .. })));
    let whole = gzip(page("جسر").as_bytes());
    server.say("/cut", zipped(&whole[..whole.len() / 2]));
    server.say("/none", zipped(b"<p>not compressed at all</p>"));
    let mut damaged = whole;
    let middle = damaged.len() / 2;
    damaged[middle..middle + 20].fill(0xff);
    server.say("/damaged", zipped(&damaged));
    for path in ["/cut", "/none", "/damaged"] {
        let got = typed(&server.url(path));
        assert!(matches!(got, Err(FetchError::Broken { .. })), "{path}: {got:?}");
    }
}

#[test]
fn what_ends_too_early_is_broken() {
    let server = Server::start();
    let whole = answer("200 OK", &[("Content-Type", HTML)], page("جسر").as_bytes());
    server.say("/cut", Say::Bytes(whole[..whole.len() - 300].to_vec()));
    server.say("/chunks", Say::Bytes(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\nabc".to_vec()));
    server.say("/nothing", Say::Bytes(Vec::new()));
    server.say("/rubbish", Say::Bytes(b"SSH-2.0-OpenSSH_9\r\n\r\n".to_vec()));
    for path in ["/cut", "/chunks", "/nothing", "/rubbish"] {
        let got = typed(&server.url(path));
        assert!(matches!(got, Err(FetchError::Broken { .. })), "{path}: {got:?}");
    }
}

#[test]
fn each_status_says_what_to_do() {
    let server = Server::start();
    for (status, expected) in [
        ("404 Not Found", "404 (not found); check the address"),
        ("410 Gone", "410 (gone)"),
        ("500 Oops", "500 (the server has trouble); try again in a while"),
        ("503 Busy", "503 (the server has trouble)"),
        ("403 No", "403 (it does not let us in)"),
        ("429 Slow", "429 (too many requests"),
        ("304 Same", "304"),
        ("204 None", "204"),
    ] {
        server.say("/a", Say::Bytes(answer(status, &[], b"")));
        let says = typed(&server.url("/a")).expect_err(status).to_string();
        assert!(says.starts_with(&server.url("/a")) && says.contains(expected), "{says}");
    }
}

#[test]
fn only_what_has_changed_is_sent_again() {
    let server = Server::start();
    let whole = answer("200 OK", &[("ETag", "\"x1\""), ("Last-Modified", "Thu, 22 Jul 2021 10:00:00 GMT")], b"abc");
    server.say("/a", Say::IfAsked("If-None-Match: \"x1\"", answer("304 Not Modified", &[], b""), whole));
    let first = typed(&server.url("/a")).expect("fetched");
    let (etag, modified) = (first.etag.as_deref(), first.modified.as_deref());
    assert_eq!((etag, modified), (Some("\"x1\""), Some("Thu, 22 Jul 2021 10:00:00 GMT")));
    let url = address(&server.url("/a"));
    let again = fetch(&Request { etag, modified, ..Request::typed(&url, quick()) });
    assert_eq!(again, Ok(Reply::Unchanged));
    assert!(server.asked()[1].to_ascii_lowercase().contains("if-modified-since: thu, 22 jul 2021"));
}

#[test]
fn nobody_there_is_said() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let got = typed(&format!("http://{free}/"));
    assert!(matches!(got, Err(FetchError::NoConnection { .. })), "{got:?}");
    let got = typed("http://no-such-host.invalid/");
    assert!(matches!(got, Err(FetchError::UnknownHost { .. })), "{got:?}");
    // A server that speaks no TLS.
    let server = Server::start();
    let got = typed(&server.url("/a").replace("http:", "https:"));
    assert!(
        matches!(got, Err(FetchError::Unsafe { .. } | FetchError::Slow { .. } | FetchError::Broken { .. })),
        "{got:?}"
    );
}

/// Runs the program, with a home of its own.
fn run(arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().expect("a folder");
    Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(arguments)
        .args(["--lang", "en", "--timeout", "2"])
        .env("HOME", home.path())
        .output()
        .expect("ran")
}

#[track_caller]
fn extracted(arguments: &[&str]) -> Value {
    let run = run(&[&["extract"], arguments].concat());
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).expect("JSON")
}

#[test]
fn extract_reads_an_address_as_it_reads_a_file() {
    let server = Server::start();
    server.page("/a", HTML, page("جسر جديد في المدينة"));
    server.lead("/b", "/a");
    let object = extracted(&[&server.url("/b")]);
    assert_eq!(object["title"], "جسر جديد في المدينة");
    assert_eq!((&object["url"], &object["path"]), (&Value::from(server.url("/a")), &Value::from(server.url("/a"))));
    assert!(object["claims"].as_array().is_some_and(|claims| claims.len() >= 2), "{object}");
}

#[test]
fn the_encoding_is_what_the_server_says_unless_the_bytes_know_better() {
    let server = Server::start();
    let title = "جسر جديد في المدينة";
    let text = page(title);
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&text);
    server.page("/said", "text/html; charset=windows-1256", &bytes);
    server.page("/unsaid", "text/html", &bytes);
    server.page("/none", "", &bytes);
    server.page("/wrong", "text/html; charset=windows-1256", page(title));
    server.page("/wrong-latin", "text/html; charset=iso-8859-1", page(title));
    server.page("/nonsense", "text/html; charset=klingon", page(title));
    for path in ["/said", "/unsaid", "/none", "/wrong", "/wrong-latin", "/nonsense"] {
        assert_eq!(extracted(&[&server.url(path)])["title"], title, "{path}");
    }
}

#[test]
fn what_the_server_calls_it_decides_how_it_is_read() {
    let server = Server::start();
    server.page("/plain", "text/plain; charset=utf-8", "<p>خبر</p>\n\nقال الوزير إن العمل بدأ.\n");
    assert_eq!(extracted(&[&server.url("/plain")])["text"], "<p>خبر</p>\n\nقال الوزير إن العمل بدأ.\n");
    server.say("/untold", Say::Bytes(answer("200 OK", &[], page("جسر").as_bytes())));
    assert_eq!(extracted(&[&server.url("/untold")])["title"], "جسر");
    server.page("/picture", "text/html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let run = run(&["print", &server.url("/picture")]);
    assert_eq!(run.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&run.stderr).contains("is a PNG image"), "{run:?}");
}

#[test]
fn failures_are_one_line_and_exit_with_3() {
    let server = Server::start();
    server.say("/silent", Say::Silence);
    server.lead("/file", "file:///etc/passwd");
    server.page("/empty", HTML, "<html><body></body></html>");
    for (url, expected) in [
        (server.url("/missing"), "404"),
        (server.url("/silent"), "not whole after 2 s"),
        (server.url("/file"), "leads on to file:///etc/passwd"),
        (server.url("/empty"), "no article is in this page"),
        ("http://no-such-host.invalid/".to_owned(), "the host no-such-host.invalid is not known"),
        ("https://user:word@example.org/".to_owned(), "user name or password"),
        ("http://".to_owned(), "is no address of the web"),
    ] {
        for command in [&["print"][..], &["extract"], &["read"], &[], &["label"]] {
            let run = run(&[command, &[&url]].concat());
            let says = String::from_utf8_lossy(&run.stderr);
            assert_eq!(run.status.code(), Some(3), "{command:?} {url}: {says}");
            assert!(run.stdout.is_empty() && says.lines().count() == 1, "{command:?} {url}: {says}");
            assert!(says.starts_with("isnad: ") && says.contains(expected), "{command:?} {url}: {says}");
        }
    }
}

#[test]
fn one_bad_address_costs_one_line() {
    let server = Server::start();
    server.page("/a", HTML, page("جسر"));
    let run = run(&["extract", &server.url("/a"), &server.url("/missing")]);
    assert_eq!(run.status.code(), Some(4));
    let lines: Vec<Value> =
        run.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1]["path"], server.url("/missing"));
    assert!(lines[1]["errors"][0].as_str().is_some_and(|says| says.contains("404")), "{}", lines[1]);
}

#[cfg(unix)]
#[test]
fn a_signal_stops_it_at_once() {
    use rustix::process::{Pid, Signal, kill_process};
    // Where the tests run in the background of a shell, what installs no handler of its own never hears of INT.
    for (command, signal) in [("print", Signal::TERM), ("extract", Signal::INT)] {
        let server = Server::start();
        server.say("/silent", Say::Silence);
        let begun = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args([command, &server.url("/silent"), "--timeout", "30"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("begun");
        while server.times("/silent") == 0 {
            std::thread::sleep(Duration::from_millis(20));
        }
        kill_process(Pid::from_child(&child), signal).expect("sent");
        let status = child.wait().expect("ended");
        assert!(command != "extract" || status.code() == Some(130), "{status:?}");
        assert!(begun.elapsed() < Duration::from_secs(15), "{command}: {:?}", begun.elapsed());
    }
}
