//! A graph's description as the driver prints it, made fit for the guest.

/// Replaces the addresses in `text` by what `name` makes of them: the driver prints its own pointers, and no
/// pointer of the host reaches a guest. Hexadecimal numbers below 4 GiB are no addresses and stay.
pub(super) fn without_host_addresses(text: &str, name: impl Fn(u64) -> u64) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("0x") {
        let (before, number) = rest.split_at(at + 2);
        out.push_str(before);
        let digits = number.bytes().take_while(u8::is_ascii_hexdigit).count();
        let (digits, after) = number.split_at(digits);
        match u64::from_str_radix(digits, 16) {
            Ok(word) if word > u64::from(u32::MAX) => {
                let word = name(word);
                let width = digits.len();
                out.push_str(&format!("{word:0width$X}"));
            }
            _ => out.push_str(digits),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_become_names_and_small_numbers_stay() {
        let text = "{0x0000562BE03D4A48 | 0x0000562BE0DE48F0} 0x00000000000000FF 0x12 0xzz 0x";
        let named =
            without_host_addresses(text, |word| if word == 0x562b_e03d_4a48 { 0x900_0000_0003 } else { 0 });
        assert_eq!(named, "{0x0000090000000003 | 0x0000000000000000} 0x00000000000000FF 0x12 0xzz 0x");
    }

    #[test]
    fn numbers_too_long_for_an_address_stay() {
        assert_eq!(without_host_addresses("0x11112222333344445", |_| 0), "0x11112222333344445");
    }
}
