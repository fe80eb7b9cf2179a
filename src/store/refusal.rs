//! What `serde_json` refuses, put in words for people, with the place made precise. Decides nothing itself.

use std::path::Path;

use serde_path_to_error::Segment;

use super::format::{FormatError, REMEDY_VALUE, unmerged};
use super::locate::{byte_of, line_and_column, value_at};

const REMEDY_CUT: &str = "the file ends too early: restore it from Git or a copy";
const REMEDY_JSON: &str = "correct the JSON there, or restore the file from Git or a copy";
const REMEDY_TWICE: &str = "remove one of the two";

/// What `serde_json` said, with the place made as precise as it can be.
pub(super) fn refusal(
    file: &Path,
    text: &str,
    error: &serde_json::Error,
    path: Option<&serde_path_to_error::Path>,
) -> FormatError {
    if let Some(merge) = unmerged(file, text) {
        return merge;
    }
    let told = byte_of(text, error.line(), error.column());
    // serde_json stops after a value that it refuses; the value starts earlier. A key that stands twice is
    // best pointed at where it stands the second time.
    let message = error.to_string();
    let message = plain(message.rsplit_once(" at line ").map_or(message.as_str(), |(said, _)| said));
    let twice = message.starts_with("duplicate");
    let found = path.filter(|_| error.is_data() && !twice);
    let byte = found.and_then(|p| value_at(text, p)).unwrap_or(told);
    let (line, column) = line_and_column(text, byte);
    let remedy = match error.classify() {
        serde_json::error::Category::Eof => REMEDY_CUT,
        serde_json::error::Category::Data if twice => REMEDY_TWICE,
        serde_json::error::Category::Data => REMEDY_VALUE,
        _ => REMEDY_JSON,
    };
    let at = path.map(known_part).unwrap_or_default();
    FormatError::Malformed { file: file.to_owned(), line, column, at, message, remedy }
}

/// What serde said, without the names of types in this program. Only its own words at the start and the end
/// are put in others; a text from the file stands between them.
fn plain(message: &str) -> String {
    let mut text = message.to_owned();
    for (said, meant) in [
        ("invalid type: sequence", "found an array"),
        ("invalid type: map", "found an object"),
        ("invalid type: string", "found text"),
        ("invalid type: ", "found "),
        ("EOF while parsing", "the file ends inside"),
    ] {
        if let Some(rest) = message.strip_prefix(said) {
            text = format!("{meant}{rest}");
            break;
        }
    }
    let Some((found, expected)) = text.rsplit_once(", expected ") else { return text };
    let meant = match expected {
        "i64" | "u64" | "u32" | "u8" => "a whole number",
        "a string" | "a borrowed string" => "text",
        "a boolean" => "true or false",
        "a sequence" => "an array",
        "a map" => "an object",
        _ if expected.starts_with("struct ") => "an object",
        other => other,
    };
    format!("{found}, expected {meant}")
}

/// A path up to where serde lost it, such as `answers.SEC-Q1.also[0]`.
fn known_part(path: &serde_path_to_error::Path) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Map { key } if text.is_empty() => text.push_str(key),
            Segment::Map { key } => text.extend([".", key]),
            Segment::Seq { index } => text.extend(["[", &index.to_string(), "]"]),
            Segment::Enum { .. } | Segment::Unknown => break,
        }
    }
    text
}
