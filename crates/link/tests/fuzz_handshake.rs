//! Invented and damaged control messages, as many as `VGPU_FUZZ_HANDSHAKES` says: what a mediator, a worker and a
//! guest make of what they hear. It fails by panicking; `VGPU_FUZZ_SEED` repeats a run.
#![cfg(not(loom))]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::os::fd::AsFd;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use link::control::{
    Attach, DeviceSnapshot, FORWARDED_ENV, FromGuest, Handover, Hello, Refused, RefusedReason, Reply,
    Request, ToGuest, Welcome,
};
use link::layout::LayoutConfig;
use link::passage::{Bye, DevicePassage, Farewell, GuestPassage, Passage, RingReading};
use link::report::{GuestReport, WorkerReport};
use link::socket::{pair, recv_with_fds};
use link::window::SegmentKind;
use rustix::net::SendFlags;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Messages where nothing else is asked for: a second of work.
const USUAL: u64 = 20_000;
/// Each of so many goes through a socket as well, which costs more.
const THROUGH_A_SOCKET: u64 = 16;
const SOON: Duration = Duration::from_secs(5);

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }

    fn choose<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        &choices[self.below(choices.len())]
    }
}

/// One honest message of every kind, as text.
fn honest() -> Vec<Vec<u8>> {
    let mut hello = Hello::of_this_process(7, "1.0.0");
    hello.env.insert("CUDA_VISIBLE_DEVICES".into(), "0".into());
    let layout = LayoutConfig { segment_len: 1 << 20, ring_len: 64 << 10, slot_count: 4 }.layout().unwrap();
    let attach = Attach {
        base: 1 << 40,
        reserved_len: 1 << 31,
        layout,
        generation: 1,
        global_barriers: true,
        offset: 0,
        polls: false,
    };
    let add = Request::AddSegment {
        segment: 1,
        address: 1 << 40,
        len: 1 << 20,
        kind: SegmentKind::Growth,
        offset: 0,
    };
    let request = |request| FromGuest::Request { id: 3, request };
    let welcome = Welcome {
        version: "1.0.0".into(),
        protocol_hash: 7,
        devices: vec![DeviceSnapshot { name: "device".into(), ..DeviceSnapshot::default() }],
        ..Welcome::default()
    };
    let handover = Handover {
        session: 9,
        hello: hello.clone(),
        with: Vec::new(),
        extra: [("quota".to_owned(), json!(5))].into(),
    };
    let refused = Refused::new(RefusedReason::Busy, "no room".into());
    let from_guest = [
        FromGuest::Hello(hello),
        FromGuest::Attach(attach),
        request(add),
        request(Request::DropSegment { segment: 1 }),
        request(Request::Query { what: "device".into(), body: json!({"a": [1, 2.5, null, "x"]}) }),
        FromGuest::Bye(Bye {
            passage: Some(Passage { guest: Some(GuestPassage::default()), device: None }),
            ..Bye::default()
        }),
    ];
    let to_guest = [
        ToGuest::Refused(refused),
        ToGuest::Welcome(Box::new(welcome)),
        ToGuest::Attached { global_barriers: false },
        ToGuest::AttachFailed { message: "taken".into(), retry: true },
        ToGuest::Reply { id: 3, reply: Reply::Done(Value::Null) },
        ToGuest::Reply { id: 3, reply: Reply::Failed("no".into()) },
        ToGuest::Farewell(Farewell {
            device: Some(DevicePassage { ring: Some(RingReading::default()), ..DevicePassage::default() }),
            report: Some(Box::default()),
            ..Farewell::default()
        }),
    ];
    let mut texts: Vec<Vec<u8>> = from_guest.iter().map(|it| serde_json::to_vec(it).unwrap()).collect();
    texts.extend(to_guest.iter().map(|it| serde_json::to_vec(it).unwrap()));
    texts.push(serde_json::to_vec(&handover).unwrap());
    texts.push(serde_json::to_vec(&GuestReport::default()).unwrap());
    texts.push(serde_json::to_vec(&WorkerReport::default()).unwrap());
    texts
}

/// Replaces some value somewhere in a message: what keeps the form and breaks the sense.
fn change(random: &mut Random, value: &mut Value, depth: usize) {
    let goes_on = random.below(4) > 0 && depth < 8;
    match value {
        Value::Object(map) if !map.is_empty() && goes_on => {
            let at = random.below(map.len());
            if random.below(12) == 0 {
                let key = map.keys().nth(at).cloned().unwrap_or_default();
                map.remove(&key);
            } else if let Some(inner) = map.values_mut().nth(at) {
                change(random, inner, depth + 1);
            }
        }
        Value::Array(list) if !list.is_empty() && goes_on => {
            let at = random.below(list.len());
            change(random, &mut list[at], depth + 1);
        }
        _ => {
            let long = "x".repeat(random.below(5000));
            *value = random
                .choose(&[
                    json!(null),
                    json!(0),
                    json!(-1),
                    json!(u64::MAX),
                    json!(i64::MIN),
                    json!(1_u64 << 47),
                    json!(1.5e308),
                    json!(true),
                    json!(long),
                    json!("\u{0}\n\u{202e}=;"),
                    json!([]),
                    json!({}),
                    json!([[[[[[1]]]]]]),
                ])
                .clone();
        }
    }
}

fn damage(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..=random.below(5) {
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes.truncate(at.max(1)),
            1 => bytes.insert(at, random.next() as u8),
            2 => drop(bytes.remove(at)),
            _ => bytes[at] = *random.choose(b"\"{}[],:0123456789eE-+.\\u\x00\xff truefalsn"),
        }
        if bytes.is_empty() {
            bytes.push(b'{');
        }
    }
}

/// Whatever is understood is also looked at, as its receivers do.
fn hear(bytes: &[u8]) -> bool {
    fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
        serde_json::from_slice(bytes).ok()
    }
    let look = |hello: &Hello| {
        let _ = hello.check(7, "1.0.0");
        for (name, value) in hello.forwarded_env() {
            assert!(FORWARDED_ENV.contains(&name) && !value.contains('\0'));
        }
    };
    let from_guest: Option<FromGuest> = parsed(bytes);
    match &from_guest {
        Some(FromGuest::Hello(hello)) => look(hello),
        Some(FromGuest::Attach(attach)) => drop(attach.layout.check()),
        _ => {}
    }
    let to_guest: Option<ToGuest> = parsed(bytes);
    match &to_guest {
        Some(ToGuest::Welcome(welcome)) => drop(welcome.check(7, "1.0.0")),
        Some(ToGuest::Refused(refused)) => drop(refused.to_string()),
        _ => {}
    }
    let handover: Option<Handover> = parsed(bytes);
    if let Some(handover) = &handover {
        look(&handover.hello);
    }
    let reports = (parsed::<GuestReport>(bytes), parsed::<WorkerReport>(bytes));
    from_guest.is_some()
        || to_guest.is_some()
        || handover.is_some()
        || reports.0.is_some()
        || reports.1.is_some()
}

#[test]
fn no_message_panics_or_hangs_a_receiver() {
    let messages = variable("VGPU_FUZZ_HANDSHAKES").unwrap_or(USUAL);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_nanos() as u64);
    let seed = variable("VGPU_FUZZ_SEED").unwrap_or(clock) | 1;
    println!("VGPU_FUZZ_SEED={seed}");
    let mut random = Random(seed);
    let honest = honest();
    for text in &honest {
        assert!(hear(text), "an honest message was refused: {}", String::from_utf8_lossy(text));
    }
    let started = Instant::now();
    let mut understood = 0_u64;
    for number in 0..messages {
        let mut bytes = random.choose(&honest).clone();
        if random.below(2) == 0 {
            let mut value: Value = serde_json::from_slice(&bytes).unwrap();
            for _ in 0..=random.below(3) {
                change(&mut random, &mut value, 0);
            }
            bytes = serde_json::to_vec(&value).unwrap();
        } else if random.below(8) == 0 {
            bytes = (0..1 + random.below(300)).map(|_| random.next() as u8).collect();
        } else {
            damage(&mut random, &mut bytes);
        }
        understood += u64::from(hear(&bytes));
        if number % THROUGH_A_SOCKET == 0 {
            let (near, far) = pair().unwrap();
            rustix::net::send(near.as_fd(), &bytes, SendFlags::empty()).unwrap();
            drop(near);
            let _ = recv_with_fds::<FromGuest>(&far, SOON);
        }
    }
    println!("{messages} messages, {understood} understood, {:.1} s", started.elapsed().as_secs_f64());
    assert!(understood > messages / 50, "the generator no longer reaches the receivers");
}
