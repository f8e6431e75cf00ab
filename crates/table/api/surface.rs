//! Surfaces. The number of a surface object is the driver's own, because kernels get it as a parameter.

extern "C" {
    #[row(op = 1250, gpa = 5000, route = custom, frame(resource: CUDA_RESOURCE_DESC), reply(object: u64))]
    fn cuSurfObjectCreate(pSurfObject: Out<CUsurfObject>, pResDesc: In<CUDA_RESOURCE_DESC>);

    #[row(op = 1251, gpa = 5000, route = custom, frame(object: u64))]
    fn cuSurfObjectDestroy(surfObject: CUsurfObject);

    #[row(op = 1252, gpa = 5000, route = custom, frame(object: u64), reply(resource: CUDA_RESOURCE_DESC))]
    fn cuSurfObjectGetResourceDesc(pResDesc: Out<CUDA_RESOURCE_DESC>, surfObject: CUsurfObject);

    #[row(op = 1253, gpa = 3000, route = sync)]
    fn cuSurfRefSetArray(hSurfRef: CUsurfref, hArray: CUarray, Flags: c_uint);

    #[row(op = 1254, gpa = 3000, route = custom, frame(reference: handle), reply(array: handle))]
    fn cuSurfRefGetArray(phArray: Known<CUarray>, hSurfRef: CUsurfref);
}
