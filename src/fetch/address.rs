//! Addresses, and which of them lead out of this machine and its networks. Pure.
//!
//! Addresses are read as browsers read them (WHATWG URL): `http://0x7f.1/` and `http://2130706433/` are 127.0.0.1.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use super::error::FetchError;

/// The address of something on the web: http or https, without user name, password and fragment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address(Url);

/// Who chose an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen<'a> {
    /// The user typed it: it may lead anywhere.
    Typed,
    /// A page, a feed or a list of feeds named it: it may lead out only, or to the host and port of this address, which the
    /// user typed.
    Found {
        /// Where the user typed one.
        typed: Option<&'a Address>,
    },
}

/// The longest address that is read, in bytes.
const LONGEST: usize = 8 * 1024;

/// Whether what was typed is meant as an address of the web.
///
/// ```
/// assert!(isnad::fetch::is_address("https://example.org/خبر"));
/// assert!(!isnad::fetch::is_address("https.txt"));
/// ```
pub fn is_address(typed: &str) -> bool {
    let starts = |scheme: &str| typed.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    starts("http://") || starts("https://")
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// Where it is none, of another scheme, or names a user.
    pub fn parse(typed: &str) -> Result<Address, FetchError> {
        let refused = |why| FetchError::Address { address: shown(typed), why };
        if typed.len() > LONGEST {
            return Err(FetchError::Address { address: shown(typed.get(..80).unwrap_or("")), why: "is too long" });
        }
        let url = Url::parse(typed.trim()).map_err(|_| refused("is no address of the web"))?;
        Address::of(url).map_err(refused)
    }

    fn of(mut url: Url) -> Result<Address, &'static str> {
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err("is not of http or https, the only ones that are followed");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("holds a user name or password, which are not sent");
        }
        url.set_fragment(None);
        Ok(Address(url))
    }

    /// The address that a link, whole or not, leads to from here.
    ///
    /// # Errors
    /// As [`Address::parse`].
    pub fn join(&self, link: &str) -> Result<Address, FetchError> {
        let refused = |why| FetchError::Redirect { from: self.to_string(), to: shown(link), why };
        if link.len() > LONGEST {
            return Err(FetchError::Redirect { from: self.to_string(), to: "…".to_owned(), why: "is too long" });
        }
        let url = self.0.join(link.trim()).map_err(|_| refused("is no address of the web"))?;
        Address::of(url).map_err(refused)
    }

    /// Its host, as it is looked up.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or("")
    }

    /// The address as it is sent, in ASCII.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether both are served by the same server: the same host and port. The usual ports of http and https are one.
    pub fn is_beside(&self, other: &Address) -> bool {
        let usual = |url: &Url| url.port().is_none();
        self.0.host() == other.0.host()
            && (self.0.port_or_known_default() == other.0.port_or_known_default()
                || (usual(&self.0) && usual(&other.0)))
    }

    /// Whether its host is, by its name alone, of this machine or of a network of its own.
    pub fn is_near_by_name(&self) -> bool {
        match self.0.host() {
            Some(Host::Ipv4(ip)) => !is_public(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => !is_public(IpAddr::V6(ip)),
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                !name.contains('.') || NEAR.iter().any(|end| name.ends_with(end))
            }
            None => true,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

/// Ends of names that never stand for a server of the open web (RFC 6761, 6762, 8375, and ICANN's `internal`).
const NEAR: [&str; 7] = [".localhost", ".local", ".internal", ".home.arpa", ".lan", ".localdomain", ".intranet"];

/// An address as it may be shown on a terminal.
fn shown(typed: &str) -> String {
    let is_bidi = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut out = String::new();
    for c in typed.chars().take(200) {
        match c {
            c if c.is_control() || is_bidi(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

/// Whether an address leads into the open internet: not to this machine, not to a private, link-local, unique-local or
/// carrier's network, to no group, and to none of the services by which clouds tell their machines secrets (IANA's
/// special-purpose registries; RFC 6890 and what was added since).
///
/// ```
/// let public = |ip: &str| isnad::fetch::is_public(ip.parse().unwrap());
/// assert!(public("93.184.216.34") && !public("169.254.169.254") && !public("::ffff:10.0.0.1"));
/// ```
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 168, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    // Azure's machines are told their keys at this one.
    !is_special && ip != Ipv4Addr::new(168, 63, 129, 16)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // IPv4-mapped, and NAT64: an IPv4 address in another coat.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => embedded(high, low),
        // 6to4, too.
        [0x2002, high, low, ..] => embedded(high, low),
        // Teredo, benchmarks, ORCHID and the like; documentation.
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        // The only part of the rest that is in use: global unicast.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ips: &[&str], public: bool) {
        for ip in ips {
            assert_eq!(is_public(ip.parse().expect("an address")), public, "{ip}");
        }
    }

    #[test]
    fn what_is_out_there_is_public() {
        check(
            &["1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1"],
            true,
        );
        check(&["192.0.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.254", "168.63.129.17"], true);
        check(&["2606:4700:4700::1111", "2a00:1450:4001::200e", "::ffff:1.1.1.1", "64:ff9b::101:101"], true);
    }

    #[test]
    fn what_is_here_or_near_is_not() {
        check(&["127.0.0.1", "127.255.0.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255"], false);
        check(
            &["192.168.0.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192"],
            false,
        );
        check(&["224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "203.0.113.9"], false);
        check(
            &["::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "2001::1", "::7f00:1"],
            false,
        );
        check(&["::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:169.254.169.254"], false);
        check(&["64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "fec0::1", "100::1"], false);
    }

    #[test]
    fn numbers_of_every_notation_are_seen_through() {
        for typed in [
            "http://0x7f.1/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://localhost/",
            "http://a.localhost./",
            "http://printer.local/",
            "http://metadata.google.internal/",
            "http://router/",
            "http://[::ffff:7f00:1]/",
        ] {
            assert!(Address::parse(typed).expect("an address").is_near_by_name(), "{typed}");
        }
        assert!(!Address::parse("http://example.org/").expect("an address").is_near_by_name());
    }

    #[test]
    fn only_the_web_is_followed() {
        let from = Address::parse("https://example.org/a/b?c#d").expect("an address");
        assert_eq!(from.as_str(), "https://example.org/a/b?c");
        assert_eq!(from.join("../e").expect("a link").as_str(), "https://example.org/e");
        assert_eq!(from.join("//other.org/x").expect("a link").as_str(), "https://other.org/x");
        for link in
            ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "data:text/html,x", "http://u:p@h.org/"]
        {
            assert!(from.join(link).is_err(), "{link}");
        }
        for typed in ["http://", "https:///", "example.org", "http://a b/", "file:///etc/passwd", "http://u@h.org/"] {
            assert!(Address::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn the_same_server_is_one_of_host_and_port() {
        let check = |one: &str, other: &str, expected: bool| {
            let [a, b] = [one, other].map(|typed| Address::parse(typed).expect("an address"));
            assert_eq!(a.is_beside(&b), expected, "{one} {other}");
        };
        check("http://wiki.corp/a", "https://wiki.corp/b", true);
        check("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/b", true);
        check("http://127.0.0.1:8000/a", "http://127.0.0.1:631/", false);
        check("http://127.0.0.1:8000/a", "http://localhost:8000/a", false);
    }
}
