//! Symbols that NVIDIA's debugger looks for in a driver library, exported inert: debugging goes on in the process
//! that drives the device, which is not this one.

#![allow(non_upper_case_globals, non_snake_case, missing_docs)]

/// `CUDBG_ERROR_UNINITIALIZED`: the debugger's interface is not there.
const UNINITIALIZED: u32 = 5;

/// Words that a debugger reads or sets. Nothing here looks at them.
macro_rules! words {
    ($($name:ident)*) => {$(
        #[unsafe(no_mangle)]
        pub static $name: core::sync::atomic::AtomicU64 = core::sync::atomic::AtomicU64::new(0);
    )*};
}

/// Functions that a debugger calls or stops at.
macro_rules! functions {
    ($($name:ident)*) => {$(
        #[unsafe(no_mangle)]
        pub extern "C" fn $name() -> u32 {
            UNINITIALIZED
        }
    )*};
}

words! {
    cudbgApiClientPid
    cudbgApiClientRevision
    cudbgAttachHandlerAvailable
    cudbgDebuggerCapabilities
    cudbgDebuggerInitialized
    cudbgDetachSuspendedDevicesMask
    cudbgEnableIntegratedMemcheck
    cudbgEnableLaunchBlocking
    cudbgEnablePreemptionDebugging
    cudbgInjectionPath
    cudbgIpcFlag
    cudbgReportDriverApiErrorFlags
    cudbgReportedDriverApiErrorCode
    cudbgReportedDriverApiErrorFuncNameAddr
    cudbgReportedDriverApiErrorFuncNameSize
    cudbgReportedDriverApiErrorNameAddr
    cudbgReportedDriverApiErrorNameSize
    cudbgReportedDriverApiErrorSource
    cudbgReportedDriverApiErrorStringAddr
    cudbgReportedDriverApiErrorStringSize
    cudbgReportedDriverInternalErrorCode
    cudbgResumeForAttachDetach
    cudbgRpcEnabled
    cudbgSessionId
    cudbgUseExternalDebugger
}

functions! {
    cudbgApiAttach
    cudbgApiDetach
    cudbgApiInit
    cudbgGetAPI
    cudbgGetAPIVersion
    cudbgMain
    cudbgReportDriverApiError
    cudbgReportDriverInternalError
}
