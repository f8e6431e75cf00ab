//! What a body is given: the library under test, a transcript to write, and short forms for what most bodies need.

use core::ffi::{CStr, c_int};
use core::fmt::{Debug, Display};

use table::*;

use crate::cuda::{Buffer, Cuda, Null, Params};
use crate::transcript::{Entry, code_text, digest, yes_no};
use crate::{cu, must};

/// Why a body ended before its last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Something that the rest of the body needs went wrong.
    Fail(String),
    /// The body does not apply to this library or device.
    Skip(String),
}

/// How a body ends.
pub type Outcome<T = ()> = Result<T, Stop>;

/// What is passed to the runner while a body runs.
pub trait Sink {
    /// One line of the transcript.
    fn entry(&mut self, entry: &Entry);
    /// One broken promise.
    fn failure(&mut self, reason: &str);
}

/// One run of one body.
pub struct Test {
    cuda: Cuda,
    path: String,
    sink: Box<dyn Sink>,
}

impl Test {
    /// A run on this library; `path` is how it was loaded, for bodies that load it once more.
    pub fn new(cuda: Cuda, path: &str, sink: Box<dyn Sink>) -> Self {
        Self { cuda, path: path.into(), sink }
    }

    /// The library.
    pub fn cuda(&self) -> &Cuda {
        &self.cuda
    }

    /// How the library was loaded.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Gives the library back, for bodies that unload it. Nothing else can be done with the test's calls afterwards.
    pub fn take_library(&mut self) -> Option<Cuda> {
        // The process itself stands in for the library: it exports none of the functions.
        let empty = Cuda::of_process();
        Some(core::mem::replace(&mut self.cuda, empty))
    }

    // ---- what the transcript gets ----

    /// Writes something down.
    pub fn note(&mut self, label: &str, value: impl Display) {
        self.sink.entry(&Entry(label.into(), value.to_string()));
    }

    /// A promise was broken; the body goes on.
    pub fn fail(&mut self, reason: &str) {
        self.sink.failure(reason);
    }

    /// Writes a result code down and hands it on.
    pub fn saw(&mut self, label: &str, code: CUresult) -> CUresult {
        self.note(label, code_text(code));
        code
    }

    /// Writes a result code down, which must be `want`.
    pub fn gives(&mut self, label: &str, code: CUresult, want: CUresult) {
        self.saw(label, code);
        if code != want {
            self.fail(&format!("{label}: {} instead of {}", code_text(code), code_text(want)));
        }
    }

    /// Writes a result code down, which must be one of `want`: for errors that the documentation does not tell apart.
    pub fn gives_one_of(&mut self, label: &str, code: CUresult, want: &[CUresult]) {
        self.saw(label, code);
        if !want.contains(&code) {
            let wanted: Vec<String> = want.iter().map(|code| code_text(*code)).collect();
            self.fail(&format!("{label}: {} instead of {}", code_text(code), wanted.join(" or ")));
        }
    }

    /// Writes a result code down; the body ends unless it is success.
    pub fn ok(&mut self, label: &str, code: CUresult) -> Outcome {
        self.saw(label, code);
        self.must(label, code)
    }

    /// The body ends unless a result code is success. Nothing is written down: for what leads up to the theme.
    pub fn must(&self, label: &str, code: CUresult) -> Outcome {
        if code == CUDA_SUCCESS { Ok(()) } else { Err(Stop::Fail(format!("{label}: {}", code_text(code)))) }
    }

    /// Writes a relation down, which must hold.
    pub fn yes(&mut self, label: &str, holds: bool) {
        self.note(label, yes_no(holds));
        if !holds {
            self.fail(&format!("{label}: no"));
        }
    }

    /// Writes a relation down that may hold or not.
    pub fn see(&mut self, label: &str, holds: bool) {
        self.note(label, yes_no(holds));
    }

    /// Writes a value down, which must be `want`.
    pub fn equal<T: PartialEq + Debug>(&mut self, label: &str, got: T, want: T) {
        self.note(label, format!("{got:?}"));
        if got != want {
            self.fail(&format!("{label}: {got:?} instead of {want:?}"));
        }
    }

    /// Writes the digest of memory down.
    pub fn memory(&mut self, label: &str, bytes: &[u8]) {
        self.note(label, digest(bytes));
    }

    /// Writes the digest of memory down, which must be `want`.
    pub fn same(&mut self, label: &str, got: &[u8], want: &[u8]) {
        self.memory(label, got);
        if got != want {
            let at = got.iter().zip(want).position(|(a, b)| a != b).unwrap_or(got.len().min(want.len()));
            self.fail(&format!(
                "{label}: byte {at} of {} is {:?} instead of {:?}",
                want.len(),
                got.get(at),
                want.get(at)
            ));
        }
    }

    // ---- what most bodies begin with ----

    /// Initialises the driver.
    pub fn init(&mut self) -> Outcome {
        let t = self;
        must!(t.cuInit(0));
        Ok(())
    }

    /// Initialises the driver and makes the first device's primary context current.
    pub fn context(&mut self) -> Outcome<CUcontext> {
        self.init()?;
        let t = self;
        let mut context = CUcontext::NULL;
        must!(t.cuDevicePrimaryCtxRetain(&mut context, 0));
        must!(t.cuCtxSetCurrent(context));
        Ok(context)
    }

    /// As [`context`](Self::context), for bodies about capture and graphs; skips them where there are none.
    pub fn graphs(&mut self) -> Outcome<CUcontext> {
        let context = self.context()?;
        let t = self;
        let mut graph = CUgraph::NULL;
        if cu!(t.cuGraphCreate(&mut graph, 0)) == CUDA_ERROR_NOT_SUPPORTED {
            return Err(Stop::Skip("the library does not have graphs".into()));
        }
        must!(t.cuGraphDestroy(graph));
        Ok(context)
    }

    /// An attribute of the first device.
    pub fn attribute(&self, attribute: CUdevice_attribute) -> Outcome<c_int> {
        let t = self;
        let mut value = 0;
        must!(t.cuDeviceGetAttribute(&mut value, attribute, 0));
        Ok(value)
    }

    /// Skips the body unless the first device has a feature.
    pub fn needs(&self, attribute: CUdevice_attribute, what: &str) -> Outcome {
        match self.attribute(attribute)? {
            0 => Err(Stop::Skip(format!("the device does not have {what}"))),
            _ => Ok(()),
        }
    }

    /// Device memory.
    pub fn alloc(&self, len: usize) -> Outcome<CUdeviceptr> {
        let t = self;
        let mut address = 0;
        must!(t.cuMemAlloc_v2(&mut address, len));
        Ok(address)
    }

    /// Pinned host memory, set to zero.
    pub fn pinned(&self, len: usize) -> Outcome<Buffer> {
        let t = self;
        let mut address = core::ptr::null_mut();
        must!(t.cuMemHostAlloc(&mut address, len, 0));
        let buffer = Buffer::adopt(address.expose_provenance() as u64, len)
            .ok_or_else(|| Stop::Fail("cuMemHostAlloc gave a null pointer".into()))?;
        buffer.fill(0);
        Ok(buffer)
    }

    /// A stream.
    pub fn stream(&self, flags: u32) -> Outcome<CUstream> {
        let t = self;
        let mut stream = CUstream::NULL;
        must!(t.cuStreamCreate(&mut stream, flags));
        Ok(stream)
    }

    /// An event.
    pub fn event(&self, flags: u32) -> Outcome<CUevent> {
        let t = self;
        let mut event = CUevent::NULL;
        must!(t.cuEventCreate(&mut event, flags));
        Ok(event)
    }

    /// A module from PTX text.
    pub fn module(&self, ptx: &CStr) -> Outcome<CUmodule> {
        let t = self;
        let mut module = CUmodule::NULL;
        must!(t.cuModuleLoadData(&mut module, ptx));
        Ok(module)
    }

    /// A kernel of a module.
    pub fn function(&self, module: CUmodule, name: &CStr) -> Outcome<CUfunction> {
        let t = self;
        let mut function = CUfunction::NULL;
        must!(t.cuModuleGetFunction(&mut function, module, name));
        Ok(function)
    }

    /// A library from PTX text.
    pub fn library(&self, ptx: &CStr) -> Outcome<CUlibrary> {
        let t = self;
        let mut library = CUlibrary::NULL;
        must!(t.cuLibraryLoadData(&mut library, ptx, Null, Null, 0, Null, Null, 0));
        Ok(library)
    }

    /// A kernel of a library.
    pub fn kernel(&self, library: CUlibrary, name: &CStr) -> Outcome<CUkernel> {
        let t = self;
        let mut kernel = CUkernel::NULL;
        must!(t.cuLibraryGetKernel(&mut kernel, library, name));
        Ok(kernel)
    }

    /// Launches a kernel in one dimension.
    pub fn launch(
        &self,
        f: CUfunction,
        blocks: u32,
        threads: u32,
        stream: CUstream,
        mut params: Params,
    ) -> CUresult {
        let t = self;
        cu!(t.cuLaunchKernel(f, blocks, 1, 1, threads, 1, 1, 0, stream, &mut params, Null))
    }

    /// Copies to the device and waits.
    pub fn upload(&self, to: CUdeviceptr, bytes: &[u8]) -> Outcome {
        let t = self;
        must!(t.cuMemcpyHtoD_v2(to, bytes, bytes.len()));
        must!(t.cuStreamSynchronize(CUstream::NULL));
        Ok(())
    }

    /// Copies from the device.
    pub fn download(&self, from: CUdeviceptr, len: usize) -> Outcome<Vec<u8>> {
        let t = self;
        let mut bytes = vec![0u8; len];
        must!(t.cuMemcpyDtoH_v2(&mut bytes[..], from, len));
        Ok(bytes)
    }

    /// Copies 32-bit words from the device.
    pub fn words(&self, from: CUdeviceptr, count: usize) -> Outcome<Vec<u32>> {
        let bytes = self.download(from, count * 4)?;
        Ok(bytes
            .chunks_exact(4)
            .map(|word| u32::from_ne_bytes([word[0], word[1], word[2], word[3]]))
            .collect())
    }

    /// Waits for a stream; the body ends if the stream went wrong.
    pub fn finish(&self, stream: CUstream) -> Outcome {
        let t = self;
        must!(t.cuStreamSynchronize(stream));
        Ok(())
    }
}

/// Bytes that look random, the same in every run.
pub fn pattern(len: usize, seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut bytes = Vec::with_capacity(len + 3);
    while bytes.len() < len {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(len);
    bytes
}

/// Calls a driver function and writes its result down; the body ends unless it succeeds. A label may follow the call.
#[macro_export]
macro_rules! ok {
    ($t:ident.$name:ident($($arg:expr),* $(,)?)) => { $crate::ok!($t.$name as $name($($arg),*), stringify!($name)) };
    ($t:ident.$name:ident($($arg:expr),* $(,)?), $label:expr) => { $crate::ok!($t.$name as $name($($arg),*), $label) };
    ($t:ident.$symbol:ident as $name:ident($($arg:expr),* $(,)?), $label:expr) => {{
        let code = $crate::cu!($t.$symbol as $name($($arg),*));
        $t.ok($label, code)?
    }};
}

/// Calls a driver function; the body ends unless it succeeds. Nothing is written down.
#[macro_export]
macro_rules! must {
    ($t:ident.$name:ident($($arg:expr),* $(,)?)) => { $crate::must!($t.$name as $name($($arg),*)) };
    ($t:ident.$symbol:ident as $name:ident($($arg:expr),* $(,)?)) => {{
        let code = $crate::cu!($t.$symbol as $name($($arg),*));
        $t.must(stringify!($symbol), code)?
    }};
}

/// Calls a driver function whose result the documentation promises, and writes it down. A label may follow the code.
#[macro_export]
macro_rules! gives {
    ($t:ident.$name:ident($($arg:expr),* $(,)?), $want:expr) => {
        $crate::gives!($t.$name as $name($($arg),*), $want, stringify!($name))
    };
    ($t:ident.$name:ident($($arg:expr),* $(,)?), $want:expr, $label:expr) => {
        $crate::gives!($t.$name as $name($($arg),*), $want, $label)
    };
    ($t:ident.$symbol:ident as $name:ident($($arg:expr),* $(,)?), $want:expr, $label:expr) => {{
        let code = $crate::cu!($t.$symbol as $name($($arg),*));
        $t.gives($label, code, $want)
    }};
}

/// Calls a driver function and writes its result down, whatever it is. A label may follow the call. Gives the code.
#[macro_export]
macro_rules! saw {
    ($t:ident.$name:ident($($arg:expr),* $(,)?)) => { $crate::saw!($t.$name as $name($($arg),*), stringify!($name)) };
    ($t:ident.$name:ident($($arg:expr),* $(,)?), $label:expr) => { $crate::saw!($t.$name as $name($($arg),*), $label) };
    ($t:ident.$symbol:ident as $name:ident($($arg:expr),* $(,)?), $label:expr) => {{
        let code = $crate::cu!($t.$symbol as $name($($arg),*));
        $t.saw($label, code)
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_repeat_and_differ_by_seed() {
        assert_eq!(pattern(65, 3), pattern(65, 3));
        assert_ne!(pattern(65, 3), pattern(65, 4));
        assert_eq!(pattern(0, 1).len(), 0);
        assert_eq!(pattern(7, 1)[..], pattern(100, 1)[..7]);
    }
}
