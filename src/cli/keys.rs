//! `quaymark keys`: the keymap, printed from the table that the interface itself uses.

use std::fmt::Write as _;

use clap::ValueEnum;

use crate::app::keymap::{Context, Keymap, Row};
use crate::report::json;

use super::desk::Desk;
use super::exit::{Exit, Stop};

/// The schema name of `keys --format json`.
pub const KEYS_SCHEMA: &str = "quaymark/keys/v1";

/// `keys`: those in force, with what the settings change.
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

/// The keys of one context, as `keys --format json` has them.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KeyContext {
    /// The permanent name, as settings have it.
    pub context: &'static str,
    /// As people read it.
    pub title: &'static str,
    /// Whether the keys of `global` work there, too.
    pub globals: bool,
    /// What keys do there.
    pub rows: Vec<KeyRow>,
}

/// One row of `keys --format json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KeyRow {
    /// The permanent name of what it does.
    pub action: &'static str,
    /// The keys; two with a space between are pressed one after the other. None when it was unbound.
    pub keys: Vec<String>,
    /// What happens.
    pub help: &'static str,
    /// Whether the keys are other ones than those that come with the program.
    pub changed: bool,
}

/// The whole table, by context in the order of the help.
pub fn contexts(keymap: &Keymap) -> Vec<KeyContext> {
    let row =
        |r: &Row| KeyRow { action: r.action.id(), keys: r.keys.clone(), help: r.help, changed: r.changed };
    let of = |context: Context| KeyContext {
        context: context.id(),
        title: context.title(),
        globals: context != Context::Global && context.has_globals(),
        rows: keymap.own(context).map(row).collect(),
    };
    Context::ALL.into_iter().map(of).collect()
}

/// The table as it comes with the program, as Markdown.
pub fn markdown() -> String {
    markdown_of(&Keymap::default())
}

/// A keymap as Markdown.
pub fn markdown_of(keymap: &Keymap) -> String {
    let mut text = "| Where | Keys | What |\n|---|---|---|\n".to_owned();
    for row in keymap.rows() {
        // A bar would end the cell.
        let keys: Vec<String> = row.keys.iter().map(|k| format!("`{}`", k.replace('|', "\\|"))).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| {} | {} | {} |", row.context.title(), keys.join(" "), row.help);
    }
    text
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let settings = desk.settings();
        let keymap = match &settings.keys_problem {
            None => Keymap::patched(&settings.file.keys).unwrap_or_default(),
            Some(why) => {
                desk.warn(&format!("{why}; these are the keys as they come with the program"));
                Keymap::default()
            }
        };
        match self.format {
            Form::Md => desk.print_document(&markdown_of(&keymap))?,
            Form::Json => desk.print_document(&json::document(KEYS_SCHEMA, contexts(&keymap), &[])?)?,
        }
        Ok(Exit::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::BINDINGS;

    #[test]
    fn every_binding_has_a_row_and_no_cell_breaks_the_table() {
        let rows: usize = contexts(&Keymap::default()).iter().map(|c| c.rows.len()).sum();
        assert_eq!(rows, BINDINGS.len());
        let patch = [("review", "park", "|")].map(|(context, action, key)| {
            (context.to_owned(), [(action.to_owned(), vec![key.to_owned()])].into_iter().collect())
        });
        let text = markdown_of(&Keymap::patched(&patch.into_iter().collect()).unwrap());
        assert_eq!(text.lines().count(), BINDINGS.len() + 2);
        assert!(text.contains("| Review | `\\|` | park a topic |"), "{text}");
        assert!(text.lines().all(|l| l.replace("\\|", "").matches('|').count() == 4), "{text}");
    }
}
