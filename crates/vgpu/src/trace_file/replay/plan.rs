//! Whether a session can be run again, and what has to be known before it is.

use std::collections::BTreeMap;
use std::io::Read;

use anyhow::{Result, bail, ensure};
use table::{CU_GRAPH_NODE_TYPE_BATCH_MEM_OP, CU_GRAPH_NODE_TYPE_MEM_ALLOC, op};
use trace::format::content;
use trace::{Contents, Error, Session, call_name};
use wire::{Decoder, HEADER_LEN, Header, Message, WireError, reply, request};

/// Device memory is mapped in pieces of so many bytes, on every device that there is.
pub const GRANULE: u64 = 2 << 20;

/// What a replay does with a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// It is sent again.
    Sent,
    /// It gave the program memory: the replay puts memory where that was.
    Allocates,
    /// It ended what [`Treatment::Allocates`] gave. The memory stays until the replay ends.
    Frees,
    /// Its answer says whether the device has come that far: what matters is the first time that it had.
    Polls,
    /// It cannot be run again, and why.
    Refused(&'static str),
}

/// Nouns of THE table whose frames can be sent again.
const NOUNS: [&str; 23] = [
    "array",
    "capture",
    "context",
    "copy",
    "device",
    "event",
    "function",
    "graph",
    "internal",
    "launch",
    "library",
    "memop",
    "memory",
    "memset",
    "module",
    "occupancy",
    "peer",
    "pointer",
    "pool",
    "primary_context",
    "stream",
    "tensor",
    "vmm",
];

/// Nouns of textures, whose numbers kernels are given.
const TEXTURES: [&str; 2] = ["surface", "texture"];

const MEMORY: &str = "it waits for what the program writes to memory";

/// What is done with frames of this opcode.
pub fn treatment(opcode: u16) -> Treatment {
    const PROGRAM: &str = "it runs code of the program's";
    match opcode {
        op::cuMemAlloc_v2
        | op::cuMemAllocPitch_v2
        | op::cuMemAllocAsync
        | op::cuMemAllocFromPoolAsync
        | op::cuMemAddressReserve => Treatment::Allocates,
        op::cuMemFree_v2 | op::cuMemFreeAsync | op::cuMemAddressFree => Treatment::Frees,
        op::cuStreamQuery | op::cuEventQuery => Treatment::Polls,
        op::cuLaunchHostFunc | op::cuStreamAddCallback | op::vgpuNextCallback | op::cuUserObjectCreate => {
            Treatment::Refused(PROGRAM)
        }
        op::cuGraphConditionalHandleCreate => {
            Treatment::Refused("its kernels were given a number that another driver chooses otherwise")
        }
        op::cuStreamWaitValue32_v2 | op::cuStreamWaitValue64_v2 | op::cuStreamBatchMemOp_v2 => {
            Treatment::Refused(MEMORY)
        }
        _ => match table::row(opcode) {
            Some(row) if NOUNS.contains(&row.noun) => Treatment::Sent,
            Some(row) if row.noun == "green" => Treatment::Refused("replays do not know parts of a device"),
            Some(row) if row.noun == "ipc" => Treatment::Refused("it shares with a process that is gone"),
            Some(row) if TEXTURES.contains(&row.noun) => Treatment::Refused("replays do not know textures"),
            Some(_) => Treatment::Refused("replays do not know it"),
            None => Treatment::Refused("this build has no such call"),
        },
    }
}

/// What a session needs.
#[derive(Debug, Default)]
pub struct Plan {
    /// Its number in the trace.
    pub session: u32,
    /// Whose it was.
    pub about: Session,
    /// Its frames.
    pub frames: u64,
    /// Device addresses that have to exist, whole granules: end by start.
    pub ranges: BTreeMap<u64, u64>,
    /// Frames that cannot be run again: how many, the first, and why, by call.
    refused: BTreeMap<u16, (u64, u64, &'static str)>,
}

impl Plan {
    /// Looks through a trace for the session with this number, or for the only one that has frames.
    pub fn of<R: Read>(mut contents: Contents<R>, wanted: Option<u32>) -> Result<Self> {
        let recorded = contents.head().protocol_hash.get();
        ensure!(
            recorded == table::PROTOCOL_HASH,
            "the trace was recorded by a vgpu with other calls (protocol {recorded:016x}, here {:016x}); use that one",
            table::PROTOCOL_HASH
        );
        let mut sessions: BTreeMap<u32, Session> = BTreeMap::new();
        let mut plans: BTreeMap<u32, Self> = BTreeMap::new();
        // The newest frame, until its reply has come or cannot come any more.
        let mut newest = Vec::new();
        while let Some(piece) = contents.next_piece(|number, about| drop(sessions.insert(number, about)))? {
            if wanted.is_some_and(|wanted| wanted != piece.session) {
                continue;
            }
            let plan = plans.entry(piece.session).or_default();
            match piece.head.what.get() {
                content::FRAME => {
                    if piece.head.seq.get() != plan.frames {
                        return Err(piece.damaged(&format!("frame {} is missing", plan.frames)).into());
                    }
                    newest.clear();
                    newest.extend_from_slice(whole(&piece)?);
                    plan.frame(&newest, piece.head.status.get()).map_err(|why| piece.damaged(&why))?;
                }
                content::REPLY => {
                    let answer = plan.answer(&newest, whole(&piece)?);
                    answer.map_err(|why| piece.damaged(&format!("a reply is wrong: {why}")))?;
                }
                _ => {}
            }
        }
        plans.retain(|_, plan| plan.frames > 0);
        let numbers: Vec<String> = plans.keys().map(u32::to_string).collect();
        let Some((session, mut plan)) = plans.pop_first() else {
            bail!("nothing in it can be run again: record with vgpu trace record --payloads");
        };
        ensure!(
            plans.is_empty(),
            "it has several sessions ({}); choose one with --session",
            numbers.join(", ")
        );
        plan.session = session;
        plan.about = sessions.remove(&session).unwrap_or_default();
        ensure!(plan.about.window_base != 0, "it does not say where the program's window lay");
        plan.judge()?;
        Ok(plan)
    }

    fn frame(&mut self, record: &[u8], status: u16) -> Result<(), String> {
        let (header, body) = Header::decode(record).map_err(|why| format!("a frame is wrong: {why}"))?;
        wire::recode_request(header.op, record.get(HEADER_LEN..).unwrap_or_default())
            .map_err(|why| format!("a frame is wrong: {why}"))?;
        if let Treatment::Refused(why) = treatment(header.op) {
            self.refused.entry(header.op).or_insert((0, self.frames, why)).0 += 1;
        }
        let device = match header.op {
            op::cuDevicePrimaryCtxRetain => request::cuDevicePrimaryCtxRetain::decode(body).map(|q| q.dev),
            op::cuCtxCreate_v2 => request::cuCtxCreate_v2::decode(body).map(|q| q.dev),
            op::cuGraphAddNode_v2 => {
                let node = request::cuGraphAddNode_v2::decode(body);
                if let Some(why) = node.ok().and_then(|node| refused_node(node.params.0.r#type)) {
                    self.refused.entry(header.op).or_insert((0, self.frames, why)).0 += 1;
                }
                Ok(0)
            }
            _ => Ok(0),
        };
        if status == 0 && device != Ok(0) {
            self.refused.entry(header.op).or_insert((0, self.frames, "replays know one device")).0 += 1;
        }
        self.frames += 1;
        Ok(())
    }

    fn answer(&mut self, record: &[u8], reply: &[u8]) -> Result<(), WireError> {
        if let Some((address, len)) = allocated(record, reply)? {
            let end = address.saturating_add(len).next_multiple_of(GRANULE);
            add(&mut self.ranges, address / GRANULE * GRANULE, end);
        }
        Ok(())
    }

    fn judge(&self) -> Result<()> {
        if self.refused.is_empty() {
            return Ok(());
        }
        let list: Vec<String> = self
            .refused
            .iter()
            .map(|(op, (count, first, why))| {
                let name = call_name(*op);
                format!("\n  {name}: {count} times, first as frame {first}; {why}")
            })
            .collect();
        bail!("session {} cannot be run again because of{}", self.session, list.concat());
    }
}

/// Why a node of this type cannot be added again, if it cannot.
fn refused_node(kind: u32) -> Option<&'static str> {
    match kind {
        CU_GRAPH_NODE_TYPE_MEM_ALLOC => Some("a graph's memory lies where another driver puts it"),
        CU_GRAPH_NODE_TYPE_BATCH_MEM_OP => Some(MEMORY),
        _ => None,
    }
}

/// The bytes of a content that must come in one piece.
pub fn whole<'a>(piece: &trace::Piece<'a>) -> Result<&'a [u8], Error> {
    let is_whole = piece.head.offset.get() == 0 && piece.head.total.get() == piece.bytes.len() as u64;
    if is_whole { Ok(piece.bytes) } else { Err(piece.damaged("a frame is longer than frames are")) }
}

/// The memory, or the addresses, that a frame was given.
pub fn allocated(record: &[u8], answer: &[u8]) -> Result<Option<(u64, u64)>, WireError> {
    let (header, body) = Header::decode(record)?;
    let answer = Decoder::new(answer);
    let (address, len) = match header.op {
        op::cuMemAlloc_v2 => {
            (reply::cuMemAlloc_v2::decode(answer)?.address, request::cuMemAlloc_v2::decode(body)?.size)
        }
        op::cuMemAllocPitch_v2 => {
            let given = reply::cuMemAllocPitch_v2::decode(answer)?;
            let height = request::cuMemAllocPitch_v2::decode(body)?.height;
            (given.address, given.pitch.saturating_mul(height))
        }
        op::cuMemAllocAsync => {
            (reply::cuMemAllocAsync::decode(answer)?.address, request::cuMemAllocAsync::decode(body)?.size)
        }
        op::cuMemAllocFromPoolAsync => (
            reply::cuMemAllocFromPoolAsync::decode(answer)?.address,
            request::cuMemAllocFromPoolAsync::decode(body)?.size,
        ),
        op::cuMemAddressReserve => (
            reply::cuMemAddressReserve::decode(answer)?.address,
            request::cuMemAddressReserve::decode(body)?.size,
        ),
        _ => return Ok(None),
    };
    // Memory of more bytes than there are addresses is a lie.
    Ok((len > 0 && address < 1 << 56 && len < 1 << 56).then_some((address, len)))
}

/// Adds a range to others, of which those that touch become one.
fn add(ranges: &mut BTreeMap<u64, u64>, mut start: u64, mut end: u64) {
    while let Some((&from, &to)) = ranges.range(..=end).next_back()
        && to >= start
    {
        ranges.remove(&from);
        (start, end) = (start.min(from), end.max(to));
    }
    ranges.insert(start, end);
}

#[cfg(test)]
mod tests {
    use trace::format::ContentHead;
    use trace::{End, Kind, Writer};
    use wire::Encoder;
    use zerocopy::IntoBytes;

    use super::super::port::encoded;
    use super::*;

    #[test]
    fn ranges_that_touch_become_one() {
        let mut ranges = BTreeMap::new();
        for (start, end) in [(10, 20), (40, 50), (30, 35), (20, 25), (24, 41)] {
            add(&mut ranges, start, end);
        }
        assert_eq!(ranges, BTreeMap::from([(10, 50)]));
        add(&mut ranges, 60, 70);
        add(&mut ranges, 0, 5);
        assert_eq!(ranges, BTreeMap::from([(0, 5), (10, 50), (60, 70)]));
    }

    #[test]
    fn of_all_frames_these_are_refused() {
        let is_refused = |op: &&u16| matches!(treatment(**op), Treatment::Refused(_));
        let is_texture = |op: u16| table::row(op).is_some_and(|row| TEXTURES.contains(&row.noun));
        let mut refused: Vec<_> = wire::REQUEST_OPS.iter().filter(is_refused).copied().collect();
        for op in wire::REQUEST_OPS.iter().filter(|op| is_texture(**op)) {
            assert!(refused.contains(op), "{}", call_name(*op));
        }
        refused.retain(|op| !is_texture(*op));
        let mut refused: Vec<_> = refused.into_iter().map(call_name).collect();
        refused.sort();
        assert_eq!(
            refused,
            [
                "cuCtxGetDevResource",
                "cuCtxRecordEvent",
                "cuCtxWaitEvent",
                "cuDevResourceGenerateDesc",
                "cuDevSmResourceSplitByCount",
                "cuDeviceGetDevResource",
                "cuGraphConditionalHandleCreate",
                "cuGreenCtxCreate",
                "cuGreenCtxDestroy",
                "cuGreenCtxGetDevResource",
                "cuGreenCtxRecordEvent",
                "cuGreenCtxStreamCreate",
                "cuGreenCtxWaitEvent",
                "cuIpcCloseMemHandle",
                "cuIpcGetEventHandle",
                "cuIpcGetMemHandle",
                "cuIpcOpenEventHandle",
                "cuIpcOpenMemHandle_v2",
                "cuLaunchHostFunc",
                "cuStreamAddCallback",
                "cuStreamBatchMemOp_v2",
                "cuStreamWaitValue32_v2",
                "cuStreamWaitValue64_v2",
                "cuUserObjectCreate",
                "vgpuNextCallback"
            ]
        );
        assert!(matches!(treatment(1), Treatment::Refused(_)), "nothing has this opcode");
    }

    /// A trace of frames with their codes and replies.
    fn trace_of(frames: &[(Vec<u8>, u16, Vec<u8>)]) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new()).expect("memory");
        let about = Session { window_base: 0x4000_0000_0000, window_len: 1 << 30, ..Session::default() };
        writer.session(1, &about).expect("memory");
        let mut contents = Vec::new();
        for (seq, (record, status, reply)) in frames.iter().enumerate() {
            for (what, bytes) in [(content::FRAME, record), (content::REPLY, reply)] {
                let head = ContentHead {
                    seq: (seq as u64).into(),
                    total: (bytes.len() as u64).into(),
                    len: (bytes.len() as u32).into(),
                    what: what.into(),
                    status: (*status).into(),
                    ..ContentHead::default()
                };
                if what == content::FRAME || !bytes.is_empty() {
                    contents.extend_from_slice(head.as_bytes());
                    contents.extend_from_slice(bytes);
                }
            }
        }
        writer.block(Kind::Contents, 1, 0, frames.len() as u32, &contents).expect("memory");
        writer.end(1, &End::default()).expect("memory");
        writer.finish().expect("memory")
    }

    fn plan(frames: &[(Vec<u8>, u16, Vec<u8>)]) -> Result<Plan> {
        Plan::of(Contents::open(&trace_of(frames)[..])?, None)
    }

    fn frame<'a>(request: &impl Message<'a>, op: u16) -> Vec<u8> {
        encoded(&Header { len: 0, op, flags: 1, thread: 0, seq: 1, context: 0 }, request)
    }

    #[test]
    fn addresses_come_from_replies_and_what_cannot_be_run_is_named() {
        let alloc = frame(&request::cuMemAlloc_v2 { size: 100 }, op::cuMemAlloc_v2);
        let mut reply = Encoder::new();
        reply::cuMemAlloc_v2 { address: 0x3000_0020_0100 }.encode(&mut reply);
        let memory = (alloc, 0, reply.as_bytes().to_vec());
        let found = plan(std::slice::from_ref(&memory)).expect("sound");
        assert_eq!(found.ranges, BTreeMap::from([(0x3000_0020_0000, 0x3000_0040_0000)]));
        assert_eq!((found.frames, found.session), (1, 1));

        let host = frame(&request::vgpuNextCallback { mailbox: 0 }, op::vgpuNextCallback);
        let why = plan(&[memory, (host, 0, vec![])]).expect_err("a host function").to_string();
        assert!(why.contains("vgpuNextCallback: 1 times, first as frame 1"), "{why}");
        assert!(plan(&[]).expect_err("nothing").to_string().contains("--payloads"));
        let why = plan(&[(vec![0; 40], 0, vec![])]).expect_err("no frame");
        assert!(why.to_string().contains("damaged"), "{why}");
    }

    #[test]
    fn no_frame_and_no_reply_panics() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.wrapping_mul(0x2545_f491_4f6c_dd1d)
        };
        let arena: Vec<u8> = (0..256).map(|byte| byte as u8).collect();
        for round in 0..2000 {
            let op = wire::REQUEST_OPS[random() as usize % wire::REQUEST_OPS.len()];
            let mut encoder = Encoder::new();
            Header { len: 0, op, flags: 1, thread: random() as u32, seq: 1, context: random() }
                .encode(&mut encoder);
            wire::generate_request(op, &mut random, &arena, &mut encoder).expect("a known opcode");
            let mut record = encoder.finish().to_vec();
            if round % 2 == 0 {
                let at = random() as usize % record.len();
                record[at] ^= random() as u8;
            }
            let reply: Vec<u8> = (0..random() % 5 * 8).map(|_| random() as u8).collect();
            let _ = plan(&[(record, 0, reply)]);
        }
    }
}
