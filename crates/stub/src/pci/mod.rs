//! The device's configuration space, as data.
//!
//! `identity` says who the device claims to be, `layout` which byte holds what and who may write it, and `config`
//! is the space itself: bytes behind masks, and the three writes that mean more than their bytes (MSI, bus mastering,
//! function level reset). It knows neither sockets nor models.

mod config;
mod identity;
mod layout;

pub use config::{ConfigSpace, Msi};
pub use identity::Identity;
pub use layout::CONFIG_LEN;
