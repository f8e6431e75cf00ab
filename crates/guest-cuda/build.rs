//! Gives the library the name under which CUDA programs look for their driver, and keeps it loaded: like
//! NVIDIA's, it stays after `dlclose`, because threads, handlers and runtimes hold addresses in it.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libcuda.so.1");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
}
