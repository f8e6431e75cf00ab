//! Files for tests.

#![allow(dead_code, reason = "each test uses a part of it")]

use trace::format::{ContentHead, Sum, content, summed};
use trace::{Contents, End, Error, Frame, Kind, Names, Naming, Session, Trace, Writer};
use zerocopy::IntoBytes;

/// A trace of session 3 with these frames, so many in a block; kernel 1 is called `name`.
pub fn made(frames: &[Frame], per_block: usize, name: &str) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new()).expect("head");
    writer.session(3, &Session { program: "/bin/x".to_owned(), ..Session::default() }).expect("session");
    let mut names = Vec::new();
    Names::put(&mut names, Naming::Kernel, 1, name);
    writer.block(Kind::Names, 3, 0, 1, &names).expect("names");
    for frames in frames.chunks(per_block) {
        let contents = contents(frames);
        writer.block(Kind::Contents, 3, 0, frames.len() as u32 * 2, &contents).expect("contents");
    }
    for frames in frames.chunks(per_block) {
        let sums: Vec<Sum> = frames.iter().filter_map(sum).collect();
        if !sums.is_empty() {
            writer.block(Kind::Sums, 3, 0, sums.len() as u32, sums.as_bytes()).expect("sums");
        }
        writer.block(Kind::Frames, 3, 0, frames.len() as u32, frames.as_bytes()).expect("frames");
    }
    writer.end(3, &End { records: (frames.len() as u64).into(), ..End::default() }).expect("end");
    writer.finish().expect("finish")
}

/// The hash of what a frame moved: every third one's is known.
pub fn sum(frame: &Frame) -> Option<Sum> {
    let hash = frame.payload.get().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let what = summed::TO_DEVICE + frame.seq.get() as u16 % 2;
    frame.seq.get().is_multiple_of(3).then(|| Sum {
        seq: frame.seq,
        hash: hash.into(),
        len: frame.payload,
        what: what.into(),
        ..Sum::default()
    })
}

/// For each frame what it takes along, in two pieces.
pub fn contents(frames: &[Frame]) -> Vec<u8> {
    let mut all = Vec::new();
    for frame in frames {
        let bytes = frame.as_bytes();
        for (offset, piece) in [(0, &bytes[..30]), (30, &bytes[30..])] {
            let head = ContentHead {
                seq: frame.seq,
                total: (bytes.len() as u64).into(),
                offset: (offset as u64).into(),
                len: (piece.len() as u32).into(),
                what: content::FRAME.into(),
                ..ContentHead::default()
            };
            all.extend_from_slice(head.as_bytes());
            all.extend_from_slice(piece);
        }
    }
    all
}

/// The contents that can be read, put together, and why there are no more.
pub fn contents_of(file: &[u8]) -> (Vec<u8>, Option<Error>) {
    let mut all = Vec::new();
    let mut contents = match Contents::open(file) {
        Ok(contents) => contents,
        Err(why) => return (all, Some(why)),
    };
    loop {
        match contents.next_piece(|_, _| ()) {
            Ok(Some(piece)) => all.extend_from_slice(piece.bytes),
            Ok(None) => return (all, None),
            Err(why) => return (all, Some(why)),
        }
    }
}

/// Every frame that can be read, and why there are no more.
pub fn frames_of(file: &[u8]) -> (Vec<Frame>, Option<Error>) {
    let mut frames = Vec::new();
    let mut trace = match Trace::open(file) {
        Ok(trace) => trace,
        Err(why) => return (frames, Some(why)),
    };
    loop {
        match trace.next_frame() {
            Ok(Some((_, frame))) => frames.push(frame),
            Ok(None) => return (frames, None),
            Err(why) => return (frames, Some(why)),
        }
    }
}

/// What became of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Made {
    pub frames: usize,
    pub error: Option<String>,
}

/// Reads a file.
pub fn read(file: &[u8]) -> Made {
    let (frames, error) = frames_of(file);
    Made { frames: frames.len(), error: error.map(|error| error.to_string()) }
}
