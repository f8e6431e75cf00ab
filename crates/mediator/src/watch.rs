//! Waiting for any of many descriptors at once.

use std::io;
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

/// Descriptors to wait for, each with what it stands for.
#[derive(Debug)]
pub(crate) struct Watch<'a, T> {
    fds: Vec<PollFd<'a>>,
    meanings: Vec<T>,
    until: Option<Instant>,
}

impl<'a, T> Watch<'a, T> {
    pub(crate) fn new() -> Self {
        Self { fds: Vec::new(), meanings: Vec::new(), until: None }
    }

    /// Waits for `fd` to become readable, or to be closed at the other end.
    pub(crate) fn add(&mut self, fd: BorrowedFd<'a>, meaning: T) {
        self.add_for(fd, PollFlags::IN, meaning);
    }

    /// Waits for the other end of `socket` to be closed, or shut for writing. What it says is for somebody else.
    pub(crate) fn add_end(&mut self, socket: BorrowedFd<'a>, meaning: T) {
        self.add_for(socket, PollFlags::RDHUP, meaning);
    }

    fn add_for(&mut self, fd: BorrowedFd<'a>, news: PollFlags, meaning: T) {
        self.fds.push(PollFd::from_borrowed_fd(fd, news));
        self.meanings.push(meaning);
    }

    /// Does not wait beyond `moment`.
    pub(crate) fn until(&mut self, moment: Instant) {
        self.until = Some(self.until.map_or(moment, |until| until.min(moment)));
    }

    /// The meanings of all descriptors that have news; none when the time is over.
    pub(crate) fn wait(mut self) -> io::Result<Vec<T>> {
        let limit = self.until.map(|until| timespec(until.saturating_duration_since(Instant::now())));
        match poll(&mut self.fds, limit.as_ref()) {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(Vec::new()),
            Err(why) => return Err(why.into()),
        }
        let news = self.fds.iter().zip(self.meanings).filter(|(fd, _)| !fd.revents().is_empty());
        Ok(news.map(|(_, meaning)| meaning).collect())
    }
}

fn timespec(duration: Duration) -> Timespec {
    // Rounded up to a millisecond, so that a wait does not end a moment before its time and starts again.
    let duration = duration.saturating_add(Duration::from_millis(1));
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::fd::AsFd;

    use super::*;

    #[test]
    fn only_descriptors_with_news_are_named() {
        let (a, b) = link::socket::pair().expect("pair");
        let (c, d) = link::socket::pair().expect("pair");
        let mut watch = Watch::new();
        watch.add(a.as_fd(), 'a');
        watch.add(c.as_fd(), 'c');
        watch.until(Instant::now() + Duration::from_secs(60));
        drop(d);
        assert_eq!(watch.wait().expect("wait"), ['c']);
        let mut watch = Watch::new();
        watch.add(a.as_fd(), 'a');
        watch.until(Instant::now());
        assert_eq!(watch.wait().expect("wait"), []);
        drop(b);
    }

    #[test]
    fn the_end_of_a_socket_is_news_and_what_it_says_is_not() {
        let (ours, theirs) = link::socket::pair().expect("pair");
        let look = || {
            let mut watch = Watch::new();
            watch.add_end(ours.as_fd(), "end");
            watch.until(Instant::now());
            watch.wait().expect("wait")
        };
        rustix::io::write(&theirs, b"x").expect("write");
        assert_eq!(look(), [""; 0]);
        rustix::net::shutdown(&theirs, rustix::net::Shutdown::Write).expect("shutdown");
        assert_eq!(look(), ["end"]);
    }
}
