//! Keeps what is needed to give the terminal back, and gives it back from wherever the program ends: the session, a
//! panic, a signal. What is written to the terminal goes through here, so that nothing is written after the end.

use std::fs::File;
use std::io::{self, PipeReader, PipeWriter, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError, TryLockError, Weak};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use rustix::termios::{self, OptionalActions, Termios};

use super::signals::Told;

/// How long a dying program waits for a frame that is being written.
const PATIENCE: Duration = Duration::from_millis(200);

/// The keeper of one terminal.
#[derive(Debug)]
pub struct Keeper {
    held: Mutex<Held>,
    owner: ThreadId,
    outside: AtomicBool,
    screen: File,
    session: PipeWriter,
}

#[derive(Debug)]
struct Held {
    keys: OwnedFd,
    cooked: Termios,
    is_raw: bool,
    entered: bool,
    leave: Vec<u8>,
}

/// Whether keys that were typed and not yet read are thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// They stay for whoever reads next.
    Keep,
    /// They go; answers to our questions may be among them.
    Discard,
}

static CURRENT: Mutex<Weak<Keeper>> = Mutex::new(Weak::new());
static HOOK: Once = Once::new();

impl Keeper {
    /// Notes the terminal's modes as they are now, and watches over panics from here on. What signals tell the session
    /// comes out of the pipe, a byte each.
    pub fn new(screen: File, keys: OwnedFd) -> io::Result<(Arc<Keeper>, PipeReader)> {
        let cooked = termios::tcgetattr(&keys)?;
        let (told, session) = io::pipe()?;
        let held = Held { keys, cooked, is_raw: false, entered: false, leave: Vec::new() };
        let (held, outside) = (Mutex::new(held), AtomicBool::new(false));
        let keeper = Arc::new(Keeper { held, owner: thread::current().id(), outside, screen, session });
        *lock(&CURRENT) = Arc::downgrade(&keeper);
        HOOK.call_once(watch_panics);
        Ok((keeper, told))
    }

    /// The keeper of the session that is open now, if one is.
    pub fn current() -> Option<Arc<Keeper>> {
        lock(&CURRENT).upgrade()
    }

    /// Tells the session something; false where it is gone.
    pub fn tell(&self, told: Told) -> bool {
        (&self.session).write_all(&[told.byte()]).is_ok()
    }

    /// Raw mode: every key comes at once and unseen.
    pub fn raw(&self) -> io::Result<()> {
        let mut held = lock(&self.held);
        let mut raw = held.cooked.clone();
        raw.make_raw();
        termios::tcsetattr(&held.keys, OptionalActions::Now, &raw)?;
        held.is_raw = true;
        Ok(())
    }

    /// What undoes the entry, from now on.
    pub fn leave_with(&self, bytes: Vec<u8>) {
        lock(&self.held).leave = bytes;
    }

    /// Gives the terminal back as it was: screen, modes, cooked. Does so once.
    pub fn restore(&self, unread: Unread) {
        if let Some(mut held) = self.patiently() {
            held.restore(&self.screen, unread);
        }
    }

    /// The same as the last thing before the program dies: nobody writes to the terminal after it.
    pub fn restore_for_good(&self) {
        if let Some(mut held) = self.patiently() {
            held.restore(&self.screen, Unread::Discard);
            std::mem::forget(held);
        }
    }

    /// Whether another program has the terminal (an editor).
    pub fn is_outside(&self) -> bool {
        self.outside.load(Ordering::SeqCst)
    }

    /// Says that another program has the terminal, or no longer.
    pub fn set_outside(&self, outside: bool) {
        self.outside.store(outside, Ordering::SeqCst);
    }

    /// Writes to the terminal.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut held = lock(&self.held);
        held.entered = true;
        (&self.screen).write_all(bytes)
    }

    /// The terminal's screen.
    pub const fn screen(&self) -> &File {
        &self.screen
    }

    fn patiently(&self) -> Option<MutexGuard<'_, Held>> {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.held.try_lock() {
                Ok(held) => return Some(held),
                Err(TryLockError::Poisoned(held)) => return Some(held.into_inner()),
                Err(TryLockError::WouldBlock) if Instant::now() > until => return None,
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
            }
        }
    }
}

impl Held {
    fn restore(&mut self, mut screen: &File, unread: Unread) {
        if std::mem::take(&mut self.entered) {
            // A terminal that is gone cannot be told anything.
            let _ = screen.write_all(&self.leave);
        }
        if std::mem::take(&mut self.is_raw) {
            let how = if unread == Unread::Discard { OptionalActions::Flush } else { OptionalActions::Now };
            let _ = termios::tcsetattr(self.keys.as_fd(), how, &self.cooked);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A panic of the session's own thread gives the terminal back before it is printed. A panic of another thread while
/// the screen is taken is not printed over it: whoever joins that thread hears of it.
fn watch_panics() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let keeper = CURRENT.try_lock().ok().and_then(|current| current.upgrade());
        match keeper {
            Some(keeper) if keeper.owner == thread::current().id() => {
                keeper.restore(Unread::Discard);
                print(info);
            }
            Some(keeper) if keeper.patiently().is_some_and(|held| held.entered) => {}
            _ => print(info),
        }
    }));
}

/// Where frames are written.
#[derive(Debug)]
pub struct FrameWriter(pub Arc<Keeper>);

impl Write for FrameWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
