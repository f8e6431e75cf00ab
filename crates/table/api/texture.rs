//! Textures.

extern "C" {
    #[row(op = 1200, gpa = 5000, route = unsupported, why = "textures: not yet forwarded")]
    fn cuTexObjectCreate(
        pTexObject: Raw<*mut CUtexObject>,
        pResDesc: Raw<*const CUDA_RESOURCE_DESC>,
        pTexDesc: Raw<*const CUDA_TEXTURE_DESC>,
        pResViewDesc: Raw<*const CUDA_RESOURCE_VIEW_DESC>,
    );

    #[row(op = 1201, gpa = 5000, route = unsupported, why = "textures: not yet forwarded")]
    fn cuTexObjectDestroy(texObject: CUtexObject);

    #[row(op = 1202, gpa = 5000, route = unsupported, why = "textures: not yet forwarded")]
    fn cuTexObjectGetResourceDesc(pResDesc: Raw<*mut CUDA_RESOURCE_DESC>, texObject: CUtexObject);

    #[row(op = 1203, gpa = 5000, route = unsupported, why = "textures: not yet forwarded")]
    fn cuTexObjectGetTextureDesc(pTexDesc: Raw<*mut CUDA_TEXTURE_DESC>, texObject: CUtexObject);

    #[row(op = 1204, gpa = 5000, route = unsupported, why = "textures: not yet forwarded")]
    fn cuTexObjectGetResourceViewDesc(
        pResViewDesc: Raw<*mut CUDA_RESOURCE_VIEW_DESC>,
        texObject: CUtexObject,
    );

    #[row(op = 1205, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefCreate(pTexRef: Raw<*mut CUtexref>);

    #[row(op = 1206, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefDestroy(hTexRef: CUtexref);

    #[row(op = 1207, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetArray(hTexRef: CUtexref, hArray: CUarray, Flags: c_uint);

    #[row(op = 1208, gpa = 5000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetMipmappedArray(hTexRef: CUtexref, hMipmappedArray: CUmipmappedArray, Flags: c_uint);

    #[row(op = 1209, gpa = 2000, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuTexRefSetAddress(
        ByteOffset: Raw<*mut c_uint>,
        hTexRef: CUtexref,
        dptr: CUdeviceptr_v1,
        bytes: c_uint,
    );

    #[row(op = 1210, gpa = 3020, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetAddress_v2(ByteOffset: Raw<*mut usize>, hTexRef: CUtexref, dptr: CUdeviceptr, bytes: usize);

    #[row(op = 1211, gpa = 2020, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuTexRefSetAddress2D(
        hTexRef: CUtexref,
        desc: Raw<*const CUDA_ARRAY_DESCRIPTOR_v1>,
        dptr: CUdeviceptr_v1,
        Pitch: c_uint,
    );

    #[row(op = 1212, gpa = 3020, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetAddress2D_v2(
        hTexRef: CUtexref,
        desc: Raw<*const CUDA_ARRAY_DESCRIPTOR_v2>,
        dptr: CUdeviceptr,
        Pitch: usize,
    );

    #[row(op = 1213, gpa = 4010, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetAddress2D_v3(
        hTexRef: CUtexref,
        desc: Raw<*const CUDA_ARRAY_DESCRIPTOR_v2>,
        dptr: CUdeviceptr,
        Pitch: usize,
    );

    #[row(op = 1214, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetFormat(hTexRef: CUtexref, fmt: CUarray_format, NumPackedComponents: c_int);

    #[row(op = 1215, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetAddressMode(hTexRef: CUtexref, dim: c_int, am: CUaddress_mode);

    #[row(op = 1216, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetFilterMode(hTexRef: CUtexref, fm: CUfilter_mode);

    #[row(op = 1217, gpa = 5000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetMipmapFilterMode(hTexRef: CUtexref, fm: CUfilter_mode);

    #[row(op = 1218, gpa = 5000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetMipmapLevelBias(hTexRef: CUtexref, bias: f32);

    #[row(op = 1219, gpa = 5000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetMipmapLevelClamp(hTexRef: CUtexref, minMipmapLevelClamp: f32, maxMipmapLevelClamp: f32);

    #[row(op = 1220, gpa = 5000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetMaxAnisotropy(hTexRef: CUtexref, maxAniso: c_uint);

    #[row(op = 1221, gpa = 8000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetBorderColor(hTexRef: CUtexref, pBorderColor: Raw<*mut f32>);

    #[row(op = 1222, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefSetFlags(hTexRef: CUtexref, Flags: c_uint);

    #[row(op = 1223, gpa = 2000, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuTexRefGetAddress(pdptr: Raw<*mut CUdeviceptr_v1>, hTexRef: CUtexref);

    #[row(op = 1224, gpa = 3020, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetAddress_v2(pdptr: Raw<*mut CUdeviceptr>, hTexRef: CUtexref);

    #[row(op = 1225, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetArray(phArray: Raw<*mut CUarray>, hTexRef: CUtexref);

    #[row(op = 1226, gpa = 5000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetMipmappedArray(phMipmappedArray: Raw<*mut CUmipmappedArray>, hTexRef: CUtexref);

    #[row(op = 1227, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetAddressMode(pam: Raw<*mut CUaddress_mode>, hTexRef: CUtexref, dim: c_int);

    #[row(op = 1228, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetFilterMode(pfm: Raw<*mut CUfilter_mode>, hTexRef: CUtexref);

    #[row(op = 1229, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetFormat(pFormat: Raw<*mut CUarray_format>, pNumChannels: Raw<*mut c_int>, hTexRef: CUtexref);

    #[row(op = 1230, gpa = 5000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetMipmapFilterMode(pfm: Raw<*mut CUfilter_mode>, hTexRef: CUtexref);

    #[row(op = 1231, gpa = 5000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetMipmapLevelBias(pbias: Raw<*mut f32>, hTexRef: CUtexref);

    #[row(op = 1232, gpa = 5000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetMipmapLevelClamp(
        pminMipmapLevelClamp: Raw<*mut f32>,
        pmaxMipmapLevelClamp: Raw<*mut f32>,
        hTexRef: CUtexref,
    );

    #[row(op = 1233, gpa = 5000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetMaxAnisotropy(pmaxAniso: Raw<*mut c_int>, hTexRef: CUtexref);

    #[row(op = 1234, gpa = 8000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetBorderColor(pBorderColor: Raw<*mut f32>, hTexRef: CUtexref);

    #[row(op = 1235, gpa = 2000, route = unsupported, why = "texture references: not yet forwarded")]
    fn cuTexRefGetFlags(pFlags: Raw<*mut c_uint>, hTexRef: CUtexref);
}
