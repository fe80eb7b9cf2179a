//! Copying through the terminal (OSC 52), which also works over SSH. The terminal does not say whether it did.

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// The longest text that is copied, in bytes: in its written form just under what terminals take (74,994).
pub const LIMIT: usize = 56_244;

/// What is said where the terminal is known to have no clipboard.
pub const CONSOLE: &str =
    "not copied: this console has no clipboard; with clipboard osc52 in the settings it is sent all the same";

/// The bytes that put a text on the clipboard, and what to say about it. Inside tmux the terminal around it is
/// asked as well, since tmux by itself keeps what programs copy.
///
/// # Errors
/// Never for a text; in words, when it cannot be written.
pub fn copy(text: &str, what: &str, tmux: bool) -> Result<(String, String), String> {
    let mut end = text.len().min(LIMIT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = if end < text.len() { ", cut to its first 54 KiB" } else { "" };
    let mut bytes = String::new();
    CopyToClipboard::to_clipboard_from(text.get(..end).unwrap_or_default())
        .write_ansi(&mut bytes)
        .map_err(|e| format!("not copied: {e}"))?;
    if tmux {
        bytes.push_str(&format!("\x1bPtmux;{}\x1b\\", bytes.replace('\x1b', "\x1b\x1b")));
    }
    Ok((bytes, format!("copied {what}{cut} by OSC 52; a terminal that does not allow it ignores it")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_as_the_terminal_wants_it() {
        let (bytes, said) = copy("é\n", "SEC-Q1", false).unwrap();
        assert_eq!(bytes, "\x1b]52;c;w6kK\x1b\\");
        assert_eq!(said, "copied SEC-Q1 by OSC 52; a terminal that does not allow it ignores it");
        let (bytes, _) = copy("é\n", "SEC-Q1", true).unwrap();
        assert_eq!(bytes, "\x1b]52;c;w6kK\x1b\\\x1bPtmux;\x1b\x1b]52;c;w6kK\x1b\x1b\\\x1b\\");
    }

    #[test]
    fn a_long_text_is_cut_between_characters_and_says_so() {
        let (bytes, said) = copy(&"é".repeat(40_000), "it", false).unwrap();
        assert!(bytes.len() < 75_010, "{}", bytes.len());
        assert!(said.contains("cut to its first 54 KiB"), "{said}");
        let (_, said) = copy(&"a".repeat(LIMIT), "it", false).unwrap();
        assert!(!said.contains("cut"), "{said}");
    }
}
