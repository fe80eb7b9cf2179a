//! The JSON of every read command: one document with schema, tool, data and warnings; errors on their own.
//! Keys are added, never renamed or removed, inside a version: `docs/formats.md`.

mod advise;
mod groups;
mod pathway;
mod roadmap;
mod show;

#[cfg(test)]
mod tests;

pub use advise::{AdviseData, advise};
pub use groups::{ReportData, groups};
pub use pathway::{PathwayData, pathway};
pub use roadmap::{RoadmapData, roadmap};
pub use show::{QuestionnaireName, ShowData, TeamName, show};

use std::fmt::Write as _;

use serde::Serialize;

use crate::json::to_canonical;
use crate::text::is_hidden;

/// The schema name of `show --json`.
pub const SHOW_SCHEMA: &str = "quaymark/show/v1";
/// The schema name of `roadmap --json`.
pub const ROADMAP_SCHEMA: &str = "quaymark/roadmap/v1";
/// The schema name of `advise --json`.
pub const ADVISE_SCHEMA: &str = "quaymark/advise/v1";
/// The schema name of `report --format json`.
pub const REPORT_SCHEMA: &str = "quaymark/report/v1";
/// The schema name of an error with `--json`.
pub const ERROR_SCHEMA: &str = "quaymark/error/v1";

/// The program that wrote a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Tool {
    /// Always `quaymark`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Tool {
    /// This program.
    pub const THIS: Self = Self { name: "quaymark", version: env!("CARGO_PKG_VERSION") };
}

/// One document: what every `--json` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Envelope<'a, T> {
    /// What `data` is.
    pub schema: &'static str,
    /// Who wrote it.
    pub tool: Tool,
    /// The result.
    pub data: T,
    /// What the reader should know, one sentence each.
    pub warnings: &'a [String],
}

/// A document as text.
///
/// # Errors
/// When the data cannot be written as JSON, which the types here always can.
pub fn document<T: Serialize>(
    schema: &'static str,
    data: T,
    warnings: &[String],
) -> Result<String, serde_json::Error> {
    to_canonical(&Envelope { schema, tool: Tool::THIS, data, warnings }).map(|text| visible(&text))
}

/// An error as it is written with `--json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ErrorBody {
    /// A permanent name: `not_found`.
    pub code: &'static str,
    /// The exit code.
    pub exit: u8,
    /// What happened.
    pub message: String,
    /// What to do next; empty when there is nothing to say.
    pub hint: String,
}

/// An error document: what `--json` writes to the standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ErrorDocument<'a> {
    /// Always `quaymark/error/v1`.
    pub schema: &'static str,
    /// The error.
    pub error: &'a ErrorBody,
}

/// An error document as text, for stderr.
///
/// # Errors
/// Never in practice: there is nothing in it that JSON cannot hold.
pub fn error(body: &ErrorBody) -> Result<String, serde_json::Error> {
    to_canonical(&ErrorDocument { schema: ERROR_SCHEMA, error: body }).map(|text| visible(&text))
}

/// Hidden characters as `\u` escapes, so that a document is safe on a terminal and reads back the same.
/// JSON has them inside strings only, where the escape means the character.
fn visible(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}
