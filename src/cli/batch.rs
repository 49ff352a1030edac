//! Many inputs worked on at once, their results taken in the order of the inputs.
//!
//! Threads of the standard library over a window of results: an input is begun only when it is among the next few to be
//! taken, so memory holds a few articles and never all. rayon has no such window, and would be one more tree of crates.

use std::collections::VecDeque;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::article::STACK;

/// How many results may wait for each thread.
const WAITING: usize = 4;
/// How long the taker sleeps before it looks whether it is to stop.
const NAP: Duration = Duration::from_millis(50);

/// How a batch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// All results were taken.
    Whole,
    /// `take` had enough, or `stop` was raised.
    Early,
}

/// Runs `work` for the numbers from 0 to `count` on `jobs` threads, and `take` here for each result, in order, until it
/// breaks off or `stop` is raised. Threads that still work then are left to themselves, as they may wait for input.
pub fn in_order<R: Send + 'static>(
    count: usize,
    jobs: NonZero<usize>,
    stop: &AtomicBool,
    work: impl Fn(usize) -> R + Send + Sync + 'static,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) -> Ended {
    let jobs = jobs.get().min(count);
    let desk = Arc::new(Desk::new(count, jobs * WAITING));
    let work = Arc::new(work);
    let spawn = || {
        let (own, work) = (Arc::clone(&desk), Arc::clone(&work));
        thread::Builder::new().stack_size(STACK).spawn(move || own.serve(work.as_ref())).is_ok()
    };
    // Where threads are not to be had, those there are do the work, or this one.
    if (0..jobs).filter(|_| spawn()).count() == 0 {
        return alone(count, stop, work.as_ref(), take);
    }
    for _ in 0..count {
        let taken = desk.next(stop).is_some_and(|result| take(result).is_continue());
        if !taken {
            desk.close();
            return Ended::Early;
        }
    }
    Ended::Whole
}

fn alone<R>(
    count: usize,
    stop: &AtomicBool,
    work: &impl Fn(usize) -> R,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) -> Ended {
    let whole = (0..count).all(|at| !stop.load(Ordering::Relaxed) && take(work(at)).is_continue());
    if whole { Ended::Whole } else { Ended::Early }
}

/// Where threads take numbers and lay results.
struct Desk<R> {
    state: Mutex<State<R>>,
    /// There is a result, or the next number may be taken.
    changed: Condvar,
    count: usize,
    window: usize,
}

struct State<R> {
    /// The next number to be worked on.
    next: usize,
    /// The number of the first of `results`.
    taken: usize,
    results: VecDeque<Option<R>>,
    closed: bool,
}

impl<R> Desk<R> {
    fn new(count: usize, window: usize) -> Desk<R> {
        let state = State { next: 0, taken: 0, results: VecDeque::new(), closed: false };
        Desk { state: Mutex::new(state), changed: Condvar::new(), count, window }
    }

    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A thread's life: number after number.
    fn serve(&self, work: &impl Fn(usize) -> R) {
        while let Some(number) = self.number() {
            let result = work(number);
            let mut state = self.lock();
            let place = number - state.taken;
            state.results[place] = Some(result);
            drop(state);
            self.changed.notify_all();
        }
    }

    /// The next number to work on, once it is near enough to the ones that were taken.
    fn number(&self) -> Option<usize> {
        let full =
            |state: &mut State<R>| !state.closed && state.next < self.count && state.next >= state.taken + self.window;
        let mut state = self.changed.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        if state.closed || state.next >= self.count {
            return None;
        }
        state.next += 1;
        state.results.push_back(None);
        Some(state.next - 1)
    }

    /// The next result; none once `stop` is raised.
    fn next(&self, stop: &AtomicBool) -> Option<R> {
        let mut state = self.lock();
        loop {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            if let Some(result) = state.results.front_mut().and_then(Option::take) {
                state.results.pop_front();
                state.taken += 1;
                drop(state);
                self.changed.notify_all();
                return Some(result);
            }
            state = self.changed.wait_timeout(state, NAP).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    fn jobs(number: usize) -> NonZero<usize> {
        NonZero::new(number).expect("some")
    }

    #[test]
    fn results_come_in_order_and_only_a_window_of_them_waits() {
        for threads in [1, 2, 8] {
            let begun = Arc::new(AtomicUsize::new(0));
            let counted = Arc::clone(&begun);
            let work = move |at: usize| {
                counted.fetch_add(1, Ordering::SeqCst);
                thread::sleep(Duration::from_micros((at * 7919 % 13) as u64 * 40));
                at
            };
            let mut taken = Vec::new();
            let ended = in_order(200, jobs(threads), &AtomicBool::new(false), work, |at| {
                let ahead = begun.load(Ordering::SeqCst) - taken.len();
                assert!(ahead <= threads * WAITING + 1, "{ahead} begun ahead of the taker");
                taken.push(at);
                ControlFlow::Continue(())
            });
            assert_eq!(ended, Ended::Whole);
            assert!(taken.iter().copied().eq(0..200));
        }
        let ended = in_order(0, jobs(3), &AtomicBool::new(false), |at| at, |_| ControlFlow::Continue(()));
        assert_eq!(ended, Ended::Whole);
    }

    #[test]
    fn it_stops_when_told_even_while_work_hangs() {
        let stop = Arc::new(AtomicBool::new(false));
        let raised = Arc::clone(&stop);
        let work = move |at: usize| {
            if at == 5 {
                raised.store(true, Ordering::SeqCst);
                thread::sleep(Duration::from_secs(600));
            }
            at
        };
        let mut taken = Vec::new();
        let ended = in_order(100, jobs(2), &stop, work, |at| {
            taken.push(at);
            ControlFlow::Continue(())
        });
        assert_eq!(ended, Ended::Early);
        assert!(taken.len() <= 5 && taken.iter().copied().eq(0..taken.len()));
    }

    #[test]
    fn who_takes_may_have_enough() {
        let enough = |at| if at == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        assert_eq!(in_order(100, jobs(2), &AtomicBool::new(false), |at| at, enough), Ended::Early);
    }
}
