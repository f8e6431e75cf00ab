//! Link options of the C library.

fn main() {
    // Threads of the library may run while a program calls dlclose, so it stays mapped, as NVIDIA's does.
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libsoftcuda.so");
    println!("cargo:rerun-if-changed=build.rs");
}
