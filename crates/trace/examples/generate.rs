//! Writes a trace of as many frames as it is told, as a program could have left it: launches of forty kernels in four streams by
//! four threads, copies, waits. For measurements; `cargo xtask bench` runs it.

use std::fs::File;
use std::io::BufWriter;

use trace::format::flag::{DIRECTION_SHIFT, GUEST, REPLY, WORKER};
use trace::{End, Frame, Kind, Names, Naming, Session, Writer};
use zerocopy::IntoBytes;

/// Frames of one block.
const BLOCK: u64 = 4096;

fn op(name: &str) -> Result<u16, String> {
    let row = table::ROWS.iter().find(|row| row.name == name);
    row.map(|row| row.op).ok_or_else(|| format!("no row is called {name}"))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().collect();
    let [_, path, count] = &words[..] else { return Err("usage: generate FILE FRAMES".into()) };
    let count: u64 = count.parse()?;
    let (launch, copy, fence) = (op("cuLaunchKernel")?, op("vgpuCopy")?, op("vgpuFence")?);
    let mut writer = Writer::new(BufWriter::with_capacity(1 << 20, File::create(path)?))?;
    let about = Session { session: 1, program: "/bin/generated".to_owned(), ..Session::default() };
    writer.session(1, &about)?;
    let mut names = Vec::new();
    for kernel in 1..=40 {
        let name = format!("void generated::kernel_{kernel:02}<float, {kernel}>(float*, float const*, int)");
        Names::put(&mut names, Naming::Kernel, kernel, &name);
    }
    writer.block(Kind::Names, 1, 0, 40, &names)?;
    let start = trace::clock::now();
    let mut block = Vec::new();
    for seq in 0..count {
        let sent = start + seq * 2000;
        let (op, kernel, flags, waited) = match seq % 16 {
            15 => (fence, 0, 0, 9000),
            7 => (copy, 0, 1 << DIRECTION_SHIFT, 0),
            _ => (launch, 1 + (seq * 7 % 40) as u32, 0, 0),
        };
        let frame = Frame {
            seq: seq.into(),
            sent: sent.into(),
            seen: if waited == 0 { 0.into() } else { (sent + waited).into() },
            taken: (sent + 900 + seq % 5 * 700).into(),
            done: (sent + 900 + seq % 5 * 700 + 650).into(),
            gpu: 0.into(),
            stream: (3 << 40 | (seq % 4 * 2)).into(),
            payload: if op == copy { 65536.into() } else { 0.into() },
            kernel: kernel.into(),
            len: 160.into(),
            op: op.into(),
            flags: (flags | GUEST | WORKER | if waited == 0 { 0 } else { REPLY }).into(),
            thread: ((seq / 64 % 4) as u16).into(),
            status: 0.into(),
        };
        block.extend_from_slice(frame.as_bytes());
        if block.len() as u64 >= BLOCK * size_of::<Frame>() as u64 || seq + 1 == count {
            writer.block(Kind::Frames, 1, 0, (block.len() / size_of::<Frame>()) as u32, &block)?;
            block.clear();
        }
    }
    writer.end(1, &End { records: count.into(), ..End::default() })?;
    writer.finish()?;
    Ok(())
}
