//! How many blocks fit.
//!
//! `by_block` is what the program's callback says for each block size from 1 on; empty if there is no callback.

extern "C" {
    #[row(op = 1150, gpa = 6050, route = custom, why = "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked")]
    fn cuOccupancyMaxActiveBlocksPerMultiprocessor(
        numBlocks: Out<c_int>,
        func: CUfunction,
        blockSize: c_int,
        dynamicSMemSize: usize,
    );

    #[row(op = 1151, gpa = 7000, route = custom, why = "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked", frame(function: handle, block: i32, shared_bytes: u64, flags: u32), reply(blocks: i32))]
    fn cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
        numBlocks: Out<c_int>,
        func: CUfunction,
        blockSize: c_int,
        dynamicSMemSize: usize,
        flags: c_uint,
    );

    #[row(op = 1152, gpa = 10020, route = custom, frame(function: handle, blocks: i32, block: i32), reply(shared_bytes: u64))]
    fn cuOccupancyAvailableDynamicSMemPerBlock(
        dynamicSmemSize: Out<usize>,
        func: CUfunction,
        numBlocks: c_int,
        blockSize: c_int,
    );

    #[row(op = 1153, gpa = 6050, route = custom, why = "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked")]
    fn cuOccupancyMaxPotentialBlockSize(
        minGridSize: Out<c_int>,
        blockSize: Out<c_int>,
        func: CUfunction,
        blockSizeToDynamicSMemSize: CUoccupancyB2DSize,
        dynamicSMemSize: usize,
        blockSizeLimit: c_int,
    );

    #[row(op = 1154, gpa = 7000, route = custom, why = "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked", frame(function: handle, shared_bytes: u64, by_block: array<u64>, limit: i32, flags: u32), reply(min_grid: i32, block: i32))]
    fn cuOccupancyMaxPotentialBlockSizeWithFlags(
        minGridSize: Out<c_int>,
        blockSize: Out<c_int>,
        func: CUfunction,
        blockSizeToDynamicSMemSize: CUoccupancyB2DSize,
        dynamicSMemSize: usize,
        blockSizeLimit: c_int,
        flags: c_uint,
    );

    #[row(op = 1155, gpa = 11070, route = custom, frame(function: handle, grid_x: u32, grid_y: u32, grid_z: u32, block_x: u32, block_y: u32, block_z: u32, shared_bytes: u32, stream: handle, attributes: bytes), reply(clusters: i32))]
    fn cuOccupancyMaxActiveClusters(
        numClusters: Out<c_int>,
        func: CUfunction,
        config: Raw<*const CUlaunchConfig>,
    );

    #[row(op = 1156, gpa = 11070, route = custom, frame(function: handle, grid_x: u32, grid_y: u32, grid_z: u32, block_x: u32, block_y: u32, block_z: u32, shared_bytes: u32, stream: handle, attributes: bytes), reply(size: i32))]
    fn cuOccupancyMaxPotentialClusterSize(
        clusterSize: Out<c_int>,
        func: CUfunction,
        config: Raw<*const CUlaunchConfig>,
    );
}
