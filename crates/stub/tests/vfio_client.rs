//! The client that Cloud Hypervisor is built with, against our server.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs::File;
use std::os::fd::AsRawFd;
use std::os::unix::fs::FileExt;
use std::sync::atomic::Ordering;
use std::time::Duration;

use common::{Running, WINDOW, eventfd, rung};
use stub::transport::Delivery;
use vfio_user::Client;

const BAR0: u32 = 0;
const BAR2: u32 = 2;
const CONFIG: u32 = 7;
const MSI: u32 = 1;
/// `VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER`.
const SET_EVENTFD: u32 = 0x24;
/// `VFIO_IRQ_SET_DATA_NONE | VFIO_IRQ_SET_ACTION_TRIGGER`.
const SET_NONE: u32 = 0x21;

fn connect(running: &Running) -> Client {
    Client::new(&running.socket).unwrap()
}

fn read<const N: usize>(client: &mut Client, region: u32, offset: u64) -> [u8; N] {
    let mut data = [0; N];
    client.region_read(region, offset, &mut data).unwrap();
    data
}

#[test]
fn regions_are_two_bars_and_configuration_space() {
    let running = Running::vfio();
    let client = connect(&running);
    let found: Vec<_> =
        (0..9).map(|index| client.region(index).unwrap()).map(|it| (it.size, it.flags)).collect();
    let none = (0, 0);
    assert_eq!(found, [(8192, 3), none, (WINDOW, 0xf), none, none, none, none, (4096, 3), none]);
    assert!(client.region(9).is_none());
    // The client of 0.1.7 has this the wrong way round.
    assert!(!client.resettable());
}

#[test]
fn window_is_the_memory_of_the_model() {
    use stub::Model;

    let running = Running::vfio();
    let client = connect(&running);
    let window = client.region(BAR2).unwrap();
    assert_eq!(window.sparse_areas.len(), 1);
    assert_eq!((window.sparse_areas[0].offset, window.sparse_areas[0].size), (0, WINDOW));
    let theirs = window.file_offset.as_ref().unwrap();
    assert_eq!(theirs.start(), 0);
    let ours = File::from(running.model.window().try_clone_to_owned().unwrap());
    theirs.file().write_all_at(b"from the guest", WINDOW - 14).unwrap();
    let mut text = [0; 14];
    ours.read_exact_at(&mut text, WINDOW - 14).unwrap();
    assert_eq!(&text, b"from the guest");
    assert_eq!(running.handle.counters().counts().window_traps, 0);
}

/// As a VMM does it: with the descriptor that came, at the length that was said.
#[test]
fn window_can_be_mapped_shared() {
    use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};

    let running = Running::vfio();
    let client = connect(&running);
    let theirs = client.region(BAR2).unwrap().file_offset.as_ref().unwrap().file();
    let ours = stub::Model::window(&*running.model).try_clone_to_owned().unwrap();
    let (len, protection) = (WINDOW as usize, ProtFlags::READ | ProtFlags::WRITE);
    // SAFETY: a new mapping at an address of the kernel's choice; used within its length and unmapped before anything
    // else learns of it. The memfd is sealed against shrinking.
    unsafe {
        let map = mmap(std::ptr::null_mut(), len, protection, MapFlags::SHARED, theirs, 0).unwrap();
        map.cast::<u8>().add(len - 1).write_volatile(0x5a);
        munmap(map, len).unwrap();
    }
    let mut byte = [0];
    File::from(ours).read_exact_at(&mut byte, WINDOW - 1).unwrap();
    assert_eq!(byte, [0x5a]);
}

#[test]
fn registers_are_read_and_written_in_words() {
    let running = Running::vfio();
    let mut client = connect(&running);
    assert_eq!(read(&mut client, BAR0, 8), 2_u32.to_le_bytes());
    client.region_write(BAR0, 8, &0x0403_0201_u32.to_le_bytes()).unwrap();
    client.region_write(BAR0, 16, &[1, 0, 0, 0, 2, 0, 0, 0]).unwrap();
    assert_eq!(read(&mut client, BAR0, 8), [1, 2, 3, 4, 3, 0, 0, 0]);
    assert_eq!(read(&mut client, BAR0, 10), [3, 4]);
    assert_eq!(read(&mut client, BAR0, 9), [2]);
    assert_eq!(read(&mut client, BAR0, 16), [1, 0, 0, 0, 2, 0, 0, 0]);
    for (offset, data) in [(8, &[9; 1][..]), (8, &[9; 2]), (10, &[9; 4]), (8, &[9; 12]), (8192, &[9; 4])] {
        client.region_write(BAR0, offset, data).unwrap();
    }
    client.region_write(BAR0, 8188, &[7; 8]).unwrap();
    assert_eq!(read(&mut client, BAR0, 8), [1, 2, 3, 4]);
    assert_eq!(read(&mut client, BAR0, 8188), [7, 7, 7, 7, 0xff, 0xff, 0xff, 0xff]);
    assert_eq!(read(&mut client, BAR0, u64::MAX - 3), [0xff; 4]);
    for beyond in [8192, u32::MAX.into(), 1 << 32, (1 << 33) - 1, u64::MAX] {
        assert_eq!(read(&mut client, BAR0, beyond), [0xff; 8]);
        client.region_write(BAR0, beyond, &[9; 4]).unwrap();
        assert_eq!(read(&mut client, CONFIG, beyond), [0xff; 8]);
        client.region_write(CONFIG, beyond, &[9; 4]).unwrap();
    }
    assert_eq!(read(&mut client, 1, 0), [0xff; 4], "a BAR that there is not");
    let counts = running.handle.counters().counts();
    assert_eq!((counts.register_reads, counts.register_writes, counts.errors), (13, 13, 0));
    // A time is noted when the answer has been sent, so perhaps after it has arrived.
    common::wait_for("all times", || running.handle.counters().latency().count() == 26);
}

#[test]
fn window_answers_messages_too_and_counts_them() {
    let running = Running::vfio();
    let mut client = connect(&running);
    client.region_write(BAR2, 4096, b"trapped").unwrap();
    assert_eq!(&read::<7>(&mut client, BAR2, 4096), b"trapped");
    client.region_write(BAR2, WINDOW - 2, b"end").unwrap();
    assert_eq!(&read::<3>(&mut client, BAR2, WINDOW - 2), b"en\xff");
    for beyond in [WINDOW, 1 << 63, u64::MAX] {
        client.region_write(BAR2, beyond, b"!").unwrap();
        assert_eq!(read(&mut client, BAR2, beyond), [0xff; 4]);
    }
    let counts = running.handle.counters().counts();
    assert_eq!((counts.window_traps, counts.errors), (10, 0));
}

#[test]
fn interrupt_arrives_once_the_guest_has_enabled_it() {
    let running = Running::vfio();
    let mut client = connect(&running);
    let info: Vec<_> = (0..5).map(|index| client.get_irq_info(index).unwrap().count).collect();
    assert_eq!(info, [0, 1, 0, 0, 0]);
    let interrupt = running.model.guest().unwrap().interrupt;
    assert_eq!(interrupt.send(0), Delivery::Dropped);
    let bell = eventfd();
    client.set_irqs(MSI, SET_EVENTFD, 0, 1, &[bell.as_raw_fd()]).unwrap();
    client.region_write(CONFIG, 0x4a, &1_u16.to_le_bytes()).unwrap();
    assert_eq!(interrupt.send(0), Delivery::Dropped, "no bus mastering yet");
    client.region_write(CONFIG, 4, &6_u16.to_le_bytes()).unwrap();
    assert_eq!((interrupt.send(0), rung(&bell)), (Delivery::Sent, 1));

    client.region_write(CONFIG, 0x58, &1_u32.to_le_bytes()).unwrap();
    assert_eq!((interrupt.send(0), rung(&bell)), (Delivery::Pending, 0));
    assert_eq!(read(&mut client, CONFIG, 0x5c), 1_u32.to_le_bytes());
    client.region_write(CONFIG, 0x58, &0_u32.to_le_bytes()).unwrap();
    assert_eq!(rung(&bell), 1);
    assert_eq!(read(&mut client, CONFIG, 0x5c), [0; 4]);

    client.set_irqs(MSI, SET_NONE, 0, 0, &[]).unwrap();
    assert_eq!((interrupt.send(0), rung(&bell)), (Delivery::Dropped, 0));
    assert_eq!(running.handle.counters().counts().errors, 0);
    drop(client);
    running.model.wait_until_alone();
    assert_eq!(interrupt.send(0), Delivery::Dropped);
}

#[test]
fn resets_are_of_the_client_or_of_the_guest() {
    let running = Running::vfio();
    let mut client = connect(&running);
    client.region_write(CONFIG, 4, &6_u16.to_le_bytes()).unwrap();
    client.reset().unwrap();
    assert_eq!(read(&mut client, CONFIG, 4), [0; 2]);
    client.region_write(CONFIG, 4, &6_u16.to_le_bytes()).unwrap();
    let control: [u8; 2] = read(&mut client, CONFIG, 0x68);
    let control = u16::from_le_bytes(control) | 1 << 15;
    client.region_write(CONFIG, 0x68, &control.to_le_bytes()).unwrap();
    assert_eq!(read(&mut client, CONFIG, 4), [0; 2]);
    assert_eq!(running.model.resets.load(Ordering::SeqCst), 2);
    assert_eq!(running.handle.counters().counts().resets, 2);
}

#[test]
fn guest_memory_is_accepted_and_let_go() {
    let running = Running::vfio();
    let mut client = connect(&running);
    let memory = tempfile::tempfile().unwrap();
    let before = common::open_descriptors();
    for number in 0..100 {
        client.dma_map(0, number << 21, 1 << 21, memory.as_raw_fd()).unwrap();
    }
    client.dma_unmap(0, 1 << 21).unwrap();
    // Other tests of this process open some of their own.
    assert!(common::open_descriptors() < before + 80);
    assert_eq!(running.handle.counters().counts().errors, 0);
}

#[test]
fn next_client_finds_a_device_as_new() {
    let running = Running::vfio();
    for round in 1..=3 {
        let mut client = connect(&running);
        assert_eq!(read(&mut client, CONFIG, 0), 0x5647_1234_u32.to_le_bytes());
        assert_eq!(read(&mut client, CONFIG, 4), [0; 2]);
        client.region_write(CONFIG, 4, &6_u16.to_le_bytes()).unwrap();
        assert_eq!(running.model.connections.load(Ordering::SeqCst), round);
        drop(client);
        running.model.wait_until_alone();
    }
    assert_eq!(running.handle.counters().counts().violations, 0);
}

/// Not a bound on a machine that is busy with other tests, where a thread waits for its turn for milliseconds; but
/// half of all answers are given in far less.
#[test]
fn registers_answer_fast() {
    let running = Running::vfio();
    let mut client = connect(&running);
    for _ in 0..2000 {
        read::<4>(&mut client, BAR0, 0);
    }
    let latency = running.handle.counters().latency();
    common::wait_for("all times", || latency.count() == 2000);
    let of = |share| latency.quantile(share).unwrap();
    println!("p50 {:?}, p99 {:?}, p99.9 {:?}, max {:?}", of(0.5), of(0.99), of(0.999), latency.max());
    assert!(of(0.5) < Duration::from_micros(100), "{:?}", of(0.5));
}
