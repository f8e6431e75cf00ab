//! Figures of a mediator as Prometheus reads them: a page on a loopback address.
//!
//! The page has a counter for each tenant, by user and virtual machine, which goes on when sessions end, and for each session
//! that runs figures of its own. The mediator's loop has no part in it: a thread answers, from what the loop has written down.

use std::net::SocketAddr;
use std::sync::atomic::AtomicU64;

use anyhow::{Context, Result, anyhow, ensure};
use link::gauges::Figures;
use link::overview::Overview;
use mediator::{Counters, Handle};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};
use tiny_http::{Header, Method, Request, Response, Server};

/// Where the page is.
const PATH: &str = "/metrics";
/// What it is.
const TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

type Labels = Vec<(&'static str, String)>;

/// An address that only programs of this machine can reach.
pub fn parse(text: &str) -> Result<SocketAddr> {
    let address: SocketAddr = text.parse().map_err(|_| {
        anyhow!("cannot serve metrics at {text:?}: it is no address with a port, as 127.0.0.1:9753")
    })?;
    ensure!(
        address.ip().is_loopback(),
        "cannot serve metrics at {address}: who can reach it from elsewhere would see which programs run; \
         use 127.0.0.1:{} and a proxy that knows whom to let in",
        address.port()
    );
    Ok(address)
}

/// Serves the page from a thread that lives as long as the process, and gives the address with its port.
pub fn serve(address: SocketAddr, handle: Handle) -> Result<SocketAddr> {
    let server = Server::http(address).map_err(|why| anyhow!("cannot serve metrics at {address}: {why}"))?;
    let address = server.server_addr().to_ip().context("metrics have no address")?;
    std::thread::Builder::new()
        .name("metrics".into())
        .spawn(move || {
            for request in server.incoming_requests() {
                if let Err(why) = answer(request, &handle) {
                    tracing::debug!(%why, "metrics were not taken");
                }
            }
        })
        .context("cannot start a thread for metrics")?;
    Ok(address)
}

fn answer(request: Request, handle: &Handle) -> std::io::Result<()> {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    let say = |status: u16, text: &str| Response::from_string(text).with_status_code(status);
    // A page of another origin whose name leads here, in a browser of this machine, must not read it.
    if !host.is_none_or(|host| is_ours(host.value.as_str())) {
        return request.respond(say(403, "this is served to programs of this machine only\n"));
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(say(405, "there is nothing here but to GET\n"));
    }
    if request.url().split('?').next() != Some(PATH) {
        return request.respond(say(404, "the metrics are at /metrics\n"));
    }
    match page(&handle.overview(), &handle.sessions().counters) {
        Ok(text) => {
            let kind = Header::from_bytes("Content-Type", TYPE).into_iter();
            request.respond(kind.fold(Response::from_string(text), Response::with_header))
        }
        Err(why) => request.respond(say(500, &format!("cannot write metrics: {why}\n"))),
    }
}

/// Does a browser or a client that asks for `host` mean this machine?
fn is_ours(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Writes families of metrics down.
struct Book(Registry);

impl Book {
    fn counters(
        &mut self,
        name: &str,
        unit: Option<Unit>,
        help: &str,
        values: impl IntoIterator<Item = (Labels, u64)>,
    ) {
        let family = Family::<Labels, Counter>::default();
        for (labels, value) in values {
            family.get_or_create(&labels).inc_by(value);
        }
        self.put(name, unit, help, family);
    }

    fn seconds(&mut self, name: &str, help: &str, values: impl IntoIterator<Item = (Labels, u64)>) {
        let family = Family::<Labels, Counter<f64, AtomicU64>>::default();
        for (labels, microseconds) in values {
            family.get_or_create(&labels).inc_by(microseconds as f64 / 1e6);
        }
        self.put(name, Some(Unit::Seconds), help, family);
    }

    fn gauges(
        &mut self,
        name: &str,
        unit: Option<Unit>,
        help: &str,
        values: impl IntoIterator<Item = (Labels, u64)>,
    ) {
        let family = Family::<Labels, Gauge<f64, AtomicU64>>::default();
        for (labels, value) in values {
            family.get_or_create(&labels).set(value as f64);
        }
        self.put(name, unit, help, family);
    }

    fn put(
        &mut self,
        name: &str,
        unit: Option<Unit>,
        help: &str,
        family: impl prometheus_client::registry::Metric,
    ) {
        match unit {
            Some(unit) => self.0.register_with_unit(name, help, unit, family),
            None => self.0.register(name, help, family),
        }
    }

    /// What is said of tenants and sessions alike.
    fn figures(&mut self, prefix: &str, all: &[(Labels, Figures)]) {
        let name = |what: &str| format!("{prefix}{what}");
        let of = |get: fn(&Figures) -> u64| all.iter().map(move |(labels, it)| (labels.clone(), get(it)));
        self.counters(
            &name("launches"),
            None,
            "Kernel launches that the driver accepted",
            of(|it| it.launches),
        );
        self.counters(
            &name("graph_launches"),
            None,
            "Graph launches that the driver accepted; kernels in them are not counted",
            of(|it| it.graph_launches),
        );
        self.counters(&name("frames"), None, "Calls taken from the link and executed", of(|it| it.frames));
        self.counters(&name("replies"), None, "Calls answered over the link", of(|it| it.replies));
        self.counters(&name("failed_calls"), None, "Executed calls that failed", of(|it| it.failed));
        self.seconds(
            &name("serving"),
            "Time in which the worker had calls to execute; not the time in which the GPU computed",
            of(|it| it.serving_us),
        );
        let way = |way: &str, get: fn(&Figures) -> u64| {
            let with =
                |labels: &Labels| labels.iter().cloned().chain([("direction", way.to_owned())]).collect();
            all.iter().map(|(labels, it)| (with(labels), get(it))).collect::<Vec<_>>()
        };
        let both = [way("to_device", Figures::bytes_in), way("to_program", Figures::bytes_out)].concat();
        self.counters(
            &name("link"),
            Some(Unit::Bytes),
            "Bytes of calls, replies and data over the link",
            both,
        );
        self.gauges(&name("memory"), Some(Unit::Bytes), "Device memory held", of(|it| it.memory));
        self.gauges(
            &name("window"),
            Some(Unit::Bytes),
            "Memory shared with guests: ring, staging, pinned memory",
            of(|it| it.window_bytes),
        );
    }
}

/// The page.
fn page(overview: &Overview, counters: &Counters) -> Result<String, std::fmt::Error> {
    let mut book = Book(Registry::with_prefix("vgpu"));
    let none = |value: u64| [(Labels::new(), value)];
    let version = vec![("version", overview.version.clone())];
    book.gauges("build_info", None, "The mediator's version", [(version, 1)]);
    book.gauges("warm_workers", None, "Workers that wait for a guest", none(overview.warm_workers as u64));
    let Counters {
        connections,
        admitted,
        refused,
        garbage,
        silent,
        vanished,
        questions,
        workers_started,
        workers_failed,
        workers_killed,
    } = *counters;
    for (name, help, value) in [
        ("connections", "Connections accepted", connections),
        ("guests_admitted", "Guests given a worker", admitted),
        ("guests_refused", "Guests turned away with a reason", refused),
        ("connections_garbage", "Connections that sent no Hello but something else", garbage),
        ("connections_silent", "Connections that sent nothing in time", silent),
        ("connections_vanished", "Connections closed by the peer before a Hello", vanished),
        ("questions", "Questions answered without a session", questions),
        ("workers_started", "Worker processes started", workers_started),
        ("workers_failed", "Workers that did not start, or ended before they had a session", workers_failed),
        ("workers_killed", "Workers that had to be killed", workers_killed),
    ] {
        book.counters(name, None, help, none(value));
    }

    let tenants: Vec<(Labels, _)> = overview
        .totals
        .iter()
        .map(|it| (vec![("uid", it.uid.to_string()), ("machine", it.machine.clone())], it))
        .collect();
    let of = |get: fn(&link::overview::Total) -> u64| {
        tenants.iter().map(move |(labels, it)| (labels.clone(), get(it)))
    };
    book.gauges("sessions", None, "Sessions that run", of(|it| it.running));
    book.counters("sessions_ended", None, "Sessions that have ended", of(|it| it.ended));
    let help = "Sessions whose worker did not end as it should";
    book.counters("sessions_ended_badly", None, help, of(|it| it.ended_badly));
    let figures: Vec<_> = tenants.iter().map(|(labels, it)| (labels.clone(), it.figures)).collect();
    book.figures("", &figures);

    let number = |it: &link::overview::Live| ("session", it.session.to_string());
    let info = overview.sessions.iter().map(|it| {
        let labels = vec![
            number(it),
            ("pid", it.pid.to_string()),
            ("uid", it.uid.to_string()),
            ("machine", it.machine.clone()),
            ("program", it.program.clone()),
            ("worker", it.worker_pid.to_string()),
        ];
        (labels, 1)
    });
    book.gauges("session_info", None, "Who is behind a session's number", info);
    let sessions: Vec<_> = overview.sessions.iter().map(|it| (vec![number(it)], it.figures)).collect();
    book.figures("session_", &sessions);
    let of = |get: fn(&Figures) -> u64| sessions.iter().map(move |(labels, it)| (labels.clone(), get(it)));
    let bytes = || Some(Unit::Bytes);
    book.gauges(
        "session_memory_peak",
        bytes(),
        "The most device memory held at one time",
        of(|it| it.memory_peak),
    );
    book.gauges(
        "session_ring",
        bytes(),
        "Bytes in the ring when the worker last looked",
        of(|it| it.ring_bytes),
    );
    book.gauges("session_ring_size", bytes(), "Bytes that the ring holds", of(|it| it.ring_len));
    let started = overview.sessions.iter().map(|it| (vec![number(it)], it.started_unix_ms / 1000));
    book.gauges("session_start_time", Some(Unit::Seconds), "When it began, since 1970", started);

    let mut text = String::new();
    encode(&mut text, &book.0)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use link::overview::{Live, Total};

    use super::*;

    #[test]
    fn only_loopback_addresses_are_served() {
        assert_eq!(parse("127.0.0.1:0").expect("loopback").port(), 0);
        assert!(parse("[::1]:9").is_ok());
        for (wrong, why) in [
            ("0.0.0.0:9", "127.0.0.1:9"),
            ("[::]:9", "127.0.0.1:9"),
            ("localhost:9", "as 127.0.0.1"),
            ("9", "no address"),
        ] {
            let error = parse(wrong).expect_err("not allowed").to_string();
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn names_that_lead_here_from_elsewhere_are_not_ours() {
        for ours in ["127.0.0.1:9", "localhost", "LOCALHOST:80", "[::1]:9", "[::1]"] {
            assert!(is_ours(ours), "{ours}");
        }
        for other in ["example.org:9", "127.0.0.1.example.org", "", ":9", "10.0.0.1"] {
            assert!(!is_ours(other), "{other}");
        }
    }

    #[test]
    fn a_page_has_tenants_sessions_and_the_mediator() {
        let figures = Figures {
            launches: 7,
            frame_bytes: 100,
            to_device_bytes: 28,
            reply_bytes: 5,
            serving_us: 1_500_000,
            memory: 4096,
            ..Figures::default()
        };
        let live = Live { session: 3, pid: 12, program: "a \"b\"\n\\".into(), figures, ..Live::default() };
        let total = Total { uid: 1000, machine: "vm".into(), running: 1, figures, ..Total::default() };
        let overview = Overview {
            version: "1.0".into(),
            sessions: vec![live],
            totals: vec![total],
            ..Overview::default()
        };
        let text = page(&overview, &Counters { refused: 2, ..Counters::default() }).expect("page");
        for line in [
            "vgpu_build_info{version=\"1.0\"} 1.0",
            "vgpu_guests_refused_total 2",
            "vgpu_sessions{uid=\"1000\",machine=\"vm\"} 1.0",
            "# TYPE vgpu_launches counter",
            "vgpu_launches_total{uid=\"1000\",machine=\"vm\"} 7",
            "# UNIT vgpu_link_bytes bytes",
            "vgpu_link_bytes_total{uid=\"1000\",machine=\"vm\",direction=\"to_device\"} 128",
            "vgpu_session_serving_seconds_total{session=\"3\"} 1.5",
            "vgpu_session_memory_bytes{session=\"3\"} 4096.0",
            "vgpu_session_info{session=\"3\",pid=\"12\",uid=\"0\",machine=\"\",program=\"a \\\"b\\\"\\n\\\\\",worker=\"0\"} 1.0",
        ] {
            assert!(text.lines().any(|it| it == line), "{line}\n{text}");
        }
        assert!(text.ends_with("# EOF\n"));
    }

    #[test]
    fn a_figure_that_nobody_reaches_is_still_a_number() {
        let figures =
            Figures { launches: u64::MAX, serving_us: u64::MAX, memory: u64::MAX, ..Figures::default() };
        let overview =
            Overview { sessions: vec![Live { figures, ..Live::default() }], ..Overview::default() };
        let text = page(&overview, &Counters::default()).expect("page");
        assert!(text.contains("vgpu_session_launches_total{session=\"0\"} 18446744073709551615\n"), "{text}");
    }
}
