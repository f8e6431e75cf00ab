//! The monitor: the process that answers what management libraries ask.
//!
//! ```text
//!            question                    unused for a while, or ended
//!   (none) ───────────► running(until) ─────────────────────────────► (none)
//!                           │    ▲
//!                           └────┘ question
//! ```
//!
//! One serves all tenants. It is told with each question whose workers there are, and what of them the tenant may know.

use std::os::fd::BorrowedFd;
use std::sync::Arc;
use std::time::{Duration, Instant};

use link::control::{Handover, Refused, RefusedReason};
use link::worker::{Companions, hand_over};

use crate::config::{Config, WorkerCommand};
use crate::worker::WorkerProcess;

/// How long it is kept without a question. It has loaded libraries and asked what never changes.
const UNUSED: Duration = Duration::from_secs(60);

/// See the module.
#[derive(Debug)]
pub(crate) struct Monitor {
    config: Arc<Config>,
    running: Option<(WorkerProcess, Instant)>,
}

impl Monitor {
    pub(crate) fn new(config: Arc<Config>) -> Self {
        Self { config, running: None }
    }

    /// Gives a guest's question to the process, which is started if there is none.
    pub(crate) fn ask(&mut self, guest: BorrowedFd<'_>, handover: &Handover) -> Result<(), Refused> {
        let failed = |why: String| Refused::new(RefusedReason::HostError, why);
        // One that has ended takes nothing, and another is started; but that one must.
        for is_old in [self.running.is_some(), false] {
            let process = match self.running.take() {
                Some((process, _)) => process,
                None => self.start().map_err(failed)?,
            };
            let handed = hand_over(process.control(), handover, guest, Companions::default(), Duration::ZERO);
            match handed {
                Ok(()) => {
                    self.running = Some((process, Instant::now() + UNUSED));
                    return Ok(());
                }
                Err(why) if is_old => {
                    tracing::warn!(%why, "the monitor takes no questions; another is started")
                }
                Err(why) => return Err(failed(format!("the monitor takes no questions: {why}"))),
            }
        }
        Ok(())
    }

    fn start(&self) -> Result<WorkerProcess, String> {
        let WorkerCommand { program, arguments, variables } = &self.config.worker;
        let arguments = arguments.iter().cloned().chain(["--monitor".into()]).collect();
        let command = WorkerCommand { program: program.clone(), arguments, variables: variables.clone() };
        let process = WorkerProcess::start(&command, self.config.visible_devices.as_deref(), &[])
            .map_err(|why| format!("cannot start the monitor {}: {why}", program.display()))?;
        tracing::debug!(monitor = process.pid(), "monitor started");
        Ok(process)
    }

    /// Readable once the process has ended.
    pub(crate) fn exit(&self) -> Option<BorrowedFd<'_>> {
        self.running.as_ref().map(|(process, _)| process.exit())
    }

    /// When it is not needed any more.
    pub(crate) fn until(&self) -> Option<Instant> {
        self.running.as_ref().map(|(_, until)| *until)
    }

    /// Ends the process if nobody has asked for a while.
    pub(crate) fn tick(&mut self, now: Instant) {
        if self.until().is_some_and(|until| now >= until) {
            self.stop();
        }
    }

    /// The process has ended by itself.
    pub(crate) fn ended(&mut self) {
        if let Some((mut process, _)) = self.running.take() {
            let how =
                process.reap().map_or_else(|| "it does not say how".to_owned(), crate::worker::describe);
            tracing::error!(
                monitor = process.pid(),
                how,
                "the monitor ended; the next question starts another"
            );
        }
    }

    /// Ends the process. It holds nothing.
    pub(crate) fn stop(&mut self) {
        self.running = None;
    }
}
