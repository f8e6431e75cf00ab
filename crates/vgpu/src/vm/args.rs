//! `vgpu vm args`: what to add to a virtual machine's definition.

use std::env;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::cli::ArgsArgs;
use super::device::{Device, Transport, Vmm, shared_memory};
use super::qemu::Qemu;

/// Prints it.
pub fn execute(arguments: &ArgsArgs) -> Result<u8> {
    let additions = Additions::of(arguments)?;
    check(arguments)?;
    crate::print(&if arguments.json { additions.json(arguments)? } else { additions.text() })?;
    Ok(0)
}

/// What to add.
#[derive(Debug, PartialEq, Eq)]
enum Additions {
    /// Words of a command line.
    Words(Vec<String>),
    /// Parts of an XML document.
    Xml(String),
}

impl Additions {
    fn of(arguments: &ArgsArgs) -> Result<Self> {
        let device = Device {
            id: "vgpu0".to_owned(),
            transport: arguments.transport,
            channels: arguments.channels,
            socket: arguments.socket.clone(),
            slot: arguments.slot,
            bus: None,
        };
        Ok(match arguments.vmm {
            Vmm::Qemu => {
                // The daemon of an ivshmem device never sees the guest's own memory.
                let memory = match arguments.transport {
                    Transport::VfioUser => shared_memory(arguments.memory),
                    Transport::Ivshmem => Vec::new(),
                };
                Self::Words([memory, device.qemu()?].concat())
            }
            Vmm::CloudHypervisor => Self::Words(device.cloud_hypervisor(arguments.memory)?),
            Vmm::Libvirt => Self::Xml(device.libvirt()?),
        })
    }

    /// For a shell script, or to be merged into a domain's XML.
    fn text(&self) -> String {
        match self {
            Self::Words(words) => {
                let pairs: Vec<String> = words
                    .chunks(2)
                    .map(|pair| pair.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" "))
                    .collect();
                pairs.join(" \\\n") + "\n"
            }
            Self::Xml(xml) => xml.clone(),
        }
    }

    fn json(&self, arguments: &ArgsArgs) -> Result<String> {
        let named =
            |value: Option<clap::builder::PossibleValue>| value.map(|value| value.get_name().to_owned());
        use clap::ValueEnum;
        let (words, xml) = match self {
            Self::Words(words) => (Some(words), None),
            Self::Xml(xml) => (None, Some(xml)),
        };
        let value = json!({
            "vmm": named(arguments.vmm.to_possible_value()),
            "transport": named(arguments.transport.to_possible_value()),
            "words": words,
            "xml": xml,
        });
        Ok(serde_json::to_string_pretty(&value).context("cannot print JSON")? + "\n")
    }
}

/// A word as a shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./=,:+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// Is the monitor new enough? One that nobody asked about is only warned of: the machine may be another's.
fn check(arguments: &ArgsArgs) -> Result<()> {
    let is_asked = arguments.check || arguments.qemu.is_some();
    if arguments.vmm == Vmm::CloudHypervisor {
        let is_there = found("cloud-hypervisor");
        if is_asked && !is_there {
            bail!("cloud-hypervisor is not on the path; install it (any version with --user-device will do)");
        }
        return Ok(());
    }
    let qemu = match &arguments.qemu {
        Some(path) => Some(Qemu::at(path)?),
        None => Qemu::of_the_machine(),
    };
    match qemu {
        Some(qemu) => match qemu.version.check(arguments.transport) {
            Err(why) if is_asked => return Err(why),
            Err(why) => eprintln!("vgpu: on this machine: {why}"),
            Ok(()) => {}
        },
        None if is_asked => {
            bail!("qemu-system-x86_64 is not on the path; install it, or name it with --qemu PATH")
        }
        None => {}
    }
    Ok(())
}

fn found(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| Path::new(&folder).join(program).is_file())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::{Cli, Command};
    use crate::vm::cli::VmCommand;

    fn parse(words: &str) -> ArgsArgs {
        let words = ["vgpu", "vm", "args"].into_iter().chain(words.split_whitespace());
        let Command::Vm(vm) = Cli::try_parse_from(words).expect("parse").command else { panic!("not vm") };
        let VmCommand::Args(arguments) = vm.command else { panic!("not args") };
        arguments
    }

    fn text(words: &str) -> String {
        Additions::of(&parse(words)).expect("additions").text()
    }

    #[test]
    fn qemu_with_vfio_user() {
        assert_eq!(
            text("--socket /run/s.sock --memory 1GiB --slot 5.0"),
            "-machine q35,memory-backend=vgpu-memory \\\n\
             -m 1024M \\\n\
             -object memory-backend-memfd,id=vgpu-memory,size=1024M,share=on \\\n\
             -device '{\"driver\":\"vfio-user-pci\",\"id\":\"vgpu0\",\"addr\":\"05.0\",\
             \"socket\":{\"type\":\"unix\",\"path\":\"/run/s.sock\"}}' \\\n\
             -object memory-backend-ram,id=vgpu0-anchor-memory,size=4K \\\n\
             -device ivshmem-plain,id=vgpu0-anchor,memdev=vgpu0-anchor-memory,master=off\n"
        );
    }

    #[test]
    fn qemu_with_ivshmem() {
        assert_eq!(
            text("--transport ivshmem --socket /run/a,b.sock --slot 5.0"),
            "-chardev socket,id=vgpu0-socket,path=/run/a,,b.sock \\\n\
             -device ivshmem-doorbell,id=vgpu0,chardev=vgpu0-socket,vectors=17,addr=05.0\n"
        );
    }

    #[test]
    fn cloud_hypervisor() {
        assert_eq!(
            text("--vmm cloud-hypervisor --socket /run/s.sock --memory 4GiB"),
            "--memory size=4096M,shared=on \\\n--user-device id=vgpu0,socket=/run/s.sock\n"
        );
        for bad in ["--transport ivshmem", "--slot 5.0"] {
            let error =
                Additions::of(&parse(&format!("--vmm cloud-hypervisor {bad}"))).expect_err("impossible");
            assert!(error.to_string().starts_with("Cloud Hypervisor"), "{error}");
        }
    }

    #[test]
    fn libvirt_with_vfio_user() {
        assert_eq!(
            text("--vmm libvirt --socket /run/s.sock"),
            "<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>\n  \
             <memoryBacking>\n    <source type='memfd'/>\n    <access mode='shared'/>\n  </memoryBacking>\n  \
             <qemu:commandline>\n    <qemu:arg value='-device'/>\n    \
             <qemu:arg value='{\"driver\":\"vfio-user-pci\",\"id\":\"vgpu0\",\"addr\":\"1e.0\",\
             \"socket\":{\"type\":\"unix\",\"path\":\"/run/s.sock\"}}'/>\n    \
             <qemu:arg value='-object'/>\n    \
             <qemu:arg value='memory-backend-ram,id=vgpu0-anchor-memory,size=4K'/>\n    \
             <qemu:arg value='-device'/>\n    \
             <qemu:arg value='ivshmem-plain,id=vgpu0-anchor,memdev=vgpu0-anchor-memory,master=off,addr=1d.0'/>\n  \
             </qemu:commandline>\n</domain>\n"
        );
    }

    #[test]
    fn libvirt_with_ivshmem() {
        assert_eq!(
            text("--vmm libvirt --transport ivshmem --socket /run/s.sock --slot 5.0"),
            "<domain type='kvm'>\n  <devices>\n    <shmem name='vgpu0'>\n      \
             <model type='ivshmem-doorbell'/>\n      <server path='/run/s.sock'/>\n      \
             <msi vectors='17' ioeventfd='on'/>\n      \
             <address type='pci' domain='0x0000' bus='0x00' slot='0x05' function='0x0'/>\n    \
             </shmem>\n  </devices>\n</domain>\n"
        );
    }

    #[test]
    fn json_has_the_same_words() {
        let arguments = parse("--transport ivshmem --socket /run/s.sock --json");
        let additions = Additions::of(&arguments).expect("additions");
        let value: serde_json::Value =
            serde_json::from_str(&additions.json(&arguments).expect("json")).expect("value");
        assert_eq!(value["vmm"], "qemu");
        assert_eq!(value["transport"], "ivshmem");
        let Additions::Words(words) = additions else { panic!("no words") };
        assert_eq!(value["words"], json!(words));
    }

    #[test]
    fn words_survive_a_shell() {
        assert_eq!(quoted("a=b,c"), "a=b,c");
        assert_eq!(quoted("it's"), "'it'\\''s'");
        assert_eq!(quoted(""), "''");
    }
}
