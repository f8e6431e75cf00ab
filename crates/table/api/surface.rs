//! Surfaces.

extern "C" {
    #[row(op = 1250, gpa = 5000, route = unsupported, why = "surfaces: not yet forwarded")]
    fn cuSurfObjectCreate(pSurfObject: Raw<*mut CUsurfObject>, pResDesc: Raw<*const CUDA_RESOURCE_DESC>);

    #[row(op = 1251, gpa = 5000, route = unsupported, why = "surfaces: not yet forwarded")]
    fn cuSurfObjectDestroy(surfObject: CUsurfObject);

    #[row(op = 1252, gpa = 5000, route = unsupported, why = "surfaces: not yet forwarded")]
    fn cuSurfObjectGetResourceDesc(pResDesc: Raw<*mut CUDA_RESOURCE_DESC>, surfObject: CUsurfObject);

    #[row(op = 1253, gpa = 3000, route = unsupported, why = "surface references: not yet forwarded")]
    fn cuSurfRefSetArray(hSurfRef: CUsurfref, hArray: CUarray, Flags: c_uint);

    #[row(op = 1254, gpa = 3000, route = unsupported, why = "surface references: not yet forwarded")]
    fn cuSurfRefGetArray(phArray: Raw<*mut CUarray>, hSurfRef: CUsurfref);
}
