//! Frames of our own: what several functions come down to, and what none stands for.

extern "C" {
    /// A copy whose two ends the GPU reaches (device memory, or memory of the window), then a fence: `value`
    /// is written to the word at `fence` when the copy is done (no fence if 0). `kind`: 1 staged to the device,
    /// 2 device to staging, 3 device to device, 4 pinned to the device, 5 device to pinned.
    #[row(op = 60001, route = internal, frame(dst: u64, src: u64, len: u64, kind: u32, stream: handle, fence: u64, value: u32))]
    fn vgpuCopy();

    /// The same for rows of `width` bytes, `height` of them, at a pitch on either end.
    #[row(op = 60010, route = internal, frame(dst: u64, dst_pitch: u64, src: u64, src_pitch: u64, width: u64, height: u64, kind: u32, stream: handle, fence: u64, value: u32))]
    fn vgpuCopy2D();

    /// A copy of a box with an array on at least one end: rows of `width` bytes, `height` of them in each of `depth` slices. An
    /// end without an array has `rows` rows from slice to slice; one with an array begins at `x` bytes, row `y`, slice `z` of it.
    #[row(op = 60011, route = internal, frame(dst: u64, dst_pitch: u64, dst_rows: u64, dst_is_array: bool, dst_array: handle, dst_x: u64, dst_y: u64, dst_z: u64, src: u64, src_pitch: u64, src_rows: u64, src_is_array: bool, src_array: handle, src_x: u64, src_y: u64, src_z: u64, width: u64, height: u64, depth: u64, kind: u32, stream: handle, fence: u64, value: u32))]
    fn vgpuCopyArray();

    /// A copy of a box from one device to another, whose contexts are named: as the one above, with both ends on devices. `is_sync`: it
    /// is also in line with what the streams of both contexts have to do.
    #[row(op = 60012, route = internal, frame(dst: u64, dst_pitch: u64, dst_rows: u64, dst_is_array: bool, dst_array: handle, dst_x: u64, dst_y: u64, dst_z: u64, dst_context: handle, src: u64, src_pitch: u64, src_rows: u64, src_is_array: bool, src_array: handle, src_x: u64, src_y: u64, src_z: u64, src_context: handle, width: u64, height: u64, depth: u64, stream: handle, is_sync: bool))]
    fn vgpuCopyPeer();

    /// A small copy to the device, whose bytes travel in the frame.
    #[row(op = 60002, route = internal, frame(dst: u64, stream: handle, len: u64, data: bytes))]
    fn vgpuCopyInline();

    /// `value` is written to the word at `fence` when everything before in the stream is done.
    #[row(op = 60003, route = internal, frame(stream: handle, fence: u64, value: u32))]
    fn vgpuFence();

    /// Answered when everything before in the stream is done. `is_fenced`: a fence of the same wait was put into it before,
    /// while nothing was being captured, so that the wait concerns no capture that has begun since.
    #[row(op = 60004, route = internal, frame(stream: handle, is_fenced: bool))]
    fn vgpuWaitStream();

    /// Answered when everything before in the context is done.
    #[row(op = 60005, route = internal, frame())]
    fn vgpuWaitContext();

    /// The guest thread of this frame has ended.
    #[row(op = 60006, route = internal, frame())]
    fn vgpuThreadEnded();

    /// Answered with the first host function that a stream reaches. The next ones need no frame, because the
    /// dispatcher may be waiting for room in a stream that a host function holds up: the guest writes to the
    /// word at `mailbox` the sequence number at which its slot awaits the next one, which also says that it
    /// has run the last.
    #[row(op = 60007, route = internal, frame(mailbox: u64), reply(number: u64, status: u32))]
    fn vgpuNextCallback();

    /// What kernels have printed since the last time, and what the driver has said of them on its standard error (an
    /// assertion that failed); `more` if there may be more. `stream` has been waited for.
    #[row(op = 60009, route = internal, frame(stream: handle), reply(text: array<u8>, errors: array<u8>, more: bool))]
    fn vgpuTakeOutput();

    /// Where the texture processing clusters of the current device are, in the host driver's own bytes.
    #[row(op = 60103, route = internal, frame(), reply(first: array<u8>, second: array<u8>))]
    fn vgpuTopology();
}
