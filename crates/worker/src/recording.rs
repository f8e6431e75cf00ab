//! Notes every frame for a trace.
//!
//! Only the dispatcher records, and it never waits for the file: see [`trace::Queue`].

use std::{fs::File, path::Path, sync::Arc, time::Duration};

use link::report::{TraceData, WorkerReport};
use rustc_hash::FxHashMap;
use table::{CUresult, op};
use trace::{
    Direction, Frame, Kind, Names, Naming, Queue, Session, Writer, clock,
    format::{GpuTime, flag},
};
use wire::{HEADER_LEN, Handle, Header};

use crate::{report::Executed, tap::Tap};

/// Frames of one block.
const BLOCK: usize = 4096;
/// How old the oldest frame of a block may get before an idle dispatcher sends it on its way, nanoseconds.
const STALE: u64 = 100_000_000;
/// How long the file may take at the end. Less than the mediator's patience with a process that has sent its report.
const PATIENCE: Duration = Duration::from_secs(8);

/// What became of a frame.
#[derive(Debug, Clone, Copy)]
pub struct Answered {
    /// Its header.
    pub header: Header,
    /// The driver's code.
    pub status: CUresult,
    /// Its reply comes later.
    pub is_deferred: bool,
}

/// Where the window lies: a replay has to put it there, too.
#[derive(Debug, Default, Clone, Copy)]
pub struct Placed {
    /// Its address.
    pub base: u64,
    /// The addresses that it may grow into, bytes.
    pub len: u64,
}

/// A session's recording.
pub struct Recording {
    queue: Arc<Queue>,
    /// What keeps data, if that is wanted.
    tap: Option<Arc<Tap>>,
    /// Frames that are not on their way yet.
    frames: Vec<u8>,
    count: u32,
    /// When the oldest of them was taken, the current one was, and its call had ended.
    oldest: u64,
    taken: u64,
    done: u64,
    /// Measured times that are not on their way yet.
    times: Vec<u8>,
    time_count: u32,
    /// Names that are not on their way yet.
    names: Vec<u8>,
    name_count: u32,
    /// Kernels that have a number.
    kernels: FxHashMap<u64, u32>,
}

impl Recording {
    /// Begins a file, which keeps of data what `keeps` says. A session that cannot be recorded goes on without, and the log says
    /// why.
    pub fn start(path: &str, report: &WorkerReport, window: Placed, keeps: TraceData) -> Option<Self> {
        let about = Session {
            session: report.session,
            program: report.program.clone(),
            worker_pid: report.pid,
            device: report.device.name.clone(),
            library: report.device.library.clone(),
            clock: clock::boot_id(),
            recorded_by: "worker".to_owned(),
            keeps: serde_json::to_value(keeps).ok().and_then(|keeps| Some(keeps.as_str()?.to_owned())),
            window_base: window.base,
            window_len: window.len,
            ..Session::default()
        };
        let begun = (|| {
            let mut writer = Writer::new(File::create(Path::new(path))?)?;
            let session = u32::try_from(report.session).unwrap_or(u32::MAX);
            writer.session(session, &about)?;
            Queue::start(writer, session)
        })();
        match begun {
            Ok(queue) => {
                let queue = Arc::new(queue);
                let tap = Tap::new(&queue, keeps);
                Some(Self {
                    queue,
                    tap,
                    frames: Vec::with_capacity(BLOCK * size_of::<Frame>()),
                    count: 0,
                    oldest: 0,
                    taken: 0,
                    done: 0,
                    times: Vec::new(),
                    time_count: 0,
                    names: Vec::new(),
                    name_count: 0,
                    kernels: FxHashMap::default(),
                })
            }
            Err(why) => {
                tracing::error!(path, %why, "this session is not recorded");
                None
            }
        }
    }

    /// What keeps the data of this session's frames, if that is wanted.
    pub fn tap(&self) -> Option<&Arc<Tap>> {
        self.tap.as_ref()
    }

    /// A frame was taken from the ring.
    #[inline]
    pub fn taken(&mut self) {
        self.taken = clock::now();
    }

    /// The driver's call for it has ended.
    #[inline]
    pub fn done(&mut self) {
        self.done = clock::now();
    }

    /// Notes frame `number`.
    #[inline]
    pub fn frame(
        &mut self,
        number: u64,
        record: &[u8],
        answered: Answered,
        executed: &mut Executed,
        stream: Handle,
    ) {
        let Answered { header, status, is_deferred } = answered;
        let (direction, payload) = match executed.take_copy() {
            None => (Direction::None, 0),
            Some((true, true, len)) => (Direction::Within, len),
            Some((true, false, len)) => (Direction::ToDevice, len),
            Some((false, _, len)) => (Direction::ToHost, len),
        };
        let deferred = if is_deferred { flag::DEFERRED } else { 0 };
        let flags = header.flags | flag::WORKER | deferred | (direction as u16) << flag::DIRECTION_SHIFT;
        let kernel = match launched(header.op, record) {
            Some(function) => self.kernel(function, executed),
            None => 0,
        };
        let frame = Frame {
            seq: number.into(),
            taken: self.taken.into(),
            done: self.done.into(),
            stream: stream.0.into(),
            payload: payload.into(),
            kernel: kernel.into(),
            len: header.len.into(),
            op: header.op.into(),
            flags: flags.into(),
            thread: u16::try_from(header.thread).unwrap_or(u16::MAX).into(),
            status: u16::try_from(status).unwrap_or(u16::MAX).into(),
            ..Frame::default()
        };
        if self.count == 0 {
            self.oldest = self.taken;
        }
        self.frames.extend_from_slice(zerocopy::IntoBytes::as_bytes(&frame));
        self.count += 1;
        if self.count as usize >= BLOCK {
            self.flush();
        }
    }

    /// The number of a kernel's name.
    #[inline]
    fn kernel(&mut self, function: Handle, executed: &Executed) -> u32 {
        if let Some(&number) = self.kernels.get(&function.0) {
            return number;
        }
        self.name(function, executed)
    }

    #[cold]
    fn name(&mut self, function: Handle, executed: &Executed) -> u32 {
        // A handle that the session does not know launches nothing, and has no name.
        let Some(name) = executed.name_of(function) else { return 0 };
        let number = self.kernels.len() as u32 + 1;
        self.kernels.insert(function.0, number);
        Names::put(&mut self.names, Naming::Kernel, number, name);
        self.name_count += 1;
        // A block of names must not get too long, however many kernels a program has.
        if self.names.len() > 1 << 20 {
            self.flush();
        }
        number
    }

    /// The GPU has measured a launch.
    pub fn gpu_time(&mut self, time: GpuTime) {
        self.times.extend_from_slice(zerocopy::IntoBytes::as_bytes(&time));
        self.time_count += 1;
    }

    /// The dispatcher has nothing to do.
    pub fn idle(&mut self) {
        if self.count > 0 && clock::now().saturating_sub(self.oldest) > STALE {
            self.flush();
        }
    }

    /// Sends everything on its way, names first. Frames whose kernels' names cannot go before them do not go either.
    fn flush(&mut self) {
        if self.tap.is_some() {
            return self.push();
        }
        if self.time_count > 0 && self.queue.offer(Kind::GpuTimes, 0, self.time_count, &mut self.times) {
            self.time_count = 0;
        }
        if self.name_count > 0 && self.queue.offer(Kind::Names, 0, self.name_count, &mut self.names) {
            self.name_count = 0;
        }
        if self.count == 0 {
            return;
        }
        if self.name_count == 0 {
            self.queue.put(Kind::Frames, 0, self.count, &mut self.frames);
        } else {
            self.queue.lost(self.count);
            self.frames.clear();
        }
        self.count = 0;
    }

    /// [`Recording::flush`] of a recording that nothing may be missing from.
    fn push(&mut self) {
        for (kind, count, payload) in [
            (Kind::GpuTimes, &mut self.time_count, &mut self.times),
            (Kind::Names, &mut self.name_count, &mut self.names),
            (Kind::Frames, &mut self.count, &mut self.frames),
        ] {
            if *count > 0 {
                self.queue.push(kind, 0, std::mem::take(count), payload);
            }
        }
    }

    /// Ends the file.
    pub fn finish(mut self) {
        self.flush();
        if let Some(tap) = &self.tap {
            tap.flush();
        }
        if let Err(why) = self.queue.finish(PATIENCE) {
            tracing::error!(%why, "the recording of this session is not whole");
        }
    }
}

/// The function that a frame launches: the first field of a launch.
#[inline]
fn launched(op: u16, record: &[u8]) -> Option<Handle> {
    if !matches!(op, op::cuLaunchKernel | op::cuLaunchKernelEx | op::cuLaunchCooperativeKernel) {
        return None;
    }
    let word = record.get(HEADER_LEN..)?.first_chunk::<8>()?;
    Some(Handle(u64::from_le_bytes(*word)))
}

#[cfg(test)]
mod tests {
    use wire::{Bytes, Encoder, Message, request};

    use super::*;

    fn launch(function: u64) -> (Header, Vec<u8>) {
        let mut encoder = Encoder::new();
        let header =
            Header { len: 0, op: request::cuLaunchKernel::OP, flags: 0, thread: 4, seq: 0, context: 0 };
        header.encode(&mut encoder);
        let request = request::cuLaunchKernel {
            function: Handle(function),
            grid_x: 1,
            grid_y: 1,
            grid_z: 1,
            block_x: 1,
            block_y: 1,
            block_z: 1,
            shared_bytes: 0,
            stream: Handle(2),
            parameters: Bytes(&[]),
        };
        request.encode(&mut encoder);
        let record = encoder.finish().to_vec();
        let (header, _) = Header::decode(&record).expect("header");
        (header, record)
    }

    #[test]
    fn frames_are_recorded_with_their_kernels_names() {
        let folder = std::env::temp_dir().join(format!("vgpu-recording-{}", std::process::id()));
        let path = folder.to_string_lossy().into_owned();
        let report = WorkerReport { session: 5, program: "/bin/x".to_owned(), ..WorkerReport::default() };
        let mut recording =
            Recording::start(&path, &report, Placed::default(), TraceData::Sizes).expect("start");
        let mut executed = Executed::default();
        executed.name(Handle(7), "axpy");
        for (number, function, status) in [(0, 7, 0), (1, 9, 400), (2, 7, 0)] {
            let (header, record) = launch(function);
            recording.taken();
            if number == 2 {
                executed.copy(false, true, 64);
            }
            recording.done();
            let answered = Answered { header, status, is_deferred: false };
            recording.frame(number, &record, answered, &mut executed, Handle(2));
        }
        recording.finish();
        let file = std::fs::read(&folder).expect("file");
        std::fs::remove_file(&folder).expect("remove");
        let mut trace = trace::Trace::open(&file[..]).expect("open");
        let mut seen = Vec::new();
        while let Some((session, frame)) = trace.next_frame().expect("whole") {
            let kernel = trace.known().kernel(session, &frame).map(|name| name.into_owned());
            seen.push((session, frame.seq.get(), kernel, frame.status.get(), frame.direction()));
            assert!(frame.taken.get() > 0 && frame.done >= frame.taken);
            assert_eq!((frame.thread.get(), frame.stream.get()), (4, 2));
        }
        let axpy = || Some("axpy".to_owned());
        assert_eq!(
            seen,
            [
                (5, 0, axpy(), 0, Direction::None),
                (5, 1, None, 400, Direction::None),
                (5, 2, axpy(), 0, Direction::ToHost)
            ]
        );
        assert_eq!(trace.known().sessions[&5].program, "/bin/x");
    }
}
