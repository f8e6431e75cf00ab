//! The parameters of a launch, packed into the one buffer that travels.

use core::ffi::c_void;

use table::{
    CU_LAUNCH_PARAM_BUFFER_POINTER, CU_LAUNCH_PARAM_BUFFER_SIZE, CU_LAUNCH_PARAM_END, CudaError, CudaResult,
};

use super::Function;

/// The most bytes of parameters that any device takes, with room to spare: a bound on what is copied.
pub(super) const MAX_PARAMETERS: usize = 64 << 10;
/// The most entries of an `extra` array that are looked at; two are ever needed.
const MAX_EXTRA: usize = 16;

/// Where the parameters of a function lie in the buffer that a launch passes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// (offset, size) of each parameter, bytes.
    pub parameters: Box<[(u32, u32)]>,
    /// Bytes of the whole buffer.
    pub len: usize,
}

impl Layout {
    /// A layout of the worker's numbers.
    ///
    /// # Errors
    /// `UNKNOWN` if it is larger than any device's: a worker of the same protocol says no such thing.
    pub fn new(offsets: &[u32], sizes: &[u32]) -> CudaResult<Self> {
        let parameters: Box<[(u32, u32)]> = offsets.iter().copied().zip(sizes.iter().copied()).collect();
        let end = |&(offset, size): &(u32, u32)| offset as usize + size as usize;
        let len = parameters.iter().map(end).max().unwrap_or(0);
        if len > MAX_PARAMETERS {
            return Err(CudaError::UNKNOWN);
        }
        Ok(Self { parameters, len })
    }
}

impl Function {
    /// Puts the parameters of a launch into `out`, which is emptied first, as one buffer. Without parameters nothing
    /// is read.
    ///
    /// # Errors
    /// `INVALID_VALUE` for a null pointer; what [`Function::layout`] says.
    ///
    /// # Safety
    /// `params` is null or points to as many pointers as the function has parameters, each null or pointing to a
    /// value of the parameter's size.
    #[inline]
    pub unsafe fn pack(&self, params: *const *const c_void, out: &mut Vec<u8>) -> CudaResult {
        let layout = self.layout()?;
        out.clear();
        if layout.parameters.is_empty() {
            return Ok(());
        }
        if params.is_null() {
            return Err(CudaError::INVALID_VALUE);
        }
        out.resize(layout.len, 0);
        for (index, &(offset, size)) in layout.parameters.iter().enumerate() {
            // SAFETY: the caller vouches for as many pointers as there are parameters.
            let value = unsafe { params.add(index).read() };
            if value.is_null() {
                return Err(CudaError::INVALID_VALUE);
            }
            // SAFETY:
            // - source: the caller vouches for the parameter's size;
            // - destination: `out` is as long as the largest offset + size of the layout;
            // - no overlap: `out` is ours.
            unsafe {
                core::ptr::copy_nonoverlapping(
                    value.cast(),
                    out.as_mut_ptr().add(offset as usize),
                    size as usize,
                );
            }
        }
        Ok(())
    }

    /// Puts the parameters of a launch, in whichever form they are passed, into `out`.
    ///
    /// # Errors
    /// `INVALID_VALUE` if both forms are used, or neither and the function has parameters.
    ///
    /// # Safety
    /// `params` as in [`Function::pack`]; `extra` is null or as in [`packed`].
    #[inline]
    pub unsafe fn pack_launch(
        &self,
        params: *const *const c_void,
        extra: *mut *mut c_void,
        out: &mut Vec<u8>,
    ) -> CudaResult {
        if extra.is_null() {
            // SAFETY: the caller's contract.
            return unsafe { self.pack(params, out) };
        }
        if !params.is_null() {
            return Err(CudaError::INVALID_VALUE);
        }
        // SAFETY: the caller's contract.
        unsafe { packed(extra, out) }
    }
}

/// Puts the buffer of an `extra` array into `out`, which is emptied first.
///
/// # Errors
/// `INVALID_VALUE` for an unknown key, a buffer without a size, or one longer than any device takes.
///
/// # Safety
/// `extra` points to keys and values, ended by `CU_LAUNCH_PARAM_END`: a readable buffer, and the address of its size.
pub unsafe fn packed(extra: *mut *mut c_void, out: &mut Vec<u8>) -> CudaResult {
    let (mut buffer, mut len) = (core::ptr::null::<u8>(), None);
    let mut ended = false;
    for index in 0..MAX_EXTRA {
        // SAFETY: the array goes on until its end mark (caller).
        let key = unsafe { extra.add(2 * index).read() } as usize;
        if key == CU_LAUNCH_PARAM_END {
            ended = true;
            break;
        }
        // SAFETY: every key but the end mark has a value.
        let value = unsafe { extra.add(2 * index + 1).read() };
        if key == CU_LAUNCH_PARAM_BUFFER_POINTER {
            buffer = value.cast_const().cast();
        } else if key == CU_LAUNCH_PARAM_BUFFER_SIZE && !value.is_null() {
            // SAFETY: not null, and by CUDA's contract the address of a `size_t`.
            len = Some(unsafe { value.cast::<usize>().read() });
        } else {
            return Err(CudaError::INVALID_VALUE);
        }
    }
    let len = len.filter(|&len| ended && len <= MAX_PARAMETERS).ok_or(CudaError::INVALID_VALUE)?;
    out.clear();
    if len > 0 {
        if buffer.is_null() {
            return Err(CudaError::INVALID_VALUE);
        }
        // SAFETY: the caller vouches for a buffer of that size.
        out.extend_from_slice(unsafe { core::slice::from_raw_parts(buffer, len) });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::function;
    use super::*;

    #[test]
    fn parameters_are_packed_where_they_belong() {
        let function = function(&[(0, 8), (16, 20), (36, 1)]);
        let (a, b, c) = (0x1122_3344_5566_7788_u64, [7u8; 20], 9u8);
        let params: [*const c_void; 3] =
            [(&raw const a).cast(), (&raw const b).cast(), (&raw const c).cast()];
        let mut out = vec![1; 3];
        // SAFETY: three pointers to values of the layout's sizes.
        unsafe { function.pack(params.as_ptr(), &mut out) }.expect("packed");
        assert_eq!(out.len(), 37);
        assert_eq!(out[..8], a.to_le_bytes());
        assert_eq!(out[8..16], [0; 8]);
        assert_eq!(out[16..36], b);
        assert_eq!(out[36], c);
        // SAFETY: null is allowed.
        assert_eq!(unsafe { function.pack(core::ptr::null(), &mut out) }, Err(CudaError::INVALID_VALUE));
    }

    #[test]
    fn a_function_without_parameters_reads_nothing() {
        let mut out = vec![1];
        // SAFETY: nothing is read.
        unsafe { function(&[]).pack(core::ptr::dangling(), &mut out) }.expect("nothing to pack");
        assert!(out.is_empty());
    }

    #[test]
    fn an_extra_array_is_followed() {
        let function = function(&[(0, 4)]);
        let (buffer, mut len) = ([1u8, 2, 3, 4], 4usize);
        let mut extra = [
            CU_LAUNCH_PARAM_BUFFER_POINTER as *mut c_void,
            buffer.as_ptr().cast_mut().cast(),
            CU_LAUNCH_PARAM_BUFFER_SIZE as *mut c_void,
            (&raw mut len).cast(),
            CU_LAUNCH_PARAM_END as *mut c_void,
        ];
        let mut out = Vec::new();
        // SAFETY: a well-formed array.
        unsafe { function.pack_launch(core::ptr::null(), extra.as_mut_ptr(), &mut out) }.expect("packed");
        assert_eq!(out, buffer);
        let params: [*const c_void; 1] = [buffer.as_ptr().cast()];
        // SAFETY: as above.
        let both = unsafe { function.pack_launch(params.as_ptr(), extra.as_mut_ptr(), &mut out) };
        assert_eq!(both, Err(CudaError::INVALID_VALUE));
        extra[0] = 7 as *mut c_void;
        // SAFETY: as above; an unknown key ends the walk.
        let odd = unsafe { function.pack_launch(core::ptr::null(), extra.as_mut_ptr(), &mut out) };
        assert_eq!(odd, Err(CudaError::INVALID_VALUE));
    }
}
