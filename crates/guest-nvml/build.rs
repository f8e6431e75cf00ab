//! Gives the library the name under which programs look for it, and keeps it loaded: handlers of forks are in it.

include!("../link/glibc/build.rs");

fn main() {
    link_with_old_glibc("cdylib");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libnvidia-ml.so.1");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
}
