//! Memory that comes and goes while a session lasts, and what else is said over the control socket: the control thread's part.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use link::{
    account::Account,
    doorbell::Doorbell,
    gauges::Gauges,
    passage::{Bye, Farewell},
    window::{Segment, Window},
    worker::RequestHandler,
};
use table::{
    CU_MEMHOSTREGISTER_DEVICEMAP, CU_MEMHOSTREGISTER_PORTABLE, CUcontext, CudaError, CudaResult, check,
};

use crate::{
    driver::Driver,
    farewell::{Drained, Said},
    tap::Tap,
};

/// Registers `len` bytes at `address` of the window with the device, at the same address.
///
/// # Errors
/// What the driver says, or `INVALID_VALUE` if the device would see them elsewhere.
pub fn register(driver: &Driver, address: u64, len: u64) -> CudaResult {
    let flags = CU_MEMHOSTREGISTER_PORTABLE | CU_MEMHOSTREGISTER_DEVICEMAP;
    let mut device = 0;
    // SAFETY: a segment of the window, mapped until it is unregistered; the pointer is to a local.
    unsafe {
        check((driver.cuMemHostRegister_v2)(address as *mut _, len as usize, flags))?;
        check((driver.cuMemHostGetDevicePointer_v2)(&mut device, address as *mut _, 0))?;
    }
    if device == address { Ok(()) } else { Err(CudaError::INVALID_VALUE) }
}

/// Answers what the guest asks for over the control socket.
pub struct Segments {
    pub driver: Arc<Driver>,
    pub context: CUcontext,
    pub drained: Arc<Drained>,
    pub doorbell: Arc<Doorbell>,
    pub account: Box<dyn Fn() -> Account + Send + Sync>,
    pub said: Arc<Mutex<Said>>,
    pub window: Arc<Window>,
    pub gauges: Option<Arc<Gauges>>,
    pub tap: Option<Arc<Tap>>,
}

impl Segments {
    /// Tells how much memory is shared, less what is `going`.
    pub fn tell(&self, going: u64) {
        if let Some(gauges) = &self.gauges {
            gauges.share(self.window.bytes().saturating_sub(going), self.window.layout().ring_len);
        }
    }

    pub fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RequestHandler for Segments {
    fn segment_added(&self, segment: &Arc<Segment>) -> Result<(), String> {
        register(&self.driver, segment.addr(), segment.len()).map_err(|error| {
            let name = table::error_name(error.code()).unwrap_or(c"unknown error");
            format!("the device does not take the memory: {}", name.to_string_lossy())
        })?;
        if let Some(tap) = &self.tap {
            tap.segment(segment);
        }
        self.tell(0);
        Ok(())
    }

    fn segment_dropping(&self, segment: &Arc<Segment>) {
        if let Some(tap) = &self.tap {
            tap.segment_gone(segment);
        }
        // SAFETY: registered when it was added. A failure leaves it registered until the process ends.
        unsafe { (self.driver.cuMemHostUnregister)(segment.addr() as *mut _) };
        self.tell(segment.len());
    }

    fn query(&self, what: &str, body: serde_json::Value) -> Result<serde_json::Value, String> {
        if what != "guest_report" {
            return Err(format!("this worker answers no query called {what}"));
        }
        let report = serde_json::from_value(body).map_err(|error| format!("that is no report: {error}"))?;
        self.said().report = Some(report);
        Ok(serde_json::Value::Null)
    }

    fn bye(&self, theirs: Bye) -> Farewell {
        self.said().bye = Some(theirs);
        self.drained.part(theirs, &self.doorbell, &self.account)
    }
}
