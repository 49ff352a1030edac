//! A server on this machine, for tests: it answers each path as its script says, and writes down what it was asked.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a path is answered with.
pub enum Say {
    /// These bytes, and then the end.
    Bytes(Vec<u8>),
    /// These bytes, then one more of the second every so often, for ever.
    Drip(Vec<u8>, u8, Duration),
    /// These bytes, then the second again and again, as fast as they go.
    Flood(Vec<u8>, Vec<u8>),
    /// Nothing.
    Silence,
    /// The first bytes where the request has this header, else the second.
    IfAsked(&'static str, Vec<u8>, Vec<u8>),
}

/// A running server; it ends with the test.
pub struct Server {
    pub address: SocketAddr,
    asked: Asked,
    paths: Paths,
}

/// The heads of all requests.
type Asked = Arc<Mutex<Vec<String>>>;
/// What each path is answered with.
type Paths = Arc<Mutex<HashMap<String, Arc<Say>>>>;

impl Server {
    pub fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (asked, paths) = (Asked::default(), Paths::default());
        let server = Server { address, asked: Arc::clone(&asked), paths: Arc::clone(&paths) };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, paths) = (Arc::clone(&asked), Arc::clone(&paths));
                thread::spawn(move || serve(stream, &asked, &paths));
            }
        });
        server
    }

    /// Answers a path so from now on.
    pub fn say(&self, path: &str, say: Say) {
        self.paths.lock().expect("paths").insert(path.to_owned(), Arc::new(say));
    }

    /// Answers a path with a page, feed or file of this type.
    pub fn page(&self, path: &str, media: &str, body: impl AsRef<[u8]>) {
        self.say(path, Say::Bytes(answer("200 OK", &[("Content-Type", media)], body.as_ref())));
    }

    /// Leads from a path to another address.
    pub fn lead(&self, path: &str, to: &str) {
        self.say(path, Say::Bytes(answer("302 Found", &[("Location", to)], b"")));
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The requests so far, head by head.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("requests").clone()
    }

    /// How often a path was asked for.
    pub fn times(&self, path: &str) -> usize {
        self.asked().iter().filter(|head| head.starts_with(&format!("GET {path} "))).count()
    }
}

/// An answer of HTTP/1.1 with the length of its body.
pub fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n", body.len()).into_bytes();
    for (name, value) in headers {
        out.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    out.extend_from_slice(b"\r\n");
    out.extend_from_slice(body);
    out
}

fn serve(mut stream: TcpStream, asked: &Mutex<Vec<String>>, paths: &Mutex<HashMap<String, Arc<Say>>>) {
    let mut head = String::new();
    let mut lines = BufReader::new(stream.try_clone().expect("a second end"));
    while !head.ends_with("\r\n\r\n") {
        if lines.read_line(&mut head).unwrap_or(0) == 0 {
            return;
        }
    }
    let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
    let wants = |header: &str| head.to_ascii_lowercase().contains(&header.to_ascii_lowercase());
    let say = paths.lock().expect("paths").get(&path).cloned();
    asked.lock().expect("requests").push(head.clone());
    let _ = match say.as_deref() {
        None => stream.write_all(&answer("404 Not Found", &[], b"no")),
        Some(Say::Bytes(bytes)) => stream.write_all(bytes),
        Some(Say::IfAsked(header, one, other)) => stream.write_all(if wants(header) { one } else { other }),
        Some(Say::Silence) => {
            thread::sleep(Duration::from_secs(60));
            Ok(())
        }
        Some(Say::Drip(bytes, drop, every)) => stream.write_all(bytes).and_then(|()| {
            loop {
                thread::sleep(*every);
                stream.write_all(&[*drop])?;
            }
        }),
        Some(Say::Flood(bytes, more)) => stream.write_all(bytes).and_then(|()| {
            loop {
                stream.write_all(more)?;
            }
        }),
    };
}
