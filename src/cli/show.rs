//! `quaymark show`: the result of an assessment.

use clap::ValueEnum;

use crate::report::json::{self, SHOW_SCHEMA};
use crate::report::subject::Options;
use crate::report::text::{self, View};

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::resolve;

/// `show [REF]`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark show payments
  quaymark show payments@2026-Q3 --view questions
  quaymark show payments@draft
  quaymark show ./record.json --json")]
pub struct Args {
    /// Which assessment: payments, payments@2026-Q3, payments@-1, payments@draft, a file, or -
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// What to show
    #[arg(long, default_value = "summary")]
    view: ViewChoice,
    /// Print JSON (schema quaymark/show/v1)
    #[arg(long, conflicts_with = "plain")]
    pub json: bool,
    /// One fact per line, for screen readers
    #[arg(long)]
    plain: bool,
    /// Leave notes, names of people and evidence out of the JSON; as text they are never shown
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
    /// One line per question
    Questions,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let dossier = resolve::dossier(desk, &session, self.reference.as_deref())?;
        let subject = dossier.subject();
        let view = match self.view {
            ViewChoice::Summary => View::Summary,
            ViewChoice::Bars => View::Bars,
            ViewChoice::Questions => View::Questions,
        };
        if self.json {
            let data = json::show(&subject, view == View::Questions, Options { notes: !self.no_notes });
            desk.print_document(&json::document(SHOW_SCHEMA, data, &dossier.warnings)?)?;
        } else if self.plain || desk.wants_lines() {
            desk.warn_all(&dossier.warnings);
            desk.print(&text::show_plain(&subject, view))?;
        } else {
            desk.warn_all(&dossier.warnings);
            desk.print(&text::show(&subject, view, desk.glyphs()))?;
        }
        if !self.json {
            resolve::next_after(desk, &session, &dossier, self.reference.as_deref(), "");
        }
        Ok(Exit::Done)
    }
}
