//! Why nothing was fetched: one line each, saying what, where, and what to do next.

use thiserror::Error;

/// Why nothing was fetched. Addresses are shown in ASCII, or with control characters escaped.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FetchError {
    /// What was typed cannot be fetched.
    #[error("{address}: {why}; give one that begins with https:// or http://")]
    Address {
        /// What was typed.
        address: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A redirect leads to what is not followed.
    #[error("{from}: leads on to {to}, which {why}; open the page in a browser and save it from there")]
    Redirect {
        /// The page.
        from: String,
        /// Where it leads.
        to: String,
        /// What is wrong with that.
        why: &'static str,
    },
    /// A page or feed leads to this machine or a network of its own.
    #[error(
        "{address}: is on this machine or in a private network, where no page or feed may lead; if you mean it, type the \
         address yourself"
    )]
    Near {
        /// Where it leads.
        address: String,
    },
    /// It leads on and on.
    #[error("{address}: leads on more than {most} times; open it in a browser to see where it ends")]
    Round {
        /// What was asked for.
        address: String,
        /// How many redirects are followed.
        most: usize,
    },
    /// There is no such host, or nobody to ask.
    #[error("{address}: the host {host} is not known; check the address and that this machine is online")]
    UnknownHost {
        /// What was asked for.
        address: String,
        /// Its host.
        host: String,
    },
    /// Nobody answers there.
    #[error("{address}: no connection ({why}); check the address and that this machine is online, or try again later")]
    NoConnection {
        /// What was asked for.
        address: String,
        /// What the system said.
        why: String,
    },
    /// It took too long.
    #[error("{address}: not whole after {seconds} s; try again, or with a longer --timeout")]
    Slow {
        /// What was asked for.
        address: String,
        /// How long it was waited.
        seconds: u64,
    },
    /// The connection is not safe.
    #[error(
        "{address}: no safe connection ({why}); check this machine's clock and network, and do not trust what it shows"
    )]
    Unsafe {
        /// What was asked for.
        address: String,
        /// What is wrong.
        why: String,
    },
    /// The server has it not.
    #[error("{address}: the server says {status} ({says}); {next}")]
    Status {
        /// What was asked for.
        address: String,
        /// The status.
        status: u16,
        /// What it means.
        says: &'static str,
        /// What to do.
        next: &'static str,
    },
    /// It is larger than what is taken in.
    #[error("{address}: is larger than {limit} MiB, too large for one article; download it and open the file")]
    TooLarge {
        /// What was asked for.
        address: String,
        /// The most that is taken in.
        limit: u64,
    },
    /// It came broken.
    #[error("{address}: came broken ({why}); try again, or open it in a browser and save it from there")]
    Broken {
        /// What was asked for.
        address: String,
        /// How.
        why: String,
    },
}

impl FetchError {
    /// What a server says with a status other than success.
    pub(super) fn of_status(address: String, status: u16) -> FetchError {
        let (says, next) = match status {
            401 | 402 | 403 | 407 | 451 => {
                ("it does not let us in", "open it in a browser, where you may be known, and save it from there")
            }
            404 => ("not found", "check the address; the article may have been moved or taken down"),
            410 => ("gone", "the article was taken down; an archive of the web may have it"),
            408 | 425 | 429 => ("too many requests, or too slow", "try again in a while"),
            500..=599 => ("the server has trouble", "try again in a while"),
            400..=499 => ("it does not understand", "check the address, or open it in a browser"),
            _ => ("nothing that could be read", "open it in a browser and save it from there"),
        };
        FetchError::Status { address, status, says, next }
    }
}
