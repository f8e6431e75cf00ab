//! Gives the library the name under which CUDA programs look for their driver, and keeps it loaded: like
//! NVIDIA's, it stays after `dlclose`, because threads, handlers and runtimes hold addresses in it.

include!("../link/glibc/build.rs");

fn main() {
    link_with_old_glibc("cdylib");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libcuda.so.1");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
}
