//! What tmux says of the terminal around it: asked of tmux itself, since escape sequences stop at it.

use std::io::Read;
use std::os::fd::{AsFd, BorrowedFd};
use std::process::{Child, ChildStdout, Command, Stdio};

/// The question under way.
#[derive(Debug)]
pub struct OuterTerminal {
    child: Child,
    output: ChildStdout,
    said: Vec<u8>,
}

impl OuterTerminal {
    /// Asks. Nothing where tmux cannot be started.
    pub fn ask() -> Option<OuterTerminal> {
        let mut child = Command::new("tmux")
            .args(["display-message", "-p", "#{client_termtype}\n#{client_termname}"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let output = child.stdout.take()?;
        Some(OuterTerminal { child, output, said: Vec::new() })
    }

    /// Becomes readable when tmux has said something.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.output.as_fd()
    }

    /// Takes in what is there: the answer when tmux is done, nothing while it is not.
    pub fn read(&mut self) -> Option<String> {
        let mut buffer = [0; 512];
        match self.output.read(&mut buffer) {
            Ok(0) | Err(_) => {
                let _ = self.child.wait();
                Some(first_line(&String::from_utf8_lossy(&self.said)))
            }
            Ok(count) => {
                self.said.extend(buffer.iter().take(count));
                None
            }
        }
    }
}

impl Drop for OuterTerminal {
    fn drop(&mut self) {
        // A tmux that hangs must not outlive the question.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The terminal's own answer, or else its TERM.
fn first_line(said: &str) -> String {
    said.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_stands_in_for_a_missing_type() {
        assert_eq!(first_line("XTerm(379)\nxterm-256color\n"), "XTerm(379)");
        assert_eq!(first_line("\nxterm-kitty\n"), "xterm-kitty");
        assert_eq!(first_line(""), "");
    }
}
