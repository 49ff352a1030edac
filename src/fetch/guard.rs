//! Whom a connection may reach: the addresses of a host are looked up once, checked, and those that were checked are what
//! is connected to. No second lookup can answer anything else.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::address::is_public;

/// Whom one exchange may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Anybody.
    Anywhere,
    /// Only who is not of this machine or its networks.
    Outside,
}

/// The lookup of one exchange.
#[derive(Debug)]
pub(super) struct Guard {
    reach: Reach,
    /// The host of the proxy, which the user has set: it may be anywhere.
    proxy: Option<String>,
    /// Raised where the host is of this machine or its networks.
    is_near: Arc<AtomicBool>,
    lookup: DefaultResolver,
}

/// The host is on this machine or in a network of its own.
#[derive(Debug)]
pub(super) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address of this machine or of a private network")
    }
}

impl std::error::Error for Refused {}

impl Guard {
    pub(super) fn new(reach: Reach, proxy: Option<String>, is_near: Arc<AtomicBool>) -> Guard {
        Guard { reach, proxy, is_near, lookup: DefaultResolver::default() }
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.lookup.resolve(uri, config, timeout)?;
        if self.proxy.as_deref().is_some_and(|proxy| uri.host() == Some(proxy)) {
            return Ok(found);
        }
        let mut public = self.empty();
        found.iter().filter(|address| is_public(address.ip())).for_each(|address| public.push(*address));
        if public.len() < found.len() {
            self.is_near.store(true, Ordering::Relaxed);
        }
        match self.reach {
            Reach::Anywhere => Ok(found),
            Reach::Outside if public.is_empty() => Err(ureq::Error::Other(Box::new(Refused))),
            Reach::Outside => Ok(public),
        }
    }
}
