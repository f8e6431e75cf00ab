//! What an address is. Answered from the guest's own map of allocations, but for what only the driver knows.

extern "C" {
    #[row(op = 650, gpa = 4000, route = custom, why = "its allocations are known to the guest, which made each of them through the driver", frame(attribute: u32, address: u64), reply(value: u64))]
    fn cuPointerGetAttribute(data: Raw<*mut c_void>, attribute: CUpointer_attribute, ptr: CUdeviceptr);

    #[row(op = 651, gpa = 7000, route = custom, why = "its allocations are known to the guest, which made each of them through the driver")]
    fn cuPointerGetAttributes(
        numAttributes: c_uint,
        attributes: InArray<CUpointer_attribute, numAttributes>,
        data: Raw<*mut *mut c_void>,
        ptr: CUdeviceptr,
    );

    #[row(op = 652, gpa = 6000, route = custom, frame(attribute: u32, address: u64, value: u32))]
    fn cuPointerSetAttribute(value: Raw<*const c_void>, attribute: CUpointer_attribute, ptr: CUdeviceptr);
}
