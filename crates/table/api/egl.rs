//! EGL.

extern "C" {
    #[row(op = 1750, gpa = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsEGLRegisterImage(
        pCudaResource: Raw<*mut CUgraphicsResource>,
        image: EGLImageKHR,
        flags: c_uint,
    );

    #[row(op = 1751, gpa = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuGraphicsResourceGetMappedEglFrame(
        eglFrame: Raw<*mut CUeglFrame>,
        resource: CUgraphicsResource,
        index: c_uint,
        mipLevel: c_uint,
    );

    #[row(op = 1752, gpa = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuEGLStreamConsumerConnect(conn: Raw<*mut CUeglStreamConnection>, stream: EGLStreamKHR);

    #[row(op = 1753, gpa = 8000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuEGLStreamConsumerConnectWithFlags(
        conn: Raw<*mut CUeglStreamConnection>,
        stream: EGLStreamKHR,
        flags: c_uint,
    );

    #[row(op = 1754, gpa = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuEGLStreamConsumerDisconnect(conn: Raw<*mut CUeglStreamConnection>);

    #[row(op = 1755, gpa = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuEGLStreamConsumerAcquireFrame(
        conn: Raw<*mut CUeglStreamConnection>,
        pCudaResource: Raw<*mut CUgraphicsResource>,
        pStream: Raw<*mut CUstream>,
        timeout: c_uint,
    );

    #[row(op = 1756, gpa = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuEGLStreamConsumerReleaseFrame(
        conn: Raw<*mut CUeglStreamConnection>,
        pCudaResource: CUgraphicsResource,
        pStream: Raw<*mut CUstream>,
    );

    #[row(op = 1757, gpa = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuEGLStreamProducerConnect(
        conn: Raw<*mut CUeglStreamConnection>,
        stream: EGLStreamKHR,
        width: EGLint,
        height: EGLint,
    );

    #[row(op = 1758, gpa = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuEGLStreamProducerDisconnect(conn: Raw<*mut CUeglStreamConnection>);

    #[row(op = 1759, gpa = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuEGLStreamProducerPresentFrame(
        conn: Raw<*mut CUeglStreamConnection>,
        eglframe: CUeglFrame,
        pStream: Raw<*mut CUstream>,
    );

    #[row(op = 1760, gpa = 7000, route = unsupported, why = "can never work: graphics objects of the guest are not on the host's GPU")]
    fn cuEGLStreamProducerReturnFrame(
        conn: Raw<*mut CUeglStreamConnection>,
        eglframe: Raw<*mut CUeglFrame>,
        pStream: Raw<*mut CUstream>,
    );

    #[row(op = 1761, route = unsupported, why = "no public header declares it")]
    fn cuEGLApiInit();
}
