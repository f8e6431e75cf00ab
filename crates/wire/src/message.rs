//! The macro that turns a row's field list into a struct with an encoder and a checking decoder.

use crate::{Decoder, Encoder, Random, WireError};

/// The body of a request or of a reply.
pub trait Message<'a>: Sized {
    /// The opcode of the row that the message belongs to.
    const OP: u16;
    /// Appends the fields.
    fn encode(&self, encoder: &mut Encoder);
    /// Takes the fields and checks that nothing is left.
    ///
    /// # Errors
    /// A [`WireError`] that says what is wrong with the bytes.
    fn decode(decoder: Decoder<'a>) -> Result<Self, WireError>;
    /// Some message, for generators of test frames. `arena` holds borrowed bytes.
    fn generate(random: Random<'_>, arena: &'a [u8]) -> Self;
}

/// `message! { Name = op { field: Type, … } }`; write `Name<'a>` if a field borrows from the frame.
macro_rules! message {
    ($name:ident $(<$lt:lifetime>)? = $op:literal { $($field:ident: $ty:ty),* $(,)? }) => {
        #[doc = concat!("Fields of `", stringify!($name), "`, opcode ", $op, ".")]
        #[derive(Debug, Clone)]
        #[allow(non_camel_case_types, non_snake_case, missing_docs)]
        pub struct $name $(<$lt>)? { $(pub $field: $ty),* }

        impl<'a> crate::Message<'a> for $name $(<$lt>)? {
            const OP: u16 = $op;
            #[inline]
            fn encode(&self, _encoder: &mut crate::Encoder) {
                $(crate::Field::put(&self.$field, _encoder);)*
            }
            #[inline]
            #[allow(non_snake_case, unused_mut)]
            fn decode(mut decoder: crate::Decoder<'a>) -> Result<Self, crate::WireError> {
                $(let $field = crate::Field::take(&mut decoder)?;)*
                decoder.finish()?;
                Ok(Self { $($field),* })
            }
            #[allow(non_snake_case)]
            fn generate(_random: crate::Random<'_>, _arena: &'a [u8]) -> Self {
                $(let $field = crate::Field::generate(_random, _arena);)*
                Self { $($field),* }
            }
        }
    };
}
