//! What host and guest say to each other about commands: frames over a byte stream, many commands at once.
//!
//! The same frames go over the guest's virtio port (host ↔ guest) and over a machine's control socket (`vgpu vm exec`
//! ↔ `vgpu vm run`). A guest that is reset stops in the middle of a frame, so every start of an end begins with as many
//! zeros as a frame can be long: whatever the other end still waits for, it gets, and then looks for the next mark.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

/// The first bytes of a frame.
const MARK: [u8; 4] = *b"vgF\x01";
/// Mark, identity, kind, length.
const HEADER: usize = 16;
/// The longest payload.
pub const PAYLOAD_MAX: usize = 64 << 10;

/// What a frame is about. The numbers are pinned: guest and host may be of different builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To the guest: run this command, a [`Start`] as JSON.
    Start,
    /// To the guest: bytes for the command's standard input; none at all for its end.
    Input,
    /// To the guest: end the command with everything that it started.
    Kill,
    /// To the guest: the host knows that you are up.
    Welcome,
    /// From the guest: it is up; a [`Hello`] as JSON.
    Hello,
    /// From the guest: bytes of standard output.
    Output,
    /// From the guest: bytes of standard error.
    Error,
    /// From the guest: the command ended; its exit status, 32 bits, little-endian.
    Exit,
    /// From the guest: the command could not be started; the status as in `Exit`, then why, as text.
    NotStarted,
    /// To a machine's control socket: who are you? Answered by the same kind, with [`Info`] as JSON.
    Info,
    /// To a machine's control socket: end the machine.
    Stop,
}

const KINDS: [(Kind, u32); 11] = [
    (Kind::Start, 1),
    (Kind::Input, 2),
    (Kind::Kill, 3),
    (Kind::Welcome, 4),
    (Kind::Hello, 16),
    (Kind::Output, 17),
    (Kind::Error, 18),
    (Kind::Exit, 19),
    (Kind::NotStarted, 20),
    (Kind::Info, 32),
    (Kind::Stop, 33),
];

impl Kind {
    fn number(self) -> u32 {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or(0, |(_, number)| *number)
    }

    fn of(number: u32) -> Option<Self> {
        KINDS.iter().find(|(_, it)| *it == number).map(|(kind, _)| *kind)
    }
}

/// A command to run in the guest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The program and its arguments.
    pub words: Vec<String>,
    /// Variables on top of the guest's own.
    pub variables: Vec<(String, String)>,
    /// The folder to run in.
    pub folder: Option<String>,
}

/// What a guest says when it is up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    /// Seconds since its kernel started.
    pub uptime: f64,
    /// Its kernel's release.
    pub kernel: String,
}

/// What a machine says about itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Info {
    /// QEMU's process.
    pub pid: u32,
    /// Where QEMU's monitor protocol is spoken.
    pub qmp: String,
    /// The file with the guest's kernel messages.
    pub kernel_log: String,
    /// How often the guest came up.
    pub boots: u32,
    /// The last time that it came up.
    pub guest: Option<Hello>,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Which command it is about; 0 for none.
    pub id: u32,
    /// What it is about.
    pub kind: Kind,
    /// The rest.
    pub payload: Vec<u8>,
}

impl Frame {
    /// A message without a payload.
    pub fn bare(id: u32, kind: Kind) -> Self {
        Self { id, kind, payload: Vec::new() }
    }

    /// A message with a value as JSON.
    pub fn json(id: u32, kind: Kind, value: &impl Serialize) -> io::Result<Self> {
        Ok(Self { id, kind, payload: serde_json::to_vec(value)? })
    }

    /// The payload as a value.
    pub fn value<T: for<'d> Deserialize<'d>>(&self) -> io::Result<T> {
        Ok(serde_json::from_slice(&self.payload)?)
    }

    /// The exit status of `Exit` and `NotStarted`, and what follows it.
    pub fn status(&self) -> Option<(i32, String)> {
        let (status, text) = self.payload.split_first_chunk::<4>()?;
        Some((i32::from_le_bytes(*status), String::from_utf8_lossy(text).into_owned()))
    }

    /// The bytes of `Exit` and `NotStarted`.
    pub fn with_status(id: u32, kind: Kind, status: i32, text: &str) -> Self {
        let mut payload = status.to_le_bytes().to_vec();
        payload.extend(text.bytes().take(PAYLOAD_MAX / 2));
        Self { id, kind, payload }
    }

    /// Writes it in one piece.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let length = u32::try_from(self.payload.len()).ok().filter(|_| self.payload.len() <= PAYLOAD_MAX);
        let length = length.ok_or_else(|| {
            io::Error::other(format!("a message of {} bytes; the most is {PAYLOAD_MAX}", self.payload.len()))
        })?;
        let mut bytes = Vec::with_capacity(HEADER + self.payload.len());
        bytes.extend(MARK);
        for word in [self.id, self.kind.number(), length] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.extend(&self.payload);
        to.write_all(&bytes)?;
        to.flush()
    }

    /// Reads the next one; none at the end of the stream. What is no frame is skipped.
    pub fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut header = [0; HEADER];
        if !fill(from, &mut header)? {
            return Ok(None);
        }
        loop {
            // The start of the first mark, or of what may become one with the bytes to come.
            let start = (0..HEADER)
                .find(|start| header[*start..].iter().zip(MARK).all(|(byte, mark)| *byte == mark))
                .unwrap_or(HEADER);
            if start > 0 {
                header.copy_within(start.., 0);
                if !fill(from, &mut header[HEADER - start..])? {
                    return Ok(None);
                }
                continue;
            }
            let word = |at: usize| {
                header.get(at..at + 4).and_then(|it| it.try_into().ok()).map_or(0, u32::from_le_bytes)
            };
            let length = usize::try_from(word(12)).unwrap_or(usize::MAX);
            let Some(kind) = Kind::of(word(8)).filter(|_| length <= PAYLOAD_MAX) else {
                header[0] = 0;
                continue;
            };
            let mut payload = vec![0; length];
            return Ok(fill(from, &mut payload)?.then(|| Self { id: word(4), kind, payload }));
        }
    }
}

/// Begins a stream; see the top of this file.
pub fn begin(to: &mut impl Write) -> io::Result<()> {
    to.write_all(&[0; PAYLOAD_MAX + HEADER])
}

/// Fills `buffer`; false if the stream ends before.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(why) if why.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(why) => Err(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(frame: &Frame) -> Vec<u8> {
        let mut bytes = Vec::new();
        frame.write(&mut bytes).expect("write");
        bytes
    }

    #[test]
    fn frames_arrive_as_they_were_sent() {
        let frames = [
            Frame::bare(0, Kind::Welcome),
            Frame { id: 7, kind: Kind::Output, payload: vec![1; PAYLOAD_MAX] },
            Frame::with_status(8, Kind::Exit, -3, "why"),
        ];
        let stream: Vec<u8> = frames.iter().flat_map(bytes).collect();
        let mut rest = stream.as_slice();
        for frame in &frames {
            assert_eq!(Frame::read(&mut rest).expect("read").as_ref(), Some(frame));
        }
        assert_eq!(frames[2].status(), Some((-3, "why".to_owned())));
        assert_eq!(Frame::read(&mut rest).expect("end"), None);
    }

    #[test]
    fn a_stream_that_starts_anew_in_the_middle_of_a_frame_is_understood_again() {
        let (long, next) =
            (Frame { id: 1, kind: Kind::Output, payload: b"vgFv".repeat(1000) }, Frame::bare(2, Kind::Hello));
        for cut in [1, 3, 15, 16, 17, 3000] {
            let mut stream = bytes(&long)[..cut].to_vec();
            begin(&mut stream).expect("begin");
            stream.extend(b"vgvgF");
            stream.extend(bytes(&next));
            let mut rest = stream.as_slice();
            let mut last = None;
            while let Some(frame) = Frame::read(&mut rest).expect("read") {
                last = Some(frame);
            }
            assert_eq!(last.as_ref(), Some(&next), "cut after {cut}");
        }
    }

    #[test]
    fn every_kind_has_a_number_of_its_own() {
        for (kind, number) in KINDS {
            assert_eq!((kind.number(), Kind::of(number)), (number, Some(kind)));
        }
        assert!(
            Frame { id: 0, kind: Kind::Output, payload: vec![0; PAYLOAD_MAX + 1] }
                .write(&mut Vec::new())
                .is_err()
        );
    }
}
