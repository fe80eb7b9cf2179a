//! `quaymark report`: an assessment by area, by component, or by the groups of a selection.

use clap::ValueEnum;

use crate::model::{Questionnaire, Slug};
use crate::report::groups::grouped;
use crate::report::json::{self, REPORT_SCHEMA};
use crate::report::subject::Options;
use crate::report::{csv_groups, markdown, text};
use crate::runtime::Dossier;
use crate::scoring::By;
use crate::text::spelling::closest;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::resolve;
use super::write;

/// `report [REF] --by WHAT`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark report payments --by area
  quaymark report payments --by component --format csv -o components.csv
  quaymark report payments --by security-first --format md -o controls.md
  quaymark report payments@draft --by selection --format json")]
pub struct Args {
    /// Which assessment: payments, payments@2026-Q3, payments@-1, payments@draft, a file, or -
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// area, component, or a selection such as security-first; selection is the first one with groups [default:
    /// area, or component where no question has an area]
    #[arg(long, value_name = "WHAT")]
    by: Option<String>,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: Form,
    /// Write it to FILE; - is the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// Replace FILE where there is one
    #[arg(long, requires = "output")]
    force: bool,
    /// Leave what the assessment covers and names of people out of Markdown; all other forms have none
    #[arg(long)]
    no_notes: bool,
}

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Text for people
    Text,
    /// Markdown
    Md,
    /// A row per heading and question, for a spreadsheet
    Csv,
    /// JSON (schema quaymark/report/v1)
    Json,
}

impl Args {
    pub(super) fn json(&self) -> bool {
        self.format == Form::Json
    }

    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let dossier = resolve::dossier(desk, &session, self.reference.as_deref())?;
        let questionnaire = &dossier.loaded.questionnaire;
        let by = headings(questionnaire, self.by.as_deref().unwrap_or_else(|| usual(questionnaire)))?;
        let text = self.text(&dossier, by)?;
        let document = self.format != Form::Text;
        if !document {
            desk.warn_all(&dossier.warnings);
        }
        match self.output.as_deref().filter(|o| *o != "-") {
            Some(file) => {
                write::to_file(desk, file, &text, self.force)?;
                let what = format!("the report of {} {}", dossier.team.name, dossier.period.spoken());
                desk.say(&format!("wrote {what} to {file}"));
            }
            None if document => desk.print_document(&text)?,
            None => desk.print(&text)?,
        }
        Ok(Exit::Done)
    }

    fn text(&self, dossier: &Dossier, by: By) -> Result<String, Stop> {
        let subject = dossier.subject();
        let groups = grouped(&subject, by);
        let options = Options { notes: !self.no_notes };
        Ok(match self.format {
            Form::Text => text::groups(&subject, &groups),
            Form::Md => markdown::groups(&subject, &groups, options),
            Form::Csv => csv_groups::groups(&subject, &groups),
            Form::Json => json::document(REPORT_SCHEMA, json::groups(&subject, &groups), &dossier.warnings)?,
        })
    }
}

/// The headings where none are named: the first that this questionnaire has.
fn usual(questionnaire: &Questionnaire) -> &'static str {
    if questionnaire.questions().any(|(_, q)| !q.areas.is_empty()) {
        "area"
    } else if questionnaire.questions().any(|(_, q)| !q.components.is_empty()) {
        "component"
    } else if questionnaire.selections.is_empty() {
        "area"
    } else {
        "selection"
    }
}

/// What `--by` names.
fn headings(questionnaire: &Questionnaire, word: &str) -> Result<By, Stop> {
    let selections = &questionnaire.selections;
    let by = match word {
        "area" => Some(By::Area),
        "component" => Some(By::Component),
        "selection" => {
            let first = selections.iter().find(|s| !s.groups.is_empty()).or_else(|| selections.first());
            first.map(|s| By::Selection(s.id.clone()))
        }
        other => {
            Slug::parse(other).ok().filter(|id| selections.iter().any(|s| s.id == *id)).map(By::Selection)
        }
    };
    by.ok_or_else(|| {
        let mut words = vec!["area", "component", "selection"];
        words.extend(selections.iter().map(|s| s.id.as_str()));
        let meant = closest(word, words.iter().copied()).map(|n| format!("; did you mean {n}?"));
        Stop::usage(format!("--by {word:?} names no headings{}", meant.unwrap_or_default()))
            .hint(format!("--by takes {}", words.join(", ")))
    })
}
