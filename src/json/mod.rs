//! JSON on the ground floor: the one canonical layout that everything is written in, and content hashes.
//! Reading with positions is in `tree`.

pub mod diagnostic;
pub mod plain;
pub mod tree;
pub mod way;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::model::Hash;

/// The canonical layout: two spaces, unescaped UTF-8, keys in the order of the types, one trailing newline.
/// See `docs/files.md`.
///
/// # Errors
/// When the value cannot be written as JSON, such as a map with keys that are not text.
pub fn to_canonical<T: Serialize + ?Sized>(value: &T) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}

/// The SHA-256 of bytes.
pub fn sha256(bytes: &[u8]) -> Hash {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    Hash::of_digits(text)
}
