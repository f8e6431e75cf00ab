//! Lets the command run in guests of older distributions.

include!("../link/glibc/build.rs");

fn main() {
    link_with_old_glibc("bins");
}
