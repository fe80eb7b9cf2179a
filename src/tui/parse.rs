//! Bytes of a terminal to keys, pastes and clicks. Nothing that a terminal sends, or leaves unfinished, blocks what
//! comes after it: unfinished things wait for a moment and are given up.

use std::time::Duration;

use crate::app::{Code, Key};

/// How long a lone escape byte waits for the rest of a key before it is the key esc.
const ESC_WAIT: Duration = Duration::from_millis(50);
/// How long the rest of a longer sequence may take.
const SEQUENCE_WAIT: Duration = Duration::from_millis(200);
/// How long a paste may be silent before what has come is taken for all of it.
const PASTE_WAIT: Duration = Duration::from_secs(1);
/// The longest sequence, in bytes. A longer one is noise.
const LONGEST: usize = 4096;
/// The longest paste that is kept, in bytes. The rest of a longer one is read and left out.
const LONGEST_PASTE: usize = 4 << 20;
const PASTE_END: &[u8] = b"\x1b[201~";

/// Something that came from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// The wheel was turned up.
    WheelUp,
    /// The wheel was turned down.
    WheelDown,
    /// The left button was pressed on a cell, counted from 0.
    Click {
        /// The column.
        x: u16,
        /// The row.
        y: u16,
    },
}

/// What the bytes at the front of the buffer are.
enum Step {
    /// This many bytes are done; they may mean nothing to us.
    Took(usize, Option<Given>),
    /// A paste begins after this many bytes.
    Paste(usize),
    /// More has to come.
    More,
}

/// Takes bytes in and gives what they mean.
#[derive(Debug, Default)]
pub struct Parser {
    buffer: Vec<u8>,
    paste: Option<Vec<u8>>,
    /// Whether some of the paste was left out already.
    full: bool,
}

impl Parser {
    /// Takes bytes in.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Given> {
        let mut given = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.paste.is_some() {
                rest = self.pasted(rest, &mut given);
                continue;
            }
            self.buffer.extend_from_slice(rest);
            rest = &[];
            let buffer = std::mem::take(&mut self.buffer);
            let mut at = 0;
            while let Some(front) = buffer.get(at..).filter(|f| !f.is_empty()) {
                match step(front) {
                    Step::Took(n, what) => {
                        given.extend(what);
                        at += n.max(1);
                    }
                    Step::Paste(n) => {
                        self.paste = Some(Vec::new());
                        let after = front.get(n..).unwrap_or_default().to_vec();
                        given.extend(self.feed(&after));
                        at = buffer.len();
                    }
                    Step::More if front.len() > LONGEST => at = buffer.len(),
                    Step::More => {
                        self.buffer = front.to_vec();
                        at = buffer.len();
                    }
                }
            }
        }
        given
    }

    /// Takes in a part of a paste; gives what follows its end.
    fn pasted<'b>(&mut self, bytes: &'b [u8], given: &mut Vec<Given>) -> &'b [u8] {
        let Some(paste) = &mut self.paste else { return bytes };
        let known = paste.len();
        paste.extend_from_slice(bytes);
        // The end may have begun in what came before.
        let from = known.saturating_sub(PASTE_END.len() - 1);
        let found = paste.get(from..).and_then(|p| p.windows(PASTE_END.len()).position(|w| w == PASTE_END));
        let Some(end) = found.map(|f| f + from) else {
            if paste.len() > LONGEST_PASTE + PASTE_END.len() {
                // Only its last bytes are needed, to find the end.
                paste.drain(LONGEST_PASTE..paste.len() - PASTE_END.len());
                self.full = true;
            }
            return &[];
        };
        let used = (end + PASTE_END.len()).saturating_sub(known);
        paste.truncate(end);
        self.end_paste(given);
        bytes.get(used..).unwrap_or_default()
    }

    fn end_paste(&mut self, given: &mut Vec<Given>) {
        let Some(mut paste) = self.paste.take() else { return };
        if std::mem::take(&mut self.full) {
            paste.truncate(LONGEST_PASTE);
        }
        given.push(Given::Paste(String::from_utf8_lossy(&paste).into_owned()));
    }

    /// How long to wait for the rest of something unfinished; none when nothing is.
    pub fn waits(&self) -> Option<Duration> {
        match (&self.paste, self.buffer.len()) {
            (Some(_), _) => Some(PASTE_WAIT),
            (None, 0) => None,
            (None, 1) => Some(ESC_WAIT),
            (None, _) => Some(SEQUENCE_WAIT),
        }
    }

    /// The rest has not come in time: a lone escape byte was the key, a paste is over, all else is dropped.
    pub fn give_up(&mut self) -> Vec<Given> {
        let mut given = Vec::new();
        self.end_paste(&mut given);
        if std::mem::take(&mut self.buffer) == [0x1b] {
            given.push(Given::Key(Key::plain(Code::Esc)));
        }
        given
    }

    /// Forgets what is unfinished.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

#[expect(clippy::unnecessary_wraps, reason = "most of what is asked for a key may be none")]
fn key(code: Code, ctrl: bool) -> Option<Given> {
    Some(Given::Key(Key { code, ctrl }))
}

/// What stands at the front of some bytes, of which there is at least one.
fn step(bytes: &[u8]) -> Step {
    match bytes {
        [0x1b] => Step::More,
        [0x1b, 0x1b, ..] => Step::Took(1, key(Code::Esc, false)),
        [0x1b, b'[', rest @ ..] => control(rest),
        [0x1b, b'O'] => Step::More,
        [0x1b, b'O', last, ..] if last.is_ascii_graphic() => Step::Took(3, arrow(*last, 0)),
        [0x1b, b'O', ..] => Step::Took(2, None),
        [0x1b, b']' | b'P' | b'_' | b'^', rest @ ..] => answer(rest),
        // A key with Alt, which Quaymark does not use.
        [0x1b, rest @ ..] => match step(rest) {
            Step::Took(n, _) => Step::Took(n + 1, None),
            _ => Step::More,
        },
        [first, ..] => single(*first).map_or_else(|| character(bytes), |given| Step::Took(1, Some(given))),
        [] => Step::More,
    }
}

/// The key of a byte below the letters; none for anything else.
fn single(byte: u8) -> Option<Given> {
    match byte {
        b'\r' => key(Code::Enter, false),
        b'\t' => key(Code::Tab, false),
        0x7f | 0x08 => key(Code::Backspace, false),
        0 => key(Code::Char(' '), true),
        1..=0x1a => key(Code::Char(char::from(byte - 1 + b'a')), true),
        0x1c..=0x1f => key(Code::Char(char::from(byte - 0x1c + b'4')), true),
        _ => None,
    }
}

fn character(bytes: &[u8]) -> Step {
    let length = match bytes.first() {
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => 1,
    };
    let there = bytes.get(..length.min(bytes.len())).unwrap_or_default();
    match std::str::from_utf8(there) {
        Ok(text) => Step::Took(length, text.chars().next().and_then(|c| key(Code::Char(c), false))),
        // It may still become a character.
        Err(error) if error.error_len().is_none() && there.len() < length => Step::More,
        Err(_) => Step::Took(1, None),
    }
}

/// A string that the terminal sends by itself, such as an answer about its colours. It is nobody's key.
fn answer(rest: &[u8]) -> Step {
    let end = rest.iter().position(|b| *b == 0x07 || *b == 0x1b);
    match end {
        None => Step::More,
        Some(at) if rest.get(at) == Some(&0x1b) => match rest.get(at + 1) {
            None => Step::More,
            Some(b'\\') => Step::Took(2 + at + 2, None),
            Some(_) => Step::Took(2 + at, None),
        },
        Some(at) => Step::Took(2 + at + 1, None),
    }
}

/// What follows `ESC [`.
fn control(rest: &[u8]) -> Step {
    // Function keys of the Linux console.
    if let [b'[', tail @ ..] = rest {
        return match tail.first() {
            None => Step::More,
            Some(letter @ b'A'..=b'E') => Step::Took(4, key(Code::F(letter - b'A' + 1), false)),
            Some(_) => Step::Took(3, None),
        };
    }
    let Some(end) = rest.iter().position(|b| !(0x20..=0x3f).contains(b)) else { return Step::More };
    let (Some(last), Some(between)) = (rest.get(end), rest.get(..end)) else { return Step::More };
    if !(0x40..=0x7e).contains(last) {
        // Broken off: what comes now is something new.
        return Step::Took(2 + end, None);
    }
    let length = 2 + end + 1;
    let text = std::str::from_utf8(between).unwrap_or_default();
    match (last, text) {
        // The old form of a click, in three bytes that are no keys.
        (b'M', "") if rest.len() < end + 4 => Step::More,
        (b'M', "") => Step::Took(length + 3, None),
        (b'~', "200") => Step::Paste(length),
        (b'M' | b'm', _) if text.starts_with('<') => Step::Took(length, mouse(text, *last == b'M')),
        _ => Step::Took(length, named(text, *last)),
    }
}

/// A click or a turn of the wheel: `<button;column;row`.
fn mouse(text: &str, pressed: bool) -> Option<Given> {
    let mut numbers = text.get(1..)?.split(';').map(|n| n.parse::<u16>().ok());
    let (button, x, y) = (numbers.next()??, numbers.next()??, numbers.next()??);
    match button {
        64 => Some(Given::WheelUp),
        65 => Some(Given::WheelDown),
        0 if pressed => Some(Given::Click { x: x.checked_sub(1)?, y: y.checked_sub(1)? }),
        _ => None,
    }
}

/// The key of a sequence with a name: a letter, or a number and `~`.
fn named(text: &str, last: u8) -> Option<Given> {
    let mut parts = text.split(';');
    let first = parts.next().unwrap_or_default();
    let number: u32 = first.split(':').next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let mut second = parts.next().unwrap_or_default().split(':');
    let held = second.next().and_then(|n| n.parse::<u8>().ok()).unwrap_or(1).saturating_sub(1);
    // Keys that were let go, and keys with Alt or Meta, are not used.
    if second.next() == Some("3") || held & 0b10_1010 != 0 {
        return None;
    }
    match last {
        b'~' if number == 27 => written(parts.next()?.parse().ok()?, held),
        b'~' => tilde(number).and_then(|code| key(code, held & 4 != 0)),
        b'u' => written(number, held),
        letter => arrow(letter, held),
    }
}

fn arrow(letter: u8, held: u8) -> Option<Given> {
    let code = match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'Z' => Code::BackTab,
        b'P'..=b'S' => Code::F(letter - b'P' + 1),
        _ => return None,
    };
    key(code, held & 4 != 0)
}

fn tilde(number: u32) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::F(u8::try_from(number - 10).ok()?),
        17..=21 => Code::F(u8::try_from(number - 11).ok()?),
        23..=24 => Code::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

/// A key that is written with the number of its character.
fn written(number: u32, held: u8) -> Option<Given> {
    let ctrl = held & 4 != 0;
    match number {
        9 if held & 1 != 0 => key(Code::BackTab, ctrl),
        9 => key(Code::Tab, ctrl),
        13 => key(Code::Enter, ctrl),
        27 => key(Code::Esc, ctrl),
        127 => key(Code::Backspace, ctrl),
        _ => char::from_u32(number).filter(|c| !c.is_control()).and_then(|c| key(Code::Char(c), ctrl)),
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
