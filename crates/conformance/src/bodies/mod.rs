//! The bodies, a file per theme.

use crate::Body;

mod array;
mod callback;
mod capture;
mod capture_into;
mod capture_rules;
mod conditional;
mod context;
mod copy;
mod copy2d;
mod copy_array;
mod copy_array_rules;
mod device;
mod devices;
mod event;
mod fault;
mod graph;
mod graph_memory;
mod green;
mod handmade;
mod host;
mod init;
mod jit;
mod launch;
mod legacy;
mod library;
mod limits;
mod log;
mod lookup;
mod managed;
mod memop;
mod memory;
mod memset;
mod module;
mod node_copies;
mod nodes;
mod occupancy;
mod order;
mod pointer;
mod pool;
mod primary;
mod process;
mod shape;
mod share;
mod stream;
mod surface_kernel;
mod texture;
mod texture_kernel;
mod thread;
mod vmm;

const THEMES: &[&[Body]] = &[
    init::BODIES,
    lookup::BODIES,
    log::BODIES,
    device::BODIES,
    devices::BODIES,
    primary::BODIES,
    context::BODIES,
    limits::BODIES,
    green::BODIES,
    memory::BODIES,
    host::BODIES,
    managed::BODIES,
    copy::BODIES,
    copy2d::BODIES,
    array::BODIES,
    copy_array::BODIES,
    copy_array_rules::BODIES,
    texture::BODIES,
    texture_kernel::BODIES,
    surface_kernel::BODIES,
    memset::BODIES,
    order::BODIES,
    stream::BODIES,
    event::BODIES,
    callback::BODIES,
    memop::BODIES,
    vmm::BODIES,
    pool::BODIES,
    share::BODIES,
    pointer::BODIES,
    module::BODIES,
    jit::BODIES,
    legacy::BODIES,
    library::BODIES,
    launch::BODIES,
    shape::BODIES,
    occupancy::BODIES,
    fault::BODIES,
    capture::BODIES,
    capture_rules::BODIES,
    capture_into::BODIES,
    graph::BODIES,
    handmade::BODIES,
    nodes::BODIES,
    node_copies::BODIES,
    graph_memory::BODIES,
    conditional::BODIES,
    thread::BODIES,
    process::BODIES,
];

/// Every body.
pub fn all() -> impl Iterator<Item = &'static Body> {
    THEMES.iter().flat_map(|bodies| bodies.iter())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_say_their_theme() {
        let mut names = BTreeSet::new();
        for body in all() {
            assert!(names.insert(body.name), "{} twice", body.name);
            assert!(body.name.split('.').count() == 2, "{}", body.name);
            assert!(
                body.name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._".contains(&byte))
            );
        }
    }
}
