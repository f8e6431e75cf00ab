//! OpenGL.

extern "C" {
    #[row(op = 1700, gpa = 3000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsGLRegisterBuffer(pCudaResource: Raw<*mut CUgraphicsResource>, buffer: GLuint, Flags: c_uint);

    #[row(op = 1701, gpa = 3000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsGLRegisterImage(
        pCudaResource: Raw<*mut CUgraphicsResource>,
        image: GLuint,
        target: GLenum,
        Flags: c_uint,
    );

    #[row(op = 1702, gpa = 4010, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLGetDevices(
        pCudaDeviceCount: Raw<*mut c_uint>,
        pCudaDevices: Raw<*mut CUdevice>,
        cudaDeviceCount: c_uint,
        deviceList: CUGLDeviceList,
    );

    #[row(op = 1703, gpa = 6050, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLGetDevices_v2(
        pCudaDeviceCount: Raw<*mut c_uint>,
        pCudaDevices: Raw<*mut CUdevice>,
        cudaDeviceCount: c_uint,
        deviceList: CUGLDeviceList,
    );

    #[row(op = 1704, gpa = 2000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLCtxCreate(pCtx: Raw<*mut CUcontext>, Flags: c_uint, device: CUdevice);

    #[row(op = 1705, gpa = 3020, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLCtxCreate_v2(pCtx: Raw<*mut CUcontext>, Flags: c_uint, device: CUdevice);

    #[row(op = 1706, gpa = 2000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLInit();

    #[row(op = 1707, gpa = 2000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLRegisterBufferObject(buffer: GLuint);

    #[row(op = 1708, gpa = 2000, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuGLMapBufferObject(dptr: Raw<*mut CUdeviceptr_v1>, size: Raw<*mut c_uint>, buffer: GLuint);

    #[row(op = 1709, gpa = 3020, ptds = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLMapBufferObject_v2(dptr: Raw<*mut CUdeviceptr>, size: Raw<*mut usize>, buffer: GLuint);

    #[row(op = 1710, gpa = 2000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLUnmapBufferObject(buffer: GLuint);

    #[row(op = 1711, gpa = 2000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLUnregisterBufferObject(buffer: GLuint);

    #[row(op = 1712, gpa = 2030, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLSetBufferObjectMapFlags(buffer: GLuint, Flags: c_uint);

    #[row(op = 1713, gpa = 2030, route = unsupported, why = "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device")]
    fn cuGLMapBufferObjectAsync(
        dptr: Raw<*mut CUdeviceptr_v1>,
        size: Raw<*mut c_uint>,
        buffer: GLuint,
        hStream: CUstream,
    );

    #[row(op = 1714, gpa = 3020, ptsz = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLMapBufferObjectAsync_v2(
        dptr: Raw<*mut CUdeviceptr>,
        size: Raw<*mut usize>,
        buffer: GLuint,
        hStream: CUstream,
    );

    #[row(op = 1715, gpa = 2030, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGLUnmapBufferObjectAsync(buffer: GLuint, hStream: CUstream);
}
