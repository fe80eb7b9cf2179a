//! Text to record or team, with every refusal saying where, what was expected and what to do. Opens no files.
//! See `docs/files.md`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::model::assessment::ASSESSMENT_SCHEMA;
use crate::model::team::{NAME_LIMIT, TEAM_SCHEMA};
use crate::model::{Assessment, Team, TeamId};

use super::error::{shown, visible};
use super::locate::{line_and_column, member_at};
use super::refusal::refusal;

/// A file whose content is not what it should be. The file is left as it is. Shown as
/// `file:line:column: path: message; remedy`, safe for a terminal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// Made by a newer Quaymark: named, never read further, never rewritten.
    #[error(
        "{}: made by a newer Quaymark ({kind} v{number}); it was left as it is. Get a version of Quaymark that reads {kind} v{number}",
        shown(file)
    )]
    Newer {
        /// The file.
        file: PathBuf,
        /// What it is, such as `assessment`.
        kind: String,
        /// The number of its schema.
        number: u64,
    },
    /// Something else that Quaymark writes, or a schema that nobody knows.
    #[error(
        "{}:{line}:{column}: schema: this is \"{}\", expected {expected:?}; the file belongs elsewhere",
        shown(file),
        visible(found)
    )]
    OtherKind {
        /// The file.
        file: PathBuf,
        /// Line of the schema, from 1.
        line: usize,
        /// Column of the schema, from 1.
        column: usize,
        /// The schema in the file, raw.
        found: String,
        /// The schema that was expected.
        expected: &'static str,
    },
    /// No UTF-8.
    #[error("{}: {what} at byte {offset}, expected UTF-8; save the file as UTF-8", shown(file))]
    Encoding {
        /// The file.
        file: PathBuf,
        /// What it is instead.
        what: &'static str,
        /// Bytes before the place, from 0.
        offset: usize,
    },
    /// Git left its conflict markers.
    #[error("{}:{}:1: unresolved merge: conflict markers in {}; settle it with `git mergetool` or keep one side", shown(file), lines.first().unwrap_or(&1), in_lines(lines))]
    Unmerged {
        /// The file.
        file: PathBuf,
        /// The lines with markers, from 1.
        lines: Vec<usize>,
    },
    /// No JSON, or a value that cannot stand where it stands.
    #[error("{}:{line}:{column}: {}{}; {remedy}", shown(file), at_prefix(at), visible(message))]
    Malformed {
        /// The file.
        file: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// The path inside the JSON such as `answers.SEC-Q1.level`, raw; empty for the whole.
        at: String,
        /// What is wrong and what was expected, raw.
        message: String,
        /// What to do.
        remedy: &'static str,
    },
}

impl FormatError {
    /// The file.
    pub fn file(&self) -> &Path {
        match self {
            Self::Newer { file, .. }
            | Self::OtherKind { file, .. }
            | Self::Encoding { file, .. }
            | Self::Unmerged { file, .. }
            | Self::Malformed { file, .. } => file,
        }
    }

    /// Line and column, both from 1, where there are any.
    pub fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::OtherKind { line, column, .. } | Self::Malformed { line, column, .. } => {
                Some((*line, *column))
            }
            Self::Unmerged { lines, .. } => lines.first().map(|l| (*l, 1)),
            Self::Newer { .. } | Self::Encoding { .. } => None,
        }
    }
}

fn in_lines(lines: &[usize]) -> String {
    let shown: Vec<String> = lines.iter().take(9).map(ToString::to_string).collect();
    let more = if lines.len() > shown.len() { ", ..." } else { "" };
    format!("line{} {}{more}", if lines.len() == 1 { "" } else { "s" }, shown.join(", "))
}

fn at_prefix(at: &str) -> String {
    if at.is_empty() { String::new() } else { format!("{}: ", visible(at)) }
}

pub(super) const REMEDY_VALUE: &str = "correct the value";

/// Reads a finished record.
///
/// # Errors
/// When it is none, was made by a newer Quaymark, or a value in it cannot be.
pub fn assessment(file: &Path, bytes: &[u8]) -> Result<Assessment, FormatError> {
    document(file, bytes, ASSESSMENT_SCHEMA)
}

/// Refuses what is too long for a record or a team before it is looked at.
fn within_limit(file: &Path, bytes: &[u8]) -> Result<(), FormatError> {
    let limit = super::read::RECORD_LIMIT;
    if bytes.len() as u64 <= limit {
        return Ok(());
    }
    Err(FormatError::Malformed {
        file: file.to_owned(),
        line: 1,
        column: 1,
        at: String::new(),
        message: format!("{} bytes long, expected at most {limit}", bytes.len()),
        remedy: "split it, or move long notes to files of their own",
    })
}

/// Reads a team.
///
/// # Errors
/// When it is none, was made by a newer Quaymark, or a value in it cannot be.
pub fn team(file: &Path, bytes: &[u8]) -> Result<Team, FormatError> {
    let team: Team = document(file, bytes, TEAM_SCHEMA)?;
    let refuse = |key: &str, message: String| Err(at_key(file, bytes, key, message));
    if !(1..=12).contains(&team.quarter_starts) {
        return refuse("quarter_starts", format!("{} is not a month, expected 1 to 12", team.quarter_starts));
    }
    if team.capacity == 0 {
        return refuse("capacity", "0 points a quarter are none, expected at least 1".to_owned());
    }
    if team.name.trim().is_empty() {
        return refuse("name", "it is empty, expected the name of the team".to_owned());
    }
    if team.name.chars().count() > NAME_LIMIT {
        return refuse("name", format!("longer than {NAME_LIMIT} characters"));
    }
    Ok(team)
}

/// A team's file that names another team than its folder does.
pub(super) fn other_id(file: &Path, bytes: &[u8], found: &TeamId, folder: &TeamId) -> FormatError {
    at_key(file, bytes, "id", format!("the team is {found}, expected {folder} as its folder is named"))
}

/// A refusal of the value of a key at the top.
pub(super) fn at_key(file: &Path, bytes: &[u8], key: &str, message: String) -> FormatError {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let (line, column) = line_and_column(text, member_at(text, key).unwrap_or(0));
    let (file, at) = (file.to_owned(), key.to_owned());
    FormatError::Malformed { file, line, column, at, message, remedy: REMEDY_VALUE }
}

/// Reads one JSON document of a schema.
pub(super) fn document<T: DeserializeOwned>(
    file: &Path,
    bytes: &[u8],
    expected: &'static str,
) -> Result<T, FormatError> {
    within_limit(file, bytes)?;
    let text = decoded(file, bytes)?;
    must_be_object(file, text)?;
    check_schema(file, text, expected)?;
    parse(file, text)
}

fn decoded<'a>(file: &Path, bytes: &'a [u8]) -> Result<&'a str, FormatError> {
    let refuse = |what, offset| Err(FormatError::Encoding { file: file.to_owned(), what, offset });
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return refuse("UTF-16", 0);
    }
    if let Some(offset @ 0..2) = bytes.iter().position(|b| *b == 0) {
        return refuse("UTF-16 without a byte order mark", offset);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => refuse("invalid UTF-8", error.valid_up_to()),
    }
}

/// Refuses what serde would take for an object, and says plainly what else there is.
fn must_be_object(file: &Path, text: &str) -> Result<(), FormatError> {
    let start = text.len() - text.trim_ascii_start().len();
    let found = match text.as_bytes().get(start) {
        Some(b'{') => return Ok(()),
        None => "the file is empty",
        Some(b'[') => "found an array",
        Some(b'"') => "found a text",
        Some(b'n') => "found null",
        Some(b't' | b'f') => "found true or false",
        Some(b'-' | b'0'..=b'9') => "found a number",
        Some(_) => "this is no JSON",
    };
    if let Some(merge) = unmerged(file, text) {
        return Err(merge);
    }
    let (line, column) = line_and_column(text, start);
    let (file, at, message) = (file.to_owned(), String::new(), format!("{found}, expected an object"));
    Err(FormatError::Malformed {
        file,
        line,
        column,
        at,
        message,
        remedy: "restore the file from Git or a copy",
    })
}

#[derive(Deserialize)]
struct Head {
    schema: Option<String>,
}

/// The kind and number of a schema such as `quaymark/assessment/v1`.
fn kind_and_number(schema: &str) -> Option<(&str, u64)> {
    let (kind, number) = schema.strip_prefix("quaymark/")?.rsplit_once("/v")?;
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    // A number that is too large to hold is newer than anything.
    plain.then(|| (kind, number.parse().unwrap_or(u64::MAX)))
}

fn check_schema(file: &Path, text: &str, expected: &'static str) -> Result<(), FormatError> {
    let head: Head = parse(file, text)?;
    let place = || line_and_column(text, member_at(text, "schema").unwrap_or(0));
    let Some(found) = head.schema else {
        let (line, column) = place();
        let message = format!("\"schema\" is missing, expected {expected:?}");
        let (file, at) = (file.to_owned(), String::new());
        return Err(FormatError::Malformed {
            file,
            line,
            column,
            at,
            message,
            remedy: "the file belongs elsewhere",
        });
    };
    if found == expected {
        return Ok(());
    }
    if let (Some((kind, number)), Some((wanted, known))) =
        (kind_and_number(&found), kind_and_number(expected))
        && kind == wanted
        && number > known
    {
        return Err(FormatError::Newer { file: file.to_owned(), kind: kind.to_owned(), number });
    }
    let (line, column) = place();
    Err(FormatError::OtherKind { file: file.to_owned(), line, column, found, expected })
}

fn parse<T: DeserializeOwned>(file: &Path, text: &str) -> Result<T, FormatError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().clone();
        refusal(file, text, &error.into_inner(), Some(&path))
    })?;
    reader.end().map_err(|error| refusal(file, text, &error, None))?;
    Ok(value)
}

/// Conflict markers at the start of lines: no JSON has them there, as a text cannot span lines.
pub(super) fn unmerged(file: &Path, text: &str) -> Option<FormatError> {
    let marker = |line: &str| {
        ["<<<<<<<", "|||||||", ">>>>>>>"].iter().any(|m| line.starts_with(m)) || line.trim_end() == "======="
    };
    let lines: Vec<usize> =
        text.lines().enumerate().filter(|(_, line)| marker(line)).map(|(i, _)| i + 1).collect();
    (!lines.is_empty()).then(|| FormatError::Unmerged { file: file.to_owned(), lines })
}
