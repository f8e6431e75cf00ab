//! Memory and semaphores of other APIs.

extern "C" {
    #[row(op = 1600, gpa = 10000, route = unsupported, why = "can never work: the handle names an object that another API made on the guest's side")]
    fn cuImportExternalMemory(
        extMem_out: Raw<*mut CUexternalMemory>,
        memHandleDesc: Raw<*const CUDA_EXTERNAL_MEMORY_HANDLE_DESC>,
    );

    #[row(op = 1601, gpa = 10000, route = unsupported, why = "can never work: the handle names an object that another API made on the guest's side")]
    fn cuExternalMemoryGetMappedBuffer(
        devPtr: Raw<*mut CUdeviceptr>,
        extMem: CUexternalMemory,
        bufferDesc: Raw<*const CUDA_EXTERNAL_MEMORY_BUFFER_DESC>,
    );

    #[row(op = 1602, gpa = 10000, route = unsupported, why = "can never work: the handle names an object that another API made on the guest's side")]
    fn cuExternalMemoryGetMappedMipmappedArray(
        mipmap: Raw<*mut CUmipmappedArray>,
        extMem: CUexternalMemory,
        mipmapDesc: Raw<*const CUDA_EXTERNAL_MEMORY_MIPMAPPED_ARRAY_DESC>,
    );

    #[row(op = 1603, gpa = 10000, route = unsupported, why = "can never work: the handle names an object that another API made on the guest's side")]
    fn cuDestroyExternalMemory(extMem: CUexternalMemory);

    #[row(op = 1604, gpa = 10000, route = unsupported, why = "can never work: the handle names an object that another API made on the guest's side")]
    fn cuImportExternalSemaphore(
        extSem_out: Raw<*mut CUexternalSemaphore>,
        semHandleDesc: Raw<*const CUDA_EXTERNAL_SEMAPHORE_HANDLE_DESC>,
    );

    #[row(op = 1605, gpa = 10000, ptsz = 10000, route = unsupported, why = "can never work: the handle names an object that another API made on the guest's side")]
    fn cuSignalExternalSemaphoresAsync(
        extSemArray: Raw<*const CUexternalSemaphore>,
        paramsArray: Raw<*const CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS>,
        numExtSems: c_uint,
        stream: CUstream,
    );

    #[row(op = 1606, gpa = 10000, ptsz = 10000, route = unsupported, why = "can never work: the handle names an object that another API made on the guest's side")]
    fn cuWaitExternalSemaphoresAsync(
        extSemArray: Raw<*const CUexternalSemaphore>,
        paramsArray: Raw<*const CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS>,
        numExtSems: c_uint,
        stream: CUstream,
    );

    #[row(op = 1607, gpa = 10000, route = unsupported, why = "can never work: the handle names an object that another API made on the guest's side")]
    fn cuDestroyExternalSemaphore(extSem: CUexternalSemaphore);
}
