//! `vgpu serve`: the mediator in the foreground.

use anyhow::{Context, Result};
use mediator::Mediator;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::cli::ServeArgs;
use crate::settings::Settings;

/// Serves until SIGTERM or SIGINT.
pub fn execute(arguments: &ServeArgs) -> Result<u8> {
    let settings = Settings::gather(arguments)?;
    if arguments.print_config {
        crate::print(&toml::to_string(&settings).context("cannot print the configuration")?)?;
        return Ok(0);
    }
    crate::log_to_stderr(&settings.log)?;
    let (config, device) = settings.resolve()?;
    // Before the socket exists: whoever sees it may send a signal at once.
    let mut signals = Signals::new([SIGTERM, SIGINT]).context("cannot catch signals")?;
    raise_descriptor_limit();
    let mediator = Mediator::new(config).context("cannot serve")?;
    tracing::info!(library = %device.library.display(), is_soft = device.is_soft, "serving");
    let handle = mediator.handle();
    if let Some(address) = settings.metrics()? {
        let address = crate::metrics::serve(address, handle.clone())?;
        tracing::info!("metrics at http://{address}/metrics");
    }
    std::thread::spawn(move || {
        for _ in signals.forever() {
            handle.stop();
        }
    });
    mediator.run()?;
    Ok(0)
}

/// Five descriptors per session, and more for what it shares, soon exceed the usual soft limit of 1024.
fn raise_descriptor_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
}
