//! Numbers and strings as the model keeps them.
//!
//! 300 is the bytes 172, 2: seven bits in each, the last byte below 128.

/// Writes a number in as few bytes as it needs.
pub fn number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 128 {
        out.push(number.to_le_bytes()[0] | 128);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Reads a number; `None` at the end of the input or if it is too large.
pub fn read_number(input: &mut &[u8]) -> Option<usize> {
    let mut number = 0_u64;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = input.split_first()?;
        *input = rest;
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return usize::try_from(number).ok();
        }
    }
    None
}

/// Writes a string after its length.
pub fn string(out: &mut Vec<u8>, text: &str) {
    number(out, text.len());
    out.extend(text.as_bytes());
}

/// Reads a string; `None` if it is damaged.
#[must_use]
pub fn read_string(input: &mut &[u8]) -> Option<String> {
    let length = read_number(input)?;
    let (bytes, rest) = input.split_at_checked(length)?;
    *input = rest;
    String::from_utf8(bytes.to_vec()).ok()
}

/// Writes how many strings there are, and the strings.
pub fn strings(out: &mut Vec<u8>, strings: &[String]) {
    number(out, strings.len());
    for text in strings {
        string(out, text);
    }
}

/// Reads what [`strings`] wrote; `None` if it is damaged.
#[must_use]
pub fn read_strings(input: &mut &[u8]) -> Option<Vec<String>> {
    (0..read_number(input)?).map(|_| read_string(input)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_survive() {
        let mut bytes = Vec::new();
        for n in [0, 1, 127, 128, 300, 1 << 30] {
            number(&mut bytes, n);
        }
        let mut input = &bytes[..];
        for n in [0, 1, 127, 128, 300, 1 << 30] {
            assert_eq!(read_number(&mut input), Some(n));
        }
        assert_eq!(read_number(&mut input), None);
    }
}
