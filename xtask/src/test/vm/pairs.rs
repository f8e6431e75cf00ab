//! Two machines on one mediator: both compute at once, and one is killed while it computes.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rustix::process::Signal;

use super::stub::{Way, bodies, passed};
use super::wait_until;
use crate::host::Host;
use crate::process::send;
use crate::vm::Maker;

/// How long the host may hold what a machine had that is gone.
const RECLAIM: Duration = Duration::from_secs(1);

/// Says how soon the host was rid of the killed machine.
pub fn run(way: &Way, maker: &Maker, built: &Path, folder: &Path, programs: &Path) -> Result<String> {
    let folder = &folder.join(format!("pairs-{}", way.name));
    std::fs::create_dir_all(folder)?;
    let host = Host::start(built, folder)?;
    let (doomed, other) = (way.device(&host, "doomed.sock")?, way.device(&host, "other.sock")?);
    let share = format!("{}=/programs", programs.display());
    let launch = |name: &str, stub: &Path| {
        let stub = stub.display().to_string();
        maker.with_qemu(way.qemu).launch(name, &[way.flags(&stub).as_slice(), &["--share", &share]].concat())
    };
    let mut vms = [
        launch(&format!("doomed-{}", way.name), &doomed.path)?,
        launch(&format!("other-{}", way.name), &other.path)?,
    ];
    vms.iter_mut().try_for_each(|vm| vm.wait_for_boot(1))?;
    let [doomed_vm, other_vm] = vms;

    let started = Instant::now();
    let both = [(&doomed_vm, "doomed-bodies"), (&other_vm, "other-bodies")];
    let both = both.map(|(vm, log)| bodies(vm).log(folder.join(log)).start());
    let mut count = 0;
    for running in both {
        count += passed(&running?.finish()?).context("two machines at once")?;
    }
    let took = started.elapsed();

    let words = ["/programs/vgpu-conformance", "endure", "--cuda", "/programs/libcuda.so.1"];
    let endures = doomed_vm.command(&words).log(folder.join("endures")).start()?;
    let computes = || endures.printed().starts_with("computing\n");
    wait_until("the program to be killed does not compute", computes).with_context(|| endures.said())?;
    let mut goes_on = bodies(&other_vm).log(folder.join("goes-on")).start()?;
    wait_until("the other machine has no session", || host.sessions(&other) > 0)?;
    ensure!(host.sessions(&doomed) == 1 && doomed.open_channels() > 0, "the host sees no program to kill");
    let qemu = doomed_vm.qemu()?;
    let killed = Instant::now();
    send(qemu, Signal::KILL);
    let is_free = || host.sessions(&doomed) == 0 && doomed.open_channels() == 0;
    wait_until("the host does not notice that a machine is gone", is_free).with_context(|| doomed.log())?;
    let freed = killed.elapsed();
    ensure!(freed <= RECLAIM, "the host has what a killed machine had for {:.2} s", freed.as_secs_f64());
    ensure!(goes_on.is_running(), "a program of the other machine has ended too: {}", goes_on.said());
    passed(&goes_on.finish()?).context("in a machine whose neighbour was killed")?;

    drop((endures, doomed_vm));
    ensure!(other_vm.stop()?.is_success(), "the other machine did not end well");
    for device in [doomed, other] {
        let counted = device.stop()?;
        ensure!(counted["transport"]["window_traps"] == 0, "accesses to the window trapped: {counted}");
        ensure!(counted["transport"]["violations"] == 0, "QEMU broke the protocol: {counted}");
    }
    host.stop()?;
    Ok(format!(
        "{}: two machines pass {count} bodies at once in {:.1} s; one is killed while it computes, its session and channel are gone \
         after {:.2} s, and the other goes on",
        way.name,
        took.as_secs_f64(),
        freed.as_secs_f64()
    ))
}
