//! Running compiled kernels.
//!
//! ```text
//! launch ─► Grid ─ pool ─► a worker takes blocks, one after the other, with memory of its own (scratch)
//!                            block   threads of a block, warp by warp, until all have ended
//!                            warp    what the lanes of a warp do together
//!            guard   enters machine code, and brings the thread back from a fault in it
//!            system  vprintf, malloc, free, __assertfail, cudaGraphSetConditional
//! ```

pub mod block;
pub mod guard;
pub mod meeting;
mod pool;
pub mod scratch;
pub mod system;
pub mod warp;

#[cfg(test)]
mod tests;

use std::ffi::c_void;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};

use self::block::Progress;
use self::scratch::{Memory, Scratch};
use super::compile::{Form, Kernel, abi};
use super::launch::{Dims, Fault, Launch};
use super::warp as at_once;
use crate::memory::Space;

/// A block that has been begun, by the kernel's form.
enum Running {
    /// Thread by thread.
    Threads(block::Running),
    /// Warp by warp.
    Warps(at_once::block::Running),
}

impl Running {
    fn new(grid: &Grid, scratch: &mut Scratch) -> Result<Self, Fault> {
        match &grid.kernel.form {
            Form::Threads(_) => block::Running::new(grid, scratch).map(Self::Threads),
            Form::Warps(code) => at_once::block::Running::new(grid, code, scratch).map(Self::Warps),
        }
    }

    fn begin(&mut self, grid: &Grid, index: u64) {
        match self {
            Self::Threads(running) => running.begin(grid, index),
            Self::Warps(running) => running.begin(grid, index),
        }
    }

    fn advance(&mut self, grid: &Grid) -> Progress {
        let kernel = grid.kernel.clone();
        match (self, &kernel.form) {
            (Self::Threads(running), Form::Threads(code)) => running.advance(grid, &kernel, *code),
            (Self::Warps(running), Form::Warps(code)) => running.advance(grid, &kernel, code),
            _ => Progress::Failed,
        }
    }

    fn into_memory(self) -> Memory {
        match self {
            Self::Threads(running) => running.into_memory(),
            Self::Warps(running) => running.into_memory(),
        }
    }
}

/// What a grid is held to.
#[derive(Clone, Copy, Default)]
pub struct Bounds {
    /// The memory that it may access, beside its own; without it, whatever the process has.
    pub memory: Option<&'static Space>,
    /// The longest that it may take.
    pub time: Option<Duration>,
}

/// A grid that runs.
pub struct Grid {
    /// The kernel.
    pub kernel: Arc<Kernel>,
    /// Sizes and parameters.
    pub launch: Launch,
    /// What it is held to.
    pub bounds: Bounds,
    variables: Arc<Vec<u64>>,
    next: AtomicU64,
    /// Whether it is to end, done or not.
    pub is_over: AtomicBool,
    fault: Mutex<Option<Fault>>,
    /// What it printed.
    output: Mutex<Vec<u8>>,
    /// What a failed assertion says.
    message: Mutex<Option<String>>,
    /// What a cooperative grid synchronises with: its size, a counter, and nothing.
    workspace: Box<[AtomicU64; 32]>,
    /// Blocks of a cooperative grid that wait for others.
    parked: Mutex<Vec<Running>>,
}

/// Runs a grid to its end. What it printed is on standard output then.
pub fn launch(
    kernel: &Arc<Kernel>,
    launch: Launch,
    variables: &Arc<Vec<u64>>,
    bounds: Bounds,
) -> Result<(), Fault> {
    guard::install();
    let blocks = launch.grid.count();
    let grid = Grid {
        kernel: kernel.clone(),
        launch,
        bounds,
        variables: variables.clone(),
        next: AtomicU64::new(0),
        is_over: AtomicBool::new(false),
        fault: Mutex::default(),
        output: Mutex::default(),
        message: Mutex::default(),
        workspace: Box::new(std::array::from_fn(|at| AtomicU64::new(if at == 0 { 256 } else { 0 }))),
        parked: Mutex::default(),
    };
    if blocks > 0 && grid.launch.block.count() > 0 {
        match bounds.time {
            None => pool::run(&grid, blocks),
            Some(limit) => grid.run_for(blocks, limit),
        }
    }
    system::print(&grid.output.lock());
    match grid.fault.into_inner() {
        Some(fault) => Err(fault),
        None => Ok(()),
    }
}

impl Grid {
    /// Runs, but not for longer than that.
    fn run_for(&self, blocks: u64, limit: Duration) {
        let (is_done, changed) = (Mutex::new(false), Condvar::new());
        thread::scope(|scope| {
            scope.spawn(|| {
                let end = Instant::now() + limit;
                let mut is_done = is_done.lock();
                while !*is_done && !changed.wait_until(&mut is_done, end).timed_out() {}
                if !*is_done {
                    self.fail(Fault::Ended);
                }
            });
            pool::run(self, blocks);
            *is_done.lock() = true;
            changed.notify_all();
        });
    }

    /// Takes part until there is nothing left to begin; what every worker calls.
    fn work(&self) {
        scratch::with(|scratch| {
            if self.launch.cooperative && self.kernel.suspends {
                self.work_together(scratch);
            } else {
                self.work_in_turn(scratch);
            }
        });
    }

    fn blocks(&self) -> u64 {
        self.launch.grid.count()
    }

    /// What the threads of a block share, with places of its own.
    pub fn block(&self, shared: u64, total_shared: u32, arrivals: *mut u32) -> abi::Block {
        let (kernel, launch) = (&self.kernel, &self.launch);
        let dims = |dims: Dims| [dims.x, dims.y, dims.z];
        abi::Block {
            shared,
            parameters: launch.parameters.as_ptr() as u64,
            variables: self.variables.as_ptr(),
            functions: kernel.functions.as_ptr(),
            functions_count: kernel.functions.len() as u64,
            grid_id: launch.id,
            grid: self.as_pointer(),
            workspace: if launch.cooperative { self.workspace.as_ptr() as u64 } else { 0 },
            arrivals,
            ctaid: [0; 3],
            nctaid: dims(launch.grid),
            ntid: dims(launch.block),
            dynamic_shared: launch.dynamic_shared,
            total_shared,
            sm: 0,
            sms: crate::driver::driver().map_or(1, |driver| driver.config.multiprocessors),
        }
    }

    /// Makes it the block of a number.
    pub fn place(&self, block: &mut abi::Block, index: u64) {
        let at = self.launch.grid.position(index);
        block.ctaid = [at.x, at.y, at.z];
        block.sm = (index % u64::from(block.sms.max(1))) as u32;
    }

    fn work_in_turn(&self, scratch: &mut Scratch) {
        let mut running: Option<Running> = None;
        while !self.is_over.load(Ordering::Acquire) {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            if index >= self.blocks() {
                break;
            }
            let running = match &mut running {
                Some(running) => running,
                None => match Running::new(self, scratch) {
                    Ok(new) => running.insert(new),
                    Err(fault) => return self.fail(fault),
                },
            };
            running.begin(self, index);
            loop {
                match running.advance(self) {
                    Progress::Done => break,
                    Progress::Yielded if self.is_over.load(Ordering::Acquire) => break,
                    Progress::Yielded => std::thread::yield_now(),
                    Progress::Failed => break,
                }
            }
        }
        if let Some(running) = running {
            scratch.take_back(running.into_memory());
        }
    }

    /// Blocks that wait for each other: all of them are begun, and each gets its turn.
    fn work_together(&self, scratch: &mut Scratch) {
        while !self.is_over.load(Ordering::Acquire) {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            let mut running = if index < self.blocks() {
                let memory = if index < 2 {
                    Running::new(self, scratch)
                } else {
                    Running::new(self, &mut Scratch::default())
                };
                match memory {
                    Ok(mut running) => {
                        running.begin(self, index);
                        running
                    }
                    Err(fault) => return self.fail(fault),
                }
            } else {
                let mut parked = self.parked.lock();
                if parked.is_empty() {
                    return;
                }
                parked.remove(0)
            };
            match running.advance(self) {
                Progress::Done | Progress::Failed => {}
                Progress::Yielded => {
                    self.parked.lock().push(running);
                    if index >= self.blocks() {
                        std::thread::yield_now();
                    }
                }
            }
        }
    }

    /// Ends it with a fault, unless it had one before.
    pub fn fail(&self, fault: Fault) {
        self.fault.lock().get_or_insert(fault);
        self.is_over.store(true, Ordering::Release);
    }

    /// What a code says that a thread came back with.
    pub fn fault_of(&self, code: u32, address: u64) -> Fault {
        match code {
            abi::TRAP => Fault::Trap,
            abi::MISALIGNED => Fault::Misaligned { address, bytes: 0 },
            abi::ILLEGAL_ADDRESS => Fault::IllegalAddress { address, bytes: 0, is_write: false },
            abi::ASSERT => Fault::Assert { message: self.message.lock().take().unwrap_or_default() },
            abi::STACK_OVERFLOW => Fault::StackOverflow,
            abi::BREAKPOINT => Fault::Breakpoint,
            block::DEADLOCK => Fault::Deadlock,
            _ => Fault::Unsupported { what: format!("code {code}") },
        }
    }

    /// What a pointer in [`abi::Block`] leads to.
    ///
    /// # Safety
    /// The block must be one of a grid that still runs.
    pub unsafe fn of(block: &abi::Block) -> &Self {
        // SAFETY: the pointer was made from a grid that the caller says is alive.
        unsafe { &*block.grid.cast::<Self>() }
    }

    /// Whether a kernel may access an address that is neither the device's nor its block's own.
    pub fn may_access(&self, address: u64) -> bool {
        let within = |start: u64, bytes: u64| address.wrapping_sub(start) < bytes;
        let Some(memory) = self.bounds.memory else { return true };
        within(self.launch.parameters.as_ptr() as u64, self.launch.parameters.len() as u64)
            || within(self.workspace.as_ptr() as u64, size_of_val(&*self.workspace) as u64)
            || memory.find(address).is_some()
            || system::owns(address)
    }

    fn as_pointer(&self) -> *const c_void {
        std::ptr::from_ref(self).cast()
    }
}
