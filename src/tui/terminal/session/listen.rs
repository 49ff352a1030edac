//! Listening: waiting without waking up, keys and answers out of one stream, what signals tell.

use std::io::{self, Read};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{Asking, Event, Session};
use crate::tui::terminal::input::{Input, Wait};
use crate::tui::terminal::signals::Told;

/// How long a terminal may take to answer; over a network more.
const TIME_OUT: Duration = Duration::from_millis(500);
const TIME_OUT_REMOTE: Duration = Duration::from_millis(1500);
/// How long after that answers are still told from keys: over a network that hangs they take their time, and a cursor
/// report is else a key (F3).
const LATE: Duration = Duration::from_secs(10);
/// How long the way out waits for answers, which would else end up in the shell's input.
const PARTING: Duration = Duration::from_millis(250);
/// How long an escape may be the beginning of a sequence.
const ESCAPE: Duration = Duration::from_millis(30);
/// The same while answers are awaited.
const ESCAPE_OR_ANSWER: Duration = Duration::from_millis(100);
/// How long a sequence that was split on its way may take to arrive.
const REST: Duration = Duration::from_millis(300);

/// What woke the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Woken {
    keys: bool,
    told: bool,
    outer: bool,
}

impl Session {
    /// The next event, or nothing when `timeout` is over. Without a time-out it sleeps until something comes.
    pub fn next(&mut self, timeout: Option<Duration>) -> io::Result<Option<Event>> {
        let until = timeout.map(|timeout| Instant::now() + timeout);
        loop {
            if let Some(event) = self.queue.pop_front() {
                return Ok(Some(event));
            }
            let now = Instant::now();
            self.due(now)?;
            if !self.queue.is_empty() {
                continue;
            }
            let woken = self.wait([until, self.next_due()].into_iter().flatten().min())?;
            if woken.told {
                self.hear()?;
            }
            if woken.outer {
                self.hear_outer()?;
            }
            if woken.keys {
                self.read()?;
            }
            if woken == Woken::default() && until.is_some_and(|until| until <= Instant::now()) && self.queue.is_empty()
            {
                return Ok(None);
            }
        }
    }

    /// The terminal's answers must not end up in the input of whoever reads next: waits a little for the last one.
    pub(super) fn part(&mut self) {
        let until = Instant::now() + PARTING;
        let awaited = |asking: &Asking| asking.since.is_some() && !asking.late;
        while !self.answers.complete && self.asking.as_ref().is_some_and(awaited) {
            let ready = poll_until(&mut [PollFd::new(&self.keys, PollFlags::IN)], Some(until));
            if !ready.unwrap_or(false) || self.read().is_err() || self.queue.contains(&Event::Closed) {
                break;
            }
        }
        self.asking = None;
        self.decoder.expect_nothing();
    }

    /// Forgets what signals have told up to now: everything is measured and drawn again anyway.
    pub(super) fn forget_told(&mut self) {
        while self.wait_told(Instant::now()).unwrap_or(false)
            && self.told.read(&mut [0; 64]).is_ok_and(|count| count > 0)
        {}
    }

    /// Waits for the signal that says the program goes on, so that it is not heard of twice.
    pub(super) fn wait_for_continue(&mut self) {
        let until = Instant::now() + PARTING;
        let mut told = [0; 64];
        while Instant::now() < until {
            let Ok(woken) = self.wait_told(until) else { return };
            if !woken {
                continue;
            }
            let count = self.told.read(&mut told).unwrap_or(0);
            if told.iter().take(count).any(|&byte| Told::of_byte(byte) == Some(Told::Continued)) {
                return;
            }
        }
    }

    /// What is due by the clock: a lone escape, the end of the time for answers.
    fn due(&mut self, now: Instant) -> io::Result<()> {
        if self.escape_due().is_some_and(|due| due <= now) {
            self.waiting_since = None;
            let inputs = self.decoder.give_up();
            self.take(inputs)?;
        }
        if self.answers_due().is_some_and(|due| due <= now) {
            let is_late = self.asking.as_ref().is_some_and(|asking| asking.late);
            if is_late {
                self.asking = None;
                self.decoder.expect_nothing();
            } else {
                if let Some(asking) = &mut self.asking {
                    asking.late = true;
                    asking.outer = None;
                }
                self.decide()?;
            }
        }
        Ok(())
    }

    fn next_due(&self) -> Option<Instant> {
        [self.escape_due(), self.answers_due()].into_iter().flatten().min()
    }

    fn escape_due(&self) -> Option<Instant> {
        let patience = match (self.decoder.waits()?, &self.asking) {
            (Wait::Escape, None) => ESCAPE,
            (Wait::Rest, None) => REST,
            // It may be an answer that was split on its way.
            (Wait::Escape, Some(_)) => ESCAPE_OR_ANSWER,
            (Wait::Rest, Some(_)) => self.time_out(),
        };
        Some(self.waiting_since? + patience)
    }

    fn answers_due(&self) -> Option<Instant> {
        let asking = self.asking.as_ref()?;
        Some(asking.since? + self.time_out() + if asking.late { LATE } else { Duration::ZERO })
    }

    fn time_out(&self) -> Duration {
        if self.environment.has("SSH_CONNECTION") { TIME_OUT_REMOTE } else { TIME_OUT }
    }

    /// Sleeps until something is readable or the time is over.
    fn wait(&self, until: Option<Instant>) -> io::Result<Woken> {
        let outer = self.asking.as_ref().and_then(|asking| asking.outer.as_ref());
        let mut fds = vec![PollFd::new(&self.keys, PollFlags::IN), PollFd::new(&self.told, PollFlags::IN)];
        let outer_fd = outer.map(|outer| outer.fd());
        fds.extend(outer_fd.as_ref().map(|fd| PollFd::new(fd, PollFlags::IN)));
        if !poll_until(&mut fds, until)? {
            return Ok(Woken::default());
        }
        let ready = |at: usize| fds.get(at).is_some_and(|fd| !fd.revents().is_empty());
        Ok(Woken { keys: ready(0), told: ready(1), outer: ready(2) })
    }

    fn wait_told(&self, until: Instant) -> io::Result<bool> {
        poll_until(&mut [PollFd::from_borrowed_fd(self.told.as_fd(), PollFlags::IN)], Some(until))
    }

    /// Reads what the terminal has sent.
    fn read(&mut self) -> io::Result<()> {
        let mut buffer = [0; 4096];
        let count = match rustix::io::read(&self.keys, &mut buffer) {
            Ok(count) => count,
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => return Ok(()),
            Err(_) => 0,
        };
        if count == 0 {
            self.queue.push_back(Event::Closed);
            return Ok(());
        }
        let inputs = self.decoder.push(buffer.get(..count).unwrap_or_default());
        self.waiting_since = self.decoder.waits().map(|_| Instant::now());
        self.take(inputs)
    }

    fn take(&mut self, inputs: Vec<Input>) -> io::Result<()> {
        let was_complete = self.answers.complete;
        for input in inputs {
            match input {
                Input::Key(key) => self.queue.push_back(Event::Key(key)),
                Input::Focused => self.queue.push_back(Event::Focused),
                Input::Paste(text) => self.queue.push_back(Event::Paste(text)),
                Input::Mouse(mut mouse) => {
                    mouse.column = self.terminal.backend().seen_column(mouse.column, mouse.row);
                    self.queue.push_back(Event::Mouse(mouse));
                }
                Input::Answer(answer) => self.answers.take(answer),
            }
        }
        if self.answers.complete && !was_complete {
            self.decoder.expect_nothing();
            self.settle_asking()?;
        }
        Ok(())
    }

    /// Takes in what tmux says of the terminal around it.
    fn hear_outer(&mut self) -> io::Result<()> {
        let Some(asking) = &mut self.asking else { return Ok(()) };
        if let Some(said) = asking.outer.as_mut().and_then(|outer| outer.read()) {
            self.answers.outer = Some(said);
            asking.outer = None;
            self.settle_asking()?;
        }
        Ok(())
    }

    /// Decides when everybody has answered.
    fn settle_asking(&mut self) -> io::Result<()> {
        let waits_for_outer = self.asking.as_ref().is_some_and(|asking| asking.outer.is_some());
        if !self.answers.complete || waits_for_outer {
            return Ok(());
        }
        self.asking = None;
        self.decide()
    }

    /// Hears what signals have told; of several new sizes only the last counts.
    fn hear(&mut self) -> io::Result<()> {
        let mut buffer = [0; 64];
        let count = self.told.read(&mut buffer)?;
        let told: Vec<Told> = buffer.iter().take(count).filter_map(|&byte| Told::of_byte(byte)).collect();
        if told.contains(&Told::Ending) {
            self.queue.push_back(Event::Closed);
            return Ok(());
        }
        if told.contains(&Told::Stop) {
            return self.suspend();
        }
        if told.contains(&Told::Continued) {
            // Stopped by somebody else: the shell has set the terminal its own way since.
            return self.come_back();
        }
        if told.contains(&Told::Resized) {
            self.measure()?;
        }
        Ok(())
    }
}

/// Polls until something is ready (true) or the time is over (false).
fn poll_until(fds: &mut [PollFd<'_>], until: Option<Instant>) -> io::Result<bool> {
    loop {
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        let left = left.map(|left| Timespec { tv_sec: left.as_secs() as i64, tv_nsec: left.subsec_nanos().into() });
        match poll(fds, left.as_ref()) {
            Ok(count) => return Ok(count > 0),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
