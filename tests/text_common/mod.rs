//! What the tests of the text engine share.

#![allow(dead_code, reason = "each test uses its part")]

pub mod pieces;

use std::io::Write;

/// Says `what` on standard error also where the test passes: the test runner captures the macros' output, not this.
pub fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// Says that a test could not run: `what` is not there, and what would bring it.
pub fn say_skipped(what: &str, remedy: &str) {
    say(&format!("skipped: {what} is not there ({remedy})"));
}
