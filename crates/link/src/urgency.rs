//! How soon the kernel runs a thread that has something to do: for the few threads that a guest's processor waits for.

use rustix::io::Errno;
use rustix::process::setpriority_process;
use rustix::thread::gettid;

/// Its lowest: above every ordinary thread, and above no other thread that asks for more.
const REAL_TIME: i32 = 1;
/// Where real time is not allowed.
const NICE: i32 = -15;

/// How the calling thread gets ahead of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// It runs whenever it can, before all ordinary threads (`SCHED_RR`).
    RealTime,
    /// It is preferred to ordinary threads (a negative nice value).
    Nice,
}

impl Means {
    /// Puts the calling thread ahead of others by the best means that the kernel allows. Threads that it starts are
    /// ordinary ones.
    ///
    /// # Errors
    /// If it allows none: that takes root, `CAP_SYS_NICE`, or limits (`RLIMIT_RTPRIO`, `RLIMIT_NICE`).
    pub fn best() -> Result<Self, Errno> {
        [Self::RealTime, Self::Nice]
            .into_iter()
            .try_fold(Errno::PERM, |_, means| match means.hasten() {
                Ok(()) => Err(means),
                Err(why) => Ok(why),
            })
            .map_or_else(Ok, Err)
    }

    /// Puts the calling thread ahead of others.
    ///
    /// # Errors
    /// If the kernel does not allow it.
    pub fn hasten(self) -> Result<(), Errno> {
        match self {
            Self::RealTime => schedule(libc::SCHED_RR, REAL_TIME),
            Self::Nice => setpriority_process(Some(gettid()), NICE),
        }
    }

    /// Makes the calling thread an ordinary one again. Always allowed.
    pub fn relax(self) {
        let _ = match self {
            Self::RealTime => schedule(libc::SCHED_OTHER, 0),
            Self::Nice => setpriority_process(Some(gettid()), 0),
        };
    }
}

fn schedule(policy: i32, priority: i32) -> Result<(), Errno> {
    let parameters = libc::sched_param { sched_priority: priority };
    // Without the flag a thread that may be of real time, but is not privileged, could not take the flag back.
    let policy = policy | libc::SCHED_RESET_ON_FORK;
    // SAFETY: 0 is the calling thread; the pointer is to a local, which is only read.
    match unsafe { libc::sched_setscheduler(0, policy, &raw const parameters) } {
        0 => Ok(()),
        _ => Err(Errno::from_io_error(&std::io::Error::last_os_error()).unwrap_or(Errno::PERM)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> i32 {
        // SAFETY: asks about the calling thread.
        unsafe { libc::sched_getscheduler(0) & !libc::SCHED_RESET_ON_FORK }
    }

    #[test]
    fn a_hastened_thread_can_be_relaxed_and_hastened_again_and_its_children_are_ordinary() {
        // Its own thread, so that no other test is run by a hastened one.
        let test = || {
            let Ok(means) = Means::best() else { return };
            for _ in 0..2 {
                means.hasten().expect("allowed a moment ago");
                assert_eq!(policy() == libc::SCHED_RR, means == Means::RealTime);
                let child = std::thread::spawn(policy).join().expect("child");
                assert_eq!(child, libc::SCHED_OTHER);
                means.relax();
                assert_eq!(policy(), libc::SCHED_OTHER);
            }
        };
        std::thread::spawn(test).join().expect("no panic");
    }
}
