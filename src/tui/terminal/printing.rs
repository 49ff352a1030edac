//! The terminal's mode while lines are printed to it without taking it over: given back when the last line is out, and
//! before a signal ends or stops the program.

use std::io;

use super::Lines;
use super::signals;

/// The mode of one printing. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Printing {
    leave: &'static str,
}

impl Printing {
    /// Sets the mode in which `lines` are to be printed, at once and past every buffer.
    pub fn begin(lines: &Lines) -> io::Result<Printing> {
        let (enter, leave) = (lines.enter(), lines.leave());
        if !leave.is_empty() {
            signals::undo_with(Some((enter, leave)));
            signals::watch()?;
        }
        write_out(enter)?;
        Ok(Printing { leave })
    }
}

impl Drop for Printing {
    fn drop(&mut self) {
        if !self.leave.is_empty() {
            // A terminal that is gone cannot be told anything.
            let _ = write_out(self.leave);
            signals::undo_with(None);
        }
    }
}

/// Writes to standard output itself, which the program's own buffer and lock do not hold up.
pub(super) fn write_out(sequence: &str) -> io::Result<()> {
    let mut rest = sequence.as_bytes();
    while !rest.is_empty() {
        let written = rustix::io::retry_on_intr(|| rustix::io::write(rustix::stdio::stdout(), rest))?;
        rest = rest.get(written..).unwrap_or_default();
    }
    Ok(())
}
