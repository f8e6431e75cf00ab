//! One block, warp by warp.

use std::ffi::c_void;
use std::sync::atomic::Ordering;

use ptx::ir::{Op, VoteMode};

use super::lanes::{Ins, Kind, Lanes, Machine, N, NONE, Operation, Plain, Processor, Routine, Wide};
use super::special::{self, Width};
use super::{Code, End, Fast, Held, Site, TURN, lanes, layout};
use crate::kernel::compile::{Kernel, abi};
use crate::kernel::launch::Fault;
use crate::kernel::run::block::{DEADLOCK, Progress};
use crate::kernel::run::meeting::{self, Arrival};
use crate::kernel::run::scratch::{Memory, Scratch};
use crate::kernel::run::{Grid, guard, warp};
use crate::kernel::semantics::warp::Lanes as Values;

/// Where the lanes of a warp are.
#[derive(Debug, Clone, Copy)]
struct Warp {
    /// The segment at which each lane that is ready goes on.
    next: Wide<u32>,
    /// The site at which each lane that waits does so.
    site: Wide<u32>,
    /// Lanes that have not ended.
    alive: u32,
    /// Lanes that can go on.
    ready: u32,
    /// Lanes that wait at a site.
    waiting: u32,
    /// Lanes that let others go first.
    yielded: u32,
    /// How many more times lanes may go back before others get a turn.
    quota: u32,
}

/// A block that has been begun.
pub struct Running {
    memory: Memory,
    block: Box<abi::Block>,
    arrivals: Box<[u32; 16]>,
    warps: Vec<Warp>,
    threads: usize,
    /// Where the warps' registers begin, and the threads' own memory.
    files: *mut u8,
    own: *mut u8,
    few: Few,
    /// Where the device's memory begins, and its length.
    device: (u64, u64),
}

/// Routines that are not instructions.
#[derive(Clone, Copy)]
struct Few {
    shuffle: Routine,
    lowest: lanes::Lowest,
}

// SAFETY: the pointers in it lead to its own memory and to the grid, which outlives it and may be used by all threads.
unsafe impl Send for Running {}

/// What [`run`] gets through the guard.
struct Turn<'r> {
    running: &'r mut Running,
    code: &'r Code,
    grid: &'r Grid,
    fault: u64,
}

/// `shfl` with a table (b) for all lanes.
#[derive(Debug)]
struct Shuffle;

impl Operation for Shuffle {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: the caller's promise.
        unsafe { machine.put::<P, _>(ins.d, mask, P::permute(machine.get(ins.a), machine.get(ins.b))) };
        0
    }
}

impl Running {
    /// Memory for blocks of a grid.
    pub fn new(grid: &Grid, code: &Code, scratch: &mut Scratch) -> Result<Self, Fault> {
        let (kernel, launch) = (&grid.kernel, &grid.launch);
        let threads = launch.block.count() as usize;
        let warps = threads.div_ceil(N);
        let total_shared = kernel.shared_bytes as u32 + launch.dynamic_shared;
        let bytes = warps * (code.file_bytes + N * code.own_bytes) + 64;
        let memory = scratch.memory(total_shared as usize, bytes)?;
        let start = memory.threads.as_ptr().cast::<u8>().cast_mut();
        let files = start.wrapping_add(start.align_offset(64));
        let own = files.wrapping_add(warps * code.file_bytes);
        let mut arrivals = Box::new([0; 16]);
        let block = Box::new(grid.block(memory.shared.start(), total_shared, arrivals.as_mut_ptr()));
        let idle = Warp {
            next: [0; N],
            site: [0; N],
            alive: 0,
            ready: 0,
            waiting: 0,
            yielded: 0,
            quota: abi::QUOTA,
        };
        let few = Few { shuffle: Kind::here().routine::<Shuffle>(), lowest: Kind::here().lowest() };
        let device = grid.bounds.memory.map_or((0, u64::MAX), |memory| memory.device_addresses());
        let warp_states = vec![idle; warps];
        let running = Self { memory, block, arrivals, warps: warp_states, threads, files, own, few, device };
        for warp in 0..warps {
            let position = |lane: usize| launch.block.position((warp * N + lane) as u64);
            let machine = running.machine(code, warp);
            let tid = |of: fn(crate::kernel::launch::Dims) -> u32| -> Wide<u32> {
                std::array::from_fn(|lane| of(position(lane)))
            };
            let start = own as u64 + (warp * N * code.own_bytes) as u64;
            let local: Wide<u64> = std::array::from_fn(|lane| start + (lane * code.own_bytes) as u64);
            // SAFETY: the file of every warp begins with these.
            unsafe {
                machine.put::<Plain, _>(layout::TID[0], u32::MAX, tid(|at| at.x));
                machine.put::<Plain, _>(layout::TID[1], u32::MAX, tid(|at| at.y));
                machine.put::<Plain, _>(layout::TID[2], u32::MAX, tid(|at| at.z));
                machine.put::<Plain, _>(layout::LOCAL, u32::MAX, local);
            }
        }
        Ok(running)
    }

    /// Gives the memory back.
    pub fn into_memory(self) -> Memory {
        self.memory
    }

    /// Begins the block of a number.
    pub fn begin(&mut self, grid: &Grid, index: u64) {
        grid.place(&mut self.block, index);
        self.arrivals.fill(0);
        let mut left = self.threads;
        for warp in &mut self.warps {
            let lanes = if left >= N { u32::MAX } else { (1 << left) - 1 };
            left = left.saturating_sub(N);
            *warp = Warp {
                next: [0; N],
                site: [0; N],
                alive: lanes,
                ready: lanes,
                waiting: 0,
                yielded: 0,
                quota: abi::QUOTA,
            };
        }
    }

    fn machine(&self, code: &Code, warp: usize) -> Machine {
        let end = self.own as u64 + (self.warps.len() * N * code.own_bytes) as u64;
        Machine {
            registers: self.files.wrapping_add(warp * code.file_bytes),
            constants: code.constants.as_ptr().cast(),
            lists: code.lists.as_ptr(),
            block: &raw const *self.block,
            shared: self.block.shared,
            local: (self.own as u64, end),
            device: self.device,
            first: (warp * N) as u32,
            fault: std::cell::Cell::new(0),
        }
    }

    /// Runs until all threads have ended, or none can go on without something outside.
    pub fn advance(&mut self, grid: &Grid, kernel: &Kernel, code: &Code) -> Progress {
        let mut turn = Turn { running: self, code, grid, fault: 0 };
        // SAFETY: `turn` touches nothing but the block's own memory, and what it calls keeps to the same rule.
        let (result, mut address) =
            unsafe { guard::call(run, (&raw mut turn).cast::<c_void>(), kernel.flushes) };
        if turn.fault != 0 {
            address = turn.fault;
        }
        match result {
            abi::RETURNED => Progress::Done,
            abi::YIELDED => Progress::Yielded,
            result => {
                grid.fail(grid.fault_of(result, address));
                Progress::Failed
            }
        }
    }
}

unsafe extern "C" fn run(turn: *mut c_void) -> u32 {
    // SAFETY: `advance` passes its own turn, which it does not touch meanwhile.
    let turn = unsafe { &mut *turn.cast::<Turn<'_>>() };
    turn.block()
}

fn set(all: &mut Wide<u32>, mask: u32, value: u32) {
    for (lane, one) in all.iter_mut().enumerate() {
        *one = if mask >> lane & 1 == 1 { value } else { *one };
    }
}

impl Turn<'_> {
    fn block(&mut self) -> u32 {
        loop {
            let mut has_moved = false;
            for index in 0..self.running.warps.len() {
                let before = self.running.warps[index];
                if before.ready != 0 {
                    let machine = self.running.machine(self.code, index);
                    let result = self.warp(index, &machine);
                    // Lanes that only went round in a loop have not got anywhere.
                    let after = &self.running.warps[index];
                    has_moved |= (before.alive, before.waiting) != (after.alive, after.waiting);
                    if result != abi::RETURNED {
                        self.fault = machine.fault.get();
                        return result;
                    }
                }
            }
            has_moved |= self.barriers();
            let (mut has_yielded, mut is_done) = (false, true);
            for warp in &mut self.running.warps {
                is_done &= warp.alive == 0;
                has_yielded |= warp.yielded != 0;
                warp.ready |= warp.yielded;
                warp.yielded = 0;
            }
            if is_done {
                return abi::RETURNED;
            }
            let is_over = self.grid.is_over.load(Ordering::Relaxed);
            if is_over || (has_yielded && !has_moved) {
                return abi::YIELDED;
            }
            if has_moved {
                continue;
            }
            // Nobody can go on as the program says: those who wait together do so without the others.
            let forced = (0..self.running.warps.len()).any(|index| {
                let machine = self.running.machine(self.code, index);
                self.resolve(index, &machine, true)
            });
            if !forced {
                return DEADLOCK;
            }
        }
    }

    /// Lets the lanes of a warp go on until all have ended or wait.
    fn warp(&mut self, index: usize, machine: &Machine) -> u32 {
        loop {
            let warp = &self.running.warps[index];
            if warp.ready == 0 {
                if warp.waiting != 0 && self.resolve(index, machine, false) {
                    continue;
                }
                return abi::RETURNED;
            }
            if self.grid.is_over.load(Ordering::Relaxed) {
                return abi::YIELDED;
            }
            // SAFETY: the routine is that for this processor.
            let (segment, lanes) = unsafe { (self.running.few.lowest)(&warp.next, warp.ready) };
            let result = self.lanes(index, machine, segment, lanes);
            if result != abi::RETURNED {
                return result;
            }
        }
    }

    /// Lets some lanes go on together, as long as they stay together.
    fn lanes(&mut self, index: usize, machine: &Machine, first: u32, lanes: u32) -> u32 {
        let (code, grid) = (self.code, self.grid);
        let few = self.running.few;
        let mut at = first;
        let warp = &mut self.running.warps[index];
        // SAFETY: here and below: slots and sites are those of the kernel that the machine runs.
        let holds = |when: u32| unsafe { machine.bits(when >> 1) } ^ if when & 1 == 1 { u32::MAX } else { 0 };
        loop {
            let Some(segment) = code.segments.get(at as usize) else { return abi::UNSUPPORTED };
            for ins in &code.ins[segment.ins.start as usize..segment.ins.end as usize] {
                let mask = if ins.guard == NONE { lanes } else { lanes & holds(ins.guard) };
                if mask != 0 {
                    // SAFETY: as above.
                    let result = unsafe { (ins.run)(machine, ins, mask) };
                    if result != 0 {
                        return result;
                    }
                }
            }
            let to = match segment.end {
                End::Jump { to } => to,
                End::Branch { when, then, otherwise } => {
                    let taken = lanes & holds(when);
                    if taken == lanes {
                        then
                    } else if taken == 0 {
                        otherwise
                    } else {
                        if (then | otherwise) & TURN != 0 {
                            warp.quota -= 1;
                        }
                        set(&mut warp.next, taken, then & !TURN);
                        set(&mut warp.next, lanes & !taken, otherwise & !TURN);
                        if warp.quota == 0 {
                            warp.quota = abi::QUOTA;
                            let back = if then & TURN != 0 { taken } else { lanes & !taken };
                            warp.ready &= !back;
                            warp.yielded |= back;
                        }
                        return abi::RETURNED;
                    }
                }
                End::Switch { number } => {
                    let Some(switch) = code.switches.get(number as usize) else { return abi::UNSUPPORTED };
                    // SAFETY: as above.
                    let index: Wide<u32> = unsafe { machine.get(switch.index) };
                    let first = switch.ways.first().copied().unwrap_or(0);
                    let ways: Wide<u32> = std::array::from_fn(|lane| {
                        switch.ways.get(index[lane] as usize).copied().unwrap_or(first) & !TURN
                    });
                    for lane in Lanes(lanes) {
                        warp.next[lane as usize] = ways[lane as usize];
                    }
                    // Threads may wait for others by such jumps too.
                    if switch.ways.iter().any(|way| way & TURN != 0) {
                        warp.ready &= !lanes;
                        warp.yielded |= lanes;
                    }
                    return abi::RETURNED;
                }
                End::Exit => {
                    warp.alive &= !lanes;
                    warp.ready &= !lanes;
                    return abi::RETURNED;
                }
                End::Trap => return abi::TRAP,
                End::Yield { next } => {
                    set(&mut warp.next, lanes, next);
                    warp.ready &= !lanes;
                    warp.yielded |= lanes;
                    return abi::RETURNED;
                }
                End::Wait { site: number } => {
                    let Some(site) = code.sites.get(number as usize) else { return abi::UNSUPPORTED };
                    let here = if site.guard == NONE { lanes } else { lanes & holds(site.guard) };
                    if here == 0 {
                        site.next
                    } else if here == lanes && at_once(site, machine, lanes, warp.alive) {
                        // SAFETY: as above; the lanes are here.
                        unsafe { perform(site, machine, lanes, few) };
                        site.next
                    } else {
                        set(&mut warp.next, lanes & !here, site.next);
                        set(&mut warp.site, here, number);
                        warp.ready &= !here;
                        warp.waiting |= here;
                        return abi::RETURNED;
                    }
                }
            };
            let is_back = to & !TURN <= at;
            at = to & !TURN;
            if is_back && grid.is_over.load(Ordering::Relaxed) {
                return abi::YIELDED;
            }
            if to & TURN != 0 {
                warp.quota -= 1;
                if warp.quota == 0 {
                    warp.quota = abi::QUOTA;
                    set(&mut warp.next, lanes, at);
                    warp.ready &= !lanes;
                    warp.yielded |= lanes;
                    return abi::RETURNED;
                }
            }
            if lanes != warp.ready {
                set(&mut warp.next, lanes, at);
                return abi::RETURNED;
            }
        }
    }

    /// Lets lanes of a warp do together what they wait for; whether any did.
    fn resolve(&mut self, index: usize, machine: &Machine, is_forced: bool) -> bool {
        let warp = &self.running.warps[index];
        let found = meeting::choose(
            warp.alive,
            warp.waiting,
            is_forced,
            |lane| warp.site[lane as usize],
            |site| self.code.sites.get(site as usize).map(|site| &site.op),
            |lane| {
                let site = self.code.sites.get(warp.site[lane as usize] as usize);
                let mask = site.and_then(|site| site.inputs.first());
                // SAFETY: the lane waits at the site, whose inputs are registers of the kernel.
                mask.map_or(0, |held| unsafe { special::read(machine, held.slot, held.width, lane) }) as u32
            },
        );
        let Some((number, members)) = found else { return false };
        let Some(site) = self.code.sites.get(number as usize) else { return false };
        // SAFETY: the lanes wait there.
        unsafe { perform(site, machine, members, self.running.few) };
        let warp = &mut self.running.warps[index];
        // In `bar.warp.sync` lanes may meet from several places.
        for lane in Lanes(members) {
            let site = self.code.sites.get(warp.site[lane as usize] as usize);
            warp.next[lane as usize] = site.map_or(0, |site| site.next);
        }
        warp.waiting &= !members;
        warp.ready |= members;
        true
    }

    /// Opens the barriers at which everybody has arrived; whether there was one.
    fn barriers(&mut self) -> bool {
        if self.whole_block() {
            return true;
        }
        let (code, running) = (self.code, &*self.running);
        let arrival = |index: usize| {
            let (number, lane) = (index / N, (index % N) as u32);
            let warp = &running.warps[number];
            if warp.alive >> lane & 1 == 0 {
                return Arrival::Ended;
            }
            let site = Some(warp).filter(|warp| warp.waiting >> lane & 1 == 1);
            let site = site.and_then(|warp| code.sites.get(warp.site[lane as usize] as usize));
            let machine = running.machine(code, number);
            let brought = |site: &Site, place: usize| {
                // SAFETY: the lane waits at the site, whose inputs are registers of the kernel.
                site.inputs
                    .get(place)
                    .map_or(0, |it| unsafe { special::read(&machine, it.slot, it.width, lane) })
            };
            match site {
                Some(site) if matches!(site.op, Op::Barrier { .. }) => Arrival::Waits {
                    op: &site.op,
                    number: (brought(site, 0) as usize).min(15),
                    wanted: brought(site, 1) as u32,
                    held: brought(site, 2) & 1 == 1,
                },
                Some(site) if matches!(site.op, Op::BarrierCluster { .. }) => {
                    Arrival::Waits { op: &site.op, number: 16, wanted: 0, held: false }
                }
                _ => Arrival::Elsewhere,
            }
        };
        if !running.warps.iter().any(|warp| warp.waiting != 0) {
            return false;
        }
        let opened = meeting::opened(running.threads, arrival, &running.arrivals);
        let has_opened = !opened.numbers.is_empty();
        for number in opened.numbers {
            if let Some(arrivals) = self.running.arrivals.get_mut(number) {
                *arrivals = 0;
            }
        }
        for (index, result) in opened.threads {
            let (number, lane) = (index / N, (index % N) as u32);
            let machine = self.running.machine(code, number);
            let warp = &mut self.running.warps[number];
            let Some(site) = code.sites.get(warp.site[lane as usize] as usize) else { continue };
            if let Some(Some(Held { slot, width })) = site.outputs.first() {
                // SAFETY: the lane waits at the site, whose outputs are registers of the kernel.
                unsafe { special::write(&machine, *slot, *width, lane, result) };
            }
            warp.next[lane as usize] = site.next;
            warp.waiting &= !(1 << lane);
            warp.ready |= 1 << lane;
        }
        has_opened
    }

    /// The usual case: everybody waits at one barrier of the whole block.
    fn whole_block(&mut self) -> bool {
        let mut number = None;
        for warp in &self.running.warps {
            if warp.alive == 0 {
                continue;
            }
            let first = warp.site[warp.waiting.trailing_zeros() as usize & 31];
            let is_whole = warp.waiting == warp.alive
                && (0..N).all(|lane| warp.site[lane] == first || warp.alive >> lane & 1 == 0);
            let Some(Site { fast: Fast::Barrier(here), .. }) = self.code.sites.get(first as usize) else {
                return false;
            };
            if !is_whole || number.is_some_and(|number| number != *here) {
                return false;
            }
            number = Some(*here);
        }
        let Some(number) = number else { return false };
        if let Some(arrivals) = self.running.arrivals.get_mut(number as usize) {
            *arrivals = 0;
        }
        for warp in &mut self.running.warps {
            if warp.alive != 0 {
                let site = warp.site[warp.alive.trailing_zeros() as usize & 31];
                let next = self.code.sites.get(site as usize).map_or(0, |site| site.next);
                warp.next = [next; N];
                warp.ready = warp.alive;
                warp.waiting = 0;
            }
        }
        true
    }
}

/// Whether lanes that come to a site need not wait for others.
fn at_once(site: &Site, machine: &Machine, lanes: u32, alive: u32) -> bool {
    match warp::wanted(&site.op) {
        warp::Wanted::Active => true,
        warp::Wanted::All => {
            lanes == alive && !matches!(site.fast, Fast::Barrier(_)) && !is_barrier(&site.op)
        }
        warp::Wanted::Mask => match (site.mask, site.inputs.first()) {
            (Some(mask), _) => mask & alive == lanes,
            (None, Some(held)) if held.width == Width::Word => {
                // SAFETY: the site's inputs are registers of the kernel that the machine runs.
                let masks: Wide<u32> = unsafe { machine.get(held.slot) };
                let first = masks[lanes.trailing_zeros() as usize & 31];
                let is_same = (0..N).all(|lane| masks[lane] == first || lanes >> lane & 1 == 0);
                is_same && first & alive == lanes
            }
            _ => false,
        },
    }
}

fn is_barrier(op: &Op) -> bool {
    matches!(op, Op::Barrier { .. } | Op::BarrierCluster { .. })
}

/// Does what the lanes of a mask have come together for.
unsafe fn perform(site: &Site, machine: &Machine, members: u32, few: Few) {
    let input = |place: usize| site.inputs.get(place).copied();
    let output = |place: usize| site.outputs.get(place).copied().flatten();
    let give_bits = |place: usize, bits: u32| {
        if let Some(held) = output(place) {
            // SAFETY: the caller's promise: the slots are those of the kernel.
            unsafe {
                match held.width {
                    Width::Predicate => machine.set_bits(held.slot, members, bits),
                    _ => {
                        let words: Wide<u32> = std::array::from_fn(|lane| bits >> lane & 1);
                        machine.put::<Plain, _>(held.slot, members, words);
                    }
                }
            }
        }
    };
    // SAFETY: as above, for all of these.
    unsafe {
        match (&site.fast, input(1)) {
            (Fast::Shuffle { table, fits }, Some(Held { slot, width: Width::Word | Width::Double }))
                if members == u32::MAX && input(1).is_some_and(|it| it.width == Width::Word) =>
            {
                if let Some(d) = output(0) {
                    let ins = Ins {
                        run: few.shuffle,
                        x: 0,
                        guard: NONE,
                        d: d.slot,
                        a: slot,
                        b: *table,
                        c: NONE,
                        e: 0,
                    };
                    (ins.run)(machine, &ins, members);
                }
                give_bits(1, *fits);
                return;
            }
            (Fast::Ballot, Some(held)) if output(0).is_some_and(|d| d.width == Width::Word) => {
                let bits = machine.bits(held.slot) & members;
                if let Some(d) = output(0) {
                    machine.put::<Plain, _>(d.slot, members, [bits; N]);
                }
                return;
            }
            (Fast::Vote, Some(held)) => {
                let bits = machine.bits(held.slot) & members;
                let Op::Vote { mode, .. } = &site.op else { return };
                let holds = match mode {
                    VoteMode::All => bits == members,
                    VoteMode::Any => bits != 0,
                    _ => bits == 0 || bits == members,
                };
                give_bits(0, if holds { u32::MAX } else { 0 });
                return;
            }
            (Fast::LoadMatrix { transposed }, _) if members == u32::MAX => {
                load_matrix(site, machine, *transposed);
                return;
            }
            (Fast::Mma(plan), _) if members == u32::MAX => {
                plan.run(site, machine);
                return;
            }
            _ => {}
        }
        let brought = |place: usize| -> Values {
            let mut all = [0; N];
            if let Some(held) = input(place) {
                for lane in Lanes(members) {
                    all[lane as usize] = special::read(machine, held.slot, held.width, lane);
                }
            }
            all
        };
        let give = |place: usize, values: &Values| {
            if let Some(held) = output(place) {
                for lane in Lanes(members) {
                    special::write(machine, held.slot, held.width, lane, values[lane as usize]);
                }
            }
        };
        warp::perform(&site.op, members, &brought, &give);
    }
}

/// `ldmatrix`: each lane's address is that of a row of eight halves.
unsafe fn load_matrix(site: &Site, machine: &Machine, transposed: bool) {
    let Some(addresses) = site.inputs.first() else { return };
    // SAFETY: the slots are those of the kernel; if the memory is not there, the fault ends the kernel.
    unsafe {
        let addresses: Wide<u64> = machine.get(addresses.slot);
        let mut all = [[0u32; N]; 4];
        for (index, words) in all.iter_mut().enumerate().take(site.outputs.len()) {
            let row = |row: usize| addresses[(8 * index + row) % N];
            if transposed {
                let rows: [[u16; 8]; 8] =
                    std::array::from_fn(|at| (row(at) as *const [u16; 8]).read_unaligned());
                *words = std::array::from_fn(|lane| {
                    let (column, first) = (lane / 4, lane % 4 * 2);
                    u32::from(rows[first][column]) | u32::from(rows[first + 1][column]) << 16
                });
            } else {
                *words =
                    std::array::from_fn(|lane| (row(lane / 4) as *const u32).add(lane % 4).read_unaligned());
            }
        }
        for (words, held) in all.iter().zip(&site.outputs) {
            if let Some(held) = held {
                machine.put::<Plain, _>(held.slot, u32::MAX, *words);
            }
        }
    }
}
