//! Checkpoints of other processes.

extern "C" {
    #[row(op = 1950, gpa = 12080, route = unsupported, why = "checkpoints: not yet forwarded")]
    fn cuCheckpointProcessGetRestoreThreadId(pid: c_int, tid: Raw<*mut c_int>);

    #[row(op = 1951, gpa = 12080, route = unsupported, why = "checkpoints: not yet forwarded")]
    fn cuCheckpointProcessGetState(pid: c_int, state: Raw<*mut CUprocessState>);

    #[row(op = 1952, gpa = 12080, route = unsupported, why = "checkpoints: not yet forwarded")]
    fn cuCheckpointProcessLock(pid: c_int, args: Raw<*mut CUcheckpointLockArgs>);

    #[row(op = 1953, gpa = 12080, route = unsupported, why = "checkpoints: not yet forwarded")]
    fn cuCheckpointProcessCheckpoint(pid: c_int, args: Raw<*mut CUcheckpointCheckpointArgs>);

    #[row(op = 1954, gpa = 12080, route = unsupported, why = "checkpoints: not yet forwarded")]
    fn cuCheckpointProcessRestore(pid: c_int, args: Raw<*mut CUcheckpointRestoreArgs>);

    #[row(op = 1955, gpa = 12080, route = unsupported, why = "checkpoints: not yet forwarded")]
    fn cuCheckpointProcessUnlock(pid: c_int, args: Raw<*mut CUcheckpointUnlockArgs>);
}
