//! Finding where in a JSON text a value starts, to point at it in a message. Reads leniently: it is used on texts
//! that were refused, and gives up where they make no sense. Never recurses.

use serde_path_to_error::{Path, Segment};

/// The byte at which the value at a path starts; as near as the text allows.
pub(super) fn value_at(text: &str, path: &Path) -> Option<usize> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.space();
    for segment in path {
        let start = cursor.at;
        let found = match segment {
            Segment::Map { key } => cursor.member(key),
            Segment::Seq { index } => cursor.element(*index),
            Segment::Enum { .. } | Segment::Unknown => None,
        };
        if found.is_none() {
            return Some(start);
        }
    }
    (cursor.at < text.len()).then_some(cursor.at)
}

/// The byte at which the value of a key of the outermost object starts.
pub(super) fn member_at(text: &str, key: &str) -> Option<usize> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.member(key)?;
    Some(cursor.at)
}

/// Line and column of a byte, both from 1, the column in characters.
pub(super) fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

/// The byte that a line and a column in bytes mean, both from 1 as `serde_json` counts them.
pub(super) fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> Option<()> {
        self.space();
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Goes to the value of a key of the object here.
    fn member(&mut self, wanted: &str) -> Option<()> {
        self.eat(b'{')?;
        loop {
            self.space();
            let start = self.at;
            self.string()?;
            let key: String = serde_json::from_str(self.text.get(start..self.at)?).ok()?;
            self.eat(b':')?;
            self.space();
            if key == wanted {
                return Some(());
            }
            self.value()?;
            self.eat(b',')?;
        }
    }

    /// Goes to a value of the array here.
    fn element(&mut self, index: usize) -> Option<()> {
        self.eat(b'[')?;
        for _ in 0..index {
            self.value()?;
            self.eat(b',')?;
        }
        self.space();
        Some(())
    }

    fn string(&mut self) -> Option<()> {
        self.eat(b'"')?;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => return Some(()),
                b'\\' => self.at += 1,
                _ => {}
            }
        }
    }

    /// Skips a value, however deep.
    fn value(&mut self) -> Option<()> {
        self.space();
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                    continue;
                }
                b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' | b'}' | b']' if depth == 0 => return Some(()),
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }
}
