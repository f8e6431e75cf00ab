//! Files for tests.

#![allow(dead_code, reason = "each test uses a part of it")]

use trace::{End, Error, Frame, Kind, Names, Naming, Session, Trace, Writer};
use zerocopy::IntoBytes;

/// A trace of session 3 with these frames, so many in a block; kernel 1 is called `name`.
pub fn made(frames: &[Frame], per_block: usize, name: &str) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new()).expect("head");
    writer.session(3, &Session { program: "/bin/x".to_owned(), ..Session::default() }).expect("session");
    let mut names = Vec::new();
    Names::put(&mut names, Naming::Kernel, 1, name);
    writer.block(Kind::Names, 3, 0, 1, &names).expect("names");
    for frames in frames.chunks(per_block) {
        writer.block(Kind::Frames, 3, 0, frames.len() as u32, frames.as_bytes()).expect("frames");
    }
    writer.end(3, &End { records: (frames.len() as u64).into(), ..End::default() }).expect("end");
    writer.finish().expect("finish")
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
