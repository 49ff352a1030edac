//! How much is fetched at most, and for how long.

use std::sync::OnceLock;
use std::time::Duration;

/// What the user said, once.
static OF_USER: OnceLock<Limits> = OnceLock::new();

/// Says how much is fetched at most and for how long, for the whole program; the first word counts.
pub fn use_limits(limits: Limits) {
    let _ = OF_USER.set(limits);
}

/// How much is fetched at most and for how long, as the user said it or as is usual.
pub fn limits() -> Limits {
    OF_USER.get().copied().unwrap_or_default()
}

/// Bounds of one fetch, over all its redirects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long it may take in all.
    pub time: Duration,
    /// How long a connection may take to come about.
    pub connect: Duration,
    /// How many bytes are taken in at most, after decompression.
    pub bytes: u64,
    /// How many redirects are followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            time: Duration::from_secs(30),
            connect: Duration::from_secs(10),
            bytes: 16 * 1024 * 1024,
            redirects: 10,
        }
    }
}

impl Limits {
    /// The same, with another time in all.
    #[must_use]
    pub fn within(self, time: Duration) -> Limits {
        Limits { time, connect: self.connect.min(time), ..self }
    }
}
