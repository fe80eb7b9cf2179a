//! `quaymark show`: the result of an assessment.

use clap::ValueEnum;

use crate::app::effect::ExportForm;
use crate::report::json::{self, SHOW_SCHEMA};
use crate::report::subject::Options;
use crate::report::text::{self, View};
use crate::runtime::{Dossier, export};

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::resolve;
use super::write;

/// Columns of a drawing where nothing says how many there are.
const COLUMNS: usize = 80;

/// `show [REF]`.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark show payments
  quaymark show payments@2026-Q3 --view questions
  quaymark show payments@draft --view radar
  quaymark show payments --format md -o result.md
  quaymark show ./record.json --json")]
pub struct Args {
    /// Which assessment: payments, payments@2026-Q3, payments@-1, payments@draft, a file, or -
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// What to show
    #[arg(long, default_value = "summary")]
    view: ViewChoice,
    /// In which form; Markdown and CSV have every question
    #[arg(long, value_name = "FORM", default_value = "text", conflicts_with_all = ["json", "plain"])]
    format: Form,
    /// Write it to FILE; - is the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// Replace FILE where there is one
    #[arg(long, requires = "output")]
    force: bool,
    /// Print JSON (schema quaymark/show/v1)
    #[arg(long, conflicts_with = "plain")]
    pub json: bool,
    /// One fact per line, for screen readers
    #[arg(long)]
    plain: bool,
    /// Leave notes, names of people and evidence out of Markdown, CSV and JSON; as text they are never shown
    #[arg(long)]
    no_notes: bool,
}

/// What to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ViewChoice {
    /// Score, level, dimensions, phases, what holds the next level back
    Summary,
    /// The same with a bar per dimension
    Bars,
    /// A cell per question: its level
    Heatmap,
    /// An axis per dimension; bars where braille characters cannot be shown
    Radar,
    /// One line per question
    Questions,
}

/// A form of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Text for people
    Text,
    /// Markdown
    Md,
    /// A row per question, for a spreadsheet
    Csv,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let dossier = resolve::dossier(desk, &session, self.reference.as_deref())?;
        let document = self.json || self.format != Form::Text;
        let text = self.text(desk, &dossier)?;
        if !document {
            desk.warn_all(&dossier.warnings);
        }
        match self.output.as_deref().filter(|o| *o != "-") {
            Some(file) => {
                write::to_file(desk, file, &text, self.force)?;
                let what = format!("the result of {} {}", dossier.team.name, dossier.period.spoken());
                desk.say(&format!("wrote {what} to {file}"));
            }
            None if document => desk.print_document(&text)?,
            None => desk.print(&text)?,
        }
        if !document && self.output.is_none() {
            resolve::next_after(desk, &session, &dossier, self.reference.as_deref(), "");
        }
        Ok(Exit::Done)
    }

    fn text(&self, desk: &Desk<'_>, dossier: &Dossier) -> Result<String, Stop> {
        let subject = dossier.subject();
        let view = match self.view {
            ViewChoice::Summary => View::Summary,
            ViewChoice::Bars => View::Bars,
            ViewChoice::Heatmap => View::Heatmap,
            ViewChoice::Radar => View::Radar,
            ViewChoice::Questions => View::Questions,
        };
        let options = Options { notes: !self.no_notes };
        Ok(match self.format {
            Form::Md => export::in_form(dossier, ExportForm::Result, options)?,
            Form::Csv => export::in_form(dossier, ExportForm::Csv, options)?,
            Form::Text if self.json => {
                let data = json::show(&subject, view == View::Questions, options);
                json::document(SHOW_SCHEMA, data, &dossier.warnings)?
            }
            Form::Text if self.plain || desk.wants_lines() => text::show_plain(&subject, view),
            Form::Text => {
                let columns = desk.environment.columns.unwrap_or(COLUMNS);
                text::show(&subject, view, desk.glyphs(), columns)
            }
        })
    }
}
