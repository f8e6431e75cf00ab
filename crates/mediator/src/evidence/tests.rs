use link::report::{Work, count};

use super::*;

/// A session in which everything fits: two launches of which one failed, and a copy each way.
fn fitting() -> (GuestReport, WorkerReport) {
    let mut guest = GuestReport { session: 7, payloads_hashed: true, ..GuestReport::default() };
    let mut worker = WorkerReport { session: 7, payloads_hashed: true, ..WorkerReport::default() };
    for name in ["cuLaunchKernel", "cuLaunchKernel", "cuMemcpyHtoD_v2", "cuMemcpyDtoH_v2"] {
        count(&mut guest.calls, name);
        count(&mut guest.routes, "custom");
        count(&mut guest.sent, name);
        count(&mut worker.received, name);
    }
    count(&mut guest.calls, "cuCtxGetCurrent");
    count(&mut guest.routes, "local");
    worker.executed = Counts::from([
        ("cuLaunchKernel".into(), 1),
        ("cuMemcpyHtoD_v2".into(), 1),
        ("cuMemcpyDtoH_v2".into(), 1),
    ]);
    worker.failed = Counts::from([("cuLaunchKernel".into(), 1)]);
    worker.failed_launches = 1;
    guest.crossings = Crossings {
        frames: Traffic { count: 4, bytes: 400, checksum: 1 },
        replies: Traffic { count: 2, bytes: 40, checksum: 2 },
        payload_in: Traffic { count: 1, bytes: 64, checksum: 3 },
        payload_out: Traffic { count: 1, bytes: 64, checksum: 4 },
    };
    worker.crossings = guest.crossings;
    guest.submitted = Work { launches: Counts::from([("axpy".into(), 2)]), ..Work::default() };
    guest.submitted.copies.host_to_device.add(64);
    guest.submitted.copies.device_to_host.add(64);
    worker.done = guest.submitted.clone();
    worker.done.launches = Counts::from([("axpy".into(), 1)]);
    (guest, worker)
}

/// The hops that disagree after `change`.
fn hops(change: impl FnOnce(&mut GuestReport, &mut WorkerReport)) -> Vec<(Hop, String)> {
    let (mut guest, mut worker) = fitting();
    change(&mut guest, &mut worker);
    compare(&guest, &worker).into_iter().map(|found| (found.hop, found.what)).collect()
}

#[test]
fn a_session_in_which_everything_fits_has_no_disagreement() {
    assert_eq!(hops(|_, _| ()), []);
    assert_eq!(compare(&GuestReport::default(), &WorkerReport::default()), []);
}

#[test]
fn a_lost_frame_is_named_with_its_hop() {
    let found = hops(|_, worker| {
        worker.received.insert("cuMemcpyHtoD_v2".into(), 0);
        worker.executed.insert("cuMemcpyHtoD_v2".into(), 0);
        worker.crossings.frames.count = 3;
    });
    assert_eq!(found, [(Hop::Link, "cuMemcpyHtoD_v2".into()), (Hop::Link, "frames: count".into())]);
}

#[test]
fn a_frame_that_was_not_executed_is_named() {
    let found = hops(|_, worker| {
        worker.executed.remove("cuMemcpyDtoH_v2");
        worker.done.copies.device_to_host = Default::default();
    });
    assert!(found.contains(&(Hop::Execution, "copies".into())), "{found:?}");
    assert!(found.contains(&(Hop::Execution, "cuMemcpyDtoH_v2".into())), "{found:?}");
    assert!(found.iter().all(|(hop, _)| *hop == Hop::Execution));
}

#[test]
fn damaged_bytes_show_in_the_checksum_of_their_direction() {
    let found = hops(|_, worker| worker.crossings.payload_in.checksum ^= 1);
    assert_eq!(found, [(Hop::Link, "payload to the device: checksum".into())]);
    let found = hops(|guest, _| guest.crossings.payload_out.checksum ^= 1);
    assert_eq!(found, [(Hop::Return, "payload to the program: checksum".into())]);
    let found = hops(|guest, _| guest.crossings.replies.checksum ^= 1);
    assert_eq!(found, [(Hop::Return, "replies: checksum".into())]);
}

#[test]
fn hashing_at_one_end_only_is_a_disagreement() {
    let found = hops(|guest, _| guest.payloads_hashed = false);
    assert_eq!(found, [(Hop::Link, "payload bytes".into())]);
    let neither = hops(|guest, worker| {
        guest.payloads_hashed = false;
        worker.payloads_hashed = false;
        worker.crossings.payload_in.checksum = 99;
    });
    assert_eq!(neither, []);
}

#[test]
fn work_that_nobody_submitted_is_a_disagreement() {
    let found = hops(|_, worker| {
        worker.done.launches = Counts::from([("other".into(), 1)]);
    });
    assert_eq!(found, [(Hop::Execution, "launches of other".into())]);
    let found = hops(|_, worker| worker.done.copies.host_to_device.bytes = 63);
    assert_eq!(found, [(Hop::Execution, "bytes copied host to device".into())]);
}

#[test]
fn replies_that_nobody_waited_for_any_more_are_no_disagreement() {
    let found = hops(|guest, worker| {
        guest.outstanding_replies = 2;
        worker.crossings.replies = Traffic { count: 4, bytes: 48, checksum: 9 };
    });
    assert_eq!(found, []);
    let found = hops(|guest, worker| {
        guest.outstanding_replies = 1;
        worker.crossings.replies.count = 4;
    });
    assert_eq!(found, [(Hop::Return, "replies: count".into())]);
    let found = hops(|guest, worker| {
        guest.outstanding_replies = 1;
        worker.crossings.replies.checksum ^= 1;
    });
    assert_eq!(found, [(Hop::Return, "replies: checksum".into())]);
}

#[test]
fn a_report_too_long_to_name_its_kernels_is_judged_by_their_number() {
    let sum_up = |count| Counts::from([(ALL_KERNELS.to_owned(), count)]);
    assert_eq!(hops(|guest, _| guest.submitted.launches = sum_up(2)), []);
    assert_eq!(hops(|_, worker| worker.done.launches = sum_up(1)), []);
    let found = hops(|guest, _| guest.submitted.launches = sum_up(3));
    assert_eq!(found, [(Hop::Execution, "kernel and graph launches".into())]);
}

/// A library that counts what it does not send: every tenth launch and copy is swallowed.
#[test]
fn a_guest_that_swallows_work_is_caught_on_the_way_to_the_worker() {
    let (mut guest, mut worker) = (GuestReport::default(), WorkerReport::default());
    for number in 0..20 {
        let reaches = number % 10 != 9;
        for name in ["cuLaunchKernel", "vgpuCopyInline"] {
            count(&mut guest.sent, name);
            guest.crossings.frames.count += u64::from(reaches);
            if reaches {
                count(&mut worker.received, name);
                count(&mut worker.executed, name);
            }
        }
        count(&mut guest.submitted.launches, "axpy");
        guest.submitted.copies.host_to_device.add(64);
        if reaches {
            count(&mut worker.done.launches, "axpy");
            worker.done.copies.host_to_device.add(64);
        }
    }
    worker.crossings = guest.crossings;
    let found = compare(&guest, &worker);
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    for line in [
        "program → guest library: frames by name and in all: 40 against 36",
        "guest library → worker: cuLaunchKernel: 20 against 18",
        "guest library → worker: vgpuCopyInline: 20 against 18",
        "worker → driver: kernel and graph launches: 20 against 18",
        "worker → driver: copies: 20 against 18",
    ] {
        assert!(told.iter().any(|it| it == line), "{line} is not in {told:?}");
    }
}

#[test]
fn calls_that_took_no_route_are_a_disagreement() {
    let found = hops(|guest, _| guest.routes.clear());
    assert_eq!(found, [(Hop::Guest, "calls by name and by route".into())]);
}

#[test]
fn a_guest_without_report_is_judged_by_its_window() {
    let (guest, mut worker) = fitting();
    assert_eq!(compare_without_guest(&worker), None);
    worker.guest_crossings = Some(guest.crossings);
    worker.said_farewell = true;
    assert_eq!(compare_without_guest(&worker), Some(vec![]));
    worker.crossings.frames.bytes += 8;
    assert_eq!(compare_without_guest(&worker).map(|found| found.len()), Some(1));
    worker.crossings.payload_out.bytes += 8;
    assert_eq!(compare_without_guest(&worker).map(|found| found.len()), Some(2));
}

#[test]
fn a_guest_that_was_killed_is_judged_by_its_frames() {
    let (guest, mut worker) = fitting();
    // The window does not show what the guest has counted of replies and data.
    let frames_only = Crossings { frames: guest.crossings.frames, ..Crossings::default() };
    worker.guest_crossings = Some(frames_only);
    assert_eq!(compare_without_guest(&worker), Some(vec![]));
    // Killed just after it had written a frame.
    worker.guest_crossings = Some(Crossings {
        frames: Traffic { count: frames_only.frames.count - 1, bytes: 300, checksum: 8 },
        ..frames_only
    });
    assert_eq!(compare_without_guest(&worker), Some(vec![]));
    worker.guest_crossings = Some(Crossings::default());
    assert_ne!(compare_without_guest(&worker), Some(vec![]));
}

#[test]
fn calls_that_only_the_guest_has_answered_are_a_disagreement_unless_it_may() {
    let (mut guest, _) = fitting();
    assert_eq!(answers(&guest, |_| false), []);
    guest.calls.insert("cuMemsetD8Async".into(), 9);
    guest.failed.insert("cuMemsetD8Async".into(), 1);
    guest.answered_alone = Counts::from([("cuMemsetD8Async".into(), 3), ("cuStreamQuery".into(), 2)]);
    let found = answers(&guest, |name| name == "cuStreamQuery");
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    let line = "program → guest library: cuMemsetD8Async: calls that succeeded and calls that were forwarded: \
                8 against 5";
    assert_eq!(told, [line]);
}

#[test]
fn another_driver_or_an_open_gpu_is_a_way_past_the_guest_library() {
    let (mut guest, _) = fitting();
    guest.contents.driver = "/ours".into();
    guest.contents.other_drivers = vec!["/theirs".into()];
    guest.contents.device_files = vec!["/dev/nvidia0".into()];
    let found = answers(&guest, |_| true);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|found| found.hop == Hop::Guest));
}
