//! One block: its threads, and whose turn it is.

use std::ffi::c_void;
use std::sync::atomic::Ordering;

use ptx::ir::Op;

use super::meeting::{self, Arrival};
use super::scratch::{Memory, Scratch};
use super::{Grid, guard, warp};
use crate::kernel::compile::{Kernel, abi};
use crate::kernel::launch::{Fault, WARP};
use crate::kernel::semantics::warp::{Lanes, each};

/// Threads wait for each other, and none can go on.
pub const DEADLOCK: u32 = 14;

/// A thread can go on.
pub const READY: u32 = 0;

/// A block that has been begun.
pub struct Running {
    memory: Memory,
    block: Box<abi::Block>,
    arrivals: Box<[u32; 16]>,
    /// For each thread: whether it is ready, has ended, gives others a turn, or at which site it waits.
    states: Vec<u32>,
    stride: usize,
}

// SAFETY: the pointers in it lead to its own memory and to the grid, which outlives it and may be used by all
// threads.
unsafe impl Send for Running {}

/// How far a block has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// All threads have ended.
    Done,
    /// They wait for something outside of the block.
    Yielded,
    /// The grid is over.
    Failed,
}

/// What [`turn`] gets through the guard.
struct Turn<'r> {
    running: &'r mut Running,
    kernel: &'r Kernel,
    code: abi::Code,
    grid: &'r Grid,
    /// The thread whose code says why it ended.
    culprit: usize,
}

impl Running {
    /// Memory for blocks of a grid.
    pub fn new(grid: &Grid, scratch: &mut Scratch) -> Result<Self, Fault> {
        let (kernel, launch) = (&grid.kernel, &grid.launch);
        let threads = launch.block.count() as usize;
        let stride = kernel.thread_bytes as usize;
        let total_shared = kernel.shared_bytes as u32 + launch.dynamic_shared;
        let bytes = stride * if kernel.suspends { threads } else { 1 };
        let memory = scratch.memory(total_shared as usize, bytes)?;
        let mut arrivals = Box::new([0; 16]);
        let block = Box::new(grid.block(memory.shared.start(), total_shared, arrivals.as_mut_ptr()));
        let states = vec![READY; if kernel.suspends { threads } else { 0 }];
        Ok(Self { memory, block, arrivals, states, stride })
    }

    /// Gives the memory back.
    pub fn into_memory(self) -> Memory {
        self.memory
    }

    /// Begins the block of a number.
    pub fn begin(&mut self, grid: &Grid, index: u64) {
        grid.place(&mut self.block, index);
        self.arrivals.fill(0);
        if !grid.kernel.suspends {
            return;
        }
        self.states.fill(READY);
        for index in 0..self.states.len() {
            let at = grid.launch.block.position(index as u64);
            self.prepare(index, index, [at.x, at.y, at.z]);
        }
    }

    /// Where a thread's memory begins.
    pub fn thread(&self, slot: usize) -> *mut abi::Thread {
        // The buffer has room for all slots (see `new`); it is only reached through this pointer.
        self.memory.threads.as_ptr().cast::<u8>().wrapping_add(slot * self.stride).cast_mut().cast()
    }

    /// Makes a slot into a thread that has not begun.
    fn prepare(&mut self, slot: usize, linear: usize, tid: [u32; 3]) {
        let thread = self.thread(slot);
        let end = thread as u64 + self.stride as u64;
        // SAFETY: the slot has room for a thread and its frames, of which the first begins with four bytes that say
        // where to resume; nobody else uses the memory.
        unsafe {
            (&raw mut (*thread).tid).write(tid);
            (&raw mut (*thread).lane).write((linear % WARP) as u32);
            (&raw mut (*thread).linear).write(linear as u32);
            (&raw mut (*thread).quota).write(abi::QUOTA);
            (&raw mut (*thread).end).write(end);
            frame(thread).cast::<u32>().write(0);
        }
    }

    /// Runs until all threads have ended, or none can go on without something outside.
    pub fn advance(&mut self, grid: &Grid, kernel: &Kernel, code: abi::Code) -> Progress {
        let mut turn = Turn { running: self, kernel, code, grid, culprit: 0 };
        // SAFETY: `turn` touches nothing but the block's own memory, and what it calls keeps to the same rule.
        let (code, mut address) =
            unsafe { guard::call(run, (&raw mut turn).cast::<c_void>(), kernel.flushes) };
        let culprit = turn.culprit;
        match code {
            abi::RETURNED => Progress::Done,
            abi::YIELDED => Progress::Yielded,
            code => {
                if code == abi::MISALIGNED {
                    // SAFETY: the thread exists, and nobody runs it any more.
                    address = unsafe { (*self.thread(culprit)).fault };
                }
                grid.fail(grid.fault_of(code, address));
                Progress::Failed
            }
        }
    }
}

/// The frame of a thread's kernel.
pub fn frame(thread: *mut abi::Thread) -> *mut u8 {
    thread.cast::<u8>().wrapping_add(abi::THREAD_BYTES as usize)
}

unsafe extern "C" fn run(turn: *mut c_void) -> u32 {
    // SAFETY: `advance` passes its own turn, which it does not touch meanwhile.
    let turn = unsafe { &mut *turn.cast::<Turn<'_>>() };
    if turn.kernel.suspends { turn.in_turns() } else { turn.straight() }
}

impl Turn<'_> {
    /// Lets a thread run until it ends or waits.
    fn enter(&self, thread: *mut abi::Thread) -> u32 {
        let block = &raw const *self.running.block;
        let arguments = self.running.block.parameters as *const u8;
        // SAFETY: the code was compiled for this layout; block, thread, frame and parameters live until it returns,
        // or until the guard brings this thread back.
        unsafe { (self.code)(block, thread, frame(thread), arguments, std::ptr::null_mut()) }
    }

    /// Threads that never wait: one after the other, all in the same memory.
    fn straight(&mut self) -> u32 {
        let thread = self.running.thread(0);
        self.running.prepare(0, 0, [0; 3]);
        let size = self.grid.launch.block;
        let mut linear = 0u32;
        for z in 0..size.z {
            for y in 0..size.y {
                for x in 0..size.x {
                    // SAFETY: the slot holds a thread that does not run now.
                    unsafe {
                        (&raw mut (*thread).tid).write([x, y, z]);
                        (&raw mut (*thread).lane).write(linear % WARP as u32);
                        (&raw mut (*thread).linear).write(linear);
                    }
                    let code = self.enter(thread);
                    if code > abi::EXITED {
                        return code;
                    }
                    linear += 1;
                }
            }
        }
        abi::RETURNED
    }

    /// Threads that wait for each other.
    fn in_turns(&mut self) -> u32 {
        loop {
            let mut has_moved = false;
            let count = self.running.states.len();
            for first in (0..count).step_by(WARP) {
                let last = (first + WARP).min(count);
                loop {
                    for index in first..last {
                        if self.running.states[index] != READY {
                            continue;
                        }
                        let code = self.enter(self.running.thread(index));
                        match code {
                            abi::RETURNED | abi::EXITED => self.running.states[index] = abi::EXITED,
                            abi::YIELDED => {
                                self.running.states[index] = code;
                                continue;
                            }
                            abi::FIRST_SITE.. => self.running.states[index] = code,
                            _ => {
                                self.culprit = index;
                                return code;
                            }
                        }
                        has_moved = true;
                    }
                    if !self.resolve(first, last, false) {
                        break;
                    }
                    has_moved = true;
                }
            }
            has_moved |= self.barriers();
            let mut has_yielded = false;
            let mut are_all_done = true;
            for state in &mut self.running.states {
                are_all_done &= *state == abi::EXITED;
                if *state == abi::YIELDED {
                    *state = READY;
                    has_yielded = true;
                }
            }
            if are_all_done {
                return abi::RETURNED;
            }
            if has_moved {
                continue;
            }
            if has_yielded || self.grid.is_over.load(Ordering::Relaxed) {
                return abi::YIELDED;
            }
            // Nobody can go on as the program says: those who wait together do so without the others.
            let forced = (0..count).step_by(WARP).any(|first| {
                let last = (first + WARP).min(count);
                self.resolve(first, last, true)
            });
            if !forced {
                return DEADLOCK;
            }
        }
    }

    /// Lets lanes of a warp do together what they wait for; whether any did.
    fn resolve(&mut self, first: usize, last: usize, is_forced: bool) -> bool {
        let states = &self.running.states;
        let (mut alive, mut waiting) = (0u32, 0u32);
        for (lane, state) in states[first..last].iter().enumerate() {
            alive |= u32::from(*state != abi::EXITED) << lane;
            waiting |= u32::from(*state >= abi::FIRST_SITE) << lane;
        }
        let lanes: [*mut abi::Thread; WARP] =
            std::array::from_fn(|lane| self.running.thread((first + lane).min(last - 1)));
        let found = meeting::choose(
            alive,
            waiting,
            is_forced,
            |lane| states[first + lane as usize],
            |site| self.kernel.sites.get((site - abi::FIRST_SITE) as usize),
            // SAFETY: the lane waits, so its exchange holds what it brought.
            |lane| unsafe { (*lanes[lane as usize]).exchange[0] } as u32,
        );
        let Some((site, members)) = found else { return false };
        self.perform(first, site, members, &lanes);
        true
    }

    fn perform(&mut self, first: usize, site: u32, members: u32, lanes: &[*mut abi::Thread; WARP]) {
        if let Some(op) = self.kernel.sites.get((site - abi::FIRST_SITE) as usize) {
            let brought = |place: usize| {
                let mut values = [0; WARP];
                for lane in each(members) {
                    // SAFETY: the lanes of `members` wait, so nobody else touches their exchanges.
                    values[lane as usize] = unsafe { (*lanes[lane as usize]).exchange[place] };
                }
                values
            };
            let give = |place: usize, values: &Lanes| {
                for lane in each(members) {
                    let thread = lanes[lane as usize];
                    // SAFETY: as above.
                    unsafe { (&raw mut (*thread).exchange[place]).write(values[lane as usize]) };
                }
            };
            warp::perform(op, members, &brought, &give);
        }
        for lane in 0..WARP {
            if members >> lane & 1 == 1 {
                self.running.states[first + lane] = READY;
            }
        }
    }

    /// Opens the barriers at which everybody has arrived; whether there was one.
    fn barriers(&mut self) -> bool {
        let (running, sites) = (&*self.running, &self.kernel.sites);
        let arrival = |index: usize| {
            let state = running.states[index];
            // SAFETY: the thread exists; if it waits, its exchange holds what it brought.
            let exchange = unsafe { &(*running.thread(index)).exchange };
            match state.checked_sub(abi::FIRST_SITE).and_then(|site| sites.get(site as usize)) {
                _ if state == abi::EXITED => Arrival::Ended,
                Some(op @ Op::Barrier { .. }) => Arrival::Waits {
                    op,
                    number: (exchange[0] as usize).min(15),
                    wanted: exchange[1] as u32,
                    held: exchange[2] & 1 == 1,
                },
                Some(op @ Op::BarrierCluster { .. }) => {
                    Arrival::Waits { op, number: 16, wanted: 0, held: false }
                }
                _ => Arrival::Elsewhere,
            }
        };
        let opened = meeting::opened(running.states.len(), arrival, &running.arrivals);
        for number in &opened.numbers {
            if let Some(arrivals) = self.running.arrivals.get_mut(*number) {
                *arrivals = 0;
            }
        }
        for (index, result) in opened.threads {
            // SAFETY: the thread waits, so nobody else touches its exchange.
            unsafe { (&raw mut (*self.running.thread(index)).exchange).cast::<u64>().write(result) };
            self.running.states[index] = READY;
        }
        !opened.numbers.is_empty()
    }
}
