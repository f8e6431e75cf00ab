//! The ring, executed in every order that the memory model allows.
//!
//! Run with `RUSTFLAGS="--cfg loom" cargo test -p vgpu-link --release --test loom_ring`. The code under test is
//! the very code of `src/ring`; only memory, doorbell and futex are models. None of the model's waits has a time
//! limit, so a wake-up that is lost in any order shows as a deadlock; a record that is read before it is written,
//! or overwritten before it is read, shows as a data race on its cell.
#![cfg(loom)]

use std::mem::MaybeUninit;

use link::ring::{Consumer, Producer, RingHost, RingWords};
use loom::cell::UnsafeCell;
use loom::sync::atomic::{AtomicU32, AtomicU64, Ordering, fence};
use loom::sync::{Arc, Condvar, Mutex};
use loom::thread;

/// The granularity of the model's memory.
const UNIT: usize = 8;

struct Memory {
    head: AtomicU64,
    tail: AtomicU64,
    sleeping: AtomicU32,
    waiting: AtomicU32,
    data: Vec<UnsafeCell<[u8; UNIT]>>,
    /// An eventfd: rung or not.
    bell: Mutex<bool>,
    bell_rung: Condvar,
    /// The kernel's side of a futex.
    futex: Mutex<()>,
    futex_woken: Condvar,
}

#[derive(Clone)]
struct Host(Arc<Memory>);

impl Host {
    fn new(capacity: usize) -> Self {
        Self(Arc::new(Memory {
            head: AtomicU64::new(0),
            tail: AtomicU64::new(0),
            sleeping: AtomicU32::new(0),
            waiting: AtomicU32::new(0),
            data: (0..capacity / UNIT).map(|_| UnsafeCell::new([0; UNIT])).collect(),
            bell: Mutex::new(false),
            bell_rung: Condvar::new(),
            futex: Mutex::new(()),
            futex_woken: Condvar::new(),
        }))
    }

    fn wait_for_bell(&self) {
        let mut rung = self.0.bell.lock().unwrap();
        while !*rung {
            rung = self.0.bell_rung.wait(rung).unwrap();
        }
        *rung = false;
    }
}

// SAFETY: `copy_out` writes every element of `out`.
unsafe impl RingHost for Host {
    fn words(&self) -> RingWords<'_> {
        let memory = &*self.0;
        RingWords {
            head: &memory.head,
            tail: &memory.tail,
            sleeping: &memory.sleeping,
            waiting: &memory.waiting,
        }
    }

    fn capacity(&self) -> usize {
        self.0.data.len() * UNIT
    }

    fn copy_in(&self, at: usize, bytes: &[u8]) {
        assert_eq!((at % UNIT, bytes.len() % UNIT), (0, 0));
        for (cell, unit) in self.0.data[at / UNIT..].iter().zip(bytes.chunks(UNIT)) {
            // SAFETY: loom fails the test if anybody else accesses the cell at this time.
            cell.with_mut(|to| unsafe { (*to).copy_from_slice(unit) });
        }
    }

    fn copy_out(&self, at: usize, out: &mut [MaybeUninit<u8>]) {
        assert_eq!(at % UNIT, 0);
        for (cell, unit) in self.0.data[at / UNIT..].iter().zip(out.chunks_mut(UNIT)) {
            // SAFETY: loom fails the test if anybody writes the cell at this time.
            let bytes = cell.with(|from| unsafe { *from });
            for (to, byte) in unit.iter_mut().zip(bytes) {
                to.write(byte);
            }
        }
    }

    fn ring_doorbell(&self) {
        *self.0.bell.lock().unwrap() = true;
        self.0.bell_rung.notify_one();
    }

    fn light_barrier(&self) {
        fence(Ordering::SeqCst);
    }

    fn heavy_barrier(&self) {
        fence(Ordering::SeqCst);
    }

    fn park(&self, word: &AtomicU32, expected: u32) {
        // As the kernel does: comparing and going to sleep are one step for whoever wakes.
        let kernel = self.0.futex.lock().unwrap();
        if word.load(Ordering::Relaxed) == expected {
            drop(self.0.futex_woken.wait(kernel).unwrap());
        }
    }

    fn wake(&self, _word: &AtomicU32) {
        let _kernel = self.0.futex.lock().unwrap();
        self.0.futex_woken.notify_all();
    }

    fn is_dead(&self) -> bool {
        false
    }
}

/// A record of `len` bytes that is recognised by `tag`.
fn record(len: u32, tag: u8) -> Vec<u8> {
    let mut bytes = len.to_le_bytes().to_vec();
    bytes.resize(len as usize, tag);
    bytes
}

/// Takes `count` records as the worker does, sleeping in between; returns their tags.
fn take(consumer: &mut Consumer<Host>, count: usize) -> Vec<u8> {
    let mut tags = Vec::new();
    let mut bytes = Vec::new();
    while tags.len() < count {
        match consumer.next(&mut bytes).expect("an honest producer") {
            Some(()) => {
                assert!(bytes[4..].iter().all(|&byte| byte == bytes[4]), "torn record {bytes:?}");
                assert_eq!(bytes.len(), u32::from_le_bytes(bytes[..4].try_into().unwrap()) as usize);
                tags.push(bytes[4]);
            }
            None => {
                if consumer.prepare_sleep() {
                    let host = consumer.host().clone();
                    host.wait_for_bell();
                    consumer.cancel_sleep();
                }
            }
        }
    }
    tags
}

fn model(preemptions: usize, test: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(test);
}

#[test]
fn sleeping_consumer_is_woken_for_every_record() {
    model(4, || {
        let host = Host::new(128);
        let producer = Producer::new(host.clone());
        let mut consumer = Consumer::new(host);
        let reader = thread::spawn(move || take(&mut consumer, 2));
        producer.submit(&[&record(16, 1)]).unwrap();
        producer.submit(&[&record(24, 2)]).unwrap();
        assert_eq!(reader.join().unwrap(), [1, 2]);
    });
}

#[test]
fn two_producers_lose_nothing_and_wake_the_consumer() {
    model(3, || {
        let host = Host::new(128);
        let producer = Arc::new(Producer::new(host.clone()));
        let mut consumer = Consumer::new(host);
        let other = Arc::clone(&producer);
        let writer = thread::spawn(move || other.submit(&[&record(16, 1)]).unwrap());
        let reader = thread::spawn(move || {
            let mut tags = take(&mut consumer, 2);
            tags.sort_unstable();
            tags
        });
        producer.submit(&[&record(16, 2)]).unwrap();
        writer.join().unwrap();
        assert_eq!(reader.join().unwrap(), [1, 2]);
    });
}

#[test]
fn writer_of_a_full_ring_is_woken_and_overwrites_nothing_unread() {
    model(4, || {
        let host = Host::new(64);
        let producer = Producer::new(host.clone());
        let mut consumer = Consumer::new(host);
        for tag in 1..=4 {
            producer.submit(&[&record(16, tag)]).unwrap();
        }
        let reader = thread::spawn(move || take(&mut consumer, 6));
        producer.submit(&[&record(16, 5)]).unwrap();
        producer.submit(&[&record(16, 6)]).unwrap();
        assert_eq!(reader.join().unwrap(), [1, 2, 3, 4, 5, 6]);
    });
}

#[test]
fn room_that_is_told_late_is_told_before_anybody_waits_for_ever() {
    model(4, || {
        // An eighth of this ring is 32 bytes: the consumer keeps the room of one record to itself at first.
        let host = Host::new(256);
        let producer = Producer::new(host.clone());
        let mut consumer = Consumer::new(host);
        for tag in 1..=16 {
            producer.submit(&[&record(16, tag)]).unwrap();
        }
        let reader = thread::spawn(move || take(&mut consumer, 17));
        producer.submit(&[&record(16, 17)]).unwrap();
        assert_eq!(reader.join().unwrap(), (1..=17).collect::<Vec<_>>());
    });
}

#[test]
fn record_after_a_pad_is_seen_whole() {
    model(4, || {
        let host = Host::new(64);
        let producer = Producer::new(host.clone());
        let mut consumer = Consumer::new(host);
        for len in [16, 16, 16, 8] {
            producer.submit(&[&record(len, 9)]).unwrap();
        }
        assert_eq!(take(&mut consumer, 4), [9; 4]);
        // 8 bytes are left before the end: the next record needs a pad.
        let reader = thread::spawn(move || take(&mut consumer, 2));
        producer.submit(&[&record(16, 1)]).unwrap();
        producer.submit(&[&record(16, 2)]).unwrap();
        assert_eq!(reader.join().unwrap(), [1, 2]);
    });
}
