//! Core dumps of the GPU.

extern "C" {
    #[row(op = 1900, gpa = 12010, route = unsupported, why = "GPU core dumps: not yet forwarded")]
    fn cuCoredumpGetAttribute(attrib: CUcoredumpSettings, value: Raw<*mut c_void>, size: Raw<*mut usize>);

    #[row(op = 1901, gpa = 12010, route = unsupported, why = "GPU core dumps: not yet forwarded")]
    fn cuCoredumpGetAttributeGlobal(
        attrib: CUcoredumpSettings,
        value: Raw<*mut c_void>,
        size: Raw<*mut usize>,
    );

    #[row(op = 1902, gpa = 12010, route = unsupported, why = "GPU core dumps: not yet forwarded")]
    fn cuCoredumpSetAttribute(attrib: CUcoredumpSettings, value: Raw<*mut c_void>, size: Raw<*mut usize>);

    #[row(op = 1903, gpa = 12010, route = unsupported, why = "GPU core dumps: not yet forwarded")]
    fn cuCoredumpSetAttributeGlobal(
        attrib: CUcoredumpSettings,
        value: Raw<*mut c_void>,
        size: Raw<*mut usize>,
    );
}
