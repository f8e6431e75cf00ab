//! Memory and events of other processes.

use std::io::{IoSlice, IoSliceMut, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
    SendFlags, recvmsg, sendmsg,
};
use table::*;

use crate::cuda::{Addr, Cuda, Null};
use crate::gate::Gate;
use crate::test::pattern;
use crate::{Body, Outcome, Stop, Test, cu, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("share.memory", memory),
    Body::plain("share.memory_opened_twice", memory_opened_twice),
    Body::plain("share.event", event),
    Body::plain("share.physical", physical),
    Body::plain("share.pool", pool),
    Body::plain("share.memory_errors", memory_errors),
    Body::plain("share.descriptor_errors", descriptor_errors),
];

const LEN: usize = 1 << 20;
const DESCRIPTOR: CUmemAllocationHandleType = CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR;
const DEVICE: CUmemLocation = CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 0 };

/// A way to another process.
struct Way(UnixStream);

impl Way {
    fn send(&mut self, bytes: &[u8]) -> Outcome {
        self.0.write_all(bytes).map_err(lost)
    }

    fn receive<const N: usize>(&mut self) -> Outcome<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes).map_err(lost)?;
        Ok(bytes)
    }

    fn send_descriptor(&self, fd: BorrowedFd<'_>) -> Outcome {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        let fds = [fd];
        control.push(SendAncillaryMessage::ScmRights(&fds));
        sendmsg(&self.0, &[IoSlice::new(&[1])], &mut control, SendFlags::empty()).map_err(lost)?;
        Ok(())
    }

    fn receive_descriptor(&self) -> Outcome<OwnedFd> {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let mut byte = [0];
        recvmsg(&self.0, &mut [IoSliceMut::new(&mut byte)], &mut control, RecvFlags::CMSG_CLOEXEC)
            .map_err(lost)?;
        let fds = control.drain().filter_map(|message| match message {
            RecvAncillaryMessage::ScmRights(mut fds) => fds.next(),
            _ => None,
        });
        fds.last().ok_or_else(|| Stop::Fail("no descriptor came".to_owned()))
    }

    /// What the other process has to say at last: codes, and some bytes that it has seen.
    fn finish(mut self, t: &mut Test, child: libc::pid_t, labels: &[&str]) -> Outcome<Vec<u8>> {
        let mut said = Vec::new();
        let read = self.0.read_to_end(&mut said);
        let mut status = 0;
        // SAFETY: `child` is this process's child, and `status` has room for its status.
        unsafe { libc::waitpid(child, &mut status, 0) };
        read.map_err(lost)?;
        t.equal("the other process ends well", status, 0);
        let (codes, seen) = said.split_at_checked(4 * labels.len()).unwrap_or((&said, &[]));
        for (label, code) in labels.iter().zip(codes.as_chunks().0) {
            t.saw(&format!("other: {label}"), u32::from_ne_bytes(*code));
        }
        Ok(seen.to_vec())
    }
}

fn lost(why: impl std::fmt::Display) -> Stop {
    Stop::Fail(format!("the other process: {why}"))
}

/// Forks before anything of the library is initialised. The child runs `body`, says what that gives, and ends without running
/// any destructor.
fn other(
    t: &Test,
    body: impl FnOnce(&Cuda, &mut Way) -> Outcome<(Vec<CUresult>, Vec<u8>)>,
) -> Outcome<(Way, libc::pid_t)> {
    let (ours, theirs) = UnixStream::pair().map_err(lost)?;
    for end in [&ours, &theirs] {
        end.set_read_timeout(Some(Duration::from_secs(30))).map_err(lost)?;
    }
    let library: &Cuda = t.cuda();
    // SAFETY: the library has no threads yet, and the child ends by _exit.
    let child = unsafe { libc::fork() };
    if child == 0 {
        drop(ours);
        let mut way = Way(theirs);
        let answered = body(library, &mut way).and_then(|(codes, seen)| {
            let codes: Vec<u8> = codes.iter().flat_map(|code| code.to_ne_bytes()).collect();
            way.send(&codes)?;
            way.send(&seen)
        });
        let status = i32::from(answered.is_err());
        // SAFETY: ends the child at once; nothing of it is needed any more.
        unsafe { libc::_exit(status) };
    }
    Ok((Way(ours), child))
}

/// The child's context.
fn begin(library: &Cuda) -> Vec<CUresult> {
    let mut context = CUcontext::NULL;
    vec![
        cu!(library.cuInit(0)),
        cu!(library.cuDevicePrimaryCtxRetain(&mut context, 0)),
        cu!(library.cuCtxSetCurrent(context)),
    ]
}

const BEGIN: [&str; 3] = ["init", "context", "current"];

fn labels(more: &[&'static str]) -> Vec<&'static str> {
    BEGIN.iter().chain(more).copied().collect()
}

fn memory(t: &mut Test) -> Outcome {
    let (mut way, child) = other(t, |library, way| {
        let reserved = way.receive()?;
        let mut codes = begin(library);
        let (mut address, mut seen) = (0, vec![0; 4096]);
        codes.push(cu!(library.cuIpcOpenMemHandle_v2(&mut address, CUipcMemHandle { reserved }, 1)));
        codes.push(cu!(library.cuMemcpyDtoH_v2(&mut seen[..], address + 4096, 4096)));
        codes.push(cu!(library.cuMemsetD8_v2(address, 9, 1000)));
        codes.push(cu!(library.cuCtxSynchronize()));
        codes.push(cu!(library.cuMemFree_v2(address)));
        codes.push(cu!(library.cuIpcCloseMemHandle(address)));
        codes.push(cu!(library.cuIpcCloseMemHandle(address)));
        Ok((codes, seen))
    })?;
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_IPC_EVENT_SUPPORTED, "sharing between processes")?;
    let address = t.alloc(LEN)?;
    let bytes = pattern(LEN, 5);
    t.upload(address, &bytes)?;
    let mut handle = CUipcMemHandle { reserved: [0; 64] };
    ok!(t.cuIpcGetMemHandle(&mut handle, address));
    way.send(&handle.reserved)?;
    let labels = labels(&["open", "read", "write", "wait", "free", "close", "close again"]);
    let seen = way.finish(t, child, &labels)?;
    t.same("what the other saw", &seen, &bytes[4096..8192]);
    let after = t.download(address, 2000)?;
    t.same("what the other wrote", &after[..1000], &[9; 1000]);
    t.same("what it left", &after[1000..], &bytes[1000..2000]);
    Ok(())
}

fn memory_opened_twice(t: &mut Test) -> Outcome {
    let (mut way, child) = other(t, |library, way| {
        let reserved = way.receive()?;
        let mut codes = begin(library);
        let (mut first, mut second) = (0, 1);
        codes.push(cu!(library.cuIpcOpenMemHandle_v2(&mut first, CUipcMemHandle { reserved }, 1)));
        codes.push(cu!(library.cuIpcOpenMemHandle_v2(&mut second, CUipcMemHandle { reserved }, 1)));
        codes.push(cu!(library.cuIpcCloseMemHandle(first)));
        codes.push(cu!(library.cuMemsetD8_v2(second, 3, 100)));
        codes.push(cu!(library.cuCtxSynchronize()));
        codes.push(cu!(library.cuIpcCloseMemHandle(second)));
        Ok((codes, vec![u8::from(first == second)]))
    })?;
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_IPC_EVENT_SUPPORTED, "sharing between processes")?;
    let address = t.alloc(LEN)?;
    let mut handle = CUipcMemHandle { reserved: [0; 64] };
    // Any address of an allocation stands for all of it.
    ok!(t.cuIpcGetMemHandle(&mut handle, address + 4096));
    way.send(&handle.reserved)?;
    let seen =
        way.finish(t, child, &labels(&["open", "open again", "close", "write", "wait", "close again"]))?;
    t.note("the same address", seen == [1]);
    t.same("what the other wrote", &t.download(address, 100)?, &[3; 100]);
    Ok(())
}

fn event(t: &mut Test) -> Outcome {
    let (mut way, child) = other(t, |library, way| {
        let mut codes = begin(library);
        let (memory, recorded) = (way.receive()?, way.receive()?);
        let (mut address, mut event, mut stream) = (0, CUevent::NULL, CUstream::NULL);
        let mut seen = vec![0; 64];
        codes.push(cu!(library.cuIpcOpenMemHandle_v2(&mut address, CUipcMemHandle { reserved: memory }, 1)));
        codes.push(cu!(library.cuIpcOpenEventHandle(&mut event, CUipcEventHandle { reserved: recorded })));
        codes.push(cu!(library.cuStreamCreate(&mut stream, CU_STREAM_NON_BLOCKING)));
        codes.push(cu!(library.cuStreamWaitEvent(stream, event, 0)));
        // What it waits for has not begun.
        codes.push(cu!(library.cuEventQuery(event)));
        way.send(&[1])?;
        codes.push(cu!(library.cuMemcpyDtoHAsync_v2(&mut seen[..], address + (LEN as u64 - 64), 64, stream)));
        codes.push(cu!(library.cuStreamSynchronize(stream)));
        codes.push(cu!(library.cuEventQuery(event)));
        codes.push(cu!(library.cuEventRecord(event, stream)));
        codes.push(cu!(library.cuEventSynchronize(event)));
        codes.push(cu!(library.cuEventDestroy_v2(event)));
        Ok((codes, seen))
    })?;
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_IPC_EVENT_SUPPORTED, "sharing between processes")?;
    let address = t.alloc(LEN)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let shared = t.event(CU_EVENT_INTERPROCESS | CU_EVENT_DISABLE_TIMING)?;
    let (mut memory, mut event) =
        (CUipcMemHandle { reserved: [0; 64] }, CUipcEventHandle { reserved: [0; 64] });
    ok!(t.cuIpcGetMemHandle(&mut memory, address));
    ok!(t.cuIpcGetEventHandle(&mut event, shared));
    let gate = Gate::closed();
    ok!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    for byte in 0..200 {
        must!(t.cuMemsetD8Async(address, byte, LEN, stream));
    }
    ok!(t.cuEventRecord(shared, stream));
    way.send(&memory.reserved)?;
    way.send(&event.reserved)?;
    let [_] = way.receive()?;
    gate.open();
    let labels = labels(&[
        "open memory",
        "open event",
        "stream",
        "wait for it",
        "not yet",
        "copy",
        "wait",
        "query",
        "record",
        "wait for the event",
        "destroy",
    ]);
    let seen = way.finish(t, child, &labels)?;
    t.same("the other came after", &seen, &[199; 64]);
    saw!(t.cuEventQuery(shared), "the event, recorded by the other");
    Ok(())
}

/// Maps physical memory and gives its address.
fn map(
    library: &Cuda,
    codes: &mut Vec<CUresult>,
    memory: CUmemGenericAllocationHandle,
    len: usize,
) -> CUdeviceptr {
    let mut address = 0;
    let access = CUmemAccessDesc { location: DEVICE, flags: CU_MEM_ACCESS_FLAGS_PROT_READWRITE };
    codes.push(cu!(library.cuMemAddressReserve(&mut address, len, 0, 0, 0)));
    codes.push(cu!(library.cuMemMap(address, len, 0, memory, 0)));
    codes.push(cu!(library.cuMemSetAccess(address, len, &access, 1)));
    address
}

fn as_handle(fd: &OwnedFd) -> Addr {
    Addr(fd.as_raw_fd() as u64)
}

/// A descriptor that the library has made.
fn own(fd: i32) -> Outcome<OwnedFd> {
    if fd < 0 {
        return Err(Stop::Fail(format!("{fd} is no descriptor")));
    }
    // SAFETY: just made for the caller, and nobody else's.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

fn physical(t: &mut Test) -> Outcome {
    let len = 4 << 20;
    let (way, child) = other(t, |library, way| {
        let fd = way.receive_descriptor()?;
        let mut codes = begin(library);
        let (mut memory, mut seen) = (CUmemGenericAllocationHandle::NULL, vec![0; 64]);
        codes.push(cu!(library.cuMemImportFromShareableHandle(&mut memory, as_handle(&fd), DESCRIPTOR)));
        drop(fd);
        let address = map(library, &mut codes, memory, len);
        codes.push(cu!(library.cuMemcpyDtoH_v2(&mut seen[..], address, 64)));
        codes.push(cu!(library.cuMemsetD8_v2(address, 8, len)));
        codes.push(cu!(library.cuCtxSynchronize()));
        codes.push(cu!(library.cuMemUnmap(address, len)));
        codes.push(cu!(library.cuMemRelease(memory)));
        Ok((codes, seen))
    })?;
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR_SUPPORTED, "handles that are descriptors")?;
    let props =
        CUmemAllocationProp { requestedHandleTypes: DESCRIPTOR, ..CUmemAllocationProp::pinned(DEVICE) };
    let mut memory = CUmemGenericAllocationHandle::NULL;
    ok!(t.cuMemCreate(&mut memory, len, &props, 0));
    let mut codes = Vec::new();
    let address = map(t.cuda(), &mut codes, memory, len);
    t.equal("mapped", codes, vec![0; 3]);
    ok!(t.cuMemsetD8_v2(address, 6, len));
    ok!(t.cuCtxSynchronize());
    let mut fd = -1_i32;
    ok!(t.cuMemExportToShareableHandle(&mut fd, memory, DESCRIPTOR, 0));
    let fd = own(fd)?;
    way.send_descriptor(fd.as_fd())?;
    drop(fd);
    let labels = labels(&["import", "reserve", "map", "access", "read", "write", "wait", "unmap", "release"]);
    let seen = way.finish(t, child, &labels)?;
    t.same("what the other saw", &seen, &[6; 64]);
    t.same("what the other wrote", &t.download(address + len as u64 - 64, 64)?, &[8; 64]);
    Ok(())
}

fn pool(t: &mut Test) -> Outcome {
    let (mut way, child) = other(t, |library, way| {
        let fd = way.receive_descriptor()?;
        let mut data = CUmemPoolPtrExportData { reserved: way.receive()? };
        let mut codes = begin(library);
        let (mut pool, mut address, mut seen) = (CUmemoryPool::NULL, 0, vec![0; 64]);
        codes.push(cu!(library.cuMemPoolImportFromShareableHandle(&mut pool, as_handle(&fd), DESCRIPTOR, 0)));
        codes.push(cu!(library.cuMemPoolImportPointer(&mut address, pool, &mut data)));
        codes.push(cu!(library.cuMemcpyDtoH_v2(&mut seen[..], address, 64)));
        codes.push(cu!(library.cuMemsetD8_v2(address, 8, 100)));
        codes.push(cu!(library.cuCtxSynchronize()));
        let mut own = 0;
        codes.push(cu!(library.cuMemAllocFromPoolAsync(&mut own, 64, pool, CUstream::NULL)));
        codes.push(cu!(library.cuMemFreeAsync(address, CUstream::NULL)));
        codes.push(cu!(library.cuCtxSynchronize()));
        codes.push(cu!(library.cuMemPoolDestroy(pool)));
        Ok((codes, seen))
    })?;
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_MEMPOOL_SUPPORTED_HANDLE_TYPES, "pools that are shared")?;
    // SAFETY: plain numbers, of which zero is one.
    let mut props: CUmemPoolProps = unsafe { std::mem::zeroed() };
    (props.allocType, props.handleTypes, props.location) =
        (CU_MEM_ALLOCATION_TYPE_PINNED, DESCRIPTOR, DEVICE);
    let (mut pool, mut address, mut fd) = (CUmemoryPool::NULL, 0, -1_i32);
    ok!(t.cuMemPoolCreate(&mut pool, &props));
    ok!(t.cuMemPoolExportToShareableHandle(&mut fd, pool, DESCRIPTOR, 0));
    let fd = own(fd)?;
    ok!(t.cuMemAllocFromPoolAsync(&mut address, 5000, pool, CUstream::NULL));
    ok!(t.cuMemsetD8_v2(address, 6, 5000));
    ok!(t.cuCtxSynchronize());
    let mut data = CUmemPoolPtrExportData { reserved: [0; 64] };
    ok!(t.cuMemPoolExportPointer(&mut data, address));
    way.send_descriptor(fd.as_fd())?;
    way.send(&data.reserved)?;
    let labels = labels(&[
        "import the pool",
        "import the memory",
        "read",
        "write",
        "wait",
        "allocate",
        "free",
        "wait again",
        "destroy",
    ]);
    let seen = way.finish(t, child, &labels)?;
    t.same("what the other saw", &seen, &[6; 64]);
    t.same("what the other wrote", &t.download(address, 100)?, &[8; 100]);
    Ok(())
}

fn memory_errors(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_IPC_EVENT_SUPPORTED, "sharing between processes")?;
    let (address, pinned) = (t.alloc(LEN)?, t.pinned(4096)?);
    let mut handle = CUipcMemHandle { reserved: [0; 64] };
    saw!(t.cuIpcGetMemHandle(Null, address), "no room");
    saw!(t.cuIpcGetMemHandle(&mut handle, 0), "of null");
    saw!(t.cuIpcGetMemHandle(&mut handle, pinned.addr()), "of pinned memory");
    let mut opened = 0;
    saw!(t.cuIpcOpenMemHandle_v2(&mut opened, CUipcMemHandle { reserved: [0; 64] }, 1), "a handle of zeros");
    ok!(t.cuIpcGetMemHandle(&mut handle, address));
    saw!(t.cuIpcOpenMemHandle_v2(&mut opened, CUipcMemHandle { reserved: handle.reserved }, 1), "its own");
    saw!(t.cuIpcCloseMemHandle(address), "close what was not opened");
    saw!(t.cuIpcCloseMemHandle(0), "close null");
    let (plain, mut of_event) = (t.event(0)?, CUipcEventHandle { reserved: [0; 64] });
    saw!(t.cuIpcGetEventHandle(&mut of_event, plain), "an event that is not shared");
    saw!(t.cuIpcGetEventHandle(&mut of_event, CUevent::NULL), "no event");
    let shared = t.event(CU_EVENT_INTERPROCESS | CU_EVENT_DISABLE_TIMING)?;
    ok!(t.cuIpcGetEventHandle(&mut of_event, shared));
    let mut event = CUevent::NULL;
    saw!(
        t.cuIpcOpenEventHandle(&mut event, CUipcEventHandle { reserved: of_event.reserved }),
        "its own event"
    );
    Ok(())
}

fn descriptor_errors(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR_SUPPORTED, "handles that are descriptors")?;
    let mut memory = CUmemGenericAllocationHandle::NULL;
    let len = 2 << 20;
    ok!(t.cuMemCreate(&mut memory, len, &CUmemAllocationProp::pinned(DEVICE), 0));
    let mut fd = -1_i32;
    saw!(t.cuMemExportToShareableHandle(&mut fd, memory, DESCRIPTOR, 0), "memory that is not to be shared");
    let props =
        CUmemAllocationProp { requestedHandleTypes: DESCRIPTOR, ..CUmemAllocationProp::pinned(DEVICE) };
    let mut shared = CUmemGenericAllocationHandle::NULL;
    ok!(t.cuMemCreate(&mut shared, len, &props, 0));
    saw!(t.cuMemExportToShareableHandle(&mut fd, shared, DESCRIPTOR, 1), "flags");
    saw!(t.cuMemExportToShareableHandle(Null, shared, DESCRIPTOR, 0), "no room");
    ok!(t.cuMemExportToShareableHandle(&mut fd, shared, DESCRIPTOR, 0));
    let fd = own(fd)?;
    let mut again = CUmemGenericAllocationHandle::NULL;
    ok!(t.cuMemImportFromShareableHandle(&mut again, as_handle(&fd), DESCRIPTOR), "its own");
    let mut got = CUmemAllocationProp::pinned(DEVICE);
    ok!(t.cuMemGetAllocationPropertiesFromHandle(&mut got, again));
    t.note("kinds of handle", got.requestedHandleTypes);
    ok!(t.cuMemRelease(again));
    saw!(t.cuMemImportFromShareableHandle(Null, as_handle(&fd), DESCRIPTOR), "no room");
    let mut other = CUmemGenericAllocationHandle::NULL;
    saw!(
        t.cuMemImportFromShareableHandle(&mut other, Addr(u64::from(u32::MAX)), DESCRIPTOR),
        "no descriptor"
    );
    let (end, _other_end) = UnixStream::pair().map_err(lost)?;
    let end = OwnedFd::from(end);
    saw!(t.cuMemImportFromShareableHandle(&mut other, as_handle(&end), DESCRIPTOR), "another file");
    ok!(t.cuMemRelease(shared));
    Ok(())
}
