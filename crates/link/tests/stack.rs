//! Stacks whose pages are moved into the window: the first thread's, which grows, and another's. A program of its own,
//! because the tests of a harness never run on the first thread.
#![cfg_attr(not(loom), allow(clippy::unwrap_used, reason = "tests"))]

#[cfg(not(loom))]
mod common;

#[cfg(loom)]
fn main() {}

#[cfg(not(loom))]
fn main() {
    tests::all();
}

#[cfg(not(loom))]
mod tests {
    use std::hint::black_box;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    use link::memfd;
    use link::window::{Stacks, Window, WindowError};
    use rustix::mm::{MapFlags, ProtFlags, mmap};

    use super::common::Local;

    const PAGE: usize = 4096;

    type Test = fn(&Window);

    pub(super) fn all() {
        let local = Arc::new(Local::new(4096));
        let tests: [(&str, Test); 5] = [
            ("a_local_is_shared_in_place_and_given_back", a_local_is_shared_in_place_and_given_back),
            ("signals_do_not_disturb_it", signals_do_not_disturb_it),
            ("a_child_has_a_stack_of_its_own", a_child_has_a_stack_of_its_own),
            ("what_lies_below_is_refused", what_lies_below_is_refused),
            ("another_thread_gives_nothing_back", another_thread_gives_nothing_back),
        ];
        for (name, test) in tests {
            test(&local.window);
            println!("first thread: {name}");
            let local = Arc::clone(&local);
            let thread = thread::Builder::new().stack_size(8 << 20);
            thread.spawn(move || test(&local.window)).unwrap().join().unwrap();
            println!("another thread: {name}");
        }
        its_whole_upper_end_is_moved(&local.window);
        anothers_stack_is_refused(&local.window);
        a_thread_ends_with_its_stack_moved(&local.window);
    }

    /// Moved pages, as the device sees them.
    struct Moved {
        id: u32,
        /// First page here, and the same page there.
        here: usize,
        there: usize,
    }

    impl Moved {
        fn new(window: &Window, addr: usize, len: usize) -> Result<Self, WindowError> {
            static NEXT: AtomicU64 = AtomicU64::new(1);
            let id = NEXT.fetch_add(1, Ordering::Relaxed) as u32;
            let here = addr & !(PAGE - 1);
            let whole = (addr + len).next_multiple_of(PAGE) - here;
            let file = memfd::create("stack", whole as u64).unwrap();
            let (prot, flags) = (ProtFlags::READ | ProtFlags::WRITE, MapFlags::SHARED);
            // SAFETY: a new mapping where there is none.
            let there = unsafe { mmap(std::ptr::null_mut(), whole, prot, flags, &file, 0) }.unwrap();
            window.check_adoptable(here as u64, whole as u64, Stacks::Moved)?;
            // SAFETY: a local of the caller's, which is looked at through `black_box` only.
            unsafe { window.adopt(id, here as u64, whole as u64, Stacks::Moved, file) }?;
            Ok(Self { id, here, there: there.expose_provenance() })
        }

        /// The byte that lies at `addr`, as the device sees it.
        fn device(&self, addr: usize) -> *mut u8 {
            std::ptr::with_exposed_provenance_mut(self.there + (addr - self.here))
        }

        fn read(&self, addr: usize) -> u8 {
            // SAFETY: mapped for good, and written by nobody meanwhile.
            unsafe { self.device(addr).read_volatile() }
        }

        fn write(&self, addr: usize, byte: u8) {
            // SAFETY: as above.
            unsafe { self.device(addr).write_volatile(byte) }
        }
    }

    /// Uses some 4 KiB of stack for each level.
    #[inline(never)]
    fn deep(levels: usize) -> usize {
        let room = black_box([levels as u8; PAGE]);
        if levels == 0 { usize::from(room[0]) } else { deep(levels - 1) + usize::from(room[PAGE - 1] == 0) }
    }

    #[inline(never)]
    fn a_local_is_shared_in_place_and_given_back(window: &Window) {
        for round in 0..20u8 {
            let mut local = black_box([round; 3 * PAGE + 100]);
            let addr = local.as_ptr().expose_provenance();
            let moved = Moved::new(window, addr, local.len()).unwrap();
            assert!(black_box(&local).iter().all(|&byte| byte == round));
            moved.write(addr + 5000, 0xee);
            assert_eq!(black_box(&local)[5000], 0xee);
            black_box(&mut local)[7000] = 0xdd;
            assert_eq!(moved.read(addr + 7000), 0xdd);
            deep(256);
            drop(window.remove(moved.id).unwrap());
            assert_eq!((black_box(&local)[5000], local[7000], local[0]), (0xee, 0xdd, round));
            moved.write(addr + 5000, 1);
            assert_eq!(black_box(&local)[5000], 0xee, "no longer shared");
            deep(300 + usize::from(round) * 10);
        }
    }

    /// A handler would run on the stack, and does so as often as it can.
    #[inline(never)]
    fn signals_do_not_disturb_it(window: &Window) {
        static SEEN: AtomicU64 = AtomicU64::new(0);
        extern "C" fn handler(_: i32) {
            SEEN.fetch_add(1, Ordering::Relaxed);
        }
        let timer = |us| libc::itimerval {
            it_interval: libc::timeval { tv_sec: 0, tv_usec: us },
            it_value: libc::timeval { tv_sec: 0, tv_usec: us },
        };
        // SAFETY: the handler only counts, and the timer is stopped below.
        unsafe {
            libc::signal(libc::SIGALRM, handler as *const () as libc::sighandler_t);
            libc::setitimer(libc::ITIMER_REAL, &timer(50), std::ptr::null_mut());
        }
        for round in 0..300u32 {
            let local = black_box([round; 600]);
            let moved = Moved::new(window, local.as_ptr().expose_provenance(), 2400).unwrap();
            assert!(black_box(&local).iter().all(|&word| word == round));
            drop(window.remove(moved.id).unwrap());
            assert!(black_box(&local).iter().all(|&word| word == round));
        }
        // SAFETY: as above.
        unsafe { libc::setitimer(libc::ITIMER_REAL, &timer(0), std::ptr::null_mut()) };
        assert!(SEEN.load(Ordering::Relaxed) > 10);
    }

    #[inline(never)]
    fn a_child_has_a_stack_of_its_own(window: &Window) {
        let mut local = black_box([1u8; 3 * PAGE]);
        let addr = local.as_ptr().expose_provenance();
        let moved = Moved::new(window, addr, local.len()).unwrap();
        let parted = window.part_stack().unwrap();
        assert!(parted.is_some());
        black_box(&mut local)[10] = 2;
        moved.write(addr + 20, 3);
        // SAFETY: the child writes to its stack, waits and ends.
        let child = unsafe { libc::fork() };
        if child == 0 {
            black_box(&mut local).fill(9);
            deep(100);
            // SAFETY: nothing of the child is needed any more.
            unsafe {
                libc::usleep(20_000);
                libc::_exit(i32::from(local.iter().any(|&byte| byte != 9)));
            }
        }
        parted.unwrap().join().unwrap();
        for level in 0..20 {
            deep(level * 5);
            thread::sleep(std::time::Duration::from_millis(2));
        }
        let mut status = 0;
        // SAFETY: our child, and room for its status.
        unsafe { libc::waitpid(child, &raw mut status, 0) };
        assert_eq!(status, 0, "the child's own writes stay as they were");
        assert_eq!((black_box(&local)[10], local[20], local[30]), (2, 3, 1));
        assert_eq!((moved.read(addr + 10), moved.read(addr + 20)), (2, 3));
        moved.write(addr + 40, 4);
        assert_eq!(black_box(&local)[40], 4, "shared as before");
        drop(window.remove(moved.id).unwrap());
        assert!(window.part_stack().unwrap().is_none());
    }

    #[inline(never)]
    fn what_lies_below_is_refused(window: &Window) {
        let local = black_box(0u8);
        let below = (&raw const local).expose_provenance() - (256 << 10);
        deep(128);
        let error = Moved::new(window, below, 10).err();
        assert!(matches!(error, Some(WindowError::NotMovable { .. })), "{error:?}");
        let here = (&raw const local).expose_provenance() & !(PAGE - 1);
        let error = window.check_adoptable(here as u64, PAGE as u64, Stacks::Refused);
        assert!(matches!(error, Err(WindowError::NotMovable { .. })), "{error:?}");
    }

    #[inline(never)]
    fn another_thread_gives_nothing_back(window: &Window) {
        let local = black_box([5u8; 2 * PAGE]);
        let addr = local.as_ptr().expose_provenance();
        let moved = Moved::new(window, addr, local.len()).unwrap();
        thread::scope(|scope| {
            scope.spawn(|| drop(window.remove(moved.id).unwrap()));
        });
        moved.write(addr + 1, 6);
        assert_eq!(black_box(&local)[1], 6, "still shared");
        // Whoever registers something next gives back what is its own.
        let again = Moved::new(window, addr, local.len()).unwrap();
        moved.write(addr + 1, 7);
        assert_eq!(black_box(&local)[1], 6);
        again.write(addr + 1, 8);
        assert_eq!(black_box(&local)[1], 8);
        drop(window.remove(again.id).unwrap());
    }

    fn anothers_stack_is_refused(window: &Window) {
        let local = black_box([5u8; PAGE]);
        let addr = local.as_ptr().expose_provenance();
        let error = thread::scope(|scope| scope.spawn(|| Moved::new(window, addr, 10).err()).join().unwrap());
        assert!(matches!(error, Some(WindowError::NotMovable { .. })), "{error:?}");
    }

    /// Down from where the program's arguments are, so that none of it has the stack's name in the kernel's list.
    fn its_whole_upper_end_is_moved(window: &Window) {
        let local = black_box([5u8; PAGE]);
        let addr = local.as_ptr().expose_provenance();
        // SAFETY: a number.
        let top = unsafe { libc::getauxval(libc::AT_EXECFN) } as usize & !(PAGE - 1);
        assert!(top > addr);
        let moved = Moved::new(window, addr, top - addr).unwrap();
        let parted = window.part_stack().unwrap();
        parted.expect("it is this thread's stack").join().unwrap();
        moved.write(addr + 1, 6);
        assert_eq!(black_box(&local)[1], 6);
        drop(window.remove(moved.id).unwrap());
        moved.write(addr + 1, 7);
        assert_eq!(black_box(&local)[1], 6, "given back");
    }

    /// The C library gives the stack to the next thread.
    fn a_thread_ends_with_its_stack_moved(window: &Window) {
        let run = || {
            let local = black_box([5u8; 20 * PAGE]);
            Moved::new(window, local.as_ptr().expose_provenance(), local.len()).unwrap().id
        };
        let id = thread::scope(|scope| scope.spawn(run).join().unwrap());
        for _ in 0..5 {
            thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| deep(100));
                }
            });
        }
        thread::scope(|scope| {
            scope.spawn(|| deep(200));
            drop(window.remove(id).unwrap());
        });
        thread::scope(|scope| {
            scope.spawn(|| (deep(100), window.part_stack().map(drop))).join().unwrap().1.unwrap()
        });
    }
}
