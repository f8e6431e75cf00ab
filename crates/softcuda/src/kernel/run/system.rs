//! What kernels call of the system: text, memory, assertions.

use std::collections::BTreeMap;
use std::ffi::{c_char, c_int};

use parking_lot::Mutex;

use super::Grid;
use crate::kernel::compile::abi::{Block, Thread};
use crate::kernel::launch::Fault;
use crate::kernel::printf::{self, Source};

/// The longest text that is read from a kernel's memory.
const LONGEST: usize = 64 << 10;

/// Text of a kernel, up to its end. Faults if there is none.
fn text(address: u64) -> Vec<u8> {
    let mut length = 0;
    // SAFETY: if the memory is not there, the fault ends the kernel; nothing is held yet.
    while length < LONGEST && unsafe { (address as *const u8).add(length).read() } != 0 {
        length += 1;
    }
    // SAFETY: these bytes have just been read.
    unsafe { std::slice::from_raw_parts(address as *const u8, length) }.to_vec()
}

struct Arguments(u64);

impl Source for Arguments {
    fn argument(&mut self, offset: u64, bytes: u32) -> Result<u64, Fault> {
        let address = self.0 + offset;
        Ok(if bytes == 8 {
            // SAFETY: if the memory is not there, the fault ends the kernel, and what was formatted is lost.
            unsafe { (address as *const u64).read_unaligned() }
        } else {
            // SAFETY: as above.
            u64::from(unsafe { (address as *const u32).read_unaligned() })
        })
    }

    fn string(&mut self, address: u64) -> Result<Vec<u8>, Fault> {
        Ok(if address == 0 { b"(null)".to_vec() } else { text(address) })
    }
}

/// `vprintf`: the number of arguments, or -1.
pub fn printf(block: &Block, format: u64, arguments: u64) -> i32 {
    let Ok(line) = printf::format(&text(format), &mut Arguments(arguments)) else { return -1 };
    // SAFETY: the block runs, and so does its grid.
    let grid = unsafe { Grid::of(block) };
    grid.output.lock().extend_from_slice(&line);
    line.len() as i32
}

/// `__assertfail`: expression, file and function, and the line.
pub fn assertion(block: &Block, thread: &Thread, [expression, file, function]: [u64; 3], line: u32) {
    let [expression, file, function] =
        [expression, file, function].map(|at| String::from_utf8_lossy(&text(at)).into_owned());
    let [x, y, z] = block.ctaid;
    let [i, j, k] = thread.tid;
    let message = format!(
        "{file}:{line}: {function}: block: [{x},{y},{z}], thread: [{i},{j},{k}] Assertion `{expression}` failed.\n"
    );
    // SAFETY: as in `printf`.
    let grid = unsafe { Grid::of(block) };
    grid.message.lock().get_or_insert(message);
}

/// What kernels have allocated: addresses and lengths.
static HEAP: Mutex<BTreeMap<u64, u64>> = Mutex::new(BTreeMap::new());

/// `malloc` in a kernel; 0 if there is no more.
pub fn allocate(bytes: u64) -> u64 {
    // SAFETY: allocates; what comes back belongs to the kernel.
    let address = unsafe { libc::memalign(16, bytes.max(1) as usize) } as u64;
    if address != 0 {
        HEAP.lock().insert(address, bytes.max(1));
    }
    address
}

/// `free` in a kernel; what was never allocated is ignored.
pub fn free(address: u64) {
    if HEAP.lock().remove(&address).is_some() {
        // SAFETY: it came from `allocate`, and has just been taken out of the map, so nobody else frees it.
        unsafe { libc::free(address as *mut _) };
    }
}

/// Whether an address lies in something that a kernel has allocated.
pub fn owns(address: u64) -> bool {
    HEAP.lock().range(..=address).next_back().is_some_and(|(start, bytes)| address - start < *bytes)
}

unsafe extern "C" {
    static stdout: *mut libc::FILE;
}

/// Writes to the standard output of the program, in order with what the program itself wrote there by way of the
/// C library.
pub fn print(bytes: &[u8]) {
    if bytes.is_empty() {
        return;
    }
    // SAFETY: the C library's own stream, and bytes of ours with their length.
    unsafe {
        libc::fwrite(bytes.as_ptr().cast(), 1, bytes.len(), stdout);
        libc::fflush(stdout);
    }
}

/// Writes to standard error.
pub fn complain(text: &str) {
    let bytes = text.as_bytes();
    // SAFETY: bytes of ours with their length; descriptor 2 may be closed, which only means that nobody reads.
    let _ = unsafe { libc::write(2 as c_int, bytes.as_ptr().cast::<c_char>().cast(), bytes.len()) };
}
