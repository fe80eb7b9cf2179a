//! `quaymark roadmap`: the next steps, on screen or as a file.

use clap::ValueEnum;

use crate::model::Level;
use crate::report::json::{self, ROADMAP_SCHEMA};
use crate::report::subject::Options;
use crate::report::{markdown, text};
use crate::roadmap::roadmap;
use crate::runtime::Dossier;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::resolve;
use super::write;

/// `roadmap [REF]`.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark roadmap payments
  quaymark roadmap payments --goal 3 --limit 5
  quaymark roadmap payments --export md -o roadmap.md
  quaymark roadmap payments@draft --json")]
pub struct Args {
    /// Which assessment: payments, payments@2026-Q3, payments@draft, a file, or -
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// The level to reach, 1 to 4
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4))]
    goal: Option<u8>,
    /// Write it whole, in this form
    #[arg(long, value_name = "FORM")]
    export: Option<Form>,
    /// Write the export to FILE; - is the standard output
    #[arg(short, long, value_name = "FILE", requires = "export")]
    output: Option<String>,
    /// Replace FILE where there is one
    #[arg(long, requires = "output")]
    force: bool,
    /// Show at most N steps; an export has them all
    #[arg(long, value_name = "N", conflicts_with = "export")]
    limit: Option<usize>,
    /// Print JSON (schema quaymark/roadmap/v1)
    #[arg(long, conflicts_with_all = ["export", "plain"])]
    pub json: bool,
    /// One fact per line, for screen readers
    #[arg(long, conflicts_with = "export")]
    plain: bool,
    /// Leave notes, names of people and evidence out of Markdown; all other forms have none
    #[arg(long)]
    no_notes: bool,
}

/// A form of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Markdown
    Md,
    /// JSON
    Json,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let dossier = resolve::dossier(desk, &session, self.reference.as_deref())?;
        let mut request = dossier.request();
        if let Some(goal) = self.goal.and_then(Level::new) {
            request.goal = Some(goal);
        }
        let steps = roadmap(&dossier.loaded.questionnaire, &request);
        let subject = dossier.subject();
        let as_json =
            || json::document(ROADMAP_SCHEMA, json::roadmap(&subject, &steps, self.limit), &dossier.warnings);
        match self.export {
            Some(Form::Json) => self.write(desk, &dossier, &as_json()?)?,
            Some(Form::Md) => {
                let options = Options { notes: !self.no_notes };
                self.write(desk, &dossier, &markdown::roadmap(&subject, &steps, options))?;
            }
            None if self.json => desk.print_document(&as_json()?)?,
            None if self.plain || desk.wants_lines() => {
                desk.warn_all(&dossier.warnings);
                desk.print(&text::roadmap_plain(&subject, &steps, self.limit))?;
            }
            None => {
                desk.warn_all(&dossier.warnings);
                desk.print(&text::roadmap(&subject, &steps, self.limit, desk.glyphs()))?;
            }
        }
        if self.export.is_none() && !self.json {
            resolve::next_after(desk, &session, &dossier, self.reference.as_deref(), " --export md");
        }
        Ok(Exit::Done)
    }

    fn write(&self, desk: &mut Desk<'_>, dossier: &Dossier, whole: &str) -> Result<(), Stop> {
        let Some(file) = self.output.as_deref().filter(|o| *o != "-") else {
            return desk.print_document(whole);
        };
        write::to_file(desk, file, whole, self.force)?;
        desk.say(&format!(
            "wrote the roadmap of {} {} to {file}",
            dossier.team.name,
            dossier.period.spoken()
        ));
        Ok(())
    }
}
