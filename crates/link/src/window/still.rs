//! Doing something while the calling thread stands still.
//!
//! Pages of a stack can be copied and replaced only while nobody writes to them, and whoever runs on a stack writes
//! to it all the time. So the work is done by a short-lived thread of its own, made as `vfork` makes a process: the
//! kernel lets the caller's call return when that thread has ended, and delivers no signal to it before. The new thread
//! has no thread-local memory but the caller's, which may lie in the very pages: what it runs makes system calls
//! (those of `rustix`, which know no `errno`) and copies, and neither allocates nor panics.

use std::ffi::{c_int, c_void};
use std::ptr;

use rustix::io::Errno;
use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mmap_anonymous, mprotect, munmap};

use super::WindowError;
use crate::layout::PAGE;

/// Bytes of the other stack, of which the lowest page is a guard.
const STACK: usize = 128 << 10;

/// What the other thread does and what it gave, on the heap: neither lies on the stack that stands still.
struct Job<F, T> {
    work: Option<F>,
    gave: Option<T>,
}

/// Calls `work` on another stack while nothing is written to that of the calling thread.
///
/// `work` neither allocates nor panics nor uses thread-local memory, and what it gives owns nothing on the heap.
///
/// # Errors
/// If there is no memory for a stack, or the system allows no more threads.
pub(super) fn while_still<F: FnOnce() -> T, T>(work: F) -> Result<T, WindowError> {
    let stack = Stack::new()?;
    let mut job = Box::new(Job { work: Some(work), gave: None });
    let argument: *mut Job<F, T> = &raw mut *job;
    let flags = libc::CLONE_VM
        | libc::CLONE_FS
        | libc::CLONE_FILES
        | libc::CLONE_SIGHAND
        | libc::CLONE_THREAD
        | libc::CLONE_SYSVSEM
        | libc::CLONE_VFORK;
    // The new thread inherits that all signals are blocked: a handler would take it for the thread whose memory it uses.
    let blocked = Blocked::all();
    // SAFETY:
    // - the stack is mapped, is used by nobody else, and outlives the thread: with CLONE_VFORK the call returns when
    //   the thread has given up the memory;
    // - `run` gets the pointer that it expects, to a job that lives on the heap until this function returns;
    // - the thread shares everything with its process, so nothing of the process is left inconsistent when it ends.
    let thread = unsafe { libc::clone(run::<F, T>, stack.top(), flags, argument.cast()) };
    let failed = (thread < 0).then(|| std::io::Error::last_os_error().raw_os_error().unwrap_or(0));
    drop(blocked);
    if let Some(errno) = failed {
        return Err(WindowError::Os { what: "clone", errno: Errno::from_raw_os_error(errno) });
    }
    job.gave.take().ok_or(WindowError::Os { what: "clone", errno: Errno::CHILD })
}

extern "C" fn run<F: FnOnce() -> T, T>(job: *mut c_void) -> c_int {
    // SAFETY: `while_still` passes a job of these types, and stands still until this function has returned.
    let job = unsafe { &mut *job.cast::<Job<F, T>>() };
    if let Some(work) = job.work.take() {
        job.gave = Some(work());
    }
    0
}

/// The signals that were blocked before, blocked alone again in the end.
struct Blocked(libc::sigset_t);

impl Blocked {
    fn all() -> Self {
        // SAFETY: a set of signals is plain bits, for which zero is a value.
        let (mut all, mut before) = unsafe { (std::mem::zeroed(), std::mem::zeroed()) };
        // SAFETY: both are sets of our own. It cannot fail with these arguments.
        unsafe {
            libc::sigfillset(&raw mut all);
            libc::pthread_sigmask(libc::SIG_SETMASK, &raw const all, &raw mut before);
        }
        Self(before)
    }
}

impl Drop for Blocked {
    fn drop(&mut self) {
        // SAFETY: a set that the same call has filled.
        unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &raw const self.0, ptr::null_mut()) };
    }
}

struct Stack(*mut c_void);

impl Stack {
    fn new() -> Result<Self, WindowError> {
        let (prot, flags) = (ProtFlags::READ | ProtFlags::WRITE, MapFlags::PRIVATE | MapFlags::STACK);
        // SAFETY: a new mapping at an address that the kernel chooses touches nothing that exists.
        let base = unsafe { mmap_anonymous(ptr::null_mut(), STACK, prot, flags) }
            .map_err(|errno| WindowError::Os { what: "mmap of a stack", errno })?;
        let stack = Self(base);
        // SAFETY: the lowest page of the mapping that was just made, which nobody uses.
        unsafe { mprotect(base, PAGE, MprotectFlags::empty()) }
            .map_err(|errno| WindowError::Os { what: "mprotect of a stack's guard", errno })?;
        Ok(stack)
    }

    /// Where a stack begins that grows down; page-aligned.
    fn top(&self) -> *mut c_void {
        self.0.cast::<u8>().wrapping_add(STACK).cast()
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        // SAFETY: mapped by `new`, and the thread that used it has ended.
        let _ = unsafe { munmap(self.0, STACK) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_on_another_stack_and_gives_its_answer() {
        let here = ptr::from_ref(&0u8).addr();
        let numbers = [1u64, 2, 3];
        let (sum, there) = while_still(|| {
            let local = numbers.iter().sum::<u64>();
            (local, ptr::from_ref(std::hint::black_box(&local)).addr())
        })
        .expect("a thread");
        assert_eq!(sum, 6);
        assert!(there.abs_diff(here) > STACK, "{here:#x} and {there:#x}");
    }

    #[test]
    fn signals_are_as_they_were() {
        let pending = || {
            // SAFETY: plain bits; the call fills them in, and changes nothing without a new set.
            unsafe {
                let mut set: libc::sigset_t = std::mem::zeroed();
                libc::pthread_sigmask(libc::SIG_SETMASK, ptr::null(), &raw mut set);
                libc::sigismember(&raw const set, libc::SIGUSR1)
            }
        };
        assert_eq!(pending(), 0);
        assert_eq!(while_still(pending), Ok(1));
        assert_eq!(pending(), 0);
    }
}
