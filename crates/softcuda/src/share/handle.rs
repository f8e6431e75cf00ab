//! The 64 bytes that a program passes on.

use table::{CudaError, CudaResult};

use super::process::Process;

/// What a handle begins with.
const MAGIC: u64 = u64::from_le_bytes(*b"softcuda");

/// What a handle stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// An allocation of device memory.
    Memory = 1,
    /// An event.
    Event = 2,
    /// An allocation of a pool.
    PoolMemory = 3,
}

/// Where in which process something is. Every field of one that was received is a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handle {
    /// What it stands for.
    pub what: What,
    /// The process that made it.
    pub owner: Process,
    /// The descriptor of its file in that process.
    pub descriptor: u32,
    /// The file's inode.
    pub inode: u64,
    /// Bytes that the program asked for.
    pub len: u64,
    /// The pool that the memory is of; 0 for none.
    pub pool: u64,
}

impl Handle {
    /// As what a program passes on.
    pub fn to_bytes(self) -> [u8; 64] {
        let words = [
            MAGIC,
            self.what as u64,
            self.owner.to_bits(),
            u64::from(self.descriptor),
            self.inode,
            self.len,
            self.pool,
            0,
        ];
        let mut bytes = [0; 64];
        for (part, word) in bytes.as_chunks_mut().0.iter_mut().zip(words) {
            *part = word.to_le_bytes();
        }
        bytes
    }

    /// From what a program has received.
    ///
    /// # Errors
    /// `INVALID_VALUE` for anything that is no handle of this kind, as NVIDIA's driver says of a handle that nobody has given.
    pub fn from_bytes(bytes: &[u8; 64], wanted: What) -> CudaResult<Self> {
        let parts = bytes.as_chunks().0;
        let words: [u64; 8] =
            std::array::from_fn(|at| parts.get(at).map_or(0, |part| u64::from_le_bytes(*part)));
        let [MAGIC, what, owner, descriptor, inode, len, pool, 0] = words else {
            return Err(CudaError::INVALID_VALUE);
        };
        let descriptor = u32::try_from(descriptor).map_err(|_| CudaError::INVALID_VALUE)?;
        if what != wanted as u64 || len == 0 || (pool != 0) != (wanted == What::PoolMemory) {
            return Err(CudaError::INVALID_VALUE);
        }
        Ok(Self { what: wanted, owner: Process::from_bits(owner), descriptor, inode, len, pool })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handle() -> Handle {
        let owner = Process { number: 4711, started: 42 };
        Handle { what: What::Memory, owner, descriptor: 17, inode: 99, len: 5000, pool: 0 }
    }

    #[test]
    fn a_handle_survives() {
        assert_eq!(Handle::from_bytes(&handle().to_bytes(), What::Memory), Ok(handle()));
    }

    #[test]
    fn anything_else_is_refused() {
        let refused = Err(CudaError::INVALID_VALUE);
        assert_eq!(Handle::from_bytes(&[0; 64], What::Memory), refused);
        assert_eq!(Handle::from_bytes(&[0xff; 64], What::Memory), refused);
        assert_eq!(Handle::from_bytes(&handle().to_bytes(), What::Event), refused);
        assert_eq!(Handle::from_bytes(&Handle { len: 0, ..handle() }.to_bytes(), What::Memory), refused);
        // The magic number, the kind, a descriptor that none is, the pool of what is of none, and what has to be zero.
        for at in [0, 8, 15, 28, 31, 48, 63] {
            let mut bytes = handle().to_bytes();
            bytes[at] ^= 0x81;
            assert_eq!(Handle::from_bytes(&bytes, What::Memory), refused, "byte {at}");
        }
    }
}
