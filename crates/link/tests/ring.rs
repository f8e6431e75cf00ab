//! The ring in real shared memory: honest writers, full rings, dead workers, hostile writers.
#![cfg(not(loom))]
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use common::{Local, record};
use link::ring::{MIN_RECORD, PAD, RingHost, RingViolation, SubmitError};
use proptest::prelude::*;

#[test]
fn records_arrive_whole_in_order_and_are_counted_alike() {
    let local = Local::new(4096);
    let (producer, mut consumer) = (local.producer(), local.consumer());
    let mut bytes = Vec::new();
    assert_eq!(consumer.next(&mut bytes), Ok(None));
    for round in 0..1000usize {
        let sent = record(8 + round * 8 % 1016, round as u8);
        let (head, tail) = sent.split_at(4 + round % 4);
        producer.submit(&[head, tail]).unwrap();
        assert_eq!(consumer.next(&mut bytes), Ok(Some(())));
        assert_eq!(bytes, sent);
    }
    assert_eq!(consumer.next(&mut bytes), Ok(None));
    assert!(producer.is_drained());
    assert_eq!(producer.meter(), consumer.meter());
    assert_eq!(producer.meter().calls, 1000);
    let header = local.control.header();
    assert_eq!(header.guest_account.commands.read(), header.worker_account.commands.read());
}

#[test]
fn malformed_and_oversized_records_are_the_callers_fault() {
    let local = Local::new(4096);
    let producer = local.producer();
    assert_eq!(producer.max_record(), 1024);
    assert_eq!(producer.submit(&[&record(1032, 0)]), Err(SubmitError::TooLong { len: 1032, max: 1024 }));
    assert_eq!(producer.submit(&[]), Err(SubmitError::Malformed { len: 0 }));
    assert_eq!(producer.submit(&[&record(12, 0)]), Err(SubmitError::Malformed { len: 12 }));
    assert_eq!(producer.submit(&[&[9, 0, 0, 0, 0, 0, 0, 0]]), Err(SubmitError::Malformed { len: 8 }));
    assert_eq!(producer.submit(&[&record(1024, 0)]), Ok(0));
}

#[test]
fn many_threads_through_a_small_ring_with_a_sleepy_worker() {
    const THREADS: u32 = 4;
    const EACH: u32 = 5_000;
    let local = Local::new(4096);
    let (producer, mut consumer) = (local.producer(), local.consumer());
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let producer = &producer;
            scope.spawn(move || {
                for i in 0..EACH {
                    let len = 16 + (i as usize * 8) % 256;
                    let mut bytes = record(len, thread as u8);
                    bytes[4..8].copy_from_slice(&thread.to_le_bytes());
                    bytes[8..12].copy_from_slice(&i.to_le_bytes());
                    producer.submit(&[&bytes]).unwrap();
                }
            });
        }
        let mut next = [0; THREADS as usize];
        let mut bytes = Vec::new();
        let mut seen = 0;
        while seen < THREADS * EACH {
            match consumer.next(&mut bytes).unwrap() {
                Some(()) => {
                    let thread = u32::from_le_bytes(bytes[4..8].try_into().unwrap());
                    let i = u32::from_le_bytes(bytes[8..12].try_into().unwrap());
                    assert_eq!(i, next[thread as usize]);
                    next[thread as usize] += 1;
                    seen += 1;
                }
                None => {
                    if consumer.prepare_sleep() {
                        // Long enough that a lost wake-up fails the test by its time limit.
                        local.doorbell.wait(Duration::from_secs(20));
                        consumer.cancel_sleep();
                        local.doorbell.drain();
                    }
                }
            }
        }
    });
    assert_eq!(producer.meter(), consumer.meter());
}

#[test]
fn writer_of_a_full_ring_learns_of_the_workers_death() {
    let mut local = Local::new(4096);
    let producer = local.producer();
    for _ in 0..4 {
        producer.submit(&[&record(1024, 0)]).unwrap();
    }
    let worker = local.worker_socket.take();
    let started = Instant::now();
    thread::scope(|scope| {
        let writer = scope.spawn(|| producer.submit(&[&record(8, 0)]));
        thread::sleep(Duration::from_millis(30));
        drop(worker);
        assert_eq!(writer.join().unwrap(), Err(SubmitError::Dead));
    });
    assert!(started.elapsed() < Duration::from_secs(1));
    assert_eq!(producer.submit(&[&record(8, 0)]), Err(SubmitError::Dead));
}

#[test]
fn sleeping_worker_is_rung_once_and_an_awake_one_not_at_all() {
    let local = Local::new(4096);
    let (producer, mut consumer) = (local.producer(), local.consumer());
    let is_rung = || {
        let before = Instant::now();
        local.doorbell.wait(Duration::from_millis(20));
        before.elapsed() < Duration::from_millis(19)
    };
    producer.submit(&[&record(8, 0)]).unwrap();
    assert!(!is_rung());
    assert!(!consumer.prepare_sleep(), "there is a record");
    consumer.next(&mut Vec::new()).unwrap();
    assert!(consumer.prepare_sleep());
    producer.submit(&[&record(8, 0)]).unwrap();
    assert!(is_rung());
    local.doorbell.drain();
    producer.submit(&[&record(8, 0)]).unwrap();
    assert!(!is_rung(), "the first ring was enough");
}

/// A guest that writes the ring's words itself.
struct Hostile(Local);

impl Hostile {
    fn tail(&self, tail: u64) {
        self.0.control.header().ring_tail.0.store(tail, Ordering::Release);
    }

    fn word(&self, at: usize, word: u32) {
        let offset = self.0.control.layout().ring_offset as usize + at;
        assert!(self.0.control.segment().write(offset, &word.to_le_bytes()));
    }
}

#[test]
fn each_broken_rule_has_its_name() {
    let violation = |break_rules: &dyn Fn(&Hostile)| {
        let hostile = Hostile(Local::new(4096));
        let mut consumer = hostile.0.consumer();
        break_rules(&hostile);
        let mut bytes = Vec::new();
        while consumer.next(&mut bytes).is_ok() {}
        assert!(consumer.has_news(), "a violation is news");
        let again = consumer.next(&mut bytes).unwrap_err();
        assert_eq!(consumer.next(&mut bytes), Err(again));
        again
    };
    assert_eq!(violation(&|h| h.tail(4)), RingViolation::TailUnaligned(4));
    assert_eq!(
        violation(&|h| h.tail(4104)),
        RingViolation::TailTooFar { tail: 4104, head: 0, capacity: 4096 }
    );
    assert!(matches!(violation(&|h| h.tail(u64::MAX)), RingViolation::TailTooFar { .. }));
    assert!(matches!(violation(&|h| h.tail(8)), RingViolation::RecordLength { len: 0, .. }));
    assert!(matches!(
        violation(&|h| {
            h.word(0, 1032);
            h.tail(4096);
        }),
        RingViolation::RecordLength { len: 1032, .. }
    ));
    assert!(matches!(
        violation(&|h| {
            h.word(0, 16);
            h.tail(8);
        }),
        RingViolation::RecordUnfinished { len: 16, available: 8, .. }
    ));
    assert!(matches!(
        violation(&|h| {
            h.word(0, PAD | 8);
            h.tail(16);
        }),
        RingViolation::PadLength { len: 8, to_end: 4096, .. }
    ));
    assert!(matches!(
        violation(&|h| {
            h.word(0, PAD | 4096);
            h.tail(16);
        }),
        RingViolation::RecordUnfinished { len: 4096, .. }
    ));
    assert!(matches!(
        violation(&|h| {
            for i in 0..511 {
                h.word(i * 8, 8);
            }
            h.word(511 * 8, 16);
            h.tail(4096);
            thread::yield_now();
        }),
        RingViolation::RecordUnfinished { .. }
    ));
}

#[test]
fn tail_that_jumps_backwards_is_noticed() {
    let hostile = Hostile(Local::new(4096));
    let mut consumer = hostile.0.consumer();
    hostile.word(0, 8);
    hostile.word(8, 8);
    hostile.tail(16);
    let mut bytes = Vec::new();
    assert_eq!(consumer.next(&mut bytes), Ok(Some(())));
    assert_eq!(consumer.next(&mut bytes), Ok(Some(())));
    hostile.tail(8);
    assert_eq!(consumer.next(&mut bytes), Err(RingViolation::TailWentBack { from: 16, to: 8 }));
}

#[test]
fn record_across_the_end_is_refused() {
    let hostile = Hostile(Local::new(4096));
    let mut consumer = hostile.0.consumer();
    let mut bytes = Vec::new();
    for i in 0..511 {
        hostile.word(i * 8, 8);
    }
    hostile.tail(511 * 8);
    for _ in 0..511 {
        assert_eq!(consumer.next(&mut bytes), Ok(Some(())));
    }
    hostile.word(511 * 8, 16);
    hostile.tail(513 * 8);
    assert!(matches!(consumer.next(&mut bytes), Err(RingViolation::RecordWraps { len: 16, to_end: 8, .. })));
}

#[derive(Debug, Clone)]
enum Step {
    Submit(usize, u8),
    Take,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1usize..=128, any::<u8>()).prop_map(|(words, fill)| Step::Submit(words * 8, fill)),
        Just(Step::Take),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_sequence_behaves_like_a_queue(steps in prop::collection::vec(step(), 1..400)) {
        let local = Local::new(4096);
        let (producer, mut consumer) = (local.producer(), local.consumer());
        let mut model = std::collections::VecDeque::new();
        let (mut queued, mut bytes) = (0, Vec::new());
        for step in steps {
            match step {
                // Half the ring always has room for one more record and its pad; the test must not block.
                Step::Submit(len, fill) if queued + len <= 2048 => {
                    let sent = record(len, fill);
                    producer.submit(&[&sent]).unwrap();
                    queued += len;
                    model.push_back(sent);
                }
                Step::Submit(..) | Step::Take => {
                    let taken = consumer.next(&mut bytes).unwrap().map(|()| bytes.clone());
                    queued -= taken.as_ref().map_or(0, Vec::len);
                    prop_assert_eq!(taken, model.pop_front());
                }
            }
        }
        while let Some(sent) = model.pop_front() {
            prop_assert_eq!(consumer.next(&mut bytes).unwrap(), Some(()));
            prop_assert_eq!(&bytes, &sent);
        }
        prop_assert_eq!(consumer.next(&mut bytes).unwrap(), None);
        prop_assert_eq!(producer.meter(), consumer.meter());
    }

    #[test]
    fn scribbling_guest_gets_records_or_a_violation_and_nothing_else(
        scribbles in prop::collection::vec(
            (0usize..512, prop_oneof![any::<u32>(), 0u32..64, Just(PAD | 8), (0u32..600).prop_map(|w| w * 8)],
             prop_oneof![any::<u64>(), 0u64..8192, (0u64..1024).prop_map(|w| w * 8)], any::<u32>()),
            1..60)
    ) {
        let hostile = Hostile(Local::new(4096));
        let mut consumer = hostile.0.consumer();
        let max = consumer.host().capacity() / 4;
        let mut bytes = Vec::new();
        for (at, word, tail, flags) in scribbles {
            hostile.word(at * 8, word);
            hostile.tail(tail);
            let header = hostile.0.control.header();
            header.flags.producer_waiting.store(flags, Ordering::Relaxed);
            header.flags.worker_sleeping.store(flags, Ordering::Relaxed);
            header.ring_head.0.store(tail, Ordering::Relaxed);
            for _ in 0..64 {
                match consumer.next(&mut bytes) {
                    Ok(Some(())) => prop_assert!((MIN_RECORD..=max).contains(&bytes.len())),
                    Ok(None) | Err(_) => break,
                }
            }
            if consumer.prepare_sleep() {
                consumer.cancel_sleep();
            }
        }
    }
}

/// Another thread rewrites the whole ring while it is read: whatever is taken is well-formed.
#[test]
fn ring_rewritten_while_it_is_read_yields_well_formed_records_or_a_violation() {
    let started = Instant::now();
    let mut violations = 0;
    while started.elapsed() < Duration::from_millis(500) {
        let hostile = Hostile(Local::new(4096));
        let mut consumer = hostile.0.consumer();
        let stop = std::sync::atomic::AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                let mut tail = 0u64;
                let mut noise = 1u64;
                while !stop.load(Ordering::Relaxed) {
                    for at in 0..512 {
                        noise = noise.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                        let len = if noise >> 60 == 0 { (noise >> 32) as u32 } else { 8 << (noise >> 62) };
                        hostile.word(at * 8, len);
                    }
                    tail += 8;
                    hostile.tail(tail);
                }
            });
            let mut bytes = Vec::new();
            for _ in 0..20_000 {
                match consumer.next(&mut bytes) {
                    Ok(Some(())) => {
                        assert_eq!(u32::from_le_bytes(bytes[..4].try_into().unwrap()) as usize, bytes.len());
                    }
                    Ok(None) => thread::yield_now(),
                    Err(_) => {
                        violations += 1;
                        break;
                    }
                }
            }
            stop.store(true, Ordering::Relaxed);
        });
    }
    assert!(violations > 0, "the noise should break a rule now and then");
}
