//! One exchange with one server, by ureq: no redirect is followed here, no cookie kept, nothing sent but what is asked for.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::config::{AutoHeaderValue, Config};
use ureq::http::{HeaderMap, Response, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Proxy};

use super::Request;
use super::address::Address;
use super::content::Content;
use super::error::FetchError;
use super::guard::{Guard, Reach, Refused};

/// What is asked of a server.
pub(super) struct Ask<'a> {
    pub request: &'a Request<'a>,
    pub address: &'a Address,
    pub reach: Reach,
    pub begun: Instant,
}

/// What a server answered.
pub(super) struct Answer {
    pub status: u16,
    /// Where it sends us.
    pub location: Option<String>,
    pub content: Content,
    pub etag: Option<String>,
    pub modified: Option<String>,
    /// Whether the server is on this machine or in a network of its own.
    pub is_near: bool,
    body: Body,
}

/// What we call ourselves.
const USER_AGENT: &str = concat!("isnad/", env!("CARGO_PKG_VERSION"));
/// What is asked for first.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, \
                      application/feed+json, text/plain;q=0.9, */*;q=0.5";
/// The longest head of an answer.
const HEAD: usize = 64 * 1024;

impl Ask<'_> {
    /// Asks, and gives the head of the answer.
    pub(super) fn send(&self) -> Result<Answer, FetchError> {
        let left = self.left()?;
        let proxy = Proxy::try_from_env();
        let near_by_name = self.address.is_near_by_name();
        if self.reach == Reach::Outside && near_by_name {
            return Err(FetchError::Near { address: self.address.to_string() });
        }
        let is_near = Arc::new(AtomicBool::new(false));
        let proxy_host = proxy.as_ref().map(|proxy| proxy.host().to_owned());
        let guard = Guard::new(self.reach, proxy_host, Arc::clone(&is_near));
        let agent = Agent::with_parts(self.config(left, proxy), DefaultConnector::default(), guard);
        let mut call = agent.get(self.address.as_str()).header(header::ACCEPT_LANGUAGE, "ar, *;q=0.5");
        for (name, value) in
            [(header::IF_NONE_MATCH, self.request.etag), (header::IF_MODIFIED_SINCE, self.request.modified)]
        {
            // What is no header is not sent back.
            if let Some(value) = value.filter(|value| value.bytes().all(|byte| (b' '..=b'~').contains(&byte))) {
                call = call.header(name, value);
            }
        }
        let response = call.call().map_err(|error| self.failure(error))?;
        Ok(answer(response, is_near.load(Ordering::Relaxed) || near_by_name))
    }

    /// The body, all of it.
    pub(super) fn body(&self, answer: Answer) -> Result<Vec<u8>, FetchError> {
        let most = self.request.limits.bytes;
        let too_large = || FetchError::TooLarge { address: self.address.to_string(), limit: (most >> 20).max(1) };
        let declared = answer.body.content_length();
        if declared.is_some_and(|declared| declared > most) {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        let mut body = answer.body.into_with_config().limit(u64::MAX).reader();
        let mut piece = vec![0; 64 * 1024];
        loop {
            self.left()?;
            let read = match body.read(&mut piece) {
                Ok(0) => return Ok(bytes),
                Ok(read) => read,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
                Err(cause) => return Err(self.failure(ureq::Error::from(cause))),
            };
            bytes.extend_from_slice(&piece[..read]);
            if bytes.len() as u64 > most {
                return Err(too_large());
            }
        }
    }

    fn config(&self, left: Duration, proxy: Option<Proxy>) -> Config {
        Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEAD)
            .user_agent(AutoHeaderValue::Provided(Arc::new(USER_AGENT.to_owned())))
            .accept(AutoHeaderValue::Provided(Arc::new(ACCEPT.to_owned())))
            .max_idle_connections(0)
            .timeout_global(Some(left))
            .timeout_connect(Some(self.request.limits.connect.min(left)))
            .timeout_resolve(Some(self.request.limits.connect.min(left)))
            .proxy(proxy)
            .build()
    }

    /// How much time there is.
    fn left(&self) -> Result<Duration, FetchError> {
        let left = self.request.limits.time.checked_sub(self.begun.elapsed());
        left.filter(|left| !left.is_zero()).ok_or_else(|| self.slow())
    }

    fn slow(&self) -> FetchError {
        let seconds = self.request.limits.time.as_secs().max(1);
        FetchError::Slow { address: self.address.to_string(), seconds }
    }

    /// What went wrong, in our words.
    fn failure(&self, error: ureq::Error) -> FetchError {
        let address = self.address.to_string();
        let host = self.address.host().to_owned();
        let broken = |why: String| FetchError::Broken { address: self.address.to_string(), why };
        match error {
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                FetchError::NoConnection { address, why: "nobody answers".to_owned() }
            }
            ureq::Error::Timeout(_) => self.slow(),
            ureq::Error::HostNotFound => FetchError::UnknownHost { address, host },
            ureq::Error::Other(cause) if cause.is::<Refused>() => FetchError::Near { address },
            ureq::Error::Io(cause) => self.io_failure(&cause),
            ureq::Error::Rustls(cause) => FetchError::Unsafe { address, why: cause.to_string() },
            ureq::Error::Tls(why) => FetchError::Unsafe { address, why: why.to_owned() },
            ureq::Error::ConnectionFailed => FetchError::NoConnection { address, why: "it failed".to_owned() },
            ureq::Error::ConnectProxyFailed(why) => FetchError::NoConnection { address, why },
            ureq::Error::Decompress(_, cause) => broken(format!("its compression is damaged: {cause}")),
            ureq::Error::LargeResponseHeader(..) => broken("its head is too long".to_owned()),
            other => broken(other.to_string()),
        }
    }

    fn io_failure(&self, cause: &io::Error) -> FetchError {
        use io::ErrorKind::{
            AddrNotAvailable, ConnectionAborted, ConnectionRefused, ConnectionReset, HostUnreachable, NetworkDown,
            NetworkUnreachable, PermissionDenied, TimedOut,
        };
        let address = self.address.to_string();
        let why = match cause.kind() {
            ConnectionRefused => "nobody listens there",
            HostUnreachable | NetworkUnreachable | NetworkDown | AddrNotAvailable => "the network does not reach it",
            PermissionDenied => "this machine does not allow it",
            TimedOut => "nobody answers",
            ConnectionReset | ConnectionAborted => "the server ended it",
            // So rustls says that a certificate or a handshake is not what it should be.
            io::ErrorKind::InvalidData if address.starts_with("https:") => {
                return FetchError::Unsafe { address, why: cause.to_string() };
            }
            io::ErrorKind::UnexpectedEof => {
                return FetchError::Broken { address, why: "the connection ended too early".to_owned() };
            }
            _ if cause.to_string().contains("lookup address") => {
                return FetchError::UnknownHost { address, host: self.address.host().to_owned() };
            }
            _ => return FetchError::Broken { address, why: cause.to_string() },
        };
        FetchError::NoConnection { address, why: why.to_owned() }
    }
}

fn answer(response: Response<Body>, is_near: bool) -> Answer {
    let (head, body) = response.into_parts();
    let said = |name| said(&head.headers, name);
    Answer {
        status: head.status.as_u16(),
        location: said(header::LOCATION),
        content: Content::of_header(&said(header::CONTENT_TYPE).unwrap_or_default()),
        etag: said(header::ETAG),
        modified: said(header::LAST_MODIFIED),
        is_near,
        body,
    }
}

/// A header; some servers send addresses as they are, in UTF-8.
fn said(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    Some(String::from_utf8_lossy(headers.get(name)?.as_bytes()).into_owned())
}
