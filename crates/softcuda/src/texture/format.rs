//! What a texel is made of.

use table::{
    CU_AD_FORMAT_FLOAT, CU_AD_FORMAT_HALF, CU_AD_FORMAT_SIGNED_INT8, CU_AD_FORMAT_SIGNED_INT16,
    CU_AD_FORMAT_SIGNED_INT32, CU_AD_FORMAT_UNSIGNED_INT8, CU_AD_FORMAT_UNSIGNED_INT16,
    CU_AD_FORMAT_UNSIGNED_INT32, CUarray_format, CUresourceViewFormat, CudaError, CudaResult,
};

/// One number of a texel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// Unsigned, 8 bits.
    U8,
    /// Unsigned, 16 bits.
    U16,
    /// Unsigned, 32 bits.
    U32,
    /// Signed, 8 bits.
    S8,
    /// Signed, 16 bits.
    S16,
    /// Signed, 32 bits.
    S32,
    /// Half precision.
    F16,
    /// Single precision.
    F32,
}

impl Channel {
    /// Each with its number in a descriptor.
    const ALL: [(CUarray_format, Self); 8] = [
        (CU_AD_FORMAT_UNSIGNED_INT8, Self::U8),
        (CU_AD_FORMAT_UNSIGNED_INT16, Self::U16),
        (CU_AD_FORMAT_UNSIGNED_INT32, Self::U32),
        (CU_AD_FORMAT_SIGNED_INT8, Self::S8),
        (CU_AD_FORMAT_SIGNED_INT16, Self::S16),
        (CU_AD_FORMAT_SIGNED_INT32, Self::S32),
        (CU_AD_FORMAT_HALF, Self::F16),
        (CU_AD_FORMAT_FLOAT, Self::F32),
    ];

    /// Bytes.
    pub fn size(self) -> u64 {
        match self {
            Self::U8 | Self::S8 => 1,
            Self::U16 | Self::S16 | Self::F16 => 2,
            Self::U32 | Self::S32 | Self::F32 => 4,
        }
    }

    /// Whether it is a floating-point number.
    pub fn is_float(self) -> bool {
        matches!(self, Self::F16 | Self::F32)
    }
}

/// A texel: some channels of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// The kind.
    pub channel: Channel,
    /// How many: 1, 2 or 4.
    pub channels: u32,
}

impl Format {
    /// Largest number that the header gives to a format.
    const LAST: CUarray_format = 203;

    /// The format of a descriptor. Those of video and of compressed textures are not there.
    pub fn new(format: CUarray_format, channels: u32) -> CudaResult<Self> {
        let found = Channel::ALL.iter().find(|(number, _)| *number == format);
        let Some(&(_, channel)) = found else {
            let is_known = (80..=Self::LAST).contains(&format);
            return Err(if is_known { CudaError::NOT_SUPPORTED } else { CudaError::INVALID_VALUE });
        };
        if !matches!(channels, 1 | 2 | 4) {
            return Err(CudaError::INVALID_VALUE);
        }
        Ok(Self { channel, channels })
    }

    /// The format of a resource view; `None` for that of the resource.
    pub fn of_view(format: CUresourceViewFormat) -> CudaResult<Option<Self>> {
        use Channel::{F16, F32, S8, S16, S32, U8, U16, U32};
        const KINDS: [Channel; 8] = [U8, S8, U16, S16, U32, S32, F16, F32];
        const COUNTS: [u32; 3] = [1, 2, 4];
        let Some(index) = (format as usize).checked_sub(1) else { return Ok(None) };
        match KINDS.get(index / COUNTS.len()) {
            Some(&channel) => Ok(Some(Self { channel, channels: COUNTS[index % COUNTS.len()] })),
            // Compressed ones.
            None if index < 34 => Err(CudaError::NOT_SUPPORTED),
            None => Err(CudaError::INVALID_VALUE),
        }
    }

    /// The number in a descriptor.
    pub fn number(self) -> CUarray_format {
        let found = Channel::ALL.iter().find(|(_, channel)| *channel == self.channel);
        found.map_or(0, |&(number, _)| number)
    }

    /// Bytes of a texel.
    pub fn size(self) -> u64 {
        self.channel.size() * u64::from(self.channels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_again() {
        for (number, channel) in Channel::ALL {
            let format = Format::new(number, 4).expect("a format of the header");
            assert_eq!((format.channel, format.number()), (channel, number));
            assert_eq!(format.size(), 4 * channel.size());
        }
        assert_eq!(Format::new(CU_AD_FORMAT_FLOAT, 3), Err(CudaError::INVALID_VALUE));
        assert_eq!(Format::new(7, 1), Err(CudaError::INVALID_VALUE));
        assert_eq!(Format::new(table::CU_AD_FORMAT_NV12, 3), Err(CudaError::NOT_SUPPORTED));
    }

    #[test]
    fn formats_of_views_are_in_the_header_s_order() {
        let of = |number| Format::of_view(number).expect("a format").expect("not the resource's");
        assert_eq!(Format::of_view(0), Ok(None));
        assert_eq!(of(table::CU_RES_VIEW_FORMAT_UINT_1X8), Format { channel: Channel::U8, channels: 1 });
        assert_eq!(of(table::CU_RES_VIEW_FORMAT_SINT_4X16), Format { channel: Channel::S16, channels: 4 });
        assert_eq!(of(table::CU_RES_VIEW_FORMAT_FLOAT_2X16), Format { channel: Channel::F16, channels: 2 });
        assert_eq!(of(table::CU_RES_VIEW_FORMAT_FLOAT_4X32), Format { channel: Channel::F32, channels: 4 });
        assert_eq!(Format::of_view(table::CU_RES_VIEW_FORMAT_SIGNED_BC4), Err(CudaError::NOT_SUPPORTED));
        assert_eq!(Format::of_view(99), Err(CudaError::INVALID_VALUE));
    }
}
