//! The lines of a journal: how they are sealed with checksums, and which of them still hold. Touches no files.
//! See `docs/files.md`, draft journal.

use std::path::Path;

use serde::Serialize;

use crate::json::sha256;
use crate::model::draft::JOURNAL_SCHEMA;
use crate::model::{Draft, DraftHeader, DraftLine};

use super::error::StoreError;
use super::format::{self, FormatError};
use super::read::JOURNAL_LIMIT;

/// The valid part of a journal.
#[derive(Debug)]
pub(super) struct Journal {
    /// What the valid lines add up to.
    pub(super) draft: Draft,
    /// Bytes of the valid lines, from the start of the file.
    pub(super) good: usize,
    /// Valid lines, with the header.
    pub(super) lines: usize,
    /// The checksum of the last valid line.
    pub(super) sum: String,
    /// Why the rest does not hold, where there is a rest.
    pub(super) stopped: Option<String>,
}

/// Seals a line. The body is the line's compact JSON without the key `sum`; the checksum is the first eight
/// hexadecimal digits of the SHA-256 of the previous line's checksum (nothing for the first line) followed by
/// the body; the line is the body with `sum` as its last key, and a newline. Gives the line and the checksum.
pub(super) fn seal<T: Serialize>(previous: &str, value: &T) -> serde_json::Result<(String, String)> {
    let body = serde_json::to_string(value)?;
    let sum = checksum(previous, &body);
    let open = body.strip_suffix('}').unwrap_or(&body);
    Ok((format!("{open},\"sum\":\"{sum}\"}}\n"), sum))
}

fn checksum(previous: &str, body: &str) -> String {
    sha256(format!("{previous}{body}").as_bytes()).short().to_owned()
}

/// Takes the seal off a line without its newline: the body and the checksum, when the checksum holds.
fn unseal(previous: &str, line: &[u8]) -> Option<(String, String)> {
    let (open, sum) = std::str::from_utf8(line).ok()?.strip_suffix("\"}")?.rsplit_once(",\"sum\":\"")?;
    let body = format!("{open}}}");
    (checksum(previous, &body) == sum).then(|| (body, sum.to_owned()))
}

/// The first line, without its newline, and what follows. A line without a newline was not written to its end.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|b| *b == b'\n')?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

/// Reads the longest valid prefix of a journal.
///
/// # Errors
/// When not even the header holds, or it was made by a newer Quaymark.
pub(super) fn parse(file: &Path, bytes: &[u8]) -> Result<Journal, FormatError> {
    let damaged = |message: &str| FormatError::Malformed {
        file: file.to_owned(),
        line: 1,
        column: 1,
        at: String::new(),
        message: message.to_owned(),
        remedy: "restore the file from a copy, or start over in the terminal interface, which moves it to trash/",
    };
    if bytes.is_empty() {
        return Err(damaged("the file is empty, expected the header of a draft"));
    }
    let (line, mut rest) = split(bytes).ok_or_else(|| damaged("the first line of the draft is cut off"))?;
    let (body, mut sum) =
        unseal("", line).ok_or_else(|| damaged("the first line of the draft does not match its checksum"))?;
    let header: DraftHeader = format::document(file, body.as_bytes(), JOURNAL_SCHEMA)?;
    let mut draft = Draft::new(header);
    let mut lines = 1;
    let stopped = loop {
        if rest.is_empty() {
            break None;
        }
        match next(&mut draft, &sum, rest) {
            Ok((after, new_sum)) => (rest, sum) = (after, new_sum),
            Err(why) => break Some(format!("line {}: {why}", lines + 1)),
        }
        lines += 1;
    };
    Ok(Journal { draft, good: bytes.len() - rest.len(), lines, sum, stopped })
}

fn next<'a>(draft: &mut Draft, sum: &str, rest: &'a [u8]) -> Result<(&'a [u8], String), String> {
    let (line, after) = split(rest).ok_or("it was not written to its end")?;
    let (body, sum) = unseal(sum, line).ok_or("it does not match its checksum")?;
    let line: DraftLine = serde_json::from_str(&body).map_err(|e| e.to_string())?;
    draft.apply(&line).map_err(|e| e.to_string())?;
    Ok((after, sum))
}

/// Whether a line could be read back on top of a draft, so that writing it loses nothing.
pub(super) fn check(draft: &Draft, line: &DraftLine) -> Result<(), String> {
    if line.n() != draft.next_n() {
        return Err(format!("its number is {}, expected {}", line.n(), draft.next_n()));
    }
    let on_top = match line {
        DraftLine::Set { .. } => true,
        DraftLine::Undo { undo, at, .. } => {
            matches!(draft.undo_line(*at), Some((DraftLine::Undo { undo: top, .. }, _)) if top == *undo)
        }
        DraftLine::Redo { redo, at, .. } => {
            matches!(draft.redo_line(*at), Some((DraftLine::Redo { redo: top, .. }, _)) if top == *redo)
        }
    };
    if !on_top {
        return Err("what it undoes or redoes is not on top".to_owned());
    }
    let text = serde_json::to_string(line).map_err(|e| e.to_string())?;
    serde_json::from_str::<DraftLine>(&text).map(|_| ()).map_err(|e| e.to_string())
}

/// A line checked against the draft that it follows, and sealed: its text and its checksum.
///
/// # Errors
/// `BadChange` when it does not fit, `Full` when a journal of `length` bytes has no room for it.
pub(super) fn sealed(
    path: &Path,
    draft: &Draft,
    sum: &str,
    length: usize,
    line: &DraftLine,
) -> Result<(String, String), StoreError> {
    check(draft, line).map_err(|why| StoreError::BadChange { path: path.to_owned(), n: line.n(), why })?;
    let sealed = seal(sum, line).map_err(|cause| StoreError::Unwritable { path: path.to_owned(), cause })?;
    if (length + sealed.0.len()) as u64 > JOURNAL_LIMIT {
        return Err(StoreError::Full { path: path.to_owned(), limit: JOURNAL_LIMIT });
    }
    Ok(sealed)
}

/// Adds a line to what a draft adds up to.
///
/// # Errors
/// `BadChange` when it does not fit.
pub(super) fn apply(draft: &mut Draft, line: &DraftLine, path: &Path) -> Result<(), StoreError> {
    draft.apply(line).map_err(|e| StoreError::BadChange {
        path: path.to_owned(),
        n: line.n(),
        why: e.to_string(),
    })
}

/// The draft, the text and the last checksum with more lines added, in memory only.
///
/// # Errors
/// As `sealed`.
pub(super) fn with(
    path: &Path,
    (mut draft, mut text, mut sum): (Draft, String, String),
    more: &[DraftLine],
) -> Result<(Draft, String, String), StoreError> {
    for line in more {
        let (added, new_sum) = sealed(path, &draft, &sum, text.len(), line)?;
        apply(&mut draft, line, path)?;
        text.push_str(&added);
        sum = new_sum;
    }
    Ok((draft, text, sum))
}
