//! Arrays.

extern "C" {
    #[row(op = 1300, gpa = 2000, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuArrayCreate(pHandle: Raw<*mut CUarray>, pAllocateArray: Raw<*const CUDA_ARRAY_DESCRIPTOR_v1>);

    #[row(op = 1301, gpa = 3020, route = custom, frame(array: handle, descriptor: CUDA_ARRAY_DESCRIPTOR_v2))]
    fn cuArrayCreate_v2(pHandle: New<CUarray>, pAllocateArray: In<CUDA_ARRAY_DESCRIPTOR_v2>);

    #[row(op = 1302, gpa = 2000, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuArrayGetDescriptor(pArrayDescriptor: Raw<*mut CUDA_ARRAY_DESCRIPTOR_v1>, hArray: CUarray);

    #[row(op = 1303, gpa = 3020, route = sync)]
    fn cuArrayGetDescriptor_v2(pArrayDescriptor: Out<CUDA_ARRAY_DESCRIPTOR_v2>, hArray: CUarray);

    #[row(op = 1304, gpa = 2000, route = custom, frame(array: handle))]
    fn cuArrayDestroy(hArray: Drop<CUarray>);

    #[row(op = 1305, gpa = 2000, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuArray3DCreate(pHandle: Raw<*mut CUarray>, pAllocateArray: Raw<*const CUDA_ARRAY3D_DESCRIPTOR_v1>);

    #[row(op = 1306, gpa = 3020, route = custom, frame(array: handle, descriptor: CUDA_ARRAY3D_DESCRIPTOR_v2))]
    fn cuArray3DCreate_v2(pHandle: New<CUarray>, pAllocateArray: In<CUDA_ARRAY3D_DESCRIPTOR_v2>);

    #[row(op = 1307, gpa = 2000, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuArray3DGetDescriptor(pArrayDescriptor: Raw<*mut CUDA_ARRAY3D_DESCRIPTOR_v1>, hArray: CUarray);

    #[row(op = 1308, gpa = 3020, route = sync)]
    fn cuArray3DGetDescriptor_v2(pArrayDescriptor: Out<CUDA_ARRAY3D_DESCRIPTOR_v2>, hArray: CUarray);

    #[row(op = 1309, gpa = 11020, route = custom, frame(array: handle, plane: u32), reply(plane: handle))]
    fn cuArrayGetPlane(pPlaneArray: Known<CUarray>, hArray: CUarray, planeIdx: c_uint);

    #[row(op = 1310, gpa = 11060, route = sync)]
    fn cuArrayGetMemoryRequirements(
        memoryRequirements: Out<CUDA_ARRAY_MEMORY_REQUIREMENTS>,
        array: CUarray,
        device: CUdevice,
    );

    #[row(op = 1311, gpa = 11010, route = sync)]
    fn cuArrayGetSparseProperties(sparseProperties: Out<CUDA_ARRAY_SPARSE_PROPERTIES>, array: CUarray);

    #[row(op = 1312, gpa = 5000, route = custom, frame(mipmap: handle, descriptor: CUDA_ARRAY3D_DESCRIPTOR_v2, levels: u32))]
    fn cuMipmappedArrayCreate(
        pHandle: New<CUmipmappedArray>,
        pMipmappedArrayDesc: In<CUDA_ARRAY3D_DESCRIPTOR_v2>,
        numMipmapLevels: c_uint,
    );

    #[row(op = 1313, gpa = 5000, route = custom, frame(mipmap: handle, level: u32), reply(array: handle))]
    fn cuMipmappedArrayGetLevel(
        pLevelArray: Known<CUarray>,
        hMipmappedArray: CUmipmappedArray,
        level: c_uint,
    );

    #[row(op = 1314, gpa = 5000, route = custom, frame(mipmap: handle))]
    fn cuMipmappedArrayDestroy(hMipmappedArray: Drop<CUmipmappedArray>);

    #[row(op = 1315, gpa = 11060, route = sync)]
    fn cuMipmappedArrayGetMemoryRequirements(
        memoryRequirements: Out<CUDA_ARRAY_MEMORY_REQUIREMENTS>,
        mipmap: CUmipmappedArray,
        device: CUdevice,
    );

    #[row(op = 1316, gpa = 11010, route = sync)]
    fn cuMipmappedArrayGetSparseProperties(
        sparseProperties: Out<CUDA_ARRAY_SPARSE_PROPERTIES>,
        mipmap: CUmipmappedArray,
    );
}
