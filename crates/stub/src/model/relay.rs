//! The thread that moves messages between the channels' mailboxes and their workers.

use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::StubDevice;
use super::channel::Phase;
use crate::transport::Guest;

/// How often the heart beats at least. Guests give up on a device whose heart has stood still for five seconds.
const BEAT: Timespec = Timespec { tv_sec: 0, tv_nsec: 250_000_000 };
/// How often the table of channels is looked through for what cannot be.
const TIDY: Duration = Duration::from_millis(250);
/// How long workers have to end when we stop.
const FAREWELL: Duration = Duration::from_secs(2);

/// Runs until [`StubDevice::stop`].
#[derive(Debug)]
pub struct Relay {
    device: Arc<StubDevice>,
    phases: Vec<Phase>,
}

/// What a descriptor stands for.
#[derive(Debug, Clone, Copy)]
enum Source {
    Wake,
    Channel(u32),
    Doorbell(u32),
}

impl Relay {
    /// For a device that has no relay yet.
    pub fn new(device: Arc<StubDevice>) -> Self {
        let phases = (0..device.config.shape.channels).map(|_| Phase::default()).collect();
        Self { device, phases }
    }

    /// Serves the channels.
    ///
    /// # Errors
    /// If the system does not let us wait.
    pub fn run(mut self) -> Result<(), Errno> {
        let mut until = None;
        let mut tidied = Instant::now();
        loop {
            self.device.window.beat();
            if tidied.elapsed() >= TIDY {
                tidied = Instant::now();
                self.each(|phase, device, index| {
                    if phase.is_muddled(device, index) {
                        phase.attend(device, index);
                    }
                });
            }
            if self.device.is_reset.swap(false, Ordering::AcqRel) {
                self.each(Phase::reset);
            }
            if self.device.is_stopping.load(Ordering::Acquire) && until.is_none() {
                until = Some(Instant::now() + FAREWELL);
                self.each(Phase::reset);
            }
            if let Some(until) = until
                && (Instant::now() >= until || !self.is_any_ending())
            {
                return Ok(());
            }
            let guest = self.device.guest();
            for source in self.wait(guest.as_ref())? {
                match source {
                    Source::Wake => {
                        let _ = rustix::io::read(&self.device.wake, &mut [0_u8; 8]);
                    }
                    Source::Channel(index) => self.attend(index),
                    Source::Doorbell(vector) => {
                        if let Some(bell) = bells(guest.as_ref()).get(vector as usize) {
                            bell.drain();
                        }
                        match vector.checked_sub(1) {
                            None => self.device.look_at_all(),
                            Some(channel) => self.device.ring(channel),
                        }
                    }
                }
            }
            let device = Arc::clone(&self.device);
            for (index, notes) in (0..).zip(&device.channels) {
                if notes.is_rung.swap(false, Ordering::AcqRel)
                    && let Ok(bell) = notes.bell.lock()
                    && let Some(bell) = &*bell
                {
                    bell.ring();
                }
                if notes.is_dirty.swap(false, Ordering::AcqRel) && until.is_none() {
                    self.attend(index);
                }
            }
        }
    }

    fn attend(&mut self, index: u32) {
        if let Some(phase) = self.phases.get_mut(index as usize) {
            phase.attend(&self.device, index);
        }
    }

    fn each(&mut self, act: impl Fn(&mut Phase, &StubDevice, u32)) {
        for (index, phase) in (0..).zip(&mut self.phases) {
            act(phase, &self.device, index);
        }
    }

    fn is_any_ending(&self) -> bool {
        self.phases.iter().any(|phase| matches!(phase, Phase::Ending(_)))
    }

    fn wait(&self, guest: Option<&Guest>) -> Result<Vec<Source>, Errno> {
        let mut sources = vec![Source::Wake];
        let mut fds = vec![PollFd::from_borrowed_fd(self.device.wake.as_fd(), PollFlags::IN)];
        for (index, phase) in (0..).zip(&self.phases) {
            let socket = match phase {
                Phase::Connected(connection) if connection.is_listening() => &connection.socket,
                Phase::Ending(socket) => socket,
                _ => continue,
            };
            sources.push(Source::Channel(index));
            fds.push(PollFd::from_borrowed_fd(socket.as_fd(), PollFlags::IN));
        }
        for (vector, bell) in (0..).zip(bells(guest)) {
            if let Some(fd) = bell.fd() {
                sources.push(Source::Doorbell(vector));
                fds.push(PollFd::from_borrowed_fd(fd, PollFlags::IN));
            }
        }
        match poll(&mut fds, Some(&BEAT)) {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(Vec::new()),
            Err(errno) => return Err(errno),
        }
        let ready = sources.into_iter().zip(&fds).filter(|(_, fd)| !fd.revents().is_empty());
        Ok(ready.map(|(source, _)| source).collect())
    }
}

fn bells(guest: Option<&Guest>) -> &[link::doorbell::Doorbell] {
    guest.and_then(|guest| guest.doorbells.as_ref()).map_or(&[], |bells| bells.all())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use link::device::window::{ChannelState, WindowShape};

    use super::*;
    use crate::model::Config;

    #[test]
    fn what_a_guest_has_written_over_a_state_is_put_right_without_being_asked() {
        let shape = WindowShape::new(256 << 20, 1).expect("shape");
        let config = Config { shape, mediator: "/nonexistent".into(), name: String::new() };
        let device = StubDevice::new(config).expect("device");
        assert!(device.window.change_state(0, ChannelState::Free, ChannelState::Open));
        let relay = Relay::new(Arc::clone(&device));
        let runs = thread::spawn(|| relay.run());
        let deadline = Instant::now() + Duration::from_secs(10);
        while device.window.state(0) != Some(ChannelState::Free) {
            assert!(Instant::now() < deadline, "{:?}", device.window.state(0));
            thread::sleep(Duration::from_millis(5));
        }
        device.stop();
        runs.join().expect("no panic").expect("no error");
        assert_eq!(device.counts().looks, 0);
    }

    #[test]
    fn no_machine_is_without_a_name() {
        let shape = WindowShape::new(256 << 20, 1).expect("shape");
        let config = Config { shape, mediator: "/nonexistent".into(), name: String::new() };
        assert!(!StubDevice::new(config).expect("device").config.name.is_empty());
    }
}
