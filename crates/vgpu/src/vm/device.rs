//! The device as each virtual machine monitor has to be told about it.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use bytesize::ByteSize;
use clap::ValueEnum;
use stub::ivshmem::vectors;

/// Where libvirt puts nothing by itself; it does not know of a device that it is told about behind its back.
const LIBVIRT_SLOT: Slot = Slot { device: 0x1e, function: 0 };
const LIBVIRT_ANCHOR_SLOT: Slot = Slot { device: 0x1d, function: 0 };

/// A monitor whose words we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Vmm {
    /// QEMU's command line
    #[default]
    Qemu,
    /// Cloud Hypervisor's command line
    CloudHypervisor,
    /// libvirt's XML
    Libvirt,
}

/// How the device's daemon and the monitor talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Transport {
    /// vfio-user: QEMU 10.1 or later, Cloud Hypervisor
    #[default]
    VfioUser,
    /// ivshmem-doorbell: every QEMU
    Ivshmem,
}

/// A place on the first bus: device and function, as `05.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    device: u8,
    function: u8,
}

impl std::fmt::Display for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02x}.{}", self.device, self.function)
    }
}

impl std::str::FromStr for Slot {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parse = || {
            let (device, function) = text.split_once('.')?;
            let device = u8::from_str_radix(device, 16).ok().filter(|number| (1..32).contains(number))?;
            let function = u8::from_str_radix(function, 16).ok().filter(|number| *number < 8)?;
            Some(Self { device, function })
        };
        parse().ok_or_else(|| "a slot is a device, 01 to 1f, and a function, 0 to 7: 05.0".to_owned())
    }
}

/// An amount of memory, whole MiB: `4GiB`, `512MiB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory {
    /// How many MiB.
    pub mib: u64,
}

impl std::str::FromStr for Memory {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bytes = text.parse::<ByteSize>().ok().map(|size| size.as_u64());
        let bytes = bytes.filter(|bytes| bytes.is_multiple_of(1 << 20));
        let mib = bytes.map(|bytes| bytes >> 20).filter(|mib| (64..=64 << 20).contains(mib));
        mib.map(|mib| Self { mib })
            .ok_or_else(|| "an amount of memory is 4GiB or 512MiB, whole MiB, at least 64MiB".to_owned())
    }
}

/// One device for one machine.
#[derive(Debug, Clone)]
pub struct Device {
    /// What the monitor calls it.
    pub id: String,
    /// How its daemon is reached.
    pub transport: Transport,
    /// How many channels it has.
    pub channels: u32,
    /// Where its daemon listens.
    pub socket: PathBuf,
    /// Where on the bus it is; the monitor's choice if not given.
    pub slot: Option<Slot>,
    /// The bus, where it is not the first.
    pub bus: Option<String>,
}

impl Device {
    /// The words for QEMU, without the memory.
    pub fn qemu(&self) -> Result<Vec<String>> {
        let id = &self.id;
        Ok(match self.transport {
            Transport::VfioUser => {
                [vec!["-device".to_owned(), self.vfio_user()?], self.anchor(None)].concat()
            }
            Transport::Ivshmem => {
                let (path, vectors) = (comma(text(&self.socket)?), vectors(self.channels));
                let mut device = format!("ivshmem-doorbell,id={id},chardev={id}-socket,vectors={vectors}");
                if let Some(bus) = &self.bus {
                    device += &format!(",bus={bus}");
                }
                if let Some(slot) = self.slot {
                    device += &format!(",addr={slot}");
                }
                vec![
                    "-chardev".to_owned(),
                    format!("socket,id={id}-socket,path={path}"),
                    "-device".to_owned(),
                    device,
                ]
            }
        })
    }

    /// The value of `-device`: the socket can be said in JSON only.
    fn vfio_user(&self) -> Result<String> {
        let mut device =
            format!("{{\"driver\":\"vfio-user-pci\",\"id\":{}", serde_json::to_string(&self.id)?);
        if let Some(bus) = &self.bus {
            device += &format!(",\"bus\":{}", serde_json::to_string(bus)?);
        }
        if let Some(slot) = self.slot {
            device += &format!(",\"addr\":\"{slot}\"");
        }
        let path = serde_json::to_string(text(&self.socket)?)?;
        Ok(device + &format!(",\"socket\":{{\"type\":\"unix\",\"path\":{path}}}}}"))
    }

    /// The words that keep a machine where it is. QEMU moves and saves a machine with a vfio-user device without asking, and
    /// what the device holds is lost. A peer of ivshmem, which shares its page with nobody here, makes QEMU refuse with a
    /// reason; ivshmem-doorbell does so by itself.
    fn anchor(&self, slot: Option<Slot>) -> Vec<String> {
        let id = format!("{}-anchor", self.id);
        let slot = slot.map_or_else(String::new, |slot| format!(",addr={slot}"));
        vec![
            "-object".to_owned(),
            format!("memory-backend-ram,id={id}-memory,size=4K"),
            "-device".to_owned(),
            format!("ivshmem-plain,id={id},memdev={id}-memory,master=off{slot}"),
        ]
    }

    /// The words for Cloud Hypervisor, memory and all.
    pub fn cloud_hypervisor(&self, memory: Memory) -> Result<Vec<String>> {
        ensure!(
            self.transport == Transport::VfioUser,
            "Cloud Hypervisor has no ivshmem with doorbells; use --transport vfio-user"
        );
        ensure!(self.slot.is_none(), "Cloud Hypervisor chooses the slot itself; leave out --slot");
        let socket = text(&self.socket)?;
        ensure!(!socket.contains(','), "Cloud Hypervisor takes no path with a comma: {socket:?}");
        Ok(vec![
            "--memory".to_owned(),
            format!("size={}M,shared=on", memory.mib),
            "--user-device".to_owned(),
            format!("id={},socket={socket}", self.id),
        ])
    }

    /// What goes into libvirt's `<domain>`.
    pub fn libvirt(&self) -> Result<String> {
        let id = xml(&self.id);
        Ok(match self.transport {
            Transport::VfioUser => {
                let slotted = Self { slot: self.slot.or(Some(LIBVIRT_SLOT)), ..self.clone() };
                let mut words = vec!["-device".to_owned(), slotted.vfio_user()?];
                words.extend(self.anchor(Some(LIBVIRT_ANCHOR_SLOT)));
                let words: String =
                    words.iter().map(|word| format!("    <qemu:arg value='{}'/>\n", xml(word))).collect();
                format!(
                    "<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>\n  \
                     <memoryBacking>\n    <source type='memfd'/>\n    <access mode='shared'/>\n  </memoryBacking>\n  \
                     <qemu:commandline>\n{words}  </qemu:commandline>\n</domain>\n"
                )
            }
            Transport::Ivshmem => {
                let vectors = vectors(self.channels);
                let address = self.slot.map_or_else(String::new, |Slot { device, function }| {
                    format!(
                        "      <address type='pci' domain='0x0000' bus='0x00' slot='0x{device:02x}' \
                         function='0x{function}'/>\n"
                    )
                });
                format!(
                    "<domain type='kvm'>\n  <devices>\n    <shmem name='{id}'>\n      \
                     <model type='ivshmem-doorbell'/>\n      <server path='{}'/>\n      \
                     <msi vectors='{vectors}' ioeventfd='on'/>\n{address}    </shmem>\n  </devices>\n</domain>\n",
                    xml(text(&self.socket)?)
                )
            }
        })
    }
}

/// The words that give QEMU memory of which the device's daemon can be given a share. They replace `-m`.
pub fn shared_memory(memory: Memory) -> Vec<String> {
    let mib = memory.mib;
    let words = [
        "-machine".to_owned(),
        "q35,memory-backend=vgpu-memory".to_owned(),
        "-m".to_owned(),
        format!("{mib}M"),
        "-object".to_owned(),
        format!("memory-backend-memfd,id=vgpu-memory,size={mib}M,share=on"),
    ];
    words.into()
}

/// A path as text: command lines in JSON and XML have no other.
pub fn text(path: &Path) -> Result<&str> {
    match path.to_str() {
        Some(text) if !text.contains('\n') => Ok(text),
        _ => bail!("the path {} is no plain text; choose another", path.display()),
    }
}

/// QEMU's options are separated by commas; one that is part of a value is doubled.
pub fn comma(value: &str) -> String {
    value.replace(',', ",,")
}

fn xml(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '\'' => out += "&apos;",
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_slots_are_read() {
        let memory = |text: &str| text.parse::<Memory>().ok().map(|memory| memory.mib);
        assert_eq!(memory("4GiB"), Some(4096));
        assert_eq!(memory("512MiB"), Some(512));
        for bad in ["", "GiB", "128TiB", "1MiB", "256", "100MB", "-1G", "99999999999999999999G"] {
            assert_eq!(memory(bad), None, "{bad}");
        }
        let slot = |text: &str| text.parse::<Slot>().ok().map(|slot| slot.to_string());
        assert_eq!(slot("5.0").as_deref(), Some("05.0"));
        assert_eq!(slot("1f.7").as_deref(), Some("1f.7"));
        for bad in ["", "5", "20.0", "0.0", "5.8", "x.0"] {
            assert_eq!(slot(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_would_break_out_of_a_value_is_escaped() {
        assert_eq!(comma("/a,b"), "/a,,b");
        assert_eq!(xml("<a & 'b'"), "&lt;a &amp; &apos;b&apos;");
        assert!(text(Path::new("/a\nb")).is_err());
    }
}
