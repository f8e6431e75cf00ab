//! Measurements through the driver API.

use core::ffi::CStr;
use std::time::Instant;

use table::*;

use super::Results;
use crate::cuda::{Buffer, Cuda, Invoke, Null};
use crate::transcript::code_text;
use crate::{cu, image, pfn, symbol_name};

/// A measurement: samples, or why there are none.
pub type Samples = Result<Vec<f64>, String>;

/// How much to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Samples of short operations.
    pub short: usize,
    /// Kernels in one throughput run.
    pub launches: usize,
    /// Samples of long operations.
    pub long: usize,
    /// Bytes of a large copy.
    pub large: usize,
}

impl Effort {
    /// The measurement that counts.
    pub const FULL: Self = Self { short: 3000, launches: 20_000, long: 7, large: 1 << 30 };
    /// One of many turns of two programs: what launches cost in a fifth of a second.
    pub const TURN: Self = Self { short: 300, launches: 20_000, long: 1, large: 1 << 30 };
    /// One that shows that everything works. Its numbers mean little.
    pub const QUICK: Self = Self { short: 200, launches: 2000, long: 2, large: 64 << 20 };
}

/// Fails with the call's name unless it succeeded.
fn done(what: &str, code: CUresult) -> Result<(), String> {
    if code == CUDA_SUCCESS { Ok(()) } else { Err(format!("{what} answers {}", code_text(code))) }
}

/// Nanoseconds of each of `count` runs, after a tenth as many that warm up.
pub fn each(count: usize, mut run: impl FnMut() -> Result<(), String>) -> Samples {
    for _ in 0..count / 10 + 1 {
        run()?;
    }
    let mut samples = Vec::with_capacity(count);
    for _ in 0..count {
        let start = Instant::now();
        run()?;
        samples.push(start.elapsed().as_secs_f64() * 1e9);
    }
    Ok(samples)
}

/// Declares a struct of resolved functions, so that a measured loop does not look names up.
macro_rules! functions {
    ($($field:ident: $name:ident,)*) => {
        struct Functions {
            $($field: Option<pfn::$name>,)*
        }

        impl Functions {
            fn of(library: &Cuda) -> Self {
                Self { $($field: library.function(symbol_name!($name)),)* }
            }
        }
    };
}

functions! {
    launch: cuLaunchKernel,
    sync_stream: cuStreamSynchronize,
    sync_context: cuCtxSynchronize,
    htod: cuMemcpyHtoD_v2,
    dtoh: cuMemcpyDtoH_v2,
    alloc: cuMemAlloc_v2,
    free: cuMemFree_v2,
    record: cuEventRecord,
    query: cuEventQuery,
    register: cuMemHostRegister_v2,
    unregister: cuMemHostUnregister,
}

/// Everything that the measurements share.
struct Bench<'a> {
    library: &'a Cuda,
    f: Functions,
    effort: Effort,
    stream: CUstream,
}

/// A context and a stream of its own in this process.
fn begin(library: &Cuda, effort: Effort) -> Result<Bench<'_>, String> {
    let mut context = CUcontext::NULL;
    done("cuInit", cu!(library.cuInit(0)))?;
    done("cuDevicePrimaryCtxRetain", cu!(library.cuDevicePrimaryCtxRetain(&mut context, 0)))?;
    done("cuCtxSetCurrent", cu!(library.cuCtxSetCurrent(context)))?;
    let mut stream = CUstream::NULL;
    done("cuStreamCreate", cu!(library.cuStreamCreate(&mut stream, CU_STREAM_NON_BLOCKING)))?;
    Ok(Bench { library, f: Functions::of(library), effort, stream })
}

/// Measures launches and waits, in this process and as often as it is asked to.
///
/// # Errors
/// What the library refused of what every measurement needs.
pub fn launches(library: &Cuda, effort: Effort) -> Result<impl FnMut() -> Results, String> {
    let bench = begin(library, effort)?;
    let kernel = bench.kernel(c"nothing");
    Ok(move || {
        let mut results = Results::default();
        match &kernel {
            Ok(kernel) => bench.launches(*kernel, &mut results),
            Err(why) => {
                results.missing.insert("launch_*".into(), why.clone());
            }
        }
        results
    })
}

/// Measures everything else, in this process.
pub fn measure(library: &Cuda, effort: Effort, results: &mut Results) -> Result<(), String> {
    let bench = begin(library, effort)?;
    results.record("dtoh_64", "ns", bench.small_copies(true));
    results.record("htod_64", "ns", bench.small_copies(false));
    results.record("alloc_free_1m", "ns", bench.alloc_and_free());
    results.record("event_record_query", "ns", bench.events());
    bench.large_copies(results);
    bench.registration(results);
    Ok(())
}

impl Bench<'_> {
    /// A kernel that can be launched.
    fn kernel(&self, name: &CStr) -> Result<CUfunction, String> {
        let library = self.library;
        let (mut module, mut function) = (CUmodule::NULL, CUfunction::NULL);
        done("cuModuleLoadData", cu!(library.cuModuleLoadData(&mut module, image::BASIC)))?;
        done("cuModuleGetFunction", cu!(library.cuModuleGetFunction(&mut function, module, name)))?;
        self.launch(function)?;
        self.finish()?;
        Ok(function)
    }

    fn launch(&self, kernel: CUfunction) -> Result<(), String> {
        done("cuLaunchKernel", self.f.launch.invoke((kernel, 1, 1, 1, 1, 1, 1, 0, self.stream, Null, Null)))
    }

    fn finish(&self) -> Result<(), String> {
        done("cuStreamSynchronize", self.f.sync_stream.invoke((self.stream,)))
    }

    fn launches(&self, kernel: CUfunction, results: &mut Results) {
        results.record("launch_submit", "ns", self.submit_short(kernel));
        match self.throughput(kernel) {
            Ok((submit, whole)) => {
                results.add("launch_submit_long", "ns", &submit);
                results.add("launch_throughput", "ns", &whole);
            }
            Err(why) => {
                results.missing.insert("launch_throughput".into(), why);
            }
        }
        let sync_stream = each(self.effort.short, || {
            self.launch(kernel)?;
            self.finish()
        });
        results.record("launch_stream_sync", "ns", sync_stream);
        let sync_context = each(self.effort.short, || {
            self.launch(kernel)?;
            done("cuCtxSynchronize", self.f.sync_context.invoke(()))
        });
        results.record("launch_context_sync", "ns", sync_context);
    }

    /// The caller's cost of a launch while the queue is far from full: batches of 200, the queue emptied in between.
    fn submit_short(&self, kernel: CUfunction) -> Samples {
        const BATCH: usize = 200;
        let mut samples = Vec::new();
        for round in 0..self.effort.short / 20 + 2 {
            let start = Instant::now();
            for _ in 0..BATCH {
                self.launch(kernel)?;
            }
            let cost = start.elapsed().as_secs_f64() * 1e9 / BATCH as f64;
            self.finish()?;
            if round > 0 {
                samples.push(cost);
            }
        }
        Ok(samples)
    }

    /// Many launches and one synchronisation: cost per launch of the submission alone, and of the whole.
    fn throughput(&self, kernel: CUfunction) -> Result<(Vec<f64>, Vec<f64>), String> {
        let (mut submit, mut whole) = (Vec::new(), Vec::new());
        for round in 0..self.effort.long + 1 {
            let start = Instant::now();
            for _ in 0..self.effort.launches {
                self.launch(kernel)?;
            }
            let submitted = start.elapsed();
            self.finish()?;
            if round > 0 {
                submit.push(submitted.as_secs_f64() * 1e9 / self.effort.launches as f64);
                whole.push(start.elapsed().as_secs_f64() * 1e9 / self.effort.launches as f64);
            }
        }
        Ok((submit, whole))
    }

    fn device_memory(&self, size: usize) -> Result<CUdeviceptr, String> {
        let mut address = 0;
        done("cuMemAlloc", self.f.alloc.invoke((&mut address, size)))?;
        Ok(address)
    }

    fn release(&self, address: CUdeviceptr) -> Result<(), String> {
        done("cuMemFree", self.f.free.invoke((address,)))
    }

    /// Synchronous copies of 64 bytes of pageable memory.
    fn small_copies(&self, out: bool) -> Samples {
        let (device, host) = (self.device_memory(64)?, Buffer::pageable(64));
        let samples = each(self.effort.short, || {
            if out {
                done("cuMemcpyDtoH", self.f.dtoh.invoke((host.host(), device, 64)))
            } else {
                done("cuMemcpyHtoD", self.f.htod.invoke((device, host.host(), 64)))
            }
        })?;
        self.release(device)?;
        Ok(samples)
    }

    fn alloc_and_free(&self) -> Samples {
        each(self.effort.short, || {
            let address = self.device_memory(1 << 20)?;
            self.release(address)
        })
    }

    fn events(&self) -> Samples {
        let library = self.library;
        let mut event = CUevent::NULL;
        done("cuEventCreate", cu!(library.cuEventCreate(&mut event, CU_EVENT_DISABLE_TIMING)))?;
        each(self.effort.short, || {
            done("cuEventRecord", self.f.record.invoke((event, self.stream)))?;
            // Whether the event has happened by now is no matter.
            match self.f.query.invoke((event,)) {
                CUDA_ERROR_NOT_READY => Ok(()),
                code => done("cuEventQuery", code),
            }
        })
    }

    /// Gigabytes per second of synchronous copies, both ways, pageable and pinned.
    fn large_copies(&self, results: &mut Results) {
        let size = self.effort.large;
        let pinned = || {
            let library = self.library;
            let mut address = core::ptr::null_mut();
            done("cuMemHostAlloc", cu!(library.cuMemHostAlloc(&mut address, size, 0)))?;
            Buffer::adopt(address.expose_provenance() as u64, size)
                .ok_or_else(|| "cuMemHostAlloc gave null".to_owned())
        };
        let device = self.device_memory(size);
        let mut run = |kind: &str, host: Result<Buffer, String>| {
            let both = device.clone().and_then(|device| Ok((device, host?)));
            for (name, out) in [(format!("htod_1g_{kind}"), false), (format!("dtoh_1g_{kind}"), true)] {
                let samples = both.clone().and_then(|(device, host)| self.rate(device, host, out));
                results.record(&name, "GB/s", samples);
            }
        };
        let pageable = Buffer::pageable(size);
        // Every page is touched, so that the copies do not measure the kernel's page faults.
        pageable.fill(1);
        run("pageable", Ok(pageable));
        let pinned = pinned();
        if let Ok(pinned) = &pinned {
            pinned.fill(1);
        }
        run("pinned", pinned.clone());
        if let Ok(pinned) = pinned {
            let library = self.library;
            let _ = cu!(library.cuMemFreeHost(pinned.host()));
        }
        if let Ok(device) = device {
            let _ = self.release(device);
        }
    }

    fn rate(&self, device: CUdeviceptr, host: Buffer, out: bool) -> Samples {
        let nanoseconds = each(self.effort.long, || {
            if out {
                done("cuMemcpyDtoH", self.f.dtoh.invoke((host.host(), device, host.len())))?;
            } else {
                done("cuMemcpyHtoD", self.f.htod.invoke((device, host.host(), host.len())))?;
            }
            // The copy of pageable memory may return before the last piece has arrived.
            done("cuCtxSynchronize", self.f.sync_context.invoke(()))
        })?;
        Ok(nanoseconds.iter().map(|time| host.len() as f64 / time).collect())
    }

    fn registration(&self, results: &mut Results) {
        let host = Buffer::pageable(self.effort.large);
        host.fill(1);
        let (mut on, mut off) = (Vec::new(), Vec::new());
        let mut once = || {
            let start = Instant::now();
            done("cuMemHostRegister", self.f.register.invoke((host.host(), host.len(), 0)))?;
            on.push(start.elapsed().as_secs_f64() * 1e3);
            let start = Instant::now();
            done("cuMemHostUnregister", self.f.unregister.invoke((host.host(),)))?;
            off.push(start.elapsed().as_secs_f64() * 1e3);
            Ok::<(), String>(())
        };
        let outcome = (0..self.effort.long.min(5)).try_for_each(|_| once());
        results.record("host_register_1g", "ms", outcome.clone().map(|()| on));
        results.record("host_unregister_1g", "ms", outcome.map(|()| off));
    }
}

/// What a fresh process measures about itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    /// Milliseconds from loading the library to the end of the first kernel.
    pub first_kernel: f64,
    /// Milliseconds of that until a context was current.
    pub context: f64,
    /// Mebibytes of memory that the process has more than before.
    pub memory: f64,
    /// Mebibytes of that which are its own and written.
    pub dirty: f64,
}

/// Runs a first kernel and measures the way there. Meant for a process that has done nothing else.
pub fn first_kernel(path: &str) -> Result<Start, String> {
    let before = memory_of(&std::fs::read_to_string("/proc/self/smaps").unwrap_or_default());
    let start = Instant::now();
    let library = Cuda::load(path)?;
    let mut context = CUcontext::NULL;
    done("cuInit", cu!(library.cuInit(0)))?;
    done("cuDevicePrimaryCtxRetain", cu!(library.cuDevicePrimaryCtxRetain(&mut context, 0)))?;
    done("cuCtxSetCurrent", cu!(library.cuCtxSetCurrent(context)))?;
    let at_context = start.elapsed();
    let (mut module, mut kernel) = (CUmodule::NULL, CUfunction::NULL);
    done("cuModuleLoadData", cu!(library.cuModuleLoadData(&mut module, image::BASIC)))?;
    done("cuModuleGetFunction", cu!(library.cuModuleGetFunction(&mut kernel, module, c"nothing")))?;
    let code = cu!(library.cuLaunchKernel(kernel, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null, Null));
    // A library without kernels still has a start and a size. It may say so only when it is waited for.
    let waited = cu!(library.cuCtxSynchronize());
    let launched = code != CUDA_ERROR_NOT_SUPPORTED && waited != CUDA_ERROR_NOT_SUPPORTED;
    if launched {
        done("cuLaunchKernel", code)?;
        done("cuCtxSynchronize", waited)?;
    }
    let at_kernel = start.elapsed();
    let after = memory_of(&std::fs::read_to_string("/proc/self/smaps").unwrap_or_default());
    Ok(Start {
        first_kernel: if launched { at_kernel.as_secs_f64() * 1e3 } else { f64::NAN },
        context: at_context.as_secs_f64() * 1e3,
        memory: (after.0 - before.0) / 1024.0,
        dirty: (after.1 - before.1) / 1024.0,
    })
}

/// Kibibytes that are resident, and private and dirty, by a process's smaps; anonymous files that processes share (the
/// window between guest and worker) left aside.
fn memory_of(smaps: &str) -> (f64, f64) {
    let (mut resident, mut dirty, mut shared_file) = (0.0, 0.0, false);
    for line in smaps.lines() {
        let mut words = line.split_whitespace();
        match words.next() {
            Some(word) if !word.ends_with(':') => shared_file = line.contains("/memfd:"),
            Some("Rss:") if !shared_file => resident += number_in(words.next()),
            Some("Private_Dirty:") if !shared_file => dirty += number_in(words.next()),
            _ => {}
        }
    }
    (resident, dirty)
}

fn number_in(word: Option<&str>) -> f64 {
    word.and_then(|word| word.parse().ok()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_anonymous_files_do_not_count_as_memory() {
        let smaps = "7f00-7f10 rw-p 00000000 00:00 0 \nSize: 64 kB\nRss: 40 kB\nPrivate_Dirty: 12 kB\n\
                     7f10-7f20 rw-s 00000000 00:01 9 /memfd:window (deleted)\nRss: 4000 kB\nPrivate_Dirty: 4000 kB\n\
                     7f20-7f30 r-xp 00000000 08:01 7 /lib/x.so\nRss: 8 kB\nPrivate_Dirty: 0 kB\n";
        assert_eq!(memory_of(smaps), (48.0, 12.0));
    }

    #[test]
    fn a_failing_run_gives_no_samples() {
        let mut left = 5;
        let samples = each(100, || {
            left -= 1;
            if left == 0 { Err("no more".into()) } else { Ok(()) }
        });
        assert_eq!(samples, Err("no more".into()));
        assert_eq!(each(10, || Ok(())).map(|samples| samples.len()), Ok(10));
    }
}
