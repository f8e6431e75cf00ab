//! What an address is.

use std::{
    ffi::{c_uint, c_void},
    sync::{Arc, atomic::Ordering},
};

use table::{CUcontext, CUdevice, CUdeviceptr, CUmemoryPool, CUpointer_attribute, CudaError, CudaResult};

use super::arg::{input, inputs, out};
use crate::{
    current,
    driver::driver,
    memory::{Kind, Region},
};

/// Ordinal of no device.
const NO_DEVICE: i32 = -2;

const SYNC_MEMOPS: CUpointer_attribute = 6;

/// A value in the size that programs expect for it.
enum Value {
    Byte(bool),
    Half(u32),
    Word(u64),
}

impl Value {
    fn write(self, data: *mut c_void) -> CudaResult {
        match self {
            Self::Byte(value) => out!(data.cast::<u8>())?.set(u8::from(value)),
            Self::Half(value) => out!(data.cast::<u32>())?.set(value),
            Self::Word(value) => out!(data.cast::<u64>())?.set(value),
        }
        Ok(())
    }
}

/// The ordinal of the device that memory belongs to.
fn device_of(region: &Region) -> CudaResult<CUdevice> {
    Ok(match &region.kind {
        Kind::Pooled(pool) => pool.device,
        Kind::Mapping(physical) => physical.properties.location.id,
        _ => driver()?.device_of(region.context),
    })
}

/// An attribute of an address in a region; `INVALID_VALUE` where there is none.
fn of_region(region: &Arc<Region>, which: CUpointer_attribute, address: u64) -> CudaResult<Value> {
    let is_host = region.is_host();
    let is_managed = region.is_managed();
    let pool = match &region.kind {
        Kind::Pooled(pool) => pool.handle,
        Kind::Opened(opened) => opened.pool.as_ref().map_or(CUmemoryPool::NULL, |pool| pool.handle),
        _ => CUmemoryPool::NULL,
    };
    Ok(match which {
        // Mapped and stream-ordered memory belongs to the device, not to a context.
        1 if region.is_mapping() || !pool.is_null() => Value::Word(CUcontext::NULL.0 as u64),
        1 => Value::Word(region.context.0 as u64),
        2 => Value::Half(if is_host { 1 } else { 2 }),
        3 => Value::Word(address),
        4 if is_host || is_managed => Value::Word(address),
        SYNC_MEMOPS => Value::Half(region.sync_memops.load(Ordering::Relaxed).into()),
        7 | 20 => Value::Word(region.id),
        // The driver writes all four bytes, as programs that pass an int expect.
        8 => Value::Half(is_managed.into()),
        9 => Value::Half(device_of(region)? as u32),
        10 => Value::Byte(false),
        11 => Value::Word(region.base),
        12 => Value::Word(region.len),
        13 => Value::Byte(true),
        14 => match &region.kind {
            Kind::Mapping(physical) => Value::Word(physical.properties.requestedHandleTypes.into()),
            _ => Value::Word(0),
        },
        15 => Value::Byte(false),
        16 => Value::Half(region.access() as u32),
        17 => Value::Word(pool.0 as u64),
        18 => Value::Word(region.reserved),
        19 => Value::Word(region.base),
        21 => Value::Byte(false),
        _ => return Err(CudaError::INVALID_VALUE),
    })
}

/// What is said about an address that the library does not know.
fn of_unknown(which: CUpointer_attribute, address: u64) -> CudaResult<Value> {
    Ok(match which {
        2 | 6 | 16 => Value::Half(0),
        1 | 3 | 7 | 11 | 12 | 14 | 17..=20 => Value::Word(0),
        // An address of the program is its own host address.
        4 => Value::Word(address),
        8 => Value::Half(0),
        10 | 13 | 15 | 21 => Value::Byte(false),
        9 => Value::Half(NO_DEVICE as u32),
        _ => return Err(CudaError::INVALID_VALUE),
    })
}

pub unsafe fn cuPointerGetAttribute(
    data: *mut c_void,
    which: CUpointer_attribute,
    address: CUdeviceptr,
) -> CudaResult {
    let space = &driver()?.space;
    current::permitted()?;
    if data.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    match space.find(address) {
        Some(region) => of_region(&region, which, address)?.write(data),
        // Reserved addresses have their range even while nothing is mapped.
        None => {
            let reservation = space.reservation(address).ok_or(CudaError::INVALID_VALUE)?;
            match which {
                11 => Value::Word(reservation.base).write(data),
                12 => Value::Word(reservation.len).write(data),
                13 => Value::Byte(false).write(data),
                _ => Err(CudaError::INVALID_VALUE),
            }
        }
    }
}

pub unsafe fn cuPointerGetAttributes(
    count: c_uint,
    which: *const CUpointer_attribute,
    data: *mut *mut c_void,
    address: CUdeviceptr,
) -> CudaResult {
    let space = &driver()?.space;
    current::permitted()?;
    // There are fewer attributes than this, so more are a mistake.
    if count == 0 || count > 256 {
        return Err(CudaError::INVALID_VALUE);
    }
    let (which, data) = (inputs!(which, count)?, inputs!(data, count)?);
    let region = space.find(address);
    for (which, data) in which.into_iter().zip(data) {
        let known = region.as_ref().map(|region| of_region(region, which, address));
        // An attribute that this kind of memory lacks has the value that unknown memory has.
        let value = match known {
            Some(Ok(value)) => value,
            Some(Err(_)) if which == 4 => Value::Word(0),
            _ => of_unknown(which, address)?,
        };
        value.write(data)?;
    }
    Ok(())
}

pub unsafe fn cuPointerSetAttribute(
    value: *const c_void,
    which: CUpointer_attribute,
    address: CUdeviceptr,
) -> CudaResult {
    let space = &driver()?.space;
    if which != SYNC_MEMOPS {
        return Err(CudaError::INVALID_VALUE);
    }
    let value = input!(value.cast::<u32>())?;
    let region = space.find(address).filter(|region| !region.is_host());
    region.ok_or(CudaError::INVALID_VALUE)?.sync_memops.store(value != 0, Ordering::Relaxed);
    Ok(())
}
