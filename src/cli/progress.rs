//! How far a batch has come, on standard error where that is a terminal: one line that is written over, in the
//! language of nobody. indicatif would bring a terminal library of its own for it.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the line is drawn at most.
const EVERY: Duration = Duration::from_millis(100);
/// How many cells the bar takes.
const CELLS: usize = 30;
/// Goes to the line's start and erases it.
const ERASE: &str = "\r\u{1b}[K";

/// A bar, and the messages that go above it.
pub struct Progress {
    all: usize,
    done: usize,
    /// When the bar was drawn last; `None` where nobody sees it.
    drawn: Option<Instant>,
}

impl Progress {
    /// A bar for `all` inputs. It is shown on a terminal, unless the data go to the same.
    pub fn new(all: usize, data_on_screen: DataOnScreen) -> Progress {
        let shown = all > 1 && data_on_screen == DataOnScreen::No && io::stderr().is_terminal();
        Progress { all, done: 0, drawn: shown.then(Instant::now) }
    }

    /// One more is done.
    pub fn step(&mut self) {
        self.done += 1;
        if let Some(drawn) = self.drawn.filter(|drawn| drawn.elapsed() >= EVERY) {
            let _ = write!(io::stderr(), "\r{}", line(self.done, self.all));
            self.drawn = Some(drawn + drawn.elapsed());
        }
    }

    /// Writes a message on a line of its own.
    pub fn tell(&self, message: &str) {
        let erase = if self.drawn.is_some() { ERASE } else { "" };
        let _ = writeln!(io::stderr(), "{erase}isnad: {message}");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            let _ = write!(io::stderr(), "{ERASE}");
        }
    }
}

/// Whether the data go to the terminal, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the answer")]
pub enum DataOnScreen {
    Yes,
    No,
}

fn line(done: usize, all: usize) -> String {
    // There may be more than was counted at first.
    let all = all.max(done);
    let full = CELLS * done / all.max(1);
    format!("[{}{}] {done}/{all}", "#".repeat(full), " ".repeat(CELLS.saturating_sub(full)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        assert_eq!(line(0, 3), format!("[{}] 0/3", " ".repeat(30)));
        assert_eq!(line(1, 3), format!("[{}{}] 1/3", "#".repeat(10), " ".repeat(20)));
        assert_eq!(line(4, 3), format!("[{}] 4/4", "#".repeat(30)));
        assert_eq!(line(3, 3), format!("[{}] 3/3", "#".repeat(30)));
    }
}
