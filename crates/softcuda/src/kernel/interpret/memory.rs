//! What a kernel needs from outside: memory, and a few services.

use super::super::launch::Fault;

/// Global and constant memory, by address, and what the system provides.
pub trait System {
    /// Reads.
    fn load(&mut self, address: u64, bytes: &mut [u8]) -> Result<(), Fault>;

    /// Writes.
    fn store(&mut self, address: u64, bytes: &[u8]) -> Result<(), Fault>;

    /// Reads, computes and writes as one, if others use the memory at the same time; gives what was there.
    fn update(
        &mut self,
        address: u64,
        bytes: usize,
        change: &mut dyn FnMut(u128) -> u128,
    ) -> Result<u128, Fault> {
        let mut buffer = [0; 16];
        self.load(address, &mut buffer[..bytes])?;
        let old = u128::from_le_bytes(buffer);
        let new = change(old).to_le_bytes();
        self.store(address, &new[..bytes])?;
        Ok(old)
    }

    /// What `printf` prints.
    fn print(&mut self, text: &[u8]) {
        let _ = text;
    }

    /// `malloc`; 0 if there is nothing left.
    fn allocate(&mut self, bytes: u64) -> u64 {
        let _ = bytes;
        0
    }

    /// `free`.
    fn release(&mut self, address: u64) {
        let _ = address;
    }

    /// `cudaGraphSetConditional`.
    fn set_condition(&mut self, condition: u64, value: u32) {
        let _ = (condition, value);
    }

    /// Whether the grid should end early.
    fn is_ended(&mut self) -> bool {
        false
    }
}

/// A system that is one piece of memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bytes {
    /// The address of the first byte.
    pub base: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What was printed.
    pub printed: Vec<u8>,
}

impl Bytes {
    /// Zeros.
    pub fn new(base: u64, size: usize) -> Self {
        Self { base, bytes: vec![0; size], printed: Vec::new() }
    }

    fn range(&mut self, address: u64, count: usize, is_write: bool) -> Result<&mut [u8], Fault> {
        let fault = Fault::IllegalAddress { address, bytes: count as u32, is_write };
        let start = address.checked_sub(self.base).and_then(|start| usize::try_from(start).ok());
        let end = start.and_then(|start| start.checked_add(count));
        match (start, end) {
            (Some(start), Some(end)) => self.bytes.get_mut(start..end).ok_or(fault),
            _ => Err(fault),
        }
    }
}

impl System for Bytes {
    fn load(&mut self, address: u64, bytes: &mut [u8]) -> Result<(), Fault> {
        bytes.copy_from_slice(self.range(address, bytes.len(), false)?);
        Ok(())
    }

    fn store(&mut self, address: u64, bytes: &[u8]) -> Result<(), Fault> {
        self.range(address, bytes.len(), true)?.copy_from_slice(bytes);
        Ok(())
    }

    fn print(&mut self, text: &[u8]) {
        self.printed.extend_from_slice(text);
    }
}
