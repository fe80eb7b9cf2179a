//! Two versions of a questionnaire: what is different between them, and what an assessment becomes under another one.
//! As text, Markdown and JSON. The rules are in `docs/scoring.md`, section 6; the forms in `docs/formats.md`.

mod difference;
mod json;
mod moved;

pub use difference::{markdown, text};
pub use json::{DifferenceData, MigrateData, difference, migrate};
pub use moved::text as moved_text;

use crate::migration::{Difference, Mapping, Moved};
use crate::model::{Hash, QuestionId, Questionnaire};

use super::subject::Subject;

/// The schema name of `questionnaire diff --json`.
pub const DIFFERENCE_SCHEMA: &str = "quaymark/questionnaire-diff/v1";
/// The schema name of `migrate --json`.
pub const MIGRATE_SCHEMA: &str = "quaymark/migrate/v1";

/// Two questionnaires and what is different between them.
#[derive(Debug, Clone, Copy)]
pub struct Versions<'a> {
    /// The one that it starts from, with its hash.
    pub a: (&'a Questionnaire, &'a Hash),
    /// The other one, with its hash.
    pub b: (&'a Questionnaire, &'a Hash),
    /// What is different.
    pub difference: &'a Difference,
}

/// An assessment under another questionnaire.
#[derive(Debug, Clone, Copy)]
pub struct Migrated<'a> {
    /// As it is.
    pub then: Subject<'a>,
    /// The same under the other one.
    pub now: Subject<'a>,
    /// What became of its questions.
    pub moved: &'a Moved,
}

/// What a reader has to know about a mapping, one sentence each.
fn flags(mapping: &Mapping) -> Vec<String> {
    let mut flags: Vec<String> = mapping.warning().into_iter().map(str::to_owned).collect();
    if !mapping.unmapped.is_empty() {
        let ids: Vec<&str> = mapping.unmapped.iter().map(QuestionId::as_str).collect();
        flags.push(format!("not mapped: {}", ids.join(", ")));
    }
    flags
}

/// `4 new, 1 retired`: counts in words, without those that do not occur.
fn counted(counts: impl Iterator<Item = (usize, &'static str)>) -> String {
    let words: Vec<String> =
        counts.filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    if words.is_empty() { "no change".to_owned() } else { words.join(", ") }
}

/// `container-orchestration 1.0.0`.
fn name(of: &Questionnaire) -> String {
    format!("{} {}", of.id, of.version)
}
