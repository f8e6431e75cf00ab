//! Whole files: round trips, cuts at every byte, damaged bytes, recordings that are merged.

mod common;

use std::io::Cursor;

use common::{Made, contents_of, frames_of, made, read};
use proptest::prelude::*;
use trace::format::{Frame, Sum, flag, summed};
use trace::merge::merge;
use trace::{Error, Kind, Names, Naming, Session, Trace, Writer};
use zerocopy::IntoBytes;

/// Arbitrary frames in the order of their numbers.
fn frames() -> impl Strategy<Value = Vec<Frame>> {
    let frame = (any::<[u64; 7]>(), any::<[u32; 2]>(), any::<[u16; 4]>()).prop_map(|(a, b, c)| Frame {
        seq: 0.into(),
        sent: a[0].into(),
        seen: a[1].into(),
        taken: a[2].into(),
        done: a[3].into(),
        gpu: a[4].into(),
        stream: a[5].into(),
        payload: a[6].into(),
        kernel: b[0].into(),
        len: b[1].into(),
        op: c[0].into(),
        flags: c[1].into(),
        thread: c[2].into(),
        status: c[3].into(),
    });
    proptest::collection::vec(frame, 0..200).prop_map(|mut all| {
        all.iter_mut().zip(0_u64..).for_each(|(frame, seq)| frame.seq = seq.into());
        all
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(all in frames(), per_block in 1_usize..50, name in ".{0,40}") {
        let file = made(&all, per_block, &name);
        let mut trace = Trace::open(&file[..]).expect("open");
        let mut read = Vec::new();
        while let Some((session, frame)) = trace.next_frame().expect("whole") {
            prop_assert_eq!(session, 3);
            let expected = common::sum(&frame).map(|sum| sum.hash.get());
            prop_assert_eq!(trace.known().sums.data(session, &frame), expected);
            read.push(frame);
        }
        let (contents, why) = contents_of(&file);
        prop_assert!(why.is_none(), "{why:?}");
        prop_assert_eq!(contents, all.as_bytes());
        prop_assert_eq!(read, all);
        prop_assert_eq!(trace.known().names.get(3, Naming::Kernel, 1), Some(name.as_str()));
        prop_assert_eq!(&trace.known().sessions[&3].program, "/bin/x");
    }

    #[test]
    fn no_damage_panics_and_every_damage_is_found(
        all in frames(), per_block in 1_usize..50, at in any::<prop::sample::Index>(), bit in 0_u8..8,
    ) {
        let mut file = made(&all, per_block, "axpy");
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        let (read, why) = frames_of(&file);
        prop_assert!(read.len() <= all.len() && read[..] == all[..read.len()], "no wrong frame is given out");
        match why {
            Some(Error::NotATrace | Error::Version { .. }) => prop_assert!(at < 12),
            Some(Error::Damaged { offset, .. }) => prop_assert!(offset <= at as u64),
            other => prop_assert!(false, "{other:?}"),
        }
    }
}

#[test]
fn a_cut_at_any_byte_is_found_and_what_is_before_is_read() {
    let all: Vec<Frame> = (0..40_u64).map(|seq| Frame { seq: seq.into(), ..Frame::default() }).collect();
    let file = made(&all, 7, "axpy");
    for len in 0..file.len() {
        let (read, why) = frames_of(&file[..len]);
        assert_eq!(read[..], all[..read.len()]);
        let why = why.unwrap_or_else(|| panic!("a trace of {len} bytes is not whole"));
        match &why {
            Error::NotATrace => assert!(len < 8),
            Error::Truncated { offset, expected, found, .. } => {
                assert!(*offset <= len as u64 && found < expected, "{len}: {why}");
            }
            Error::Unfinished { offset } => assert_eq!(*offset, len as u64),
            other => panic!("{len}: {other}"),
        }
    }
    assert_eq!(read(&file), Made { frames: 40, error: None });
}

#[test]
fn a_block_that_is_missing_is_noticed() {
    // Of these no hash is known, so that nothing is between the blocks of frames.
    let all: Vec<Frame> =
        [1_u64, 2, 4, 5].map(|seq| Frame { seq: seq.into(), ..Frame::default() }).into_iter().collect();
    let file = made(&all, 1, "axpy");
    let block = 32 + 80;
    let first = file.len() - 32 - (32 + 48) - 4 * block;
    let without = [&file[..first + block], &file[first + 2 * block..]].concat();
    let (_, why) = frames_of(&without);
    assert!(why.expect("damaged").to_string().contains("a block is missing"));
}

#[test]
fn other_files_and_later_versions_are_told_apart() {
    assert!(matches!(Trace::open(&b"{\"json\":1}"[..]), Err(Error::NotATrace)));
    assert!(matches!(Trace::open(&b""[..]), Err(Error::NotATrace)));
    let mut file = made(&[], 1, "x");
    file[8] = 9;
    assert!(matches!(Trace::open(&file[..]), Err(Error::Version { found: 9, newest: 1 })));
}

/// The halves of a guest with two threads; its clock is `shift` behind.
fn guest(clock: &str, shift: u64, count: u64) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new()).expect("head");
    let session = Session { clock: clock.to_owned(), guest_pid: 7, ..Session::default() };
    writer.session(3, &session).expect("session");
    for thread in 0..2_u64 {
        for seq in (0..count).filter(|seq| seq % 2 == thread) {
            let half = trace::Half {
                seq: seq.into(),
                sent: (10_000 + seq * 1000 - shift).into(),
                seen: (10_000 + seq * 1000 + 700 - shift).into(),
                flags: flag::REPLY.into(),
                thread: (thread as u16).into(),
                ..trace::Half::default()
            };
            let bytes = half.as_bytes();
            writer.block(Kind::Halves, 3, thread as u32, 1, bytes).expect("block");
        }
    }
    let mut names = Vec::new();
    Names::put(&mut names, Naming::Thread, 1, "worker of the program");
    writer.block(Kind::Names, 3, 0, 1, &names).expect("names");
    let end = trace::End { records: count.into(), dropped: 2.into(), ..trace::End::default() };
    writer.end(3, &end).expect("end");
    writer.finish().expect("finish")
}

/// What a worker saw of all but the last of `count` frames.
fn worker(clock: &str, count: u64) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new()).expect("head");
    let session = Session { clock: clock.to_owned(), worker_pid: 8, ..Session::default() };
    writer.session(3, &session).expect("session");
    for seq in 0..count - 1 {
        let frame = Frame {
            seq: seq.into(),
            taken: (10_000 + seq * 1000 + 300).into(),
            done: (10_000 + seq * 1000 + 400).into(),
            flags: (flag::REPLY | flag::WORKER).into(),
            ..Frame::default()
        };
        writer.block(Kind::Frames, 3, 0, 1, frame.as_bytes()).expect("block");
    }
    let gpu = trace::format::GpuTime { seq: 1.into(), gpu: 55.into() };
    writer.block(Kind::GpuTimes, 3, 0, 1, gpu.as_bytes()).expect("gpu");
    writer.end(3, &trace::End { records: (count - 1).into(), ..trace::End::default() }).expect("end");
    writer.finish().expect("finish")
}

fn merged(worker: Vec<u8>, guest: Vec<u8>) -> (Vec<Frame>, trace::End, Session) {
    let mut out = Writer::new(Vec::new()).expect("head");
    let (mut worker, mut guest) = (Cursor::new(worker), Cursor::new(guest));
    let end = merge(Some(&mut worker), Some(&mut guest), 1, &mut out).expect("merge");
    let file = out.finish().expect("finish");
    let mut trace = Trace::open(&file[..]).expect("open");
    let mut frames = Vec::new();
    while let Some((_, frame)) = trace.next_frame().expect("whole") {
        frames.push(frame);
    }
    assert_eq!(trace.known().thread(1, 1), "worker of the program");
    (frames, end, trace.known().sessions[&1].clone())
}

#[test]
fn halves_of_one_frame_become_one() {
    let (frames, end, session) = merged(worker("a", 20), guest("a", 0, 20));
    assert_eq!(frames.len(), 20);
    for (seq, frame) in frames.iter().enumerate() {
        assert_eq!(frame.seq.get(), seq as u64);
        assert_eq!(frame.sent.get(), 10_000 + seq as u64 * 1000);
        assert_eq!(frame.has(flag::WORKER), seq < 19);
        assert_eq!(frame.gpu.get(), if seq == 1 { 55 } else { 0 });
    }
    assert_eq!((end.without_guest.get(), end.without_worker.get(), end.guest_dropped.get()), (0, 1, 2));
    assert_eq!((session.guest_pid, session.worker_pid, session.clock_error), (7, 8, None));
    assert_eq!(session.recorded_by, "guest and worker");
}

#[test]
fn a_guest_with_another_clock_is_brought_to_the_workers() {
    let (frames, _, session) = merged(worker("a", 20), guest("b", 9_000, 20));
    // Between being sent and taken 300 ns pass, and 300 between done and seen: the middle is exact here.
    assert_eq!(frames[4].sent.get(), 14_000);
    assert_eq!(session.clock_error, Some(300));
}

#[test]
fn a_recording_that_was_cut_is_merged_and_says_so() {
    let mut cut = worker("a", 20);
    cut.truncate(cut.len() - 300);
    let (frames, end, _) = merged(cut, guest("a", 0, 20));
    assert_eq!((frames.len(), end.is_cut.get()), (20, 1));
    assert!(end.without_worker.get() > 1);
}

/// A trace of three copies that left these hashes.
fn copies(hashes: [u64; 3]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new()).expect("head");
    writer.session(3, &Session::default()).expect("session");
    // As a worker writes them: copies end in another order than they began, and after their frames are written.
    for seq in 0..3_u64 {
        let frame = Frame { seq: seq.into(), payload: 64.into(), ..Frame::default() };
        writer.block(Kind::Frames, 3, 0, 1, frame.as_bytes()).expect("block");
    }
    for seq in [2_u64, 0, 1] {
        let sum = Sum {
            seq: seq.into(),
            hash: hashes[seq as usize].into(),
            what: summed::TO_HOST.into(),
            ..Sum::default()
        };
        writer.block(Kind::Sums, 3, 0, 1, sum.as_bytes()).expect("block");
    }
    let frames = [Frame { seq: 7.into(), ..Frame::default() }];
    writer.block(Kind::Contents, 3, 0, 2, &common::contents(&frames)).expect("contents");
    writer.end(3, &trace::End { records: 3.into(), ..trace::End::default() }).expect("end");
    let alone = writer.finish().expect("finish");
    let mut out = Writer::new(Vec::new()).expect("head");
    merge(Some(&mut Cursor::new(alone)), None::<&mut Cursor<Vec<u8>>>, 3, &mut out).expect("merge");
    out.finish().expect("finish")
}

#[test]
fn calls_that_are_the_same_with_other_data_are_told() {
    let trace = |file: &[u8]| Trace::open(Cursor::new(file.to_vec())).expect("open");
    let (first, second) = (copies([5, 6, 7]), copies([5, 8, 9]));
    let same = trace::diff::compare(&mut trace(&first), &mut trace(&first), false).expect("read");
    assert!(same.is_empty(), "{same:?}");
    let diff = trace::diff::compare(&mut trace(&first), &mut trace(&second), false).expect("read");
    assert!(diff.differences.is_empty(), "the calls are the same: {diff:?}");
    let [other] = &diff.other_data[..] else { panic!("{diff:?}") };
    assert_eq!((other.calls, other.first.frame, other.second.frame), (2, 1, 1));
    assert_eq!(other.second.hash.as_deref(), Some("0000000000000008"));
    assert_eq!(contents_of(&first).0.len(), size_of::<Frame>(), "contents come along");
}

#[test]
fn contents_that_do_not_fit_together_are_refused() {
    let frames = [Frame::default()];
    let whole = common::contents(&frames);
    let head = size_of::<trace::format::ContentHead>();
    let of = |contents: &[u8]| {
        let mut writer = Writer::new(Vec::new()).expect("head");
        writer.session(3, &Session::default()).expect("session");
        writer.block(Kind::Contents, 3, 0, 1, contents).expect("contents");
        writer.end(3, &trace::End::default()).expect("end");
        contents_of(&writer.finish().expect("finish")).1.map(|why| why.to_string())
    };
    assert_eq!(of(&whole), None);
    for (contents, what) in [
        (&whole[head + 30..], "a piece of content is missing"),
        (&[&whole[..head + 30], &whole[..head + 30]].concat()[..], "a piece of content is missing"),
        (&whole[..head + 20], "reaches past its block"),
        (&whole[..head - 1], "is cut"),
    ] {
        let why = of(contents).unwrap_or_else(|| panic!("{what} is not noticed"));
        assert!(why.contains(what), "{why}");
    }
}
