//! Textures. The number of a texture object is the driver's own, because kernels get it as a parameter.

extern "C" {
    #[row(op = 1200, gpa = 5000, route = custom, frame(resource: CUDA_RESOURCE_DESC, texture: option<CUDA_TEXTURE_DESC>, view: option<CUDA_RESOURCE_VIEW_DESC>), reply(object: u64))]
    fn cuTexObjectCreate(
        pTexObject: Out<CUtexObject>,
        pResDesc: In<CUDA_RESOURCE_DESC>,
        pTexDesc: Opt<In<CUDA_TEXTURE_DESC>>,
        pResViewDesc: Opt<In<CUDA_RESOURCE_VIEW_DESC>>,
    );

    #[row(op = 1201, gpa = 5000, route = custom, frame(object: u64))]
    fn cuTexObjectDestroy(texObject: CUtexObject);

    #[row(op = 1202, gpa = 5000, route = custom, frame(object: u64), reply(resource: CUDA_RESOURCE_DESC))]
    fn cuTexObjectGetResourceDesc(pResDesc: Out<CUDA_RESOURCE_DESC>, texObject: CUtexObject);

    #[row(op = 1203, gpa = 5000, route = custom, frame(object: u64), reply(texture: CUDA_TEXTURE_DESC))]
    fn cuTexObjectGetTextureDesc(pTexDesc: Out<CUDA_TEXTURE_DESC>, texObject: CUtexObject);

    #[row(op = 1204, gpa = 5000, route = custom, frame(object: u64), reply(view: CUDA_RESOURCE_VIEW_DESC))]
    fn cuTexObjectGetResourceViewDesc(
        pResViewDesc: Out<CUDA_RESOURCE_VIEW_DESC>,
        texObject: CUtexObject,
    );

    #[row(op = 1205, gpa = 2000, route = custom, frame(reference: handle))]
    fn cuTexRefCreate(pTexRef: New<CUtexref>);

    #[row(op = 1206, gpa = 2000, route = custom, frame(reference: handle))]
    fn cuTexRefDestroy(hTexRef: Drop<CUtexref>);

    #[row(op = 1207, gpa = 2000, route = sync)]
    fn cuTexRefSetArray(hTexRef: CUtexref, hArray: CUarray, Flags: c_uint);

    #[row(op = 1208, gpa = 5000, route = sync)]
    fn cuTexRefSetMipmappedArray(hTexRef: CUtexref, hMipmappedArray: CUmipmappedArray, Flags: c_uint);

    #[row(op = 1209, gpa = 2000, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuTexRefSetAddress(
        ByteOffset: Raw<*mut c_uint>,
        hTexRef: CUtexref,
        dptr: CUdeviceptr_v1,
        bytes: c_uint,
    );

    #[row(op = 1210, gpa = 3020, route = custom, frame(reference: handle, address: u64, bytes: u64), reply(offset: u64))]
    fn cuTexRefSetAddress_v2(ByteOffset: Opt<Out<usize>>, hTexRef: CUtexref, dptr: CUdeviceptr, bytes: usize);

    #[row(op = 1211, gpa = 2020, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuTexRefSetAddress2D(
        hTexRef: CUtexref,
        desc: Raw<*const CUDA_ARRAY_DESCRIPTOR_v1>,
        dptr: CUdeviceptr_v1,
        Pitch: c_uint,
    );

    #[row(op = 1212, gpa = 3020, route = custom, frame(reference: handle, descriptor: CUDA_ARRAY_DESCRIPTOR_v2, address: u64, pitch: u64))]
    fn cuTexRefSetAddress2D_v2(
        hTexRef: CUtexref,
        desc: In<CUDA_ARRAY_DESCRIPTOR_v2>,
        dptr: CUdeviceptr,
        Pitch: usize,
    );

    #[row(op = 1213, gpa = 4010, route = custom, frame(reference: handle, descriptor: CUDA_ARRAY_DESCRIPTOR_v2, address: u64, pitch: u64))]
    fn cuTexRefSetAddress2D_v3(
        hTexRef: CUtexref,
        desc: In<CUDA_ARRAY_DESCRIPTOR_v2>,
        dptr: CUdeviceptr,
        Pitch: usize,
    );

    #[row(op = 1214, gpa = 2000, route = sync)]
    fn cuTexRefSetFormat(hTexRef: CUtexref, fmt: CUarray_format, NumPackedComponents: c_int);

    #[row(op = 1215, gpa = 2000, route = sync)]
    fn cuTexRefSetAddressMode(hTexRef: CUtexref, dim: c_int, am: CUaddress_mode);

    #[row(op = 1216, gpa = 2000, route = sync)]
    fn cuTexRefSetFilterMode(hTexRef: CUtexref, fm: CUfilter_mode);

    #[row(op = 1217, gpa = 5000, route = sync)]
    fn cuTexRefSetMipmapFilterMode(hTexRef: CUtexref, fm: CUfilter_mode);

    #[row(op = 1218, gpa = 5000, route = sync)]
    fn cuTexRefSetMipmapLevelBias(hTexRef: CUtexref, bias: f32);

    #[row(op = 1219, gpa = 5000, route = sync)]
    fn cuTexRefSetMipmapLevelClamp(hTexRef: CUtexref, minMipmapLevelClamp: f32, maxMipmapLevelClamp: f32);

    #[row(op = 1220, gpa = 5000, route = sync)]
    fn cuTexRefSetMaxAnisotropy(hTexRef: CUtexref, maxAniso: c_uint);

    #[row(op = 1221, gpa = 8000, route = custom, frame(reference: handle, color: array<f32>))]
    fn cuTexRefSetBorderColor(hTexRef: CUtexref, pBorderColor: Raw<*mut f32>);

    #[row(op = 1222, gpa = 2000, route = sync)]
    fn cuTexRefSetFlags(hTexRef: CUtexref, Flags: c_uint);

    #[row(op = 1223, gpa = 2000, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuTexRefGetAddress(pdptr: Raw<*mut CUdeviceptr_v1>, hTexRef: CUtexref);

    #[row(op = 1224, gpa = 3020, route = sync)]
    fn cuTexRefGetAddress_v2(pdptr: Out<CUdeviceptr>, hTexRef: CUtexref);

    #[row(op = 1225, gpa = 2000, route = custom, frame(reference: handle), reply(array: handle))]
    fn cuTexRefGetArray(phArray: Known<CUarray>, hTexRef: CUtexref);

    #[row(op = 1226, gpa = 5000, route = custom, frame(reference: handle), reply(mipmap: handle))]
    fn cuTexRefGetMipmappedArray(phMipmappedArray: Known<CUmipmappedArray>, hTexRef: CUtexref);

    #[row(op = 1227, gpa = 2000, route = sync)]
    fn cuTexRefGetAddressMode(pam: Out<CUaddress_mode>, hTexRef: CUtexref, dim: c_int);

    #[row(op = 1228, gpa = 2000, route = sync)]
    fn cuTexRefGetFilterMode(pfm: Out<CUfilter_mode>, hTexRef: CUtexref);

    #[row(op = 1229, gpa = 2000, route = sync)]
    fn cuTexRefGetFormat(pFormat: Out<CUarray_format>, pNumChannels: Out<c_int>, hTexRef: CUtexref);

    #[row(op = 1230, gpa = 5000, route = sync)]
    fn cuTexRefGetMipmapFilterMode(pfm: Out<CUfilter_mode>, hTexRef: CUtexref);

    #[row(op = 1231, gpa = 5000, route = sync)]
    fn cuTexRefGetMipmapLevelBias(pbias: Out<f32>, hTexRef: CUtexref);

    #[row(op = 1232, gpa = 5000, route = sync)]
    fn cuTexRefGetMipmapLevelClamp(
        pminMipmapLevelClamp: Out<f32>,
        pmaxMipmapLevelClamp: Out<f32>,
        hTexRef: CUtexref,
    );

    #[row(op = 1233, gpa = 5000, route = sync)]
    fn cuTexRefGetMaxAnisotropy(pmaxAniso: Out<c_int>, hTexRef: CUtexref);

    #[row(op = 1234, gpa = 8000, route = custom, frame(reference: handle), reply(color: array<f32>))]
    fn cuTexRefGetBorderColor(pBorderColor: Raw<*mut f32>, hTexRef: CUtexref);

    #[row(op = 1235, gpa = 2000, route = sync)]
    fn cuTexRefGetFlags(pFlags: Out<c_uint>, hTexRef: CUtexref);
}
