//! `vgpu trace record` and `merge`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use trace::merge::merge;
use trace::{End, Writer};

use super::cli::{MergeArgs, RecordArgs};
use crate::launch::Surroundings;

/// How many bytes are written at a time.
const WRITE: usize = 1 << 20;

/// Runs the program and makes one trace of what guests and workers have recorded. The exit status is the program's.
pub fn execute(arguments: &RecordArgs) -> Result<u8> {
    let launch = &arguments.launch;
    crate::log_to_stderr(&launch.log)?;
    if let Some(socket) = launch.socket.as_ref().filter(|socket| mediator::is_served(socket)) {
        bail!(
            "cannot record by the mediator at {}: it starts the workers; leave --socket out, or give it --trace",
            socket.display()
        );
    }
    // Found out before the program has run for hours.
    let out = create(&arguments.output)?;
    // Beside the trace: there is room for it, or none for the trace either.
    let beside = arguments.output.parent().filter(|folder| !folder.as_os_str().is_empty());
    let beside = beside.unwrap_or(Path::new(".")).canonicalize()?;
    let parts = tempfile::Builder::new().prefix(".vgpu-trace-").tempdir_in(beside);
    let parts = parts.context("cannot make a folder for the recordings")?;
    let mut surroundings =
        Surroundings::with_trace(launch, true, false, Some((parts.path(), arguments.data())))?;
    let ending = surroundings.run(&launch.program, &[("VGPU_TRACE_DIR", parts.path().into())])?;
    if surroundings.host().is_some() {
        eprintln!("vgpu: the worker is on another machine, which records its part: vgpu serve --trace");
    }
    surroundings.finish()?;
    match join(parts.path(), out) {
        Ok(recorded) => recorded.tell(&arguments.output),
        Err(why) => {
            let parts = parts.keep();
            return Err(why.context(format!("cannot make one trace of what is in {}", parts.display())));
        }
    }
    Ok(ending.status())
}

/// Makes one trace of two files.
pub fn merge_two(arguments: &MergeArgs) -> Result<u8> {
    let first = arguments.worker.as_ref().or(arguments.guest.as_ref());
    let mut out = begin(&Vec::from_iter(first.cloned()), create(&arguments.output)?)?;
    let end = merge_files(arguments.worker.as_deref(), arguments.guest.as_deref(), 1, &mut out)?;
    out.finish()?;
    Recorded { sessions: 1, end }.tell(&arguments.output);
    Ok(0)
}

fn create(path: &Path) -> Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(BufWriter::with_capacity(WRITE, file))
}

/// What was recorded.
struct Recorded {
    sessions: usize,
    /// Sums over all sessions.
    end: End,
}

impl Recorded {
    fn tell(&self, output: &Path) {
        let End { records, dropped, guest_dropped, without_guest, without_worker, is_cut, .. } = self.end;
        if self.sessions == 0 {
            eprintln!("vgpu: nothing was recorded: no process initialised CUDA through vgpu");
            return;
        }
        let (output, sessions) = (output.display(), self.sessions);
        let plural = if sessions == 1 { "" } else { "s" };
        eprintln!("vgpu: {records} frames of {sessions} session{plural} are in {output}");
        for (count, what) in [
            (dropped, "frames are missing: recording them would have held up the program"),
            (guest_dropped, "frames were not recorded by the guest, for the same reason"),
            (without_guest, "frames have no times of the guest"),
            (without_worker, "frames have no times of the worker"),
        ] {
            if count.get() > 0 {
                eprintln!("vgpu: {count} {what}");
            }
        }
        if is_cut.get() != 0 {
            eprintln!("vgpu: a process was killed while it recorded; what it had not written is missing");
        }
    }
}

/// Joins all recordings of a folder.
fn join(folder: &Path, out: BufWriter<File>) -> Result<Recorded> {
    let sessions = sessions(folder)?;
    let mut out = begin(&parts(folder)?, out)?;
    let mut sum = End::default();
    for &session in &sessions {
        let part = |whose: &str| {
            let path = folder.join(format!("{whose}-{session}.vgputrace"));
            path.exists().then_some(path)
        };
        let (worker, guest) = (part("worker"), part("guest"));
        let end = merge_files(worker.as_deref(), guest.as_deref(), session, &mut out)?;
        for (sum, of) in [
            (&mut sum.records, end.records),
            (&mut sum.dropped, end.dropped),
            (&mut sum.guest_dropped, end.guest_dropped),
            (&mut sum.without_guest, end.without_guest),
            (&mut sum.without_worker, end.without_worker),
        ] {
            *sum = sum.get().saturating_add(of.get()).into();
        }
        sum.is_cut |= end.is_cut;
    }
    out.finish()?;
    Ok(Recorded { sessions: sessions.len(), end: sum })
}

/// The files of a folder.
fn parts(folder: &Path) -> Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect()
}

/// Begins a trace at the moment at which the first of the recordings did. A guest's moment counts only where there is no
/// worker's: its clock may be another.
fn begin(parts: &[PathBuf], out: BufWriter<File>) -> Result<Writer<BufWriter<File>>> {
    let is_guests =
        |path: &Path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"guest-"));
    let workers: Vec<_> = parts.iter().filter(|path| !is_guests(path)).cloned().collect();
    let parts = if workers.is_empty() { parts } else { &workers[..] };
    let heads = parts.iter().filter_map(|path| Some(*super::open(path).ok()?.head()));
    Ok(match heads.min_by_key(|head| head.clock_ns.get()) {
        Some(head) => {
            let (unix, clock) = (head.unix_ns.get(), head.clock_ns.get());
            Writer::with_moment(out, head.protocol_hash.get(), unix, clock)?
        }
        None => Writer::new(out)?,
    })
}

/// The sessions that somebody has recorded into a folder.
fn sessions(folder: &Path) -> Result<BTreeSet<u32>> {
    let mut sessions = BTreeSet::new();
    for path in parts(folder)? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let number = stem.strip_prefix("worker-").or_else(|| stem.strip_prefix("guest-"));
        sessions.extend(number.and_then(|number| number.parse::<u32>().ok()));
    }
    Ok(sessions)
}

fn merge_files(
    worker: Option<&Path>,
    guest: Option<&Path>,
    session: u32,
    out: &mut Writer<BufWriter<File>>,
) -> Result<End> {
    let open = |path: &Path| File::open(path).with_context(|| format!("cannot open {}", path.display()));
    let mut worker_file = worker.map(open).transpose()?;
    let mut guest_file = guest.map(open).transpose()?;
    let merged = merge(worker_file.as_mut(), guest_file.as_mut(), session, out);
    merged.with_context(|| {
        let names: Vec<_> =
            [worker, guest].into_iter().flatten().map(|path| path.display().to_string()).collect();
        format!("cannot merge {}", names.join(" and "))
    })
}
