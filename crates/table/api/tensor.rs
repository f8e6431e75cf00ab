//! Tensor maps: a computation on the host's CPU, whose 128 bytes the hardware reads.

extern "C" {
    #[row(op = 1350, gpa = 12000, route = custom, frame(data_type: u32, rank: u32, address: u64, dimensions: array<u64>, strides: array<u64>, box_dimensions: array<u32>, element_strides: array<u32>, interleave: u32, swizzle: u32, promotion: u32, fill: u32), reply(map: array<u64>))]
    fn cuTensorMapEncodeTiled(
        tensorMap: Out<CUtensorMap>,
        tensorDataType: CUtensorMapDataType,
        tensorRank: u32,
        globalAddress: CUdeviceptr,
        globalDim: InArray<u64, tensorRank>,
        globalStrides: Raw<*const u64>,
        boxDim: InArray<u32, tensorRank>,
        elementStrides: InArray<u32, tensorRank>,
        interleave: CUtensorMapInterleave,
        swizzle: CUtensorMapSwizzle,
        l2Promotion: CUtensorMapL2promotion,
        oobFill: CUtensorMapFloatOOBfill,
    );

    #[row(op = 1351, gpa = 12000, route = custom, frame(data_type: u32, rank: u32, address: u64, dimensions: array<u64>, strides: array<u64>, lower: array<u32>, upper: array<u32>, channels: u32, pixels: u32, element_strides: array<u32>, interleave: u32, swizzle: u32, promotion: u32, fill: u32), reply(map: array<u64>))]
    fn cuTensorMapEncodeIm2col(
        tensorMap: Out<CUtensorMap>,
        tensorDataType: CUtensorMapDataType,
        tensorRank: u32,
        globalAddress: CUdeviceptr,
        globalDim: InArray<u64, tensorRank>,
        globalStrides: Raw<*const u64>,
        pixelBoxLowerCorner: Raw<*const c_int>,
        pixelBoxUpperCorner: Raw<*const c_int>,
        channelsPerPixel: u32,
        pixelsPerColumn: u32,
        elementStrides: InArray<u32, tensorRank>,
        interleave: CUtensorMapInterleave,
        swizzle: CUtensorMapSwizzle,
        l2Promotion: CUtensorMapL2promotion,
        oobFill: CUtensorMapFloatOOBfill,
    );

    #[row(op = 1352, gpa = 12080, route = custom, frame(data_type: u32, rank: u32, address: u64, dimensions: array<u64>, strides: array<u64>, lower: i32, upper: i32, channels: u32, pixels: u32, element_strides: array<u32>, interleave: u32, mode: u32, swizzle: u32, promotion: u32, fill: u32), reply(map: array<u64>))]
    fn cuTensorMapEncodeIm2colWide(
        tensorMap: Out<CUtensorMap>,
        tensorDataType: CUtensorMapDataType,
        tensorRank: u32,
        globalAddress: CUdeviceptr,
        globalDim: InArray<u64, tensorRank>,
        globalStrides: Raw<*const u64>,
        pixelBoxLowerCornerWidth: c_int,
        pixelBoxUpperCornerWidth: c_int,
        channelsPerPixel: u32,
        pixelsPerColumn: u32,
        elementStrides: InArray<u32, tensorRank>,
        interleave: CUtensorMapInterleave,
        mode: CUtensorMapIm2ColWideMode,
        swizzle: CUtensorMapSwizzle,
        l2Promotion: CUtensorMapL2promotion,
        oobFill: CUtensorMapFloatOOBfill,
    );

    #[row(op = 1353, gpa = 12000, route = sync)]
    fn cuTensorMapReplaceAddress(tensorMap: InOut<CUtensorMap>, globalAddress: CUdeviceptr);
}
