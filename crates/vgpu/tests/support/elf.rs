//! A shared library with nothing but names: enough for whoever only reads its dynamic symbols.

/// An ELF file of this machine's kind that exports `names`.
pub fn library(names: &[&str]) -> Vec<u8> {
    const HEADER: usize = 64;
    const SYMBOL: usize = 24;
    const SECTION: usize = 64;
    let machine: u16 = if cfg!(target_arch = "x86_64") { 62 } else { 183 };
    let mut strings = vec![0_u8];
    let mut symbols = vec![0_u8; SYMBOL];
    for name in names {
        let at = strings.len() as u32;
        strings.extend(name.bytes().chain([0]));
        symbols.extend(at.to_le_bytes());
        // A global function in section 1, at some address.
        symbols.extend([0x12, 0]);
        symbols.extend(1_u16.to_le_bytes());
        symbols.extend(0x1000_u64.to_le_bytes());
        symbols.extend(8_u64.to_le_bytes());
    }
    strings.resize(strings.len().next_multiple_of(8), 0);
    let strings_at = HEADER + symbols.len();
    let sections_at = strings_at + strings.len();

    let mut file = vec![0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    file.extend(3_u16.to_le_bytes());
    file.extend(machine.to_le_bytes());
    file.extend(1_u32.to_le_bytes());
    for offset in [0, 0, sections_at as u64] {
        file.extend(offset.to_le_bytes());
    }
    file.extend(0_u32.to_le_bytes());
    for half in [HEADER as u16, 0, 0, SECTION as u16, 3, 2] {
        file.extend(half.to_le_bytes());
    }
    file.extend(&symbols);
    file.extend(&strings);
    let mut section = |kind: u32, at: usize, len: usize, link: u32, info: u32, entry: usize| {
        file.extend(0_u32.to_le_bytes());
        file.extend(kind.to_le_bytes());
        for word in [0, 0, at as u64, len as u64] {
            file.extend(word.to_le_bytes());
        }
        file.extend(link.to_le_bytes());
        file.extend(info.to_le_bytes());
        file.extend(8_u64.to_le_bytes());
        file.extend((entry as u64).to_le_bytes());
    };
    section(0, 0, 0, 0, 0, 0);
    section(11, HEADER, symbols.len(), 2, 1, SYMBOL);
    section(3, strings_at, strings.len(), 0, 0, 0);
    file
}
