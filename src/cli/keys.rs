//! `quaymark keys`: the keymap, printed from the table that the interface itself uses.

use std::fmt::Write as _;

use clap::ValueEnum;

use crate::app::keymap::{BINDINGS, Context};
use crate::report::json;

use super::desk::Desk;
use super::exit::{Exit, Stop};

/// The schema name of `keys --format json`.
pub const KEYS_SCHEMA: &str = "quaymark/keys/v1";

/// `keys`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark keys
  quaymark keys --format json")]
pub struct Args {
    /// The form
    #[arg(long, default_value = "md")]
    format: Form,
}

/// The form of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A Markdown table
    Md,
    /// JSON (schema quaymark/keys/v1)
    Json,
}

/// One row of `keys --format json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KeyRow {
    /// Where it works.
    pub context: &'static str,
    /// The keys; two with a space between are pressed one after the other.
    pub keys: &'static [&'static str],
    /// The stable name of what it does.
    pub action: &'static str,
    /// What happens.
    pub help: &'static str,
}

/// The whole table, by context in the order of the help.
pub fn rows() -> Vec<KeyRow> {
    let of = |context: Context| BINDINGS.iter().filter(move |b| b.context == context);
    Context::ALL
        .into_iter()
        .flat_map(of)
        .map(|b| KeyRow { context: b.context.title(), keys: b.keys, action: b.action.id(), help: b.help })
        .collect()
}

/// The table as Markdown.
pub fn markdown() -> String {
    let mut text = "| Where | Keys | What |\n|---|---|---|\n".to_owned();
    for row in rows() {
        let keys: Vec<String> = row.keys.iter().map(|k| format!("`{k}`")).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| {} | {} | {} |", row.context, keys.join(" "), row.help);
    }
    text
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        match self.format {
            Form::Md => desk.print_document(&markdown())?,
            Form::Json => desk.print_document(&json::document(KEYS_SCHEMA, rows(), &[])?)?,
        }
        Ok(Exit::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_binding_has_a_row_and_no_cell_breaks_the_table() {
        assert_eq!(rows().len(), BINDINGS.len());
        let text = markdown();
        assert_eq!(text.lines().count(), BINDINGS.len() + 2);
        assert!(text.lines().all(|line| line.matches('|').count() == 4), "{text}");
    }
}
