//! What is at an address of the web: one page or feed, as its server sent it, within bounds.
//!
//! `address` (what may be asked for, and who is public) → `guard` (whom a connection may reach: the addresses that were
//! checked are those that are connected to) → `wire` (one exchange) → [`fetch`] (redirects, each checked anew) →
//! [`Fetched`]. What servers say of it is read by `content`; how much is taken in, and for how long, says [`Limits`].
//!
//! An address that the user typed may lead anywhere. What a redirect, a page or a feed leads to may not be of this machine
//! or of a private network, but for the very host and port that the user typed. `file:` is never followed. Nothing is
//! executed, no cookie is kept, nothing is fetched besides. This is the only module that names ureq.

mod address;
mod content;
mod error;
mod guard;
mod limits;
mod wire;

use std::time::Instant;

pub use address::{Address, Chosen, is_address, is_public};
pub use content::Content;
pub use error::FetchError;
use guard::Reach;
pub use limits::{Limits, limits, use_limits};
use wire::{Answer, Ask};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Where it is.
    pub address: &'a Address,
    /// Who chose that.
    pub chosen: Chosen<'a>,
    /// How much and how long.
    pub limits: Limits,
    /// The `ETag` of what is there already.
    pub etag: Option<&'a str>,
    /// The `Last-Modified` of what is there already.
    pub modified: Option<&'a str>,
}

/// What a server sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was in the end.
    pub address: Address,
    /// The bytes, decompressed and otherwise as they came.
    pub bytes: Vec<u8>,
    /// What was said of them.
    pub content: Content,
    /// Its `ETag`, to ask again with.
    pub etag: Option<String>,
    /// Its `Last-Modified`, to ask again with.
    pub modified: Option<String>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// It is this.
    Whole(Box<Fetched>),
    /// It is what is there already.
    Unchanged,
}

impl<'a> Request<'a> {
    /// All that is at an address that the user typed.
    pub const fn typed(address: &'a Address, limits: Limits) -> Request<'a> {
        Request { address, chosen: Chosen::Typed, limits, etag: None, modified: None }
    }

    /// All that is at an address that was found, beside what the user typed, if that was an address.
    pub const fn found(address: &'a Address, typed: Option<&'a Address>, limits: Limits) -> Request<'a> {
        Request { address, chosen: Chosen::Found { typed }, limits, etag: None, modified: None }
    }
}

/// Fetches what was asked for. Blocks, for [`Limits::time`] at most.
///
/// # Errors
/// Where it cannot be had whole, within the bounds, from where it may come.
pub fn fetch(request: &Request<'_>) -> Result<Reply, FetchError> {
    let begun = Instant::now();
    let mut trusted = match request.chosen {
        Chosen::Typed => Some(request.address.clone()),
        Chosen::Found { typed } => typed.cloned(),
    };
    let mut address = request.address.clone();
    for _ in 0..=request.limits.redirects {
        let is_trusted = trusted.as_ref().is_some_and(|trusted| address.is_beside(trusted));
        let reach = if is_trusted { Reach::Anywhere } else { Reach::Outside };
        let ask = Ask { request, address: &address, reach, begun };
        let answer = ask.send()?;
        if is_trusted && !answer.is_near {
            // The host was found outside: it does not lead inside by another name for itself later.
            trusted = None;
        }
        match next(&answer, &address)? {
            Some(further) => address = further,
            None => return finish(&ask, answer),
        }
    }
    Err(FetchError::Round { address: request.address.to_string(), most: request.limits.redirects })
}

/// Where the server sends us.
fn next(answer: &Answer, address: &Address) -> Result<Option<Address>, FetchError> {
    match (&answer.location, answer.status) {
        (Some(location), 301 | 302 | 303 | 307 | 308) => address.join(location).map(Some),
        _ => Ok(None),
    }
}

fn finish(ask: &Ask<'_>, answer: Answer) -> Result<Reply, FetchError> {
    let is_conditional = ask.request.etag.is_some() || ask.request.modified.is_some();
    match answer.status {
        304 if is_conditional => return Ok(Reply::Unchanged),
        200 | 203 => {}
        status => return Err(FetchError::of_status(ask.address.to_string(), status)),
    }
    let (content, etag, modified) = (answer.content.clone(), answer.etag.clone(), answer.modified.clone());
    let bytes = ask.body(answer)?;
    Ok(Reply::Whole(Box::new(Fetched { address: ask.address.clone(), bytes, content, etag, modified })))
}
