//! Entering machine code, and coming back from a fault in it.
//!
//! ```text
//! call ─► enter (saves registers in a Way, notes it for this thread) ─► function ─► … ─► returns
//!                                      SIGSEGV, SIGBUS, SIGFPE: handler ─► leave (restores them) ─┘
//! ```
//!
//! A fault anywhere below `enter` ends the function at once: nothing in between may hold a lock, or anything
//! else that has to be given back. A fault on a thread that is not below it goes to the handler that was there
//! before.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::kernel::compile::abi;
use crate::memory::moved;

/// The registers that a function has to leave as it found them, and what else is needed to go on.
#[repr(C)]
struct Way {
    registers: [u64; 8],
    mxcsr: u32,
}

thread_local! {
    static WAY: Cell<*mut Way> = const { Cell::new(ptr::null_mut()) };
    static FAULT: Cell<u64> = const { Cell::new(0) };
    /// How many moves of memory this thread's last fault has come after.
    static MOVES: Cell<u64> = const { Cell::new(0) };
}

/// Flushing of subnormal results and operands, in MXCSR.
#[cfg(target_arch = "x86_64")]
const FLUSH: u32 = 0x8040;

#[cfg(target_arch = "x86_64")]
std::arch::global_asm!(
    ".p2align 4",
    "softcuda_enter:",
    // rdi: way, rsi: function, rdx: its argument, ecx: MXCSR while it runs
    "mov [rdi], rbx",
    "mov [rdi + 8], rbp",
    "mov [rdi + 16], r12",
    "mov [rdi + 24], r13",
    "mov [rdi + 32], r14",
    "mov [rdi + 40], r15",
    "mov [rdi + 48], rsp",
    "stmxcsr [rdi + 64]",
    "push rdi",
    "push rcx",
    "ldmxcsr [rsp]",
    "sub rsp, 8",
    "mov rdi, rdx",
    "call rsi",
    "add rsp, 8",
    "pop rcx",
    "pop rdi",
    "ldmxcsr [rdi + 64]",
    "ret",
    ".p2align 4",
    "softcuda_leave:",
    // rdi: way
    "mov rbx, [rdi]",
    "mov rbp, [rdi + 8]",
    "mov r12, [rdi + 16]",
    "mov r13, [rdi + 24]",
    "mov r14, [rdi + 32]",
    "mov r15, [rdi + 40]",
    "mov rsp, [rdi + 48]",
    "cld",
    "ldmxcsr [rdi + 64]",
    "mov eax, 4",
    "ret",
);

#[cfg(target_arch = "x86_64")]
unsafe extern "C" {
    fn softcuda_enter(
        way: *mut Way,
        function: unsafe extern "C" fn(*mut c_void) -> u32,
        argument: *mut c_void,
        mxcsr: u32,
    ) -> u32;
    fn softcuda_leave();
}

// The code that `softcuda_leave` returns.
const _: () = assert!(abi::ILLEGAL_ADDRESS == 4);

/// Calls a function that may fault; its result, or `ILLEGAL_ADDRESS` with the address.
///
/// # Safety
/// The function must stand being ended anywhere: it and what it calls hold no locks and own nothing while they
/// touch memory that may not be there.
pub unsafe fn call(
    function: unsafe extern "C" fn(*mut c_void) -> u32,
    argument: *mut c_void,
    flushes: bool,
) -> (u32, u64) {
    #[cfg(target_arch = "x86_64")]
    {
        const USUAL: u32 = 0x1f80;
        let mut way = Way { registers: [0; 8], mxcsr: 0 };
        let outer = WAY.with(|slot| slot.replace(&raw mut way));
        let mxcsr = if flushes { USUAL | FLUSH } else { USUAL };
        // SAFETY: `way` lives until the call returns, in one way or the other; the caller vouches for the rest.
        let code = unsafe { softcuda_enter(&raw mut way, function, argument, mxcsr) };
        WAY.with(|slot| slot.set(outer));
        let _ = way.registers;
        (code, FAULT.with(|fault| fault.replace(0)))
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        let _ = flushes;
        // SAFETY: as above. On this processor faults are not caught yet.
        (unsafe { function(argument) }, 0)
    }
}

/// What handled a signal before: a function, or one of the constants.
struct Before {
    action: AtomicUsize,
    flags: AtomicUsize,
}

static BEFORE: [Before; 3] =
    [const { Before { action: AtomicUsize::new(0), flags: AtomicUsize::new(0) } }; 3];
const SIGNALS: [c_int; 3] = [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE];

/// Sees to it that faults come here first; programs may have put handlers of their own in place since.
pub fn install() {
    #[cfg(target_arch = "x86_64")]
    for (signal, before) in SIGNALS.into_iter().zip(&BEFORE) {
        // SAFETY: a sigaction is plain data, for which all zeroes is a value; the call overwrites it.
        let mut now: libc::sigaction = unsafe { mem::zeroed() };
        // SAFETY: asks only; the structure is ours.
        unsafe { libc::sigaction(signal, ptr::null(), &raw mut now) };
        let own = handle as extern "C" fn(c_int, *mut libc::siginfo_t, *mut c_void) as usize;
        if now.sa_sigaction == own {
            continue;
        }
        before.action.store(now.sa_sigaction, Ordering::Release);
        before.flags.store(now.sa_flags as usize, Ordering::Release);
        // SAFETY: as above.
        let mut new: libc::sigaction = unsafe { mem::zeroed() };
        new.sa_sigaction = own;
        new.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_RESTART;
        // SAFETY: the handler has the signature that SA_SIGINFO asks for, and calls nothing that a handler may not.
        unsafe { libc::sigaction(signal, &raw const new, ptr::null_mut()) };
    }
}

#[cfg(target_arch = "x86_64")]
extern "C" fn handle(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    let way = WAY.try_with(Cell::get).unwrap_or(ptr::null_mut());
    if way.is_null() {
        return pass_on(signal, info, context);
    }
    // What was moved since may be there now: the instruction is executed again, and if it faults again, that is its own fault.
    let moves = moved::settled();
    if signal == libc::SIGSEGV && MOVES.try_with(|seen| seen.replace(moves)).is_ok_and(|seen| seen != moves) {
        return;
    }
    // SAFETY: the kernel passes a valid siginfo to a handler of this kind.
    let address = unsafe { (*info).si_addr() } as u64;
    let _ = FAULT.try_with(|fault| fault.set(address));
    let context = context.cast::<libc::ucontext_t>();
    // SAFETY: the kernel passes a valid context; on return it continues with what is written here. The way is
    // that of a call that has not returned, so its stack is still there below the faulting function.
    unsafe {
        let registers = &mut (*context).uc_mcontext.gregs;
        registers[libc::REG_RDI as usize] = way as i64;
        registers[libc::REG_RIP as usize] = softcuda_leave as unsafe extern "C" fn() as usize as i64;
    }
}

#[cfg(target_arch = "x86_64")]
fn pass_on(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    let Some(before) = SIGNALS.iter().position(|it| *it == signal).and_then(|at| BEFORE.get(at)) else {
        return;
    };
    let (action, flags) = (before.action.load(Ordering::Acquire), before.flags.load(Ordering::Acquire));
    match action {
        libc::SIG_DFL | libc::SIG_IGN => {
            // The instruction is executed again, and then has its usual effect.
            // SAFETY: as in `install`.
            let mut usual: libc::sigaction = unsafe { mem::zeroed() };
            usual.sa_sigaction = libc::SIG_DFL;
            // SAFETY: sets the default action; allowed in a handler.
            unsafe { libc::sigaction(signal, &raw const usual, ptr::null_mut()) };
        }
        action if flags as c_int & libc::SA_SIGINFO != 0 => {
            type Handler = extern "C" fn(c_int, *mut libc::siginfo_t, *mut c_void);
            // SAFETY: the program installed this address as a handler with this signature.
            let handler = unsafe { mem::transmute::<usize, Handler>(action) };
            handler(signal, info, context);
        }
        action => {
            // SAFETY: as above, with the older signature.
            let handler = unsafe { mem::transmute::<usize, extern "C" fn(c_int)>(action) };
            handler(signal);
        }
    }
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::*;

    unsafe extern "C" fn writes(argument: *mut c_void) -> u32 {
        // SAFETY: a fault here is what the test is about; the caller guards against it.
        unsafe { argument.cast::<u32>().write_volatile(7) };
        0
    }

    #[test]
    fn a_fault_becomes_a_code_and_the_thread_goes_on() {
        install();
        for _ in 0..3 {
            // SAFETY: `writes` holds nothing.
            let (code, address) = unsafe { call(writes, ptr::without_provenance_mut(0x1000), false) };
            assert_eq!((code, address), (abi::ILLEGAL_ADDRESS, 0x1000));
        }
        let mut word = 0u32;
        // SAFETY: as above, and the memory is there.
        let (code, _) = unsafe { call(writes, (&raw mut word).cast(), true) };
        assert_eq!((code, word), (0, 7));
    }
}
