//! Reports: Markdown, plain text, JSON and CSV made from one assessment. Returns text; the caller writes it.
//! Whatever people wrote is escaped here, at the border.

pub mod compared;
pub mod csv;
pub mod csv_groups;
mod facts;
pub mod groups;
pub mod json;
pub mod markdown;
pub mod questionnaire;
pub mod subject;
pub mod text;
pub mod trend;
pub mod versions;

#[cfg(test)]
mod fixture;

pub use subject::{Options, Status, Subject};
