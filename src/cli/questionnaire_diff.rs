//! `quaymark questionnaire diff`: what is different between two versions of a questionnaire.

use clap::ValueEnum;

use crate::migration::Difference;
use crate::report::json;
use crate::report::versions::{self, DIFFERENCE_SCHEMA, Versions};
use crate::runtime::Session;

use super::desk::Desk;
use super::edition;
use super::exit::{Exit, Stop};
use super::write;

/// `questionnaire diff A [B]`.
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// The older one: an id with a version, a folder or a file
    #[arg(value_name = "A")]
    a: String,
    /// The newer one; without it, the newest at hand of the same id
    #[arg(value_name = "B")]
    b: Option<String>,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text", conflicts_with = "json")]
    format: Form,
    /// Write it to FILE; - is the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// Replace FILE where there is one
    #[arg(long, requires = "output")]
    force: bool,
    /// Print JSON (schema quaymark/questionnaire-diff/v1)
    #[arg(long)]
    pub json: bool,
}

/// A form of the difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Text for people
    Text,
    /// Markdown
    Md,
}

impl Diff {
    pub(super) fn run(&self, desk: &mut Desk<'_>, session: &Session) -> Result<Exit, Stop> {
        let old = edition::named(desk, session, &self.a, None)?;
        let id = &old.questionnaire.id;
        let new = match &self.b {
            Some(text) => edition::named(desk, session, text, Some(id))?,
            None => edition::newest(session, id.as_str())?,
        };
        let difference = Difference::between(&old.questionnaire, &new.questionnaire);
        let versions = Versions {
            a: (&old.questionnaire, &old.sha256),
            b: (&new.questionnaire, &new.sha256),
            difference: &difference,
        };
        let text = match self.format {
            _ if self.json => json::document(DIFFERENCE_SCHEMA, versions::difference(&versions), &[])?,
            Form::Md => versions::markdown(&versions),
            Form::Text => versions::text(&versions, desk.glyphs()),
        };
        match self.output.as_deref().filter(|o| *o != "-") {
            Some(file) => {
                write::to_file(desk, file, &text, self.force)?;
                desk.say(&format!("wrote the difference to {file}"));
            }
            None if self.json || self.format == Form::Md => desk.print_document(&text)?,
            None => desk.print(&text)?,
        }
        Ok(Exit::Done)
    }
}
